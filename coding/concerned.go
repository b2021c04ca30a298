package coding

// Recipients that a trigger's own slots do not name.

import (
	"slices"

	"factum"
)

// concerned takes as recipient of what is refused, conceded, agreed, asked, backed or condemned the party that its words name outside its own slots: behind
// its object ("rejected a call from the president", "lift the ban on Cypriot ships"), or as the owner of it ("rejected Kenya's offer").
func (s *sentence) concerned(h *hit, c *factum.Claim) {
	switch c.Type {
	case factum.Reject, factum.Concede, factum.Agree, factum.Request, factum.Support, factum.Accuse:
	default:
		return
	}
	if h.noun || h.adj || h.e.frame.participants || h.e.frame.ID == "accuse.investigate" {
		return // who is named behind what is investigated may be its victim
	}
	if c.Type == factum.Request || h.e.frame.embeds == embedAllege {
		for k := range s.clauses { // "demanded that X appear", "alleged that X looted"
			if cl := &s.clauses[k]; cl.parent == h.clause && cl.kind == clThat && cl.start > h.tok && cl.subject > 0 {
				for _, x := range s.actors(cl.subject, true) {
					if !holds(c.Actors, x) {
						c.Recipients = append(c.Recipients, x)
					}
				}
				return
			}
		}
	}
	for _, a := range h.args {
		if a.np == 0 || a.slot&(sObj|sGoal) == 0 || s.nps[a.np-1].start < h.tok || a.slot&sObj == 0 && s.acts(a.np) {
			continue
		}
		if x, ok := s.possessor(a.np); ok && s.beside(c, x) {
			c.Recipients = append(c.Recipients, x)
			return
		}
		if s.behind(h, c, a.np); len(c.Recipients) > 0 {
			return
		}
	}
}

// livesThere takes as recipient of what holds for a place, or of what is praised or backed there, the state whose place it is, where the clause
// names it and nobody else: "imposed a curfew on Basra". Two who do something together do it to nobody there.
func (s *sentence) livesThere(h *hit, c *factum.Claim) {
	p := c.Place
	if !h.e.frame.local || len(c.Recipients) > 0 || h.e.frame.participants && len(c.Actors) > 1 || p == nil || p.Country == "" {
		return
	}
	for _, a := range c.Actors {
		if a.Span.Overlaps(p.Span) || c.Type == factum.Concede && a.Code == p.Country {
			return // a state that gives way at home: to whom is not said
		}
	}
	for i := range s.toks {
		if t := &s.toks[i]; t.clause == h.clause && t.span.Overlaps(p.Span) {
			c.Recipients = append(c.Recipients, factum.Actor{Text: p.Span.In(s.text), Code: p.Country, Basis: factum.BasisContext, Span: p.Span})
			return
		}
	}
}

// further takes as recipient of what is refused, asked, threatened, promised or imposed, where its own words name nobody, the first other party
// behind it in its clause or in one that hangs on that: "will not end the strike until the company pays", "seeks talks on the ceasefire with Kenya".
// Of a refusal it is anybody, else somebody whom the tables know.
func (s *sentence) further(h *hit, c *factum.Claim) {
	switch c.Type {
	case factum.Reject, factum.Request, factum.Threaten, factum.Agree, factum.Coerce, factum.Concede:
	default:
		return
	}
	if len(c.Recipients) > 0 || h.e.frame.participants {
		return
	}
	for n := range s.nps {
		p := &s.nps[n]
		if p.start <= h.tok || p.time || p.quoteDiffers(s, h.tok) || p.clause != h.clause && s.clauses[p.clause].parent != h.clause {
			continue
		}
		if s.sayingVerb(p.clause) >= 0 && s.clauses[p.clause].subject == n+1 {
			continue
		}
		if c.Type == factum.Concede && p.slots&sWith == 0 || len(c.Actors) == 0 && s.pronoun(n+1) { // "noemde hij verzonnen": who does it
			continue
		}
		for _, x := range s.actors(n+1, true) {
			speaks := slices.ContainsFunc(c.Attribution, func(a factum.Attribution) bool { return a.Span.Overlaps(x.Span) })
			if (x.Code != "" || c.Type == factum.Reject) && s.beside(c, x) && !speaks {
				c.Recipients = append(c.Recipients, x)
			}
		}
		if len(c.Recipients) > 0 {
			return
		}
	}
	if c.Type != factum.Reject || h.noun || len(c.Actors) == 0 {
		return
	}
	for k := h.clause - 1; k >= 0; k-- { // "Moscow offered a truce, but Kyiv turned it down"
		cl := &s.clauses[k]
		if cl.subject == 0 || cl.quote != s.clauses[h.clause].quote || s.sayingVerb(k) >= 0 || cl.kind != clMain {
			continue
		}
		if x, ok := s.actor(cl.subject); ok && x.Code != "" && s.beside(c, x) {
			x.Basis = factum.BasisContext
			c.Recipients = append(c.Recipients, x)
			return
		}
	}
}

// dependsOn takes as recipient of a threat the one whose doing it hangs on: "will strike unless the company raises wages".
func (s *sentence) dependsOn(h *hit, c *factum.Claim) {
	for k := range s.clauses {
		cl := &s.clauses[k]
		if cl.kind != clIf || cl.start < h.tok || cl.subject == 0 || s.pronoun(cl.subject) || cl.quote != s.clauses[h.clause].quote {
			continue
		}
		for _, x := range s.actors(cl.subject, true) {
			if s.beside(c, x) {
				c.Recipients = append(c.Recipients, x)
			}
		}
		if len(c.Recipients) > 0 {
			return
		}
	}
}

// meantFor takes as recipient of what is given the one that its purpose names: "gave 20 million euros to train midwives in Chad".
func (s *sentence) meantFor(h *hit, c *factum.Claim) {
	if h.noun || h.adj || h.passive || s.lx.verbLast || len(c.Actors) == 0 {
		return
	}
	for n := range s.nps {
		p := &s.nps[n]
		if p.clause != h.clause || p.start <= h.last || p.time || p.quoteDiffers(s, h.tok) || p.prep < 0 || p.slots&(sGoal|sFor|sPlace) == 0 {
			continue
		}
		if s.takes(c, n+1, s.acts(n+1) && !s.pronoun(n+1)); len(c.Recipients) > 0 {
			return
		}
		if x, ok := s.seat(n + 1); ok && s.beside(c, x) {
			c.Recipients = append(c.Recipients, x)
			return
		}
	}
}

// infinitives takes as recipient of what is refused, agreed or threatened the party that the infinitive behind it is about: "refused to send
// envoys to Riga", "agreed to work with Kenya".
func (s *sentence) infinitives(h *hit, c *factum.Claim) {
	switch h.e.frame.Type {
	case factum.Threaten:
		s.dependsOn(h, c)
	case factum.Reject, factum.Concede, factum.Agree:
	default:
		return
	}
	if len(c.Recipients) > 0 || h.noun || h.adj || h.e.frame.participants || s.lx.verbLast || c.Type == factum.Agree && len(c.Actors) > 1 {
		return
	}
	cl := &s.clauses[h.clause]
	for k, v := range cl.verbs {
		if v <= h.tok || v > h.last && s.infinitive(v) < h.tok {
			continue
		}
		stop := cl.end
		if k+1 < len(cl.verbs) {
			stop = cl.verbs[k+1]
		}
		for _, led := range [...]bool{true, false} {
			for n := range s.nps {
				p := &s.nps[n]
				if p.clause != h.clause || p.start <= v || p.start >= stop || p.time || p.quoteDiffers(s, h.tok) || led != (p.lead() >= 0) {
					continue
				}
				if led && p.slots&(sGoal|sTarget|sWith|sFor|sOf|sSource) == 0 {
					continue
				}
				if s.takes(c, n+1, s.acts(n+1) && !s.pronoun(n+1)); len(c.Recipients) > 0 {
					return
				}
			}
		}
	}
}

// findRecipient looks in the sentence for another party when the clause names none.
func (s *sentence) findRecipient(h *hit, c *factum.Claim) {
	for i := range s.toks {
		t := &s.toks[i]
		if t.actor == 0 || s.toks[i].quote != s.toks[h.tok].quote || s.sayingVerb(t.clause) >= 0 && t.clause != h.clause {
			continue
		}
		if t.np > 0 && s.clauses[t.clause].subject == t.np && t.clause != h.clause {
			continue
		}
		a := s.r.mentioned(t.actor)
		if a.Code != "" && !holds(c.Actors, a) && (len(c.Actors) == 0 || a.Code != c.Actors[0].Code) {
			attributed := false
			for _, at := range c.Attribution {
				attributed = attributed || at.Span.Overlaps(a.Span)
			}
			if attributed || len(c.Actors) == 0 && s.clauses[t.clause].subject == t.np {
				continue
			}
			c.Recipients = append(c.Recipients, a)
			return
		}
	}
}

// recipientBefore takes the party that the sentence before was about, as one by context: "The EU condemned the
// coup in N. France froze its aid."
func (s *sentence) recipientBefore(c *factum.Claim) {
	if s.index == 0 || len(c.Actors) == 0 {
		return
	}
	b := s.r.all[s.index-1]
	if b.part != s.part || b.heading != s.heading {
		return
	}
	for i := len(b.toks) - 1; i >= 0; i-- {
		if k := b.toks[i].actor; k > 0 {
			a := s.r.mentioned(k)
			if m := s.r.doc.Mentions.Actors[k-1]; a.Code != "" && m.Kind == "state" && a.Code != c.Actors[0].Code {
				a.Basis = factum.BasisContext
				c.Recipients = append(c.Recipients, a)
				return
			}
		}
	}
}

// hostRecipient takes the state whose place the trigger's own phrases name, when it is not the actor's: "closed its
// consulate in Murmansk", "sent trucks to Gaza".
func (s *sentence) hostRecipient(h *hit, c *factum.Claim) {
	if len(c.Actors) == 0 || c.Actors[0].Code == "" {
		return
	}
	for _, a := range h.args {
		if a.np == 0 || a.tok < 0 || a.slot&(sGoal|sPlace|sSource|sFor) == 0 || s.nps[a.np-1].time {
			continue
		}
		x, ok := s.seat(a.np)
		if !ok {
			continue
		}
		for _, b := range c.Actors {
			ok = ok && b.Code != x.Code
		}
		if ok {
			c.Recipients = append(c.Recipients, x)
			return
		}
	}
}

// possessor is somebody without a name who owns the thing that the phrase names: "the union's demand".
func (s *sentence) possessor(np int) (factum.Actor, bool) {
	p := &s.nps[np-1]
	for i := p.start + 1; i < p.head; i++ {
		if t := &s.toks[i]; t.low != "'s" && t.low != "'" {
			continue
		}
		if !s.toks[i-1].class.has(s.r.human) {
			return factum.Actor{}, false
		}
		from := s.trimmed(p)
		text, sp := s.words(from, i)
		return factum.Actor{Text: text, Basis: factum.BasisNamed, Span: sp}, from < i
	}
	return factum.Actor{}, false
}

// behind takes as recipients the first party that the phrases hanging on the phrase np name.
func (s *sentence) behind(h *hit, c *factum.Claim, np int) {
	end := s.nps[np-1].end
	for n := np + 1; n <= len(s.nps); n++ {
		p := &s.nps[n-1]
		if lead := p.lead(); lead < 0 || lead-end > 1 || p.time || p.quoteDiffers(s, h.tok) {
			return
		}
		if s.takes(c, n, p.slots&(sAgent|sSource|sOf|sFor) != 0 || p.slots&sWith != 0 && s.toks[p.head].cap); len(c.Recipients) > 0 {
			return
		}
		end = p.end
	}
}

// takes makes those that the phrase names recipients: parties that the tables know, anybody where anyone is set, and whoever rules a place that
// something is directed at.
func (s *sentence) takes(c *factum.Claim, np int, anyone bool) {
	p := &s.nps[np-1]
	for _, x := range s.actors(np, true) {
		if (x.Code != "" || anyone) && s.beside(c, x) && !(s.thing(p.head) && holdsCode(c.Actors, x.Code)) {
			c.Recipients = append(c.Recipients, x)
		}
	}
	if len(c.Recipients) == 0 && p.slots&(sGoal|sTarget|sAgent|sSource|sWith) != 0 && s.toks[p.head].place > 0 {
		if x, ok := s.seat(np); ok && s.beside(c, x) {
			c.Recipients = append(c.Recipients, x)
		}
	}
}

// beside reports whether the party is another than the claim's actors: of another state, or somebody else of the same one.
func (s *sentence) beside(c *factum.Claim, x factum.Actor) bool {
	for _, a := range c.Actors {
		if same(a, x) || a.Code != "" && a.Code == x.Code && (x.Role == "" || a.Role == "") {
			return false
		}
	}
	return true
}
