package durable

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// Unnamed implements FS by O_TMPFILE.
func (OS) Unnamed(dir string) (File, error) {
	f, err := os.OpenFile(dir, os.O_WRONLY|unix.O_TMPFILE|unix.O_CLOEXEC, 0o444)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Christen implements FS.
func (OS) Christen(f File, to string) error {
	o, ok := f.(*os.File)
	if !ok {
		return &os.LinkError{Op: "link", Old: f.Name(), New: to, Err: errors.ErrUnsupported}
	}
	from := fmt.Sprintf("/proc/self/fd/%d", o.Fd())
	if err := unix.Linkat(unix.AT_FDCWD, from, unix.AT_FDCWD, to, unix.AT_SYMLINK_FOLLOW); err != nil {
		return &os.LinkError{Op: "link", Old: from, New: to, Err: err}
	}
	return nil
}
