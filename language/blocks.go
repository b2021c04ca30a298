package language

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"factum"
)

// maxHeading is the longest heading, in characters.
const maxHeading = 110

// Blocks cuts plain text into paragraphs, headings and list items. Spans carry no white space at
// either end, are in order, do not overlap, and hold every byte of the text that is not white space.
//
// A blank line ends a block. Of lines that follow each other without one, those that were broken to fit
// a width are one paragraph; else each line is one. A heading is a short line without punctuation at its end that has blank lines around it (or stands first,
// or before a much longer line) and is not the last of the text.
func Blocks(text string) []factum.Block {
	var out []factum.Block
	var group []factum.Span
	for start := 0; start <= len(text); {
		end, next := lineEnd(text, start)
		if line := Trim(text, factum.Span{Start: start, End: end}); line.Len() > 0 {
			group = append(group, line)
		} else if len(group) > 0 {
			out = append(out, groupBlocks(text, group)...)
			group = group[:0]
		}
		if next <= start {
			break
		}
		start = next
	}
	if len(group) > 0 {
		out = append(out, groupBlocks(text, group)...)
	}
	markHeadings(text, out)
	return out
}

// lineEnd returns the end of the line from start without its break, and the start of the next line; next is 0 at
// the end of the text.
func lineEnd(text string, start int) (end, next int) {
	for i := start; i < len(text); i++ {
		switch c := text[i]; {
		case c > '\r' && c < 0xE2:
		case c == '\r' && i+1 < len(text) && text[i+1] == '\n':
			return i, i + 2
		case c >= '\n' && c <= '\r':
			return i, i + 1
		case c == 0xE2 && i+2 < len(text) && text[i+1] == 0x80 && (text[i+2] == 0xA8 || text[i+2] == 0xA9):
			return i, i + 3 // line and paragraph separator
		}
	}
	return len(text), 0
}

// Trim returns the span without white space and byte-order marks at either end.
func Trim(text string, s factum.Span) factum.Span {
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(text[s.Start:s.End])
		if c := classOf(r); c != space && c != format {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		r, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if c := classOf(r); c != space && c != format {
			break
		}
		s.End -= n
	}
	return s
}

// groupBlocks makes blocks of lines with no blank line between them.
func groupBlocks(text string, lines []factum.Span) []factum.Block {
	wrapped := isWrapped(text, lines)
	var out []factum.Block
	for i, line := range lines {
		kind := "paragraph"
		if itemMark(line.In(text)) > 0 {
			kind = "item"
		}
		last := len(out) - 1
		if i > 0 && kind == "paragraph" && (wrapped || continues(text, lines[i-1], line)) {
			out[last].Span.End = line.End
			continue
		}
		out = append(out, factum.Block{Span: line, Kind: kind})
	}
	return out
}

// isWrapped reports whether the breaks between the lines were made to fit a width: nearly no line had
// room for the first word of the next one.
func isWrapped(text string, lines []factum.Span) bool {
	if len(lines) < 2 {
		return false
	}
	width := 0
	runes := make([]int, len(lines))
	for i, l := range lines {
		runes[i] = utf8.RuneCountInString(l.In(text))
		width = max(width, runes[i])
	}
	if width > 130 || width < 30 {
		return false
	}
	full, breaks := 0, 0
	for i := 0; i+1 < len(lines); i++ {
		if itemMark(lines[i+1].In(text)) > 0 {
			continue
		}
		breaks++
		next := lines[i+1].In(text)
		if j := strings.IndexFunc(next, unicode.IsSpace); j > 0 {
			next = next[:j]
		}
		if runes[i]+1+utf8.RuneCountInString(next) > width-6 {
			full++
		}
	}
	return breaks > 0 && full*4 >= breaks*3
}

// continues reports whether a line goes on with the sentence of the one before: it begins with a
// small letter and that one did not end.
func continues(text string, prev, line factum.Span) bool {
	r := firstLetter(line.In(text))
	return r != 0 && unicode.IsLower(r) && !endsSentence(prev.In(text))
}

// firstLetter is the first character that is no mark, 0 if there is none.
func firstLetter(s string) rune {
	for _, r := range s {
		if c := classOf(r); c == letter || c == digit || c == alone {
			return r
		}
	}
	return 0
}

// itemMark returns the length of the mark of a list item with the white space after it, 0 if there is none. An en or em
// dash is no mark: it opens speech.
func itemMark(line string) int {
	n := 0
	switch {
	case strings.HasPrefix(line, "•"), strings.HasPrefix(line, "‣"), strings.HasPrefix(line, "▪"), strings.HasPrefix(line, "●"):
		n = 3
	case strings.HasPrefix(line, "·"):
		n = 2
	case line != "" && strings.IndexByte("-*+", line[0]) >= 0:
		n = 1
	default:
		for n < len(line) && n < 3 && line[n] >= '0' && line[n] <= '9' {
			n++
		}
		if n == 0 || n >= len(line) || line[n] != ')' {
			if n == 0 || n >= 3 || n >= len(line) || line[n] != '.' || monthFollows(line[n+1:]) {
				return 0
			}
		}
		n++
	}
	if n < len(line) && (line[n] == ' ' || line[n] == '\t') {
		return n + 1
	}
	return 0
}

func monthFollows(s string) bool {
	s = strings.TrimLeft(s, " ")
	if i := strings.IndexFunc(s, func(r rune) bool { return classOf(r) != letter }); i >= 0 {
		s = s[:i]
	}
	return isMonth(strings.ToLower(s))
}

// endsSentence reports whether the line ends with a mark that ends a sentence or announces more, closing quotes
// and brackets aside.
func endsSentence(s string) bool {
	s = strings.TrimRightFunc(s, func(r rune) bool { return isCloser(r) || unicode.IsSpace(r) })
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…:;,。！？", r)
}

// markHeadings turns short lines that announce what follows into headings.
func markHeadings(text string, blocks []factum.Block) {
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != "paragraph" || i+1 == len(blocks) || !looksHeading(b.Span.In(text), i == 0) {
			continue
		}
		next := blocks[i+1]
		apart := blankBetween(text, b.Span.End, next.Span.Start)
		before := i == 0 || blankBetween(text, blocks[i-1].Span.End, b.Span.Start)
		if before && (apart || next.Span.Len() > 2*b.Span.Len() && next.Span.Len() > maxHeading) {
			b.Kind = "heading"
		}
	}
}

func looksHeading(s string, first bool) bool {
	limit := maxHeading
	if first {
		limit = 160
	}
	if strings.ContainsAny(s, "\n\r") || utf8.RuneCountInString(s) > limit || firstLetter(s) == 0 {
		return false
	}
	if strings.HasPrefix(s, "– ") || strings.HasPrefix(s, "— ") {
		return false
	}
	if !endsSentence(s) {
		return true
	}
	// a headline may ask or call, and quote: only a full stop and its like rule it out
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(s, isCloser))
	return first && (r == '?' || r == '!' || r == '…')
}

func blankBetween(text string, from, to int) bool {
	breaks := 0
	for i := from; i < to; {
		end, next := lineEnd(text, i)
		if next == 0 || end >= to {
			break
		}
		breaks++
		i = next
	}
	return breaks >= 2
}
