package custody

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"factum"
)

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
