package language

import (
	"slices"
	"sync"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/turkish"
)

// stemmer makes the stem of a word in small letters.
type stemmer func(lower string) string

// snowball are the stemmers that data/languages.tsv may name, those of languages not read yet among them.
var snowball = map[string]func(*snowballstem.Env) bool{
	"danish": danish.Stem, "dutch": dutch.Stem, "english": english.Stem, "finnish": finnish.Stem, "french": french.Stem, "german": german.Stem,
	"hungarian": hungarian.Stem, "italian": italian.Stem, "norwegian": norwegian.Stem, "portuguese": portuguese.Stem, "romanian": romanian.Stem,
	"russian": russian.Stem, "spanish": spanish.Stem, "swedish": swedish.Stem, "turkish": turkish.Stem,
}

func snowballNames() []string {
	var out []string
	for name := range snowball {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

var envs = sync.Pool{New: func() any { return snowballstem.NewEnv("") }}

func snowballStemmer(stem func(*snowballstem.Env) bool) stemmer {
	return func(lower string) string {
		env := envs.Get().(*snowballstem.Env)
		env.SetCurrent(lower)
		stem(env)
		out := env.Current()
		envs.Put(env)
		if out == "" {
			return lower
		}
		return out
	}
}

// Stem returns the stem of a word in lower case, for search only: a stem need not be a word. Of a language that is not read the word is
// returned as it is, and so is a word that is not letters.
func Stem(lang, lower string) string {
	l := Of(lang)
	if l.stem == nil || !stemmable(lower) {
		return lower
	}
	return l.stem(lower)
}

// stemmable keeps what no stemmer was made for away from them: very long strings, digits, broken bytes.
func stemmable(s string) bool {
	if len(s) < 3 || len(s) > 120 {
		return false
	}
	for _, r := range s {
		if c := classOf(r); c != letter && !isApostrophe(r) {
			return false
		}
	}
	return true
}
