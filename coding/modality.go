package coding

// What the words around a trigger make of it: negated, hedged, planned, demanded, only possible.

import (
	"strings"

	"factum"
)

// map8 is a set of modalities by their place in factum.Modalities.
type map8 uint16

func bit(m factum.Modality) map8 {
	for i, x := range factum.Modalities {
		if x == m {
			return 1 << i
		}
	}
	return 0
}

var (
	mDenied, mNegated, mHypo     = bit(factum.Denied), bit(factum.Negated), bit(factum.Hypothetical)
	mCalled, mAlleged, mPlanned  = bit(factum.CalledFor), bit(factum.Alleged), bit(factum.Planned)
	mHistoric, mOngoing, mAssert = bit(factum.Historical), bit(factum.Ongoing), bit(factum.Asserted)
)

// unreal are modalities in which a noun names nothing that was told as a fact.
var unreal = mDenied | mNegated | mHypo | mCalled | mPlanned

// first is the one that counts, by the codebook's precedence.
func (m map8) first() factum.Modality {
	for i, x := range factum.Modalities {
		if m&(1<<i) != 0 {
			return x
		}
	}
	return factum.Asserted
}

// around reads the cues that stand by a word itself: helping verbs, negation, hedges, articles.
func (s *sentence) around(i int, noun bool, g *governor) map8 {
	var m map8
	if cl := &s.clauses[s.toks[i].clause]; cl.kind == clIf || s.whether(cl) || !noun && s.asks(cl) {
		m |= mHypo
	}
	switch {
	case !noun:
		return m | s.aroundVerb(i, g) | s.adverbs(s.toks[i].clause)
	case s.toks[i].np > 0:
		return m | s.aroundNoun(i)
	}
	return m
}

// aroundNoun reads the words of the noun's phrase up to it, what leads the phrase, and a time behind it.
func (s *sentence) aroundNoun(i int) map8 {
	var m map8
	np := s.toks[i].np
	p := &s.nps[np-1]
	for j := p.start; j <= i; j++ {
		switch x := &s.toks[j]; {
		case x.cue&cNeg != 0:
			m |= mNegated
		case x.cue&cHypo != 0:
			m |= mHypo
		case x.cue&cHedge != 0:
			m |= mAlleged
		case x.cue&cPlanned != 0:
			m |= mPlanned
		case x.cue&cOngoing != 0:
			m |= mOngoing
		case x.cue&cHistoric != 0:
			m |= mHistoric
		}
	}
	if p.prep >= 0 && s.toks[p.prep].cue&cNeg != 0 {
		m |= mNegated
	}
	if p.prep >= 0 && s.toks[p.prep].cue&cHistoric != 0 {
		m |= mHistoric // "seit dem Einmarsch"
	}
	if np < len(s.nps) && s.timeAhead(&s.nps[np], p.end) {
		m |= mPlanned
	}
	j := p.start - 1
	if j >= 0 && s.lx.verbLast && s.toks[j].cue&cAdv != 0 && s.toks[j].np == 0 && !s.verbBehind(j) { // "mogelijk chemische aanval"
		if s.toks[j].cue&cHedge != 0 {
			m |= mAlleged
		}
		m |= s.toks[j].leadsTo()
	}
	if j > 0 && s.toks[j].cue&cMore != 0 { // "vrees voor een aanslag"
		for j > 0 && s.toks[j].cue&cMore != 0 {
			j--
		}
		m |= s.toks[j].leadsTo()
	}
	return m
}

// aroundVerb reads the verb's own form, its helping verbs, and a negation or hedge over it.
func (s *sentence) aroundVerb(i int, g *governor) map8 {
	var m map8
	t := &s.toks[i]
	cl := &s.clauses[t.clause]
	a := s.auxiliaries(i)
	if t.cue&cAux != 0 {
		a |= t.cue & cAux
		if (cl.main < 0 || cl.main == i) && len(cl.verbs) == 1 && s.lx.free {
			a &^= cShall // "ma pretensje": has them
		}
	}
	complement := cl.kind == clThat
	if s.lx.verbLast && t.tag&tFinite != 0 && t.tag&(tInf|tPart) == 0 && cl.finite == i && t.cue&(cWill|cWould|cCould|cMust) == 0 {
		a &^= cWill | cWould | cCould | cMust
	}
	if a&cWill != 0 && !s.passiveOnly(i, a) || t.tag&tFuture != 0 && t.tag&(tPres|tPast) == 0 {
		m |= mPlanned
	}
	if t.tag&tCond != 0 && t.tag&(tPres|tPast|tFuture) == 0 {
		m |= s.conditional(complement)
	} else if s.contrary(i) {
		m |= mHypo
	}
	if a&cShall != 0 && a&cMust != 0 { // "doit": what is to come beside a day to come, else a demand
		if s.dayAhead(t.clause) {
			a &^= cMust
		} else {
			a &^= cShall
			g.due = true
		}
	}
	if a&cShall != 0 {
		m |= s.shall(i, a)
	}
	if a&cWould != 0 {
		switch {
		case a&(cHave|cBe|cPassive) != 0 && (s.lx.verbLast || s.lx.hearsay && !complement && !s.conditioned()):
			m |= mAlleged
		case complement:
			m |= mPlanned
		case s.lx.verbLast && a&cCould == 0:
			m |= mAlleged
		default:
			m |= mHypo
		}
	}
	if a&cCould != 0 && !s.couldAndDid(t.clause, a) {
		m |= mHypo
	}
	if a&cMust != 0 && !s.hadTo(cl) {
		m |= mCalled
		g.must = true
	}
	if !s.lx.verbLast && a&cBe != 0 && t.tag&tIng != 0 && s.at(s.before(i)).tag&tPast == 0 && a&(cWill|cWould|cCould|cHave) == 0 {
		m |= mOngoing
	}
	if s.negated(i) && cl.kind != clIf {
		m |= mNegated
	}
	if s.hedgedApart(t.clause) {
		m |= mAlleged
	}
	return m
}

// hadTo reports whether the clause's verb of duty stands in the past: what had to be done was done.
func (s *sentence) hadTo(cl *clause) bool {
	for _, v := range cl.verbs {
		if x := &s.toks[v]; x.cue&cMust != 0 && x.tag&tPast != 0 && x.tag&(tPres|tInf) == 0 {
			return true
		}
	}
	return false
}

// adverbs reads what stands in the clause beside its verb: hedges, "almost", "soon", "still", "once".
func (s *sentence) adverbs(c int) map8 {
	var m map8
	cl := &s.clauses[c]
	for j := cl.start; j < cl.end; j++ {
		x := &s.toks[j]
		if x.clause != c || x.np > 0 && x.cue&cHedge != 0 && x.cue&cAdv == 0 {
			continue
		}
		switch {
		case x.cue&cHedge != 0 && !x.verb:
			m |= mAlleged
		case x.cue&cHypo != 0 && x.cue&cAdv != 0 && (x.cue&cApprox == 0 || s.at(j+1).verb || j+1 == s.firstWord(c)): // "almost killed", not "almost a hundred"
			m |= mHypo
		case x.cue&cPlanned != 0 && x.np == 0:
			m |= mPlanned
		case x.cue&cOngoing != 0 && x.np == 0:
			m |= mOngoing
		case x.cue&cHistoric != 0 && x.cue&cPrep == 0 && x.np == 0:
			m |= mHistoric
		}
	}
	return m
}

// negative reports whether a word of the entry itself negates.
func (lx *lexicon) negative(e *entry) bool {
	if e.kind != 'x' {
		return false
	}
	for _, x := range strings.Fields(e.words) {
		if w := lx.words.find(x); w != nil && w.cue&cNeg != 0 {
			return true
		}
	}
	return false
}

// ofDuty reports whether a verb of duty is among the words of the entry itself.
func (lx *lexicon) ofDuty(e *entry) bool {
	if e.kind != 'x' {
		return false
	}
	for _, x := range strings.Fields(e.words) {
		if v, ok := strings.CutPrefix(x, "<"); ok {
			if w := lx.words.find(strings.TrimSuffix(v, ">")); w != nil && w.cue&cMust != 0 {
				return true
			}
		}
	}
	return false
}

// couldAndDid reports whether what stands over the verbs of a main clause is only a past "could", which in verb-last languages tells that
// somebody managed: "de politie kon de man arresteren".
func (s *sentence) couldAndDid(c int, a cue) bool {
	cl := &s.clauses[c]
	if !s.lx.verbLast || a&(cWould|cMust|cShall) != 0 || cl.kind != clMain || s.conditioned() || cl.finite < 0 {
		return false
	}
	f := &s.toks[cl.finite]
	return f.cue&cCould != 0 && f.tag&tPast != 0 && f.tag&(tPres|tCond|tInf) == 0
}

// whether reports whether a word that also joins opens the complement: "of de verdachte in de cel blijft".
func (s *sentence) whether(cl *clause) bool {
	return cl.kind == clThat && cl.opener >= 0 && s.lx.verbLast && s.toks[cl.opener].cue&cCoord != 0
}

// asks reports whether the main clause is a question whether something is so: it begins with its finite verb and its sentence ends with the
// mark of a question.
func (s *sentence) asks(cl *clause) bool {
	if cl.kind != clMain || cl.finite < 0 {
		return false
	}
	end := len(s.toks) - 1
	for end > 0 && s.toks[end].punct && s.toks[end].low != "?" {
		end--
	}
	if s.toks[end].low != "?" {
		return false
	}
	for i := cl.start; i < cl.finite; i++ {
		if t := &s.toks[i]; !t.punct && t.cue&cCoord == 0 {
			return false
		}
	}
	return true
}

// timeAhead reports whether the phrase is a time right behind token end that names what is to come: "the summit next week".
func (s *sentence) timeAhead(p *phrase, end int) bool {
	if !p.time || p.start-end > 1 {
		return false
	}
	for i := p.start; i < p.end; i++ {
		if s.toks[i].cue&cPlanned != 0 {
			return true
		}
	}
	return false
}

// leadsTo is what a cue of several words, such as "fear of", says of the noun behind it.
func (t *token) leadsTo() map8 {
	if t.cue&cHypo != 0 {
		return mHypo
	}
	return 0
}

// Most words of a hedge that is a clause of its own.
const hedgeWords = 3

// hedgedApart reports a hedge beside the clause c that is a clause of its own (", as is claimed,"), or stands in one without a verb right before it
// ("according to unconfirmed reports, …").
func (s *sentence) hedgedApart(c int) bool {
	for k := range s.clauses {
		cl := &s.clauses[k]
		if k == c {
			continue
		}
		hedge, words := -1, 0 // the last hedge, and the words from there on
		for j := cl.start; j < cl.end; j++ {
			x := &s.toks[j]
			if x.cue&cHedge != 0 && x.cue&cAdv != 0 {
				hedge, words = j, 0
			}
			if !x.punct {
				words++
			}
		}
		if hedge >= 0 && words <= hedgeWords && (hedge == cl.start || cl.end == s.clauses[c].start && (len(cl.verbs) == 0 || cl.verbs[0] > hedge)) {
			return true
		}
	}
	return false
}

// passiveOnly reports whether a helping verb that is of the future and of the passive is of the passive here: the only one, over a
// participle ("wird beschossen", not "wird beschossen werden").
func (s *sentence) passiveOnly(i int, a cue) bool {
	if a&cPassive == 0 || s.toks[i].tag&tPart == 0 {
		return false
	}
	n := 0
	for _, v := range s.clauses[s.toks[i].clause].verbs {
		if s.toks[v].cue&(cWill|cPassive) != 0 {
			n++
			if s.toks[v].cue&(cWill|cPassive) != cWill|cPassive {
				return false
			}
		}
	}
	return n == 1
}

// conditional is what a verb in the conditional says: what may be in a main clause beside a condition, hearsay without one where the
// language has that, what was to come behind a verb of saying.
func (s *sentence) conditional(complement bool) map8 {
	switch {
	case complement:
		return mPlanned
	case s.lx.hearsay && !s.conditioned():
		return mAlleged
	}
	return mHypo
}

// contrary reports whether the helping verb of the participle at i says that it did not come about ("hätte … eingenommen"), and nobody is said to have said so.
func (s *sentence) contrary(i int) bool {
	cl := &s.clauses[s.toks[i].clause]
	if !s.lx.verbLast || cl.kind != clMain || cl.quote != 0 || cl.finite < 0 || cl.finite == i {
		return false
	}
	if c := s.toks[i].clause; cl.start > 0 && (c == 0 || s.clauses[c-1].kind != clIf) {
		return false
	}
	for j := cl.start; j < cl.finite; j++ {
		if s.toks[j].low == "," {
			return false // "den Vorwurf, ihre Kämpfer hätten"
		}
	}
	f := &s.toks[cl.finite]
	if f.tag&tCond == 0 || f.tag&(tPres|tPast|tFuture) != 0 || f.cue&(cHave|cBe) == 0 || s.toks[i].tag&tPart == 0 {
		return false
	}
	for j := range s.toks {
		if t := &s.toks[j]; t.cue&cAccording != 0 || t.verb && t.cue&cSay != 0 {
			return false
		}
	}
	return true
}

// conditioned reports whether the sentence names a condition.
func (s *sentence) conditioned() bool {
	for c := range s.clauses {
		if s.clauses[c].kind == clIf {
			return true
		}
	}
	return false
}

// shall is what a helping verb of hearsay says over the verb at i: beside a perfect, or in the past, that it is told; else that it is to come.
func (s *sentence) shall(i int, a cue) map8 {
	if a&cHave != 0 || s.lx.verbLast && a&cBe != 0 {
		return mAlleged
	}
	for _, v := range s.clauses[s.toks[i].clause].verbs {
		if x := &s.toks[v]; x.cue&cShall != 0 && x.tag&tPast != 0 && x.tag&tPres == 0 {
			if s.lx.verbLast {
				return mHypo
			}
			return mAlleged
		}
	}
	return mPlanned
}

// leadsPhrase reports whether the preposition at i leads a phrase: "zonder rijbewijs", not "zonder te".
func (s *sentence) leadsPhrase(i int) bool {
	for n := range s.nps {
		if s.nps[n].prep == i {
			return true
		}
	}
	return false
}

// negated reports whether a negation has the verb at i in its scope.
func (s *sentence) negated(i int) bool {
	t := &s.toks[i]
	cl := &s.clauses[t.clause]
	if s.lx.verbLast {
		for j := cl.start; j < cl.end; j++ {
			x := &s.toks[j]
			if x.clause != t.clause || x.cue&cNeg == 0 || s.contrasted(j) > 0 || x.actor > 0 || x.cue&cPrep != 0 && s.leadsPhrase(j) && x.w != nil && x.w.cue&cNeg != 0 { // "zonder rijbewijs", not "in geen geval"
				continue
			}
			if x.np == 0 {
				return true
			}
			if p := &s.nps[x.np-1]; p.prep < 0 && !p.time {
				return true
			}
		}
		return false
	}
	for j, k := i-1, 0; j >= 0 && k < 7; j, k = j-1, k+1 {
		x := &s.toks[j]
		if x.clause != t.clause {
			break
		}
		if x.cue&cNeg != 0 && x.np == 0 {
			if s.contrasted(j) > 0 {
				continue
			}
			n := s.at(j + 1)
			return j+1 == i || !(n.verb || n.adj) || n.cue&cAux != 0 || n.tag&(tPart|tAdj) == 0 // not "hommes non identifiés ont attaqué"
		}
		if !x.verb && x.cue&(cAdv|cNeg|cInf) == 0 {
			break
		}
	}
	if cl.subject > 0 && s.nps[cl.subject-1].clause == t.clause && s.toks[s.nps[cl.subject-1].start].cue&cNeg != 0 {
		return true
	}
	if n := s.after(i); n < len(s.toks) && s.toks[n].np > 0 && s.toks[n].cue&cNeg != 0 {
		return true
	}
	if n := s.at(i + 1); n.cue&cNeg != 0 && n.np > 0 {
		return true
	}
	return false
}
