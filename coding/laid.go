package coding

import (
	"slices"
	"sort"

	"factum"
)

// laid finds those of a document's mentions that lie over a place without going through all of them. They are in text order, the title's first.
type laid struct {
	n  int
	at func(i int) (part string, sp factum.Span)
	// reach is, for each mention, the furthest end of it and of those before it in its part.
	reach []int
}

func lay(n int, at func(i int) (string, factum.Span)) laid {
	l := laid{n, at, make([]int, n)}
	was := ""
	for i := range l.reach {
		part, sp := at(i)
		if l.reach[i] = sp.End; i > 0 && part == was {
			l.reach[i] = max(sp.End, l.reach[i-1])
		}
		was = part
	}
	return l
}

// over lists the mentions of a part, in order, that begin before byte until and end behind byte from.
func (l *laid) over(part string, from, until int) []int {
	k := sort.Search(l.n, func(i int) bool {
		p, sp := l.at(i)
		if p != part {
			return part == factum.PartTitle
		}
		return sp.Start >= until
	})
	var out []int
	for k--; k >= 0 && l.reach[k] > from; k-- {
		p, sp := l.at(k)
		if p != part {
			break
		}
		if sp.End > from {
			out = append(out, k)
		}
	}
	slices.Reverse(out)
	return out
}
