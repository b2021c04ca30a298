package custody

import (
	"context"
	"errors"
	"os"
	"path/filepath"

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
