package mentions

import (
	"math/bits"
	"unicode/utf8"

	"factum"
	"factum/gazetteer"
)

// Scores of candidate places are integers, so that every machine settles alike. How much each thing weighs was tried on news
// reports in several languages; none of the numbers means anything but by comparison.
const (
	perDoubling   = 3  // for each doubling of the population
	forTongue     = 14 // official name, or the name in a language read
	forCapital    = 22
	forWide       = 45  // known far and wide
	forMentioned  = 28  // the document names the country
	forMain       = 14  // it is the country spoken of most
	forArea       = 6   // for each mention of its admin-1 area, up to four
	forHome       = 6   // a country where the document's language is spoken
	forNeighbour  = 160 // the area or country is named right behind ("Paris, Texas"), here or elsewhere in the document
	enoughPeople  = 15000
	certainPeople = 100000 // large enough to be meant at the start of a sentence
)

// home lists the countries a language's reports are most often about, when nothing else tells.
var home = map[string]string{"nl": "NLD BEL", "de": "DEU AUT CHE", "fr": "FRA BEL", "en": "GBR USA", "es": "ESP MEX", "it": "ITA", "pl": "POL", "uk": "UKR", "ru": "RUS UKR"}

// settlePlaces chooses a place for each name that can be one.
func (p *part) settlePlaces(c *context) {
	for i := range p.names {
		n := &p.names[i]
		n.place = nil
		if !n.guard.located && !n.guard.common && i > 0 && p.listed(&p.names[i-1], n) {
			n.guard.located = true
		}
		switch {
		case len(n.senses) > 0:
			p.placeOfSense(n)
			if n.place == nil && len(n.places) > 0 && n.sense(gazetteer.Seat, gazetteer.Organisation) == nil && n.guard.located && p.capital(n.from) &&
				n.sense(gazetteer.People, gazetteer.Person, gazetteer.Office, gazetteer.Body, gazetteer.Group) == nil {
				p.settle(n, i, c)
			}
		case len(n.places) > 0 && p.plausible(n, i, c):
			p.settle(n, i, c)
		}
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

// placeOfSense takes countries and regions.
func (p *part) placeOfSense(n *name) {
	s := n.sense(gazetteer.Region)
	if st := n.sense(gazetteer.State); st != nil && (s == nil || s.Place.Precision == "settlement") {
		s = st
	}
	if s == nil || s.Place == nil || n.sense(gazetteer.Adjective) != nil && n.sense(gazetteer.State) == nil && s.Kind != gazetteer.Region {
		return
	}
	if s.Kind == gazetteer.State && p.partOfPerson(n) {
		return
	}
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
	if n.guard.common && !(n.guard.located && p.toks[n.from].Space > 0) {
		return false
	}
	if n.guard.common && best.Population < certainPeople && c.counts[best.Country] == 0 {
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
	if best.Class == gazetteer.Alternate && p.toks[n.from].Letter < 0x400 && best.Population < certainPeople &&
		(p.first(n.from) || p.capital(n.to) && p.toks[n.to].Space == 1 || n.from > 0 && p.capital(n.from-1) && p.toks[n.from].Space == 1) {
		return false
	}
	known := p.anyMentioned(n, c)
	if p.first(n.from) || p.doc.lang == "de" || p.mostlyCapitals(n.from) {
		if best.Class == gazetteer.Inflected && !(known && len(p.tok(n.from)) > 12) {
			return false
		}
		return best.Capital || best.Population >= certainPeople || known && best.Population >= 2000 && best.Class != gazetteer.Alternate && len(p.tok(n.from)) > 4 ||
			known && p.toks[n.from].Letter >= 0x400 && len(p.tok(n.from)) > 8
	}
	return best.Capital || best.Population >= enoughPeople || known
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
	caps, all := 0, 0
	for j, end := p.sentenceStart(i), p.sentenceEnd(i); j < end; j++ {
		if k := p.toks[j]; k.Kind == gazetteer.Word && k.End-k.Start > 3 {
			all++
			if k.Case != gazetteer.Lower {
				caps++
			}
		}
	}
	return all >= 4 && caps*10 >= all*8
}

// partOfPerson reports a place's name that is part of somebody's: a first name or an unknown capitalised word right before it,
// or, where it is itself used as a first name, an unknown capitalised word right after it.
func (p *part) partOfPerson(n *name) bool {
	german := p.doc.lang == "de"
	if j := n.from - 1; j >= 0 && p.capital(j) && p.toks[n.from].Space == 1 && p.nameAt(j) == nil {
		given := p.guards.is(j, "given")
		if given && !p.guards.is(j, "loc") && !n.guard.located {
			return true
		}
		if !german && !p.first(j) && !p.mostlyCapitals(j) && !n.guard.located && p.toks[j].Case == gazetteer.Title && p.toks[j].End-p.toks[j].Start > 1 && n.to == n.from+1 && !p.guards.is(j, "common", "loc") && p.toks[n.from].Letter < 0x400 {
			return true
		}
	}
	if j := n.from - 2; j >= 0 && p.mark(j+1, '.') && p.toks[j].Case == gazetteer.Title && p.toks[j].End-p.toks[j].Start == 1 {
		return true // an initial
	}
	if n.guard.given && n.to < len(p.toks) && p.capital(n.to) && p.toks[n.to].Space == 1 && p.nameAt(n.to) == nil && p.toks[n.to].Case == gazetteer.Title && !p.mostlyCapitals(n.from) {
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

// settle chooses among the candidates of a name.
func (p *part) settle(n *name, i int, c *context) {
	beside := p.beside(n, i)
	best, score := -1, -1<<30
	why := ""
	homes := home[p.doc.lang]
	text := gazetteer.Fold(p.words(p.span(n.from, n.to)))
	for k := range n.places {
		pl := &n.places[k]
		s := perDoubling * bits.Len64(uint64(pl.Population))
		w := "most people"
		switch pl.Class {
		case gazetteer.Official, gazetteer.InTongue:
			s += forTongue
		case gazetteer.Inflected:
			s += forTongue / 2
		}
		if pl.Capital {
			s += forCapital
			w = "capital"
		}
		if pl.Wide {
			s += forWide
		}
		if m := c.counts[pl.Country]; m > 0 {
			s += forMentioned + min(m, 10)
			w = "the report speaks of " + pl.Country
			if pl.Country == c.main {
				s += forMain
			}
		}
		if m := c.areas[pl.Country+"/"+pl.Admin1]; m > 0 && pl.Admin1 != "" {
			s += forArea * min(m, 4)
		}
		if contains(homes, pl.Country) {
			s += forHome
		}
		if beside != nil && (beside.Country == pl.Country && (beside.Admin1 == "" || sameArea(beside.Admin1, pl.Admin1)) && beside.Precision != "settlement") {
			s += forNeighbour
			w = "named beside: " + beside.Name
		}
		if beside == nil && c.fixed[text] == pl.GeoNames {
			s += forNeighbour
			w = "named with its area elsewhere in the report"
		}
		if s > score {
			best, score, why = k, s, w
		}
	}
	if best < 0 {
		return
	}
	pl := n.places[best]
	if c.counts[pl.Country] == 0 && !pl.Capital && pl.Population < enoughPeople && !n.guard.located && beside == nil {
		return
	}
	if pl.Class == gazetteer.Alternate && c.counts[pl.Country] == 0 && pl.Population < certainPeople && !contains(homes, pl.Country) && beside == nil {
		return
	}
	if len(n.places) == 1 {
		why = ""
	}
	n.place = p.mention(n, pl, why)
}

// beside returns the area or country named right behind a settlement: "Paris, Texas", "Tripoli (Libanon)".
func (p *part) beside(n *name, i int) *gazetteer.Place {
	if i+1 >= len(p.names) {
		return nil
	}
	next := &p.names[i+1]
	gap := next.from - n.to
	if gap != 1 || p.toks[n.to].Kind != gazetteer.Mark || p.toks[n.to].Letter != ',' && p.toks[n.to].Letter != '(' {
		return nil
	}
	if s := next.sense(gazetteer.State, gazetteer.Region); s != nil {
		return s.Place
	}
	return nil
}

func sameArea(a, b string) bool { return a == b || gazetteer.Fold(a) == gazetteer.Fold(b) }

// contains reports whether a list of codes parted by spaces has code.
func contains(codes, code string) bool {
	for k := 0; k+len(code) <= len(codes) && code != ""; k++ {
		if codes[k:k+len(code)] == code {
			return true
		}
	}
	return false
}

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
