package model

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"factum"
)

// The bounds of a proposal: how many are read of one reply, and how long in bytes a passage and the words of a slot may be.
const (
	maxProposals = 50
	maxPassage   = 1500
	maxWords     = 200
	maxPeople    = 20
)

// proposal is a claim as a model writes it: words, and no offsets.
type proposal struct {
	Type       factum.EventType `json:"type"`
	Modes      []string         `json:"modes"`
	Object     factum.EventType `json:"object"`
	Modality   factum.Modality  `json:"modality"`
	Passage    string           `json:"passage"`
	Trigger    string           `json:"trigger"`
	Actors     []string         `json:"actors"`
	Recipients []string         `json:"recipients"`
	Place      string           `json:"place"`
	Time       string           `json:"time"`
	Speaker    string           `json:"speaker"`
}

// proposals takes a reply's body apart. Each is still to be decoded, so that a bad one costs only itself.
func (r Reply) proposals() ([]json.RawMessage, error) {
	if factum.DigestOf(r.Body) != r.Digest {
		return nil, errors.New("the kept answer is not what came back")
	}
	if !utf8.Valid(r.Body) {
		return nil, errors.New("it is not UTF-8")
	}
	var reply struct {
		Choices []struct {
			Message struct {
				Content *string `json:"content"`
			} `json:"message"`
			Finish string `json:"finish_reason"`
		} `json:"choices"`
	}
	if err := json.Unmarshal(r.Body, &reply); err != nil {
		return nil, fmt.Errorf("it is not a chat completion: %w", err)
	}
	if len(reply.Choices) == 0 || reply.Choices[0].Message.Content == nil {
		return nil, errors.New("it is a chat completion without a message")
	}
	content := unfenced(*reply.Choices[0].Message.Content)
	var list struct {
		Claims *[]json.RawMessage `json:"claims"`
	}
	err := json.Unmarshal([]byte(content), &list)
	switch {
	case err != nil && reply.Choices[0].Finish == "length":
		return nil, errors.New("the message was cut off at the service's limit")
	case err != nil:
		return nil, fmt.Errorf("the message is not the JSON that was asked for: %w", err)
	case list.Claims == nil:
		return nil, errors.New(`the message has no "claims"`)
	}
	return *list.Claims, nil
}

// unfenced takes away the code fence that many models put around JSON.
func unfenced(s string) string {
	s = strings.TrimSpace(s)
	if inner, ok := strings.CutPrefix(s, "```"); ok {
		if inner, ok = strings.CutSuffix(inner, "```"); ok {
			return strings.TrimSpace(strings.TrimPrefix(inner, "json"))
		}
	}
	return s
}

// decode reads one proposal: no key but those asked for.
func decode(raw json.RawMessage) (p proposal, err error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		return p, fmt.Errorf("not in the form asked for: %w", err)
	}
	if _, err := d.Token(); err != io.EOF {
		return p, errors.New("not in the form asked for")
	}
	return p, nil
}

// check refuses what the codebook does not know.
func (p *proposal) check() error {
	if !p.Type.Valid() {
		return fmt.Errorf("no event type %s", quoted(string(p.Type)))
	}
	if p.Object != "" && !p.Object.Valid() {
		return fmt.Errorf("no event type %s for an object", quoted(string(p.Object)))
	}
	if !slices.Contains(factum.Modalities, p.Modality) {
		return fmt.Errorf("no modality %s", quoted(string(p.Modality)))
	}
	modes := readBook().Modes[p.Type]
	for i, m := range p.Modes {
		if !slices.Contains(modes, m) || slices.Contains(p.Modes[:i], m) {
			return fmt.Errorf("%s has no mode %s", p.Type, quoted(m))
		}
	}
	if len(p.Actors) > maxPeople || len(p.Recipients) > maxPeople {
		return fmt.Errorf("more than %d actors or recipients", maxPeople)
	}
	return nil
}

// find looks up where words stand within a stretch of the text: whole words, once.
func find(text string, within factum.Span, what, words string, most int) (factum.Span, error) {
	switch {
	case strings.TrimSpace(words) == "":
		return factum.Span{}, fmt.Errorf("no %s", what)
	case len(words) > most:
		return factum.Span{}, fmt.Errorf("a %s of more than %d bytes", what, most)
	}
	var at factum.Span
	n := 0
	for from := within.Start; from < within.End; {
		i := strings.Index(text[from:within.End], words)
		if i < 0 {
			break
		}
		sp := factum.Span{Start: from + i, End: from + i + len(words)}
		if whole(text, sp) {
			at = sp
			n++
		}
		_, size := utf8.DecodeRuneInString(words)
		from = sp.Start + size
	}
	switch n {
	case 0:
		return at, fmt.Errorf("the %s %s does not stand there", what, quoted(words))
	case 1:
		return at, nil
	}
	return at, fmt.Errorf("the %s %s stands there %d times", what, quoted(words), n)
}

// whole reports whether a span begins and ends between words.
func whole(text string, sp factum.Span) bool {
	joined := func(at int) bool {
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at:])
		return letter(before) && letter(after)
	}
	return !joined(sp.Start) && !joined(sp.End)
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }

// quoted is a model's words for a message: in marks, on one line, not at length.
func quoted(s string) string {
	const most = 60
	if len(s) > most {
		for s = s[:most]; !utf8.ValidString(s); {
			s = s[:len(s)-1]
		}
		s += "…"
	}
	return "“" + strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s) + "”"
}
