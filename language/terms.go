package language

import (
	"slices"
	"strings"
	"sync"

	"factum"
)

// Term is what full text indexes of a word.
type Term struct {
	Term string
	Span factum.Span // bytes of the text
	// Whole marks the term of a hyphenated compound as a whole ("antitankwapen" of "anti-tankwapens");
	// the terms of its parts follow. An index that counts positions may leave it out or lay it over the first part.
	Whole bool
}

// Terms returns the terms of a text in order: words and numbers in lower case, stemmed in lang, diacritics
// off. Stop words are kept, marks are not.
func Terms(lang, text string) []Term {
	words := Words(text)
	out := make([]Term, 0, len(words))
	joined := 0 // end of the compound that was given whole
	for i, w := range words {
		if w.Kind == Punct {
			continue
		}
		if i >= joined {
			if j := Compound(text, words, i); j > i+2 {
				joined = j
				if t := whole(lang, text, words[i:j]); t != "" {
					out = append(out, Term{t, factum.Span{Start: w.Span.Start, End: words[j-1].Span.End}, true})
				}
			}
		}
		if t := term(lang, w.In(text)); t != "" {
			out = append(out, Term{Term: t, Span: w.Span})
		}
	}
	return out
}

// term is the one term of a word: "" for a bare clitic. Texts repeat their words, so terms are remembered.
func term(lang, word string) string {
	if len(word) > rememberedLength {
		return newTerm(lang, word)
	}
	remembered.RLock()
	t, ok := remembered.terms[lang][word]
	remembered.RUnlock()
	if ok {
		return t
	}
	word = strings.Clone(word) // the term may be a part of it, and a part would keep the whole text
	t = newTerm(lang, word)
	remembered.Lock()
	defer remembered.Unlock()
	m := remembered.terms[lang]
	if m == nil {
		if len(remembered.terms) > 2*len(Languages) {
			return t
		}
		m = map[string]string{}
		remembered.terms[lang] = m
	}
	if len(m) < rememberedMost {
		m[word] = t
	}
	return t
}

// remembered holds terms made before, by language and word. It only grows, to some megabytes at most.
var remembered = struct {
	sync.RWMutex
	terms map[string]map[string]string
}{terms: map[string]map[string]string{}}

const (
	rememberedLength = 40      // bytes of a word
	rememberedMost   = 1 << 15 // words a language
)

func newTerm(lang, word string) string {
	word = strings.TrimFunc(Plain(word), isApostrophe)
	if strings.Contains(word, ".") && classOf(firstRune(word)) == letter {
		word = strings.ReplaceAll(word, ".", "")
	}
	return Fold(Stem(lang, strings.ToLower(word)))
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// whole joins the letters of a compound; "" if it has a number in it or a suffix only.
func whole(lang, text string, words []Word) string {
	var b strings.Builder
	marks := 0
	for _, w := range words {
		s := w.In(text)
		switch {
		case w.Kind == Number:
			return ""
		case w.Kind == Punct:
			marks++
		case !isApostrophe(firstRune(s)):
			b.WriteString(s)
		}
	}
	if marks == 0 {
		return ""
	}
	return term(lang, b.String())
}

// Variants returns the terms under which a word typed into a search may stand in an index of
// documents in any of the languages read or none: each once, sorted.
func Variants(word string) []string {
	out := []string{term("und", word)}
	for _, l := range Languages {
		out = append(out, term(l, word))
	}
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(s string) bool { return s == "" })
}
