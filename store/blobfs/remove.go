package blobfs

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"syscall"

	"factum"
	"factum/store/durable"
)

// overwritten is up to how many bytes of a blob are overwritten before its name goes. Beyond that it would take seconds a gigabyte, and on
// most of today's disks the old bytes lie elsewhere anyway.
const overwritten = 64 << 20

// Remove implements store.Blobs: the name goes first, so that no crash leaves other bytes under it; then the bytes are overwritten as far as that is
// cheap, under a name in tmp that the next writing session would take away. A blob that has a further name, as in a copy made of links,
// is not overwritten.
func (b *Blobs) Remove(_ context.Context, d factum.Digest) error {
	path := b.Path(d)
	fi, err := os.Lstat(path)
	if errors.Is(err, os.ErrNotExist) {
		if err = b.fs.SyncDir(filepath.Dir(path)); errors.Is(err, os.ErrNotExist) {
			return nil
		}
		return failed("fsync "+filepath.Dir(path), err)
	}
	if err != nil {
		return failed("look for "+path, err)
	}
	gone := filepath.Join(b.tmp, "erased-"+rand.Text())
	err = durable.MkdirAll(b.fs, b.tmp, 0o755)
	if err == nil {
		err = b.fs.Rename(path, gone)
	}
	if err == nil {
		err = b.fs.SyncDir(filepath.Dir(path))
	}
	if err != nil {
		return failed("remove "+path, err)
	}
	if st, ok := fi.Sys().(*syscall.Stat_t); fi.Mode().IsRegular() && (!ok || st.Nlink == 1) {
		if err := b.overwrite(gone, min(fi.Size(), overwritten)); err != nil {
			return failed("overwrite "+gone, err)
		}
	}
	err = b.fs.Remove(gone)
	if err == nil {
		err = b.fs.SyncDir(b.tmp)
	}
	return failed("remove "+gone, err)
}

// overwrite puts zeros over the first bytes of a file.
func (b *Blobs) overwrite(path string, size int64) error {
	if err := os.Chmod(path, 0o600); err != nil {
		return err
	}
	f, err := b.fs.Open(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	zeros := make([]byte, min(size, 1<<20))
	for at := int64(0); at < size && err == nil; {
		n, werr := f.WriteAt(zeros[:min(int64(len(zeros)), size-at)], at)
		at, err = at+int64(n), werr
	}
	return durable.SyncClose(f, err)
}
