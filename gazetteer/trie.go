package gazetteer

import "math/bits"

// Trie finds phrases in tokens, longest first. Every prefix of a phrase is a key: the chained hash of
// its words. Keys are 64 bits, so that two phrases out of some hundred thousand fall together once in
// a billion tables; the hash alone stands for the phrase.
type Trie[V any] struct {
	nodes map[uint64]node
	vals  [][]V
	maybe []uint64 // bits set by the keys' lowest bits: most words begin no phrase, and need no look into nodes
}

type node struct {
	more bool
	vals int32 // index into vals plus one, 0 for none
}

// NewTrie returns an empty trie, made to hold about so many keys.
func NewTrie[V any](about int) *Trie[V] {
	return &Trie[V]{nodes: map[uint64]node{}, maybe: make([]uint64, 1<<bits.Len(uint(about)/4))}
}

// at returns the node under a key.
func (t *Trie[V]) at(h uint64) (node, bool) {
	if t.maybe[h>>6&uint64(len(t.maybe)-1)]&(1<<(h%64)) == 0 {
		return node{}, false
	}
	n, ok := t.nodes[h]
	return n, ok
}

func (t *Trie[V]) set(h uint64, n node) {
	t.maybe[h>>6&uint64(len(t.maybe)-1)] |= 1 << (h % 64)
	t.nodes[h] = n
}

// Add puts v under every expansion of phrase. It reports whether phrase has a word at all.
func (t *Trie[V]) Add(phrase string, v V) bool {
	var h uint64
	toks := Tokens(phrase)
	last := -1
	for i, k := range toks {
		if k.Kind != Mark || !glue(k.Letter) {
			last = i
		}
	}
	for i, k := range toks {
		if k.Kind == Mark && glue(k.Letter) {
			continue
		}
		h = chain(h, k.Hash)
		n := t.nodes[h]
		if i != last {
			n.more = true
			t.set(h, n)
			continue
		}
		if n.vals == 0 {
			t.vals = append(t.vals, nil)
			n.vals = int32(len(t.vals))
			t.set(h, n)
		}
		t.vals[n.vals-1] = append(t.vals[n.vals-1], v)
		return true
	}
	return false
}

// glue reports marks that do not part the words of a name: hyphens, apostrophes, abbreviation points.
func glue(r rune) bool {
	return r == '-' || r == '‐' || r == '‑' || r == '–' || isApostrophe(r) || r == '.'
}

// Longest returns the values of the longest phrase that starts at token i, and the token after it;
// nil and i where none does. A blank line, or a mark other than a hyphen, apostrophe or the point of
// an abbreviation, ends a phrase.
func (t *Trie[V]) Longest(toks []Token, i int) (vals []V, next int) {
	next = i
	var h uint64
	for j := i; j < len(toks); j++ {
		k := &toks[j]
		if j > i && k.Space == 3 {
			break
		}
		if k.Kind == Mark && glue(k.Letter) {
			if j == i || !joins(toks, j) {
				break
			}
			continue
		}
		h = chain(h, k.Hash)
		n, ok := t.at(h)
		if !ok {
			break
		}
		if n.vals != 0 {
			vals, next = t.vals[n.vals-1], j+1
		}
		if !n.more {
			break
		}
	}
	return vals, next
}

// joins reports whether the glue mark at j ties the words on both sides.
func joins(toks []Token, j int) bool {
	if j+1 >= len(toks) {
		return false
	}
	k, after := &toks[j], &toks[j+1]
	if k.Letter == '.' {
		return k.Space == 0 && toks[j-1].End-toks[j-1].Start <= 4 && after.Kind == Word
	}
	return k.Space == 0 && after.Space == 0
}

// All calls f with each phrase's values that starts at token i, shortest first; next is the token after it.
func (t *Trie[V]) All(toks []Token, i int, f func(vals []V, next int)) {
	var h uint64
	for j := i; j < len(toks); j++ {
		k := &toks[j]
		if j > i && k.Space == 3 {
			return
		}
		if k.Kind == Mark && glue(k.Letter) {
			if j == i || !joins(toks, j) {
				return
			}
			continue
		}
		h = chain(h, k.Hash)
		n, ok := t.at(h)
		if !ok {
			return
		}
		if n.vals != 0 {
			f(t.vals[n.vals-1], j+1)
		}
		if !n.more {
			return
		}
	}
}

// PhraseHashes returns the chained hash after each word of a phrase: the keys under which it and its beginnings are kept.
func PhraseHashes(phrase string) []uint64 {
	var out []uint64
	var h uint64
	for _, k := range Tokens(phrase) {
		if k.Kind == Mark && glue(k.Letter) {
			continue
		}
		h = chain(h, k.Hash)
		out = append(out, h)
	}
	return out
}
