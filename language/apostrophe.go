package language

import "unicode/utf8"

// The words of data/apostrophes.txt: words are cut before their language is known, so that those of all languages hold.
var (
	apostrophes = must(parseWords("data/apostrophes.txt", read("data/apostrophes.txt"), "elided", "suffix", "clitic"))
	elided      = apostrophes["elided"]
	suffixes    = apostrophes["suffix"]
	clitics     = apostrophes["clitic"]
)

func elides(before string) bool {
	if len(before) > 6 {
		return false
	}
	return elided[lowerASCII(before)]
}

func splitsSuffix(after string) bool { return suffixes[after] }

// clitic returns the end of an apostrophe and what hangs on it, 0 if the mark at start stands for itself. After
// a word it is a suffix ("'s"), else a Dutch clitic.
func (s *scanner) clitic(start, n int) int {
	_, _, c := s.at(start + n)
	if c != letter {
		return 0
	}
	end := s.run(start + n)
	after := s.text[start+n : end]
	if start > 0 {
		r, _ := utf8.DecodeLastRuneInString(s.text[:start])
		if k := classOf(r); k == letter || k == digit {
			if splitsSuffix(after) {
				return end
			}
			return 0
		}
	}
	// a quotation of one letter, 's', is no clitic
	if r, _, _ := s.at(end); clitics[after] && !isApostrophe(r) {
		return end
	}
	return 0
}

// lowerASCII lowers A–Z only.
func lowerASCII(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 'A' && s[i] <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if b[i] >= 'A' && b[i] <= 'Z' {
					b[i] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}
