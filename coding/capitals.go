package coding

import (
	"unicode"
	"unicode/utf8"
)

// readCapitals reads what capitals tell where every noun has one: a word without is no noun, and a capital says nothing of a name.
func (s *sentence) readCapitals() {
	lx := s.lx
	for i := range s.toks {
		t := &s.toks[i]
		if t.cue&cNumber != 0 && t.cases&adjectival != 0 {
			t.cases = 0
		}
		if !t.cap {
			if i > 0 && t.tag&(tPres|tInf|tCond) != 0 && t.tag&(tPart|tAdj|tPast) == 0 {
				t.cue &^= cNotVerb // its noun has a capital
			}
			continue
		}
		t.cap, t.capital = t.actor > 0 || t.place > 0, i > 0
		if i > 0 && t.cases&adjectival != 0 {
			t.cases = 0
		}
	}
	for i := range s.toks {
		t := &s.toks[i]
		if t.capital && s.owned(i) {
			for j := i; j < len(s.toks) && (j == i || s.oneName(i, j)); j++ {
				s.toks[j].cases = genitive
			}
		}
		if !s.upper(i) && !t.punct && !t.number && t.w == nil && t.cue == 0 && t.tag == 0 && t.cases&adjectival == 0 && t.actor+t.place+t.time+t.item+t.quantity == 0 && lx.verbByEnding(t.low) == 0 {
			t.cue = cAdv
		}
	}
}

// upper reports whether the word at i begins with a capital.
func (s *sentence) upper(i int) bool {
	c, _ := utf8.DecodeRuneInString(s.toks[i].span.In(s.text))
	return unicode.IsUpper(c)
}

// oneName reports whether the tokens belong to one mention of an actor or a place.
func (s *sentence) oneName(i, j int) bool {
	a, b := &s.toks[i], &s.toks[j]
	return a.actor > 0 && a.actor == b.actor || a.place > 0 && a.place == b.place
}

// owned reports whether the name that begins at i stands in the genitive behind the noun before it: "der Angriff Israels".
func (s *sentence) owned(i int) bool {
	t, p := &s.toks[i], s.at(i-1)
	if p.punct || p.number || !s.noun(i-1) || s.oneName(i-1, i) || p.place > 0 || p.actor > 0 && (s.r.party(p.actor) || s.r.doc.Mentions.Actors[p.actor-1].Kind == "person") {
		return false
	}
	last := i
	for last+1 < len(s.toks) && s.oneName(i, last+1) {
		last++
	}
	if !s.lx.genitives.has(s.toks[last].low) {
		return false
	}
	switch {
	case t.actor > 0:
		m := &s.r.doc.Mentions.Actors[t.actor-1]
		return !s.r.adjective(t.actor) && (m.Name == "" || !s.lx.genitives.has(m.Name))
	case t.place > 0:
		return !s.lx.genitives.has(s.r.doc.Mentions.Places[t.place-1].Name)
	}
	return t.w == nil && s.eventAt(i-1)
}

// noun reports whether the word at i has the capital of a noun and is no adjective: the first word of a sentence only where it is known.
func (s *sentence) noun(i int) bool {
	t := &s.toks[i]
	if t.punct || t.number || !s.upper(i) || t.cue&(cFunction|cNumber|cAdv) != 0 || t.time > 0 || t.actor > 0 && s.r.adjective(t.actor) {
		return false
	}
	return i > 0 || t.nominal || t.actor > 0 || s.eventAt(i)
}

// titled reports whether a person's name begins at j with a title.
func (s *sentence) titled(j int) bool {
	t := &s.toks[j]
	return t.actor > 0 && t.nominal && s.r.doc.Mentions.Actors[t.actor-1].Kind == "person"
}

// official reports whether the noun at i is itself a title.
func (s *sentence) official(i int) bool {
	return s.is(i, "official")
}

// anew reports whether behind a noun a phrase of its own begins at j, without an article: with an adjective, "haben Siedler palästinensische
// Häuser …", or a name in the genitive.
func (s *sentence) anew(j int) bool {
	t := &s.toks[j]
	if !s.noun(j-1) || s.oneName(j-1, j) || t.time > 0 || t.punct || t.number {
		return false
	}
	if t.capital {
		return t.cases == genitive || s.titled(j) && !s.official(j-1) // "haben Soldaten Präsident Bongo abgesetzt"
	}
	return !s.upper(j) && t.cases&adjectival != 0 && t.cue&(cFunction|cNumber) == 0
}
