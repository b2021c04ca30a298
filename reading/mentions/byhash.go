package mentions

import "math/bits"

// byHash holds words that are put together by rule, by language and by the hash of the word.
type byHash[V any] struct {
	of    map[string]map[uint64]V
	maybe []uint64 // bits set by all words' lowest bits: nearly every word asked for is none of them
}

func newByHash[V any](of map[string]map[uint64]V) *byHash[V] {
	n := 0
	for _, m := range of {
		n += len(m)
	}
	b := &byHash[V]{of: of, maybe: make([]uint64, 1<<bits.Len(uint(n)/8))}
	for _, m := range of {
		for h := range m {
			b.maybe[h>>6&uint64(len(b.maybe)-1)] |= 1 << (h % 64)
		}
	}
	return b
}

func (b *byHash[V]) get(lang string, h uint64) (v V, ok bool) {
	if b.maybe[h>>6&uint64(len(b.maybe)-1)]&(1<<(h%64)) == 0 {
		return v, false
	}
	v, ok = b.of[lang][h]
	return v, ok
}
