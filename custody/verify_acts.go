package custody

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/transparency-dev/tessera/api/layout"

	"factum"
)

// lineSegment is one file of acts/ and the one of sealed/ beside it, while they are checked.
type lineSegment struct {
	n    int
	base int64 // act of its first line

	bundle []factum.Digest // entries as the log's bundles have them, zero where they do not read
	tile   []factum.Digest // leaf hashes as its tiles have them
	acts   []readAct       // by line that stands for an act; those beyond the log at the end
}

// lines checks acts/ and sealed/, file by file: only one of each is in memory. What is blank is judged at the end, as an act may be
// erased by a later one.
func (v *verifier) lines() error {
	acts, err := listSegments(filepath.Join(v.dir, dirActs))
	if err != nil {
		return err
	}
	sealed, err := listSegments(filepath.Join(v.dir, dirSealed))
	if err != nil {
		return err
	}
	last := int((v.size+factum.ActsPerSegment-1)/factum.ActsPerSegment) - 1
	for _, segs := range [][]int{acts, sealed} {
		if n := len(segs); n > 0 {
			last = max(last, segs[n-1])
		}
	}
	var blank []Checked
	for n := 0; n <= last; n++ {
		if err := v.ctx.Err(); err != nil {
			return err
		}
		if int64(n)*factum.ActsPerSegment >= v.count && !slices.Contains(acts, n) && !slices.Contains(sealed, n) {
			continue // nothing is missed between the end and a file beyond it
		}
		g := &lineSegment{n: n, base: int64(n) * factum.ActsPerSegment}
		v.readLeaves(g)
		lines, err := readLines(v.dir, dirActs, n)
		v.unreadable(segmentName(dirActs, n), err)
		v.actSegment(g, lines)
		openings, err := readLines(v.dir, dirSealed, n)
		v.unreadable(segmentName(dirSealed, n), err)
		blank = append(blank, v.sealedSegment(g, openings)...)
	}
	return v.judgeBlank(blank)
}

// readLeaves reads what the log's bundles and tiles have for a segment.
func (v *verifier) readLeaves(g *lineSegment) {
	n := int(max(0, min(factum.ActsPerSegment, v.size-g.base)))
	g.bundle, g.tile = make([]factum.Digest, n), make([]factum.Digest, n)
	t := tiles{filepath.Join(v.dir, dirLog)}
	tiles := (n + layout.TileWidth - 1) / layout.TileWidth
	v.spread(tiles, 16, func(from, to int) {
		for k := from; k < to; k++ {
			at, x := k*layout.TileWidth, uint64(g.base/layout.TileWidth)+uint64(k)
			p := layout.PartialTileSize(0, x, uint64(v.size))
			b, _, _ := t.resource(p, func(p uint8) string { return layout.EntriesPath(x, p) })
			for i := at; i < n && len(b) >= 34 && b[0] == 0 && b[1] == 32; i, b = i+1, b[34:] {
				g.bundle[i] = factum.Digest(b[2:34])
			}
			b, _, _ = t.resource(p, func(p uint8) string { return layout.TilePath(0, x, p) })
			for i := at; i < n && len(b) >= 32; i, b = i+1, b[32:] {
				g.tile[i] = factum.Digest(b[:32])
			}
		}
	})
}

// seenLine is a line of acts/ with what was computed of it.
type seenLine struct {
	read        readAct
	entry, leaf factum.Digest
	at          int // the act of the segment that the log has it as, -1 for none
}

// actSegment lines up one file with the leaves that the log has for it.
func (v *verifier) actSegment(g *lineSegment, lines []fileLine) {
	expected := len(g.tile)
	g.acts = make([]readAct, expected)
	seen := make([]seenLine, len(lines))
	v.spread(len(lines), stretch, func(from, to int) {
		room := make([]sealedField, 0, 5*(to-from))
		for i := from; i < to; i++ {
			x := &seen[i]
			x.read, room = takeAct(lines[i].bytes, room)
			x.entry = factum.DigestOf(lines[i].bytes)
			x.leaf = leafHash(x.entry)
			x.at = -1
			if i < expected && lines[i].whole && (x.entry == g.bundle[i] || x.leaf == g.tile[i]) {
				x.at = i
			}
		}
	})
	file := segmentName(dirActs, g.n)
	for _, p := range g.places(seen, lines) {
		switch {
		case p.want < 0:
			v.extraAct(g, file, p.line, lines, seen)
		case p.line < 0:
			v.settleLeaf(g, p.want, factum.Digest{}, factum.Digest{})
			v.tell(Checked{Item: factum.ActIndex(g.base + int64(p.want)).String(), File: file, Status: MissingItem, Why: "the log has it, the file does not"})
		default:
			v.act(g, file, p, lines[p.line], seen[p.line])
		}
	}
}

// places lines up the lines found with those expected. Where nothing changed each is in its place.
func (g *lineSegment) places(seen []seenLine, lines []fileLine) []place {
	expected := len(g.tile)
	found := make([]int, len(seen))
	straight := len(seen) >= expected
	for i := range seen {
		found[i] = seen[i].at
		straight = straight && (i >= expected || found[i] == i)
	}
	if !straight {
		at := make(map[factum.Digest]int, 2*expected)
		for i := range expected {
			at[g.bundle[i]] = i
			at[g.tile[i]] = i
		}
		delete(at, factum.Digest{})
		for i, l := range lines {
			if found[i] >= 0 || !l.whole {
				continue
			}
			if w, ok := at[seen[i].entry]; ok {
				found[i] = w
			} else if w, ok := at[seen[i].leaf]; ok {
				found[i] = w
			} else if i < expected && g.bundle[i].IsZero() && g.tile[i].IsZero() {
				found[i] = i // nothing to compare it with; the roots of the checkpoints will tell
			}
		}
	}
	return align(found, expected)
}

// act judges a line that stands for an act.
func (v *verifier) act(g *lineSegment, file string, p place, l fileLine, x seenLine) {
	i := g.base + int64(p.want)
	c := Checked{Item: factum.ActIndex(i).String(), File: file, Status: OK}
	g.acts[p.want] = x.read
	if p.ok {
		v.settleLeaf(g, p.want, x.entry, x.leaf)
		if !x.read.known {
			c.Status, c.Why = NotCheckable, "a newer version wrote it"
		}
	} else {
		v.settleLeaf(g, p.want, factum.Digest{}, factum.Digest{})
		v.badActs[i] = true
		c.Status = Changed
		c.Why = fmt.Sprintf("line %d is not what the log has of it", p.line+1)
		if !l.whole {
			c.Why = fmt.Sprintf("line %d has lost its end", p.line+1)
		}
	}
	v.tell(c)
}

// settleLeaf decides what the leaf of an act is: what two of act line, entry bundle and tile agree on, else the tile's.
// entry and a are those of the act line, zero where it is not to be had.
func (v *verifier) settleLeaf(g *lineSegment, n int, entry, a factum.Digest) {
	i := g.base + int64(n)
	t := g.tile[n]
	if !a.IsZero() && a == t { // as nearly always
		v.leaves[i], v.entry[i] = a, entry
		return
	}
	var b factum.Digest
	if !g.bundle[n].IsZero() {
		b = leafHash(g.bundle[n])
	}
	switch {
	case !a.IsZero() && (a == b || b.IsZero() && t.IsZero()):
		v.leaves[i], v.entry[i] = a, entry
	case !b.IsZero() && (b == t || t.IsZero()):
		v.leaves[i], v.entry[i] = b, g.bundle[n]
	default:
		v.leaves[i] = t
	}
}

// extraAct judges a line that the log does not have: what a crash leaves at the end, or something that was added.
func (v *verifier) extraAct(g *lineSegment, file string, n int, lines []fileLine, seen []seenLine) {
	l := lines[n]
	i := g.base + int64(n)
	c := Checked{Item: fmt.Sprintf("%s:%d", file, n+1), File: file, Status: Added, Why: fmt.Sprintf("line %d is in no log", n+1)}
	atEnd := i >= v.size && i == max(v.size, v.count)
	var a factum.Act
	switch {
	case atEnd && !l.whole && n == len(lines)-1 && begins(l.bytes, `{"act":"`):
		c.Status, c.Why = NotInLog, fmt.Sprintf("line %d was being written when a session broke off; the next one drops it", n+1)
	case atEnd && l.whole && json.Unmarshal(l.bytes, &a) == nil && a.V == 1 && isCanonical(l.bytes):
		v.count = i + 1
		g.acts = append(g.acts, seen[n].read)
		c.Item, c.Status, c.Why = factum.ActIndex(i).String(), NotInLog, "it was written but not confirmed when a session broke off; the next one logs it"
	case i >= v.size && zeroed(lines[max(v.size-g.base, 0):n+1]):
		c.Status, c.Why = NotInLog, fmt.Sprintf("line %d was being written when the power failed; the next session drops it", n+1)
	}
	v.tell(c)
}

// begins reports whether a torn line is the beginning of one that begins so.
func begins(line []byte, so string) bool {
	n := min(len(line), len(so))
	return string(line[:n]) == so[:n]
}

// isCanonical reports whether a line is canonical JSON.
func isCanonical(b []byte) bool {
	c, err := factum.Canonical(json.RawMessage(b))
	return err == nil && bytes.Equal(c, b)
}
