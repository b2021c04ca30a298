package main

import (
	"unicode"
	"unicode/utf8"

	"factum/gazetteer"
)

// cases returns the other cases of a name in Cyrillic letters. Those in Latin letters are not kept, for they would be found in texts of every
// language: gazetteer.Names.Settlements leads them back to the nominative where the language has cases.
func cases(lang, name string) []string {
	if r, _ := utf8.DecodeRuneInString(name); !unicode.Is(unicode.Cyrillic, r) {
		return nil
	}
	return gazetteer.Inflect(lang, name)
}
