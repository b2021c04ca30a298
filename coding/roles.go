package coding

// Who does it and to whom: the slots of a trigger as actors and recipients.

import (
	"cmp"
	"slices"
	"strings"

	"factum"
)

// fillRoles puts actors and recipients into the claim by the frame's slots, or the entry's own.
func (s *sentence) fillRoles(h *hit, c *factum.Claim) {
	f := h.e.frame
	actor, recip := cmp.Or(h.e.actor, f.actor), h.e.recipients()
	c.Actors, c.Recipients = []factum.Actor{}, []factum.Actor{}
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
				s.put(h, c, false, a, s.loose(a)) // "the attack of the army on the town"
			case f.Type == factum.Cooperate && sl&sWith != 0 && !core(a) && len(c.Actors) > 0 && !h.noun:
				s.put(h, c, true, a, false) // with whom, where others do it
			case sl&actor != 0 && (sl&recip == 0 || sl&(sAgent|sPoss) != 0 || len(c.Actors) == 0 && sl&(sOf|sSubj) != 0 && !h.hasOther(a, actor)):
				if sl&sOf != 0 && sl&recip != 0 && !s.ownerOf(h, a) {
					s.put(h, c, true, a, false)
					continue
				}
				if f.participants || len(c.Actors) == 0 {
					by := a.np > 0 && s.acts(a.np) && (sl&sAgent != 0 && h.passive || s.lx.free && h.noun && sl&sOf != 0 && recip&sOf == 0) // "zajęta przez rebeliantów", "protest rolników"
					s.put(h, c, false, a, sl&(sOf|sPlace|sTime) != 0 && !f.participants && !by)
				}
			case sl&recip != 0 && sl&sObj != 0 && core(a) && f.Type == factum.Aid && f.items && !s.lx.verbLast && !h.noun && !h.passive && s.sentTo(h):
				// "sent doctors to a hospital": they are what is given
			case sl&recip != 0 && f.Type == factum.Assault && a.np > 0 && s.pronoun(a.np):
				// whom "they" stands for is not settled well enough to name a victim
			case sl&recip != 0:
				s.put(h, c, true, a, sl&(sPlace|sTime|sGoal|sTarget) != 0 && sl&(sSubj|sObj) == 0 && s.loose(a))
			}
		}
	}
	if len(c.Actors) == 0 {
		s.ownForces(h, c)
	}
	if h.noun && h.hasSlot(sOf) && f.Type == factum.Assault && len(c.Actors)+len(c.Recipients) == 1 && f.place&sOf != 0 {
		s.placeAttacked(h, c)
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

// placeAttacked makes the one of whom an attack is said to be the one who attacks, where another's place is named: "the invasion of President P in U".
func (s *sentence) placeAttacked(h *hit, c *factum.Claim) {
	owner := append(append([]factum.Actor{}, c.Actors...), c.Recipients...)
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

// put lays those who fill a slot into a list of the claim, its recipients or its actors; strict takes only those whom the tables know.
func (s *sentence) put(h *hit, c *factum.Claim, recipient bool, a arg, strict bool) {
	f := h.e.frame
	list := &c.Actors
	if recipient {
		list = &c.Recipients
	}
	for _, x := range s.filling(h, c, recipient, a) {
		if strict && x.Code == "" || x.Code == "" && a.np > 0 && s.casualty(a.np) && (!recipient || f.Type.Quad() == "verbal-conflict" || f.Type.Quad() == "verbal-cooperation") {
			continue
		}
		if recipient && (f.Type == factum.Sanction || f.Type == factum.Request && len(c.Recipients) > 0) && core(a) && a.np > 0 && s.toks[s.nps[a.np-1].start].cue&cPoss != 0 && holdsCode(c.Actors, x.Code) {
			continue // "recalled its envoy", "urges Kigali to bring its soldiers home"
		}
		if holds(c.Recipients, x) || holds(c.Actors, x) && !(recipient && s.another(x, c.Actors)) {
			continue
		}
		*list = append(*list, x)
	}
}

// filling are those whom an argument names, or for whom it stands: the state that "the country" goes back to, whoever rules a place, wields a
// weapon or owns a thing.
func (s *sentence) filling(h *hit, c *factum.Claim, recipient bool, a arg) []factum.Actor {
	f := h.e.frame
	if a.np > 0 && (s.account(a.np) || recipient && (f.Type == factum.Request || f.Type == factum.Agree) && s.goods(a.np)) {
		return nil
	}
	given := a.given
	if a.np > 0 {
		given = s.actors(a.np, a.list)
	}
	if len(given) == 0 && a.np > 0 && recipient {
		if x, ok := s.theCountry(a.np); ok {
			given = []factum.Actor{x}
		}
	}
	if len(given) == 0 && a.np > 0 && s.standsFor(h, a, recipient, len(c.Recipients)) {
		if x, ok := s.seat(a.np); ok { // "to Kyiv": the place stands for whoever rules it
			given = []factum.Actor{x}
		} else if a.np < len(s.nps) && f.Type == factum.Aid && s.nps[a.np].prep == s.nps[a.np-1].end && s.nps[a.np].slots&(sPlace|sOf) != 0 {
			if x, ok := s.seat(a.np + 1); ok { // "to the hospitals in Darfur"
				given = []factum.Actor{x}
			}
		}
	}
	if len(given) == 0 && !recipient && a.np > 0 && a.slot&(sSubj|sAgent) != 0 {
		given = s.wielder(a.np)
	}
	if len(given) == 0 && recipient && a.tok < 0 && a.slot&sObj != 0 && a.np > 0 && a.np < len(s.nps) && s.nps[a.np].of == a.np && (!s.lx.verbLast || s.lx.nounCapitals) {
		if k, _ := s.kinds(a.np + 1); k&kHuman != 0 {
			given = s.actors(a.np+1, true) // "the assets of the oligarch": whose they are
		}
	}
	return given
}

// core reports whether the argument is subject or object: no preposition leads it.
func core(a arg) bool { return a.tok < 0 }

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
	return s.lx.free && h.e.kind == 'v' && !h.noun && !h.adj && !h.passive && a.np > 0 && a.slot&sAgent != 0 && s.nps[a.np-1].led && s.nps[a.np-1].prep < 0 && h.hasSlot(sSubj)
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
	if !s.lx.free || a.np == 0 || a.tok < 0 || a.slot&sPlace == 0 {
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
		if a.np > 0 && (a.tok >= 0 || s.lx.free && a.slot == sGoal) && (a.slot&sGoal != 0 && a.slot&(sAgent|sSource|sObj) == 0 || s.whither(a)) && !s.nps[a.np-1].time {
			if k, _ := s.kinds(a.np); k&(kHuman|kActor|kPlace) != 0 {
				return true
			}
		}
	}
	return false
}

// addressed reports whether the object of the verb is somebody spoken to or of, so that a town there stands for
// its government: "accused Kyiv of".
func (s *sentence) addressed(h *hit, f *Frame) bool {
	switch f.Type {
	case factum.Accuse, factum.Request, factum.Threaten, factum.Support, factum.Agree:
		return !h.noun && !h.adj && (!s.lx.verbLast || h.hasSlot(sSubj)) && f.ID != "accuse.investigate"
	}
	return false
}

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
		case visit && a.slot&sPlace != 0 && a.tok >= 0 && s.lx.free:
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

// movers gives a movement without an owner the one that a pronoun in the same sentence goes on with:
// "a transfer of troops out of the town … and they turn east".
func (r *run) movers(s *sentence, ds []draft) {
	for i := range ds {
		a := &ds[i]
		if len(a.claim.Actors) > 0 || !a.hit.noun || a.claim.Type != factum.Retreat && a.claim.Type != factum.Mobilize {
			continue
		}
		for j := range ds {
			b := &ds[j]
			if i == j || b.claim.Type != factum.Retreat && b.claim.Type != factum.Mobilize || len(b.claim.Actors) != 1 {
				continue
			}
			if b.claim.Actors[0].Basis == factum.BasisContext && b.claim.Actors[0].Span.Start < a.claim.Trigger.Span.Start {
				a.claim.Actors = []factum.Actor{b.claim.Actors[0]}
				a.claim.Why = append(a.claim.Why, "actor: the pronoun of "+b.hit.e.id)
			}
		}
	}
}

func same(a, b factum.Actor) bool {
	if a.Code != "" || b.Code != "" {
		return a.Code == b.Code && (a.Role == b.Role || a.Span.Overlaps(b.Span))
	}
	return strings.EqualFold(a.Text, b.Text)
}

func holds(list []factum.Actor, a factum.Actor) bool {
	for _, x := range list {
		if same(x, a) || x.Span == a.Span {
			return true
		}
	}
	return false
}

// holdsCode reports whether one of the list has the code.
func holdsCode(list []factum.Actor, code string) bool {
	return slices.ContainsFunc(list, func(a factum.Actor) bool { return a.Code != "" && a.Code == code })
}
