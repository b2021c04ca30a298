package cli_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// smallDisk mounts a file system of so many bytes.
func smallDisk(t *testing.T, size int) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%d,mode=0777", size)); err != nil {
		t.Skipf("NOT TESTED: a full disk. This account may not mount a small one: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// TestFullDisk fills the disk while captures come in. What was acknowledged is kept, the reason is a clear sentence, and once there
// is room again the same `add` completes.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		name        string
		disk, spare int // bytes; spare is what the ballast leaves when the run begins
		each        int // size of each input, bytes
		n           int
		args        []string
	}{
		{"blobs", 24 << 20, 3 << 20, 100_000, 100, []string{"--no-read"}},
		{"acts", 24 << 20, 1 << 20, 300, 400, []string{"--no-read"}},
		{"at once", 24 << 20, 64 << 10, 2000, 100, []string{"--no-read"}},
		{"nothing left", 24 << 20, 0, 2000, 10, nil},
		{"derived and database", 24 << 20, 3 << 20, 3000, 150, nil},
	} {
		t.Run(x.name, func(t *testing.T) {
			disk, in := smallDisk(t, x.disk), t.TempDir()
			for i := range x.n {
				text := report(fmt.Sprint(i))
				put(t, filepath.Join(in, fmt.Sprintf("%03d.txt", i)), text+strings.Repeat("\n"+text, x.each/len(text)))
			}
			want(t, 0, disk, "init")
			put(t, filepath.Join(disk, "first.txt"), report("first"))
			want(t, 0, disk, "add", "first.txt")
			ballast := filepath.Join(disk, "ballast")
			fill(t, disk, ballast, x.spare)
			r := want(t, 1, disk, append([]string{"add", "--json", in}, x.args...)...)
			if len(lines[line](t, r.out)) == x.n {
				t.Fatal("the disk was never full: the test tests nothing")
			}
			says(t, r.err, "no space left")
			if n := strings.Count(r.err, "\n"); n > 4 {
				t.Errorf("%d lines of complaint:\n%s", n, r.err)
			}
			kept := lines[line](t, r.out)
			for _, l := range kept {
				if l.Status == "gap" {
					t.Errorf("a full disk is no fault of the input: %+v", l)
				}
			}
			if v := finish(t, factum(t, disk, "verify", "--quick")); v.code != 0 {
				t.Errorf("verify on the full disk: exit code %d\n%s%s", v.code, v.out, v.err)
			}
			if err := os.Remove(ballast); err != nil {
				t.Fatal(err)
			}
			clean(t, disk)
			all := map[string]bool{}
			for _, c := range lines[struct{ Subject struct{ SHA256 string } }](t, want(t, 0, disk, "list", "captures", "--json").out) {
				all[c.Subject.SHA256] = true
			}
			for _, l := range kept {
				if !all[l.Capture] {
					t.Errorf("%s was acknowledged and is lost", l.Source)
				}
			}
			if got := lines[line](t, want(t, 0, disk, append([]string{"add", "--json", in}, x.args...)...).out); len(got) != x.n {
				t.Errorf("%d lines for %d inputs", len(got), x.n)
			}
			clean(t, disk)
		})
	}
}

// fill writes a file until no more than spare bytes are left.
func fill(t *testing.T, disk, path string, spare int) {
	t.Helper()
	var st syscall.Statfs_t
	if err := syscall.Statfs(disk, &st); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Write(make([]byte, int(st.Bavail)*int(st.Bsize)-spare)); err != nil {
		t.Fatal(err)
	}
}
