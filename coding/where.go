package coding

import (
	"sort"

	"factum"
)

// placed is the place of a mention, from 1.
func (r *run) placed(i int) *factum.Place {
	m := r.doc.Mentions.Places[i-1]
	return &factum.Place{Text: m.Text, Name: m.Name, Country: m.Country, Admin1: m.Admin1, Lat: m.Lat, Lon: m.Lon, GeoNames: m.GeoNames, Precision: m.Precision, Span: m.Span}
}

// bearing reports whether the place at token i only says in which direction the place meant lies: "north-west of Kyiv"
// is not Kyiv.
func (s *sentence) bearing(i int) bool {
	np := s.toks[i].np
	if np == 0 {
		return false
	}
	p := &s.nps[np-1]
	return p.prep > 0 && p.slots&sOf != 0 && s.is(p.prep-1, "bearing")
}

// samePlace is the mention that "the town" in the trigger's clause goes back to: the one settlement that the sentences
// before in the same paragraph name; 0 where they name none or several.
func (s *sentence) samePlace(h *hit) int {
	site := s.r.class("site")
	if site < 0 || s.heading {
		return 0
	}
	for n := range s.nps {
		p := &s.nps[n]
		head := p.head
		if k := s.r.class("bearing"); k >= 0 && head > p.start && s.toks[head].class.has(k) {
			head-- // "the town north-west of Kyiv"
		}
		if p.clause != h.clause || p.prep < 0 || p.slots&(sPlace|sTarget|sGoal) == 0 && p.of == 0 || !s.toks[head].class.has(site) || !s.r.lx.definite[s.toks[p.start].low] {
			continue
		}
		named := false
		for i := p.start; i < p.end; i++ {
			named = named || s.toks[i].place > 0 || s.toks[i].actor > 0
		}
		if !named && p.end-p.start <= 3 {
			return s.r.onlySettlement(s)
		}
	}
	return 0
}

// onlySettlement is the last mention of the one settlement that the sentences before s in its paragraph name.
func (r *run) onlySettlement(s *sentence) int {
	best := 0
	for k := s.index - 1; k >= 0 && s.index-k <= 6; k-- {
		b := r.all[k]
		if b.part != s.part || b.heading || !r.oneParagraph(b.span, s.span) {
			break
		}
		for i := range b.toks {
			x := b.toks[i].place
			if x == 0 || b.bearing(i) {
				continue
			}
			m := &r.doc.Mentions.Places[x-1]
			if m.Precision != "settlement" {
				continue
			}
			if best > 0 && r.doc.Mentions.Places[best-1].GeoNames != m.GeoNames {
				return 0
			}
			if best == 0 {
				best = x
			}
		}
	}
	return best
}

// oneParagraph reports whether no paragraph of the text begins between the two sentences.
func (r *run) oneParagraph(a, b factum.Span) bool {
	ps := r.doc.Paragraphs
	i := sort.Search(len(ps), func(i int) bool { return ps[i].Span.Start > a.Start })
	return i == len(ps) || ps[i].Span.Start > b.Start
}

// theCountry is the state that "the country", or its possessor in the phrase ("the country's membership"), goes back
// to: the one that the nearest sentence before with a place or state in it names.
func (s *sentence) theCountry(np int) (factum.Actor, bool) {
	k := s.r.class("the-country")
	p := &s.nps[np-1]
	if k < 0 || p.end-p.start < 2 || !s.r.lx.definite[s.toks[p.start].low] || !s.toks[p.start+1].class.has(k) {
		return factum.Actor{}, false
	}
	if n := s.at(p.start + 2); p.head != p.start+1 && n.low != "'s" {
		return factum.Actor{}, false
	}
	for i := s.index - 1; i >= 0 && s.index-i <= bareReach; i-- {
		b := s.r.all[i]
		if b.part != s.part {
			break
		}
		code := ""
		for j := range b.toks {
			t := &b.toks[j]
			c := ""
			if t.place > 0 {
				c = s.r.doc.Mentions.Places[t.place-1].Country
			} else if t.actor > 0 && s.r.doc.Mentions.Actors[t.actor-1].Kind == "state" {
				c = s.r.doc.Mentions.Actors[t.actor-1].Code
			}
			if c != "" && code != "" && c != code {
				return factum.Actor{}, false
			}
			if c != "" {
				code = c
			}
		}
		if code != "" {
			text, sp := s.words(p.start+1, p.start+2)
			return factum.Actor{Text: text, Code: code, Basis: factum.BasisContext, Span: sp}, true
		}
	}
	return factum.Actor{}, false
}
