package reading

import (
	"regexp"
	"strings"

	"factum"
	"factum/language"
)

// plain fills a document from text that is the whole file.
func plain(doc *factum.Document, meta Meta) {
	identity(doc)
	blocks := language.Blocks(doc.Text)
	blocks = headerLines(doc, blocks)
	blocks = headline(doc, blocks)
	doc.Paragraphs = annotate(doc, blocks)
}

// identity makes the one segment of a text that is the decoded form itself.
func identity(doc *factum.Document) {
	if n := len(doc.Text); n > 0 {
		all := factum.Span{End: n}
		doc.Segments = append(doc.Segments, factum.Segment{Part: factum.PartText, Span: all, From: all})
	}
}

// fields are the names under which a text states something of itself before it begins, folded → what it is.
var fields = func() map[string]string {
	m := map[string]string{}
	for _, what := range fieldClasses {
		for word := range headWords.set(what) {
			m[word] = what
		}
	}
	return m
}()

// headerLines reads lines "Date: …", "Source: …" that stand before a text and makes them datelines. A title among them stays a heading.
func headerLines(doc *factum.Document, blocks []factum.Block) []factum.Block {
	for i := range blocks {
		key, value, ok := strings.Cut(blocks[i].Span.In(doc.Text), ":")
		what := fields[language.Fold(strings.TrimSpace(key))]
		if !ok || what == "" || len(value) > 300 || strings.Contains(value, "\n") || i > 12 {
			break
		}
		start := blocks[i].Span.Start + len(key) + 1
		span := language.Trim(doc.Text, factum.Span{Start: start, End: blocks[i].Span.End})
		if !state(doc, what, span.In(doc.Text), span) {
			break
		}
		blocks[i].Kind = "dateline"
		if what == "title" {
			blocks[i] = factum.Block{Span: span, Kind: "heading"}
		}
	}
	return blocks
}

// state sets what a text says of itself; false where the value can't be that.
func state(doc *factum.Document, what, value string, span factum.Span) bool {
	value = strings.Trim(value, " \t\"'")
	if value == "" {
		return false
	}
	switch what {
	case "date":
		t := parseStated(value)
		if t == nil {
			return false
		}
		setTime(&doc.Published, t)
	case "title":
		if doc.Title == "" {
			doc.Title, doc.TitleSpan = span.In(doc.Text), &span
		}
	case "outlet":
		if a := agency(value); a != "" && doc.Wire == "" {
			doc.Wire = a
		} else if doc.Outlet == "" {
			doc.Outlet = value
		}
	case "author":
		doc.Authors = append(doc.Authors, value)
	case "url":
		doc.URL = value
	case "wire":
		doc.Wire = value
	}
	return true
}

// setTime keeps the first time stated, unless a later one is of the same stretch and more precise.
func setTime(to **factum.Time, t *factum.Time) {
	switch {
	case t == nil:
	case *to == nil, (*to).Precision == "month" && t.Precision != "month" && t.Precision != "year" && strings.HasPrefix(t.From, (*to).From[:7]):
		*to = t
	}
}

// datePrefix is a date that stands before the headline on its line, as archives of copied articles have it.
var datePrefix = regexp.MustCompile(`^(?i:(?:` + headWords.any("date") + `)\s*:?\s*)?(\d{4}-\d{2}(?:-\d{2})?)[\s:–|-]+`)

// headline finds the title at the head of the text: the first block, if it is a heading. A date before it on its line is taken off.
func headline(doc *factum.Document, blocks []factum.Block) []factum.Block {
	if len(blocks) == 0 {
		return blocks
	}
	i := 0
	for i < len(blocks) && blocks[i].Kind == "dateline" {
		i++
	}
	if i == len(blocks) {
		return blocks
	}
	first := blocks[i].Span
	text := first.In(doc.Text)
	if m := datePrefix.FindStringSubmatchIndex(text); m != nil && m[1] < len(text) {
		if t := parseStated(text[m[2]:m[3]]); t != nil {
			setTime(&doc.Published, t)
			cut := first.Start + m[1]
			head := factum.Block{Span: language.Trim(doc.Text, factum.Span{Start: first.Start, End: cut}), Kind: "dateline"}
			rest := factum.Block{Span: language.Trim(doc.Text, factum.Span{Start: cut, End: first.End}), Kind: blocks[i].Kind}
			blocks = append(blocks[:i:i], append([]factum.Block{head, rest}, blocks[i+1:]...)...)
			i++
		}
	}
	b := &blocks[i]
	if b.Kind != "heading" || doc.Title != "" {
		return blocks
	}
	if _, ok := wholeDateline(b.Span.In(doc.Text)); ok && i+1 < len(blocks) {
		b.Kind = "dateline"
		if d, _ := wholeDateline(b.Span.In(doc.Text)); d.when != nil {
			setTime(&doc.Published, d.when)
		}
		i++
		if b = &blocks[i]; b.Kind != "heading" {
			return blocks
		}
	}
	span := b.Span
	doc.Title, doc.TitleSpan = span.In(doc.Text), &span
	return blocks
}

// annotate finds datelines, bylines, sign-off and credits among the blocks of a text, takes from them what the document doesn't know yet,
// and cuts datelines off the paragraphs they begin.
func annotate(doc *factum.Document, blocks []factum.Block) []factum.Block {
	out := make([]factum.Block, 0, len(blocks)+4)
	heads := 0 // blocks of the story seen
	signed := false
	for i, b := range blocks {
		if b.Span = language.Trim(doc.Text, b.Span); b.Span.Len() == 0 {
			continue
		}
		p := b.Span.In(doc.Text)
		if signed = signed || p == "--"; signed { // the signature of a mail, to its end
			b.Kind = "byline"
			out = append(out, b)
			continue
		}
		isTitle := doc.TitleSpan != nil && *doc.TitleSpan == b.Span
		if heads < 4 && !isTitle && (b.Kind == "paragraph" || b.Kind == "heading") && len(out) < 16 {
			if d, ok := wholeDateline(p); ok && i+1 < len(blocks) {
				take(doc, d)
				b.Kind = "dateline"
				out = append(out, b)
				continue
			}
			if a := creditLine(p); a != "" && i+1 < len(blocks) {
				if doc.Wire == "" {
					doc.Wire = a
				}
				if names := byline(p); len(doc.Authors) == 0 && len(names) > 0 && !known(names[0]) {
					doc.Authors = names
				}
				b.Kind = "byline"
				out = append(out, b)
				continue
			}
			if names := byline(p); names != nil && i+1 < len(blocks) {
				if len(doc.Authors) == 0 {
					doc.Authors = names
				}
				b.Kind = "byline"
				out = append(out, b)
				continue
			}
			if b.Kind == "paragraph" {
				heads++
			}
			if d, ok := leadDateline(p); ok && b.Kind == "paragraph" {
				take(doc, d)
				head := factum.Block{Span: language.Trim(doc.Text, factum.Span{Start: b.Span.Start, End: b.Span.Start + d.end}), Kind: "dateline"}
				rest := factum.Block{Span: language.Trim(doc.Text, factum.Span{Start: b.Span.Start + d.end, End: b.Span.End}), Kind: b.Kind}
				out = append(out, head)
				if rest.Span.Len() > 0 {
					out = append(out, rest)
				}
				continue
			}
		}
		out = append(out, b)
	}
	closing(doc, out)
	return out
}

// closing reads what the last blocks say of outlet and agency.
func closing(doc *factum.Document, blocks []factum.Block) {
	n := len(blocks)
	for i := n - 1; i >= 0 && i >= n-3; i-- {
		b := &blocks[i]
		p := b.Span.In(doc.Text)
		if b.Kind == "dateline" || b.Kind == "byline" || len(p) > 2000 && i < n-1 {
			continue
		}
		if doc.Wire == "" {
			if a := creditLine(p); a != "" {
				doc.Wire = a
			} else if strings.Contains(strings.ToLower(p[:min(len(p), 40)]), "reporting by") && reportingBy.MatchString(p) {
				doc.Wire = "Reuters"
			} else {
				doc.Wire = credit(p)
			}
			if doc.Wire != "" && len(p) < 80 {
				b.Kind = "byline"
				continue
			}
		}
		if i == n-1 && n > 2 && b.Kind == "paragraph" {
			if o, ok := signOff(p); ok {
				b.Kind = "byline"
				if doc.Outlet == "" {
					doc.Outlet = o
				}
			}
		}
	}
}

func take(doc *factum.Document, d dateline) {
	setTime(&doc.Published, d.when)
	if doc.Wire == "" {
		doc.Wire = d.wire
	}
	if doc.Outlet == "" {
		doc.Outlet = d.outlet
	}
}
