//go:build !linux

package durable

import (
	"errors"
	"os"
)

// Unnamed implements FS: only Linux has files without a name.
func (OS) Unnamed(dir string) (File, error) {
	return nil, &os.PathError{Op: "open", Path: dir, Err: errors.ErrUnsupported}
}

// Christen implements FS.
func (OS) Christen(f File, to string) error {
	return &os.LinkError{Op: "link", Old: f.Name(), New: to, Err: errors.ErrUnsupported}
}
