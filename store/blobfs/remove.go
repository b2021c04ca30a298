package blobfs

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"syscall"

	"factum"
)

// overwritten is up to how many bytes of a blob are overwritten before its name goes. Beyond that it would take seconds a gigabyte, and on
// most of today's disks the old bytes lie elsewhere anyway.
const overwritten = 64 << 20

// Remove implements store.Blobs: the bytes are overwritten as far as that is cheap, the name goes, the directory is made durable. A blob that
// has a further name, as in a copy made of links, is not overwritten. A crash in between leaves a blob whose bytes are not those of
// its name; who removes it remembers that it is to go.
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
	if st, ok := fi.Sys().(*syscall.Stat_t); fi.Mode().IsRegular() && (!ok || st.Nlink == 1) {
		if err := b.overwrite(path, min(fi.Size(), overwritten)); err != nil {
			return failed("overwrite "+path, err)
		}
	}
	if err := b.fs.Remove(path); err != nil {
		return failed("remove "+path, err)
	}
	return failed("fsync "+filepath.Dir(path), b.fs.SyncDir(filepath.Dir(path)))
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
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}
