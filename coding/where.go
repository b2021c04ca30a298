package coding

// Where it happened.

import (
	"sort"

	"factum"
)

// fillPlace takes the place that the trigger's own phrases name, else one in its clause, else the only one in the sentence.
func (s *sentence) fillPlace(h *hit, c *factum.Claim) {
	f := h.e.frame
	best, bestScore := 0, 0
	t := s.toks[h.tok].span
	bound := h.noun && h.gov.over >= 0 || h.gov.judged
	for i := range s.toks {
		x := &s.toks[i]
		if x.place == 0 {
			continue
		}
		if s.bearing(i) {
			continue
		}
		m := s.r.doc.Mentions.Places[x.place-1]
		score := 10
		if x.clause == h.clause {
			score += 40
		} else if cl := &s.clauses[x.clause]; cl.parent == h.clause || s.clauses[h.clause].parent == x.clause {
			score += 12
		} else if x.quote != s.toks[h.tok].quote {
			continue
		}
		if x.clause != h.clause && s.says(x.clause) || bound && !s.ownArg(h, x.np) {
			continue
		}
		if np := x.np; np > 0 {
			p := &s.nps[np-1]
			root := p
			for root.of > 0 {
				root = &s.nps[root.of-1]
			}
			if c.Type == factum.Assault && f.place&sSource == 0 && root.prep >= 0 && root.slots&sSource != 0 && root.slots&(sPlace|sTarget|sGoal) == 0 {
				continue // where it was fired from is not where it hit
			}
			fits := false
			for _, a := range h.args { // "on the station of L"
				if p.of > 0 && a.np == p.of && a.slot&(f.place|sPlace|sTarget|sObj) != 0 && a.slot&(sAgent|sSubj) == 0 {
					fits = true
					score += 24
					break
				}
			}
			for _, a := range h.args {
				if a.np == np {
					fits = true
					if a.slot&(f.place|sPlace|sTarget) != 0 {
						score += 30
					} else if a.slot&sSubj != 0 || a.slot&sAgent != 0 {
						score -= 60
					}
				}
			}
			if p.prep < 0 && !fits {
				if x.actor > 0 && s.clauses[x.clause].subject == np {
					continue // a state that acts is no place of what it does
				}
				score -= 25
			}
			if p.prep >= 0 && p.slots&(sPlace|sTarget|sGoal|sSource) != 0 {
				score += 15
			} else if p.prep >= 0 && p.slots&(sAgent|sWith|sFor) != 0 && p.slots&sPlace == 0 {
				score -= 30
			}
		}
		if x.actor > 0 { // a name that stands for a state as well
			score -= 12
			if s.isParty(c, x.actor) && (f.place == 0 || x.np == 0 || s.nps[x.np-1].slots&(sPlace|sGoal) == 0) {
				score -= 40
			}
		}
		if m.Resolved() {
			score += 4
			switch m.Precision {
			case "settlement", "point":
				score += 22
			case "admin1", "admin2":
				score += 6
			}
		}
		d := x.span.Start - t.Start
		if d < 0 {
			d = -d
		}
		score -= d / 25
		if score > bestScore {
			best, bestScore = x.place, score
		}
	}
	if best == 0 || bestScore < 12 {
		best = s.samePlace(h)
	}
	if best > 0 {
		c.Place = s.r.placed(best)
	}
}

func (s *sentence) isParty(c *factum.Claim, actor int) bool {
	sp := s.r.doc.Mentions.Actors[actor-1].Span
	for _, list := range [][]factum.Actor{c.Actors, c.Recipients} {
		for _, a := range list {
			if a.Span.Overlaps(sp) {
				return true
			}
		}
	}
	return false
}

// ownArg reports whether the phrase stands with the trigger itself rather than with what governs it.
func (s *sentence) ownArg(h *hit, np int) bool {
	if np == 0 {
		return false
	}
	if s.toks[h.tok].np == np {
		return true
	}
	for _, a := range h.args {
		if a.np == np && (a.slot&sSubj == 0 || a.tok >= 0) {
			return true
		}
	}
	p := &s.nps[np-1]
	return p.start > h.tok && p.start-h.tok < 5 && p.time
}

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
		if p.clause != h.clause || p.prep < 0 || p.slots&(sPlace|sTarget|sGoal) == 0 && p.of == 0 || !s.toks[head].class.has(site) || !s.lx.definite[s.toks[p.start].low] {
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
	if k < 0 || p.end-p.start < 2 || !s.lx.definite[s.toks[p.start].low] || !s.toks[p.start+1].class.has(k) {
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
