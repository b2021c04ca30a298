package corroboration

import (
	"slices"

	"factum"
)

// occurrence puts the fact as figures over many facts read it. The deed has to be worked out.
func (a *account) occurrence(f *factum.Fact) *factum.Occurrence {
	d := f.Deed
	o := &factum.Occurrence{Fact: f.ID, Type: f.Type, Object: f.Object, Matter: d.Matter, Modes: d.Modes, Items: d.Items,
		Actors: parties(d.Actors), Recipients: parties(d.Recipients), From: factum.NoDay, To: factum.NoDay,
		Support: f.Support, Contradicted: f.Contradicted, Status: f.Status, Claims: len(f.Claims)}
	if d.Place != nil {
		p := *d.Place
		p.Text, p.Span = "", factum.Span{}
		o.Place = &p
	}
	if t := d.Time; t != nil {
		o.Precision = t.Precision
		if n, ok := dayOf(t.From, false); ok {
			o.From = factum.Day(n)
		}
		if n, ok := dayOf(t.To, true); ok {
			o.To = factum.Day(n)
		}
	}
	o.Told = make([]factum.Telling, len(f.Lines))
	for i := range o.Told {
		o.Told[i] = factum.Telling{Published: factum.NoDay, Interest: f.Lines[i].Interest, Denies: true}
	}
	for _, v := range a.sealed {
		t := &o.Told[a.lineOf[v]]
		p := factum.NoDay
		if v.r.Published != nil {
			if n, ok := dayOf(v.r.Published.To, true); ok {
				p = factum.Day(n)
			}
		}
		if t.Claims++; t.Claims == 1 || p != factum.NoDay && (t.Published == factum.NoDay || p < t.Published) {
			t.Source, t.Lang, t.Published = v.r.Source, v.r.Claim.Lang, p
		}
		t.Denies = t.Denies && v.denies
	}
	return o
}

// parties are those of an element, in its order.
func parties(as []factum.Actor) []factum.Party {
	out := make([]factum.Party, 0, len(as))
	for _, p := range as {
		q := factum.Party{Code: p.Code, Role: p.Role}
		if p.Code == "" {
			q.Text = p.Text
		}
		if !slices.Contains(out, q) {
			out = append(out, q)
		}
	}
	return out
}
