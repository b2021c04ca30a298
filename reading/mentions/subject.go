package mentions

import (
	"sort"

	"factum"
	"factum/gazetteer"
	"factum/language"
)

// first returns the index of the first actor at or after token i.
func (f *framing) first(i int) int { return sort.SearchInts(f.at, i) }

// actorIn returns the actor inside a cue of several words.
func (f *framing) actorIn(from, to int) *factum.ActorMention {
	if to-from < 3 {
		return nil
	}
	p := f.p
	for k := f.first(from); k < len(p.actors) && f.at[k] < to; k++ {
		if f.end[k] <= to {
			return &p.actors[k]
		}
	}
	return nil
}

// actorEndsAt reports an actor right before token j.
func (f *framing) actorEndsAt(j int) bool {
	if j == 0 {
		return false
	}
	for k := f.first(j - 12); k < len(f.at) && f.at[k] < j; k++ {
		if f.end[k] == j && (f.p.actors[k].Role != "adjective" || f.p.actors[k].Name != "") {
			return true
		}
	}
	return false
}

// actorAfter returns the first actor within a few words behind token i, not beyond to; else capitalised words right there.
func (f *framing) actorAfter(i, to int) (*factum.ActorMention, *factum.Span) {
	p := f.p
	i = f.over(i)
	for k := f.first(i); k < len(p.actors); k++ {
		a, at := &p.actors[k], f.at[k]
		if a.Role == "adjective" && a.Name == "" {
			continue
		}
		if at >= to || at > i+7 || f.aside(at) != nil {
			break
		}
		if f.broken(i, at) {
			break
		}
		return a, nil
	}
	for j := i; j < to && j < i+3; j++ {
		if w, ok := p.guards.get(j, "pronoun"); ok && j == i {
			s := p.span(w.from, w.to)
			return nil, &s
		}
		if p.capital(j) && !p.timed(j) && !p.timeWords.is(j, "weekday", "month", "day") {
			end, words := p.sequence(j)
			if words > 0 && end <= to {
				s := p.span(j, end)
				return nil, &s
			}
		}
	}
	return nil, nil
}

// actorBefore returns the subject before a cue at token i: the actor nearest to it, but rather a person or body that begins the clause than one that hangs on it.
func (f *framing) actorBefore(from, i int) (*factum.ActorMention, *factum.Span) {
	p := f.p
	i = f.back(i)
	var near *factum.ActorMention
	for k := f.first(from); k < len(p.actors) && f.at[k] < i; k++ {
		a, at := &p.actors[k], f.at[k]
		if a.Role == "adjective" && a.Name == "" || f.inside[at] || i-f.end[k] > 24 || f.aside(at) != nil {
			continue
		}
		if f.oblique(at, from) {
			continue
		}
		// What follows a preposition belongs to what was named before it.
		if near != nil && at > 0 && (p.guards.is(at-1, "loc", "of") || p.guards.is(at-1, "definite") && at > 1 && p.guards.is(at-2, "loc", "of")) {
			continue
		}
		near = a
	}
	if near != nil {
		return near, nil
	}
	for j := i - 1; j >= from && j >= i-3 && f.aside(j) == nil; j-- {
		if w, ok := p.guards.get(j, "pronoun"); ok && !p.guards.is(j, "nobody") {
			s := p.span(w.from, w.to)
			return nil, &s
		}
		if !p.capital(j) || p.timed(j) || p.timeWords.is(j, "weekday", "month", "day") {
			continue
		}
		b := j
		for b > from && p.capital(b-1) && p.toks[b].Space == 1 && p.free(b-1) && !p.timed(b-1) && !p.timeWords.is(b-1, "weekday", "month") {
			b--
		}
		if p.first(b) && b == j && p.guards.is(b, "common") || p.toks[j].End-p.toks[b].Start == 1 || p.guards.is(b-1, "loc") {
			return nil, nil
		}
		if p.doc.nounsCapital() && b == j {
			continue
		}
		if p.cueWords.is(b, "oblique") || b > from && p.cueWords.is(b-1, "oblique") {
			return nil, nil
		}
		s := p.span(b, j+1)
		return nil, &s
	}
	return nil, nil
}

// object returns the actor nearest before token i that hangs on a preposition or stands in the case of an object.
func (f *framing) object(from, i int) *factum.ActorMention {
	for k := f.first(i) - 1; k >= 0 && f.at[k] >= from && i-f.end[k] <= 24; k-- {
		if f.end[k] <= i && !f.inside[f.at[k]] && f.aside(f.at[k]) == nil && (f.p.actors[k].Role != "adjective" || f.p.actors[k].Name != "") {
			return &f.p.actors[k]
		}
	}
	return nil
}

// subject gives the cue its speaker, whose verb of saying stands at tokens [i,j): the pronoun or actor right behind an inverted verb, the subject
// before it, the phrase that begins its clause, what follows it up to token to, and at last an actor that hangs on something else.
func (f *framing) subject(c *cue, from, i, j, to int) {
	p := f.p
	i, j = f.back(i), f.over(j)
	for _, k := range [2]int{i - 1, j} {
		if k < from || k >= to || k == j && p.doc.has(language.ThatDropped) || f.inside[k] {
			continue
		}
		if p.guards.is(k, "pronoun") || p.cueWords.is(k, "pronoun") {
			if n := f.first(k); n < len(f.at) && f.at[n] == k { // whom it stands for is known
				c.actor = &p.actors[n]
				return
			}
			s := p.span(k, k+1)
			c.actor, c.span = nil, &s
			return
		}
	}
	if c.actor, c.span = f.actorBefore(from, i); c.actor != nil || c.span != nil {
		return
	}
	after, span := f.actorAfter(j, to)
	if after != nil && p.tokenAt(after.Span.Start) <= j+1 {
		c.actor = after
		return
	}
	if p.doc.nounsCapital() {
		// A lone word that begins the sentence is an adverb where a subject follows the verb: "Dabei hofft die NASA".
		if p.first(i-1) && !p.cueWords.is(j, "oblique") && f.phraseEnd(j, to) > j {
			f.who(c, j, to)
			return
		}
		if f.whoBefore(c, from, i); c.span != nil {
			return
		}
	}
	if c.actor, c.span = after, span; c.actor != nil || c.span != nil {
		return
	}
	if f.whoBefore(c, from, i); c.span != nil {
		return
	}
	if f.who(c, j, to); c.actor == nil && c.span == nil {
		c.actor = f.object(from, i)
	}
}

// oblique reports that what begins at token i hangs on a preposition or stands in the case of an object.
func (f *framing) oblique(i, from int) bool {
	p := f.p
	return i > from && p.cueWords.is(i-1, "oblique") || i > from+1 && p.cueWords.is(i-2, "oblique") && p.toks[i-1].Case == gazetteer.Lower && p.toks[i-1].Kind == gazetteer.Word
}

// broken reports a mark that ends a clause between two tokens.
func (f *framing) broken(a, b int) bool {
	for i := a; i < b; i++ {
		if k := f.p.toks[i]; k.Kind == gazetteer.Mark && containsRune(";:.!?", k.Letter) && k.Space == 0 && i > a {
			return true
		}
	}
	return false
}
