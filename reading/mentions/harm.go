package mentions

import "factum/gazetteer"

// split finds a verb of harm in two halves about a number and its noun: "nahm 17 Demonstranten fest", "pakte acht mannen op".
func (p *part) split(h hedged, noun, end int) string {
	if k := p.splitBehind(noun, end); k != "" {
		return k
	}
	for j := h.from - 1; j >= max(p.sentenceStart(h.from), h.from-8); j-- {
		if p.toks[j].Kind != gazetteer.Word {
			return ""
		}
		for _, w := range p.countWords.all[p.countWords.at[j]:p.countWords.at[j+1]] {
			if w.class != "first" {
				continue
			}
			for k := noun + 1; k < min(end, noun+10); k++ {
				if p.toks[k].Kind == gazetteer.Mark {
					break
				}
				if l, ok := p.lastHalf(k, w.value); ok && (l.to >= end || p.toks[l.to].Kind == gazetteer.Mark || l.to > k+1 || p.closes(l.to)) {
					return w.value
				}
			}
		}
	}
	return ""
}

// splitBehind finds a verb of harm in two halves behind the noun of those it befell: "twaalf mensen kwamen bij de brand om", "Hunderte saßen am Bahnhof
// fest". noun is the noun's token.
func (p *part) splitBehind(noun, end int) string {
	for j := noun + 1; j < min(end, noun+4); j++ {
		w, ok := p.countWords.get(j, "own")
		if !ok {
			continue
		}
		for k := w.to; k < min(end, w.to+9) && p.toks[k].Kind == gazetteer.Word; k++ {
			if l, ok := p.lastHalf(k, w.value); ok && (l.to >= end || p.closes(l.to)) {
				return w.value
			}
		}
	}
	return ""
}

// lastHalf returns the longest second half at token k of verbs that say one thing.
func (p *part) lastHalf(k int, value string) (match, bool) {
	for _, l := range p.countWords.all[p.countWords.at[k]:p.countWords.at[k+1]] {
		if l.class == "last" && l.value == value {
			return l, true
		}
	}
	return match{}, false
}

// joined reports a verb at token j that "and" joins to what stands before.
func (p *part) joined(j int) bool {
	for k := j - 1; k >= max(0, j-2); k-- {
		if p.guards.is(k, "and") || p.mark(k, ',') {
			return true
		}
	}
	return false
}

// hasNumber reports a number within n tokens from token i.
func (p *part) hasNumber(i, n int) bool {
	for j := i; j < min(len(p.toks), i+n); j++ {
		if p.toks[j].Kind == gazetteer.Mark {
			return false
		}
		if _, ok := p.number(j); ok && !p.timeWords.is(j, "article") {
			return true
		}
	}
	return false
}

// ledByIncluding reports a number of some of those counted before: "including five", "darunter die vier".
func (p *part) ledByIncluding(h hedged) bool {
	_, ok := p.includingBefore(h.from)
	return ok
}

// includingBefore returns the word of "including" before token i, an article between passed over.
func (p *part) includingBefore(i int) (match, bool) {
	if w, ok := p.countWords.ending(i, "including"); ok {
		return w, true
	}
	if i > 0 && (p.guards.is(i-1, "definite") || p.timeWords.is(i-1, "article")) {
		return p.countWords.ending(i-1, "including")
	}
	return match{}, false
}

// among says what kind and unit a number has that is part of one before it: "including five children", "three of them seriously", "of which 11".
func (p *part) among(h hedged) (kind, unit string) {
	n := len(p.quantities)
	if n == 0 {
		return "", ""
	}
	q := &p.quantities[n-1]
	at := h.from
	if w, ok := p.includingBefore(h.from); ok {
		at = w.from
	} else if w, ok := p.countWords.get(h.to, "including"); !ok || w.to == h.to {
		return "", ""
	}
	if last := p.tokenAt(q.Span.End - 1); q.Kind == "money" || last < at-20 || p.sentence[last] != p.sentence[h.from] {
		return "", ""
	}
	p.part = n
	return q.Kind, q.Unit
}

// inherits says what befell those whom a number joins to the ones counted right before: "12 died in Turkey and another 3 in Syria", "21 dead, and
// eight more", "20 dead: 19 gendarmes and a civilian".
func (p *part) inherits(h hedged, person bool) string {
	n := len(p.quantities)
	if n == 0 || h.from == 0 || p.article(h) && !person {
		return ""
	}
	q := &p.quantities[n-1]
	last, j := p.tokenAt(q.Span.End-1), h.from-1
	if kind := p.contrasted(h, j); kind != "" {
		return kind
	}
	if q.Unit != "person" || q.Kind == "count" {
		return ""
	}
	if p.sentence[last] != p.sentence[h.from] || j-last > 12 {
		return ""
	}
	colon := p.mark(j, ':')
	if !colon && !p.mark(j, ',') && !p.mark(j, ';') && !p.guards.is(j, "and") {
		return ""
	}
	switch {
	case colon, p.part == n:
		if p.part = n + 1; p.itemBehind(h.to) == "" {
			return q.Kind
		}
	case person && p.guards.is(j, "and") && j-last <= 3: // "wounded 50 civilians and 39 policemen"
		return q.Kind
	case p.countWords.is(h.to, "others"), !person && p.closes(h.to) && p.thing(h) == "":
		return q.Kind
	}
	return ""
}

// dropNouns takes words of harm that are written as nouns where nouns have capitals: "beim Verlassen des Dorfes" is no flight.
func (p *part) dropNouns() {
	for k := range p.countWords.all {
		if w := &p.countWords.all[k]; w.class == "verb" && w.needs == gazetteer.Lower && p.capital(w.from) && !p.first(w.from) {
			w.word = &word{}
		}
	}
}

// toll says what befell a bare number that a sentence gives as the number of those: "the death toll rose to 57", "die Zahl der Verletzten stieg auf 20".
func (p *part) toll(h hedged) string {
	if h.to < len(p.toks) && p.toks[h.to].Kind == gazetteer.Word && p.thing(h) != "" {
		return ""
	}
	passed := false
	for j := h.from - 1; j >= max(p.sentenceStart(h.from), h.from-24); j-- {
		if passed = passed || p.toks[j].Kind == gazetteer.Number; passed && p.toks[j].Kind == gazetteer.Mark {
			return ""
		}
		if w, ok := p.countWords.get(j, "toll"); ok {
			return w.value
		}
		if w, ok := p.countWords.get(j, "numberof"); ok {
			for k := w.to; k < min(h.from, w.to+4); k++ {
				if v, ok := p.countWords.get(k, "noun"); ok {
					return v.value
				}
				if v, ok := p.countWords.get(k, "verb"); ok {
					return v.value
				}
			}
		}
	}
	return ""
}

// contrasted says what befell the people of a bare number that another place or source gives beside the one told before: "1,300 were detained in 38
// cities. In Moscow – 509", "two hundred were killed, Moscow speaks of 63". j is the token before it.
func (p *part) contrasted(h hedged, j int) string {
	if h.lo < 2 || !p.closes(h.to) || p.thing(h) != "" {
		return ""
	}
	dash := p.mark(j, '–') || p.mark(j, '—')
	kind := ""
	for k := len(p.quantities) - 1; k >= max(0, len(p.quantities)-2) && kind == ""; k-- {
		q := &p.quantities[k]
		last := p.tokenAt(q.Span.End - 1)
		switch apart := p.sentence[h.from] - p.sentence[last]; {
		case q.Unit != "person" || q.Kind == "count":
		case dash && apart <= 1 && j-last <= 16, apart == 0 && j-last <= 14:
			kind = q.Kind
		}
	}
	if kind == "" || dash {
		return kind
	}
	for k := j; k > max(p.sentenceStart(h.from), j-7); k-- {
		switch {
		case p.toks[k].Kind == gazetteer.Number || p.countWords.is(k, "person", "noun", "verb"):
			return ""
		case p.mark(k, ',') || p.mark(k, ';'):
			if p.nameAt(k+1) != nil && k < j-1 {
				return kind
			}
			return ""
		}
	}
	return ""
}

// changed reports a verb of growing or falling within three words before token i: the number behind "to" is what was reached.
func (p *part) changed(i int) bool {
	for j := i - 1; j >= max(p.sentenceStart(i), i-3); j-- {
		if p.toks[j].Kind != gazetteer.Word {
			return false
		}
		if p.countWords.is(j, "changed") {
			return true
		}
	}
	return false
}

// does reports a verb of harm that has its own number behind it, so that what stands before it does the harm: "two gunmen killed five people".
func (p *part) does(w match) bool {
	h, ok := p.hedged(w.to)
	return ok && !p.article(h) && !p.timeWords.is(h.to, "unit", "month") && !(h.digits && h.to < len(p.toks) && p.mark(h.to, '.'))
}

// article reports a one that is the article rather than a numeral. An accent makes it a numeral ("één").
func (p *part) article(h hedged) bool {
	return !h.digits && h.min == 1 && h.max == 1 && p.numWords.is(h.number.from, "article") && !containsRune(p.tok(h.number.from), 'é')
}

// bareCount reports a number that counts people or votes though no noun stands behind it: "tens of thousands marched", "a crew of 510",
// "by 93 votes to 24".
func (p *part) bareCount(h hedged) bool {
	if h.vague && h.min >= 20 && h.min != h.max {
		return h.to >= len(p.toks) || !p.countWords.is(h.to, "measure", "percent") && !p.timeWords.is(h.to, "unit")
	}
	if _, ok := p.countWords.ending(h.from, "collective"); ok {
		return h.to >= len(p.toks) || p.toks[h.to].Kind == gazetteer.Mark || p.countWords.is(h.to, "stop")
	}
	if h.number.from == 0 || h.lo < 2 || h.to < len(p.toks) && p.toks[h.to].Kind == gazetteer.Word && !p.countWords.is(h.to, "stop") {
		return false
	}
	for j := p.sentenceStart(h.from); j < p.sentenceEnd(h.from); j++ {
		if p.countWords.is(j, "votes") {
			return true
		}
	}
	return false
}

func (p *part) apostrophe(i int) bool { return p.mark(i, '\'') || p.mark(i, '’') }
