package language

import "sync"

// tally sums up what the n-grams of a text say for each language of p. Four languages share a word of 64 bits, so that one addition counts
// for all four; before a lane of 16 bits can run over it is carried to score.
type tally struct {
	p       *profiles
	grams   int                     // n-grams met
	score   [maxProfiles]int64      // in 1/64 nats, negative
	lanes   [maxProfiles / 4]uint64 // what is not yet in score, as a cost
	waiting int                     // n-grams in lanes
	met     []uint16                // hashes of the n-grams that some profile holds
	room    [4 * sample]uint16
}

// tallies are some that are not in use: each takes 8 KB, and most texts are shorter.
var tallies = sync.Pool{New: func() any { return new(tally) }}

// begin makes it that of a new text.
func (t *tally) begin(p *profiles) {
	t.p, t.grams, t.waiting, t.met = p, 0, 0, t.room[:0]
	t.score, t.lanes = [maxProfiles]int64{}, [maxProfiles / 4]uint64{}
}

// gram counts an n-gram by its hash. Names say little of the language that they stand in: they count for half.
func (t *tally) gram(h uint32, name bool) {
	t.grams++
	if t.p.seen[h] == 0 {
		return
	}
	t.met = append(t.met, uint16(h))
	weight := 1
	if name {
		weight = 0
	}
	for i, x := range t.p.row(h) {
		t.lanes[i&(maxProfiles/4-1)] += x << weight
	}
	if t.waiting++; t.waiting == t.p.carry {
		t.carry()
	}
}

func (t *tally) carry() {
	for i := range t.p.langs {
		t.score[i] -= int64(t.lanes[i/4] >> (i % 4 * 16) & 0xFFFF)
	}
	t.lanes, t.waiting = [maxProfiles / 4]uint64{}, 0
}

// scores returns the score of each language so far.
func (t *tally) scores() []int64 {
	t.carry()
	return t.score[:len(t.p.langs)]
}

// known returns how many of the n-grams the profile of a language holds.
func (t *tally) known(lang int) int {
	n := 0
	for _, h := range t.met {
		n += int(t.p.seen[h] >> lang & 1)
	}
	return n
}
