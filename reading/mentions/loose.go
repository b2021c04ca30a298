package mentions

import (
	"sort"

	"factum"
	"factum/gazetteer"
)

// sides are the parts of a country that reports call "the east": the name's first word, and for
// Ukraine, whose parts the gazetteer has, the region.
var sides = map[string]string{"E": "Eastern", "S": "Southern", "N": "Northern", "W": "Western"}

// findLoose adds places that are no names: the parts of the country spoken of ("in the east"), settlements that no table
// has ("the village of X") and "other places". The last two stay unresolved.
func (p *part) findLoose(c *context) {
	for i := 0; i < len(p.toks); i++ {
		if !p.guards.any(i) {
			continue
		}
		if n := p.nameAt(i); n != nil && n.place != nil {
			i = n.to - 1
			continue
		}
		if w, ok := p.guards.get(i, "direction"); ok && !p.covered(w.from, w.to) && p.directional(w) {
			p.addDirection(w, c)
			i = w.to - 1
			continue
		}
		if w, ok := p.guards.get(i, "elsewhere"); ok {
			p.addLoose(w.from, w.to)
			i = w.to - 1
			continue
		}
		if w, ok := p.guards.get(i, "settled"); ok && p.capital(w.to) && p.toks[w.to].Space == 1 && p.nameAt(w.to) == nil && p.toks[w.to].Case == gazetteer.Title &&
			!p.guards.is(w.to, "common", "given") && (!p.doc.nounsCapital() || !p.timeWords.is(w.to, "month", "weekday")) {
			end := w.to + 1
			for end < len(p.toks) && p.capital(end) && p.toks[end].Space == 1 && p.nameAt(end) == nil && !p.doc.nounsCapital() {
				end++
			}
			p.addLoose(w.to, end)
			i = end - 1
		}
	}
}

func (p *part) covered(from, to int) bool {
	for i := from; i < to; i++ {
		if n := p.nameAt(i); n != nil && n.place != nil {
			return true
		}
	}
	return false
}

// directional tells "in the east" from "the eastern question": an article or preposition stands before it and
// no name that it belongs to follows.
func (p *part) directional(w match) bool {
	if w.to < len(p.toks) && (p.mark(w.to, '-') && p.toks[w.to].Space == 0 || p.capital(w.to) && p.toks[w.to].Space == 1) {
		return false
	}
	if w.to-w.from > 1 {
		return true
	}
	return w.from > 0 && p.toks[w.from].Space < 3 && (p.guards.is(w.from-1, "definite", "loc") || p.timeWords.is(w.from-1, "article"))
}

func (p *part) addDirection(w match, c *context) {
	s := p.span(w.from, w.to)
	m := factum.PlaceMention{Part: p.name, Span: s, Text: p.words(s)}
	country := c.main
	if c.counts["UKR"] > 0 && c.counts["UKR"]*2 >= c.counts[country] {
		country = "UKR" // between Russia and Ukraine the fighting has a side in Ukraine
	}
	if pl, ok := gazetteer.Side(country, sides[w.value]); ok {
		m.Name, m.Country, m.Lat, m.Lon, m.Precision = pl.Name, pl.Country, pl.Lat, pl.Lon, "region"
		m.Why = "part of the country spoken of: " + country
	}
	p.loosePlaces = append(p.loosePlaces, m)
}

func (p *part) addLoose(from, to int) {
	p.loosePlaces = append(p.loosePlaces, *p.unresolved(from, to))
}

// unresolved is a mention of a place that stays text.
func (p *part) unresolved(from, to int) *factum.PlaceMention {
	s := p.span(from, to)
	return &factum.PlaceMention{Part: p.name, Span: s, Text: p.words(s)}
}

func sortBySpan[T any](list []T, span func(T) factum.Span) {
	sort.SliceStable(list, func(i, j int) bool {
		a, b := span(list[i]), span(list[j])
		if a.Start != b.Start {
			return a.Start < b.Start
		}
		return a.End < b.End
	})
}
