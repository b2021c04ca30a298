package custody

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"factum"
)

// BenchmarkVerify compares a quick verification with a bare loop that takes the SHA-256 of the same files on the same processors, one after
// the other in turns: what is reported is how many times as fast as the loop verification is, by the clock and
// in time on the processors, which other work on the machine disturbs less. "texts" is a record of 10,000 captures of 4 KiB with a
// document and a claim set each, and three captures of 64 MiB; "pages" one of 2,000 captures of 150 KiB, as saved web pages are, with theirs.
func BenchmarkVerify(b *testing.B) {
	b.Run("texts", func(b *testing.B) { benchmarkVerify(b, captured(b, 10000, 4<<10, 3)) })
	b.Run("pages", func(b *testing.B) { benchmarkVerify(b, captured(b, 2000, 150<<10, 0)) })
}

func benchmarkVerify(b *testing.B, dir string) {
	var bare, quick, full spent
	var size int64
	timed := func(d *spent, do func()) {
		start, cpu := time.Now(), processorTime(b)
		do()
		d.wall += time.Since(start)
		d.cpu += processorTime(b) - cpu
	}
	size = bareLoop(b, dir) // the files are in the cache from here on
	for b.Loop() {
		timed(&bare, func() { bareLoop(b, dir) })
		for _, x := range []struct {
			d     *spent
			quick bool
		}{{&quick, true}, {&full, false}} {
			timed(x.d, func() {
				sum, err := Verify(context.Background(), dir, VerifyOptions{Quick: x.quick}, func(c Checked) {
					if !c.OK {
						b.Fatalf("%+v", c)
					}
				})
				if err != nil || sum.Checked < 6000 {
					b.Fatalf("%+v, %v", sum, err)
				}
			})
		}
	}
	n := float64(b.N)
	b.ReportMetric(float64(size)*n/bare.wall.Seconds()/1e6, "bare-MB/s")
	b.ReportMetric(bare.wall.Seconds()/quick.wall.Seconds(), "quick/bare")
	b.ReportMetric(bare.cpu.Seconds()/quick.cpu.Seconds(), "quick/bare-cpu")
	b.ReportMetric(bare.wall.Seconds()/full.wall.Seconds(), "with-SHA-512/bare")
}

// spent is time by the clock and on the processors.
type spent struct{ wall, cpu time.Duration }

func processorTime(b *testing.B) time.Duration {
	var u unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// bareLoop hashes all files under dir and returns how many bytes that were.
func bareLoop(b *testing.B, dir string) (size int64) {
	names := make(chan string, 64)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			h, buf := sha256.New(), make([]byte, 256<<10)
			for name := range names {
				h.Reset()
				f, err := os.Open(name)
				if err != nil {
					b.Error(err)
					continue
				}
				n, err := io.CopyBuffer(h, struct{ io.Reader }{f}, buf)
				f.Close()
				if err != nil {
					b.Error(err)
				}
				_ = h.Sum(buf[:0])
				mu.Lock()
				size += n
				mu.Unlock()
			}
		})
	}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			names <- path
		}
		return err
	})
	close(names)
	wg.Wait()
	if err != nil {
		b.Fatal(err)
	}
	return size
}

// captured makes a record of so many small captures of so many bytes, each with a document and a claim set, and so many of 64 MiB.
func captured(b *testing.B, small, bytesEach, large int) string {
	b.Helper()
	ctx := context.Background()
	l, dir := create(b)
	closeLedger(b, l)
	blobs := plainBlobs{dir}
	l = write(b, dir, Config{Blobs: blobs})
	random := rand.NewChaCha8([32]byte{1})
	data := make([]byte, 64<<20)
	for from := 0; from < small+large; from += 1000 {
		var drafts []factum.Draft
		var items [][]byte
		for n := from; n < min(from+1000, small+large); n++ {
			part := data[:bytesEach]
			if n >= small {
				part = data
			}
			_, _ = random.Read(part)
			s, _, err := blobs.Put(ctx, bytes.NewReader(part))
			if err != nil {
				b.Fatal(err)
			}
			doc := fmt.Sprintf(`{"capture":"%s","n":%d,"text":"%s"}`, s.SHA256, n, strings.Repeat("words in it ", 400))
			set := fmt.Sprintf(`{"capture":"%s","claims":["%s"]}`, s.SHA256, strings.Repeat("a claim ", 300))
			items = append(items, []byte(doc), []byte(set))
			r := factum.DocumentResult{Document: factum.DigestOfString(doc), Claims: factum.DigestOfString(set)}
			o := factum.Origin{Via: "folder", Given: "reports", Path: fmt.Sprintf("reports/2022/04/report-%06d.txt", n), Name: fmt.Sprintf("report-%06d.txt", n), MediaType: "text/plain", Host: "laptop", User: "anna"}
			drafts = append(drafts,
				factum.Draft{Key: fmt.Sprint("captured ", n), Kind: factum.Captured, Detail: map[string]any{"via": "folder"}, Sealed: map[string]any{"subject": s, "origin": o, "by": "anna"}},
				factum.Draft{Key: fmt.Sprint("coded ", n), Kind: factum.Coded, Detail: map[string]any{"reader": "0.1", "coder": "0.1", "gazetteer": "0.1", "weigher": "0.1"},
					Sealed: map[string]any{"subject": s.SHA256, "result": factum.Result{Documents: []factum.DocumentResult{r}}}})
		}
		if _, err := l.PutDerived(ctx, items); err != nil {
			b.Fatal(err)
		}
		if _, err := l.Append(ctx, drafts); err != nil {
			b.Fatal(err)
		}
	}
	closeLedger(b, l)
	return dir
}
