package coding

// Whether two claims tell one happening.

import (
	"maps"

	"factum"
)

// retold is how far back, in bytes, a text is taken to speak of the same happening; it also bounds the cost of long texts.
const retold = 8000

// tellsAgain reports whether b tells again what a told.
func (r *run) tellsAgain(a, b *draft) bool {
	if !kindred(a, b) || !compatible(&a.claim, &b.claim) {
		return false
	}
	if a.s.heading != b.s.heading {
		return false
	}
	if ta := a.claim.Type; ta != factum.Assault && otherModes(a.claim.Modes, b.claim.Modes) {
		return false
	}
	if quotedAnew(&a.claim, &b.claim) {
		return false
	}
	if counts(&a.claim, &b.claim, a.s.part == b.s.part && r.oneParagraph(a.s.span, b.s.span)) {
		return false
	}
	if b.anaphor || b.definite && (b.hit.noun) {
		return b.order-a.order < 2500 || b.anaphor
	}
	if m := b.claim.Modality; (m == factum.Denied || m == factum.Negated) && b.order-a.order < 1500 && !quotedAnew(&a.claim, &b.claim) {
		return true // denied once more
	}
	// the same words of the same parties
	if sameParties(&a.claim, &b.claim) && a.frame == b.frame && (a.hit.e == b.hit.e || a.hit.e.first == b.hit.e.first || b.hit.noun != a.hit.noun) {
		return true
	}
	if c := &b.claim; (a.claim.Type == factum.Assault || a.frame == b.frame && (a.claim.Type == factum.Coerce || a.claim.Type == factum.Protest)) && b.order-a.order < 900 &&
		len(codes(c.Actors)) == 0 && len(codes(c.Recipients)) == 0 && c.Place == nil && c.Time == nil && c.Modality == a.claim.Modality && len(c.Quantities) == 0 {
		return true // goes on about it and names nothing new
	}
	if b.frame.needViolence && a.claim.Type == factum.Assault && b.order-a.order < 700 && len(b.claim.Actors) == 0 && b.claim.Place == nil {
		return true // the toll of what was just told
	}
	return false
}

// counts reports whether b counts the dead or wounded anew: another number than a has of them, or one on the word of
// a speaker whom a does not have, further on than the same paragraph (near).
func counts(a, b *factum.Claim, near bool) bool {
	for _, q := range b.Quantities {
		if q.Kind == "count" || q.Kind == "money" {
			continue
		}
		have := false
		for _, p := range a.Quantities {
			if p.Kind == q.Kind {
				have = true
				if p.Min != q.Min || (p.Max == nil) != (q.Max == nil) {
					return true
				}
			}
		}
		if !have && !near && len(b.Attribution) > 0 && !sameSpeakers(a.Attribution, b.Attribution) {
			return true
		}
	}
	return false
}

// quotedAnew reports whether b stands in the own words of a speaker by name whom a does not have.
func quotedAnew(a, b *factum.Claim) bool {
	for _, x := range b.Attribution {
		if x.Form != factum.FormDirect || x.Name == "" {
			continue
		}
		known := false
		for _, y := range a.Attribution {
			known = known || y.Name == x.Name
		}
		if !known {
			return true
		}
	}
	return false
}

// kindred reports whether the two are of one type, object and reality.
func kindred(a, b *draft) bool {
	if a.claim.Type != b.claim.Type || a.claim.Object != b.claim.Object {
		return false
	}
	if (a.claim.Modality == factum.Alleged) != (b.claim.Modality == factum.Alleged) && otherModes(a.claim.Modes, b.claim.Modes) {
		return false // "possibly gas" beside "air strikes"
	}
	not := func(m factum.Modality) bool { return m == factum.Denied || m == factum.Negated }
	return a.claim.Modality.Happened() == b.claim.Modality.Happened() && not(a.claim.Modality) == not(b.claim.Modality)
}

// compatible reports whether nothing that both claims say excludes that they are one happening.
func compatible(a, b *factum.Claim) bool {
	if disjoint(codes(a.Actors), codes(b.Actors)) || disjoint(codes(a.Recipients), codes(b.Recipients)) {
		return false
	}
	if a.Place != nil && b.Place != nil && a.Place.Name != "" && b.Place.Name != "" && a.Place.GeoNames != b.Place.GeoNames && a.Place.Name != b.Place.Name {
		wide := func(p *factum.Place) bool { return p.Precision == "country" || p.Precision == "region" }
		if !(wide(a.Place) || wide(b.Place)) || a.Place.Country != b.Place.Country && a.Place.Country != "" && b.Place.Country != "" {
			return false
		}
	}
	if a.Time != nil && b.Time != nil {
		x, y := a.Time, b.Time
		if x.From != "" && y.To != "" && x.From > y.To || y.From != "" && x.To != "" && y.From > x.To {
			return false
		}
	}
	return true
}

func sameParties(a, b *factum.Claim) bool {
	ca, cb := codes(a.Actors), codes(b.Actors)
	ra, rb := codes(a.Recipients), codes(b.Recipients)
	if len(ca)+len(ra) == 0 || len(cb)+len(rb) == 0 {
		return false
	}
	return maps.Equal(ca, cb) && (maps.Equal(ra, rb) || len(ra) == 0 || len(rb) == 0)
}

func sameSpeakers(a, b []factum.Attribution) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Code == y.Code && x.Code != "" && (x.Name == y.Name) {
				return true
			}
		}
	}
	return len(a) == 0 && len(b) == 0
}

// others reports whether two verbs of a sentence have each somebody else to whom they happen: "they arrested the mayor and jailed two clerks".
func others(a, b *draft) bool {
	if a.hit.noun || b.hit.noun || a.hit.adj || b.hit.adj || len(a.claim.Recipients) == 0 || len(b.claim.Recipients) == 0 {
		return false
	}
	for _, x := range a.claim.Recipients {
		if x.Basis == factum.BasisContext || same(x, b.claim.Recipients[0]) {
			return false
		}
	}
	return b.claim.Recipients[0].Basis != factum.BasisContext
}

// otherModes reports whether two lists of modes name different things: a strike is no march.
func otherModes(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && a[0] != b[0]
}

// manysided are the types that one happening has several frames of: a trip with its talks, an order with its demand, soldiers sent and put on alert.
var manysided = map[factum.EventType]bool{factum.Consult: true, factum.Request: true, factum.Mobilize: true, factum.Agree: true}

func codes(list []factum.Actor) map[string]bool {
	m := map[string]bool{}
	for _, a := range list {
		if a.Code != "" {
			m[a.Code] = true
		}
	}
	return m
}

func disjoint(a, b map[string]bool) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	for k := range a {
		if b[k] {
			return false
		}
	}
	return true
}

// armsAgainst reports that what an actor sent went to where it attacks: tanks sent to a town of a country that the same sentence has the sender shell
// are no aid to that country.
func armsAgainst(assault, aid *factum.Claim) bool {
	if assault.Place == nil || aid.Place == nil || assault.Place.Country == "" || assault.Place.Country != aid.Place.Country {
		return false
	}
	for _, r := range aid.Recipients {
		if r.Basis != "context" || r.Code != aid.Place.Country {
			return false
		}
	}
	for _, x := range assault.Actors {
		for _, y := range aid.Actors {
			if x.Code != "" && x.Code == y.Code && x.Code != aid.Place.Country {
				return true
			}
		}
	}
	return false
}
