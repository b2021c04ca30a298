package reading

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"factum"
	"factum/language"
)

//go:embed data/heads.tsv
var headFile string

// heads are the words of data/heads.tsv by class, as written, of all languages: the head of a text is read before its language is known.
type heads map[string][]string

// fieldClasses are those classes that name a field; the others follow.
var (
	fieldClasses = []string{"date", "title", "outlet", "author", "url", "lang", "wire"}
	headClasses  = append(slices.Clip(fieldClasses), "byline", "and", "desk", "credit", "with", "agency", "agencypart", "agencyword", "reports", "referring", "contributed", "notice", "dayof", "yearof", "year", "invitation")
)

var headWords = func() heads {
	h, err := parseHeads("data/heads.tsv", headFile)
	if err != nil {
		panic(err) // part of the program, and a test reads it
	}
	return h
}()

// parseHeads reads such a table; an error names file, line and reason.
func parseHeads(name, text string) (heads, error) {
	h := heads{}
	for i, line := range strings.Split(text, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		fault := func(format string, args ...any) error {
			return factum.Errorf(factum.Invalid, "reading: %s:%d: %s", name, i+1, fmt.Sprintf(format, args...))
		}
		f := strings.Split(line, "\t")
		switch {
		case len(f) != 3:
			return nil, fault("%d fields parted by tabs, want language, class and forms", len(f))
		case f[0] != "*" && !language.Known(f[0]):
			return nil, fault("%q is no language of language/data/languages.tsv", f[0])
		case !slices.Contains(headClasses, f[1]):
			return nil, fault("%q is no class of this table; want one of %s", f[1], strings.Join(headClasses, " "))
		}
		for _, form := range strings.Split(f[2], "|") {
			form = strings.TrimSpace(form)
			if form == "" {
				return nil, fault("an empty form")
			}
			if !slices.Contains(h[f[1]], form) {
				h[f[1]] = append(h[f[1]], form)
			}
		}
	}
	return h, nil
}

// folded are the words of a class, folded, in their order.
func (h heads) folded(class string) []string {
	var out []string
	for _, w := range h[class] {
		out = append(out, language.Fold(w))
	}
	return out
}

// set are the words of a class, folded.
func (h heads) set(class string) map[string]bool {
	m := map[string]bool{}
	for _, w := range h.folded(class) {
		m[w] = true
	}
	return m
}

// any is a pattern of the words of classes, longest first.
func (h heads) any(classes ...string) string {
	var out []string
	for _, c := range classes {
		for _, w := range h[c] {
			out = append(out, regexp.QuoteMeta(w))
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	return strings.Join(slices.Compact(out), "|")
}
