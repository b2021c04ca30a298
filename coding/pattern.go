package coding

// The further words of an entry, found around its first.

import (
	"slices"
	"strings"
)

// element is a further word of an entry: one of the lemma's forms, a class, or a gap.
type element struct {
	lemma int32 // -1 none
	class int   // -1 none
	gap   int   // words that may stand before it
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
	if !s.lx.free || len(els) == 0 {
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
	if el.gap > 0 && s.lx.verbLast {
		wide += 8 // what closes the frame stands at the end of the clause
	}
	for k := j; k < len(s.toks) && k <= wide; k++ {
		t := &s.toks[k]
		if k > limit && t.clause != clause {
			return -1
		}
		if k == limit && (t.cue&cInf != 0 || t.verb && t.cue&cAux != 0) && s.lx.verbLast && el.lemma >= 0 && s.lx.names[el.lemma][0] == 'v' {
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

// wordOf reports whether the word at i is one of a pattern's, not one that its gaps leave room for.
func (s *sentence) wordOf(i int, els []element) bool {
	t := &s.toks[i]
	return s.among(i, els) || t.w != nil && slices.ContainsFunc(els, func(el element) bool { return el.class >= 0 && t.class.has(el.class) })
}

// among reports whether the word at i is one that the pattern names by itself.
func (s *sentence) among(i int, els []element) bool {
	w := s.toks[i].w
	if w == nil {
		return false
	}
	for _, f := range w.forms {
		for _, el := range els {
			if el.lemma == f.lemma {
				return true
			}
		}
	}
	return false
}

// holds reports whether a word of the pattern stands in the phrase.
func (s *sentence) holds(p *phrase, els []element) bool {
	for i := p.start; i < p.end; i++ {
		if s.among(i, els) {
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
			c := s.lx.verbCue[f.lemma]
			if (c != 0 || len(s.lx.patterns[f.lemma]) > 0) && s.particle(i, f.particle) {
				_, base, _ := strings.Cut(s.lx.names[f.lemma], "|")
				t.cue = t.cue&^(s.lx.usesOf(base)&^cVerb)&^(cMust|cCould) | c // "vindt … plaats" is no "vindt", "dient … in" no duty
				for j := i + 1; j < len(s.toks) && j < i+40; j++ {
					if s.toks[j].low == f.particle && s.toks[j].clause == t.clause {
						s.toks[j].part = true
					}
				}
			}
		}
	}
}

// withReflexive reports whether the verb at i has a reflexive: before it, its helping verbs between them, or anywhere in the clause where
// the order is not fixed; Romance infinitives have it behind.
func (s *sentence) withReflexive(i int) bool {
	if t := &s.toks[i]; t.tag&(tInf|tIng) != 0 && t.tag&tFinite == 0 {
		for _, r := range s.lx.reflexives {
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
		if s.lx.verbLast || s.lx.free || j == i+1 {
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
