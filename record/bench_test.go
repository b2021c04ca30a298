package record_test

import (
	"path/filepath"
	"testing"

	"factum/internal/corpus"
	"factum/record"
)

// BenchmarkAdd takes a thousand files of 4 KiB the whole way, or only keeps them.
func BenchmarkAdd(b *testing.B) {
	const files = 1000
	in := filepath.Join(b.TempDir(), "in")
	if err := corpus.Write(in, files); err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name string
		o    record.AddOptions
	}{{"keep", record.AddOptions{NoRead: true}}, {"read", record.AddOptions{}}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				cfg := record.Config{Dir: filepath.Join(b.TempDir(), "record")}
				if _, err := record.Init(b.Context(), cfg, record.Settings{}); err != nil {
					b.Fatal(err)
				}
				r, err := record.OpenWriter(b.Context(), cfg)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := r.Add(b.Context(), []string{in}, c.o, func(record.Added) error { return nil }); err != nil {
					b.Fatal(err)
				}
				if err := r.Close(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(files*b.N)/b.Elapsed().Seconds(), "files/s")
		})
	}
}
