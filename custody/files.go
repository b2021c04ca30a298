package custody

import (
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"factum"
	"factum/store/durable"
)

// FS is how custody writes. Tests put one in its place that fails; everything else uses Disk.
// Reading goes straight to the operating system.
type FS interface {
	// Append opens a file for writing at its end and makes it if need be.
	Append(name string) (File, error)
	// Write makes a file durable under its name at once: temporary file, fsync, rename, directory fsync.
	// With replace false a file that is there already is an error satisfying errors.Is(err, os.ErrExist).
	Write(name string, b []byte, perm os.FileMode, replace bool) error
	// Overwrite puts bytes in the place of others in a file that is there, and makes that durable. It is not atomic.
	Overwrite(name string, b []byte, off int64) error
	// Truncate cuts a file and makes that durable.
	Truncate(name string, size int64) error
	// Mkdir makes a directory and those above it that are missing, durable each.
	Mkdir(dir string, perm os.FileMode) error
	// SyncDir makes the names in a directory durable.
	SyncDir(dir string) error
	// Remove removes a file or a directory with all in it. That is durable once SyncDir of the directory above returned.
	Remove(name string) error
}

// File is a file that is being appended to.
type File interface {
	io.Writer
	Sync() error
	Close() error
}

// Disk is FS by the calls of the operating system, or of what tests put in its place.
type Disk struct {
	On durable.FS // nil: durable.OS
}

func (d Disk) fs() durable.FS {
	if d.On == nil {
		return durable.OS{}
	}
	return d.On
}

// Append implements FS.
func (d Disk) Append(name string) (File, error) {
	return d.fs().Open(name, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644)
}

// Write implements FS. A crash leaves at most a file named ".new-…" beside it, or the whole file.
func (d Disk) Write(name string, b []byte, perm os.FileMode, replace bool) error {
	fs := d.fs()
	f, err := d.temp(name)
	if err != nil {
		return err
	}
	defer fs.Remove(f.Name())
	err = writeAll(f, b)
	if err == nil {
		err = f.Chmod(perm)
	}
	if err = durable.SyncClose(f, err); err != nil {
		return err
	}
	if replace {
		err = fs.Rename(f.Name(), name)
	} else {
		err = fs.Link(f.Name(), name)
	}
	if err != nil {
		return err
	}
	return d.SyncDir(filepath.Dir(name))
}

// temp makes an empty file beside name.
func (d Disk) temp(name string) (durable.File, error) {
	for {
		temp := filepath.Join(filepath.Dir(name), ".new-"+rand.Text())
		f, err := d.fs().Open(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if !errors.Is(err, os.ErrExist) {
			return f, err
		}
	}
}

// Overwrite implements FS.
func (d Disk) Overwrite(name string, b []byte, off int64) error {
	return d.change(name, func(f durable.File) error {
		n, err := f.WriteAt(b, off)
		if err == nil && n < len(b) {
			err = io.ErrShortWrite
		}
		return err
	})
}

// Truncate implements FS.
func (d Disk) Truncate(name string, size int64) error {
	return d.change(name, func(f durable.File) error { return f.Truncate(size) })
}

// change changes a file that is there and makes that durable.
func (d Disk) change(name string, how func(durable.File) error) error {
	f, err := d.fs().Open(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	err = how(f)
	return durable.SyncClose(f, err)
}

// Mkdir implements FS.
func (d Disk) Mkdir(dir string, perm os.FileMode) error { return durable.MkdirAll(d.fs(), dir, perm) }

// SyncDir implements FS.
func (d Disk) SyncDir(dir string) error { return d.fs().SyncDir(dir) }

// Remove implements FS.
func (d Disk) Remove(name string) error { return d.fs().Remove(name) }

// ioError gives a failure of the operating system its kind and, where a person can do something, a hint.
func ioError(doing string, err error) error {
	var known *factum.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	var p *os.PathError
	if errors.As(err, &p) && strings.Contains(doing, p.Path) {
		err = p.Err // the name is said already
	}
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return factum.Errorf(factum.Transient, "%s: the disk is full: %w", doing, err).WithHint(
			"Free some space and run the command again; nothing that was not confirmed counts as kept.")
	case errors.Is(err, os.ErrPermission) && strings.HasPrefix(doing, "read "):
		return factum.Errorf(factum.ReadOnly, "%s: %w", doing, err).WithHint("Who runs this may not read the record: check the owner and mode of the directory.")
	case errors.Is(err, syscall.EROFS), errors.Is(err, os.ErrPermission):
		return factum.Errorf(factum.ReadOnly, "%s: %w", doing, err).WithHint(
			"The record can be read here but not written: check the owner and mode of the directory, or how the disk is mounted.")
	case errors.Is(err, os.ErrNotExist):
		return factum.Errorf(factum.Missing, "%s: %w", doing, err)
	}
	return factum.Errorf(factum.Other, "%s: %w", doing, err)
}
