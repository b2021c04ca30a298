package mentions

import (
	"fmt"
	"strconv"
	"strings"

	"factum"
	"factum/gazetteer"
)

// era reads decades and centuries: "90-х роках", "lat 90.", "дев'яностих років", "XX століття", "двадцятого століття". A century is named by the
// digits its years begin with ("19" is the twentieth), a decade likewise ("199").
func (p *part) era(i int) (timeFound, bool) {
	if w, ok := p.timeWords.get(i, "decadeword"); ok {
		n, _ := strconv.Atoi(w.value)
		return decadeOf(n*10, w.to), true
	}
	if w, ok := p.timeWords.get(i, "decadepre"); ok && w.to+1 < len(p.toks) {
		if y, ok := p.decadeDigits(w.to); ok && (p.mark(w.to+1, '.') || p.mark(w.to+1, '-') || y > 100 || p.century(w.to+1)) {
			return decadeOf(y, w.to+1), true
		}
	}
	if y, ok := p.decadeDigits(i); ok && p.mark(i+1, '-') && p.toks[i+1].Space == 0 && p.timeWords.is(i+2, "decadeend") {
		t := decadeOf(y, i+3)
		if u, ok := p.timeWords.get(t.to, "unit"); ok && u.value == "Y" {
			t.to = u.to
		}
		return t, true
	}
	n, next := roman(p.tok(i)), i+1
	if n == 0 || p.toks[i].Case != gazetteer.Upper {
		w, ok := p.timeWords.get(i, "dayword")
		if !ok {
			return timeFound{}, false
		}
		n, _ = strconv.Atoi(w.value)
		next = w.to
	}
	u, ok := p.timeWords.get(next, "unit")
	if !ok || u.value != "CE" || n < 2 || n > 21 {
		return timeFound{}, false
	}
	y := (n - 1) * 100
	return timeFound{to: u.to, kind: "DATE", value: fmt.Sprint(y / 100), when: stretch(date(y, 1, 1), date(y+99, 12, 31), "range")}, true
}

func decadeOf(y, to int) timeFound {
	return timeFound{to: to, kind: "DATE", value: fmt.Sprint(y / 10), when: stretch(date(y, 1, 1), date(y+9, 12, 31), "range")}
}

// decadeDigits reads the digits of a decade at token i: of four, or two of the last century and this one's twenties.
func (p *part) decadeDigits(i int) (int, bool) {
	if i >= len(p.toks) || p.toks[i].Kind != gazetteer.Number {
		return 0, false
	}
	n, err := strconv.Atoi(p.tok(i))
	switch {
	case err != nil || n%10 != 0:
		return 0, false
	case p.toks[i].End-p.toks[i].Start == 2:
		if n < 20 {
			return 2000 + n, true
		}
		return 1900 + n, true
	}
	return n, n >= 1500 && n <= 2090
}

// century reports a century named at token i, a point passed over.
func (p *part) century(i int) bool {
	if p.mark(i, '.') {
		i++
	}
	u, ok := p.timeWords.get(i+1, "unit")
	return i < len(p.toks) && roman(p.tok(i)) > 0 && ok && u.value == "CE"
}

// roman reads a small Roman numeral, 0 for none.
func roman(s string) int {
	n := 0
	for k, tens := range []string{"", "X", "XX"} {
		for u, units := range []string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"} {
			if s != "" && strings.EqualFold(s, tens+units) {
				n = 10*k + u
			}
		}
	}
	return n
}

// monthsTo reads the second month of a stretch whose first ends before token end: "марте – апреле", "od marca do maja 2022". y is the year named
// behind the first, 0 none.
func (p *part) monthsTo(t timeFound, start, end, y int) (timeFound, bool) {
	to, ok := p.rangeTo(start, end)
	if !ok || to >= len(p.toks) {
		return t, false
	}
	if w, is := p.timeWords.get(to, "partof"); is && !p.timeWords.is(to, "month") {
		to = w.to
	}
	m, next, ok := p.month(to)
	if !ok || m == t.dm[1] {
		return t, false
	}
	t.to, t.dm2 = next, [2]int{0, m}
	if y2, end, has := p.yearAfter(next); has {
		t.to = end
		if y > 0 && y2 > y { // "between March 2022 and June 2023"
			from, first := monthTime(y, t.dm[1])
			till, last := monthTime(y2, m)
			t.explicit, t.value, t.when = true, first+"/"+last, &factum.Time{From: from.From, To: till.To, Precision: "range"}
			return t, true
		}
		if y == 0 {
			if y = y2; m < t.dm[1] {
				y--
			}
		}
	}
	if y > 0 {
		t.explicit = true
		p.inYear(&t, y)
	}
	return t, true
}

// setMonths fills value and when of a stretch of months that begins in year y.
func (t *timeFound) setMonths(y int) {
	y2 := y
	if t.dm2[1] < t.dm[1] {
		y2++
	}
	from, first := monthTime(y, t.dm[1])
	to, last := monthTime(y2, t.dm2[1])
	t.value, t.when = first+"/"+last, &factum.Time{From: from.From, To: to.To, Precision: "range"}
}

// yearsTo reads the second year of a stretch behind a dash: "latach 1982–2000", "2014–2015 годах". i is the first year's token.
func (p *part) yearsTo(i, y int) (timeFound, bool) {
	if !p.mark(i+1, '-') && !p.mark(i+1, '–') {
		return timeFound{}, false
	}
	y2, ok := p.year(i + 2)
	if !ok || y2 <= y || y2-y > 200 || y < 1500 {
		return timeFound{}, false
	}
	end := i + 3
	w, noun := p.timeWords.get(end, "yearnoun")
	if noun {
		end = w.to
	}
	if !noun && (i == 0 || !p.timeWords.is(i-1, "yearprep", "decadepre") && !p.mark(i-1, '(')) {
		return timeFound{}, false
	}
	return timeFound{to: end, kind: "DATE", explicit: true, value: fmt.Sprintf("%04d/%04d", y, y2), when: stretch(date(y, 1, 1), date(y2, 12, 31), "range")}, true
}
