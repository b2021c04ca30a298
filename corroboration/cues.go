package corroboration

import (
	"embed"
	"strings"
	"sync"
	"unicode"

	"factum"
	"factum/gazetteer"
	"factum/language"
)

//go:embed data/*.tsv
var tableFiles embed.FS

// cueLanguages are the columns of the tables, in their order.
var cueLanguages = []string{"en", "de", "fr", "es", "it", "nl", "pl", "ru", "uk"}

// cue is words of a text that say how it is meant: a negation, a condition, a hedge, a number.
type cue struct {
	class string // as the table names it; a term has class "term"
	value string // degree, number, or the term
	span  factum.Span
}

// pattern is one form of a table, cut into words.
type pattern struct {
	words  []string // folded; "*" stands for any one word
	clause bool     // only at the beginning of a clause
	class  string
	value  string
}

// fits reports whether the pattern's words begin at word i.
func (p *pattern) fits(ws []folding, i int) bool {
	if i+len(p.words) > len(ws) || p.clause && !ws[i].opens {
		return false
	}
	for k, w := range p.words {
		if !fitsWord(w, ws[i+k].text) {
			return false
		}
	}
	return true
}

// fitsWord reports whether a word is what a form of the table says: the same, or with a * before or behind it the end or the beginning.
func fitsWord(form, word string) bool {
	tail, open := strings.CutSuffix(form, "*")
	head, end := strings.CutPrefix(tail, "*")
	switch {
	case open && end:
		return strings.Contains(word, head)
	case open:
		return strings.HasPrefix(word, tail)
	case end:
		return strings.HasSuffix(word, head)
	}
	return word == form
}

// folding is a word of a text in folded form.
type folding struct {
	text  string
	span  factum.Span
	opens bool // it begins a clause
}

// foldings cuts a stretch of a text into folded words.
func foldings(text string, at factum.Span) []folding {
	s := text[at.Start:at.End]
	var out []folding
	opens := true
	for _, w := range language.Words(s) {
		t := w.In(s)
		r := []rune(t)
		if len(r) == 1 && (unicode.IsPunct(r[0]) || unicode.IsSymbol(r[0])) && t != "-" {
			opens = true
			continue
		}
		out = append(out, folding{language.Fold(t), factum.Span{Start: at.Start + w.Span.Start, End: at.Start + w.Span.End}, opens})
		opens = false
	}
	return out
}

// cueTable holds the patterns of one language by the first letters of their first word; those that begin with a * stand under "".
type cueTable map[string][]pattern

func firstLetters(w string) string {
	n := 0
	for i := range w {
		if n++; n == 3 {
			return w[:i]
		}
	}
	return w
}

func (t cueTable) add(form, class, value string) {
	form, clause := strings.CutPrefix(form, "^")
	p := pattern{clause: clause, class: class, value: value}
	for _, w := range strings.Fields(form) {
		if strings.Contains(w, "*") {
			p.words = append(p.words, language.Fold(w))
			continue
		}
		for _, f := range foldings(w, factum.Span{End: len(w)}) {
			p.words = append(p.words, f.text)
		}
	}
	if len(p.words) == 0 {
		return
	}
	k := firstLetters(p.words[0])
	if strings.Contains(k, "*") {
		k = strings.TrimSuffix(k, "*")
		if strings.HasPrefix(p.words[0], "*") {
			k = ""
		}
	}
	t[k] = append(t[k], p)
}

// at finds the patterns that begin at word i: the longest, and all of that length.
func (t cueTable) at(ws []folding, i int) (found []pattern) {
	try := func(key string) {
		for _, p := range t[key] {
			if len(found) > 0 && len(p.words) < len(found[0].words) || !p.fits(ws, i) {
				continue
			}
			if len(found) > 0 && len(p.words) > len(found[0].words) {
				found = found[:0]
			}
			found = append(found, p)
		}
	}
	w := ws[i].text
	try("")
	if k := firstLetters(w); k != w {
		if short := firstRune(w); short != k {
			try(short)
		}
		try(k)
	} else {
		if short := firstRune(w); short != w {
			try(short)
		}
		try(w)
	}
	return found
}

func firstRune(w string) string {
	for i := range w {
		if i > 0 {
			return w[:i]
		}
	}
	return w
}

// both tables of a language.
type wordTables struct{ cues, terms cueTable }

var tables = sync.OnceValue(func() map[string]wordTables {
	out := map[string]wordTables{}
	for _, l := range cueLanguages {
		out[l] = wordTables{cueTable{}, cueTable{}}
	}
	fill := func(name string, before int, add func(t wordTables, form string, row []string)) {
		for _, row := range gazetteer.Rows(tableFiles, name, before+len(cueLanguages), nil) {
			for i, l := range cueLanguages {
				for _, form := range strings.Split(row[before+i], "|") {
					add(out[l], form, row)
				}
			}
		}
	}
	fill("data/cues.tsv", 2, func(t wordTables, form string, row []string) { t.cues.add(form, row[0], row[1]) })
	fill("data/terms.tsv", 1, func(t wordTables, form string, row []string) { t.terms.add(form, "term", row[0]) })
	return out
})

// cuesIn lists what the tables know in a stretch of a text, in text order. Words of a longer cue are in no shorter one.
func cuesIn(lang, text string, at factum.Span) []cue {
	t, ok := tables()[lang]
	if !ok {
		return nil
	}
	ws := foldings(text, at)
	var out []cue
	for i := 0; i < len(ws); i++ {
		for _, p := range t.terms.at(ws, i) {
			out = append(out, cue{p.class, p.value, factum.Span{Start: ws[i].span.Start, End: ws[i+len(p.words)-1].span.End}})
		}
	}
	for i := 0; i < len(ws); {
		n := 1
		for _, p := range t.cues.at(ws, i) {
			n = len(p.words)
			out = append(out, cue{p.class, p.value, factum.Span{Start: ws[i].span.Start, End: ws[i+n-1].span.End}})
		}
		i += n
	}
	return out
}
