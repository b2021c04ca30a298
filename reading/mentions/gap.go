package mentions

import (
	"factum/gazetteer"
)

type gapKind uint8

const (
	gapOther      gapKind = iota
	gapNone               // a space
	gapHyphen             // "NAVO-secretaris"
	gapPossessive         // "Ukraine's president"
	gapOf                 // "of", "van de", "der"
	gapComma              // ", "
	gapWord               // one unknown word with a small letter
	gapCommaThe           // ", the "
)

// gap says what lies between tokens a and b.
func (p *part) gap(a, b int) gapKind {
	if a > 0 && a < b && p.mark(a, '.') && p.toks[a].Space == 0 && p.toks[a-1].End-p.toks[a-1].Start == 1 {
		a++ // the last point of "U.S."
	}
	switch {
	case b < a || b >= len(p.toks) || p.toks[a].Space == 3 && a > 0:
		return gapOther
	case a == b:
		if p.toks[b].Space == 0 {
			return gapOther
		}
		return gapNone
	}
	if p.toks[b].Space == 3 || p.sentence[a] != p.sentence[b] {
		return gapOther
	}
	if b == a+1 {
		k := p.toks[a]
		switch {
		case k.Kind == gazetteer.Mark && (k.Letter == '-' || k.Letter == '‑' || k.Letter == '–') && k.Space == 0 && p.toks[b].Space == 0:
			return gapHyphen
		case k.Kind == gazetteer.Mark && k.Letter == ',':
			return gapComma
		case k.Kind == gazetteer.Mark && (k.Letter == '\'' || k.Letter == '’') && k.Space == 0:
			return gapPossessive
		}
	}
	if b == a+2 && p.toks[a].Kind == gazetteer.Mark && (p.toks[a].Letter == '\'' || p.toks[a].Letter == '’') && p.toks[a+1].Letter == 's' {
		return gapPossessive
	}
	if w, ok := p.guards.get(a, "of"); ok && w.to <= b {
		j := w.to
		for j < b && (p.guards.is(j, "definite") || p.timeWords.is(j, "article") || p.mark(j, '\'') || p.mark(j, '’')) {
			j++
		}
		if j == b {
			return gapOf
		}
	}
	if p.toks[a].Kind == gazetteer.Mark && p.toks[a].Letter == ',' && b == a+2 && (p.guards.is(a+1, "definite") || p.timeWords.is(a+1, "article")) {
		return gapCommaThe
	}
	if b == a+1 && p.toks[a].Kind == gazetteer.Word && p.toks[a].Case == gazetteer.Lower && p.toks[a].End-p.toks[a].Start > 3 &&
		!p.guards.is(a, "of", "loc", "definite", "and") && !p.cueWords.is(a, "say", "according") && !p.timeWords.is(a, "and", "to", "before", "after", "weekday") {
		return gapWord
	}
	return gapOther
}
