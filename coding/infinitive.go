package coding

// Infinitives and gerunds: what governs them, and who does what they tell.

import "factum"

// infinitive returns the governing verb of an infinitive with its mark, -1 none.
func (s *sentence) infinitive(i int) int {
	t := &s.toks[i]
	k := s.perfectInfinitive(i)
	if s.toks[k].tag&tInf == 0 {
		return -1
	}
	p, ok := s.mark(k)
	if s.lx.verbLast || !ok {
		return -1
	}
	for j := p - 1; j >= 0; j-- {
		if s.toks[j].verb && s.toks[j].clause == t.clause {
			return j
		}
	}
	return -1
}

// mark is where an infinitive begins: at the word that marks it, or the preposition before it where the language has no such word. It
// fails where none does, or a helping verb has the infinitive.
func (s *sentence) mark(i int) (int, bool) {
	t := &s.toks[i]
	p := s.before(i)
	if s.lx.marked {
		if t.tag&tMarked != 0 {
			return i, true
		}
		return p, p >= 0 && s.toks[p].cue&cInf != 0
	}
	if t.tag&tInf == 0 || t.tag&tFinite != 0 {
		return -1, false
	}
	for p >= 0 && s.toks[p].cue&cObjPron != 0 && !s.toks[p].verb {
		p = s.before(p)
	}
	if p >= 0 && s.toks[p].verb && s.toks[p].cue&cAux != 0 {
		return -1, false
	}
	if p >= 0 && s.toks[p].cue&cPrep != 0 {
		return p, true
	}
	return i, true
}

// gerundOver returns the verb over a gerund that a preposition leads, -1 none; "of having killed" counts.
func (s *sentence) gerundOver(i int) int {
	if s.lx.verbLast {
		return -1
	}
	p := s.before(i)
	ing := s.toks[i].tag&tIng != 0
	for p >= 0 && s.toks[p].verb && s.toks[p].cue&(cHave|cBe) != 0 && s.toks[p].tag&^tIng == 0 {
		ing, p = true, s.before(p)
	}
	if !ing || p < 0 || s.toks[p].cue&cPrep == 0 {
		return -1
	}
	for j := p - 1; j >= 0 && s.toks[j].clause == s.toks[i].clause; j-- {
		if s.toks[j].verb {
			return j
		}
	}
	return -1
}

// controller is the phrase between the infinitive or gerund at i and the verb over it, and that phrase again where it does what the infinitive
// tells: "urged Russia to withdraw", "accused soldiers of killing"; 0 none.
func (s *sentence) controller(i int) (who, between int) {
	g, gerund := s.infinitive(i), false
	if g < 0 {
		g, gerund = s.gerundOver(i), true
	}
	if g < 0 || s.lx.verbLast {
		return 0, 0
	}
	asks := !gerund && s.accuses(g) && s.toks[g].cue&cForce == 0
	for n := range s.nps {
		p := &s.nps[n]
		if p.clause == s.toks[i].clause && p.start > g && p.end <= i && (p.free() || p.slots&sObj != 0 || asks && p.slots&sGoal != 0 && !p.time && s.acts(n+1)) && !p.after {
			between = n + 1
		}
	}
	subj := s.clauses[s.toks[i].clause].subject
	k := s.hitAt(g)
	switch {
	case between == 0 && s.toks[g].tag&tPart != 0 && s.accuses(g) && s.auxiliaries(g) == 0: // "Belarus, accused of having hijacked"
		return s.setBefore(g), 0
	case between == 0:
		return s.controller(g) // "accused Putin of having had children deported"
	case gerund && (s.toks[g].cue&cAccuse != 0 || k >= 0 && s.hits[k].e.frame.Type != factum.Reject),
		!gerund && s.controlsObject(g) && (s.acts(between) || s.accuses(g) || subj == 0 || !s.acts(subj)): // not in "announced plans to hold joint drills"
		who = between
	}
	return who, between
}

// setBefore is the phrase that a participle at i hangs on, also behind a comma; 0 none.
func (s *sentence) setBefore(i int) int {
	p := s.before(i)
	if p >= 0 && s.toks[p].low == "," {
		p = s.before(p)
	}
	if p < 0 {
		return 0
	}
	return s.toks[p].np
}

// controlsObject reports whether the verb makes its object do something: asks, forces, allows.
func (s *sentence) controlsObject(g int) bool {
	return s.toks[g].cue&(cPlan|cWant|cRefuse|cTry|cAspect|cContinue) == 0
}

// perfectMarked reports whether the participle at i is part of an infinitive with its mark: "te hebben gebombardeerd".
func (s *sentence) perfectMarked(i int) bool {
	if s.toks[i].tag&tPart == 0 {
		return false
	}
	for _, v := range s.clauses[s.toks[i].clause].verbs {
		if x := &s.toks[v]; x.cue&(cHave|cBe|cPassive) != 0 && x.tag&tInf != 0 && v-i <= 3 && i-v <= 3 && s.at(s.before(v)).cue&cInf != 0 {
			return true
		}
	}
	return false
}

// perfectInfinitive is the infinitive that the verb at i stands for: itself, or the helping verb of "avoir bombardé", "to have shelled".
func (s *sentence) perfectInfinitive(i int) int {
	if s.toks[i].tag&tPart == 0 {
		return i
	}
	for p := s.before(i); p >= 0 && s.toks[p].verb && s.toks[p].cue&cAux != 0; p = s.before(p) {
		if s.toks[p].tag&tInf != 0 && (s.toks[p].tag&tFinite == 0 && !s.lx.marked || s.lx.marked && s.toks[p].cue&cHave != 0 && s.at(s.before(p)).cue&cInf != 0) {
			return p
		}
	}
	return i
}

// perfectGerund is the verb over "having shelled", "being held"; -1 none.
func (s *sentence) perfectGerund(i int) int {
	p := s.before(i)
	ing := false
	for p >= 0 && s.toks[p].verb && s.toks[p].cue&(cHave|cBe) != 0 && s.toks[p].tag&^(tIng|tPart) == 0 {
		ing = ing || s.toks[p].tag&tPart == 0
		p = s.before(p)
	}
	if !ing || p < 0 || !s.toks[p].verb || s.toks[p].cue&cAux != 0 {
		return -1
	}
	return p
}
