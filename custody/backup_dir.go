package custody

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"factum"
)

// dirCopier copies into a directory.
type dirCopier struct {
	to    string
	fresh bool
	began bool // something was written

	mu       sync.Mutex // guards what follows
	dirty    map[string]bool
	made     int
	bytes    int64
	moved    int64 // bytes dealt with, for progress
	erased   int
	lateWipe []*lineFile
}

// copy implements copier.
func (c *dirCopier) copy(ctx context.Context, p *plan) error {
	if err := c.follows(ctx, p); err != nil {
		return err
	}
	c.began, c.moved, c.lateWipe = true, 0, nil
	if err := c.prepare(p); err != nil {
		return err
	}
	// The order is that of a record: whatever a line or tile rests on is durable before it. The checkpoint comes last, then
	// what was erased goes.
	stages := []func() error{
		func() error { return c.files(ctx, p, p.blobs) },
		func() error { return c.lines(ctx, p, p.derived) },
		func() error { return c.lines(ctx, p, p.sealed) },
		func() error { return c.lines(ctx, p, p.acts) },
		func() error { return c.files(ctx, p, tilesOf(p.log)) },
		func() error { return c.keys(ctx, p) },
		func() error { return c.ordered(ctx, p, p.log[len(tilesOf(p.log)):]) },
		func() error { return c.ordered(ctx, p, p.small) },
		func() error { return c.wipe(p) },
		func() error { return c.prune(p) },
	}
	for _, stage := range stages {
		err := ctx.Err()
		if err == nil {
			err = stage()
		}
		if err == nil {
			err = c.sync()
		}
		if err != nil {
			return err
		}
	}
	p.done.New, p.done.NewBytes, p.done.Erased = c.made, c.bytes, c.erased
	return nil
}

// finish implements copier: everything is durable already.
func (c *dirCopier) finish(*plan) error { return nil }

// tilesOf is the part of the log's files that are tiles and bundles; state and checkpoint follow them.
func tilesOf(log []planned) []planned {
	n := slices.IndexFunc(log, func(f planned) bool { return !strings.HasPrefix(filepath.ToSlash(f.name), dirLog+"/tile/") })
	if n < 0 {
		n = len(log)
	}
	return log[:n]
}

// follows refuses a target that the record does not continue.
func (c *dirCopier) follows(ctx context.Context, p *plan) error {
	var size int64
	var root factum.Digest
	if b, err := os.ReadFile(filepath.Join(c.to, fileCheckpoint)); err == nil {
		size, root, _ = plainCheckpoint(b)
	}
	if ts, ok, err := readTreeState(c.to); err == nil && ok && ts.Size > size {
		size, root = ts.Size, factum.Digest(ts.Root)
	}
	if size == 0 {
		return nil
	}
	if p.raw {
		return factum.Errorf(factum.Integrity, "the record's log contradicts itself: %s", p.failed[len(p.failed)-1].Why).
			WithHint("The earlier backup in %s was not touched: it may be the better one. Back up what is left to a new place.", c.to)
	}
	ok, err := p.continues(ctx, size, root)
	if err == nil && !ok {
		why := fmt.Sprintf("the first %d acts of the record are not those of the backup", size)
		if size > p.size {
			why = fmt.Sprintf("the backup holds %d acts, the record %d", size, p.size)
		}
		err = factum.Errorf(factum.Conflict, "the record does not continue the backup in %s: %s", c.to, why).
			WithHint("Nothing was touched. Either the record was rolled back or rewritten, or somebody wrote to the backup as if it were a record. Keep both, and compare their checkpoints with one kept elsewhere.")
	}
	return err
}

// prepare makes the directories, and clears away what somebody left who opened the backup as a record: a database is made again when it
// is restored, and could hold what is erased here.
func (c *dirCopier) prepare(p *plan) error {
	for _, d := range append(slices.Clone(directories), dirLog+"/.state") {
		perm := os.FileMode(0o755)
		if d == dirKeys {
			perm = 0o700
		}
		if err := os.MkdirAll(filepath.Join(c.to, d), perm); err != nil {
			return ioError("make "+filepath.Join(c.to, d), err)
		}
	}
	es, err := os.ReadDir(c.to)
	if err != nil {
		return ioError("read "+c.to, err)
	}
	for _, e := range es {
		if isIndex(e.Name()) {
			if err := os.Remove(filepath.Join(c.to, e.Name())); err != nil {
				return ioError("remove "+e.Name(), err)
			}
		}
	}
	es, err = os.ReadDir(filepath.Join(c.to, dirTmp))
	if err != nil {
		return ioError("read "+dirTmp, err)
	}
	for _, e := range es {
		if err := os.RemoveAll(filepath.Join(c.to, dirTmp, e.Name())); err != nil {
			return ioError("empty "+dirTmp, err)
		}
	}
	c.mark(c.to)
	return c.ordered(context.Background(), p, p.config)
}
