package coding

import (
	"strings"

	"factum"
)

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

// first is the one that counts, by the codebook's precedence.
func (m map8) first() factum.Modality {
	for i, x := range factum.Modalities {
		if m&(1<<i) != 0 {
			return x
		}
	}
	return factum.Asserted
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
			h.args = append(h.args, arg{slot: sGoal, np: n, tok: -1, list: true})
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

func (s *sentence) hitAt(i int) int {
	for k := range s.hits {
		h := &s.hits[k]
		if h.tok == i {
			return k
		}
	}
	return -1
}

// climb walks from a hit to what governs it, and on from there.
func (s *sentence) climb(k int) {
	h := &s.hits[k]
	g := &h.gov
	g.over = -1
	pos, noun := h.tok, h.noun || h.adj
	g.modes |= s.around(pos, h.last, noun, g)
	if s.r.lx.ofDuty(h.e) {
		g.modes &^= mCalled // "moet de cel in": the words themselves
		g.must = false
	}
	if s.r.lx.negative(h.e) {
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
				if rel == relInf && e == embedPresume && !s.r.lx.verbLast && !t.verbControl() {
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
		if (rel == relInf || rel == relThat) && t.cue&cSay != 0 && s.perfectInfinitive(pos) != pos && s.voice(up, &entry{}) && (t.tag&tFinite == 0 || s.auxiliaries(up) != 0 || !s.r.lx.headFirst) {
			g.modes |= mAlleged // "is said to have shelled"
		}
		if !s.control(up, rel, noun, g) {
			return
		}
		if t.verb {
			if rel != relSubject && rel != relOf {
				must := g.must
				m := s.around(up, up, false, g)
				if g.deep {
					g.must = must
				}
				if rel == relThat {
					if t.cue&(cSay|cBelieve|cDeny) == 0 && t.cue&cAux != 0 {
						m &= mNegated | mHypo | mAlleged // "it would be the third time that they meet"
					} else {
						m &= mNegated | mHypo | mAlleged // "reportedly said that", "soll gesagt haben, dass"
					}
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
				m := s.around(up, up, false, g)
				if m&mCalled != 0 { // "the exchange has to take place on Saturday"
					m, g.must = m|mPlanned, false
				}
				g.modes |= m &^ mCalled
			}
		} else {
			g.modes |= s.around(up, up, true, g) & (mHypo | mNegated | mPlanned)
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
	if f.embeds == embedPresume || f.embeds == embedAllege && s.r.lx.free && p.slots&sPlace != 0 { // "обвинил Москву в обстреле"
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
		case c&cStop != 0 && !s.voice(i, &entry{}):
			return false
		case c&cAspect != 0 && noun && s.arises(i):
			g.modes |= mPlanned
		case c&cExpect != 0, c&cPlan != 0 && (!s.r.lx.verbLast || s.infinitiveIn(t.clause)):
			g.modes |= mPlanned
		case c&cContinue != 0:
			g.modes |= mOngoing
		}
		if s.voice(i, &entry{}) {
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
	case c&cBe != 0 && rel == relInf && s.r.lx.baseForm():
		g.modes |= mPlanned // "is to visit"
	case c&cHave != 0 && rel == relInf && s.r.lx.baseForm():
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
	if !s.r.lx.verbLast || s.heading || cl.finite != i || t.tag&tPres == 0 || t.tag&tPast != 0 || cl.subject == 0 {
		return false
	}
	p := &s.nps[cl.subject-1]
	return p.start > i && s.r.lx.indefinite[s.toks[p.start].low]
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

// aboveVerb finds what governs the verb at i.
func (s *sentence) aboveVerb(i int) (int, relation) {
	t := &s.toks[i]
	c := t.clause
	cl := &s.clauses[c]
	if s.r.lx.verbLast {
		if cl.kind == clPurpose {
			// "om … te": the frame or control verb of the clause above, else a purpose
			if cl.parent >= 0 {
				if n := s.before(cl.start); n >= 0 && s.toks[n].noun { // "kreeg het bevel om": the noun says more than its verb
					if o := s.hitAt(n); o >= 0 && s.hits[o].e.frame.embeds != embedNone || s.toks[n].cue&(cPlan|cWant|cRefuse) != 0 {
						return n, relInf
					}
				}
				if up := s.askedBy(cl); up >= 0 {
					return up, relInf
				}
			}
			return -1, relInf
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
					return v, relInf
				}
			}
			if t.tag&tInf != 0 && i != cl.finite && s.at(s.before(i)).cue&cInf != 0 && !s.nearAux(i) {
				// "te" without anything over it: "door de stad te bombarderen", "zonder te"
				return -1, relNone
			}
		}
	} else {
		p := s.before(i)
		from, inf := s.mark(s.perfectInfinitive(i))
		switch {
		case cl.kind == clPurpose && !s.r.lx.marked && (i == cl.main || i == cl.finite) && cl.parent >= 0:
			// "призвав, щоб вивели": what a verb over it asks for or plans is no purpose
			return s.askedBy(cl), relInf
		case inf && cl.kind == clSub && !s.r.lx.marked:
			return -1, relNone
		case inf && (t.tag&tInf != 0 || !s.r.lx.marked || from != s.before(i)):
			p := from
			if q := s.before(p); q >= 0 && !s.toks[q].verb && (s.toks[q].cue&(cPlan|cWant|cRefuse|cTry|cExpect|cPurposeN) != 0 || s.hitAt(q) >= 0 && s.hits[s.hitAt(q)].noun && s.hits[s.hitAt(q)].e.frame.embeds != embedNone) {
				return q, relInf
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
					return j, relInf
				}
				if jt.cue&(cPlan|cWant) != 0 && !jt.noun {
					return j, relInf
				}
			}
			return -1, relInf
		case s.gerundOver(i) >= 0:
			return s.gerundOver(i), relGerund
		case p >= 0 && t.tag&tIng != 0 && s.toks[p].verb && s.toks[p].cue&cAux == 0:
			return p, relGerund
		case s.perfectGerund(i) >= 0:
			return s.perfectGerund(i), relGerund
		case cl.sibling >= 0 && t.tag&tInf != 0 && s.at(s.firstWord(c)).verb && s.firstWord(c) == i:
			if m := s.clauses[cl.sibling].main; m >= 0 && m != i {
				if up, rel := s.aboveVerb(m); rel == relInf {
					return up, rel
				}
			}
		}
		if cl.kind == clPurpose {
			return -1, relInf
		}
	}
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
		if s.toks[p].tag&tInf != 0 && (s.toks[p].tag&tFinite == 0 && !s.r.lx.marked || s.r.lx.marked && s.toks[p].cue&cHave != 0 && s.at(s.before(p)).cue&cInf != 0) {
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

// nearAux reports whether the clause of i has a helping verb.
func (s *sentence) nearAux(i int) bool { return s.auxiliaries(i) != 0 }

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
		if s.r.lx.verbLast {
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
		if v < 0 && s.r.lx.free && cl.main > i {
			v = cl.main // "do wymiany nie doszło"
		}
		if v < 0 {
			return -1, relNone
		}
		return v, relPrep
	}
	v := s.governingVerb(np)
	if v < 0 {
		return -1, relNone
	}
	if s.clauses[p.clause].subject == np && !s.voice(v, &entry{}) {
		return v, relSubject
	}
	if s.clauses[p.clause].subject == np {
		if o := s.hitAt(v); o >= 0 && s.hits[o].e.frame.embeds == embedNone {
			return v, relSubject
		}
	}
	return v, relObject
}

// around reads the cues that stand by a word itself: helping verbs, negation, hedges, articles.
func (s *sentence) around(i, last int, noun bool, g *governor) map8 {
	var m map8
	t := &s.toks[i]
	cl := &s.clauses[t.clause]
	if cl.kind == clIf || s.whether(cl) || !noun && s.asks(cl) {
		m |= mHypo
	}
	if noun {
		if np := t.np; np > 0 {
			p := &s.nps[np-1]
			for j := p.start; j <= i; j++ {
				x := &s.toks[j]
				switch {
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
			if j := p.start - 1; j >= 0 && s.r.lx.verbLast && s.toks[j].cue&cAdv != 0 && s.toks[j].np == 0 && !s.verbBehind(j) { // "mogelijk chemische aanval"
				if s.toks[j].cue&cHedge != 0 {
					m |= mAlleged
				}
				m |= s.toks[j].leadsTo()
			}
			if j := p.start - 1; j > 0 && s.toks[j].cue&cMore != 0 { // "vrees voor een aanslag"
				for j > 0 && s.toks[j].cue&cMore != 0 {
					j--
				}
				m |= s.toks[j].leadsTo()
			}
		}
		return m
	}
	a := s.auxiliaries(i)
	if t.cue&cAux != 0 {
		a |= t.cue & cAux
		if (cl.main < 0 || cl.main == i) && len(cl.verbs) == 1 && s.r.lx.free {
			a &^= cShall // "ma pretensje": has them
		}
	}
	complement := cl.kind == clThat
	if s.r.lx.verbLast && t.tag&tFinite != 0 && t.tag&(tInf|tPart) == 0 && cl.finite == i && t.cue&(cWill|cWould|cCould|cMust) == 0 {
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
		case a&(cHave|cBe|cPassive) != 0 && (s.r.lx.verbLast || s.r.lx.said && !complement && !s.conditioned()):
			m |= mAlleged
		case complement:
			m |= mPlanned
		case s.r.lx.verbLast && a&cCould == 0:
			m |= mAlleged
		default:
			m |= mHypo
		}
	}
	if a&cCould != 0 && !s.couldAndDid(t.clause, a) {
		m |= mHypo
	}
	if a&cMust != 0 {
		past := false
		for _, v := range cl.verbs {
			if s.toks[v].cue&cMust != 0 && s.toks[v].tag&tPast != 0 && s.toks[v].tag&(tPres|tInf) == 0 {
				past = true
			}
		}
		if !past {
			m |= mCalled
			g.must = true
		}
	}
	if !s.r.lx.verbLast && a&cBe != 0 && t.tag&tIng != 0 && s.at(s.before(i)).tag&tPast == 0 && a&(cWill|cWould|cCould|cHave) == 0 {
		m |= mOngoing
	}
	if s.negated(i) && cl.kind != clIf {
		m |= mNegated
	}
	if s.hedgedApart(t.clause) {
		m |= mAlleged
	}
	for j := cl.start; j < cl.end; j++ {
		x := &s.toks[j]
		if x.clause != t.clause || x.np > 0 && x.cue&cHedge != 0 && x.cue&cAdv == 0 {
			continue
		}
		switch {
		case x.cue&cHedge != 0 && !x.verb:
			m |= mAlleged
		case x.cue&cHypo != 0 && x.cue&cAdv != 0 && (x.cue&cApprox == 0 || s.at(j+1).verb || j+1 == s.firstWord(t.clause)): // "almost killed", not "almost a hundred"
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

// couldAndDid reports whether what stands over the verbs of a main clause is only a past "could", which in verb-last languages tells that
// somebody managed: "de politie kon de man arresteren".
func (s *sentence) couldAndDid(c int, a cue) bool {
	cl := &s.clauses[c]
	if !s.r.lx.verbLast || a&(cWould|cMust|cShall) != 0 || cl.kind != clMain || s.conditioned() || cl.finite < 0 {
		return false
	}
	f := &s.toks[cl.finite]
	return f.cue&cCould != 0 && f.tag&tPast != 0 && f.tag&(tPres|tCond|tInf) == 0
}

// whether reports whether a word that also joins opens the complement: "of de verdachte in de cel blijft".
func (s *sentence) whether(cl *clause) bool {
	return cl.kind == clThat && cl.opener >= 0 && s.r.lx.verbLast && s.toks[cl.opener].cue&cCoord != 0
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
	case s.r.lx.said && !s.conditioned():
		return mAlleged
	}
	return mHypo
}

// contrary reports whether the helping verb of the participle at i says that it did not come about ("hätte … eingenommen"), and nobody is said to have said so.
func (s *sentence) contrary(i int) bool {
	cl := &s.clauses[s.toks[i].clause]
	if !s.r.lx.verbLast || cl.kind != clMain || cl.quote != 0 || cl.finite < 0 || cl.finite == i {
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

// dayAhead reports whether a time in the clause lies behind the day of telling.
func (s *sentence) dayAhead(c int) bool {
	for i := range s.toks {
		if t := &s.toks[i]; t.time > 0 && t.clause == c {
			if w := s.r.doc.Mentions.Times[t.time-1].When; w != nil && w.From != "" && s.r.reference != "" && w.From > s.r.reference {
				return true
			}
		}
	}
	return false
}

// shall is what a helping verb of hearsay says over the verb at i: beside a perfect, or in the past, that it is told; else that it is to come.
func (s *sentence) shall(i int, a cue) map8 {
	if a&cHave != 0 || s.r.lx.verbLast && a&cBe != 0 {
		return mAlleged
	}
	for _, v := range s.clauses[s.toks[i].clause].verbs {
		if x := &s.toks[v]; x.cue&cShall != 0 && x.tag&tPast != 0 && x.tag&tPres == 0 {
			if s.r.lx.verbLast {
				return mHypo
			}
			return mAlleged
		}
	}
	return mPlanned
}

// leads reports whether the preposition at i leads a phrase: "zonder rijbewijs", not "zonder te".
func (s *sentence) leads(i int) bool {
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
	if s.r.lx.verbLast {
		for j := cl.start; j < cl.end; j++ {
			x := &s.toks[j]
			if x.clause != t.clause || x.cue&cNeg == 0 || s.contrasted(j) > 0 || x.actor > 0 || x.cue&cPrep != 0 && s.leads(j) && x.w != nil && x.w.cue&cNeg != 0 { // "zonder rijbewijs", not "in geen geval"
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
