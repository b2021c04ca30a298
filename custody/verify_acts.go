package custody

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"

	"factum"
)

// acts checks every act line against the log, file by file.
func (v *verifier) acts() error {
	segs, err := listSegments(filepath.Join(v.dir, dirActs))
	if err != nil {
		return err
	}
	last := int((v.size+factum.ActsPerSegment-1)/factum.ActsPerSegment) - 1
	if n := len(segs); n > 0 {
		last = max(last, segs[n-1])
	}
	for seg := 0; seg <= last; seg++ {
		lines, err := readLines(v.dir, dirActs, seg)
		v.unreadable(segmentName(dirActs, seg), err)
		v.actSegment(seg, lines)
	}
	return nil
}

// actSegment lines up one file with the leaves that the log has for it.
func (v *verifier) actSegment(seg int, lines []fileLine) {
	base := int64(seg) * factum.ActsPerSegment
	expected := int(max(0, min(factum.ActsPerSegment, v.size-base)))
	at := make(map[factum.Digest]int, 2*expected)
	for i := range expected {
		at[v.bundle[base+int64(i)]] = i
		at[v.tile[base+int64(i)]] = i
	}
	delete(at, factum.Digest{})
	found := make([]int, len(lines))
	for i, l := range lines {
		d := factum.DigestOf(l.bytes)
		found[i] = -1
		if w, ok := at[d]; ok && l.whole {
			found[i] = w
		} else if w, ok := at[leafHash(d)]; ok && l.whole {
			found[i] = w
		} else if i < expected && l.whole && v.bundle[base+int64(i)].IsZero() && v.tile[base+int64(i)].IsZero() {
			found[i] = i // nothing to compare it with; the roots of the checkpoints will tell
		}
	}
	file := segmentName(dirActs, seg)
	for _, p := range align(found, expected) {
		switch {
		case p.want < 0:
			v.extraAct(file, base, p.line, lines)
		case p.line < 0:
			v.settleLeaf(base+int64(p.want), factum.Digest{}, nil)
			v.tell(Checked{Item: factum.ActIndex(base + int64(p.want)).String(), File: file, Status: MissingItem, Why: "the log has it, the file does not"})
		default:
			v.act(file, base+int64(p.want), p, lines[p.line])
		}
	}
}

// act judges a line that stands for act i.
func (v *verifier) act(file string, i int64, p place, l fileLine) {
	c := Checked{Item: factum.ActIndex(i).String(), File: file, Status: OK}
	d := factum.DigestOf(l.bytes)
	var a factum.Act
	readErr := json.Unmarshal(l.bytes, &a)
	if p.ok {
		v.settleLeaf(i, d, a.Sealed)
		if readErr != nil || a.V != 1 || !a.Kind.Known() {
			c.Status, c.Why = NotCheckable, "a newer version wrote it"
		}
	} else {
		v.settleLeaf(i, factum.Digest{}, a.Sealed)
		v.badActs[i] = true
		c.Status = Changed
		c.Why = fmt.Sprintf("line %d is not what the log has of it", p.line+1)
		if !l.whole {
			c.Why = fmt.Sprintf("line %d has lost its end", p.line+1)
		}
	}
	v.tell(c)
}

// settleLeaf decides what the leaf of act i is: what two of act line, entry bundle and tile agree on, else the tile's.
func (v *verifier) settleLeaf(i int64, act factum.Digest, sealed map[string]factum.Digest) {
	for int64(len(v.sealedOf)) <= i {
		v.sealedOf = append(v.sealedOf, nil)
	}
	v.sealedOf[i] = sealed
	v.lines = max(v.lines, i+1)
	leaf := func(d factum.Digest) factum.Digest {
		if d.IsZero() {
			return d
		}
		return leafHash(d)
	}
	a, b, t := leaf(act), leaf(v.bundle[i]), v.tile[i]
	switch {
	case !a.IsZero() && (a == b || a == t || b.IsZero() && t.IsZero()):
		v.leaves[i], v.entry[i] = a, act
	case !b.IsZero() && (b == t || t.IsZero()):
		v.leaves[i], v.entry[i] = b, v.bundle[i]
	default:
		v.leaves[i] = t
	}
}

// extraAct judges a line that the log does not have: what a crash leaves at the end, or something that was added.
func (v *verifier) extraAct(file string, base int64, n int, lines []fileLine) {
	l := lines[n]
	i := base + int64(n)
	c := Checked{Item: fmt.Sprintf("%s:%d", file, n+1), File: file, Status: Added, Why: fmt.Sprintf("line %d is in no log", n+1)}
	var a factum.Act
	atEnd := i >= v.size && i == max(v.size, v.lines)
	switch {
	case atEnd && !l.whole && n == len(lines)-1 && begins(l.bytes, `{"act":"`):
		c.Status, c.Why = NotInLog, fmt.Sprintf("line %d was being written when a session broke off; the next one drops it", n+1)
	case atEnd && l.whole && json.Unmarshal(l.bytes, &a) == nil && a.V == 1 && isCanonical(l.bytes):
		v.lines = i + 1
		for int64(len(v.sealedOf)) <= i {
			v.sealedOf = append(v.sealedOf, nil)
		}
		v.sealedOf[i] = a.Sealed
		c.Item, c.Status, c.Why = factum.ActIndex(i).String(), NotInLog, "it was written but not confirmed when a session broke off; the next one logs it"
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
