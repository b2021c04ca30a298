package cli_test

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// notePeak writes the most memory that this process held, in KiB, to a file. What the parent learns when a process ends counts
// the parent's own memory too, from before the child became another program.
func notePeak(file string) {
	if file == "" {
		return
	}
	b, _ := os.ReadFile("/proc/self/status")
	for l := range strings.Lines(string(b)) {
		if v, ok := strings.CutPrefix(l, "VmHWM:"); ok {
			_ = os.WriteFile(file, []byte(strings.TrimSuffix(strings.TrimSpace(v), " kB")), 0o644)
		}
	}
}

// nobody is an account without rights.
const nobody = 65534

// asNobody makes the command run without any rights when the test itself has all: for root every file can be read and written. The
// program is copied to where that account can run it.
func asNobody(t testing.TB, c *exec.Cmd) *exec.Cmd {
	t.Helper()
	if os.Getuid() != 0 {
		return c
	}
	dir := openTemp(t)
	if os.Link(c.Path, filepath.Join(dir, "factum")) != nil {
		copyTo(t, c.Path, filepath.Join(dir, "factum"), 0o755)
	}
	c.Path = filepath.Join(dir, "factum")
	c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	c.Env = append(c.Env, "HOME=/", "TMPDIR="+os.TempDir())
	return c
}

// openTemp is a temporary folder that every account may enter, unlike t.TempDir.
func openTemp(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "factum-open-*")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
			if err == nil && d.IsDir() {
				_ = os.Chmod(p, 0o755)
			}
			return nil
		})
		_ = os.RemoveAll(dir)
	})
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

func copyTo(t testing.TB, from, to string, mode os.FileMode) {
	t.Helper()
	r, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	w, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, mode)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(w, r); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}
