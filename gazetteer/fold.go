package gazetteer

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Folding makes words that are written differently comparable: lower case, diacritics off Latin and
// Greek letters (not off Cyrillic ones, where й and ї are letters), ё to е, ґ kept, ß to ss, æ to ae, apostrophes away.

const (
	foldTop   = 0x2000 // below it letters are folded by table
	letterTop = 0x2100 // below it they are known by table: the marks of printed text end there
)

// letterInfo is what Tokens has to know of a character.
type letterInfo struct {
	a, b   uint16 // what it folds to, b 0 for one letter
	letter bool   // a letter or combining mark
	upper  bool
	mute   bool // left out of a word: an apostrophe or combining mark
}

type letterTable [letterTop]letterInfo

// of returns what is known of a character; what it folds to, fold says.
func (t *letterTable) of(r rune) letterInfo {
	if uint32(r) < letterTop {
		return t[r]
	}
	return letterOf(r)
}

// fold folds a character outside ASCII to one or two.
func (t *letterTable) fold(r rune) (a, b rune) {
	if uint32(r) < foldTop {
		return rune(t[r].a), rune(t[r].b)
	}
	return unicode.ToLower(r), 0
}

func letterOf(r rune) letterInfo {
	mark := unicode.Is(unicode.Mn, r)
	return letterInfo{letter: mark || unicode.IsLetter(r), upper: unicode.IsUpper(r), mute: mark || isApostrophe(r)}
}

var letters = sync.OnceValue(func() *letterTable {
	var t letterTable
	for r := range rune(letterTop) {
		t[r] = letterOf(r)
		lower := unicode.ToLower(r)
		t[r].a = uint16(lower)
		if r < 0x80 || r >= 0x400 && r < 0x530 {
			continue
		}
		if c, _ := utf8.DecodeRune(norm.NFD.PropertiesString(string(lower)).Decomposition()); c != utf8.RuneError && c < foldTop {
			t[r].a = uint16(c)
		}
	}
	for _, s := range []struct{ from, to string }{
		{"ß", "ss"}, {"ẞ", "ss"}, {"æ", "ae"}, {"Æ", "ae"}, {"œ", "oe"}, {"Œ", "oe"}, {"þ", "th"}, {"Þ", "th"},
		{"ø", "o"}, {"Ø", "o"}, {"ł", "l"}, {"Ł", "l"}, {"đ", "d"}, {"Đ", "d"}, {"ð", "d"}, {"Ð", "d"}, {"ı", "i"}, {"ħ", "h"}, {"ə", "e"}, {"Ə", "e"},
		{"ё", "е"}, {"Ё", "е"},
	} {
		r := []rune(s.from)[0]
		to := []rune(s.to)
		t[r].a = uint16(to[0])
		if len(to) > 1 {
			t[r].b = uint16(to[1])
		}
	}
	return &t
})

// Fold returns s in the form in which names are compared. Marks and spaces stay.
func Fold(s string) string {
	t := letters()
	out := make([]rune, 0, len(s))
	for _, r := range s {
		switch {
		case r < 0x80:
			if r >= 'A' && r <= 'Z' {
				r += 'a' - 'A'
			}
			if r != '\'' && r != '`' {
				out = append(out, r)
			}
		case isApostrophe(r) || unicode.Is(unicode.Mn, r):
		default:
			a, b := t.fold(r)
			out = append(out, a)
			if b != 0 {
				out = append(out, b)
			}
		}
	}
	return string(out)
}

// HashOf returns the hash that Tokens gives a word that folds like w.
func HashOf(w string) uint64 {
	var room [4]Token
	t := AppendTokens(room[:0], w)
	if len(t) != 1 {
		return 0
	}
	return t[0].Hash
}
