package model

import (
	"fmt"

	"factum"
)

// Answer is what a model answered about one document: a derived item of the record, named by the SHA-256 of its canonical JSON. It quotes
// the document, and goes with the capture when that is erased.
type Answer struct {
	V        int           `json:"v"` // 1
	Capture  factum.Digest `json:"capture"`
	Document factum.Digest `json:"document"`
	Model    string        `json:"model"`   // the name that was asked for
	Prompt   factum.Digest `json:"prompt"`  // of the instructions, see Prompt
	Replies  []Reply       `json:"replies"` // in the order of the text; at least one
}

// Reply is what came back on one stretch of the text.
type Reply struct {
	Span     factum.Span   `json:"span"`     // of the text
	Words    factum.Digest `json:"words"`    // of the words there
	Endpoint string        `json:"endpoint"` // who was asked
	Request  factum.Digest `json:"request"`  // of the body that was sent
	Digest   factum.Digest `json:"digest"`   // of the body that came back
	Body     []byte        `json:"body"`     // these bytes, in base64
}

// Coder is what the proposals of an answer say made them.
func (a *Answer) Coder() factum.Coder {
	return factum.Coder{Name: factum.ProposedBy + a.Model, Version: Version, Codebook: readBook().Version}
}

// why is the first reason that a proposal gives.
func (a *Answer) why() string {
	return fmt.Sprintf("proposed by model %s, prompt %s", a.Model, a.Prompt)
}

// The bounds of what is sent, in bytes and number: a stretch is some 600 to 1,000 words, a document has at most so many that are asked about.
const (
	MaxStretch   = 4000
	MaxStretches = 100
)

// stretches cuts a text between sentences into what is asked about at once. left says what was left out, "" nothing.
func stretches(doc *factum.Document) (out []factum.Span, left string) {
	long, beyond := 0, 0
	for _, s := range doc.Sentences {
		if s.Start < 0 || s.Start >= s.End || s.End > len(doc.Text) {
			continue
		}
		n := len(out)
		switch {
		case s.End-s.Start > MaxStretch:
			long++
		case n > 0 && s.Start >= out[n-1].Start && s.End-out[n-1].Start <= MaxStretch:
			out[n-1].End = s.End
		case n == MaxStretches:
			beyond++
		default:
			out = append(out, s)
		}
	}
	switch {
	case beyond > 0:
		left = fmt.Sprintf("a model is asked about the first %d stretches of a text; %d sentences after them were left out", MaxStretches, beyond)
	case long > 0:
		left = fmt.Sprintf("%d sentences of more than %d bytes were not put to the model", long, MaxStretch)
	}
	return out, left
}

// on finds the reply on certain words.
func (a *Answer) on(words factum.Digest, sp factum.Span) (Reply, bool) {
	if a == nil {
		return Reply{}, false
	}
	found, ok := Reply{}, false
	for _, r := range a.Replies {
		if r.Words != words {
			continue
		}
		if r.Span == sp { // the same words may stand twice
			return r, true
		}
		if !ok {
			found, ok = r, true
		}
	}
	found.Span = sp
	return found, ok
}
