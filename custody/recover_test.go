package custody

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"factum"
)

// copyTree copies a record as it lies there.
func copyTree(t *testing.T, from string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return to
}

// snapshot is every file with its bytes and mode.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		fi, err := e.Info()
		if err != nil {
			return err
		}
		out[path] = fi.Mode().String()
		if !e.IsDir() {
			b, err := os.ReadFile(path)
			out[path] += string(b)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func untouched(t *testing.T, before, after map[string]string) {
	t.Helper()
	for name, b := range before {
		if strings.HasSuffix(name, "/lock") {
			continue
		}
		if after[name] != b {
			t.Errorf("%s was touched", name)
		}
	}
	for name := range after {
		if _, ok := before[name]; !ok && !strings.HasSuffix(name, "/lock") {
			t.Errorf("%s was made", name)
		}
	}
}

// three makes a record of act 0 and three more, closed.
func three(t *testing.T) string {
	t.Helper()
	l, dir := create(t)
	for i := 1; i <= 3; i++ {
		appendOne(t, l, i)
	}
	if _, err := l.PutDerived(context.Background(), [][]byte{[]byte(`{"n":1}`), []byte(`{"n":2}`)}); err != nil {
		t.Fatal(err)
	}
	closeLedger(t, l)
	return dir
}

func edit(t *testing.T, dir, name string, change func([]byte) []byte) {
	t.Helper()
	path := filepath.Join(dir, name)
	b, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) && !errors.Is(err, syscall.EISDIR) {
		t.Fatal(err)
	}
	if b = change(b); b == nil {
		err = os.RemoveAll(path)
	} else {
		_ = os.Chmod(path, 0o600)
		err = os.WriteFile(path, b, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func gone([]byte) []byte { return nil }

func tail(s string) func([]byte) []byte {
	return func(b []byte) []byte { return append(b, s...) }
}

// lastLine cuts a file before its last line.
func lastLine(b []byte) []byte {
	return b[:bytes.LastIndexByte(b[:len(b)-1], '\n')+1]
}

const (
	acts0    = "acts/00000000.jsonl"
	sealed0  = "sealed/00000000.jsonl"
	derived0 = "derived/00000000.jsonl"
)

// What a crash can leave at each step is finished or dropped, and what was acknowledged stays.
func TestRecovery(t *testing.T) {
	dir := three(t)
	// unlogged gives the lines of a fourth act as they would lie there
	l := write(t, copyTree(t, dir), Config{})
	ln, err := l.w.seal(draft(4))
	if err != nil {
		t.Fatal(err)
	}
	closeLedger(t, l)
	act, openings := string(ln.act)+"\n", string(ln.openings)+"\n"
	for _, c := range []struct {
		what  string
		leave func(dir string)
		acts  factum.ActIndex
	}{
		{"openings torn", func(d string) { edit(t, d, sealed0, tail(openings[:20])) }, 4},
		{"openings without an act", func(d string) { edit(t, d, sealed0, tail(openings)) }, 4},
		{"two openings without acts, the last torn", func(d string) { edit(t, d, sealed0, tail(openings+openings[:9])) }, 4},
		{"act torn", func(d string) { edit(t, d, sealed0, tail(openings)); edit(t, d, acts0, tail(act[:30])) }, 4},
		{"act without its line end", func(d string) { edit(t, d, sealed0, tail(openings)); edit(t, d, acts0, tail(act[:len(act)-1])) }, 4},
		{"act not logged", func(d string) { edit(t, d, sealed0, tail(openings)); edit(t, d, acts0, tail(act)) }, 5},
		{"act not logged, the next torn", func(d string) { edit(t, d, sealed0, tail(openings+openings)); edit(t, d, acts0, tail(act+act[:11])) }, 5},
		{"derived item torn", func(d string) { edit(t, d, derived0, tail(`{"n":`)) }, 4},
		{"unfinished files", func(d string) {
			edit(t, d, "tmp/blob-1", tail("half"))
			edit(t, d, "log/tile/0/000.p/51234567", tail("half"))
		}, 4},
		{"stale partial tile", func(d string) {
			b, _ := os.ReadFile(filepath.Join(d, "log/tile/0/000.p/4"))
			edit(t, d, "log/tile/0/000.p/5", func([]byte) []byte { return append(b, make([]byte, 32)...) })
		}, 4},
		{"segment begun", func(d string) { edit(t, d, "derived/00000001.jsonl", tail("")) }, 4},
	} {
		t.Run(c.what, func(t *testing.T) {
			d := copyTree(t, dir)
			c.leave(d)
			before := snapshot(t, d)
			r, err := OpenReader(d, Config{})
			if err != nil {
				t.Fatal(err)
			}
			if r.Size() != 4 {
				t.Errorf("a reader sees %d acts before recovery", r.Size())
			}
			closeLedger(t, r)
			untouched(t, before, snapshot(t, d))
			if got := failures(t, d, VerifyOptions{}); len(got) != 0 {
				t.Errorf("verify before recovery: %+v", got)
			}
			l := write(t, d, Config{})
			if l.Size() != c.acts {
				t.Errorf("%d acts after recovery, want %d", l.Size(), c.acts)
			}
			if at := appendOne(t, l, 7); at != c.acts {
				t.Errorf("the next act stands at %d", at)
			}
			if e, err := l.Entry(c.acts); err != nil || len(e.Openings) == 0 {
				t.Errorf("the next act reads as %+v, %v", e, err)
			}
			closeLedger(t, l)
			if got := failures(t, d, VerifyOptions{}); len(got) != 0 {
				t.Errorf("verify after recovery: %+v", got)
			}
			if es, _ := os.ReadDir(filepath.Join(d, dirTmp)); len(es) != 0 {
				t.Error("tmp/ is not empty")
			}
		})
	}
}

// What can't come from a crash is not opened to be written, and nothing is touched.
func TestUnsafe(t *testing.T) {
	dir := three(t)
	old := copyTree(t, dir)
	l := write(t, dir, Config{})
	for i := 4; i < 9; i++ {
		appendOne(t, l, i)
	}
	closeLedger(t, l)
	for _, c := range []struct {
		what   string
		change func(d string)
		cfg    Config
	}{
		{"state missing", func(d string) { edit(t, d, "log/.state", gone) }, Config{}},
		{"treeState missing", func(d string) { edit(t, d, fileTreeState, gone) }, Config{}},
		{"checkpoint missing", func(d string) { edit(t, d, fileCheckpoint, gone) }, Config{}},
		{"log missing", func(d string) { edit(t, d, "log", gone) }, Config{}},
		{"entries missing", func(d string) { edit(t, d, "log/tile/entries", gone) }, Config{}},
		{"treeState rolled back", func(d string) {
			b, _ := os.ReadFile(filepath.Join(old, fileTreeState))
			edit(t, d, fileTreeState, func([]byte) []byte { return b })
		}, Config{}},
		{"treeState and checkpoint rolled back", func(d string) {
			for _, name := range []string{fileTreeState, fileCheckpoint} {
				b, _ := os.ReadFile(filepath.Join(old, name))
				edit(t, d, name, func([]byte) []byte { return b })
			}
		}, Config{}},
		{"whole log rolled back, index ahead", func(d string) {
			edit(t, d, "log", gone)
			edit(t, d, "checkpoints/9", gone)
			if err := os.CopyFS(filepath.Join(d, "log"), os.DirFS(filepath.Join(old, "log"))); err != nil {
				t.Fatal(err)
			}
		}, Config{Applied: 9}},
		{"tile changed", func(d string) {
			edit(t, d, "log/tile/0/000.p/9", func(b []byte) []byte { b[40] ^= 1; return b })
		}, Config{}},
		{"tile missing", func(d string) { edit(t, d, "log/tile/0/000.p/9", gone) }, Config{}},
		{"state changed", func(d string) {
			edit(t, d, fileTreeState, func([]byte) []byte {
				b, _ := json.Marshal(treeState{Size: 9, Root: make([]byte, 32)})
				return b
			})
		}, Config{}},
		{"state beyond the acts", func(d string) { edit(t, d, acts0, lastLine) }, Config{}},
		{"openings missing", func(d string) { edit(t, d, sealed0, lastLine) }, Config{}},
		{"openings file missing", func(d string) { edit(t, d, sealed0, gone) }, Config{}},
		{"acts missing", func(d string) { edit(t, d, acts0, gone) }, Config{}},
		{"checkpoint signed by somebody else", func(d string) {
			edit(t, d, fileCheckpoint, func(b []byte) []byte { b[len(b)-8] ^= 1; return b })
		}, Config{}},
		{"act 0 changed", func(d string) {
			edit(t, d, acts0, func(b []byte) []byte { return bytes.Replace(b, []byte("public_key"), []byte("public_kex"), 1) })
		}, Config{}},
		{"key missing", func(d string) { edit(t, d, fileKey, gone) }, Config{}},
		{"key of another log", func(d string) {
			skey, _, _ := newKey("other")
			edit(t, d, fileKey, func([]byte) []byte { return []byte(skey) })
		}, Config{}},
		{"kept checkpoint changed", func(d string) {
			edit(t, d, "checkpoints/9", func(b []byte) []byte { b[len(b)-8] ^= 1; return b })
		}, Config{}},
	} {
		t.Run(c.what, func(t *testing.T) {
			d := copyTree(t, dir)
			c.change(d)
			before := snapshot(t, d)
			l, err := OpenWriter(context.Background(), d, c.cfg)
			if err == nil {
				closeLedger(t, l)
				t.Fatal("it was opened")
			}
			if factum.KindOf(err) != factum.Unsafe {
				t.Errorf("got %v: %v", factum.KindOf(err), err)
			}
			untouched(t, before, snapshot(t, d))
		})
	}
}

func TestReadingNeverWrites(t *testing.T) {
	dir := three(t)
	for _, sub := range append([]string{""}, directories...) {
		if err := os.Chmod(filepath.Join(dir, sub), 0o555); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		for _, sub := range append([]string{""}, directories...) {
			_ = os.Chmod(filepath.Join(dir, sub), 0o755)
		}
	})
	before := snapshot(t, dir)
	l, err := OpenReader(dir, Config{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Inclusion(context.Background(), 2); err != nil {
		t.Error(err)
	}
	if _, err := l.Derived(context.Background(), factum.DigestOfString(`{"n":1}`)); err != nil {
		t.Error(err)
	}
	if _, err := l.Append(context.Background(), []factum.Draft{draft(1)}); factum.KindOf(err) != factum.ReadOnly {
		t.Errorf("append: %v", err)
	}
	if _, err := l.PutDerived(context.Background(), [][]byte{[]byte("{}")}); factum.KindOf(err) != factum.ReadOnly {
		t.Errorf("put: %v", err)
	}
	closeLedger(t, l)
	failures(t, dir, VerifyOptions{})
	after := snapshot(t, dir)
	if len(after) != len(before) {
		t.Errorf("%d files, were %d", len(after), len(before))
	}
	for name, b := range before {
		if after[name] != b {
			t.Errorf("%s was touched", name)
		}
	}
}

// A copy made without hidden directories can be read and verified, only not continued.
func TestCopyWithoutState(t *testing.T) {
	dir := three(t)
	edit(t, dir, "log/.state", gone)
	l, err := OpenReader(dir, Config{})
	if err != nil || l.Size() != 4 {
		t.Fatal(l, err)
	}
	closeLedger(t, l)
	if got := failures(t, dir, VerifyOptions{}); len(got) != 0 {
		t.Errorf("verify: %+v", got)
	}
}

func TestNewerFormat(t *testing.T) {
	dir := three(t)
	edit(t, dir, fileConfig, func(b []byte) []byte { return bytes.Replace(b, []byte("format = 1"), []byte("format = 2"), 1) })
	if _, err := OpenReader(dir, Config{}); factum.KindOf(err) != factum.Newer {
		t.Errorf("reader: %v", err)
	}
	if _, err := OpenWriter(context.Background(), dir, Config{}); factum.KindOf(err) != factum.Newer {
		t.Errorf("writer: %v", err)
	}
}

// faulty is Disk with a fault at one step.
type faulty struct {
	Disk
	mu    sync.Mutex
	step  string // "write acts", "sync sealed", …
	err   error
	short bool // write half of it
	hits  int
}

func (f *faulty) Append(name string) (File, error) {
	file, err := f.Disk.Append(name)
	if err != nil {
		return nil, err
	}
	return &faultyFile{f, file, filepath.Base(filepath.Dir(name))}, nil
}

type faultyFile struct {
	f   *faulty
	to  File
	dir string
}

func (f *faulty) fails(step string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.step == step {
		f.hits++
		return true
	}
	return false
}

func (x *faultyFile) Write(b []byte) (int, error) {
	if x.f.fails("write " + x.dir) {
		n, _ := x.to.Write(b[:len(b)/2])
		return n, x.f.err
	}
	return x.to.Write(b)
}

func (x *faultyFile) Sync() error {
	if x.f.fails("sync " + x.dir) {
		return x.f.err
	}
	return x.to.Sync()
}

func (x *faultyFile) Close() error { return x.to.Close() }

// A write or fsync that fails acknowledges nothing, ends the session, and says so; the next one starts from what is there.
func TestFaults(t *testing.T) {
	for _, step := range []string{"write sealed", "sync sealed", "write acts", "sync acts", "write derived", "sync derived"} {
		for _, fault := range []error{syscall.ENOSPC, syscall.EIO} {
			t.Run(step+" "+fault.Error(), func(t *testing.T) {
				dir := three(t)
				fs := &faulty{err: fault}
				l := write(t, dir, Config{FS: fs})
				appendOne(t, l, 4)
				fs.mu.Lock()
				fs.step = step
				fs.mu.Unlock()
				put := func() error {
					if strings.HasSuffix(step, "derived") {
						_, err := l.PutDerived(context.Background(), [][]byte{[]byte(`{"n":3}`)})
						return err
					}
					at, err := l.Append(context.Background(), []factum.Draft{draft(5)})
					if err != nil && at != nil {
						t.Error("an index beside an error")
					}
					return err
				}
				err := put()
				if err == nil || factum.HintOf(err) == "" || (fault == syscall.ENOSPC) != strings.Contains(err.Error(), "disk is full") {
					t.Errorf("got %v, hint %q", err, factum.HintOf(err))
				}
				fs.mu.Lock()
				fs.step = "" // the disk is well again, but nobody knows what is on it
				hits := fs.hits
				fs.mu.Unlock()
				if hits == 0 {
					t.Fatal("the fault was not met")
				}
				if _, err := l.Append(context.Background(), []factum.Draft{draft(6)}); err == nil {
					t.Error("the session went on")
				}
				if _, err := l.PutDerived(context.Background(), [][]byte{[]byte(`{"n":4}`)}); err == nil {
					t.Error("the session went on with derived items")
				}
				if l.Size() != 5 {
					t.Errorf("%d acts are acknowledged", l.Size())
				}
				if err := l.Close(context.Background()); err == nil {
					t.Error("it closed as if nothing was")
				}
				if got := failures(t, dir, VerifyOptions{}); len(got) != 0 {
					t.Errorf("verify: %+v", got)
				}
				l = write(t, dir, Config{})
				if n := l.Size(); n < 5 || n > 6 {
					t.Errorf("%d acts after it", n)
				}
				appendOne(t, l, 7)
				closeLedger(t, l)
				if got := failures(t, dir, VerifyOptions{}); len(got) != 0 {
					t.Errorf("verify after it: %+v", got)
				}
			})
		}
	}
}
