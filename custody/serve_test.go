package custody

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/transparency-dev/tessera/client"
	"github.com/transparency-dev/tessera/fsck"
	"golang.org/x/mod/sumdb/note"
	sumtlog "golang.org/x/mod/sumdb/tlog"

	"factum"
)

// served serves a record's log for the length of a test.
func served(t *testing.T, dir string) string {
	t.Helper()
	h, err := read(t, dir, Config{}).LogHandler()
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(h)
	t.Cleanup(func() { s.Close(); h.Close() })
	return s.URL
}

// logOf makes a record of n acts.
func logOf(t *testing.T, n int) string {
	t.Helper()
	l, dir := create(t)
	var ds []factum.Draft
	for i := 1; i < n; i++ {
		ds = append(ds, draft(i))
	}
	if _, err := l.Append(context.Background(), ds); err != nil {
		t.Fatal(err)
	}
	closeLedger(t, l)
	return dir
}

// tileReader reads tiles of a log for golang.org/x/mod/sumdb/tlog, which knows nothing of how they were made. Its names are those of
// C2SP tlog-tiles but for the height.
type tileReader struct {
	t   *testing.T
	url string
}

func (r tileReader) Height() int { return 8 }
func (r tileReader) ReadTiles(tiles []sumtlog.Tile) ([][]byte, error) {
	var out [][]byte
	for _, x := range tiles {
		b, err := get(r.url + "/tile/" + strings.TrimPrefix(x.Path(), "tile/8/"))
		if err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	return out, nil
}
func (r tileReader) SaveTiles([]sumtlog.Tile, [][]byte) {}

func get(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != 200 {
		err = fmt.Errorf("%s: %s", u, resp.Status)
	}
	return b, err
}

// audit reads a whole log over HTTP with two clients of others' making and checks it with nothing but the log's key.
func audit(t *testing.T, at string, v note.Verifier) uint64 {
	t.Helper()
	ctx := context.Background()
	u, err := url.Parse(at)
	if err != nil {
		t.Error(err)
		return 0
	}
	f, err := client.NewHTTPFetcher(u, nil)
	if err != nil {
		t.Error(err)
		return 0
	}
	// Everything: entries, every tile, the root.
	check := fsck.New(v.Name(), v, f, func(b []byte) ([][]byte, error) {
		var out [][]byte
		for len(b) > 0 {
			if len(b) < 34 || b[0] != 0 || b[1] != 32 {
				return nil, errors.New("an entry that is not 32 bytes")
			}
			h := sumtlog.RecordHash(b[2:34])
			out, b = append(out, h[:]), b[34:]
		}
		return out, nil
	}, fsck.Opts{N: 2})
	if err := check.Check(ctx); err != nil {
		t.Errorf("fsck: %v", err)
	}
	// The tile reader of Go's checksum database computes the root from tiles that it authenticates.
	raw, err := f.ReadCheckpoint(ctx)
	if err != nil {
		t.Error(err)
		return 0
	}
	cp, err := ParseCheckpoint(raw, v)
	if err != nil {
		t.Error(err)
		return 0
	}
	r := sumtlog.TileHashReader(sumtlog.Tree{N: cp.Size, Hash: sumtlog.Hash(cp.Root)}, tileReader{t, at})
	if root, err := sumtlog.TreeHash(cp.Size, r); err != nil || root != sumtlog.Hash(cp.Root) {
		t.Errorf("tlog: %v, %v", root, err)
	}
	last := cp.Size - 1
	p, err := sumtlog.ProveRecord(cp.Size, last, r)
	if err != nil {
		t.Error(err)
		return 0
	}
	bundle, err := client.GetEntryBundle(ctx, f.ReadEntryBundle, uint64(last/256), uint64(cp.Size))
	if err != nil {
		t.Error(err)
		return 0
	}
	if err := sumtlog.CheckRecord(p, cp.Size, sumtlog.Hash(cp.Root), last, sumtlog.RecordHash(bundle.Entries[last%256])); err != nil {
		t.Error(err)
	}
	return uint64(cp.Size)
}

func verifierOf(t *testing.T, dir string) note.Verifier {
	t.Helper()
	v, err := note.NewVerifier(read(t, dir, Config{}).PublicKey())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Clients of others' making read logs of telling sizes whole.
func TestServeAudited(t *testing.T) {
	for _, n := range []int{1, 5, 255, 256, 257, 600} {
		dir := logOf(t, n)
		if got := audit(t, served(t, dir), verifierOf(t, dir)); got != uint64(n) {
			t.Errorf("%d acts: the client sees %d", n, got)
		}
	}
}

// Several auditors read while a writer adds, in sessions long and short; each sees a log that is whole.
func TestServeBesideWriter(t *testing.T) {
	dir := logOf(t, 250)
	at, v := served(t, dir), verifierOf(t, dir)
	stop := make(chan struct{})
	var wg sync.WaitGroup
	seen := make([]uint64, 3)
	for i := range seen {
		wg.Go(func() {
			for {
				n := audit(t, at, v)
				if n < seen[i] {
					t.Errorf("the log went back from %d to %d", seen[i], n)
				}
				seen[i] = n
				select {
				case <-stop:
					return
				default:
				}
			}
		})
	}
	for s := range 3 {
		l := write(t, dir, Config{})
		for i := range 40 {
			appendOne(t, l, 1000+100*s+i)
			time.Sleep(2 * time.Millisecond)
		}
		closeLedger(t, l)
	}
	close(stop)
	wg.Wait()
	for _, n := range seen {
		if n <= 250 {
			t.Errorf("an auditor saw no more than %d acts", n)
		}
	}
	if n := audit(t, at, v); n != 370 {
		t.Errorf("%d acts at last", n)
	}
}

// Only what a log has is reached, by GET and HEAD alone, whatever lies in the directory.
func TestServeNothingElse(t *testing.T) {
	dir := logOf(t, 300)
	logDir := filepath.Join(dir, dirLog)
	secret := filepath.Join(dir, fileKey)
	key, err := os.ReadFile(secret)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{
		os.MkdirAll(filepath.Join(logDir, "tile/1/x001"), 0o755),
		os.Remove(filepath.Join(logDir, "tile/0/000")), os.Symlink(secret, filepath.Join(logDir, "tile/0/000")),
		os.Remove(filepath.Join(logDir, "tile/entries/000")), os.Symlink("../../.state/treeState", filepath.Join(logDir, "tile/entries/000")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	at := served(t, dir)
	for _, p := range []string{"", "/", "/checkpoints/1", "/keys/log.key", "/factum.toml", "/.state/treeState", "/.state/", "/tile", "/tile/", "/tile/0", "/tile/0/",
		"/tile/0/000", "/tile/entries/000", "/tile/entries/../../../keys/log.key", "/../keys/log.key", "/..%2fkeys%2flog.key", "/tile/%2e%2e/checkpoint",
		"/tile/0/001.p/0", "/tile/0/001.p/045", "/tile/0/001.p/45", "/tile/0/001.p/256", "/tile/0/002.p/1", "/tile/0/001", "/tile/1/000.p/2", "/tile/00/001.p/44",
		"/tile/0/x000/001.p/44", "/tile/-1/000", "/tile/64/000.p/1", "/tile/8/000.p/1", "/tile/99/999", "/tile/0/x999/x999/x999/x999/x999/x999/999", "/checkpoint/", "//checkpoint", "/CHECKPOINT",
		"/tile/0/001.p/44/", "/tile/0/001.p/44%00", "/tile/1/x001/000"} {
		req, err := http.NewRequest("GET", at, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.URL.Opaque = strings.TrimPrefix(at, "http:") + p // byte for byte, nothing cleaned
		resp, err := http.DefaultTransport.RoundTrip(req)
		if err != nil {
			continue // refused by the server before it came here
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil || resp.StatusCode < 400 || bytes.Contains(b, key[:20]) || len(b) > 200 || resp.Header.Get("Cache-Control") == "public, max-age=31536000, immutable" {
			t.Errorf("%s: %s, %d bytes, %v", p, resp.Status, len(b), err)
		}
	}
	for _, m := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"} {
		req, err := http.NewRequest(m, at+"/checkpoint", strings.NewReader("x"))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != 405 || resp.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %s", m, resp.Status)
		}
	}
	for p, kind := range map[string]string{"/checkpoint": "text/plain; charset=utf-8", "/tile/0/001.p/44": "application/octet-stream",
		"/tile/entries/001.p/7": "application/octet-stream", "/tile/1/000.p/1": "application/octet-stream"} {
		whole, err := get(at + p)
		if err != nil {
			t.Error(err)
		}
		resp, err := http.Head(at + p)
		if err != nil {
			t.Fatal(err)
		}
		b, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		cached := strings.Contains(resp.Header.Get("Cache-Control"), "immutable")
		if resp.StatusCode != 200 || len(b) != 0 || resp.ContentLength != int64(len(whole)) || resp.Header.Get("Content-Type") != kind || cached != (p != "/checkpoint") {
			t.Errorf("%s: %s, %v", p, resp.Status, resp.Header)
		}
	}
	// What is no file keeps nobody waiting.
	if err := errors.Join(os.Remove(filepath.Join(logDir, "checkpoint")), syscall.Mkfifo(filepath.Join(logDir, "checkpoint"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, err := get(at + "/checkpoint"); err == nil || !strings.Contains(err.Error(), "500") {
		t.Errorf("a pipe as checkpoint: %v", err)
	}
}

// The end of the context ends serving, with the answers under way.
func TestServeEnds(t *testing.T) {
	dir := logOf(t, 3)
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := read(t, dir, Config{})
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- l.ServeLog(ctx, ln) }()
	if _, err := get("http://" + ln.Addr().String() + "/checkpoint"); err != nil {
		t.Fatal(err)
	}
	stop()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("it goes on")
	}
	if _, err := get("http://" + ln.Addr().String() + "/checkpoint"); err == nil {
		t.Error("it still answers")
	}
}
