package coding

import (
	"slices"
	"strings"

	"factum"
)

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
	said    bool // a phrase without a verb of its own: the clause's verb carries it
	args    []arg
	quality int // of the match, for choosing between entries
	gov     governor
	met     []int    // which arguments met its conditions, see meets
	slotted []string // the same in words, for why
	open    int      // conditions on slots of which nothing is known
}

// arg is something that fills a slot.
type arg struct {
	slot  slot
	np    int // phrase, from 1; 0 where actors stand instead
	given []factum.Actor
	tok   int // preposition, -1 none
	list  bool
}

// eventAt reports whether the lexicon has a noun for the token.
func (s *sentence) eventAt(i int) bool {
	t := &s.toks[i]
	if t.verb || t.cue&cMore != 0 {
		return false
	}
	for _, f := range t.w.readings() { // the first word of several may be any
		if f.tag&tNoun != 0 && (s.r.lx.alone[f.lemma] || len(s.r.lx.patterns[f.lemma]) > 0 && !s.r.lx.bare && !s.r.lx.headFirst) {
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
		for _, e := range s.r.lx.patterns[f.lemma] {
			if ok(f, e) {
				return true
			}
		}
	}
	return false
}

// triggers finds the entries of a sentence: at each token the best that meets its conditions.
func (s *sentence) triggers() {
	s.r.words.take(s)
	for i := range s.toks {
		t := &s.toks[i]
		if t.w == nil || t.done || t.time > 0 || t.actor > 0 && !t.verb && s.at(i+1).actor == t.actor && !s.r.lx.headFirst {
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
		list := s.r.lx.patterns[f.lemma]
		if len(list) == 0 || open && !s.r.lx.single[f.lemma] || f.particle != "" && !s.particle(i, f.particle) {
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

// wordOf reports whether the word at i is one of a pattern's, not one that its gaps leave room for.
func (s *sentence) wordOf(i int, els []element) bool {
	t := &s.toks[i]
	return s.among(i, els) || t.w != nil && slices.ContainsFunc(els, func(el element) bool { return el.class >= 0 && t.class.has(el.class) })
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

// particle reports whether the separable part stands behind the verb in its clause.
func (s *sentence) particle(i int, p string) bool {
	if i > 1 && s.toks[i-1].cue&cInf != 0 && s.toks[i-2].low == p {
		return true // "terug te trekken"
	}
	if p == s.at(i-1).low && s.toks[i].tag&tInf != 0 {
		return true
	}
	for j := i + 1; j < len(s.toks) && j < i+40; j++ {
		t := &s.toks[j]
		if t.low == p && t.clause == s.toks[i].clause && s.toks[i].tag&tFinite != 0 { // "roept Rwanda op de troepen terug te trekken"
			for k := j + 2; k < j+9 && k < len(s.toks); k++ {
				if s.toks[k].cue&cInf != 0 {
					return true
				}
			}
		}
		if t.low == p && t.clause == s.toks[i].clause && (s.isParticle(j) || j+1 >= len(s.toks) || s.at(j+1).cue&(cCoord|cThat|cRel|cSub|cPrep|cPurpose|cAdv|cIf) != 0 || s.at(j+1).quote != t.quote || s.at(j+1).clause != t.clause) {
			return true
		}
		if t.low == ";" || t.low == ":" {
			return false
		}
	}
	return false
}

// separable gives verbs written apart the uses of the whole verb: "liet … weten", "riep … op".
func (s *sentence) separable() {
	for i := range s.toks {
		t := &s.toks[i]
		if !t.verb || t.w == nil {
			continue
		}
		for _, f := range t.w.forms {
			if f.particle == "" {
				continue
			}
			c := s.r.lx.verbCue[f.lemma]
			if (c != 0 || len(s.r.lx.patterns[f.lemma]) > 0) && s.particle(i, f.particle) {
				_, base, _ := strings.Cut(s.r.lx.names[f.lemma], "|")
				t.cue = t.cue&^(s.r.lx.usesOf(base)&^cVerb)&^(cMust|cCould) | c // "vindt … plaats" is no "vindt", "dient … in" no duty
				for j := i + 1; j < len(s.toks) && j < i+40; j++ {
					if s.toks[j].low == f.particle && s.toks[j].clause == t.clause {
						s.toks[j].part = true
					}
				}
			}
		}
	}
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
	if h.noun && len(e.rest) > 0 && s.r.lx.bare && e.kind == 'n' {
		for h.tok < j && s.toks[h.tok].cases&adjectival != 0 && !s.toks[h.tok].nominal {
			h.tok++ // the noun itself is the first that is no adjective
		}
	} else if h.noun && len(e.rest) > 0 && !(s.r.lx.headFirst && e.kind == 'n') {
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
		h.noun, h.said = false, true // a phrase that the clause's verb carries: "in hechtenis genomen"
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
		if c, ok := s.r.lx.classes[x]; ok && s.topics.has(c) {
			return h, false
		}
	}
	return h, true
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

// withReflexive reports whether the verb at i has a reflexive: before it, its helping verbs between them, or anywhere in the clause where
// the order is not fixed; Romance infinitives have it behind.
func (s *sentence) withReflexive(i int) bool {
	if t := &s.toks[i]; t.tag&(tInf|tIng) != 0 && t.tag&tFinite == 0 {
		for _, r := range s.r.lx.reflexives {
			if strings.HasSuffix(t.low, r) {
				return true // "retirarse"
			}
		}
	}
	c := s.toks[i].clause
	for j := range s.toks {
		t := &s.toks[j]
		if t.cue&cRefl == 0 || t.clause != c {
			continue
		}
		if s.r.lx.verbLast || s.r.lx.free || j == i+1 {
			return true
		}
		ok := j < i
		for k := j + 1; k < i; k++ {
			ok = ok && (s.toks[k].passed() || s.toks[k].verb && s.toks[k].cue&cAux != 0 || s.toks[k].cue&cObjPron != 0)
		}
		if ok {
			return true
		}
	}
	return false
}

// unknown reports whether the token is a word that no lexicon has and that names nothing: behind the mark of the
// infinitive it is a verb.
func (s *sentence) unknown(i int) bool {
	t := s.at(i)
	return t.w == nil && !t.punct && !t.cap && !t.number && t.actor == 0 && t.place == 0 && t.time == 0 && t.quantity == 0
}

// unnamed reports whether the condition asks who does it, where a passive leaves that out and the entry says clearly
// enough to whom it happens: "the proposal was rejected".
func (s *sentence) unnamed(h *hit, e *entry, c cond) bool {
	if c.not || c.slot != sSubj || !h.passive || h.noun || h.adj || s.r.lx.verbLast || h.hasSlot(sAgent|sSubj) {
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

// rest finds the further words of a pattern behind i and returns the last; -1 none.
func (s *sentence) rest(i int, els []element, clause int) int {
	if len(els) == 0 {
		return i
	}
	for from := i + 1; ; {
		k := s.element(from, i+1+els[0].gap, els[0], clause)
		if k < 0 {
			return -1
		}
		if j := s.rest(k, els[1:], clause); j >= 0 {
			return j
		}
		from = k + 1 // the same word may come again: "in R in beslag"
	}
}

// restBefore finds the further words of a verb's pattern before it in its clause, where the order of words is free, and returns the first;
// -1 none: "с визитом прибыл".
func (s *sentence) restBefore(i int, els []element, clause int) int {
	if !s.r.lx.free || len(els) == 0 {
		return -1
	}
	for k := i - 1; k >= s.clauses[clause].start; k-- {
		if s.toks[k].clause != clause || s.element(k, k, els[0], clause) < 0 {
			continue
		}
		if j := s.rest(k, els[1:], clause); j >= 0 && j < i {
			return k
		}
	}
	return -1
}

// element finds a word of a pattern from j on, up to limit; -1 none.
func (s *sentence) element(j, limit int, el element, clause int) int {
	wide := limit
	if el.gap > 0 && s.r.lx.verbLast {
		wide += 8 // what closes the frame stands at the end of the clause
	}
	for k := j; k < len(s.toks) && k <= wide; k++ {
		t := &s.toks[k]
		if k > limit && t.clause != clause {
			return -1
		}
		if k == limit && (t.cue&cInf != 0 || t.verb && t.cue&cAux != 0) && s.r.lx.verbLast && el.lemma >= 0 && s.r.lx.names[el.lemma][0] == 'v' {
			limit++ // "tot zinken te brengen", "in brand hebben gestoken"
			wide = max(wide, limit)
		}
		if el.class >= 0 {
			if t.class.has(el.class) && !t.verb {
				return k
			}
		} else if t.w != nil {
			for _, f := range t.w.forms {
				if f.lemma == el.lemma && (f.particle == "" || s.particle(k, f.particle)) {
					return k
				}
			}
		}
		if t.verb && t.cue&cAux == 0 && el.gap > 0 {
			return -1
		}
		if t.punct && t.low != "'" && t.low != "'s" && t.low != "," || t.cue&(cThat|cRel) != 0 && s.opens(k) != clMain {
			return -1
		}
	}
	return -1
}

// What meets a condition, beside the number of an argument.
const (
	byClause  = -1
	byNothing = -2 // that could be shown
)

// meets tests a condition; by is which argument of the hit meets it.
func (s *sentence) meets(h *hit, c cond) (ok bool, by int) {
	if c.slot&sAny != 0 {
		for i := range s.toks {
			t := &s.toks[i]
			if i >= h.tok && i <= h.last && !c.not {
				continue
			}
			if t.telling().meets(c.class) && !t.verb {
				return true, byNothing
			}
		}
		if c.kinds != 0 {
			for n := range s.nps {
				if k, _ := s.kinds(n + 1); k&c.kinds != 0 {
					return true, byNothing
				}
			}
		}
		if c.slot == sAny {
			return false, byNothing
		}
	}
	if c.kinds&kComplement != 0 && s.toldBehind(h.tok) {
		return true, byClause
	}
	if c.kinds&(kComplement|kInfinitive) != 0 {
		for i := h.last + 1; i < len(s.toks) && i < h.last+22; i++ {
			if k := s.opens(i); k == clThat && c.kinds&kComplement != 0 || k == clPurpose || !s.r.lx.marked && s.toks[i].verb && s.toks[i].tag&tInf != 0 && s.toks[i].tag&tFinite == 0 || s.toks[i].tag&tMarked != 0 || s.toks[i].cue&cInf != 0 && (s.r.lx.verbLast || s.at(i+1).tag&tInf != 0 || i == h.last+1 && s.unknown(i+1)) {
				return true, byClause
			}
			if i == h.last+1 && s.toks[i].verb && s.toks[i].tag&tIng != 0 {
				return true, byClause // "denied shelling"
			}
			if s.toks[i].verb && !s.r.lx.verbLast && s.toks[i].clause == h.clause {
				break
			}
		}
	}
	want := c.slot
	if h.passive && want&sSubj != 0 {
		want |= sAgent // whoever does it stands behind "by"
	}
	for k := range h.args {
		a := &h.args[k]
		if a.slot&want == 0 {
			continue
		}
		if a.np == 0 {
			if len(a.given) > 0 && c.kinds&(kActor|kName|kHuman|kAnyone) != 0 && (a.given[0].Code != "" || c.kinds&(kHuman|kAnyone) != 0) {
				return true, byNothing
			}
			continue
		}
		kinds, cl := s.kindsWhole(a.np)
		if kinds&c.kinds != 0 || cl.meets(c.class) {
			return true, k
		}
	}
	return false, byNothing
}

// untold reports whether nothing is known of what fills a condition's slot, because nothing does or words of no class that name nobody and no
// place.
func (s *sentence) untold(h *hit, c cond) bool {
	if c.slot&sAny != 0 || c.kinds&(kComplement|kInfinitive) != 0 && c.class == nil {
		return false
	}
	want := c.slot
	if h.passive && want&sSubj != 0 {
		want |= sAgent
	}
	for _, a := range h.args {
		if a.slot&want == 0 || a.np == 0 {
			continue
		}
		p := &s.nps[a.np-1]
		if k, _ := s.kindsOf(p); k&^(kAnyone|kCount) != 0 || s.toks[p.head].nominal {
			return false
		}
	}
	return true
}

// kindsWhole is kinds of a phrase, the ones coordinated with it, and what hangs on it by "of".
func (s *sentence) kindsWhole(np int) (kind, classes) {
	k, c := s.kinds(np)
	for n := np + 1; n <= len(s.nps) && n <= np+8; n++ {
		p := &s.nps[n-1]
		if p.of == n-1 || p.after {
			k2, c2 := s.kinds(n)
			if p.of > 0 && k&(kHuman|kCount) == 0 {
				k2 &^= kHuman
			}
			if p.of > 0 {
				k2 &^= kCount | kMoney | kQuantity | kEvent
			}
			k |= k2
			c.add(&c2)
			continue
		}
		break
	}
	return k, c
}

// code runs all steps on a sentence.
func (s *sentence) analyse() {
	s.resolve()
	s.split()
	s.separable()
	s.phrases()
	s.subjects()
	s.affiliate()
	s.triggers()
	s.govern()
}
