package corroboration

import (
	"slices"
	"strconv"
	"strings"

	"factum"
)

// bound is what people merged and split, ready to be asked of.
type bound struct {
	merges []factum.Bond            // the latest first
	side   map[factum.ClaimID]sides // of those that somebody split off something
}

// sides says on which side of each split something stands: 1 taken out, 2 stays, 3 both. It is not changed in place.
type sides map[factum.ActIndex]uint8

func newBound(bonds []factum.Bond) bound {
	b := bound{side: map[factum.ClaimID]sides{}}
	for _, x := range bonds {
		if !x.Apart {
			b.merges = append(b.merges, x)
			continue
		}
		for i, claims := range x.Claims {
			for _, c := range claims {
				if b.side[c] == nil {
					b.side[c] = sides{}
				}
				b.side[c][x.Act] |= 1 << i
			}
		}
	}
	slices.SortFunc(b.merges, func(x, y factum.Bond) int { return int(y.Act - x.Act) })
	for _, m := range b.merges {
		b.end(m)
	}
	return b
}

// end ends, for the claims of a merge, the splits before it that it brings both sides of together again.
func (b bound) end(m factum.Bond) {
	claims := slices.Concat(m.Claims...)
	both := sides{}
	for _, c := range claims {
		both = both.and(b.side[c])
	}
	for act, v := range both {
		if act > m.Act || v != 3 {
			continue
		}
		for _, c := range claims {
			delete(b.side[c], act)
		}
	}
}

// splits reports whether two stand on different sides of a split.
func (s sides) splits(t sides) bool {
	for act, v := range s {
		if w := t[act]; w != 0 && v != w {
			return true
		}
	}
	return false
}

// and is on which sides both together stand.
func (s sides) and(t sides) sides {
	if len(t) == 0 {
		return s
	}
	out := sides{}
	for act, v := range s {
		out[act] = v
	}
	for act, v := range t {
		out[act] |= v
	}
	return out
}

// key is different for different sides, "" for none.
func (s sides) key() string {
	if len(s) == 0 {
		return ""
	}
	var out []string
	for act, v := range s {
		out = append(out, strconv.FormatInt(int64(act), 10)+":"+strconv.Itoa(int(v)))
	}
	slices.Sort(out)
	return "\x00split " + strings.Join(out, ",")
}

// edges are those by which merges put nodes together, the latest merge first: each of its claims with its first that is among them.
func (b bound) edges(nodes []*node) []edge {
	if len(b.merges) == 0 {
		return nil
	}
	at := map[factum.ClaimID]int{}
	for i, n := range nodes {
		for _, m := range n.members {
			at[m.id] = i
		}
	}
	var out []edge
	for _, m := range b.merges {
		first := -1
		why := "merged by " + string(m.By) + ", " + m.Act.String() + ": " + m.Reason
		for _, claims := range m.Claims {
			for _, c := range claims {
				switch i, ok := at[c]; {
				case !ok:
				case first < 0:
					first = i
				case i != first:
					out = append(out, edge{a: min(first, i), b: max(first, i), bond: why})
				}
			}
		}
	}
	return out
}
