package mentions

import (
	"sort"

	"golang.org/x/text/currency"
	textlanguage "golang.org/x/text/language"

	"factum/gazetteer"
)

// currency finds the money a number counts: a symbol before it, a word or symbol behind it.
func (p *part) currency(h hedged) (code string, end int) {
	if h.number.from > h.from || h.number.from > 0 {
		for k := h.number.from - 1; k >= max(0, h.number.from-1); k-- {
			if c := p.symbolAt(k); c != "" {
				return c, h.to
			}
		}
	}
	j := h.to
	if j >= len(p.toks) || p.toks[j].Space == 3 {
		return "", 0
	}
	if p.mark(j, '.') && p.toks[j].Space == 0 { // "33 Mrd. Dollar", "100 тис. грн"
		j++
	}
	if w, ok := p.countWords.get(j, "money"); ok {
		return w.value, w.to
	}
	if c := p.symbolAt(j); c != "" && (p.toks[j].Kind == gazetteer.Mark || j == h.to) {
		if j+1 < len(p.toks) && p.toks[j+1].Kind == gazetteer.Number && p.toks[j+1].Space == 0 {
			return "", 0 // belongs to the next number
		}
		return c, j + p.symbolWidth(j)
	}
	// "de dollars", "d'euros", "of dollars"
	if w, ok := p.guards.get(j, "of"); ok {
		if m, ok := p.countWords.get(w.to, "money"); ok {
			return m.value, m.to
		}
		if p.mark(w.to, '\'') || p.mark(w.to, '’') {
			if m, ok := p.countWords.get(w.to+1, "money"); ok {
				return m.value, m.to
			}
		}
	}
	return "", 0
}

// impliedMoney is the currency of millions that nothing is said to be counted by, where money was told before: "Denmark gives 20 million euros, Norway
// 30 million".
func (p *part) impliedMoney(h hedged) string {
	if !h.scaled || h.lo < 1e6 && h.hi == nil || h.hi != nil && *h.hi < 1e6 ||
		h.to < len(p.toks) && p.toks[h.to].Kind != gazetteer.Mark && !p.guards.is(h.to, "and", "loc") && !p.countWords.is(h.to, "giving", "stop") {
		return ""
	}
	if c := p.moneyAhead(h.to); c != "" {
		return c
	}
	for k := len(p.quantities) - 1; k >= 0; k-- {
		q := &p.quantities[k]
		if p.sentence[h.from]-p.sentence[p.tokenAt(q.Span.Start)] > 1 {
			break
		}
		if q.Kind == "money" {
			return q.Unit
		}
		if q.Kind != "count" {
			break
		}
	}
	return p.giversMoney(h)
}

// giversReach is how many tokens before a sum the state that gives it is looked for.
const giversReach = 30

// giversMoney is the currency of the state that gives millions of what is not said: "Berlin gives another 300 million". The state is the actor told
// first in the sentence, and a verb of giving money stands between.
func (p *part) giversMoney(h hedged) string {
	start := max(p.sentenceStart(h.from), h.from-giversReach)
	gives := h.to < len(p.toks) && p.countWords.is(h.to, "giving")
	for j := start; j < h.from && !gives; j++ {
		gives = p.countWords.is(j, "gives")
	}
	if !gives {
		return ""
	}
	k := sort.Search(len(p.actors), func(k int) bool { return p.actors[k].Span.Start >= p.toks[start].Start })
	if k == len(p.actors) || p.actors[k].Span.Start >= p.toks[h.from].Start {
		return ""
	}
	giver := p.actors[k]
	if giver.Code == "EU" {
		return "EUR"
	}
	r, err := textlanguage.ParseRegion(giver.Code)
	if err != nil {
		return ""
	}
	if unit, ok := currency.FromRegion(r); ok {
		return unit.String()
	}
	return ""
}

// moneyAhead is the currency of a number of millions that follows behind token i in the sentence: "Germany gives 2.5 billion, Norway 350 million euros".
func (p *part) moneyAhead(i int) string {
	for j := i; j < min(p.sentenceEnd(i-1), i+12); j++ {
		n, ok := p.number(j)
		if !ok {
			continue
		}
		w, ok := p.countWords.get(n.to, "money")
		if ok && n.scaled {
			return w.value
		}
		return ""
	}
	return ""
}

// currencyAround reports whether a number counts money.
func (p *part) currencyAround(from, to int) bool {
	return from > 0 && p.toks[from-1].Kind == gazetteer.Mark && p.symbolAt(from-1) != ""
}
