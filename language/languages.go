package language

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"factum"
)

//go:embed data
var files embed.FS

// Language is a language that is read, a row of data/languages.tsv; the head of that file explains its columns.
type Language struct {
	Code    string // ISO 639-1
	Name    string // in English
	Letters string // beyond a–z, or а–я without ё
	Home    []string
	stem    stemmer
	traits  Trait
}

// Trait is a property of a language that rules ask for instead of its name; the head of data/languages.tsv explains them.
type Trait uint32

// The traits.
const (
	CapitalNouns Trait = 1 << iota
	MonthFirst
	AdjectiveBehind
	DotOrdinals
	InitialEnds
	HomeMeant
	AccordingLed
	CommaSays
	ThatDropped
	AgoCounted
	HenceDays
	SeasonLed
	SeasonArticle
	CommaThousands
	JoinedNouns
)

var traitNames = map[string]Trait{
	"capital-nouns": CapitalNouns, "month-first": MonthFirst, "adjective-behind": AdjectiveBehind, "dot-ordinals": DotOrdinals, "initial-ends": InitialEnds,
	"home-meant": HomeMeant, "according-led": AccordingLed, "comma-says": CommaSays, "that-dropped": ThatDropped, "ago-counted": AgoCounted,
	"hence-days": HenceDays, "season-led": SeasonLed, "season-article": SeasonArticle, "comma-thousands": CommaThousands, "joined-nouns": JoinedNouns,
}

// Has reports whether the language has a trait.
func (l *Language) Has(t Trait) bool { return l.traits&t != 0 }

// all are the rows of data/languages.tsv. Of a table that is part of the program a fault is a fault of the program, and panics.
var all = must(parseLanguages("data/languages.tsv", read("data/languages.tsv"), lightStemmers))

// Languages are the ISO 639-1 codes that are read, in the order in which every list of them is written.
var Languages = func() []string {
	var out []string
	for _, l := range all {
		out = append(out, l.Code)
	}
	return out
}()

// Known reports whether lang is one of Languages.
func Known(lang string) bool { return slices.Contains(Languages, lang) }

// unknown is what holds of texts whose language could not be told: dates with a slash are read as English has them.
var unknown = &Language{Code: Und, traits: MonthFirst}

// Of returns a language by its code; of one that is not read, a language without traits.
func Of(code string) *Language {
	for _, l := range all {
		if l.Code == code {
			return l
		}
	}
	if code == Und {
		return unknown
	}
	return &Language{Code: code}
}

// parseLanguages reads a table of languages; an error names file, line and reason.
func parseLanguages(name, text string, light map[string]*lightStemmer) ([]*Language, error) {
	var out []*Language
	err := eachRow(name, text, 6, func(f []string) error {
		l := &Language{Code: f[0], Name: f[1], Letters: f[2]}
		switch {
		case len(l.Code) != 2 || strings.Trim(l.Code, "abcdefghijklmnopqrstuvwxyz") != "":
			return fmt.Errorf("%q is no ISO 639-1 code of two small letters", l.Code)
		case slices.ContainsFunc(out, func(o *Language) bool { return o.Code == l.Code }):
			return fmt.Errorf("%s stands there twice", l.Code)
		case l.Name == "":
			return fmt.Errorf("%s has no name", l.Code)
		case l.Letters == "":
			return fmt.Errorf("%s has no letters of its own; write those that its words have beyond a-z, or - for none", l.Code)
		case strings.ToLower(l.Letters) != l.Letters || strings.ContainsAny(l.Letters, " ,abcdefghijklmnopqrstuvwxyz"):
			return fmt.Errorf("letters %q: want small letters beyond a-z with nothing between them", l.Letters)
		case len(out) == 48:
			return fmt.Errorf("more than 48 languages")
		}
		l.Letters = strings.Trim(l.Letters, "-")
		switch s := f[3]; {
		case s == "light" && light[l.Code] == nil:
			return fmt.Errorf("stemmer light: data/stems.txt has no endings for %s", l.Code)
		case s == "light":
			l.stem = light[l.Code].stem
		case s == "-":
		case snowball[s] == nil:
			return fmt.Errorf("%q is no stemmer; want light, - or one of %s", s, strings.Join(snowballNames(), " "))
		default:
			l.stem = snowballStemmer(snowball[s])
		}
		for _, c := range listed(f[4]) {
			if len(c) != 3 || strings.ToUpper(c) != c {
				return fmt.Errorf("home %q is no ISO 3166-1 alpha-3 code", c)
			}
			l.Home = append(l.Home, c)
		}
		for _, t := range listed(f[5]) {
			if traitNames[t] == 0 {
				return fmt.Errorf("%q is no trait; those that there are stand at the head of the table", t)
			}
			l.traits |= traitNames[t]
		}
		out = append(out, l)
		return nil
	})
	if err == nil && len(out) == 0 {
		err = factum.Errorf(factum.Invalid, "%s: no language", name)
	}
	return out, err
}

func listed(field string) []string {
	if field == "-" {
		return nil
	}
	return strings.Fields(field)
}
