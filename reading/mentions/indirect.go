package mentions

import (
	"factum"
	"factum/gazetteer"
)

// indirect finds what is told without marks: "X said that …", "X said …", "according to X, …", "…, said X", "as X said, …",
// "That is what X said". A sentence most of whose words are a direct quote is left to it.
func (f *framing) indirect() {
	p := f.p
	direct := len(p.quotes)
	done := 0 // quotes before this one end before the sentence
	for n := range p.start {
		from := int(p.start[n])
		to := len(p.toks)
		if n+1 < len(p.start) {
			to = int(p.start[n+1])
		}
		if to-from > 200 || to-from < 5 {
			continue // no sentence
		}
		for done < direct && p.quotes[done].Span.End <= p.toks[from].Start {
			done++
		}
		if f.quoted(factum.Span{Start: p.toks[from].Start, End: p.toks[to-1].End}, done, direct, 1, 3) {
			continue
		}
		t := telling{framing: f, from: from, to: to, end: to}
		for t.end > from && p.toks[t.end-1].Kind == gazetteer.Mark {
			t.end--
		}
		told := t.told()
		if len(told) == 0 && (done == direct || p.quotes[done].Span.Start >= p.toks[to-1].End) {
			if q, ok := t.cited(); ok {
				told = append(told, q)
			}
		}
		for _, q := range told {
			if !f.quoted(q.Span, done, direct, 4, 5) {
				p.quotes = append(p.quotes, q)
			}
		}
	}
}

// quoted reports whether direct quotes, from the given one on, hold more than so many parts of a stretch.
func (f *framing) quoted(s factum.Span, done, direct, part, of int) bool {
	n := 0
	for ; done < direct && f.p.quotes[done].Span.Start < s.End; done++ {
		n += max(0, min(f.p.quotes[done].Span.End, s.End)-max(f.p.quotes[done].Span.Start, s.Start))
	}
	return of*n > part*s.Len()
}

// telling is a sentence in which something may be told: tokens [from,to), without its closing marks [from,end).
type telling struct {
	*framing
	from, to, end int
}

// told is what the sentence tells in somebody's name: every telling of it, the later ones inside or behind what was told before.
func (t *telling) told() []factum.Quote {
	p := t.p
	if w, ok := p.cueWords.get(t.from, "anaphor"); ok && t.from > 0 && t.para[t.from-1] == t.para[t.from] {
		if q, ok := t.before(w); ok {
			return []factum.Quote{q}
		}
		return nil
	}
	var out []factum.Quote
	if q, ok := t.as(); ok {
		out = append(out, q)
	}
	for j := t.from; j < t.end; j++ {
		if t.inside[j] || !t.cueAt(j) || t.aside(j) != nil {
			continue
		}
		var last *factum.Quote
		if len(out) > 0 {
			last = &out[len(out)-1]
		}
		q, ok := t.tellBeside(last, j)
		if !ok {
			continue
		}
		if last != nil {
			if a := t.andBefore(&q); a >= 0 && last.Span.Start < p.toks[a].Start && p.toks[a].Start < last.Span.End {
				if last.Span.End = p.toks[a-1].End; q.SpeakerSpan != nil && last.Span.Contains(*q.SpeakerSpan) { // "X said … and added …": who is named in between adds nothing
					q.Speaker, q.Code, q.Role, q.SpeakerSpan = last.Speaker, last.Code, last.Role, last.SpeakerSpan
				}
			}
			if q.Span.Start < last.Span.Start && last.Span.Start < q.Span.End && q.Span.End < last.Span.End { // "…, X said" behind it all
				last.Span.End = q.Span.End
			} else if last.Span.Overlaps(q.Span) && !(q.Span.Start > last.Span.Start && q.Span.End <= last.Span.End) {
				continue
			}
			last.Text = p.words(last.Span)
		}
		out = append(out, q)
	}
	return out
}

// andBefore is the "and" right before the words that lead a quote in, its verb or who says it ("X said … and Y said …"), -1 none.
func (t *telling) andBefore(q *factum.Quote) int {
	p := t.p
	i := p.tokenAt(q.CueSpan.Start)
	if q.SpeakerSpan != nil && q.SpeakerSpan.Start < q.CueSpan.Start && q.CueSpan.Start < q.Span.Start {
		if k := p.tokenAt(q.SpeakerSpan.Start); !p.guards.is(i-1, "and") {
			if i = k; i > t.from && p.guards.is(i-1, "definite") {
				i--
			}
		}
	}
	if i > t.from && p.guards.is(i-1, "and") {
		return i - 1
	}
	return -1
}

// tellBeside is what a cue at token j tells beside what was told last, nil nothing: inside of that, by somebody named there ("X said that Y had said
// that …"), behind all of it ("…, said X"), or elsewhere in the sentence.
func (t *telling) tellBeside(last *factum.Quote, j int) (factum.Quote, bool) {
	p := t.p
	if at := p.toks[j].Start; last == nil || at < last.Span.Start || at >= last.Span.End || p.guards.is(j-1, "and") {
		return t.tell(j)
	}
	inner := telling{framing: t.framing, from: p.tokenAt(last.Span.Start), end: p.tokenAt(last.Span.End-1) + 1}
	inner.to = inner.end
	q, ok := inner.tell(j)
	switch {
	case !ok:
		return t.tell(j)
	case q.Span.Start > last.Span.Start:
		return q, true
	case !p.mark(j-1, ','):
		return q, false
	}
	q, ok = t.tell(j)
	return q, ok && q.Span.Start < last.Span.Start
}

// cueAt reports that a word begins at token j that can lay something in a mouth.
func (t *telling) cueAt(j int) bool {
	m := &t.p.cueWords
	for _, w := range m.all[m.at[j]:m.at[j+1]] {
		switch w.class {
		case "say", "according", "lead", "intend", "noun", "reads":
			return true
		}
	}
	return false
}

// tell is what a cue at token j tells.
func (t *telling) tell(j int) (factum.Quote, bool) {
	if q, ok := t.according(j); ok {
		return q, true
	}
	if q, ok := t.reads(j); ok {
		return q, true
	}
	if q, ok := t.said(j); ok {
		return q, true
	}
	if q, ok := t.intends(j); ok {
		return q, true
	}
	return t.noun(j)
}

// give makes a quote of the tokens [a,b), said by whom the cue names.
func (t *telling) give(a, b int, c cue) (factum.Quote, bool) {
	p := t.p
	for a = t.over(a); a < b && p.toks[a].Kind == gazetteer.Mark; a = t.over(a + 1) {
	}
	for b = t.back(b); b > a && p.toks[b-1].Kind == gazetteer.Mark; b = t.back(b - 1) {
	}
	start := a
	a = t.dateline(a, b)
	if b-a < 2 {
		return factum.Quote{}, false
	}
	q := factum.Quote{Part: p.name, Form: factum.FormIndirect, Span: factum.Span{Start: p.toks[a].Start, End: p.toks[b-1].End}}
	q.Text = p.words(q.Span)
	if start > t.from {
		c.at = t.saidAt(t.from, start)
	}
	if c.at == nil {
		c.at = t.saidAt(b, t.to)
	}
	t.speaker(&q, c)
	return q, q.Speaker != ""
}

// dateline passes over "KYIV, Ukraine (AP) —" at the start of a sentence.
func (f *framing) dateline(a, b int) int {
	p := f.p
	if a >= b || p.toks[a].Case != gazetteer.Upper {
		return a
	}
	for j := a + 1; j < min(b-3, a+12); j++ {
		if p.mark(j, '—') || p.mark(j, '–') || p.mark(j, '-') && p.toks[j].Space > 0 {
			return j + 1
		}
	}
	return a
}
