package custody

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"factum"
)

// partSuffix marks what is not yet a whole backup, or not yet a whole restored record.
const partSuffix = ".part"

// BackupTo copies the record in dir to the directory to: a new one, an empty one, or an earlier backup of the same record, to which
// what is new is added. It takes no lock on the record and writes nothing in it.
//
// A new backup is made as to.part and renamed when it is whole and durable. An earlier one is brought up to date in the order in which a
// record itself is written: whenever that breaks off, what lies there is the earlier backup with an unfinished end, and the next
// run goes on. Erasures are carried out in it last. Nothing good in it is replaced by something damaged.
func BackupTo(ctx context.Context, dir, to string, o BackupOptions) (BackedUp, error) {
	at, fresh, err := backupPlace(dir, to)
	if err != nil {
		return BackedUp{}, err
	}
	lk, err := acquire(ctx, at, 2*time.Second, time.Now)
	if err != nil {
		if factum.KindOf(err) == factum.Busy {
			err = factum.Errorf(factum.Busy, "%s: %w", at, err).WithHint("It is a backup that is being made, or somebody works in it. Try again later.")
		}
		return BackedUp{}, err
	}
	c := &dirCopier{to: at, fresh: fresh, dirty: map[string]bool{}}
	done, err := backup(ctx, dir, o, c)
	if e := lk.release(); err == nil {
		err = ioError("give back the lock", e)
	}
	if err == nil && fresh {
		if err = os.Rename(at, to); err == nil {
			err = Disk{}.SyncDir(filepath.Dir(filepath.Clean(to)))
		}
		err = ioError("make "+to, err)
	}
	if err != nil && fresh && c.began {
		hint := factum.HintOf(err)
		if errors.Is(err, context.Canceled) {
			return done, fmt.Errorf("%w; what was copied so far lies in %s, and the same command goes on from there", err, at)
		}
		err = factum.Errorf(factum.KindOf(err), "%w; what was copied so far lies in %s", err, at).WithHint("%s The same command goes on from there.", hint)
	}
	return done, err
}

// backupPlace says where to write, and makes that directory. fresh: it still has to be renamed.
func backupPlace(dir, to string) (at string, fresh bool, err error) {
	id, idErr := ReadIdentity(dir)
	if idErr != nil && factum.KindOf(idErr) != factum.Integrity {
		return "", false, idErr
	}
	there, err := ReadIdentity(to)
	switch {
	case err == nil && idErr != nil:
		return "", false, factum.Errorf(factum.Integrity, "%w", idErr).WithHint("Nothing shows that %s is a backup of this record. Back up to a new place.", to)
	case err == nil && there.ID != id.ID:
		return "", false, factum.Errorf(factum.Conflict, "%s holds a backup of another record (%s)", to, there.ID).WithHint("Choose a new directory.")
	case err == nil:
		return to, false, nil
	case factum.KindOf(err) != factum.Missing:
		return "", false, factum.Errorf(factum.Conflict, "%s is no backup that can be brought up to date: %w", to, err).WithHint("Choose a new directory.")
	}
	if es, err := os.ReadDir(to); err == nil && len(es) > 0 {
		return "", false, factum.Errorf(factum.Conflict, "%s is not empty, and it holds no backup", to).WithHint("Choose a new directory, or an empty one.")
	} else if err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", false, ioError("read "+to, err)
	}
	at = filepath.Clean(to) + partSuffix
	begun, err := ReadIdentity(at)
	if es, rerr := os.ReadDir(at); rerr == nil && (err == nil && begun.ID != id.ID || err != nil && len(es) > 0 && !onlyLock(es)) {
		return "", false, factum.Errorf(factum.Conflict, "%s is left from something else", at).WithHint("Look at it and move it away.")
	}
	perm := os.FileMode(0o755)
	if fi, err := os.Stat(dir); err == nil {
		perm = fi.Mode().Perm() | 0o700
	}
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		return "", false, ioError("make "+filepath.Dir(at), err)
	}
	if err := os.Mkdir(at, perm); err != nil && !errors.Is(err, os.ErrExist) {
		return "", false, ioError("make "+at, err)
	}
	return at, true, nil
}

// onlyLock reports whether nothing but what a begun backup starts with lies in a directory.
func onlyLock(es []os.DirEntry) bool {
	return !slices.ContainsFunc(es, func(e os.DirEntry) bool {
		return e.Name() != fileLock && !slices.Contains(directories, e.Name())
	})
}

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

// place writes a file under a temporary name, makes it durable and gives it its name. The name is durable after sync.
func (c *dirCopier) place(name string, perm os.FileMode, write func(w io.Writer) error) (err error) {
	to := filepath.Join(c.to, name)
	f, err := os.CreateTemp(filepath.Join(c.to, dirTmp), "copy-*")
	if err != nil {
		return ioError("make a file in "+filepath.Join(c.to, dirTmp), err)
	}
	defer os.Remove(f.Name())
	err = write(f)
	if err == nil {
		err = ioError("write "+to, f.Chmod(perm))
	}
	if err == nil {
		err = ioError("fsync "+to, f.Sync())
	}
	if e := f.Close(); err == nil {
		err = ioError("write "+to, e)
	}
	if err != nil {
		return err
	}
	d := filepath.Dir(to)
	if _, err := os.Stat(d); err != nil {
		mode := os.FileMode(0o755)
		if strings.HasPrefix(name, dirKeys+string(filepath.Separator)) {
			mode = 0o700
		}
		if err := os.MkdirAll(d, mode); err != nil {
			return ioError("make "+d, err)
		}
		for up := filepath.Dir(d); len(up) >= len(c.to); up = filepath.Dir(up) {
			c.mark(up)
		}
	}
	if err := os.Rename(f.Name(), to); err != nil {
		return ioError("make "+to, err)
	}
	c.mark(d)
	return nil
}

func (c *dirCopier) mark(dir string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.dirty[dir] = true
}

// sync makes durable what names were given since the last time.
func (c *dirCopier) sync() error {
	for d := range c.dirty {
		if err := (Disk{}).SyncDir(d); err != nil {
			return ioError("fsync "+d, err)
		}
	}
	clear(c.dirty)
	return nil
}

// count notes what was written, and how far it is.
func (c *dirCopier) count(p *plan, made int, written, dealt int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.made, c.bytes, c.moved = c.made+made, c.bytes+written, c.moved+dealt
	if p.o.Step != nil {
		p.o.Step(c.moved, p.total)
	}
}

// copyWorkers is how many files are written at once, so that they wait for the disk together.
const copyWorkers = 4

// files writes files in no particular order, several at once.
func (c *dirCopier) files(ctx context.Context, p *plan, fs []planned) error {
	errs, notes := make([]error, len(fs)), make([]*Checked, len(fs))
	next := make(chan int)
	var wg sync.WaitGroup
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	for range copyWorkers {
		wg.Go(func() {
			buf := make([]byte, 128<<10)
			for i := range next {
				if notes[i], errs[i] = c.file(ctx, p, fs[i], buf); errs[i] != nil {
					stop()
				}
			}
		})
	}
	for i := range fs {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wg.Wait()
	for _, err := range errs {
		if err != nil && !errors.Is(err, context.Canceled) {
			return err
		}
	}
	for _, n := range notes {
		if n != nil {
			p.failed = append(p.failed, *n)
		}
	}
	return errors.Join(errs...)
}

// ordered writes files one after another, each durable with its name before the next.
func (c *dirCopier) ordered(ctx context.Context, p *plan, fs []planned) error {
	buf := make([]byte, 128<<10)
	for _, f := range fs {
		n, err := c.file(ctx, p, f, buf)
		if err == nil {
			err = c.sync()
		}
		if err != nil {
			return err
		}
		if n != nil {
			p.failed = append(p.failed, *n)
		}
	}
	return nil
}

// file writes one file unless it is there. What is damaged in the record does not replace what is there.
func (c *dirCopier) file(ctx context.Context, p *plan, f planned, buf []byte) (*Checked, error) {
	to := filepath.Join(c.to, f.name)
	fi, err := os.Lstat(to)
	switch {
	case errors.Is(err, os.ErrNotExist):
	case err != nil:
		return nil, ioError("look at "+to, err)
	case f.bad:
		c.count(p, 0, 0, f.size)
		return nil, nil
	case f.bytes != nil && fi.Mode().Perm() == f.perm:
		if b, err := os.ReadFile(to); err == nil && bytes.Equal(b, f.bytes) {
			c.count(p, 0, 0, f.size)
			return nil, nil
		}
	case f.bytes == nil && fi.Size() == f.size:
		c.count(p, 0, 0, f.size)
		return nil, nil
	case f.bytes == nil:
		if d, err := digestOfFile(to); err == nil && d == f.digest {
			c.count(p, 0, 0, f.size)
			return nil, nil
		}
	}
	if f.bytes != nil {
		err := c.place(f.name, f.perm, func(w io.Writer) error { return ioError("write "+to, writeAll(w, f.bytes)) })
		c.count(p, 1, f.size, f.size)
		return nil, err
	}
	return c.blob(ctx, p, f, buf)
}

// blob copies a blob and hashes it on the way.
func (c *dirCopier) blob(ctx context.Context, p *plan, f planned, buf []byte) (*Checked, error) {
	note := func(status, why string) *Checked {
		return &Checked{Item: f.digest.String(), File: f.name, Status: status, Why: why}
	}
	r, err := os.Open(filepath.Join(p.dir, f.name))
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return note(MissingItem, "it was there when the backup began, and is gone"), nil
		}
		return note(Changed, "it was not copied, it does not read: "+err.Error()), nil
	}
	defer r.Close()
	h := sha256.New()
	var size int64
	var readErr error
	err = c.place(f.name, f.perm, func(w io.Writer) error {
		for {
			if err := ctx.Err(); err != nil {
				return err
			}
			n, err := r.Read(buf)
			h.Write(buf[:n])
			size += int64(n)
			if werr := writeAll(w, buf[:n]); werr != nil {
				return ioError("write "+filepath.Join(c.to, f.name), werr)
			}
			if err == io.EOF {
				return nil
			}
			if err != nil {
				readErr = err
				return err
			}
		}
	})
	switch {
	case readErr != nil:
		return note(Changed, "it was not copied, it does not read: "+readErr.Error()), nil
	case err != nil:
		return nil, err
	}
	c.count(p, 1, size, size)
	if d := factum.Digest(h.Sum(nil)); d != f.digest {
		return note(Changed, fmt.Sprintf("its SHA-256 is %s; its %d bytes were copied as they lie", d.Hex(), size)), nil
	}
	return nil, nil
}

func digestOfFile(name string) (factum.Digest, error) {
	f, err := os.Open(name)
	if err != nil {
		return factum.Digest{}, err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return factum.Digest(h.Sum(nil)), err
}

// lines brings files of acts/, sealed/ or derived/ up to date.
func (c *dirCopier) lines(ctx context.Context, p *plan, fs []*lineFile) error {
	for _, f := range fs {
		if err := ctx.Err(); err != nil {
			return err
		}
		old := filepath.Join(c.to, f.name)
		same, begins, have, err := f.compare(p.dir, old)
		switch {
		case err != nil && factum.KindOf(err) == factum.Missing && have == 0:
			continue // reported
		case err != nil:
			return err
		case same:
		case begins:
			err = c.place(f.name, 0o644, func(w io.Writer) error {
				r, err := f.open(p.dir)
				if err != nil {
					return err
				}
				defer r.Close()
				_, err = io.Copy(w, r)
				return ioError("copy "+f.name, err)
			})
			c.count(p, 1, f.size-have, 0)
		default:
			pending := 0
			err = c.place(f.name, 0o644, func(w io.Writer) (err error) {
				_, pending, err = f.merge(p.dir, old, w, false)
				return err
			})
			c.count(p, 1, max(f.size-have, 0), 0)
			if pending > 0 {
				c.lateWipe = append(c.lateWipe, f)
			}
		}
		if err != nil {
			return err
		}
		c.count(p, 0, 0, f.size)
	}
	return nil
}

// keys brings the keys up to date: also a key that is no longer in use goes.
func (c *dirCopier) keys(ctx context.Context, p *plan) error {
	if err := c.ordered(ctx, p, p.keys); err != nil {
		return err
	}
	dir := filepath.Join(c.to, dirKeys)
	if err := os.Chmod(dir, 0o700); err != nil {
		return ioError("close "+dir+" to others", err)
	}
	if _, err := os.ReadDir(filepath.Join(p.dir, dirKeys)); err != nil && !p.o.NoKeys && !errors.Is(err, os.ErrNotExist) {
		return nil // whatever there is, it could not be read
	}
	for _, n := range listKeys(c.to) {
		if _, err := os.Lstat(filepath.Join(p.dir, n)); err == nil && !p.o.NoKeys {
			continue
		}
		if err := os.Remove(filepath.Join(c.to, n)); err != nil {
			return ioError("remove "+filepath.Join(c.to, n), err)
		}
		c.mark(filepath.Dir(filepath.Join(c.to, n)))
	}
	return nil
}

// wipe carries out in an earlier backup what was erased since.
func (c *dirCopier) wipe(p *plan) error {
	for _, f := range c.lateWipe {
		err := c.place(f.name, 0o644, func(w io.Writer) error {
			_, n, err := f.merge(p.dir, filepath.Join(c.to, f.name), w, true)
			c.erased += n
			return err
		})
		if err != nil {
			return err
		}
	}
	for _, d := range inOrder(p.scan.erasures) {
		name := filepath.Join(c.to, blobFile(d))
		if _, gone := p.scan.erased(d); !gone {
			continue
		}
		err := os.Remove(name)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return ioError("erase "+name, err)
		}
		c.erased++
		c.mark(filepath.Dir(name))
	}
	return nil
}

// prune removes the partial tiles of smaller trees.
func (c *dirCopier) prune(p *plan) error {
	if p.raw {
		return nil
	}
	keep := map[string]bool{}
	for _, f := range p.log {
		keep[filepath.ToSlash(f.name)] = true
	}
	for _, f := range p.failed { // what the record has lost
		keep[filepath.ToSlash(f.File)] = true
	}
	var dirs []string
	err := filepath.WalkDir(filepath.Join(c.to, dirLog, "tile"), func(path string, e fs.DirEntry, err error) error {
		if errors.Is(err, os.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(c.to, path)
		name := filepath.ToSlash(rel)
		switch {
		case err != nil:
			return err
		case e.IsDir():
			dirs = append(dirs, path)
		case strings.Contains(name, ".p/") && logTile.MatchString(strings.TrimPrefix(name, dirLog+"/")) && !keep[name]:
			return os.Remove(path)
		}
		return nil
	})
	for _, d := range slices.Backward(dirs) {
		_ = os.Remove(d) // only where nothing is left in it
	}
	return ioError("tidy "+filepath.Join(c.to, dirLog), err)
}
