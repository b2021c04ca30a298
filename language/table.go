package language

import (
	"fmt"
	"strings"

	"factum"
)

// The tables of this room, data/, are part of the program: what is wrong with one is said with its file, line and reason, and stops the program
// when the table is first read. Tests read them all.

func read(name string) string {
	b, err := files.ReadFile(name)
	if err != nil {
		panic(err) // embedded: cannot be missing
	}
	return string(b)
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// eachRow calls f with the fields of each line of a table with tabs, which has to have n of them; # begins a comment line.
func eachRow(name, text string, n int, f func(fields []string) error) error {
	for i, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != n {
			return fault(name, i, fmt.Errorf("%d fields parted by tabs, want %d", len(fields), n))
		}
		if err := f(fields); err != nil {
			return fault(name, i, err)
		}
	}
	return nil
}

// eachLine calls f with each line of a list, "<lang> <class> <word> …"; # begins a comment.
func eachLine(name, text string, f func(lang, class string, words []string) error) error {
	for i, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		w := strings.Fields(line)
		if len(w) == 0 {
			continue
		}
		if len(w) < 3 {
			return fault(name, i, fmt.Errorf("want a language, a class and words"))
		}
		if err := f(w[0], w[1], w[2:]); err != nil {
			return fault(name, i, err)
		}
	}
	return nil
}

// eachKnown is eachLine for the languages of data/languages.tsv and no others.
func eachKnown(name, text string, f func(lang, class string, words []string) error) error {
	return eachLine(name, text, func(lang, class string, words []string) error {
		if !Known(lang) {
			return fmt.Errorf("%q is no language of data/languages.tsv", lang)
		}
		return f(lang, class, words)
	})
}

// parseWords reads a list with the given classes, whose words hold in all languages: by class.
func parseWords(name, text string, classes ...string) (map[string]map[string]bool, error) {
	out := map[string]map[string]bool{}
	for _, c := range classes {
		out[c] = map[string]bool{}
	}
	return out, eachKnown(name, text, func(_, class string, words []string) error {
		if out[class] == nil {
			return noClass(class, classes...)
		}
		for _, w := range words {
			out[class][w] = true
		}
		return nil
	})
}

func fault(name string, line int, err error) error {
	return factum.Errorf(factum.Invalid, "language: %s:%d: %w", name, line+1, err)
}

func noClass(class string, want ...string) error {
	return fmt.Errorf("%q is no class of this table; want %s", class, strings.Join(want, ", "))
}
