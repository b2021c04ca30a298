package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestBackupFullDisk fills the disk that a backup goes to, or a record is restored to. It is said, nothing looks whole, the record is not touched, and with room the
// same command completes.
func TestBackupFullDisk(t *testing.T) {
	t.Parallel()
	dir := started(t)
	for _, n := range []string{"a", "b", "c", "d"} {
		put(t, filepath.Join(dir, "in", n+".bin"), "\x00"+strings.Repeat(n+"\xff\x01", 300_000))
	}
	want(t, 1, dir, "add", "in") // kept, and nothing that can be read
	want(t, 0, dir, "backup", "whole.tar")
	disk := smallDisk(t, 8<<20)
	before := tree(t, filepath.Join(dir, "record"))
	for _, x := range []struct{ what, to string }{{"backup", "copy"}, {"backup", "copy.tar"}, {"restore", "new"}} {
		args := []string{"backup", filepath.Join(disk, x.to)}
		if x.what == "restore" {
			args = []string{"restore", "whole.tar", "--to", filepath.Join(disk, x.to)}
		}
		ballast := filepath.Join(disk, "ballast")
		fill(t, disk, ballast, 2<<20)
		r := want(t, 1, dir, args...)
		if !strings.Contains(r.err, "the disk is full") && !strings.Contains(r.err, "the disk has") {
			t.Errorf("%s to %s: %s", x.what, x.to, r.err)
		}
		if _, err := os.Stat(filepath.Join(disk, x.to)); err == nil {
			t.Errorf("%s is there", x.to)
		}
		if x.what == "restore" || x.to == "copy.tar" {
			if _, err := os.Stat(filepath.Join(disk, x.to+".part")); err == nil {
				t.Errorf("%s.part is left", x.to)
			}
		} else {
			says(t, r.err, "copy.part", "goes on from there")
		}
		if err := os.Remove(ballast); err != nil {
			t.Fatal(err)
		}
		want(t, 0, dir, args...)
		if x.what == "backup" {
			want(t, 0, dir, "restore", filepath.Join(disk, x.to), "--to", "from-"+x.to)
		} else {
			want(t, 0, dir, "--record", filepath.Join(disk, x.to), "verify")
		}
		if err := os.RemoveAll(filepath.Join(disk, x.to)); err != nil {
			t.Fatal(err)
		}
	}
	untouched(t, before, tree(t, filepath.Join(dir, "record")))
}
