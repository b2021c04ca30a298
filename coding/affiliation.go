package coding

// within how many sentences a bare "the ministry" goes back to one that was named.
const bareReach = 6

// affiliations is what the sentences read so far say of who speaks and acts for whom. Nothing is taken over that two
// of the text's parties could claim.
type affiliations struct {
	mention map[int]string     // by mention of an actor, from 1: the code it has by context
	name    map[string]string  // by a person's name
	word    map[string]bodyRef // by a word for a body ("delegation"): whose it is
	forces  map[string]bool    // whose forces the whole text names
	body    bodyRef            // the body that the last sentence with one was about
}

// bodyRef is a code with the last sentence that gave it; an empty code stands for several.
type bodyRef struct {
	code string
	at   int
}

// code is that of a mention of an actor, from 1, by its words or by what the text said of it.
func (r *run) code(i int) string {
	m := &r.doc.Mentions.Actors[i-1]
	if m.Code != "" {
		return m.Code
	}
	if c := r.aff.mention[i]; c != "" {
		return c
	}
	if m.Kind == "person" && m.Name != "" {
		return r.aff.name[m.Name]
	}
	return ""
}

// affiliate reads from the sentence who speaks for whom: "its spokesman, Andrei L.", "Aoife B., who leads the Irish
// delegation", "the delegation".
func (s *sentence) affiliate() {
	f := &s.r.aff
	if f.mention == nil {
		f.mention, f.name, f.word = map[int]string{}, map[string]string{}, map[string]bodyRef{}
	}
	for n := range s.nps {
		s.affiliateNP(n + 1)
	}
	for c := range s.clauses {
		s.leaders(c)
	}
	s.bodies()
}

func (s *sentence) affiliateNP(np int) {
	p := &s.nps[np-1]
	f := &s.r.aff
	k := 0
	for i := p.start; i < p.end; i++ {
		if a := s.toks[i].actor; a > 0 && s.r.code(a) == "" {
			k = a
		}
	}
	if k == 0 {
		return
	}
	m := &s.r.doc.Mentions.Actors[k-1]
	if m.Role != "spokesperson" {
		if m.Kind == "group" && s.toks[p.head].actor == k && (p.head-p.start <= 1 || s.toks[p.start+1].actor == k) && s.lx.definite[s.toks[p.start].low] {
			code := s.bareBody(s.toks[p.head].low)
			if code == "" && m.Role == roleForces {
				code = s.speakersForces(p.clause)
			}
			if code != "" {
				f.mention[k] = code
			}
		}
		return
	}
	code := s.spokenFor(np)
	if code == "" {
		return
	}
	f.mention[k] = code
	if m.Kind == "person" && m.Name != "" {
		f.name[m.Name] = code
	}
	for _, q := range [2]int{np + 1, np - 1} { // the name in apposition
		if q < 1 || q > len(s.nps) || q > np && (!s.nps[q-1].after || s.nps[q-1].coord) || q < np && (!p.after || p.coord) {
			continue
		}
		o := &s.nps[q-1]
		if a := s.toks[o.head].actor; a > 0 {
			if x := &s.r.doc.Mentions.Actors[a-1]; x.Kind == "person" && x.Name != "" && x.Code == "" {
				f.name[x.Name] = code
			}
		}
	}
}

// roleForces is the role of mentions of an army or troops.
const roleForces = "armed forces"

// speakersForces is the code of the forces that a clause of reported speech calls "the army": the speaker's, where the
// whole text names no other state's forces.
func (s *sentence) speakersForces(c int) string {
	cl := &s.clauses[c]
	if cl.kind != clThat || cl.parent < 0 || !s.says(cl.parent) {
		return ""
	}
	np := s.clauses[cl.parent].subject
	if np == 0 || s.toks[s.nps[np-1].head].actor == 0 {
		return ""
	}
	code := s.r.code(s.toks[s.nps[np-1].head].actor)
	if code == "" {
		return ""
	}
	f := &s.r.aff
	if f.forces == nil {
		f.forces = map[string]bool{}
		for i := range s.r.doc.Mentions.Actors {
			if m := &s.r.doc.Mentions.Actors[i]; m.Code != "" && (m.Role == roleForces || m.Role == "general staff") {
				f.forces[m.Code] = true
			}
		}
	}
	if len(f.forces) == 1 && f.forces[code] {
		return code
	}
	return ""
}

// spokenFor is the code of the body whose spokesman the phrase names.
func (s *sentence) spokenFor(np int) string {
	p := &s.nps[np-1]
	bare := true
	for i := p.start; i < p.end; i++ {
		t := &s.toks[i]
		if i > p.start && (t.low == "'s" || t.low == "'") {
			return s.bareBody(s.toks[i-1].low) // "the ministry's spokeswoman"
		}
		if t.cue&cPoss != 0 && t.cue&cRel == 0 {
			if s.lx.firstPerson[t.low] {
				return ""
			}
			return s.lastBody()
		}
		if t.actor > 0 && s.r.code(t.actor) != "" {
			return ""
		}
		if t.cue&cDet != 0 && !s.lx.definite[t.low] {
			bare = false
		}
	}
	if np < len(s.nps) && s.nps[np].prep == p.end && s.nps[np].slots&(sOf|sFor) != 0 { // "spokesman for the ministry"
		q := &s.nps[np]
		if a := s.toks[q.head].actor; a > 0 && s.r.code(a) != "" {
			return s.r.code(a)
		}
		return s.bareBody(s.toks[q.head].low)
	}
	if np < len(s.nps) && s.nps[np].prep == p.end {
		return "" // of something that is not read
	}
	if bare {
		return s.lastBody()
	}
	return ""
}

// leaders gives a person the code of what a relative clause says they lead.
func (s *sentence) leaders(c int) {
	k := s.r.class("leads")
	cl := &s.clauses[c]
	if k < 0 || cl.kind != clRel || cl.sibling >= 0 {
		return
	}
	leads := false
	for _, v := range cl.verbs {
		leads = leads || s.toks[v].class.has(k)
	}
	np := s.antecedentNP(c)
	if !leads || len(cl.verbs) != 1 || np == 0 || !s.toks[s.nps[np-1].head].cap {
		return
	}
	for n := range s.nps {
		p := &s.nps[n]
		if p.clause != c || !p.free() || s.toks[p.head].actor == 0 {
			continue
		}
		a := s.toks[p.head].actor
		code := s.r.code(a)
		if kind := s.r.doc.Mentions.Actors[a-1].Kind; code == "" || kind == "person" {
			continue
		}
		o := &s.nps[np-1]
		text, _ := s.words(s.trimmed(o), s.coreEnd(o))
		s.r.aff.name[text] = code
		if x := s.toks[o.head].actor; x > 0 && s.r.doc.Mentions.Actors[x-1].Kind == "person" {
			s.r.aff.name[s.r.doc.Mentions.Actors[x-1].Name] = code
		}
		return
	}
}
