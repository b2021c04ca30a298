package main

import (
	"fmt"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"
)

// scheme writes Cyrillic names of one language in the letters of another.
type scheme struct {
	from    string
	letters map[rune]string
	endings [][2]string // an ending as the letters give it, and what the language writes besides
}

func (s *sources) readSchemes(path string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for n, line := range strings.Split(string(b), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) < 3 {
			return fmt.Errorf("%s:%d: want two languages and letters: %q", path, n+1, line)
		}
		sc := scheme{from: f[0], letters: map[rune]string{}}
		for _, pair := range strings.Fields(f[2]) {
			from, to, ok := strings.Cut(pair, "=")
			if !ok || utf8.RuneCountInString(from) != 1 {
				return fmt.Errorf("%s:%d: %q: want a letter, = and what stands for it", path, n+1, pair)
			}
			sc.letters[[]rune(from)[0]] = to
		}
		if len(f) > 3 {
			for _, pair := range strings.Fields(f[3]) {
				from, to, ok := strings.Cut(pair, "=")
				if !ok || from == "" {
					return fmt.Errorf("%s:%d: %q: want an ending, = and what is written besides", path, n+1, pair)
				}
				sc.endings = append(sc.endings, [2]string{from, to})
			}
		}
		s.schemes = append(s.schemes, sc)
	}
	return nil
}

// written returns a Cyrillic name of a language in the letters of each scheme from it.
func (s *sources) written(lang, name string) []string {
	var out []string
	for _, sc := range s.schemes {
		if sc.from != lang {
			continue
		}
		var b strings.Builder
		for _, r := range name {
			to, ok := sc.letters[unicode.ToLower(r)]
			switch {
			case ok && unicode.IsUpper(r) && to != "":
				b.WriteString(strings.ToUpper(to[:1]) + to[1:])
			case ok:
				b.WriteString(to)
			case r == ' ' || r == '-':
				b.WriteRune(r)
			}
		}
		if n := b.String(); len(n) > 3 {
			out = append(out, n)
			for _, e := range sc.endings {
				if stem, ok := strings.CutSuffix(n, e[0]); ok && len(stem) > 1 {
					out = append(out, stem+e[1])
				}
			}
		}
	}
	return out
}
