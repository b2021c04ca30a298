package coding

// Noun phrases: words around a noun with the preposition or the case that leads them, and what they hang on.

import "strings"

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

// free reports whether a phrase can be subject or object: no preposition leads it and it is no time.
func (p *phrase) free() bool { return p.prep < 0 && !p.led && !p.time }

// lead is the token that leads the phrase: its preposition, or its first word where its case does; -1 none.
func (p *phrase) lead() int {
	if p.prep < 0 && p.led {
		return p.start
	}
	return p.prep
}

func (p *phrase) quoteDiffers(s *sentence, i int) bool {
	return s.toks[p.start].quote != s.toks[i].quote
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
		if s.prepositionAt(i) && !s.isParticle(i) {
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
			s.lx.headFirst && s.toks[i].cue&cDet != 0 && j > i+1 && s.toks[i+1].time > 0 && s.toks[j-1].time > 0
		if n := s.at(j + 1); prep < 0 && s.lx.verbLast && s.at(j).cue&cAccording != 0 && s.at(j).cue&cMore == 0 && (n.verb || n.punct) {
			p.led = true // "Moskau zufolge": on whose word
		}
		if s.lx.headFirst && !p.time {
			p.head = s.firstNoun(&p)
		}
		for s.lx.bare && !p.time && p.head > i && s.adjectiveBehind(p.head) {
			p.head--
		}
		if prep < 0 && !p.time {
			s.byCase(&p)
		} else {
			s.narrow(&p)
		}
		if n := len(s.nps); n > 0 && prep < 0 && !p.time && s.lx.verbLast {
			// "tot zes jaar cel": a measure of time and what it measures
			last := &s.nps[n-1]
			if k := s.toks[last.start].time; last.time && last.end == i && last.prep >= 0 && k > 0 && s.r.doc.Mentions.Times[k-1].Type == "DURATION" && s.toks[i].cue&(cDet|cPoss|cPron|cNumber) == 0 && s.toks[i].actor == 0 {
				p.prep, p.slots = last.prep, last.slots
			}
		}
		if n := len(s.nps); n > 0 && prep < 0 {
			last := &s.nps[n-1]
			gap := s.between(last.end, i)
			fronted := gap == gapComma && (last.prep >= 0 || s.lx.free && s.nps[0].prep == 0 && !s.verbIn(0, i)) && (s.verbSoon(s.subjectEnd(j)) || last.prep >= 0 && s.toks[last.prep].cue&cAccording != 0) // "In Moscow, the staff on Monday said"
			if gap == gapComma && last.prep > 0 && s.insertion(last.prep) {
				fronted = true // "handed in, by his own account under duress, his resignation"
			}
			if s.lx.bare && !p.led && !(last.prep >= 0 && s.toks[i].actor > 0) && s.adjoins(last.end, &p) && last.clause == p.clause && !last.time && !s.toks[last.head].cap && s.toks[p.start].cap && s.casesOf(last.start, last.end)&s.casesOf(p.start, p.end) != 0 {
				p.after, p.slots, p.of, p.led, p.prep = true, last.slots, last.of, last.led, last.prep // "місто Бахмут": an apposition
			}
			if gap == gapComma && s.lx.headFirst && s.root(n) == 1 && s.at(j).cue&cObjPron != 0 && s.at(j).cue&cPron == 0 && s.at(s.after(j)).tag != 0 {
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

// prepositionAt reports whether the word at i stands as a preposition: not as the word that opens a clause, nor as an article.
func (s *sentence) prepositionAt(i int) bool {
	t := &s.toks[i]
	opens := s.clauses[t.clause].opener == i
	switch {
	case t.cue&cSub != 0 && opens && s.clauses[t.clause].kind == clSub:
		return false // "after North Korea fired": its subject follows
	case t.cue&cIf != 0 && s.lx.verbLast && s.opens(i) == clMain, // "schieten als raketten": no object
		t.cue&(cPrep|cAccording) != 0 && !t.verb && !(t.actor > 0 && t.cap):
		if !s.partitive(i) {
			return true
		}
	}
	return t.cue&cSub != 0 && !t.verb && !opens && s.bareSub(i)
}

// narrow takes from the slots that a preposition may lead those that the case behind it rules out.
func (s *sentence) narrow(p *phrase) {
	set := s.casesOf(p.start, p.end)
	switch {
	case set == anyCase:
	case p.slots&sSource != 0 && p.slots&sWith != 0 && s.lx.free:
		if set == instrumental {
			p.slots &^= sSource | sPlace // with whom, not whence
		} else if set&instrumental == 0 {
			p.slots &^= sWith
		}
	case p.slots&sGoal != 0 && p.slots&sPlace != 0:
		if set&accusative == 0 {
			p.slots &^= sGoal // where, not whither
		} else if set&(dative|locative) == 0 {
			p.slots &^= sPlace
		}
	}
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
	if t.slots&sOf != 0 && s.lx.headFirst && i > 1 && s.toks[i-1].cue&cNeg != 0 && s.toks[i-1].cue&cDet == 0 {
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
	for s.lx.headFirst && j < len(s.toks) && s.toks[j].cue&(cObjPron|cRefl) != 0 && !s.toks[j].verb {
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

// isParticle reports whether the preposition stands alone, behind its verb.
func (s *sentence) isParticle(i int) bool {
	n := s.at(s.after(i))
	return n.punct && n.low != "'" && n.low != "\"" && n.low != "“" && n.low != "‘" && n.low != "«"
}

// coreEnd is behind the last word that says who or what the phrase is.
func (s *sentence) coreEnd(p *phrase) int {
	if s.lx.headFirst || s.lx.bare {
		return p.end
	}
	return p.head + 1
}

// firstNoun is the head of a phrase where nouns stand before their adjectives: the first word that is a noun.
func (s *sentence) firstNoun(p *phrase) int {
	for i := p.start; i < p.end; i++ {
		t := &s.toks[i]
		if t.punct || t.adj || t.number || t.cue&(cDet|cPoss|cNumber|cAdv|cAdjective|cApprox) != 0 || t.actor > 0 && t.cue&cAdjective != 0 {
			continue
		}
		return i
	}
	return p.end - 1
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

// adjoins reports whether the phrase begins at token i, or with nothing but an opening quotation mark between them.
func (s *sentence) adjoins(i int, p *phrase) bool {
	return i == p.start || i == p.start-1 && s.toks[i].punct && strings.ContainsAny(s.toks[i].low, openingMarks)
}
