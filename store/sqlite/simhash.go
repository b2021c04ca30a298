package sqlite

import (
	"github.com/zeebo/xxh3"

	"factum/language"
)

// simhash is the 64-bit simhash over the words of a document, folded: documents with nearly the same words have prints that
// differ in few bits. 0 for no words.
func simhash(texts ...string) uint64 {
	var sums [64]int
	n := 0
	for _, text := range texts {
		for _, w := range language.Words(text) {
			if w.Kind == language.Punct {
				continue
			}
			n++
			h := xxh3.HashString(language.Fold(w.Span.In(text)))
			for i := range sums {
				sums[i] += int(h>>i&1)*2 - 1
			}
		}
	}
	var out uint64
	if n > 0 {
		for i, s := range sums {
			if s > 0 {
				out |= 1 << i
			}
		}
	}
	return out
}
