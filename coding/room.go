package coding

import "sync"

// tokenRoom is where the tokens of a document's sentences lie while it is coded; nothing of a claim points there.
type tokenRoom struct {
	blocks [][]token
	block  int // the one that is being filled
	used   int // of it
}

// rooms are some that are not in use.
var rooms = sync.Pool{New: func() any { return new(tokenRoom) }}

// tokenBlock is how many tokens a block holds: some three sentences of the longest.
const tokenBlock = 3 * MaxWords

// clear gives everything back.
func (r *tokenRoom) clear() { r.block, r.used = 0, 0 }

// take gives room for at most n tokens, n up to MaxWords.
func (r *tokenRoom) take(n int) []token {
	if r.used+n > tokenBlock {
		r.block, r.used = r.block+1, 0
	}
	if r.block == len(r.blocks) {
		r.blocks = append(r.blocks, make([]token, tokenBlock))
	}
	t := r.blocks[r.block][r.used : r.used : r.used+n]
	r.used += n
	return t
}
