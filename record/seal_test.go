package record

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"factum"
	"factum/store"
)

// TestCodedThereAndBack codes by this version, by another that finds nothing, and by this one again: three acts, and the claims are back.
func TestCodedThereAndBack(t *testing.T) {
	ctx := t.Context()
	cfg := Config{Dir: filepath.Join(t.TempDir(), "record")}
	if _, err := Init(ctx, cfg, Settings{}); err != nil {
		t.Fatal(err)
	}
	r, err := OpenWriter(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close(ctx)
	var d factum.Digest
	text := "Russian forces shelled the railway station of Lozova on 8 April 2022, killing twelve people.\n"
	if _, err := r.Add(ctx, []string{"-"}, AddOptions{Stdin: strings.NewReader(text)}, func(a Added) error { d = a.Capture; return nil }); err != nil {
		t.Fatal(err)
	}
	claims := func() int {
		p, err := r.index.Claims(ctx, store.Filter{Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		return len(p.Items)
	}
	before := claims()
	got, err := r.index.Get(ctx, d.String())
	if err != nil {
		t.Fatal(err)
	}
	other := codedDraft(d, factum.Result{}, got.Capture.Coded, map[string]any{"reader": "0", "coder": "other", "gazetteer": "0", "weigher": "0"})
	for range 2 { // delivered twice
		if err := r.log(ctx, []factum.Draft{other}); err != nil {
			t.Fatal(err)
		}
	}
	if n := claims(); n != 0 || before == 0 {
		t.Errorf("%d claims before, %d after a version that finds none", before, n)
	}
	size := r.ledger.Size()
	if _, err := r.Recode(ctx, nil, RecodeOptions{}, func(Added) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if sum, err := r.Recode(ctx, nil, RecodeOptions{All: true}, func(Added) error { return nil }); err != nil || sum.Claims != before {
		t.Errorf("recoding all: %+v %v", sum, err)
	}
	if n := claims(); r.ledger.Size() != size+1 || n != before {
		t.Errorf("%d acts more and %d claims, want one and %d", r.ledger.Size()-size, n, before)
	}
}

// TestReportFails ends an Add whose lines nobody takes: each is reported once, and its capture is kept.
func TestReportFails(t *testing.T) {
	ctx := t.Context()
	cfg := Config{Dir: filepath.Join(t.TempDir(), "record")}
	if _, err := Init(ctx, cfg, Settings{}); err != nil {
		t.Fatal(err)
	}
	r, err := OpenWriter(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close(ctx)
	told, gone := 0, errors.New("nobody reads")
	sum, err := r.Add(ctx, []string{"-"}, AddOptions{Stdin: strings.NewReader("Troops withdrew from Kyiv on 2 April 2022.\n")}, func(Added) error { told++; return gone })
	if !errors.Is(err, gone) || told != 1 || sum.Inputs != 1 {
		t.Errorf("told %d times, %+v, %v", told, sum, err)
	}
	if n := r.ledger.Size(); n != 3 { // opened, captured, coded
		t.Errorf("%d acts", n)
	}
}
