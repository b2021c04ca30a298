package gazetteer

import "math/bits"

// Trie finds phrases in tokens, longest first. Every prefix of a phrase is a key: the chained hash of
// its words. Keys are 64 bits, so that two phrases out of some hundred thousand fall together once in
// a billion tables; the hash alone stands for the phrase.
type Trie[V comparable] struct {
	slots []slot // by the keys' highest bits, the next free one where that is taken; at most three quarters are
	shift int    // of a key to its slot
	used  int
	maybe []uint64 // bits set by the keys' lowest bits: most words begin no phrase, and need no look into slots
	vals  [][]V    // lists of one value may be shared by keys that were added one after another
	room  []V      // where lists of one value are cut from
}

// slot is a key with what is under it; free where it has neither values nor more.
type slot struct {
	key  uint64
	vals int32 // index into vals plus one, 0 for none
	more bool  // longer phrases begin so
}

// NewTrie returns an empty trie, made to hold about so many keys.
func NewTrie[V comparable](about int) *Trie[V] {
	t := &Trie[V]{}
	t.size(max(3, bits.Len(uint(about))))
	return t
}

// size makes room for 2^n keys and less.
func (t *Trie[V]) size(n int) {
	old := t.slots
	t.slots, t.shift = make([]slot, 1<<n), 64-n
	t.maybe = make([]uint64, max(1, len(t.slots)/16))
	for _, s := range old {
		if s.vals != 0 || s.more {
			*t.slot(s.key) = s
			t.mark(s.key)
		}
	}
}

func (t *Trie[V]) mark(h uint64) { t.maybe[h>>6&uint64(len(t.maybe)-1)] |= 1 << (h % 64) }

// at returns what is under a key.
func (t *Trie[V]) at(h uint64) (s slot, ok bool) {
	if t.maybe[h>>6&uint64(len(t.maybe)-1)]&(1<<(h%64)) == 0 {
		return slot{}, false
	}
	s = *t.slot(h)
	return s, s.vals != 0 || s.more
}

// slot returns the slot of a key, free or taken.
func (t *Trie[V]) slot(h uint64) *slot {
	last := uint64(len(t.slots) - 1)
	for i := h >> t.shift; ; i = (i + 1) & last {
		if s := &t.slots[i]; s.key == h || s.vals == 0 && !s.more {
			return s
		}
	}
}

// take returns the slot of a key, to put something into it.
func (t *Trie[V]) take(h uint64) *slot {
	s := t.slot(h)
	if s.vals != 0 || s.more {
		return s
	}
	if t.used++; 4*t.used > 3*len(t.slots) {
		t.size(65 - t.shift)
		s = t.slot(h)
	}
	t.mark(h)
	s.key = h
	return s
}

// Add puts v under a phrase. It reports whether the phrase has a word at all.
func (t *Trie[V]) Add(phrase string, v V) bool { return t.add(PhraseHashes(phrase), v) }

// AddForm puts v under a form of a table.
func (t *Trie[V]) AddForm(f Form, v V) bool { return t.add(f.keys, v) }

func (t *Trie[V]) add(keys []uint64, v V) bool {
	if len(keys) == 0 {
		return false
	}
	for _, h := range keys[:len(keys)-1] {
		t.take(h).more = true
	}
	s := t.take(keys[len(keys)-1])
	if s.vals == 0 {
		s.vals = t.single(v)
		return true
	}
	list := t.vals[s.vals-1]
	if len(list) > 1 {
		t.vals[s.vals-1] = append(list, v)
		return true
	}
	t.vals = append(t.vals, []V{list[0], v})
	s.vals = int32(len(t.vals))
	return true
}

// single returns the number of a list of v alone: that of the list made last, if it can be.
func (t *Trie[V]) single(v V) int32 {
	if n := len(t.vals); n > 0 && len(t.vals[n-1]) == 1 && t.vals[n-1][0] == v {
		return int32(n)
	}
	if len(t.room) == cap(t.room) {
		t.room = make([]V, 0, 64)
	}
	n := len(t.room)
	t.room = append(t.room, v)
	t.vals = append(t.vals, t.room[n:n+1:n+1])
	return int32(len(t.vals))
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
func PhraseHashes(phrase string) []uint64 { return phraseHashes(nil, Tokens(phrase)) }

func phraseHashes(out []uint64, toks []Token) []uint64 {
	var h uint64
	for i := range toks {
		if k := &toks[i]; k.Kind != Mark || !glue(k.Letter) {
			h = chain(h, k.Hash)
			out = append(out, h)
		}
	}
	return out
}
