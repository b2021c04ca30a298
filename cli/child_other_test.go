//go:build !linux

package cli_test

import (
	"os"
	"os/exec"
	"testing"
)

// notePeak does not know how much memory a process held.
func notePeak(string) {}

// asNobody needs an account without rights: root can read and write everything.
func asNobody(t testing.TB, c *exec.Cmd) *exec.Cmd {
	t.Helper()
	if os.Getuid() == 0 {
		t.Skip("root may read and write everything, and there is no other account to try it with")
	}
	return c
}

// openTemp is a temporary folder.
func openTemp(t testing.TB) string {
	t.Helper()
	return t.TempDir()
}
