package coding

// Documents and sentences on another subject: sport, weather, markets, culture, nature.

import "factum"

// offSubject reports whether the document as a whole is on another subject: sport, weather, markets, culture. Words
// that hardly occur elsewhere weigh two, those of class "broad" one. There have to be several, at least one of them
// sure, and they have to outweigh the words of politics and violence.
func (r *run) offSubject(all []*sentence) bool {
	broad, serious := r.class("broad"), r.class("serious")
	words, hard := 0, 0
	for _, s := range all {
		for i := range s.toks {
			if t := &s.toks[i]; !t.punct {
				words++
				if t.class.has(serious) {
					hard++
				}
			}
		}
	}
	for _, name := range guardClasses {
		c := r.class(name)
		if c < 0 {
			continue
		}
		weight, sure, kinds := 0, 0, 0
		seen := map[string]bool{}
		for _, s := range all {
			for i := range s.toks {
				t := &s.toks[i]
				if t.punct || !t.class.has(c) {
					continue
				}
				n := 2
				if t.class.has(broad) {
					n = 1
				} else {
					sure++
				}
				weight += n
				if !seen[t.low] {
					seen[t.low] = true
					kinds += n
				}
			}
		}
		// at least one weight in forty words
		if sure > 0 && kinds >= 6 && weight*40 >= words && weight > 2*hard {
			return true
		}
	}
	return false
}

// technical reports whether the sentence tells how a weapon is made: two words of it, one of which stands nowhere else, or three.
func (s *sentence) technical() bool {
	sure, all := s.count("technique")
	return all >= 3 || sure >= 1 && all == 2
}

// count is how many words of a class the sentence has, and how many of them hardly occur in other news.
func (s *sentence) count(name string) (sure, all int) {
	c, broad := s.r.class(name), s.r.class("broad")
	for i := range s.toks {
		if t := &s.toks[i]; t.class.has(c) {
			all++
			if broad < 0 || !t.class.has(broad) {
				sure++
			}
		}
	}
	return sure, all
}

// guarded reports whether the sentence is on another subject, though the document is not: two words that hardly
// occur elsewhere, or one with two more that may ("win", "points"), unless it speaks of politics or violence as much.
// Where nobody known does it, one with one more is enough, or three that may.
func (s *sentence) guarded(known bool) bool {
	_, hard := s.count("serious")
	for _, name := range guardClasses {
		if sure, all := s.count(name); all > hard && (sure >= 2 || sure == 1 && all >= 3 || !known && (all >= 3 || sure == 1 && all == 2)) {
			return true
		}
	}
	sure, all := s.count("life")
	return all > hard && sure >= 1 && (all >= 4 || !known && all >= 2)
}

// onRoad reports whether the sentence tells of a road, by several words, and of nobody armed.
func (s *sentence) onRoad(h *hit, known bool) bool {
	if sure, all := s.count("traffic"); sure == 0 || all < 2 || known && all < 4 {
		return false
	}
	for i := range s.toks {
		if t := &s.toks[i]; !t.verb && (i < h.tok || i > h.last) && s.anyClass(t, graveClasses[:]) {
			return false
		}
	}
	return true
}

// known reports whether a party of the claim has a code of its own: not a firm, a team or a thing that is said to be of a state ("the Chinese carmaker"),
// nor, beside words of sport, somebody named by where he is from.
func (s *sentence) known(c *factum.Claim) bool {
	sport := s.r.class("sport")
	playing := s.topics.has(sport)
	for _, list := range [][]factum.Actor{c.Actors, c.Recipients} {
		for _, a := range list {
			if a.Code != "" && !s.idle(a.Span) && !(playing && s.native(a)) {
				return true
			}
		}
	}
	return false
}

// native reports whether the party is named by nothing but where it is from: "the Kenyan".
func (s *sentence) native(a factum.Actor) bool {
	for i := range s.toks {
		if t := &s.toks[i]; t.span == a.Span && t.actor > 0 {
			m := &s.r.doc.Mentions.Actors[t.actor-1]
			return m.Kind == "state" && (m.Role == roleAdjective || m.Role == rolePeople)
		}
	}
	return false
}

// idle reports whether words name somebody or something of sport, markets, culture or nature, and nobody of politics or violence.
func (s *sentence) idle(sp factum.Span) bool {
	found := false
	for i := range s.toks {
		if t := &s.toks[i]; t.span.Overlaps(sp) {
			if s.anyClass(t, graveClasses[:]) {
				return false
			}
			found = found || t.actor == 0 && s.anyClass(t, guardClasses)
		}
	}
	return found
}

// astray reports whether the sentence has a word of sport, weather, markets, culture, history or nature beside its triggers, none of politics or
// violence, and the text tells no attacks elsewhere: a happening of nobody known in it is a figure of speech or another kind of news. Artists show
// nothing: they are arrested like others.
func (s *sentence) astray(h *hit) bool {
	culture := s.r.class("culture")
	grave := graveClasses[:]
	if ty := h.e.frame.Type; ty == factum.Mobilize || ty == factum.Retreat {
		grave = grave[:len(grave)-2] // planes, ships and columns move in peace as well
	}
	found := false
	for i := range s.toks {
		t := &s.toks[i]
		own := i >= h.tok && i <= h.last
		switch {
		case t.verb:
		case (!own || h.e.frame.Type == factum.Assault) && s.anyClass(t, grave):
			return false
		case own || s.hitAt(i) >= 0 || t.class.has(culture) && t.class.has(s.r.human):
		case s.anyClass(t, guardClasses):
			found = true
		}
	}
	return found && s.r.violent < 2
}

// graveClasses are the classes of words that speak of politics, violence, or those who do either; the last two are of things as well.
var graveClasses = [...]string{"serious", "violence", "armed", "combatant", "demonstrators", "official", "prisoner", "behind-bars", "crime", "sentence", "weapon", "force"}

// anyClass reports whether the token's word belongs to one of the classes.
func (s *sentence) anyClass(t *token, names []string) bool {
	for _, name := range names {
		if t.class.has(s.r.class(name)) {
			return true
		}
	}
	return false
}

// toldByWork reports whether a film, a book or an exhibition is the subject of the trigger's clause or of one above it, or one who writes of what
// is long past the subject of one above.
func (s *sentence) toldByWork(h *hit, m factum.Modality) bool {
	culture, history := s.r.class("culture"), s.r.class("history")
	for c := h.clause; c >= 0; c = s.clauses[c].parent {
		n := s.clauses[c].subject
		if n == 0 {
			continue
		}
		t := &s.toks[s.nps[n-1].head]
		if t.actor > 0 || t.class == nil {
			continue
		}
		human := t.class.has(s.r.human)
		if t.class.has(culture) && !human && (h.noun || h.adj || c != h.clause) {
			return true
		}
		if t.class.has(history) && m == factum.Historical && c != h.clause {
			return true
		}
	}
	return false
}

// nature reports whether an earthquake, a storm, an accident, an animal or a germ does what the trigger tells, or what is in every house.
func (s *sentence) nature(h *hit) bool {
	animal := s.r.class("nature")
	for _, a := range h.args {
		if a.np == 0 || a.slot&(sSubj|sAgent) == 0 {
			continue
		}
		if a.slot&sSubj != 0 && s.domestic(a.np) {
			return true
		}
		p := &s.nps[a.np-1]
		_, whole := s.words(p.start, p.end)
		t := &s.toks[p.head]
		if t.actor == 0 && (a.slot&sObj == 0 && s.anyClass(t, mishaps[:]) || t.class.has(animal) && s.idle(whole)) {
			return true
		}
	}
	return h.noun && s.domestic(s.toks[h.tok].np)
}

// natural reports whether nobody known does what the trigger tells, and nature or an accident does it or another happening of the sentence.
func (s *sentence) natural(h *hit, known bool) bool {
	if s.nature(h) {
		return true
	}
	for j := range s.hits {
		if o := &s.hits[j]; !known && o != h && o.e.frame.Type == factum.Assault && s.nature(o) {
			return true
		}
	}
	return false
}

// domestic reports whether a phrase, or the one behind it that says of what it is, has a word for what is in every house and may explode there.
func (s *sentence) domestic(np int) bool {
	k := s.r.class("domestic")
	if np == 0 || k < 0 {
		return false
	}
	for n := range s.nps {
		if n+1 != np && s.nps[n].of != np {
			continue
		}
		for i := s.nps[n].start; i < s.nps[n].end; i++ {
			if s.toks[i].class.has(k) {
				return true
			}
		}
	}
	return false
}

// figurative reports whether in the trigger's clause stands, led by a preposition or its case, what hurts nobody: "bombarded with
// questions".
func (s *sentence) figurative(h *hit) bool {
	k := s.r.class("figure")
	for n := range s.nps {
		p := &s.nps[n]
		if k >= 0 && p.clause == h.clause && (p.prep >= 0 || p.led) && p.slots&(sWith|sOf|sAgent) != 0 && s.toks[p.head].class.has(k) {
			return true
		}
	}
	return false
}
