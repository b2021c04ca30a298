package coding

// Triggers: the entries of the lexicon that a sentence has.

import "slices"

// hit is an entry of the lexicon found in a sentence.
type hit struct {
	e       *entry
	tok     int // token of the trigger's core
	last    int // last token of its words
	early   int // first of its words where they stand before the verb, else tok
	clause  int
	noun    bool
	adj     bool // "the captured city"
	passive bool
	carried bool // a phrase without a verb of its own: the clause's verb carries it
	args    []arg
	quality int // of the match, for choosing between entries
	gov     governor
	met     []int    // which arguments met its conditions, see meets
	slotted []string // the same in words, for why
	open    int      // conditions on slots of which nothing is known
}

// triggers finds the entries of a sentence: at each token the best that meets its conditions.
func (s *sentence) triggers() {
	s.r.words.take(s)
	for i := range s.toks {
		t := &s.toks[i]
		if t.w == nil || t.done || t.time > 0 || t.actor > 0 && !t.verb && s.at(i+1).actor == t.actor && !s.lx.headFirst {
			continue // "riot police": a word of a name
		}
		best, found := s.bestAt(i, false)
		if !found && t.cue&(cAux|cDoLight|cUndergo|cHappen|cAspect|cContinue|cStop) == 0 {
			best, found = s.bestAt(i, true)
		}
		if found && !s.inside(i, &best) {
			for len(s.hits) > 0 && best.early < best.tok && s.hits[len(s.hits)-1].tok >= best.early && s.hits[len(s.hits)-1].noun {
				s.hits = s.hits[:len(s.hits)-1] // its own words
			}
			s.hits = append(s.hits, best)
			for k := i + 1; k <= best.last; k++ {
				s.toks[k].done = k-i < 4 && best.e.kind != 'v' && s.wordOf(k, best.e.rest)
			}
		}
	}
}

// bestAt is the entry that fits best at token i. With open, what is not known of its slots is no hindrance: for words that begin entries of one
// type only and have no other use.
func (s *sentence) bestAt(i int, open bool) (best hit, found bool) {
	for _, f := range s.toks[i].w.forms {
		list := s.lx.patterns[f.lemma]
		if len(list) == 0 || open && !s.lx.single[f.lemma] || f.particle != "" && !s.particle(i, f.particle) {
			continue
		}
		for _, e := range list {
			if !s.r.words.hold(e.rest) {
				continue
			}
			h, ok := s.try(i, f, e, open)
			s.r.args, s.r.met = h.args[:0], h.met[:0]
			if f.particle != "" {
				h.quality += 8 // the verb with its part says more than the one without
			}
			if ok && (!found || h.quality > best.quality) {
				best, found = h, true
				best.args, best.met = slices.Clone(h.args), slices.Clone(h.met)
			}
		}
	}
	s.show(&best)
	return best, found
}

// try tests one entry at a token.
func (s *sentence) try(i int, f form, e *entry, open bool) (hit, bool) {
	t := &s.toks[i]
	h := hit{e: e, tok: i, last: i, early: i, clause: t.clause, args: s.r.args[:0], met: s.r.met[:0]}
	switch e.kind {
	case 'v':
		if !t.verb && !t.adj && !(t.gerund && len(e.rest) == 0) {
			return h, false
		}
		h.noun = t.gerund && !t.verb
		if t.verb && f.tag&(tNoun|tLit) != 0 {
			return h, false
		}
		if t.verb && t.cue&(cHave|cBe) != 0 && s.clauses[t.clause].main >= 0 && s.clauses[t.clause].main != i && s.toks[s.clauses[t.clause].main].tag&tPart != 0 {
			return h, false // "heeft zijn bezoek afgezegd": a helping verb
		}
		h.adj = t.adj
		if e.refl && !s.withReflexive(i) {
			return h, false
		}
	case 'n':
		if len(e.rest) == 0 && (t.verb || t.adj || s.namesBody(i) || t.place > 0 && t.cap) || f.tag&(tNoun|tLit) == 0 {
			return h, false
		}
		h.noun = true
	case 'x':
		isVerb := f.tag&(tNoun|tLit) == 0
		if isVerb && !t.verb {
			return h, false
		}
		h.noun = !isVerb && !e.verbal
	}
	j := s.rest(i, e.rest, t.clause)
	if j < 0 && e.kind == 'v' {
		if h.early = s.restBefore(i, e.rest, t.clause); h.early >= 0 {
			j = i
		}
	}
	if j < 0 {
		return h, false
	}
	h.last = j
	if h.noun && len(e.rest) > 0 && s.lx.bare && e.kind == 'n' {
		for h.tok < j && s.toks[h.tok].cases&adjectival != 0 && !s.toks[h.tok].nominal {
			h.tok++ // the noun itself is the first that is no adjective
		}
	} else if h.noun && len(e.rest) > 0 && !(s.lx.headFirst && e.kind == 'n') {
		h.tok = j // the noun itself stands last
		if s.toks[j].verb && e.kind == 'n' {
			return h, false
		}
	}
	if e.kind == 'x' {
		for k := i; k <= j; k++ {
			if s.toks[k].verb && s.toks[k].cue&cAux == 0 {
				h.tok = k
			}
		}
	}
	h.clause = s.toks[h.tok].clause
	if e.kind == 'x' && h.noun && s.toks[h.tok].verb && s.toks[h.tok].cue&cAux == 0 {
		h.noun = false // words written as they are: "have been found shot"
	}
	if e.kind == 'x' && h.noun && len(s.clauses[h.clause].verbs) > 0 && s.toks[h.tok].tag&tFinite == 0 && !s.ledInto(h.tok, i) {
		h.noun, h.carried = false, true // a phrase that the clause's verb carries: "in hechtenis genomen"
	}
	if h.noun {
		s.nounArgs(&h)
	} else if h.adj {
		s.adjArgs(&h)
	} else {
		s.verbArgs(&h, e)
	}
	if e.intr && h.passive && !h.adj && len(e.rest) == 0 {
		return h, false
	}
	h.quality = 13*len(e.rest) + 10 // words between them count for nothing
	for _, c := range e.conds {
		if s.unnamed(&h, e, c) {
			continue
		}
		ok, by := s.meets(&h, c)
		if !ok && !c.not && open && s.untold(&h, c) {
			h.quality -= 6
			h.open++
			continue
		}
		if ok == c.not {
			return h, false
		}
		if !c.not {
			if c.kinds&kAnyone != 0 {
				h.quality -= 4 // asks for nothing in particular
			}
			h.quality += 6
			if c.kinds == 0 {
				h.quality += 4 // a class says more than a kind
			}
			if by != byNothing {
				h.met = append(h.met, by)
			}
		}
	}
	if e.refl {
		h.quality += 8
	}
	if e.strong {
		h.quality++
	}
	if e.weak {
		h.quality -= 3
	}
	for _, x := range e.frame.excludes {
		if c, ok := s.lx.classes[x]; ok && s.topics.has(c) {
			return h, false
		}
	}
	return h, true
}

// show writes down what met the conditions of a hit.
func (s *sentence) show(h *hit) {
	for _, k := range h.met {
		if k < 0 {
			h.slotted = append(h.slotted, "CLAUSE")
			continue
		}
		a := &h.args[k]
		p := s.nps[a.np-1]
		what := ""
		if a.tok >= 0 && a.tok < p.start {
			what = s.toks[a.tok].low + " "
		}
		w, _ := s.words(p.start, p.end)
		if len(w) > 40 {
			w = s.toks[p.head].span.In(s.text)
		}
		if what += w; what != "" {
			h.slotted = append(h.slotted, what)
		}
	}
}

// eventAt reports whether the lexicon has a noun for the token.
func (s *sentence) eventAt(i int) bool {
	t := &s.toks[i]
	if t.verb || t.cue&cMore != 0 {
		return false
	}
	for _, f := range t.w.readings() { // the first word of several may be any
		if f.tag&tNoun != 0 && (s.lx.alone[f.lemma] || len(s.lx.patterns[f.lemma]) > 0 && !s.lx.bare && !s.lx.headFirst) {
			return true
		}
	}
	return false
}

// begins reports whether the word at i, in one of its readings, begins an entry of the lexicon for which ok holds.
func (s *sentence) begins(i int, ok func(form, *entry) bool) bool {
	w := s.toks[i].w
	if w == nil {
		return false
	}
	for _, f := range w.forms {
		for _, e := range s.lx.patterns[f.lemma] {
			if ok(f, e) {
				return true
			}
		}
	}
	return false
}

func (s *sentence) hitAt(i int) int {
	for k := range s.hits {
		h := &s.hits[k]
		if h.tok == i {
			return k
		}
	}
	return -1
}

// inside reports whether a longer trigger of the same type has the word already.
func (s *sentence) inside(i int, h *hit) bool {
	for k := range s.hits {
		o := &s.hits[k]
		if o.last >= i && o.last > o.tok && (o.e.frame.Type == h.e.frame.Type || h.noun) && o.e.kind == 'v' && h.last <= o.last {
			return true
		}
	}
	return false
}

// namesBody reports whether the word with a capital is one of several in an organisation's name: "the General Assembly".
func (s *sentence) namesBody(i int) bool {
	t := &s.toks[i]
	if t.actor == 0 || !t.cap {
		return false
	}
	m := &s.r.doc.Mentions.Actors[t.actor-1]
	return m.Kind == "organisation" && (m.Span.Start < t.span.Start || t.span.End < m.Span.End)
}

// unnamed reports whether the condition asks who does it, where a passive leaves that out and the entry says clearly
// enough to whom it happens: "the proposal was rejected".
func (s *sentence) unnamed(h *hit, e *entry, c cond) bool {
	if c.not || c.slot != sSubj || !h.passive || h.noun || h.adj || s.lx.verbLast || h.hasSlot(sAgent|sSubj) {
		return false
	}
	for _, o := range e.conds {
		if !o.not && o.slot&sObj != 0 && o.kinds&kAnyone == 0 {
			return true
		}
	}
	return false
}

// ledInto reports whether a preposition before the words from token from leads the phrase of the noun at i: then they are
// a noun like another ("agreed on joint patrols").
func (s *sentence) ledInto(i, from int) bool {
	np := s.toks[i].np
	return np > 0 && s.nps[np-1].head == i && s.nps[np-1].prep >= 0 && s.nps[np-1].prep < from
}
