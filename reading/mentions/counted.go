package mentions

import (
	"strings"

	"factum/gazetteer"
)

// counts reports whether a number can count something at all: a label ("article 5", "Leopard 2"), an ordinal ("7. Mai", "93-я") and a part of
// a code ("T-72") cannot.
func (p *part) counts(h hedged) bool {
	if !h.digits {
		return true
	}
	n := h.number
	if j := n.to; j < len(p.toks) && p.toks[j].Space == 0 && !n.scaled {
		if p.mark(j, '-') || p.mark(j, '‑') {
			if j+1 < len(p.toks) && p.toks[j+1].Space == 0 && p.toks[j+1].Kind == gazetteer.Word {
				return false
			}
		}
		if p.mark(j, '.') && j+1 < len(p.toks) && p.toks[j+1].Space == 1 && p.sentence[j] == p.sentence[j+1] && !n.decimals {
			return false
		}
		if p.mark(j, ':') && j+1 < len(p.toks) && p.toks[j+1].Space == 0 || p.mark(j, '°') || p.mark(j, '/') {
			return false
		}
	}
	if h.from < n.from || n.from == 0 {
		return true
	}
	before := n.from - 1
	label := n.from
	if p.mark(before, '.') { // "Nr. 214"
		label = before
	}
	if _, ok := p.countWords.ending(label, "label"); ok {
		return false
	}
	if p.toks[n.from].Space == 0 && p.toks[before].Kind == gazetteer.Mark && containsRune("-‑/:.,°№#", p.toks[before].Letter) {
		return false
	}
	if p.mark(before, '№') || p.mark(before, '#') || p.mark(before, '°') {
		return false
	}
	if before > 0 && p.toks[n.from].Space == 1 && p.capital(before) && p.toks[before].Space == 1 && p.toks[before-1].Kind == gazetteer.Number {
		return false // "14 Leopard 2"
	}
	if p.toks[n.from].Space == 1 && p.capital(before) && !p.first(before) && !p.doc.nounsCapital() {
		if m := p.nameAt(before); (m == nil || m.place == nil && len(m.senses) == 0) && !p.timeWords.is(before, "weekday", "month", "daypart", "day") && !p.countWords.is(before, "verb") {
			return false // "Leopard 2"
		}
	}
	return true
}

// thing finds the noun that a number counts, of whatever kind: behind "of" and two adjectives at most, a word that is none of those a sentence is
// built with. It returns the noun in small letters, "" for none.
func (p *part) thing(h hedged) string {
	j, end := h.to, min(p.sentenceEnd(h.number.from), h.to+5)
	if j < end && p.mark(j, '.') && p.toks[j].Space == 0 && h.scaled { // "5 тыс. ракет"
		j++
	}
	if h.vague && p.apostrophe(j) {
		j++
	}
	if w, ok := p.guards.get(j, "of"); ok && (h.vague || h.scaled) {
		j = w.to
	}
	if w, ok := p.countWords.get(j, "partof"); ok && !h.vague { // "two of the three bridges"
		k := w.to
		for p.guards.is(k, "definite") || p.timeWords.is(k, "article") {
			k++
		}
		if n, ok := p.number(k); ok && n.to < len(p.toks) {
			j, end = n.to, min(p.sentenceEnd(h.number.from), n.to+4)
		} else if k < len(p.toks) && p.toks[k].Kind == gazetteer.Word && !p.countWords.is(k, "stop") {
			j, end = k, min(p.sentenceEnd(h.number.from), k+4)
		}
	}
	if j < end && p.toks[j].Letter == 'd' && p.toks[j].End-p.toks[j].Start == 1 && (p.mark(j+1, '\'') || p.mark(j+1, '’')) {
		j += 2
	}
	for k := 0; j < end && k < 4; k++ {
		t := p.toks[j]
		if k == 0 && p.countWords.is(j, "verb") {
			return "" // "14 затримали"
		}
		if t.Kind != gazetteer.Word || t.Space == 3 || p.countWords.is(j, "stop", "measure", "percent", "money", "including") ||
			p.guards.is(j, "and", "pronoun", "definite") || p.cueWords.is(j, "say", "according") || p.numWords.is(j, "unit", "scale", "vague", "to") ||
			p.timeWords.is(j, "unit", "weekday", "month", "age", "yearnoun", "clock") {
			return ""
		}
		if p.doc.nounsCapital() {
			if t.Case != gazetteer.Lower {
				return gazetteer.Fold(p.tok(j))
			}
			if !p.adjectival(j) {
				return ""
			}
			j++
			continue
		}
		n := p.nameAt(j)
		switch {
		case n != nil && n.sense(gazetteer.Adjective) != nil && n.from == j && k < 3:
			if j = n.to; j < end && p.toks[j].Kind == gazetteer.Word && p.toks[j].Space == 1 && !p.countWords.is(j, "stop") {
				continue
			}
			return ""
		case p.countWords.is(j, "adj"):
			j++
			continue
		case t.Case == gazetteer.Lower:
			if t.End-t.Start < 3 {
				return ""
			}
			return gazetteer.Fold(p.tok(j))
		case t.Case == gazetteer.Title && (n == nil || n.place == nil && len(n.senses) == 0): // "two Sukhois", "12 Leopard tanks"
			if j+1 < end && p.toks[j+1].Kind == gazetteer.Word && p.toks[j+1].Case == gazetteer.Lower && !p.countWords.is(j+1, "stop") {
				j++
				continue
			}
			return gazetteer.Fold(p.tok(j))
		case n != nil && n.from == j && n.sense(gazetteer.Organisation) != nil && n.sense(gazetteer.Organisation).Role == "member states":
			return gazetteer.Fold(p.tok(j))
		case n != nil && n.sense(gazetteer.Organisation) != nil && n.from == j: // "30 NATO members"
			j = n.to
			if p.mark(j, '-') && j < end && p.toks[j].Space == 0 {
				j++
			}
			continue
		}
		return ""
	}
	return ""
}

// aged reports a bare number that is somebody's age: "a boy of 14", "men between 18 and 60", "aged 7".
func (p *part) aged(h hedged) bool {
	if h.hi == nil || *h.hi > 110 || h.vague {
		return false
	}
	if j := h.from - 2; h.digits && j >= 0 && p.guards.is(j+1, "of") && p.countWords.is(j, "person") && j > 0 && p.numWords.is(j-1, "article") && !p.personSoon(h.to-1) {
		return true // "a woman of 63 and a boy of 14 were heard"
	}
	if !p.closes(h.to) && !p.countWords.is(h.to, "stop") {
		return false
	}
	if w, ok := p.timeWords.ending(h.from, "agepre"); ok && w.value != "person" {
		return true
	}
	j := h.from - 1
	if p.guards.is(j, "of") {
		j--
	} else if h.from == h.number.from || h.to == h.number.to {
		return false
	}
	return j >= 0 && (p.countWords.is(j, "person") || p.personGroup(j)) && !p.countWords.is(j, "collective")
}

// adjectival reports a word with an ending of adjectives where nouns have capitals ("gepanzerte", "weiteren").
func (p *part) adjectival(j int) bool {
	w := p.tok(j)
	for _, e := range []string{"e", "en", "er", "es", "em"} {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}
