package withhold

import (
	"encoding/json"
	"slices"

	"factum"
)

// Fact is a fact as it may leave the record, with its claims; claims are all of the fact's. ok is false where nothing of it may be told. A fact of which one claim comes too early is held
// back whole.
func (g *Gate) Fact(f factum.Fact, claims []factum.Claim) (out factum.Fact, told []factum.Claim, ok bool) {
	if !g.Item(string(f.ID)) {
		return factum.Fact{}, nil, false
	}
	var place *factum.Place
	local := newNames() // of the places of its claims that are told coarser
	for _, c := range claims {
		d, ok := g.Claim(c)
		if !ok {
			return factum.Fact{}, nil, false
		}
		if c.Place != nil && d.Place != nil && c.Place.Name != d.Place.Name {
			local.add(c.Place.Name)
			local.add(c.Place.Text)
			place = d.Place
		}
		for _, pair := range [][2][]factum.Actor{{c.Actors, d.Actors}, {c.Recipients, d.Recipients}, {c.Participants, d.Participants}} {
			for i := range pair[0] {
				if pair[1][i].Text == Bar {
					local.add(pair[0][i].Text)
				}
			}
		}
		told = append(told, d)
	}
	f.Elements, f.Lines, f.Findings = slices.Clone(f.Elements), slices.Clone(f.Lines), slices.Clone(f.Findings)
	strike := func(s string) string {
		for _, n := range []*names{g.names, local} {
			s, _ = n.strike(s)
		}
		return s
	}
	for i := range f.Elements {
		e := &f.Elements[i]
		if e.Name == "place" && place != nil && string(e.Value) != "null" {
			e.Value, _ = json.Marshal(place) // strings and numbers
			continue
		}
		e.Value = struckValue(e.Value, strike)
	}
	f.Headline = strike(f.Headline)
	for i := range f.Lines {
		f.Lines[i].Speaker, f.Lines[i].Why = strike(f.Lines[i].Speaker), strike(f.Lines[i].Why)
	}
	for i := range f.Findings {
		f.Findings[i].Reason, f.Findings[i].By = strike(f.Findings[i].Reason), g.Collector(f.Findings[i].By)
	}
	f.Why = slices.Clone(f.Why)
	for i := range f.Why {
		f.Why[i].Why = slices.Clone(f.Why[i].Why)
		for k := range f.Why[i].Why {
			f.Why[i].Why[k] = strike(f.Why[i].Why[k])
		}
	}
	f.Sources = slices.DeleteFunc(slices.Clone(f.Sources), func(s factum.SourceID) bool { return !g.Source(string(s)) })
	return f, told, true
}

// struckValue is JSON with every text of it struck, and without spans where one was: a span tells how long a word is.
func struckValue(raw json.RawMessage, strike func(string) string) json.RawMessage {
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return raw
	}
	any := false
	var walk func(x interface{}) interface{}
	walk = func(x interface{}) interface{} {
		switch x := x.(type) {
		case string:
			s := strike(x)
			any = any || s != x
			return s
		case []interface{}:
			for i := range x {
				x[i] = walk(x[i])
			}
		case map[string]interface{}:
			for k, e := range x {
				if k != "code" && k != "country" && k != "precision" && k != "basis" {
					x[k] = walk(e)
				}
			}
		}
		return x
	}
	v = walk(v)
	if !any {
		return raw
	}
	b, err := factum.Canonical(v)
	if err != nil {
		return json.RawMessage(`"` + Bar + `"`)
	}
	return b
}

// Occurrence is a fact as figures read it, as it may leave the record: a copy. ok is false where nothing of it may be told.
func (g *Gate) Occurrence(o *factum.Occurrence) (out factum.Occurrence, ok bool) {
	if !g.Item(string(o.Fact)) {
		return factum.Occurrence{}, false
	}
	out = *o
	moves := movement(o.Type, o.Object, o.Modes, o.Items)
	if moves && g.late(lastOf(o), lastTold(o)) {
		g.count("movement", GroundMovement)
		return factum.Occurrence{}, false
	}
	c := factum.Claim{Type: o.Type, Modes: o.Modes}
	hide := func(ps []factum.Party, victim bool) []factum.Party {
		ps = slices.Clone(ps)
		for i, p := range ps {
			if p.Text == "" {
				continue
			}
			if ground := g.hiding(p.Text, p.Code, p.Role, &c, victim); ground != "" {
				g.count("person", ground)
				ps[i].Text = Bar
			} else {
				ps[i].Text, _ = g.names.strike(p.Text)
			}
		}
		return ps
	}
	out.Actors, out.Recipients = hide(o.Actors, false), hide(o.Recipients, true)
	out.Told = slices.DeleteFunc(slices.Clone(o.Told), func(t factum.Telling) bool { return !g.Source(string(t.Source)) })
	if o.Place != nil {
		p, free := g.place(o.Place)
		if free && moves {
			if q, any := coarse(p); any {
				g.count("place", GroundMovement)
				p = q
			}
		}
		out.Place = &p
	}
	return out, true
}

func lastOf(o *factum.Occurrence) factum.Day {
	if o.To != factum.NoDay {
		return o.To
	}
	return o.From
}

func lastTold(o *factum.Occurrence) factum.Day {
	last := factum.NoDay
	for _, t := range o.Told {
		last = max(last, t.Published)
	}
	return last
}
