package withhold

import (
	"slices"

	"factum"
	"factum/language"
)

// Claim is a claim as it may leave the record: a copy without what is withheld, its spans gone where words were left out, since they would tell their length. ok is false where nothing of it
// may be told: a movement before its delay is over, or an item that is withheld.
func (g *Gate) Claim(c factum.Claim) (out factum.Claim, ok bool) {
	if !g.Item(string(c.ID)) || !g.Item(c.Document.String()) {
		return factum.Claim{}, false
	}
	var items []string
	for _, i := range c.Items {
		items = append(items, i.Code)
	}
	moves := movement(c.Type, c.Object, c.Modes, items)
	if moves && g.late(endOf(c.Time, c.Modality), toldOf(c.Published)) {
		g.count("movement", GroundMovement)
		return factum.Claim{}, false
	}
	own := newNames() // of this claim alone
	c.Actors, c.Recipients, c.Participants = g.people(&c, c.Actors, false, own), g.people(&c, c.Recipients, true, own), g.people(&c, c.Participants, false, own)
	c.Attribution = slices.Clone(c.Attribution)
	for i := range c.Attribution {
		a := &c.Attribution[i]
		name := a.Name
		if name == "" {
			name = a.Text
		}
		if ground := g.hiding(name, a.Code, a.Role, &c, false); ground != "" && !(a.Code != "" && a.Role != "") {
			g.person(name, ground, own)
			a.Name, a.Text, a.Span = Bar, Bar, factum.Span{}
		}
	}
	if c.Place != nil {
		p, free := g.place(c.Place)
		if !free {
			own.add(c.Place.Text)
			own.add(c.Place.Name)
		} else if moves {
			if q, any := coarse(p); any {
				g.count("place", GroundMovement)
				own.add(p.Text)
				own.add(p.Name)
				p = q
			}
		}
		c.Place = &p
	}
	g.words(&c, own)
	return c, true
}

// people are those of a slot with the names of those who are withheld left out; their role stays.
func (g *Gate) people(c *factum.Claim, as []factum.Actor, victim bool, own *names) []factum.Actor {
	out := slices.Clone(as)
	for i := range out {
		a := &out[i]
		if ground := g.hiding(a.Text, a.Code, a.Role, c, victim); ground != "" {
			g.person(a.Text, ground, own)
			a.Text, a.Span = Bar, factum.Span{}
		}
	}
	return out
}

// person has a name left out from here on: of the claim whole, of all else without words that office-holders are called by, too.
func (g *Gate) person(name, ground string, own *names) {
	g.count("person", ground)
	own.add(name)
	for _, w := range wordsOf(name) {
		if s := name[w.start:w.end]; !public()[language.Fold(s)] {
			g.names.add(s)
		}
	}
}

// words leaves the names out of all words of a claim.
func (g *Gate) words(c *factum.Claim, own *names) {
	struck := false
	cut := func(s *string, span *factum.Span) {
		for _, n := range []*names{g.names, own} {
			if t, any := n.strike(*s); any {
				*s, struck = t, true
				if span != nil {
					*span = factum.Span{}
				}
			}
		}
	}
	cut(&c.Passage.Text, &c.Passage.Span)
	cut(&c.Trigger.Text, &c.Trigger.Span)
	c.Also = slices.Clone(c.Also)
	for i := range c.Also {
		cut(&c.Also[i].Text, &c.Also[i].Span)
	}
	for _, as := range []*[]factum.Actor{&c.Actors, &c.Recipients, &c.Participants} {
		for i := range *as {
			cut(&(*as)[i].Text, &(*as)[i].Span)
			cut(&(*as)[i].Role, nil)
		}
	}
	for i := range c.Attribution {
		a := &c.Attribution[i]
		cut(&a.Text, &a.Span)
		cut(&a.Name, nil)
		cut(&a.Quote, nil)
	}
	c.Quantities, c.Items, c.Why = slices.Clone(c.Quantities), slices.Clone(c.Items), slices.Clone(c.Why)
	for i := range c.Quantities {
		cut(&c.Quantities[i].Text, &c.Quantities[i].Span)
	}
	for i := range c.Items {
		cut(&c.Items[i].Text, &c.Items[i].Span)
	}
	for i := range c.Why {
		cut(&c.Why[i], nil)
	}
	if c.Place != nil {
		cut(&c.Place.Text, &c.Place.Span)
		cut(&c.Place.Name, nil)
	}
	if c.Time != nil {
		t := *c.Time
		c.Time = &t
		cut(&c.Time.Text, &c.Time.Span)
	}
	if a, any := g.names.address(c.Ref); any {
		c.Ref, struck = a, true
	}
	if struck { // where the rest stands would tell how long a bar is
		c.Passage.Span, c.Trigger.Span = factum.Span{}, factum.Span{}
		for _, as := range []*[]factum.Actor{&c.Actors, &c.Recipients, &c.Participants} {
			for i := range *as {
				(*as)[i].Span = factum.Span{}
			}
		}
		for i := range c.Attribution {
			c.Attribution[i].Span = factum.Span{}
		}
		for i := range c.Quantities {
			c.Quantities[i].Span = factum.Span{}
		}
		for i := range c.Items {
			c.Items[i].Span = factum.Span{}
		}
		for i := range c.Also {
			c.Also[i].Span = factum.Span{}
		}
		if c.Place != nil {
			c.Place.Span = factum.Span{}
		}
		if c.Time != nil {
			c.Time.Span = factum.Span{}
		}
	}
}

// endOf is the last day on which a claim says it happened or happens; of what goes on no end is known.
func endOf(t *factum.ClaimTime, m factum.Modality) factum.Day {
	if t == nil || m == factum.Ongoing {
		return factum.NoDay
	}
	if d := factum.DayOf(t.To); d != factum.NoDay {
		return d
	}
	return factum.DayOf(t.From)
}

func toldOf(t *factum.Time) factum.Day {
	if t == nil {
		return factum.NoDay
	}
	return factum.DayOf(t.To)
}
