package record

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
	"factum/custody"
)

// curve runs a benchmark at each of the sizes that an environment variable names, separated by commas, or at 10,000. What it makes lies in a directory of its own, or in
// the one that the variable with _DIR behind its name names, for another time.
func curve(b *testing.B, sizes string, run func(b *testing.B, n int, dir string)) {
	list := os.Getenv(sizes)
	if list == "" {
		list = "10000"
	}
	for _, size := range strings.Split(list, ",") {
		b.Run(size, func(b *testing.B) {
			n, err := strconv.Atoi(size)
			if err != nil {
				b.Fatal(err)
			}
			dir := os.Getenv(sizes + "_DIR")
			if dir == "" {
				dir = b.TempDir()
			}
			run(b, n, dir)
		})
	}
}

// BenchmarkOpenOf opens records of so many captures, FACTUM_ACTS or 10,000: to be read, to be written, and to find one capture. The captures' bytes are
// not there; only what is opened is measured. FACTUM_ACTS_DIR keeps the records there for another time.
func BenchmarkOpenOf(b *testing.B) {
	ctx := context.Background()
	curve(b, "FACTUM_ACTS", func(b *testing.B, n int, dir string) {
		c := Config{Dir: filepath.Join(dir, fmt.Sprint("captures-", n))}
		if _, err := os.Stat(c.Dir); err != nil {
			capturesOnly(b, c, n)
		}
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
			var r *Record
			timed("open", func() (err error) { r, err = Open(ctx, c); return err })
			timed("get", func() error {
				_, err := r.Ask().Get(ctx, factum.DigestOfString(strconv.Itoa(n/2)).String())
				return err
			})
			if err := r.Close(ctx); err != nil {
				b.Fatal(err)
			}
			timed("write", func() (err error) { r, err = OpenWriter(ctx, c); return err })
			if err := r.Close(ctx); err != nil {
				b.Fatal(err)
			}
			timed("stages", func() error { _, err := NewStages(); return err })
		}
		for what, d := range best {
			b.ReportMetric(float64(d.Microseconds())/1000, what+"-ms")
		}
	})
}

// capturesOnly makes a record of n captures without their bytes.
func capturesOnly(b *testing.B, c Config, n int) {
	b.Helper()
	ctx := context.Background()
	if _, err := Init(ctx, c, Settings{}); err != nil {
		b.Fatal(err)
	}
	led, err := custody.OpenWriter(ctx, c.Dir, custody.Config{})
	if err != nil {
		b.Fatal(err)
	}
	const each = 2048
	for i := 1; i < n; i += each {
		var drafts []factum.Draft
		for k := i; k < min(i+each, n); k++ {
			name := fmt.Sprintf("%d.txt", k)
			drafts = append(drafts, factum.Draft{Key: "capture " + name, Kind: factum.Captured, Detail: map[string]any{"via": "folder"}, Sealed: map[string]any{"by": "anna",
				"subject": factum.Subject{SHA256: factum.DigestOfString(strconv.Itoa(k)), SHA512: "sha512:" + strings.Repeat("0", 128), Size: 4096},
				"origin":  factum.Origin{Via: "folder", Given: "in", Path: "/in/" + name, Name: name, MediaType: "text/plain"}}})
		}
		if _, err := led.Append(ctx, drafts); err != nil {
			b.Fatal(err)
		}
	}
	if err := led.Close(ctx); err != nil {
		b.Fatal(err)
	}
	if _, err := Rebuild(ctx, c, nil); err != nil {
		b.Fatal(err)
	}
}
