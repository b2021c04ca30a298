package custody

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"factum"
)

// benchSizes are how many acts the records of the curve hold: FACTUM_ACTS, or 10,000 and 100,000.
func benchSizes(b *testing.B) []int {
	b.Helper()
	list := os.Getenv("FACTUM_ACTS")
	if list == "" {
		list = "10000,100000"
	}
	var out []int
	for _, s := range strings.Split(list, ",") {
		n, err := strconv.Atoi(s)
		if err != nil || n < 2 {
			b.Fatalf("FACTUM_ACTS: %q is no number of acts", s)
		}
		out = append(out, n)
	}
	return out
}

// filled makes a record of n small acts in dir and says how many a second were kept.
func filled(b *testing.B, dir string, n int) float64 {
	b.Helper()
	ctx := context.Background()
	l, err := Create(ctx, dir, "", nil, Config{})
	if err != nil {
		b.Fatal(err)
	}
	start := time.Now()
	var waits []func(context.Context) ([]factum.ActIndex, error)
	await := func(keep int) {
		for ; len(waits) > keep; waits = waits[1:] {
			if _, err := waits[0](ctx); err != nil {
				b.Fatal(err)
			}
		}
	}
	const each = 2048
	for i := 1; i < n; i += each {
		drafts := make([]factum.Draft, 0, each)
		for k := i; k < min(i+each, n); k++ {
			drafts = append(drafts, factum.Draft{Key: strconv.Itoa(k), Kind: factum.Noted, Sealed: map[string]any{"by": "anna"}})
		}
		wait, err := l.Submit(ctx, drafts)
		if err != nil {
			b.Fatal(err)
		}
		waits = append(waits, wait)
		await(4)
	}
	await(0)
	rate := float64(n) / time.Since(start).Seconds()
	if err := l.Close(ctx); err != nil {
		b.Fatal(err)
	}
	return rate
}

// BenchmarkRecordsOf is the curve: how many acts a second are kept while a record of so many is made, how long it then takes to open it to be read
// and to be written, to keep one act more and to verify all. scripts/bench asks for a million by FACTUM_ACTS. FACTUM_ACTS_DIR keeps the records there
// for another time.
func BenchmarkRecordsOf(b *testing.B) {
	ctx := context.Background()
	for _, n := range benchSizes(b) {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			at := os.Getenv("FACTUM_ACTS_DIR")
			if at == "" {
				at = b.TempDir()
			}
			dir := filepath.Join(at, strconv.Itoa(n))
			rate := 0.0
			if _, err := os.Stat(dir); err != nil {
				rate = filled(b, dir, n)
			}
			// What an index knows: there was no change of key.
			cfg := Config{Rekeyed: func(context.Context) ([]factum.ActIndex, factum.ActIndex, error) { return nil, factum.ActIndex(n), nil }}
			best := map[string]time.Duration{}
			timed := func(what string, f func() error) {
				start := time.Now()
				if err := f(); err != nil {
					b.Fatal(what, err)
				}
				if d := time.Since(start); best[what] == 0 || d < best[what] {
					best[what] = d
				}
			}
			for range max(b.N, 5) {
				var l *Ledger
				timed("reader", func() (err error) { l, err = OpenReader(dir, cfg); return err })
				timed("proof", func() error { _, err := l.Inclusion(ctx, factum.ActIndex(n/2)); return err })
				_ = l.Close(ctx)
				timed("writer", func() (err error) { l, err = OpenWriter(ctx, dir, cfg); return err })
				timed("append", func() error { _, err := l.Append(ctx, []factum.Draft{{Key: rnd(), Kind: factum.Noted}}); return err })
				if err := l.Close(ctx); err != nil {
					b.Fatal(err)
				}
			}
			start := time.Now()
			if _, err := Verify(ctx, dir, VerifyOptions{Quick: true}, func(c Checked) {
				if !c.OK {
					b.Errorf("%+v", c)
				}
			}); err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(time.Since(start).Milliseconds()), "verify-ms")
			if rate > 0 { // the record was made just now
				b.ReportMetric(rate, "acts/s")
			}
			for what, d := range best {
				b.ReportMetric(float64(d.Microseconds())/1000, what+"-ms")
			}
		})
	}
}

func rnd() string { return strconv.FormatInt(time.Now().UnixNano(), 36) }
