package mentions

import (
	"fmt"
	"strconv"
	"strings"

	"factum/gazetteer"
	"factum/language"
)

// weekday reads a weekday with what modifies it: "dinsdag", "last Tuesday", "mardi dernier", "Tuesday morning", "vorige week dinsdag".
func (p *part) weekday(i int) (timeFound, bool) {
	w, ok := p.timeWords.get(i, "weekday")
	if !ok {
		return timeFound{}, false
	}
	n, _ := strconv.Atoi(w.value)
	t := timeFound{to: w.to, kind: "DATE", weekday: n}
	if v, ok := p.timeWords.get(t.to, "lastpost"); ok {
		t.shift, t.to = "last", v.to
	} else if v, ok := p.timeWords.get(t.to, "nextpost"); ok {
		t.shift, t.to = "next", v.to
	} else if shift, end, ok := p.shiftedWeek(t.to); ok {
		t.shift, t.to = shift, end
	}
	p.addPart(&t)
	return t, true
}

// shiftedWeek reads "last week", "vorige week", "la semaine dernière" beside a weekday.
func (p *part) shiftedWeek(i int) (shift string, end int, ok bool) {
	for _, c := range []string{"last", "next", "this"} {
		if m, is := p.timeWords.get(i, c); is {
			if u, is := p.timeWords.get(m.to, "unit"); is && u.value == "W" {
				return c + "week", u.to, true
			}
		}
	}
	return "", i, false
}

// addPart takes a part of day after a day.
func (p *part) addPart(t *timeFound) {
	j := t.to
	if j >= len(p.toks) || p.toks[j].Space == 3 {
		return
	}
	if v, ok := p.timeWords.get(j, "part"); ok {
		t.clock, t.to, t.kind = v.value, v.to, "TIME"
	}
}

// weekdayCompound reads a weekday and a part of day in one word: "dinsdagavond", "Montagmorgen".
func (p *part) weekdayCompound(i int) (timeFound, bool) {
	if k := &p.toks[i]; k.Kind != gazetteer.Word || k.End-k.Start < 9 {
		return timeFound{}, false
	}
	c, ok := p.dayCompoundAt(i)
	if !ok {
		return timeFound{}, false
	}
	return timeFound{to: i + 1, kind: "TIME", weekday: c.weekday, clock: c.part}, true
}

// relativeDay reads "yesterday", "gisteravond", "heute früh", "last night".
func (p *part) relativeDay(i int) (timeFound, bool) {
	if w, ok := p.timeWords.get(i, "daypart"); ok {
		k := len(w.value) - 2
		n, _ := strconv.Atoi(w.value[:k])
		return timeFound{to: w.to, kind: "TIME", rel: &n, clock: w.value[k:]}, true
	}
	if w, ok := p.timeWords.get(i, "relunit"); ok { // "Vorjahr", "торік": unit and number in one word
		unit, num, _ := strings.Cut(w.value, " ")
		n, _ := strconv.Atoi(num)
		t := timeFound{to: w.to, kind: "DATE", unit: unit, n: n, later: unit == "D"}
		if unit == "Y" && n <= 0 {
			p.withinYear(&t)
		}
		return t, true
	}
	if t, ok := p.partOfDay(i); ok {
		return t, true
	}
	if w, ok := p.timeWords.get(i, "partalone"); ok { // "am Abend", "вночі": of the day spoken of
		zero := 0
		return timeFound{to: w.to, kind: "TIME", rel: &zero, clock: w.value}, true
	}
	w, ok := p.timeWords.get(i, "day")
	if !ok {
		return timeFound{}, false
	}
	n, _ := strconv.Atoi(w.value)
	t := timeFound{to: w.to, kind: "DATE", rel: &n}
	p.addPart(&t)
	return t, true
}

// withinYear takes a month or season behind the year it is in: "торік у серпні", "в прошлом году осенью".
func (p *part) withinYear(t *timeFound) {
	j := t.to
	if w, ok := p.timeWords.get(j, "partof"); ok {
		j = w.to
	}
	if m, end, ok := p.month(j); ok {
		t.to, t.dm, t.shift, t.unit = end, [2]int{0, m}, "thisyear", ""
		if t.n < 0 {
			t.shift = "lastyear"
		}
	} else if s, ok := p.timeWords.get(j, "season"); ok {
		t.to, t.unit = s.to, s.value
	}
}

// partOfDay reads a part of day before its day: "la noche del martes", "nella notte tra lunedì e martedì", "w nocy z 4 na 5 kwietnia". A night
// between two days is the first one's.
func (p *part) partOfDay(i int) (timeFound, bool) {
	w, ok := p.timeWords.get(i, "partalone")
	if !ok {
		if w, ok = p.timeWords.get(i, "part"); !ok {
			return timeFound{}, false
		}
	}
	j := w.to
	of, ok := p.timeWords.get(j, "partof")
	switch {
	case ok:
		j = of.to
	case j < len(p.toks) && p.toks[j].Kind == gazetteer.Number && p.toks[j].Space == 1: // "утром 4 апреля"
		of = match{word: &word{}}
	default:
		return timeFound{}, false
	}
	for n := 0; n < 2 && p.timeWords.is(j, "article", "partof"); n++ {
		j++
	}
	if j >= len(p.toks) {
		return timeFound{}, false
	}
	t, ok := p.dayMonth(j)
	if !ok {
		t, ok = p.nightOnto(j)
	}
	if !ok {
		if t, ok = p.weekday(j); !ok {
			day, is := p.timeWords.get(j, "day")
			if !is {
				return timeFound{}, false
			}
			n, _ := strconv.Atoi(day.value)
			t = timeFound{to: day.to, kind: "DATE", rel: &n}
		}
	}
	if t.clock != "" {
		return timeFound{}, false
	}
	t.kind, t.clock = "TIME", w.value
	if of.value == "eve" && w.value == "NI" { // "in der Nacht zum Donnerstag": Wednesday's
		p.dayBefore(&t)
	}
	if t.dm2[1] > 0 {
		t.dm2, t.value, t.when = [2]int{}, "", nil
	}
	if t.when != nil {
		t.value += "T" + t.clock
	}
	if to, ok := p.timeWords.get(t.to, "partto"); ok && t.weekday > 0 {
		if p.timeWords.is(to.to, "article") {
			to.to++
		}
		if d, ok := p.timeWords.get(to.to, "weekday"); ok {
			t.to = d.to
		}
	}
	return t, true
}

// nightOnto reads the days between which a night lies where the month stands behind the second: "з 29 на 30 серпня". The night is the first one's.
func (p *part) nightOnto(i int) (timeFound, bool) {
	_, next, ok := p.small(i)
	if !ok {
		return timeFound{}, false
	}
	to, ok := p.timeWords.get(next, "partto")
	if !ok {
		return timeFound{}, false
	}
	t, ok := p.dayMonth(to.to)
	if ok && t.dm2[1] == 0 {
		p.dayBefore(&t)
	}
	return t, ok
}

// dayBefore moves a day to the one before it.
func (p *part) dayBefore(t *timeFound) {
	switch {
	case t.weekday > 0 && t.shift == "":
		t.weekday, t.onto = (t.weekday+5)%7+1, true
	case t.rel != nil:
		n := *t.rel - 1
		t.rel = &n
	case t.when != nil && t.dm2[1] == 0:
		if d, ok := parseDay(t.when.From); ok {
			t.value, t.when = (d - 1).String(), dayTime(d-1)
		}
	case t.dm[0] > 1:
		t.dm[0]--
	case t.dm[0] == 1:
		_, m := norm(1, t.dm[1]-1)
		t.dm = [2]int{monthDays(2023, m), m}
	}
}

// modified reads what begins with "this", "last", "next", "early": a unit, weekday, month, season or part of day after it.
func (p *part) modified(i int) (timeFound, bool) {
	if w, ok := p.timeWords.get(i, "mod"); ok && w.to < len(p.toks) {
		if u, ok := p.timeAtModified(w.to); ok {
			u.mod = true
			return u, true
		}
	}
	for _, c := range []struct {
		class string
		n     int
	}{{"this", 0}, {"last", -1}, {"next", 1}} {
		w, ok := p.timeWords.get(i, c.class)
		if !ok {
			continue
		}
		j := w.to
		if j >= len(p.toks) || p.toks[j].Space == 3 {
			continue
		}
		if u, ok := p.timeWords.get(j, "weekday"); ok {
			n, _ := strconv.Atoi(u.value)
			t := timeFound{to: u.to, kind: "DATE", weekday: n, shift: c.class}
			p.addPart(&t)
			return t, true
		}
		if v, ok := p.dayCompoundAt(j); ok {
			return timeFound{to: j + 1, kind: "TIME", weekday: v.weekday, clock: v.part, shift: c.class}, true
		}
		if u, ok := p.timeWords.get(j, "part"); ok {
			n := c.n
			return timeFound{to: u.to, kind: "TIME", rel: &n, clock: u.value}, true
		}
		if u, ok := p.timeWords.get(j, "season"); ok {
			return timeFound{to: u.to, kind: "DATE", unit: u.value, n: c.n}, true
		}
		if m, end, ok := p.month(j); ok {
			return timeFound{to: end, kind: "DATE", dm: [2]int{0, m}, shift: c.class}, true
		}
		if u, ok := p.timeWords.get(j, "unit"); ok && p.calendarUnit(u.value) {
			t := timeFound{to: u.to, kind: "DATE", unit: u.value, n: c.n}
			if u.value == "Y" && c.n <= 0 && !p.plural(u) {
				if p.withinYear(&t); t.to > u.to {
					return t, true
				}
			}
			if c.n != 0 && p.plural(u) { // "the last days", "in recent weeks"
				if c.n > 0 {
					return timeFound{to: u.to, kind: "DATE", ref: "FUTURE_REF"}, true
				}
				return timeFound{to: u.to, kind: "DURATION", value: someUnits(u.value)}, true
			}
			if u.value == "W" {
				if d, ok := p.timeWords.get(u.to, "weekday"); ok {
					n, _ := strconv.Atoi(d.value)
					w := timeFound{to: d.to, kind: "DATE", weekday: n, shift: c.class + "week"}
					p.addPart(&w)
					return w, true
				}
			}
			return t, true
		}
		if n, ok := p.number(j); ok && c.n != 0 && !n.decimals {
			if u, ok := p.timeWords.get(n.to, "unit"); ok {
				return timeFound{to: u.to, kind: "DURATION", unit: u.value, n: c.n * int(min(n.min, 10000)), span: true, value: duration(n.min, u.value)}, true
			}
		}
	}
	if t, ok := p.partOfYear(i); ok {
		return t, true
	}
	if u, ok := p.timeWords.get(i, "unit"); ok && u.value == "WE" && i > 0 && !p.timeWords.is(u.to, "lastpost", "nextpost") {
		return timeFound{to: u.to, kind: "DATE", unit: "WE"}, true
	}
	// The unit first: "la semaine dernière", "le mois prochain".
	if u, ok := p.timeWords.get(i, "unit"); ok && p.calendarUnit(u.value) {
		if v, ok := p.timeWords.get(u.to, "lastpost"); ok {
			return timeFound{to: v.to, kind: "DATE", unit: u.value, n: -1}, true
		}
		if v, ok := p.timeWords.get(u.to, "nextpost"); ok {
			return timeFound{to: v.to, kind: "DATE", unit: u.value, n: 1}, true
		}
	}
	return timeFound{}, false
}

// partOfYear reads "the third quarter", "erstes Halbjahr 2022": of the year named, else of the publication's.
func (p *part) partOfYear(i int) (timeFound, bool) {
	o, ok := p.timeWords.get(i, "ord")
	if !ok {
		return timeFound{}, false
	}
	n, _ := strconv.Atoi(o.value)
	letter, months, end := "Q", 3, o.to
	if u, ok := p.timeWords.get(o.to, "unit"); ok && u.value == "Q" {
		end = u.to
	} else if h, ok := p.timeWords.get(o.to, "halfyear"); ok && n <= 2 {
		letter, months, end = "H", 6, h.to
	} else {
		return timeFound{}, false
	}
	y, _, _ := p.doc.anchor.day.ymd()
	year, next, named := p.yearAfter(end)
	switch {
	case named:
		y, end = year, next
	case !p.doc.anchor.year || p.timeWords.is(end-1, "of"):
		return timeFound{}, false
	}
	first := (n-1)*months + 1
	return timeFound{to: end, kind: "DATE", explicit: named, value: fmt.Sprintf("%04d-%s%d", y, letter, n),
		when: stretch(date(y, first, 1), date(y, first+months-1, monthDays(y, first+months-1)), "range")}, true
}

// timeAtModified reads the month, season, year or unit after "early", "begin", "Ende".
func (p *part) timeAtModified(j int) (timeFound, bool) {
	if p.mark(j, '-') {
		j++
	}
	if m, end, ok := p.month(j); ok {
		y, end2, hasYear := p.yearAfter(end)
		if hasYear {
			t := timeFound{to: end2, kind: "DATE", explicit: true}
			t.when, t.value = monthTime(y, m)
			return t, true
		}
		return timeFound{to: end, kind: "DATE", dm: [2]int{0, m}}, true
	}
	if y, ok := p.year(j); ok && y >= 1800 {
		t := timeFound{to: j + 1, kind: "DATE", explicit: true}
		t.when, t.value = yearTime(y)
		return t, true
	}
	k := j
	for n := 0; n < 2 && (p.timeWords.is(k, "of", "article") || p.apostrophe(k)); n++ { // "fine dell'anno", "fin de año"
		k++
	}
	if u, ok := p.timeWords.get(k, "unit"); ok && (u.value == "Y" || u.value == "MO" && k > j) && !p.plural(u) && !p.timeWords.is(u.to, "lastpost", "nextpost") {
		return timeFound{to: u.to, kind: "DATE", unit: u.value}, true
	}
	for n, c := range []string{"last", "this", "next"} {
		if w, ok := p.timeWords.get(j, c); ok {
			if u, ok := p.timeWords.get(w.to, "unit"); ok && p.calendarUnit(u.value) {
				return timeFound{to: u.to, kind: "DATE", unit: u.value, n: n - 1}, true
			}
		}
	}
	return timeFound{}, false
}

func (p *part) calendarUnit(u string) bool { return u != "S" && u != "M" && u != "H" }

// plural reports a form that counts several units.
func (p *part) plural(w match) bool { return p.timeWords.is(w.from, "plural") }

// reference reads "now", "recently", "soon", "daily", "every Tuesday".
func (p *part) reference(i int) (timeFound, bool) {
	if w, ok := p.timeWords.get(i, "now"); ok {
		return timeFound{to: w.to, kind: "DATE", ref: w.value}, true
	}
	if w, ok := p.timeWords.get(i, "lasting"); ok { // "une demi-heure"
		return timeFound{to: w.to, kind: "DURATION", value: w.value}, true
	}
	if w, ok := p.timeWords.get(i, "set"); ok {
		return timeFound{to: w.to, kind: "SET", value: w.value}, true
	}
	if w, ok := p.timeWords.get(i, "every"); ok {
		if u, ok := p.timeWords.get(w.to, "unit"); ok {
			return timeFound{to: u.to, kind: "SET", value: duration(1, u.value)}, true
		}
		of := w.to
		if o, ok := p.timeWords.get(of, "ord"); ok && p.timeWords.is(o.to, "weekday") { // "jeden zweiten Donnerstag"
			of = o.to
		}
		if u, ok := p.timeWords.get(of, "weekday"); ok {
			return timeFound{to: u.to, kind: "SET", value: "XXXX-WXX-" + u.value}, true
		}
		if u, ok := p.timeWords.get(w.to, "part"); ok { // "каждую ночь"
			return timeFound{to: u.to, kind: "SET", value: "XXXX-XX-XXT" + u.value}, true
		}
		if n, ok := p.number(w.to); ok {
			if u, ok := p.timeWords.get(n.to, "unit"); ok {
				return timeFound{to: u.to, kind: "SET", value: duration(n.min, u.value)}, true
			}
		}
	}
	return timeFound{}, false
}

// counted reads numbers of units: "three days", "three days ago", "vor drei Tagen", "over een week".
func (p *part) counted(i int) (timeFound, bool) {
	j, sign, after := i, 0, false
	if w, ok := p.timeWords.get(j, "agopre"); ok {
		j, sign = w.to, -1
	} else if w, ok := p.timeWords.get(j, "hence"); ok {
		j, sign, after = w.to, 1, w.value == "after"
	}
	lasting := false
	if w, ok := p.timeWords.get(j, "durpre"); ok && sign == 0 { // "desde hace tres días"
		j, lasting = w.to, true
	}
	n, ok := p.number(j)
	if !ok || n.decimals {
		// "неделю назад", "a week ago": the unit alone.
		if u, is := p.timeWords.get(j, "unit"); is && sign == 0 {
			if a, is := p.timeWords.get(u.to, "andhalf"); is && halfMore(1, u.value) != "" { // "hora y media"
				return timeFound{to: a.to, kind: "DURATION", value: halfMore(1, u.value)}, true
			}
			if s, end, is := p.fromStory(u.to); is && p.plural(u) { // "horas después"
				return timeFound{to: end, kind: "DATE", unit: u.value, n: s, count: true, later: true}, true
			}
			if a, is := p.timeWords.get(u.to, "ago"); is && !p.doc.has(language.AgoCounted) {
				return timeFound{to: a.to, kind: "DATE", unit: u.value, n: -1, count: true}, true
			}
		}
		if u, is := p.timeWords.get(j, "unitone"); is && sign == 0 && !p.timeWords.is(u.to, "before") { // "за неделю", "w ciągu doby"
			if _, led := p.timeWords.ending(j, "unitprep"); led {
				return timeFound{to: u.to, kind: "DURATION", value: duration(1, u.value)}, true
			}
		}
		if j < len(p.toks) && (p.tok(j) == "a" || p.tok(j) == "an" || p.tok(j) == "A" || p.tok(j) == "An") {
			n = number{from: j, to: j + 1, min: 1, max: 1}
		} else {
			return timeFound{}, false
		}
	}
	if p.apostrophe(n.to) && !n.digits { // "un'ora fa", "quarant'anni"
		n.to++
	}
	u, ok := p.timeWords.get(n.to, "unit")
	if !ok && p.mark(n.to, '-') {
		u, ok = p.timeWords.get(n.to+1, "unit")
	}
	if !ok {
		return timeFound{}, false
	}
	if p.timeWords.is(u.to, "age") || p.mark(u.to, '-') && p.timeWords.is(u.to+1, "age") || u.value == "Y" && p.ageBefore(i, u.to) { // "22 Jahre alt"
		return timeFound{}, false
	}
	if u.value == "Y" && n.digits && n.min >= 1500 && n.min < 2100 && n.min == n.max {
		return timeFound{}, false // a year
	}
	count := int(min(n.min, 10000))
	if s, end, ok := p.fromStory(u.to); ok && sign == 0 && !lasting && !n.vague {
		return timeFound{to: end, kind: "DATE", unit: u.value, n: s * count, count: true, later: true}, true
	}
	if a, ok := p.timeWords.get(u.to, "ago"); ok && !lasting {
		if n.vague {
			return timeFound{to: a.to, kind: "DATE", ref: "PAST_REF"}, true
		}
		return timeFound{to: a.to, kind: "DATE", unit: u.value, n: -count, count: true}, true
	}
	if sign < 0 && n.vague {
		return timeFound{to: u.to, kind: "DATE", ref: "PAST_REF"}, true
	}
	if sign != 0 && !n.vague {
		if sign > 0 && p.doc.has(language.HenceDays) && u.value != "D" && u.value != "W" && u.value != "MO" {
			return timeFound{}, false
		}
		if sign < 0 || u.value == "WE" || p.future(i) || !p.past(i) { // "in four days" of what has happened is how long it took
			return timeFound{to: u.to, kind: "DATE", unit: u.value, n: sign * count, count: true}, true
		}
		if after { // "через два дня": from the day told last
			return timeFound{to: u.to, kind: "DATE", unit: u.value, n: count, count: true, later: true}, true
		}
	}
	if n.min == 1 && n.from == j && !n.digits && p.tok(j) != "one" && p.tok(j) != "één" && u.value != "H" && u.value != "D" && u.value != "W" && u.value != "MO" && u.value != "Y" {
		return timeFound{}, false
	}
	v := duration(n.min, u.value)
	if a, ok := p.timeWords.get(u.to, "andhalf"); ok && halfMore(n.min, u.value) != "" {
		v, u.to = halfMore(n.min, u.value), a.to
	}
	if n.vague && n.min != n.max {
		v = someUnits(u.value)
	}
	if u.value == "WE" {
		return timeFound{}, false
	}
	return timeFound{to: u.to, kind: "DURATION", value: v}, true
}

// ageBefore reports years that are somebody's age: "una mujer de 42 años", "tiene 42 años", ", 42 anni,". from is where the number starts, to the token
// after the years.
func (p *part) ageBefore(from, to int) bool {
	w, ok := p.timeWords.ending(from, "agepre")
	switch {
	case ok && w.value != "person":
		return true
	case ok && w.from > 0:
		j := w.from - 1
		return p.mark(j, ',') || p.timeWords.is(j, "ageperson") || p.capital(j) && !p.first(j)
	}
	return from > 1 && p.mark(from-1, ',') && p.capital(from-2) && (to >= len(p.toks) || p.mark(to, ',') || p.mark(to, '.'))
}

// someUnits is a duration of nobody says how many units.
func someUnits(unit string) string {
	d := duration(1, unit)
	if d[1] == 'T' {
		return "PTX" + d[3:]
	}
	return "PX" + d[2:]
}

func duration(n int64, unit string) string {
	s := strconv.FormatInt(n, 10)
	switch unit {
	case "S", "M", "H":
		return "PT" + s + unit
	case "MO":
		return "P" + s + "M"
	case "Q":
		return "P" + strconv.FormatInt(3*n, 10) + "M"
	case "DE":
		return "P" + strconv.FormatInt(10*n, 10) + "Y"
	case "CE":
		return "P" + strconv.FormatInt(100*n, 10) + "Y"
	case "WE":
		return "P" + s + "WE"
	}
	return "P" + s + unit
}

// seasonAlone reads "spring 2022", "im Sommer 2014".
func (p *part) seasonAlone(i int) (timeFound, bool) {
	w, ok := p.timeWords.get(i, "season")
	if !ok {
		return timeFound{}, false
	}
	j := w.to
	if o, ok := p.timeWords.get(j, "of"); ok {
		j = o.to
	}
	if shift, end, ok := p.shiftedYear(w.to); ok {
		return timeFound{to: end, kind: "DATE", unit: w.value, n: map[string]int{"lastyear": -1, "nextyear": 1}[shift]}, true
	}
	if v, ok := p.timeWords.get(w.to, "lastpost"); ok {
		return timeFound{to: v.to, kind: "DATE", unit: w.value, n: -1}, true
	}
	if v, ok := p.timeWords.get(w.to, "nextpost"); ok {
		return timeFound{to: v.to, kind: "DATE", unit: w.value, n: 1}, true
	}
	if y, ok := p.year(j); ok {
		t := timeFound{to: j + 1, kind: "DATE", explicit: true}
		if n, is := p.timeWords.get(t.to, "yearnoun"); is && (p.toks[t.to].Letter >= 0x400 || n.value == "behind") {
			t.to = n.to
		}
		t.when, t.value = seasonTime(y, w.value)
		return t, true
	}
	if p.toks[i].Case == gazetteer.Lower && p.doc.has(language.SeasonLed) && !p.bareMonth(i) {
		return timeFound{}, false // "to spring", "the fall of"
	}
	if i > 0 && p.tok(i-1) != "à" && p.doc.has(language.SeasonArticle) && p.timeWords.is(i-1, "past") {
		return timeFound{}, false // "a été"
	}
	if p.doc.has(language.SeasonArticle) && !p.bareMonth(i) && !p.articleBefore(i) {
		return timeFound{}, false // "a été"
	}
	return timeFound{to: w.to, kind: "DATE", unit: w.value}, true
}

// articleBefore reports an article of seasons right before token i, marks passed over.
func (p *part) articleBefore(i int) bool {
	for j := i - 1; j >= 0 && j >= i-2; j-- {
		if p.toks[j].Kind != gazetteer.Mark {
			return p.timeWords.is(j, "seasonarticle")
		}
	}
	return false
}
