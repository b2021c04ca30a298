package custody

// place is what became of one expected line of a segment, or of a line that nobody expects.
type place struct {
	want int // number of the expected line, -1: none was expected here
	line int // number of the line found, -1: none
	ok   bool
}

// align compares the lines of a file with those expected of it. found[i] is the number of the expected line that line i is, -1 for
// none. Lines that are where they belong, or whose neighbours are, keep their number; between them what is left is
// paired in order as changed, and what remains over is missing or added.
func align(found []int, expected int) []place {
	var out []place
	want, from := 0, 0
	gap := func(toWant, toLine int) {
		for want < toWant && from < toLine {
			out = append(out, place{want, from, false})
			want, from = want+1, from+1
		}
		for ; want < toWant; want++ {
			out = append(out, place{want, -1, false})
		}
		for ; from < toLine; from++ {
			out = append(out, place{-1, from, false})
		}
	}
	for i, w := range found {
		if w < want || w >= expected { // unknown, or out of order
			continue
		}
		if i > from && found[i-1] == w+1 { // it changed places with the line before: neither is where it belongs
			continue
		}
		if w > i && !anchored(found, i) { // a line moved forward must not swallow what lies between
			continue
		}
		gap(w, i)
		out = append(out, place{w, i, true})
		want, from = w+1, i+1
	}
	gap(expected, len(found))
	return out
}

// anchored reports whether the line after i, or the one before, is the neighbour that it should be.
func anchored(found []int, i int) bool {
	return i+1 >= len(found) || found[i+1] == found[i]+1 || i > 0 && found[i-1] == found[i]-1
}
