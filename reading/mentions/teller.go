package mentions

import (
	"factum"
	"factum/gazetteer"
)

// Most words of a phrase that is taken for a speaker whom no table knows.
const tellerWords = 10

// Most words of an apposition to a speaker.
const appositionWords = 14

// who gives the cue the speaker behind token i: the phrase that stands there, as an actor where one is in it; else the next actor.
func (f *framing) who(c *cue, i, to int) {
	i = f.over(i)
	end := f.phraseEnd(i, to)
	c.actor, c.span = f.actorAfter(i, to)
	if end == i || c.actor != nil && c.actor.Span.Start < f.p.toks[end-1].End {
		return
	}
	s := f.p.span(i, end)
	c.actor, c.span = nil, &s
}

// phraseEnd is where a phrase that begins at token i ends, i itself where none is sure to begin there.
func (f *framing) phraseEnd(i, to int) int {
	p := f.p
	if i < to && p.doc.nounsCapital() && (p.cueWords.is(i, "oblique") && !p.guards.is(i, "definite") && !p.cueWords.is(i, "article") || !p.capital(i) && p.toks[i].Kind == gazetteer.Word && !p.guards.is(i, "definite") && !p.cueWords.is(i, "article")) {
		return i
	}
	end, capital := i, false
	for end < to && end < i+tellerWords && (p.toks[end].Kind != gazetteer.Mark || f.joins(end)) && f.aside(end) == nil && !p.cueWords.is(end, "that", "say", "close") && !p.timed(end) {
		if p.capital(end) {
			capital = true
		} else if capital && p.doc.nounsCapital() && !p.guards.is(end, "definite", "of", "and") && !(end+1 < to && p.capital(end+1) && p.guards.is(end-1, "definite", "of", "and")) {
			break
		}
		end++
	}
	for end > i && p.guards.is(end-1, "definite", "of", "and", "loc") {
		end--
	}
	if end > i && (capital || !p.doc.nounsCapital() && p.guards.is(i, "definite")) && (p.doc.nounsCapital() || p.guards.is(i, "definite")) {
		return end
	}
	return i
}

// joins reports that token i is the hyphen behind a number: "23-jährige".
func (f *framing) joins(i int) bool {
	p := f.p
	return p.mark(i, '-') && i > 0 && p.toks[i-1].Kind == gazetteer.Number && p.toks[i].Space == 0 && i+1 < len(p.toks) && p.toks[i+1].Space == 0
}

// apposition is the comma that begins the words which end at the comma before token i and say who the subject before them is: "X, the chief of police, said";
// -1 where there are none.
func (f *framing) apposition(from, i int) int {
	p := f.p
	if i-2 <= from || !p.mark(i-1, ',') {
		return -1
	}
	for k := i - 2; k > from && k > i-2-appositionWords; k-- {
		if p.cueWords.is(k, "that", "say") {
			return -1
		}
		if p.mark(k, ',') {
			if p.guards.is(k+1, "definite") || p.cueWords.is(k+1, "article") || p.capital(k+1) {
				return k
			}
			return -1
		}
	}
	return -1
}

// whoBefore gives the cue the phrase that begins the clause of a verb at token i: its subject, where no preposition or time begins it.
func (f *framing) whoBefore(c *cue, from, i int) {
	p := f.p
	i = f.back(i)
	if k := f.apposition(from, i); k > from {
		if f.whoBefore(c, from, k); c.span != nil {
			s := factum.Span{Start: c.span.Start, End: p.toks[i-2].End}
			c.span = &s
		}
		return
	}
	a := i
	for a > from && f.aside(a-1) == nil && (p.toks[a-1].Kind != gazetteer.Mark || f.joins(a-1)) && !p.cueWords.is(a-1, "that", "say") {
		a--
	}
	for a < i && p.guards.is(a, "and") {
		a++
	}
	b := i
	for k := a; k < i; k++ {
		if p.timed(k) && k > a {
			b = k
			break
		}
	}
	if b == a || b-a > tellerWords || p.timed(a) || p.guards.is(a, "loc") && !p.guards.is(a, "definite") || p.guards.is(a, "nobody") {
		return
	}
	if p.doc.nounsCapital() {
		if b == a+1 && p.cueWords.is(a, "adverb") {
			return
		}
		if p.cueWords.is(a, "oblique") || p.toks[a].Case == gazetteer.Lower && !p.guards.is(a, "definite", "pronoun") && !p.cueWords.is(a, "article") {
			return
		}
		if end := f.phraseEnd(a, b); end > a {
			b = end
		}
	}
	if c.actor == nil && p.toks[a].Kind == gazetteer.Word {
		s := p.span(a, b)
		c.span = &s
	}
}
