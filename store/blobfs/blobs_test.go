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
	"factum/store/durable/durabletest"
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
		return func() store.Blobs { return In(dir).On(&durabletest.Faults{Named: true}) }
	})
}

// Each call that fails, once or from then on, must fail the Put, unless it can do without; then neither a blob nor a temporary file is
// left, and a second Put keeps the bytes.
func TestFaults(t *testing.T) {
	for _, named := range []bool{false, true} {
		for _, fault := range []error{syscall.ENOSPC, syscall.EIO} {
			for n, done := 0, false; !done; n++ {
				dir := t.TempDir()
				at := ""
				fs := &durabletest.Faults{Named: named, Short: true, Fail: func(i int, call string) error {
					if i < n {
						return nil
					}
					if i == n {
						at = call
					}
					return fault
				}}
				b := In(dir).On(fs)
				_, _, err := b.Put(context.Background(), strings.NewReader("x"))
				done = at == ""
				if done {
					if err != nil || n < 8 {
						t.Errorf("named %t: %d calls, %v", named, n, err)
					}
					break
				}
				if err == nil || factum.HintOf(err) == "" && fault == syscall.ENOSPC {
					t.Errorf("named %t, %s: %v: %v, hint %q", named, at, fault, err, factum.HintOf(err))
				}
				if fault == syscall.ENOSPC && factum.KindOf(err) != factum.Transient {
					t.Errorf("named %t, %s: a full disk is %v", named, at, factum.KindOf(err))
				}
				if es, _ := os.ReadDir(filepath.Join(dir, "tmp")); len(es) != 0 {
					t.Errorf("named %t, %s: %d files left in tmp", named, at, len(es))
				}
				// The name may be there although it is not durable; a later Put makes it so.
				if _, err := b.Stat(context.Background(), factum.DigestOfString("x")); factum.KindOf(err) != factum.Missing && !strings.HasPrefix(at, "syncdir") {
					t.Errorf("named %t, %s: a blob is there: %v", named, at, err)
				}
				fs.Fail = nil
				if _, _, err := b.Put(context.Background(), strings.NewReader("x")); err != nil {
					t.Errorf("named %t, %s: a second time: %v", named, at, err)
				}
			}
		}
	}
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
