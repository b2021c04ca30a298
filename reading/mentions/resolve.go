package mentions

import (
	"fmt"
	"sort"
	"strings"
	"sync"

	"factum"
	"factum/gazetteer"
)

// resolveFull works out days and months without a year: with the publication date the nearest such day, a far one ahead of it only
// where the sentence speaks of the future; without one, the year of the nearest date in the document that has one.
func (p *part) resolveFull(t *timeFound) {
	if t.when != nil || t.dm[1] == 0 {
		return
	}
	a := p.doc.anchor
	if !a.year {
		y, ok := p.nearYear(t.from)
		if !ok {
			t.value = fmt.Sprintf("XXXX-%02d", t.dm[1])
			if t.dm[0] > 0 {
				t.value += fmt.Sprintf("-%02d", t.dm[0])
			}
			return
		}
		p.inYear(t, y)
		return
	}
	y, m, d := a.day.ymd()
	future := p.future(t.from)
	switch {
	case t.shift == "lastyear":
		y--
	case t.shift == "nextyear":
		y++
	case t.shift == "last" && (t.dm[1] > m || t.dm[1] == m && (t.dm[0] == 0 || t.dm[0] >= d)):
		y--
	case t.shift == "next" && (t.dm[1] < m || t.dm[1] == m && (t.dm[0] == 0 || t.dm[0] <= d)):
		y++
	case t.shift != "":
	case t.dm[1] > m && t.from > 0 && p.timeWords.is(t.from-1, "since"):
		y-- // what began in a month to come began last year
	case t.dm[1]-m > 6 || t.dm[1]-m == 6 && !future:
		if !future {
			y--
		}
	case m-t.dm[1] > 6 && future:
		y++
	}
	p.inYear(t, y)
}

func (p *part) inYear(t *timeFound, y int) {
	if t.dm[0] == 0 && t.dm2[1] > 0 {
		t.setMonths(y)
		return
	}
	if t.dm[0] == 0 {
		t.when, t.value = monthTime(y, t.dm[1])
		return
	}
	p.setDates(t, y)
}

// timeFrom is the index of the first expression of time that begins at token i or behind it.
func (p *part) timeFrom(i int) int {
	return sort.Search(len(p.times), func(k int) bool { return p.times[k].from >= i })
}

// timesAround are the expressions of time on both sides of token i among which the nearest of some kind is looked for: a thousand on each.
func (p *part) timesAround(i int) []timeFound {
	k := p.timeFrom(i)
	return p.times[max(0, k-1000):min(len(p.times), k+1000)]
}

// nearYear returns the year of the nearest explicit date in the part.
func (p *part) nearYear(at int) (int, bool) {
	best, year := 1<<30, 0
	for _, t := range p.timesAround(at) {
		if !t.explicit || t.when == nil {
			continue
		}
		d := at - t.from
		if d < 0 {
			d *= -3 // a story goes on from the year it named last
		}
		if d < best {
			best = d
			day, _ := parseDay(t.when.From)
			year, _, _ = day.ymd()
		}
	}
	return year, best < 1<<30
}

// resolve works out expressions that are relative to an anchor: the publication date at day precision, else a full date in the document.
func (p *part) resolve(k int) {
	t := &p.times[k]
	a := p.doc.anchor
	switch {
	case t.when != nil || t.dm[1] > 0:
		return
	case t.ref != "":
		t.value = t.ref
		if !a.known {
			return
		}
		switch t.ref {
		case "FUTURE_REF":
			t.when = &factum.Time{From: a.from.String(), Precision: "not-before"}
		default:
			t.when = &factum.Time{To: a.to.String(), Precision: "not-after"}
		}
	case t.weekday > 0:
		p.resolveWeekday(t)
	case t.rel != nil:
		d, ok := p.anchorDay(t)
		if t.clock != "" && *t.rel == 0 {
			if near, is := p.dayInSentence(t.from); is {
				d, ok = near, true
			}
		}
		if !ok {
			t.value = "XXXX-XX-XX" + withT(t.clock)
			return
		}
		if *t.rel == 0 && t.clock == "NI" && p.past(t.from) && !p.future(t.from) {
			d-- // a night told of the morning after
		}
		d += day(*t.rel)
		t.value, t.when = d.String()+withT(t.clock), dayTime(d)
	case t.later:
		p.resolveLater(k)
	case t.unit != "":
		p.resolveUnit(t)
	}
}

func withT(clock string) string {
	if clock == "" {
		return ""
	}
	return "T" + clock
}

// anchorDay returns the day that relative expressions count from.
func (p *part) anchorDay(t *timeFound) (day, bool) {
	if p.doc.anchor.exact {
		return p.doc.anchor.day, true
	}
	return p.dayInSentence(t.from)
}

// dayInSentence returns the first day of the nearest full date in the sentence of token i.
func (p *part) dayInSentence(i int) (day, bool) {
	best, found := 1<<30, day(0)
	end := p.sentenceEnd(i)
	for k := p.timeFrom(p.sentenceStart(i)); k < len(p.times) && p.times[k].from < end; k++ {
		o := &p.times[k]
		if o.when == nil || o.dm[0] == 0 && o.weekday == 0 && (o.rel == nil || o.kind != "DATE") {
			continue
		}
		if d, ok := parseDay(o.when.From); ok && abs(o.from-i) < best {
			best, found = abs(o.from-i), d
		}
	}
	return found, best < 1<<30
}

// resolveWeekday finds the day of a bare weekday. With a publication day: the last such day up to it; the next one where the
// words or the sentence's tense look ahead, or where it is but a day or two off. Without one: a full date in the document, before or after which the sentence
// sets the weekday ("on Tuesday, ahead of the meeting"); the date's own week where the sentence gives both; else it stays open.
func (p *part) resolveWeekday(t *timeFound) {
	a := p.doc.anchor
	t.value = fmt.Sprintf("XXXX-WXX-%d", t.weekday) + withT(t.clock)
	set := func(d day) {
		t.value, t.when = d.String()+withT(t.clock), dayTime(d)
	}
	if a.exact {
		monday := a.day - day(a.day.weekday()-1)
		back := (a.day.weekday() - t.weekday + 7) % 7
		switch t.shift {
		case "lastweek":
			set(monday - 7 + day(t.weekday-1))
		case "nextweek":
			set(monday + 7 + day(t.weekday-1))
		case "thisweek":
			set(monday + day(t.weekday-1))
		case "last":
			if back == 0 {
				back = 7
			}
			set(a.day - day(back))
		case "next":
			ahead := (t.weekday-a.day.weekday()+6)%7 + 1
			if ahead == 1 {
				ahead += 7 // "next Wednesday" said on a Tuesday is next week's
			}
			set(a.day + day(ahead))
		default:
			if back != 0 && p.future(t.from) || back >= 5 && !p.past(t.from) {
				// "Wednesday" in Tuesday's paper is tomorrow: six days back would be "last Wednesday", but for a verb that tells of the past.
				set(a.day + day(7-back))
			} else {
				set(a.day - day(back))
			}
		}
		return
	}
	before, after := p.cueIn(t, "before"), p.cueIn(t, "after")
	near, ok := p.dayInSentence(t.from)
	if ok && !before && !after {
		set(near - day(near.weekday()-1) + day(t.weekday-1))
		return
	}
	if !before && !after {
		return
	}
	if !ok {
		near, ok = p.nearestFull(t.from)
	}
	if !ok {
		return
	}
	var d day
	if before {
		d = near - 1 - day((near-1).weekday()-t.weekday+7)%7
	} else {
		d = near + 1 + day(t.weekday-(near+1).weekday()+7)%7
	}
	// Publication known to the month or year has to agree.
	if a.known && (d < a.from-31 || d > a.to) {
		return
	}
	set(d)
}

// cueIn reports a word of a class ("ahead of") behind the expression in its sentence.
func (p *part) cueIn(t *timeFound, class string) bool {
	end := p.sentenceEnd(t.from)
	for i := t.to; i < end; i++ {
		if w, ok := p.timeWords.get(i, class); ok {
			if w.to-w.from == 1 && class == "before" && i > t.to+3 {
				continue // a bare preposition far off belongs to something else
			}
			return true
		}
	}
	return false
}

// nearestFull returns the first day of the nearest date with day and month in the part.
func (p *part) nearestFull(i int) (day, bool) {
	best, found := 1<<30, day(0)
	for _, o := range p.timesAround(i) {
		if o.when == nil || o.dm[0] == 0 {
			continue
		}
		if d, ok := parseDay(o.when.From); ok && abs(o.from-i) < best {
			best, found = abs(o.from-i), d
		}
	}
	return found, best < 1<<30
}

func (p *part) resolveUnit(t *timeFound) {
	d, ok := p.anchorDay(t)
	a := p.doc.anchor
	if !ok {
		coarse := t.unit == "Y" && a.year || t.unit == "MO" && a.month || (t.unit == "Y" || t.unit == "MO") && t.count && a.year
		if !coarse {
			if t.value == "" {
				t.value = unresolvedUnit(t.unit)
			}
			return
		}
		d = a.day
	}
	y, m, _ := d.ymd()
	if t.span {
		from, to := d, d
		end := shiftUnit(d, t.unit, t.n)
		if end < d {
			from = end
		} else {
			to = end
		}
		t.when = stretch(from, to, "range")
		return
	}
	switch t.unit {
	case "S", "M", "H":
		t.value, t.when = "PAST_REF", dayTime(d)
		t.kind = "TIME"
	case "D":
		d += day(t.n)
		t.value, t.when = d.String(), dayTime(d)
	case "W":
		t.when, t.value = weekTime(d + day(7*t.n))
	case "WE":
		sat := d - day(d.weekday()-1) + 5
		switch {
		case t.n < 0 && d.weekday() < 6, t.n < 0:
			sat -= 7
		case t.n > 0 && d.weekday() >= 6:
			sat += 7
		case t.n == 0 && (d.weekday() == 1 || d.weekday() < 6 && p.past(t.from) && !p.future(t.from)):
			sat -= 7 // on a Monday, or where a verb tells of the past, "the weekend" is the one just past
		}
		yy, w := sat.time().ISOWeek()
		t.value, t.when = fmt.Sprintf("%04d-W%02d-WE", yy, w), stretch(sat, sat+1, "range")
	case "MO":
		t.when, t.value = monthTime(y, m+t.n)
	case "Q":
		q := (m-1)/3 + t.n
		fy, fm := norm(y, q*3+1)
		ly, lm := norm(y, q*3+3)
		t.value, t.when = fmt.Sprintf("%04d-Q%d", fy, (fm-1)/3+1), stretch(date(fy, fm, 1), date(ly, lm, monthDays(ly, lm)), "range")
	case "Y":
		t.when, t.value = yearTime(y + t.n)
	case "DE":
		s := y/10*10 + 10*t.n
		t.value, t.when = fmt.Sprint(s/10), stretch(date(s, 1, 1), date(s+9, 12, 31), "range")
	case "CE":
		s := y/100*100 + 100*t.n
		t.value, t.when = fmt.Sprint(s/100), stretch(date(s, 1, 1), date(s+99, 12, 31), "range")
	case "SP", "SU", "FA", "WI":
		yy := y + t.n
		switch first := map[string]int{"SP": 3, "SU": 6, "FA": 9, "WI": 12}[t.unit]; {
		case t.unit == "WI" && m <= 6 && t.n == 0:
			yy--
		case t.n > 0 && first > m:
			yy = y + t.n - 1 // "next autumn" in April is this year's
		}
		t.when, t.value = seasonTime(yy, t.unit)
	}
}

func unresolvedUnit(u string) string {
	switch u {
	case "D":
		return "XXXX-XX-XX"
	case "W", "WE":
		return "XXXX-WXX"
	case "MO":
		return "XXXX-XX"
	case "SP", "SU", "FA", "WI":
		return "XXXX-" + u
	}
	return "XXXX"
}

// shiftUnit moves a day by n units.
func shiftUnit(d day, unit string, n int) day {
	switch unit {
	case "D":
		return d + day(n)
	case "W":
		return d + day(7*n)
	case "MO":
		y, m, dd := d.ymd()
		y, m = norm(y, m+n)
		return date(y, m, min(dd, monthDays(y, m)))
	case "Y":
		y, m, dd := d.ymd()
		return date(y+n, m, min(dd, monthDays(y+n, m)))
	case "DE":
		return shiftUnit(d, "Y", 10*n)
	case "CE":
		return shiftUnit(d, "Y", 100*n)
	}
	return d
}

// future reports whether the words around token i speak of what is to come: a word of the future near by in its sentence, not beyond a quotation mark.
func (p *part) future(i int) bool {
	start, end := max(p.sentenceStart(i), i-9), min(p.sentenceEnd(i), i+9)
	for j := i; j >= start; j-- {
		if p.quoteMark(j) {
			break
		}
		if p.timeWords.is(j, "future") || p.futureForm(j) {
			return true
		}
	}
	for j := i + 1; j < end && !p.quoteMark(j); j++ {
		if p.timeWords.is(j, "future") || p.futureForm(j) {
			return true
		}
	}
	return false
}

// futureForm reports a word with an ending of the future ("comparecerá", "riferiranno").
func (p *part) futureForm(j int) bool { return p.hasEnding(j, "futureend") }

// hasEnding reports a word of small letters, six bytes at least, with an ending of a class.
func (p *part) hasEnding(j int, class string) bool {
	if p.toks[j].Kind != gazetteer.Word || p.toks[j].Case != gazetteer.Lower || p.toks[j].End-p.toks[j].Start < 6 {
		return false
	}
	for _, e := range verbEndings()[class+" "+p.doc.lang] {
		if strings.HasSuffix(p.tok(j), e) {
			return true
		}
	}
	return false
}

// verbEndings are each language's endings of verbs of what is to come and of what was, by class and language.
var verbEndings = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for _, r := range rows("times") {
		if r[1] == "futureend" || r[1] == "pastend" {
			for _, f := range gazetteer.Forms(r[3]) {
				out[r[1]+" "+r[0]] = append(out[r[1]+" "+r[0]], f.Text)
			}
		}
	}
	return out
})

// past reports whether a verb near token i tells of what was.
func (p *part) past(i int) bool {
	for j := max(p.sentenceStart(i), i-9); j < min(p.sentenceEnd(i), i+9); j++ {
		if p.timeWords.is(j, "past") || p.hasEnding(j, "pastend") {
			return true
		}
	}
	return false
}

// quoteMark reports a mark that can open or close a quote.
func (p *part) quoteMark(i int) bool {
	k := p.toks[i]
	return k.Kind == gazetteer.Mark && opens(k.Letter) && !(k.Space == 0 && i+1 < len(p.toks) && p.toks[i+1].Space == 0)
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
