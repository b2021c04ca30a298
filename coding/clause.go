package coding

// Clauses: stretches with one group of verbs each, and how they hang together.

// clauseKind says how a clause hangs on the one above it.
type clauseKind uint8

const (
	clMain    clauseKind = iota
	clThat               // complement: said that …
	clRel                // relative
	clSub                // temporal, causal
	clIf                 // conditional
	clPurpose            // om … te, in order to
	clPart               // participle after a comma: ", killing three"
)

// clause is a stretch with one group of verbs. Its tokens need not touch: a relative clause may stand in between.
type clause struct {
	kind    clauseKind
	opener  int // token that opens it, -1 none
	start   int
	end     int // behind its last token
	parent  int // the clause it hangs on, -1 none
	sibling int // the clause it is coordinated with, -1 none
	quote   int // of the document's mentions, from 1; 0 outside quotation marks
	finite  int // first finite verb or auxiliary, -1 none
	main    int // the last verb that is no auxiliary, -1 none
	verbs   []int
	subject int // phrase, from 1; 0 none of its own
}

func (s *sentence) add(kind clauseKind, at, opener, parent, sibling int) int {
	s.clauses = append(s.clauses, clause{kind: kind, opener: opener, start: at, end: at, parent: parent, sibling: sibling,
		finite: -1, main: -1, quote: s.toks[at].quote})
	return len(s.clauses) - 1
}

// split gives every token its clause.
func (s *sentence) split() {
	if len(s.toks) == 0 {
		return
	}
	cur := s.add(clMain, 0, -1, -1, -1)
	if s.verbFirst() {
		s.clauses[cur].kind = clIf
	}
	for i := 0; i < len(s.toks); i++ {
		t := &s.toks[i]
		c := &s.clauses[cur]
		if t.quote != c.quote && !t.punct {
			if c.end > c.start || len(c.verbs) > 0 || c.quote != 0 {
				// words outside the marks go on with what stood before them
				back := -1
				if t.quote == 0 {
					for k := len(s.clauses) - 1; k >= 0; k-- {
						if s.clauses[k].quote == 0 {
							back = k
							break
						}
					}
				}
				if back >= 0 && s.clauses[back].finite < 0 {
					cur = back
				} else {
					cur = s.add(clMain, i, -1, -1, -1)
				}
				c = &s.clauses[cur]
			} else {
				c.quote = t.quote
			}
		}
		kind := s.opens(i)
		switch {
		case kind != clMain && i > c.start || kind != clMain && i == 0:
			if i == 0 {
				// a fronted clause hangs on the one that follows
				c.kind, c.opener = kind, i
				break
			}
			parent := cur
			if kind == clSub || kind == clIf {
				for s.clauses[parent].kind == clRel && s.clauses[parent].parent >= 0 && s.clauses[parent].finite >= 0 && s.at(i-1).low == "," {
					parent = s.clauses[parent].parent
				}
			}
			cur = s.add(kind, i, i, parent, -1)
		case t.low == ";" || t.low == ":" && i+2 < len(s.toks):
			t.clause = cur
			s.clauses[cur].end = i + 1
			switch {
			case i+1 == len(s.toks):
			case t.low == ":" && !s.heading && s.lx.clauseCommas && s.toks[i+1].quote == 0 && s.leadsIn(cur) && s.hasFinite(i+1, s.reach(i+1)):
				cur = s.add(clThat, i+1, -1, cur, -1) // "наполягає: Сербія мусить видати"
			default:
				cur = s.add(clMain, i+1, -1, -1, -1)
			}
			continue
		case t.low == "," || t.low == "-" || t.low == "–" || t.low == "—" || t.low == ")":
			t.clause = cur
			s.clauses[cur].end = i + 1
			cur = s.comma(i, cur)
			continue
		case t.cue&cCoord != 0 && len(c.verbs) > 0:
			if next := s.coordinate(i, cur); next >= 0 {
				cur = next
			}
		case c.main >= 0 && c.main < i-1 && s.toks[c.main].cue&cSay != 0 && s.toldWithoutThat(c.main+1) == i:
			cur = s.add(clThat, i, -1, cur, -1) // "warned the government they would leave"
		case t.verb && s.isFinite(i) && c.finite >= 0 && !s.chained(i, cur):
			cur = s.second(i, cur)
		}
		t = &s.toks[i]
		t.clause = cur
		c = &s.clauses[cur]
		c.end = i + 1
		if t.verb {
			c.verbs = append(c.verbs, i)
			if c.finite < 0 && s.isFinite(i) {
				c.finite = i
			}
			if t.cue&cAux == 0 || t.tag&^(tInf) == 0 {
				c.main = i
			}
			// "X said Y did": a clause without "that"
			if s.lx.baseForm() && t.cue&(cSay|cBelieve|cDeny|cExpect) != 0 && i+1 < len(s.toks) && !s.toks[i+1].punct && s.opens(i+1) == clMain {
				if (s.at(i+1).starts() || s.at(i+1).cue&cPron != 0) && s.toldWithoutThat(i+1) < 0 {
					if j := s.reach(i + 1); s.hasFinite(i+1, min(j, i+14)) && s.toks[i+1].cue&cInf == 0 {
						cur = s.add(clThat, i+1, -1, cur, -1)
					}
				}
			}
		}
	}
}

// isFinite reports whether the verb at i can head a clause of its own.
func (s *sentence) isFinite(i int) bool {
	t := &s.toks[i]
	if !t.verb {
		return false
	}
	if t.cue&(cWill|cWould|cCould|cMust|cDo) != 0 && t.tag&^(tInf|tPart|tIng) != 0 {
		return s.at(i-1).cue&cInf == 0
	}
	if s.lx.verbLast && t.tag&tPart != 0 && s.at(i+1).cue&cInf != 0 && s.at(i+2).cue&(cHave|cBe|cPassive) != 0 {
		return false // "beschossen zu haben"
	}
	if s.lx.free && t.tag&tPart != 0 && t.tag&(tAdj|tFinite|tInf) == 0 && s.auxiliaries(i) == 0 && !s.laterFinite(i) {
		return true // "договор ратифицирован": a predicate
	}
	if t.tag&tFinite == 0 {
		return t.cue&cAux != 0 && t.tag == 0 || s.lx.baseForm() && t.tag&tInf != 0 && s.at(s.before(i)).cue&cInf == 0 && !s.at(s.before(i)).verb
	}
	if p := s.before(i); p >= 0 {
		pt := &s.toks[p]
		if pt.cue&cInf != 0 {
			return false
		}
		if n := s.at(s.after(i)); !s.lx.verbLast && t.tag&tPart != 0 && pt.noun && n.cue&cPrep != 0 && n.slots&sAgent != 0 && n.time == 0 {
			return false // "missiles fired by the army"
		}
		if pt.verb && pt.cue&cAux != 0 && !s.lx.verbLast {
			return false
		}
	}
	return true
}

// hasFinite reports whether a finite verb stands in [i,j) before a word that opens another clause.
func (s *sentence) hasFinite(i, j int) bool {
	for k := i; k < j && k < len(s.toks); k++ {
		if k > i && s.toks[k].cue&(cThat|cRel|cSub|cIf|cPurpose) != 0 && s.opens(k) != clMain {
			return false
		}
		if s.isFinite(k) {
			return true
		}
	}
	return false
}

// hasVerb reports whether a verb stands in [i,j).
func (s *sentence) hasVerb(i, j int) bool {
	for ; i < j; i++ {
		if s.toks[i].verb {
			return true
		}
	}
	return false
}

// reach is the end of the stretch that begins at i: the next mark that may end a clause.
func (s *sentence) reach(i int) int {
	for j := i; j < len(s.toks); j++ {
		t := &s.toks[j]
		if t.punct && t.low != "'" || t.quote != s.toks[i].quote || j > i && t.cue&cCoord != 0 {
			return j
		}
	}
	return len(s.toks)
}

// toldWithoutThat is where what is told begins behind the one who is told it, a pronoun right behind a phrase that begins at i; -1 none.
func (s *sentence) toldWithoutThat(i int) int {
	if !s.lx.baseForm() || s.at(i).cue&cPron != 0 && s.at(i).cue&cDet == 0 {
		return -1
	}
	for j := i; j < len(s.toks) && j < i+6; j++ {
		t := &s.toks[j]
		if j > i && t.cue&cPron != 0 && t.cue&(cDet|cRel) == 0 && !(t.actor > 0 && t.cap) {
			if n := s.at(j + 1); n.verb && s.isFinite(j+1) {
				return j
			}
			return -1
		}
		if t.punct && t.low != "'s" || t.verb || t.cue&(cPrep|cCoord|cThat|cRel|cSub) != 0 {
			return -1
		}
	}
	return -1
}

// chained reports whether the finite verb at i belongs to the group of verbs already there.
func (s *sentence) chained(i, cur int) bool {
	c := &s.clauses[cur]
	last := c.verbs[len(c.verbs)-1]
	if s.lx.verbLast {
		// the group at the clause's end may hold finite and other verbs in any order
		if c.kind != clMain {
			if s.before(i) == last && s.toks[i].cue&cAux == 0 && s.toks[last].cue&cAux == 0 && !s.toks[last].verbControl() && c.parent >= 0 && s.clauses[c.parent].finite < 0 {
				return false // "die bijeenkomen bespreken": the second heads the clause around
			}
			return s.before(i) == last || s.toks[i].tag&(tInf|tPart) != 0 && s.toks[i].tag&tFinite&^tPres == 0 && s.hasAux(cur)
		}
		return s.toks[i].tag&(tInf|tPart) != 0 && s.hasAux(cur) || s.toks[i].cue&cAux != 0 && s.before(i) == last
	}
	p := s.before(i)
	return p == last && (s.toks[p].cue&cAux != 0 || s.toks[i].tag&(tPart|tInf) != 0 && s.toks[p].cue&cAux != 0) || s.at(p).cue&cInf != 0
}

func (s *sentence) hasAux(cur int) bool {
	for _, v := range s.clauses[cur].verbs {
		if s.toks[v].cue&(cAux|cPlan|cWant|cAspect|cContinue|cTry|cForce|cRefuse) != 0 {
			return true
		}
	}
	return false
}

// comma decides which clause goes on behind the mark at i.
func (s *sentence) comma(i, cur int) int {
	if i+1 >= len(s.toks) {
		return cur
	}
	c := &s.clauses[cur]
	n := i + 1
	if cur == 0 && len(c.verbs) == 0 && i < 16 && s.toks[i].low != "," && s.toks[i].low != ")" && s.dateline() {
		return s.add(clMain, n, -1, -1, -1)
	}
	if s.toks[n].punct || s.opens(n) != clMain || s.toks[n].quote != c.quote {
		return cur
	}
	if s.heading && (s.toks[i].low == "–" || s.toks[i].low == "—") && len(c.verbs) > 0 {
		return s.add(clMain, n, -1, -1, -1)
	}
	if s.toks[n].cue&cCoord != 0 {
		return cur
	}
	finite := s.hasFinite(n, s.reach(n))
	if t := &s.toks[n]; s.lx.free && t.verb && t.tag&tIng != 0 && t.tag&tFinite == 0 && t.cases&adjectival != 0 && s.at(i-1).noun {
		return s.add(clRel, n, -1, cur, -1) // "протестующих, перекрывших вход"
	}
	if len(c.verbs) == 0 && !s.lx.verbLast && s.aside(n, c.quote) {
		return s.add(clRel, n, -1, cur, -1) // "the president, frustrated by the talks, said"
	}
	// ", killing three", ", accused of"
	if !s.lx.verbLast && s.toks[n].verb && s.toks[n].tag&tFinite == 0 && s.toks[n].tag&tIng != 0 && len(c.verbs) > 0 {
		return s.add(clPart, n, -1, cur, -1)
	}
	if s.lx.verbLast && finite && s.announced(i) && s.reportedIn(n, s.reach(n)) {
		return s.add(clThat, n, -1, cur, -1) // ", die Armee habe das Dorf beschossen"
	}
	if s.lx.verbLast && s.lx.clauseCommas && !finite && len(c.verbs) > 0 && s.markedBefore(n, s.reach(n)) {
		return s.add(clPurpose, n, -1, cur, -1) // ", die Truppen abzuziehen"
	}
	outer := c.parent
	for outer >= 0 && s.clauses[outer].finite >= 0 && s.clauses[outer].parent >= 0 {
		outer = s.clauses[outer].parent
	}
	// an embedded clause is over: back to the one around it, when that still waits for its verb
	if c.parent >= 0 && len(c.verbs) > 0 {
		if s.clauses[c.parent].finite < 0 {
			return c.parent
		}
		if outer >= 0 && s.clauses[outer].finite < 0 {
			return outer
		}
		if c.kind == clRel || c.kind == clPart || c.kind == clSub || c.kind == clIf {
			if !finite {
				return c.parent
			}
		}
	}
	if (c.kind == clSub || c.kind == clIf || c.kind == clPurpose) && c.parent < 0 && (len(c.verbs) > 0 || s.lx.free && c.start == 0 && finite) {
		// a fronted clause is over; the one that follows is what it hangs on
		m := s.add(clMain, n, -1, -1, -1)
		s.clauses[cur].parent = m
		return m
	}
	if len(c.verbs) > 0 && finite {
		if t := &s.toks[n]; s.lx.baseForm() && c.kind == clMain && c.finite >= 0 && t.verb && t.tag&tFinite != 0 && t.cue&(cSay|cAux) == 0 && s.at(i).low == "," {
			return s.add(clMain, n, -1, -1, cur) // "met the envoys, praised Qatar and left"
		}
		// a clause of its own: a speaker named behind ("…, X said"), or a further sentence
		return s.add(clMain, n, -1, -1, -1)
	}
	return cur
}

// aside reports whether a participle at n opens words between commas that hang on what stands before them: behind the second comma the finite
// verb follows.
func (s *sentence) aside(n, quote int) bool {
	if t := &s.toks[n]; !t.verb || t.tag&(tPart|tIng) == 0 || t.cue&cAux != 0 {
		return false
	}
	for k := n + 1; k < len(s.toks) && k < n+24; k++ {
		t := &s.toks[k]
		if t.quote != quote || t.low == ";" || t.low == ":" || s.opens(k) != clMain {
			return false
		}
		if t.low == "," {
			for k++; k < len(s.toks) && (s.toks[k].passed() || s.toks[k].time > 0); k++ {
			}
			return k < len(s.toks) && s.toks[k].verb && s.isFinite(k)
		}
	}
	return false
}

// verbFirst reports whether the sentence begins with the finite verb of a condition: "Greift Russland an, wird die NATO antworten".
func (s *sentence) verbFirst() bool {
	if !s.lx.verbLast || !s.isFinite(0) || s.toks[len(s.toks)-1].low == "?" {
		return false
	}
	for j := 1; j < len(s.toks)-1; j++ {
		if s.toks[j].low == "," {
			return s.isFinite(j+1) || s.toks[j+1].cue&cAdv != 0 && s.isFinite(j+2)
		}
		if s.toks[j].punct && s.toks[j].low != "-" {
			return false
		}
	}
	return false
}

// reportedIn reports whether a form of reported speech stands in [i,j).
func (s *sentence) reportedIn(i, j int) bool {
	for ; i < j; i++ {
		if s.toks[i].verb && s.toks[i].cue&cReported != 0 {
			return true
		}
	}
	return false
}

// markedBefore reports whether an infinitive with its mark stands in [i,j).
func (s *sentence) markedBefore(i, j int) bool {
	for ; i < j; i++ {
		if s.toks[i].verb && (s.toks[i].tag&tMarked != 0 || s.toks[i].tag&tInf != 0 && s.at(s.before(i)).cue&cInf != 0) {
			return true
		}
	}
	return false
}

// dateline reports whether the sentence begins with a place, in capitals or known, as reports do: "KYIV, April 6 –".
func (s *sentence) dateline() bool {
	t := &s.toks[0]
	w := t.span.In(s.text)
	return t.place > 0 || len(w) > 3 && allCapitals(w)
}

// coordinate begins a clause at "and" when a verb follows that is not the end of a list; -1 otherwise.
func (s *sentence) coordinate(i, cur int) int {
	j := s.reach(i + 1)
	has := false
	for k := i + 1; k < j; k++ {
		if s.toks[k].verb {
			has = true
			break
		}
		if s.opens(k) != clMain {
			break
		}
	}
	if !has {
		return -1
	}
	if c := &s.clauses[cur]; s.lx.verbLast && !s.hasFinite(i+1, j) && c.finite >= 0 && s.toks[c.finite].cue&(cHave|cBe|cPassive) != 0 && len(c.verbs) == 1 && c.finite < i {
		return -1 // "heeft tanks en geschut samengetrokken": a list, and one verb that closes
	}
	if c := &s.clauses[cur]; s.lx.verbLast && c.kind == clMain && c.finite >= 0 && c.finite < i-1 && len(c.verbs) == 1 && s.toks[c.finite].cue&(cHave|cBe|cPassive) != 0 && s.lastPart(i+1, j) {
		return -1 // "hat Ungarn, Polen und die Slowakei verklagt": a form that could be finite as well
	}
	if c := &s.clauses[cur]; s.lx.verbLast && c.finite >= 0 && c.finite < i-1 && len(c.verbs) == 1 && s.toks[c.finite].cue&(cWill|cWould|cCould|cMust) != 0 && s.closes(i+1, j) {
		return -1 // "kunnen steden en dorpen gehackt worden"
	}
	if s.hasFinite(i+1, j) {
		// "… te bevoorraden, en ze verleggen": goes on with the clause that has a finite verb of its own
		for s.clauses[cur].finite < 0 && s.clauses[cur].parent >= 0 {
			cur = s.clauses[cur].parent
		}
	}
	if c := &s.clauses[cur]; !s.lx.verbLast && c.kind == clRel && c.sibling < 0 && c.parent >= 0 && c.opener > 0 && s.at(i-1).low == "," && s.at(c.opener-1).low == "," {
		cur = c.parent // "the truce, which …, but warned": an aside is over
	}
	c := s.clauses[cur]
	return s.add(c.kind, i, c.opener, c.parent, cur)
}

// closes reports whether the only verbs in [i,j) stand side by side and can be what a helping verb before them leads: participles and, last,
// an infinitive.
func (s *sentence) closes(i, j int) bool {
	for i < j && !s.toks[i].verb {
		i++
	}
	last := -1
	for ; i < j && s.toks[i].verb; i++ {
		if s.toks[i].tag&(tPart|tInf) == 0 {
			return false
		}
		last = i
	}
	return last >= 0 && s.toks[last].tag&tInf != 0 && !s.hasVerb(i, j)
}

// lastPart reports whether the only verb in [i,j) is a participle that ends it.
func (s *sentence) lastPart(i, j int) bool {
	for k := i; k < j-1; k++ {
		if s.toks[k].verb {
			return false
		}
	}
	return j > i && s.toks[j-1].verb && s.toks[j-1].tag&tPart != 0
}

// second decides where a further finite verb belongs that no mark announced.
func (s *sentence) second(i, cur int) int {
	c := &s.clauses[cur]
	if c.parent >= 0 && s.clauses[c.parent].finite < 0 {
		return c.parent // "the man who shot him was caught"
	}
	if c.kind == clMain && c.parent < 0 && s.lx.verbLast && c.sibling < 0 && s.fronted(cur) {
		m := s.add(clMain, i, -1, -1, -1)
		s.clauses[cur].parent = m
		return m
	}
	return s.add(clMain, i, -1, c.parent, -1)
}

func (s *sentence) fronted(cur int) bool {
	k := s.clauses[cur].kind
	return k == clSub || k == clIf
}
