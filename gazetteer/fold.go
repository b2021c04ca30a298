package gazetteer

import (
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Folding makes words that are written differently comparable: lower case, diacritics off Latin and
// Greek letters (not off Cyrillic ones, where й and ї are letters), ё to е, ґ kept, ß to ss, æ to ae, apostrophes away.

const foldTop = 0x2000

var foldTable = sync.OnceValue(func() *[foldTop][2]uint16 {
	var t [foldTop][2]uint16
	for r := rune(0x80); r < foldTop; r++ {
		t[r][0] = uint16(unicode.ToLower(r))
		if r >= 0x400 && r < 0x530 {
			continue
		}
		d := norm.NFD.String(string(unicode.ToLower(r)))
		for _, c := range d {
			if c < foldTop {
				t[r][0] = uint16(c)
			}
			break
		}
	}
	for _, s := range []struct{ from, to string }{
		{"ß", "ss"}, {"ẞ", "ss"}, {"æ", "ae"}, {"Æ", "ae"}, {"œ", "oe"}, {"Œ", "oe"}, {"þ", "th"}, {"Þ", "th"},
		{"ø", "o"}, {"Ø", "o"}, {"ł", "l"}, {"Ł", "l"}, {"đ", "d"}, {"Đ", "d"}, {"ð", "d"}, {"Ð", "d"}, {"ı", "i"}, {"ħ", "h"}, {"ə", "e"}, {"Ə", "e"},
		{"ё", "е"}, {"Ё", "е"},
	} {
		r := []rune(s.from)[0]
		to := []rune(s.to)
		t[r] = [2]uint16{uint16(to[0])}
		if len(to) > 1 {
			t[r][1] = uint16(to[1])
		}
	}
	return &t
})

// foldRune folds a rune outside ASCII to one or two runes.
func foldRune(r rune) (a, b rune) {
	if r < foldTop {
		f := foldTable()[r]
		return rune(f[0]), rune(f[1])
	}
	return unicode.ToLower(r), 0
}

// Fold returns s in the form in which names are compared. Marks and spaces stay.
func Fold(s string) string {
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
			a, b := foldRune(r)
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
	t := Tokens(w)
	if len(t) != 1 {
		return 0
	}
	return t[0].Hash
}
