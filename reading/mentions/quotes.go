package mentions

import (
	"sort"

	"factum"
)

// findQuotes finds the quotes of all parts: direct ones between marks, indirect ones after "said that" and "according to".
func (d *document) findQuotes() {
	for _, p := range d.parts {
		para := p.paragraphs()
		marks := p.findMarked(para)
		inside := make([]bool, len(p.toks)+1)
		for _, m := range marks {
			for i := m.open; i < m.to; i++ {
				inside[i] = true
			}
			if m.close >= 0 {
				inside[m.close] = true
			}
		}
		f := framing{p: p, para: para, inside: inside}
		for _, a := range p.actors {
			f.at = append(f.at, p.tokenAt(a.Span.Start))
			f.end = append(f.end, p.tokenAt(a.Span.End-1)+1)
		}
		f.findAsides()
		f.direct(marks)
		f.indirect()
		f.chain()
		sortBySpan(p.quotes, func(q factum.Quote) factum.Span { return q.Span })
	}
	d.anchorQuoted()
}

// framing finds who says what is quoted.
type framing struct {
	at     []int // first token of each actor of the part, which do not change any more
	end    []int // token after it
	p      *part
	para   []int32
	inside []bool // of each token: it is part of a direct quote, marks included
	asides []aside
}

// cue is who says it and how: the speaker and the word of saying, tokens.
type cue struct {
	actor  *factum.ActorMention
	span   *factum.Span // of the speaker's words, also where no actor was found
	say    factum.Span
	at     *factum.Time
	strong bool
	ok     bool
	inset  bool // it stands between the marks
}

// speaker gives a quote whom the cue names.
func (f *framing) speaker(q *factum.Quote, c cue) {
	if say := c.say; say.End > 0 {
		q.CueSpan = &say
	}
	q.At = c.at
	if c.actor != nil {
		a := c.actor
		s := a.Span
		q.Speaker, q.Code, q.Role, q.SpeakerSpan = a.Name, a.Code, a.Role, &s
		if q.Speaker == "" {
			q.Speaker = a.Text
		}
		f.together(q, c)
	} else if c.span != nil {
		s := *c.span
		q.Speaker, q.SpeakerSpan = f.p.words(s), &s
	}
}

// anchorQuoted narrows "now" inside a quote to the day it was said.
func (d *document) anchorQuoted() {
	for _, p := range d.parts {
		for _, q := range p.quotes {
			if q.At == nil || q.Form != factum.FormDirect {
				continue
			}
			first := p.tokenAt(q.Span.Start)
			for k := sort.Search(len(p.times), func(k int) bool { return p.times[k].from >= first }); k < len(p.times); k++ {
				t := &p.times[k]
				s := p.span(t.from, t.to)
				if s.Start >= q.Span.End {
					break
				}
				if s.Start >= q.Span.Start && s.End <= q.Span.End && (t.ref == "PRESENT_REF" || t.ref == "PAST_REF") && t.when != nil {
					t.when = &factum.Time{To: q.At.To, Precision: "not-after"}
				}
			}
		}
	}
}
