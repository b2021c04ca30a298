package blobfs

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"syscall"

	"factum"
	"factum/store/durable"
)

// Blobs is a directory of blobs.
type Blobs struct {
	dir, tmp string

	mu     sync.Mutex // guards looked
	looked bool       // for shards that are there already
	shards [256]shard

	fs durable.FS

	probe   sync.Once
	unnamed bool // files can be made without a name
}

// New returns the blobs under dir, which need not be there yet; unfinished ones lie in tmp, on the same file system.
// It touches nothing.
func New(dir, tmp string) *Blobs { return &Blobs{dir: dir, tmp: tmp, fs: durable.OS{}} }

// In returns the blobs of the record in a directory.
func In(record string) *Blobs {
	return New(filepath.Join(record, "blobs"), filepath.Join(record, "tmp"))
}

// On returns blobs that are written by other calls than the operating system's. For tests.
func (b *Blobs) On(fs durable.FS) *Blobs { return &Blobs{dir: b.dir, tmp: b.tmp, fs: fs} }

// Path is where a blob lies or would lie.
func (b *Blobs) Path(d factum.Digest) string {
	h := d.Hex()
	return filepath.Join(b.dir, h[:2], h)
}

var buffers = sync.Pool{New: func() any { b := make([]byte, 128<<10); return &b }}

// Put implements store.Blobs.
func (b *Blobs) Put(ctx context.Context, r io.Reader) (factum.Subject, bool, error) {
	return b.PutUnless(ctx, r, nil)
}

// PutUnless is Put, but what refuse returns an error for is not kept under any name, and Put fails with that error.
func (b *Blobs) PutUnless(ctx context.Context, r io.Reader, refuse func(factum.Digest) error) (factum.Subject, bool, error) {
	f, err := b.open()
	if err != nil {
		return factum.Subject{}, false, failed("make a file in "+b.tmp, err)
	}
	s, err := b.fill(ctx, f, r)
	known := false
	if err == nil && refuse != nil {
		err = refuse(s.SHA256)
	}
	if err == nil {
		known, err = b.promote(f, s)
	}
	if e := f.Close(); err == nil && e != nil {
		err = failed("close "+f.Name(), e)
	}
	if !b.unnamed && (err != nil || known) {
		_ = b.fs.Remove(f.Name()) // else the next session does
	}
	if err != nil {
		return factum.Subject{}, false, err
	}
	return s, known, nil
}

// open makes a file that is nobody's blob yet: without a name where that can be, else in tmp.
func (b *Blobs) open() (durable.File, error) {
	if err := durable.MkdirAll(b.fs, b.tmp, 0o755); err != nil {
		return nil, err
	}
	b.probe.Do(func() { b.unnamed = b.canBeUnnamed() })
	if b.unnamed {
		return b.fs.Unnamed(b.tmp)
	}
	return b.fs.Open(filepath.Join(b.tmp, "blob-"+rand.Text()), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
}

// canBeUnnamed tries whether the file system of tmp and this process can make files without a name and give them one. Beside a named one
// in a shared directory that many writers make files in, that saves the wait for that directory: 16 writers of 4 KiB kept a third more
// files a second.
func (b *Blobs) canBeUnnamed() bool {
	f, err := b.fs.Unnamed(b.tmp)
	if err != nil {
		return false
	}
	defer f.Close()
	probe := filepath.Join(b.tmp, "probe-"+rand.Text())
	return b.fs.Christen(f, probe) == nil && b.fs.Remove(probe) == nil
}

// fill copies r into f, hashing on the way, and makes the bytes durable. The name is not yet.
func (b *Blobs) fill(ctx context.Context, f durable.File, r io.Reader) (factum.Subject, error) {
	h256, h512 := sha256.New(), sha512.New()
	buf := buffers.Get().(*[]byte)
	defer buffers.Put(buf)
	var size int64
	for {
		if err := ctx.Err(); err != nil {
			return factum.Subject{}, err
		}
		n, err := r.Read(*buf)
		if n > 0 {
			chunk := (*buf)[:n]
			h256.Write(chunk)
			h512.Write(chunk)
			size += int64(n)
			w, err := f.Write(chunk)
			if err == nil && w < n {
				err = io.ErrShortWrite
			}
			if err != nil {
				return factum.Subject{}, failed("write "+f.Name(), err)
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return factum.Subject{}, fmt.Errorf("read what is to be kept: %w", err)
		}
	}
	err := f.Chmod(0o444)
	if err == nil {
		err = f.Sync()
	}
	if err != nil {
		return factum.Subject{}, failed("fsync "+f.Name(), err)
	}
	return factum.Subject{SHA256: factum.Digest(h256.Sum(nil)), SHA512: "sha512:" + hex.EncodeToString(h512.Sum(nil)), Size: size}, nil
}

// promote gives a durable file its name and makes the name durable. known says that the blob was there: the file is then
// of no use.
func (b *Blobs) promote(f durable.File, s factum.Subject) (known bool, err error) {
	to := b.Path(s.SHA256)
	if err := b.shard(s.SHA256[0]); err != nil {
		return false, err
	}
	fi, err := os.Stat(to)
	if errors.Is(err, os.ErrNotExist) {
		err = b.christen(f, to)
		if errors.Is(err, os.ErrExist) { // somebody was quicker
			fi, err = os.Stat(to)
			known = true
		}
		if err != nil {
			return false, failed("rename to "+to, err)
		}
	} else if err != nil {
		return false, failed("look for "+to, err)
	} else {
		known = true
	}
	if known && fi.Size() != s.Size {
		return false, factum.Errorf(factum.Integrity, "%s has %d bytes, not the %d that its name stands for", to, fi.Size(), s.Size).WithHint(
			"The kept copy was changed. Run \"factum verify\"; move the damaged file away to keep these bytes again.")
	}
	// Also for a known blob: whoever put it may not have got this far.
	return known, failed("fsync "+filepath.Dir(to), b.fs.SyncDir(filepath.Dir(to)))
}

// christen gives the file its name; over the same bytes, should somebody have been quicker, or not at all.
func (b *Blobs) christen(f durable.File, to string) error {
	if b.unnamed {
		return b.fs.Christen(f, to)
	}
	return b.fs.Rename(f.Name(), to)
}

// shard is a directory for the digests that begin with one byte.
type shard struct {
	mu    sync.Mutex
	there bool // it is, and durably
}

// shard makes the directory for digests that begin with x. Those that wait for different ones wait for the disk together.
func (b *Blobs) shard(x byte) error {
	if err := b.look(); err != nil {
		return err
	}
	s := &b.shards[x]
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.there {
		return nil
	}
	dir := filepath.Join(b.dir, hex.EncodeToString([]byte{x}))
	err := b.fs.Mkdir(dir, 0o755)
	if err == nil || errors.Is(err, os.ErrExist) { // also then: whoever made it may not have got further
		err = b.fs.SyncDir(b.dir)
	}
	if err != nil {
		return failed("make "+dir, err)
	}
	s.there = true
	return nil
}

// look makes the directory of the shards, and those that are there durable at once: whoever made them may not have got that far.
func (b *Blobs) look() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.looked {
		return nil
	}
	if err := durable.MkdirAll(b.fs, b.dir, 0o755); err != nil {
		return failed("make "+b.dir, err)
	}
	es, err := os.ReadDir(b.dir)
	if err != nil {
		return failed("read "+b.dir, err)
	}
	if len(es) > 0 {
		if err := b.fs.SyncDir(b.dir); err != nil {
			return failed("fsync "+b.dir, err)
		}
	}
	for _, e := range es {
		if x, err := hex.DecodeString(e.Name()); err == nil && len(x) == 1 && e.IsDir() {
			b.shards[x[0]].there = true
		}
	}
	b.looked = true
	return nil
}

// failed gives an error of the operating system its kind.
func failed(doing string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return factum.Errorf(factum.Transient, "%s: the disk is full: %w", doing, err).WithHint("Free some space and add it again; nothing of it was kept.")
	case errors.Is(err, os.ErrPermission), errors.Is(err, syscall.EROFS):
		return factum.Errorf(factum.ReadOnly, "%s: %w", doing, err).WithHint("The record can be read here but not written.")
	}
	return factum.Errorf(factum.Other, "%s: %w", doing, err)
}
