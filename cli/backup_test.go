package cli_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// backedUp is what `backup --json` ends with.
type backedUp struct {
	Backup                                  string
	Size                                    int
	Blobs, Files, New, Erased, Keys, Failed int
	NotInLog                                int `json:"not_in_log"`
	Checkpoint                              string
	Item, File, Status                      string
}

// captures are those that a record lists.
func captures(t *testing.T, dir string) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	for _, c := range lines[struct{ Subject struct{ SHA256 string } }](t, want(t, 0, dir, "list", "captures", "--json").out) {
		all[c.Subject.SHA256] = true
	}
	return all
}

// slow takes its time over each line, and so does who prints into it.
type slow struct{ safe }

func (s *slow) Write(p []byte) (int, error) {
	for l := range bytes.Lines(p) {
		time.Sleep(12 * time.Millisecond)
		_, _ = s.safe.Write(l) // never fails
	}
	return len(p), nil
}

// TestBackupInUse makes backups, to a directory and as an archive, while `add` runs beside. What was acknowledged before one began is in it, and it
// restores to a record that verifies and can be gone on with.
func TestBackupInUse(t *testing.T) {
	t.Parallel()
	dir := started(t)
	const files = 700
	for i := range files {
		put(t, filepath.Join(dir, "in", fmt.Sprintf("%03d.txt", i)), report(fmt.Sprint(i)))
	}
	c := factum(t, dir, "add", "--json", "in")
	var out slow
	c.Stdout = &out
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	acked := map[string][]line{} // of each backup: what was acknowledged before it began
	amid := 0
	for _, x := range []struct {
		to string
		at int
	}{{"copy", 20}, {"copy.tar.gz", 80}, {"copy", 140}, {"copy.tar", 200}} {
		out.await(t, x.at)
		acked[x.to] = lines[line](t, out.String()[:strings.LastIndexByte(out.String(), '\n')+1])
		got := lines[backedUp](t, want(t, 0, dir, "backup", x.to, "--json").out)
		if len(got) != 1 || got[0].Failed != 0 || got[0].Keys != 1 || got[0].Size < len(acked[x.to]) {
			t.Errorf("%s: %+v", x.to, got)
		}
		if fi, err := os.Stat(filepath.Join(dir, "record/lock")); err == nil && fi.Size() > 0 {
			amid++ // the writer still holds it
		}
	}
	if err := c.Wait(); err != nil {
		t.Fatalf("the writer beside: %v", err)
	}
	if amid < 1 {
		t.Errorf("only %d backups were made while the record was written: the test tests little", amid)
	}
	clean(t, dir)
	for to, before := range acked {
		restored := "restored-" + to
		r := want(t, 0, dir, "restore", to, "--to", restored)
		says(t, r.out, "All ", "items hold", "Add to", "one of the two only")
		at := filepath.Join(dir, "at-"+to)
		if err := os.Mkdir(at, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(filepath.Join(dir, restored), filepath.Join(at, "record")); err != nil {
			t.Fatal(err)
		}
		there := captures(t, at)
		for _, l := range before {
			if l.Status != "captured" || !there[l.Capture] {
				t.Errorf("%s: %+v was acknowledged before the backup and is not in it", to, l)
			}
		}
		if to == "copy" {
			want(t, 0, at, "add", filepath.Join(dir, "in"))
			if got := captures(t, at); len(got) != files {
				t.Errorf("%d captures after going on", len(got))
			}
			clean(t, at)
		}
	}
}

// TestBackupUpToDate brings a backup up to date, from a record that was added to, damaged and rolled back.
func TestBackupUpToDate(t *testing.T) {
	t.Parallel()
	dir, fact := filled(t)
	first := lines[backedUp](t, want(t, 0, dir, "backup", "copy", "--json").out)[0]
	if first.Blobs != 2 || first.New != first.Files {
		t.Errorf("%+v", first)
	}
	if err := os.CopyFS(filepath.Join(dir, "old"), os.DirFS(filepath.Join(dir, "record"))); err != nil {
		t.Fatal(err)
	}
	want(t, 0, dir, "add", "more.txt")
	second := lines[backedUp](t, want(t, 0, dir, "backup", "copy", "--json").out)[0]
	if second.Blobs != 3 || second.New >= second.Files || second.New == 0 {
		t.Errorf("%+v", second)
	}
	want(t, 0, dir, "restore", "copy", "--to", "new")
	says(t, want(t, 0, dir, "--record", "new", "show", fact).out, "one more is wanted")
	want(t, 0, dir, "--record", "new", "verify")
	says(t, want(t, 1, dir, "restore", "copy", "--to", "new").err, "holds a record already", "never restored over")
	says(t, want(t, 1, dir, "--record", "old", "backup", "copy").err, "does not continue the backup", "rolled back")

	// A damaged capture is named, the rest goes on, and the good one in the backup stays.
	var blob string
	for n := range tree(t, filepath.Join(dir, "record/blobs")) {
		blob = n
	}
	edit(t, filepath.Join(dir, "record/blobs", blob), func(s string) string { return strings.Replace(s, "Friday", "Monday", 1) })
	before := tree(t, filepath.Join(dir, "copy"))
	r := want(t, 1, dir, "backup", "other")
	says(t, r.out, "changed", "blobs"+blob, "SHA-256")
	says(t, r.err, "1 thing", "verify --explain")
	says(t, want(t, 3, dir, "--record", "record", "verify", "--quick").out, "blobs"+blob)
	want(t, 0, dir, "backup", "copy")
	untouched(t, before, tree(t, filepath.Join(dir, "copy")))
	got := lines[backedUp](t, want(t, 1, dir, "backup", "other.tar", "--json").out)
	if len(got) != 2 || got[0].Status != "changed" || got[0].File != "blobs"+blob || got[1].Failed != 1 {
		t.Errorf("%+v", got)
	}
	says(t, want(t, 3, dir, "restore", "other.tar", "--to", "damaged").out, "blobs"+blob, "1 of ")

	// It comes back from the backup.
	r = want(t, 0, dir, "restore", "copy", "--missing")
	says(t, r.out, "put back", "blobs"+blob, "record.set-aside")
	clean(t, dir)
	if b, err := os.ReadFile(filepath.Join(dir, "record.set-aside/blobs", blob)); err != nil || !strings.Contains(string(b), "Monday") {
		t.Errorf("what was damaged is not set aside: %v", err)
	}
	want(t, 0, dir, "--record", "damaged", "restore", "other.tar", "--missing") // no better there
	says(t, want(t, 3, dir, "--record", "damaged", "verify").out, "blobs"+blob)
}

// TestBackupWithoutKeys reads and verifies, and cannot be added to.
func TestBackupWithoutKeys(t *testing.T) {
	t.Parallel()
	dir, fact := filled(t)
	r := want(t, 0, dir, "backup", "with")
	says(t, r.err, "signing keys", "--no-keys")
	for _, to := range []string{"copy", "copy.tgz", "with"} { // also where they were
		if r := want(t, 0, dir, "backup", to, "--no-keys"); r.err != "" || !strings.Contains(r.out, "without keys") {
			t.Errorf("%s: %s%s", to, r.out, r.err)
		}
		restored := "from-" + to
		says(t, want(t, 0, dir, "restore", to, "--to", restored).out, "keys were left out")
		for n, b := range tree(t, filepath.Join(dir, restored)) {
			if strings.Contains(b, "PRIVATE+KEY") {
				t.Errorf("%s holds the key", n)
			}
		}
		want(t, 0, dir, "--record", restored, "show", fact)
		want(t, 0, dir, "--record", restored, "search", "station")
		if r := finish(t, factum(t, dir, "--record", restored, "add", "more.txt")); r.code == 0 || !strings.Contains(r.err, "key") {
			t.Errorf("adding without a key: exit code %d, %s%s", r.code, r.out, r.err)
		}
		want(t, 0, dir, "--record", restored, "verify")
	}
	if fi, err := os.Stat(filepath.Join(dir, "record/keys/log.key")); err != nil || fi.Mode().Perm() != 0o600 {
		t.Error("the record's own key was touched")
	}
}

// TestBackupOfReadOnly copies a record that may be read and not written, by somebody who may do no more.
func TestBackupOfReadOnly(t *testing.T) {
	t.Parallel()
	from, _ := filled(t)
	dir := openTemp(t)
	if err := os.CopyFS(filepath.Join(dir, "record"), os.DirFS(filepath.Join(from, "record"))); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(filepath.Join(dir, "record"), func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			err = os.Chmod(p, 0o444)
		}
		return err
	})
	if err == nil {
		err = filepath.WalkDir(filepath.Join(dir, "record"), func(p string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() {
				err = os.Chmod(p, 0o555)
			}
			return err
		})
	}
	if err == nil {
		err = os.Mkdir(filepath.Join(dir, "out"), 0o777)
	}
	if err == nil {
		err = os.Chmod(filepath.Join(dir, "out"), 0o777)
	}
	if err != nil {
		t.Fatal(err)
	}
	before := tree(t, filepath.Join(dir, "record"))
	for _, to := range []string{"out/copy", "out/copy.tar"} {
		if r := finish(t, asNobody(t, factum(t, dir, "backup", to))); r.code != 0 {
			t.Errorf("%s: exit code %d\n%s%s", to, r.code, r.out, r.err)
		}
	}
	if r := finish(t, asNobody(t, factum(t, dir, "backup", "not-allowed"))); r.code != 1 || !strings.Contains(r.err, "permission denied") {
		t.Errorf("where nothing may be written: exit code %d, %s", r.code, r.err)
	}
	untouched(t, before, tree(t, filepath.Join(dir, "record")))
	if err := os.Chmod(filepath.Join(dir, "record/keys/log.key"), 0); err != nil {
		t.Fatal(err)
	}
	r := finish(t, asNobody(t, factum(t, dir, "backup", "out/keyless")))
	if r.code != 1 || !strings.Contains(r.out, "keys/log.key") {
		t.Errorf("a key that may not be read: exit code %d, %s%s", r.code, r.out, r.err)
	}
	want(t, 0, dir, "restore", "out/copy", "--to", "out/new")
}

// TestBackupKilled ends a backup with kill -9 and with Ctrl-C. What it left does not look like a backup; the same command completes it.
func TestBackupKilled(t *testing.T) {
	t.Parallel()
	dir := started(t)
	for i := range 40 { // nothing that can be read, so that only copying takes time
		put(t, filepath.Join(dir, "in", fmt.Sprintf("%03d.bin", i)), strings.Repeat(fmt.Sprintf("\x00%d\xff\x01\xfe", i), 200_000))
	}
	want(t, 1, dir, "add", "--json", "in")
	for _, x := range []struct {
		to     string
		signal syscall.Signal
	}{{"copy", syscall.SIGKILL}, {"copied", syscall.SIGINT}, {"copy.tar.gz", syscall.SIGKILL}, {"copied.tar.gz", syscall.SIGINT}} {
		cut := false
		for try := 0; try < 20 && !cut; try++ {
			for _, n := range []string{"", ".part"} {
				if err := os.RemoveAll(filepath.Join(dir, x.to+n)); err != nil {
					t.Fatal(err)
				}
			}
			c := factum(t, dir, "backup", x.to)
			var errs bytes.Buffer
			c.Stderr = &errs
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			for range 2000 { // until it has begun
				if _, err := os.Stat(filepath.Join(dir, x.to+".part")); err == nil {
					break
				}
				time.Sleep(time.Millisecond)
			}
			time.Sleep(time.Duration(20+10*try) * time.Millisecond)
			if err := c.Process.Signal(x.signal); err != nil && err != os.ErrProcessDone {
				t.Fatal(err)
			}
			_ = c.Wait()
			_, err := os.Stat(filepath.Join(dir, x.to))
			cut = err != nil
			if !cut && c.ProcessState.ExitCode() != 0 {
				t.Errorf("%s is there after %s", x.to, c.ProcessState)
			}
			if cut && x.signal == syscall.SIGINT {
				says(t, errs.String(), "stopped")
			}
		}
		if !cut {
			t.Errorf("%s: no backup was cut off: the test tests little", x.to)
		}
		want(t, 0, dir, "backup", x.to)
		want(t, 0, dir, "restore", x.to, "--to", "from-"+x.to)
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*.part")); err != nil || len(left) > 0 {
		t.Errorf("left: %v %v", left, err)
	}
}

// TestBackupErased erases a capture: it goes from a backup that is brought up to date as well, and the backup still verifies. It stays in an archive
// made before.
func TestBackupErased(t *testing.T) {
	t.Parallel()
	dir, _ := filled(t)
	want(t, 0, dir, "backup", "copy")
	want(t, 0, dir, "backup", "before.tar")
	capture := ""
	for _, c := range lines[struct{ Subject struct{ SHA256 string } }](t, want(t, 0, dir, "list", "captures", "--json").out) {
		b, err := os.ReadFile(filepath.Join(dir, "record/blobs", c.Subject.SHA256[7:9], c.Subject.SHA256[7:]))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(b), "Report one") {
			capture = c.Subject.SHA256
		}
	}
	holds := func(dir string) (where []string) {
		for n, b := range tree(t, dir) {
			if strings.Contains(b, "Report one") || strings.Contains(b, "one.txt") {
				where = append(where, n)
			}
		}
		return where
	}
	if len(holds(filepath.Join(dir, "copy"))) < 3 {
		t.Fatal("what is to be erased is not in the backup")
	}
	want(t, 0, dir, "--by", "anna", "erase", capture, "--ground", "court-order", "--authority", "district court, docket 7", "--reason", "ordered")
	got := lines[backedUp](t, want(t, 0, dir, "backup", "copy", "--json").out)[0]
	if got.Erased < 3 {
		t.Errorf("%+v", got)
	}
	if left := holds(filepath.Join(dir, "copy")); len(left) > 0 {
		t.Errorf("it is still in %v of the backup", left)
	}
	want(t, 0, dir, "backup", "after.tar")
	for _, from := range []string{"copy", "after.tar"} {
		to := "from-" + from
		says(t, want(t, 0, dir, "restore", from, "--to", to).out, "erased")
		if left := holds(filepath.Join(dir, to)); len(left) > 0 {
			t.Errorf("it is still in %v of %s", left, to)
		}
	}
	says(t, want(t, 0, dir, "restore", "before.tar", "--to", "old").out, "erase it again")
	if len(holds(filepath.Join(dir, "old"))) == 0 {
		t.Error("an archive from before was changed")
	}
	// A damaged record does not get back what was erased.
	want(t, 0, dir, "restore", "before.tar", "--missing")
	if left := holds(filepath.Join(dir, "record")); len(left) > 0 {
		t.Errorf("putting back brought %v back", left)
	}
	clean(t, dir)
}
