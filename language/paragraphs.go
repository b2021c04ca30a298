package language

import (
	"math/bits"
	"sync"
	"unicode"
	"unicode/utf8"

	"factum"
)

const (
	// opening is how many bytes of a paragraph are looked at to see whether it may be in another language than its document.
	opening = 300
	// ahead is by how many function words another language has to lead there.
	ahead = 2
	// strangers is how many letters that its document's language does not write have to stand there, where the function words don't tell: Ukrainian
	// and Russian share many.
	strangers = 4
	// enough is the fewest letters of a paragraph whose language can be told for sure: each half of it is as long as a headline.
	enough = 80
)

// functionWords gives for each function word the languages that it is one of, bit i for Languages[i].
var functionWords = sync.OnceValue(func() map[string]uint64 {
	p := loadProfiles()
	out := make(map[string]uint64, len(p.words))
	for w, row := range p.words {
		for i := range Languages {
			if row[i] == 0 {
				out[w] |= 1 << i
			}
		}
	}
	return out
})

// strangeCyrillic gives for each language the letters of U+0400–U+04FF that some language read writes and this one does not, as bits.
var strangeCyrillic = sync.OnceValue(func() map[string]*[4]uint64 {
	out := map[string]*[4]uint64{}
	for i, l := range Languages {
		out[l] = &[4]uint64{}
		for r, lacking := range letterCost() {
			if r >= 0x400 && r < 0x500 && lacking>>i&1 != 0 && lacking&(1<<len(Languages)-1) != 1<<len(Languages)-1 {
				out[l][r>>6&3] |= 1 << (r & 63)
			}
		}
	}
	return out
})

// MarkLanguages sets Lang of the blocks that are in another of the languages read than lang, the language of the text as a whole, and reports whether
// there are any; of the others it is made empty. A block is marked where it is long enough to be sure (80 letters), its beginning speaks for another
// language, and each of its halves for itself is in that one: words quoted within a paragraph leave it in the language around them.
// A shorter block between two of the same other language is taken with them. Datelines and bylines are not looked at.
func MarkLanguages(lang, text string, blocks []factum.Block) bool {
	marked := false
	for i := range blocks {
		b := &blocks[i]
		b.Lang = ""
		if b.Kind == "dateline" || b.Kind == "byline" {
			continue
		}
		if s := b.Span.In(text); len(s) >= enough && foreign(lang, s) {
			if l := wholly(s); l != lang && l != Und {
				b.Lang, marked = l, true
			}
		}
	}
	if marked {
		bridge(text, blocks)
	}
	return marked
}

// foreign reports whether the beginning of a paragraph speaks for another language than lang: by its function words or its letters.
func foreign(lang, s string) bool {
	own := uint64(0)
	for i, l := range Languages {
		if l == lang {
			own = 1 << i
		}
	}
	table := functionWords()
	letters := strangeCyrillic()[lang]
	strange := 0
	var count [64]int
	ours := 0
	best := func() int {
		n := 0
		for _, c := range count[:len(Languages)] {
			n = max(n, c)
		}
		return n
	}
	var buf [24]byte
	n, whole := 0, true // bytes of the word being read in buf; it fits
	word := func() {
		if n > 0 && whole {
			m := table[string(buf[:n])]
			if m&own != 0 {
				ours++
			}
			for ; m != 0; m &= m - 1 {
				count[bits.TrailingZeros64(m)]++
			}
		}
		n, whole = 0, true
	}
	for i := 0; i < len(s) && i < opening; {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		i += size
		switch c := classOf(r); {
		case c != letter:
			if n > 0 {
				if word(); ours > 3 && strange < strangers/2 && best() < ours+ahead {
					return false
				}
			}
			continue
		case r >= 'A' && r <= 'Z':
			r += 'a' - 'A'
		case r >= utf8.RuneSelf:
			r = unicode.ToLower(r)
			if letters != nil && r >= 0x400 && r < 0x500 && letters[r>>6&3]>>(r&63)&1 != 0 {
				strange++
			}
		}
		if n+utf8.UTFMax > len(buf) {
			whole = false
			continue
		}
		n += utf8.EncodeRune(buf[n:], r)
	}
	word()
	return strange >= strangers || best() >= ours+ahead
}

// wholly returns the language that a text is in as a whole and in each half; Und where they differ or it is too short.
func wholly(s string) string {
	letters := 0
	for _, r := range s {
		if classOf(r) == letter {
			letters++
		}
		if letters == enough {
			break
		}
	}
	if letters < enough {
		return Und
	}
	half := edge(s, len(s)/2)
	l := Identify(s[:half])
	if l == Und || Identify(s[half:]) != l || Identify(s) != l {
		return Und
	}
	return l
}

// bridge gives blocks that are too short to tell the language of those before and behind them, where it is the same.
func bridge(text string, blocks []factum.Block) {
	last := -1 // the last block marked
	for i := range blocks {
		if blocks[i].Lang == "" {
			continue
		}
		if last >= 0 && blocks[last].Lang == blocks[i].Lang {
			short := true
			for _, b := range blocks[last+1 : i] {
				short = short && b.Span.Len() < 2*enough && b.Kind != "dateline" && b.Kind != "byline" && alike(b.Span.In(text), blocks[i].Span.In(text))
			}
			for j := last + 1; j < i && short; j++ {
				blocks[j].Lang = blocks[i].Lang
			}
		}
		last = i
	}
}

// alike reports whether the first letters of two texts are of the same alphabet, or the first has none.
func alike(a, b string) bool {
	x, y := firstAlphabetic(a), firstAlphabetic(b)
	return x == 0 || unicode.Is(unicode.Cyrillic, x) == unicode.Is(unicode.Cyrillic, y)
}

func firstAlphabetic(s string) rune {
	for _, r := range s {
		if classOf(r) == letter {
			return r
		}
	}
	return 0
}

// ParagraphTerms gives the terms of a text as Terms does, those of a block that names a language of its own in that one.
func ParagraphTerms(lang, text string, blocks []factum.Block) []Term {
	var out []Term
	end := 0 // of what is cut into terms
	add := func(l string, to int) {
		for _, t := range Terms(l, text[end:to]) {
			t.Span.Start, t.Span.End = t.Span.Start+end, t.Span.End+end
			out = append(out, t)
		}
		end = to
	}
	for _, b := range blocks {
		if b.Lang != "" && b.Lang != lang {
			add(lang, b.Span.Start)
			add(b.Lang, b.Span.End)
		}
	}
	if end == 0 {
		return Terms(lang, text)
	}
	add(lang, len(text))
	return out
}
