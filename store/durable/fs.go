package durable

import (
	"errors"
	"io"
	"os"
	"path/filepath"
)

// FS is the calls by which files are written. It is safe for concurrent use.
type FS interface {
	// Open opens a file for writing as os.OpenFile does.
	Open(name string, flag int, perm os.FileMode) (File, error)
	// Unnamed opens a file for writing that has no name, on the file system of dir. Where there are none the error satisfies
	// errors.Is(err, errors.ErrUnsupported) or is the system's own.
	Unnamed(dir string) (File, error)
	// Christen gives a file without a name one. A name that is taken is an error satisfying errors.Is(err, os.ErrExist).
	Christen(f File, to string) error
	// Link gives a file a further name, and fails likewise when that is taken.
	Link(from, to string) error
	// Rename gives a file another name, in place of what had it.
	Rename(from, to string) error
	// Mkdir makes a directory.
	Mkdir(name string, perm os.FileMode) error
	// Remove removes a file or a directory with all in it.
	Remove(name string) error
	// SyncDir makes the names in a directory durable.
	SyncDir(dir string) error
}

// File is a file that is being written.
type File interface {
	io.Writer
	io.WriterAt
	Name() string
	Chmod(os.FileMode) error
	Truncate(size int64) error
	// Sync makes the bytes durable, not the name.
	Sync() error
	Close() error
}

// OS is the operating system.
type OS struct{}

var _ FS = OS{}

// Open implements FS.
func (OS) Open(name string, flag int, perm os.FileMode) (File, error) {
	f, err := os.OpenFile(name, flag, perm)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Link implements FS.
func (OS) Link(from, to string) error { return os.Link(from, to) }

// Rename implements FS.
func (OS) Rename(from, to string) error { return os.Rename(from, to) }

// Mkdir implements FS.
func (OS) Mkdir(name string, perm os.FileMode) error { return os.Mkdir(name, perm) }

// Remove implements FS.
func (OS) Remove(name string) error { return os.RemoveAll(name) }

// SyncDir implements FS.
func (OS) SyncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return SyncClose(f, nil)
}

// SyncClose ends the writing of a file: it is made durable unless err says that writing failed, and closed in any case. The first error is returned.
func SyncClose(f interface {
	Sync() error
	Close() error
}, err error) error {
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}

// MkdirAll makes a directory and those above it that are missing, each durable in the one above.
// One that is there already is left as it is, and so are its name and those above.
func MkdirAll(fs FS, dir string, perm os.FileMode) error {
	if fi, err := os.Stat(dir); err == nil {
		if !fi.IsDir() {
			return &os.PathError{Op: "mkdir", Path: dir, Err: errors.New("it is a file")}
		}
		return nil
	}
	above := filepath.Dir(dir)
	if err := MkdirAll(fs, above, perm); err != nil {
		return err
	}
	if err := fs.Mkdir(dir, perm); err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	return fs.SyncDir(above)
}
