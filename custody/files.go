package custody

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"factum"
)

// FS is how custody writes. Tests put one in its place that fails; everything else uses Disk.
// Reading goes straight to the operating system.
type FS interface {
	// Append opens a file for writing at its end and makes it if need be.
	Append(name string) (File, error)
	// Write makes a file durable under its name at once: temporary file, fsync, rename, directory fsync.
	// With replace false a file that is there already is an error satisfying errors.Is(err, os.ErrExist).
	Write(name string, b []byte, perm os.FileMode, replace bool) error
	// Truncate cuts a file and makes that durable.
	Truncate(name string, size int64) error
	// SyncDir makes the names in a directory durable.
	SyncDir(dir string) error
	// Remove removes a file or a directory with all in it.
	Remove(name string) error
}

// File is a file that is being appended to.
type File interface {
	io.Writer
	Sync() error
	Close() error
}

// Disk is the operating system's file system.
type Disk struct{}

// Append implements FS.
func (Disk) Append(name string) (File, error) {
	return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644)
}

// Write implements FS.
func (d Disk) Write(name string, b []byte, perm os.FileMode, replace bool) error {
	dir := filepath.Dir(name)
	f, err := os.CreateTemp(dir, ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(b)
	if err == nil {
		err = f.Chmod(perm)
	}
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	if replace {
		err = os.Rename(f.Name(), name)
	} else {
		err = os.Link(f.Name(), name)
	}
	if err != nil {
		return err
	}
	return d.SyncDir(dir)
}

// Truncate implements FS.
func (Disk) Truncate(name string, size int64) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	err = f.Truncate(size)
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}

// SyncDir implements FS.
func (Disk) SyncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = f.Sync()
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}

// Remove implements FS.
func (Disk) Remove(name string) error { return os.RemoveAll(name) }

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
	case errors.Is(err, syscall.EROFS), errors.Is(err, os.ErrPermission):
		return factum.Errorf(factum.ReadOnly, "%s: %w", doing, err).WithHint(
			"The record can be read here but not written: check the owner and mode of the directory, or how the disk is mounted.")
	case errors.Is(err, os.ErrNotExist):
		return factum.Errorf(factum.Missing, "%s: %w", doing, err)
	}
	return factum.Errorf(factum.Other, "%s: %w", doing, err)
}
