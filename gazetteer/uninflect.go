package gazetteer

import (
	"sort"
	"strings"
	"sync"
)

// Names in Latin letters are not kept in their cases in places.bin: a word of a report in such a language is led back to what
// its nominative can be ("Kijowie" to "Kijów") and looked up as that.

// maxNominatives bounds what one word is led back to.
const maxNominatives = 24

// nominatives returns what a word in some case can be the case of, by the rules of its language for Latin letters.
func nominatives(lang, w string) []string {
	var out []string
	for _, e := range latinEndings()[lang] {
		stem, ok := strings.CutSuffix(w, e.ending)
		if !ok || len(stem) < 2 {
			continue
		}
		n := stem + e.suffix
		// The rule has to be the one that the nominative is inflected by.
		for _, f := range inflectWord(inflections()[lang], n) {
			if f == w && len(out) < maxNominatives {
				out = append(out, n)
				break
			}
		}
	}
	return out
}

type latinEnding struct{ ending, suffix string }

// latinEndings are the endings of each language's rules for Latin letters with what they stand for, longest first.
var latinEndings = sync.OnceValue(func() map[string][]latinEnding {
	m := map[string][]latinEnding{}
	for lang, rules := range inflections() {
		for _, r := range rules {
			for _, f := range r.forms {
				if !r.cyrillic {
					m[lang] = append(m[lang], latinEnding{f, r.suffix})
				}
			}
		}
		sort.SliceStable(m[lang], func(i, j int) bool { return len(m[lang][i].ending) > len(m[lang][j].ending) })
	}
	return m
})

// Settlements returns the places of the longest name of places.bin at token i of a text in the names' language, and the token after it: as it
// stands there, and where the language puts names in Latin letters into cases, in one of these.
func (n *Names) Settlements(text string, toks []Token, i int) ([]Place, int) {
	exact, to := Settlements(toks, i)
	if len(latinEndings()[n.Lang]) == 0 || toks[i].Letter >= 0x400 {
		return exact, to
	}
	s := casesSearch{lang: n.Lang, text: text, toks: toks, next: i}
	s.step(i, i, 0)
	if s.next < to || s.next == i {
		return exact, to
	}
	var cases []Place
	for _, ref := range s.refs {
		for _, p := range table.settlements(nil, ref) {
			if p.Class != Inflected && !hasPlace(exact, p.GeoNames) && !hasPlace(cases, p.GeoNames) {
				p.Class = Inflected
				cases = append(cases, p)
			}
		}
	}
	if len(cases) == 0 {
		return exact, to
	}
	sort.SliceStable(cases, func(a, b int) bool { return cases[a].Population > cases[b].Population })
	switch {
	case s.next > to || len(exact) == 0:
		return cases, s.next
	case exact[0].Class == Alternate && exact[0].Population < cases[0].Population:
		return append(cases, exact...), to
	}
	return append(exact, cases...), to
}

func hasPlace(list []Place, id int64) bool {
	for _, p := range list {
		if p.GeoNames == id {
			return true
		}
	}
	return false
}

// casesSearch looks for the longest name whose words may stand in any case.
type casesSearch struct {
	lang, text string
	toks       []Token
	refs       []uint32 // of the longest names found
	next       int      // the token after them
}

// step takes token j into a name that began at token i, whose words so far have the chained hash h.
func (s *casesSearch) step(i, j int, h uint64) {
	for j < len(s.toks) && s.toks[j].Kind == Mark && glue(s.toks[j].Letter) && j > i && joins(s.toks, j) {
		j++
	}
	if j >= len(s.toks) || j > i+4 {
		return
	}
	k := s.toks[j]
	if k.Kind != Word || j > i && k.Space == 3 || k.Case == Lower && (j == i || k.End-k.Start > 3) {
		return
	}
	try := func(word uint64) {
		h := chain(h, word)
		ref, ok := table.find(h)
		if !ok {
			return
		}
		if ref&refPlace != refPlace || ref&refList != 0 {
			if j+1 > s.next {
				s.next, s.refs = j+1, s.refs[:0]
			}
			if j+1 == s.next {
				s.refs = append(s.refs, ref)
			}
		}
		if ref&refMore != 0 {
			s.step(i, j+1, h)
		}
	}
	try(k.Hash)
	for _, n := range nominatives(s.lang, s.text[k.Start:k.End]) {
		try(HashOf(n))
	}
}
