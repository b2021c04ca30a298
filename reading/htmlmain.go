package reading

import (
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// weigh counts for each node the characters of text inside it, those in links and those in times, leaving out what is skipped; junk
// that holds most of the page's text is no junk.
func (t *tree) weigh() {
	t.count(false)
	whole := t.nodes[0].chars
	for i := range t.nodes {
		n := &t.nodes[i]
		if n.marks&markJunk != 0 && (n.chars-n.links)*2 > whole {
			n.marks &^= markJunk
		}
	}
	t.count(true)
}

// count sums from the leaves up; with junk, what lies in junk counts nothing outside of it.
func (t *tree) count(junk bool) {
	for i := range t.nodes {
		n := &t.nodes[i]
		n.chars, n.links, n.times = 0, 0, 0
		if n.text {
			n.chars = visible(t.src[n.from:n.to])
		}
	}
	for i := len(t.nodes) - 1; i > 0; i-- {
		n := &t.nodes[i]
		if n.tag == atom.A {
			n.links = n.chars
		}
		if n.marks&markMeta != 0 {
			n.times = n.chars
		}
		if n.marks&markSkip != 0 || junk && n.marks&markJunk != 0 {
			continue
		}
		p := &t.nodes[n.parent]
		p.chars += n.chars
		p.links += n.links
		p.times += n.times
	}
}

// visible counts the characters that are not ASCII white space; an entity counts as it is written.
func visible(s string) int32 {
	n := 0
	for i := 0; i < len(s); i++ {
		if c := s[i]; c > ' ' && utf8.RuneStart(c) {
			n++
		}
	}
	return int32(n)
}

func (n *node) prose() int32 { return n.chars - n.links }

// main returns the node that holds the story: the article with most prose if that is a good part of the page's, else the smallest
// element that holds nearly all prose of the page or of its main element.
func (t *tree) main() int32 {
	whole := t.nodes[0].prose()
	best, from := int32(-1), int32(0)
	for i := int32(1); i < int32(len(t.nodes)); {
		n := &t.nodes[i]
		if n.text {
			i++
			continue
		}
		if n.marks&(markSkip|markJunk) != 0 {
			i = n.end
			continue
		}
		if n.marks&markArticle != 0 && (best < 0 || n.prose() > t.nodes[best].prose()) {
			best = i
		}
		if n.marks&markMain != 0 && n.marks&markArticle == 0 && n.prose()*10 >= whole*4 {
			from = i
		}
		i++
	}
	if best >= 0 {
		b := &t.nodes[best]
		if b.prose() >= 80 && b.prose()*10 >= t.nodes[from].prose()*5 {
			// an articleBody inside an article leaves out the standfirst: take the article
			for p := b.parent; p > 0; p = t.nodes[p].parent {
				if t.nodes[p].tag == atom.Article && t.nodes[p].marks&(markSkip|markJunk) == 0 && t.nodes[p].prose()*10 < b.prose()*15 {
					best = p
				}
			}
			return best
		}
	}
	for {
		next := int32(-1)
		for c := from + 1; c < t.nodes[from].end; c = t.nodes[c].end {
			n := &t.nodes[c]
			if !n.text && n.marks&(markSkip|markJunk) == 0 && n.marks&markBlock != 0 && n.tag != atom.P && n.prose()*10 >= t.nodes[from].prose()*8 {
				next = c
			}
		}
		if next < 0 || t.nodes[next].prose() == 0 {
			return from
		}
		switch t.nodes[next].tag {
		case atom.Ul, atom.Ol, atom.Table, atom.Blockquote, atom.Dl, atom.Li, atom.Tr:
			return from
		}
		from = next
	}
}
