package record

import (
	"context"
	"encoding/json"
	"maps"

	"factum"
	"factum/coding"
	"factum/coding/model"
)

// proposals is where those of one capture come from: a model that is asked, and what was answered before. The zero value: nobody is asked, and
// nobody was.
type proposals struct {
	client *model.Client
	before []*model.Answer // by document; nil where a document has none
	lost   error           // why an answer from before does not read
}

// of is what was answered before about the document of an ordinal.
func (p proposals) of(i int) *model.Answer {
	if i < len(p.before) {
		return p.before[i]
	}
	return nil
}

// asked says which model proposed claims of a capture: what a coded act has of it in its detail.
type asked struct {
	Model, Prompt, Proposer string
	Unanswered              int // stretches of text that nobody answered about
}

// detail is that of a coded act with who was asked.
func (a asked) detail(d map[string]any) map[string]any {
	if a == (asked{}) {
		return d
	}
	d = maps.Clone(d)
	d["model"], d["prompt"], d["proposer"] = a.Model, a.Prompt, a.Proposer
	if a.Unanswered > 0 {
		d["unanswered"] = a.Unanswered
	}
	return d
}

// askedOf reads it back.
func askedOf(a factum.Act) asked {
	text := func(name string) string { s, _ := a.Detail[name].(string); return s }
	n, _ := a.Detail["unanswered"].(json.Number) // as the ledger reads numbers
	missed, _ := n.Int64()                       // absent: none
	return asked{Model: text("model"), Prompt: text("prompt"), Proposer: text("proposer"), Unanswered: int(missed)}
}

// coderOf is what codes a document: the rules, and over them what a model answered, which is asked now where there is a client. The answer is
// nil where nobody answered. w is told who was asked, and what was not answered or is refused.
func (s *Stages) coderOf(ctx context.Context, p proposals, i int, doc *factum.Document, id factum.Digest, w *worked) (coding.Coder, *model.Answer) {
	a := p.client.Ask(ctx, doc, id, p.of(i))
	w.gaps = append(w.gaps, a.Gaps...)
	switch {
	case p.client != nil:
		w.asked.Model, w.asked.Prompt, w.asked.Proposer = p.client.Name(), model.Prompt().String(), model.Version
	case p.of(i) != nil:
		w.asked.Model, w.asked.Prompt, w.asked.Proposer = p.of(i).Model, p.of(i).Prompt.String(), model.Version
	}
	w.asked.Unanswered += a.Unanswered
	if a.Answer == nil {
		return s.coder, nil
	}
	return model.Coder{Over: s.coder, Answer: a.Answer, Refuse: func(err error) { w.gaps = append(w.gaps, err) }}, a.Answer
}

// proposed reads the answers that a coding kept.
func (r *Record) proposed(ctx context.Context, res factum.Result) (p proposals) {
	for i, d := range res.Documents {
		if d.Answer.IsZero() {
			continue
		}
		var a model.Answer
		b, err := r.ledger.Derived(ctx, d.Answer)
		if err == nil {
			err = decode(b, &a)
		}
		if err != nil {
			p.lost = factum.Errorf(factum.KindOf(err), "what a model answered is kept and does not read: %w", err)
			continue
		}
		p.before = append(p.before, make([]*model.Answer, i+1-len(p.before))...)
		p.before[i] = &a
	}
	return p
}
