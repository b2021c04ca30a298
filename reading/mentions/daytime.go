package mentions

import (
	"fmt"
	"strconv"
	"strings"

	"factum/gazetteer"
)

// joinHours makes one expression of a day and an hour that stand beside each other: "lundi vers 10 h 40", "ieri, alle 22.30", "las 5.30 de la tarde
// del lunes".
func (p *part) joinHours() {
	out := p.times[:0]
	for _, t := range p.times {
		n := len(out) - 1
		switch {
		case n >= 0 && out[n].aDay() && t.anHour() && p.leadsToHour(out[n].to, t.from):
			out[n].setHour(t.clock)
			out[n].to = t.to
		case n >= 0 && out[n].anHour() && t.aDay() && p.ofDay(out[n].to, t.from):
			t.setHour(out[n].clock)
			t.from = out[n].from
			out[n] = t
		default:
			out = append(out, t)
		}
	}
	p.times = out
}

// anHour reports an hour without its day.
func (t *timeFound) anHour() bool {
	return t.rel != nil && *t.rel == 0 && strings.Contains(t.clock, ":") && t.weekday == 0
}

// aDay reports one day, or one weekday of every week, without its hour.
func (t *timeFound) aDay() bool {
	if strings.Contains(t.clock, ":") || t.dm2[1] > 0 {
		return false
	}
	if t.kind == "SET" {
		return strings.HasPrefix(t.value, "XXXX-WXX-") && len(t.value) == len("XXXX-WXX-1")
	}
	return t.weekday > 0 || t.rel != nil || t.dm[0] > 0
}

// setHour gives a day its hour; its part of day says which half is meant.
func (t *timeFound) setHour(clock string) {
	if h, _ := strconv.Atoi(clock[:2]); h > 0 && t.clock != "" {
		clock = fmt.Sprintf("%02d%s", hourOf(h, t.clock), clock[2:])
	}
	if t.onto && clock < "12" { // "in der Nacht zum Mittwoch um vier Uhr" is Wednesday's
		t.weekday, t.onto = t.weekday%7+1, false
	}
	if t.value != "" {
		t.value = strings.TrimSuffix(t.value, "T"+t.clock) + "T" + clock
	}
	t.clock = clock
	if t.kind == "DATE" {
		t.kind = "TIME"
	}
}

// hourOf is the hour of the day that h is in a part of it.
func hourOf(h int, part string) int {
	if h < 12 && part != "MO" && (part != "NI" || h >= 6) {
		return h + 12
	}
	return h
}

// leadsToHour reports that nothing but words before an hour stands between tokens from and to: ", à", "poco dopo le".
func (p *part) leadsToHour(from, to int) bool {
	if from > to || to-from > 5 || to >= len(p.toks) || p.sentence[to] != p.sentence[from-1] {
		return false
	}
	for j := from; j < to; {
		w, ok := p.timeWords.get(j, "hourpre")
		for _, c := range []string{"clockpre", "before", "after"} {
			if v, is := p.timeWords.get(j, c); is && (!ok || v.to > w.to) {
				w, ok = v, true
			}
		}
		switch {
		case ok && w.to <= to:
			j = w.to
		case p.mark(j, ',') || p.apostrophe(j) || p.numWords.is(j, "about", "nearly") || p.timeWords.is(j, "article"):
			j++
		default:
			return false
		}
	}
	return true
}

// ofDay reports that nothing but what ties an hour to its day stands between tokens from and to: "di", "del", ",".
func (p *part) ofDay(from, to int) bool {
	if from > to || to-from > 2 || to >= len(p.toks) || p.sentence[to] != p.sentence[from-1] {
		return false
	}
	for j := from; j < to; j++ {
		if !p.mark(j, ',') && !p.timeWords.is(j, "partof", "of", "article") {
			return false
		}
	}
	return true
}

// spelledHour reads an hour in words: behind a preposition of hours ("alle dieci", "vers une heure"), or before a part of day ("las siete de la
// mañana").
func (p *part) spelledHour(i int) (timeFound, bool) {
	n, ok := p.number(i)
	if !ok || n.digits || n.vague || n.min < 1 || n.min > 24 {
		return timeFound{}, false
	}
	led, isLed := p.timeWords.ending(i, "clockpre")
	short := isLed
	isLed = isLed && led.to-led.from > 1 && led.value != "minutes"
	h, end := int(n.min), n.to
	w, isClock := p.timeWords.get(end, "clock")
	if isClock {
		if end = w.to; !isLed {
			_, isLed = p.timeWords.ending(i, "hourpre")
		}
	}
	minutes := 0
	half, isHalf := p.timeWords.get(end, "andhalf")
	if isHalf {
		minutes, end = 30, half.to
	}
	part, isPart := p.timeWords.get(end, "part")
	if isPart && (isClock || short) {
		return clockAt(part.to, hourOf(h, part.value), minutes), true
	}
	if !isLed || !isClock && !isHalf && end < len(p.toks) && p.toks[end].Kind == gazetteer.Word && p.clockless(end) {
		return timeFound{}, false
	}
	return clockAt(end, h, minutes), true
}

// hourWords reports that a number before the word for hours, tokens [i,end), is one of the clock: a preposition of hours before it, minutes, a part of
// day or a day behind it.
func (p *part) hourWords(i, end int) bool {
	if _, ok := p.timeWords.ending(i, "hourpre"); ok {
		return true
	}
	if _, ok := p.minutes(end); ok {
		return true
	}
	return p.timeWords.is(end, "part", "day", "weekday")
}

// minutes reads the two digits of minutes behind an hour.
func (p *part) minutes(i int) (int, bool) {
	if i >= len(p.toks) || p.toks[i].Kind != gazetteer.Number || p.toks[i].End-p.toks[i].Start != 2 {
		return 0, false
	}
	m, err := strconv.Atoi(p.tok(i))
	return m, err == nil && m < 60
}

// namedDecade reads "les années trente", "gli anni '90", "los años 80".
func (p *part) namedDecade(i int) (timeFound, bool) {
	w, ok := p.timeWords.get(i, "decade")
	if !ok {
		return timeFound{}, false
	}
	j := w.to
	if p.apostrophe(j) {
		j++
	}
	n, ok := p.number(j)
	if !ok || n.vague || n.decimals || n.min%10 != 0 {
		return timeFound{}, false
	}
	y := int(min(n.min, 10000))
	if y >= 20 && y <= 90 {
		y += 1900
	}
	if y < 1800 || y > 2090 {
		return timeFound{}, false
	}
	t := decadeOf(y, n.to)
	t.explicit = true
	return t, true
}
