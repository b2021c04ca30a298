package coding

// What the endings of words tell: the cases that a phrase may stand in, the number that it shares with a verb.

// caseSet is what cases a form may stand in; 0 is not known.
type caseSet uint8

const (
	nominative caseSet = 1 << iota
	genitive
	dative
	accusative
	instrumental
	locative
	adjectival // the form is an adjective's
)

const anyCase = nominative | genitive | dative | accusative | instrumental | locative

var caseNames = map[string]caseSet{"nom": nominative, "gen": genitive, "dat": dative, "acc": accusative, "ins": instrumental, "loc": locative, "adj": adjectival}

// casesOf are the cases that all words of a phrase from i to j share; anyCase where none is known.
func (s *sentence) casesOf(i, j int) caseSet {
	set, counted := anyCase, false
	for ; i < j; i++ {
		if t := &s.toks[i]; t.numeral() { // "five fighters": the noun stands in the genitive, the phrase in the number's case
			counted = true
			if t.cases&anyCase == 0 {
				set &= nominative | accusative
			}
		} else if counted && t.cases&genitive != 0 {
			continue
		}
		t := &s.toks[i]
		if t.cue&cPoss != 0 && t.cue&cObjPron != 0 && i+1 < j {
			continue // "его войска": a possessive that never changes
		}
		if s.lx.verbLast && set == anyCase && t.cap && t.cases&anyCase == genitive|dative && t.cue&cFunction == 0 {
			continue // "Polizei greift ein": a noun shows its case by its article
		}
		if c := t.cases & anyCase; c != 0 && set&c != 0 {
			set &= c
		}
		if s.lx.bare && !counted && t.cases&adjectival == 0 && !t.adj && !t.number && t.cue&(cDet|cPoss|cNumber|cAdv) == 0 {
			break // what stands behind the noun has a case of its own
		}
	}
	return set
}

// agrees reports whether the phrase np can be the subject of the verb at v by its number: a verb in the plural asks for a plural, a number
// or several. Languages without [plural verb] know no such thing.
func (s *sentence) agrees(np, v int) bool {
	g := &s.lx.grammar
	if v < 0 || !s.inPlural(v) {
		return true
	}
	if np < len(s.nps) && s.nps[np].after && s.nps[np].coord {
		return true
	}
	p := &s.nps[np-1]
	plural := false
	for i := p.start; i < p.end; i++ {
		t := &s.toks[i]
		if t.number || t.cue&(cNumber|cApprox) != 0 || abbreviation(t.span.In(s.text)) {
			return true
		}
		plural = g.plurals[pluralNoun].has(t.low)
		if t.cases&adjectival == 0 && !t.adj && t.cue&(cDet|cPoss|cAdv) == 0 {
			return plural // the noun
		}
	}
	return plural
}

// inPlural reports whether the verb at v can stand in the plural by its form.
func (s *sentence) inPlural(v int) bool {
	t := &s.toks[v]
	return s.lx.plurals[pluralVerb].has(t.low) || t.tag&tPast != 0 && s.lx.plurals[pluralPast].has(t.low)
}

// inNumber reports whether the noun at i is a plural, by its form or as the lexicon's endings of plurals say.
func (s *sentence) inNumber(i int) bool {
	t := &s.toks[i]
	return t.isPlural() || s.lx.plurals[pluralNoun].has(t.low)
}

// byCase gives a phrase without a preposition the slot that its case leads: what hangs on the phrase right before it in the genitive, to
// whom in the dative, by whom in the instrumental.
func (s *sentence) byCase(p *phrase) {
	set := s.casesOf(p.start, p.end)
	if set == anyCase {
		if s.owns(p) {
			p.slots, p.of, p.led = sOf, len(s.nps), true
		}
		return
	}
	if n := len(s.nps); n > 0 && s.lx.bare && s.toks[p.start].numeral() {
		if last := &s.nps[n-1]; last.end == p.start && last.clause == p.clause && !last.time && s.eventAt(last.head) {
			p.slots, p.of, p.led = sOf, n, true // "o zestrzeleniu 20 dronów"
		}
		return
	}
	if n := len(s.nps); n > 0 && set&genitive != 0 {
		last := &s.nps[n-1]
		t := &s.toks[last.head]
		there := last.led && last.slots&(sGoal|sAgent) != 0 && set&accusative != 0 && !(last.slots&sAgent != 0 && s.eventAt(last.head)) || // "надав Києву кредити"
			(last.prep >= 0 || last.of > 0) && (t.place > 0 || t.cap) && set&accusative != 0 && s.lx.free // "przyjął w Dosze ministra"
		if s.adjoins(last.end, p) && !there && last.clause == p.clause && !last.time && t.cue&(cPron|cObjPron) == 0 && !(s.lx.verbLast && s.casesOf(last.start, last.end)&genitive != 0 && last.led) {
			p.slots, p.of, p.led = sOf, n, true
			return
		}
	}
	switch {
	case set == instrumental:
		p.slots, p.led = sAgent|sWith, true
	case set&(nominative|accusative) == 0 && set&dative != 0 && (set&genitive == 0 || s.lx.verbLast):
		p.slots, p.led = sGoal, true
	}
}

// owns reports whether a party whose name has no cases stands right behind a noun for people, for what acts for somebody or for a happening, and so
// says whose it is: "авианосец США", "переговоры США и Ирана"; not behind an object or a phrase led by its case.
func (s *sentence) owns(p *phrase) bool {
	n := len(s.nps)
	if !s.lx.free || n == 0 || p.end != p.start+1 || s.toks[p.start].actor == 0 || !s.r.party(s.toks[p.start].actor) {
		return false
	}
	last := &s.nps[n-1]
	t := &s.toks[last.head]
	if last.end != p.start || last.clause != p.clause || last.time || t.actor > 0 || t.cap && last.head > 0 || last.led && last.of == 0 || last.free() && s.casesOf(last.start, last.end)&nominative == 0 {
		return false
	}
	k, _ := s.kindsOf(last)
	return k&kHuman != 0 || s.instrument(n) || s.eventAt(last.head)
}
