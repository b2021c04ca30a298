package coding

import (
	"strings"

	"factum"
)

// subjects finds the phrase that is each clause's subject.
func (s *sentence) subjects() {
	for c := range s.clauses {
		s.clauses[c].subject = s.subjectOf(c, 0)
	}
}

// firstWord is the first token of the clause that is no cue opening it and no adverb.
func (s *sentence) firstWord(c int) int {
	cl := &s.clauses[c]
	for i := cl.start; i < cl.end; i++ {
		t := &s.toks[i]
		if t.clause != c || i == cl.opener || t.punct || t.cue&(cCoord|cMore) != 0 {
			continue
		}
		if t.cue&(cAdv|cNeg) != 0 && t.cue&(cDet|cPrep) == 0 {
			if s.r.lx.verbLast {
				return i
			}
			continue
		}
		return i
	}
	return cl.start
}

func (s *sentence) subjectOf(c, depth int) int {
	cl := &s.clauses[c]
	first := s.firstWord(c)
	elided := cl.sibling >= 0 && s.toks[first].verb
	limit := cl.end
	if !s.r.lx.verbLast {
		if cl.finite >= 0 {
			limit = cl.finite
		} else if len(cl.verbs) > 0 {
			limit = cl.verbs[0]
		}
	}
	if s.r.lx.free && cl.kind == clRel && cl.opener < 0 && cl.sibling < 0 {
		return s.antecedentNP(c) // a participle: "войска, обстрелявшие город"
	}
	if s.r.lx.free && !s.impersonal(c) && cl.kind != clPurpose && cl.kind != clPart {
		n := s.nominativeOf(c)
		if cl.kind == clRel && cl.sibling < 0 && n > 0 && cl.opener >= 0 && s.toks[cl.opener].cases&nominative != 0 && cl.finite >= 0 && s.nps[n-1].start > cl.finite && s.casesOf(s.nps[n-1].start, s.nps[n-1].end)&accusative != 0 {
			if ante := s.antecedentNP(c); ante > 0 && s.agrees(ante, cl.finite) {
				return ante // "законопроєкт, який вивів на вулиці молодь"
			}
		}
		if n > 0 {
			return n
		}
	} else if !elided && cl.kind != clPurpose && cl.kind != clPart && !s.impersonal(c) {
		own := 0
		for n := range s.nps {
			p := &s.nps[n]
			if p.clause != c || p.start >= limit || !p.free() || p.after || s.casesOf(p.start, p.end)&nominative == 0 {
				continue
			}
			if t := &s.toks[p.start]; s.r.lx.headFirst && p.end-p.start == 1 && t.cue&cObjPron != 0 && t.cue&cPron == 0 {
				continue // a clitic
			}
			if p.start > cl.end {
				break
			}
			if own == 0 || p.start > 0 && s.toks[p.start-1].low == "," && s.clitic(limit) {
				own = n + 1 // "les otages, le Hamas les rendra": the second
			}
			if !s.r.lx.headFirst {
				break
			}
		}
		if own > 0 && cl.kind == clRel && s.r.lx.verbLast {
			// "die de stad beschoten": the antecedent acts when it can act and the phrase inside is no subject pronoun
			if ante := s.antecedentNP(c); ante > 0 && s.relative(c) {
				k, _ := s.kinds(ante)
				in := &s.nps[own-1]
				if (k&(kHuman|kActor) != 0 || s.instrument(ante)) && s.toks[in.start].cue&cPron == 0 {
					return ante
				}
			}
		}
		if own > 0 && cl.kind == clRel && s.r.lx.verbLast && cl.finite >= 0 && s.nps[own-1].start > cl.finite {
			own = 0
		}
		if own > 0 {
			return own
		}
	}
	if m := cl.main; s.r.lx.headFirst && cl.kind == clSub && m >= 0 && s.toks[m].tag&tInf != 0 && s.toks[m].tag&tFinite == 0 {
		for n := range s.nps { // "al impactar un misil"
			if p := &s.nps[n]; p.clause == c && p.start > m && p.free() && !p.after {
				return n + 1
			}
		}
	}
	if depth > 6 || s.impersonal(c) {
		return 0
	}
	if c == 0 && len(s.clauses) > 1 && s.clauses[1].kind == clMain && s.frontedPart(first) {
		return s.subjectOf(1, depth+1) // "Appealing for calm, the minister said"
	}
	if n := s.house(c); n > 0 {
		return n
	}
	switch {
	case cl.kind == clRel && cl.sibling < 0 && !s.relative(c):
		if s.r.lx.headFirst && cl.main >= 0 { // "le journaliste qu'a arrêté la police"
			for n := range s.nps {
				if p := &s.nps[n]; p.clause == c && p.start > cl.main && p.free() && !p.after && s.acts(n+1) {
					return n + 1
				}
			}
		}
		return 0
	case cl.kind == clRel && cl.sibling < 0:
		return s.antecedentNP(c)
	case cl.sibling >= 0:
		return s.subjectOf(cl.sibling, depth+1)
	case s.r.lx.subjectOff && !s.r.lx.free && cl.kind == clThat && cl.parent >= 0 && cl.finite >= 0:
		for n := range s.nps { // "ha annunciato che espellerà": nobody else behind the verb
			if p := &s.nps[n]; p.clause == c && p.start > cl.finite && p.free() && s.acts(n+1) && p.start-cl.finite < 3 && s.toks[cl.finite].cue&cAux == 0 {
				return 0
			}
		}
		return s.subjectOf(cl.parent, depth+1)
	case s.r.lx.free && (cl.kind == clThat || cl.kind == clSub || cl.kind == clIf) && cl.parent >= 0 && cl.finite >= 0, s.r.lx.verbLast && s.r.lx.commas && cl.kind == clPurpose && cl.parent >= 0:
		if n := s.addressee(cl.parent, cl.start); n > 0 && (cl.kind == clThat || cl.kind == clPurpose) {
			return n
		}
		return s.subjectOf(cl.parent, depth+1)
	case (cl.kind == clPurpose || cl.kind == clPart) && cl.parent >= 0:
		return s.subjectOf(cl.parent, depth+1)
	case cl.kind == clMain && cl.parent < 0 && len(cl.verbs) > 0 && s.toks[first].verb && c > 0 && !s.r.lx.verbLast:
		return 0
	}
	return 0
}

// house is the place phrase that names who speaks, where a verb of words in the plural has no subject: "заявили в Кремле"; 0 none.
func (s *sentence) house(c int) int {
	cl := &s.clauses[c]
	if !s.r.lx.free || cl.finite < 0 || cl.main < 0 || !s.inPlural(cl.finite) {
		return 0
	}
	const words = cSay | cBelieve | cDeny | cExpect | cRefuse | cAccuse | cWant
	if s.toks[cl.main].cue&words == 0 && !s.begins(cl.main, func(_ form, e *entry) bool {
		return e.kind == 'v' && strings.HasPrefix(e.frame.Type.Quad(), "verbal")
	}) {
		return 0
	}
	for n := range s.nps {
		p := &s.nps[n]
		if p.clause != c || p.prep < 0 || p.slots&sPlace == 0 || p.of > 0 || s.casesOf(p.start, p.end)&locative == 0 {
			continue
		}
		if a, ok := s.actor(n + 1); ok && a.Code != "" {
			return n + 1
		}
	}
	return 0
}

// frontedPart reports whether a participle at i opens the sentence and hangs on the subject of what follows: an active one, or a passive one
// with its agent.
func (s *sentence) frontedPart(i int) bool {
	t, n := &s.toks[i], s.at(i+1)
	if !t.verb || s.r.lx.verbLast || s.r.lx.free || t.cue&cAux != 0 {
		return false
	}
	return t.tag&tIng != 0 && t.tag&tFinite == 0 || t.tag&tPart != 0 && n.cue&cPrep != 0 && n.slots&sAgent != 0
}

// relative reports whether the word that opens a relative clause can be its subject.
func (s *sentence) relative(c int) bool {
	o := s.clauses[c].opener
	if o < 0 {
		return true
	}
	set := s.toks[o].cases & anyCase
	return set == 0 || set&nominative != 0
}

// addressee is the phrase of a clause whom its verb accuses of what a complement at token before tells, or asks for it; 0 where the verb does
// neither.
func (s *sentence) addressee(c, before int) int {
	v := s.mainOf(c, before)
	if v < 0 || !s.accuses(v) {
		return 0
	}
	for n := range s.nps {
		p := &s.nps[n]
		if p.clause == c && !p.time && !p.after && n+1 != s.clauses[c].subject && (p.free() || p.led && p.slots&sGoal != 0) && s.acts(n+1) && p.end <= before {
			return n + 1
		}
	}
	return 0
}

// accuses reports whether the verb at i lays something to its object's charge, or asks it of it.
func (s *sentence) accuses(i int) bool {
	t := &s.toks[i]
	return t.cue&(cAccuse|cForce) != 0 || s.begins(i, func(_ form, e *entry) bool {
		return e.kind == 'v' && (e.frame.Type == factum.Accuse && e.frame.embeds != embedNone || e.frame.Type == factum.Request)
	})
}

// impersonal reports whether the clause's verb has no subject by its form.
func (s *sentence) impersonal(c int) bool {
	f := s.clauses[c].finite
	return f >= 0 && s.toks[f].tag&tImpers != 0 && s.toks[f].tag&(tPres|tPast|tFuture) == 0
}

// nominativeOf is the phrase of the clause that can be its subject by its case: the first that can be nothing else; else the first before
// the verb, or behind it where that is somebody and the one before is not; 0 none.
func (s *sentence) nominativeOf(c int) int {
	cl := &s.clauses[c]
	before, behind := 0, 0
	for n := range s.nps {
		p := &s.nps[n]
		if p.clause != c || !p.free() || p.after {
			continue
		}
		set := s.casesOf(p.start, p.end)
		switch {
		case set&nominative == 0 || !s.agrees(n+1, cl.finite):
		case set&accusative == 0:
			return n + 1
		case cl.finite < 0 || p.start < cl.finite:
			if before == 0 || !s.acts(before) && s.acts(n+1) {
				before = n + 1
			}
		case behind == 0:
			behind = n + 1
		}
	}
	if before == 0 && behind > 0 && s.lone(c, behind) {
		return 0
	}
	switch {
	case before > 0 && behind > 0 && s.acts(behind) && s.ownsObject(before):
		return behind
	case before > 0 && (behind == 0 || s.acts(before) || !s.acts(behind)):
		return before
	case behind > 0 && (s.acts(behind) || cl.main >= 0 && (s.toks[cl.main].cue&(cSay|cHappen) != 0 || s.auxiliaries(cl.main)&(cBe|cPassive) != 0)):
		return behind
	}
	return 0
}

// ownsObject reports whether a party whose name has no cases stands right behind a phrase that can only be the verb's object, and so owns it:
// "колонну ООН обстреляли".
func (s *sentence) ownsObject(np int) bool {
	if np < 2 {
		return false
	}
	p, q := &s.nps[np-1], &s.nps[np-2]
	return q.end == p.start && q.free() && !q.time && q.clause == p.clause && s.casesOf(p.start, p.end) == anyCase && s.casesOf(q.start, q.end)&nominative == 0
}

// lone reports whether the phrase behind a verb in the plural is the clause's only one that may be subject or object, and the verb does
// harm to somebody: "розстріляли сотні людей".
func (s *sentence) lone(c, np int) bool {
	cl := &s.clauses[c]
	if cl.main < 0 || cl.main != cl.finite || !s.inPlural(cl.finite) {
		return false
	}
	k, _ := s.kinds(np)
	if k&kActor != 0 || s.instrument(np) || s.is(s.nps[np-1].head, "armed") {
		return false
	}
	harms := false
	for _, f := range s.toks[cl.main].w.readings() {
		for _, e := range s.r.lx.patterns[f.lemma] {
			if e.kind == 'v' && e.intr {
				return false
			}
			harms = harms || e.kind == 'v' && (e.frame.Type == factum.Assault || e.frame.Type == factum.Coerce)
		}
	}
	for n := range s.nps {
		p := &s.nps[n]
		if set := s.casesOf(p.start, p.end); n+1 != np && p.clause == c && p.free() && !p.after && set != anyCase && set&(nominative|accusative) != 0 {
			return false
		}
	}
	return harms
}

// acts reports whether the phrase names somebody, or a thing that acts for somebody.
func (s *sentence) acts(np int) bool {
	k, _ := s.kinds(np)
	return k&(kActor|kHuman) != 0 || s.instrument(np)
}

// instrument reports whether the phrase is a thing that acts for somebody: a missile, a drone.
func (s *sentence) instrument(np int) bool {
	_, c := s.kinds(np)
	i, ok := s.r.lx.classes["weapon"]
	return ok && c.has(i)
}

// antecedentNP is the phrase before a relative clause.
func (s *sentence) antecedentNP(c int) int {
	best := 0
	for n := range s.nps {
		if s.nps[n].end > s.clauses[c].start {
			break
		}
		if s.nps[n].clause == s.clauses[c].parent && !s.nps[n].time {
			best = n + 1
		}
	}
	if best > 0 && s.nps[best-1].of > 0 { // "members of the party who": the whole
		k, _ := s.kinds(s.nps[best-1].of)
		if k&kHuman != 0 {
			return s.nps[best-1].of
		}
	}
	return best
}

// auxiliaries gives what cues the helping verbs of the verb at i have.
func (s *sentence) auxiliaries(i int) cue {
	c := s.toks[i].clause
	cl := &s.clauses[c]
	if s.r.lx.verbLast {
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
		if s.r.lx.headFirst && s.toks[q].cue&cObjPron != 0 && !s.toks[q].verb && s.toks[p].tag&(tInf|tPart) != 0 {
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
	if a == 0 && s.r.lx.free { // "було вночі обстріляне"
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

// voice decides whether the verb at i stands in the passive.
func (s *sentence) voice(i int, e *entry) bool {
	t := &s.toks[i]
	if t.tag&(tPart|tImpers) == 0 || t.tag&tPart == 0 && !s.impersonal(t.clause) {
		// "worden aangevallen" has it; an infinitive or finite form never
		return false
	}
	a := s.auxiliaries(i)
	if s.r.lx.verbLast {
		switch {
		case a&cPassive != 0 && t.tag&tPart != 0 && (t.tag&(tFinite|tInf) == 0 || s.clauses[t.clause].finite != i):
			return true
		case a&cHave != 0:
			return false
		case a&cBe != 0:
			return !e.intr && !s.r.lx.goes(t.w)
		case t.tag&(tFinite|tInf) == 0:
			return !e.intr
		}
		// "beschoten" without a helper: finite, unless the clause has another finite verb
		if f := s.clauses[t.clause].finite; f >= 0 && f != i {
			return !e.intr
		}
		return false
	}
	switch {
	case a&(cBe|cPassive) != 0:
		// "have been held" is passive; "has held" is not
		q := s.before(i)
		if !s.r.lx.marked && e.intr {
			return false // "est arrivé"
		}
		return q >= 0 && s.toks[q].cue&(cBe|cPassive) != 0 || s.r.lx.free
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
	if object || e.intr {
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

// controller is the phrase between the infinitive or gerund at i and the verb over it, and that phrase again where it does what the infinitive
// tells: "urged Russia to withdraw", "accused soldiers of killing"; 0 none.
func (s *sentence) controller(i int) (who, between int) {
	g, gerund := s.infinitive(i), false
	if g < 0 {
		g, gerund = s.gerundOver(i), true
	}
	if g < 0 || s.r.lx.verbLast {
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

// verbArgs gives a verb its subject, objects and prepositional phrases.
func (s *sentence) verbArgs(h *hit, e *entry) {
	i := h.tok
	t := &s.toks[i]
	cl := &s.clauses[t.clause]
	if h.said {
		h.passive = cl.main >= 0 && s.voice(cl.main, e)
	} else {
		h.passive = s.voice(i, e)
	}
	subj := cl.subject
	who, between := s.controller(i)
	if who > 0 {
		subj = who
	} else if between == 0 && s.infinitive(i) < 0 && s.gerundOver(i) < 0 && s.isReduced(i, h) {
		n := s.npBefore(i)
		if n == 0 && cl.finite >= 0 && cl.finite < i {
			n = s.setBefore(i) // "sanctions against Belarus, accused of"
		}
		if n > 0 {
			subj = n
		}
	}
	if next := t.clause + 1; subj == 0 && h.passive && !s.r.lx.verbLast && !s.r.lx.free && cl.finite < 0 && cl.kind == clMain && cl.start == 0 && next < len(s.clauses) && s.clauses[next].finite >= 0 && !s.objectBehind(i) {
		subj = s.clauses[next].subject // "Reçu par Xi Jinping, le président s'est entretenu"
	}
	ante := 0
	if cl.kind == clRel && cl.sibling < 0 {
		ante = s.antecedentNP(t.clause)
	}
	role := sSubj
	if h.passive {
		role = sObj
	}
	if subj > 0 {
		h.args = append(h.args, arg{slot: role, np: subj, tok: -1, list: true})
	}
	if ante > 0 && ante != subj && (cl.opener < 0 || s.toks[cl.opener].cue&cPoss == 0) {
		h.args = append(h.args, arg{slot: sObj, np: ante, tok: -1, list: true})
	}
	// objects
	var objs []int
	stop := len(s.toks)
	if !s.r.lx.verbLast {
		for _, v := range cl.verbs {
			if v > h.last && v < stop {
				stop = v
			}
		}
	}
	for n := range s.nps {
		p := &s.nps[n]
		own := p.prep > h.tok && p.prep <= h.last && (!s.r.lx.free || s.among(p.prep, e.rest)) // "took in refugees", "called on the minister"
		if p.clause != t.clause || n+1 == subj || !p.free() && !own || p.time || p.after || n+1 == between && between != subj {
			continue
		}
		if s.r.lx.free && (p.start >= stop && s.toks[stop].tag&tInf != 0 || h.last > i && p.start > h.last && s.toks[h.last].verb && s.toks[h.last].tag&tInf != 0 && strings.HasPrefix(e.frame.Type.Quad(), "verbal")) {
			continue // "закликав союзників збільшити видатки": its own
		}
		if s.r.lx.free && (!h.passive || s.impersonal(t.clause)) { // "ambasadora wezwano"
			if set := s.casesOf(p.start, p.end); set&(accusative|genitive) == 0 || p.start < i && set&nominative != 0 && subj > 0 && s.nps[subj-1].start < i && (s.acts(n+1) || !s.acts(subj)) {
				continue
			}
		} else if !s.r.lx.verbLast && (p.start < i || p.start >= stop) {
			continue
		}
		if !s.canBeObject(p) {
			continue
		}
		if p.end-p.start == 1 && s.toks[p.start].cue&cObjPron != 0 && s.toks[p.start].cue&cPron == 0 && s.reflexive(p.start) {
			continue
		}
		if p.end-p.start == 1 && s.toks[p.start].cue&cPron != 0 && s.toks[p.start].cue&(cObjPron|cDet|cRel) == 0 {
			continue // "the men they took": the subject of what follows
		}
		if s.r.lx.marked && s.pronoun(n+1) && s.at(p.end).verb && s.at(p.end).tag&tFinite != 0 && s.toks[p.start].cue&cPron != 0 {
			continue // "a diplomat it arrested"
		}
		if p.start > h.tok && p.end <= h.last+1 && s.holds(p, e.rest) {
			if s.toks[h.last].np == n+1 {
				s.following(h, n+1) // "opened an investigation of X"
			}
			if own, ok := s.withinTrigger(h, p, subj); ok {
				h.args = append(h.args, own) // "found Jane Roe guilty", "defended Kenya's decision"
			}
			continue // words of the trigger itself, not what it is about: "turned the proposal down"
		}
		if p.start >= h.early && p.end <= h.tok && s.holds(p, e.rest) {
			continue
		}
		if own && h.passive && p.slots&sAgent != 0 {
			h.args = append(h.args, arg{slot: sAgent, np: n + 1, tok: p.prep, list: true}) // "were shot by": the words themselves lead whoever did
			continue
		}
		objs = append(objs, n+1)
	}
	if len(objs) == 0 && !h.passive && s.clitic(i) {
		if n := s.named(i, subj); n > 0 {
			objs = append(objs, n)
		}
	}
	if subj == 0 && e.intr && len(objs) > 0 && (s.r.lx.subjectOff || s.r.lx.free) { // "murieron tres civiles"
		h.args = append(h.args, arg{slot: sSubj, np: objs[0], tok: -1, list: true})
		objs = objs[1:]
	}
	if subj == 0 && len(objs) > 0 && s.inverted(h, objs[0]) { // "…, prévient l'organisation"
		h.args = append(h.args, arg{slot: sSubj, np: objs[0], tok: -1, list: true})
		objs = objs[1:]
	}
	if subj == 0 && len(objs) == 1 && s.speaksBehind(h, objs[0]) { // "anunció el Ministerio"
		h.args = append(h.args, arg{slot: sSubj, np: objs[0], tok: -1, list: true})
		objs = nil
	}
	if len(objs) > 1 && !s.r.lx.verbLast && !s.r.lx.free && s.nps[objs[0]-1].end <= h.last+1 && s.nps[objs[1]-1].start > h.last {
		if s.acts(objs[0]) {
			objs = objs[:1] // "ordered the firm to pay its drivers"
		} else if q := s.nps[objs[1]-1].prep; q > h.tok && q <= h.last {
			objs = objs[1:] // "threw stones at the guards"
		}
	}
	switch {
	case len(objs) >= 2:
		// "gave Kyiv tanks": the first is whom, the second what
		k, _ := s.kinds(objs[0])
		noObject := s.casesOf(s.nps[objs[0]-1].start, s.nps[objs[0]-1].end)&accusative == 0
		if s.r.lx.free && k&kPlace != 0 && s.casesOf(s.nps[objs[0]-1].start, s.nps[objs[0]-1].end)&dative != 0 && !s.eventAt(s.nps[objs[0]-1].head) {
			k |= kHuman // "виділить сектору Гази мільйони"
		}
		if (k&(kActor|kHuman) != 0 || s.r.lx.capitals && k&kPlace != 0) && (noObject || s.nps[objs[1]-1].start-s.nps[objs[0]-1].end < 3) {
			h.args = append(h.args, arg{slot: sGoal, np: objs[0], tok: -1, list: true}, arg{slot: sObj, np: objs[1], tok: -1, list: true})
			break
		}
		h.args = append(h.args, arg{slot: sObj, np: objs[0], tok: -1, list: true})
		if s.r.lx.free && k&(kActor|kHuman|kName) == 0 {
			h.args = append(h.args, arg{slot: sObj, np: objs[1], tok: -1, list: true}) // "третю добу перекривають проспект"
		}
	case len(objs) == 1:
		h.args = append(h.args, arg{slot: sObj, np: objs[0], tok: -1, list: true})
	}
	s.prepArgs(h, t.clause, i, stop)
}

// clitic reports whether an object pronoun stands right before the verb at i or its helping verbs: "les a libérés", "la retirará".
func (s *sentence) clitic(i int) bool {
	if !s.r.lx.headFirst {
		return false
	}
	for i--; i >= 0; i-- {
		t := &s.toks[i]
		if t.cue&cObjPron != 0 && t.cue&cRefl == 0 && !t.verb {
			return t.cue&cPron == 0 && !(t.cue&cDet == 0 && t.cue&cPoss != 0)
		}
		if !(t.verb && t.cue&cAux != 0) && t.cue&(cNeg|cAdv) == 0 {
			return false
		}
	}
	return false
}

// named is the phrase that an object pronoun before the verb at i goes back to: one set before the subject in its clause, else the last without a
// preposition in the clauses before it; 0 none.
func (s *sentence) named(i, subj int) int {
	c := s.toks[i].clause
	best := 0
	for n := range s.nps {
		p := &s.nps[n]
		if p.start >= i {
			break
		}
		if !p.free() || p.after || n+1 == subj || p.end-p.start == 1 && s.toks[p.start].cue&(cObjPron|cPron|cDet) != 0 {
			continue
		}
		if p.clause == c {
			return n + 1 // "les otages, le Hamas les rendra"
		}
		best = n + 1
	}
	return best
}

// toldBehind reports whether the verb at i opens a clause behind what it tells of: "…, prévient l'organisation", "«…», warned the minister".
func (s *sentence) toldBehind(i int) bool {
	t, p := &s.toks[i], s.at(i-1)
	cl := &s.clauses[t.clause]
	return t.verb && cl.kind == clMain && cl.start > 0 && len(cl.verbs) > 0 && cl.verbs[0] == i && s.firstWord(t.clause) == i && (p.low == "," || p.punct && p.quote != t.quote || p.low == "-" || p.low == "–" || p.low == "—") &&
		s.clauses[s.toks[i-1].clause].finite >= 0
}

// inverted reports whether the phrase behind a verb of words that stands behind what is said names who says it.
func (s *sentence) inverted(h *hit, np int) bool {
	if h.passive || h.noun || h.adj || !h.e.frame.speaker && !strings.HasPrefix(h.e.frame.Type.Quad(), "verbal") || !s.toldBehind(h.tok) {
		return false
	}
	if p := &s.nps[np-1]; p.start < h.tok || s.instrument(np) {
		return false
	}
	_, seat := s.seat(np)
	return seat || s.acts(np)
}

// speaksBehind reports whether the phrase behind a verb of words is who speaks rather than what is said: somebody by name or with a definite
// article, where a language needs no subject before its verb and leads people as objects by a preposition.
func (s *sentence) speaksBehind(h *hit, np int) bool {
	if !s.r.lx.subjectOff || h.passive || !h.e.frame.speaker && !strings.HasPrefix(h.e.frame.Type.Quad(), "verbal") {
		return false
	}
	p := &s.nps[np-1]
	if s.r.lx.free && (p.start < h.tok || s.casesOf(p.start, p.end)&nominative == 0) {
		return false // "дипломата вызвали": cases tell
	}
	return s.acts(np) && !s.instrument(np) && (s.toks[p.start].cap || s.r.lx.definite[s.toks[p.start].low])
}

// canBeObject reports whether the case of a phrase lets it be one.
func (s *sentence) canBeObject(p *phrase) bool {
	return s.r.lx.free || s.casesOf(p.start, p.end)&(accusative|dative) != 0
}

// objectBehind reports whether a phrase without a preposition stands behind the verb at i in its clause.
func (s *sentence) objectBehind(i int) bool {
	for n := range s.nps {
		if p := &s.nps[n]; p.clause == s.toks[i].clause && p.start > i && p.free() {
			return true
		}
	}
	return false
}

// withinTrigger is the object that stands in one phrase with words of the trigger: somebody by name before its last word, and not the subject's
// own state.
func (s *sentence) withinTrigger(h *hit, p *phrase, subj int) (arg, bool) {
	if h.passive || s.r.lx.verbLast || s.r.lx.headFirst || h.e.frame.Type.Quad() == "material-conflict" && !h.e.frame.person {
		return arg{}, false
	}
	for i := p.start; i < p.end-1; i++ {
		if a := s.toks[i].actor; a > 0 && s.toks[i].cap {
			if x, ok := s.actor(max(subj, 1)); subj > 0 && ok && x.Code == s.r.code(a) && s.r.doc.Mentions.Actors[a-1].Kind != "person" {
				return arg{}, false // "reiterated Kenya's support"
			}
			return arg{slot: sObj, given: []factum.Actor{s.r.mentioned(a)}, tok: -1}, true
		}
	}
	from := s.trimmed(p)
	if !h.e.frame.person || from >= p.end-1 || p.prep >= 0 || !s.toks[from].cap && !s.toks[p.end-2].class.has(s.r.human) {
		return arg{}, false
	}
	text, sp := s.words(from, p.end-1)
	return arg{slot: sObj, given: []factum.Actor{{Text: text, Basis: factum.BasisNamed, Span: sp}}, tok: -1}, true
}

// holds reports whether a word of the pattern stands in the phrase.
func (s *sentence) holds(p *phrase, els []element) bool {
	for i := p.start; i < p.end; i++ {
		if s.among(i, els) {
			return true
		}
	}
	return false
}

// among reports whether the word at i is one that the pattern names by itself.
func (s *sentence) among(i int, els []element) bool {
	w := s.toks[i].w
	if w == nil {
		return false
	}
	for _, f := range w.forms {
		for _, el := range els {
			if el.lemma == f.lemma {
				return true
			}
		}
	}
	return false
}

// reflexive reports whether the pronoun only doubles the subject; such pronouns are listed as both.
func (s *sentence) reflexive(i int) bool { return s.toks[i].cue&cNotVerb != 0 }

// prepArgs adds the clause's prepositional phrases.
func (s *sentence) prepArgs(h *hit, clause, i, stop int) {
	for n := range s.nps {
		p := &s.nps[n]
		if p.clause != clause || p.lead() < 0 || p.of > 0 && p.slots&^sOf == 0 || p.after {
			continue
		}
		if !s.r.lx.verbLast && p.start > i && p.start >= stop && h.noun == false {
			continue
		}
		if p.led && p.start > h.tok && p.end <= h.last+1 && s.holds(p, h.e.rest) {
			continue // words of the trigger itself: "взяли заручниками"
		}
		if s.r.lx.free && !h.noun && n > 0 && p.prep >= 0 && s.nps[n-1].end == p.prep && s.nps[n-1].prep > i && p.slots&sTarget != 0 && s.eventAt(s.nps[n-1].head) {
			continue // "видав ордери за напад на конвой": at whom the attack was aimed
		}
		sl := p.slots
		if p.of > 0 && !h.noun {
			sl &^= sOf
		}
		if !s.r.lx.verbLast && !s.r.lx.free && p.end <= i {
			sl &= sPlace | sTime | sWith
			if p.led {
				sl = p.slots
			}
		}
		if !h.passive && !h.noun && !h.adj && sl&sAgent != 0 && !p.led && (sl&^sAgent != 0 || s.hangs(n)) {
			sl &^= sAgent // "marcharon por Budapest": a way; "rejected a request by the union"
		}
		h.args = append(h.args, arg{slot: sl, np: n + 1, tok: p.lead(), list: true})
	}
}

// hangs reports whether the phrase at n, from 0, follows a phrase that is a thing on its preposition's heels, so that it says whose that thing is.
func (s *sentence) hangs(n int) bool {
	return n > 0 && s.nps[n-1].end == s.nps[n].prep && s.nps[n-1].clause == s.nps[n].clause && s.nps[n-1].free() && s.clauses[s.nps[n].clause].subject != n
}

// isReduced reports whether a passive participle hangs on the phrase before it: "a man held in Minsk".
func (s *sentence) isReduced(i int, h *hit) bool {
	if !h.passive || s.r.lx.verbLast || s.r.lx.free && s.toks[i].tag&tAdj == 0 {
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

// infinitive returns the governing verb of an infinitive with its mark, -1 none.
func (s *sentence) infinitive(i int) int {
	t := &s.toks[i]
	k := s.perfectInfinitive(i)
	if s.toks[k].tag&tInf == 0 {
		return -1
	}
	p, ok := s.mark(k)
	if s.r.lx.verbLast || !ok {
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
	if s.r.lx.marked {
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
	if s.r.lx.verbLast {
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

// controlsObject reports whether the verb makes its object do something: asks, forces, allows.
func (s *sentence) controlsObject(g int) bool {
	return s.toks[g].cue&(cPlan|cWant|cRefuse|cTry|cAspect|cContinue) == 0
}

// adjArgs is for a participle before its noun.
func (s *sentence) adjArgs(h *hit) {
	np := s.toks[h.tok].np
	if np == 0 {
		return
	}
	h.passive = true
	if s.toks[h.tok].tag&tIng != 0 && s.toks[h.tok].tag&(tPart|tAdj) == 0 {
		h.args = append(h.args, arg{slot: sSubj, np: np, tok: -1})
	} else {
		h.args = append(h.args, arg{slot: sObj, np: np, tok: -1, list: true})
	}
	s.following(h, np)
}

// following adds the prepositional phrases that hang on the phrase np.
func (s *sentence) following(h *hit, np int) {
	end := s.nps[np-1].end
	for n := np + 1; n <= len(s.nps); n++ {
		p := &s.nps[n-1]
		if p.quoteDiffers(s, h.tok) {
			break
		}
		if p.after || p.time {
			if p.start-end <= 3 {
				end = p.end
				continue
			}
			break
		}
		if lead := p.lead(); lead < 0 || lead-end > 1 || lead > end && !s.toks[end].punct && s.toks[end].cue&(cAdv|cMore|cCoord) == 0 {
			break
		}
		if p.of == 0 || p.of == np { // "a murder in a town of the north": not of the north
			sl := p.slots
			if s.r.lx.verbLast && h.noun && n == np+1 && sl&sAgent != 0 && sl&sSource != 0 && h.undergone() {
				sl = sOf // "die Festnahme von Journalisten"
			}
			h.args = append(h.args, arg{slot: sl, np: n, tok: p.lead(), list: true})
		}
		end = p.end
	}
}

// undergone reports whether what hangs on the noun by "of" is whom the deed is done to.
func (h *hit) undergone() bool {
	return h.e.recipients()&sOf != 0 && strings.HasPrefix(h.e.frame.Type.Quad(), "material")
}

func (p *phrase) quoteDiffers(s *sentence, i int) bool {
	return s.toks[p.start].quote != s.toks[i].quote
}

// nounArgs gives a noun its possessor, its "of", the phrases behind it, and what a light verb lends it.
func (s *sentence) nounArgs(h *hit) {
	np := s.toks[h.tok].np
	if np == 0 {
		return
	}
	p := &s.nps[np-1]
	to := h.tok
	if s.r.lx.headFirst {
		to = p.end // "l'offensive russe"
	}
	if t := &s.toks[h.tok]; t.actor > 0 && s.r.lx.verbLast && s.r.doc.Mentions.Actors[t.actor-1].Kind == "organisation" && !s.r.adjective(t.actor) { // "EU-top"
		h.args = append(h.args, arg{slot: sPoss, given: []factum.Actor{s.r.mentioned(t.actor)}, tok: -1})
	}
	for i := p.start; i < to; i++ {
		t := &s.toks[i]
		if i == h.tok {
			continue
		}
		if i > h.tok && (t.actor == 0 || !s.r.adjective(t.actor)) {
			continue
		}
		if t.actor > 0 && (i == p.start || s.toks[i-1].actor != t.actor) {
			last := i
			for last+1 < to && s.toks[last+1].actor == t.actor {
				last++
			}
			poss := s.r.lx.headFirst || s.at(last+1).low == "'s" || s.at(last+1).low == "'"
			if poss || s.r.adjective(t.actor) || s.r.lx.verbLast {
				h.args = append(h.args, arg{slot: sPoss, given: []factum.Actor{s.r.mentioned(t.actor)}, tok: -1})
			}
			i = last
			continue
		}
		if t.cue&cPoss != 0 && t.punct == false && t.cue&cRel == 0 {
			q := phrase{start: i, end: i + 1, clause: t.clause, head: i, prep: -1}
			if a, ok := s.r.antecedent(s, &q); ok {
				h.args = append(h.args, arg{slot: sPoss, given: []factum.Actor{a}, tok: -1})
			}
		}
	}
	// what hangs on it by "of", then the rest
	if h.tok == p.end-1 || h.last == p.end-1 || s.r.lx.verbLast || s.r.lx.headFirst || h.tok == p.head {
		s.following(h, np)
	}
	v := s.governingVerb(np)
	if v < 0 {
		return
	}
	vt := &s.toks[v]
	cl := &s.clauses[vt.clause]
	isSubject := cl.subject == np
	light := vt.cue & (cDoLight | cUndergo | cHappen | cPlan)
	if light == 0 {
		return
	}
	passive := s.voice(v, &entry{})
	switch {
	case light == cPlan: // "kündigte Angriffe an": whoever announces or plans a deed means to do it
		if !passive && !isSubject && cl.subject > 0 && s.nps[np-1].free() && strings.HasPrefix(h.e.frame.Type.Quad(), "material") && !h.hasSlot(sAgent|sPoss) {
			h.args = append(h.args, arg{slot: sSubj, np: cl.subject, tok: -1, list: true})
		}
	case vt.cue&cDoLight != 0 && !passive && !isSubject && cl.subject > 0 && !s.nps[np-1].free():
		// "opened an inquiry into the killings": who opens it is not who killed
	case vt.cue&cDoLight != 0 && !passive && !isSubject && cl.subject > 0:
		subj := cl.subject
		if who, _ := s.controller(v); who > 0 && who != np {
			subj = who
		}
		h.args = append(h.args, arg{slot: sSubj, np: subj, tok: -1, list: true})
		s.prepArgs(h, vt.clause, v, len(s.toks))
	case vt.cue&cDoLight != 0 && passive && isSubject, vt.cue&cHappen != 0 && isSubject:
		s.prepArgs(h, vt.clause, v, len(s.toks))
	case vt.cue&cUndergo != 0 && !isSubject && cl.subject > 0 && (s.nps[np-1].free() || !s.r.lx.verbLast):
		h.args = append(h.args, arg{slot: sObj, np: cl.subject, tok: -1, list: true})
		s.prepArgs(h, vt.clause, v, len(s.toks))
	}
}

// governingVerb is the verb whose subject or object the phrase is; -1 where a preposition leads it or none stands there.
func (s *sentence) governingVerb(np int) int {
	p := &s.nps[np-1]
	for p.after && np > 1 {
		np--
		p = &s.nps[np-1]
	}
	cl := &s.clauses[p.clause]
	if len(cl.verbs) == 0 {
		return -1
	}
	if cl.subject == np && p.free() {
		if cl.main >= 0 {
			return cl.main
		}
		return cl.finite
	}
	if s.r.lx.verbLast {
		if cl.main >= 0 {
			return cl.main
		}
		return cl.finite
	}
	for j := p.start - 1; j >= cl.start; j-- {
		if s.toks[j].clause == p.clause && s.toks[j].verb {
			return j
		}
	}
	return -1
}
