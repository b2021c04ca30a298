package language

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"factum"
)

// Sentences cuts the blocks of a text into sentences. Every byte of a block that is not white space lies in exactly one;
// a block's end always ends a sentence. A closing quotation mark or bracket stays with the sentence it closes, the dash
// that opens speech belongs to what it opens. lang chooses abbreviations and rules of ordinals, but for blocks
// that name a language of their own; for other languages what is common to all of them holds.
func Sentences(lang, text string, blocks []factum.Block) []factum.Span {
	out := make([]factum.Span, 0, len(blocks)*3)
	c := cutter{text: text, lang: lang, rules: rulesOf(lang)}
	for i, b := range blocks {
		if l := cmp.Or(b.Lang, lang); l != c.lang {
			c.lang, c.rules = l, rulesOf(l)
		}
		out = c.block(out, Trim(text, b.Span))
		if i == 0 && len(out) > 0 {
			out = append(c.runOn(out[0]), out[1:]...)
		}
	}
	return out
}

type cutter struct {
	text  string
	lang  string
	rules *rules
	start int // of the sentence being read
	limit int // end of the block
}

func (c *cutter) block(out []factum.Span, b factum.Span) []factum.Span {
	if b.Len() == 0 {
		return out
	}
	c.start, c.limit = b.Start, b.End
	for i := b.Start; i < b.End; {
		r, n := utf8.DecodeRuneInString(c.text[i:b.End])
		if !isTerminator(r) {
			i += n
			continue
		}
		dot := i
		for i < b.End {
			r, n = utf8.DecodeRuneInString(c.text[i:b.End])
			if !isTerminator(r) {
				break
			}
			i += n
		}
		end, next := c.after(i)
		if next >= b.End {
			break
		}
		if c.ends(dot, i, end, next) {
			out = append(out, factum.Span{Start: c.start, End: end})
			c.start = next
			i = next
		} else {
			i = max(i, end)
		}
	}
	return append(out, factum.Span{Start: c.start, End: b.End})
}

func isTerminator(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', '‽', '؟', '।':
		return true
	}
	return false
}

// isQuote are quotation marks whatever side they stand on: nations differ on it.
func isQuote(r rune) bool {
	switch r {
	case '"', '\'', '“', '”', '„', '‟', '‘', '’', '‚', '«', '»', '‹', '›', '「', '」', '*', '_':
		return true
	}
	return false
}

func isCloser(r rune) bool { return isQuote(r) || r == ')' || r == ']' || r == '}' }

func isDash(r rune) bool { return r == '–' || r == '—' || r == '-' || r == '―' }

// after takes closing marks that touch the terminator into the sentence and returns its end and where the next
// visible character stands. Marks that touch what follows instead of what precedes open the next sentence.
func (c *cutter) after(i int) (end, next int) {
	end = i
	for end < c.limit {
		r, n := utf8.DecodeRuneInString(c.text[end:c.limit])
		if isCloser(r) {
			end += n
			continue
		}
		if e := c.note(end); e > 0 {
			end = e
			continue
		}
		if classOf(r) == space {
			j := c.skipSpace(end)
			if e := c.note(j); e > 0 {
				end = e
				continue
			}
			// «… ! » with a space before the mark, as in French
			if q, qn := utf8.DecodeRuneInString(c.text[j:c.limit]); j < c.limit && (q == '»' || q == '”' || q == ')') {
				if x, _ := utf8.DecodeRuneInString(c.text[j+qn : c.limit]); j+qn == c.limit || classOf(x) == space || strings.ContainsRune(",.;:", x) {
					end = j + qn
					continue
				}
			}
		}
		break
	}
	return end, c.skipSpace(end)
}

// note returns the end of a note's number, "[12]", at i; 0 if there is none.
func (c *cutter) note(i int) int {
	if i >= c.limit || c.text[i] != '[' {
		return 0
	}
	j := i + 1
	for j < c.limit && j < i+6 && c.text[j] >= '0' && c.text[j] <= '9' {
		j++
	}
	if j == i+1 || j >= c.limit || c.text[j] != ']' {
		return 0
	}
	return j + 1
}

func (c *cutter) skipSpace(i int) int {
	for i < c.limit {
		r, n := utf8.DecodeRuneInString(c.text[i:c.limit])
		if k := classOf(r); k != space && k != format {
			break
		}
		i += n
	}
	return i
}

// ends decides whether a sentence ends with the marks text[dot:mark], its closing marks ending at end; next is the first visible
// character after them.
func (c *cutter) ends(dot, mark, end, next int) bool {
	if next == end { // no white space
		return end == mark && c.missingSpace(dot, mark)
	}
	first, at, dashed, quoted := c.lead(next)
	if first == 0 {
		return at < c.limit // only marks up to the end of the block belong to this sentence
	}
	if unicode.IsLower(first) {
		return false
	}
	word := c.word(at)
	if strings.IndexFunc(c.text[mark:end], isQuote) >= 0 && c.saidBy(at) {
		return false
	}
	if c.text[dot:mark] != "." || end > mark {
		return true
	}
	return c.dotEnds(dot, word, dashed || quoted, unicode.IsDigit(first))
}

// lead skips what may open a sentence and returns its first letter or digit and where it stands; 0 if there is none
// within reach.
func (c *cutter) lead(i int) (first rune, at int, dashed, quoted bool) {
	for reach := 0; i < c.limit && reach < 12; reach++ {
		r, n := utf8.DecodeRuneInString(c.text[i:c.limit])
		switch k := classOf(r); {
		case k == letter || k == digit || k == alone:
			return r, i, dashed, quoted
		case r == '\'' || r == '’' || r == '‘' || r == '`':
			// 's Ochtends: the clitic is small, the sentence begins with the capital after it
			if j := i + n; j+1 < c.limit && c.text[j] >= 'a' && clitics[c.text[j:j+1]] && (c.text[j+1] == ' ' || c.text[j+1] == '-') {
				i = j + 2
				continue
			}
			quoted = true
		case isQuote(r):
			quoted = true
		case isDash(r):
			dashed = true
		}
		i += n
	}
	return 0, i, dashed, quoted
}

// word returns the letters and digits from i in lower case.
func (c *cutter) word(i int) string {
	s := scanner{text: c.text[:c.limit], pos: i}
	if !s.next() || s.word.Span.Len() > 60 {
		return ""
	}
	return strings.ToLower(s.word.In(c.text))
}

// saidBy reports whether a name and a verb of saying follow, as in: "Are you safe?" Jens Stoltenberg asked.
func (c *cutter) saidBy(at int) bool {
	if len(c.rules.cues) == 0 {
		return false
	}
	s := scanner{text: c.text[:c.limit], pos: at}
	for i := 0; i < 6 && s.next(); i++ {
		w := s.word.In(c.text)
		if s.word.Kind != Letters || len(w) > 40 {
			return false
		}
		if i > 0 && c.rules.cues[w] {
			return true
		}
		if r := firstRune(w); unicode.IsLower(r) && (i > 0 || !c.rules.starters[w]) {
			return false
		}
	}
	return false
}

// missingSpace reports whether a sentence ends with a mark that the next one follows without white space:
// "…gezegd.De minister": a small letter before, a capital and a small letter after.
func (c *cutter) missingSpace(dot, mark int) bool {
	if mark-dot != 1 {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(c.text[c.start:dot])
	first, n := utf8.DecodeRuneInString(c.text[mark:c.limit])
	second, _ := utf8.DecodeRuneInString(c.text[mark+n : c.limit])
	if !unicode.IsLower(before) || !unicode.IsUpper(first) || !unicode.IsLower(second) {
		return false
	}
	tok := c.before(dot)
	return utf8.RuneCountInString(tok) > 2 && !strings.ContainsAny(tok, "./@:") && c.rules.abbreviations[strings.ToLower(tok)] == none
}

// runOn cuts the first sentence of a text where a heading ran into it without a mark: behind a word, before a small word with a capital ("Two killed in Ghent In the harbour of …").
func (c *cutter) runOn(first factum.Span) []factum.Span {
	out := []factum.Span{}
	var words [4]Word // the last ones: before, opening, behind it, and the one after that
	n, start := 0, first.Start
	s := scanner{text: c.text[:first.End], pos: first.Start}
	for len(c.rules.openings) > 0 && s.next() {
		words[0], words[1], words[2], words[3] = words[1], words[2], words[3], s.word
		if n++; n < runOnWords || words[0].Kind == Punct || c.rules.starters[words[0].In(c.text)] || words[2].Kind != Letters || !c.opens(words[1], words[2], words[3]) {
			continue
		}
		out = append(out, factum.Span{Start: start, End: words[0].Span.End})
		start, n = words[1].Span.Start, 3
	}
	return append(out, factum.Span{Start: start, End: first.End})
}

// runOnWords is how many words a heading has at least, with three of what follows it.
const runOnWords = 6

// opens reports whether the word is an opening with a capital. Behind an article a small word has to follow, or an adjective of a nation and a
// small word: names begin with articles too.
func (c *cutter) opens(w, next, after Word) bool {
	t := w.In(c.text)
	low := strings.ToLower(t)
	if w.Kind != Letters || !unicode.IsUpper(firstRune(t)) || t == strings.ToUpper(t) && len(t) > 1 {
		return false
	}
	n, small := next.In(c.text), after.Kind == Letters && unicode.IsLower(firstRune(after.In(c.text)))
	switch {
	case c.rules.openings[low]:
		return true
	case c.rules.articles[low]:
		return unicode.IsLower(firstRune(n)) || strings.HasSuffix(n, "se") && small
	}
	return false
}
