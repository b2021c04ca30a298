package mentions

import (
	"fmt"
	"strconv"
	"strings"

	"factum/gazetteer"
)

// fromStory reads "plus tard", "dopo", "antes" behind a number of units: they count from the day told last, unless what they count from follows
// ("tre giorni dopo l'attacco").
func (p *part) fromStory(i int) (sign, end int, ok bool) {
	for n, c := range []string{"sooner", "later"} {
		w, is := p.timeWords.get(i, c)
		if !is {
			continue
		}
		if p.mark(w.to, '-') && p.toks[w.to].Space == 0 { // "20 heures avant-hier"
			return 0, i, false
		}
		if w.to < len(p.toks) && p.toks[w.to].Kind == gazetteer.Word && (p.timeWords.is(w.to, "of", "article", "thatclause") || p.guards.is(w.to, "definite", "of")) {
			return 0, i, false
		}
		return 2*n - 1, w.to, true
	}
	return 0, i, false
}

// storyDay is the day told last before expression k in its part, with its hour, or the document's own.
func (p *part) storyDay(k int) (d day, clock string, ok bool) {
	for j := k - 1; j >= 0; j-- {
		o := &p.times[j]
		if o.when == nil || o.kind == "DURATION" || o.kind == "SET" || o.ref != "" || o.when.Precision != "day" {
			continue
		}
		if d, ok := parseDay(o.when.From); ok {
			return d, o.clock, true
		}
	}
	return p.doc.anchor.day, "", p.doc.anchor.exact
}

// resolveLater works out what is counted from the day told last: "trois jours plus tard", "nueve horas después", "la veille".
func (p *part) resolveLater(k int) {
	t := &p.times[k]
	d, clock, ok := p.storyDay(k)
	if !ok {
		return
	}
	switch t.unit {
	case "S", "M", "H":
		if t.unit == "H" && strings.Contains(clock, ":") {
			h, _ := strconv.Atoi(clock[:2])
			for h += t.n; h < 0; h += 24 {
				d--
			}
			d += day(h / 24)
			t.value, t.when, t.kind = fmt.Sprintf("%sT%02d%s", d, h%24, clock[2:]), dayTime(d), "TIME"
			return
		}
		t.value, t.when = d.String(), dayTime(d)
	case "D", "W":
		d = shiftUnit(d, t.unit, t.n)
		t.value, t.when = d.String()+withT(t.clock), dayTime(d)
	default:
		keep := p.doc.anchor
		p.doc.anchor = anchor{day: d, from: d, to: d, known: true, exact: true, month: true, year: true}
		p.resolveUnit(t)
		p.doc.anchor = keep
	}
}

// halfMore is n and a half of a unit as a duration, "" where the unit has no half that is told so.
func halfMore(n int64, unit string) string {
	switch unit {
	case "Y":
		return fmt.Sprintf("P%dM", 12*n+6)
	case "H":
		return fmt.Sprintf("PT%dM", 60*n+30)
	case "D":
		return fmt.Sprintf("PT%dH", 24*n+12)
	}
	return ""
}
