package coding

import (
	"strings"

	"factum"
)

// phrase is a noun phrase: its words, the preposition that leads it and the phrase it hangs on by "of".
type phrase struct {
	start, end int // tokens [start,end), without the preposition
	prep       int // token of the preposition, -1 none
	slots      slot
	clause     int
	head       int // last word of its core
	of         int // the phrase whose "of" it is, from 1; 0 none
	time       bool
	led        bool // by its case, without a preposition
	after      bool // coordinated with or in apposition to the phrase before it
	coord      bool // by "and" or in a list ended by it
}

// phrases cuts the sentence into noun phrases.
func (s *sentence) phrases() {
	prep := -1
	for i := 0; i < len(s.toks); {
		t := &s.toks[i]
		if end := s.contrasted(i); end > 0 {
			prep, i = -1, end // "not the rebels, but soldiers": only the soldiers do it
			continue
		}
		if t.cue&cMore != 0 {
			i++
			continue
		}
		if t.part {
			prep = -1
			i++
			continue
		}
		isPrep := t.cue&(cPrep|cAccording) != 0 && !t.verb && !(t.actor > 0 && t.cap)
		if t.cue&cIf != 0 && s.r.lx.verbLast && s.opens(i) == clMain {
			isPrep = true // "schieten als raketten": no object
		}
		if t.cue&cSub != 0 && s.clauses[t.clause].opener == i && s.clauses[t.clause].kind == clSub {
			isPrep = false // "after North Korea fired": it opens the clause, and its subject follows
		}
		if isPrep && s.partitive(i) {
			isPrep = false
		}
		if t.cue&cSub != 0 && !isPrep && !t.verb && s.clauses[t.clause].opener != i && s.bareSub(i) {
			isPrep = true
		}
		if isPrep && !s.isParticle(i) {
			prep = i
			i++
			continue
		}
		if !s.inPhrase(i) {
			opening := prep == i-1 && t.punct && strings.ContainsAny(t.low, openingMarks) // "o „masakrze w Buczy”"
			if !opening && !(t.cue&(cAdv|cNeg) != 0 && t.cue&cDet == 0 && prep >= 0) {
				prep = -1
			}
			i++
			continue
		}
		j := i + 1
		for j < len(s.toks) && (s.inPhrase(j) || s.degree(i, j)) && s.toks[j].clause == t.clause && s.toks[j].quote == t.quote && !s.splits(i, j) {
			j++
		}
		j = s.joined(i, j)
		p := phrase{start: i, end: j, prep: prep, clause: t.clause, head: j - 1}
		for p.head > i && s.toks[p.head].time > 0 && s.toks[i].time == 0 {
			p.head--
		}
		if prep >= 0 {
			p.slots = s.toks[prep].slots
			if p.slots&sOf != 0 && len(s.nps) > 0 {
				last := &s.nps[len(s.nps)-1]
				if last.end == prep || last.end == prep-1 && s.toks[prep-1].cue&cAdv != 0 {
					p.of = len(s.nps)
					if last.time && last.prep < 0 && s.toks[i].time == 0 && s.toks[last.start].numeral() {
						last.time = false // "huit ans de prison": not when, but how much
					}
				}
			}
		}
		if n := len(s.nps); prep < 0 && n > 0 && s.nps[n-1].end == i && s.nps[n-1].clause == p.clause && s.headlineOf(s.nps[n-1].start, i) {
			p.led, p.of, p.slots = true, n, sOf|sTarget
		}
		p.time = s.toks[i].time > 0 && (p.head == i || s.toks[p.head].time > 0) ||
			s.r.lx.headFirst && s.toks[i].cue&cDet != 0 && j > i+1 && s.toks[i+1].time > 0 && s.toks[j-1].time > 0
		if n := s.at(j + 1); prep < 0 && s.r.lx.verbLast && s.at(j).cue&cAccording != 0 && s.at(j).cue&cMore == 0 && (n.verb || n.punct) {
			p.led = true // "Moskau zufolge": on whose word
		}
		if s.r.lx.headFirst && !p.time {
			p.head = s.first(&p)
		}
		for s.r.lx.bare && !p.time && p.head > i && s.adjectiveBehind(p.head) {
			p.head--
		}
		if prep < 0 && !p.time {
			s.byCase(&p)
		} else if set := s.casesOf(i, j); set != anyCase && p.slots&sSource != 0 && p.slots&sWith != 0 && s.r.lx.free {
			if set == instrumental {
				p.slots &^= sSource | sPlace // with whom, not whence
			} else if set&instrumental == 0 {
				p.slots &^= sWith
			}
		} else if set != anyCase && p.slots&sGoal != 0 && p.slots&sPlace != 0 {
			if set&accusative == 0 {
				p.slots &^= sGoal // where, not whither
			} else if set&(dative|locative) == 0 {
				p.slots &^= sPlace
			}
		}
		if n := len(s.nps); n > 0 && prep < 0 && !p.time && s.r.lx.verbLast {
			// "tot zes jaar cel": a measure of time and what it measures
			last := &s.nps[n-1]
			if k := s.toks[last.start].time; last.time && last.end == i && last.prep >= 0 && k > 0 && s.r.doc.Mentions.Times[k-1].Type == "DURATION" && s.toks[i].cue&(cDet|cPoss|cPron|cNumber) == 0 && s.toks[i].actor == 0 {
				p.prep, p.slots = last.prep, last.slots
			}
		}
		if n := len(s.nps); n > 0 && prep < 0 {
			last := &s.nps[n-1]
			gap := s.between(last.end, i)
			fronted := gap == gapComma && (last.prep >= 0 || s.r.lx.free && s.nps[0].prep == 0 && !s.verbIn(0, i)) && (s.verbSoon(s.subjectEnd(j)) || last.prep >= 0 && s.toks[last.prep].cue&cAccording != 0) // "In Moscow, the staff on Monday said"
			if gap == gapComma && last.prep > 0 && s.insertion(last.prep) {
				fronted = true // "handed in, by his own account under duress, his resignation"
			}
			if s.r.lx.bare && !p.led && !(last.prep >= 0 && s.toks[i].actor > 0) && s.adjoins(last.end, &p) && last.clause == p.clause && !last.time && !s.toks[last.head].cap && s.toks[p.start].cap && s.casesOf(last.start, last.end)&s.casesOf(p.start, p.end) != 0 {
				p.after, p.slots, p.of, p.led, p.prep = true, last.slots, last.of, last.led, last.prep // "місто Бахмут": an apposition
			}
			if gap == gapComma && s.r.lx.headFirst && s.root(n) == 1 && s.at(j).cue&cObjPron != 0 && s.at(j).cue&cPron == 0 && s.at(s.after(j)).tag != 0 {
				fronted = true // "les otages, le Hamas les rendra"
			}
			if gap == gapComma && n == 1 && last.prep == 0 && s.toks[i].cue&(cDet|cPoss) != 0 {
				fronted = true // "En Bouriatie, des épouses demandent"
			}
			if last.clause == p.clause && !p.time && !last.time && (gap == gapComma || gap == gapCoord) && !fronted && (!p.led || p.led == last.led && p.slots == last.slots || p.of > 0) {
				if p.of > 0 && p.led {
					p.led = last.led
				}
				p.after, p.coord = true, gap == gapCoord
				p.slots, p.of = last.slots, last.of
				if last.prep >= 0 {
					p.prep = last.prep
				}
			}
		}
		s.nps = append(s.nps, p)
		for k := i; k < j; k++ {
			s.toks[k].np = len(s.nps)
		}
		prep = -1
		i = j
	}
	// a list is coordinated when its last member is
	for i := len(s.nps) - 1; i > 0; i-- {
		if s.nps[i].after && s.nps[i].coord && s.nps[i-1].after {
			s.nps[i-1].coord = true
		}
	}
}

// degree reports whether the word at j stands inside the phrase from i although it could not begin one: an adverb between article and adjective,
// "a previously secret plan"; the dot of a title or initial before a name, "Mr. Erdogan".
func (s *sentence) degree(i, j int) bool {
	t, p, n := &s.toks[j], &s.toks[j-1], s.at(j+1)
	if s.r.lx.verbLast || s.r.lx.headFirst || s.r.lx.bare {
		return false
	}
	if t.low == "." {
		return p.cap && n.cap && !p.number
	}
	return j == i+1 && p.cue&cDet != 0 && p.cue&(cPron|cNumber) == 0 && t.cue&cAdv != 0 && t.cue&^cAdv == 0 && j+1 < len(s.toks) && s.inPhrase(j+1) && n.cue&cFunction == 0
}

// whole is behind the phrases led by "of" that follow a phrase which ends before token j.
func (s *sentence) whole(j int) int {
	for j < len(s.toks) && s.toks[j].cue&cPrep != 0 && s.toks[j].slots&sOf != 0 && !s.toks[j].verb {
		k := j + 1
		for k < len(s.toks) && s.inPhrase(k) && s.toks[k].clause == s.toks[j].clause && (k == j+1 || !s.splits(j+1, k)) {
			k++
		}
		if k == j+1 {
			break
		}
		j = k
	}
	return j
}

// root is the phrase that the nth hangs on in the end by "of", itself where it hangs on none.
func (s *sentence) root(n int) int {
	for s.nps[n-1].of > 0 {
		n = s.nps[n-1].of
	}
	return n
}

// partitive reports whether a word that is "of" and an article in one stands as the article: where no noun is right before it and no name behind,
// "des hommes armés ont attaqué".
func (s *sentence) partitive(i int) bool {
	t := &s.toks[i]
	if t.slots&sOf != 0 && s.r.lx.headFirst && i > 1 && s.toks[i-1].cue&cNeg != 0 && s.toks[i-1].cue&cDet == 0 {
		return true // "ne livrera pas d'avions"
	}
	if t.cue&cDet == 0 || t.slots&sOf == 0 || s.at(i+1).cap {
		return false
	}
	p := s.before(i)
	if p < 0 {
		return true
	}
	b := &s.toks[p]
	return b.verb || b.punct || b.cue&(cCoord|cThat|cRel|cSub|cPrep) != 0
}

// subjectEnd is behind what may belong to a subject whose first phrase ends before token j: phrases led by "of", another one by "and", and the
// pronouns before its verb.
func (s *sentence) subjectEnd(j int) int {
	j = s.whole(j)
	if s.at(j).cue&cCoord != 0 && j+1 < len(s.toks) && s.inPhrase(j+1) && s.toks[j].clause == s.toks[j+1].clause {
		for j++; j < len(s.toks) && s.inPhrase(j); j++ {
		}
		j = s.whole(j)
	}
	for s.r.lx.headFirst && j < len(s.toks) && s.toks[j].cue&(cObjPron|cRefl) != 0 && !s.toks[j].verb {
		j++
	}
	return j
}

// verbSoon reports whether a verb follows at j, with nothing before it but adverbs and when it was.
func (s *sentence) verbSoon(j int) bool {
	for ; j < len(s.toks); j++ {
		t := &s.toks[j]
		switch {
		case t.verb:
			return true
		case t.time > 0, t.passed(), t.cue&cAdv != 0, t.cue&cPrep != 0 && s.at(j+1).time > 0, t.cue&cDet != 0 && s.at(j+1).time > 0:
		default:
			return false
		}
	}
	return false
}

// verbIn reports whether a verb stands in [i,j).
func (s *sentence) verbIn(i, j int) bool {
	for ; i < j; i++ {
		if s.toks[i].verb && s.toks[i].tag&tFinite != 0 {
			return true
		}
	}
	return false
}

// insertion reports whether a comma opens what the preposition at i leads, with nothing before the comma that a
// list could go on from: a verb, an adverb or a time.
func (s *sentence) insertion(i int) bool {
	for i--; i > 0; i-- {
		t := &s.toks[i]
		if t.low == "," {
			p := &s.toks[i-1]
			return p.time > 0 || p.verb || p.cue&cAdv != 0
		}
		if t.noun || t.verb || t.punct {
			return false
		}
	}
	return false
}

type gapKind uint8

const (
	gapNone gapKind = iota
	gapComma
	gapCoord
)

// openingMarks open a quotation.
const openingMarks = "«“„\""

// between says what stands between two phrases: nothing but a comma, or a coordinator.
func (s *sentence) between(i, j int) gapKind {
	g := gapNone
	for ; i < j; i++ {
		t := &s.toks[i]
		switch {
		case t.cue&cCoord != 0:
			g = gapCoord
		case t.low == "," || t.low == "-" || t.low == "–" || t.low == "(" || t.low == ")":
			if g == gapNone {
				g = gapComma
			}
		case t.cue&cMore != 0 || t.cue&cAdv != 0:
		default:
			return gapNone
		}
	}
	return g
}

// inPhrase reports whether the token can belong to a noun phrase.
func (s *sentence) inPhrase(i int) bool {
	t := &s.toks[i]
	if t.punct {
		return t.low == "'s" || t.low == "$" || t.low == "€" || t.low == "%" || t.low == "'" && s.at(i-1).noun && strings.HasSuffix(s.at(i-1).low, "s")
	}
	if t.part {
		return false // "steekt zijn buurman neer": the verb's
	}
	if t.actor > 0 && t.cap || t.low == "'s" || t.time > 0 && t.cue&(cPrep|cCoord) == 0 && !t.verb {
		return true
	}
	if t.verb || t.cue&(cPrep|cCoord|cThat|cSub|cIf|cPurpose|cInf|cMore|cAccording) != 0 && t.cue&(cDet|cPron) == 0 {
		return false
	}
	if t.cue&cRel != 0 && s.opens(i) != clMain {
		return false
	}
	if t.cue&cAdv != 0 && s.at(i+1).cue&cMore != 0 && t.cue&(cDet|cNumber) == 0 {
		return false // "at least"
	}
	if t.cue&cNeg != 0 && t.cue&cDet == 0 {
		return false
	}
	return t.noun || t.adj || t.cue&(cDet|cPoss|cPron|cObjPron|cNumber) != 0 || t.number
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
		return j-1 == i && p.actor > 0 && s.r.party(p.actor) && !s.r.adjective(p.actor) && !capitals(p.span.In(s.text))
	case p.adj || !p.nominal:
		return false
	case j-1 == i || s.toks[i].numeral():
		return human && p.cue == 0 && s.inNumber(j-1) && t.class.has(s.r.human) && s.inNumber(j)
	}
	return s.r.lx.definite[s.toks[i].low] && (human || p.actor > 0)
}

// inNumber reports whether the noun at i is a plural, by its form or as the lexicon's endings of plurals say.
func (s *sentence) inNumber(i int) bool {
	t := &s.toks[i]
	return t.isPlural() || s.r.lx.plurals[pluralNoun].has(t.low)
}

// splits reports whether a new phrase begins at j although it touches the one from i: at an article, a
// pronoun, or where a time begins.
func (s *sentence) splits(i, j int) bool {
	t := &s.toks[j]
	if t.low == "'s" {
		return false
	}
	if s.r.lx.bare && s.apart(j) || s.r.lx.capitals && s.anew(j) {
		return true
	}
	if t.cue&(cDet|cPoss|cPron|cObjPron) != 0 && !t.cap {
		return s.toks[j-1].cue&(cDet|cNumber) == 0 && s.toks[j-1].low != "'s"
	}
	if p := &s.toks[j-1]; s.r.lx.headFirst && p.cap && t.numeral() && t.time == 0 && (p.place > 0 || p.actor > 0) && t.actor != p.actor {
		return true // "a Gao tre soldati"
	}
	if p := &s.toks[j-1]; s.r.lx.headFirst && p.cap && !t.cap && !t.number && t.nominal && t.actor == 0 && t.cases&adjectival == 0 && (p.place > 0 || p.actor > 0) && p.quantity == 0 && p.item == 0 && !t.adj && t.cue&cAdjective == 0 {
		return true // "a Kiev obici e munizioni": a name takes no noun behind it
	}
	if p := &s.toks[j-1]; s.r.lx.verbLast && t.cap && p.cap && t.actor > 0 && p.actor > 0 && t.actor != p.actor && s.r.party(t.actor) && s.r.party(p.actor) && !s.r.adjective(p.actor) && !s.r.adjective(t.actor) {
		return true // "weil Russland Kiew angriff"
	}
	if p := &s.toks[j-1]; s.r.lx.verbLast && t.cap && p.cap && p.actor > 0 && t.actor == 0 && t.place > 0 && p.place == 0 && !s.r.adjective(p.actor) && s.r.code(p.actor) != "" && j == i+1 {
		return true // "bezoekt Macron Berlijn"
	}
	if o := &s.toks[i]; s.r.lx.verbLast && j == i+1 && i > 0 && o.cue&cDet != 0 && o.cue&cPron != 0 && o.cue&cObjPron != 0 && s.toks[i-1].cue&(cThat|cSub) != 0 &&
		t.cap && t.place > 0 && s.at(j+1).place != t.place && (t.actor == 0 || !s.r.adjective(t.actor) && s.at(j+1).actor != t.actor) && s.at(j+1).tag&tFinite == 0 && s.inPhrase(j+1) {
		return true // "dat het Kiev tanks levert": a pronoun
	}
	if s.headlineOf(i, j) {
		return true
	}
	if p := &s.toks[j-1]; s.r.lx.capitals && (t.capital || t.numeral()) && t.actor == 0 && t.place == 0 && t.time == 0 && (p.place > 0 || p.actor > 0 && p.cap) && (p.actor == 0 || !s.r.adjective(p.actor)) && p.cap && !(p.nominal && !t.nominal && t.item == 0 && t.capital && !s.eventAt(j)) {
		return true // "befreiten auf dem Sinai drei Geiseln": a name takes no noun behind it
	}
	if (t.time > 0) != (s.toks[j-1].time > 0) {
		if j-i == 1 && s.toks[i].cue&cDet != 0 && s.r.lx.headFirst {
			return false // "le 28 mai"
		}
		return !s.timeWithin(i, j)
	}
	if p := &s.toks[j-1]; t.cap && t.actor > 0 && p.actor == 0 && !p.cap && p.nominal && s.r.party(t.actor) && s.possessed(j) {
		return true // "in the strongest terms Russia's strikes"
	}
	if n := s.at(j + 1); t.numeral() && t.time == 0 && !n.punct && !n.cap && n.cue&cFunction == 0 { // "promised Ukraine 400 weapons"
		p := &s.toks[j-1]
		if p.actor > 0 && p.cap && !p.number && j-1 > 0 && s.r.party(p.actor) && !s.r.adjective(p.actor) {
			return true
		}
	}
	if t.cue&cNumber != 0 && s.r.lx.verbLast && !s.at(j+1).punct { // "bij Nyala drie dorpen", "gaf Kiev acht miljoen"
		p := &s.toks[j-1]
		if (p.actor > 0 || p.place > 0) && p.cap && !p.number {
			return p.actor == 0 || !s.r.adjective(p.actor)
		}
	}
	if p := &s.toks[j-1]; s.r.lx.verbLast && p.cap && p.place > 0 && !t.cap && t.actor != p.actor && t.place != p.place && t.number == false && j-1 > 0 && (p.actor == 0 || !s.r.adjective(p.actor)) {
		return true // "in Myanmar willekeurige executies": a name takes no noun behind it
	}
	if p := &s.toks[j-1]; s.r.lx.verbLast && p.class.has(s.r.human) && !p.cap && !t.cap && p.cue == 0 && len(p.low) > 4 && !t.class.has(s.r.human) &&
		(strings.HasSuffix(p.low, "en") || strings.HasSuffix(p.low, "rs")) && t.actor == 0 && !t.punct {
		return true // "scandeerden nabestaanden leuzen": people in the plural take no noun behind them
	}
	if s.r.lx.verbLast && !s.r.lx.capitals && s.sideBySide(i, j) {
		return true
	}
	p := &s.toks[j-1]
	return p.cue&(cPron|cObjPron) != 0 && p.cue&(cDet|cPoss) == 0 && !(p.cap && p.actor > 0) // "a US resolution"
}

// headlineOf reports whether a name stands at j right behind a happening that has no article, as headings leave "of" and "on" out: "moord Kim Wall".
func (s *sentence) headlineOf(i, j int) bool {
	t, p := &s.toks[j], &s.toks[j-1]
	return s.r.lx.verbLast && !s.r.lx.capitals && t.cap && !p.cap && !t.number && t.time == 0 && j > 0 && s.toks[i].cue&(cDet|cPoss|cPron) == 0 && s.eventAt(j-1) && !s.eventAt(j)
}

// apart reports whether a noun without an article begins a phrase of its own at j, behind another noun: "обстріл міста". Words of one
// mention, and a name behind a name, stay together.
func (s *sentence) apart(j int) bool {
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
	if s.r.lx.verbLast || s.toks[i].time > 0 || s.toks[i].cue&(cDet|cPoss) == 0 {
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

// isParticle reports whether the preposition stands alone, behind its verb.
func (s *sentence) isParticle(i int) bool {
	n := s.at(s.after(i))
	return n.punct && n.low != "'" && n.low != "\"" && n.low != "“" && n.low != "‘" && n.low != "«"
}

// free reports whether a phrase can be subject or object: no preposition leads it and it is no time.
func (p *phrase) free() bool { return p.prep < 0 && !p.led && !p.time }

// lead is the token that leads the phrase: its preposition, or its first word where its case does; -1 none.
func (p *phrase) lead() int {
	if p.prep < 0 && p.led {
		return p.start
	}
	return p.prep
}

// coreEnd is behind the last word that says who or what the phrase is.
func (s *sentence) coreEnd(p *phrase) int {
	if s.r.lx.headFirst || s.r.lx.bare {
		return p.end
	}
	return p.head + 1
}

// first gives a phrase its head where nouns stand before their adjectives: the first word that is a noun.
func (s *sentence) first(p *phrase) int {
	for i := p.start; i < p.end; i++ {
		t := &s.toks[i]
		if t.punct || t.adj || t.number || t.cue&(cDet|cPoss|cNumber|cAdv|cAdjective|cApprox) != 0 || t.actor > 0 && t.cue&cAdjective != 0 {
			continue
		}
		return i
	}
	return p.end - 1
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
	if n := len(s.nps); n > 0 && s.r.lx.bare && s.toks[p.start].numeral() {
		if last := &s.nps[n-1]; last.end == p.start && last.clause == p.clause && !last.time && s.eventAt(last.head) {
			p.slots, p.of, p.led = sOf, n, true // "o zestrzeleniu 20 dronów"
		}
		return
	}
	if n := len(s.nps); n > 0 && set&genitive != 0 {
		last := &s.nps[n-1]
		t := &s.toks[last.head]
		there := last.led && last.slots&(sGoal|sAgent) != 0 && set&accusative != 0 && !(last.slots&sAgent != 0 && s.eventAt(last.head)) || // "надав Києву кредити"
			(last.prep >= 0 || last.of > 0) && (t.place > 0 || t.cap) && set&accusative != 0 && s.r.lx.free // "przyjął w Dosze ministra"
		if s.adjoins(last.end, p) && !there && last.clause == p.clause && !last.time && t.cue&(cPron|cObjPron) == 0 && !(s.r.lx.verbLast && s.casesOf(last.start, last.end)&genitive != 0 && last.led) {
			p.slots, p.of, p.led = sOf, n, true
			return
		}
	}
	switch {
	case set == instrumental:
		p.slots, p.led = sAgent|sWith, true
	case set&(nominative|accusative) == 0 && set&dative != 0 && (set&genitive == 0 || s.r.lx.verbLast):
		p.slots, p.led = sGoal, true
	}
}

// contrasted is the token behind the word that sets something in the place of what the negation at i denies ("not … but"); 0 where the negation is of
// the verb, or of nothing that can be set against another.
func (s *sentence) contrasted(i int) int {
	rather := s.r.class("rather")
	if t := &s.toks[i]; rather < 0 || t.cue&cNeg == 0 || t.cue&(cPrep|cDet) != 0 {
		return 0
	}
	for j := i + 1; j+1 < len(s.toks) && j < i+12; j++ {
		switch t := &s.toks[j]; {
		case t.class.has(rather) && !t.verb:
			if next := &s.toks[j+1]; j < i+2 || s.toks[j-1].punct && j < i+3 || next.verb || next.part || next.cue&(cRefl|cPron|cNeg) != 0 && next.cue&cDet == 0 {
				return 0
			}
			return j + 1
		case t.verb || t.part || t.punct && t.low != ",":
			return 0
		case t.punct && !s.toks[j+1].class.has(rather):
			return 0
		}
	}
	return 0
}

// owns reports whether a party whose name has no cases stands right behind a noun for people, for what acts for somebody or for a happening, and so
// says whose it is: "авианосец США", "переговоры США и Ирана"; not behind an object or a phrase led by its case.
func (s *sentence) owns(p *phrase) bool {
	n := len(s.nps)
	if !s.r.lx.free || n == 0 || p.end != p.start+1 || s.toks[p.start].actor == 0 || !s.r.party(s.toks[p.start].actor) {
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

// adjoins reports whether the phrase begins at token i, or with nothing but an opening quotation mark between them.
func (s *sentence) adjoins(i int, p *phrase) bool {
	return i == p.start || i == p.start-1 && s.toks[i].punct && strings.ContainsAny(s.toks[i].low, openingMarks)
}

// kinds says what the phrase names; classes of its words come beside.
func (s *sentence) kinds(np int) (kind, classes) { return s.kindsOf(&s.nps[np-1]) }

func (s *sentence) kindsOf(p *phrase) (kind, classes) {
	var k kind
	var c classes
	for i := p.start; i < p.end; i++ {
		t := &s.toks[i]
		c.add(t.class)
		if t.actor > 0 {
			k |= kName | kHuman
			if s.r.code(t.actor) != "" {
				k |= kActor
			}
			switch s.r.doc.Mentions.Actors[t.actor-1].Kind {
			case "state":
				k |= kState
			case "organisation", "armed-group":
				k |= kOrg
			case "person":
				k |= kPerson
			}
		}
		if t.place > 0 {
			k |= kPlace | kName
		}
		if t.item > 0 {
			k |= kItem
		}
		if t.quantity > 0 {
			k |= kQuantity
			switch s.r.doc.Mentions.Quantities[t.quantity-1].Kind {
			case "money":
				k |= kMoney
			case "count", "affected":
				k |= kCount
			case "killed", "wounded", "missing", "displaced", "detained":
				k |= kCount | kHuman
			}
		}
		if t.numeral() {
			k |= kCount
		}
		if t.cue&(cPron|cObjPron) != 0 && (t.cue&(cDet|cPoss) == 0 || t.cue&cDet == 0 && p.end-p.start == 1) {
			k |= kHuman
		}
		svo := s.r.lx.marked && !s.r.lx.verbLast
		if t.cap && (i > 0 || svo && t.w == nil && !t.number) && (t.tag == 0 || svo && !t.verb) && !s.heading && (i == 0 || !s.opensQuote(i)) {
			k |= kName
			if t.place == 0 {
				k |= kHuman
			}
		}
		if t.class.has(s.r.human) {
			k |= kHuman
		}
		if s.eventAt(i) {
			k |= kEvent
		}
	}
	return k | kAnyone, c
}

// opensQuote reports whether the token is the first word of a quotation, capital or not.
func (s *sentence) opensQuote(i int) bool {
	t, p := &s.toks[i], &s.toks[i-1]
	return t.quote > 0 && p.punct && (p.quote != t.quote || i == 1) && t.actor == 0
}

// party reports whether the mention is a state or an organisation by name.
func (r *run) party(i int) bool {
	m := r.doc.Mentions.Actors[i-1]
	return m.Code != "" && (m.Kind == "state" || m.Kind == "organisation")
}

// actors are those that the phrase names: the mention its head belongs to, else one inside it, else its words when
// they name somebody. A list of phrases gives them all.
func (s *sentence) actors(np int, list bool) []factum.Actor {
	var out []factum.Actor
	for n := np; n <= len(s.nps); n++ {
		p := &s.nps[n-1]
		if n > np && p.of >= np { // what hangs on the list by "of"; a list goes on behind it
			if a, ok := s.actor(n); ok && p.after && p.coord && list && len(out) > 0 && (a.Code != "" || out[0].Code == "" && out[0].Span.Start >= s.toks[s.nps[np].start].span.Start) {
				out = append(out, a) // "hundreds of teachers and nurses"
			}
			continue
		}
		if n > np && (!p.after || !(list && p.coord) && len(out) > 0 && out[0].Code != "") {
			break
		}
		if n > np && !p.coord {
			// an apposition: only when the phrase before it named nobody the tables know
			if m := s.toks[p.head].actor; len(out) > 0 && out[len(out)-1].Code != "" && !(m > 0 && s.r.party(m) && s.r.doc.Mentions.Actors[m-1].Kind != "state" && s.byAdjective(n-1)) {
				continue
			}
			if a, ok := s.actor(n); ok && a.Code != "" && s.toks[p.head].actor > 0 {
				if len(out) > 0 {
					out = out[:len(out)-1]
				}
				out = append(out, a)
			}
			continue
		}
		if a, ok := s.actor(n); ok {
			if a.Code == "" || len(s.nps) > n && s.nps[n].slots&sSource != 0 && !s.r.lx.capitals {
				if more := s.origins(n); len(more) > 0 && list {
					out = append(out, more...)
					continue
				}
			}
			out = append(out, a)
		}
	}
	return out
}

// byAdjective reports whether nothing but an adjective of a state says who the phrase is: "ліванський рух", which a name behind it says better.
func (s *sentence) byAdjective(np int) bool {
	p := &s.nps[np-1]
	for i := p.start; i < p.end; i++ {
		if k := s.toks[i].actor; k > 0 && !s.r.adjective(k) {
			return false
		}
	}
	return true
}

// thing reports whether the lexicon knows the noun at i, as a happening or by its classes, and by none of these as somebody.
func (s *sentence) thing(i int) bool {
	t := &s.toks[i]
	return (t.nominal || s.eventAt(i)) && !t.cap && !t.class.has(s.r.human) && t.actor == 0
}

// origins are those that stand behind a phrase for people of theirs: "their counterparts from Finland and Sweden".
func (s *sentence) origins(np int) []factum.Actor {
	if np >= len(s.nps) {
		return nil
	}
	q := &s.nps[np]
	p := &s.nps[np-1]
	if q.prep < 0 || q.prep != p.end || q.slots&(sOf|sSource) == 0 {
		return nil
	}
	list := s.actors(np+1, true)
	if len(list) == 0 || list[0].Code == "" {
		return nil
	}
	role := strings.ToLower(s.toks[p.head].span.In(s.text))
	for i := range list {
		if list[i].Role == "" {
			list[i].Role = role
		}
	}
	return list
}

// actor is the one that a phrase names.
func (s *sentence) actor(np int) (factum.Actor, bool) {
	p := &s.nps[np-1]
	if p.time {
		return factum.Actor{}, false
	}
	best := 0
	for i := p.start; i < p.end; i++ {
		if a := s.toks[i].actor; a > 0 {
			if (s.r.lx.headFirst || s.r.lx.free && s.toks[i].cases&adjectival != 0) && i > p.head && !s.toks[i].cap && s.toks[p.head].actor != a && !s.r.adjective(a) {
				continue // "coopération militaire": an adjective here
			}
			if n := s.at(i + 1); n.low == "'s" {
				if i+2 < p.end {
					// a possessor: "Russia's army" is Russia's, "Lavrov's car" nobody
					best = a
					continue
				}
			}
			best = a
			if i >= p.head {
				break
			}
		}
	}
	if best > 0 && best != s.toks[p.head].actor && !s.thing(p.head) && s.toks[p.head].class.has(s.r.human) && s.r.code(best) == "" && !s.toks[p.head].cap && s.r.lx.marked && !s.r.lx.verbLast {
		best = 0 // "the teachers' union", "rebel lawmakers"
	}
	if best > 0 && best != s.toks[p.head].actor && (s.eventAt(p.head) || s.r.lx.headFirst && s.thing(p.head)) && s.kindOnly(p, best) {
		return factum.Actor{}, false // "military talks"
	}
	if best > 0 {
		a := s.r.mentioned(best)
		if a.Code == "" && a.Role == "leader" && np < len(s.nps) && s.nps[np].of == np && s.bodyWord(s.nps[np].head) { // "the head of the mission"
			if o, ok := s.actor(np + 1); ok && o.Code != "" {
				a.Code, a.Basis = o.Code, factum.BasisContext
			}
		}
		if a.Code == "" && np < len(s.nps) && s.nps[np].of == np && s.r.lx.capitals && s.toks[s.nps[np].start].capital && !s.isApart(p.head) { // "die Außenminister Armeniens"
			if o, ok := s.actor(np + 1); ok {
				a.Code, a.Basis = o.Code, factum.BasisContext
			}
		}
		if m := &s.r.doc.Mentions.Actors[best-1]; a.Code == "" && m.Kind == "group" && s.r.lx.capitals && s.bodyAt(best, p) {
			if o, ok := s.seatOf(np); ok {
				a.Code, a.Basis = o.Code, factum.BasisContext
			}
		}
		if m := &s.r.doc.Mentions.Actors[best-1]; s.r.lx.free && m.Basis == factum.BasisContext && m.Kind != "person" && np < len(s.nps) && s.nps[np].of == np && s.r.lx.home[a.Code] {
			if k := s.toks[s.nps[np].head].actor; k > 0 && s.r.party(k) { // "боєць «Вагнера»"
				a.Code = s.r.code(k)
			}
		}
		if a.Code == "" {
			if o, ok := s.owner(p, best); ok {
				a.Code = o.Code
				if o.Basis == factum.BasisContext {
					a.Basis = o.Basis
				}
			}
		}
		if m := s.r.doc.Mentions.Actors[best-1]; (m.Role == "" || m.Role == roleAdjective) && m.Kind == "state" && s.toks[p.head].actor == 0 && s.r.adjective(best) && !s.toks[p.head].cap && (s.r.lx.headFirst || m.Span.End <= s.toks[p.head].span.Start) {
			// "French farmers": the words say who of that state
			if w, _ := s.words(p.head, p.head+1); !s.toks[p.head].verb {
				from := s.trimmed(p)
				a.Text, a.Span = s.words(from, s.coreEnd(p))
				a.Role = strings.ToLower(w)
			}
		}
		return a, true
	}
	head := &s.toks[p.head]
	if head.cue&(cPron|cObjPron) != 0 && head.cue&cDet == 0 {
		return s.r.antecedent(s, p)
	}
	// "members of the party": the phrase behind "of" says who, where the head is a group's part
	if np < len(s.nps) && s.nps[np].of == np {
		if head.class.has(s.r.human) {
			if a, ok := s.actor(np + 1); ok && a.Code != "" {
				a.Basis = factum.BasisNamed
				if a.Role == "" {
					a.Role = strings.ToLower(head.span.In(s.text))
				}
				a.Text, a.Span = s.words(s.trimmed(p), s.nps[np].end)
				return a, true
			}
		}
	}
	if s.r.lx.free && head.actor == 0 && np < len(s.nps) && s.nps[np].of == np && s.instrument(np) {
		if a, ok := s.actor(np + 1); ok && a.Code != "" { // "okręty USA", "ciężarówki ONZ"
			return a, true
		}
	}
	if s.r.lx.headFirst && head.actor == 0 && np < len(s.nps) && s.nps[np].of == np && s.instrument(np) {
		for i := s.nps[np].start; i < s.nps[np].end; i++ { // "trois missiles de croisière russes"
			if t := &s.toks[i]; t.actor > 0 && s.r.adjective(t.actor) {
				return s.r.mentioned(t.actor), true
			}
		}
	}
	if np < len(s.nps) && s.nps[np].of == np && (head.numeral() || head.quantity > 0 && !head.nominal) {
		if a, ok := s.actor(np + 1); ok {
			return a, true // "hundreds of banks"
		}
	}
	if k, _ := s.kinds(np); k&kHuman == 0 || s.instrument(np) && head.actor == 0 {
		if o, ok := s.owner(p, 0); ok && s.instrument(np) && o.Code != "" { // "its drones"
			o.Text, o.Span = s.words(p.start, p.end)
			return o, true
		}
		return factum.Actor{}, false
	}
	if s.thing(p.head) {
		return factum.Actor{}, false // "the country's membership", "the presidential palace"
	}
	from := s.trimmed(p)
	if from >= p.end || p.head == from && (head.number || head.cue&(cDet|cNumber|cAdv) != 0 || head.quantity > 0) {
		return factum.Actor{}, false // "thirty", "one of them": nobody is named
	}
	text, sp := s.words(from, s.coreEnd(p))
	a := factum.Actor{Text: text, Basis: factum.BasisNamed, Span: sp}
	if code := s.localRule(np); code != "" {
		a.Code, a.Basis = code, factum.BasisContext
	} else if s.bodyWord(p.head) && p.head-p.start == 1 && s.r.lx.definite[s.toks[p.start].low] {
		if a.Code = s.bareBody(head.low); a.Code != "" {
			a.Basis = factum.BasisContext
		}
	} else if s.r.lx.definite[s.toks[p.start].low] && p.head-p.start == 1 {
		if s.is(p.head, "local-rule") {
			if a.Code = s.bareBody(head.low); a.Code != "" {
				a.Basis = factum.BasisContext
			}
		}
	}
	if head.cap && a.Code == "" {
		if a.Code = s.r.aff.name[text]; a.Code != "" {
			a.Basis = factum.BasisContext
		}
	}
	if head.class.has(s.r.human) {
		if o, ok := s.owner(p, 0); ok {
			a.Code, a.Basis, a.Role = o.Code, o.Basis, head.low
		}
	}
	return a, true
}

// kindOnly reports whether a mention inside the phrase says of what kind its head is and names nobody: a group no table knows, in small letters,
// that does not own it.
func (s *sentence) kindOnly(p *phrase, k int) bool {
	for i := p.start; i < p.end; i++ {
		if t := &s.toks[i]; t.actor == k && (t.cap || s.at(i+1).low == "'s" || s.at(i+1).low == "'") {
			return false
		}
	}
	return s.r.code(k) == ""
}

// owner is who the people of a phrase belong to: "Ukraine's army", "its troops", "our forces"; nobody where the
// word says that they stand apart from their owner, as allies and critics do.
func (s *sentence) owner(p *phrase, best int) (factum.Actor, bool) {
	if s.isApart(p.head) {
		return factum.Actor{}, false
	}
	for i := p.start; i < p.head; i++ {
		t := &s.toks[i]
		if t.actor > 0 && t.actor != best && s.r.doc.Mentions.Actors[t.actor-1].Code != "" && s.r.doc.Mentions.Actors[t.actor-1].Kind != "person" {
			return s.r.mentioned(t.actor), true
		}
		if t.cue&cPoss != 0 && t.cue&cRel == 0 {
			q := phrase{start: i, end: i + 1, clause: t.clause, head: i, prep: -1}
			return s.r.antecedent(s, &q)
		}
	}
	if code := s.hometown(p); code != "" {
		return factum.Actor{Code: code, Basis: factum.BasisContext}, true
	}
	return factum.Actor{}, false
}

// hometown is the state of the one place whose name stands before the word for a body that rules, judges or polices there: "a Nairobi court",
// "Manhattan police".
func (s *sentence) hometown(p *phrase) string {
	if !s.is(p.head, "local-body") {
		return ""
	}
	code := ""
	for i := p.start; i < p.head; i++ {
		if t := &s.toks[i]; t.place > 0 {
			if code != "" && s.toks[i-1].place != t.place {
				return ""
			}
			code = s.r.doc.Mentions.Places[t.place-1].Country
		}
	}
	return code
}

// bodyAt reports whether the mention of an actor is, in the phrase, a word for a body.
func (s *sentence) bodyAt(actor int, p *phrase) bool {
	for i := p.start; i < p.end; i++ {
		if s.toks[i].actor == actor && s.bodyWord(i) {
			return true
		}
	}
	return false
}

// seatOf is the state of the place that a phrase for a body names, or the one behind it: "das Landgericht Koblenz", "die Regierung in Belgrad".
func (s *sentence) seatOf(np int) (factum.Actor, bool) {
	if a, ok := s.seat(np); ok {
		return a, true
	}
	if np < len(s.nps) {
		if p, q := &s.nps[np-1], &s.nps[np]; q.prep == p.end && q.slots&sPlace != 0 && !q.time && s.toks[q.head].place > 0 && q.clause == p.clause {
			return s.seat(np + 1)
		}
	}
	return factum.Actor{}, false
}

// isApart reports whether the noun at i is one for people who stand apart from their owner, as allies and critics do.
func (s *sentence) isApart(i int) bool {
	return s.is(i, "apart")
}

// trimmed is where the phrase begins without its article.
func (s *sentence) trimmed(p *phrase) int {
	i := p.start
	for i < p.head && (s.toks[i].cue&(cDet|cPoss|cAdv) != 0 || s.toks[i].time > 0 || s.toks[i].punct) {
		i++
	}
	return i
}
