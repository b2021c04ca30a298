package reading

import (
	"strings"

	"factum"
	"factum/language"
)

// isMarkdown tells Markdown by the file's name, or by front matter with a heading below it.
func isMarkdown(name, text string) bool {
	if markdownName(name) {
		return true
	}
	end, ok := frontMatter(text)
	return ok && strings.Contains(text[end:], "\n# ")
}

func markdownName(name string) bool {
	name = strings.ToLower(name)
	return strings.HasSuffix(name, ".md") || strings.HasSuffix(name, ".markdown")
}

// markdown fills a document from Markdown. Text is the whole file; blocks leave out what is no prose: front matter, code, comments,
// rules, the marks that open a line. The title is a heading of the first level at the head, else what the
// front matter states.
func markdown(doc *factum.Document) {
	identity(doc)
	start := 0
	var stated *factum.Span
	if end, ok := frontMatter(doc.Text); ok {
		stated = readFrontMatter(doc, end)
		start = end
	}
	m := mdReader{text: doc.Text}
	blocks := m.blocks(start)
	switch {
	case m.title != nil:
		doc.Title, doc.TitleSpan = m.title.In(doc.Text), m.title
	case stated != nil:
		blocks = append([]factum.Block{{Span: *stated, Kind: "heading"}}, blocks...)
	default:
		blocks = headline(doc, blocks)
	}
	doc.Paragraphs = annotate(doc, blocks)
}

// frontMatter returns the end of a block of "---" lines at the head of the text.
func frontMatter(text string) (end int, ok bool) {
	t := strings.TrimPrefix(text, "\uFEFF")
	off := len(text) - len(t)
	if !strings.HasPrefix(t, "---\n") && !strings.HasPrefix(t, "---\r\n") {
		return 0, false
	}
	for i := strings.IndexByte(t, '\n') + 1; i < len(t) && i < 16<<10; {
		line := t[i:]
		next := len(t)
		if j := strings.IndexByte(line, '\n'); j >= 0 {
			line, next = line[:j], i+j+1
		}
		if l := strings.TrimRight(line, " \r"); l == "---" || l == "..." {
			return off + next, true
		}
		i = next
	}
	return 0, false
}

// readFrontMatter takes "key: value" lines and returns the span of the title's value, nil if none is stated.
func readFrontMatter(doc *factum.Document, end int) (title *factum.Span) {
	pos := 0
	for _, line := range strings.SplitAfter(doc.Text[:end], "\n") {
		start := pos
		pos += len(line)
		key, value, ok := strings.Cut(line, ":")
		if !ok || strings.HasPrefix(key, " ") || strings.HasPrefix(key, "#") {
			continue
		}
		key = language.Fold(strings.Trim(key, "\uFEFF\"' "))
		s := language.Trim(doc.Text, factum.Span{Start: start + len(line) - len(value), End: pos})
		for _, q := range []string{`"`, "'"} {
			if v := s.In(doc.Text); len(v) >= 2 && strings.HasPrefix(v, q) && strings.HasSuffix(v, q) {
				s = factum.Span{Start: s.Start + 1, End: s.End - 1}
				break
			}
		}
		v := s.In(doc.Text)
		if v == "" {
			continue
		}
		switch what := fields[key]; what {
		case "author":
			doc.Authors = append(doc.Authors, strings.Trim(v, "[]\"'"))
		case "lang":
			doc.Lang = strings.ToLower(v)
		case "":
			if key == "modified" || key == "updated" || key == "lastmod" {
				doc.Modified = parseStated(v)
			}
		default:
			state(doc, what, v, s)
			if what == "title" {
				title = &s
			}
		}
	}
	return title
}

type mdReader struct {
	text  string
	out   []factum.Block
	title *factum.Span
	open  bool // the last block goes on with the next line
}

// blocks reads line by line from start.
func (m *mdReader) blocks(start int) []factum.Block {
	fence := ""
	comment := false
	for pos := start; pos < len(m.text); {
		end, next := len(m.text), len(m.text)
		if i := strings.IndexByte(m.text[pos:], '\n'); i >= 0 {
			end, next = pos+i, pos+i+1
		}
		span := language.Trim(m.text, factum.Span{Start: pos, End: end})
		line := span.In(m.text)
		pos = next
		switch {
		case fence != "":
			if strings.HasPrefix(line, fence) {
				fence = ""
			}
		case comment:
			comment = !strings.Contains(line, "-->")
		case line == "":
			m.open = false
		case strings.HasPrefix(line, "```"), strings.HasPrefix(line, "~~~"):
			fence, m.open = line[:3], false
		case strings.HasPrefix(line, "<!--"):
			comment, m.open = !strings.Contains(line, "-->"), false
		default:
			m.line(span, line)
		}
	}
	return m.out
}

func (m *mdReader) line(span factum.Span, line string) {
	if m.open && (strings.Trim(line, "=") == "" || strings.Trim(line, "-") == "") && len(line) > 2 {
		last := &m.out[len(m.out)-1]
		if last.Kind == "paragraph" && !strings.Contains(last.Span.In(m.text), "\n") {
			m.heading(last, line[0] == '=')
		}
		m.open = false
		return
	}
	if isRule(line) {
		m.open = false
		return
	}
	if n := len(line) - len(strings.TrimLeft(line, "#")); n > 0 && n <= 6 && n < len(line) && (line[n] == ' ' || line[n] == '\t') {
		s := factum.Span{Start: span.Start + n, End: span.End}
		for s.End > s.Start && (m.text[s.End-1] == '#' || m.text[s.End-1] == ' ') {
			s.End--
		}
		if s = language.Trim(m.text, s); s.Len() > 0 {
			m.out = append(m.out, factum.Block{Span: s, Kind: "heading"})
			m.heading(&m.out[len(m.out)-1], n == 1)
		}
		m.open = false
		return
	}
	kind, mark := "paragraph", 0
	switch {
	case line[0] == '>':
		kind = "quote"
		for mark < len(line) && (line[mark] == '>' || line[mark] == ' ') {
			mark++
		}
	case line[0] == '|':
		if strings.Trim(line, "|-: ") == "" {
			return
		}
		kind = "row"
	default:
		if mark = listMark(line); mark > 0 {
			kind = "item"
		}
	}
	s := factum.Span{Start: span.Start + mark, End: span.End}
	if s.Len() == 0 {
		m.open = false
		return
	}
	if m.open && kind != "row" && (kind == "paragraph" || kind == "quote" && m.out[len(m.out)-1].Kind == "quote") {
		m.out[len(m.out)-1].Span.End = s.End
		return
	}
	m.out = append(m.out, factum.Block{Span: s, Kind: kind})
	m.open = kind != "row"
}

// heading makes the block one, and the title if it is of the first level and stands among the first three blocks.
func (m *mdReader) heading(b *factum.Block, first bool) {
	b.Kind = "heading"
	if first && m.title == nil && len(m.out) <= 3 {
		s := b.Span
		m.title = &s
	}
}

// listMark is the length of "- ", "* ", "+ ", "1. " or "1) " with the blanks after it, 0 if the line begins otherwise.
func listMark(line string) int {
	n := 0
	if strings.IndexByte("-*+", line[0]) >= 0 {
		n = 1
	} else {
		for n < len(line) && n < 4 && line[n] >= '0' && line[n] <= '9' {
			n++
		}
		if n == 0 || n == len(line) || line[n] != '.' && line[n] != ')' {
			return 0
		}
		n++
	}
	if n >= len(line) || line[n] != ' ' && line[n] != '\t' {
		return 0
	}
	for n < len(line) && (line[n] == ' ' || line[n] == '\t') {
		n++
	}
	return n
}

func isRule(line string) bool {
	l := strings.ReplaceAll(line, " ", "")
	return len(l) >= 3 && (strings.Trim(l, "-") == "" || strings.Trim(l, "*") == "" || strings.Trim(l, "_") == "")
}
