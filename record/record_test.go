package record_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"factum"
	"factum/record"
	"factum/store"
)

// world is a record in a temporary directory.
type world struct {
	t   *testing.T
	cfg record.Config
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t, record.Config{Dir: filepath.Join(t.TempDir(), "record"), By: "anna"}}
	if _, err := record.Init(t.Context(), w.cfg, record.Settings{Mandate: "test"}); err != nil {
		t.Fatal(err)
	}
	return w
}

// file writes a file beside the record.
func (w *world) file(name, text string) string {
	w.t.Helper()
	p := filepath.Join(filepath.Dir(w.cfg.Dir), name)
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		w.t.Fatal(err)
	}
	return p
}

// add adds in one session and returns the lines.
func (w *world) add(o record.AddOptions, args ...string) []record.Added {
	w.t.Helper()
	r, err := record.OpenWriter(w.t.Context(), w.cfg)
	if err != nil {
		w.t.Fatal(err)
	}
	var out []record.Added
	_, err = r.Add(w.t.Context(), args, o, func(a record.Added) error { out = append(out, a); return nil })
	if cerr := r.Close(w.t.Context()); err == nil {
		err = cerr
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return out
}

// answers is everything that lists and shows answer, as one text.
func (w *world) answers() string {
	w.t.Helper()
	ctx := w.t.Context()
	r, err := record.Open(ctx, w.cfg)
	if err != nil {
		w.t.Fatal(err)
	}
	defer r.Close(ctx)
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	put := func(v any, err error) {
		w.t.Helper()
		if err != nil {
			w.t.Fatal(err)
		}
		if err := e.Encode(v); err != nil {
			w.t.Fatal(err)
		}
	}
	q, all := r.Ask(), store.Filter{}
	show := func(id string) {
		w.t.Helper()
		s, err := r.Show(ctx, id)
		put(s, err)
	}
	captures, err := q.Captures(ctx, all)
	put(captures, err)
	for _, c := range captures.Items {
		show(c.Subject.SHA256.String())
	}
	facts, err := q.Facts(ctx, all)
	put(facts, err)
	for _, f := range facts.Items {
		show(string(f.ID))
	}
	claims, err := q.Claims(ctx, all)
	put(claims, err)
	lines, err := q.Lines(ctx, all)
	put(lines, err)
	documents, err := q.Documents(ctx, all)
	put(documents, err)
	statements, err := q.Statements(ctx, all)
	put(statements, err)
	sources, err := q.Sources(ctx, all)
	put(sources, err)
	acts, err := q.Acts(ctx, all)
	put(acts, err)
	gaps, err := q.Gaps(ctx, all)
	put(gaps, err)
	for _, words := range []string{"station", "raketaanval", "Lozova", "вокзал"} {
		hits, err := q.Search(ctx, words, "", store.Filter{Limit: 50})
		put(hits, err)
	}
	return b.String()
}

// verify fails the test when the record does not hold.
func (w *world) verify() {
	w.t.Helper()
	var bad []string
	sum, err := record.Verify(w.t.Context(), w.cfg, record.VerifyOptions{}, func(c record.Checked) error {
		if !c.OK {
			bad = append(bad, fmt.Sprintf("%s %s %s: %s", c.Status, c.File, c.Item, c.Why))
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	if sum.Failed > 0 || len(bad) > 0 || sum.Checked < 10 {
		w.t.Fatalf("%d checked, %d failed:\n%s", sum.Checked, sum.Failed, strings.Join(bad, "\n"))
	}
}

const examplesDir = "../examples"

// examples are the paths of the shipped reports.
func exampleFiles(t *testing.T) []string {
	t.Helper()
	fs, err := filepath.Glob(examplesDir + "/[0-9]*")
	if err != nil || len(fs) < 16 {
		t.Fatalf("%d examples, %v", len(fs), err)
	}
	return fs
}

// TestExamplesWhole takes the shipped reports the whole way, and once more after the database is gone.
func TestExamplesWhole(t *testing.T) {
	w := newWorld(t)
	for _, a := range w.add(record.AddOptions{}, exampleFiles(t)...) {
		if a.Status != "captured" || a.Lang == "und" {
			t.Errorf("%+v", a)
		}
	}
	w.verify()
	before := w.answers()
	if err := os.Remove(filepath.Join(w.cfg.Dir, "record.db")); err != nil {
		t.Fatal(err)
	}
	if _, err := record.Rebuild(t.Context(), w.cfg, nil); err != nil {
		t.Fatal(err)
	}
	if after := w.answers(); after != before {
		t.Errorf("after rebuild something is answered differently: %s", firstDifference(before, after))
	}
	w.verify()
}

func firstDifference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return fmt.Sprintf("%q\n   and %q", a[max(0, i-80):min(len(a), i+160)], b[max(0, i-80):min(len(b), i+160)])
}

// factsOf is what facts, lines and claims a record answers, without the log's places, which depend on the order.
func (w *world) factsOf() string {
	w.t.Helper()
	r, err := record.Open(w.t.Context(), w.cfg)
	if err != nil {
		w.t.Fatal(err)
	}
	defer r.Close(w.t.Context())
	p, err := r.Ask().Facts(w.t.Context(), store.Filter{})
	if err != nil {
		w.t.Fatal(err)
	}
	var groups []string
	for _, f := range p.Items {
		var ids []string
		for _, c := range f.Claims {
			ids = append(ids, string(c))
		}
		slices.Sort(ids)
		groups = append(groups, strings.Join(ids, " "))
	}
	slices.Sort(groups)
	return strings.Join(groups, "\n")
}

// TestOrderDoesNotMatter adds the examples at once, one by one and backwards: the same claims are one fact.
func TestOrderDoesNotMatter(t *testing.T) {
	files := exampleFiles(t)
	at := newWorld(t)
	at.add(record.AddOptions{}, files...)
	want := at.factsOf()
	one := newWorld(t)
	for i := len(files) - 1; i >= 0; i-- {
		one.add(record.AddOptions{}, files[i])
	}
	if got := one.factsOf(); got != want {
		t.Errorf("one by one, backwards: %s", firstDifference(want, got))
	}
}

// TestSameBytesTwice keeps one capture with two acts.
func TestSameBytesTwice(t *testing.T) {
	w := newWorld(t)
	text := "Russian forces shelled the railway station of Lozova on 8 April 2022, killing twelve people.\n"
	a, b := w.file("a.txt", text), w.file("sub/b.txt", text)
	got := w.add(record.AddOptions{}, a, b)
	if len(got) != 2 || got[0].Status != "captured" || got[1].Status != "known" || got[0].Capture != got[1].Capture || got[0].Claims != got[1].Claims {
		t.Fatalf("%+v", got)
	}
	if again := w.add(record.AddOptions{}, a); again[0].Status != "known" || again[0].Claims != got[0].Claims {
		t.Errorf("a second run: %+v", again)
	}
	r, err := record.Open(t.Context(), w.cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close(t.Context())
	s, err := r.Show(t.Context(), got[0].Capture.String())
	if err != nil {
		t.Fatal(err)
	}
	if n := len(s.Capture.Origins); n != 3 {
		t.Errorf("%d acts of capturing, want 3", n)
	}
	if s.Capture.Origins[1].Origin.Name != "b.txt" || s.Capture.Origins[0].By != "anna" {
		t.Errorf("%+v", s.Capture.Origins)
	}
	if len(s.Proofs) != 3 {
		t.Errorf("%d proofs, want one for each act", len(s.Proofs))
	}
}

// TestReadLater captures without reading, then recodes.
func TestReadLater(t *testing.T) {
	w := newWorld(t)
	p := w.file("a.txt", "Russian forces shelled the railway station of Lozova on 8 April 2022, killing twelve people.\n")
	got := w.add(record.AddOptions{NoRead: true}, p)
	if got[0].Status != "captured" || got[0].Claims != 0 || got[0].Read {
		t.Fatalf("%+v", got)
	}
	r, err := record.OpenWriter(t.Context(), w.cfg)
	if err != nil {
		t.Fatal(err)
	}
	sum, err := r.Recode(t.Context(), nil, record.RecodeOptions{}, func(record.Added) error { return nil })
	if err != nil || sum.Inputs != 1 || sum.Claims == 0 {
		t.Fatalf("%+v %v", sum, err)
	}
	if sum, err = r.Recode(t.Context(), nil, record.RecodeOptions{}, func(record.Added) error { return nil }); err != nil || sum.Inputs != 0 {
		t.Errorf("a second recode has something to do: %+v %v", sum, err)
	}
	if err := r.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.verify()
}

// TestTwoWriters: the second is told who has the record, and touches nothing.
func TestTwoWriters(t *testing.T) {
	w := newWorld(t)
	r, err := record.OpenWriter(t.Context(), w.cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close(t.Context())
	_, err = record.OpenWriter(t.Context(), w.cfg)
	if factum.KindOf(err) != factum.Busy || !strings.Contains(err.Error(), fmt.Sprint(os.Getpid())) {
		t.Errorf("kind %s: %v", factum.KindOf(err), err)
	}
	reader, err := record.Open(t.Context(), w.cfg)
	if err != nil {
		t.Fatalf("reading beside a writer: %v", err)
	}
	reader.Close(t.Context())
}

// TestInterrupted stops in the middle: what was reported is kept, and adding again completes.
func TestInterrupted(t *testing.T) {
	const files = 1500 // more than are under way at once
	w := newWorld(t)
	for i := range files {
		w.file(fmt.Sprintf("in/%04d.txt", i), fmt.Sprintf("Report %d. Troops withdrew from Kyiv on 2 April 2022.\n", i))
	}
	in := filepath.Join(filepath.Dir(w.cfg.Dir), "in")
	ctx, cancel := context.WithCancel(t.Context())
	r, err := record.OpenWriter(ctx, w.cfg)
	if err != nil {
		t.Fatal(err)
	}
	kept := map[factum.Digest]bool{}
	_, err = r.Add(ctx, []string{in}, record.AddOptions{}, func(a record.Added) error {
		if kept[a.Capture] = true; len(kept) == 40 {
			cancel()
		}
		return nil
	})
	if err == nil || ctx.Err() == nil {
		t.Fatalf("it was not interrupted: %v", err)
	}
	if err := r.Close(ctx); err != nil {
		t.Fatal(err)
	}
	w.verify()
	known := 0
	for _, a := range w.add(record.AddOptions{}, in) {
		if a.Status == "gap" || !a.Read {
			t.Errorf("%+v", a)
		}
		if kept[a.Capture] && a.Status != "known" {
			t.Errorf("%s was reported and is not known", a.Capture)
		}
		if a.Status == "known" {
			known++
		}
	}
	if known < len(kept) || known == files {
		t.Errorf("%d known, %d were reported", known, len(kept))
	}
	w.verify()
}

// TestGrowing captures a file that is written to meanwhile: what was read is what is kept, and it is said.
func TestGrowing(t *testing.T) {
	w := newWorld(t)
	p := w.file("log.txt", strings.Repeat("Troops withdrew from Kyiv.\n", 400000))
	stop := make(chan struct{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		f, err := os.OpenFile(p, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			return
		}
		defer f.Close()
		for {
			select {
			case <-stop:
				return
			default:
				f.WriteString("More.\n")
				time.Sleep(50 * time.Microsecond)
			}
		}
	}()
	got := w.add(record.AddOptions{NoRead: true}, p)
	close(stop)
	<-done
	r, err := record.Open(t.Context(), w.cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close(t.Context())
	s, err := r.Show(t.Context(), got[0].Capture.String())
	if err != nil {
		t.Fatal(err)
	}
	if !s.Capture.Origins[0].Origin.Grew {
		t.Error("it is not said that the file changed while it was read")
	}
	w.verify()
}

// TestNewer refuses to write to a record of a newer format and says so.
func TestNewer(t *testing.T) {
	w := newWorld(t)
	name := filepath.Join(w.cfg.Dir, "factum.toml")
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, bytes.Replace(b, []byte("format = 1"), []byte("format = 2"), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := record.OpenWriter(t.Context(), w.cfg); factum.KindOf(err) != factum.Newer {
		t.Errorf("%v", err)
	}
}
