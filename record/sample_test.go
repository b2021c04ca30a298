package record_test

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"factum"
	"factum/record"
	"factum/store"
)

// TestSampleV1 opens a record that the first version made. It must be readable for ever: this file and the sample are never changed, only
// joined by later ones.
func TestSampleV1(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "record")
	unpack(t, "testdata/record-v1.tar.gz", dir)
	w := &world{t, record.Config{Dir: dir, By: "anna"}}
	if _, err := record.Rebuild(t.Context(), w.cfg, nil); err != nil {
		t.Fatal(err)
	}
	w.verify()
	r, err := record.Open(t.Context(), w.cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close(t.Context())
	n, err := r.Ask().Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if n.Captures != 4 || n.Gaps != 1 || n.Acts != 11 || n.Claims < 5 {
		t.Errorf("%+v", n)
	}
	claims, err := r.Ask().Claims(t.Context(), store.Filter{Type: "ASSAULT", Lang: "nl"})
	if err != nil || len(claims.Items) == 0 {
		t.Fatalf("%d claims, %v", len(claims.Items), err)
	}
	for _, c := range claims.Items {
		if c.Passage.Text == "" || c.ID == "" || c.Fact == "" {
			t.Errorf("%+v", c)
		}
	}
	decided := 0
	facts, err := r.Ask().Facts(t.Context(), store.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range facts.Items {
		for _, x := range f.Findings {
			decided++
			if x.By != "anna" || x.Status != "unresolved" || x.Standard != "reasonable-grounds" || x.Reason != "one line only" || len(x.ClaimsSeen) == 0 || x.Signature != nil {
				t.Errorf("%+v", x)
			}
		}
	}
	if decided != 1 {
		t.Errorf("%d findings, want 1", decided)
	}
	e, err := r.Show(t.Context(), "act_0")
	if err != nil {
		t.Fatal(err)
	}
	if e.Act.Act.Kind != factum.Opened || len(e.Proofs) != 1 {
		t.Errorf("%+v", e)
	}
}

// unpack unpacks a .tar.gz of plain files.
func unpack(t *testing.T, file, dir string) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, filepath.FromSlash(h.Name))
		if h.Typeflag == tar.TypeDir {
			if err := os.MkdirAll(name, 0o755); err != nil {
				t.Fatal(err)
			}
			continue
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, b, h.FileInfo().Mode().Perm()); err != nil {
			t.Fatal(err)
		}
	}
}
