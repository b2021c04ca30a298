package mentions

// A document tells of the past when nearly all of its full dates lie far from its publication: then a date without a year, or a time counted from
// another ("two days later"), goes on from the date told last, not from the day of publication.

const (
	storyDates = 4   // full dates or years that such a document has at least
	storyFar   = 400 // days that a date is far from the publication
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

// resolveStory works out, in the order of the text, what follows from the date told last.
func (p *part) resolveStory() {
	var last day          // told last
	var known, whole bool // there is one; it is known to the day
	keep := p.doc.anchor
	defer func() { p.doc.anchor = keep }()
	for k := range p.times {
		t := &p.times[k]
		switch {
		case t.when != nil || !known:
		case t.dm[1] > 0 && t.shift == "":
			y, m, _ := last.ymd()
			if whole && m-t.dm[1] > 6 {
				y++ // from December on to January
			} else if whole && t.dm[1]-m > 6 {
				y--
			}
			p.inYear(t, y)
		case t.weekday == 0 && t.ref == "" && (t.rel != nil && t.clock == "" || t.unit != "" && !t.span):
			p.doc.anchor = anchor{day: last, from: last, to: last, known: true, exact: whole, month: whole, year: true}
			p.resolve(k)
			p.doc.anchor = keep
		}
		if t.when == nil || t.kind == "SET" {
			continue
		}
		if d, ok := parseDay(t.when.From); ok && keep.from-d > storyFar {
			last, known, whole = d, true, t.when.Precision == "day" || t.when.Precision == "month" || t.when.Precision == "range"
		}
	}
}
