package language

import "unicode/utf8"

// elided are the words that stand before an apostrophe and lost their last vowel to it (French, Italian,
// Catalan names). What follows is a word of its own.
var elided = map[string]bool{
	"l": true, "d": true, "j": true, "m": true, "t": true, "s": true, "n": true, "c": true, "qu": true,
	"jusqu": true, "lorsqu": true, "puisqu": true, "quoiqu": true, "quelqu": true,
	"dell": true, "nell": true, "sull": true, "all": true, "dall": true, "coll": true, "un": true,
	"quell": true, "quest": true, "dov": true, "com": true, "cos": true, "gl": true, "sant": true,
	"nient": true, "anch": true, "bell": true, "tutt": true, "ch": true,
}

// suffixes are what English and Dutch hang on a word by an apostrophe.
var suffixes = map[string]bool{"s": true, "S": true, "re": true, "ve": true, "ll": true, "d": true, "m": true, "er": true, "tje": true, "ers": true}

// clitics are Dutch words that begin with an apostrophe.
var clitics = map[string]bool{"s": true, "t": true, "n": true, "k": true, "m": true, "r": true, "S": true, "T": true, "N": true, "K": true}

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
