package coding

// Helping verbs, and what voice and tense they give a verb.

import "strings"

// auxiliaries gives what cues the helping verbs of the verb at i have.
func (s *sentence) auxiliaries(i int) cue {
	c := s.toks[i].clause
	cl := &s.clauses[c]
	if s.lx.verbLast {
		var a cue
		for _, v := range cl.verbs {
			if v != i && s.toks[v].cue&cAux != 0 {
				a |= s.toks[v].cue & cAux
			}
		}
		if a == 0 && cl.sibling >= 0 && !s.isFiniteOnly(i) {
			sib := &s.clauses[cl.sibling]
			for _, v := range sib.verbs {
				a |= s.toks[v].cue & cAux
			}
		}
		return a
	}
	var a cue
	p := i
	for k := 0; k < 7; k++ {
		q := s.before(p)
		if q < 0 {
			break
		}
		if s.toks[q].verb && s.toks[q].cue&cAux != 0 {
			a |= s.toks[q].cue & cAux
			p = q
			continue
		}
		if s.toks[q].cue&cInf != 0 && k == 0 {
			break
		}
		if s.lx.headFirst && s.toks[q].cue&cObjPron != 0 && !s.toks[q].verb && s.toks[p].tag&(tInf|tPart) != 0 {
			p = q // "doit y rencontrer"
			continue
		}
		// a question or an adverbial phrase may stand between; a coordinated participle shares the helper
		if a == 0 && s.toks[q].cue&cCoord != 0 && s.toks[i].tag&(tPart|tIng|tInf) != 0 && cl.sibling >= 0 {
			if m := s.clauses[cl.sibling].main; m >= 0 && m < i {
				if b := s.auxiliaries(m); b&(cBe|cPassive|cWill|cWould|cCould|cMust|cHave) != 0 {
					return b
				}
			}
		}
		break
	}
	if a == 0 && s.lx.free { // "було вночі обстріляне"
		for _, v := range cl.verbs {
			if v >= i || s.toks[v].cue&cAux == 0 {
				break
			}
			a |= s.toks[v].cue & cAux
		}
		if n := s.at(s.after(i)); a == 0 && s.toks[i].tag&tPart != 0 && n.verb && n.clause == c { // "skazany został"
			a = n.cue & (cBe | cPassive)
		}
	}
	return a
}

func (s *sentence) isFiniteOnly(i int) bool {
	return s.toks[i].tag&tFinite != 0 && s.toks[i].tag&(tPart|tInf) == 0
}

// voice reports whether the verb at i stands in the passive; intr says that it has none, and its participle beside "is" is a perfect.
func (s *sentence) voice(i int, intr bool) bool {
	t := &s.toks[i]
	if t.tag&(tPart|tImpers) == 0 || t.tag&tPart == 0 && !s.impersonal(t.clause) {
		// "worden aangevallen" has it; an infinitive or finite form never
		return false
	}
	a := s.auxiliaries(i)
	if s.lx.verbLast {
		switch {
		case a&cPassive != 0 && t.tag&tPart != 0 && (t.tag&(tFinite|tInf) == 0 || s.clauses[t.clause].finite != i):
			return true
		case a&cHave != 0:
			return false
		case a&cBe != 0:
			return !intr && !s.lx.goes(t.w)
		case t.tag&(tFinite|tInf) == 0:
			return !intr
		}
		// "beschoten" without a helper: finite, unless the clause has another finite verb
		if f := s.clauses[t.clause].finite; f >= 0 && f != i {
			return !intr
		}
		return false
	}
	switch {
	case a&(cBe|cPassive) != 0:
		// "have been held" is passive; "has held" is not
		q := s.before(i)
		if !s.lx.marked && intr {
			return false // "est arrivé"
		}
		return q >= 0 && s.toks[q].cue&(cBe|cPassive) != 0 || s.lx.free
	case a&cHave != 0:
		return false
	}
	if t.tag&tFinite == 0 {
		return true
	}
	n := s.after(i)
	nt := s.at(n)
	if nt.cue&cPrep != 0 && nt.slots&sAgent != 0 && nt.time == 0 && s.at(s.after(n)).time == 0 { // "extended by one year" is no passive
		return true
	}
	object := n < len(s.toks) && (s.inPhrase(n) && s.toks[n].time == 0) && nt.clause == t.clause
	if object || intr {
		return false
	}
	cl := &s.clauses[t.clause]
	p := s.at(s.before(i))
	if cl.finite >= 0 && cl.finite != i && p.noun {
		return true
	}
	if cl.finite == i && p.noun && s.laterFinite(i) {
		return true
	}
	return s.heading && (nt.punct || nt.cue&cPrep != 0 || n >= len(s.toks)) && !s.ends()
}

// laterFinite reports whether a finite verb follows in the stretch without a coordinator or a subject of its own.
func (s *sentence) laterFinite(i int) bool {
	for j := i + 1; j < len(s.toks); j++ {
		t := &s.toks[j]
		if t.punct && t.low != "," || t.cue&(cCoord|cThat|cRel|cSub|cInf) != 0 {
			return false
		}
		if t.verb && (t.cue&cAux != 0 || t.cue&cSay != 0 || t.tag&tFinite != 0 && t.tag&tPart == 0) {
			return true
		}
	}
	return false
}

// ends reports whether the sentence closes with a full stop: a heading seldom does.
func (s *sentence) ends() bool {
	for i := len(s.toks) - 1; i >= 0; i-- {
		switch s.toks[i].low {
		case "'", "\"", "”", ")":
			continue
		case ".", "!", "?":
			return true
		}
		return false
	}
	return false
}

// isReduced reports whether a passive participle hangs on the phrase before it: "a man held in Minsk".
func (s *sentence) isReduced(i int, h *hit) bool {
	if !h.passive || s.lx.verbLast || s.lx.free && s.toks[i].tag&tAdj == 0 {
		return false
	}
	return s.auxiliaries(i)&(cBe|cPassive|cHave) == 0
}

// npBefore is the phrase that ends right before i.
func (s *sentence) npBefore(i int) int {
	p := s.before(i)
	if p >= 0 {
		return s.toks[p].np
	}
	return 0
}

// tagsOf are the tags of the trigger's word as a form of the verb that its entry has: "staken" is a present of one verb, a past of another.
func (s *sentence) tagsOf(h *hit) tag {
	t := &s.toks[h.tok]
	if t.w == nil || h.e.kind != 'v' {
		return t.tag
	}
	var own tag
	for _, f := range t.w.forms {
		if f.lemma == h.e.first {
			own |= f.tag
		}
	}
	if own == 0 {
		return t.tag
	}
	return own
}

// present reports whether the trigger stands in no past tense.
func (s *sentence) present(h *hit) bool {
	if h.noun || h.adj {
		return true
	}
	i := h.tok
	if t := s.tagsOf(h); t&tPast != 0 && t&(tPres|tInf) == 0 && s.auxiliaries(i)&(cWill|cBe|cPassive) == 0 {
		return false
	}
	for _, v := range s.clauses[s.toks[i].clause].verbs { // "was refused", "werd geweigerd", "is aangekomen"
		if x := &s.toks[v]; v != i && x.cue&(cBe|cPassive) != 0 && (x.tag&tPast != 0 && x.tag&(tPres|tInf) == 0 || s.lx.verbLast && x.cue&cBe != 0 && s.toks[i].tag&tPart != 0) {
			return false
		}
	}
	a := s.auxiliaries(i)
	if s.lx.verbLast && a&cBe != 0 && a&(cWill|cWould|cCould|cMust) == 0 && s.toks[i].tag&tPart != 0 {
		return false // "is aangekomen", "is geannuleerd": done
	}
	return a&cHave == 0
}

// unfolds reports whether the trigger is a verb in a present tense that only what goes on has, as where verbs of the completed aspect are
// listed: "собирает ополченцев". What somebody says has no such time.
func (s *sentence) unfolds(h *hit) bool {
	t := &s.toks[h.tok]
	if h.noun || h.adj || len(s.lx.infl.perfective) == 0 || !strings.HasPrefix(h.e.frame.Type.Quad(), "material") {
		return false
	}
	return t.verb && t.tag&tPres != 0 && t.tag&(tPast|tFuture|tPart|tAdj|tInf|tIng|tNoun) == 0
}

// ahead reports whether the present tense of the trigger's clause speaks of a day that is still to come, in a text of which nobody knows when
// it was written: "they meet on Tuesday". In a heading the present tense tells the past as well.
func (s *sentence) ahead(h *hit) bool {
	cl := &s.clauses[h.clause]
	if cl.finite < 0 || s.heading {
		return false
	}
	f := &s.toks[cl.finite]
	tags, other := f.tag, cHave|cBe|cSay|cCould|cMust|cWould
	if cl.finite == h.tok {
		tags, other = s.tagsOf(h), other&^cSay
	}
	if tags&(tPres|tInf) == 0 || tags&tPast != 0 || f.cue&other != 0 || !s.present(h) || cl.kind == clIf || cl.kind == clRel {
		return false
	}
	if h.noun && f.cue&cHappen == 0 {
		return false
	}
	for i := range s.toks {
		t := &s.toks[i]
		if t.time == 0 || t.clause != h.clause && len(s.clauses[t.clause].verbs) > 0 {
			continue
		}
		m := &s.r.doc.Mentions.Times[t.time-1]
		if m.When == nil && (m.Type == "DATE" || m.Type == "TIME") && strings.HasPrefix(m.Value, "XXXX") {
			return true
		}
	}
	return false
}

// nowIn reports whether the trigger's clause says "now".
func (s *sentence) nowIn(h *hit) bool {
	for i := range s.toks {
		if x := &s.toks[i]; x.time > 0 && x.clause == h.clause && s.r.doc.Mentions.Times[x.time-1].Value == "PRESENT_REF" {
			return true
		}
	}
	return false
}
