package language

import (
	"sync"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
)

// Languages are the ISO 639-1 codes that are read, in the order in which every list of them is written.
var Languages = []string{"nl", "en", "de", "fr", "es", "it", "pl", "uk", "ru"}

// Known reports whether lang is one of Languages.
func Known(lang string) bool {
	for _, l := range Languages {
		if l == lang {
			return true
		}
	}
	return false
}

var envs = sync.Pool{New: func() any { return snowballstem.NewEnv("") }}

// Stem returns the stem of a word in lower case, for search only: a stem need not be a word. Snowball's stemmers serve
// seven languages, light ones of this package Polish and Ukrainian; outside the nine the word is returned as it is.
// A word that is not letters is returned as it is.
func Stem(lang, lower string) string {
	var stem func(*snowballstem.Env) bool
	switch lang {
	case "nl":
		stem = dutch.Stem
	case "en":
		stem = english.Stem
	case "de":
		stem = german.Stem
	case "fr":
		stem = french.Stem
	case "es":
		stem = spanish.Stem
	case "it":
		stem = italian.Stem
	case "ru":
		stem = russian.Stem
	case "pl":
		return stemPolish(lower)
	case "uk":
		return stemUkrainian(lower)
	default:
		return lower
	}
	if !stemmable(lower) {
		return lower
	}
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
