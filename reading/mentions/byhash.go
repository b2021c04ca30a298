package mentions

import "math/bits"

// byHash holds words of a language that are put together by rule, by the hash of the word. Nil holds none.
type byHash[V any] struct {
	words map[uint64]V
	maybe []uint64 // bits set by all words' lowest bits: nearly every word asked for is none of them
}

func newByHash[V any](words map[uint64]V) *byHash[V] {
	b := &byHash[V]{words: words, maybe: make([]uint64, 1<<bits.Len(uint(len(words))/8))}
	for h := range words {
		b.maybe[h>>6&uint64(len(b.maybe)-1)] |= 1 << (h % 64)
	}
	return b
}

func (b *byHash[V]) get(h uint64) (v V, ok bool) {
	if b == nil || b.maybe[h>>6&uint64(len(b.maybe)-1)]&(1<<(h%64)) == 0 {
		return v, false
	}
	v, ok = b.words[h]
	return v, ok
}
