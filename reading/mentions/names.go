package mentions

import (
	"sort"
	"strings"

	"factum"
	"factum/gazetteer"
	"factum/language"
)

// name is a name or title found in a part: tokens [from,to) with what the tables say of them.
type name struct {
	from, to int
	senses   []gazetteer.Sense
	places   []gazetteer.Place // settlements and areas of that name
	guard    guard
	same     *namesake // the name with all its mentions, nil where it can be no place
	// What was made of it:
	place   *factum.PlaceMention
	chosen  *candidate // of its namesakes, where there was a choice
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
	d.gather()
	c := d.context()
	d.settle(c, 2)
	// What was settled may tip what was open: a second look with the countries of the first.
	if c.learn(d) {
		d.settle(c, 1)
	}
	for _, p := range d.parts {
		p.dropSenses()
	}
	d.findActors(c)
}

func (p *part) scanNames() {
	p.guards = p.doc.room.find(in(guardWords(), p.doc.lang), p.toks)
	for i := 0; i < len(p.toks); {
		k := p.toks[i]
		if k.Kind != gazetteer.Word {
			i++
			continue
		}
		senses, end := p.doc.names.Longest(p.toks, i)
		senses, end = p.abbreviated(senses, i, end)
		if end == i+2 && (k.Case == gazetteer.Lower || p.guards.is(i, "definite")) && p.longerInside(i+1, end) {
			i++ // "the West" in "the West Bank"
			continue
		}
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
		if len(places) > 0 && len(senses) == 0 && p.guards.is(i, "definite") {
			// "La Unión Africana" is not a town called La Unión.
			if inner, to := p.doc.names.Longest(p.toks, i+1); len(inner) > 0 && to > end {
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

// longerInside reports a name that begins at token i and goes beyond end.
func (p *part) longerInside(i, end int) bool {
	if _, to := p.doc.names.Longest(p.toks, i); to > end {
		return true
	}
	_, to := p.doc.names.Settlements(p.text, p.toks, i)
	return p.toks[i].Case != gazetteer.Lower && to > end
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

// abbreviated keeps the senses of abbreviations only where what they need stands beside them; the point that one needs belongs to it.
func (p *part) abbreviated(senses []gazetteer.Sense, from, end int) ([]gazetteer.Sense, int) {
	any := false
	for i := range senses {
		any = any || senses[i].Needs != gazetteer.NeedsNothing
	}
	if !any {
		return senses, end
	}
	var kept []gazetteer.Sense
	point := false
	for _, s := range senses {
		switch s.Needs {
		case gazetteer.NeedsPoint:
			if !p.mark(end, '.') || p.toks[end].Space != 0 {
				continue
			}
			point = point || end == from+1 // that of several points is in the span already
		case gazetteer.NeedsTown:
			if !p.townBefore(from, s.Place) {
				continue
			}
		}
		kept = append(kept, s)
	}
	if len(kept) == 0 {
		return nil, from
	}
	if point {
		end++
	}
	return kept, end
}

// townBefore reports a town of an area and a comma before token i.
func (p *part) townBefore(i int, area *gazetteer.Place) bool {
	if len(p.names) == 0 || !p.mark(i-1, ',') || p.names[len(p.names)-1].to != i-1 {
		return false
	}
	for _, pl := range p.names[len(p.names)-1].places {
		if within(&pl, area) {
			return true
		}
	}
	return false
}

// context is what a document tells about the countries it speaks of.
type context struct {
	counts map[string]int // alpha-3 → mentions, weighted
	areas  map[string]int // country and admin-1 area → mentions
	main   string         // the country spoken of most
}

// context counts states, demonyms, regions and capitals in all parts.
func (d *document) context() *context {
	c := &context{counts: map[string]int{}, areas: map[string]int{}}
	if d.has(language.HomeMeant) {
		for _, code := range language.Of(d.lang).Home {
			c.counts[code] += 4 // a report in Ukrainian speaks of Ukraine, unless it says otherwise
		}
	}
	for _, p := range d.parts {
		for i := range p.names {
			n := &p.names[i]
			if s := n.sense(gazetteer.State, gazetteer.Adjective, gazetteer.People, gazetteer.Region); s != nil {
				c.country(n, s.Code, 2)
				if s.Kind == gazetteer.Region && s.Place.Admin1 != "" {
					c.area(n, s.Code+"/"+s.Place.Admin1, 2)
				}
				continue
			}
			if s := n.sense(gazetteer.Person, gazetteer.Seat); s != nil && len(s.Code) == 3 {
				c.counts[s.Code]++
				continue
			}
			if len(n.senses) == 0 && len(n.places) > 0 && !n.guard.common && n.same.evident && n.places[0].Class <= gazetteer.InTongue {
				if pl := n.places[0]; pl.Capital && pl.Population > 300000 || pl.Population > 1000000 || len(n.places) == 1 && pl.Population > 100000 {
					c.country(n, pl.Country, 1)
				}
			}
		}
	}
	c.choose()
	return c
}

// country counts a mention of a country by a name; area one of an admin-1 area.
func (c *context) country(n *name, code string, by int) {
	c.counts[code] += by
	if n.same != nil {
		n.same.vote(code, by)
	}
}

func (c *context) area(n *name, key string, by int) {
	c.areas[key] += by
	if n.same != nil {
		n.same.vote(key, by)
	}
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
			if n.place == nil || n.place.Country == "" || len(n.senses) > 0 && len(n.same.cands) < 2 {
				continue
			}
			c.country(n, n.place.Country, 1)
			if n.place.Admin1 != "" && (len(n.places) == 1 || strings.HasPrefix(n.place.Why, "named beside") || strings.HasPrefix(n.place.Why, "near ")) {
				c.area(n, n.place.Country+"/"+n.place.Admin1, 1)
			}
			changed = true
		}
	}
	if changed {
		c.choose()
	}
	return changed
}
