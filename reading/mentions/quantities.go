package mentions

import (
	"strconv"
	"strings"

	"factum"
	"factum/gazetteer"
)

// hedged is a number with the words that bound it: tokens [from,to).
type hedged struct {
	number
	from, to int
	lo       int64
	hi       *int64
}

// findQuantities finds numbers of people, things and money that are no times.
func (d *document) findQuantities() {
	for _, p := range d.parts {
		p.countWords = d.room.find(in(casualtyWords(), d.lang), p.toks)
		if d.nounsCapital() {
			p.dropNouns()
		}
		t := 0
		for i := 0; i < len(p.toks); {
			for t < len(p.times) && p.times[t].to <= i {
				t++
			}
			if t < len(p.times) && p.times[t].from <= i {
				if p.times[t].kind != "DATE" || p.times[t].value != "" && p.times[t].ref == "" {
					i = p.times[t].to
					continue
				}
			}
			h, ok := p.hedged(i)
			if ok && t < len(p.times) && p.times[t].from > i && p.times[t].from <= h.number.from && p.times[t].ref == "" {
				ok = false // "between the 3rd and the 5th of May"
			}
			if !ok {
				i++
				continue
			}
			if q, end, ok := p.quantity(h); ok {
				p.quantities = append(p.quantities, q)
				i = max(end, h.to)
				continue
			}
			i = max(h.to, i+1)
		}
	}
}

// hedged reads a number with its hedges: "at least forty", "between 30 and 40", "30 tot 40", "dozens".
func (p *part) hedged(i int) (hedged, bool) {
	start, class := i, ""
	if p.topical(i) {
		return hedged{}, false // the number is read without it
	}
	for _, c := range []string{"between", "least", "over", "most", "under", "nearly", "about"} {
		if !p.numWords.any(i) {
			break
		}
		if w, ok := p.numWords.get(i, c); ok && (w.to < len(p.toks)) {
			if p.apostrophe(w.to) { // "plus d'une vingtaine"
				w.to++
			}
			if c == "between" && p.guards.is(w.to, "definite") { // "between the 30 and 40"
				w.to++
			}
			if _, isNum := p.number(w.to); isNum || p.symbolAt(w.to) != "" {
				start, class = w.to, c
				break
			}
			// Two hedges: "naar schatting minstens"
			for _, c2 := range []string{"least", "over", "most", "about"} {
				if w2, ok := p.numWords.get(w.to, c2); ok {
					if _, isNum := p.number(w2.to); isNum {
						start, class = w2.to, c2
					}
				}
			}
			if class != "" {
				break
			}
		}
	}
	if p.symbolAt(start) != "" {
		start += p.symbolWidth(start)
	}
	n, ok := p.number(start)
	if !ok || n.decimals && !n.scaled && !p.countWords.is(n.to, "money") {
		return hedged{}, false
	}
	if w, ok := p.numWords.get(start, "single"); ok && class != "" { // "близько тисячі"
		v, _ := strconv.ParseInt(w.value, 10, 64)
		n = number{from: start, to: w.to, min: v, max: v}
	}
	h := hedged{number: n, from: i, to: n.to, lo: n.min}
	hi := n.max
	h.hi = &hi
	if n.vague && n.min != n.max {
		h.hi = nil
	}
	if m, ok := p.suspended(n); ok {
		f := int64(100)
		for ; m.max%(f*10) == 0 && n.min*f*10 < m.max; f *= 10 {
		}
		top := m.max
		h.lo, h.hi, h.to = n.min*f, &top, m.to
		return h, true
	}
	if w, ok := p.rangeWord(n.to, class == "between"); ok {
		if class == "between" && (p.guards.is(w, "definite") || p.timeWords.is(w, "article")) && !p.numWords.is(w, "unit") {
			w++
		}
		if p.symbolAt(w) != "" {
			w += p.symbolWidth(w)
		}
		if m, ok := p.topNumber(w); ok && m.max > n.min && !(m.decimals && !m.scaled) && (class == "between" || m.digits == n.digits) {
			lo := n.min
			if m.scaled && !n.scaled && n.min < 1000 && n.min*factor(m) < m.max { // "2 to 3 million", but "800 to 2 thousand"
				lo = n.min * factor(m)
			} else if s := p.lastScale(m); m.scaled && !n.scaled && n.digits && n.min < m.max/s { // "3.000 y 5.000 millones"
				lo = n.min * s
			}
			top := m.max
			h.lo, h.hi, h.to, h.scaled = lo, &top, m.to, h.scaled || m.scaled
			return h, true
		}
	}
	switch class {
	case "between":
		h.from = start // no second number: the word belongs to something else
	case "least", "over":
		h.hi = nil
	case "most":
		h.lo = 0
	case "under": // "fewer than fifty": no least
		if n.vague {
			h.hi = nil
		}
		h.lo = 0
	}
	if w, ok := p.numWords.get(h.to, "ormore"); ok && class == "" {
		h.hi, h.to = nil, w.to
	} else if w, ok := p.numWords.get(h.to, "orless"); ok && class == "" {
		h.lo, h.to = 0, w.to
	}
	return h, true
}

// topNumber reads the upper end of a range: "от восьмисот до тысячи" ends at a thousand, whatever "тысячи" alone is.
func (p *part) topNumber(i int) (number, bool) {
	n, ok := p.number(i)
	if w, is := p.numWords.get(i, "single"); is && ok && n.vague && w.to == n.to {
		v, _ := strconv.ParseInt(w.value, 10, 64)
		n.min, n.max, n.vague = v, v, false
	}
	return n, ok
}

// topical reports a word of "more than" at token i that says what is spoken of: "Verhandlungen über 50 Gefangene".
func (p *part) topical(i int) bool {
	if !p.numWords.is(i, "topical") {
		return false
	}
	for j := i - 1; j >= max(p.sentenceStart(i), i-6) && p.toks[j].Kind == gazetteer.Word; j-- {
		if p.numWords.is(j, "topic") {
			return true
		}
	}
	return false
}

// suspended reads the end of a range whose first half leaves out what both have: "twee- tot drieduizend", "20- bis 30.000".
func (p *part) suspended(n number) (number, bool) {
	if !p.mark(n.to, '-') || p.toks[n.to].Space != 0 || n.to+1 >= len(p.toks) || p.toks[n.to+1].Space == 0 {
		return number{}, false
	}
	w, ok := p.rangeWord(n.to+1, false)
	if !ok {
		return number{}, false
	}
	m, ok := p.number(w)
	return m, ok && m.max >= 200 && m.max%100 == 0 && n.max*100 < m.max && !m.decimals
}

func factor(n number) int64 {
	f := int64(1)
	for n.min >= f*1000 {
		f *= 1000
	}
	return f
}

// lastScale is the scale that ends a number: a million of "5.000 millones"; 1 for none.
func (p *part) lastScale(n number) int64 {
	w, ok := p.numWords.ending(n.to, "scale")
	if !ok {
		return 1
	}
	v, _ := strconv.ParseInt(w.value, 10, 64)
	return max(v, 1)
}

// rangeWord passes what parts a range of numbers.
func (p *part) rangeWord(i int, between bool) (int, bool) {
	if i >= len(p.toks) || p.toks[i].Space == 3 {
		return i, false
	}
	if p.mark(i, '-') || p.mark(i, '–') {
		return i + 1, i+1 < len(p.toks) && p.toks[i+1].Kind == gazetteer.Number
	}
	if between {
		if w, ok := p.numWords.get(i, "and"); ok {
			return w.to, true
		}
	}
	if w, ok := p.numWords.get(i, "to"); ok {
		return w.to, true
	}
	return i, false
}

// symbolAt returns the currency of a symbol at token i ("$", "US$", "EUR"), "" for none.
func (p *part) symbolAt(i int) string {
	if i >= len(p.toks) {
		return ""
	}
	switch p.toks[i].Letter {
	case '$':
		return "USD"
	case '€':
		return "EUR"
	case '£':
		return "GBP"
	case '₴':
		return "UAH"
	case '₽':
		return "RUB"
	case '¥':
		return "JPY"
	case '₹':
		return "INR"
	}
	if p.toks[i].Case != gazetteer.Upper {
		return ""
	}
	if w, ok := p.countWords.get(i, "symbol"); ok {
		return w.value
	}
	if i+1 < len(p.toks) && p.toks[i+1].Letter == '$' && p.toks[i+1].Space == 0 {
		switch p.tok(i) {
		case "US":
			return "USD"
		case "CA":
			return "CAD"
		case "AU":
			return "AUD"
		}
	}
	return ""
}

func (p *part) symbolWidth(i int) int {
	if p.toks[i].Kind == gazetteer.Word && i+1 < len(p.toks) && p.toks[i+1].Letter == '$' {
		return 2
	}
	return 1
}

// quantity says what a number counts: money, people in some state, people or things counted. Bare numbers are none.
func (p *part) quantity(h hedged) (factum.QuantityMention, int, bool) {
	q := factum.QuantityMention{Part: p.name}
	q.Min, q.Max = h.lo, h.hi
	put := func(kind, unit string, end int) (factum.QuantityMention, int, bool) {
		q.Kind, q.Unit = kind, unit
		q.Span = p.span(h.from, end)
		q.Text = p.words(q.Span)
		return q, end, true
	}
	if c, end := p.currency(h); c != "" {
		return put("money", c, end)
	}
	if w, ok := p.countWords.get(h.to, "sum"); ok && !h.digits && h.hi != nil && *h.hi < 10 && (p.closes(w.to) || p.countWords.is(w.to, "stop", "giving")) { // "vijf ton"
		by, unit, _ := strings.Cut(w.value, " ")
		f, _ := strconv.ParseInt(by, 10, 64)
		top := *h.hi * f
		q.Min, q.Max = h.lo*f, &top
		return put("money", unit, w.to)
	}
	if h.to < len(p.toks) && (p.mark(h.to, '%') || p.countWords.is(h.to, "percent")) {
		return q, 0, false
	}
	if h.decimals && !h.scaled || h.number.digits && h.to < len(p.toks) && p.toks[h.to].Space == 0 && p.toks[h.to].Kind == gazetteer.Word && !h.scaled {
		return q, 0, false
	}
	if h.lo == 0 && h.hi != nil && h.from < h.number.from && p.changed(h.from) {
		q.Min, h.from, h.lo = *h.hi, h.number.from, *h.hi // "rose to 57": no bound
	}
	if c := p.impliedMoney(h); c != "" {
		return put("money", c, h.to)
	}
	if h.hi != nil && *h.hi == 0 || !p.counts(h) || p.aged(h) {
		return q, 0, false // "no soldier", "article 5"
	}
	if u, ok := p.timeWords.get(h.to, "unit"); ok && u.value != "M" && p.timeWords.is(u.from, "plural") {
		return q, 0, false // an age, or a time that counts nothing
	}
	end := p.sentenceEnd(h.number.from)
	if p.ledByIncluding(h) {
		for j := h.to; j < end; j++ {
			if p.mark(j, ',') || p.mark(j, ';') {
				end = j
			}
		}
	}
	kind, person := p.befell(h, end)
	if kind == "" {
		switch k, unit := p.among(h); {
		case unit == "person" && k != "count":
			kind, person = k, true
		case unit != "" && !person && p.thing(h) == "":
			return put(k, unit, h.to)
		}
	}
	if kind == "" && !person {
		if kind = p.toll(h); kind != "" && h.lo == 0 && h.hi != nil {
			q.Min, h.from = *h.hi, h.number.from // "rose to 57": no bound
		}
	}
	if kind == "" {
		kind = p.inherits(h, person)
	}
	switch {
	case kind != "":
		return put(kind, "person", h.to)
	case h.lo <= 1 && h.hi != nil && *h.hi <= 1 && (p.article(h) || p.countWords.is(h.to, "partof")): // "one of the"
		return q, 0, false
	case person:
		return put("count", "person", h.to)
	}
	if code := p.itemBehind(h.to); code != "" {
		return put("count", code, h.to)
	}
	if noun := p.thing(h); noun != "" && !(h.vague && h.min == 2) {
		return put("count", noun, h.to)
	}
	if p.bareCount(h) {
		return put("count", "person", h.to)
	}
	if unit := p.sameThings(h); unit != "" {
		return put("count", unit, h.to)
	}
	return q, 0, false
}

// sameThings is what a bare number counts more of, told right before in the sentence: "31 tanks, Germany another fourteen", "США – 31 танк, Польша – 60".
func (p *part) sameThings(h hedged) string {
	n, j := len(p.quantities), h.from-1
	if n == 0 || j < 0 || p.article(h) || !p.closes(h.to) {
		return ""
	}
	q := &p.quantities[n-1]
	last := p.tokenAt(q.Span.End - 1)
	if q.Kind != "count" || q.Unit == "person" || p.sentence[last] != p.sentence[h.from] || j-last > 8 {
		return ""
	}
	if _, others := p.countWords.ending(h.from, "others"); others || p.mark(j, '–') || p.mark(j, '—') || h.from < h.number.from {
		return q.Unit
	}
	return ""
}

// befell says what befell the people a number counts, "" for nothing said, and whether it counts people at all. Words behind token end are not asked.
func (p *part) befell(h hedged, end int) (kind string, person bool) {
	i := h.to
	if i < len(p.toks) && p.mark(i, '.') && p.toks[i].Space == 0 && h.scaled {
		i++
	}
	if h.vague && p.apostrophe(i) { // "une trentaine d'autres"
		i++
	} else if h.scaled && p.apostrophe(i+1) && p.guards.is(i, "of") { // "deux millions d'Ukrainiens"
		i += 2
	}
	// Right behind the number, a few words off: "40 dead", "40 people", "veertig Oekraïense soldaten".
	noun, base := -1, ""
	for j := i; j < min(end, i+4); j++ {
		if p.toks[j].Kind == gazetteer.Mark && !(p.mark(j, '-') && p.toks[j].Space == 0) || p.countWords.is(j, "clause") {
			break
		}
		if p.toks[j].Kind == gazetteer.Number {
			break
		}
		if w, ok := p.countWords.get(j, "noun"); ok {
			if !alterable(w.value) {
				return w.value, true
			}
			noun, base = j, w.value
			break
		}
		if p.countWords.is(j, "person") || p.personGroup(j) {
			noun = j
			break
		}
		if p.countWords.is(j, "verb") && j > i || p.leadsOff(j) {
			break
		}
	}
	if noun < 0 {
		return p.befellBare(h, i, end), false
	}
	if kind = p.befellPeople(h, i, noun, end); base != "" && !alters(kind, base) {
		kind = base
	}
	return kind, true
}

// leadsOff reports a word at token j that begins something else than the noun a number counts: "40 buses with refugees".
func (p *part) leadsOff(j int) bool {
	return p.countWords.is(j, "stop") && !p.countWords.is(j, "others", "adj", "partof", "verb") && !p.guards.is(j, "of", "definite", "pronoun") && !p.timeWords.is(j, "article")
}

// alterable reports a noun of people in a state that may be told to have come to worse: refugees drown, prisoners are shot.
func alterable(kind string) bool { return kind == "displaced" || kind == "detained" }

// alters reports whether what a verb says befell people is told rather than the state that their noun says.
func alters(kind, base string) bool {
	return kind == "killed" || kind == "wounded" || base == "displaced" && (kind == "missing" || kind == "detained")
}

// befellBare finds what befell those whom a number counts without a word for people at token i behind it.
func (p *part) befellBare(h hedged, i, end int) string {
	if p.article(h) || i < end && p.countWords.is(i, "measure") {
		return ""
	}
	if k := p.split(h, h.to-1, end); k != "" {
		return k
	}
	if k := p.listedUnder(h); k != "" {
		return k
	}
	// The verb beside the bare number: "killed 40", "40 were killed"; beside one and a word that may be for people: "killed 40 shoppers".
	near, ahead, thing := 10, 8, p.thing(h) != ""
	switch {
	case thing && p.itemBehind(i) != "":
		return ""
	case thing:
		near, ahead = 1, 10
	case i < end && !p.closes(i):
		near = 2
	}
	if w, ok := p.verbBefore(h.from, near); ok && !h.vagueArticle() {
		return w.value
	}
	for j := i; j < min(end, i+ahead); j++ {
		if p.toks[j].Kind != gazetteer.Word || p.guards.is(j, "and") || p.countWords.is(j, "clause") {
			return ""
		}
		if w, ok := p.countWords.get(j, "verb"); ok {
			if thing && (p.weak(w) || p.does(w) || j > i+3 && !p.closes(w.to)) {
				return ""
			}
			return w.value
		}
	}
	return ""
}

// listedUnder is what befell those whose number a list gives behind a word for them: "погибших: 12", "rannych – 30".
func (p *part) listedUnder(h hedged) string {
	at := h.from - 1
	if at < 1 || !p.mark(at, ':') && !p.mark(at, '–') && !p.mark(at, '—') {
		return ""
	}
	for _, c := range []string{"noun", "verb"} {
		if w, ok := p.countWords.ending(at, c); ok && p.sentence[w.from] == p.sentence[h.from] {
			return w.value
		}
	}
	return ""
}

// weak reports a verb that befalls things as well as people.
func (p *part) weak(w match) bool { return w.value == "affected" || w.value == "displaced" }

// closes reports whether a phrase is over before token i: the sentence ends there, a mark or a preposition stands there.
func (p *part) closes(i int) bool {
	return i >= len(p.toks) || p.toks[i].Kind == gazetteer.Mark || p.guards.is(i, "and", "loc") || p.countWords.is(i, "clause")
}

// befellPeople finds the verb that says what befell the people whose noun is token noun, i being the first token behind their number.
func (p *part) befellPeople(h hedged, i, noun, end int) string {
	for j := i; j < noun; j++ { // "15 verletzte Polizisten"
		if w, ok := p.countWords.get(j, "verb"); ok && !p.does(w) {
			return w.value
		}
	}
	// Bodies before the number: "the bodies of 280 residents", "тіла 280 жителів".
	for j := h.from - 1; j >= max(p.sentenceStart(h.from), h.from-3); j-- {
		if p.toks[j].Kind == gazetteer.Mark || p.toks[j].Kind == gazetteer.Number || p.guards.is(j, "and") {
			break
		}
		if w, ok := p.countWords.get(j, "noun"); ok && w.value == "killed" {
			return w.value
		}
	}
	if k := p.split(h, noun, end); k != "" {
		return k
	}
	// The verb nearest to the noun in the clause, behind it first.
	best, bestAt := "", 1<<30
	limit := min(end, noun+12)
scan:
	for j := noun; j < limit; j++ {
		if j > noun && (p.mark(j-1, ',') || p.guards.is(j-1, "and")) {
			if n, ok := p.number(j); ok && !p.numWords.is(j, "article") && !p.countWords.is(n.to, "measure") && !p.timeWords.is(n.to, "unit") && !(p.mark(j-1, ',') && p.countWords.is(n.to, "including")) {
				if p.guards.is(j-1, "and") && p.personSoon(n.to-1) { // "three attackers and one policeman died"
					j = n.to
					continue
				}
				break
			}
		}
		if n, ok := p.number(j + 1); p.mark(j, ',') && (p.countWords.is(j+1, "including") || ok && p.countWords.is(n.to, "including")) {
			for k := j + 2; k < min(end, j+14); k++ {
				if p.mark(k, ',') {
					j, limit = k, min(end, k+8)
					continue scan
				}
			}
			break
		}
		if to := p.agesAt(j); to > j && j > noun {
			j = to - 1 // "two brothers of 14 and 16 years drowned"
			continue
		}
		if p.toks[j].Kind == gazetteer.Mark && containsRune(";:.()", p.toks[j].Letter) || p.toks[j].Kind == gazetteer.Number && j > noun && !p.within(j) {
			break
		}
		if j > noun+1 && p.numWords.is(j, "unit") && !p.numWords.is(j, "and") && p.personSoon(j) {
			break
		}
		if w, ok := p.harmAt(j, noun); ok && !(j < noun+3 && p.does(w)) && !(j > noun && (p.guards.is(j-1, "definite") || p.timeWords.is(j-1, "article"))) {
			if best, bestAt = w.value, j-noun; p.joined(j) && p.hasNumber(w.to, 3) {
				bestAt = 8 // "killed 12 people and wounded 30"
			}
			break
		}
	}
	if w, ok := p.countWords.get(p.sentenceStart(h.from), "roll"); ok && best == "" { // "Among the dead are a girl and three men"
		return w.value
	}
	for j := h.from - 1; j >= max(p.sentenceStart(h.from), h.from-12); j-- {
		if (p.toks[j].Kind == gazetteer.Mark && containsRune(";:.(),", p.toks[j].Letter) || p.toks[j].Kind == gazetteer.Number) && !p.timed(j) {
			break
		}
		if w, ok := p.harmAt(j, noun); ok && w.to <= h.from && h.from-j < bestAt {
			return w.value
		}
	}
	return best
}

// agesAt returns the token behind years at token j, one number or two: "14 and 16 years"; j for none.
func (p *part) agesAt(j int) int {
	if p.toks[j].Kind != gazetteer.Number {
		return j
	}
	to := j + 1
	if to+1 < len(p.toks) && (p.numWords.is(to, "and", "to") || p.guards.is(to, "and") || p.mark(to, '-')) && p.toks[to+1].Kind == gazetteer.Number {
		to += 2
	}
	if u, ok := p.timeWords.get(to, "unit"); ok && u.value == "Y" {
		return u.to
	}
	return j
}

// within reports a number at token j of those whom the ones counted before belong to: "154 were among the 298 people killed".
func (p *part) within(j int) bool {
	_, ok := p.countWords.ending(j, "within")
	return ok
}

// harmAt finds at token j a word of what befell people, whose noun stands at token noun. Words of "loss" say so of people only ("lost 40 men"),
// words that say so of civilians only ("arrived") don't of soldiers and police.
func (p *part) harmAt(j, noun int) (match, bool) {
	if w, ok := p.countWords.get(j, "verb"); ok {
		return w, true
	}
	if w, ok := p.countWords.get(j, "loss"); ok {
		return w, true
	}
	w, ok := p.countWords.get(j, "verbperson")
	if !ok {
		return match{}, false
	}
	n := p.nameAt(noun)
	return w, n == nil || n.sense(gazetteer.Body, gazetteer.Office) == nil
}

func (h *hedged) vagueArticle() bool { return h.lo <= 1 && !h.digits }

// verbBefore finds a word of harm that ends at most n words before token i.
func (p *part) verbBefore(i, n int) (match, bool) {
	for j := i - 1; j >= max(0, i-n); j-- {
		if p.toks[j].Kind == gazetteer.Mark || p.guards.is(j, "and") {
			return match{}, false
		}
		if w, ok := p.countWords.get(j, "verb"); ok && w.to <= i {
			return w, true
		}
	}
	return match{}, false
}

// personGroup reports a word for people at token j.
func (p *part) personGroup(j int) bool {
	n := p.nameAt(j)
	if n == nil || n.from > j {
		return false
	}
	s := n.sense(gazetteer.Group, gazetteer.People, gazetteer.Body, gazetteer.Office)
	if s == nil {
		return false
	}
	if s.Kind == gazetteer.Body {
		return s.Role == "armed forces" || s.Role == "police"
	}
	return s.Role != "companies" && s.Role != "international community" && s.Role != "opposition"
}

func (p *part) personSoon(j int) bool {
	for k := j + 1; k < min(len(p.toks), j+3); k++ {
		if p.countWords.is(k, "person", "noun") || p.personGroup(k) {
			return true
		}
	}
	return false
}

// itemBehind returns the code of an item within two words behind a number.
func (p *part) itemBehind(i int) string {
	l := in(itemWords(), p.doc.lang)
	for j := i; j < min(len(p.toks), i+3); j++ {
		if p.toks[j].Kind != gazetteer.Word || p.toks[j].Space == 3 {
			return ""
		}
		vals, _ := l.Longest(p.toks, j)
		if w := chooseItem(vals, p.toks[j].Case); w != nil {
			return w.value
		}
	}
	return ""
}
