package mentions

import (
	"factum"
	"factum/gazetteer"
	"factum/language"
)

// Most words between the word that leads a source in and its noun ("nach ersten Angaben"), and most words of such a source.
const sourceWords = 5

// according is "according to X" at token j: what stands before or behind it.
func (t *telling) according(j int) (factum.Quote, bool) {
	p := t.p
	w, ok := t.accordingAt(j)
	lead, leads := p.cueWords.get(j, "lead")
	if ok = ok || leads; !ok {
		return factum.Quote{}, false
	}
	if w.word == nil {
		w = lead
	}
	c := cue{say: p.span(w.from, w.to)}
	switch {
	case w.class == "lead":
		if c.actor, c.span = t.source(w.to); c.actor == nil && c.span == nil {
			return factum.Quote{}, false
		}
	case w.value == "own": // "nach eigenen Angaben": whoever the sentence is about
		if c.actor, c.span = t.actorBefore(t.from, j); c.actor == nil && c.span == nil {
			if t.whoBefore(&c, t.from, j); c.span == nil {
				c.actor, c.span = t.actorAfter(w.to, t.end)
			}
		}
	case w.value == "behind": // "Angaben der Polizei zufolge"
		t.sourceBefore(&c, j)
	case w.value == "before": // "Demnach …": who told the sentence before
		c.actor, c.span = t.toldBefore()
	case w.value == "within":
		if !p.guards.is(w.to, "definite", "article") && !p.capital(w.to) && !p.cueWords.is(w.to, "article") || j > t.from && p.cueWords.is(j-1, "led") {
			return factum.Quote{}, false
		}
		t.who(&c, w.to, t.end)
	case j > t.from && p.toks[j-1].Kind != gazetteer.Mark && w.to-w.from == 1 && p.doc.has(language.AccordingLed):
		return factum.Quote{}, false
	default:
		if p.cueWords.is(j, "led") && !t.led(j, w.to) {
			return factum.Quote{}, false
		}
		t.accordingTo(&c, w.to)
	}
	if c.actor == nil && c.span == nil {
		return factum.Quote{}, false
	}
	if w.value == "before" {
		return t.give(w.to, t.end, c)
	}
	if j <= t.from+2 && w.value != "behind" {
		return t.give(t.cueEnd(w.to, t.end, c), t.end, c)
	}
	if stop := t.cueEnd(w.to, t.end, c); w.value == "behind" || stop < t.end-3 && !p.mark(stop-1, ',') && !p.mark(j-1, ',') {
		if w.value == "behind" && c.span != nil && c.span.Start <= p.toks[t.from].Start {
			return t.give(w.to, t.end, c)
		}
		return t.give(t.from, t.end, c) // "46 officers were, according to the police, hurt"
	}
	return t.give(t.from, j, c)
}

// accordingTo gives the cue who is named behind "according to", which ends before token i: before the next comma, where one stands soon, with the words
// there where they name nobody.
func (t *telling) accordingTo(c *cue, i int) {
	p := t.p
	end := i
	for end < t.end && end < i+tellerWords && !p.mark(end, ',') {
		end++
	}
	if !p.mark(end, ',') || end == i {
		t.who(c, i, t.end)
		return
	}
	if t.who(c, i, end); c.actor == nil && c.span == nil && end-i <= sourceWords && p.toks[i].Case == gazetteer.Lower {
		s := p.span(i, end)
		c.span = &s
	}
}

// accordingAt is the longest "according to" at token j. One that ends in a pronoun which is an article too ("según él") needs a mark behind it.
func (t *telling) accordingAt(j int) (match, bool) {
	p := t.p
	for _, w := range p.cueWords.all[p.cueWords.at[j]:p.cueWords.at[j+1]] {
		if w.class != "according" || w.value == "before" && p.guards.is(w.to-1, "definite") && w.to < t.end && p.toks[w.to].Kind != gazetteer.Mark {
			continue
		}
		return w, true
	}
	return match{}, false
}

// led reports that a word at [j,i) that also means "so" names a speaker: between marks, or a mark and the end, with a capitalised phrase.
func (t *telling) led(j, i int) bool {
	p := t.p
	if j == t.from || p.toks[j-1].Kind != gazetteer.Mark {
		return false
	}
	capital := false
	for k := i; k < t.end && k < i+tellerWords+4; k++ {
		if p.toks[k].Kind == gazetteer.Mark && !p.mark(k, '-') && !p.mark(k, '(') && !p.mark(k, ')') {
			return capital
		}
		if p.cueWords.is(k, "that") {
			return false
		}
		capital = capital || p.capital(k)
	}
	return capital
}

// source is who is named by a noun of telling within a few words from token i on: its owner, else the phrase itself.
func (t *telling) source(i int) (*factum.ActorMention, *factum.Span) {
	p := t.p
	for k := i; k < min(t.end, i+sourceWords); k++ {
		if p.toks[k].Kind == gazetteer.Mark || k > i && p.capital(k-1) && p.doc.nounsCapital() {
			break
		}
		w, ok := p.cueWords.get(k, "source")
		if !ok {
			continue
		}
		if a, _ := t.actorAfter(w.to, t.end); a != nil && p.tokenAt(a.Span.Start) <= w.to+1 {
			return a, nil
		}
		if p.guards.is(w.to, "of", "definite") || p.capital(w.to) {
			c := cue{}
			if t.who(&c, w.to, t.end); c.actor != nil && p.tokenAt(c.actor.Span.Start) <= w.to+3 || c.span != nil {
				return c.actor, c.span
			}
		}
		s := p.span(i, w.to)
		return nil, &s
	}
	return nil, nil
}

// sourceBefore gives the cue the phrase that ends before token j: a noun with what belongs to it.
func (t *telling) sourceBefore(c *cue, j int) {
	p := t.p
	a := j
	for a > t.from && j-a < sourceWords+3 && p.toks[a-1].Kind == gazetteer.Word {
		if k := a - 1; !p.capital(k) && !p.guards.is(k, "definite", "of") && !p.cueWords.is(k, "article") {
			if p.capital(a) && a < j && k == t.from || k > t.from && (p.guards.is(k-1, "definite") || p.cueWords.is(k-1, "article")) || p.capital(a) && p.cueWords.is(a, "source") {
				a--
			}
			break
		}
		a--
	}
	if a == j {
		return
	}
	if k := t.first(a); k < len(t.at) && t.at[k] < j {
		c.actor = &p.actors[k]
		return
	}
	s := p.span(a, j)
	c.span = &s
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
		if o := f.over(k); o > k {
			return o
		}
		if p.mark(k, ',') && k+1 < end && p.toks[k+1].Space > 0 {
			return k + 1
		}
	}
	return s
}

// toldBefore is who tells the sentence before, of the same paragraph or the one above it.
func (t *telling) toldBefore() (*factum.ActorMention, *factum.Span) {
	p := t.p
	var last *factum.Quote
	for n := range p.quotes {
		q := &p.quotes[n]
		if q.SpeakerSpan != nil && q.Span.Start < p.toks[t.from].Start && (last == nil || q.Span.Start > last.Span.Start) {
			last = q
		}
	}
	if last == nil || t.para[p.tokenAt(last.Span.Start)]+1 < t.para[t.from] {
		return nil, nil
	}
	for k := range p.actors {
		if p.actors[k].Span == *last.SpeakerSpan {
			return &p.actors[k], nil
		}
	}
	s := *last.SpeakerSpan
	return nil, &s
}
