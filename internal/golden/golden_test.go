package golden

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// heard is a test that only listens.
type heard struct {
	testing.TB
	said string
}

func (h *heard) Helper() {}
func (h *heard) Errorf(format string, args ...any) {
	for _, a := range args {
		h.said += a.(string) + "\n"
	}
}

func TestCheck(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a")
	if err := os.WriteFile(file, []byte("one\ntwo\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ got, want string }{{"one\ntwo\n", ""}, {"one\nthree\n", "- two\n+ three"}, {"two\none\n", "another order"}, {"one\none\ntwo\n", "another order"}} {
		h := &heard{TB: t}
		if Check(h, file, []byte(c.got)); c.want == "" && h.said != "" || !strings.Contains(h.said, c.want) {
			t.Errorf("%q: %q, want %q", c.got, h.said, c.want)
		}
	}
	*update = true
	defer func() { *update = false }()
	Check(t, file, []byte("three\n"))
	if b, _ := os.ReadFile(file); string(b) != "three\n" {
		t.Errorf("written %q", b)
	}
}
