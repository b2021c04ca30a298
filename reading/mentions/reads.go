package mentions

import (
	"factum"
	"factum/gazetteer"
)

// Most words between a verb that tells what stands somewhere and the preposition before that.
const readsWords = 3

// reads is what stands in a statement or paper: "heißt es in der Erklärung", "в сообщении говорится, что …", at token j.
func (t *telling) reads(j int) (factum.Quote, bool) {
	p := t.p
	w, ok := p.cueWords.get(j, "reads")
	if !ok {
		return factum.Quote{}, false
	}
	c := cue{say: p.span(w.from, w.to)}
	if f := t.readIn(&c, w, t.from, t.end); f < 0 {
		return factum.Quote{}, false
	}
	that, hasThat := t.that(w.to)
	switch comma := t.commaBefore(t.from, j); {
	case hasThat:
		return t.give(that.to, t.end, c)
	case comma >= t.from+2:
		return t.give(t.from, comma, c)
	}
	for k := w.to; k < t.end; k++ {
		if p.mark(k, ',') || p.mark(k, ':') {
			return t.give(k, t.end, c)
		}
	}
	return factum.Quote{}, false
}

// readIn gives the cue what the words stand in, behind the verb or before it in tokens [from,to), and where its preposition is; -1 nowhere.
func (f *framing) readIn(c *cue, w match, from, to int) int {
	p := f.p
	for k := w.to; k < min(to, w.to+readsWords) && p.toks[k].Kind == gazetteer.Word; k++ {
		if p.cueWords.is(k, "inside") && f.paper(c, k+1, min(to, p.sentenceEnd(k))) {
			return k
		}
	}
	a := w.from
	for a > from && w.from-a < tellerWords && p.toks[a-1].Kind == gazetteer.Word {
		a--
	}
	for k := a; k < w.from; k++ {
		if p.cueWords.is(k, "inside") && f.paper(c, k+1, w.from) {
			return k
		}
	}
	return -1
}

// paper gives the cue the phrase at tokens [a,b), or the actor in it whose paper it is.
func (f *framing) paper(c *cue, a, b int) bool {
	p := f.p
	end := a
	for end < b && end < a+tellerWords && (p.toks[end].Kind != gazetteer.Mark || f.joins(end) || f.hyphen(end) || f.inside[end]) && !p.cueWords.is(end, "that", "say") && !p.timed(end) && f.aside(end) == nil {
		end++
	}
	if end == a {
		return false
	}
	for k := f.first(a); k < len(f.at) && f.at[k] < end; k++ {
		if x := &p.actors[k]; x.Role != "adjective" || x.Name != "" {
			c.actor = x
			return true
		}
	}
	s := p.span(a, end)
	c.span = &s
	return true
}
