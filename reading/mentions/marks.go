package mentions

import (
	"factum/gazetteer"
)

// marked is a stretch between quotation marks: the mark at token open, the words [from,to), the mark at token close (to or
// later; -1 where there is none).
type marked struct {
	open, from, to, close int
	heading               bool // it fills a heading, or a paragraph without an end
}

// paragraphs numbers the tokens by paragraph: blocks of the document, or blank lines.
func (p *part) paragraphs() []int32 {
	out := make([]int32, len(p.toks))
	b, n := 0, int32(-1)
	blocks := p.doc.doc.Paragraphs
	if p.name == "title" {
		blocks = nil
	}
	for i := range p.toks {
		begins := p.toks[i].Space == 3
		for b < len(blocks) && blocks[b].Span.Start <= p.toks[i].Start {
			begins = true
			b++
		}
		if begins || i == 0 {
			n++
		}
		out[i] = n
	}
	return out
}

// findMarked finds what stands between quotation marks, of any style. A quote ends in its paragraph, unless the next one begins with an
// opening mark again. An apostrophe inside a word or before a "s" is none; a mark left open at a heading takes the heading.
func (p *part) findMarked(para []int32) []marked {
	var out []marked
	for i := 0; i < len(p.toks); i++ {
		k := p.toks[i]
		if k.Kind != gazetteer.Mark {
			continue
		}
		closers := p.closers(i)
		if closers == "" || !p.canOpen(i) {
			continue
		}
		m, ok := p.closeOf(i, closers, para)
		if !ok {
			continue
		}
		if m.to > m.from {
			out = append(out, m)
		}
		if m.close >= 0 {
			i = m.close
		} else {
			i = m.to - 1
		}
	}
	return out
}

// closers returns the marks that can end a quote begun by the mark at token i; "" where it begins none.
func (p *part) closers(i int) string {
	switch p.toks[i].Letter {
	case '„', '‟':
		return "“”\""
	case '“':
		return "”“\""
	case '”': // Swedish and careless typing: the same mark on both sides
		return "”"
	case '«':
		return "»"
	case '»':
		return "«"
	case '‹':
		return "›"
	case '"', '＂':
		return "\"”"
	case '‘':
		return "’'"
	case '‚':
		return "‘’'"
	case '’', '\'', '`':
		return "'’"
	}
	return ""
}

// canOpen: white space, a bracket, dash or the start before it, no white space behind it.
func (p *part) canOpen(i int) bool {
	k := p.toks[i]
	if i+1 >= len(p.toks) || p.toks[i+1].Space != 0 {
		// "„ Wir" is written now and then; a lone straight mark is not read so.
		if k.Letter != '„' && k.Letter != '«' || i+1 >= len(p.toks) || p.toks[i+1].Space != 1 {
			return false
		}
	}
	if next := p.toks[i+1]; next.Kind == gazetteer.Mark && next.Letter != '[' && next.Letter != '(' && next.Letter != '…' && next.Letter != '.' && p.closers(i+1) == "" && next.Letter != '-' && next.Letter != '$' && next.Letter != '€' {
		return false
	}
	if k.Space > 0 || i == 0 {
		if k.Letter == '\'' || k.Letter == '’' {
			return !p.clitic(i)
		}
		return true
	}
	prev := p.toks[i-1]
	if k.Letter == '„' || k.Letter == '“' || k.Letter == '«' {
		return true
	}
	return prev.Kind == gazetteer.Mark && prev.Letter != '.' && prev.Letter != ',' && prev.Letter != '!' && prev.Letter != '?'
}

// doubled reports that the single mark at token i and the one behind it are one double mark, as on a typewriter.
func (p *part) doubled(i int) bool {
	k := p.toks[i].Letter
	return (k == '\'' || k == '`' || k == '’') && i+1 < len(p.toks) && p.toks[i+1].Kind == gazetteer.Mark && p.toks[i+1].Space == 0 && (p.toks[i+1].Letter == k || k == '`' && p.toks[i+1].Letter == '\'')
}

// clitic reports that a word shortened by an apostrophe follows: "'s ochtends", "'t", "’n", "'em", "'90s".
func (p *part) clitic(i int) bool {
	n := p.toks[i+1]
	return n.Space == 0 && (n.Kind == gazetteer.Number || p.cueWords.is(i+1, "clitic") && (i+2 >= len(p.toks) || p.toks[i+2].Space > 0))
}

// longestQuote is how many tokens behind its opening mark the closing one is looked for.
const longestQuote = 3000

func (p *part) closeOf(i int, closers string, para []int32) (marked, bool) {
	m := marked{open: i, from: i + 1, close: -1}
	open := p.toks[i].Letter
	double := p.doubled(i)
	if double {
		m.from++
	}
	single := open == '\'' || open == '’' || open == '‘' || open == '‚' || open == '`'
	cur := para[i]
	depth := 0
	for j := i + 1; j < len(p.toks); j++ {
		k := p.toks[j]
		if j-i > longestQuote {
			m.to = j
			return m, false
		}
		if para[j] != cur {
			// The next paragraph carries on if it opens with the same mark and this one ended like a sentence.
			if k.Letter == open && p.ended(j-1) && j-i < 2000 && !p.headingAt(i) {
				cur = para[j]
				continue
			}
			m.to = j
			// Left open: a heading that is all quote.
			if i == 0 || para[i-1] != para[i] {
				if !p.ended(j-1) || p.headingAt(i) {
					m.heading = true
					return m, true
				}
			}
			return m, false
		}
		if k.Kind != gazetteer.Mark {
			continue
		}
		if !single && (k.Letter == open && open != '"' && open != '“' && open != '”' && open != '»' && open != '«') {
			depth++
			continue
		}
		if !containsRune(closers, k.Letter) {
			continue
		}
		if depth > 0 {
			depth--
			continue
		}
		if double {
			if j < i+2 || !p.doubled(j) || p.toks[j].Space > 0 {
				continue
			}
			m.to, m.close = j, j+1
			return m, true
		}
		if single {
			if !p.closesSingle(j) {
				// A closing mark pushed behind the space: ", 'zo liet X weten".
				if k.Space == 1 && p.mark(j-1, ',') && p.framed(j+1) {
					m.to, m.close = j-1, j
					return m, true
				}
				continue
			}
		} else if k.Letter == '"' && open == '"' && k.Space > 0 && j+1 < len(p.toks) && p.toks[j+1].Space == 0 && p.toks[j+1].Kind == gazetteer.Word {
			if p.mark(j-1, ',') && p.framed(j+1) {
				m.to, m.close = j-1, j
				return m, true
			}
			// Looks like another opening mark: the first was left open.
			return m, false
		} else if k.Letter == '“' && open == '“' && k.Space > 0 && j+1 < len(p.toks) && p.toks[j+1].Space == 0 {
			continue
		}
		m.to, m.close = j, j
		return m, true
	}
	m.to = len(p.toks)
	if (i == 0 || para[i-1] != para[i]) && (p.headingAt(i) || !p.ended(len(p.toks)-1)) {
		m.heading = true
		return m, true
	}
	return m, false
}

func containsRune(s string, r rune) bool {
	for _, c := range s {
		if c == r {
			return true
		}
	}
	return false
}

// closesSingle tells a closing single mark from an apostrophe: something that is no space before it; behind it a space, a mark or the end,
// and, after a word's s, not a word with a small letter that would make it a plural's possessive.
func (p *part) closesSingle(j int) bool {
	k := p.toks[j]
	if k.Space > 0 {
		return false
	}
	if j+1 >= len(p.toks) {
		return true
	}
	next := p.toks[j+1]
	if next.Space == 0 {
		return next.Kind == gazetteer.Mark && next.Letter != '-'
	}
	prev := p.toks[j-1]
	if prev.Kind == gazetteer.Word && p.text[prev.End-1] == 's' && next.Kind == gazetteer.Word && next.Case == gazetteer.Lower && !p.framed(j+1) {
		return false
	}
	return true
}

// ended reports whether token i ends a sentence.
func (p *part) ended(i int) bool {
	for i > 0 && p.toks[i].Kind == gazetteer.Mark && containsRune("'’”“\"»)", p.toks[i].Letter) {
		i--
	}
	return p.toks[i].Kind == gazetteer.Mark && containsRune(".!?…:;,", p.toks[i].Letter)
}

func (p *part) headingAt(i int) bool { return p.heading[p.sentence[i]] }

// framed reports whether words that tell who speaks begin at token i: a cue among the next few words.
func (p *part) framed(i int) bool {
	for j := i; j < i+3 && j < len(p.toks); j++ {
		if p.toks[j].Kind == gazetteer.Mark && j > i {
			return false
		}
		if p.cueWords.is(j, "say", "according") {
			return true
		}
	}
	return false
}
