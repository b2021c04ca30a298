package coding

// The subject of each clause.

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

func (s *sentence) subjectOf(c, depth int) int {
	cl := &s.clauses[c]
	first := s.firstWord(c)
	elided := cl.sibling >= 0 && s.toks[first].verb
	limit := cl.end
	if !s.lx.verbLast {
		if cl.finite >= 0 {
			limit = cl.finite
		} else if len(cl.verbs) > 0 {
			limit = cl.verbs[0]
		}
	}
	if s.lx.free && cl.kind == clRel && cl.opener < 0 && cl.sibling < 0 {
		return s.antecedentNP(c) // a participle: "войска, обстрелявшие город"
	}
	if s.lx.free && !s.impersonal(c) && cl.kind != clPurpose && cl.kind != clPart {
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
			if t := &s.toks[p.start]; s.lx.headFirst && p.end-p.start == 1 && t.cue&cObjPron != 0 && t.cue&cPron == 0 {
				continue // a clitic
			}
			if p.start > cl.end {
				break
			}
			if own == 0 || p.start > 0 && s.toks[p.start-1].low == "," && s.clitic(limit) {
				own = n + 1 // "les otages, le Hamas les rendra": the second
			}
			if !s.lx.headFirst {
				break
			}
		}
		if own > 0 && cl.kind == clRel && s.lx.verbLast {
			// "die de stad beschoten": the antecedent acts when it can act and the phrase inside is no subject pronoun
			if ante := s.antecedentNP(c); ante > 0 && s.relative(c) {
				k, _ := s.kinds(ante)
				in := &s.nps[own-1]
				if (k&(kHuman|kActor) != 0 || s.instrument(ante)) && s.toks[in.start].cue&cPron == 0 {
					return ante
				}
			}
		}
		if own > 0 && cl.kind == clRel && s.lx.verbLast && cl.finite >= 0 && s.nps[own-1].start > cl.finite {
			own = 0
		}
		if own > 0 {
			return own
		}
	}
	if m := cl.main; s.lx.headFirst && cl.kind == clSub && m >= 0 && s.toks[m].tag&tInf != 0 && s.toks[m].tag&tFinite == 0 {
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
	if n := s.speakingPlace(c); n > 0 {
		return n
	}
	switch {
	case cl.kind == clRel && cl.sibling < 0 && !s.relative(c):
		if s.lx.headFirst && cl.main >= 0 { // "le journaliste qu'a arrêté la police"
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
	case s.lx.subjectDropped && !s.lx.free && cl.kind == clThat && cl.parent >= 0 && cl.finite >= 0:
		for n := range s.nps { // "ha annunciato che espellerà": nobody else behind the verb
			if p := &s.nps[n]; p.clause == c && p.start > cl.finite && p.free() && s.acts(n+1) && p.start-cl.finite < 3 && s.toks[cl.finite].cue&cAux == 0 {
				return 0
			}
		}
		return s.subjectOf(cl.parent, depth+1)
	case s.lx.free && (cl.kind == clThat || cl.kind == clSub || cl.kind == clIf) && cl.parent >= 0 && cl.finite >= 0, s.lx.verbLast && s.lx.clauseCommas && cl.kind == clPurpose && cl.parent >= 0:
		if n := s.addressee(cl.parent, cl.start); n > 0 && (cl.kind == clThat || cl.kind == clPurpose) {
			return n
		}
		return s.subjectOf(cl.parent, depth+1)
	case (cl.kind == clPurpose || cl.kind == clPart) && cl.parent >= 0:
		return s.subjectOf(cl.parent, depth+1)
	case cl.kind == clMain && cl.parent < 0 && len(cl.verbs) > 0 && s.toks[first].verb && c > 0 && !s.lx.verbLast:
		return 0
	}
	return 0
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
			if s.lx.verbLast {
				return i
			}
			continue
		}
		return i
	}
	return cl.start
}

// speakingPlace is the place phrase that names who speaks, where a verb of words in the plural has no subject: "заявили в Кремле"; 0 none.
func (s *sentence) speakingPlace(c int) int {
	cl := &s.clauses[c]
	if !s.lx.free || cl.finite < 0 || cl.main < 0 || !s.inPlural(cl.finite) {
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
	if !t.verb || s.lx.verbLast || s.lx.free || t.cue&cAux != 0 {
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
	if before == 0 && behind > 0 && s.onlyObject(c, behind) {
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

// onlyObject reports whether the phrase behind a verb in the plural is the clause's only one that may be subject or object, and the verb does
// harm to somebody: "розстріляли сотні людей".
func (s *sentence) onlyObject(c, np int) bool {
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
		for _, e := range s.lx.patterns[f.lemma] {
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
