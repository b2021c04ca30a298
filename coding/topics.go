package coding

// What a sentence is about, by the classes of its words.

// guardClasses are the classes of words that show a text or sentence to be on another subject.
var guardClasses = []string{"sport", "weather", "market", "culture", "history", "nature"}

// gatherTopics collects the classes of the sentence's words. One word that occurs elsewhere as well ("round", "title") does not yet make it one of
// sport or markets; two do.
func (s *sentence) gatherTopics() {
	if broad := s.r.class("broad"); broad >= 0 {
		s.mute(broad)
	}
	for i := range s.toks {
		s.topics.add(s.toks[i].telling())
	}
}

// mute takes from the words of class broad what a single word like them does not yet speak of.
func (s *sentence) mute(broad int) {
	var faint classes
	for _, name := range guardClasses {
		g, times := s.r.class(name), 0
		for i := range s.toks {
			if t := &s.toks[i]; g >= 0 && t.class.has(broad) && t.class.has(g) {
				times++
			}
		}
		if times == 1 {
			faint.set(g)
		}
	}
	for i := range s.toks {
		if t := &s.toks[i]; t.class.has(broad) && t.class.meets(&faint) {
			t.muted = new(classes)
			for k := range faint {
				t.muted[k] = t.class[k] &^ faint[k]
			}
		}
	}
}

// telling are the classes of the word without those that it alone does not yet speak of.
func (t *token) telling() *classes {
	if t.muted != nil {
		return t.muted
	}
	return t.class
}
