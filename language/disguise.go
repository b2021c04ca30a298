package language

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"factum"
)

// Smooth is a text without what disguises its words from a program, though a person reads them all the same:
//
//   - invisible characters within a word are dropped (soft hyphens, zero-width spaces and joiners, marks of the direction of writing), and the marks
//     among them everywhere; a zero-width space between a small letter and a capital parts two words and stays;
//   - in a word that mixes Latin and Cyrillic letters that look alike they become letters of the one alphabet that the others of the word are of;
//     where the word has letters that only the one, and letters that only the other alphabet has, it stays as it is;
//   - letters that are written as a letter and a mark apart are composed.
//
// Only words are changed, each as a whole, so that places in the text lead back to the original.
type Smooth struct {
	Text string
	// Hidden is how many words had invisible characters other than soft hyphens in them, Mixed how many letters of two alphabets; FirstHidden and
	// FirstMixed are the first of them as they stand in the original.
	Hidden, Mixed           int
	FirstHidden, FirstMixed string

	edits []edit // in text order, apart from each other
}

// edit says that bytes [from,to) of the smooth text stand for bytes [was,wasTo) of the original.
type edit struct{ from, to, was, wasTo int32 }

// Smoothen returns the text without its disguises, nil where it has none. The text should be valid UTF-8 and shorter than 2 GiB.
func Smoothen(text string) *Smooth {
	if !maybeDisguised(text) {
		return nil
	}
	s := &Smooth{}
	var out strings.Builder
	out.Grow(len(text))
	kept := 0 // of the original, what is written
	put := func(from, to int, as string) {
		out.WriteString(text[kept:from])
		at := out.Len()
		out.WriteString(as)
		s.edits = append(s.edits, edit{int32(at), int32(out.Len()), int32(from), int32(to)})
		kept = to
	}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case inWord(r):
			end := wordOf(text, i)
			word := text[i:end]
			if plain, hidden, mixed := undisguise(word); plain != word {
				put(i, end, plain)
				if hidden {
					if s.Hidden++; s.Hidden == 1 {
						s.FirstHidden = word
					}
				}
				if mixed {
					if s.Mixed++; s.Mixed == 1 {
						s.FirstMixed = word
					}
				}
			}
			i = end
			continue
		case invisible(r) && !parts(r):
			put(i, i+n, "")
		}
		i += n
	}
	if len(s.edits) == 0 {
		return nil
	}
	out.WriteString(text[kept:])
	s.Text = out.String()
	return s
}

// Back is the span of the original that a span of the smooth text stands for: whole words where it was changed.
func (s *Smooth) Back(sp factum.Span) factum.Span {
	return s.lead(sp, func(e *edit) (from, to, was, wasTo int32) { return e.from, e.to, e.was, e.wasTo })
}

// Forward is the span of the smooth text that stands for a span of the original.
func (s *Smooth) Forward(sp factum.Span) factum.Span {
	return s.lead(sp, func(e *edit) (from, to, was, wasTo int32) { return e.was, e.wasTo, e.from, e.to })
}

// lead is where a span of the one side lies on the other: as far behind the last edit before it, or as the whole of an edit that it begins or ends in.
func (s *Smooth) lead(sp factum.Span, sides func(*edit) (from, to, was, wasTo int32)) factum.Span {
	out := sp
	a := sort.Search(len(s.edits), func(i int) bool { from, _, _, _ := sides(&s.edits[i]); return int(from) > sp.Start })
	if a > 0 {
		if _, to, was, wasTo := sides(&s.edits[a-1]); sp.Start < int(to) {
			out.Start = int(was)
		} else {
			out.Start = int(wasTo) + sp.Start - int(to)
		}
	}
	b := sort.Search(len(s.edits), func(i int) bool { from, _, _, _ := sides(&s.edits[i]); return int(from) >= sp.End })
	if b > 0 {
		if _, to, _, wasTo := sides(&s.edits[b-1]); sp.End <= int(to) {
			out.End = int(wasTo)
		} else {
			out.End = int(wasTo) + sp.End - int(to)
		}
	}
	return out
}

// Plain is one word without its disguises.
func Plain(word string) string {
	if !maybeDisguised(word) {
		return word
	}
	plain, _, _ := undisguise(word)
	return plain
}

// maybeDisguised reports whether a text has anything in it that Smoothen would look at more closely: it goes over every text that is read, and does no more
// than look at bytes.
func maybeDisguised(text string) bool {
	const latin, cyrillic = 1, 2
	alphabets := 0 // of the word being read
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c < utf8.RuneSelf:
			switch k := ascii[c]; {
			case k == letter:
				alphabets |= latin
			case k != digit:
				alphabets = 0
				continue
			}
		case c >= 0xD0 && c <= 0xD3: // U+0400–U+04FF
			alphabets |= cyrillic
			i++
		case c >= 0xC3 && c <= 0xC9: // U+00C0–U+024F
			alphabets |= latin
			i++
		case c == 0xC2:
			if i+1 < len(text) && text[i+1] == 0xAD { // soft hyphen
				return true
			}
			alphabets = 0
			i++
		case c == 0xCC, c == 0xCD: // U+0300–U+037F, marks that combine among them
			return true
		case c == 0xE2:
			if i+2 < len(text) && (text[i+1] == 0x80 || text[i+1] == 0x81) {
				if r, _ := utf8.DecodeRuneInString(text[i:]); invisible(r) {
					return true
				}
			}
			alphabets = 0
			i += 2
		case c == 0xEF:
			if i > 0 && strings.HasPrefix(text[i:], "\uFEFF") {
				return true
			}
			alphabets = 0
		}
		if alphabets == latin|cyrillic {
			return true
		}
	}
	return false
}

// invisible are characters that nobody sees.
func invisible(r rune) bool {
	return r == 0xAD || r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2060 && r <= 0x2069 || r == 0xFEFF
}

// parts are those of them that may part two words, or that a line may be broken at.
func parts(r rune) bool { return r == 0xAD || r == 0x200B || r == 0xFEFF }

func inWord(r rune) bool {
	switch classOf(r) {
	case letter, digit:
		return true
	}
	return false
}

// wordOf returns the end of the letters, digits and invisible characters from i, which ends with one that can be seen.
func wordOf(text string, i int) int {
	end := i
	var last rune // seen
	hidden := false
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case inWord(r):
			if hidden && unicode.IsLower(last) && unicode.IsUpper(r) {
				return end
			}
			last, hidden = r, false
			i += n
			end = i
			continue
		case invisible(r):
			hidden = hidden || r == 0x200B || r == 0xFEFF
			i += n
			continue
		}
		break
	}
	return end
}

// undisguise returns a word as a person reads it, and what was the matter with it.
func undisguise(word string) (plain string, hidden, mixed bool) {
	marks := false
	const latin, cyrillic = 0, 1
	var letters, only [2]int // of each alphabet; those that the other has no twin of
	first := -1
	var out strings.Builder
	for _, r := range word {
		if invisible(r) {
			hidden = hidden || r != 0xAD
			continue
		}
		out.WriteRune(r)
		a := -1
		switch {
		case unicode.Is(unicode.Mn, r):
			marks = true
		case r >= 0x400 && r < 0x530:
			a = cyrillic
		case r < 0x250 && classOf(r) == letter:
			a = latin
		}
		if a >= 0 {
			letters[a]++
			if twins[a][r] == 0 {
				only[a]++
			}
			if first < 0 {
				first = a
			}
		}
	}
	plain = out.String()
	if letters[latin] > 0 && letters[cyrillic] > 0 && (only[latin] == 0 || only[cyrillic] == 0) {
		from := latin // what is replaced
		switch {
		case only[latin] > 0:
			from = cyrillic
		case only[cyrillic] > 0:
		case letters[latin] > letters[cyrillic], letters[latin] == letters[cyrillic] && first == latin:
			from = cyrillic
		}
		mixed = true
		plain = strings.Map(func(r rune) rune {
			if t := twins[from][r]; t != 0 {
				return t
			}
			return r
		}, plain)
	}
	if marks {
		plain = norm.NFC.String(plain)
	}
	return plain, hidden, mixed
}

// twins are the letters of Latin (0) and Cyrillic (1) that look like one of the other alphabet, with that one.
var twins = func() (t [2]map[rune]rune) {
	t[0], t[1] = map[rune]rune{}, map[rune]rune{}
	a, b := []rune("aceopxyijskëïABCEHIJKMOPSTXYËÏ"), []rune("асеорхуіјѕкёїАВСЕНІЈКМОРЅТХУЁЇ")
	for i := range a {
		t[0][a[i]], t[1][b[i]] = b[i], a[i]
	}
	return t
}()
