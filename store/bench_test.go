package store_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"bytes"

	"factum"
	"factum/custody"
	"factum/store/blobfs"
)

const (
	benchWriters = 16
	benchBytes   = 4 << 10
)

// durable is the bare loop that captures are held against: a temporary file, fsync, rename, directory fsync.
func durable(dir string, b []byte, name string) error {
	f, err := os.CreateTemp(dir, "t-*")
	if err != nil {
		return err
	}
	if _, err = f.Write(b); err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), filepath.Join(dir, name))
	}
	if err != nil {
		return err
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

// run spreads n pieces of work over the writers and returns how many a second were done.
func run(b *testing.B, n int, work func(i int, buf []byte) error) float64 {
	b.Helper()
	var next atomic.Int64
	var wg sync.WaitGroup
	start := time.Now()
	for range benchWriters {
		wg.Go(func() {
			buf := make([]byte, benchBytes)
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				_, _ = rand.Read(buf)
				if err := work(i, buf); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	return float64(n) / time.Since(start).Seconds()
}

// captured is what a capture's act holds.
func captured(i int, s factum.Subject) factum.Draft {
	return factum.Draft{Key: fmt.Sprint("capture ", i), Kind: factum.Captured, Sealed: map[string]any{"subject": s, "by": "anna",
		"origin": factum.Origin{Via: "folder", Given: "in", Path: fmt.Sprintf("/in/%d.txt", i), Name: fmt.Sprintf("%d.txt", i), MediaType: "text/plain"}}}
}

// BenchmarkCapture keeps files of 4 KiB with sixteen writers, each blob durable before its act is submitted and every act awaited in
// the end of each slice, and beside it, in turns of a few hundred files because no disk is equally fast all the time, the bare loop with as many writers,
// bytes and durable files; share is the one over the other. awaited/s is with each writer waiting for its act before it takes the next file.
func BenchmarkCapture(b *testing.B) {
	ctx := context.Background()
	const slices, each = 12, 400
	for range b.N {
		root := b.TempDir()
		bare := make([]string, 256)
		for i := range bare {
			bare[i] = filepath.Join(root, "bare", fmt.Sprintf("%02x", i))
			if err := os.MkdirAll(bare[i], 0o755); err != nil {
				b.Fatal(err)
			}
		}
		puts := blobfs.In(filepath.Join(root, "puts"))
		dir := filepath.Join(root, "record")
		l, err := custody.Create(ctx, dir, "", nil, custody.Config{})
		if err != nil {
			b.Fatal(err)
		}
		blobs := blobfs.In(dir)
		var took [4]time.Duration
		timed := func(k, slice int, work func(i int, buf []byte) error, then func()) {
			start := time.Now()
			run(b, each, func(i int, buf []byte) error { return work(slice*each+i, buf) })
			if then != nil {
				then()
			}
			took[k] += time.Since(start)
		}
		for slice := range slices {
			timed(0, slice, func(i int, buf []byte) error { return durable(bare[int(buf[0])], buf, fmt.Sprint(i)) }, nil)
			timed(1, slice, func(_ int, buf []byte) error {
				_, _, err := puts.Put(ctx, bytes.NewReader(buf))
				return err
			}, nil)
			waits := make(chan func(context.Context) ([]factum.ActIndex, error), each)
			timed(2, slice, func(i int, buf []byte) error {
				s, _, err := blobs.Put(ctx, bytes.NewReader(buf))
				if err != nil {
					return err
				}
				wait, err := l.Submit(ctx, []factum.Draft{captured(i, s)})
				if err == nil {
					waits <- wait
				}
				return err
			}, func() {
				close(waits)
				for wait := range waits {
					if _, err := wait(ctx); err != nil {
						b.Error(err)
					}
				}
			})
			timed(3, slice, func(i int, buf []byte) error {
				s, _, err := blobs.Put(ctx, bytes.NewReader(buf))
				if err == nil {
					_, err = l.Append(ctx, []factum.Draft{captured(slices*each+i, s)})
				}
				return err
			}, nil)
		}
		if err := l.Close(ctx); err != nil {
			b.Fatal(err)
		}
		rate := func(k int) float64 { return slices * each / took[k].Seconds() }
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.ReportMetric(rate(0), "bare/s")
		b.ReportMetric(rate(1), "puts/s")
		b.ReportMetric(rate(1)/rate(0), "puts-share")
		b.ReportMetric(rate(2), "captures/s")
		b.ReportMetric(rate(3), "awaited/s")
		b.ReportMetric(rate(2)/rate(0), "share")
		b.ReportMetric(float64(m.Sys)/(1<<20), "MiB")
	}
}
