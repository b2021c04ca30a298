package record

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"runtime"
	"strconv"

	"factum"
	"factum/capture"
	"factum/coding/model"
	"factum/internal/sniff"
	"factum/reading"
)

// Text is one input of `read` or `code`: kept nowhere.
type Text struct {
	Ref string
	Doc *factum.Document
	Err error // why there is no document

	stages *Stages
}

// Reading is what `factum read` prints of a document.
type Reading struct {
	Ref        string                   `json:"ref"`
	Lang       string                   `json:"lang"`
	Title      string                   `json:"title"`
	Published  *factum.Time             `json:"published"`
	Outlet     string                   `json:"outlet"`
	Text       string                   `json:"text"`
	Times      []factum.TimeMention     `json:"times"`
	Places     []factum.PlaceMention    `json:"places"`
	Actors     []factum.ActorMention    `json:"actors"`
	Quotes     []factum.Quote           `json:"quotes"`
	Quantities []factum.QuantityMention `json:"quantities"`
	Items      []factum.ItemMention     `json:"items"`
}

// Reading returns what was read.
func (t Text) Reading() Reading {
	m := t.Doc.Mentions
	return Reading{Ref: t.Ref, Lang: t.Doc.Lang, Title: t.Doc.Title, Published: t.Doc.Published, Outlet: t.Doc.Outlet, Text: t.Doc.Text,
		Times: m.Times, Places: m.Places, Actors: m.Actors, Quotes: m.Quotes, Quantities: m.Quantities, Items: m.Items}
}

// Claims codes the document. Outside a record a claim's document is the digest of the text. A model, where one is given, is asked for proposals;
// gaps say what it did not answer and what of it was refused.
func (t Text) Claims(ctx context.Context, m *model.Client) (claims []factum.Claim, gaps []error) {
	id := factum.DigestOfString(t.Doc.Text)
	var w worked
	coder, _ := t.stages.coderOf(ctx, proposals{client: m}, 0, t.Doc, id, &w)
	claims = coder.Code(t.Doc, id, t.Ref)
	return claims, w.gaps
}

// Text reads one file's bytes.
func (s *Stages) Text(ctx context.Context, ref string, r io.Reader, h Hints) (t Text) {
	t = Text{Ref: ref, stages: s}
	b, err := io.ReadAll(io.LimitReader(r, capture.DefaultKeep+1))
	if err != nil {
		t.Err = factum.Errorf(factum.Other, "it can't be read: %w", err)
		return t
	}
	if len(b) > capture.DefaultKeep {
		t.Err = tooLarge(int64(len(b)))
		return t
	}
	defer t.guard()
	docs, err := s.reader.Read(b, reading.Meta{MediaType: sniff.Type(b), Name: ref, Capture: factum.DigestOf(b), Lang: h.Lang, Date: h.Date, Title: h.Title, URL: h.URL})
	if err != nil {
		t.Err = err
		return t
	}
	t.Doc = &docs[0]
	return t
}

// guard turns a stage that stopped on an input into that input's gap.
func (t *Text) guard() {
	if r := recover(); r != nil {
		t.Doc, t.Err = nil, factum.Errorf(factum.Other, "reading stopped on it: %v", r)
	}
}

// TextLine is an input line of --jsonl.
type TextLine struct {
	ID    string  `json:"id"`
	Text  *string `json:"text"`
	Title string  `json:"title"`
	Lang  string  `json:"lang"`
	Date  string  `json:"date"`
	URL   string  `json:"url"`
}

// TextLines reads jsonl lines on all processors, does work on each text there, and emits texts with what work made of them in input order. A bad
// line is a Text with an error, on which no work is done.
func (s *Stages) TextLines(ctx context.Context, lines iter.Seq2[[]byte, error], h Hints, work func(Text) ([]byte, error), emit func(Text, []byte) error) error {
	type made struct {
		t Text
		b []byte
	}
	type line struct {
		n   int // from 1
		b   []byte
		err error
	}
	n := runtime.GOMAXPROCS(0)
	src := func(yield func(line) bool) {
		at := 0
		for b, err := range lines {
			at++
			if err == nil && len(bytes.TrimSpace(b)) == 0 {
				continue
			}
			if !yield(line{at, b, err}) {
				return
			}
		}
	}
	return inOrder(ctx, n, 8*n, src, func(ctx context.Context, l line) made {
		t := Text{Err: l.err}
		if l.err == nil {
			t = s.textLine(l.b, h)
		}
		var b []byte
		if t.Err == nil {
			b = t.worked(work)
		}
		if t.Err != nil {
			t.Err = factum.Errorf(factum.KindOf(t.Err), "line %d: %w", l.n, t.Err)
		}
		return made{t, b}
	}, func(m made) error { return emit(m.t, m.b) })
}

// worked does the work; where it stops or fails, the text is an error.
func (t *Text) worked(work func(Text) ([]byte, error)) (b []byte) {
	defer t.guard()
	b, err := work(*t)
	if err != nil {
		t.Doc, t.Err = nil, err
	}
	return b
}

// notALine says what is wrong with a line that does not decode.
func notALine(err error) error {
	var te *json.UnmarshalTypeError
	if errors.As(err, &te) && te.Field != "" {
		return factum.Errorf(factum.Invalid, "%q is a %s, and a string is wanted", te.Field, te.Value)
	}
	if errors.As(err, &te) {
		return factum.Errorf(factum.Invalid, "it is a JSON %s, and an object with id and text is wanted", te.Value)
	}
	return factum.Errorf(factum.Invalid, "it is not a JSON object with id and text: %w", err)
}

func (s *Stages) textLine(b []byte, h Hints) (t Text) {
	t = Text{stages: s}
	var l TextLine
	if err := json.Unmarshal(b, &l); err != nil {
		var id struct {
			ID any `json:"id"`
		}
		_ = json.Unmarshal(b, &id) // the id, if that much reads
		switch v := id.ID.(type) {
		case string:
			t.Ref = v
		case float64:
			t.Ref = strconv.FormatFloat(v, 'f', -1, 64)
		}
		t.Err = notALine(err)
		return t
	}
	t.Ref = l.ID
	if l.Text == nil {
		t.Err = factum.Errorf(factum.Invalid, "it has no \"text\"")
		return t
	}
	for _, x := range []struct{ to, from *string }{{&l.Title, &h.Title}, {&l.Lang, &h.Lang}, {&l.Date, &h.Date}, {&l.URL, &h.URL}} {
		if *x.to == "" {
			*x.to = *x.from
		}
	}
	if l.Date != "" {
		if _, err := ParseDate(l.Date); err != nil {
			t.Err = err
			return t
		}
	}
	defer t.guard()
	doc, err := s.reader.ReadText(*l.Text, reading.Meta{Title: l.Title, Lang: l.Lang, Date: l.Date, URL: l.URL, Capture: factum.DigestOfString(*l.Text)})
	if err != nil {
		t.Err = err
		return t
	}
	t.Doc = &doc
	return t
}
