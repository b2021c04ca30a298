package coding

// What stands over a trigger: verbs and nouns in whose scope it lies, and the happening it is embedded in.

import "factum"

// governor is what stands over a trigger: modalities in whose scope it lies, and the embedding happening, if any.
type governor struct {
	modes   map8
	over    int  // index of the embedding hit, -1 none
	deep    bool // it hangs on what governs it by words that are neither happening nor helper: "remove a page on the invasion"
	drop    bool // a purpose, or a topic: no happening
	reason  string
	must    bool // a demand: "must be established"
	due     bool // the word of duty tells what is to come as well: "doit"
	refused bool // negated by a word of refusing or failing, not by "not"
	judged  bool // in the complement of a conviction or a charge
	saying  []int
}

// denied is what a denial makes of a trigger: denied, or only alleged where the denial is of somebody's having said so.
func (g *governor) denied() map8 {
	if len(g.saying) > 0 {
		return mAlleged
	}
	return mDenied
}

// relation says how a trigger hangs on what governs it.
type relation uint8

const (
	relNone relation = iota
	relInf
	relGerund
	relThat
	relObject
	relPrep
	relSubject
	relOf
)

// govern settles for every hit what stands over it.
func (s *sentence) govern() {
	for k := range s.hits {
		s.climb(k)
	}
	for k := range s.hits {
		if s.hits[k].e.frame.Type == factum.Threaten && !s.hits[k].noun && !s.hits[k].adj {
			s.threatened(k)
		}
	}
}

// threatened lays what a verb of threatening in a clause of its own tells with, before it ("…, warned X") or behind a colon ("X warns: …"), under that
// verb: only what is still to come. Who is meant by a condition there is whom it threatens.
func (s *sentence) threatened(k int) {
	h := &s.hits[k]
	cl := &s.clauses[h.clause]
	if cl.kind != clMain || cl.parent >= 0 || s.hasComplement(h.clause) {
		return
	}
	found := false
	for j := range s.hits {
		o := &s.hits[j]
		d := &s.clauses[o.clause]
		before := d.start < cl.start && s.breaks(cl.start-1)
		behind := d.start > h.last && s.at(d.start-1).low == ":"
		if j == k || !before && !behind || d.kind != clMain || o.gov.over >= 0 || o.gov.drop || o.e.frame.Type.Quad() != "material-conflict" || !s.ahead(o) && o.gov.modes&(mPlanned|mHypo) == 0 && !s.underIf(o.clause) {
			continue
		}
		o.gov.over, found = k, true
		s.embedded(o, h)
	}
	if !found {
		return
	}
	for c := range s.clauses {
		if n := s.clauses[c].subject; s.clauses[c].kind == clIf && n > 0 {
			h.fill(sGoal, n)
		}
	}
}

// underIf reports whether a condition hangs on the clause.
func (s *sentence) underIf(c int) bool {
	for k := range s.clauses {
		if s.clauses[k].kind == clIf && s.clauses[k].parent == c {
			return true
		}
	}
	return false
}

// climb walks from a hit to what governs it, and on from there.
func (s *sentence) climb(k int) {
	h := &s.hits[k]
	g := &h.gov
	g.over = -1
	pos, noun := h.tok, h.noun || h.adj
	g.modes |= s.around(pos, noun, g)
	if s.lx.ofDuty(h.e) {
		g.modes &^= mCalled // "moet de cel in": the words themselves
		g.must = false
	}
	if s.lx.negative(h.e) {
		g.modes &^= mNegated // "niet ingaan op": the negation belongs to the words themselves
	}
	for depth := 0; depth < 6; depth++ {
		var up int
		var rel relation
		if noun {
			up, rel = s.aboveNoun(pos)
		} else {
			up, rel = s.aboveVerb(pos)
		}
		if rel == relInf && !noun && s.perfectInfinitive(pos) != pos {
			rel = relThat // "justificó haber conversado": done, and no purpose
		}
		if rel == relInf && up < 0 {
			g.drop, g.reason = true, "purpose"
			return
		}
		if up < 0 || up == pos {
			break
		}
		t := &s.toks[up]
		if o := s.hitAt(up); o >= 0 && o != k && rel != relSubject {
			if e := s.hits[o].e.frame.embeds; e != embedNone && !(rel == relThat && e == embedAllege && s.hits[o].e.weak && t.cue&cSay != 0) { // a neutral "reported that" accuses nobody
				if rel == relPrep && !s.complement(pos, s.hits[o].e.frame) {
					return
				}
				if rel == relInf && e == embedPresume && !s.lx.verbLast && !t.verbControl() {
					g.drop, g.reason = true, "purpose" // "summoned the envoy to complain"
					return
				}
				g.over = o
				s.embedded(h, &s.hits[o])
				return
			}
			if rel == relInf && !t.verbControl() {
				g.drop, g.reason = true, "purpose"
				return
			}
		} else if rel == relInf && t.verb && !t.verbControl() && t.cue&cAux == 0 && t.cue&(cSay|cBelieve|cExpect|cAccuse|cDeny) == 0 {
			g.drop, g.reason = true, "purpose"
			return
		}
		if rel == relPrep && t.cue&cFear != 0 && s.toks[pos].np > 0 && s.nps[s.toks[pos].np-1].slots&(sFor|sTarget|sGoal) != 0 {
			g.modes |= mHypo
		}
		if (rel == relInf || rel == relThat) && t.cue&cSay != 0 && s.perfectInfinitive(pos) != pos && s.voice(up, false) && (t.tag&tFinite == 0 || s.auxiliaries(up) != 0 || !s.lx.headFirst) {
			g.modes |= mAlleged // "is said to have shelled"
		}
		if !s.control(up, rel, noun, g) {
			return
		}
		if t.verb {
			if rel != relSubject && rel != relOf {
				must := g.must
				m := s.around(up, false, g)
				if g.deep {
					g.must = must
				}
				if rel == relThat {
					m &= mNegated | mHypo | mAlleged // "reportedly said that", "it would be the third time that they meet"
					if t.cue&cSay != 0 {
						m &^= mNegated
						if t.tag&tPast == 0 || s.auxiliaries(up)&(cWill|cCould) != 0 {
							m &^= mHypo
						}
					}
					if m&mNegated != 0 && t.cue&(cDeny|cBelieve|cExpect) != 0 {
						m = m&^mNegated | mHypo
					}
				}
				if rel == relPrep {
					m &= mHypo | mNegated
				}
				if g.deep {
					m &= mAlleged | mDenied // "hand over who planned the ambush"
				}
				g.modes |= m
			} else if noun && rel == relSubject {
				m := s.around(up, false, g)
				if m&mCalled != 0 { // "the exchange has to take place on Saturday"
					m, g.must = m|mPlanned, false
				}
				g.modes |= m &^ mCalled
			}
		} else {
			g.modes |= s.around(up, true, g) & (mHypo | mNegated | mPlanned)
		}
		if s.hitAt(up) < 0 && t.cue&(cAux|cDoLight|cUndergo|cHappen|cStop|cHypo|cHedge|cPurposeN|cSay) == 0 && !t.verbControl() && s.toks[h.tok].np > 0 {
			g.deep = true
		}
		pos, noun = up, !t.verb
	}
}

// verbControl reports whether an infinitive may hang on the verb without being its purpose.
func (t *token) verbControl() bool {
	return t.cue&(cPlan|cRefuse|cAspect|cContinue|cWant|cTry|cForce|cAccuse|cDeny|cBelieve|cExpect|cStop|cHappen|cUndergo) != 0
}

// complement reports whether the preposition before the noun at i can lead the complement of the frame, rather
// than a time or place.
func (s *sentence) complement(i int, f *Frame) bool {
	np := s.toks[i].np
	if np == 0 {
		return false
	}
	p := &s.nps[np-1]
	if f.embeds == embedPresume || f.embeds == embedAllege && s.lx.free && p.slots&sPlace != 0 { // "обвинил Москву в обстреле"
		return true
	}
	return p.slots&(sOf|sFor|sTopic|sTarget|sGoal|sWith) != 0
}

// control applies a governing word that is no happening itself. It returns false when the climb ends here.
func (s *sentence) control(i int, rel relation, noun bool, g *governor) bool {
	t := &s.toks[i]
	c := t.cue
	if rel == relSubject {
		switch {
		case c&cStop != 0 && !s.voice(i, false):
			return false
		case c&cAspect != 0 && noun && s.arises(i):
			g.modes |= mPlanned
		case c&cExpect != 0, c&cPlan != 0 && (!s.lx.verbLast || s.infinitiveIn(t.clause)):
			g.modes |= mPlanned
		case c&cContinue != 0:
			g.modes |= mOngoing
		}
		if s.voice(i, false) {
			rel = relObject
		}
	}
	switch {
	case c&cDeny != 0:
		g.modes |= g.denied()
	case c&cRefuse != 0 && rel != relSubject:
		g.modes |= mNegated
		g.refused = true
	case c&cAccuse != 0:
		g.modes |= mAlleged
	case c&cPlan != 0 && rel != relThat && rel != relPrep:
		g.modes |= mPlanned
	case c&cExpect != 0 && rel != relPrep:
		g.modes |= mPlanned
	case c&cWant != 0 && rel != relThat && rel != relSubject && rel != relPrep:
		if noun {
			g.modes |= mHypo
		} else {
			g.modes |= mPlanned
		}
	case c&cWant != 0 && rel == relThat:
		g.modes |= mCalled
	case c&cTry != 0 && rel == relInf:
		g.modes |= mHypo
	case c&cFear != 0 && c&cBelieve != 0 && rel != relPrep && rel != relSubject:
		g.modes |= mHypo // what is feared
	case c&cBelieve != 0 && rel != relPrep && rel != relSubject:
		g.modes |= mAlleged
	case c&cContinue != 0:
		g.modes |= mOngoing
	case c&cStop != 0 && (rel == relObject || rel == relGerund || rel == relThat):
		g.drop, g.reason = true, "stopped"
		return false
	case c&cBe != 0 && rel == relInf && s.lx.baseForm():
		g.modes |= mPlanned // "is to visit"
	case c&cHave != 0 && rel == relInf && s.lx.baseForm():
		if t.tag&tPast != 0 {
			break // "had to flee": did
		}
		g.modes |= mCalled
		g.must = true
	}
	if c&cSay != 0 {
		g.saying = append(g.saying, i)
	}
	return true
}

// suffered reports whether words of the noun's own say to whom or what it happened.
func (h *hit) suffered() bool {
	for _, a := range h.args {
		if a.np > 0 && a.slot&(sOf|sTarget|sObj) != 0 && a.slot&sAgent == 0 {
			return true
		}
	}
	return false
}

// arises reports whether the verb at i tells in the present tense of something new behind it: "er komt een onderzoek", not "de aanslag komt op
// een slecht moment".
func (s *sentence) arises(i int) bool {
	t := &s.toks[i]
	cl := &s.clauses[t.clause]
	if !s.lx.verbLast || s.heading || cl.finite != i || t.tag&tPres == 0 || t.tag&tPast != 0 || cl.subject == 0 {
		return false
	}
	p := &s.nps[cl.subject-1]
	return p.start > i && s.lx.indefinite[s.toks[p.start].low]
}

// infinitiveIn reports whether the clause has an infinitive: "de top gaat vandaag beginnen", not "de staking gaat haar derde week in".
func (s *sentence) infinitiveIn(c int) bool {
	for _, v := range s.clauses[c].verbs {
		if s.toks[v].tag&tInf != 0 && v != s.clauses[c].finite {
			return true
		}
	}
	return false
}

// embedded settles what becomes of a happening inside another.
func (s *sentence) embedded(h, over *hit) {
	g := &h.gov
	f := over.e.frame
	switch f.embeds {
	case embedObject, embedSwallow, embedNegate:
		g.drop, g.reason = true, "complement of "+over.e.id
	case embedDeny:
		g.modes |= g.denied()
	case embedAllege:
		g.modes |= mAlleged
	case embedJudge:
		if h.e.frame.Type != factum.Assault || h.noun && !h.suffered() {
			g.drop, g.reason = true, "complement of "+over.e.id
		}
		if f.Type == factum.Sanction {
			g.modes |= mHistoric
		} else {
			g.modes |= mAlleged
		}
		g.judged = true
	case embedPresume:
		if h.noun && h.e.frame.Type.Quad() != "material-conflict" {
			g.drop, g.reason = true, "topic of "+over.e.id
		}
	}
}

// aboveVerb finds what governs the verb at i: as an infinitive or gerund within its clause, else as a complement.
func (s *sentence) aboveVerb(i int) (int, relation) {
	above := s.aboveInfinitive
	if s.lx.verbLast {
		above = s.aboveVerbLast
	}
	if up, rel, ok := above(i); ok {
		return up, rel
	}
	cl := &s.clauses[s.toks[i].clause]
	if cl.kind == clThat && cl.parent >= 0 {
		if cl.opener >= 0 {
			if n := cl.opener - 1; n >= 0 && s.toks[n].noun && s.toks[n].clause == cl.parent {
				if o := s.hitAt(n); o >= 0 && s.hits[o].e.frame.embeds != embedNone {
					return n, relThat
				}
			}
		}
		if up := s.mainOf(cl.parent, cl.start); up >= 0 {
			return up, relThat
		}
	}
	return -1, relNone
}

// aboveVerbLast finds what an infinitive hangs on where verbs close the clause; ok says that it hangs on that, or on nothing.
func (s *sentence) aboveVerbLast(i int) (up int, rel relation, ok bool) {
	t := &s.toks[i]
	cl := &s.clauses[t.clause]
	if cl.kind == clPurpose {
		// "om … te": the frame or control verb of the clause above, else a purpose
		if cl.parent >= 0 {
			if n := s.before(cl.start); n >= 0 && s.toks[n].noun { // "kreeg het bevel om": the noun says more than its verb
				if o := s.hitAt(n); o >= 0 && s.hits[o].e.frame.embeds != embedNone || s.toks[n].cue&(cPlan|cWant|cRefuse) != 0 {
					return n, relInf, true
				}
			}
			if up := s.askedBy(cl); up >= 0 {
				return up, relInf, true
			}
		}
		return -1, relInf, true
	}
	if t.tag&(tInf|tPart) != 0 {
		for _, v := range cl.verbs {
			if v == i || s.toks[v].cue&cAux != 0 {
				continue
			}
			vt := &s.toks[v]
			isFinite := v == cl.finite || vt.verbControl() || vt.tag&tPart != 0 && v < i // "heeft toegezegd tanks te leveren"
			inf := t.tag&tInf != 0 || s.perfectMarked(i)
			if o := s.hitAt(v); isFinite && (o >= 0 && s.hits[o].e.frame.embeds != embedNone || vt.verbControl() || vt.cue&(cBelieve|cSay) != 0 && s.perfectMarked(i)) && inf && i != cl.finite {
				return v, relInf, true
			}
		}
		if t.tag&tInf != 0 && i != cl.finite && s.at(s.before(i)).cue&cInf != 0 && !(s.auxiliaries(i) != 0) {
			// "te" without anything over it: "door de stad te bombarderen", "zonder te"
			return -1, relNone, true
		}
	}
	return -1, relNone, false
}

// aboveInfinitive finds what an infinitive or a gerund hangs on where verbs stand together; ok says that it hangs on that, or on nothing.
func (s *sentence) aboveInfinitive(i int) (up int, rel relation, ok bool) {
	t := &s.toks[i]
	c := t.clause
	cl := &s.clauses[c]
	p := s.before(i)
	from, inf := s.mark(s.perfectInfinitive(i))
	switch {
	case cl.kind == clPurpose && !s.lx.marked && (i == cl.main || i == cl.finite) && cl.parent >= 0:
		// "призвав, щоб вивели": what a verb over it asks for or plans is no purpose
		return s.askedBy(cl), relInf, true
	case inf && cl.kind == clSub && !s.lx.marked:
		return -1, relNone, true
	case inf && (t.tag&tInf != 0 || !s.lx.marked || from != s.before(i)):
		p := from
		if q := s.before(p); q >= 0 && !s.toks[q].verb && (s.toks[q].cue&(cPlan|cWant|cRefuse|cTry|cExpect|cPurposeN) != 0 || s.hitAt(q) >= 0 && s.hits[s.hitAt(q)].noun && s.hits[s.hitAt(q)].e.frame.embeds != embedNone) {
			return q, relInf, true
		}
		for j := p - 1; j >= 0; j-- {
			jt := &s.toks[j]
			if jt.clause != c {
				if cl.kind == clThat || cl.kind == clMain {
					continue
				}
				break
			}
			if jt.verb {
				return j, relInf, true
			}
			if jt.cue&(cPlan|cWant) != 0 && !jt.noun {
				return j, relInf, true
			}
		}
		return -1, relInf, true
	case s.gerundOver(i) >= 0:
		return s.gerundOver(i), relGerund, true
	case p >= 0 && t.tag&tIng != 0 && s.toks[p].verb && s.toks[p].cue&cAux == 0:
		return p, relGerund, true
	case s.perfectGerund(i) >= 0:
		return s.perfectGerund(i), relGerund, true
	case cl.sibling >= 0 && t.tag&tInf != 0 && s.at(s.firstWord(c)).verb && s.firstWord(c) == i:
		if m := s.clauses[cl.sibling].main; m >= 0 && m != i {
			if up, rel := s.aboveVerb(m); rel == relInf {
				return up, rel, true
			}
		}
	}
	if cl.kind == clPurpose {
		return -1, relInf, true
	}
	return -1, relNone, false
}

// askedBy is the verb of the clause above that asks for, plans or tells of what a purpose clause holds, so that it is no purpose; -1 none.
func (s *sentence) askedBy(cl *clause) int {
	up := s.mainOf(cl.parent, cl.start)
	if up < 0 {
		return -1
	}
	if o := s.hitAt(up); o >= 0 && s.hits[o].e.frame.embeds != embedNone || s.toks[up].verbControl() {
		return up
	}
	return -1
}

// mainOf is the verb of a clause that a complement at token before hangs on.
func (s *sentence) mainOf(c, before int) int {
	cl := &s.clauses[c]
	best := -1
	for _, v := range cl.verbs {
		if v < before && (s.toks[v].cue&cAux == 0 || best < 0) {
			best = v
		}
	}
	// "heeft gezegd dat": the verb at the end; a hit counts before what is none
	for _, v := range cl.verbs {
		if o := s.hitAt(v); o >= 0 && v < before && s.hits[o].e.frame.embeds != embedNone {
			best = v
		}
	}
	return best
}

// aboveNoun finds what governs the noun at i.
func (s *sentence) aboveNoun(i int) (int, relation) {
	np := s.toks[i].np
	if np == 0 {
		return -1, relNone
	}
	p := &s.nps[np-1]
	for p.after && np > 1 {
		np--
		p = &s.nps[np-1]
	}
	if p.prep >= 0 {
		return s.aboveLed(i, np)
	}
	v := s.governingVerb(np)
	if v < 0 {
		return -1, relNone
	}
	if s.clauses[p.clause].subject == np && !s.voice(v, false) {
		return v, relSubject
	}
	if s.clauses[p.clause].subject == np {
		if o := s.hitAt(v); o >= 0 && s.hits[o].e.frame.embeds == embedNone {
			return v, relSubject
		}
	}
	return v, relObject
}

// aboveLed finds what governs the noun at i in the phrase np, which a preposition leads: a verb of several words that the preposition belongs to,
// the noun right before it, else the verb.
func (s *sentence) aboveLed(i, np int) (int, relation) {
	p := &s.nps[np-1]
	for k := range s.hits { // "called off the summit": the preposition is the verb's
		if o := &s.hits[k]; !o.noun && o.tok < p.prep && p.prep <= o.last {
			return o.tok, relObject
		}
	}
	// on the noun before it, where they touch
	if np > 1 {
		q := &s.nps[np-2]
		if (q.end == p.prep || q.end == p.prep-1 && s.toks[p.prep-1].cue&(cAdv|cMore) != 0) && !q.time {
			if o := s.hitAt(q.head); o >= 0 && s.hits[o].noun && s.hits[o].e.frame.embeds != embedNone && p.slots&(sOf|sFor|sTopic|sTarget|sGoal) != 0 {
				return q.head, relPrep
			}
			if s.toks[q.head].cue&(cPlan|cWant|cRefuse|cHedge|cStop|cHypo|cTry|cAccuse|cDeny|cExpect) != 0 {
				return q.head, relOf
			}
			if p.of > 0 {
				return q.head, relOf
			}
		}
	}
	v := -1
	cl := &s.clauses[p.clause]
	if s.lx.verbLast {
		v = s.mainOf(p.clause, len(s.toks))
		for _, x := range cl.verbs { // a verb with a use stands over one without
			if o := s.hitAt(x); o >= 0 && s.hits[o].e.frame.embeds != embedNone {
				v = x
			}
		}
	} else {
		for j := p.prep - 1; j >= cl.start; j-- {
			if s.toks[j].clause == p.clause && s.toks[j].verb {
				v = j
				break
			}
		}
	}
	if v < 0 && s.lx.free && cl.main > i {
		v = cl.main // "do wymiany nie doszło"
	}
	if v < 0 {
		return -1, relNone
	}
	return v, relPrep
}
