package custody

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"factum"
)

// derivedItems checks that every derived item that an act names is there, and that every line is one that an act names.
func (v *verifier) derivedItems() error {
	segs, err := listSegments(filepath.Join(v.dir, dirDerived))
	if err != nil {
		return err
	}
	var strange []strangeLine
	for k, seg := range segs {
		sc, err := openScanner(filepath.Join(v.dir, segmentName(dirDerived, seg)))
		if err != nil { // it was listed, so one that is not there is a link to nothing
			file := segmentName(dirDerived, seg)
			v.tell(Checked{Item: file, File: file, Status: Changed, Why: "it does not read: " + err.Error()})
			continue
		}
		for n := 0; ; n++ {
			line, _, whole, err := sc.next()
			if err == io.EOF {
				break
			}
			if err != nil {
				v.unreadable(segmentName(dirDerived, seg), err)
				break
			}
			if s := v.derivedLine(segmentName(dirDerived, seg), n, line, whole, k == len(segs)-1); s != nil {
				strange = append(strange, *s)
			}
		}
		sc.close()
	}
	v.strangeLines(strange)
	return nil
}

// strangeLine is a line of derived/ that is no item that an act names.
type strangeLine struct {
	file  string
	n     int
	item  factum.Digest // its digest
	about []factum.Digest
	blank bool
	tail  bool // without an end, at the very end
	fits  bool // it is what an interrupted or failed run leaves: canonical JSON nobody names
}

func (v *verifier) derivedLine(file string, n int, line []byte, whole, last bool) *strangeLine {
	d := factum.DigestOf(line)
	_, named := v.derived[d]
	if named && whole {
		c := Checked{Item: d.String(), File: file, Status: OK}
		if v.found[d] {
			c.Status, c.Why = NotInLog, fmt.Sprintf("line %d repeats it: a session broke off after writing it first", n+1)
		}
		v.found[d] = true
		v.foundIn = append(v.foundIn, foundAt{v.derived[d].act, file})
		v.tell(c)
		return nil
	}
	s := &strangeLine{file: file, n: n, item: d, blank: whole && len(line) == 0, tail: !whole && last && !named && begins(line, `{"`)}
	s.fits = whole && !s.blank && isCanonical(line)
	if i := bytes.Index(line, []byte(`"capture":"sha256:`)); i >= 0 && len(line) >= i+11+71 {
		if c, err := factum.ParseDigest(string(line[i+11 : i+11+71])); err == nil {
			s.about = append(s.about, c)
		}
	}
	return s
}

// strangeLines pairs lines that nobody names with items that are named and not found: by capture, else because only one of each is
// left. What has no partner was added, or is what a run that broke off left behind.
func (v *verifier) strangeLines(strange []strangeLine) {
	missing := v.missingDerived()
	for _, s := range strange {
		c := Checked{Item: fmt.Sprintf("%s:%d", s.file, s.n+1), File: s.file}
		partner := -1
		if !s.blank {
			partner = slices.IndexFunc(missing, func(d factum.Digest) bool { return slices.Contains(s.about, v.derived[d].capture) })
			if partner < 0 && len(missing) == 1 {
				partner = 0
			}
		}
		switch {
		case s.blank:
			c.Status, c.Why = ErasedItem, "a derived item was erased"
			if len(v.erasedItems) == 0 {
				c.Status, c.Why = Added, fmt.Sprintf("line %d is blank, and no erased act says so", s.n+1)
			}
		case partner >= 0:
			c.Item, c.Status, c.Why = missing[partner].String(), Changed, fmt.Sprintf("line %d is not what %s names", s.n+1, v.derived[missing[partner]].act)
			missing = slices.Delete(missing, partner, partner+1)
		case s.tail:
			c.Status, c.Why = NotInLog, fmt.Sprintf("line %d was being written when a session broke off; the next one drops it", s.n+1)
		case s.fits:
			c.Item, c.Status, c.Why = s.item.String(), NotInLog, fmt.Sprintf("line %d is an item that no act names", s.n+1)
		default:
			c.Status, c.Why = Added, fmt.Sprintf("line %d is no item that an act names", s.n+1)
		}
		v.tell(c)
	}
	for _, d := range missing {
		c := Checked{Item: d.String(), File: v.lay(v.derived[d].act), Status: MissingItem, Why: v.derived[d].act.String() + " names it"}
		if ground, ok := v.erasedItems[d]; ok {
			c.Status, c.Why = ErasedItem, "erased on ground "+ground
		}
		v.tell(c)
	}
}

// lay is the file of derived/ in which what an act names most likely lay: that of the act nearest before it.
func (v *verifier) lay(act factum.ActIndex) string {
	if !v.sorted {
		slices.SortStableFunc(v.foundIn, func(a, b foundAt) int { return int(a.act - b.act) })
		v.sorted = true
	}
	i, _ := slices.BinarySearchFunc(v.foundIn, act+1, func(f foundAt, act factum.ActIndex) int { return int(f.act - act) })
	if i == 0 {
		return segmentName(dirDerived, 0)
	}
	return v.foundIn[i-1].file
}

// missingDerived lists what is named, not in the segments and not a blob, in the order of the acts.
func (v *verifier) missingDerived() []factum.Digest {
	var out []factum.Digest
	for d := range v.derived {
		if _, err := os.Stat(filepath.Join(v.dir, blobName(d))); !v.found[d] && err != nil {
			out = append(out, d)
		}
	}
	slices.SortFunc(out, func(a, b factum.Digest) int {
		if x, y := v.derived[a].act, v.derived[b].act; x != y {
			return int(x - y)
		}
		return bytes.Compare(a[:], b[:])
	})
	return out
}
