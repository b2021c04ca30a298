package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"factum/language"
)

// BenchmarkReadCommand runs `factum read --jsonl` over 6,000 documents of some 2 KB and over one, as processes of their own, and the
// bare tokenizer over the same bytes on as many processors: documents a second, peak-MB held, ready-ms until one document is out.
func BenchmarkReadCommand(b *testing.B) {
	docs := reports(b, 6000)
	dir := b.TempDir()
	many, one := filepath.Join(dir, "many.jsonl"), filepath.Join(dir, "one.jsonl")
	var lines strings.Builder
	size := 0
	for i, d := range docs {
		line, err := json.Marshal(map[string]string{"id": strconv.Itoa(i), "text": d, "date": "2022-04-05"})
		if err != nil {
			b.Fatal(err)
		}
		lines.Write(append(line, '\n'))
		size += len(d)
	}
	put(b, many, lines.String())
	first, _, _ := strings.Cut(lines.String(), "\n")
	put(b, one, first+"\n")
	b.SetBytes(int64(size))
	var ready, whole, bare time.Duration
	var peak int64
	for b.Loop() {
		start := time.Now()
		words(b, docs)
		bare += time.Since(start)
		start = time.Now()
		readTo(b, dir, one)
		ready += time.Since(start)
		start = time.Now()
		peak = max(peak, readTo(b, dir, many))
		whole += time.Since(start)
	}
	n := float64(b.N * len(docs))
	b.ReportMetric(n/whole.Seconds(), "docs/s")
	b.ReportMetric(n/bare.Seconds(), "bare-docs/s")
	b.ReportMetric(whole.Seconds()/bare.Seconds(), "times-tokenizer")
	b.ReportMetric(float64(ready.Milliseconds())/float64(b.N), "ready-ms")
	b.ReportMetric(float64(peak)/1e6, "peak-MB")
}

// reports makes n documents of some 2 KB of the paragraphs of the examples.
func reports(t testing.TB, n int) []string {
	t.Helper()
	files, err := filepath.Glob("../examples/*.txt")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d examples (%v)", len(files), err)
	}
	var texts [][]string
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, strings.Split(strings.TrimSpace(string(b)), "\n\n"))
	}
	var docs []string
	for i := range n {
		paragraphs := texts[i%len(texts)]
		var doc strings.Builder
		for at := i / len(texts); doc.Len() < 2048; at++ {
			doc.WriteString(paragraphs[at%len(paragraphs)])
			doc.WriteString("\n\n")
		}
		docs = append(docs, doc.String())
	}
	return docs
}

// words cuts all documents into words, on all processors.
func words(t testing.TB, docs []string) {
	t.Helper()
	var found atomic.Int64
	var wg sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wg.Go(func() {
			n := 0
			for i := w; i < len(docs); i += workers {
				n += len(language.Words(docs[i]))
			}
			found.Add(int64(n))
		})
	}
	wg.Wait()
	if found.Load() == 0 {
		t.Fatal("no words")
	}
}

// readTo reads a file of documents to nowhere and returns the most memory that was held, 0 where it is not known.
func readTo(t testing.TB, dir, file string) int64 {
	t.Helper()
	note := filepath.Join(dir, "peak")
	c := factum(t, dir, "read", "--jsonl", file)
	c.Env = append(c.Env, "FACTUM_TEST_PEAK="+note)
	if err := c.Run(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(note)
	if err != nil {
		return 0
	}
	kib, err := strconv.ParseInt(string(b), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return kib << 10
}
