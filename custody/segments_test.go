package custody

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"factum"
)

// A second file of acts begins at the 65,537th, within one delivery, and everything works across the seam.
func TestSecondSegment(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 65,600 acts")
	}
	l, dir := create(t)
	ctx := context.Background()
	var waits []func(context.Context) ([]factum.ActIndex, error)
	const n = factum.ActsPerSegment + 64
	for i := 1; i < n; i += 1000 {
		var drafts []factum.Draft
		for k := i; k < min(i+1000, n); k++ {
			drafts = append(drafts, factum.Draft{Key: draft(k).Key, Kind: factum.Noted})
		}
		wait, err := l.Submit(ctx, drafts)
		if err != nil {
			t.Fatal(err)
		}
		waits = append(waits, wait)
	}
	for _, wait := range waits {
		if _, err := wait(ctx); err != nil {
			t.Fatal(err)
		}
	}
	closeLedger(t, l)
	edit(t, dir, "acts/00000001.jsonl", tail(`{"act":"no`))
	if got := failures(t, dir, VerifyOptions{}); len(got) != 0 {
		t.Fatalf("%d failures, first %+v", len(got), got[0])
	}
	l = write(t, dir, Config{})
	if at := appendOne(t, l, n); at != n {
		t.Errorf("the next stands at %d", at)
	}
	for _, i := range []factum.ActIndex{factum.ActsPerSegment - 1, factum.ActsPerSegment, n} {
		var key string
		if e, err := l.Entry(i); err != nil || e.Index != i {
			t.Error(err)
		} else if _, err := e.Open("key", &key); err != nil || key != draft(int(i)).Key {
			t.Errorf("%s has the key %q, %v", i, key, err)
		}
	}
	closeLedger(t, l)
	edit(t, dir, sealed0, func(b []byte) []byte { b[len(b)/2] ^= 1; return b })
	edit(t, dir, "acts/00000001.jsonl", func(b []byte) []byte { b[len(b)/2] ^= 1; return b })
	got := failures(t, dir, VerifyOptions{})
	if len(got) != 2 || got[0].File != sealed0 || got[1].File != "acts/00000001.jsonl" {
		t.Errorf("%d: %+v", len(got), got)
	}
	if err := os.Remove(filepath.Join(dir, acts0)); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenWriter(ctx, dir, Config{}); factum.KindOf(err) != factum.Unsafe {
		t.Errorf("without the first segment: %v", err)
	}
}
