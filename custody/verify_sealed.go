package custody

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"factum"
)

func sortedNames[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }

// seenOpenings is a line of sealed/ with what was computed of it.
type seenOpenings struct {
	raw  []rawOpening // nil when the line is not written as factum writes it
	fits bool         // each opening opens what the act on the same line sealed, and nothing is left over
	at   int          // the act of the segment whose key it opens, -1 for none
}

// sealedSegment checks one file of openings against the digests in its acts, and learns from them which blobs and derived items there have to be. It returns
// its blank lines, to be judged when all erasures are known.
func (v *verifier) sealedSegment(g *lineSegment, lines []fileLine) (blank []Checked) {
	seen := make([]seenOpenings, len(lines))
	v.spread(len(lines), stretch, func(from, to int) {
		room := make([]rawOpening, 0, 5*(to-from))
		for i := from; i < to; i++ {
			n := len(room)
			out, ok := splitOpenings(lines[i].bytes, room)
			if !ok {
				continue
			}
			seen[i].raw, room = out[n:len(out):len(out)], out
			seen[i].fits = i < len(g.acts) && lines[i].whole && fitOpenings(g.acts[i].sealed, seen[i].raw)
		}
	})
	file := segmentName(dirSealed, g.n)
	for _, p := range g.openingPlaces(seen, lines) {
		i := g.base + int64(p.want)
		c := Checked{Item: factum.ActIndex(i).String(), File: file, Status: OK}
		switch {
		case p.want < 0:
			v.extraOpenings(g, file, p.line, lines, seen[p.line])
			continue
		case p.line < 0:
			c.Status, c.Why = MissingItem, "there is no line of openings for it"
		case lines[p.line].blank():
			blank = append(blank, c)
			continue
		case seen[p.line].fits && p.line == p.want:
		default:
			c.Status, c.Why = openings(g.acts[p.want].sealed, lines[p.line], p)
		}
		if c.Status == Changed && v.badActs[i] {
			c.Status, c.Why = NotCheckable, "its act changed, and may no longer say what it has to be"
		}
		if c.Status == Changed && v.erasing() {
			blank = append(blank, c)
			continue
		}
		if c.Status == OK {
			v.learn(factum.ActIndex(i), seen[p.line].raw)
		}
		v.tell(c)
	}
	return blank
}

// openingPlaces lines up the lines found with the acts. Where nothing changed each is in its place.
func (g *lineSegment) openingPlaces(seen []seenOpenings, lines []fileLine) []place {
	found := make([]int, len(seen))
	straight := len(seen) >= len(g.acts)
	for i := range seen {
		found[i] = -1
		if seen[i].fits {
			found[i] = i
		}
		straight = straight && (i >= len(g.acts) || seen[i].fits)
	}
	if !straight {
		byKey := make(map[factum.Digest]int, len(g.acts))
		for i, a := range g.acts {
			for _, f := range a.sealed {
				if f.name == "key" {
					byKey[f.digest] = i
				}
			}
		}
		for i := range seen {
			if seen[i].fits {
				continue
			}
			var o factum.Openings
			if json.Unmarshal(lines[i].bytes, &o) != nil {
				continue
			}
			if d, err := o["key"].Digest(); err == nil {
				if w, ok := byKey[d]; ok {
					found[i] = w
				}
			}
		}
	}
	return align(found, len(g.acts))
}

// fitOpenings reports whether openings are exactly those of an act's sealed fields: the same names in the same order, each list hashing to its digest. The
// line is then, byte for byte, the one that was written.
func fitOpenings(sealed []sealedField, raw []rawOpening) bool {
	if len(sealed) != len(raw) || sealed == nil {
		return false
	}
	for k, r := range raw {
		if sealed[k].name != string(r.name) || factum.DigestOf(r.list) != sealed[k].digest {
			return false
		}
	}
	return true
}

// openings says what of a line differs from the sealed digests of its act.
func openings(sealed []sealedField, l fileLine, p place) (status, why string) {
	if sealed == nil {
		return NotCheckable, "the act that would say what it has to be does not read"
	}
	var o factum.Openings
	if json.Unmarshal(l.bytes, &o) != nil || o == nil {
		return Changed, fmt.Sprintf("line %d does not read", p.line+1)
	}
	var wrong []string
	for _, f := range sealed {
		op, ok := o[f.name]
		if d, err := op.Digest(); !ok || err != nil || d != f.digest || op.Name != f.name {
			wrong = append(wrong, f.name)
		}
		delete(o, f.name)
	}
	wrong = append(wrong, sortedNames(o)...)
	slices.Sort(wrong)
	switch {
	case len(wrong) > 0:
		return Changed, fmt.Sprintf("line %d does not open %s", p.line+1, strings.Join(wrong, ", "))
	case !l.whole:
		return Changed, fmt.Sprintf("line %d has lost its end", p.line+1)
	}
	if raw, ok := splitOpenings(l.bytes, nil); !ok || !fitOpenings(sealed, raw) {
		return Changed, fmt.Sprintf("line %d is not as it was written", p.line+1)
	}
	return OK, ""
}

// learn notes what an act's openings say there has to be.
func (v *verifier) learn(i factum.ActIndex, raw []rawOpening) {
	var subject factum.Digest
	var result []byte
	for _, r := range raw {
		switch string(r.name) {
		case "subject":
			subject = v.subject(r.value())
		case "result":
			result = r.value()
		case "erasure":
			if int64(i) < v.size { // what no log holds excuses nothing
				v.erasure(i, r.value())
			}
		}
	}
	if result != nil {
		v.result(i, subject, result)
	}
}

// subject notes the capture that an act speaks of. A captured act says it whole, others the digest alone.
func (v *verifier) subject(value []byte) factum.Digest {
	if b, ok := takeSubject(value); ok {
		v.subjects[b.digest] = b
		return b.digest
	}
	var s factum.Subject
	if d, rest, ok := takeDigest(value); ok && len(rest) == 0 {
		return d
	}
	if json.Unmarshal(value, &s.SHA256) == nil {
		return s.SHA256
	}
	if json.Unmarshal(value, &s) == nil && !s.SHA256.IsZero() {
		b := blobSubject{digest: s.SHA256, size: s.Size}
		_, _ = hex.Decode(b.sha512[:], []byte(strings.TrimPrefix(s.SHA512, "sha512:"))) // what does not decode equals no blob's
		v.subjects[b.digest] = b
	}
	return s.SHA256
}

// blobSubject is what the acts say of a blob.
type blobSubject struct {
	digest factum.Digest
	sha512 [64]byte
	size   int64
}

// takeSubject takes {"sha256":"sha256:…","sha512":"sha512:…","size":n} apart.
func takeSubject(b []byte) (s blobSubject, ok bool) {
	const a, m, z = `{"sha256":"sha256:`, `","sha512":"sha512:`, `","size":`
	if len(b) < len(a)+64+len(m)+128+len(z)+2 || string(b[:len(a)]) != a {
		return s, false
	}
	b = b[len(a):]
	if !lowerHex(s.digest[:], b[:64]) || string(b[64:64+len(m)]) != m {
		return s, false
	}
	b = b[64+len(m):]
	if !lowerHex(s.sha512[:], b[:128]) || string(b[128:128+len(z)]) != z {
		return s, false
	}
	n, err := strconv.ParseInt(string(b[128+len(z):len(b)-1]), 10, 64)
	s.size = n
	return s, err == nil && b[len(b)-1] == '}'
}

// takeDigest takes a digest in its quotes off the front.
func takeDigest(b []byte) (d factum.Digest, rest []byte, ok bool) {
	const head = `"sha256:`
	if len(b) < len(head)+65 || string(b[:len(head)]) != head || b[len(head)+64] != '"' || !lowerHex(d[:], b[len(head):len(head)+64]) {
		return d, b, false
	}
	return d, b[len(head)+65:], true
}

// takeResult takes {"documents":[{"claims":"sha256:…","document":"sha256:…"}]} apart, the usual result of one document.
func takeResult(b []byte) (r factum.DocumentResult, ok bool) {
	const head, mid, end = `{"documents":[{"claims":`, `,"document":`, `}]}`
	if !bytes.HasPrefix(b, []byte(head)) {
		return r, false
	}
	if r.Claims, b, ok = takeDigest(b[len(head):]); !ok || !bytes.HasPrefix(b, []byte(mid)) {
		return r, false
	}
	r.Document, b, ok = takeDigest(b[len(mid):])
	return r, ok && string(b) == end
}

// result notes the derived items that a coded act names.
func (v *verifier) result(i factum.ActIndex, capture factum.Digest, value []byte) {
	var r factum.Result
	if one, ok := takeResult(value); ok {
		v.nameDerived(one.Document, i, capture)
		v.nameDerived(one.Claims, i, capture)
		return
	}
	if json.Unmarshal(value, &r) != nil {
		return
	}
	for _, x := range r.Documents {
		for _, d := range x.Items() {
			v.nameDerived(d, i, capture)
		}
	}
}

func (v *verifier) nameDerived(d factum.Digest, i factum.ActIndex, capture factum.Digest) {
	if _, ok := v.derived[d]; !ok {
		v.derived[d] = int32(len(v.items))
		v.items = append(v.items, derivedItem{digest: d, capture: capture, act: i, file: -1})
	}
}

// erasure notes what erased act i took out.
func (v *verifier) erasure(i factum.ActIndex, value []byte) {
	var x factum.Erasure
	if json.Unmarshal(value, &x) != nil {
		return
	}
	ground := fmt.Sprintf("%s (%s)", x.Ground, i)
	for _, a := range x.Acts {
		v.erasedActs[a] = ground
	}
	for _, d := range x.Items {
		v.erasedItems[d] = ground
	}
}

// judgeBlank judges the blank lines of sealed/, and while something is being erased, those that may be half so.
func (v *verifier) judgeBlank(blank []Checked) error {
	if len(blank) > 0 {
		v.laterErasures()
	}
	gone := map[factum.ActIndex]bool{}
	for _, c := range blank {
		i, err := factum.ParseActIndex(c.Item)
		if err != nil {
			return err
		}
		gone[i] = true
		ground, erased := v.erasedActs[i]
		switch {
		case erased && c.Status == Changed:
			c.Status, c.Why = NotInLog, "it is being erased on ground "+ground+"; the next session finishes it"
		case erased:
			c.Status, c.Why = ErasedItem, "erased on ground "+ground
		case c.Status == OK:
			c.Status, c.Why = MissingItem, "its openings were blanked, and no erased act says so"
		}
		v.tell(c)
	}
	if v.erasing() || v.written() {
		return nil
	}
	for _, i := range slices.Sorted(maps.Keys(v.erasedActs)) {
		if !gone[i] && int64(i) < v.count { // put back from a copy, say
			v.tell(Checked{Item: i.String(), File: segmentName(dirSealed, int(i/factum.ActsPerSegment)), Status: Added, Why: "its openings are there, and were erased on ground " + v.erasedActs[i]})
		}
	}
	return nil
}

// extraOpenings judges a line beyond the acts.
func (v *verifier) extraOpenings(g *lineSegment, file string, n int, lines []fileLine, x seenOpenings) {
	l := lines[n]
	c := Checked{Item: fmt.Sprintf("%s:%d", file, n+1), File: file, Status: Added, Why: fmt.Sprintf("line %d belongs to no act", n+1)}
	seg, _ := parseSegment(filepath.Base(file))
	beyond := int64(seg)*factum.ActsPerSegment+int64(n) >= v.count
	hasKey := slices.ContainsFunc(x.raw, func(r rawOpening) bool { return bytes.Equal(r.name, []byte("key")) })
	switch {
	case beyond && !l.whole && n == len(lines)-1 && begins(l.bytes, `{"`):
		c.Status, c.Why = NotInLog, fmt.Sprintf("line %d was being written when a session broke off; the next one drops it", n+1)
	case beyond && l.whole && hasKey && isCanonical(l.bytes):
		c.Status, c.Why = NotInLog, fmt.Sprintf("line %d opens an act that was never written; the next session drops it", n+1)
	case beyond && zeroed(lines[max(v.count-int64(seg)*factum.ActsPerSegment, 0):n+1]):
		c.Status, c.Why = NotInLog, fmt.Sprintf("line %d was being written when the power failed; the next session drops it", n+1)
	}
	v.tell(c)
}
