package mentions

// A document tells of the past when nearly all of its full dates lie far from its publication: then a date without a year, or a time counted from
// another ("two days later"), goes on from the date told last, not from the day of publication.

const (
	storyDates = 4   // full dates or years that such a document has at least
	storyFar   = 400 // days that a date is far from the publication
	storyYears = 5   // that a stretch has at most which dates are told in
	asideFrom  = 4   // tokens of a sentence before a year that is told in passing
)

// tellsOfThePast reports such a document. One without a publication date to the year has no other anchor anyway.
func (d *document) tellsOfThePast() bool {
	if !d.anchor.year {
		return false
	}
	dated, far := 0, 0
	for _, p := range d.parts {
		for _, t := range p.times {
			if !t.explicit || t.when == nil {
				continue
			}
			to, ok := parseDay(t.when.To)
			if !ok {
				continue
			}
			dated++
			if d.anchor.from-to > storyFar {
				far++
			}
		}
	}
	return dated >= storyDates && far*4 >= dated*3
}

// resolveStory works out, in the order of the text, what follows from the date told last. A year told in passing ("after the harvest of 1788") holds for
// its sentence only.
func (p *part) resolveStory() {
	var last, end day         // told last: its first day and its last
	var known, whole bool     // there is one; it is known to the day
	var aside, asideUntil int // a year told in passing, and the token up to which it holds
	keep := p.doc.anchor
	defer func() { p.doc.anchor = keep }()
	for k := range p.times {
		t := &p.times[k]
		from, to, exact := last, end, whole
		if t.from < asideUntil {
			from, to, exact = date(aside, 1, 1), date(aside, 12, 31), false
		}
		switch {
		case t.when != nil || !known:
		case t.dm[1] > 0 && t.shift == "":
			p.inYear(t, storyYear(t.dm, from, to, exact))
		case t.dm[1] > 0, t.weekday == 0 && t.ref == "" && (t.rel != nil && (t.clock == "" || exact) || t.unit != "" && !t.span):
			p.doc.anchor = anchor{day: from, from: from, to: from, known: true, exact: exact || seasons[t.unit], month: exact, year: true}
			p.resolveFull(t)
			p.resolve(k)
			p.doc.anchor = keep
		}
		if t.when == nil || t.kind == "SET" {
			continue
		}
		d, ok := parseDay(t.when.From)
		if !ok || keep.from-d <= storyFar {
			continue
		}
		e, ok := parseDay(t.when.To)
		if !ok {
			e = d
		}
		toDay := t.when.Precision == "day" || t.when.Precision == "month" || t.when.Precision == "range" && e-d < 366
		if known && whole && !toDay && t.from > p.sentenceStart(t.from)+asideFrom {
			aside, _, _ = d.ymd()
			asideUntil = p.sentenceEnd(t.from)
			continue
		}
		last, end, known, whole, asideUntil = d, e, true, toDay, 0
	}
}

var seasons = map[string]bool{"SP": true, "SU": true, "FA": true, "WI": true}

// storyYear is the year of a day or month that follows a stretch of days told before it: one within the stretch, else its last year, or the one after
// from the end of a year to the beginning of the next.
func storyYear(dm [2]int, from, to day, exact bool) int {
	first, _, _ := from.ymd()
	y, m, _ := to.ymd()
	for in := first; in <= y && y-first < storyYears; in++ {
		if d := date(in, dm[1], max(1, dm[0])); to-from > 31 && d >= from && d <= to {
			return in
		}
	}
	switch {
	case exact && m-dm[1] > 6:
		return y + 1
	case exact && dm[1]-m > 8:
		return y - 1
	}
	return y
}
