package reading

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

// charsets that are told apart by the letters they give; of equals the first wins.
var charsets = []string{"windows-1252", "windows-1251", "koi8-r", "koi8-u", "iso-8859-5", "iso-8859-2", "windows-1250", "iso-8859-15", "ibm866"}

// letterWeight says how common a letter beyond ASCII is in texts of the languages read, from 1 (seldom) to 10.
var letterWeight = func() map[rune]int {
	m := map[rune]int{}
	for weight, letters := range map[int]string{
		10: "оеаиіé", 8: "нтсрüäöłęą", 6: "влкмдпèàóßżśçñí", 4: "уяыьгзбчйхжáúćùòìêâîôûëïńźœ«»–—’‘“”„…\u00A0", 2: "шюцщэфъїєґёåøæ€№°ř§¿¡", 1: "čšžőűěůýďťň",
	} {
		for _, r := range letters {
			m[r] = weight
		}
	}
	return m
}()

// guess returns the charset under which the bytes read most like text, "" if none does. It looks at 64 KiB.
func guess(b []byte) string {
	const sample = 64 << 10
	if len(b) > sample {
		b = b[:sample]
	}
	best, bestScore := "", 0
	for _, name := range charsets {
		enc, err := htmlindex.Get(name)
		if err != nil {
			continue
		}
		out, err := enc.NewDecoder().Bytes(b)
		if err != nil {
			continue
		}
		if s := plausibility(out); s > bestScore || best == "" && s > -len(b) {
			best, bestScore = name, s
		}
	}
	return best
}

// plausibility weighs the characters beyond ASCII: common letters speak for the text; controls, symbols within words, letters of two scripts side by side,
// capitals after small letters and runs of accented Latin letters speak against it.
func plausibility(text []byte) int {
	score := 0
	prev := ' '
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		text = text[n:]
		switch {
		case r < utf8.RuneSelf:
			if isLetter(r) && prev >= utf8.RuneSelf && unicode.Is(unicode.Cyrillic, prev) {
				score -= 8
			}
			prev = r
			continue
		case r == utf8.RuneError || r < 0xA0:
			score -= 12
		case unicode.IsLetter(r):
			score += letterScore(r, prev)
		default:
			next, _ := utf8.DecodeRune(text)
			w := letterWeight[r]
			if w == 0 {
				w = -3
			}
			if isLetter(prev) && isLetter(next) && r != '’' {
				w -= 8
			}
			score += w
		}
		prev = r
	}
	return score
}

func letterScore(r, prev rune) int {
	lower := unicode.ToLower(r)
	s := letterWeight[lower] - 3
	if s == -3 {
		s = -6
	}
	if r != lower { // capitals are rare within words
		s /= 2
		if unicode.IsLower(prev) {
			s -= 10
		} else if isLetter(prev) {
			s -= 4
		}
	}
	cyrillic := unicode.Is(unicode.Cyrillic, r)
	if isLetter(prev) && cyrillic != unicode.Is(unicode.Cyrillic, prev) {
		s -= 8
	}
	if !cyrillic && prev >= utf8.RuneSelf && unicode.IsLetter(prev) {
		s -= 6
	}
	return s
}

func isLetter(r rune) bool {
	return r|0x20 >= 'a' && r|0x20 <= 'z' || r >= utf8.RuneSelf && unicode.IsLetter(r)
}
