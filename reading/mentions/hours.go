package mentions

import (
	"fmt"
	"strconv"

	"factum/gazetteer"
)

// spokenHour reads an hour with its part of day or in words: "7:30 утра", "в пять утра", "о третій ночі", "o piątej rano", "пів на одинадцяту".
func (p *part) spokenHour(i int) (timeFound, bool) {
	j, h, minutes, named, whole := i, 0, 0, false, false // whole: with the word for the clock
	half, isHalf := p.timeWords.get(i, "halfto")
	if isHalf {
		j = half.to
	}
	if w, ok := p.timeWords.get(j, "hourword"); ok {
		h, _ = strconv.Atoi(w.value)
		j, named, whole = w.to, true, w.to-w.from > 1
	} else if n, m, end, ok := p.hourDigits(j); ok {
		h, minutes, j = n, m, end
	} else if n, ok := p.spelled(j); ok && n.max <= 12 && n.min > 0 && !isHalf {
		h, j = int(n.min), n.to
	} else {
		return timeFound{}, false
	}
	if isHalf && !named {
		return timeFound{}, false
	}
	if w, ok := p.timeWords.get(j, "clock"); ok {
		j = w.to
	}
	_, led := p.timeWords.ending(i, "clockpre")
	if p.apostrophe(j) && p.timeWords.is(j+1, "hourpart") { // "elf uur 's ochtends"
		j++
	}
	switch w, ok := p.timeWords.get(j, "hourpart"); {
	case ok && h <= 12:
		j = w.to
		switch {
		case w.value == "NI" && h == 12:
			h = 0
		case w.value == "NI" && h > 6, (w.value == "AF" || w.value == "EV") && h < 12:
			h += 12
		}
	case isHalf, named && led && (whole || p.hourEnds(j)):
	default:
		return timeFound{}, false
	}
	if isHalf {
		h, minutes = (h+23)%24, 30
	}
	return clockAt(j, h%24, minutes), true
}

// clockAt is an hour of the day that the text is at, up to token to.
func clockAt(to, h, minutes int) timeFound {
	zero := 0
	return timeFound{to: to, kind: "TIME", rel: &zero, clock: fmt.Sprintf("%02d:%02d", h, minutes)}
}

// hourDigits reads an hour in digits at token i, with minutes or the ending of an ordinal ("10-й").
func (p *part) hourDigits(i int) (h, minutes, end int, ok bool) {
	two := func(j int) bool {
		return j < len(p.toks) && p.toks[j].Kind == gazetteer.Number && p.toks[j].End-p.toks[j].Start <= 2
	}
	if !two(i) {
		return 0, 0, i, false
	}
	h, _ = strconv.Atoi(p.tok(i))
	end = i + 1
	if h > 24 || end >= len(p.toks) || p.toks[end].Space > 0 {
		return h, 0, end, h <= 24
	}
	switch {
	case (p.mark(end, ':') || p.mark(end, '.')) && two(end+1) && p.toks[end+1].Space == 0:
		minutes, _ = strconv.Atoi(p.tok(end + 1))
		end += 2
	case p.mark(end, '-') && end+1 < len(p.toks) && p.toks[end+1].Space == 0 && p.toks[end+1].Kind == gazetteer.Word && p.toks[end+1].End-p.toks[end+1].Start <= 6:
		end += 2
	}
	return h, minutes, end, minutes < 60
}

// hourEnds reports that no noun follows before token j that an ordinal could belong to ("after the second round").
func (p *part) hourEnds(j int) bool {
	return j >= len(p.toks) || p.toks[j].Kind != gazetteer.Word || p.toks[j].Case != gazetteer.Lower || p.toks[j].End-p.toks[j].Start <= 2 ||
		p.timeWords.is(j, "day", "weekday", "partof", "yearprep", "past")
}
