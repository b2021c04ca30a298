package coding

// Where one phrase ends and the next begins, though the words touch.

import "strings"

// splits reports whether a new phrase begins at j although it touches the one from i: at an article, a
// pronoun, or where a time begins.
func (s *sentence) splits(i, j int) bool {
	t, p := &s.toks[j], &s.toks[j-1]
	if t.low == "'s" {
		return false
	}
	if s.lx.bare && s.bareNoun(j) || s.lx.nounCapitals && s.anew(j) {
		return true
	}
	if t.cue&(cDet|cPoss|cPron|cObjPron) != 0 && !t.cap {
		return p.cue&(cDet|cNumber) == 0 && p.low != "'s"
	}
	if s.lx.headFirst && p.cap && t.numeral() && t.time == 0 && (p.place > 0 || p.actor > 0) && t.actor != p.actor {
		return true // "a Gao tre soldati"
	}
	if s.lx.headFirst && p.cap && !t.cap && !t.number && t.nominal && t.actor == 0 && t.cases&adjectival == 0 && (p.place > 0 || p.actor > 0) && p.quantity == 0 && p.item == 0 && !t.adj && t.cue&cAdjective == 0 {
		return true // "a Kiev obici e munizioni": a name takes no noun behind it
	}
	if s.lx.verbLast && t.cap && p.cap && t.actor > 0 && p.actor > 0 && t.actor != p.actor && s.r.party(t.actor) && s.r.party(p.actor) && !s.r.adjective(p.actor) && !s.r.adjective(t.actor) {
		return true // "weil Russland Kiew angriff"
	}
	if s.lx.verbLast && t.cap && p.cap && p.actor > 0 && t.actor == 0 && t.place > 0 && p.place == 0 && !s.r.adjective(p.actor) && s.r.code(p.actor) != "" && j == i+1 {
		return true // "bezoekt Macron Berlijn"
	}
	if o := &s.toks[i]; s.lx.verbLast && j == i+1 && i > 0 && o.cue&cDet != 0 && o.cue&cPron != 0 && o.cue&cObjPron != 0 && s.toks[i-1].cue&(cThat|cSub) != 0 &&
		t.cap && t.place > 0 && s.at(j+1).place != t.place && (t.actor == 0 || !s.r.adjective(t.actor) && s.at(j+1).actor != t.actor) && s.at(j+1).tag&tFinite == 0 && s.inPhrase(j+1) {
		return true // "dat het Kiev tanks levert": a pronoun
	}
	if s.headlineOf(i, j) {
		return true
	}
	if s.lx.nounCapitals && (t.capital || t.numeral()) && t.actor == 0 && t.place == 0 && t.time == 0 && (p.place > 0 || p.actor > 0 && p.cap) && (p.actor == 0 || !s.r.adjective(p.actor)) && p.cap && !(p.nominal && !t.nominal && t.item == 0 && t.capital && !s.eventAt(j)) {
		return true // "befreiten auf dem Sinai drei Geiseln": a name takes no noun behind it
	}
	if (t.time > 0) != (p.time > 0) {
		if j-i == 1 && s.toks[i].cue&cDet != 0 && s.lx.headFirst {
			return false // "le 28 mai"
		}
		return !s.timeWithin(i, j)
	}
	if t.cap && t.actor > 0 && p.actor == 0 && !p.cap && p.nominal && s.r.party(t.actor) && s.possessed(j) {
		return true // "in the strongest terms Russia's strikes"
	}
	if n := s.at(j + 1); t.numeral() && t.time == 0 && !n.punct && !n.cap && n.cue&cFunction == 0 { // "promised Ukraine 400 weapons"
		if p.actor > 0 && p.cap && !p.number && j-1 > 0 && s.r.party(p.actor) && !s.r.adjective(p.actor) {
			return true
		}
	}
	if t.cue&cNumber != 0 && s.lx.verbLast && !s.at(j+1).punct { // "bij Nyala drie dorpen", "gaf Kiev acht miljoen"
		if (p.actor > 0 || p.place > 0) && p.cap && !p.number {
			return p.actor == 0 || !s.r.adjective(p.actor)
		}
	}
	if s.lx.verbLast && p.cap && p.place > 0 && !t.cap && t.actor != p.actor && t.place != p.place && t.number == false && j-1 > 0 && (p.actor == 0 || !s.r.adjective(p.actor)) {
		return true // "in Myanmar willekeurige executies": a name takes no noun behind it
	}
	if s.lx.verbLast && p.class.has(s.r.human) && !p.cap && !t.cap && p.cue == 0 && len(p.low) > 4 && !t.class.has(s.r.human) &&
		(strings.HasSuffix(p.low, "en") || strings.HasSuffix(p.low, "rs")) && t.actor == 0 && !t.punct {
		return true // "scandeerden nabestaanden leuzen": people in the plural take no noun behind them
	}
	if s.lx.verbLast && !s.lx.nounCapitals && s.sideBySide(i, j) {
		return true
	}
	return p.cue&(cPron|cObjPron) != 0 && p.cue&(cDet|cPoss) == 0 && !(p.cap && p.actor > 0) // "a US resolution"
}

// degree reports whether the word at j stands inside the phrase from i although it could not begin one: an adverb between article and adjective,
// "a previously secret plan"; the dot of a title or initial before a name, "Mr. Erdogan".
func (s *sentence) degree(i, j int) bool {
	t, p, n := &s.toks[j], &s.toks[j-1], s.at(j+1)
	if s.lx.verbLast || s.lx.headFirst || s.lx.bare {
		return false
	}
	if t.low == "." {
		return p.cap && n.cap && !p.number
	}
	return j == i+1 && p.cue&cDet != 0 && p.cue&(cPron|cNumber) == 0 && t.cue&cAdv != 0 && t.cue&^cAdv == 0 && j+1 < len(s.toks) && s.inPhrase(j+1) && n.cue&cFunction == 0
}

// joined is the end of a phrase whose adjectives are coordinated, "the brutal and unprovoked attack", when the
// words from i to j are only article and adjective; j otherwise.
func (s *sentence) joined(i, j int) int {
	if j-i != 2 || j+2 >= len(s.toks) || s.toks[i].cue&(cDet|cPoss) == 0 || s.toks[j].cue&cCoord == 0 || s.toks[j-1].actor > 0 && !s.r.adjective(s.toks[j-1].actor) {
		return j
	}
	if s.toks[j-1].nominal || s.toks[j-1].number || s.eventAt(j-1) {
		return j
	}
	k := j + 1
	for k < len(s.toks) && s.inPhrase(k) && s.toks[k].clause == s.toks[i].clause && s.toks[k].cue&(cDet|cPoss|cPron|cObjPron|cNumber) == 0 && s.toks[k].time == 0 {
		k++
	}
	if k-j >= 3 {
		return k
	}
	return j
}

// sideBySide reports whether a bare noun at j stands behind a state, a body of people that an article points at, or people in the plural: "dat
// Rusland troepen samentrekt", "dat het leger burgers beschoot". Where compounds are written as one word, two nouns without a link are two phrases.
func (s *sentence) sideBySide(i, j int) bool {
	p, t := &s.toks[j-1], &s.toks[j]
	if t.cap || !t.nominal || t.adj || t.punct || t.verb || t.time > 0 || t.cue&(cFunction|cAdv|cNumber|cAdjective) != 0 || t.actor > 0 && t.actor == p.actor || t.place > 0 && t.place == p.place {
		return false
	}
	human := p.class.has(s.r.human)
	switch {
	case p.cap:
		return j-1 == i && p.actor > 0 && s.r.party(p.actor) && !s.r.adjective(p.actor) && !allCapitals(p.span.In(s.text))
	case p.adj || !p.nominal:
		return false
	case j-1 == i || s.toks[i].numeral():
		return human && p.cue == 0 && s.inNumber(j-1) && t.class.has(s.r.human) && s.inNumber(j)
	}
	return s.lx.definite[s.toks[i].low] && (human || p.actor > 0)
}

// headlineOf reports whether a name stands at j right behind a happening that has no article, as headings leave "of" and "on" out: "moord Kim Wall".
func (s *sentence) headlineOf(i, j int) bool {
	t, p := &s.toks[j], &s.toks[j-1]
	return s.lx.verbLast && !s.lx.nounCapitals && t.cap && !p.cap && !t.number && t.time == 0 && j > 0 && s.toks[i].cue&(cDet|cPoss|cPron) == 0 && s.eventAt(j-1) && !s.eventAt(j)
}

// bareNoun reports whether a noun without an article begins a phrase of its own at j, behind another noun: "обстріл міста". Words of one
// mention, and a name behind a name, stay together.
func (s *sentence) bareNoun(j int) bool {
	t, p := &s.toks[j], &s.toks[j-1]
	if s.adjectiveBehind(j) {
		return false
	}
	if p.cap && t.cap && (p.actor+p.place > 0 || s.at(j-2).cue&cPrep != 0) && t.actor > 0 && t.actor != p.actor && (p.actor == 0 && s.r.code(t.actor) != "" && !s.r.adjective(t.actor) || p.actor > 0 && s.r.party(t.actor) && !s.r.adjective(p.actor)) {
		return true // "w Bangladeszu Unia Europejska": two names
	}
	if p.cap && j > 1 && p.actor+p.place > 0 && t.numeral() && t.time == 0 && (p.actor == 0 || t.actor != p.actor) && (t.place == 0 || t.place != p.place) {
		return true // "na Morzu Śródziemnym 120 migrantów"
	}
	agrees := !t.cap && p.cases&anyCase != 0 && t.cases&anyCase != 0 && p.cases&t.cases&anyCase != 0
	if p.cases&adjectival != 0 && p.place == 0 && (!p.nominal || agrees) && !s.eventAt(j-1) || p.adj || p.number || p.punct || t.punct || p.cue&(cDet|cPoss|cNumber|cAdv|cNeg|cAdjective) != 0 || p.time > 0 || t.time > 0 {
		return false
	}
	if p.actor > 0 && p.actor == t.actor || p.place > 0 && p.place == t.place || p.item > 0 && p.item == t.item || p.quantity > 0 && p.quantity == t.quantity {
		return false
	}
	if p.actor > 0 && p.actor != t.actor && s.r.adjective(p.actor) {
		return false
	}
	return !(p.cap && (j > 1 || p.actor > 0 || p.place > 0) && t.cap && (p.actor == 0 || t.actor == 0))
}

// adjectiveBehind reports whether the word at j is an adjective of the noun before it, "wojska rosyjskie", rather than of one that follows.
func (s *sentence) adjectiveBehind(j int) bool {
	t, p := &s.toks[j], &s.toks[j-1]
	if p.cap && j > 1 && (t.actor == 0 || t.actor != p.actor) && (t.place == 0 || t.place != p.place) && p.place+p.actor > 0 {
		return false // a name takes none
	}
	if t.cases&adjectival == 0 || t.nominal || p.cases&adjectival != 0 && !p.nominal || t.cases&p.cases&anyCase == 0 && p.cases != 0 {
		return false
	}
	n := s.at(j + 1)
	if n.punct || n.verb || n.number || n.time > 0 || n.cue&(cFunction|cAdv|cAux) != 0 || n.cases&adjectival != 0 && !n.nominal {
		return true
	}
	return n.cases != 0 && n.cases&t.cases&anyCase == 0
}

// possessed reports whether the name that begins at j owns what stands behind it.
func (s *sentence) possessed(j int) bool {
	k := j
	for k+1 < len(s.toks) && s.toks[k+1].actor == s.toks[j].actor {
		k++
	}
	if e := s.toks[k].low; k > j && e == "'s" {
		return true
	}
	n := s.at(k + 1)
	return n.low == "'s"
}

// timeWithin reports whether the time that begins or ends at j stands between an article and its noun: "a two-day
// visit", "the May 2010 agreement".
func (s *sentence) timeWithin(i, j int) bool {
	if s.lx.verbLast || s.toks[i].time > 0 || s.toks[i].cue&(cDet|cPoss) == 0 {
		return false
	}
	k := j
	for k > i && s.toks[k-1].time > 0 { // back to where the time began
		k--
	}
	for ; i < k; i++ {
		if t := &s.toks[i]; t.cue&(cDet|cPoss|cAdjective) == 0 {
			return false
		}
	}
	for k < len(s.toks) && s.toks[k].time > 0 {
		k++
	}
	n := s.at(k)
	return k < len(s.toks) && k-j < 5 && n.noun && !n.verb && !n.punct && n.cue&cFunction == 0
}
