package custody

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/transparency-dev/tessera/api/layout"
)

// ServeLog serves the log by HTTP as C2SP tlog-tiles until ctx ends, then lets the answers under way finish, for at most
// closingTime. It only reads, also beside a writer.
func (l *Ledger) ServeLog(ctx context.Context, ln net.Listener) error {
	h, err := l.LogHandler()
	if err != nil {
		ln.Close()
		return err
	}
	defer h.Close()
	srv := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: time.Minute,
		IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10}
	ended := make(chan error, 1)
	go func() { ended <- srv.Serve(ln) }()
	select {
	case err := <-ended:
		return ioError("serve the log", err)
	case <-ctx.Done():
	}
	closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), closingTime)
	defer cancel()
	if err := srv.Shutdown(closing); err != nil {
		return srv.Close() // somebody did not take the answer in that time
	}
	return nil
}

const closingTime = 3 * time.Second

// LogHandler answers GET and HEAD for /checkpoint, /tile/<L>/<N>[.p/<W>] and /tile/entries/<N>[.p/<W>], and for nothing else. It
// serves what the published checkpoint covers and no tile beyond it, so that everything but the checkpoint may be cached for ever.
// A partial tile is cut from a wider one where only that is left. Close it.
func (l *Ledger) LogHandler() (*LogHandler, error) {
	root, err := os.OpenRoot(filepath.Join(l.dir, dirLog))
	if err != nil {
		return nil, ioError("open the log", err)
	}
	return &LogHandler{l: l, root: root}, nil
}

// LogHandler serves a log by HTTP.
type LogHandler struct {
	l    *Ledger
	root *os.Root // log/: nothing outside it can be reached
}

// Close gives back what the handler holds.
func (h *LogHandler) Close() error { return h.root.Close() }

// What an auditor may ask for; numbers without leading zeros beyond the form are checked by writing the path again.
var servedTile = regexp.MustCompile(`^/tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/([0-9]{1,3}))?$`)

// largestResource bounds what is read of a file, in bytes: an entry bundle holds at most 256 entries of 32 bytes with their lengths.
const largestResource = layout.TileWidth * 34

// ServeHTTP implements http.Handler.
func (h *LogHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed, "this log is only read")
		return
	}
	name := r.URL.EscapedPath()
	m := servedTile.FindStringSubmatch(name)
	if name != "/checkpoint" && m == nil {
		refuse(w, http.StatusNotFound, "a log has /checkpoint, /tile/<L>/<N>[.p/<W>] and /tile/entries/<N>[.p/<W>]")
		return
	}
	raw, err := h.read("checkpoint", 64<<10)
	cp := Checkpoint{}
	if err == nil {
		cp, err = h.l.parse(raw)
	}
	if err != nil {
		refuse(w, http.StatusInternalServerError, "the checkpoint of this log does not read")
		return
	}
	if m == nil {
		answer(w, "text/plain; charset=utf-8", "no-cache", raw)
		return
	}
	b, err := h.tile(m, cp.Size)
	switch {
	case errors.Is(err, os.ErrNotExist):
		refuse(w, http.StatusNotFound, "the published checkpoint has no such tile")
	case err != nil:
		refuse(w, http.StatusInternalServerError, "the tile does not read")
	default:
		answer(w, "application/octet-stream", "public, max-age=31536000, immutable", b)
	}
}

func answer(w http.ResponseWriter, kind, caching string, b []byte) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", caching)
	w.Header().Set("Content-Length", strconv.Itoa(len(b)))
	_, _ = w.Write(b) // who asked has gone; nobody is left to be told
}

func refuse(w http.ResponseWriter, code int, why string) {
	w.Header().Set("Cache-Control", "no-cache")
	http.Error(w, why, code)
}

// tile is a tile or entry bundle of the width asked for, os.ErrNotExist when a log of that size has none such.
func (h *LogHandler) tile(m []string, size int64) ([]byte, error) {
	entries := m[1] == "entries"
	level, width, index := 0, layout.TileWidth, uint64(0)
	if !entries {
		level, _ = strconv.Atoi(m[1])
	}
	for _, part := range strings.Split(m[2], "/") {
		n, _ := strconv.ParseUint(strings.TrimPrefix(part, "x"), 10, 64)
		index = index*1000 + n
	}
	if m[3] != "" {
		width, _ = strconv.Atoi(m[3])
	}
	file := func(p uint8) string {
		if entries {
			return layout.EntriesPath(index, p)
		}
		return layout.TilePath(uint64(level), index, p)
	}
	partial := uint8(width % layout.TileWidth)
	rows := uint64(0) // hashes that the level has
	if level < 8 {
		rows = uint64(size) >> (8 * level)
	}
	if width > layout.TileWidth || m[3] != "" && partial == 0 || "/"+file(partial) != m[0] ||
		index > 1<<55 || index*layout.TileWidth+uint64(width) > rows {
		return nil, os.ErrNotExist
	}
	var b []byte
	err := os.ErrNotExist
	for p := width; p <= layout.TileWidth && errors.Is(err, os.ErrNotExist); p++ {
		b, err = h.read(file(uint8(p%layout.TileWidth)), largestResource)
	}
	if err != nil {
		return nil, err
	}
	each := 32
	if entries {
		each = 34
	}
	if len(b) < each*width {
		return nil, fmt.Errorf("%s is too short", m[0])
	}
	for i := 0; entries && i < width; i++ {
		if b[i*each] != 0 || b[i*each+1] != 32 {
			return nil, fmt.Errorf("%s holds something else than entries of 32 bytes", m[0])
		}
	}
	return b[:each*width], nil
}

// read reads a file of the log that is one, not reached over a symbolic link, at most so many bytes.
func (h *LogHandler) read(name string, most int64) ([]byte, error) {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if fi, err := h.root.Lstat(dir); err != nil {
			return nil, err
		} else if !fi.IsDir() {
			return nil, fmt.Errorf("%s is no directory", dir)
		}
	}
	fi, err := h.root.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !fi.Mode().IsRegular() || fi.Size() > most {
		return nil, fmt.Errorf("%s is no file of a log", name)
	}
	f, err := h.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if now, err := f.Stat(); err != nil || !now.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no file of a log", name)
	}
	return io.ReadAll(io.LimitReader(f, most))
}
