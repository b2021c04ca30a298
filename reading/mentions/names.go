package mentions

import (
	"sort"
	"strings"

	"factum"
	"factum/gazetteer"
)

// name is a name or title found in a part: tokens [from,to) with what the tables say of them.
type name struct {
	from, to int
	senses   []gazetteer.Sense
	places   []gazetteer.Place // settlements of that name
	guard    guard
	// What was made of it:
	place   *factum.PlaceMention
	actor   *factum.ActorMention
	country string // of the place, once settled
}

// guard is what data/guards.tsv says of a word at its place.
type guard struct {
	common, given, located bool
}

// sense returns the first sense of one of the kinds, nil for none.
func (n *name) sense(kinds ...gazetteer.SenseKind) *gazetteer.Sense {
	for _, k := range kinds {
		for i := range n.senses {
			if n.senses[i].Kind == k {
				return &n.senses[i]
			}
		}
	}
	return nil
}

// only reports whether all senses of a name are of one kind.
func (n *name) only(k gazetteer.SenseKind) bool {
	for _, s := range n.senses {
		if s.Kind != k {
			return false
		}
	}
	return len(n.senses) > 0
}

// findNames finds the names in all parts, settles the places and composes the actors.
func (d *document) findNames() {
	for _, p := range d.parts {
		p.scanNames()
	}
	c := d.context()
	for _, p := range d.parts {
		p.settlePlaces(c)
	}
	// What was settled may tip what was open: a second look with the countries of the first.
	if c.learn(d) {
		for _, p := range d.parts {
			p.settlePlaces(c)
		}
	}
	d.findActors(c)
}

func (p *part) scanNames() {
	p.guards = findAll(in(guardWords(), p.doc.lang), p.toks)
	for i := 0; i < len(p.toks); {
		k := p.toks[i]
		if k.Kind != gazetteer.Word {
			i++
			continue
		}
		senses, end := p.doc.names.Longest(p.toks, i)
		var places []gazetteer.Place
		if k.Case != gazetteer.Lower {
			ps, to := p.doc.names.Settlements(p.text, p.toks, i)
			switch {
			case to > end:
				places, senses, end = ps, nil, to
			case to == end:
				places = ps
			}
			if end < len(p.toks) && len(senses) == 0 && len(places) > 0 && !p.wholeName(i, end, places[0]) {
				places, end = nil, i
			}
		}
		if len(places) > 0 && len(senses) == 0 && end > i+1 && p.toks[i].End-p.toks[i].Start <= 2 && p.toks[i+1].Kind == gazetteer.Mark {
			// An elided article: "L'Union européenne" is not a town called L'Union.
			if inner, to := p.doc.names.Longest(p.toks, i+2); len(inner) > 0 && to >= end {
				places, end = nil, i
			}
		}
		if end == i+1 && len(senses) == 0 && p.timed(i) {
			places, end = nil, i
		}
		if end == i {
			i++
			continue
		}
		n := name{from: i, to: end, senses: senses, places: places}
		n.guard.common = p.guards.is(i, "common") && end == i+1
		n.guard.given = p.guards.is(i, "given") && end == i+1
		_, n.guard.located = p.guards.ending(i, "loc")
		if n.guard.common && p.first(i) && n.only(gazetteer.State) {
			i = end // "Того ж дня" is not Togo
			continue
		}
		p.names = append(p.names, n)
		i = end
	}
}

// timed reports whether token i stands in an expression of time.
func (p *part) timed(i int) bool {
	k := sort.Search(len(p.times), func(k int) bool { return p.times[k].to > i })
	return k < len(p.times) && p.times[k].from <= i
}

// wholeName reports whether a settlement's name is not cut out of a longer capitalised compound ("Noord-Atlantisch");
// large towns may stand in one ("Kiew-Besuch").
func (p *part) wholeName(from, to int, best gazetteer.Place) bool {
	k := p.toks[to]
	inside := k.Kind == gazetteer.Mark && k.Letter == '-' && k.Space == 0 && to+1 < len(p.toks) && p.toks[to+1].Space == 0 && p.capital(to+1)
	return !inside || best.Population >= certainPeople
}

// context is what a document tells about the countries it speaks of.
type context struct {
	counts map[string]int   // alpha-3 → mentions, weighted
	fixed  map[string]int64 // folded name → GeoNames id, where it stood beside its area
	areas  map[string]int   // country and admin-1 area → mentions
	main   string           // the country spoken of most
}

// context counts states, demonyms, regions and capitals in all parts.
func (d *document) context() *context {
	c := &context{counts: map[string]int{}, areas: map[string]int{}, fixed: map[string]int64{}}
	if d.lang == "uk" {
		c.counts["UKR"]++ // a report in Ukrainian speaks of Ukraine, unless it says otherwise
	}
	for _, p := range d.parts {
		for i := range p.names {
			n := &p.names[i]
			if s := n.sense(gazetteer.State, gazetteer.Adjective, gazetteer.People, gazetteer.Region); s != nil {
				c.counts[s.Code] += 2
				if s.Kind == gazetteer.Region && s.Place.Admin1 != "" {
					c.areas[s.Code+"/"+s.Place.Admin1] += 2
				}
				continue
			}
			if s := n.sense(gazetteer.Person, gazetteer.Seat); s != nil && len(s.Code) == 3 {
				c.counts[s.Code]++
				continue
			}
			if len(n.senses) == 0 && len(n.places) > 0 && !n.guard.common && n.places[0].Class <= gazetteer.InTongue {
				if pl := n.places[0]; pl.Capital && pl.Population > 300000 || pl.Population > 1000000 || len(n.places) == 1 && pl.Population > 100000 {
					c.counts[pl.Country]++
				}
			}
		}
	}
	c.choose()
	return c
}

func (c *context) choose() {
	delete(c.counts, "")
	codes := make([]string, 0, len(c.counts))
	for k := range c.counts {
		codes = append(codes, k)
	}
	sort.Slice(codes, func(i, j int) bool {
		a, b := c.counts[codes[i]], c.counts[codes[j]]
		if a != b {
			return a > b
		}
		return codes[i] < codes[j]
	})
	c.main = ""
	if len(codes) > 0 {
		c.main = codes[0]
	}
}

// learn adds the countries of the settlements that were settled; it reports whether that changed anything.
func (c *context) learn(d *document) bool {
	changed := false
	for _, p := range d.parts {
		for i := range p.names {
			n := &p.names[i]
			if n.place != nil && len(n.senses) == 0 && n.place.Country != "" {
				c.counts[n.place.Country]++
				if len(n.places) == 1 || n.place.Why != "" && n.place.Why[0] == 'n' { // the only one, or "named beside"
					c.areas[n.place.Country+"/"+n.place.Admin1]++
				}
				if len(n.places) > 1 && strings.HasPrefix(n.place.Why, "named beside") {
					c.fixed[gazetteer.Fold(n.place.Text)] = n.place.GeoNames
				}
				changed = true
			}
		}
	}
	if changed {
		c.choose()
	}
	return changed
}
