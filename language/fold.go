package language

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// unfolded letters are left as they are: in Cyrillic й, ї and ў are letters of their own, not
// и, і and у with a mark.
const unfolded = "йїў"

// spelled are letters that do not decompose but are written out where the keyboard lacks them, and marks
// that come in several shapes.
var spelled = map[rune]string{
	'ß': "ss", 'ł': "l", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'æ': "ae", 'œ': "oe", 'ı': "i", 'ħ': "h", 'ŧ': "t", 'ĳ': "ij",
	'’': "'", '\u02BC': "'", '‘': "'", '′': "'", '`': "'", '\u2010': "-", '\u2011': "-",
}

// Fold returns the form under which names and words are looked up: lower case, diacritics off (ё is е; й and ї
// stay), typographic apostrophes and hyphens as ASCII, invisible characters left out, broken bytes as U+FFFD. It is idempotent. The length may change.
func Fold(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' || c == '`' {
			return fold(s)
		}
	}
	return s
}

func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			switch {
			case c >= 'A' && c <= 'Z':
				c += 'a' - 'A'
			case c == '`':
				c = '\''
			}
			b.WriteByte(c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		foldRune(&b, r)
		i += n
	}
	return b.String()
}

func foldRune(b *strings.Builder, r rune) {
	if r == utf8.RuneError { // a broken byte too: left as it is, it could make up a character with what comes behind it
		b.WriteRune(r)
		return
	}
	if r >= 0x410 && r <= 0x42F { // А–Я, the run of everyday Cyrillic
		r += 0x20
	} else if r < 0x430 || r > 0x44F {
		r = unicode.ToLower(r)
	}
	if r >= 0x430 && r <= 0x44F || strings.ContainsRune(unfolded, r) {
		b.WriteRune(r)
		return
	}
	if s, ok := spelled[r]; ok {
		b.WriteString(s)
		return
	}
	if classOf(r) == format || unicode.Is(unicode.Mn, r) {
		return
	}
	d := norm.NFKD.PropertiesString(string(r)).Decomposition()
	if d == nil {
		b.WriteRune(r)
		return
	}
	for _, x := range string(d) {
		if !unicode.Is(unicode.Mn, x) {
			if x = unicode.ToLower(x); spelled[x] != "" {
				b.WriteString(spelled[x])
			} else {
				b.WriteRune(x)
			}
		}
	}
}
