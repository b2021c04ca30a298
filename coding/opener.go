package coding

// Words that open a clause, and those like them that do not.

import "factum"

// opens says what clause the token at i opens; clMain none. It looks ahead, and what lies ahead looks on: each token's
// answer is kept, so that a chain of such words costs no more than its square.
func (s *sentence) opens(i int) clauseKind {
	if s.opened == nil {
		s.opened = make([]int8, len(s.toks))
	}
	if k := s.opened[i]; k > 0 {
		return clauseKind(k - 1)
	}
	k := s.opening(i)
	s.opened[i] = int8(k) + 1
	return k
}

func (s *sentence) opening(i int) clauseKind {
	t := &s.toks[i]
	if t.verb {
		return clMain
	}
	p := i - 1
	for p >= 0 && s.toks[p].cue&cMore != 0 {
		p--
	}
	pt := s.at(p)
	next := s.at(s.after(i))
	if s.lx.clauseCommas && t.cue&(cThat|cRel) != 0 && p >= 0 && !s.parted(i) {
		return clMain // an article, a question word
	}
	switch {
	case s.lx.subjectDropped && s.lx.headFirst && i == 0 && t.cue&cPrep != 0 && t.slots&sOf != 0 && next.tag&tInf != 0 && next.tag&tFinite == 0 && !next.nominal:
		return clIf // "De reanudarse los combates"
	case t.cue&cPurpose != 0:
		if s.lx.verbLast { // "om … te": the mark of the infinitive has to follow
			for j := i + 1; j < len(s.toks) && j < i+25; j++ {
				if s.toks[j].cue&cInf != 0 || s.toks[j].tag&tMarked != 0 {
					return clPurpose
				}
				if s.toks[j].punct && s.toks[j].low != "," {
					break
				}
			}
			return clMain
		}
		if t.cue&cPrep != 0 && !s.lx.marked { // "pour attaquer", not "pour la paix"
			k := s.after(i)
			for k < len(s.toks) && s.toks[k].cue&cObjPron != 0 {
				k++
			}
			if s.at(k).tag&tInf == 0 {
				return clMain
			}
		}
		return clPurpose
	case t.cue&cIf != 0:
		end := s.reach(i + 1)
		for s.lx.verbLast && end < len(s.toks) && s.toks[end].cue&cCoord != 0 && !s.hasVerb(i+1, end) {
			end = s.reach(end + 1) // "als de VS of Israël aanvallen"
		}
		if s.lx.verbLast && !s.hasFinite(i+1, end) {
			return clMain // "als staat erkend"
		}
		return clIf
	case t.cue&cThat != 0 && !s.lx.verbLast && next.time > 0:
		return clMain // "that night"
	case t.cue&cThat != 0 && p >= 0 && pt.verb && t.cue&cDet != 0 && s.lx.verbLast && (!s.hasVerb(i+1, len(s.toks)) || s.alone(i)):
		return clMain // "komt dat door de staking", "veroordeelt dat scherp en": a pronoun
	case t.cue&cThat != 0 && p >= 0 && pt.verb:
		return clThat
	case t.cue&cThat != 0 && p >= 0 && pt.cue&cPrep != 0 && s.lx.verbLast && s.splitOff(p) && s.hasVerb(i+1, len(s.toks)):
		return clThat // "spreekt tegen dat Rusland de leiding heeft opgeblazen"
	case t.cue&cRel != 0:
		if i == 0 && s.whoever() {
			return clIf
		}
		if p < 0 || i == 0 {
			return clMain
		}
		if s.lx.verbLast && s.lx.clauseCommas && t.cue&cDet != 0 && !s.hasFinite(i+1, s.reach(i+1)) {
			return clMain // ", die Truppen abzuziehen"
		}
		if t.cue&cThat != 0 && (pt.low == "," || pt.noun) && !pt.verb && (s.lx.headFirst || s.lx.free) {
			if s.announced(p) {
				return clThat
			}
			return clRel
		}
		if t.cue&cThat != 0 && (pt.low == "," || pt.noun) && !pt.verb {
			if next.verb || s.lx.verbLast && pt.low == "," && s.toks[max(p-1, 0)].noun {
				return clRel
			}
			return clThat
		}
		if t.cue&cDet != 0 && s.lx.verbLast && pt.verb && pt.tag&(tPart|tInf) != 0 && pt.tag&(tPast|tPres)&^tPres == 0 && t.cue&cPron == 0 && s.hasFinite(i+1, s.reach(i+1)) && pt.cue&cAux == 0 {
			return clRel // "heeft de wapens geleverd die het had toegezegd"
		}
		if t.cue&cDet != 0 && (pt.cue&cPrep != 0 || pt.verb || pt.cue&(cCoord|cSub|cThat) != 0) {
			return clMain
		}
		if pt.low == "," || pt.noun || pt.actor > 0 || pt.cue&cPrep != 0 || pt.cue&cCoord != 0 {
			return clRel
		}
		return clMain
	case t.cue&cThat != 0 && t.cue&cCoord != 0 && s.joinsWithin(i):
		return clMain // "als de VS of Israël aanvallen"
	case t.cue&cThat != 0:
		if t.cue&cDet != 0 && s.lx.verbLast == false && !next.verb && p < 0 {
			return clMain
		}
		if t.cue&cDet != 0 && pt.cue&cPrep != 0 {
			return clMain
		}
		return clThat
	case t.cue&cSub != 0 && p >= 0 && pt.verb && pt.cue&cAux != 0 && next.verb:
		return clMain // "have since been sent"
	case t.cue&cSub != 0 && t.cue&cPrep == 0 && s.bareSub(i):
		return clMain // "condemned the raid as a provocation and demanded"
	case t.cue&cSub != 0:
		if t.cue&cPrep != 0 && !s.lx.marked && next.tag&tInf != 0 && next.tag&tFinite == 0 && s.after(i) == i+1 {
			return clSub // "al impactar un misil"
		}
		if n := s.at(i + 1); t.cue&cPrep != 0 && s.lx.baseForm() && n.verb && n.tag&tIng != 0 && n.tag&tFinite == 0 {
			return clPart // "after reaching a deal": what its subject did besides
		}
		if t.cue&cPrep != 0 { // after, since, before: subordinating only when a finite verb follows
			if !s.hasFinite(i+1, s.reach(i+1)) {
				return clMain
			}
			if s.lx.verbLast && s.closesPerfect(i) {
				return clMain // "hat als letztes Mitglied nun auch die Türkei ratifiziert"
			}
			if last := s.reach(i+1) - 1; s.lx.nounCapitals && !s.isFinite(last) || s.lx.verbLast && !s.toks[last].verb {
				return clMain // "während der Kämpfe wurden …": the verb of a clause stands last
			}
			if !s.lx.verbLast && p >= 0 && pt.noun && s.at(i+1).verb {
				return clMain
			}
		}
		return clSub
	}
	return clMain
}

// splitOff reports whether the word at p is the part of a verb before it that stands apart.
func (s *sentence) splitOff(p int) bool {
	for j := p - 1; j >= 0 && !s.toks[j].punct; j-- {
		t := &s.toks[j]
		if !t.verb || t.w == nil {
			continue
		}
		for _, f := range t.w.forms {
			if f.particle == s.toks[p].low && (s.lx.verbCue[f.lemma] != 0 || len(s.lx.patterns[f.lemma]) > 0) {
				return true
			}
		}
	}
	return false
}

// alone reports whether nothing but adverbs stands between the word at i and the next mark or coordinator.
func (s *sentence) alone(i int) bool {
	for i++; i < len(s.toks); i++ {
		t := &s.toks[i]
		if t.punct || t.cue&cCoord != 0 {
			return true
		}
		if !t.passed() {
			return false
		}
	}
	return true
}

// joinsWithin reports whether no verb stands between the word at i and the one that opens its subordinate clause.
func (s *sentence) joinsWithin(i int) bool {
	for j := i - 1; j >= 0; j-- {
		t := &s.toks[j]
		if t.cue&(cSub|cIf) != 0 {
			return true
		}
		if t.verb || t.punct {
			return false
		}
	}
	return false
}

// closesPerfect reports whether the only verb behind i, at the end of its stretch, is the participle that a helping verb before i waits for.
func (s *sentence) closesPerfect(i int) bool {
	if !s.lastPart(i+1, s.reach(i+1)) {
		return false
	}
	for k := i - 1; k >= 0 && !s.toks[k].punct && s.toks[k].cue&cCoord == 0; k-- {
		if s.toks[k].verb {
			return s.toks[k].cue&(cHave|cBe|cPassive) != 0 && s.toks[k].tag&tFinite != 0
		}
	}
	return false
}

// bareSub reports whether no verb stands behind a word at i that opens clauses until a coordinator goes on with one: the word leads a phrase.
func (s *sentence) bareSub(i int) bool {
	if !s.lx.marked || s.lx.verbLast || i == 0 {
		return false
	}
	for j := i + 1; j < len(s.toks); j++ {
		t := &s.toks[j]
		switch {
		case t.cue&cCoord != 0:
			return s.isFinite(j+1) && s.toks[j+1].verb
		case t.verb, t.punct, t.cue&(cThat|cRel|cSub|cIf) != 0:
			return false
		}
	}
	return false
}

// announced reports whether what stands before a word that is both "that" and "which", up to token i, says or asks for something: a noun of
// saying right there, a verb of it a few words before.
func (s *sentence) announced(i int) bool {
	const use = cSay | cBelieve | cDeny | cExpect | cWant | cAccuse
	if i > 0 && s.toks[i].low == "," {
		i--
	}
	if t := &s.toks[i]; !t.verb && (t.cue&(use|cPurposeN) != 0 || s.embedsAt(i)) {
		return true
	}
	for j, n := i, 0; j >= 0 && n < 7; j, n = j-1, n+1 {
		t := &s.toks[j]
		if t.verb && t.cue&cAux == 0 {
			return t.cue&use != 0 || s.embedsAt(j)
		}
		if t.low == ";" || t.low == ":" || t.cue&(cRel|cSub|cIf) != 0 && n > 0 {
			return false
		}
	}
	return false
}

// leadsIn reports whether the clause's verb says, asks or lays to somebody's charge what a colon behind it leads in.
func (s *sentence) leadsIn(c int) bool {
	v := s.clauses[c].main
	if v < 0 {
		return false
	}
	return s.toks[v].cue&(cSay|cBelieve|cDeny|cExpect|cAccuse) != 0 || s.begins(v, func(_ form, e *entry) bool {
		return e.frame.Type == factum.Request || e.frame.embeds == embedAllege || e.frame.embeds == embedDeny
	})
}

// embedsAt reports whether the word at i may begin an entry of a frame that has a happening in its complement.
func (s *sentence) embedsAt(i int) bool {
	return s.begins(i, func(_ form, e *entry) bool { return e.frame.embeds != embedNone })
}

// parted reports whether a comma, another mark or a linking word stands before i, prepositions and adverbs between them left aside.
func (s *sentence) parted(i int) bool {
	for i--; i >= 0; i-- {
		t := &s.toks[i]
		if t.punct || t.cue&cCoord != 0 {
			return true
		}
		if t.cue&(cPrep|cAdv|cNeg|cMore) == 0 || t.verb {
			return false
		}
	}
	return true
}

// whoever reports whether the sentence begins with a clause about anybody who does something: "Wie een aanslag pleegt, verliest zijn pas".
func (s *sentence) whoever() bool {
	if t := &s.toks[0]; !s.lx.verbLast || t.cue&cPron == 0 || t.cue&(cDet|cThat) != 0 || s.toks[len(s.toks)-1].low == "?" {
		return false
	}
	for j := 1; j < len(s.toks)-1; j++ {
		if s.toks[j].low == "," {
			return s.isFinite(j-1) && s.isFinite(j+1)
		}
	}
	return false
}
