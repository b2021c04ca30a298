package custody

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"factum"
	"factum/store/blobfs"
	"factum/store/durable/durabletest"
)

// secret stands in every part of the capture that is to go.
const secret = "Zzyzxova"

// private is a record of two captures that are read, coded and noted in a gap; the first is to go. A broken-off run left a derived item of the
// first one twice, another without a name, and a large one.
type private struct {
	dir         string
	capture     factum.Digest
	erasure     factum.Erasure
	keep        []factum.ActIndex // acts that are not to go
	keptDerived []factum.Digest
	keptBlob    factum.Digest
}

func privateRecord(t *testing.T) private {
	t.Helper()
	ctx := context.Background()
	l, dir := create(t)
	closeLedger(t, l)
	blobs := blobfs.In(dir)
	l = write(t, dir, Config{Blobs: blobs})
	p := private{dir: dir}
	put := func(name, text string) (acts []factum.ActIndex, capture factum.Digest, derived []factum.Digest) {
		s, _, err := blobs.Put(ctx, strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		items := [][]byte{fmt.Appendf(nil, `{"authors":[],"capture":"%s","text":"%s"}`, s.SHA256, text), fmt.Appendf(nil, `{"capture":"%s","claims":["%s"]}`, s.SHA256, text),
			fmt.Appendf(nil, `{"capture":"%s","large":"%s%s"}`, s.SHA256, strings.Repeat("x", factum.MaxAct), text)}
		d, err := l.PutDerived(ctx, items)
		if err != nil {
			t.Fatal(err)
		}
		acts, err = l.Append(ctx, []factum.Draft{
			{Key: "captured " + name, Kind: factum.Captured, Sealed: map[string]any{"subject": s, "by": name, "origin": factum.Origin{Name: text}}},
			{Key: "coded " + name, Kind: factum.Coded, Sealed: map[string]any{"subject": s.SHA256, "result": factum.Result{
				Documents: []factum.DocumentResult{{Document: d[0], Claims: d[1]}, {Document: d[2], Claims: d[1]}}}}},
			{Key: "gap " + name, Kind: factum.Gapped, Sealed: map[string]any{"subject": s.SHA256, "by": name, "reason": text}}})
		if err != nil {
			t.Fatal(err)
		}
		return acts, s.SHA256, d
	}
	acts, capture, derived := put("anna", "words of "+secret)
	p.keep, p.keptBlob, p.keptDerived = put("boris", "words of Boris")
	p.capture = capture
	p.erasure = factum.Erasure{Acts: acts, Items: append(derived, capture), Ground: "protection", Authority: "order 5"}
	if _, err := l.PutDerived(ctx, [][]byte{fmt.Appendf(nil, `{"capture":"%s","left":"%s"}`, capture, secret)}); err != nil {
		t.Fatal(err)
	}
	closeLedger(t, l)
	edit(t, dir, "derived/00000000.jsonl", func(b []byte) []byte { return append(b, b[:bytes.IndexByte(b, '\n')+1]...) })
	return p
}

// erase is what is done to it.
func (p private) erase(l *Ledger) ([]factum.ActIndex, error) {
	return l.Erase(context.Background(), []factum.Draft{{Key: "erase", Kind: factum.Erased, Sealed: map[string]any{"erasure": p.erasure, "reason": "she asked", "by": "carla"}}})
}

// traces are the files below dir that hold the secret, or the capture's digest elsewhere than in an erased act's openings.
func traces(t *testing.T, dir string, capture factum.Digest) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, path)
		for _, line := range bytes.Split(b, []byte{'\n'}) {
			if bytes.Contains(line, []byte(secret)) || bytes.Contains(line, []byte(capture.Hex())) && !bytes.Contains(line, []byte(`"erasure"`)) || strings.Contains(rel, capture.Hex()) {
				out = append(out, rel)
				break
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// whole checks that what was not to go is there, and that everything verifies.
func (p private) whole(t *testing.T, what, dir string) {
	t.Helper()
	r, err := OpenReader(dir, Config{Blobs: blobfs.In(dir)})
	if err != nil {
		t.Errorf("%s: %v", what, err)
		return
	}
	defer r.Close(context.Background())
	for _, i := range p.keep {
		if e, err := r.Entry(i); err != nil || e.Openings == nil {
			t.Errorf("%s: %s: %v", what, i, err)
		}
	}
	for _, d := range p.keptDerived {
		if _, err := r.Derived(context.Background(), d); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := blobfs.In(dir).Stat(context.Background(), p.keptBlob); err != nil {
		t.Errorf("%s: %v", what, err)
	}
	if got := failures(t, dir, VerifyOptions{}); len(got) != 0 {
		t.Errorf("%s: %+v", what, got)
	}
}

func TestErase(t *testing.T) {
	ctx := context.Background()
	p := privateRecord(t)
	if n := len(traces(t, p.dir, p.capture)); n < 4 {
		t.Fatalf("the secret lies in %d files only", n)
	}
	before, err := os.Stat(filepath.Join(p.dir, "sealed/00000000.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	l := write(t, p.dir, Config{Blobs: blobfs.In(p.dir)})
	at, err := p.erase(l)
	if err != nil || len(at) != 1 {
		t.Fatal(at, err)
	}
	for _, i := range p.erasure.Acts {
		if e, err := l.Entry(i); err != nil || e.Openings != nil {
			t.Errorf("%s opens to %v, %v", i, e.Openings, err)
		}
	}
	for _, d := range p.erasure.Items {
		if _, err := l.Derived(ctx, d); factum.KindOf(err) != factum.Missing {
			t.Errorf("%s: %v", d, err)
		}
	}
	closeLedger(t, l)
	if e, err := os.Stat(filepath.Join(p.dir, "sealed/00000000.jsonl")); err != nil || e.Size() < before.Size() {
		t.Errorf("lines moved: %v, %v", e, err)
	}
	if got := traces(t, p.dir, p.capture); len(got) != 0 {
		t.Errorf("traces in %v", got)
	}
	p.whole(t, "erased", p.dir)
	if _, err := os.Stat(filepath.Join(p.dir, fileErasing)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the mark: %v", err)
	}
	statuses := map[string]int{}
	if _, err := Verify(ctx, p.dir, VerifyOptions{}, func(c Checked) {
		if c.Status == ErasedItem && c.Item != "" {
			statuses[c.Status]++
		}
	}); err != nil || statuses[ErasedItem] < len(p.erasure.Acts) {
		t.Errorf("%v, %v", statuses, err)
	}
}

// The key of an erased act counts no longer: the same may be done anew.
func TestEraseFreesKey(t *testing.T) {
	p := privateRecord(t)
	l := write(t, p.dir, Config{Blobs: blobfs.In(p.dir)})
	defer closeLedger(t, l)
	first := appendOne(t, l, 1)
	if again := appendOne(t, l, 1); again != first {
		t.Fatalf("delivered twice it is %s and %s", first, again)
	}
	if _, err := l.Erase(context.Background(), []factum.Draft{{Key: "e", Kind: factum.Erased, Sealed: map[string]any{"erasure": factum.Erasure{
		Acts: []factum.ActIndex{first}, Ground: "protection", Authority: "order 5"}}}}); err != nil {
		t.Fatal(err)
	}
	if again := appendOne(t, l, 1); again == first {
		t.Error("it is the erased act still")
	}
}

func TestEraseRefuses(t *testing.T) {
	p := privateRecord(t)
	l := write(t, p.dir, Config{Blobs: blobfs.In(p.dir)})
	done, err := l.Erase(context.Background(), []factum.Draft{{Key: "e", Kind: factum.Erased, Sealed: map[string]any{"erasure": factum.Erasure{
		Acts: p.erasure.Acts[2:], Ground: "protection", Authority: "order 5"}}}})
	if err != nil {
		t.Fatal(err)
	}
	before := snapshot(t, p.dir)
	many := make([]factum.ActIndex, factum.ErasedAtOnce+1)
	for what, e := range map[string]factum.Erasure{
		"act 0":        {Acts: []factum.ActIndex{0}},
		"an erasure":   {Acts: done},
		"what is not":  {Acts: []factum.ActIndex{99}},
		"nothing":      {},
		"too much":     {Acts: many},
		"no ground":    {Acts: p.keep, Ground: "because"},
		"no authority": {Acts: p.keep, Authority: " "},
	} {
		if e.Ground == "" {
			e.Ground = "protection"
		}
		if e.Authority == "" {
			e.Authority = "order 5"
		}
		_, err := l.Erase(context.Background(), []factum.Draft{{Key: what, Kind: factum.Erased, Sealed: map[string]any{"erasure": e}}})
		if k := factum.KindOf(err); k != factum.Invalid && k != factum.Missing {
			t.Errorf("%s: %v", what, err)
		}
	}
	untouched(t, before, snapshot(t, p.dir))
	closeLedger(t, l)
	r, err := OpenReader(p.dir, Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close(context.Background())
	if _, err := p.erase(r); factum.KindOf(err) != factum.ReadOnly {
		t.Errorf("a reader: %v", err)
	}
}

// settled checks a record that was left anywhere in an erasure: everything holds, then the next session either has the erased act and
// nothing of what it names, or neither.
func (p private) settled(t *testing.T, what, dir string, mustBeGone bool) (erased bool) {
	t.Helper()
	p.whole(t, what+", as it was left", dir)
	r, err := OpenReader(dir, Config{})
	if err != nil {
		t.Errorf("%s: %v", what, err)
		return false
	}
	size := r.Size()
	last, err := r.Entry(size - 1)
	if err != nil {
		t.Errorf("%s: %v", what, err)
	}
	if last.Act.Kind == factum.Erased {
		for _, i := range p.erasure.Acts {
			if e, err := r.Entry(i); err != nil || e.Openings != nil {
				t.Errorf("%s: a reader opens %s, %v", what, i, err)
			}
		}
	}
	r.Close(context.Background())
	l := write(t, dir, Config{Blobs: blobfs.In(dir)})
	last, err = l.Entry(l.Size() - 1)
	closeLedger(t, l)
	erased = err == nil && last.Act.Kind == factum.Erased
	if !erased && mustBeGone {
		t.Errorf("%s: the erasure was acknowledged and is not there", what)
	}
	left := traces(t, dir, p.capture)
	if erased && len(left) > 0 {
		t.Errorf("%s: traces in %v", what, left)
	}
	if !erased && len(left) < 4 {
		t.Errorf("%s: it was not logged, and yet only %v is left", what, left)
	}
	if _, err := os.Stat(filepath.Join(dir, fileErasing)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s: the mark: %v", what, err)
	}
	p.whole(t, what+", then opened", dir)
	return erased
}

// The power is cut after any call of an erasure.
func TestErasePowerCut(t *testing.T) {
	t.Parallel()
	p := privateRecord(t)
	images := cutting{base: p.dir, seeds: 1}.images(t, func(s *story) error {
		l, err := OpenWriter(context.Background(), s.dir, s.config())
		if err != nil {
			return err
		}
		if _, err := p.erase(l); err != nil {
			return err
		}
		s.acknowledged(func(a *told) { a.made = true })
		return l.Close(context.Background())
	})
	if len(images) < 60 {
		t.Errorf("only %d images: the test tests little", len(images))
	}
	var gone, there sync.Map
	var wg sync.WaitGroup
	next := make(chan int)
	for range 16 { // a session waits for its checkpoint more than it works
		wg.Go(func() {
			for n := range next {
				i := images[n]
				if p.settled(t, fmt.Sprintf("image %d, cut after %q", n, i.call), filepath.Join(i.dir, "record"), i.told.made) {
					gone.Store(n, true)
				} else {
					there.Store(n, true)
				}
			}
		})
	}
	for n := range images {
		next <- n
	}
	close(next)
	wg.Wait()
	count := func(m *sync.Map) (n int) { m.Range(func(any, any) bool { n++; return true }); return n }
	if count(&gone) < 20 || count(&there) < 5 {
		t.Errorf("%d were erased, %d were not: the test tests little", count(&gone), count(&there))
	}
}

// Any call of an erasure fails: the session ends, and the next one finishes what was logged.
func TestEraseFaults(t *testing.T) {
	t.Parallel()
	base := privateRecord(t)
	for n, done := 0, false; !done; n++ {
		p := base
		p.dir = filepath.Join(t.TempDir(), "record")
		if err := os.CopyFS(p.dir, os.DirFS(base.dir)); err != nil {
			t.Fatal(err)
		}
		disk := &durabletest.Faults{Short: n%2 == 0}
		l, err := OpenWriter(context.Background(), p.dir, Config{FS: Disk{On: disk}, Blobs: blobfs.In(p.dir).On(disk)})
		if err != nil {
			t.Fatal(err)
		}
		from, hit := disk.Calls(), ""
		disk.Fail = func(i int, call string) error {
			if i != from+n {
				return nil
			}
			hit = call
			return syscall.EIO
		}
		_, err = p.erase(l)
		disk.Fail = nil
		if done = hit == ""; done {
			if err != nil || n < 20 {
				t.Errorf("%d calls, %v", n, err)
			}
		} else if err == nil {
			t.Errorf("%s failed and nobody said so", hit)
		}
		closing := l.Close(context.Background())
		if err != nil && l.w.failure() != nil && closing == nil {
			t.Errorf("%s failed and the session ended well", hit)
		}
		p.settled(t, fmt.Sprintf("call %d, %q failed", n, hit), p.dir, err == nil)
	}
}

// What is half overwritten did not change, as long as the mark is there.
func TestEraseHalf(t *testing.T) {
	p := privateRecord(t)
	l := write(t, p.dir, Config{Blobs: blobfs.In(p.dir)})
	if err := l.markErasing(context.Background(), []factum.Erasure{p.erasure}); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Append(context.Background(), []factum.Draft{{Key: "erase", Kind: factum.Erased, Sealed: map[string]any{"erasure": p.erasure, "by": "carla"}}}); err != nil {
		t.Fatal(err)
	}
	closeLedger(t, l)
	half := func(n int) func([]byte) []byte {
		return func(b []byte) []byte {
			line := bytes.SplitAfter(b, []byte{'\n'})[n]
			copy(line, bytes.Repeat([]byte{' '}, len(line)/2))
			return b
		}
	}
	edit(t, p.dir, "sealed/00000000.jsonl", half(int(p.erasure.Acts[1])))
	edit(t, p.dir, "derived/00000000.jsonl", half(0))
	if !p.settled(t, "half overwritten", p.dir, true) {
		t.Error("it is not erased")
	}
}

// A mark that does not read is not passed over, and one of what was never logged means nothing.
func TestEraseMark(t *testing.T) {
	p := privateRecord(t)
	mark := filepath.Join(p.dir, fileErasing)
	if err := os.WriteFile(mark, []byte("soon\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenWriter(context.Background(), p.dir, Config{Blobs: blobfs.In(p.dir)}); err == nil {
		t.Error("a writer passed over it")
	}
	if _, err := OpenReader(p.dir, Config{}); err == nil {
		t.Error("a reader passed over it")
	}
	if err := os.WriteFile(mark, []byte("7\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if p.settled(t, "a mark of what was never logged", p.dir, false) {
		t.Error("it was erased")
	}
}
