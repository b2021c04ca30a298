package custody

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	fnote "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"

	"factum"
)

// newWitness makes a key and, with h, a service that is no witness but for what the test has it be.
func newWitness(t *testing.T, h http.HandlerFunc) (Witness, note.Signer) {
	t.Helper()
	skey, vkey, err := newKey("witness.example/w")
	if err != nil {
		t.Fatal(err)
	}
	s, err := fnote.NewSignerForCosignatureV1(skey)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	w, err := ParseWitness(srv.URL, vkey)
	if err != nil {
		t.Fatal(err)
	}
	return w, s
}

// What is sent is the kept checkpoint byte for byte, under the key it was signed with, and the proof from what the witness saw last.
func TestCosignSends(t *testing.T) {
	ctx := context.Background()
	dir := three(t)
	at, _ := rekey(t, dir, Config{})
	l := read(t, dir, Config{})
	for _, size := range []int64{4, int64(at) + 1} {
		cp, err := l.Checkpoint(size)
		if err != nil {
			t.Fatal(err)
		}
		var sent string
		var sign note.Signer
		w, s := newWitness(t, func(rw http.ResponseWriter, r *http.Request) {
			b, _ := io.ReadAll(r.Body)
			sent = r.Method + " " + r.URL.Path + "\n" + string(b)
			n, err := note.Sign(&note.Note{Text: cp.Note[:strings.Index(cp.Note, "\n\n")+1]}, sign)
			if err != nil {
				rw.WriteHeader(500)
			}
			rw.Write(n[strings.Index(string(n), "\n\n")+2:])
		})
		sign = s
		got, err := l.Cosign(ctx, cp, w, 2)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(got), cp.Note) || strings.Count(string(got), "\n— ") != 2 {
			t.Errorf("%s", got)
		}
		if !strings.HasPrefix(sent, "POST /add-checkpoint\nold 2\n") || !strings.HasSuffix(sent, "\n\n"+cp.Note) {
			t.Errorf("sent:\n%s", sent)
		}
		if when, err := CosignedAt(got, w); err != nil || time.Since(when) > time.Hour {
			t.Errorf("%v, %v", when, err)
		}
		if n := WithCosignatures(cp, got, got); n != string(got) {
			t.Errorf("joined:\n%s", n)
		}
	}
	if es, err := os.ReadDir(filepath.Join(dir, dirStamps)); err != nil || len(es) != 0 {
		t.Errorf("asking stored %v, %v", es, err)
	}
}

// A witness that does not answer is not waited for without end, and Ctrl-C ends the waiting at once.
func TestCosignSlow(t *testing.T) {
	l := read(t, three(t), Config{})
	cp, err := l.Latest()
	if err != nil {
		t.Fatal(err)
	}
	w, _ := newWitness(t, func(rw http.ResponseWriter, r *http.Request) {
		_, _ = io.ReadAll(r.Body)
		rw.(http.Flusher).Flush()
		select {
		case <-r.Context().Done():
		case <-time.After(20 * time.Second):
		}
	})
	w.Wait = 100 * time.Millisecond
	start := time.Now()
	_, err = l.Cosign(context.Background(), cp, w, 0)
	if factum.KindOf(err) != factum.Transient || !strings.Contains(err.Error(), "no answer within 100ms") {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, cancel)
	w.Wait = time.Minute
	if _, err := l.Cosign(ctx, cp, w, 0); err != context.Canceled {
		t.Errorf("%v", err)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
}

// What is stored is checked first, and what is there already is kept.
func TestKeepCosigned(t *testing.T) {
	ctx := context.Background()
	dir := three(t)
	l := write(t, dir, Config{})
	defer closeLedger(t, l)
	cp, err := l.Checkpoint(4)
	if err != nil {
		t.Fatal(err)
	}
	var sign note.Signer
	w, s := newWitness(t, func(rw http.ResponseWriter, r *http.Request) {
		n, _ := note.Sign(&note.Note{Text: cp.Note[:strings.Index(cp.Note, "\n\n")+1]}, sign)
		rw.Write(n[strings.Index(string(n), "\n\n")+2:])
	})
	sign = s
	other, _ := newWitness(t, func(http.ResponseWriter, *http.Request) {})
	got, err := l.Cosign(ctx, cp, w, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.KeepCosigned(got, cp, other); err == nil {
		t.Error("stored as another witness's")
	}
	if _, err := l.KeepCosigned([]byte(cp.Note), cp, w); err == nil {
		t.Error("stored without a cosignature")
	}
	older, err := l.Checkpoint(4)
	if err != nil {
		t.Fatal(err)
	}
	older.Size, older.Root = 3, factum.Digest{}
	if _, err := l.KeepCosigned(got, older, w); err == nil {
		t.Error("stored under another size")
	}
	name, err := l.KeepCosigned(got, cp, w)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := l.KeepCosigned(got, cp, w); err != nil || again != name {
		t.Errorf("%s, %v", again, err)
	}
	if b, err := l.Cosigned(cp, w); err != nil || string(b) != string(got) {
		t.Errorf("%s, %v", b, err)
	}
}
