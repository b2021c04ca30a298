package custody

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/transparency-dev/merkle/compact"
	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera/api/layout"

	"factum"
)

// sizes takes the size of the log from whatever states it. It reports nothing yet.
func (v *verifier) sizes() error {
	kept, err := keptSizes(v.dir)
	if err != nil {
		return err
	}
	// Everything that states a size is read now, before the acts: a writer at work meanwhile only adds to them.
	v.kept = kept
	names := []string{fileCheckpoint, fileTreeState}
	for _, n := range kept {
		names = append(names, checkpointName(n))
	}
	for _, name := range names {
		b, err := os.ReadFile(filepath.Join(v.dir, name))
		v.stated[name] = statement{b, err}
		if err != nil || name == fileTreeState {
			continue
		}
		cp, err := v.led.parse(b)
		if errors.Is(err, errNoKey) {
			if n, err := unverifiedSize(b); err == nil {
				v.size = max(v.size, n)
			}
		} else if err == nil {
			v.size = max(v.size, cp.Size)
		}
	}
	// What is signed must not make this allocate without bound: there is at least one byte of something to an act.
	v.size = min(v.size, v.volume())
	// The log's own state is not signed: beyond the checkpoints it counts as far as there are acts.
	x, err := measure(v.dir, dirActs)
	if ts, e := parseTreeState(v.stated[fileTreeState].bytes); e == nil && err == nil {
		v.size = max(v.size, min(ts.Size, x.lines))
	}
	v.leaves, v.entry = make([]factum.Digest, v.size), make([]factum.Digest, v.size)
	v.count = v.size
	v.subjects, v.derived = make(map[factum.Digest]blobSubject, v.size/2), make(map[factum.Digest]int32, v.size)
	return nil
}

// volume is the size of all act and sealed files together, and of the log's tiles: no log has more leaves.
func (v *verifier) volume() int64 {
	var n int64
	for _, d := range []string{dirActs, dirSealed, dirLog} {
		_ = filepath.WalkDir(filepath.Join(v.dir, d), func(_ string, e fs.DirEntry, err error) error {
			if err == nil && e.Type().IsRegular() {
				if fi, err := e.Info(); err == nil {
					n += fi.Size()
				}
			}
			return nil
		})
	}
	return n
}

// parentHash is RFC 6962's hash of two nodes.
func parentHash(left, right factum.Digest) factum.Digest {
	var b [65]byte
	b[0] = 1
	copy(b[1:], left[:])
	copy(b[33:], right[:])
	return factum.DigestOf(b[:])
}

// nodes computes the complete subtree hashes of each tile level from the settled leaves: nodes[l][j] covers 256^l leaves.
func (v *verifier) nodes() [][]factum.Digest {
	out := [][]factum.Digest{v.leaves}
	room := make([]factum.Digest, layout.TileWidth)
	for level := v.leaves; len(level) >= layout.TileWidth; {
		next := make([]factum.Digest, 0, len(level)/layout.TileWidth)
		for i := 0; i+layout.TileWidth <= len(level); i += layout.TileWidth {
			copy(room, level[i:i+layout.TileWidth])
			row := room
			for ; len(row) > 1; row = row[:len(row)/2] {
				for j := 0; j < len(row); j += 2 {
					row[j/2] = parentHash(row[j], row[j+1])
				}
			}
			next = append(next, row[0])
		}
		out = append(out, next)
		level = next
	}
	return out
}

var (
	tilePath  = regexp.MustCompile(`^tile/(entries|\d{1,2})/((?:x\d{3}/)*\d{3})(?:\.p/(\d{1,3}))?$`)
	leftover  = regexp.MustCompile(`^(tile/(?:entries|\d{1,2})/(?:x\d{3}/)*\d{3}(?:\.p/\d{1,3})?|checkpoint|\.state/(?:treeState|gcState|version))\d{5,10}$`)
	stateFile = map[string]bool{".state/treeState": true, ".state/version": true, ".state/gcState": true, ".state/gcState.lock": true,
		".state/publish.lock": true, ".state/treeState.lock": true, "checkpoint": true}
)

// logFile is a file of the log with what is found of it.
type logFile struct {
	Checked
	tile []string // the parts of its name when it is a tile or bundle
	gone bool     // listed, and then no longer there
}

// log checks every file of the log against the settled leaves, byte by byte, and that none is missing.
func (v *verifier) log() error {
	nodes := v.nodes()
	have := map[string]bool{}
	var all []logFile
	root := filepath.Join(v.dir, dirLog)
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil || e.IsDir() {
			return err
		}
		name := filepath.ToSlash(rel)
		f := logFile{Checked: Checked{Item: "log/" + name, File: "log/" + name, Status: OK}}
		switch {
		case tilePath.MatchString(name):
			have[name] = true
			f.tile = tilePath.FindStringSubmatch(name)
		case leftover.MatchString(name):
			f.Status, f.Why = NotInLog, "left by an interrupted write"
		case stateFile[name]:
			return nil // looked at by checkpoints
		default:
			f.Status, f.Why = Added, "no such file belongs to a log"
		}
		all = append(all, f)
		return nil
	})
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	v.spread(len(all), 16, func(from, to int) {
		for i := from; i < to; i++ {
			f := &all[i]
			if f.tile == nil {
				continue
			}
			b, err := os.ReadFile(filepath.Join(v.dir, f.File))
			if err != nil {
				f.Status, f.Why = Changed, "it does not read: "+err.Error()
				_, gone := os.Lstat(filepath.Join(v.dir, f.File))
				f.gone = os.IsNotExist(gone)
				continue
			}
			f.Status, f.Why = v.tileFile(nodes, f.tile, b)
		}
	})
	for _, f := range all {
		if f.gone { // a writer at work replaced a part by the whole: what is missing without it is told below
			delete(have, strings.TrimPrefix(f.File, "log/"))
			continue
		}
		v.tell(f.Checked)
	}
	v.missingTiles(nodes, have)
	return nil
}

// tileFile compares a tile or entry bundle with what the leaves make of it.
func (v *verifier) tileFile(nodes [][]factum.Digest, m []string, b []byte) (status, why string) {
	index, width := int64(0), layout.TileWidth
	for _, part := range strings.Split(m[2], "/") {
		n, _ := strconv.ParseInt(strings.TrimPrefix(part, "x"), 10, 64)
		index = index*1000 + n
	}
	if m[3] != "" {
		width, _ = strconv.Atoi(m[3])
	}
	entries := m[1] == "entries"
	level, _ := strconv.Atoi(m[1])
	row := v.leaves
	if entries {
		row = v.entry
	} else if level < len(nodes) {
		row = nodes[level]
	} else {
		row = nil
	}
	start := index * layout.TileWidth
	if start >= int64(len(row)) || width > layout.TileWidth || width == 0 {
		if x, err := measure(v.dir, dirActs); err == nil && level < 7 && start<<(8*level) < x.lines && start >= int64(len(row)) {
			return NotInLog, "it reaches beyond the log: left by an interrupted write, or being written"
		}
		return Added, "the log does not reach that far"
	}
	end := min(start+int64(width), int64(len(row)))
	var want []byte
	for _, d := range row[start:end] {
		if entries {
			want = append(want, 0, 32)
		}
		want = append(want, d[:]...)
	}
	if short := int(start+int64(width)) - len(row); short > 0 && len(b) > len(want) && bytes.Equal(b[:len(want)], want) {
		return NotInLog, "it reaches beyond the log: left by an interrupted write"
	}
	if !bytes.Equal(b, want) {
		return Changed, fmt.Sprintf("it is not what acts %d to %d make of it", start<<(8*min(level, 6)), end<<(8*min(level, 6))-1)
	}
	return OK, ""
}

// missingTiles reports the tiles and bundles that a log of this size has to have.
func (v *verifier) missingTiles(nodes [][]factum.Digest, have map[string]bool) {
	need := func(path func(uint8) string, p uint8) {
		for w := int(p); w < layout.TileWidth && p > 0; w++ {
			if have[path(uint8(w))] {
				return
			}
		}
		if name := path(0); !have[name] {
			if p > 0 {
				name = path(p)
			}
			v.tell(Checked{Item: "log/" + name, File: "log/" + name, Status: MissingItem, Why: "the log needs it for its proofs"})
		}
	}
	for level, row := range nodes {
		for n := uint64(0); n*layout.TileWidth < uint64(len(row)); n++ {
			p := layout.PartialTileSize(uint64(level), n, uint64(v.size))
			need(func(p uint8) string { return layout.TilePath(uint64(level), n, p) }, p)
			if level == 0 {
				need(func(p uint8) string { return layout.EntriesPath(n, p) }, p)
			}
		}
	}
}

// rootsAt computes the root over the first n leaves for each of the sizes, ascending.
func (v *verifier) rootsAt(sizes []int64) (map[int64]factum.Digest, error) {
	out := map[int64]factum.Digest{}
	r := (&compact.RangeFactory{Hash: rfc6962.DefaultHasher.HashChildren}).NewEmptyRange(0)
	done := int64(0)
	for _, n := range sizes {
		if n > v.size || n < 0 {
			continue
		}
		for ; done < n; done++ {
			if err := r.Append(v.leaves[done][:], nil); err != nil {
				return nil, err
			}
		}
		if n == 0 {
			out[0] = factum.Digest(rfc6962.DefaultHasher.EmptyRoot())
			continue
		}
		h, err := r.GetRootHash(nil)
		if err != nil {
			return nil, err
		}
		out[n] = factum.Digest(h)
	}
	return out, nil
}
