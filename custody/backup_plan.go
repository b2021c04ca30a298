package custody

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"factum"
)

// plan is what a copy of a record will hold: the record as it was with size acts in its log.
type plan struct {
	dir string
	o   BackupOptions
	id  Identity

	size       int64         // acts
	root       factum.Digest // over them, as checkpoint or state gives it
	checkpoint []byte        // log/checkpoint as it was, nil when it does not read
	state      []byte        // log/.state/treeState that belongs to size, nil when the record has none
	raw        bool          // the log contradicts itself: its files are copied as they lie
	kept       []int64       // sizes of the kept checkpoints to copy

	config, keys, log, small []planned // small: checkpoints/ and stamps/
	acts, sealed, derived    []*lineFile
	blobs                    []planned
	scan                     *scan

	failed []Checked
	total  int64 // bytes in all of them
	done   BackedUp
}

// planned is a file of the copy.
type planned struct {
	name   string // relative to the record
	perm   os.FileMode
	size   int64
	bytes  []byte        // the content, nil when it is streamed
	digest factum.Digest // what a streamed content has to give
	bad    bool          // it does not fit the log
}

// newPlan reads what there is to copy: all acts with their openings and all derived items, and the names of the blobs.
func newPlan(ctx context.Context, dir string, o BackupOptions) (*plan, error) {
	p := &plan{dir: dir, o: o}
	if err := p.identity(); err != nil {
		return nil, err
	}
	for _, step := range []func(context.Context) error{p.planKeys, p.baseline, p.scanLines, p.planLog, p.planSmall, p.planBlobs} {
		if err := step(ctx); err != nil {
			return nil, err
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	for _, ps := range [][]planned{p.config, p.keys, p.log, p.small, p.blobs} {
		for _, f := range ps {
			p.done.Files, p.total = p.done.Files+1, p.total+f.size
		}
	}
	for _, ls := range [][]*lineFile{p.acts, p.sealed, p.derived} {
		for _, l := range ls {
			p.done.Files, p.total = p.done.Files+1, p.total+l.size
		}
	}
	p.done.ID, p.done.Origin = p.id.ID, p.id.Origin
	p.done.Size, p.done.Root, p.done.Checkpoint = p.size, p.root, string(p.checkpoint)
	p.done.Keys, p.done.Blobs, p.done.Bytes = len(p.keys), len(p.blobs), p.total
	return p, nil
}

// fail notes something that is damaged in the record. It is told when the copy counts.
func (p *plan) fail(item, file, status, why string) {
	p.failed = append(p.failed, Checked{Item: item, File: file, Status: status, Why: why})
}

// unreadable notes a file that is there and cannot be read.
func (p *plan) unreadable(item, file string, err error) {
	if errors.Is(err, os.ErrNotExist) || factum.KindOf(err) == factum.Missing {
		p.fail(item, file, MissingItem, "it is not there to be copied")
		return
	}
	p.fail(item, file, Changed, "it was not copied, it does not read: "+err.Error())
}

// tell reports what failed.
func (p *plan) tell() {
	p.done.Failed = len(p.failed)
	if p.o.Report != nil {
		for _, c := range p.failed {
			p.o.Report(c)
		}
	}
}

// identity reads factum.toml. Damage to it does not keep the rest from being copied, as long as there is a record.
func (p *plan) identity() error {
	id, err := ReadIdentity(p.dir)
	if err != nil && factum.KindOf(err) != factum.Integrity {
		return err
	}
	b, rerr := os.ReadFile(filepath.Join(p.dir, fileConfig))
	if rerr != nil {
		return ioError("read "+filepath.Join(p.dir, fileConfig), rerr)
	}
	p.id = id
	p.config = []planned{{name: fileConfig, perm: 0o644, size: int64(len(b)), bytes: b, bad: err != nil}}
	if err != nil {
		p.fail(fileConfig, fileConfig, Changed, err.Error())
	}
	return nil
}

// baseline settles which size of the log is copied: that of the published checkpoint, once it covers all that was logged when this
// began; after a crash, that of the log's own state, from which the next session goes on.
func (p *plan) baseline(ctx context.Context) error {
	kept, err := keptSizes(p.dir) // first: whatever is kept now, a checkpoint read later covers
	if err != nil {
		return err
	}
	ts, hasState, stateErr := readTreeState(p.dir)
	name := filepath.Join(p.dir, fileCheckpoint)
	var cpErr error
	var size int64
	for deadline := time.Now().Add(p.o.Wait); ; {
		p.checkpoint, cpErr = os.ReadFile(name)
		if cpErr == nil {
			size, p.root, cpErr = plainCheckpoint(p.checkpoint)
		}
		if cpErr != nil || !hasState || stateErr != nil || size >= ts.Size || time.Now().After(deadline) || !beingWritten(p.dir) {
			break
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
	newest := int64(0)
	if n := len(kept); n > 0 {
		newest = kept[n-1]
	}
	p.size = size
	contradiction := ""
	switch {
	case cpErr != nil:
		contradiction, p.checkpoint = fmt.Sprintf("%s: %v", fileCheckpoint, cpErr), nil
	case stateErr != nil:
		contradiction = stateErr.Error()
	case !hasState:
		p.fail(fileTreeState, fileTreeState, MissingItem, "without it the record can be verified but not continued")
		if newest > size {
			contradiction = fmt.Sprintf("the published checkpoint covers %d acts, but one over %d was kept", size, newest)
		}
	case ts.Size < size && p.rolledBack(size):
		contradiction = fmt.Sprintf("the log's state is at %d acts, its published checkpoint at %d", ts.Size, size)
	case max(ts.Size, size) < newest:
		contradiction = fmt.Sprintf("the log is at %d acts, but a checkpoint over %d was kept", max(ts.Size, size), newest)
	case ts.Size > size: // a crash before the checkpoint
		p.size, p.root = ts.Size, factum.Digest(ts.Root)
	}
	x, lost := measure(p.dir, dirActs)
	if contradiction == "" && lost == nil && x.lines < p.size {
		contradiction = fmt.Sprintf("the log holds %d acts, acts/ has %d lines", p.size, x.lines)
	}
	if contradiction == "" && lost != nil {
		contradiction = lost.Error()
	}
	if contradiction == "" {
		if hasState {
			if p.state, err = json.Marshal(treeState{Size: p.size, Root: p.root[:]}); err != nil {
				return err
			}
		}
		for _, n := range kept {
			if n <= p.size {
				p.kept = append(p.kept, n)
			}
		}
		return nil
	}
	p.fail(dirLog, dirLog, Changed, contradiction+"; its files were copied as they lie")
	p.raw, p.kept, p.state = true, kept, nil
	p.size = x.lines // of the acts whatever there is, however much is stated
	if lost != nil {
		p.size, err = allLines(p.dir)
	}
	return err
}

// allLines is where the last file of acts/ would end if it and all before it were full.
func allLines(dir string) (int64, error) {
	segs, err := listSegments(filepath.Join(dir, dirActs))
	if err != nil || len(segs) == 0 {
		return 0, err
	}
	return int64(segs[len(segs)-1]+1) * factum.ActsPerSegment, nil
}

// rolledBack looks at the state again: a writer may have moved on between the two readings.
func (p *plan) rolledBack(size int64) bool {
	ts, ok, err := readTreeState(p.dir)
	return err != nil || !ok || ts.Size < size
}

// plainCheckpoint reads size and root out of a checkpoint without looking at its signature, which is for verify.
func plainCheckpoint(b []byte) (size int64, root factum.Digest, err error) {
	if size, err = unverifiedSize(b); err != nil {
		return 0, root, err
	}
	h, err := base64.StdEncoding.DecodeString(strings.SplitN(string(b), "\n", 4)[2])
	if err != nil || len(h) != len(root) {
		return 0, root, factum.Errorf(factum.Integrity, "%s states no root", fileCheckpoint)
	}
	return size, factum.Digest(h), nil
}

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
