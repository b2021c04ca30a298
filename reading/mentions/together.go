package mentions

import (
	"factum"
	"factum/gazetteer"
)

// Most words before a name that belong to it: an article, of what people it is, an office.
const beforeName = 3

// together widens the speaker, the actor of the cue, to all who say it together: "X, Y and Z said". They have the code and the role that they share.
func (f *framing) together(q *factum.Quote, c cue) {
	p := f.p
	k := f.first(p.tokenAt(c.actor.Span.Start))
	if k == len(f.at) || p.actors[k].Span != c.actor.Span {
		return
	}
	from, to := k, k
	for n := f.neighbour(k, -1); n >= 0; n = f.neighbour(n, -1) {
		and, ok := f.linked(n, from)
		if !ok || from == k && !and {
			break
		}
		from = n
	}
	if !f.beginsClause(from) {
		from = k
	}
	for last, n := k, f.neighbour(k, 1); n >= 0; last, n = n, f.neighbour(n, 1) {
		and, ok := f.linked(last, n)
		if !ok || p.cueWords.is(f.end[n], "say", "intend") && p.toks[f.end[n]].Start != c.say.Start {
			break
		}
		if and {
			to = n
			break
		}
	}
	if from == to {
		return
	}
	for n := from; n >= 0 && n <= to; n = f.neighbour(n, 1) {
		a := &p.actors[n]
		if a.Code != q.Code {
			q.Code = ""
		}
		if a.Role != q.Role {
			q.Role = ""
		}
	}
	s := factum.Span{Start: p.actors[from].Span.Start, End: p.actors[to].Span.End}
	q.Speaker, q.SpeakerSpan = p.words(s), &s
}

// neighbour is the next actor from number n on that is more than an adjective, by steps of 1 or -1; -1 none.
func (f *framing) neighbour(n, step int) int {
	for n += step; n >= 0 && n < len(f.at); n += step {
		if a := &f.p.actors[n]; a.Role != "adjective" || a.Name != "" {
			return n
		}
	}
	return -1
}

// linked reports that nothing but "and" or a comma stands between actors a and b, and what belongs to the name of b.
func (f *framing) linked(a, b int) (and, ok bool) {
	p := f.p
	i, j := f.end[a], f.at[b]
	if and = p.guards.is(i, "and"); !and && !p.mark(i, ',') || j <= i || j-i > beforeName+1 || f.inside[i] {
		return false, false
	}
	for i++; i < j; i++ {
		if p.toks[i].Kind != gazetteer.Word || p.cueWords.is(i, "say", "that", "intend", "according", "lead") || p.guards.is(i, "loc") && !p.guards.is(i, "definite") || p.guards.is(i, "and") {
			return false, false
		}
	}
	return and, true
}

// beginsClause reports that the words of actor n begin a clause, or stand behind its verb of saying or "according to".
func (f *framing) beginsClause(n int) bool {
	p := f.p
	i := f.at[n]
	for k := 0; k < beforeName && i > 0 && p.toks[i-1].Kind == gazetteer.Word && i > p.sentenceStart(i); k++ {
		if !p.guards.is(i-1, "definite") && !p.cueWords.is(i-1, "article") && !p.timed(i-1) && !f.adjective(i-1) {
			break
		}
		i--
	}
	if i == p.sentenceStart(i) || p.toks[i-1].Kind == gazetteer.Mark || p.cueWords.is(i-1, "say", "that", "according") {
		return true
	}
	w, ok := p.cueWords.ending(i, "according")
	return ok && w.to == i
}

// adjective reports that token i is an adjective of a people or state.
func (f *framing) adjective(i int) bool {
	n := f.first(i)
	return n < len(f.at) && f.at[n] == i && f.p.actors[n].Role == "adjective"
}
