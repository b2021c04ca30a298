package custody

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"factum"
	"factum/store/blobfs"
	"factum/store/durable"
	"factum/store/durable/durabletest"
)

// told is what a session has acknowledged: it has to be there whatever happens afterwards.
type told struct {
	made    bool              // the record itself
	key     string            // its public key
	acts    []string          // of each act, in order, the key of its draft
	derived [][]byte          // items
	blobs   map[string]string // bytes by what they are called here
	kept    []int64           // sizes of checkpoints
}

func (a told) clone() told {
	a.acts, a.derived, a.kept = append([]string{}, a.acts...), append([][]byte{}, a.derived...), append([]int64{}, a.kept...)
	b := map[string]string{}
	for k, v := range a.blobs {
		b[k] = v
	}
	a.blobs = b
	return a
}

// story is a writing session over a disk, and what it acknowledged so far.
type story struct {
	dir   string
	disk  durable.FS
	blobs *blobfs.Blobs

	mu   sync.Mutex
	told told
	then func() // after each acknowledgement
}

func newStory(dir string, disk durable.FS) *story {
	return &story{dir: dir, disk: disk, blobs: blobfs.In(dir).On(disk), told: told{blobs: map[string]string{}}}
}

func (s *story) config() Config {
	return Config{FS: Disk{On: s.disk}, Blobs: s.blobs}
}

func (s *story) acknowledged(f func(*told)) {
	s.mu.Lock()
	f(&s.told)
	s.mu.Unlock()
	if s.then != nil {
		s.then()
	}
}

func (s *story) soFar() told {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.told.clone()
}

func (s *story) create() (*Ledger, error) {
	l, err := Create(context.Background(), s.dir, "", map[string]any{"by": "anna"}, s.config())
	if err == nil {
		s.acknowledged(func(a *told) { a.made, a.key, a.acts = true, l.PublicKey(), []string{"opened:" + l.Identity().ID} })
	}
	return l, err
}

func (s *story) append(l *Ledger, from, n int) error {
	var ds []factum.Draft
	for i := from; i < from+n; i++ {
		ds = append(ds, draft(i))
	}
	at, err := l.Append(context.Background(), ds)
	if err != nil {
		return err
	}
	s.acknowledged(func(a *told) {
		for i, d := range ds {
			if int(at[i]) != len(a.acts) {
				panic(fmt.Sprintf("%s was put at %s, %d are there", d.Key, at[i], len(a.acts)))
			}
			a.acts = append(a.acts, d.Key)
		}
	})
	return nil
}

func (s *story) put(l *Ledger, items ...string) error {
	var bs [][]byte
	for _, x := range items {
		bs = append(bs, []byte(x))
	}
	_, err := l.PutDerived(context.Background(), bs)
	if err == nil {
		s.acknowledged(func(a *told) { a.derived = append(a.derived, bs...) })
	}
	return err
}

func (s *story) blob(name, text string) error {
	_, _, err := s.blobs.Put(context.Background(), strings.NewReader(text))
	if err == nil {
		s.acknowledged(func(a *told) { a.blobs[name] = text })
	}
	return err
}

func (s *story) close(l *Ledger) error {
	err := l.Close(context.Background())
	if err == nil {
		s.acknowledged(func(a *told) { a.kept = append(a.kept, int64(len(a.acts))) })
	}
	return err
}

// whole is every step of a record's first two sessions. It stops at the first error.
func (s *story) whole() error {
	l, err := s.create()
	if err != nil {
		return err
	}
	large := `{"large":"` + strings.Repeat("x", factum.MaxAct) + `"}`
	first := []func() error{
		func() error { return s.blob("one", "first bytes") },
		func() error { return s.append(l, 1, 1) },
		func() error { return s.put(l, `{"n":1}`, `{"n":2}`) },
		func() error { return s.blob("one again", "first bytes") },
		func() error { return s.blob("two", strings.Repeat("second ", 40_000)) },
		func() error { return s.append(l, 2, 6) },
		func() error { return s.put(l, large, `{"n":3}`) },
		func() error { return s.close(l) },
	}
	if err := s.steps(l, first); err != nil {
		return err
	}
	if l, err = OpenWriter(context.Background(), s.dir, s.config()); err != nil {
		return err
	}
	return s.steps(l, []func() error{
		func() error { return s.put(l, `{"n":4}`) },
		func() error { return s.append(l, 8, 2) },
		func() error { return s.append(l, 10, 1) },
		func() error { return s.close(l) },
	})
}

func (s *story) steps(l *Ledger, steps []func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			if l.w.failure() != nil { // it must not go on, although the disk is perhaps well again
				if s.append(l, 900, 1) == nil || s.put(l, `{"n":900}`) == nil {
					return fmt.Errorf("the session went on after %w", err)
				}
			}
			_ = l.Close(context.Background())
			return err
		}
	}
	return nil
}

// lost says what of a record is not as it was acknowledged, after whatever happened to it: nil when nothing is lost, nothing was begun
// anew and everything goes on.
func lost(dir string, a told) error {
	ctx := context.Background()
	if _, err := os.Stat(filepath.Join(dir, fileConfig)); err != nil {
		if a.made {
			return fmt.Errorf("the record is gone: %w", err)
		}
		return nil // init is to be run again
	}
	key, err := os.ReadFile(filepath.Join(dir, fileKey))
	if err != nil {
		return err
	}
	cfg := Config{Blobs: blobfs.In(dir)}
	r, err := OpenReader(dir, cfg)
	if err != nil {
		return fmt.Errorf("to be read: %w", err)
	}
	seen := r.Size()
	if err := r.Close(ctx); err != nil {
		return err
	}
	if int(seen) < len(a.acts) {
		return fmt.Errorf("a reader sees %d acts, %d were acknowledged", seen, len(a.acts))
	}
	published, err := os.ReadFile(filepath.Join(dir, fileCheckpoint))
	if err != nil {
		return err
	}
	if err := wholeAt(dir, "before it is opened", nil); err != nil {
		return err
	}
	l, err := OpenWriter(ctx, dir, cfg)
	if err != nil {
		return fmt.Errorf("to be written: %w", err)
	}
	defer l.Close(ctx)
	if a.made && l.PublicKey() != a.key {
		return fmt.Errorf("its key is %s, was %s", l.PublicKey(), a.key)
	}
	for i, want := range a.acts {
		var got string
		e, err := l.Entry(factum.ActIndex(i))
		if err == nil {
			_, err = e.Open("key", &got)
		}
		if err != nil || got != want {
			return fmt.Errorf("act %d is %q, was acknowledged as %q: %v", i, got, want, err)
		}
	}
	for _, b := range a.derived {
		if got, err := l.Derived(ctx, factum.DigestOf(b)); err != nil || !bytes.Equal(got, b) {
			return fmt.Errorf("the derived item %.20q is lost: %v", b, err)
		}
	}
	for name, text := range a.blobs {
		f, err := cfg.Blobs.Open(ctx, factum.DigestOfString(text))
		if err != nil {
			return fmt.Errorf("blob %s: %w", name, err)
		}
		got, err := io.ReadAll(f)
		f.Close()
		if err != nil || string(got) != text {
			return fmt.Errorf("blob %s has %d bytes, %d were acknowledged: %v", name, len(got), len(text), err)
		}
	}
	for _, n := range a.kept {
		if _, err := os.Stat(filepath.Join(dir, checkpointName(n))); err != nil {
			return fmt.Errorf("a kept checkpoint: %w", err)
		}
	}
	size := l.Size()
	at, err := l.Append(ctx, []factum.Draft{draft(1000)})
	if err != nil || at[0] != size {
		return fmt.Errorf("the next act stands at %v of %d: %v", at, size, err)
	}
	if err := l.Close(ctx); err != nil {
		return err
	}
	if now, err := os.ReadFile(filepath.Join(dir, fileKey)); err != nil || !bytes.Equal(now, key) {
		return fmt.Errorf("the key was made anew: %v", err)
	}
	// Whatever was ever signed has to be the beginning of what is signed now.
	return wholeAt(dir, "after it", [][]byte{published})
}

// wholeAt verifies a record.
func wholeAt(dir, when string, checkpoints [][]byte) error {
	var bad []string
	_, err := Verify(context.Background(), dir, VerifyOptions{Checkpoints: checkpoints}, func(c Checked) {
		if !c.OK {
			bad = append(bad, fmt.Sprintf("%s %s: %s", c.File, c.Item, c.Why))
		}
	})
	if err != nil || bad != nil {
		return fmt.Errorf("verify %s: %v, %v", when, bad, err)
	}
	return nil
}

// image is what a power cut left, and what had been acknowledged by then.
type image struct {
	dir  string
	call string // after which the power was cut
	told told
}

// cutting is how a story is cut.
type cutting struct {
	base  string            // begins with a copy of this record
	told  told              // and with what it acknowledged
	seeds int               // images beside the one that holds only what is durable
	acked bool              // only after each acknowledgement, not after each call
	lie   func(string) bool // which syncs do nothing
}

// images runs a story and takes images of it.
func (x cutting) images(t *testing.T, run func(*story) error) []image {
	t.Helper()
	root := t.TempDir()
	if x.base != "" {
		if err := os.CopyFS(filepath.Join(root, "record"), os.DirFS(x.base)); err != nil {
			t.Fatal(err)
		}
	}
	p, err := durabletest.NewPower(root)
	if err != nil {
		t.Fatal(err)
	}
	p.Lie = x.lie
	p.Live = []string{"record/log/checkpoint", "record/log/.state/treeState", "record/log"}
	s := newStory(filepath.Join(root, "record"), p)
	if x.base != "" {
		s.told = x.told.clone()
	}
	to := t.TempDir()
	var mu sync.Mutex
	var out []image
	take := func(call string) {
		mu.Lock()
		defer mu.Unlock()
		for seed := -1; seed < x.seeds; seed++ {
			var rnd *rand.Rand
			if seed >= 0 {
				rnd = rand.New(rand.NewSource(int64(1000*len(out) + seed)))
			}
			i := image{filepath.Join(to, fmt.Sprint(len(out))), call, s.soFar()}
			if err := p.Image(i.dir, rnd); err != nil {
				t.Error(err)
			}
			out = append(out, i)
		}
	}
	if x.acked {
		s.then = func() { take("an acknowledgement") }
	} else {
		p.After = take
	}
	if err := run(s); err != nil {
		t.Fatal(err)
	}
	return out
}

// examine reopens each image and returns what is lost, by image; only the first if that is enough.
func examine(images []image, first bool) map[int]error {
	out := map[int]error{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	next := make(chan int)
	for range 16 { // a session waits for its checkpoint more than it works
		wg.Go(func() {
			for i := range next {
				if err := lost(filepath.Join(images[i].dir, "record"), images[i].told); err != nil {
					mu.Lock()
					out[i] = err
					mu.Unlock()
				}
			}
		})
	}
	for i := range images {
		mu.Lock()
		enough := first && len(out) > 0
		mu.Unlock()
		if enough {
			break
		}
		next <- i
	}
	close(next)
	wg.Wait()
	return out
}

// A power cut after any call of a record's first two sessions loses nothing that was acknowledged, nor does one while the next session
// puts in order what it left.
func TestPowerCut(t *testing.T) {
	t.Parallel()
	images := cutting{seeds: 2}.images(t, (*story).whole)
	if len(images) < 200 {
		t.Errorf("only %d images: the test tests little", len(images))
	}
	again := 0
	for k, i := range images {
		if !strings.HasPrefix(i.call, "write ") || k%3 == 0 || again == 6 {
			continue
		}
		again++
		rest := cutting{base: filepath.Join(i.dir, "record"), told: i.told, seeds: 1}.images(t, func(s *story) error {
			if !s.told.made {
				return nil
			}
			l, err := OpenWriter(context.Background(), s.dir, s.config())
			if err != nil {
				return err
			}
			return l.Close(context.Background())
		})
		for j := range rest {
			rest[j].call = i.call + ", then " + rest[j].call
		}
		images = append(images, rest...)
	}
	for i, err := range examine(images, false) {
		t.Errorf("image %d, cut after %q: %v", i, images[i].call, err)
	}
}

// A delivery that goes over the end of a segment is cut likewise. It writes 65,530 acts first: FACTUM_LONG asks for it.
func TestPowerCutAtSegmentEnd(t *testing.T) {
	if os.Getenv("FACTUM_LONG") == "" {
		t.Skip("NOT TESTED: power cuts at the end of a segment of 65,536 acts. FACTUM_LONG=1 asks for it")
	}
	s := newStory(filepath.Join(t.TempDir(), "record"), durable.OS{})
	l, err := s.create()
	if err != nil {
		t.Fatal(err)
	}
	for n := 1; n < factum.ActsPerSegment-6; n += 6553 {
		if err := s.append(l, n, min(6553, factum.ActsPerSegment-6-n)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.close(l); err != nil {
		t.Fatal(err)
	}
	images := cutting{base: s.dir, told: s.soFar(), seeds: 1}.images(t, func(s *story) error {
		l, err := OpenWriter(context.Background(), s.dir, s.config())
		if err != nil {
			return err
		}
		if err := s.append(l, factum.ActsPerSegment, 20); err != nil {
			return err
		}
		return s.close(l)
	})
	for i, err := range examine(images, false) {
		t.Errorf("cut after %q: %v", images[i].call, err)
	}
}

// Each fsync counts: without it the same cuts lose something.
func TestPowerCutWithoutFsync(t *testing.T) {
	t.Parallel()
	for _, x := range []string{
		"sync record/keys/", "sync record/sealed/", "sync record/acts/", "sync record/derived/", "sync record/checkpoints/", "sync record/.new-",
		"sync record/tmp", // a blob: a file without a name, or one that is there for a while
		"syncdir record/keys", "syncdir record/sealed", "syncdir record/acts", "syncdir record/derived", "syncdir record/checkpoints",
		"syncdir record/blobs", "syncdir record/blobs/", "syncdir record", "syncdir .",
	} {
		t.Run(x, func(t *testing.T) {
			t.Parallel()
			told := 0
			images := cutting{acked: true, lie: func(call string) bool {
				hit := call == x || (strings.HasPrefix(x, "sync ") || strings.HasSuffix(x, "/")) && strings.HasPrefix(call, x)
				if hit {
					told++
				}
				return hit
			}}.images(t, (*story).whole)
			if bad := examine(images, true); told == 0 || len(bad) == 0 {
				t.Errorf("%d lies were told and nothing was lost", told)
			}
		})
	}
}

// What the log was writing when the power was cut is there in any part: its tiles and entries in any order before its state, its state before
// the checkpoint.
func TestPowerCutInLog(t *testing.T) {
	t.Parallel()
	s := newStory(filepath.Join(t.TempDir(), "record"), durable.OS{})
	l, err := s.create()
	if err != nil {
		t.Fatal(err)
	}
	var images []image
	rnd := rand.New(rand.NewSource(1))
	from := 1
	for _, n := range []int{3, 300, 1} {
		was, before := s.soFar(), live(t, s.dir)
		if err := s.append(l, from, n); err != nil {
			t.Fatal(err)
		}
		from += n
		after := live(t, s.dir)
		for k := range 8 {
			dir := filepath.Join(t.TempDir(), "record")
			if err := os.CopyFS(dir, os.DirFS(after)); err != nil {
				t.Fatal(err)
			}
			state := k == 7 // integrated, only not published
			err := filepath.WalkDir(filepath.Join(after, dirLog), func(path string, d os.DirEntry, err error) error {
				if err != nil || d.IsDir() {
					return err
				}
				rel, _ := filepath.Rel(after, path)
				old, err := os.ReadFile(filepath.Join(before, rel))
				switch {
				case rel == fileCheckpoint || rel == fileTreeState && !state:
					return os.WriteFile(filepath.Join(dir, rel), old, 0o644)
				case err == nil || state || strings.HasPrefix(rel, fileCheckpoint) || k > 0 && rnd.Intn(2) == 0:
					return nil
				}
				return os.Rename(filepath.Join(dir, rel), filepath.Join(dir, rel+"1234567")) // half done
			})
			if err != nil {
				t.Fatal(err)
			}
			images = append(images, image{filepath.Dir(dir), fmt.Sprintf("%d leaves, variant %d", n, k), was})
		}
	}
	if err := s.close(l); err != nil {
		t.Fatal(err)
	}
	for i, err := range examine(images, false) {
		t.Errorf("%s: %v", images[i].call, err)
	}
}

// live copies a record that is being written.
func live(t *testing.T, from string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy")
	for _, first := range []string{fileCheckpoint, fileTreeState, ""} {
		if err := durabletest.CopyLive(filepath.Join(from, first), filepath.Join(to, first)); err != nil {
			t.Fatal(err)
		}
	}
	return to
}

// Whatever call fails, a write or fsync for want of room or for good, once or from then on: what was acknowledged is there, what failed
// was not acknowledged, and the session writes nothing more when it no longer knows what is on the disk.
func TestEveryCallFails(t *testing.T) {
	t.Parallel()
	run := func(dir string, n int) (at string, s *story, err error) {
		fs := &durabletest.Faults{Short: n%2 == 0}
		fs.Fail = func(i int, call string) error {
			switch {
			case i == n:
				at = call
				if strings.HasPrefix(call, "sync") {
					return syscall.EIO
				}
				return syscall.ENOSPC
			case i > n && strings.HasPrefix(at, "write") && n%3 == 0: // the disk stays full
				return syscall.ENOSPC
			}
			return nil
		}
		s = newStory(filepath.Join(dir, "record"), fs)
		return at, s, s.whole()
	}
	calls := 0
	var mu sync.Mutex
	var wg sync.WaitGroup
	next := make(chan int)
	root := t.TempDir()
	for range 16 {
		wg.Go(func() {
			for n := range next {
				dir := filepath.Join(root, fmt.Sprint(n))
				if err := os.Mkdir(dir, 0o755); err != nil {
					t.Error(err)
					return
				}
				at, s, err := run(dir, n)
				if err != nil {
					mu.Lock()
					calls++
					mu.Unlock()
					if factum.HintOf(err) == "" && !strings.HasPrefix(at, "sync") && !strings.HasPrefix(at, "mkdir") {
						t.Errorf("call %d, %s: no hint: %v", n, at, err)
					}
				}
				if err := lost(s.dir, s.soFar()); err != nil {
					t.Errorf("call %d, %s failed: %v", n, at, err)
				}
			}
		})
	}
	for n := range 140 {
		next <- n
	}
	close(next)
	wg.Wait()
	if calls < 90 {
		t.Errorf("only %d of the calls made it fail", calls)
	}
}
