package sqlite

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// TestTextHalfMerged checks an index whose full text is in the middle of a merge, as a large one often is.
func TestTextHalfMerged(t *testing.T) {
	ctx := context.Background()
	db, err := Open(ctx, filepath.Join(t.TempDir(), "record.db"), Config{RecordID: "r"})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	exec := func(q string, args ...any) {
		t.Helper()
		if _, err := db.w.ExecContext(ctx, q, args...); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
	for n := range 3 { // three segments of many pages
		exec("BEGIN")
		for i := range 400 {
			var b strings.Builder
			for k := range 40 {
				fmt.Fprintf(&b, "word%dx%dx%d ", n, i, k)
			}
			b.WriteString(strings.Repeat("common ", 80)) // over many pages, with a doclist index
			exec("INSERT INTO document_terms VALUES(?, '', ?)", n*1000+i, b.String())
			exec("INSERT INTO document_text(rowid, title, text) VALUES(?, '', ?)", n*1000+i, b.String())
		}
		exec("COMMIT")
	}
	half, left := false, 0 // left: doclist indexes of pages that a merge has taken
	for range 200 {
		exec("INSERT INTO document_text(document_text, rank) VALUES('merge', -2)")
		var b []byte
		if err := db.w.QueryRowContext(ctx, "SELECT block FROM document_text_data WHERE id = ?", textStructure).Scan(&b); err != nil {
			t.Fatal(err)
		}
		spans, ok := textSegments(b)
		if !ok {
			t.Fatal("the list of segments does not read")
		}
		for seg, s := range spans {
			half = half || s[0] > 1
			n := 0
			if err := db.w.QueryRowContext(ctx, "SELECT count(*) FROM document_text_data WHERE id >= ? AND id < ?", seg<<37|1<<36, seg<<37|1<<36|s[0]).Scan(&n); err != nil {
				t.Fatal(err)
			}
			left += n
		}
		if why, err := db.textPages(ctx, "document_text"); why != "" || err != nil {
			t.Fatalf("half merged %v: %s %v", half, why, err)
		}
		if half && left > 0 {
			return
		}
	}
	t.Fatalf("half merged: %v, %d doclist indexes left: the test tests nothing", half, left)
}
