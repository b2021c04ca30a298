package custody

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"factum"
)

func create(t testing.TB) (*Ledger, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "record")
	l, err := Create(context.Background(), dir, "", map[string]any{"by": "anna"}, Config{Program: factum.Version{Name: "test", Version: "1"}})
	if err != nil {
		t.Fatal(err)
	}
	return l, dir
}

func draft(i int) factum.Draft {
	return factum.Draft{Key: fmt.Sprintf("k%d", i), Kind: factum.Noted, Detail: map[string]any{"n": i},
		Sealed: map[string]any{"note": fmt.Sprintf("note %d", i), "by": "anna"}}
}

func closeLedger(t testing.TB, l *Ledger) {
	t.Helper()
	if err := l.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func write(t testing.TB, dir string, cfg Config) *Ledger {
	t.Helper()
	l, err := OpenWriter(context.Background(), dir, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func appendOne(t *testing.T, l *Ledger, i int) factum.ActIndex {
	t.Helper()
	at, err := l.Append(context.Background(), []factum.Draft{draft(i)})
	if err != nil {
		t.Fatal(err)
	}
	return at[0]
}

func TestLedgerKeepsWhatIsAppended(t *testing.T) {
	l, dir := create(t)
	for i := 1; i <= 3; i++ {
		if at := appendOne(t, l, i); at != factum.ActIndex(i) {
			t.Fatalf("draft %d stands at %d", i, at)
		}
	}
	if at := appendOne(t, l, 2); at != 2 {
		t.Errorf("a second delivery got %d, not 2", at)
	}
	d, err := l.PutDerived(context.Background(), [][]byte{[]byte(`{"a":1}`), []byte(`{"b":2}`), []byte(`{"a":1}`)})
	if err != nil || d[0] != d[2] {
		t.Fatal(d, err)
	}
	closeLedger(t, l)

	r, err := OpenReader(dir, Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close(context.Background())
	n := 0
	for e, err := range r.Entries(context.Background(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		if n > 0 {
			var note string
			if ok, err := e.Open("note", &note); !ok || err != nil || note != fmt.Sprintf("note %d", n) {
				t.Errorf("act %d opens to %q, %v", n, note, err)
			}
		}
		n++
	}
	if n != 4 {
		t.Errorf("%d acts, want 4", n)
	}
	for i, want := range []string{`{"a":1}`, `{"b":2}`} {
		if b, err := r.Derived(context.Background(), d[i]); err != nil || string(b) != want {
			t.Errorf("derived %d is %s, %v", i, b, err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "checkpoints", "4")); err != nil {
		t.Error(err)
	}
}

func TestShortSessionIsShort(t *testing.T) {
	l, dir := create(t)
	closeLedger(t, l)
	// The best of some: another program may be at the disk.
	best := time.Hour
	for i := 1; i <= 8 && best > 450*time.Millisecond; i++ {
		start := time.Now()
		l = write(t, dir, Config{})
		appendOne(t, l, 2*i)
		appendOne(t, l, 2*i+1)
		closeLedger(t, l)
		best = min(best, time.Since(start))
	}
	if best > 450*time.Millisecond {
		t.Errorf("a session of two acts takes %v", best)
	}
}

func TestTwoWriters(t *testing.T) {
	l, dir := create(t)
	_, err := OpenWriter(context.Background(), dir, Config{Wait: 20 * time.Millisecond})
	if factum.KindOf(err) != factum.Busy {
		t.Fatalf("second writer: %v", err)
	}
	closeLedger(t, l)
	closeLedger(t, write(t, dir, Config{}))
	if _, err := l.Append(context.Background(), []factum.Draft{draft(9)}); err == nil {
		t.Error("appended to a closed session")
	}
	if _, err := l.PutDerived(context.Background(), [][]byte{[]byte(`{}`)}); err == nil {
		t.Error("put into a closed session")
	}
}

func TestCreateRefusesWhatIsThere(t *testing.T) {
	l, dir := create(t)
	closeLedger(t, l)
	if _, err := Create(context.Background(), dir, "", nil, Config{}); factum.KindOf(err) != factum.Conflict {
		t.Errorf("over a record: %v", err)
	}
	other := t.TempDir()
	if err := os.WriteFile(filepath.Join(other, "x"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Create(context.Background(), other, "", nil, Config{}); factum.KindOf(err) != factum.Conflict {
		t.Errorf("over somebody's files: %v", err)
	}
	if _, err := OpenReader(other, Config{}); factum.KindOf(err) != factum.Missing {
		t.Errorf("no record: %v", err)
	}
	if errors.Is(err0(os.ReadFile(filepath.Join(other, "x"))), os.ErrNotExist) {
		t.Error("somebody's file went")
	}
}

func err0(_ []byte, err error) error { return err }
