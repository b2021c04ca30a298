package reading

import (
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"factum"
	"factum/language"
)

// walker writes the text of the nodes inside the story.
type walker struct {
	*tree
	w     writer
	title string // folded; headings that repeat it are left out
	dates []string
}

// body writes all of node i.
func (k *walker) body(i int32, kind string) {
	for c := i + 1; c < k.nodes[i].end; c = k.nodes[c].end {
		k.node(c, kind)
	}
}

func (k *walker) node(i int32, kind string) {
	n := &k.nodes[i]
	if n.text {
		k.w.write(k.src, int(n.from), int(n.to))
		return
	}
	if k.leaveOut(i) {
		return
	}
	switch n.tag {
	case atom.Br:
		k.w.line = len(k.w.out) > k.w.start
		return
	case atom.Wbr:
		return
	case atom.Td, atom.Th:
		k.w.tab = len(k.w.out) > k.w.start
		k.body(i, kind)
		k.w.tab = true
		return
	}
	if n.marks&markBlock == 0 {
		k.body(i, kind)
		return
	}
	inner := kind
	switch n.tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		inner = "heading"
	case atom.Li, atom.Dd, atom.Dt:
		inner = "item"
	case atom.Blockquote:
		inner = "quote"
	case atom.Figcaption, atom.Caption:
		inner = "caption"
	case atom.Tr:
		inner = "row"
	}
	if kind == "row" && n.tag != atom.Tr { // blocks in a cell stay in its row
		k.w.space = true
		k.body(i, kind)
		k.w.space = true
		return
	}
	k.w.begin(inner)
	k.body(i, inner)
	k.w.begin(kind)
	if inner == "heading" {
		k.heading()
	}
}

// leaveOut reports whether a node is no part of the story, and keeps what it says of the date.
func (k *walker) leaveOut(i int32) bool {
	n := &k.nodes[i]
	if n.marks&(markSkip|markJunk) != 0 {
		return true
	}
	if n.chars == 0 {
		return n.tag != atom.Br && n.tag != atom.Td && n.tag != atom.Th
	}
	block := n.marks&markBlock != 0
	switch {
	case n.chars == n.times && n.chars < 200 && (block || n.marks&markMeta != 0 && k.alone(i)):
		s := k.plainText(i, 400)
		if n.marks&markMeta != 0 && n.chars > 60 && strings.HasSuffix(s, ".") { // a sentence: it tells something
			return false
		}
		k.dates = append(k.dates, s)
		return true
	case n.tag == atom.Article && i > 0 && n.prose() < 200:
		return true
	case n.links*10 > n.chars*7 && block && (n.tag != atom.P && n.tag != atom.Li || n.links*10 > n.chars*9) && n.prose() < 300:
		switch n.tag {
		case atom.Ul, atom.Ol, atom.Dl, atom.Div, atom.Section, atom.Table:
			return true
		case atom.P:
			return n.chars < 120
		}
	}
	return false
}

// alone reports whether an inline element is all the text of its parent, or stands among blocks rather than in a sentence.
func (k *walker) alone(i int32) bool {
	p := &k.nodes[k.nodes[i].parent]
	if p.chars == k.nodes[i].chars {
		return true
	}
	switch p.tag {
	case atom.Div, atom.Header, atom.Article, atom.Section, atom.Main, atom.Body, atom.Hgroup, atom.Address:
		return k.nodes[i].chars <= 60
	}
	return false
}

// plainText is the text inside a node, at most n bytes.
func (k *walker) plainText(i int32, n int) string {
	var b strings.Builder
	for c := i + 1; c < k.nodes[i].end && b.Len() < n; c++ {
		if k.nodes[c].text {
			b.WriteByte(' ')
			b.WriteString(foldHTML(k.src[k.nodes[c].from:k.nodes[c].to]))
		}
	}
	return strings.TrimSpace(b.String())
}

// invitations are headings over lists of other stories, folded.
var invitations = headWords.folded("invitation")

// heading looks at the heading just written: one that repeats the title goes, as does one over a list of other stories.
func (k *walker) heading() {
	n := len(k.w.blocks)
	if n == 0 || k.w.blocks[n-1].Kind != "heading" {
		return
	}
	s := language.Fold(k.w.last())
	if s == k.title {
		k.w.drop()
		return
	}
	for _, v := range invitations {
		if strings.HasPrefix(s, v) && len(s) < len(v)+30 {
			k.w.drop()
			return
		}
	}
}

// trim takes off headings at the end, under which nothing stands, and paragraphs that only invite to read on.
func (k *walker) trim() {
	k.w.end()
	for n := len(k.w.blocks); n > 1; n = len(k.w.blocks) {
		b := k.w.blocks[n-1]
		s := k.w.last()
		if b.Kind != "heading" && strings.ContainsFunc(s, unicode.IsLetter) {
			return
		}
		k.w.drop()
	}
}

// headingText is the text of a node with its segments as a title.
func (t *tree) headingText(i int32) (string, []factum.Segment) {
	w := writer{part: factum.PartTitle}
	for c := i + 1; c < t.nodes[i].end; c++ {
		switch n := t.nodes[c]; {
		case n.text:
			w.write(t.src, int(n.from), int(n.to))
		case n.marks&markSkip != 0:
			c = n.end - 1
		case n.tag == atom.Br:
			w.space = true
		}
	}
	return string(w.out), w.segs
}
