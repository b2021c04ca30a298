package blobfs

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"factum"
	"factum/store"
	"factum/store/storetest"
)

var _ store.Blobs = (*Blobs)(nil)

func TestBlobs(t *testing.T) {
	storetest.Blobs(t, func(t *testing.T) func() store.Blobs {
		dir := t.TempDir()
		return func() store.Blobs { return In(dir) }
	})
}

// Where files must have a name from the start, the same holds.
func TestNamed(t *testing.T) {
	storetest.Blobs(t, func(t *testing.T) func() store.Blobs {
		dir := t.TempDir()
		return func() store.Blobs {
			b := In(dir)
			b.named = true
			return b
		}
	})
}

// Each step that fails must fail the Put and leave neither a blob nor a temporary file.
func TestFaults(t *testing.T) {
	for _, step := range []string{"write", "sync", "rename", "named write", "named sync", "named rename"} {
		t.Run(step, func(t *testing.T) {
			dir := t.TempDir()
			b := In(dir)
			step, b.named = strings.CutPrefix(step, "named ")
			b.fault = func(s string) error {
				if s == step {
					return syscall.ENOSPC
				}
				return nil
			}
			_, _, err := b.Put(context.Background(), strings.NewReader("x"))
			if factum.KindOf(err) != factum.Transient || factum.HintOf(err) == "" {
				t.Errorf("got %v", err)
			}
			if _, err := b.Stat(context.Background(), factum.DigestOfString("x")); factum.KindOf(err) != factum.Missing {
				t.Errorf("a blob is there: %v", err)
			}
			if es, _ := os.ReadDir(filepath.Join(dir, "tmp")); len(es) != 0 {
				t.Errorf("%d files left in tmp", len(es))
			}
		})
	}
	t.Run("syncdir", func(t *testing.T) {
		b := In(t.TempDir())
		b.fault = func(s string) error {
			if s == "syncdir" {
				return syscall.EIO
			}
			return nil
		}
		if _, _, err := b.Put(context.Background(), strings.NewReader("x")); err == nil {
			t.Error("acknowledged a blob whose name is not durable")
		}
	})
}

func TestDamagedBlobIsNotTakenForKnown(t *testing.T) {
	b := In(t.TempDir())
	s, _, err := b.Put(context.Background(), strings.NewReader("words"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(b.Path(s.SHA256), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(b.Path(s.SHA256), 2); err != nil {
		t.Fatal(err)
	}
	if _, _, err := b.Put(context.Background(), strings.NewReader("words")); factum.KindOf(err) != factum.Integrity {
		t.Errorf("got %v", err)
	}
}
