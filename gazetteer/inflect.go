package gazetteer

import (
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// Expand writes out a phrase with sets of endings: "stem{set}" gives the stem with each
// ending of data/paradigms.tsv, several sets in one phrase every combination.
// A set that is not in the file gives an error naming it.
func Expand(phrase string) ([]string, error) {
	open := strings.IndexByte(phrase, '{')
	if open < 0 {
		return []string{phrase}, nil
	}
	end := strings.IndexByte(phrase[open:], '}')
	if end < 0 {
		return nil, dataError("%q: '{' without '}'", phrase)
	}
	end += open
	set, ok := paradigms()[phrase[open+1:end]]
	if !ok {
		return nil, dataError("%q: no set of endings %q in data/paradigms.tsv", phrase, phrase[open+1:end])
	}
	rest, err := Expand(phrase[end+1:])
	if err != nil {
		return nil, err
	}
	out := make([]string, 0, len(set)*len(rest))
	for _, ending := range set {
		for _, r := range rest {
			out = append(out, phrase[:open]+ending+r)
		}
	}
	return out, nil
}

// paradigmRow says what is wrong with a row of paradigms.tsv; it stands apart from checks, which ask for the sets.
var paradigmRow = all(some(0), some(1))

var paradigms = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for _, row := range Rows(dataFiles, "data/paradigms.tsv", 2, paradigmRow) {
		m[row[0]] = endings(row[1])
	}
	return m
})

func endings(s string) []string {
	list := strings.Fields(s)
	for i, e := range list {
		if e == "-" {
			list[i] = ""
		}
	}
	return list
}

func cyrillicLetter(r rune) bool { return r >= 0x400 && r < 0x4c0 }

type ending struct {
	suffix   string
	forms    []string
	cyrillic bool // the rule is for names in Cyrillic letters
}

var inflections = sync.OnceValue(func() map[string][]ending {
	m := map[string][]ending{}
	for _, row := range rows("inflect.tsv", 3) {
		m[row[0]] = append(m[row[0]], ending{row[1], endings(row[2]), strings.ContainsFunc(row[2], cyrillicLetter)})
	}
	for _, list := range m {
		sort.SliceStable(list, func(i, j int) bool { return len(list[i].suffix) > len(list[j].suffix) })
	}
	return m
})

// Inflects reports whether data/inflect.tsv has endings for a language, whose names stand in cases then.
func Inflects(lang string) bool { return inflections()[lang] != nil }

// Inflect returns the other cases of a name of one to three words in a language of data/inflect.tsv, nothing for
// other languages. Of a hyphened name the last part is inflected. The list is generous: it serves look-up.
func Inflect(lang, name string) []string {
	rules := inflections()[lang]
	words := strings.Split(name, " ")
	if rules == nil || len(words) > 3 {
		return nil
	}
	forms := []string{""}
	for i, w := range words {
		alts := append([]string{w}, inflectWord(rules, w)...)
		next := make([]string, 0, len(forms)*len(alts))
		for _, f := range forms {
			for _, a := range alts {
				if i > 0 {
					a = f + " " + a
				}
				next = append(next, a)
			}
		}
		forms = next
	}
	if len(forms) > 64 {
		return nil
	}
	return forms[1:]
}

func inflectWord(rules []ending, w string) []string {
	first, _ := utf8.DecodeRuneInString(w)
	cyrillic := cyrillicLetter(first)
	if cyrillic && len(w) < 6 || len(w) < 3 { // fewer than three letters
		return nil
	}
	for _, r := range rules {
		if !strings.HasSuffix(w, r.suffix) {
			continue
		}
		if cyrillic != r.cyrillic {
			return nil
		}
		stem := w[:len(w)-len(r.suffix)]
		out := make([]string, 0, len(r.forms))
		for _, f := range r.forms {
			if stem+f != w {
				out = append(out, stem+f)
			}
		}
		return out
	}
	return nil
}
