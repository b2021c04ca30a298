package coding

// Parts of speech: which words stand as verbs, as adjectives made of verbs, as nouns.

import (
	"unicode"
	"unicode/utf8"
)

// resolve settles for each token whether it stands as a verb, an adjective made of one, or in a noun phrase.
func (s *sentence) resolve() {
	for i := range s.toks {
		t := &s.toks[i]
		if t.punct {
			continue
		}
		s.resolveOne(i, t)
		if !t.verb && t.cue&(cFunction|cAdv) == 0 && t.cue&cAux == 0 || t.cue&(cDet|cPoss|cNumber) != 0 && !t.verb || t.number {
			t.noun = true
		}
		if t.actor > 0 && t.cap || t.place > 0 && t.cap {
			t.noun = true
		}
		// "een zwaar bombardement": an uninflected adjective that is an adverb elsewhere
		if t.cue&cAdv != 0 && t.cue&^(cAdv) == 0 && s.lx.verbLast && i > 0 && s.toks[i-1].cue&cDet != 0 && s.toks[i-1].cue&cPron == 0 {
			if n := s.at(i + 1); !n.punct && n.cue&(cFunction|cAdv) == 0 && n.isNoun() && n.tag&(tPart|tPast) == 0 {
				t.noun = true
			}
		}
	}
}

// resolveOne settles it for the token at i.
func (s *sentence) resolveOne(i int, t *token) {
	if t.cap && i > 0 && (t.actor > 0 || t.place > 0) && t.cue&cAux != 0 || t.cap && i > 0 && !s.lx.marked && t.cue&cAux != 0 && s.toks[i-1].cue&(cPrep|cDet) != 0 {
		return // Theresa May, gli Stati Uniti
	}
	if t.cap && i > 0 && t.cue&(cCould|cWill) != 0 && !s.lx.verbLast && s.toks[i-1].cue&cPrep != 0 {
		return // "in May"
	}
	if !s.lx.marked && i > 0 && t.cue&cAux != 0 && s.toks[i-1].cue&cDet != 0 && (s.at(i-2).cue&cPrep != 0 || s.at(i+1).cue&cPrep != 0 && s.at(i+1).slots&sOf != 0) {
		return // "dans l'est du Congo"
	}
	if t.capital {
		return // a noun: "die Würde"
	}
	if t.cue&cAux != 0 && t.cue&cNotVerb == 0 {
		t.verb = s.helps(i, t)
		return
	}
	if t.tag == 0 || t.time > 0 || t.cue&(cNotVerb|cMore|cFunction) != 0 || t.cue&cAdv != 0 && !s.lx.verbLast && s.at(i+1).cue&(cDet|cPoss) == 0 || t.cue&cAdv != 0 && s.lx.verbLast {
		return
	}
	if t.cap && i > 0 && t.place > 0 && (s.toks[i-1].place == t.place || s.at(i+1).place == t.place) {
		return // Las Vegas
	}
	if (t.actor > 0 || t.place > 0) && t.cap && !t.isVerbOnly() {
		return
	}
	if t.cue&cAdv != 0 && i > 0 && s.toks[i-1].verb && s.toks[i-1].cue&cAux == 0 && !s.lx.verbLast {
		return // "shot down a drone"
	}
	if t.actor > 0 && i > 0 && s.toks[i-1].actor == t.actor && (s.toks[i-1].cap || t.tag&tPart != 0) {
		return // Human Rights Watch, "Russian armed forces"
	}
	if p := s.at(i - 1); i > 1 && t.cap && p.cap && !p.punct && t.isNoun() && !s.heading && !s.lx.verbLast && s.at(i+1).cap {
		return // "the UN Support Mission"
	}
	p, n := s.before(i), s.after(i)
	pt, nt := s.at(p), s.at(n)
	nominal := t.isNoun() && !(s.lx.nounCapitals && i > 0)
	if !s.lx.verbLast && p == i-1 && pt.low == "'s" && t.tag&(tPart|tIng|tAdj) == 0 && s.at(p-1).noun {
		return // "Brazil's truck drivers"
	}
	if !s.lx.marked && p >= 0 && p == i-1 && pt.cue&cDet != 0 && pt.cue&cObjPron != 0 && !nominal && t.tag&tFinite != 0 && t.tag&(tPart|tInf|tAdj) == 0 {
		t.verb = true // "la arrestaron": a pronoun
		return
	}
	preDet := p >= 0 && !pt.verb && pt.cue&(cDet|cPoss|cNumber) != 0 && pt.cue&(cRel|cPron) == 0 && pt.time == 0 || p >= 0 && pt.number && pt.time == 0 // not in "on March 10 rejected"
	switch {
	case preDet && s.lx.verbLast && p == i-1 && pt.cue&cPoss != 0 && pt.cue&cObjPron != 0 && t.tag&tPart != 0 && t.tag&tAdj == 0 && (nt.punct || nt.cue&(cAux|cCoord) != 0):
		t.verb = true // "heeft haar opgepakt": a pronoun
		return
	case s.lx.free && t.tag&tPart != 0 && n == i+1 && nt.cue&(cPassive|cBe) != 0 && !t.cap:
		t.verb = true // "skazany został"
		return
	case preDet && t.tag&(tPart|tAdj|tIng) != 0 && !(s.lx.nounCapitals && t.tag&(tAdj|tIng) == 0): // where adjectives have endings, one without is a verb
		// the captured soldiers; het bombarderen van; the shelling of
		if nt.cue&cPrep != 0 && nt.slots&sOf != 0 || nominal && (t.tag&tPart == 0 || s.lx.headFirst && (nt.punct || nt.verb || nt.cue&(cFunction|cAux) != 0 || !nt.isNoun())) {
			t.noun, t.gerund = true, t.tag&tIng != 0
			return
		}
		if !s.lx.verbLast && t.tag&tPast != 0 && pt.cue&(cDet|cPoss) == 0 && (nt.cue&cPrep != 0 || nt.starts() && nt.cue&(cDet|cPoss) != 0) {
			t.verb = true // "thousands protested in", "three attacked the guards"
			return
		}
		t.adj = true
		return
	case t.tag == tAdj:
		t.adj = true
		return
	case s.lx.headFirst && p == i-1 && p >= 0 && !pt.verb && pt.cue&cPrep != 0 && pt.cue&(cSub|cPurpose) == 0 && t.tag&tPart != 0 && t.tag&(tInf|tPres) == 0:
		return // "des épouses de mobilisés"
	case s.lx.headFirst && nominal && t.tag&tPart != 0 && p == i-1 && p >= 0 && pt.nominal && !pt.verb && !pt.adj && pt.cue&cFunction == 0 && !t.cap:
		t.verb = true // "trois journalistes détenus"
		return
	case !s.lx.marked && t.tag&tInf != 0 && t.tag&tFinite == 0 && !nominal:
		t.verb = true // "à retirer ses troupes"
		return
	case s.lx.verbLast && t.tag&tInf != 0 && p == i-1 && s.lx.definite[pt.low] && (nt.cue&cPrep != 0 || nt.punct || nt.cue&cCoord != 0):
		t.noun, t.gerund = true, true // het bombarderen van
		return
	case s.lx.verbLast && t.tag&tAdj != 0 && !nt.punct && nt.cue&(cFunction|cAdv|cAux) == 0 && !(s.lx.nounCapitals && nt.cue&cNumber != 0) && !nt.number && nt.tag&(tPart|tInf) == 0 && (p < 0 || pt.cue&(cPrep|cCoord|cDet|cPoss|cNumber) != 0 || pt.punct):
		t.adj = true // vermoorde burgers
		return
	case preDet && s.lx.verbLast && !nominal && t.tag&tInf != 0 && pt.cue&cNumber != 0 && pt.class.has(s.r.human) && (p == 0 || s.toks[p-1].punct):
		t.verb = true // "Duizenden betogen in Parijs"
		return
	case preDet && (nominal || s.lx.verbLast && t.tag&tInf != 0):
		return
	case preDet && pt.cue&cDet != 0 && pt.cue&cPron == 0:
		return
	case s.lx.verbLast && p == i-1 && s.lx.definite[pt.low] && t.tag&(tPast|tPart) == 0 && (nt.slots&sOf != 0 && nt.cue&cPrep != 0 || s.finiteBefore(i)):
		return // "het besluit van", "keurde het voorstel goed"
	case s.lx.verbLast && p == i-1 && pt.cue&cPrep != 0 && t.tag&(tPart|tInf|tIng|tAdj) == 0 && nt.slots&sOf != 0 && nt.cue&cPrep != 0:
		return // "op last van"
	case s.lx.verbLast && nt.cue&cThat != 0 && nt.cue&cDet != 0 && n == i+1 && t.tag&tFinite != 0 && p >= 0 && (pt.actor > 0 || pt.nominal) && pt.cue&cPrep == 0 && !s.verbBehind(i):
		t.verb = true // "de bonden eisen dat"
		return
	case p >= 0 && pt.cue&cInf != 0 && t.tag&tInf != 0 && (s.lx.verbLast || !(nominal && t.isPlural())):
		t.verb = true
		return
	case p >= 0 && pt.verb && pt.cue&(cWill|cWould|cCould|cMust|cDo) != 0:
		t.verb = true
		return
	case p >= 0 && pt.verb && pt.cue&(cBe|cHave|cPassive) != 0 && t.tag&(tPart|tIng) != 0:
		t.verb = true
		return
	case p >= 0 && pt.cue&(cPron|cRel) != 0 && t.tag&(tFinite|tInf) != 0 && pt.cue&cDet == 0:
		t.verb = true
		return
	case !nominal && !s.lx.verbLast && p == i-1 && p >= 0 && !pt.verb && pt.cue&cPrep != 0 && pt.cue&(cInf|cSub|cRel|cThat|cCoord) == 0 && t.tag&^(tInf|tPres) == 0:
		return // "for comments", "by attacks": no finite verb behind a preposition
	case s.lx.baseForm() && p == i-1 && p >= 0 && t.tag&^(tInf|tPres|tAdj) == 0 && (pt.cue&cPrep != 0 && s.at(p-1).verb && s.at(p-1).cue&cAux == 0 && pt.cue&cInf == 0 || pt.verb && pt.cue&(cAux|cForce|cAspect) == 0 && s.at(n).nominal) && nt.commonNoun(n == i+1):
		return // "ruled out direct talks": no second verb without a link
	case !nominal:
		// an adjective before its noun without an article: "captured soldiers said", "masked gunmen"
		if t.tag&tPart != 0 && t.tag&tFinite != 0 && !s.lx.verbLast && t.cue&cSay == 0 && (p < 0 || pt.cue&cPrep != 0 || pt.verb && pt.cue&cAux == 0) && n < len(s.toks) && nt.isNoun() && nt.tag&^(tInf|tPres) == 0 && nt.cue&cFunction == 0 {
			t.adj = true
			return
		}
		if !s.lx.verbLast && t.tag&^(tInf|tPres) == 0 && pt.noun && p == i-1 && !pt.cap && s.finiteBefore(i) {
			return // a travel restriction: no second verb without a link
		}
		t.verb = true
		return
	}
	t.verb = s.nounAsVerb(i, p, n)
}

// helps reports whether a word that can be a helping verb stands as one; some are possessives before a noun as well ("zijn").
func (s *sentence) helps(i int, t *token) bool {
	// "zijn" is also a possessive: before a noun that nothing else explains
	if t.cue&cPoss != 0 && i > 0 && s.toks[i-1].cue&cPrep != 0 && !s.at(i+1).punct {
		return false
	}
	if i > 0 && t.cue&cPoss != 0 && s.toks[i-1].low == "," && s.verbBefore(i) && s.partBehind(i) {
		return true // "…, zijn miljoenen mensen gevlucht"
	}
	if p := s.at(i - 1); i > 0 && t.cue&cPoss != 0 && s.lx.verbLast && !p.punct && !p.verb && p.cue&(cFunction|cAdv) == 0 && s.partBehind(i) && !s.finiteNear(i) {
		return true // "Tegen drie oligarchen zijn sancties ingesteld"
	}
	if n := s.at(i + 1); t.cue&cPoss != 0 && !n.punct && n.tag == 0 && n.time == 0 && n.cue&^(cNumber|cMore) == 0 && !n.number && (n.nominal || n.w == nil) && n.cap == false {
		return false
	}
	if n := s.at(i + 1); t.cue&cPoss != 0 && n.actor > 0 && !n.cap && n.tag != 0 && n.isNoun() && (s.auxBehind(i+1) || s.finiteLast(i+1)) {
		return false // "dat zijn troepen … hebben": a noun that could be a verb
	}
	return true
}

// nounAsVerb reports whether a word that is a noun and a verb stands as a verb: p and n are the words before and behind it.
func (s *sentence) nounAsVerb(i, p, n int) bool {
	t, pt, nt := &s.toks[i], s.at(p), s.at(n)
	if p >= 0 && pt.cue&cPrep != 0 && t.tag&(tIng|tInf) != tIng {
		return false
	}
	if p >= 0 && (pt.adj || pt.cue&cNumber != 0 || pt.cue&cAdjective != 0 && !(pt.actor > 0 && (pt.cap || t.isPlural() && nt.starts() && !s.finiteNear(i)))) { // but "the US military trains pilots"
		return false
	}
	if p >= 0 && pt.actor > 0 && s.r.adjective(pt.actor) && !t.isPlural() {
		return false
	}
	if s.lx.verbLast {
		if !nt.punct && s.described(i) && s.finiteNear(i) {
			return false // "overweegt een militaire aanval op"
		}
		// Dutch and its like: a verb when it closes the clause or follows a subject
		if nt.punct || nt.cue&(cCoord|cThat|cRel|cSub) != 0 || n >= len(s.toks) {
			return t.tag&(tInf|tFinite|tPart) != 0 && s.verbBehind(i)
		}
		return p >= 0 && (pt.actor > 0 || pt.noun) && nt.starts() ||
			p == i-1 && pt.actor > 0 && !s.r.adjective(pt.actor) && t.tag&tFinite != 0 && (nt.cue&cPrep != 0 || n > i+1) && !s.finiteNear(i)
	}
	if m := s.at(n + 1); n == i+1 && !nt.punct && nt.cue&(cFunction|cAux) == 0 && m.cue&cAux != 0 && m.cue&cNotVerb == 0 && m.tag&tFinite != 0 && m.tag&tInf == 0 {
		return false // "the appeals court has": the verb comes behind
	}
	// the noun reading yields where a verb fits between a subject and what follows
	if t.tag&(tInf|tPres|tPast) == 0 {
		return p >= 0 && pt.punct && nt.starts() || nt.starts() && t.tag&tIng != 0
	}
	if t.tag&^(tInf|tPres) == 0 && s.lx.marked && p == i-1 && pt.noun && !pt.cap && pt.actor == 0 && pt.cue&(cPron|cObjPron) == 0 && s.unlinked(i) {
		return false // "provided basic shelter materials": no second verb without a link
	}
	if d := s.at(p - 1); s.lx.marked && p > 0 && p == i-1 && pt.actor > 0 && pt.cap && d.cue&cDet != 0 && d.cue&cPron == 0 && !s.lx.definite[d.low] {
		return false // "a UN report"
	}
	subject := p >= 0 && (pt.noun || pt.actor > 0) && !pt.verb
	if also := p == i-1 && p > 0 && pt.cue&cCoord != 0 && !t.isPlural() && s.verbBefore(i); also && t.tag&tInf != 0 && n == i+1 && nt.cue&cInf != 0 && s.at(n+1).tag&tInf != 0 && t.cue&(cPlan|cWant|cTry|cExpect) != 0 {
		return true // "are to sign a pact and plan to hold"
	}
	if subject && p == i-1 && pt.actor > 0 && t.tag&tPres != 0 && n == i+1 && nt.cue&cInf != 0 && s.at(n+1).tag&tInf != 0 && t.cue&(cPlan|cWant|cTry|cExpect) != 0 && !s.finiteNear(i) {
		return true // "Poland plans to buy"
	}
	if subject && (pt.actor > 0 || pt.isPlural() != t.isPlural() || t.tag&tPast != 0) && s.phrasal(i, nt.low) && !s.finiteNear(i) {
		return true // "workers call off", "troops take over"
	}
	if subject && nt.starts() && !(pt.actor > 0 && s.r.adjective(pt.actor)) {
		return true
	}
	if s.lx.headFirst && p == i-1 && (pt.actor > 0 && !s.r.adjective(pt.actor) || pt.nominal) && !pt.verb && !pt.adj && t.tag&tFinite != 0 && (nt.cue&cPrep != 0 || nt.punct || n >= len(s.toks)) && !s.finiteNear(i) {
		return true // "l'opposition manifeste à Dakar": no bare noun follows a noun
	}
	return subject && !s.finiteNear(i) && t.isPlural() != pt.isPlural() && !(pt.actor > 0 && s.r.adjective(pt.actor))
}

// unlinked reports whether a verb stands before i in its stretch with nothing between that could link another to it.
func (s *sentence) unlinked(i int) bool {
	for j := i - 1; j >= 0; j-- {
		t := &s.toks[j]
		if t.verb {
			return t.cue&(cSay|cForce) == 0
		}
		if t.punct && !currency(t.low) || t.cue&(cCoord|cThat|cRel|cSub|cIf|cInf) != 0 {
			return false
		}
	}
	return false
}

// currency reports whether the mark is a sign of money: "$".
func currency(mark string) bool {
	c, _ := utf8.DecodeRuneInString(mark)
	return unicode.Is(unicode.Sc, c)
}

// verbBefore reports whether a verb stands before i.
func (s *sentence) verbBefore(i int) bool {
	for i--; i >= 0; i-- {
		if s.toks[i].verb {
			return true
		}
	}
	return false
}

// partBehind reports whether the stretch behind i ends with a participle.
func (s *sentence) partBehind(i int) bool {
	j := i + 1
	for j < len(s.toks) && !s.toks[j].punct {
		j++
	}
	return j > i+1 && s.toks[j-1].tag&tPart != 0
}

// auxBehind reports whether a helping verb stands behind i in the same stretch.
func (s *sentence) auxBehind(i int) bool {
	for j := i + 1; j < len(s.toks) && !s.toks[j].punct; j++ {
		if s.toks[j].cue&cAux != 0 {
			return true
		}
	}
	return false
}

// phrasal reports whether the lexicon has a verb of this form that goes on with the word.
func (s *sentence) phrasal(i int, next string) bool {
	return s.begins(i, func(_ form, e *entry) bool {
		return e.kind == 'v' && len(e.rest) > 0 && e.rest[0].lemma >= 0 && e.rest[0].gap == 0 && s.lx.names[e.rest[0].lemma] == "="+next
	})
}

// finiteNear reports whether the stretch around i, up to the next mark, has another verb that is surely finite.
func (s *sentence) finiteNear(i int) bool {
	for j := i + 1; j < len(s.toks) && !s.toks[j].punct && s.toks[j].cue&(cRel|cThat) == 0; j++ {
		t := &s.toks[j]
		if t.cue&cAux != 0 && s.at(j-1).cue&(cPrep|cInf) == 0 || t.tag&tFinite != 0 && t.cue&cPrep == 0 && !t.isNoun() && s.at(j-1).cue&(cDet|cPoss|cPrep) == 0 {
			return true
		}
	}
	for j := i - 1; j >= 0 && !s.toks[j].punct && s.toks[j].cue&(cRel|cThat|cSub) == 0; j-- {
		if s.toks[j].verb && (s.toks[j].cue&cAux != 0 || s.toks[j].tag&tFinite != 0) {
			return true
		}
	}
	return false
}

// described reports whether an article stands before i with nothing but what may be adjectives between them.
func (s *sentence) described(i int) bool {
	for j := i - 1; j >= 0 && i-j < 5; j-- {
		t := &s.toks[j]
		if t.cue&(cDet|cPoss) != 0 && t.cue&(cPron|cRel) == 0 {
			return j < i-1
		}
		if t.punct || t.verb || t.nominal || t.cap && t.actor == 0 || t.actor > 0 && !s.r.adjective(t.actor) || t.cue&cFunction != 0 || s.eventAt(j) {
			return false
		}
	}
	return false
}

// finiteLast reports whether the stretch from i on ends with what can be nothing but a finite verb.
func (s *sentence) finiteLast(i int) bool {
	for ; i < len(s.toks) && !s.toks[i].punct; i++ {
	}
	t := &s.toks[i-1]
	return t.tag&tFinite != 0 && t.tag&(tInf|tPart) == 0 && !t.isNoun()
}

// finiteBefore reports whether the stretch before i, back to a mark or linking word, has a finite verb already.
func (s *sentence) finiteBefore(i int) bool {
	for j := i - 1; j >= 0; j-- {
		t := &s.toks[j]
		if t.punct || t.cue&(cCoord|cThat|cRel|cSub|cIf|cInf|cSay) != 0 {
			return false
		}
		if t.verb {
			return t.tag&tFinite != 0 || t.cue&cAux != 0
		}
	}
	return false
}

// verbBehind reports whether a verb before i, in the same stretch, may open the frame that i closes, or a
// subordinating word does.
func (s *sentence) verbBehind(i int) bool {
	for j := i - 1; j >= 0; j-- {
		t := &s.toks[j]
		if t.verb || t.cue&(cThat|cRel|cSub|cIf|cPurpose|cInf) != 0 {
			return true
		}
		if t.punct && t.low != "," {
			return false
		}
	}
	return false
}
