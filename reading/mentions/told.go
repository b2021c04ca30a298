package mentions

import (
	"strconv"

	"factum/gazetteer"
)

// toldDay reads a day, or part of one, that is counted from the day told last, in words of its own: "на следующее утро", "tego samego dnia",
// "напередодні". Their value is days and a part of day ("1MO"). "On the eve of" something is none.
func (p *part) toldDay(i int) (timeFound, bool) {
	w, ok := p.timeWords.get(i, "told")
	if !ok || p.timeWords.is(i, "eve") && !p.clauseAt(w.to) {
		return timeFound{}, false
	}
	t := timeFound{to: w.to, kind: "DATE", unit: "D", later: true}
	k := len(w.value)
	if k > 2 {
		k -= 2
		t.kind, t.clock = "TIME", w.value[k:]
	}
	t.n, _ = strconv.Atoi(w.value[:k])
	if t.clock == "" {
		p.addPart(&t)
	}
	return t, true
}

// clauseAt reports that a mark, a verb, a name or a preposition stands at token i rather than a noun that belongs to what stands before.
func (p *part) clauseAt(i int) bool {
	if i >= len(p.toks) || p.toks[i].Kind == gazetteer.Mark {
		return true
	}
	return p.timeWords.is(i, "past", "future", "partof", "yearprep", "part", "weekday", "day") || p.hasEnding(i, "pastend") || p.hasEnding(i, "futureend") ||
		p.capital(i)
}
