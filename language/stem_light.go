package language

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

// lightStemmer takes off endings: first an outer one, which may stand behind any other, then the longest that fits. It does not undo changes inside
// the stem (mir → mirze), so a few forms of a word keep apart.
type lightStemmer struct {
	outer   []outerEnding
	endings []string // longest first, each once
}

type outerEnding struct {
	ending string
	least  int // letters that have to be left
}

// leastStem is how many letters a stem has at least.
const leastStem = 3

// lightStemmers are those of data/stems.txt, by language.
var lightStemmers = must(parseStems("data/stems.txt", read("data/stems.txt")))

func (s *lightStemmer) stem(w string) string {
	for _, o := range s.outer {
		if rest, ok := strings.CutSuffix(w, o.ending); ok && utf8.RuneCountInString(rest) >= o.least {
			w = rest
			break
		}
	}
	if !stemmable(w) {
		return w
	}
	for _, e := range s.endings {
		if rest, ok := strings.CutSuffix(w, e); ok && utf8.RuneCountInString(rest) >= leastStem {
			return rest
		}
	}
	return w
}

// parseStems reads a table of endings; an error names file, line and reason. Its languages are checked where data/languages.tsv asks for them.
func parseStems(name, text string) (map[string]*lightStemmer, error) {
	out := map[string]*lightStemmer{}
	seen := map[string]bool{}
	err := eachLine(name, text, func(lang, class string, words []string) error {
		s := out[lang]
		if s == nil {
			s = &lightStemmer{}
			out[lang] = s
		}
		switch class {
		case "outer":
			for _, w := range words {
				ending, n, ok := strings.Cut(w, "/")
				least, err := strconv.Atoi(n)
				if !ok || err != nil || least < 1 || ending == "" {
					return fmt.Errorf("outer %q: want an ending, / and how many letters have to be left before it", w)
				}
				s.outer = append(s.outer, outerEnding{ending, least})
			}
		case "ending":
			for _, w := range words {
				if strings.ToLower(w) != w {
					return fmt.Errorf("ending %q: want small letters", w)
				}
				if !seen[lang+" "+w] {
					seen[lang+" "+w] = true
					s.endings = append(s.endings, w)
				}
			}
		default:
			return noClass(class, "outer", "ending")
		}
		return nil
	})
	for _, s := range out {
		sort.SliceStable(s.endings, func(i, j int) bool { return len(s.endings[i]) > len(s.endings[j]) })
	}
	return out, err
}
