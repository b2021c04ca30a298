package coding

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"factum"
)

// fillRoles puts actors and recipients into the claim by the frame's slots, or the entry's own.
func (s *sentence) fillRoles(h *hit, c *factum.Claim) {
	f := h.e.frame
	actor, recip := cmp.Or(h.e.actor, f.actor), h.e.recipients()
	c.Actors, c.Recipients = []factum.Actor{}, []factum.Actor{}
	put := func(list *[]factum.Actor, a arg, strict bool) {
		given := a.given
		if a.np > 0 && (s.account(a.np) || list == &c.Recipients && (f.Type == factum.Request || f.Type == factum.Agree) && s.goods(a.np)) {
			return
		}
		if a.np > 0 {
			given = s.actors(a.np, a.list)
		}
		if len(given) == 0 && a.np > 0 && list == &c.Recipients {
			if x, ok := s.theCountry(a.np); ok {
				given = []factum.Actor{x}
			}
		}
		if len(given) == 0 && a.np > 0 && s.standsFor(h, a, list == &c.Recipients, len(c.Recipients)) {
			if x, ok := s.seat(a.np); ok { // "to Kyiv": the place stands for whoever rules it
				given = []factum.Actor{x}
			} else if a.np < len(s.nps) && f.Type == factum.Aid && s.nps[a.np].prep == s.nps[a.np-1].end && s.nps[a.np].slots&(sPlace|sOf) != 0 {
				if x, ok := s.seat(a.np + 1); ok { // "to the hospitals in Darfur"
					given = []factum.Actor{x}
				}
			}
		}
		if len(given) == 0 && list == &c.Actors && a.np > 0 && a.slot&(sSubj|sAgent) != 0 {
			given = s.wielder(a.np)
		}
		if len(given) == 0 && list == &c.Recipients && a.tok < 0 && a.slot&sObj != 0 && a.np > 0 && a.np < len(s.nps) && s.nps[a.np].of == a.np && (!s.r.lx.verbLast || s.r.lx.capitals) {
			if k, _ := s.kinds(a.np + 1); k&kHuman != 0 {
				given = s.actors(a.np+1, true) // "the assets of the oligarch": whose they are
			}
		}
		for _, x := range given {
			if strict && x.Code == "" || x.Code == "" && a.np > 0 && s.dead(a.np) && (list == &c.Actors || f.Type.Quad() == "verbal-conflict" || f.Type.Quad() == "verbal-cooperation") {
				continue
			}
			if list == &c.Recipients && (f.Type == factum.Sanction || f.Type == factum.Request && len(c.Recipients) > 0) && core(a) && a.np > 0 && s.toks[s.nps[a.np-1].start].cue&cPoss != 0 && holdsCode(c.Actors, x.Code) {
				continue // "recalled its envoy", "urges Kigali to bring its soldiers home"
			}
			if holds(c.Recipients, x) || holds(c.Actors, x) && !(list == &c.Recipients && s.another(x, c.Actors)) {
				continue
			}
			*list = append(*list, x)
		}
	}
	for pass := 0; pass < 2; pass++ { // subject and object first, then what prepositions lead
		for _, a := range h.args {
			if core(a) != (pass == 0) || a.tok > h.tok && a.np > 0 && s.nps[a.np-1].end <= h.last+1 && s.holds(&s.nps[a.np-1], h.e.rest) {
				continue // "sent back by force": words of the trigger are nobody
			}
			sl := a.slot
			if s.means(h, a) {
				continue
			}
			switch {
			case sl&sOf != 0 && h.noun && f.Type == factum.Assault && actor&sOf == 0 && len(c.Actors) == 0 && s.aimed(h, a):
				put(&c.Actors, a, s.loose(a)) // "the attack of the army on the town"
			case f.Type == factum.Cooperate && sl&sWith != 0 && !core(a) && len(c.Actors) > 0 && !h.noun:
				put(&c.Recipients, a, false) // with whom, where others do it
			case sl&actor != 0 && (sl&recip == 0 || sl&(sAgent|sPoss) != 0 || len(c.Actors) == 0 && sl&(sOf|sSubj) != 0 && !h.hasOther(a, actor)):
				if sl&sOf != 0 && sl&recip != 0 && !s.ownerOf(h, a) {
					put(&c.Recipients, a, false)
					continue
				}
				if f.participants || len(c.Actors) == 0 {
					by := a.np > 0 && s.acts(a.np) && (sl&sAgent != 0 && h.passive || s.r.lx.free && h.noun && sl&sOf != 0 && recip&sOf == 0) // "zajęta przez rebeliantów", "protest rolników"
					put(&c.Actors, a, sl&(sOf|sPlace|sTime) != 0 && !f.participants && !by)
				}
			case sl&recip != 0 && sl&sObj != 0 && core(a) && f.Type == factum.Aid && f.items && !s.r.lx.verbLast && !h.noun && !h.passive && s.sentTo(h):
				// "sent doctors to a hospital": they are what is given
			case sl&recip != 0 && f.Type == factum.Assault && a.np > 0 && s.pronoun(a.np):
				// whom "they" stands for is not settled well enough to name a victim
			case sl&recip != 0:
				put(&c.Recipients, a, sl&(sPlace|sTime|sGoal|sTarget) != 0 && sl&(sSubj|sObj) == 0 && s.loose(a))
			}
		}
	}
	if len(c.Actors) == 0 {
		s.ownForces(h, c)
	}
	// a state whose place is attacked is the recipient, where the words say only where
	if h.has(s, sOf) && f.Type == factum.Assault && len(c.Actors)+len(c.Recipients) == 1 && f.place&sOf != 0 {
		owner := append(append([]factum.Actor{}, c.Actors...), c.Recipients...)
		// "the invasion of President P in U": the one of whom it is acts when another place is named
		for _, a := range h.args {
			if a.slot&sPlace == 0 || a.slot&sOf != 0 || a.np == 0 {
				continue
			}
			in := s.actors(a.np, true)
			if x, ok := s.seat(a.np); ok && len(in) == 0 {
				in = []factum.Actor{x}
			}
			if len(in) > 0 && in[0].Code != "" && in[0].Code != owner[0].Code {
				c.Actors, c.Recipients = owner, in
				break
			}
		}
	}
	if f.participants && len(c.Recipients) > 0 && f.Type != factum.Cooperate && f.actor&sWith != 0 {
		for _, r := range c.Recipients {
			if !holds(c.Actors, r) {
				c.Actors = append(c.Actors, r)
			}
		}
		c.Recipients = []factum.Actor{}
	}
	if len(c.Recipients) == 0 {
		s.indirect(h, c)
	}
	if len(c.Recipients) == 0 {
		s.concerned(h, c)
	}
	if f.person && len(c.Recipients) == 0 {
		s.fillPerson(h, c, recip)
	}
	s.fillNumbers(h, c)
}

// wielder is who stands by "of" behind a thing that acts for somebody, or a number of them: "the planes of the alliance".
func (s *sentence) wielder(np int) []factum.Actor {
	if !s.instrument(np) && !(np < len(s.nps) && s.nps[np].of == np && s.instrument(np+1)) {
		return nil
	}
	for n := np; n < len(s.nps) && s.nps[n].of == n; n++ {
		if list := s.actors(n+1, true); len(list) > 0 {
			return list
		}
	}
	return nil
}

// ownForces makes the state whose forces are moved, or whose weapons are fired, the one who does it where nobody else is named: "Russian drones were
// launched at Odesa", "British paratroopers were put on alert".
func (s *sentence) ownForces(h *hit, c *factum.Claim) {
	if !h.passive || h.noun || h.adj || c.Type != factum.Assault && c.Type != factum.Mobilize || h.hasSlot(sAgent) {
		return
	}
	if modes := h.e.frame.Modes; c.Type == factum.Assault && (len(modes) == 0 || modes[0] == "destroy") {
		return // a missile that is intercepted or attacked is not fired
	}
	for _, a := range h.args {
		if a.np == 0 || a.tok >= 0 || a.slot&sObj == 0 || c.Type == factum.Assault && !s.instrument(a.np) || !s.saysWhose(a.np) {
			continue
		}
		for _, x := range s.actors(a.np, a.list) {
			if x.Code == "" {
				continue
			}
			c.Recipients = slices.DeleteFunc(c.Recipients, func(r factum.Actor) bool { return r.Span.Overlaps(x.Span) })
			x.Basis = factum.BasisContext
			c.Actors = append(c.Actors, x)
		}
	}
}

// saysWhose reports whether a word of the phrase itself names a state or body that the tables know.
func (s *sentence) saysWhose(np int) bool {
	p := &s.nps[np-1]
	for i := p.start; i < p.end; i++ {
		if a := s.toks[i].actor; a > 0 {
			if m := &s.r.doc.Mentions.Actors[a-1]; m.Code != "" && (m.Role == roleAdjective || m.Basis != factum.BasisContext) {
				return true
			}
		}
	}
	return false
}

// means reports whether a phrase led by its case says by what, not by whom, as what or of what: beside a subject of the active voice ("exchanged
// prisoners", "act as mediator", where nouns of the instrumental stand without a preposition).
func (s *sentence) means(h *hit, a arg) bool {
	return s.r.lx.free && h.e.kind == 'v' && !h.noun && !h.adj && !h.passive && a.np > 0 && a.slot&sAgent != 0 && s.nps[a.np-1].led && s.nps[a.np-1].prep < 0 && h.hasSlot(sSubj)
}

// standsFor reports whether a place that fills a slot stands for whoever rules it: "to Kyiv", "accused Kyiv", "Kyiv protested". recipient says
// for which list it is asked, have how many recipients there are already.
func (s *sentence) standsFor(h *hit, a arg, recipient bool, have int) bool {
	f, p := h.e.frame, &s.nps[a.np-1]
	switch {
	case a.slot&sWith != 0 && a.slot&(sPlace|sAgent) == 0:
		return true
	case !recipient:
		return f.ID == "aid.receive" && a.slot&sSource != 0 || a.slot&sSubj != 0 && a.tok < 0 && (s.inverted(h, a.np) || s.controlled(h, a.np) || s.rules(h, a.np))
	case f.Type == factum.Aid || f.Type == factum.Sanction || f.object == factum.Aid:
		if a.slot&(sGoal|sFor) != 0 || a.slot&sSource != 0 && f.ID == "sanction.withdraw" || f.Type == factum.Aid && s.whither(a) {
			return true
		}
	case f.ID == "consult.visit":
		if a.slot&(sGoal|sObj) != 0 {
			return true
		}
	case f.Type.Quad() == "verbal-conflict":
		if !h.noun && a.slot&h.e.recipients()&(sGoal|sSource|sTarget) != 0 && a.slot&sPlace == 0 {
			return true // "demands of Kyiv"
		}
	}
	return have == 0 && a.slot&sPlace&h.e.recip != 0 || (a.slot&sObj != 0 || a.slot&sGoal != 0 && (p.led || a.slot&sPlace == 0)) && s.addressed(h, f)
}

// controlled reports whether the verb is laid to the phrase's charge, or asked of it: "accused Moscow of launching".
func (s *sentence) controlled(h *hit, np int) bool {
	if h.noun || h.adj {
		return false
	}
	who, _ := s.controller(h.tok)
	return who == np
}

// whither reports whether a phrase that a preposition of place leads says where to, by its case, where one preposition says where and whither.
func (s *sentence) whither(a arg) bool {
	if !s.r.lx.free || a.np == 0 || a.tok < 0 || a.slot&sPlace == 0 {
		return false
	}
	p := &s.nps[a.np-1]
	set := s.casesOf(p.start, p.end)
	return set&accusative != 0 && set&locative == 0
}

// rules reports whether the subject of an active verb is a town by its bare name, which then does what its government does: "Riyadh turned down
// the offer". An attack or a march happens in a town.
func (s *sentence) rules(h *hit, np int) bool {
	p := &s.nps[np-1]
	if h.noun || h.adj || h.passive || s.clauses[h.clause].subject != np || h.e.frame.Type == factum.Assault || h.e.frame.Type == factum.Protest {
		return false
	}
	k := s.toks[p.head].place
	if k == 0 || s.toks[p.start].place != k {
		return false
	}
	m := s.r.doc.Mentions.Places[k-1]
	return m.Precision == "settlement" && m.Country != "" && m.Text != strings.ToUpper(m.Text) // a dateline stands in capitals
}

// sentTo reports whether what is given goes to somebody or somewhere that a preposition leads.
func (s *sentence) sentTo(h *hit) bool {
	for _, a := range h.args {
		if a.np > 0 && (a.tok >= 0 || s.r.lx.free && a.slot == sGoal) && (a.slot&sGoal != 0 && a.slot&(sAgent|sSource|sObj) == 0 || s.whither(a)) && !s.nps[a.np-1].time {
			if k, _ := s.kinds(a.np); k&(kHuman|kActor|kPlace) != 0 {
				return true
			}
		}
	}
	return false
}

// core reports whether the argument is subject or object: no preposition leads it.
func core(a arg) bool { return a.tok < 0 }

// another reports whether the actor is somebody by name, and each of the list somebody of another name: "President A pardoned former president E".
func (s *sentence) another(a factum.Actor, list []factum.Actor) bool {
	name := s.personAt(a.Span)
	for _, b := range list {
		if other := s.personAt(b.Span); other == "" || other == name {
			return false
		}
	}
	return name != ""
}

// personAt is the name of the person whose mention stands there, "" none.
func (s *sentence) personAt(sp factum.Span) string {
	for _, i := range s.r.actors.over(s.part, sp.Start, sp.End) {
		if m := &s.r.doc.Mentions.Actors[i]; m.Span == sp && m.Kind == "person" {
			return m.Name
		}
	}
	return ""
}

// indirect takes as recipient the host whom a visit names as somebody ("a guest of his German colleague"), and of praise
// whose step or gesture it is.
func (s *sentence) indirect(h *hit, c *factum.Claim) {
	visit := h.e.frame.ID == "consult.visit"
	if !visit && c.Type != factum.Support {
		return
	}
	for _, a := range h.args {
		if a.np == 0 || s.nps[a.np-1].time {
			continue
		}
		p := &s.nps[a.np-1]
		var list []factum.Actor
		switch {
		case visit && a.slot&sPlace != 0 && a.tok >= 0 && s.toks[p.head].place == 0 && s.toks[p.head].actor > 0:
			list = s.actors(a.np, false)
		case visit && a.slot&sPlace != 0 && a.tok >= 0 && s.r.lx.free:
			if x, ok := s.seat(a.np); ok { // one preposition for where and whither: whoever visits a place is a guest there
				list = append(list, x)
			}
		case !visit && a.slot&sWith != 0 && s.is(h.last, "solidarity"):
			if list = s.actors(a.np, true); len(list) == 0 { // "solidarity with Riga"
				if x, ok := s.seat(a.np); ok {
					list = append(list, x)
				}
			}
		case !visit && a.slot&(sObj|sTopic) != 0 && a.slot&(sSubj|sPlace) == 0 && !s.eventAt(p.head):
			if list = s.actors(a.np, false); len(list) == 0 && a.np < len(s.nps) && s.nps[a.np].of == a.np {
				list = s.actors(a.np+1, true)
			}
		}
		for _, x := range list {
			if x.Code != "" && !holds(c.Actors, x) && (len(c.Actors) == 0 || c.Actors[0].Code != x.Code) {
				c.Recipients = append(c.Recipients, x)
			}
		}
		if len(c.Recipients) > 0 {
			return
		}
	}
}

// fillPerson takes as recipient somebody whom the lexicon does not know as such: what fills the slot, no place and no
// known thing; else whom it is done to ("handed the activist a prison term"); a claim that needs one takes any words.
func (s *sentence) fillPerson(h *hit, c *factum.Claim, recip slot) {
	for pass := 0; pass < 3 && len(c.Recipients) == 0; pass++ {
		if pass == 2 && !h.e.frame.needRecipient {
			return
		}
		for _, a := range h.args {
			if a.np == 0 {
				continue
			}
			p := &s.nps[a.np-1]
			if p.time || s.toks[p.head].cue&cRel != 0 {
				continue
			}
			filled := a.slot&recip != 0 && (a.tok < 0 || a.slot&sOf != 0)
			whom := a.slot&(sGoal|sFor) != 0 && a.slot&(sPlace|sTime) == 0
			known := !s.thing(p.head) && s.toks[p.head].place == 0
			if pass == 0 && !(filled && known) || pass == 1 && !(whom && known && !s.loose(a)) || pass == 2 && !filled {
				continue
			}
			text, sp := s.words(s.trimmed(p), s.coreEnd(p))
			c.Recipients = append(c.Recipients, factum.Actor{Text: text, Basis: factum.BasisContext, Span: sp})
			break
		}
	}
}

// account reports whether the phrase names what somebody says rather than who: "nach ukrainischen Angaben".
func (s *sentence) account(np int) bool {
	return s.nps[np-1].prep >= 0 && s.is(s.nps[np-1].head, "account")
}

// goods reports whether the phrase names arms or relief rather than people: what is asked for, not who is asked.
func (s *sentence) goods(np int) bool {
	t := &s.toks[s.nps[np-1].head]
	if t.actor > 0 && s.r.code(t.actor) != "" {
		return false
	}
	if t.item > 0 {
		return true
	}
	for _, name := range [...]string{"arms", "relief"} {
		if t.class.has(s.r.class(name)) && !t.class.has(s.r.human) {
			return true
		}
	}
	return false
}

// dead reports whether the phrase names the dead or wounded, who do nothing and are asked for nothing.
func (s *sentence) dead(np int) bool {
	return s.is(s.nps[np-1].head, "casualty")
}

// pronoun reports whether the phrase is a pronoun that is not the speaker's own.
func (s *sentence) pronoun(np int) bool {
	p := &s.nps[np-1]
	t := &s.toks[p.head]
	_, first := s.r.firstPerson[t.low]
	return p.end-p.start == 1 && t.cue&(cPron|cObjPron) != 0 && t.cue&cDet == 0 && !first && t.actor == 0
}

// addressed reports whether the object of the verb is somebody spoken to or of, so that a town there stands for
// its government: "accused Kyiv of".
func (s *sentence) addressed(h *hit, f *Frame) bool {
	switch f.Type {
	case factum.Accuse, factum.Request, factum.Threaten, factum.Support, factum.Agree:
		return !h.noun && !h.adj && (!s.r.lx.verbLast || h.hasSlot(sSubj)) && f.ID != "accuse.investigate"
	}
	return false
}

// seat is the state that a place in the phrase belongs to, as an actor by context.
func (s *sentence) seat(np int) (factum.Actor, bool) {
	p := &s.nps[np-1]
	for i := p.start; i < p.end; i++ {
		if k := s.toks[i].place; k > 0 {
			m := s.r.doc.Mentions.Places[k-1]
			return factum.Actor{Text: m.Text, Code: m.Country, Basis: factum.BasisContext, Span: m.Span}, m.Country != ""
		}
	}
	return factum.Actor{}, false
}

// loose reports whether the phrase is one that names no party: a place or thing.
func (s *sentence) loose(a arg) bool {
	if a.np == 0 {
		return false
	}
	k, _ := s.kinds(a.np)
	return k&kHuman == 0
}

// ownerOf reports whether what hangs on the noun by "of" owns it rather than suffers it.
func (s *sentence) ownerOf(h *hit, a arg) bool {
	for _, o := range h.args { // "the shelling of the town by the army"
		if o.slot&(sAgent|sPoss|sSubj) != 0 {
			return false
		}
	}
	if h.e.frame.recipient&sOf != 0 {
		return h.e.actor&sOf != 0
	}
	return true
}

// aimed reports whether something else than the phrase is what a noun is directed at.
func (s *sentence) aimed(h *hit, a arg) bool {
	for _, o := range h.args {
		if o.np > 0 && o.np != a.np && o.tok >= 0 && o.slot&(sTarget|sGoal) != 0 && !s.nps[o.np-1].time && o.slot&(sAgent|sOf) == 0 {
			return !h.hasSlot(sAgent | sPoss)
		}
	}
	return false
}

func (h *hit) hasOther(a arg, sl slot) bool {
	for _, o := range h.args {
		if o.np != a.np && o.slot&sl&(sSubj|sAgent|sPoss) != 0 {
			return true
		}
	}
	return false
}

func (h *hit) has(s *sentence, sl slot) bool { return h.noun && h.hasSlot(sl) }

// fillPlace takes the place that the trigger's own phrases name, else one in its clause, else the only one in the sentence.
func (s *sentence) fillPlace(h *hit, c *factum.Claim) {
	f := h.e.frame
	best, bestScore := 0, 0
	t := s.toks[h.tok].span
	bound := h.noun && h.gov.over >= 0 || h.gov.judged
	for i := range s.toks {
		x := &s.toks[i]
		if x.place == 0 {
			continue
		}
		if s.bearing(i) {
			continue
		}
		m := s.r.doc.Mentions.Places[x.place-1]
		score := 10
		if x.clause == h.clause {
			score += 40
		} else if cl := &s.clauses[x.clause]; cl.parent == h.clause || s.clauses[h.clause].parent == x.clause {
			score += 12
		} else if x.quote != s.toks[h.tok].quote {
			continue
		}
		if x.clause != h.clause && s.says(x.clause) || bound && !s.ownArg(h, x.np) {
			continue
		}
		if np := x.np; np > 0 {
			p := &s.nps[np-1]
			root := p
			for root.of > 0 {
				root = &s.nps[root.of-1]
			}
			if c.Type == factum.Assault && f.place&sSource == 0 && root.prep >= 0 && root.slots&sSource != 0 && root.slots&(sPlace|sTarget|sGoal) == 0 {
				continue // where it was fired from is not where it hit
			}
			fits := false
			for _, a := range h.args { // "on the station of L"
				if p.of > 0 && a.np == p.of && a.slot&(f.place|sPlace|sTarget|sObj) != 0 && a.slot&(sAgent|sSubj) == 0 {
					fits = true
					score += 24
					break
				}
			}
			for _, a := range h.args {
				if a.np == np {
					fits = true
					if a.slot&(f.place|sPlace|sTarget) != 0 {
						score += 30
					} else if a.slot&sSubj != 0 || a.slot&sAgent != 0 {
						score -= 60
					}
				}
			}
			if p.prep < 0 && !fits {
				if x.actor > 0 && s.clauses[x.clause].subject == np {
					continue // a state that acts is no place of what it does
				}
				score -= 25
			}
			if p.prep >= 0 && p.slots&(sPlace|sTarget|sGoal|sSource) != 0 {
				score += 15
			} else if p.prep >= 0 && p.slots&(sAgent|sWith|sFor) != 0 && p.slots&sPlace == 0 {
				score -= 30
			}
		}
		if x.actor > 0 { // a name that stands for a state as well
			score -= 12
			if s.isParty(c, x.actor) && (f.place == 0 || x.np == 0 || s.nps[x.np-1].slots&(sPlace|sGoal) == 0) {
				score -= 40
			}
		}
		if m.Resolved() {
			score += 4
			switch m.Precision {
			case "settlement", "point":
				score += 22
			case "admin1", "admin2":
				score += 6
			}
		}
		d := x.span.Start - t.Start
		if d < 0 {
			d = -d
		}
		score -= d / 25
		if score > bestScore {
			best, bestScore = x.place, score
		}
	}
	if best == 0 || bestScore < 12 {
		best = s.samePlace(h)
	}
	if best > 0 {
		c.Place = s.r.placed(best)
	}
}

func (s *sentence) isParty(c *factum.Claim, actor int) bool {
	sp := s.r.doc.Mentions.Actors[actor-1].Span
	for _, list := range [][]factum.Actor{c.Actors, c.Recipients} {
		for _, a := range list {
			if a.Span.Overlaps(sp) {
				return true
			}
		}
	}
	return false
}

// fillTime takes the time in the trigger's clause that does not belong to a verb of saying, else one in the sentence.
func (s *sentence) fillTime(h *hit, c *factum.Claim) {
	best, bestScore := 0, 0
	t := s.toks[h.tok].span
	present := false
	for i := range s.toks {
		x := &s.toks[i]
		if x.time == 0 {
			continue
		}
		m := s.r.doc.Mentions.Times[x.time-1]
		if m.Value == "PRESENT_REF" {
			if x.clause == h.clause {
				present = true
				best0 := x.time
				if best == 0 {
					best = -best0
				}
			}
			continue
		}
		if m.When == nil || m.Type == "SET" || x.clause == h.clause && s.comesToLight(h) || (h.noun && h.gov.over >= 0 || h.gov.judged) && !s.ownArg(h, x.np) {
			continue
		}
		if s.r.lx.free && x.np > 0 && s.nps[x.np-1].prep >= 0 && s.toks[s.nps[x.np-1].prep].slots&sSource != 0 && !s.present(h) && m.When.Precision == "year" {
			continue // "вперше з 2019 року": since when it had not been
		}
		score := 10
		said := s.toks[h.tok].quote != x.quote
		switch {
		case x.clause == h.clause:
			score += 40
			if v := s.sayingVerb(x.clause); v >= 0 && v != h.tok && !s.toks[h.tok].verb && x.quote == 0 && h.noun && near(v, i) {
				score -= 25
			}
		case said || s.sayingVerb(x.clause) >= 0:
			continue
		case s.clauses[x.clause].kind == clRel && s.clauses[x.clause].parent == h.clause:
			continue
		case s.clauses[x.clause].parent == h.clause || s.clauses[h.clause].parent == x.clause || s.clauses[h.clause].sibling == x.clause || s.clauses[x.clause].sibling == h.clause:
			score += 8
		default:
			score -= 4
		}
		if m.Type == "DURATION" {
			score -= 20
		}
		d := x.span.Start - t.Start
		if d < 0 {
			d = -d
		}
		score -= d / 30
		if score > bestScore {
			best, bestScore = x.time, score
		}
	}
	if best > 0 && bestScore > 4 {
		c.Time = s.stretch(best)
		return
	}
	if present {
		m := s.r.doc.Mentions.Times[-min(best, -1)-1]
		if best > 0 {
			return
		}
		to := ""
		for i := len(c.Attribution) - 1; i >= 0 && to == ""; i-- {
			to = c.Attribution[i].At
		}
		if to == "" && s.r.doc.Published != nil {
			to = s.r.doc.Published.To
		}
		if to != "" && len(to) >= 10 {
			to = to[:10]
		}
		c.Time = &factum.ClaimTime{Text: m.Text, To: to, Precision: "not-after", Span: m.Span}
	}
}

// ownArg reports whether the phrase stands with the trigger itself rather than with what governs it.
func (s *sentence) ownArg(h *hit, np int) bool {
	if np == 0 {
		return false
	}
	if s.toks[h.tok].np == np {
		return true
	}
	for _, a := range h.args {
		if a.np == np && (a.slot&sSubj == 0 || a.tok >= 0) {
			return true
		}
	}
	p := &s.nps[np-1]
	return p.start > h.tok && p.start-h.tok < 5 && p.time
}

func near(i, j int) bool { return i-j < 4 && j-i < 4 }

// nowIn reports whether the trigger's clause says "now".
func (s *sentence) nowIn(h *hit) bool {
	for i := range s.toks {
		if x := &s.toks[i]; x.time > 0 && x.clause == h.clause && s.r.doc.Mentions.Times[x.time-1].Value == "PRESENT_REF" {
			return true
		}
	}
	return false
}

// bygone reports whether the time at a span only says that it is past: "earlier".
func (r *run) bygone(sp factum.Span) bool {
	return slices.ContainsFunc(r.doc.Mentions.Times, func(m factum.TimeMention) bool { return m.Span == sp && m.Value == "PAST_REF" })
}

// unfolds reports whether the trigger is a verb in a present tense that only what goes on has, as where verbs of the completed aspect are
// listed: "собирает ополченцев". What somebody says has no such time.
func (s *sentence) unfolds(h *hit) bool {
	t := &s.toks[h.tok]
	if h.noun || h.adj || len(s.r.lx.infl.perfective) == 0 || !strings.HasPrefix(h.e.frame.Type.Quad(), "material") {
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
		if x := &s.toks[v]; v != i && x.cue&(cBe|cPassive) != 0 && (x.tag&tPast != 0 && x.tag&(tPres|tInf) == 0 || s.r.lx.verbLast && x.cue&cBe != 0 && s.toks[i].tag&tPart != 0) {
			return false
		}
	}
	a := s.auxiliaries(i)
	if s.r.lx.verbLast && a&cBe != 0 && a&(cWill|cWould|cCould|cMust) == 0 && s.toks[i].tag&tPart != 0 {
		return false // "is aangekomen", "is geannuleerd": done
	}
	return a&cHave == 0
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

// mentioned is the actor of a mention, from 1.
func (r *run) mentioned(i int) factum.Actor {
	m := r.doc.Mentions.Actors[i-1]
	basis := m.Basis
	if basis == "" {
		basis = factum.BasisNamed
	}
	role := m.Role
	if role == roleAdjective || role == rolePeople {
		role = "" // what kind of word it is, not what they are
	}
	code := m.Code
	if code == "" {
		if code = r.code(i); code != "" {
			basis = factum.BasisContext
		}
	}
	return factum.Actor{Text: m.Text, Code: code, Role: role, Basis: basis, Span: m.Span}
}

// Roles by which reading says that the words are an adjective of a state or a name of its people.
const (
	roleAdjective = "adjective"
	rolePeople    = "people"
)

// adjective reports whether the mention is a word of belonging ("Russian") rather than a name: a name of a state
// is a place as well.
func (r *run) adjective(i int) bool {
	m := r.doc.Mentions.Actors[i-1]
	if m.Kind == "state" && m.Role == roleAdjective {
		return true
	}
	if m.Kind != "state" || m.Role != "" || m.Text == m.Name {
		return false
	}
	if c, _ := utf8.DecodeRuneInString(m.Text); (r.lx.headFirst || r.lx.bare) && unicode.IsUpper(c) {
		return false // adjectives have no capital there
	}
	for j := range r.doc.Mentions.Places {
		p := &r.doc.Mentions.Places[j]
		if p.Part == m.Part && p.Span.Overlaps(m.Span) {
			return false
		}
		if p.Part == m.Part && p.Span.Start >= m.Span.End {
			break
		}
	}
	return !strings.Contains(m.Text, " ") || m.Kind != "person"
}

// antecedent resolves a pronoun to the subject before it, in this sentence or the one before.
func (r *run) antecedent(s *sentence, p *phrase) (factum.Actor, bool) {
	at := s.toks[p.start]
	if at.actor > 0 {
		return r.mentioned(at.actor), true
	}
	if _, first := r.firstPerson[at.low]; first {
		if at.quote > 0 {
			q := r.quoted(r.doc.Mentions.Quotes[at.quote-1])
			if q.Code != "" || q.Text != "" {
				return contextActor(q), q.Code != ""
			}
		}
		return factum.Actor{}, false
	}
	best := factum.Actor{}
	ok, unnamed := false, false
	if r.resolving {
		return best, false // a pronoun inside what another one could stand for
	}
	r.resolving = true
	defer func() { r.resolving = false }()
	for n := range s.nps {
		q := &s.nps[n]
		if q.start >= p.start {
			break
		}
		if s.clauses[q.clause].subject != n+1 || q.clause == at.clause && q.end > p.start {
			continue
		}
		h := s.toks[q.head]
		if h.cue&(cPron|cObjPron) != 0 && h.cue&cDet == 0 {
			continue
		}
		if s.sayingVerb(q.clause) >= 0 && at.quote != s.toks[q.start].quote {
			continue
		}
		a, is := s.actor(n + 1)
		switch {
		case is && a.Code != "":
			best, ok, unnamed = a, true, false
		case is && h.actor > 0 && !ok && q.clause != at.clause:
			unnamed = true // somebody of this sentence whom the tables do not know
		}
	}
	if cl := &s.clauses[at.clause]; !ok && cl.kind == clThat && cl.parent >= 0 && cl.subject == at.np && s.says(cl.parent) && s.clauses[cl.parent].quote == at.quote {
		if q := s.clauses[cl.parent].subject; q > 0 && !s.pronoun(q) { // "the workers said that they"
			if a, is := s.actor(q); is {
				best, ok = a, true
			}
		}
	}
	if !ok && !unnamed && s.part == r.subjectPart {
		best, ok = r.subject, r.subject.Code != ""
	}
	if !ok {
		return best, false
	}
	best.Basis = factum.BasisContext
	return best, true
}
