package coding

// The slots of a trigger: subject, objects, what prepositions and cases lead.

import (
	"strings"

	"factum"
)

// arg is something that fills a slot.
type arg struct {
	slot  slot
	np    int // phrase, from 1; 0 where actors stand instead
	given []factum.Actor
	tok   int // preposition, -1 none
	list  bool
}

// fill puts the phrase np, with those coordinated with it, into a slot.
func (h *hit) fill(sl slot, np int) {
	h.args = append(h.args, arg{slot: sl, np: np, tok: -1, list: true})
}

// hasSlot reports whether something fills one of the slots.
func (h *hit) hasSlot(sl slot) bool {
	for _, a := range h.args {
		if a.slot&sl != 0 {
			return true
		}
	}
	return false
}

// verbArgs gives a verb its subject, objects and prepositional phrases.
func (s *sentence) verbArgs(h *hit, e *entry) {
	i := h.tok
	t := &s.toks[i]
	cl := &s.clauses[t.clause]
	if h.carried {
		h.passive = cl.main >= 0 && s.voice(cl.main, e.intr)
	} else {
		h.passive = s.voice(i, e.intr)
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
	if next := t.clause + 1; subj == 0 && h.passive && !s.lx.verbLast && !s.lx.free && cl.finite < 0 && cl.kind == clMain && cl.start == 0 && next < len(s.clauses) && s.clauses[next].finite >= 0 && !s.objectBehind(i) {
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
		h.fill(role, subj)
	}
	if ante > 0 && ante != subj && (cl.opener < 0 || s.toks[cl.opener].cue&cPoss == 0) {
		h.fill(sObj, ante)
	}
	// objects
	var objs []int
	stop := len(s.toks)
	if !s.lx.verbLast {
		for _, v := range cl.verbs {
			if v > h.last && v < stop {
				stop = v
			}
		}
	}
	for n := range s.nps {
		p := &s.nps[n]
		own := p.prep > h.tok && p.prep <= h.last && (!s.lx.free || s.among(p.prep, e.rest)) // "took in refugees", "called on the minister"
		if p.clause != t.clause || n+1 == subj || !p.free() && !own || p.time || p.after || n+1 == between && between != subj {
			continue
		}
		if s.lx.free && (p.start >= stop && s.toks[stop].tag&tInf != 0 || h.last > i && p.start > h.last && s.toks[h.last].verb && s.toks[h.last].tag&tInf != 0 && strings.HasPrefix(e.frame.Type.Quad(), "verbal")) {
			continue // "закликав союзників збільшити видатки": its own
		}
		if s.lx.free && (!h.passive || s.impersonal(t.clause)) { // "ambasadora wezwano"
			if set := s.casesOf(p.start, p.end); set&(accusative|genitive) == 0 || p.start < i && set&nominative != 0 && subj > 0 && s.nps[subj-1].start < i && (s.acts(n+1) || !s.acts(subj)) {
				continue
			}
		} else if !s.lx.verbLast && (p.start < i || p.start >= stop) {
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
		if s.lx.marked && s.pronoun(n+1) && s.at(p.end).verb && s.at(p.end).tag&tFinite != 0 && s.toks[p.start].cue&cPron != 0 {
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
		if n := s.cliticAntecedent(i, subj); n > 0 {
			objs = append(objs, n)
		}
	}
	if subj == 0 && e.intr && len(objs) > 0 && (s.lx.subjectDropped || s.lx.free) { // "murieron tres civiles"
		h.fill(sSubj, objs[0])
		objs = objs[1:]
	}
	if subj == 0 && len(objs) > 0 && s.inverted(h, objs[0]) { // "…, prévient l'organisation"
		h.fill(sSubj, objs[0])
		objs = objs[1:]
	}
	if subj == 0 && len(objs) == 1 && s.speaksBehind(h, objs[0]) { // "anunció el Ministerio"
		h.fill(sSubj, objs[0])
		objs = nil
	}
	if len(objs) > 1 && !s.lx.verbLast && !s.lx.free && s.nps[objs[0]-1].end <= h.last+1 && s.nps[objs[1]-1].start > h.last {
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
		if s.lx.free && k&kPlace != 0 && s.casesOf(s.nps[objs[0]-1].start, s.nps[objs[0]-1].end)&dative != 0 && !s.eventAt(s.nps[objs[0]-1].head) {
			k |= kHuman // "виділить сектору Гази мільйони"
		}
		if (k&(kActor|kHuman) != 0 || s.lx.nounCapitals && k&kPlace != 0) && (noObject || s.nps[objs[1]-1].start-s.nps[objs[0]-1].end < 3) {
			h.fill(sGoal, objs[0])
			h.fill(sObj, objs[1])
			break
		}
		h.fill(sObj, objs[0])
		if s.lx.free && k&(kActor|kHuman|kName) == 0 {
			h.fill(sObj, objs[1]) // "третю добу перекривають проспект"
		}
	case len(objs) == 1:
		h.fill(sObj, objs[0])
	}
	s.prepArgs(h, t.clause, i, stop)
}

// clitic reports whether an object pronoun stands right before the verb at i or its helping verbs: "les a libérés", "la retirará".
func (s *sentence) clitic(i int) bool {
	if !s.lx.headFirst {
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

// cliticAntecedent is the phrase that an object pronoun before the verb at i goes back to: one set before the subject in its clause, else the last without a
// preposition in the clauses before it; 0 none.
func (s *sentence) cliticAntecedent(i, subj int) int {
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
	if !s.lx.subjectDropped || h.passive || !h.e.frame.speaker && !strings.HasPrefix(h.e.frame.Type.Quad(), "verbal") {
		return false
	}
	p := &s.nps[np-1]
	if s.lx.free && (p.start < h.tok || s.casesOf(p.start, p.end)&nominative == 0) {
		return false // "дипломата вызвали": cases tell
	}
	return s.acts(np) && !s.instrument(np) && (s.toks[p.start].cap || s.lx.definite[s.toks[p.start].low])
}

// canBeObject reports whether the case of a phrase lets it be one.
func (s *sentence) canBeObject(p *phrase) bool {
	return s.lx.free || s.casesOf(p.start, p.end)&(accusative|dative) != 0
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
	if h.passive || s.lx.verbLast || s.lx.headFirst || h.e.frame.Type.Quad() == "material-conflict" && !h.e.frame.person {
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

// reflexive reports whether the pronoun only doubles the subject; such pronouns are listed as both.
func (s *sentence) reflexive(i int) bool { return s.toks[i].cue&cNotVerb != 0 }

// prepArgs adds the clause's prepositional phrases.
func (s *sentence) prepArgs(h *hit, clause, i, stop int) {
	for n := range s.nps {
		p := &s.nps[n]
		if p.clause != clause || p.lead() < 0 || p.of > 0 && p.slots&^sOf == 0 || p.after {
			continue
		}
		if !s.lx.verbLast && p.start > i && p.start >= stop && h.noun == false {
			continue
		}
		if p.led && p.start > h.tok && p.end <= h.last+1 && s.holds(p, h.e.rest) {
			continue // words of the trigger itself: "взяли заручниками"
		}
		if s.lx.free && !h.noun && n > 0 && p.prep >= 0 && s.nps[n-1].end == p.prep && s.nps[n-1].prep > i && p.slots&sTarget != 0 && s.eventAt(s.nps[n-1].head) {
			continue // "видав ордери за напад на конвой": at whom the attack was aimed
		}
		sl := p.slots
		if p.of > 0 && !h.noun {
			sl &^= sOf
		}
		if !s.lx.verbLast && !s.lx.free && p.end <= i {
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
		h.fill(sObj, np)
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
			if s.lx.verbLast && h.noun && n == np+1 && sl&sAgent != 0 && sl&sSource != 0 && h.undergone() {
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

// nounArgs gives a noun its possessor, its "of", the phrases behind it, and what a light verb lends it.
func (s *sentence) nounArgs(h *hit) {
	np := s.toks[h.tok].np
	if np == 0 {
		return
	}
	p := &s.nps[np-1]
	to := h.tok
	if s.lx.headFirst {
		to = p.end // "l'offensive russe"
	}
	if t := &s.toks[h.tok]; t.actor > 0 && s.lx.verbLast && s.r.doc.Mentions.Actors[t.actor-1].Kind == "organisation" && !s.r.adjective(t.actor) { // "EU-top"
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
			poss := s.lx.headFirst || s.at(last+1).low == "'s" || s.at(last+1).low == "'"
			if poss || s.r.adjective(t.actor) || s.lx.verbLast {
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
	if h.tok == p.end-1 || h.last == p.end-1 || s.lx.verbLast || s.lx.headFirst || h.tok == p.head {
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
	passive := s.voice(v, false)
	switch {
	case light == cPlan: // "kündigte Angriffe an": whoever announces or plans a deed means to do it
		if !passive && !isSubject && cl.subject > 0 && s.nps[np-1].free() && strings.HasPrefix(h.e.frame.Type.Quad(), "material") && !h.hasSlot(sAgent|sPoss) {
			h.fill(sSubj, cl.subject)
		}
	case vt.cue&cDoLight != 0 && !passive && !isSubject && cl.subject > 0 && !s.nps[np-1].free():
		// "opened an inquiry into the killings": who opens it is not who killed
	case vt.cue&cDoLight != 0 && !passive && !isSubject && cl.subject > 0:
		subj := cl.subject
		if who, _ := s.controller(v); who > 0 && who != np {
			subj = who
		}
		h.fill(sSubj, subj)
		s.prepArgs(h, vt.clause, v, len(s.toks))
	case vt.cue&cDoLight != 0 && passive && isSubject, vt.cue&cHappen != 0 && isSubject:
		s.prepArgs(h, vt.clause, v, len(s.toks))
	case vt.cue&cUndergo != 0 && !isSubject && cl.subject > 0 && (s.nps[np-1].free() || !s.lx.verbLast):
		h.fill(sObj, cl.subject)
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
	if s.lx.verbLast {
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
