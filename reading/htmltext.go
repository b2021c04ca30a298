package reading

import (
	"strings"

	"golang.org/x/net/html"

	"factum"
)

// foldHTML is what a stretch of a page's source reads as: entities decoded, soft hyphens out, runs of ASCII white space one blank, none at
// either end. It is the map between a segment's two sides.
func foldHTML(s string) string {
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	if strings.Contains(s, softHyphen) {
		s = strings.ReplaceAll(s, softHyphen, "")
	}
	return collapse(s)
}

const softHyphen = "\u00AD"

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

func collapse(s string) string {
	clean := true
	for i := 0; i < len(s) && clean; i++ {
		if isBlank(s[i]) && (s[i] != ' ' || i == 0 || i == len(s)-1 || isBlank(s[i-1])) {
			clean = false
		}
	}
	if clean {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if !isBlank(s[i]) {
			b = append(b, s[i])
		} else if len(b) > 0 && b[len(b)-1] != ' ' {
			b = append(b, ' ')
		}
	}
	if len(b) > 0 && b[len(b)-1] == ' ' {
		b = b[:len(b)-1]
	}
	return string(b)
}

// writer puts text together block by block and keeps where each stretch comes from.
type writer struct {
	part   string
	out    []byte
	segs   []factum.Segment
	blocks []factum.Block
	start  int    // of the block being written
	kind   string // of the block being written
	space  bool   // white space is due before the next character
	tab    bool   // a cell ended
	line   bool   // a line break is due
}

// begin ends the block being written and opens one of the given kind.
func (w *writer) begin(kind string) {
	w.end()
	w.kind = kind
}

// end closes the block being written, if anything is in it.
func (w *writer) end() {
	if len(w.out) > w.start {
		w.blocks = append(w.blocks, factum.Block{Span: factum.Span{Start: w.start, End: len(w.out)}, Kind: w.kind})
		w.start = len(w.out)
	}
	w.space, w.tab, w.line = false, false, false
}

// write adds the source bytes src[from:to], which are text.
func (w *writer) write(src string, from, to int) {
	start, end := from, to
	for start < end && isBlank(src[start]) {
		start++
	}
	for end > start && isBlank(src[end-1]) {
		end--
	}
	lead, tail := start > from, end < to
	if start == end {
		w.space = w.space || lead
		return
	}
	raw := src[start:end]
	folded := foldHTML(raw)
	if folded == "" { // nothing but entities for white space, or soft hyphens
		w.space = w.space || lead || tail || strings.ReplaceAll(html.UnescapeString(raw), softHyphen, "") != ""
		return
	}
	if strings.IndexByte(raw, '&') >= 0 {
		u := strings.ReplaceAll(html.UnescapeString(raw), softHyphen, "")
		lead, tail = lead || isBlank(u[0]), tail || isBlank(u[len(u)-1])
	}
	inBlock := len(w.out) > w.start
	switch {
	case !inBlock:
		if len(w.out) > 0 {
			w.out = append(w.out, "\n\n"...)
		}
		w.start = len(w.out)
	case w.line:
		w.out = append(w.out, '\n')
	case w.tab:
		w.out = append(w.out, '\t')
	case w.space || lead:
		w.out = append(w.out, ' ')
	}
	at := len(w.out)
	w.out = append(w.out, folded...)
	w.segs = append(w.segs, factum.Segment{Part: w.part, Span: factum.Span{Start: at, End: len(w.out)}, From: factum.Span{Start: start, End: end}})
	w.space, w.tab, w.line = tail, false, false
}

// drop takes the last block out again.
func (w *writer) drop() {
	if len(w.blocks) == 0 {
		return
	}
	b := w.blocks[len(w.blocks)-1]
	w.blocks = w.blocks[:len(w.blocks)-1]
	cut := 0
	if n := len(w.blocks); n > 0 {
		cut = w.blocks[n-1].Span.End
	}
	w.out = w.out[:cut]
	w.start = cut
	n := len(w.segs)
	for n > 0 && w.segs[n-1].Span.Start >= b.Span.Start {
		n--
	}
	w.segs = w.segs[:n]
}

// last is the text of the block written last.
func (w *writer) last() string {
	if len(w.blocks) == 0 {
		return ""
	}
	b := w.blocks[len(w.blocks)-1].Span
	return string(w.out[b.Start:b.End])
}
