package sqlite

import (
	"context"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"factum/store"
	"factum/store/storetest"
)

func TestIndex(t *testing.T) {
	storetest.Index(t, func(t *testing.T) func() store.Index {
		path := filepath.Join(t.TempDir(), "a b#c?.db")
		return func() store.Index {
			db, err := Open(context.Background(), path, Config{RecordID: "r", Weigher: storetest.Weigher{}})
			if err != nil {
				t.Fatal(err)
			}
			return db
		}
	})
}

// BenchmarkLoad applies captures that all report alike, 256 acts at a time, and settles at the end, as an add of a folder does.
func BenchmarkLoad(b *testing.B) {
	const n = 20_000
	entries, items := storetest.Load(b, n)
	ctx := context.Background()
	for b.Loop() {
		db, err := Open(ctx, filepath.Join(b.TempDir(), "x.db"), Config{Weigher: storetest.Weigher{}})
		if err != nil {
			b.Fatal(err)
		}
		db.Postpone(true)
		start := time.Now()
		for part := range slices.Chunk(entries, 256) {
			if err := db.Apply(ctx, part, items); err != nil {
				b.Fatal(err)
			}
		}
		applied := time.Since(start)
		if err := db.Settle(ctx); err != nil {
			b.Fatal(err)
		}
		settled := time.Since(start) - applied
		start = time.Now()
		db.Postpone(false)
		p, err := db.Search(ctx, "shelling kramatorsk", "en", store.Filter{Limit: 20})
		if err != nil || len(p.Items) != 20 {
			b.Fatal(len(p.Items), err)
		}
		b.ReportMetric(n/applied.Seconds(), "captures/s")
		b.ReportMetric(settled.Seconds(), "settle-s")
		b.ReportMetric(time.Since(start).Seconds()*1000, "search-ms")
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.ReportMetric(float64(m.Sys)/(1<<20), "MiB")
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
