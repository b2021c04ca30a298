//go:build !linux

package blobfs

import (
	"errors"
	"os"
)

// Only Linux has files without a name; elsewhere each has one under tmp/ first.

func openUnnamed(string) (*os.File, error) { return nil, errors.ErrUnsupported }

func name(*os.File, string) error { return errors.ErrUnsupported }

func canBeUnnamed(string) bool { return false }
