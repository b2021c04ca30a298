package language

import (
	"fmt"
	"sync"
)

// abbreviation says what a dot after a word may mean; the head of data/abbreviations.txt explains the classes.
type abbreviation uint8

const (
	none abbreviation = iota
	title
	number
	ending
	closing
	year
)

// rules are what sentences of a language are cut by.
type rules struct {
	*Language
	abbreviations map[string]abbreviation
	starters      map[string]bool // words that often begin a sentence and never follow an abbreviation with a capital
	cues          map[string]bool // verbs of saying that follow a closing quotation mark after a name
	dates         map[string]bool // prepositions that begin sentences with a date
	openings      map[string]bool // small words whose capital, in the midst of a first sentence, shows that a heading ran into it
	articles      map[string]bool // the like, but names begin with them as well
}

var abbreviationClasses = map[string]abbreviation{"title": title, "number": number, "ending": ending, "closing": closing, "year": year}

var loadRules = sync.OnceValue(func() map[string]*rules {
	by := map[string]*rules{}
	for _, l := range append([]string{Und}, Languages...) {
		by[l] = &rules{Of(l), map[string]abbreviation{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
	}
	const abbreviations, starters = "data/abbreviations.txt", "data/starters.txt"
	must(0, addAbbreviations(by, abbreviations, read(abbreviations)))
	must(0, addStarters(by, starters, read(starters)))
	// where the language is unknown, the sure cases of all of them hold
	for _, l := range Languages {
		for w, c := range by[l].abbreviations {
			if by[Und].abbreviations[w] == none && c != ending && c != closing {
				by[Und].abbreviations[w] = c
			}
		}
		for w := range by[l].starters {
			by[Und].starters[w] = true
		}
		for w := range by[l].dates {
			by[Und].dates[w] = true
		}
	}
	return by
})

func addAbbreviations(by map[string]*rules, name, text string) error {
	return eachKnown(name, text, func(lang, class string, words []string) error {
		c := abbreviationClasses[class]
		if c == none {
			return noClass(class, "title", "number", "ending", "closing", "year")
		}
		for _, w := range words {
			if w[len(w)-1] == '.' {
				return fmt.Errorf("%q: the last dot is left out", w)
			}
			by[lang].abbreviations[w] = c
		}
		return nil
	})
}

func addStarters(by map[string]*rules, name, text string) error {
	return eachKnown(name, text, func(lang, class string, words []string) error {
		r := by[lang]
		set := map[string]map[string]bool{"starters": r.starters, "cues": r.cues, "dates": r.dates, "openings": r.openings, "articles": r.articles}[class]
		if set == nil {
			return noClass(class, "starters", "cues", "dates", "openings", "articles")
		}
		for _, w := range words {
			set[w] = true
		}
		return nil
	})
}

func rulesOf(lang string) *rules {
	all := loadRules()
	if r, ok := all[lang]; ok {
		return r
	}
	return all[Und]
}
