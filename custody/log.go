package custody

import (
	"context"
	"flag"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/transparency-dev/tessera"
	"github.com/transparency-dev/tessera/storage/posix"
	"golang.org/x/mod/sumdb/note"
	"k8s.io/klog/v2"

	"factum"
)

// How the log is driven. An add is acknowledged after batchAge plus some three durable files; a checkpoint
// follows within checkpointEvery, the shortest that tessera allows.
const (
	batchAge        = 4 * time.Millisecond
	batchMax        = 2048
	checkpointEvery = 100 * time.Millisecond
	collectEvery    = 5 * time.Second // partial tiles that became full ones are removed
	shutdownWait    = time.Minute
)

// tlog is the tile log while it is being written.
type tlog struct {
	dir    string // log/
	add    tessera.AddFn
	stop   func(context.Context) error
	read   func(context.Context) ([]byte, error)
	cancel context.CancelFunc
}

var silence sync.Once

// quiet keeps the library's own logs off standard error: what goes wrong comes back as an error. factum itself logs nothing.
func quiet() {
	slog.SetDefault(slog.New(slog.DiscardHandler))
	fs := flag.NewFlagSet("klog", flag.ContinueOnError)
	klog.InitFlags(fs)
	_ = fs.Set("logtostderr", "false")
	_ = fs.Set("stderrthreshold", "FATAL")
	klog.SetOutput(io.Discard)
}

// startLog constructs the appender. Only under the lock, and only after inspect found the state sound: an appender
// writes and signs as soon as it is made.
func startLog(dir string, s note.Signer) (*tlog, error) {
	silence.Do(quiet)
	l := &tlog{dir: filepath.Join(dir, dirLog)}
	ctx, cancel := context.WithCancel(context.Background())
	l.cancel = cancel
	driver, err := posix.New(ctx, posix.Config{Path: l.dir})
	if err == nil {
		var a *tessera.Appender
		var r tessera.LogReader
		a, l.stop, r, err = tessera.NewAppender(ctx, driver, tessera.NewAppendOptions().
			WithCheckpointSigner(s).
			WithBatching(batchMax+1, batchAge).
			WithCheckpointInterval(checkpointEvery).
			WithCheckpointRepublishInterval(0).
			WithGarbageCollectionInterval(collectEvery).
			WithShutdownTimeout(shutdownWait))
		if err == nil {
			l.add, l.read = a.Add, r.ReadCheckpoint
			return l, nil
		}
	}
	cancel()
	return nil, ioError("open the log", err)
}

// append adds the leaves that follow the first n, in order, and returns once all are integrated. It is
// for one goroutine. The queue below flushes from a timer, and two flushes at once could change places; so no more
// is added than one flush takes, and everything is awaited before more is added.
func (l *tlog) append(ctx context.Context, n int64, leaves []factum.Digest) error {
	futures := make([]tessera.IndexFuture, 0, min(len(leaves), batchMax))
	for len(leaves) > 0 {
		futures = futures[:0]
		start := time.Now()
		for _, d := range leaves[:min(len(leaves), batchMax)] {
			futures = append(futures, l.add(ctx, tessera.NewEntry(d[:])))
			if time.Since(start) > batchAge/2 {
				break
			}
		}
		for _, f := range futures {
			at, err := f()
			if err != nil {
				return ioError("add to the log", err)
			}
			if at.Index != uint64(n) {
				return factum.Errorf(factum.Integrity, "the log put act %d at %d", n, at.Index)
			}
			n++
		}
		leaves = leaves[len(futures):]
	}
	return nil
}

// finish waits until a checkpoint covers size leaves, stops the log and returns that checkpoint as parse reads it.
func (l *tlog) finish(ctx context.Context, size int64, parse func([]byte) (Checkpoint, error)) (Checkpoint, error) {
	defer l.cancel()
	ctx, cancel := context.WithTimeout(ctx, shutdownWait)
	defer cancel()
	for {
		b, err := l.read(ctx)
		if err == nil {
			cp, err := parse(b)
			if err != nil {
				return cp, err
			}
			if cp.Size >= size {
				return cp, ioError("stop the log", l.stop(ctx))
			}
		} else if !os.IsNotExist(err) {
			return Checkpoint{}, ioError("read the checkpoint", err)
		}
		select {
		case <-ctx.Done():
			return Checkpoint{}, factum.Errorf(factum.Transient, "no checkpoint over %d acts was published: %w", size, ctx.Err())
		case <-time.After(2 * time.Millisecond):
		}
	}
}
