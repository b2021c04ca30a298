package custody

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"factum"
)

// asideSuffix names the directory beside a record into which PutBack moves what was damaged. Nothing in it is ever deleted.
const asideSuffix = ".set-aside"

// PutBack puts back into the record in dir what is changed or missing there and whole in the backup in the directory from: blobs, lines
// of acts, openings and derived items, tiles of the log, kept checkpoints, factum.toml, a lost signing key; and the
// whole log from a backup that is as long as the record. Each is checked by digest against the record's own log
// before it is put back, and a damaged file is moved to dir.set-aside, never deleted. report is told of each thing put back. It holds the
// record's lock. What neither of the two has, stays as it is; verify says what that is.
func PutBack(ctx context.Context, dir, from string, report func(Checked)) (n int, err error) {
	if err := plainFiles(from); err != nil {
		return 0, err
	}
	if err := sameRecord(dir, from); err != nil {
		return 0, err
	}
	lk, err := acquire(ctx, dir, 2*time.Second, time.Now)
	if err != nil {
		return 0, err
	}
	defer func() {
		if e := lk.release(); err == nil {
			err = ioError("give back the lock", e)
		}
	}()
	r := &repair{ctx: ctx, dir: dir, from: from, c: &dirCopier{to: dir, dirty: map[string]bool{}}, report: report, done: -1}
	if err := os.MkdirAll(filepath.Join(dir, dirTmp), 0o755); err != nil {
		return 0, ioError("make "+dirTmp, err)
	}
	if _, err := ReadIdentity(dir); err != nil {
		if err := r.whole(fileConfig, 0o644, fileConfig); err != nil {
			return r.n, err
		}
	}
	if err := r.key(); err != nil {
		return r.n, err
	}
	for {
		p, err := newPlan(ctx, dir, BackupOptions{Wait: -1})
		if err != nil {
			return r.n, err
		}
		before := r.n
		steps := []func(*plan) error{r.lines, r.log, r.tiles, r.checkpoints}
		if before == r.done { // nothing came back last time, so nothing more is known than then
			steps = []func(*plan) error{r.blobs}
		}
		r.done = before
		for _, step := range steps {
			if err := step(p); err != nil {
				return r.n, err
			}
			if err := r.c.sync(); err != nil {
				return r.n, err
			}
		}
		if len(steps) == 1 {
			return r.n, nil
		}
	}
}

// sameRecord refuses a backup of another record. What tells is act 0, which holds the record's id and key; of a damaged one factum.toml.
func sameRecord(dir, from string) error {
	first := func(d string) []byte {
		s := newSeries(d, dirActs)
		defer s.close()
		b, _ := s.line(0)
		return b
	}
	theirs, err := ReadIdentity(from)
	if err != nil {
		return err
	}
	if a, b := first(dir), first(from); len(a) > 0 && bytes.Equal(a, b) {
		return nil
	}
	ours, err := ReadIdentity(dir)
	if err != nil {
		return factum.Errorf(factum.Integrity, "nothing shows that %s is a backup of this record: %w", from, err)
	}
	if ours.ID != theirs.ID {
		return factum.Errorf(factum.Conflict, "%s is a backup of another record (%s)", from, theirs.ID)
	}
	return nil
}

// repair is one run of PutBack.
type repair struct {
	ctx       context.Context
	dir, from string
	c         *dirCopier
	report    func(Checked)
	n         int // put back
	done      int // of these, before this round
}

// aside moves a damaged file out of the record, where there is one.
func (r *repair) aside(name string) error {
	old := filepath.Join(r.dir, name)
	if _, err := os.Lstat(old); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	to := filepath.Join(filepath.Clean(r.dir)+asideSuffix, name)
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return ioError("make "+filepath.Dir(to), err)
	}
	for n, free := 1, to; ; n++ {
		if _, err := os.Lstat(free); errors.Is(err, os.ErrNotExist) {
			// A crash between this and the next step leaves the file out of the record; it is missing then instead of damaged, and the next run puts it back.
			if err := os.Rename(old, free); err != nil {
				return ioError("set "+old+" aside", err)
			}
			return ioError("fsync "+filepath.Dir(free), Disk{}.SyncDir(filepath.Dir(free)))
		}
		free = fmt.Sprintf("%s.%d", to, n)
	}
}

// put sets the damaged file aside and puts another in its place.
func (r *repair) put(item, name string, perm os.FileMode, b io.Reader) error {
	fresh := filepath.Join(dirTmp, "put-back")
	if err := r.c.place(fresh, perm, func(w io.Writer) error { _, err := io.Copy(w, b); return ioError("write "+name, err) }); err != nil {
		return err
	}
	if err := r.aside(name); err != nil {
		return err
	}
	to := filepath.Join(r.dir, name)
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return ioError("make "+filepath.Dir(to), err)
	}
	if err := os.Rename(filepath.Join(r.dir, fresh), to); err != nil {
		return ioError("put back "+to, err)
	}
	r.c.mark(filepath.Dir(to))
	r.c.mark(filepath.Dir(filepath.Dir(to)))
	return r.told(item, name, "put back from the backup")
}

func (r *repair) told(item, name, why string) error {
	r.n++
	if r.report != nil {
		r.report(Checked{Item: item, File: name, OK: true, Status: OK, Why: why})
	}
	return r.ctx.Err()
}

// key puts the log's signing key back where it is missing, if the newest checkpoint of the record is signed with that of the backup.
func (r *repair) key() error {
	if _, err := os.Lstat(filepath.Join(r.dir, fileKey)); !errors.Is(err, os.ErrNotExist) {
		return nil
	}
	ver := publicHalf(filepath.Join(r.from, fileKey))
	b, err := os.ReadFile(filepath.Join(r.dir, fileCheckpoint))
	if ver == nil || err != nil {
		return nil
	}
	if _, err := ParseCheckpoint(b, ver); err != nil {
		return nil // one that was changed since
	}
	return r.whole(fileKey, 0o600, fileKey)
}

// whole puts back a small file as the backup has it, if it has it.
func (r *repair) whole(name string, perm os.FileMode, item string) error {
	b, err := os.ReadFile(filepath.Join(r.from, name))
	if err != nil {
		return nil
	}
	return r.put(item, name, perm, bytes.NewReader(b))
}

// lines puts back lines of acts/, sealed/ and derived/.
func (r *repair) lines(p *plan) error {
	for _, fs := range [][]*lineFile{p.acts, p.sealed, p.derived} {
		for _, f := range fs {
			old := filepath.Join(r.from, f.name)
			if _, err := os.Stat(old); err != nil {
				continue
			}
			if same, _, _, err := f.compare(r.dir, old); err == nil && same {
				continue
			}
			var b bytes.Buffer
			saved, _, err := f.merge(r.dir, old, &b, true)
			if err != nil {
				return err
			}
			if saved == 0 {
				continue
			}
			// what lies behind the copied lines belongs to a session that was not finished, or to acts that came since
			if rest, err := r.rest(f); err == nil {
				b.Write(rest)
			}
			if err := r.put(f.name, f.name, 0o644, &b); err != nil {
				return err
			}
		}
	}
	return nil
}

// rest is what follows the planned lines in the record's own file.
func (r *repair) rest(f *lineFile) ([]byte, error) {
	b, err := os.ReadFile(filepath.Join(r.dir, f.name))
	if err != nil || int64(len(b)) < f.end {
		return nil, err
	}
	return b[f.end:], nil
}

// checkpoints puts back kept checkpoints that the log gives the root of.
func (r *repair) checkpoints(p *plan) error {
	sizes, err := keptSizes(r.from)
	if err != nil {
		return err
	}
	for _, n := range sizes {
		name := checkpointName(n)
		b, err := os.ReadFile(filepath.Join(r.from, name))
		if err != nil || n > p.size {
			continue
		}
		size, root, err := plainCheckpoint(b)
		if err != nil || size != n {
			continue
		}
		if have, err := os.ReadFile(filepath.Join(r.dir, name)); err == nil {
			if s, rt, err := plainCheckpoint(have); err == nil && s == n && rt == root {
				continue
			}
		}
		if ok, err := p.continues(r.ctx, size, root); err != nil || !ok {
			continue
		}
		if err := r.put("checkpoint/"+filepath.Base(name), name, 0o444, bytes.NewReader(b)); err != nil {
			return err
		}
	}
	return nil
}

// blobs puts back blobs that are missing, and, having read all, those that changed.
func (r *repair) blobs(p *plan) error {
	for _, f := range p.failed {
		if d, err := factum.ParseDigest(f.Item); err == nil && f.Status == MissingItem {
			if err := r.blob(d); err != nil {
				return err
			}
		}
	}
	for _, f := range p.blobs {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		if d, err := digestOfFile(filepath.Join(r.dir, f.name)); err == nil && d == f.digest {
			continue
		}
		if err := r.blob(f.digest); err != nil {
			return err
		}
	}
	return nil
}

func (r *repair) blob(d factum.Digest) error {
	name := filepath.Join(r.from, blobFile(d))
	if is, err := digestOfFile(name); err != nil || is != d {
		return nil // the backup has it no better
	}
	f, err := os.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	return r.put(d.String(), blobFile(d), 0o444, f)
}
