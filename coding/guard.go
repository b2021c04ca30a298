package coding

import "factum"

// guardClasses are the classes of words that show a text or sentence to be on another subject.
var guardClasses = []string{"sport", "weather", "market", "culture", "history", "nature"}

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
				if serious >= 0 && t.class.has(serious) {
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
				if broad >= 0 && t.class.has(broad) {
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

// setting are the classes of words that show a sentence, but by one word never yet, to tell of traffic, a life or how a weapon is made.
var setting = [...]string{"traffic", "life", "technique"}

// guarded reports whether the sentence is on another subject, though the document is not: two words that hardly
// occur elsewhere, or one with two more that may ("win", "points"), unless it speaks of politics or violence as much.
// Where nobody known does it, one with one more is enough; and how a weapon is made is told in words of violence, of no place and day.
func (s *sentence) guarded(known, dated bool) bool {
	r := s.r
	broad, serious := r.class("broad"), r.class("serious")
	has := func(t *token, c int) bool { return c >= 0 && t.class.has(c) }
	hard := 0
	for i := range s.toks {
		if has(&s.toks[i], serious) {
			hard++
		}
	}
	count := func(name string) (sure, all int) {
		c := r.class(name)
		for i := range s.toks {
			if t := &s.toks[i]; has(t, c) {
				all++
				if !has(t, broad) {
					sure++
				}
			}
		}
		return sure, all
	}
	for _, name := range guardClasses {
		if sure, all := count(name); (sure >= 2 || sure == 1 && (all >= 3 || all == 2 && !known)) && all > hard {
			return true
		}
	}
	for _, name := range setting {
		sure, all := count(name)
		if name == "technique" && (known || dated) {
			continue
		}
		if sure >= 1 && (all > hard && (!known || all >= 4) || name == "technique" && all >= 2) && all >= 2 {
			return true
		}
	}
	return false
}

// known reports whether a party of the claim has a code of its own: not a firm, a team or a thing that is said to be of a state ("the Chinese carmaker").
func (s *sentence) known(c *factum.Claim) bool {
	for _, list := range [][]factum.Actor{c.Actors, c.Recipients} {
		for _, a := range list {
			if a.Code != "" && !s.idle(a.Span) {
				return true
			}
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
	found := false
	for i := range s.toks {
		t := &s.toks[i]
		own := i >= h.tok && i <= h.last
		switch {
		case t.verb:
		case (!own || h.e.frame.Type == factum.Assault) && s.anyClass(t, graveClasses[:]):
			return false
		case own || s.hitAt(i) >= 0 || culture >= 0 && t.class.has(culture) && s.r.human >= 0 && t.class.has(s.r.human):
		case s.anyClass(t, guardClasses):
			found = true
		}
	}
	return found && s.r.violent < 2
}

// graveClasses are the classes of words that speak of politics, violence, or those who do either.
var graveClasses = [...]string{"serious", "violence", "armed", "weapon", "combatant", "demonstrators", "force", "official", "prisoner", "behind-bars", "crime", "sentence"}

// anyClass reports whether the token's word belongs to one of the classes.
func (s *sentence) anyClass(t *token, names []string) bool {
	for _, name := range names {
		if k := s.r.class(name); k >= 0 && t.class.has(k) {
			return true
		}
	}
	return false
}
