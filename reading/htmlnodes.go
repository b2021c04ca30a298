package reading

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxNodes bounds the tags and texts of a page; maxDepth how deep they nest: what is deeper lies flat.
const (
	maxNodes = 3_000_000
	maxDepth = 300
)

// mark says what an element is by its name and attributes.
type mark uint16

const (
	markSkip    mark = 1 << iota // never read: script, form, navigation, hidden
	markJunk                     // by class or id around the story rather than of it, unless most of the text lies in it
	markMeta                     // by class a date, author or the like
	markMain                     // main, article, or said to be the story
	markArticle                  // article or the like
	markBlock                    // begins and ends a block of text
)

// node is a tag's element or a stretch of text. Nodes stand in document order; those in [i+1,end) lie inside node i.
type node struct {
	tag      atom.Atom // 0: text, or an element of no known name
	text     bool
	marks    mark
	from, to int32 // bytes of the start tag or text in the decoded form
	end      int32
	parent   int32
	chars    int32 // visible characters of text inside, what is skipped left out
	links    int32 // of them inside links
	times    int32 // of them inside time elements or the like
}

// tree is a page cut into nodes, with what its head says.
type tree struct {
	src   string
	nodes []node
	head  head
}

// parse cuts a page into nodes. Its tokenizer is the one of the HTML standard; elements nest as the tags say, with the end
// tags that the standard lets authors leave out.
func parse(src string) (*tree, error) {
	t := &tree{src: src}
	t.nodes = append(t.nodes, node{end: 0, parent: -1}) // root
	z := html.NewTokenizer(strings.NewReader(src))
	p := parser{tree: t, stack: []int32{0}}
	off := 0
	for {
		kind := z.Next()
		raw := len(z.Raw())
		from := off
		off += raw
		switch kind {
		case html.ErrorToken:
			p.closeTo(0)
			return t, nil
		case html.TextToken:
			p.textNode(from, off)
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			p.start(atom.Lookup(name), from, off, attributes(z, more))
		case html.EndTagToken:
			name, _ := z.TagName()
			p.finish(atom.Lookup(name))
		}
		if len(t.nodes) > maxNodes {
			return nil, gap(ErrTooLarge, "The capture is kept.", "too large to read: a page of more than %d tags", maxNodes)
		}
	}
}

type attribute struct{ key, val string }

// attributes reads at most 40 attributes of a tag, each cut at 4 KiB.
func attributes(z *html.Tokenizer, more bool) []attribute {
	var out []attribute
	for more && len(out) < 40 {
		var k, v []byte
		k, v, more = z.TagAttr()
		out = append(out, attribute{string(k), string(v[:min(len(v), 4096)])})
	}
	return out
}

func attr(attrs []attribute, key string) string {
	for _, a := range attrs {
		if a.key == key {
			return a.val
		}
	}
	return ""
}

type parser struct {
	*tree
	stack []int32
	over  int            // elements deeper than maxDepth that are open
	opens [1 << 12]int16 // elements open, by low bits of their atom: an end tag that matches none costs nothing
	raw   atom.Atom      // script or title being read
	ld    bool           // the script is JSON-LD
}

func slot(a atom.Atom) int { return int(uint32(a)>>8^uint32(a)) & (1<<12 - 1) }

func (p *parser) top() int32 { return p.stack[len(p.stack)-1] }

func (p *parser) add(n node) int32 {
	n.parent = p.top()
	p.nodes = append(p.nodes, n)
	i := int32(len(p.nodes) - 1)
	p.nodes[i].end = i + 1
	return i
}

func (p *parser) textNode(from, to int) {
	switch {
	case p.raw == atom.Script && p.ld:
		p.head.addLD(p.src[from:to])
	case p.raw == atom.Title && p.head.titleTo == 0:
		p.head.titleFrom, p.head.titleTo = from, to
	case p.raw == 0:
		p.add(node{text: true, from: int32(from), to: int32(to)})
	}
}

// raws are elements whose content is no text of the page and holds no tags.
func isRaw(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Title, atom.Textarea, atom.Noscript, atom.Iframe, atom.Noembed, atom.Noframes, atom.Xmp:
		return true
	}
	return false
}

func isVoid(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

func (p *parser) start(a atom.Atom, from, to int, attrs []attribute) {
	p.raw = 0
	p.head.tag(p.tree, a, attrs, from, to)
	p.imply(a)
	if isVoid(a) {
		if a == atom.Br || a == atom.Hr || a == atom.Wbr {
			p.add(node{tag: a, from: int32(from), to: int32(to)})
		}
		return
	}
	if isRaw(a) {
		p.raw, p.ld = a, a == atom.Script && strings.Contains(strings.ToLower(attr(attrs, "type")), "ld+json")
		return // its end tag comes right after its text
	}
	if len(p.stack) >= maxDepth {
		p.over++
		return
	}
	i := p.add(node{tag: a, marks: classify(a, attrs), from: int32(from), to: int32(to)})
	p.stack = append(p.stack, i)
	p.opens[slot(a)]++
}

// imply closes what the start of an element ends: a paragraph before a block, an item before the next one, a cell before the next.
func (p *parser) imply(a atom.Atom) {
	switch a {
	case atom.Li:
		p.closeNear(atom.Li, atom.Ul, atom.Ol)
	case atom.Dt, atom.Dd:
		p.closeNear(atom.Dt, atom.Dl)
		p.closeNear(atom.Dd, atom.Dl)
	case atom.Td, atom.Th:
		p.closeNear(atom.Td, atom.Tr, atom.Table)
		p.closeNear(atom.Th, atom.Tr, atom.Table)
	case atom.Tr:
		p.closeNear(atom.Tr, atom.Table)
	case atom.Option:
		p.closeNear(atom.Option, atom.Select)
	}
	if isBlock(a) && len(p.stack) > 1 && p.opens[slot(atom.P)] > 0 {
		p.closeNear(atom.P, atom.Div, atom.Article, atom.Section, atom.Td, atom.Li, atom.Blockquote, atom.Body)
	}
}

// closeNear closes the nearest open element a, unless one of the limits is nearer.
func (p *parser) closeNear(a atom.Atom, limits ...atom.Atom) {
	if p.opens[slot(a)] == 0 {
		return
	}
	for i := len(p.stack) - 1; i > 0; i-- {
		tag := p.nodes[p.stack[i]].tag
		if tag == a {
			p.closeTo(i)
			return
		}
		for _, l := range limits {
			if tag == l {
				return
			}
		}
	}
}

// finish handles an end tag.
func (p *parser) finish(a atom.Atom) {
	if p.raw != 0 {
		p.raw = 0
		if isRaw(a) {
			return
		}
	}
	if a == atom.Br { // </br> is a line break to browsers
		p.add(node{tag: a, from: int32(len(p.src)), to: int32(len(p.src))})
		return
	}
	if p.over > 0 {
		p.over--
		return
	}
	if p.opens[slot(a)] == 0 || isVoid(a) {
		return
	}
	for i := len(p.stack) - 1; i > 0; i-- {
		if p.nodes[p.stack[i]].tag == a {
			p.closeTo(i)
			return
		}
	}
}

// closeTo closes the elements from position i of the stack on.
func (p *parser) closeTo(i int) {
	for len(p.stack) > max(i, 1) {
		n := p.top()
		p.nodes[n].end = int32(len(p.nodes))
		p.opens[slot(p.nodes[n].tag)]--
		p.stack = p.stack[:len(p.stack)-1]
	}
	if i == 0 {
		p.nodes[0].end = int32(len(p.nodes))
	}
}
