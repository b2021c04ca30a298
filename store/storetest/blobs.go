package storetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"factum"
	"factum/store"
)

// Blobs tests a blob store. fresh makes an empty place and returns a function that opens the store there, again and again.
func Blobs(t *testing.T, fresh func(t *testing.T) (open func() store.Blobs)) {
	ctx := context.Background()
	t.Run("PutAndOpen", func(t *testing.T) {
		open := fresh(t)
		b := open()
		for _, size := range []int{0, 1, 4096, 1<<20 + 3} {
			want := bytes.Repeat([]byte("фактум"), size/12+1)[:size]
			s, known, err := b.Put(ctx, iotest.HalfReader(bytes.NewReader(want)))
			if err != nil || known {
				t.Fatal(size, known, err)
			}
			if s.SHA256 != factum.DigestOf(want) || s.SHA512 != factum.SHA512Of(want) || s.Size != int64(size) {
				t.Errorf("%d bytes: %+v", size, s)
			}
			for _, b := range []store.Blobs{b, open()} {
				if got := read(t, b, s.SHA256); !bytes.Equal(got, want) {
					t.Errorf("%d bytes read as %d", size, len(got))
				}
				if n, err := b.Stat(ctx, s.SHA256); err != nil || n != int64(size) {
					t.Errorf("%d bytes: Stat %d, %v", size, n, err)
				}
			}
		}
	})
	t.Run("Known", func(t *testing.T) {
		open := fresh(t)
		for i, want := range []bool{false, true} {
			if _, known, err := open().Put(ctx, strings.NewReader("once")); err != nil || known != want {
				t.Errorf("put %d: known %v, %v", i+1, known, err)
			}
		}
	})
	t.Run("Missing", func(t *testing.T) {
		b := fresh(t)()
		if _, err := b.Open(ctx, factum.DigestOfString("no")); factum.KindOf(err) != factum.Missing {
			t.Errorf("Open: %v", err)
		}
		if _, err := b.Stat(ctx, factum.DigestOfString("no")); factum.KindOf(err) != factum.Missing {
			t.Errorf("Stat: %v", err)
		}
		if err := b.Walk(ctx, func(factum.Digest, int64) error { return errors.New("visited") }); err != nil {
			t.Errorf("Walk over nothing: %v", err)
		}
	})
	t.Run("Remove", func(t *testing.T) {
		open := fresh(t)
		b := open()
		s, _, err := b.Put(ctx, strings.NewReader("to go"))
		if err != nil {
			t.Fatal(err)
		}
		other, _, err := b.Put(ctx, strings.NewReader("to stay"))
		if err != nil {
			t.Fatal(err)
		}
		for range 2 { // the second time there is nothing to remove
			if err := b.Remove(ctx, s.SHA256); err != nil {
				t.Error(err)
			}
			if _, err := open().Stat(ctx, s.SHA256); factum.KindOf(err) != factum.Missing {
				t.Errorf("it is there: %v", err)
			}
		}
		if err := b.Remove(ctx, factum.DigestOfString("never was")); err != nil {
			t.Error(err)
		}
		if got := read(t, b, other.SHA256); string(got) != "to stay" {
			t.Errorf("the other reads as %q", got)
		}
		if _, known, err := b.Put(ctx, strings.NewReader("to go")); known || err != nil {
			t.Errorf("put again: known %v, %v", known, err)
		}
	})
	t.Run("FailingReader", func(t *testing.T) {
		b := fresh(t)()
		r := io.MultiReader(strings.NewReader("half"), iotest.ErrReader(errors.New("gone")))
		if _, _, err := b.Put(ctx, r); err == nil {
			t.Error("a reader that failed was taken for whole")
		}
		if _, err := b.Stat(ctx, factum.DigestOfString("half")); factum.KindOf(err) != factum.Missing {
			t.Errorf("half a blob is there: %v", err)
		}
	})
	t.Run("Cancelled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(ctx)
		cancel()
		if _, _, err := fresh(t)().Put(ctx, strings.NewReader("x")); err == nil {
			t.Error("put in spite of a cancelled context")
		}
	})
	t.Run("WalkInOrder", func(t *testing.T) { walk(t, fresh(t)()) })
	t.Run("SameBytesAtOnce", func(t *testing.T) {
		b := fresh(t)()
		var wg sync.WaitGroup
		for range 16 {
			wg.Go(func() {
				s, _, err := b.Put(ctx, strings.NewReader("same"))
				if err != nil || s.SHA256 != factum.DigestOfString("same") {
					t.Error(s, err)
				}
			})
		}
		wg.Wait()
		if got := read(t, b, factum.DigestOfString("same")); string(got) != "same" {
			t.Errorf("got %q", got)
		}
	})
}

func walk(t *testing.T, b store.Blobs) {
	ctx := context.Background()
	var want []string
	for i := range 50 {
		s, _, err := b.Put(ctx, strings.NewReader(fmt.Sprint(i)))
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, fmt.Sprint(s.SHA256, s.Size))
	}
	slices.Sort(want)
	var got []string
	err := b.Walk(ctx, func(d factum.Digest, size int64) error {
		got = append(got, fmt.Sprint(d, size))
		return nil
	})
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("walked %d of %d, %v", len(got), len(want), err)
	}
	stop := errors.New("stop")
	if err := b.Walk(ctx, func(factum.Digest, int64) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("Walk went on: %v", err)
	}
}

func read(t *testing.T, b store.Blobs, d factum.Digest) []byte {
	t.Helper()
	r, err := b.Open(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	got, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return got
}
