package language

import (
	"unicode"
	"unicode/utf8"

	"factum"
)

// Kind is what a word is made of.
type Kind uint8

// The kinds of word.
const (
	Letters Kind = iota // begins with a letter: "Bucha", "F16", "U.S."
	Number              // begins with a digit: "40", "1.480", "6,5", "5th", "40kg"
	Punct               // a single mark or symbol
)

func (k Kind) String() string { return [...]string{"letters", "number", "punct"}[k] }

// Word is one unit of a text; the package comment says how a text is cut.
type Word struct {
	Span factum.Span // bytes of the text
	Kind Kind
}

// In returns the word's own bytes of text.
func (w Word) In(text string) string { return text[w.Span.Start:w.Span.End] }

// Words cuts text into words, in order; white space is skipped. Together they cover
// every byte that is not white space or an invisible format character.
func Words(text string) []Word {
	words := make([]Word, 0, len(text)/5+4)
	s := scanner{text: text}
	for s.next() {
		words = append(words, s.word)
	}
	return words
}

// Compound returns the end (exclusive index) of the longest run that starts at words[i], touches without
// white space and is held together by hyphens, or by an apostrophe that belongs to one of the words; i+1 if the word stands alone.
// words are those of text.
func Compound(text string, words []Word, i int) int {
	if i >= len(words) || words[i].Kind == Punct {
		return i + 1
	}
	j := i + 1
	for j < len(words) && words[j].Span.Start == words[j-1].Span.End {
		switch {
		case words[j].Kind != Punct:
			j++
		case j+1 < len(words) && words[j+1].Kind != Punct && words[j+1].Span.Start == words[j].Span.End && isJoint(words[j].In(text)):
			j += 2
		default:
			return j
		}
	}
	return j
}

// isJoint reports whether the mark holds a compound together.
func isJoint(mark string) bool {
	switch mark {
	case "-", "\u2010", "\u2011":
		return true
	}
	return false
}

// class is what the scanner knows of a character.
type class uint8

const (
	other class = iota // marks and symbols
	space
	letter
	digit
	format // invisible, belongs to the word it stands in
	alone  // a letter of a script without spaces: a word of its own
)

var ascii = func() (t [128]class) {
	for c := range t {
		switch {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			t[c] = letter
		case c >= '0' && c <= '9':
			t[c] = digit
		case c <= ' ' || c == 0x7f:
			t[c] = space
		}
	}
	return t
}()

func classOf(r rune) class {
	switch {
	case r < 128:
		return ascii[r]
	case r >= 0xC0 && r < 0x250 && r != 0xD7 && r != 0xF7, r >= 0x400 && r < 0x482, r >= 0x48A && r < 0x530:
		return letter
	case r == 0xAD, r >= 0x200C && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x2064, r == 0xFEFF:
		return format
	case r == 0x200B || unicode.IsSpace(r):
		return space
	case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r) || unicode.Is(unicode.Me, r):
		return letter
	case unicode.IsLetter(r):
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
			return alone
		}
		if r == 0x2BC { // modifier letter apostrophe, handled as an apostrophe
			return other
		}
		return letter
	case unicode.IsDigit(r):
		return digit
	}
	return other
}

func isApostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == '\u02BC' || r == '‘' || r == '′' || r == '`'
}

// scanner walks a text word by word.
type scanner struct {
	text string
	pos  int
	word Word
}

func (s *scanner) at(i int) (rune, int, class) {
	if i >= len(s.text) {
		return 0, 0, space
	}
	if c := s.text[i]; c < 128 {
		return rune(c), 1, ascii[c]
	}
	r, n := utf8.DecodeRuneInString(s.text[i:])
	if r == utf8.RuneError && n == 1 {
		return r, 1, other
	}
	return r, n, classOf(r)
}

func (s *scanner) next() bool {
	for s.pos < len(s.text) {
		r, n, c := s.at(s.pos)
		start := s.pos
		switch c {
		case space, format:
			s.pos += n
			continue
		case letter:
			s.pos = s.letters(start)
			s.word = Word{factum.Span{Start: start, End: s.pos}, Letters}
			return true
		case digit:
			s.pos = s.number(start)
			s.word = Word{factum.Span{Start: start, End: s.pos}, Number}
			return true
		case alone:
			s.pos += n
			s.word = Word{factum.Span{Start: start, End: s.pos}, Letters}
			return true
		}
		s.pos += n
		kind := Punct
		if isApostrophe(r) {
			if end := s.clitic(start, n); end > 0 {
				s.pos, kind = end, Letters
			}
		}
		s.word = Word{factum.Span{Start: start, End: s.pos}, kind}
		return true
	}
	return false
}

// run returns the end of the letters, digits, combining marks and format characters from i.
func (s *scanner) run(i int) int {
	last := i // end of the last visible character
	for {
		_, n, c := s.at(i)
		switch c {
		case letter, digit:
			i += n
			last = i
			continue
		case format:
			i += n
			continue
		}
		return last
	}
}

// letters returns the end of a word that begins with a letter at start.
func (s *scanner) letters(start int) int {
	end := s.run(start)
	for {
		r, n, _ := s.at(end)
		switch {
		case r == '.':
			if e := s.acronym(start, end); e > 0 {
				return e
			}
			return end
		case isApostrophe(r):
			_, _, c := s.at(end + n)
			if c != letter {
				return end
			}
			if elides(s.text[start:end]) && !(s.run(end+n)-(end+n) == 1 && s.text[end+n] == 'n') {
				return end + n
			}
			if splitsSuffix(s.text[end+n : s.run(end+n)]) {
				return end
			}
			end = s.run(end + n)
		default:
			return end
		}
	}
}

// acronym returns the end of letters with dots between them, as in "U.S." and "т.д.", the last dot
// included, or 0. Every part is one letter.
func (s *scanner) acronym(start, end int) int {
	if _, n := utf8.DecodeRuneInString(s.text[start:]); start+n != end {
		return 0
	}
	i, parts := end, 1
	for {
		r, n, _ := s.at(i)
		if r != '.' {
			break
		}
		_, ln, lc := s.at(i + n)
		if lc != letter {
			if parts > 1 {
				return i + n
			}
			return 0
		}
		if _, _, c := s.at(i + n + ln); c == letter || c == digit {
			break
		}
		i += n + ln
		parts++
	}
	if parts > 1 {
		return i
	}
	return 0
}

// number returns the end of a word that begins with a digit: separators stay inside when a
// digit follows, letters that touch belong to it.
func (s *scanner) number(start int) int {
	end := s.run(start)
	for {
		r, n, _ := s.at(end)
		if r != '.' && r != ',' && !isApostrophe(r) {
			return end
		}
		if _, _, c := s.at(end + n); c != digit {
			return end
		}
		if p := s.text[end-1]; p < '0' || p > '9' {
			return end
		}
		end = s.run(end + n)
	}
}
