package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// dotEnds decides whether the single dot ends a sentence. next is the next word in lower case, which begins with a capital or a
// digit; opened says that a quotation mark or dash stands before it.
func (c *cutter) dotEnds(dot int, next string, opened, digits bool) bool {
	tok := c.before(dot)
	if tok == "" {
		return true
	}
	if i := strings.LastIndexFunc(tok, isApostrophe); i > 0 && elides(tok[:i]) { // l'on. Bianchi
		tok = strings.TrimLeftFunc(tok[i:], isApostrophe)
	}
	start := dot - len(tok)
	starter := opened || c.rules.starters[next]
	lower := strings.ToLower(tok)
	first := firstRune(tok)
	single := utf8.RuneCountInString(tok) == 1

	if c.isMarker(start, tok) {
		return false
	}
	if isDigits(tok) {
		return c.numberEnds(tok, next, starter)
	}
	if single && unicode.IsUpper(first) {
		return c.rules.Has(InitialEnds) && starter && !opened || tok == "I" && starter
	}
	if len(tok) == 2 && tok[0] == tok[1] && isUpper(tok) && !isRoman(tok) { // doubled for a plural: EE. UU.
		return false
	}
	if joined := c.joined(start, lower); joined != lower { // "т. д.", "z. B."
		if k := c.rules.abbreviations[joined]; k != none {
			return c.classEnds(k, start, starter, digits, next)
		}
	}
	if single && unicode.IsLower(first) && c.singleFollows(next, dot) {
		return false
	}
	if k := c.rules.abbreviations[lower]; k != none && !(isUpper(tok) && !strings.Contains(tok, ".") && !single) {
		return c.classEnds(k, start, starter, digits, next)
	}
	if strings.Contains(tok, ".") && utf8.RuneCountInString(tok) <= 2*strings.Count(tok, ".")+1 { // U.S
		return starter
	}
	if c.rules.Has(DotOrdinals) && isRoman(tok) {
		return starter
	}
	return true
}

func (c *cutter) classEnds(k abbreviation, start int, starter, digits bool, next string) bool {
	switch k {
	case title:
		return utf8.RuneCountInString(c.before(start)) == 0 && c.afterNumber(start) && starter && c.text[start] >= utf8.RuneSelf
	case number:
		return !digits && !isRoman(strings.ToUpper(next))
	case ending:
		return starter
	case closing:
		return starter || !c.rules.Has(CapitalNouns)
	}
	return c.afterNumber(start) && (starter || !c.opensWithDate(start)) // year
}

// opensWithDate reports whether what was read of the sentence up to the token at start is a date with a preposition, after whose year comes
// what the sentence is about: "W 2022 r. Rosja".
func (c *cutter) opensWithDate(start int) bool {
	s := scanner{text: c.text[:start], pos: c.start}
	for n := 0; s.next(); n++ {
		if w := strings.ToLower(s.word.In(c.text)); n > 6 || n == 0 && !c.rules.dates[w] {
			return false
		}
	}
	return true
}

// numberEnds decides on a dot after digits: in some languages it makes an ordinal ("am 5. April", "die 93. Brigade").
func (c *cutter) numberEnds(tok, next string, starter bool) bool {
	if len(tok) > 3 {
		return true
	}
	if len(tok) <= 2 && (isMonth(next) || isDigits(next) && len(next) <= 2) { // 5. April, 6. 30 Uhr
		return false
	}
	if c.rules.Has(DotOrdinals) {
		return starter
	}
	return true
}

// isMarker reports whether the token is the number or letter of a list item: it begins the sentence.
func (c *cutter) isMarker(start int, tok string) bool {
	return start == c.start && (isDigits(tok) && len(tok) <= 3 || utf8.RuneCountInString(tok) == 1 || isRoman(tok) && len(tok) <= 4)
}

// before returns what stands before i up to white space, an opening mark or the sentence's start.
func (c *cutter) before(i int) string {
	j := i
	for j > c.start && i-j < 64 {
		r, n := utf8.DecodeLastRuneInString(c.text[c.start:j])
		if k := classOf(r); k == space || k == other && r != '.' && r != '-' && r != '/' && r != '@' && r != ':' && r != '°' && !isApostrophe(r) {
			break
		}
		j -= n
	}
	return strings.TrimLeft(c.text[j:i], "'’‘`-.:/")
}

// joined puts single letters with dots before the token together with it: "т. д" gives "т.д".
func (c *cutter) joined(start int, lower string) string {
	for utf8.RuneCountInString(lower) < 12 {
		i := c.backSpace(start)
		if i == start || i == c.start || c.text[i-1] != '.' {
			return lower
		}
		prev := c.before(i - 1)
		if n := utf8.RuneCountInString(prev); n == 0 || n > 2 {
			return lower
		}
		start = i - 1 - len(prev)
		lower = strings.ToLower(prev) + "." + lower
	}
	return lower
}

// singleFollows reports whether the next word is a single letter with a dot as well: the abbreviation goes on ("z. B.").
func (c *cutter) singleFollows(next string, dot int) bool {
	if utf8.RuneCountInString(next) != 1 {
		return false
	}
	i := c.skipSpace(dot + 1)
	_, n := utf8.DecodeRuneInString(c.text[i:c.limit])
	return i+n < c.limit && c.text[i+n] == '.'
}

// backSpace returns where the white space before i begins.
func (c *cutter) backSpace(i int) int {
	for i > c.start {
		r, n := utf8.DecodeLastRuneInString(c.text[c.start:i])
		if classOf(r) != space {
			break
		}
		i -= n
	}
	return i
}

// afterNumber reports whether digits or a Roman number stand before the token at start.
func (c *cutter) afterNumber(start int) bool {
	i := c.backSpace(start)
	if i == start {
		return false
	}
	tok := strings.TrimRight(c.before(i), ".")
	return tok != "" && (unicode.IsDigit(firstRune(tok)) || isRoman(tok))
}

func isDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func isRoman(s string) bool { return s != "" && strings.Trim(s, "IVXLCІХ") == "" }

func isUpper(s string) bool { return s == strings.ToUpper(s) }
