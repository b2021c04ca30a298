package custody

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"factum"
)

// derivedItem is a document or claim set that a coded act names.
type derivedItem struct {
	digest, capture factum.Digest
	act             factum.ActIndex // the first that names it
	file            int32           // of derived/ in which it was found, -1: in none
}

// derivedItems checks that every derived item that an act names is there, and that every line is one that an act names. A few
// megabytes are in memory at a time.
func (v *verifier) derivedItems() error {
	segs, err := listSegments(filepath.Join(v.dir, dirDerived))
	if err != nil {
		return err
	}
	var strange []strangeLine
	var digests []factum.Digest
	for k, seg := range segs {
		if err := v.ctx.Err(); err != nil {
			return err
		}
		file := segmentName(dirDerived, seg)
		n := 0
		err := readBlocks(filepath.Join(v.dir, file), func(lines []fileLine) {
			digests = slices.Grow(digests[:0], len(lines))[:len(lines)]
			v.spread(len(lines), 16, func(from, to int) {
				for i := from; i < to; i++ {
					digests[i] = factum.DigestOf(lines[i].bytes)
				}
			})
			for i, l := range lines {
				if s := v.derivedLine(file, int32(seg), n, l, digests[i], k == len(segs)-1); s != nil {
					strange = append(strange, *s)
				}
				n++
			}
		})
		if errors.Is(err, os.ErrNotExist) { // it was listed, so this is a link to nothing
			v.tell(Checked{Item: file, File: file, Status: Changed, Why: "it does not read: " + err.Error()})
		}
		v.unreadable(file, err)
	}
	v.strangeLines(strange)
	return nil
}

// strangeLine is a line of derived/ that is no item that an act names.
type strangeLine struct {
	file  string
	n     int
	item  factum.Digest // its digest
	about factum.Digest // the capture it speaks of, zero when it does not say
	blank bool
	tail  bool // without an end, at the very end
	fits  bool // it is what an interrupted or failed run leaves: canonical JSON nobody names
	zeros bool // and this is what a power cut leaves
}

func (v *verifier) derivedLine(file string, seg int32, n int, l fileLine, d factum.Digest, last bool) *strangeLine {
	at, named := v.derived[d]
	if named && l.whole {
		c := Checked{Item: digestText(d), File: file, Status: OK}
		if v.items[at].file >= 0 {
			c.Status, c.Why = NotInLog, fmt.Sprintf("line %d repeats it: a session broke off after writing it first", n+1)
		}
		v.items[at].file = seg
		v.tell(c)
		return nil
	}
	s := &strangeLine{file: file, n: n, item: d, blank: l.blank(), tail: !l.whole && last && !named && begins(l.bytes, `{"`)}
	s.fits = l.whole && !s.blank && isCanonical(l.bytes)
	s.zeros = zeroed([]fileLine{l})
	if i := bytes.Index(l.bytes, []byte(`"capture":"sha256:`)); i >= 0 && len(l.bytes) >= i+11+71 {
		s.about, _ = factum.ParseDigest(string(l.bytes[i+11 : i+11+71]))
	}
	return s
}

// strangeLines pairs lines that nobody names with items that are named and not found: by capture, else because only one of each is
// left. What has no partner was added, or is what a run that broke off left behind.
func (v *verifier) strangeLines(strange []strangeLine) {
	missing := v.missingDerived()
	if len(missing)+len(strange) > 0 {
		v.laterErasures()
	}
	erasing := v.erasing()
	byCapture := map[factum.Digest][]int{}
	for i, x := range missing {
		byCapture[x.capture] = append(byCapture[x.capture], i)
	}
	taken := make([]bool, len(missing))
	left := len(missing)
	partner := func(s strangeLine) int {
		if of := byCapture[s.about]; len(of) > 0 && !s.about.IsZero() {
			byCapture[s.about] = of[1:]
			return of[0]
		}
		if left == 1 {
			return slices.Index(taken, false)
		}
		return -1
	}
	for _, s := range strange {
		c := Checked{Item: fmt.Sprintf("%s:%d", s.file, s.n+1), File: s.file}
		at := -1
		if !s.blank && !erasing {
			at = partner(s)
		}
		switch {
		case s.blank:
			c.Status, c.Why = ErasedItem, "a derived item was erased"
			if len(v.erasedItems) == 0 {
				c.Status, c.Why = Added, fmt.Sprintf("line %d is blank, and no erased act says so", s.n+1)
			}
		case at >= 0 && !taken[at]:
			c.Item, c.Status, c.Why = missing[at].digest.String(), Changed, fmt.Sprintf("line %d is not what %s names", s.n+1, missing[at].act)
			taken[at], left = true, left-1
		case erasing && !s.fits:
			c.Status, c.Why = NotInLog, fmt.Sprintf("line %d is being erased; the next session finishes it", s.n+1)
		case s.tail:
			c.Status, c.Why = NotInLog, fmt.Sprintf("line %d was being written when a session broke off; the next one drops it", s.n+1)
		case s.fits:
			c.Item, c.Status, c.Why = s.item.String(), NotInLog, fmt.Sprintf("line %d is an item that no act names", s.n+1)
		case s.zeros:
			c.Status, c.Why = NotInLog, fmt.Sprintf("line %d was being written when the power failed; no act names it", s.n+1)
		default:
			c.Status, c.Why = Added, fmt.Sprintf("line %d is no item that an act names", s.n+1)
		}
		v.tell(c)
	}
	for i, x := range missing {
		if taken[i] {
			continue
		}
		c := Checked{Item: x.digest.String(), File: v.lay(x.act), Status: MissingItem, Why: x.act.String() + " names it"}
		if ground, ok := v.erasedItems[x.digest]; ok {
			c.Status, c.Why = ErasedItem, "erased on ground "+ground
		} else if ground, ok := v.erasedItems[x.capture]; ok { // with a capture goes all that was read out of it
			c.Status, c.Why = ErasedItem, "erased on ground "+ground
		}
		v.tell(c)
	}
}

// lay is the file of derived/ in which what an act names most likely lay: that of the item found before it. The items stand in the
// order of their acts.
func (v *verifier) lay(act factum.ActIndex) string {
	if v.before == nil {
		v.before = make([]int32, len(v.items)+1)
		for i, x := range v.items {
			if v.before[i+1] = v.before[i]; x.file >= 0 {
				v.before[i+1] = x.file
			}
		}
	}
	n, _ := slices.BinarySearchFunc(v.items, act+1, func(x derivedItem, act factum.ActIndex) int { return int(x.act - act) })
	return segmentName(dirDerived, int(v.before[n]))
}

// missingDerived lists what is named, not in the segments and not a blob, in the order of the acts that name it first.
func (v *verifier) missingDerived() []derivedItem {
	var out []derivedItem
	for _, x := range v.items {
		if x.file >= 0 {
			continue
		}
		if _, err := os.Stat(filepath.Join(v.dir, blobName(x.digest))); err != nil {
			out = append(out, x)
		}
	}
	return out
}
