package mentions

import (
	"embed"
	"sync"

	"factum/gazetteer"
)

//go:embed data/*.tsv
var dataFiles embed.FS

// word is a word or phrase of a table: its class, its value, and how it has to be written at least.
type word struct {
	class, value string
	needs        gazetteer.Case
}

// lexicon is a table's words for one language.
type lexicon = gazetteer.Trie[word]

// lexicons are the words of a table by language, each made when first asked for.
type lexicons map[string]func() *lexicon

// load reads data/<name>.tsv (lang, class, value, forms) for a lexicon per language; rows of "*" are in each.
func load(name string) lexicons {
	table := rows(name)
	out := lexicons{}
	for _, r := range table {
		if lang := r[0]; out[lang] == nil {
			out[lang] = sync.OnceValue(func() *lexicon { return lexiconOf(table, lang) })
		}
	}
	return out
}

func lexiconOf(table [][]string, lang string) *lexicon {
	l := gazetteer.NewTrie[word](500)
	for _, r := range table {
		if r[0] != lang && r[0] != "*" {
			continue
		}
		for _, f := range gazetteer.Forms(r[3]) {
			l.AddForm(f, word{r[1], r[2], f.Case})
		}
	}
	return l
}

// The tables of this room, read when first asked for.
var (
	timeWords     = sync.OnceValue(func() lexicons { return load("times") })
	numberWords   = sync.OnceValue(func() lexicons { return load("numbers") })
	casualtyWords = sync.OnceValue(func() lexicons { return load("casualties") })
	itemWords     = sync.OnceValue(func() lexicons { return load("items") })
	guardWords    = sync.OnceValue(func() lexicons { return load("guards") })
	quoteWords    = sync.OnceValue(func() lexicons { return load("quotes") })
)

// in returns a language's words, English ones for a language without a table.
func in(m lexicons, lang string) *lexicon {
	if l := m[lang]; l != nil {
		return l()
	}
	return m["en"]()
}

// match is a word found: tokens [from,to).
type match struct {
	*word
	from, to int
}

// matches lists, for each token, the words of a lexicon that start there, longest first.
type matches struct {
	all []match
	at  []int32 // index of the first match at or after each token; one more at the end
}

// findAll lists the words of a lexicon among tokens, in a room of its own.
func findAll(l *lexicon, toks []gazetteer.Token) matches { return new(room).find(l, toks) }

// get returns the longest match of a class that starts at token i.
func (m *matches) get(i int, class string) (match, bool) {
	if i < 0 || i+1 >= len(m.at) {
		return match{}, false
	}
	for _, w := range m.all[m.at[i]:m.at[i+1]] {
		if w.class == class {
			return w, true
		}
	}
	return match{}, false
}

// any reports whether a word of any class starts at token i.
func (m *matches) any(i int) bool { return i+1 < len(m.at) && m.at[i] < m.at[i+1] }

// is reports whether a word of one of the classes starts at token i.
func (m *matches) is(i int, classes ...string) bool {
	for _, c := range classes {
		if _, ok := m.get(i, c); ok {
			return true
		}
	}
	return false
}

// ending returns the longest match of a class that ends before token i.
func (m *matches) ending(i int, class string) (match, bool) {
	for j := max(0, i-5); j < i; j++ {
		for _, w := range m.all[m.at[j]:m.at[j+1]] {
			if w.class == class && w.to == i {
				return w, true
			}
		}
	}
	return match{}, false
}
