package mentions

import (
	"slices"
	"unicode/utf8"

	"factum"
	"factum/gazetteer"
	"factum/language"
)

// Scores of candidate places are integers, so that every machine settles alike. How much each thing weighs was tried on news
// reports in several languages; none of the numbers means anything but by comparison.
const (
	perDoubling   = 3  // for each doubling of the population
	forTongue     = 14 // official name, or the name in a language read
	forCapital    = 22
	forWide       = 38     // known far and wide
	forCountry    = 20     // the name of a state, beside a town of that name
	forAdmin1     = 80     // an area of a state, beside its people, which the table does not have
	forRegion     = 110    // any other region
	forMentioned  = 28     // the document names the country
	forMain       = 14     // it is the country spoken of most
	forArea       = 16     // for each mention of its admin-1 area, up to four
	forHome       = 6      // a country where the document's language is spoken
	forNeighbour  = 160    // the area or country is named right behind ("Paris, Texas"), here or elsewhere in the document
	hugePeople    = 500000 // known by name alone, as a capital is
	villagePeople = 5000   // fewer, and the name is more often somebody's or a word than the village's
	enoughPeople  = 15000
	enoughNear    = 25 // what other names of the document have to say for a place that nothing else tells
	enoughAhead   = 8
	certainPeople = 100000 // large enough to be meant at the start of a sentence
)

// settle chooses a place for each name that can be one.
func (d *document) settle(c *context, rounds int) {
	d.weigh(c, rounds)
	for _, p := range d.parts {
		p.pin()
	}
	for _, p := range d.parts {
		p.settlePlaces(c)
	}
}

func (p *part) settlePlaces(c *context) {
	for i := range p.names {
		n := &p.names[i]
		n.place, n.chosen = nil, nil
		if n.same == nil || len(n.same.cands) == 0 {
			continue
		}
		if !n.guard.located && !n.guard.common && i > 0 && p.listed(&p.names[i-1], n) {
			n.guard.located = true
		}
		switch {
		case len(n.senses) > 0 && n.sense(gazetteer.State, gazetteer.Region) != nil:
			p.placeOfSense(n, i, c)
		case len(n.senses) > 0:
			if n.sense(gazetteer.Seat, gazetteer.Organisation) == nil && n.guard.located && p.capital(n.from) &&
				n.sense(gazetteer.People, gazetteer.Person, gazetteer.Office, gazetteer.Body, gazetteer.Group) == nil {
				p.choose(n, i, c)
			}
		case p.plausible(n, i, c):
			p.choose(n, i, c)
		}
		if n.place != nil && n.place.Resolved() {
			p.widen(n)
		}
	}
}

// widen takes the other words of a longer name that no table has: "Meadow Grove" is not Meadow, "New Sparta" not Sparta. It stays text; but
// a valley of a large town, or of one that the document is about, is there.
func (p *part) widen(n *name) {
	from, to := n.from, n.to
	at := n.chosen != nil && n.chosen.kind == 0 && n.chosen.place.Precision == "settlement" && (n.chosen.near >= enoughNear || n.chosen.place.Population >= certainPeople)
	if !at && p.capital(to) && p.toks[to].Space == 1 {
		if w, ok := p.guards.get(to, "feature"); ok && (p.nameAt(to) == nil || p.nameAt(to).place == nil) {
			to = w.to
		}
		if p.capital(to) && (n.chosen == nil || n.chosen.kind != 0) {
			to = n.to // "Texas Forest Service" is in Texas
		}
	}
	if j := from - 1; j >= 0 && to == n.to && p.capital(j) && p.toks[from].Space == 1 && p.guards.is(j, "prefix") && !p.first(j) && p.nameAt(j) == nil && !p.mostlyCapitals(j) {
		from = j
	}
	if from != n.from || to != n.to {
		n.place = p.unresolved(from, to)
	}
}

// dropSenses takes the state's sense from a name that means a town or an area of the same name.
func (p *part) dropSenses() {
	for i := range p.names {
		n := &p.names[i]
		if n.chosen == nil || n.chosen.kind == gazetteer.State || n.sense(gazetteer.State, gazetteer.Region) == nil {
			continue
		}
		var kept []gazetteer.Sense
		for _, s := range n.senses {
			if s.Kind == gazetteer.Region && n.chosen.kind == gazetteer.Region || s.Kind != gazetteer.State && s.Kind != gazetteer.Region {
				kept = append(kept, s)
			}
		}
		n.senses = kept
	}
}

// listed reports a name that goes on a list of places: "Irpin, Hostomel and Bucha".
func (p *part) listed(prev, n *name) bool {
	if prev.place == nil || !prev.guard.located {
		return false
	}
	switch n.from - prev.to {
	case 1:
		return p.mark(prev.to, ',') && p.toks[n.from].Space == 1 || p.guards.is(prev.to, "and")
	case 2:
		return p.mark(prev.to, ',') && p.guards.is(prev.to+1, "and")
	}
	return false
}

// placeOfSense takes countries and regions, and towns that have the name of one where the document is about their neighbourhood.
func (p *part) placeOfSense(n *name, i int, c *context) {
	s := n.sense(gazetteer.Region)
	if st := n.sense(gazetteer.State); st != nil && (s == nil || s.Place.Precision == "settlement") {
		s = st
	}
	if s.Place == nil || n.sense(gazetteer.Adjective) != nil && n.sense(gazetteer.State) == nil && s.Kind != gazetteer.Region {
		return
	}
	if s.Kind == gazetteer.State && p.partOfPerson(n) {
		return
	}
	if len(n.same.cands) > 1 && n.sense(gazetteer.Adjective, gazetteer.People, gazetteer.Organisation, gazetteer.Seat) == nil {
		p.choose(n, i, c)
		if n.chosen != nil && n.chosen.kind == 0 {
			return
		}
	}
	n.chosen = nil
	n.place = p.mention(n, *s.Place, "")
}

func (p *part) mention(n *name, pl gazetteer.Place, why string) *factum.PlaceMention {
	s := p.span(n.from, n.to)
	n.country = pl.Country
	return &factum.PlaceMention{Part: p.name, Span: s, Text: p.words(s), Name: pl.Name, Country: pl.Country, Admin1: pl.Admin1,
		Lat: pl.Lat, Lon: pl.Lon, GeoNames: pl.GeoNames, Precision: pl.Precision, Why: why}
}

// plausible keeps words apart that only look like a settlement: common words, people's names, the capital that begins a sentence or any noun in German.
func (p *part) plausible(n *name, i int, c *context) bool {
	best := n.places[0]
	one := n.to == n.from+1
	top := n.same.top(nil)
	near := top.near >= enoughNear
	if n.guard.common && !((n.guard.located || near && !p.first(n.from)) && p.toks[n.from].Space > 0) {
		return false
	}
	if n.guard.common && p.capital(n.to) && p.toks[n.to].Space == 1 && !p.mostlyCapitals(n.from) {
		return false // "North Avenue", "Union Carbide"
	}
	if n.guard.common && !near && best.Population < certainPeople && c.counts[best.Country] == 0 {
		return false
	}
	if p.partOfPerson(n) {
		return false
	}
	if one && p.toks[n.from].Case == gazetteer.Upper && utf8.RuneCountInString(p.tok(n.from)) <= 4 && !(best.Capital || best.Population >= certainPeople && p.mostlyCapitals(n.from)) {
		return false // an abbreviation
	}
	if !one {
		return true
	}
	if n.guard.located {
		return true
	}
	if !n.same.located && p.toks[n.from].Letter < 0x400 && !p.doc.nounsCapital() && !best.Capital && best.Population < certainPeople {
		if n.same.plain || p.speaks(n) || top.place.Population < villagePeople && !near && top.place.Precision == "settlement" {
			return false
		}
	}
	if best.Class == gazetteer.Alternate && p.toks[n.from].Letter < 0x400 && best.Population < certainPeople &&
		(p.first(n.from) || p.capital(n.to) && p.toks[n.to].Space == 1 || n.from > 0 && p.capital(n.from-1) && p.toks[n.from].Space == 1) {
		return false
	}
	known := near || p.anyMentioned(n, c)
	if p.first(n.from) || p.doc.nounsCapital() || p.mostlyCapitals(n.from) {
		if best.Class == gazetteer.Inflected && !(known && len(p.tok(n.from)) > 12) {
			return false
		}
		return best.Capital || best.Population >= certainPeople || known && best.Population >= 2000 && best.Class != gazetteer.Alternate && len(p.tok(n.from)) > 4 ||
			known && p.toks[n.from].Letter >= 0x400 && len(p.tok(n.from)) > 8
	}
	return best.Capital || best.Population >= enoughPeople || known
}

// speaks reports a word of saying beside a name: it is somebody's.
func (p *part) speaks(n *name) bool {
	if _, ok := p.cueWords.ending(n.from, "say"); ok {
		return true
	}
	return p.cueWords.is(n.to, "say")
}

// anyMentioned reports whether one of the candidates lies in a country the document names.
func (p *part) anyMentioned(n *name, c *context) bool {
	for _, pl := range n.places {
		if c.counts[pl.Country] > 0 {
			return true
		}
	}
	return false
}

// mostlyCapitals reports a sentence in which most longer words have a capital: a headline written so.
func (p *part) mostlyCapitals(i int) bool {
	n := p.sentence[i]
	if p.capitals == nil {
		p.capitals = make([]int8, len(p.start))
	}
	if p.capitals[n] == 0 { // asked for many names of a sentence, counted once
		caps, all := 0, 0
		for j, end := p.sentenceStart(i), p.sentenceEnd(i); j < end; j++ {
			if k := p.toks[j]; k.Kind == gazetteer.Word && k.End-k.Start > 3 {
				all++
				if k.Case != gazetteer.Lower {
					caps++
				}
			}
		}
		p.capitals[n] = 1
		if all >= 4 && caps*10 >= all*8 {
			p.capitals[n] = 2
		}
	}
	return p.capitals[n] == 2
}

// partOfPerson reports a place's name that is part of somebody's: a first name or an unknown capitalised word right before it,
// or, where it is itself used as a first name, an unknown capitalised word right after it.
func (p *part) partOfPerson(n *name) bool {
	german := p.doc.nounsCapital()
	placed := n.same != nil && n.same.located // elsewhere it is a place without doubt
	if j := n.from - 1; j >= 0 && p.capital(j) && p.toks[n.from].Space == 1 && p.nameAt(j) == nil {
		given := p.guards.is(j, "given")
		if given && !p.guards.is(j, "loc") && !n.guard.located {
			return true
		}
		if !german && !p.first(j) && !p.mostlyCapitals(j) && !n.guard.located && !placed && p.toks[j].Case == gazetteer.Title && p.toks[j].End-p.toks[j].Start > 1 && n.to == n.from+1 && !p.guards.is(j, "common", "loc") && p.toks[n.from].Letter < 0x400 {
			return true
		}
	}
	if j := n.from - 2; j >= 0 && p.mark(j+1, '.') && p.toks[j].Case == gazetteer.Title && p.toks[j].End-p.toks[j].Start == 1 {
		return true // an initial
	}
	if n.guard.given && !placed && n.to < len(p.toks) && p.capital(n.to) && p.toks[n.to].Space == 1 && p.nameAt(n.to) == nil && p.toks[n.to].Case == gazetteer.Title && !p.mostlyCapitals(n.from) {
		return !german || !n.guard.located
	}
	return false
}

// nameAt returns the name that covers token i, nil for none.
func (p *part) nameAt(i int) *name {
	lo, hi := 0, len(p.names)
	for lo < hi {
		m := (lo + hi) / 2
		if p.names[m].to <= i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(p.names) && p.names[lo].from <= i {
		return &p.names[lo]
	}
	return nil
}

// pin keeps for each name the place that it has where it stands beside its area.
func (p *part) pin() {
	for i := range p.names {
		n := &p.names[i]
		if n.same == nil || n.same.fixed != nil || len(n.same.cands) < 2 {
			continue
		}
		if b, _ := p.bestBeside(n, i); b != nil && b.place.Precision == "settlement" {
			n.same.fixed = b.place
		}
	}
}

// bestBeside returns the best candidate that lies in the area named right behind it, or is the area of the town named before it; nil for none.
func (p *part) bestBeside(n *name, i int) (*candidate, string) {
	var best *candidate
	with := ""
	for _, area := range p.beside(n, i) {
		for k := range n.same.cands {
			x := &n.same.cands[k]
			if x.kind == 0 && within(x.place, area) && (best == nil || x.score() > best.score()) {
				best, with = x, area.Name
			}
		}
	}
	if best == nil && i > 0 {
		if m := &p.names[i-1]; m.same != nil && m.to+1 == n.from && p.mark(m.to, ',') {
			for k := range n.same.cands {
				x := &n.same.cands[k]
				if x.kind == 0 && x.place.Precision == "settlement" {
					continue
				}
				for j := range m.same.cands {
					y := &m.same.cands[j]
					if y.kind == 0 && y.place.Precision == "settlement" && within(y.place, x.place) && !m.same.famous(y) && (best == nil || x.score() > best.score()) {
						best, with = x, y.place.Name
					}
				}
			}
		}
	}
	return best, with
}

// famous reports that a name means a place known far and wide, and not x.
func (s *namesake) famous(x *candidate) bool {
	top := s.top(nil)
	return top != nil && top != x && (top.place.Wide || top.place.Capital)
}

// top returns the candidate with most points; but is one that is not asked for.
func (s *namesake) top(but *candidate) *candidate {
	var best *candidate
	for k := range s.cands {
		if x := &s.cands[k]; x != but && (best == nil || x.score() > best.score()) {
			best = x
		}
	}
	for k := range s.cands {
		// A village in reach of a town of its name is not meant, whatever is near: the town is near too.
		if x := &s.cands[k]; best.kind == 0 && best.place.Precision == "settlement" && x.place.Population >= enoughPeople && x.place.Population > 4*best.place.Population && best.place.Population < villagePeople &&
			x.base > best.base && x.apart(best) < 135*135 {
			best = x
		}
	}
	return best
}

// disputed reports that another candidate, far from x, is as good: counties of one name are all alike where nothing near is named.
func (s *namesake) disputed(x *candidate) bool {
	for k := range s.cands {
		y := &s.cands[k]
		if x.score()-y.score() < enoughAhead && x.apart(y) > 90*90 {
			return true
		}
	}
	return false
}

// choose takes the best candidate of a name.
func (p *part) choose(n *name, i int, c *context) {
	if len(n.same.cands) == 0 {
		return
	}
	best, with := p.bestBeside(n, i)
	beside := best != nil
	why := ""
	switch {
	case beside:
		why = "named beside: " + with
	case n.same.fixed != nil:
		for k := range n.same.cands {
			if n.same.cands[k].place == n.same.fixed {
				best = &n.same.cands[k]
			}
		}
		beside = true
		why = "named with its area elsewhere in the report"
	default:
		best = n.same.top(nil)
		pl := best.place
		switch {
		case best.near >= enoughNear:
			why = "near other places of the report"
		case n.same.others(c.counts[pl.Country], pl.Country) > 0:
			why = "the report speaks of " + pl.Country
		case pl.Capital:
			why = "capital"
		default:
			why = "most people"
		}
	}
	pl := *best.place
	if best.kind == 0 && pl.Precision == "settlement" && !beside && best.near < enoughNear {
		if c.counts[pl.Country] == 0 && !pl.Capital && pl.Population < enoughPeople && !n.guard.located {
			return
		}
		if pl.Class == gazetteer.Alternate && c.counts[pl.Country] == 0 && pl.Population < certainPeople && !slices.Contains(language.Of(p.doc.lang).Home, pl.Country) {
			return
		}
	}
	if pl.Precision == "admin2" && !beside && n.same.disputed(best) {
		n.chosen = best
		n.place = p.unresolved(n.from, n.to)
		return
	}
	if len(n.same.cands) == 1 {
		why = ""
	}
	n.chosen = best
	n.place = p.mention(n, pl, why)
}

// beside returns the areas or countries that the name right behind a settlement can mean: "Paris, Texas", "Tripoli (Libanon)".
func (p *part) beside(n *name, i int) []*gazetteer.Place {
	if i+1 >= len(p.names) {
		return nil
	}
	next := &p.names[i+1]
	gap := next.from - n.to
	if gap != 1 || p.toks[n.to].Kind != gazetteer.Mark || p.toks[n.to].Letter != ',' && p.toks[n.to].Letter != '(' {
		return nil
	}
	var out []*gazetteer.Place
	if s := next.sense(gazetteer.State, gazetteer.Region); s != nil && s.Place != nil && s.Place.Precision != "settlement" {
		out = append(out, s.Place)
	}
	if top := n.same.top(nil); top != nil && !(top.place.Wide || top.place.Capital) || next.guard.common || next.same != nil && len(next.same.cands) == 1 {
		for k := range next.places {
			if pl := &next.places[k]; pl.Precision != "settlement" {
				out = append(out, pl)
			}
		}
	}
	return out
}

// within reports whether a place lies in an area or country; in an admin-2 area when it is near its middle.
func within(pl, area *gazetteer.Place) bool {
	if pl.Country != area.Country || area.Precision == "settlement" {
		return false
	}
	if area.Precision == "admin2" {
		a, b := newCandidate(pl, 0), newCandidate(area, 0)
		return pl.Precision == "settlement" && sameArea(area.Admin1, pl.Admin1) && a.apart(&b) < 90*90
	}
	return area.Precision == "country" || area.Admin1 == "" || pl.Precision != "admin1" && sameArea(area.Admin1, pl.Admin1)
}

func sameArea(a, b string) bool { return a == b || gazetteer.Fold(a) == gazetteer.Fold(b) }

func (p *part) placeMentions() []factum.PlaceMention {
	out := []factum.PlaceMention{}
	for i := range p.names {
		if pl := p.names[i].place; pl != nil {
			out = append(out, *pl)
		}
	}
	out = append(out, p.loosePlaces...)
	sortBySpan(out, func(m factum.PlaceMention) factum.Span { return m.Span })
	return out
}
