package coding

import "factum"

// attribution says on whose word a trigger stands, outermost first.
func (s *sentence) attribution(h *hit) []factum.Attribution {
	out := []factum.Attribution{}
	t := &s.toks[h.tok]
	add := func(a factum.Attribution) {
		if p := s.r.doc.Published; p != nil && len(p.To) >= 10 && len(a.At) == 10 && a.At > p.To[:10] {
			// "had said on Thursday", printed on a Tuesday: the Thursday before; nobody has said it later
			if a.At = weekBefore(a.At); a.At > p.To[:10] {
				a.At = ""
			}
		}
		for i := range out {
			if out[i].Code == a.Code && out[i].Name == a.Name && (a.Code != "" || out[i].Text == a.Text) || out[i].Span.Overlaps(a.Span) {
				if out[i].At == "" {
					out[i].At = a.At
				}
				if a.Form == factum.FormDirect {
					out[i].Form, out[i].Quote, out[i].Wording = a.Form, a.Quote, a.Wording
				}
				return
			}
		}
		out = append(out, a)
	}
	// a headline's "X: …"
	if s.heading {
		for i := range s.toks {
			if s.toks[i].low == ":" && i < h.tok && i > 0 && i <= 8 {
				if np := s.toks[i-1].np; np > 0 && s.colonSpeaker(i) {
					if a, ok := s.actor(np); ok && a.Code != "" {
						add(s.speaker(a, factum.FormIndirect, ""))
					}
				}
			}
		}
	}
	// "according to X" anywhere in the sentence, outside other marks
	for i := range s.toks {
		if s.toks[i].cue&cAccording != 0 && s.toks[i].quote == 0 {
			for n := range s.nps {
				if s.nps[n].start > i && s.nps[n].start <= i+4 {
					if list := s.actors(n+1, false); len(list) > 0 {
						add(s.speaker(list[0], factum.FormIndirect, s.said(i, t.clause)))
					}
					break
				}
			}
		}
	}
	// the clauses of saying over it
	c := t.clause
	for depth := 0; c >= 0 && depth < 8; depth++ {
		cl := &s.clauses[c]
		if cl.kind == clThat && cl.parent >= 0 {
			if v := s.mainOf(cl.parent, cl.start); v >= 0 && s.toks[v].cue&(cSay|cBelieve|cAccuse|cDeny) != 0 {
				s.addSpeaker(cl.parent, v, add)
			}
		}
		c = cl.parent
	}
	// "…, X said": another clause of the sentence that says and has no complement of its own
	if t.quote == 0 {
		for c := range s.clauses {
			cl := &s.clauses[c]
			if c == t.clause || cl.parent >= 0 || cl.sibling >= 0 || cl.quote != 0 || cl.kind != clMain || cl.start < h.tok {
				continue
			}
			if v := s.sayingVerb(c); v >= 0 && !s.hasComplement(c) && s.at(cl.start-1).low == "," {
				s.addSpeaker(c, v, add)
			}
		}
	}
	for _, q := range s.r.quotesOver(s, t.span) {
		m := s.r.doc.Mentions.Quotes[q]
		if m.Speaker == "" && m.Code == "" {
			continue
		}
		add(s.r.quoted(m))
	}
	if len(out) == 0 {
		out = append(out, s.r.carried[s.index]...)
	}
	return out
}

// ownWords lays the words quoted behind a verb of praise, blame or demand in its actor's mouth, where nobody else says
// them: "denounced the ambush as 'a cowardly act'".
func (s *sentence) ownWords(h *hit, c *factum.Claim) {
	if len(c.Attribution) > 0 || len(c.Actors) != 1 || h.noun || h.adj || h.passive || s.toks[h.tok].quote > 0 {
		return
	}
	switch c.Type {
	case factum.Accuse, factum.Request, factum.Reject, factum.Support, factum.Threaten:
	default:
		return
	}
	for i := h.tok + 1; i < len(s.toks); i++ {
		q := s.toks[i].quote
		if q == 0 {
			continue
		}
		m := s.r.doc.Mentions.Quotes[q-1]
		if m.Code != "" && m.Code != c.Actors[0].Code || m.Code == "" && m.Speaker != "" {
			return
		}
		for v := h.tok + 1; v < i; v++ { // another verb of saying leads the words
			if s.toks[v].verb && s.toks[v].cue&cSay != 0 {
				return
			}
		}
		a := s.speaker(c.Actors[0], factum.FormDirect, s.said(h.tok, h.clause))
		a.Quote = m.Text
		if s.r.lx.home[a.Code] {
			a.Wording = factum.WordingOriginal
		}
		c.Attribution = append(c.Attribution, a)
		return
	}
}

// colonSpeaker reports whether nothing but a name stands before the colon at i.
func (s *sentence) colonSpeaker(i int) bool {
	for j := 0; j < i; j++ {
		if s.toks[j].verb || s.toks[j].cue&cPrep != 0 && s.toks[j].actor == 0 {
			return false
		}
	}
	return true
}

// sayingVerb is the verb of saying that heads the clause, -1 none.
func (s *sentence) sayingVerb(c int) int {
	for _, v := range s.clauses[c].verbs {
		if s.toks[v].cue&cSay != 0 {
			return v
		}
	}
	return -1
}

// says reports whether the clause tells what somebody says: a passive without a complement ("were found") does not.
func (s *sentence) says(c int) bool {
	v := s.sayingVerb(c)
	return v >= 0 && (s.hasComplement(c) || !s.voice(v, &entry{}))
}

func (s *sentence) hasComplement(c int) bool {
	for k := range s.clauses {
		if s.clauses[k].parent == c && s.clauses[k].kind == clThat {
			return true
		}
	}
	return false
}

// addSpeaker takes the subject of a clause of saying.
func (s *sentence) addSpeaker(c, v int, add func(factum.Attribution)) {
	np := s.clauses[c].subject
	if np == 0 && s.r.lx.verbLast {
		for n := range s.nps {
			if s.nps[n].clause == c && s.nps[n].free() && s.nps[n].start > v {
				np = n + 1
				break
			}
		}
	}
	if np == 0 {
		for n := range s.nps { // "…, said X"
			if s.nps[n].clause == c && s.nps[n].free() {
				np = n + 1
				break
			}
		}
	}
	if np == 0 || s.voice(v, &entry{}) {
		return
	}
	if list := s.actors(np, false); len(list) > 0 {
		add(s.speaker(list[0], factum.FormIndirect, s.said(v, c)))
	}
}

// said is the day named beside the verb of saying at i.
func (s *sentence) said(i, clause int) string {
	for d := 1; d <= 6; d++ {
		for _, j := range [2]int{i + d, i - d} {
			if j < 0 || j >= len(s.toks) || s.toks[j].time == 0 || s.toks[j].clause != s.toks[i].clause {
				continue
			}
			if w := s.r.doc.Mentions.Times[s.toks[j].time-1].When; w != nil && w.Precision == "day" {
				return w.From
			}
		}
	}
	return ""
}

// speaker makes an attribution of an actor.
func (s *sentence) speaker(a factum.Actor, form, at string) factum.Attribution {
	name := ""
	if m := s.r.mentionAt(s.part, a.Span); m != nil {
		name = m.Name
	}
	return factum.Attribution{Text: a.Text, Name: name, Role: a.Role, Code: a.Code, At: at, Form: form, Wording: factum.WordingUnknown, Span: a.Span}
}

// mentionAt is the mention of an actor that the span lies in or holds.
func (r *run) mentionAt(part string, sp factum.Span) *factum.ActorMention {
	for _, i := range r.actors.over(part, sp.Start, sp.End) {
		if m := &r.doc.Mentions.Actors[i]; m.Span.Overlaps(sp) && m.Kind == "person" {
			return m
		}
	}
	return nil
}

// quotesOver lists the quotes that hold the span and say on whose word it stands.
func (r *run) quotesOver(s *sentence, sp factum.Span) []int {
	var out []int
	for _, i := range r.quotes.over(s.part, sp.Start, sp.Start+1) {
		if q := &r.doc.Mentions.Quotes[i]; q.Form != factum.FormReported && q.Span.Contains(sp) { // what somebody means to do is nobody's word for it
			out = append(out, i)
		}
	}
	return out
}

// quoted makes an attribution of a quote. A speaker from where the document's language is spoken is quoted in
// the words used; of anybody else that is not known.
func (r *run) quoted(q factum.Quote) factum.Attribution {
	a := factum.Attribution{Text: q.Speaker, Name: q.Speaker, Role: q.Role, Code: q.Code, Form: q.Form, Wording: factum.WordingUnknown, Quote: q.Text}
	if a.Form == "" {
		a.Form = factum.FormDirect
	}
	if q.Form == factum.FormDirect {
		if r.lx.home[q.Code] {
			a.Wording = factum.WordingOriginal
		}
	} else {
		a.Quote = ""
	}
	if q.SpeakerSpan != nil {
		a.Span = *q.SpeakerSpan
		a.Text = q.SpeakerSpan.In(r.doc.PartText(q.Part))
		if m := r.mentionAt(q.Part, a.Span); m != nil && m.Name != "" {
			a.Name = m.Name
		}
	} else {
		a.Span = q.Span
	}
	if a.Code == "" {
		a.Code = r.aff.name[a.Name]
		if q.SpeakerSpan != nil {
			for _, i := range r.actors.over(q.Part, a.Span.Start, a.Span.End) {
				if m := &r.doc.Mentions.Actors[i]; a.Code == "" && m.Span.Overlaps(a.Span) {
					a.Code = r.code(i + 1)
				}
			}
		}
	}
	if q.At != nil && q.At.Precision == "day" {
		a.At = q.At.From
	}
	return a
}

// carry finds sentences that do nothing but attribute the one before them ("Dat meldt X") and keeps their speakers
// for that sentence.
func (r *run) carry(all []*sentence) {
	r.carried = map[int][]factum.Attribution{}
	for k := 1; k < len(all); k++ {
		s := all[k]
		if len(s.toks) < 3 || len(s.toks) > 40 || s.part != all[k-1].part || all[k-1].heading {
			continue
		}
		t := &s.toks[0]
		if t.cue&(cPron|cDet|cThat) == 0 || t.cue&(cAnaphor) == 0 || s.toks[1].cue&cSay == 0 && !(s.toks[1].verb && s.sayingVerb(0) >= 0 && s.toks[1].cue&cAux != 0) {
			continue
		}
		for n := range s.nps {
			if s.nps[n].start > 0 && s.nps[n].free() {
				if list := s.actors(n+1, false); len(list) > 0 {
					r.carried[all[k-1].index] = []factum.Attribution{s.speaker(list[0], factum.FormIndirect, s.said(1, 0))}
				}
				break
			}
		}
	}
}
