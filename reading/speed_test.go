package reading_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"factum/language"
	"factum/reading"
)

// reports cuts the texts of the examples into documents of some 2 KB, in the order of the files.
func reports(t testing.TB) (docs []string, size int) {
	t.Helper()
	files, err := filepath.Glob("../examples/*.txt")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d examples (%v)", len(files), err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		paragraphs := strings.Split(strings.TrimSpace(string(b)), "\n\n")
		for first := range paragraphs {
			var doc strings.Builder
			for i := first; doc.Len() < 2048; i++ {
				doc.WriteString(paragraphs[i%len(paragraphs)])
				doc.WriteString("\n\n")
			}
			docs = append(docs, doc.String())
			size += doc.Len()
		}
	}
	return docs, size
}

// BenchmarkBesideTokenizer reads documents with all that is recognised in them, and cuts the same bytes into words in the same run: the
// ratio says what reading costs on any machine: times-tokenizer is the time of a reading by that of the bare tokenizer, both on one processor.
func BenchmarkBesideTokenizer(b *testing.B) {
	docs, size := reports(b)
	r := reading.New()
	read := func() {
		for _, d := range docs {
			if _, err := r.ReadText(d, reading.Meta{Date: "2022-04-05"}); err != nil {
				b.Fatal(err)
			}
		}
	}
	read() // the tables
	var words, reads time.Duration
	n := 0
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		start := time.Now()
		for _, d := range docs {
			n += len(language.Words(d))
		}
		cut := time.Now()
		read()
		words, reads = words+cut.Sub(start), reads+time.Since(cut)
	}
	if n == 0 {
		b.Fatal("no words")
	}
	b.ReportMetric(reads.Seconds()/words.Seconds(), "times-tokenizer")
	b.ReportMetric(float64(b.N*len(docs))/reads.Seconds(), "docs/s")
	b.ReportMetric(float64(b.N*len(docs))/words.Seconds(), "bare-docs/s")
}
