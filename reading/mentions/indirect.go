package mentions

import (
	"factum"
	"factum/gazetteer"
	"factum/language"
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
		if f.marked(from, to, done, direct) {
			continue
		}
		t := telling{framing: f, from: from, to: to, end: to}
		for t.end > from && p.toks[t.end-1].Kind == gazetteer.Mark {
			t.end--
		}
		if q, ok := t.told(); ok {
			p.quotes = append(p.quotes, q)
		}
	}
}

// marked reports whether direct quotes, from the given one on, hold more than a third of the sentence.
func (f *framing) marked(from, to, done, direct int) bool {
	p := f.p
	n := 0
	for ; done < direct && p.quotes[done].Span.Start < p.toks[to-1].End; done++ {
		n += min(p.quotes[done].Span.End, p.toks[to-1].End) - max(p.quotes[done].Span.Start, p.toks[from].Start)
	}
	return 3*n > p.toks[to-1].End-p.toks[from].Start
}

// telling is a sentence in which something may be told: tokens [from,to), without its closing marks [from,end).
type telling struct {
	*framing
	from, to, end int
}

// told is what the sentence tells in somebody's name.
func (t *telling) told() (factum.Quote, bool) {
	p := t.p
	if w, ok := p.cueWords.get(t.from, "anaphor"); ok && t.from > 0 && t.para[t.from-1] == t.para[t.from] {
		return t.before(w)
	}
	if q, ok := t.as(); ok {
		return q, true
	}
	for j := t.from; j < t.end; j++ {
		if t.inside[j] {
			continue
		}
		if q, ok := t.according(j); ok {
			return q, true
		}
		if q, ok := t.said(j); ok {
			return q, true
		}
		if q, ok := t.noun(j); ok {
			return q, true
		}
	}
	return factum.Quote{}, false
}

// give makes a quote of the tokens [a,b), said by whom the cue names.
func (t *telling) give(a, b int, c cue) (factum.Quote, bool) {
	p := t.p
	for a < b && p.toks[a].Kind == gazetteer.Mark {
		a++
	}
	for b > a && p.toks[b-1].Kind == gazetteer.Mark {
		b--
	}
	start := a
	a = t.dateline(a, b)
	if b-a < 3 {
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

// before is "That is what X said": what was said stands in the sentence before.
func (t *telling) before(w match) (factum.Quote, bool) {
	p := t.p
	for j := w.from + 1; j < t.end; j++ {
		say, ok := p.cueWords.get(j, "say")
		if !ok {
			continue
		}
		c := cue{say: p.span(say.from, say.to)}
		if t.who(&c, say.to, t.end); c.actor == nil && c.span == nil {
			c.actor, c.span = t.actorBefore(w.from+1, j)
		}
		prev := p.sentenceStart(t.from - 1)
		if c.actor == nil && c.span == nil || t.inside[prev] || t.inside[t.from-1] {
			return factum.Quote{}, false
		}
		at := t.saidAt(t.from, t.end)
		q, ok := t.give(prev, t.from, c)
		q.At = at
		return q, ok
	}
	return factum.Quote{}, false
}

// as is "As X said, …": what was said follows the comma.
func (t *telling) as() (factum.Quote, bool) {
	p := t.p
	for i := t.from; i <= t.from+1 && i < t.end; i++ {
		w, ok := p.cueWords.get(i, "as")
		if !ok {
			continue
		}
		for j := w.to; j < min(t.end, w.to+30); j++ {
			say, ok := p.cueWords.get(j, "say")
			if !ok {
				continue
			}
			c := cue{say: p.span(say.from, say.to)}
			if j == w.to {
				t.who(&c, say.to, t.end)
			} else if t.whoBefore(&c, w.to, j); c.actor == nil && c.span == nil {
				t.who(&c, say.to, t.end)
			}
			for k := say.to; k < min(t.end, say.to+14); k++ {
				if p.mark(k, ',') && (c.actor == nil || p.toks[k].Start >= c.actor.Span.End) {
					return t.give(k, t.end, c)
				}
			}
			return factum.Quote{}, false
		}
	}
	return factum.Quote{}, false
}

// according is "according to X" at token j: what stands before or behind it.
func (t *telling) according(j int) (factum.Quote, bool) {
	p := t.p
	w, ok := p.cueWords.get(j, "according")
	if !ok || j > t.from && p.toks[j-1].Kind != gazetteer.Mark && w.to-w.from == 1 && p.doc.has(language.AccordingLed) {
		return factum.Quote{}, false
	}
	c := cue{say: p.span(w.from, w.to)}
	if w.value == "behind" { // "Angaben der Polizei zufolge"
		t.whoBefore(&c, t.from, j)
	} else {
		t.who(&c, w.to, t.end)
	}
	if c.actor == nil && c.span == nil {
		if w.value != "own" { // "nach eigenen Angaben": whoever the sentence is about
			return factum.Quote{}, false
		}
		c.actor, c.span = t.actorAfter(w.to, t.end)
		if c.actor == nil && c.span == nil {
			c.actor, c.span = t.actorBefore(t.from, j)
		}
	}
	if j <= t.from+2 && w.value != "behind" {
		return t.give(t.cueEnd(w.to, t.end, c), t.end, c)
	}
	if stop := t.cueEnd(w.to, t.end, c); w.value == "behind" || stop < t.end-3 && !p.mark(stop-1, ',') && !p.mark(j-1, ',') {
		if w.value == "behind" && j < t.from+12 {
			return t.give(w.to, t.end, c)
		}
		return t.give(t.from, t.end, c) // "46 officers were, according to the police, hurt"
	}
	return t.give(t.from, j, c)
}

// said is a verb of saying at token j with what follows or stands before it.
func (t *telling) said(j int) (factum.Quote, bool) {
	p := t.p
	w, to, ok := t.saying(j)
	if !ok {
		return factum.Quote{}, false
	}
	weak := p.cueWords.is(j, "weak") && w.value == "0"
	that, hasThat := t.that(to)
	if weak && !hasThat {
		return factum.Quote{}, false
	}
	c := cue{say: p.span(w.from, w.to)}
	c.actor, c.span = t.actorBefore(t.from, j)
	comma := t.commaBefore(t.from, j)
	if hasThat || p.mark(to, ',') && p.doc.has(language.CommaSays) {
		if c.actor == nil && c.span == nil {
			if c.actor, c.span = t.actorAfter(w.to, to); c.actor == nil && c.span == nil {
				t.whoBefore(&c, t.from, j)
			}
			if c.actor == nil && c.span == nil {
				t.who(&c, w.to, to)
			}
		}
		if c.actor == nil && c.span == nil {
			return factum.Quote{}, false
		}
		if hasThat {
			return t.give(that.to, t.end, c)
		}
		if !(comma > t.from+3 && t.end-to <= 6) {
			return t.give(to, t.end, c)
		}
	}
	// "…, said X" and "…, X said" at the end of the sentence.
	if comma > t.from+3 {
		tail := cue{say: c.say}
		t.who(&tail, w.to, t.end)
		inverted := j == comma+1 && (tail.actor != nil || tail.span != nil)
		if !inverted {
			tail.actor, tail.span = t.actorBefore(comma+1, j)
		}
		if (inverted || t.end-w.to <= 8) && (tail.actor != nil || tail.span != nil) && j-comma <= 8 {
			return t.give(t.from, comma, tail)
		}
	}
	if c.actor == nil && c.span == nil {
		if t.whoBefore(&c, t.from, j); c.span == nil {
			return factum.Quote{}, false
		}
	}
	if p.doc.has(language.ThatDropped) && t.end-to >= 4 && !p.guards.is(to, "loc") && p.toks[to].Kind == gazetteer.Word || p.mark(to, ':') {
		return t.give(to, t.end, c)
	}
	return factum.Quote{}, false
}

// that is the word that begins what was said, behind token i: right there, or within a few words ("said on Tuesday that …").
func (t *telling) that(i int) (match, bool) {
	p := t.p
	for i < t.end && p.mark(i, ',') {
		i++
	}
	if w, ok := p.cueWords.get(i, "that"); ok {
		return w, true
	}
	for k := i; k < t.end && k < i+8; k++ {
		if w, ok := p.cueWords.get(k, "that"); ok && w.value != "ask" {
			return w, true
		}
		if p.toks[k].Kind == gazetteer.Mark && !p.mark(k, ',') {
			break
		}
	}
	return match{}, false
}

// saying is the verb of saying at token j and where its words end: behind the word that closes it, where its table names one and that
// stands before a comma or the end ("gab … bekannt,").
func (t *telling) saying(j int) (match, int, bool) {
	p := t.p
	var plain match
	for _, w := range p.cueWords.all[p.cueWords.at[j]:p.cueWords.at[j+1]] {
		if w.class != "say" {
			continue
		}
		if w.value == "0" {
			if plain.word == nil {
				plain = w
			}
			continue
		}
		for k := w.to; k < min(t.end, w.to+24); k++ {
			if x, ok := p.cueWords.get(k, "close"); ok && x.value == w.value && (x.to >= t.end || p.toks[x.to].Kind == gazetteer.Mark || p.cueWords.is(x.to, "that")) {
				return w, x.to, true
			}
		}
	}
	return plain, plain.to, plain.word != nil
}

// noun is a noun of saying with what follows it: "the claim that …".
func (t *telling) noun(j int) (factum.Quote, bool) {
	p := t.p
	w, ok := p.cueWords.get(j, "noun")
	if !ok {
		return factum.Quote{}, false
	}
	k := w.to
	for k < t.end && p.mark(k, ',') {
		k++
	}
	that, ok := p.cueWords.get(k, "that")
	if !ok || that.value == "ask" {
		return factum.Quote{}, false
	}
	c := cue{say: p.span(w.from, w.to)}
	if c.actor, c.span = t.actorBefore(t.from, j); c.actor == nil && c.span == nil {
		t.whoBefore(&c, t.from, j)
	}
	return t.give(that.to, t.end, c)
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

// cueEnd is where the words of "according to X" end: behind the speaker, a comma with it.
func (f *framing) cueEnd(i, end int, c cue) int {
	p := f.p
	s := i
	if c.actor != nil {
		s = p.tokenAt(c.actor.Span.End-1) + 1
	} else if c.span != nil {
		s = p.tokenAt(c.span.End-1) + 1
	}
	for k := s; k < end && k < s+8; k++ {
		if p.mark(k, ',') && k+1 < end && p.toks[k+1].Space > 0 {
			return k + 1
		}
	}
	return s
}

// commaBefore returns the last comma before token j.
func (f *framing) commaBefore(from, j int) int {
	for k := j - 1; k > from && k > j-9; k-- {
		if f.p.mark(k, ',') {
			return k
		}
	}
	return -1
}
