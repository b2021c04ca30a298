package custody

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"factum"
)

// planKeys plans the keys. It comes before the kept checkpoints are listed: a new key of the log is put in place after the checkpoint
// that hands over to it is kept.
func (p *plan) planKeys(context.Context) error {
	if p.o.NoKeys {
		return nil
	}
	if _, err := os.ReadDir(filepath.Join(p.dir, dirKeys)); err != nil && !errors.Is(err, os.ErrNotExist) {
		p.unreadable(dirKeys, dirKeys, err)
	}
	for _, n := range listKeys(p.dir) {
		if f, ok := p.read(n, 0o600); ok {
			p.keys = append(p.keys, f)
		}
	}
	return nil
}

// keysChanged reports whether the keys are no longer those that were planned.
func (p *plan) keysChanged() bool {
	now := &plan{dir: p.dir, o: p.o}
	_ = now.planKeys(context.Background())
	return !slices.EqualFunc(now.keys, p.keys, func(a, b planned) bool { return a.name == b.name && bytes.Equal(a.bytes, b.bytes) })
}

// listKeys returns the files under keys/, relative to the record and in order: the log's own, and those of people.
func listKeys(dir string) []string {
	var out []string
	var add func(name string)
	add = func(name string) {
		for _, n := range listFiles(filepath.Join(dir, name)) {
			n = filepath.Join(name, n)
			if fi, err := os.Lstat(filepath.Join(dir, n)); err == nil && fi.IsDir() && name == dirKeys {
				add(n)
			} else if belongsInBackup(filepath.ToSlash(n)) {
				out = append(out, n)
			}
		}
	}
	add(dirKeys)
	return out
}

// planSmall plans checkpoints and stamps: small files, read at once.
func (p *plan) planSmall(context.Context) error {
	for _, n := range p.kept {
		if f, ok := p.read(checkpointName(n), 0o444); ok {
			p.small = append(p.small, f)
		}
	}
	for _, n := range listFiles(filepath.Join(p.dir, dirStamps)) {
		digits, _, _ := strings.Cut(n, ".")
		if over, err := strconv.ParseInt(digits, 10, 64); err == nil && over > p.size {
			continue // over more acts than are copied
		}
		if f, ok := p.read(filepath.Join(dirStamps, n), 0o444); ok {
			p.small = append(p.small, f)
		}
	}
	slices.SortFunc(p.small, func(a, b planned) int { return strings.Compare(a.name, b.name) })
	return nil
}

// read takes a small file whole.
func (p *plan) read(name string, perm os.FileMode) (planned, bool) {
	fi, err := os.Lstat(filepath.Join(p.dir, name))
	var b []byte
	switch {
	case err != nil:
	case !fi.Mode().IsRegular() || fi.Size() > smallMax:
		err = factum.Errorf(factum.Integrity, "it is no file of at most %d bytes", smallMax)
	default:
		b, err = os.ReadFile(filepath.Join(p.dir, name))
	}
	if err != nil {
		p.unreadable(name, name, err)
		return planned{}, false
	}
	return planned{name: name, perm: perm, size: int64(len(b)), bytes: b}, true
}

// smallMax bounds in bytes what is read whole: keys, checkpoints, stamps, tiles.
const smallMax = 1 << 20

// listFiles returns the names of what lies in a directory and is not half-written, in order; none when it does not read.
func listFiles(dir string) []string {
	es, _ := os.ReadDir(dir)
	var out []string
	for _, e := range es {
		if !strings.HasPrefix(e.Name(), ".") {
			out = append(out, e.Name())
		}
	}
	return out
}

// planBlobs lists the blobs. All are copied that no act erased, also those that no act names: nothing that was kept is left behind.
func (p *plan) planBlobs(context.Context) error {
	there := map[factum.Digest]bool{}
	shards, err := os.ReadDir(filepath.Join(p.dir, dirBlobs))
	if err != nil {
		p.unreadable(dirBlobs, dirBlobs, err)
	}
	for _, s := range shards {
		files, err := os.ReadDir(filepath.Join(p.dir, dirBlobs, s.Name()))
		if err != nil && s.IsDir() {
			name := filepath.Join(dirBlobs, s.Name())
			p.unreadable(name, name, err)
		}
		for _, e := range files {
			d, err := factum.ParseDigest(e.Name())
			if err != nil || blobFile(d) != filepath.Join(dirBlobs, s.Name(), e.Name()) || !e.Type().IsRegular() {
				continue // verify names what does not belong there
			}
			fi, err := e.Info()
			if err != nil {
				continue // erased meanwhile: that is seen afterwards
			}
			there[d] = true
			if _, gone := p.scan.erased(d); gone {
				continue
			}
			if _, ok := p.scan.named[d]; !ok {
				p.done.Unnamed++
			}
			p.blobs = append(p.blobs, planned{name: blobFile(d), perm: 0o444, size: fi.Size(), digest: d})
		}
	}
	for _, d := range inOrder(p.scan.named) {
		if _, gone := p.scan.erased(d); there[d] || gone || p.scan.found[d] {
			continue
		}
		if n := p.scan.named[d]; n.capture {
			p.fail(d.String(), blobFile(d), MissingItem, "the bytes of a capture are gone")
		} else {
			p.fail(d.String(), dirDerived, MissingItem, factum.ActIndex(n.act).String()+" names it; its line changed or is gone")
		}
	}
	return nil
}

// inOrder returns the keys of m, ascending.
func inOrder[T any](m map[factum.Digest]T) []factum.Digest {
	return slices.SortedFunc(maps.Keys(m), func(a, b factum.Digest) int { return bytes.Compare(a[:], b[:]) })
}
