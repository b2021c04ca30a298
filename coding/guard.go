package coding

// guardClasses are the classes of words that show a text or sentence to be on another subject.
var guardClasses = []string{"sport", "weather", "market", "culture", "history", "nature"}

// offSubject reports whether the document as a whole is on another subject: sport, weather, markets, culture.
// It weighs distinct words of those classes against words of politics and violence, by sentences.
func (r *run) offSubject(all []*sentence) bool {
	best := 0
	hard := 0
	distinct := map[string]bool{}
	words := 0
	per := make([]int, len(guardClasses))
	seen := make([]map[string]bool, len(guardClasses))
	serious := r.class("serious")
	for _, s := range all {
		for i := range s.toks {
			t := &s.toks[i]
			if t.punct {
				continue
			}
			words++
			for g, name := range guardClasses {
				if c := r.class(name); c >= 0 && t.class.has(c) {
					per[g]++
					if seen[g] == nil {
						seen[g] = map[string]bool{}
					}
					if b := r.class("broad"); b < 0 || !t.class.has(b) {
						seen[g][t.low] = true
					}
				}
			}
			if serious >= 0 && t.class.has(serious) {
				hard++
				distinct[t.low] = true
			}
		}
	}
	for g := range guardClasses {
		if len(seen[g]) >= 3 && per[g] > best {
			best = per[g]
		}
	}
	if words == 0 || best == 0 {
		return false
	}
	// at least one word in sixty, and more of them than of the serious kind
	return best*60 >= words && best > hard
}

// guarded reports whether the sentence is on another subject, though the document is not: two words that hardly
// occur elsewhere, or one with two more that may ("win", "points"), unless it speaks of politics or violence as much.
func (r *run) guarded(s *sentence) bool {
	broad, serious := r.class("broad"), r.class("serious")
	has := func(t *token, c int) bool { return c >= 0 && t.class.has(c) }
	hard := 0
	for i := range s.toks {
		if has(&s.toks[i], serious) {
			hard++
		}
	}
	for _, name := range guardClasses {
		c := r.class(name)
		if c < 0 {
			continue
		}
		sure, all := 0, 0
		for i := range s.toks {
			if t := &s.toks[i]; t.class.has(c) {
				all++
				if !has(t, broad) {
					sure++
				}
			}
		}
		if (sure >= 2 || sure == 1 && all >= 3) && all > hard {
			return true
		}
	}
	return false
}
