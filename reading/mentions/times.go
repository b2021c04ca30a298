package mentions

import (
	"strconv"

	"factum"
	"factum/gazetteer"
	"factum/language"
)

// timeFound is an expression of time at tokens [from,to).
type timeFound struct {
	from, to int
	value    string
	kind     string // DATE, TIME, DURATION, SET
	when     *factum.Time
	// What can only be worked out once the whole document is read:
	weekday int    // 1 to 7, of a weekday without a date
	shift   string // "last", "next", "this", "lastweek", "nextweek" or ""
	clock   string // "MO", "T10:30", appended to the day's value
	dm      [2]int // day and month without a year; day 0 a month alone
	dm2     [2]int // the end of such a range
	rel     *int   // days from the anchor
	unit    string // W, MO, Y, WE, Q, SP …: a unit relative to the anchor
	n       int    // how many units from the anchor, negative before
	ref     string // PRESENT_REF, PAST_REF, FUTURE_REF
	count   bool   // n units counted off ("three weeks ago"): not the whole unit's name
	span    bool   // n units up to or from the anchor ("the last three days")
	later   bool   // counted from the day told last
	explicit,
	mod,
	onto bool // the night onto its day: a weekday that is the one before
}

// findTimes finds and resolves the expressions of time in all parts.
func (d *document) findTimes() {
	for _, p := range d.parts {
		for i := 0; i < len(p.toks); {
			if !p.timely(i) {
				i++
			} else if t, ok := p.timeAt(i); ok && t.to > i {
				p.times = append(p.times, t)
				i = t.to
			} else {
				i++
			}
		}
		p.joinHours()
	}
	if d.tellsOfThePast() {
		for _, p := range d.parts {
			p.resolveStory()
		}
	}
	for _, p := range d.parts {
		for k := range p.times {
			p.resolveFull(&p.times[k])
		}
	}
	for _, p := range d.parts {
		for k := range p.times {
			p.resolve(k)
		}
	}
}

func (p *part) timeMentions() []factum.TimeMention {
	out := make([]factum.TimeMention, 0, len(p.times))
	for _, t := range p.times {
		s := p.span(t.from, t.to)
		out = append(out, factum.TimeMention{Part: p.name, Span: s, Text: p.words(s), Value: t.value, Type: t.kind, When: t.when})
	}
	return out
}

// timely reports whether an expression of time can start at token i; at most tokens none can.
func (p *part) timely(i int) bool {
	switch p.toks[i].Kind {
	case gazetteer.Mark:
		return false
	case gazetteer.Number:
		return true
	}
	if p.timeWords.any(i) || p.numWords.any(i) {
		return true
	}
	_, ok := p.dayCompoundAt(i)
	return ok
}

// timeAt reads an expression of time that starts at token i, where one can; of several readings the longest.
func (p *part) timeAt(i int) (timeFound, bool) {
	best := timeFound{to: i}
	take := func(t timeFound, ok bool) {
		if ok && t.to > best.to {
			t.from = i
			best = t
		}
	}
	if p.toks[i].Kind == gazetteer.Number {
		take(p.numericDate(i))
		take(p.dayMonth(i))
		take(p.clockTime(i))
		take(p.yearAlone(i))
		take(p.counted(i))
		take(p.decade(i))
		take(p.era(i))
		take(p.spokenHour(i))
	} else {
		if !p.timeWords.any(i) && !p.numWords.any(i) {
			take(p.weekdayCompound(i))
		} else {
			take(p.monthDay(i))
			take(p.dayMonth(i))
			take(p.weekday(i))
			take(p.relativeDay(i))
			take(p.modified(i))
			take(p.reference(i))
			take(p.toldDay(i))
			if w, ok := p.timeWords.get(i, "hourword"); ok && w.to-w.from > 1 {
				take(p.spokenHour(i)) // before "elf uur" is a duration
			}
			take(p.counted(i))
			take(p.era(i))
			take(p.spokenHour(i))
			take(p.seasonAlone(i))
			take(p.clockTime(i))
			take(p.spelledHour(i))
			take(p.namedDecade(i))
			take(p.weekdayCompound(i))
		}
	}
	if best.to > i {
		p.behindDay(&best)
	}
	return best, best.to > i
}

// behindDay takes what follows a day and month: "5 de abril por la mañana", "24 febbraio scorso", "24 lutego ubiegłego roku".
func (p *part) behindDay(t *timeFound) {
	if t.dm[1] == 0 || t.dm2[1] > 0 || t.kind != "DATE" || t.to >= len(p.toks) {
		return
	}
	if !t.explicit && t.shift == "" {
		if v, ok := p.timeWords.get(t.to, "lastpost"); ok {
			t.shift, t.to = "last", v.to
		} else if v, ok := p.timeWords.get(t.to, "nextpost"); ok {
			t.shift, t.to = "next", v.to
		} else if shift, end, ok := p.shiftedYear(t.to); ok {
			t.shift, t.to = shift, end
		} else if v, ok := p.timeWords.get(t.to, "relunit"); ok && v.value == "Y -1" { // "у серпні торік"
			t.shift, t.to = "lastyear", v.to
		}
	}
	if t.dm[0] > 0 && t.clock == "" {
		p.addPart(t)
		if t.clock != "" && t.value != "" {
			t.value += "T" + t.clock
		}
	}
}

// shiftedYear reads "last year", "del año pasado", "tego roku" behind a month or season.
func (p *part) shiftedYear(i int) (shift string, end int, ok bool) {
	if w, is := p.timeWords.get(i, "of"); is {
		i = w.to
	}
	if p.timeWords.is(i, "article") {
		i++
	}
	if p.mark(i, '\'') || p.mark(i, '’') {
		i++
	}
	for _, c := range []string{"last", "next", "this"} {
		if m, is := p.timeWords.get(i, c); is {
			if p.mark(m.to, '\'') || p.mark(m.to, '’') {
				m.to++
			}
			if u, is := p.timeWords.get(m.to, "unit"); is && u.value == "Y" {
				return c + "year", u.to, true
			}
		}
	}
	if u, is := p.timeWords.get(i, "unit"); is && u.value == "Y" {
		if v, is := p.timeWords.get(u.to, "lastpost"); is {
			return "lastyear", v.to, true
		}
		if v, is := p.timeWords.get(u.to, "nextpost"); is {
			return "nextyear", v.to, true
		}
	}
	return "", i, false
}

// year reads a year of four digits at token i.
func (p *part) year(i int) (int, bool) {
	if i >= len(p.toks) || p.toks[i].Kind != gazetteer.Number || p.toks[i].End-p.toks[i].Start != 4 || p.toks[i].Space == 3 {
		return 0, false
	}
	y, _ := strconv.Atoi(p.tok(i))
	return y, y >= 1000 && y <= 2099
}

// small reads a day of the month at token i, digits with an ordinal ending or point, or a number word in languages that use them; next is the token after it.
func (p *part) small(i int) (n, next int, ok bool) {
	if w, is := p.timeWords.get(i, "dayword"); is {
		n, _ = strconv.Atoi(w.value)
		return n, w.to, true
	}
	if i >= len(p.toks) || p.toks[i].Kind != gazetteer.Number || p.toks[i].End-p.toks[i].Start > 2 {
		return 0, i, false
	}
	n, _ = strconv.Atoi(p.tok(i))
	next = i + 1
	if next < len(p.toks) && p.toks[next].Space == 0 {
		switch {
		case p.timeWords.is(next, "ordinal"), p.mark(next, '.'):
			next++
		case p.mark(next, '-'):
			if next+1 < len(p.toks) && p.toks[next+1].Kind == gazetteer.Word && p.toks[next+1].Space == 0 && p.toks[next+1].End-p.toks[next+1].Start <= 6 && p.toks[next+1].Letter >= 0x400 {
				next += 2
			}
		}
	}
	return n, next, n >= 1 && n <= 31
}

// dayMonth reads "5 April 2022", "6-7 april", "3. bis 5. Mai", "le 1er avril", "between 3 and 5 April", with a weekday before it.
func (p *part) dayMonth(i int) (timeFound, bool) {
	j := i
	if w, ok := p.timeWords.get(j, "weekday"); ok {
		j = w.to
		for p.mark(j, ',') || p.mark(j, '.') {
			j++
		}
		if w, ok := p.timeWords.get(j, "part"); ok {
			j = w.to
			if p.mark(j, ',') {
				j++
			}
		}
		for n := 0; n < 2 && j < len(p.toks) && p.toks[j].Kind == gazetteer.Word; n++ {
			if w, ok := p.timeWords.get(j, "article"); ok {
				j = w.to
			}
		}
	}
	d1, next, ok := p.small(j)
	if !ok {
		return timeFound{}, false
	}
	if w, ok := p.timeWords.get(next, "of"); ok {
		next = w.to
	}
	if m, end, ok := p.month(next); ok {
		y, end, hasYear := p.yearAfter(end)
		t := timeFound{to: end, kind: "DATE", dm: [2]int{d1, m}}
		// "30 March - 2 April 2022"
		if to, ok := p.rangeTo(i, end); ok {
			if p.timeWords.is(to, "article") {
				to++
			}
			if d2, n2, ok := p.small(to); ok {
				if m2, e2, ok := p.month(n2); ok {
					y2, e2, has2 := p.yearAfter(e2)
					if has2 && hasYear && y2 > y && validDate(y, m, d1) && validDate(y2, m2, d2) { // "between 29 April 2011 and 7 September 2012"
						from, till := date(y, m, d1), date(y2, m2, d2)
						t.to, t.explicit, t.value, t.when = e2, true, from.String()+"/"+till.String(), stretch(from, till, "range")
						return t, true
					}
					if has2 && !hasYear {
						y, hasYear = y2, true
					}
					t.dm2, t.to = [2]int{d2, m2}, e2
				}
			}
		}
		return p.fullDate(t, y, hasYear)
	}
	if t, ok := p.dayOfList(i, j, d1, next); ok {
		return t, true
	}
	// A range within the month.
	to, ok := p.rangeTo(i, next)
	if !ok {
		return timeFound{}, false
	}
	d2, next, ok := p.small(to)
	if !ok || d2 <= d1 {
		return timeFound{}, false
	}
	if w, ok := p.timeWords.get(next, "of"); ok {
		next = w.to
	}
	m, end, ok := p.month(next)
	if !ok {
		return timeFound{}, false
	}
	y, end, hasYear := p.yearAfter(end)
	return p.fullDate(timeFound{to: end, kind: "DATE", dm: [2]int{d1, m}, dm2: [2]int{d2, m}}, y, hasYear)
}

// dayOfList reads a day whose month comes with a later one: "on the 3rd, 4th and 6th of April" are three days, where "from the 3rd to the 6th" and
// "between the 3rd and the 6th" are a stretch. i is where the expression starts, j its day.
func (p *part) dayOfList(i, j, d1, next int) (timeFound, bool) {
	if p.betweenBefore(i) {
		return timeFound{}, false
	}
	at, and := next, false
	for n := 0; n < 31; n++ {
		w, isAnd := p.timeWords.get(at, "and")
		switch {
		case isAnd:
			at, and = w.to, true
		case p.mark(at, ','):
			if at++; p.timeWords.is(at, "and") { // "on the 11th, 18th, and 25th of March"
				continue
			}
		default:
			return timeFound{}, false
		}
		for k := 0; k < 2 && p.timeWords.is(at, "article"); k++ {
			at++
		}
		_, after, ok := p.small(at)
		if !ok {
			return timeFound{}, false
		}
		at = after
		if w, ok := p.timeWords.get(at, "of"); ok {
			at = w.to
		}
		if m, end, ok := p.month(at); ok {
			if !and || d1 > monthDays(2024, m) {
				return timeFound{}, false
			}
			y, _, hasYear := p.yearAfter(end)
			return p.fullDate(timeFound{to: next, kind: "DATE", dm: [2]int{d1, m}}, y, hasYear)
		}
	}
	return timeFound{}, false
}

// rangeTo passes over what parts the ends of a range that starts at token start: a dash, "to", and where "between" leads it in, "and".
func (p *part) rangeTo(start, i int) (int, bool) {
	if i >= len(p.toks) {
		return i, false
	}
	if p.mark(i, '-') || p.mark(i, '–') || p.mark(i, '—') || p.mark(i, '/') {
		return i + 1, true
	}
	if w, ok := p.timeWords.get(i, "to"); ok {
		return w.to, true
	}
	if w, ok := p.timeWords.get(i, "and"); ok && p.betweenBefore(start) {
		return w.to, true
	}
	return i, false
}

// betweenBefore reports a word of "between" right before token i.
func (p *part) betweenBefore(i int) bool {
	if i > 1 && p.timeWords.is(i-1, "article") && p.numWords.is(i-2, "between") { // "zwischen dem 3. und dem 5. Mai"
		return true
	}
	_, ok := p.numWords.ending(i, "between")
	return ok || p.numWords.is(i-1, "between")
}

func (p *part) month(i int) (m, next int, ok bool) {
	w, ok := p.timeWords.get(i, "month")
	if !ok && i > 0 && p.toks[i-1].Kind == gazetteer.Number { // "8 січ."
		w, ok = p.timeWords.get(i, "monthabbr")
	}
	if !ok || i > 0 && p.toks[i].Space == 3 {
		return 0, i, false
	}
	m, _ = strconv.Atoi(w.value)
	next = w.to
	if p.mark(next, '.') && p.toks[i].End-p.toks[i].Start <= 4 && p.toks[next].Space == 0 && next+1 < len(p.toks) && p.toks[next+1].Kind == gazetteer.Number {
		next++
	}
	return m, next, true
}

// yearAfter reads a year after a month: ", 2022", "2022", "2022 року", "de 2022".
func (p *part) yearAfter(i int) (y, next int, ok bool) {
	j := i
	if p.mark(j, ',') {
		j++
	}
	if w, is := p.timeWords.get(j, "of"); is {
		j = w.to
	}
	y, ok = p.year(j)
	if !ok || p.roundCount(j, y) {
		return 0, i, false
	}
	if j+1 < len(p.toks) && p.mark(j+1, ':') { // "5 april 20:15" is no year, but four digits are
		return y, j + 1, true
	}
	next = j + 1
	if w, is := p.timeWords.get(next, "yearnoun"); is && (p.toks[next].Letter >= 0x400 || w.value == "behind") {
		next = w.to
		if p.mark(next, '.') && p.toks[next].Space == 0 && w.to-w.from == 1 && p.toks[w.from].End-p.toks[w.from].Start <= 4 && next+1 < len(p.toks) && p.toks[next+1].Case == gazetteer.Lower {
			next++
		}
	}
	return y, next, true
}

// roundCount reports a round number of four digits that counts the noun behind it rather than naming a year: "im März 2000 Soldaten".
func (p *part) roundCount(j, y int) bool {
	if y%100 != 0 && y >= 1900 || j+1 >= len(p.toks) || p.toks[j+1].Kind != gazetteer.Word || p.toks[j+1].Space != 1 {
		return false
	}
	w, _ := in(casualtyWords(), p.doc.lang).Longest(p.toks, j+1)
	for _, v := range w {
		if v.class == "person" || v.class == "noun" || v.class == "measure" || v.class == "money" {
			return true
		}
	}
	return p.doc.nounsCapital() && p.capital(j+1)
}

func (p *part) fullDate(t timeFound, y int, hasYear bool) (timeFound, bool) {
	if t.dm[0] > monthDays(2024, t.dm[1]) {
		return t, false
	}
	if hasYear {
		if !validDate(y, t.dm[1], t.dm[0]) {
			return t, false
		}
		t.explicit = true
		p.setDates(&t, y)
	}
	return t, true
}

// setDates fills value and when of a day or range of days in year y.
func (p *part) setDates(t *timeFound, y int) {
	if !validDate(y, t.dm[1], t.dm[0]) {
		return
	}
	from := date(y, t.dm[1], t.dm[0])
	if t.dm2[1] == 0 {
		t.value, t.when = from.String(), dayTime(from)
		if t.clock != "" {
			t.value += "T" + t.clock
		}
		return
	}
	y2 := y
	if t.dm2[1] < t.dm[1] {
		y2++
	}
	if !validDate(y2, t.dm2[1], t.dm2[0]) {
		t.dm2 = [2]int{}
		t.value, t.when = from.String(), dayTime(from)
		return
	}
	to := date(y2, t.dm2[1], t.dm2[0])
	t.value, t.when = from.String()+"/"+to.String(), stretch(from, to, "range")
}

// monthDay reads what begins with a month: "April 5, 2022", "April 5-7", "April 2022", "april".
func (p *part) monthDay(i int) (timeFound, bool) {
	j := i
	if w, ok := p.timeWords.get(j, "weekday"); ok {
		j = w.to
		if p.mark(j, ',') {
			j++
		}
	}
	start := j
	if w, ok := p.timeWords.get(j, "mod"); ok && j == i {
		j = w.to
		if p.mark(j, '-') {
			j++
		}
	}
	m, next, ok := p.month(j)
	if !ok {
		return timeFound{}, false
	}
	if d1, n1, ok := p.small(next); ok && p.toks[next].Space > 0 && p.toks[next].Space < 3 && j == start && p.doc.monthFirst() {
		t := timeFound{kind: "DATE", dm: [2]int{d1, m}, to: n1}
		end := n1
		if to, ok := p.rangeTo(i, n1); ok {
			if d2, n2, ok := p.small(to); ok && d2 > d1 && !p.timeWords.is(n2, "month") {
				t.dm2, t.to, end = [2]int{d2, m}, n2, n2
			} else if m2, n2, ok := p.month(to); ok {
				if d2, n3, ok := p.small(n2); ok {
					t.dm2, t.to, end = [2]int{d2, m2}, n3, n3
				}
			}
		}
		y, end, hasYear := p.yearAfter(end)
		if hasYear {
			t.to = end
		}
		return p.fullDate(t, y, hasYear)
	}
	if start != i && j == start { // a weekday before a bare month
		return timeFound{}, false
	}
	y, end, hasYear := p.yearAfter(next)
	if j == i && (!p.doc.monthFirst() || p.betweenBefore(i)) {
		if t, ok := p.monthsTo(timeFound{kind: "DATE", dm: [2]int{0, m}}, i, end, y); ok {
			return t, true
		}
	}
	if hasYear {
		t := timeFound{to: end, kind: "DATE", explicit: true}
		t.when, t.value = monthTime(y, m)
		return t, true
	}
	// A bare month: abbreviations and words that mean other things too need company.
	if k := p.toks[j]; k.End-k.Start <= 4 && k.Letter < 0x250 && j == i && !p.bareMonth(j) {
		return timeFound{}, false
	}
	return timeFound{to: next, kind: "DATE", dm: [2]int{0, m}}, true
}

// bareMonth reports whether a short month name is led in by a word that goes with times ("in May", "since June").
func (p *part) bareMonth(j int) bool {
	if j == 0 {
		return false
	}
	return p.timeWords.is(j-1, "yearprep", "monthprep", "this", "last", "next", "mod", "before", "after", "to") && p.toks[j].Space == 1
}

// monthFirst: languages that write the month before the day.
func (d *document) monthFirst() bool { return d.has(language.MonthFirst) }

// numericDate reads 2022-04-05, 5.4.2022, 05/04/2022, 5-4-2022.
func (p *part) numericDate(i int) (timeFound, bool) {
	if i+4 >= len(p.toks) {
		return timeFound{}, false
	}
	sep := p.toks[i+1].Letter
	if p.toks[i+1].Kind != gazetteer.Mark || sep != '-' && sep != '.' && sep != '/' || !p.mark(i+3, sep) {
		return timeFound{}, false
	}
	for j := i + 1; j <= i+4; j++ {
		if p.toks[j].Space != 0 || j%2 == i%2 && p.toks[j].Kind != gazetteer.Number {
			return timeFound{}, false
		}
	}
	a, _ := strconv.Atoi(p.tok(i))
	b, _ := strconv.Atoi(p.tok(i + 2))
	c, _ := strconv.Atoi(p.tok(i + 4))
	y, m, d := c, b, a
	switch {
	case p.toks[i].End-p.toks[i].Start == 4:
		y, d = a, c
	case p.toks[i+4].End-p.toks[i+4].Start == 2 && sep == '.':
		y = 2000 + c
	case p.toks[i+4].End-p.toks[i+4].Start != 4:
		return timeFound{}, false
	case m > 12 || p.doc.monthFirst() && sep == '/' && d <= 12:
		m, d = d, m
	}
	if y < 1000 || y > 2099 || !validDate(y, m, d) {
		return timeFound{}, false
	}
	t := timeFound{to: i + 5, kind: "DATE", dm: [2]int{d, m}, explicit: true}
	p.setDates(&t, y)
	return t, true
}

// yearAlone reads a year in the company of a word that says so, or in brackets.
func (p *part) yearAlone(i int) (timeFound, bool) {
	if t, ok := p.yearLine(i); ok {
		return t, true
	}
	y, ok := p.year(i)
	if !ok {
		return timeFound{}, false
	}
	if t, ok := p.yearsTo(i, y); ok {
		return t, true
	}
	end := i + 1
	if w, ok := p.timeWords.get(end, "yearnoun"); ok && p.toks[i].Start > 0 {
		end = w.to
	} else {
		led := i > 0 && (p.timeWords.is(i-1, "yearprep", "season", "mod") || p.mark(i-1, '(') && (p.mark(end, ')') || p.mark(end, '-') || p.mark(end, '–')))
		if !led && i > 1 && p.toks[i-1].Kind == gazetteer.Mark {
			if _, prev := p.year(i - 2); prev && (p.mark(i-1, '-') || p.mark(i-1, '–')) {
				led = true
			}
		}
		if !led && y >= 1900 && y < 2040 && len(p.times) > 0 && p.times[len(p.times)-1].to == i-1 && len(p.times[len(p.times)-1].value) == 4 && p.timeWords.is(i-1, "and", "to") {
			led = true // "in 2014 and 2015"
		}
		if !led && p.doc.nounsCapital() && y >= 1900 && y < 2040 && p.adverbialYear(i) {
			led = true
		}
		if !led && y >= 1900 && y < 2040 && i > 0 && p.toks[i].Space == 1 && p.toks[i-1].Kind == gazetteer.Word && (end == len(p.toks) || p.toks[end].Kind == gazetteer.Mark && containsRune(".,;:)!?", p.toks[end].Letter)) {
			led = !p.numWords.is(i-1, "least", "over", "most", "under", "about") // "…, Mai 2014." and the like: a year before a mark
		}
		if p.numWords.is(i-1, "most", "under", "over", "about") && y < 1900 {
			led = false // "up to 1700 soldiers"
		}
		if !led || y < 1500 || end < len(p.toks) && p.toks[end].Space == 0 && (p.mark(end, ',') || p.mark(end, '.')) && end+1 < len(p.toks) && p.toks[end+1].Space == 0 && p.toks[end+1].Kind == gazetteer.Number {
			return timeFound{}, false
		}
		if p.numWords.is(end, "scale") || p.currencyAround(i, end) {
			return timeFound{}, false
		}
	}
	t := timeFound{to: end, kind: "DATE", explicit: true}
	t.when, t.value = yearTime(y)
	return t, true
}

// yearLine reads a year that is a paragraph of its own, as chronicles head what happened in it.
func (p *part) yearLine(i int) (timeFound, bool) {
	k, end := p.toks[i], i+1
	if w, ok := p.timeWords.get(end, "yearnoun"); ok {
		end = w.to
	}
	if k.End-k.Start != 4 || i == 0 || end < len(p.toks) && p.toks[end].Space < 3 || k.Space < 3 && (!p.mark(i-1, '-') || p.toks[i-1].Space < 3) {
		return timeFound{}, false
	}
	y, err := strconv.Atoi(p.tok(i))
	if err != nil || y < 1500 || y > 2099 {
		return timeFound{}, false
	}
	t := timeFound{to: end, kind: "DATE", explicit: true}
	t.when, t.value = yearTime(y)
	return t, true
}

// nounsCapital: languages that write every noun with a capital.
func (d *document) nounsCapital() bool { return d.has(language.CapitalNouns) }

// has reports whether the document's language has a trait.
func (d *document) has(t language.Trait) bool { return language.Of(d.lang).Has(t) }

// adverbialYear tells a bare year ("dass 2014 rund …", "ist 1977 in …") from a number of things, in a language that shows its nouns: no noun, number or
// unit follows, and no word of amount or currency stands beside.
func (p *part) adverbialYear(i int) bool {
	j := i + 1
	if p.currencyAround(i, j) || p.numWords.is(i-1, "least", "over", "most", "under", "about", "scale") {
		return false
	}
	if j == len(p.toks) {
		return true
	}
	k := p.toks[j]
	switch {
	case k.Kind == gazetteer.Number:
		return false
	case k.Kind == gazetteer.Mark:
		if k.Space == 0 && (p.mark(j, ',') || p.mark(j, '.') || p.mark(j, ':')) {
			return j+1 >= len(p.toks) || p.toks[j+1].Space > 0 || p.toks[j+1].Kind != gazetteer.Number
		}
		return !p.mark(j, '%') && !p.mark(j, '€') && !p.mark(j, '$')
	case k.Space == 0: // "2014er"
		return false
	}
	if w, ok := p.numWords.get(j, "to"); ok && w.to < len(p.toks) && p.toks[w.to].Kind == gazetteer.Number {
		_, year := p.year(w.to)
		return year && p.adverbialYear(w.to)
	}
	return k.Case == gazetteer.Lower && !p.numWords.is(j, "scale")
}

// decade reads "1990s", "1990er".
func (p *part) decade(i int) (timeFound, bool) {
	if t, ok := p.shortDecade(i); ok {
		return t, true
	}
	y, ok := p.year(i)
	if !ok || y%10 != 0 || i+1 >= len(p.toks) || p.toks[i+1].Space != 0 {
		return timeFound{}, false
	}
	if s := p.tok(i + 1); s != "s" && s != "er" && s != "ern" {
		return timeFound{}, false
	}
	t := decadeOf(y, i+2)
	t.explicit = true
	return t, true
}

// fromClock reports whether the end of a stretch of hours stands at token j: "10-18 Uhr", "9.30 bis 12 Uhr".
func (p *part) fromClock(j int) bool {
	to, ok := p.rangeTo(j, j)
	if !ok || to >= len(p.toks) || p.toks[to].Kind != gazetteer.Number || p.toks[to].End-p.toks[to].Start > 2 {
		return false
	}
	to++
	if to+1 < len(p.toks) && (p.mark(to, ':') || p.mark(to, '.')) && p.toks[to].Space == 0 && p.toks[to+1].Kind == gazetteer.Number && p.toks[to+1].Space == 0 {
		to += 2
	}
	w, ok := p.timeWords.get(to, "clock")
	return ok && p.tok(w.from) != "hours"
}

// shortDecade reads "80er Jahre": of the last century, or of this one up to the twenties.
func (p *part) shortDecade(i int) (timeFound, bool) {
	if p.toks[i].End-p.toks[i].Start != 2 || i+2 >= len(p.toks) || p.toks[i+1].Space != 0 {
		return timeFound{}, false
	}
	n, err := strconv.Atoi(p.tok(i))
	u, ok := p.timeWords.get(i+2, "unit")
	if s := p.tok(i + 1); err != nil || n%10 != 0 || s != "er" && s != "ern" || !ok || u.value != "Y" {
		return timeFound{}, false
	}
	y := 1900 + n
	if n < 20 {
		y = 2000 + n
	}
	return decadeOf(y, u.to), true
}

// clockTime reads "10:30", "10.30 uur", "10 Uhr", "5 p.m.", noon and midnight.
func (p *part) clockTime(i int) (timeFound, bool) {
	if w, ok := p.timeWords.get(i, "midday"); ok {
		return clockAt(w.to, 12, 0), true
	}
	if w, ok := p.timeWords.get(i, "midnight"); ok {
		return clockAt(w.to, 0, 0), true
	}
	if p.toks[i].Kind != gazetteer.Number || p.toks[i].End-p.toks[i].Start > 2 {
		return timeFound{}, false
	}
	h, _ := strconv.Atoi(p.tok(i))
	if h > 24 {
		return timeFound{}, false
	}
	if i > 1 && p.toks[i].Space == 0 && p.toks[i-1].Kind == gazetteer.Mark && p.toks[i-2].Kind == gazetteer.Number {
		return timeFound{}, false
	}
	j, minutes, colon := i+1, 0, false
	if j+1 < len(p.toks) && (p.mark(j, ':') || p.mark(j, '.')) && p.toks[j].Space == 0 && p.toks[j+1].Kind == gazetteer.Number && p.toks[j+1].Space == 0 && p.toks[j+1].End-p.toks[j+1].Start == 2 {
		minutes, _ = strconv.Atoi(p.tok(j + 1))
		colon = p.mark(j, ':')
		if minutes > 59 {
			return timeFound{}, false
		}
		j += 2
	} else if j+1 < len(p.toks) && (p.mark(j, '.') || p.mark(j, ',')) && p.toks[j].Space == 0 && p.toks[j+1].Kind == gazetteer.Number && p.toks[j+1].Space == 0 {
		return timeFound{}, false // "las 2.750 toneladas"
	}
	if j == i+1 && j < len(p.toks) && p.toks[j].Space == 0 { // "15h30"
		if s := p.tok(j); len(s) == 3 && s[0] == 'h' {
			if m, err := strconv.Atoi(s[1:]); err == nil && m < 60 {
				return clockAt(j+1, h, m), true
			}
		}
	}
	end := j
	w, ok := p.timeWords.get(j, "clock")
	if ok {
		end = w.to
		switch s := p.tok(w.from); {
		case (s[0] == 'p' || s[0] == 'P') && h < 12:
			h += 12
		case (s == "hours" || s == "час" || s == "часа" || s == "часов" || s == "годин" || s == "ч") && minutes == 0:
			return timeFound{}, false // a duration
		case w.value == "unit" && minutes == 0 && !p.hourWords(i, end):
			return timeFound{}, false
		}
		if m, ok := p.minutes(end); ok && minutes == 0 && w.value != "0" { // "10 h 40"
			minutes, end = m, end+1
		}
		if p.mark(end, '.') && w.to-w.from > 1 && p.toks[end].Space == 0 && end+1 < len(p.toks) && p.toks[end+1].Case == gazetteer.Lower {
			end++
		}
	} else if h2, at, ok := p.hourBefore(i, j, h); ok {
		h, end = h2, at
	} else if !colon && !p.fromClock(j) {
		return timeFound{}, false
	}
	if v, is := p.timeWords.get(end, "part"); ok && is {
		h, end = hourOf(h, v.value), v.to
	}
	return clockAt(end, h, minutes), true
}

// hourBefore reads an hour that words before it say is one: "alle 14", "a las 5 de la tarde", "o godzinie 7.30". i is its first token, j the token
// after it.
func (p *part) hourBefore(i, j, h int) (hour, end int, ok bool) {
	led := i
	if p.mark(i-1, '.') && p.toks[i-1].Space == 0 { // "o godz. 15.40", "ok. 15.30"
		led = i - 1
	}
	w, ok := p.timeWords.ending(led, "clockpre")
	if !ok || w.value == "minutes" && j == i+1 || p.toks[i].Space == 3 {
		return h, j, false
	}
	if v, ok := p.timeWords.get(j, "part"); ok {
		return hourOf(h, v.value), v.to, true
	}
	if j == i+1 && (p.timeWords.is(j, "month") || p.numWords.is(j, "scale") || j < len(p.toks) && p.toks[j].Kind == gazetteer.Word && p.clockless(j)) {
		return h, j, false
	}
	return h, j, true
}

// clockless reports a word with a small letter that goes on behind a number: it counts something, so that no bare hour stands before it.
func (p *part) clockless(j int) bool {
	return p.toks[j].Case == gazetteer.Lower && p.toks[j].End-p.toks[j].Start > 3 && !p.timeWords.is(j, "day", "weekday", "partof", "clock") &&
		!p.timeWords.is(j-1, "clockpre")
}
