package gazetteer

import (
	"unicode"
	"unicode/utf8"
)

// Kind says what a Token is.
type Kind uint8

// The kinds of token.
const (
	Word   Kind = iota // letters, with digits inside ("M23") and apostrophes between letters
	Number             // decimal digits only
	Mark               // one mark of punctuation or symbol
)

// Case says how a word is written.
type Case uint8

// The cases of a word. A single capital letter is Title.
const (
	Lower Case = iota
	Title      // first letter capital
	Upper      // two or more letters, all capital
)

// Token is a word, number or mark with the bytes [Start,End) of the text it stands at.
type Token struct {
	Start, End int
	Kind       Kind
	Case       Case
	// Space says what stands before it: 0 nothing, 1 white space, 2 a line break, 3 a blank line or the start of the text.
	Space uint8
	// Letter is the first rune, folded; for a Mark the rune itself.
	Letter rune
	// Hash is of the folded word. Words that fold alike have the same hash.
	Hash uint64
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// Tokens cuts text into words, numbers and marks. A word keeps an apostrophe between two letters
// ("Слов'янськ"), but an elided article ("l'", "d'", "qu'") is a word of its own and an English or
// Dutch "'s" at the end is cut off as a Mark and a word, so that the name before it can be looked up.
func Tokens(text string) []Token { return AppendTokens(make([]Token, 0, len(text)/5+8), text) }

// AppendTokens appends the tokens of text to out.
func AppendTokens(out []Token, text string) []Token {
	known := letters()
	space := uint8(3)
	newlines := 0
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case known.isLetter(r):
			out = append(out, Token{Start: i, Kind: Word, Space: space})
			i = known.word(&out[len(out)-1], text)
		case r >= '0' && r <= '9':
			j := i + 1
			for j < len(text) && text[j] >= '0' && text[j] <= '9' {
				j++
			}
			h := uint64(fnvOffset)
			for k := i; k < j; k++ {
				h = (h ^ uint64(text[k])) * fnvPrime
			}
			out = append(out, Token{Start: i, End: j, Kind: Number, Space: space, Letter: r, Hash: finish(h)})
			i = j
		case r == '\n':
			newlines++
			i++
			if newlines > 1 || space == 3 {
				space = 3
			} else {
				space = 2
			}
			continue
		case r == ' ' || r == '\t' || r == '\r' || unicode.IsSpace(r) || r == 0x200b || r == 0xfeff || r == 0xad:
			if space == 0 {
				space = 1
			}
			i += n
			continue
		default:
			out = append(out, Token{Start: i, End: i + n, Kind: Mark, Space: space, Letter: r, Hash: uint64(r)})
			i += n
		}
		space, newlines = 0, 0
	}
	return out
}

func (t *letterTable) isLetter(r rune) bool {
	if r < 0x80 {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	return t.of(r).letter
}

func isApostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == 'ʼ' || r == 'ʹ' || r == '`' || r == '‘'
}

// word reads the word that starts at w.Start: it fills w and returns the end.
func (t *letterTable) word(w *Token, text string) int {
	h := uint64(fnvOffset)
	i := w.Start
	marked := 0 // letters and combining marks
	upper, letters, hashed := 0, 0, 0
	for i < len(text) {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
			l := t.of(r)
			if l.letter {
				i += n
				marked++
				if l.mute {
					continue
				}
				letters++
				if l.upper {
					upper++
					if hashed == 0 {
						w.Case = Title
					}
				}
				a, b := rune(l.a), rune(l.b)
				if r >= foldTop {
					a, b = t.fold(r)
				}
				h = (h ^ uint64(a)) * fnvPrime
				if b != 0 {
					h = (h ^ uint64(b)) * fnvPrime
				}
				if hashed == 0 {
					w.Letter = a
				}
				hashed++
				continue
			}
		}
		switch {
		case r >= 'a' && r <= 'z':
			marked++
			letters++
		case r >= 'A' && r <= 'Z':
			marked++
			letters++
			upper++
			if hashed == 0 {
				w.Case = Title
			}
			r += 'a' - 'A'
		case r >= '0' && r <= '9':
		case isApostrophe(r) && t.joins(text, w.Start, i, n, marked):
			i += n
			continue
		default:
			n = 0
		}
		if n == 0 {
			break
		}
		i += n
		h = (h ^ uint64(r)) * fnvPrime
		if hashed == 0 {
			w.Letter = r
		}
		hashed++
	}
	if letters > 1 && upper == letters {
		w.Case = Upper
	}
	w.End, w.Hash = i, finish(h)
	return i
}

// joins reports whether the apostrophe of n bytes at i belongs to the word that started at start and has so many letters.
func (t *letterTable) joins(text string, start, i, n, letters int) bool {
	next, m := utf8.DecodeRuneInString(text[i+n:])
	if !t.isLetter(next) {
		return false
	}
	after, _ := utf8.DecodeRuneInString(text[i+n+m:])
	if (next == 's' || next == 'S') && !t.isLetter(after) {
		return false // possessive
	}
	// An opening quotation mark glued to the word before it is rare; two letters that belong to one word are the rule.
	return !(letters <= 2 && text[start] < utf8.RuneSelf || elided(text[start:i]))
}

func elided(w string) bool {
	switch w {
	case "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "Jusqu", "Lorsqu", "Puisqu", "dell", "all", "nell", "sull", "dall", "Dell", "All", "Nell", "quell", "quest", "Quest", "Dall", "Sull", "Quell":
		return true
	}
	return false
}

// finish spreads the bits of an FNV-1a hash, whose high bits are weak for short words.
func finish(h uint64) uint64 {
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	h ^= h >> 32
	return h
}

// chain adds a word to the hash of the words before it (0 before the first).
func chain(prev, word uint64) uint64 {
	return finish((prev<<5|prev>>59)*fnvPrime ^ word)
}
