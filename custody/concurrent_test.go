package custody

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"factum"
)

// Many callers at once: every draft gets its own place, a key delivered by several gets one.
func TestManyCallers(t *testing.T) {
	l, dir := create(t)
	ctx := context.Background()
	const callers, each = 16, 40
	var mu sync.Mutex
	byKey := map[string]factum.ActIndex{}
	byIndex := map[factum.ActIndex]string{}
	var wg sync.WaitGroup
	for c := range callers {
		wg.Go(func() {
			for i := range each {
				d := draft(c*each + i)
				if i%4 == 0 {
					d = draft(1_000_000 + i) // everybody delivers these
				}
				at, err := l.Append(ctx, []factum.Draft{d})
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				if was, ok := byKey[d.Key]; ok && was != at[0] {
					t.Errorf("%s stands at %d and %d", d.Key, was, at[0])
				}
				if was, ok := byIndex[at[0]]; ok && was != d.Key {
					t.Errorf("%d is %s and %s", at[0], was, d.Key)
				}
				byKey[d.Key], byIndex[at[0]] = at[0], d.Key
				mu.Unlock()
				if _, err := l.PutDerived(ctx, [][]byte{fmt.Appendf(nil, `{"c":%d,"i":%d}`, c, i), []byte(`{"same":1}`)}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	want := factum.ActIndex(1 + callers*(each-each/4) + each/4)
	if l.Size() != want {
		t.Errorf("%d acts, want %d", l.Size(), want)
	}
	closeLedger(t, l)
	r, err := OpenReader(dir, Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close(ctx)
	for e, err := range r.Entries(ctx, 1) {
		var key string
		if err != nil {
			t.Fatal(err)
		}
		if _, err := e.Open("key", &key); err != nil || byKey[key] != e.Index {
			t.Errorf("%s is %s, %v", e.Index, key, err)
		}
	}
	n := 0
	for b, err := range r.DerivedItems(ctx) {
		if err != nil || len(b) == 0 {
			t.Fatal(err)
		}
		n++
	}
	if n != callers*each+1 {
		t.Errorf("%d derived items, want %d", n, callers*each+1)
	}
	for _, i := range []factum.ActIndex{0, 1, want / 2, want - 1} {
		if p, err := r.Inclusion(ctx, i); err != nil || p.Verify() != nil {
			t.Errorf("%s: %v", i, err)
		}
	}
	if got := failures(t, dir, VerifyOptions{}); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

// A key that the index knows is not logged again in a later session.
func TestKeysOfEarlierSessions(t *testing.T) {
	dir := three(t)
	l := write(t, dir, Config{Keys: keyMap{"k2": 2}})
	defer l.Close(context.Background())
	at, err := l.Append(context.Background(), []factum.Draft{draft(2), draft(9), draft(9)})
	if err != nil || at[0] != 2 || at[1] != 4 || at[2] != 4 {
		t.Errorf("%v, %v", at, err)
	}
}

type keyMap map[string]factum.ActIndex

func (m keyMap) Lookup(_ context.Context, keys []string) (map[string]factum.ActIndex, error) {
	return m, nil
}

func TestBadDrafts(t *testing.T) {
	l, _ := create(t)
	defer l.Close(context.Background())
	for what, d := range map[string]factum.Draft{
		"no key":       {Kind: factum.Noted},
		"unknown kind": {Key: "k", Kind: "dreamt"},
		"too long":     {Key: "k", Kind: factum.Noted, Detail: map[string]any{"x": strings.Repeat("x", factum.MaxAct)}},
		"no JSON":      {Key: "k", Kind: factum.Noted, Sealed: map[string]any{"x": func() {}}},
	} {
		if _, err := l.Append(context.Background(), []factum.Draft{draft(1), d}); err == nil {
			t.Errorf("%s: accepted", what)
		}
	}
	if l.Size() != 1 {
		t.Errorf("%d acts: part of a refused delivery was logged", l.Size())
	}
	for _, b := range []string{"", "{}\n"} {
		if _, err := l.PutDerived(context.Background(), [][]byte{[]byte(b)}); factum.KindOf(err) != factum.Invalid {
			t.Errorf("derived item %q: %v", b, err)
		}
	}
	if _, err := l.Entry(1); factum.KindOf(err) != factum.Missing {
		t.Errorf("an act that is not there: %v", err)
	}
}

func TestProofs(t *testing.T) {
	dir := evidence(t)
	ctx := context.Background()
	l, err := OpenReader(dir, Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close(ctx)
	kept, err := l.Kept()
	if err != nil || len(kept) < 4 {
		t.Fatal(kept, err)
	}
	for i := range kept[1:] {
		a, err := l.Checkpoint(kept[i])
		if err != nil {
			t.Fatal(err)
		}
		b, err := l.Checkpoint(kept[i+1])
		if err != nil {
			t.Fatal(err)
		}
		p, err := l.Consistency(ctx, a, b)
		if err != nil {
			t.Fatal(err)
		}
		p.From.Root[0] ^= 1
		if p.Verify() == nil {
			t.Error("a proof holds of another root")
		}
	}
	p, err := l.Inclusion(ctx, 100)
	if err != nil {
		t.Fatal(err)
	}
	p.Path[0][0] ^= 1
	if p.Verify() == nil {
		t.Error("a changed path proves")
	}
	p.Path[0][0] ^= 1
	p.Entry[0] ^= 1
	if p.Verify() == nil {
		t.Error("another entry is proved")
	}
	small, _ := l.Checkpoint(kept[0])
	if _, err := l.InclusionUnder(ctx, 100, small); factum.KindOf(err) != factum.Transient {
		t.Errorf("under a checkpoint that does not cover it: %v", err)
	}
}

const childDir = "CUSTODY_TEST_DIR"

// TestChild is the process that TestKill kills; by itself it does nothing.
func TestChild(t *testing.T) {
	dir := os.Getenv(childDir)
	if dir == "" {
		return
	}
	l, err := OpenWriter(context.Background(), dir, Config{})
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	var wg sync.WaitGroup
	for c := range 4 {
		wg.Go(func() {
			for i := 0; ; i++ {
				d := draft(os.Getpid()*100_000 + c*10_000 + i)
				if _, err := l.PutDerived(context.Background(), [][]byte{fmt.Appendf(nil, `{"key":"%s"}`, d.Key)}); err != nil {
					fmt.Println("error", err)
					os.Exit(1)
				}
				at, err := l.Append(context.Background(), []factum.Draft{d})
				if err != nil {
					fmt.Println("error", err)
					os.Exit(1)
				}
				fmt.Printf("acked %d %s\n", at[0], d.Key)
			}
		})
	}
	wg.Wait()
}

// Killed at any moment, a writer loses nothing that it had acknowledged.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("kills processes for some seconds")
	}
	l, dir := create(t)
	closeLedger(t, l)
	acked := map[factum.ActIndex]string{}
	for round := 0; round < 8 || len(acked) < 50 && round < 40; round++ { // a machine under load gets more rounds
		cmd := exec.Command(os.Args[0], "-test.run=^TestChild$")
		cmd.Env = append(os.Environ(), childDir+"="+dir)
		var out strings.Builder
		cmd.Stdout = &out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(60+37*(round%12)) * time.Millisecond)
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		for line := range strings.Lines(out.String()) {
			f := strings.Fields(line)
			switch {
			case len(f) == 3 && f[0] == "acked" && strings.HasSuffix(line, "\n"):
				n, err := strconv.Atoi(f[1])
				if err != nil {
					t.Fatal(line)
				}
				if was, ok := acked[factum.ActIndex(n)]; ok {
					t.Fatalf("%d was acknowledged to %s and to %s", n, was, f[2])
				}
				acked[factum.ActIndex(n)] = f[2]
			case len(f) > 0 && f[0] == "error":
				t.Fatal(line)
			}
		}
		if got := failures(t, dir, VerifyOptions{}); len(got) != 0 {
			t.Fatalf("round %d, before recovery: %+v", round, got)
		}
		r, err := OpenReader(dir, Config{})
		if err != nil {
			t.Fatal(err)
		}
		for at, key := range acked {
			var got string
			if e, err := r.Entry(at); err != nil {
				t.Errorf("round %d: %s: %v", round, at, err)
			} else if _, err := e.Open("key", &got); err != nil || got != key {
				t.Errorf("round %d: %s is %q, was acknowledged to %q", round, at, got, key)
			}
			if _, err := r.Derived(context.Background(), factum.DigestOfString(`{"key":"`+key+`"}`)); err != nil {
				t.Errorf("round %d: %v", round, err)
			}
		}
		closeLedger(t, r)
	}
	if len(acked) < 50 {
		t.Errorf("only %d acts were acknowledged", len(acked))
	}
	l = write(t, dir, Config{})
	closeLedger(t, l)
	if got := failures(t, dir, VerifyOptions{}); len(got) != 0 {
		t.Errorf("after recovery: %+v", got)
	}
	if _, err := os.Stat(filepath.Join(dir, "checkpoints", strconv.Itoa(int(l.Size())))); err != nil {
		t.Error(err)
	}
}

// Verifying and reading beside a writer at work finds nothing wrong.
func TestVerifyBesideAWriter(t *testing.T) {
	l, dir := create(t)
	ctx := context.Background()
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for c := range 4 {
		wg.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				if _, err := l.PutDerived(ctx, [][]byte{fmt.Appendf(nil, `{"c":%d,"i":%d}`, c, i)}); err != nil {
					t.Error(err)
				}
				if _, err := l.Append(ctx, []factum.Draft{draft(100_000*c + i)}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for round := 0; round < 6 || l.Size() < 300 && round < 100; round++ {
		time.Sleep(100 * time.Millisecond)
		if got := failures(t, dir, VerifyOptions{}); len(got) != 0 {
			t.Errorf("%d: %+v", len(got), got[0])
		}
		r, err := OpenReader(dir, Config{})
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range r.Entries(ctx, 0) {
			if err != nil {
				t.Error(err)
			}
		}
		closeLedger(t, r)
	}
	close(stop)
	wg.Wait()
	if l.Size() < 300 {
		t.Errorf("only %d acts", l.Size())
	}
	closeLedger(t, l)
}
