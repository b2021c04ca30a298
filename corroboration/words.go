package corroboration

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold lowers case and drops diacritics, for comparing names.
func fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if !ascii {
		var b strings.Builder
		for _, r := range norm.NFD.String(s) {
			if !unicode.Is(unicode.Mn, r) {
				b.WriteRune(r)
			}
		}
		s = b.String()
	}
	return strings.Join(strings.Fields(strings.ToLower(s)), " ")
}

// eachWord calls f with every run of letters or digits of s in lower case. Grouped digits ("1,480", "1 480",
// "1.480") are one word without the marks.
func eachWord(s string, f func(w string, number bool)) {
	rs := []rune(s)
	digit := func(i int) bool { return i < len(rs) && unicode.IsDigit(rs[i]) }
	for i := 0; i < len(rs); {
		switch r := rs[i]; {
		case unicode.IsDigit(r):
			var b strings.Builder
			since, grouped := 0, false
			for digit(i) {
				b.WriteRune(rs[i])
				i++
				since++
				mark := i < len(rs) && strings.ContainsRune(".,'’\u00a0\u202f ", rs[i])
				if mark && (!grouped && since <= 3 || grouped && since == 3) && digit(i+1) && digit(i+2) && digit(i+3) && !digit(i+4) {
					i++
					since, grouped = 0, true
				}
			}
			f(b.String(), true)
		case unicode.IsLetter(r):
			j := i
			for j < len(rs) && (unicode.IsLetter(rs[j]) || unicode.Is(unicode.Mn, rs[j])) {
				j++
			}
			f(strings.ToLower(string(rs[i:j])), false)
			i = j
		default:
			i++
		}
	}
}

// hash64 is FNV-1a with a final mix, so that all bits of short words differ.
func hash64(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return mix(h)
}

func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// Print is the 64-bit simhash of a text over its words: texts that differ in a few words differ in a few bits. It
// is what Report.Print holds. A text without words has print 0.
func Print(text string) uint64 {
	var n [64]int
	any := false
	eachWord(text, func(w string, _ bool) {
		any = true
		h := hash64(w)
		for i := range n {
			n[i] += int(h>>i&1)*2 - 1
		}
	})
	if !any {
		return 0
	}
	var p uint64
	for i, x := range n {
		if x > 0 {
			p |= 1 << i
		}
	}
	return p
}

// printBits is how far the prints of two documents may lie apart and still be a reprint with small cuts.
const printBits = 3

// sketch is a short text made comparable.
type sketch struct {
	words    int
	exact    uint64   // hash over all words in order
	shingles []uint64 // of two words each, sorted
	numbers  []string // digits, sorted, once each
}

func sketchOf(s string) sketch {
	var k sketch
	var prev uint64
	k.exact = 1
	eachWord(s, func(w string, number bool) {
		h := hash64(w)
		if number {
			k.numbers = append(k.numbers, w)
		}
		if k.words > 0 {
			k.shingles = append(k.shingles, mix(prev*31+h))
		}
		prev = h
		k.exact = mix(k.exact*31 + h)
		k.words++
	})
	slices.Sort(k.shingles)
	k.shingles = slices.Compact(k.shingles)
	slices.Sort(k.numbers)
	k.numbers = slices.Compact(k.numbers)
	return k
}

// minWords is the fewest words that can be told to be a copy of others; as many as longWords are hardly ever found by
// two people.
const (
	minWords  = 5
	longWords = 10
)

// nearly reports whether two passages are near-duplicates: at least half of their pairs of neighbouring words in
// common, or nearly all of the shorter one's, and the same numbers. Other numbers in the same words are a template
// (the daily bulletin), not a copy.
func (k sketch) nearly(l sketch) bool {
	if k.words < minWords || l.words < minWords {
		return false
	}
	if k.exact == l.exact {
		return true
	}
	small, all := min(len(k.shingles), len(l.shingles)), len(k.shingles)+len(l.shingles)
	if 3*small < all && small < 2*minWords {
		return false
	}
	n := common(k.shingles, l.shingles)
	if 3*n < all && (small < 2*minWords || 10*n < 8*small) {
		return false
	}
	return subset(k.numbers, l.numbers) || subset(l.numbers, k.numbers)
}

// apart reports whether two passages of one language have next to nothing in common.
func (k sketch) apart(l sketch) bool {
	return k.words > minWords && l.words > minWords && common(k.shingles, l.shingles) == 0
}

// bands are values of which near-duplicates share at least one with a chance of 94 in 100 at half their
// shingles in common (min-hash under four orders).
func (k sketch) bands() [4]uint64 {
	var b [4]uint64
	for i := range b {
		b[i] = ^uint64(0)
		for _, s := range k.shingles {
			b[i] = min(b[i], mix(s+uint64(i+1)*0x9e3779b97f4a7c15))
		}
	}
	return b
}

func common[T uint64 | string](a, b []T) int {
	n, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			n++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}

// subset reports whether every one of a, sorted, is in b, sorted.
func subset(a, b []string) bool { return common(a, b) == len(a) }

func bitsApart(a, b uint64) int { return bits.OnesCount64(a ^ b) }
