package mentions

import (
	"strconv"

	"factum/gazetteer"
	"factum/language"
)

// number is a number read in a text: tokens [from,to), bounds, and whether digits wrote it.
type number struct {
	from, to int
	min, max int64
	digits   bool
	decimals bool
	scaled   bool
	vague    bool
}

// number reads a number at token i: digits with separators and scales ("1,500", "1.500", "1 500", "2,5 miljoen"),
// number words ("twenty-five", "vijfentwintig", "двадцять п'ять"), or a vague word ("dozens").
func (p *part) number(i int) (number, bool) {
	if i >= len(p.toks) {
		return number{}, false
	}
	if p.toks[i].Kind == gazetteer.Number {
		return p.digits(i)
	}
	if !p.numWords.any(i) {
		if _, ok := p.compound(i); !ok {
			return number{}, false
		}
	}
	if n, ok := p.spelled(i); ok && n.max < 100 {
		if w, ok := p.numWords.get(n.to, "multiple"); ok && p.toks[n.to].Space == 1 { // "dos docenas", whatever "docenas" alone is
			a, _ := bounds(w.value)
			n.min, n.max, n.to, n.vague = n.min*a, n.max*a, w.to, true
			return n, true
		}
		if w, ok := p.numWords.get(n.to, "vague"); ok && p.toks[n.to].Space == 1 {
			if a, b := bounds(w.value); a == b && a > 2 { // "two dozen"
				n.min, n.max, n.to, n.vague = n.min*a, n.max*a, w.to, true
				return n, true
			}
		}
	}
	if w, ok := p.numWords.get(i, "inverted"); ok && w.to < len(p.toks) && p.toks[w.to].Space == 1 { // "тысяч восемь", about eight thousand
		if n, ok := p.spelled(w.to); ok && n.max < 100 {
			v, _ := strconv.ParseInt(w.value, 10, 64)
			return number{from: i, to: n.to, min: n.min * v, max: n.max * v, scaled: true}, true
		}
	}
	if w, ok := p.numWords.get(i, "vague"); ok {
		if s, ok := p.numWords.get(i, "scale"); (!ok || s.to < w.to || !p.numWords.is(w.to, "unit")) && !(w.value == "2-2" && p.numWords.is(w.to, "scale")) {
			a, b := bounds(w.value)
			return number{from: i, to: w.to, min: a, max: b, vague: true}, true
		}
	}
	return p.spelled(i)
}

func bounds(v string) (a, b int64) {
	for k := 0; k < len(v); k++ {
		if v[k] == '-' {
			a, _ = strconv.ParseInt(v[:k], 10, 64)
			b, _ = strconv.ParseInt(v[k+1:], 10, 64)
			return a, b
		}
	}
	a, _ = strconv.ParseInt(v, 10, 64)
	return a, a
}

// spelled reads number words: units add up, a scale multiplies what stands before it.
func (p *part) spelled(i int) (number, bool) {
	var total, part int64
	seen := false
	j := i
	lastUnit := int64(1 << 60)
	for j < len(p.toks) {
		if j > i && p.toks[j].Space == 3 {
			break
		}
		if j > i && p.mark(j, '-') && p.toks[j].Space == 0 {
			if p.numWords.is(j+1, "unit", "scale") {
				j++
				continue
			}
			break
		}
		if w, ok := p.numWords.get(j, "unit"); ok {
			v, _ := strconv.ParseInt(w.value, 10, 64)
			if seen && v >= lastUnit {
				break
			}
			part += v
			lastUnit = v
			if v >= 20 && v < 100 {
				lastUnit = 10
				if v == 60 || v == 80 { // "soixante-quinze"
					lastUnit = 20
				}
			} else if v < 20 {
				lastUnit = 0
			}
			if v >= 100 {
				lastUnit = 100
			}
			seen = true
			j = w.to
			continue
		}
		if w, ok := p.numWords.get(j, "scale"); ok {
			v, _ := strconv.ParseInt(w.value, 10, 64)
			if j == i && len(p.tok(j)) == 1 {
				break
			}
			if part == 0 {
				part = 1
			}
			if v == 100 {
				part = part * 100
				lastUnit = 100
			} else {
				total += part * v
				part = 0
				lastUnit = v
			}
			seen = true
			j = w.to
			continue
		}
		if seen && j > i && p.numWords.is(j, "and") && lastUnit >= 100 && p.numWords.is(j+1, "unit") {
			j++
			continue
		}
		if w, ok := p.numWords.get(j, "tenand"); ok && seen && (lastUnit == 10 || lastUnit == 20) { // "treinta y cinco"
			if u, ok := p.numWords.get(w.to, "unit"); ok && len(u.value) == 1 {
				j = w.to
				continue
			}
		}
		break
	}
	if !seen {
		if v, ok := p.compound(i); ok {
			n := number{from: i, to: i + 1, min: v, max: v}
			return p.scale(n), true
		}
		return number{}, false
	}
	v := total + part
	return number{from: i, to: j, min: v, max: v}, true
}

// compound reads a number written as one word in Dutch or German ("vijfendertig", "zweihundert").
func (p *part) compound(i int) (int64, bool) {
	t := &p.toks[i]
	if t.Kind != gazetteer.Word || t.End-t.Start < 7 || t.Letter >= 0x250 {
		return 0, false
	}
	return p.doc.compounds.get(t.Hash)
}

// scale multiplies a number by the scales that follow ("10 miljoen", "1.5bn").
func (p *part) scale(n number) number {
	for n.to < len(p.toks) {
		j := n.to
		if p.toks[j].Space == 3 {
			break
		}
		if p.mark(j, '-') && p.toks[j].Space == 0 {
			j++
		}
		w, ok := p.numWords.get(j, "scale")
		if !ok || (len(p.tok(j)) == 1 && p.toks[j].Space > 0) {
			break
		}
		v, _ := strconv.ParseInt(w.value, 10, 64)
		if n.max > (1<<62)/v {
			break
		}
		n.min, n.max, n.to, n.scaled = n.min*v, n.max*v, w.to, true
	}
	return n
}

// digits reads digits at token i with thousands separators, decimals and scales.
func (p *part) digits(i int) (number, bool) {
	if p.toks[i].End-p.toks[i].Start > 15 {
		return number{}, false
	}
	v, err := strconv.ParseInt(p.tok(i), 10, 64)
	if err != nil {
		return number{}, false
	}
	n := number{from: i, to: i + 1, min: v, max: v, digits: true}
	first := p.toks[i].End - p.toks[i].Start
	// Thousands: groups of three after a point, comma, apostrophe or narrow space, always the same one.
	var sep rune
	for first <= 3 && n.to < len(p.toks) {
		j := n.to
		k := p.toks[j]
		if k.Kind == gazetteer.Number && k.Space == 1 && k.End-k.Start == 3 && (sep == 0 || sep == ' ') {
			if p.toks[i].Letter == '0' {
				break
			}
			g, _ := strconv.ParseInt(p.tok(j), 10, 64)
			n.min = n.min*1000 + g
			n.to, sep = j+1, ' '
			continue
		}
		if k.Kind == gazetteer.Mark && k.Space == 0 && (k.Letter == '.' || k.Letter == ',' || k.Letter == '\'' || k.Letter == '’') && (sep == 0 || sep == k.Letter) &&
			j+1 < len(p.toks) && p.toks[j+1].Kind == gazetteer.Number && p.toks[j+1].Space == 0 && p.toks[j+1].End-p.toks[j+1].Start == 3 &&
			p.thousands(k.Letter) && p.toks[i].Letter != '0' {
			g, _ := strconv.ParseInt(p.tok(j+1), 10, 64)
			n.min = n.min*1000 + g
			n.to, sep = j+2, k.Letter
			continue
		}
		break
	}
	n.max = n.min
	// Decimals: only with a scale after them do they make a whole number.
	if j := n.to; j+1 < len(p.toks) && p.toks[j].Kind == gazetteer.Mark && (p.toks[j].Letter == '.' || p.toks[j].Letter == ',') && p.toks[j].Space == 0 &&
		p.toks[j+1].Kind == gazetteer.Number && p.toks[j+1].Space == 0 && p.toks[j+1].End-p.toks[j+1].Start <= 3 && sep != p.toks[j].Letter {
		after := j + 2
		if p.mark(after, '-') && after < len(p.toks) && p.toks[after].Space == 0 {
			after++
		}
		n.decimals = true
		if w, ok := p.numWords.get(after, "scale"); ok {
			s, _ := strconv.ParseInt(w.value, 10, 64)
			frac, _ := strconv.ParseInt(p.tok(j+1), 10, 64)
			unit := int64(1)
			for range p.toks[j+1].End - p.toks[j+1].Start {
				unit *= 10
			}
			if s >= unit {
				n.min = n.min*s + frac*(s/unit)
				n.max, n.to, n.scaled = n.min, w.to, true
				return p.scale(n), true
			}
		}
		n.to = j + 2
		return n, true
	}
	return p.scale(n), true
}

// thousands reports whether a mark parts thousands in the document's language: the comma in English, the point elsewhere.
func (p *part) thousands(r rune) bool {
	switch r {
	case ',':
		return p.doc.has(language.CommaThousands) || p.doc.lang == language.Und
	case '.':
		return !p.doc.has(language.CommaThousands)
	}
	return true
}
