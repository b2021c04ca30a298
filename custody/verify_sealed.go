package custody

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"factum"
)

// sealed checks every line of openings against the digests in its act, and learns from them which blobs and derived items there have to be.
func (v *verifier) sealed() error {
	segs, err := listSegments(filepath.Join(v.dir, dirSealed))
	if err != nil {
		return err
	}
	last := int((v.lines+factum.ActsPerSegment-1)/factum.ActsPerSegment) - 1
	if n := len(segs); n > 0 {
		last = max(last, segs[n-1])
	}
	// Erasures first: an act may be erased by a later one, in a later file.
	var blank []Checked
	for seg := 0; seg <= last; seg++ {
		lines, err := readLines(v.dir, dirSealed, seg)
		v.unreadable(segmentName(dirSealed, seg), err)
		blank = append(blank, v.sealedSegment(seg, lines)...)
	}
	for _, c := range blank {
		i, err := factum.ParseActIndex(c.Item)
		if err != nil {
			return err
		}
		c.Status, c.Why = MissingItem, "its openings were blanked, and no erased act says so"
		if ground, ok := v.erasedActs[i]; ok {
			c.Status, c.Why = ErasedItem, "erased on ground "+ground
		}
		v.tell(c)
	}
	return nil
}

// sealedSegment checks one file and returns its blank lines, to be judged when all erasures are known.
func (v *verifier) sealedSegment(seg int, lines []fileLine) (blank []Checked) {
	base := int64(seg) * factum.ActsPerSegment
	expected := int(max(0, min(factum.ActsPerSegment, v.lines-base)))
	byKey := make(map[factum.Digest]int, expected)
	for i := range expected {
		if d, ok := v.sealedOf[base+int64(i)]["key"]; ok {
			byKey[d] = i
		}
	}
	found := make([]int, len(lines))
	opened := make([]factum.Openings, len(lines))
	for i, l := range lines {
		found[i] = -1
		if json.Unmarshal(l.bytes, &opened[i]) != nil {
			opened[i] = nil
			continue
		}
		if d, err := opened[i]["key"].Digest(); err == nil {
			if w, ok := byKey[d]; ok {
				found[i] = w
			}
		}
	}
	file := segmentName(dirSealed, seg)
	for _, p := range align(found, expected) {
		i := base + int64(p.want)
		c := Checked{Item: factum.ActIndex(i).String(), File: file, Status: OK}
		switch {
		case p.want < 0:
			v.extraOpenings(file, p.line, lines, opened[p.line])
			continue
		case p.line < 0:
			c.Status, c.Why = MissingItem, "there is no line of openings for it"
		case len(lines[p.line].bytes) == 0 && lines[p.line].whole:
			blank = append(blank, c)
			continue
		default:
			c.Status, c.Why = v.openings(v.sealedOf[i], opened[p.line], lines[p.line], p)
			if c.Status == Changed && v.badActs[i] {
				c.Status, c.Why = NotCheckable, "its act changed, and may no longer say what it has to be"
			}
			if c.Status == OK {
				v.learn(factum.ActIndex(i), opened[p.line])
			}
		}
		v.tell(c)
	}
	return blank
}

// openings compares a line with the sealed digests of its act.
func (v *verifier) openings(sealed map[string]factum.Digest, o factum.Openings, l fileLine, p place) (status, why string) {
	if sealed == nil {
		return NotCheckable, "the act that would say what it has to be does not read"
	}
	if o == nil {
		return Changed, fmt.Sprintf("line %d does not read", p.line+1)
	}
	var wrong []string
	for name, want := range sealed {
		op, ok := o[name]
		if d, err := op.Digest(); !ok || err != nil || d != want || op.Name != name {
			wrong = append(wrong, name)
		}
	}
	for name := range o {
		if _, ok := sealed[name]; !ok {
			wrong = append(wrong, name)
		}
	}
	slices.Sort(wrong)
	switch {
	case len(wrong) > 0:
		return Changed, fmt.Sprintf("line %d does not open %s", p.line+1, strings.Join(wrong, ", "))
	case !l.whole:
		return Changed, fmt.Sprintf("line %d has lost its end", p.line+1)
	}
	if c, err := factum.Canonical(o); err != nil || !bytes.Equal(c, l.bytes) {
		return Changed, fmt.Sprintf("line %d is not as it was written", p.line+1)
	}
	return OK, ""
}

// learn notes what an act's openings say there has to be.
func (v *verifier) learn(i factum.ActIndex, o factum.Openings) {
	e := factum.Entry{Index: i, Openings: o}
	var s factum.Subject
	if ok, err := e.Open("subject", &s); ok && err == nil && !s.SHA256.IsZero() {
		v.subjects[s.SHA256] = s
	} else if ok {
		_, _ = e.Open("subject", &s.SHA256) // a coded act names the digest alone
	}
	var r factum.Result
	if ok, err := e.Open("result", &r); ok && err == nil {
		for _, d := range r.Documents {
			v.derived[d.Document] = derivedRef{i, s.SHA256}
			v.derived[d.Claims] = derivedRef{i, s.SHA256}
		}
	}
	var x factum.Erasure
	if ok, err := e.Open("erasure", &x); ok && err == nil {
		for _, a := range x.Acts {
			v.erasedActs[a] = x.Ground
		}
		for _, d := range x.Items {
			v.erasedItems[d] = x.Ground
		}
	}
}

// extraOpenings judges a line beyond the acts.
func (v *verifier) extraOpenings(file string, n int, lines []fileLine, o factum.Openings) {
	l := lines[n]
	c := Checked{Item: fmt.Sprintf("%s:%d", file, n+1), File: file, Status: Added, Why: fmt.Sprintf("line %d belongs to no act", n+1)}
	seg, _ := parseSegment(filepath.Base(file))
	beyond := int64(seg)*factum.ActsPerSegment+int64(n) >= v.lines
	switch {
	case beyond && !l.whole && n == len(lines)-1 && begins(l.bytes, `{"`):
		c.Status, c.Why = NotInLog, fmt.Sprintf("line %d was being written when a session broke off; the next one drops it", n+1)
	case beyond && l.whole && o != nil && o["key"].Name == "key" && isCanonical(l.bytes):
		c.Status, c.Why = NotInLog, fmt.Sprintf("line %d opens an act that was never written; the next session drops it", n+1)
	}
	v.tell(c)
}
