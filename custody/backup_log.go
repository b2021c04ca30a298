package custody

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/transparency-dev/tessera/api/layout"

	"factum"
)

// bundleEntry is the size in bytes of an entry in a bundle: its length in two bytes, and a digest.
const bundleEntry = 2 + 32

// bundleEntries reads the entries of a bundle as far as they are digests.
func bundleEntries(b []byte) []factum.Digest {
	var out []factum.Digest
	for ; len(b) >= bundleEntry && b[0] == 0 && b[1] == 32; b = b[bundleEntry:] {
		out = append(out, factum.Digest(b[2:bundleEntry]))
	}
	return out
}

// planLog plans the files of the log: those that a tree of the plan's size has to have, cut to it where they reach further.
func (p *plan) planLog(ctx context.Context) error {
	if p.raw {
		return p.planRawLog()
	}
	t := tiles{filepath.Join(p.dir, dirLog)}
	if root, err := t.root(ctx, p.size); err != nil || root != p.root {
		p.fail(dirLog, dirLog, Changed, fmt.Sprintf("its tiles do not give the root over %d acts", p.size))
	}
	for level, row := uint64(0), uint64(p.size); row > 0; level, row = level+1, row/layout.TileWidth {
		for n := uint64(0); n*layout.TileWidth < row; n++ {
			w := layout.PartialTileSize(level, n, uint64(p.size))
			if level == 0 {
				p.planTile(t, w, bundleEntry, n, func(w uint8) string { return layout.EntriesPath(n, w) })
			}
			p.planTile(t, w, 32, n, func(w uint8) string { return layout.TilePath(level, n, w) })
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	if b, err := os.ReadFile(filepath.Join(p.dir, dirLog, ".state", "version")); err == nil {
		p.log = append(p.log, planned{name: filepath.Join(dirLog, ".state", "version"), perm: 0o644, size: int64(len(b)), bytes: b})
	}
	if p.state != nil {
		p.log = append(p.log, planned{name: fileTreeState, perm: 0o644, size: int64(len(p.state)), bytes: p.state})
	}
	p.log = append(p.log, planned{name: fileCheckpoint, perm: 0o644, size: int64(len(p.checkpoint)), bytes: p.checkpoint})
	return nil
}

// planTile plans a tile or a bundle of so many bytes an entry.
func (p *plan) planTile(t tiles, w uint8, each int, n uint64, path func(uint8) string) {
	name := filepath.Join(dirLog, filepath.FromSlash(path(w)))
	b, _, err := t.resource(w, path)
	if err != nil { // a full one may have taken its place just then
		b, _, err = t.resource(w, path)
	}
	if err != nil {
		p.unreadable(name, name, err)
		return
	}
	width := layout.TileWidth
	if w > 0 {
		width = int(w)
	}
	f := planned{name: name, perm: 0o644, bytes: b[:min(len(b), width*each)]}
	f.size, f.bad = int64(len(f.bytes)), len(f.bytes) < width*each
	if len(f.bytes) == width*each && each == bundleEntry {
		for i, d := range bundleEntries(f.bytes) {
			at := int64(n)*layout.TileWidth + int64(i)
			f.bad = f.bad || leafHash(d) != p.scan.leaves[at] && !p.scan.leaves[at].IsZero()
		}
		f.bad = f.bad || len(bundleEntries(f.bytes)) < width
	}
	if f.bad {
		p.fail(name, name, Changed, "it is not what the acts make of it; it was copied as it lies")
	}
	p.log = append(p.log, f)
}

// planRawLog plans whatever lies in log/ and may lie there.
func (p *plan) planRawLog() error {
	root := filepath.Join(p.dir, dirLog)
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			p.unreadable(dirLog, dirLog, err)
			return nil
		}
		rel, err := filepath.Rel(p.dir, path)
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		if name := filepath.ToSlash(rel); belongsInBackup(name) && strings.HasPrefix(name, dirLog+"/") {
			if f, ok := p.read(rel, 0o644); ok {
				p.log = append(p.log, f)
			}
		}
		return nil
	})
	if err != nil {
		return ioError("read "+root, err)
	}
	return nil
}

// continues reports whether the record continues a log of so many acts and that root. The error is for a record that cannot tell.
func (p *plan) continues(ctx context.Context, size int64, root factum.Digest) (bool, error) {
	if size > p.size {
		return false, nil
	}
	now, err := tiles{filepath.Join(p.dir, dirLog)}.root(ctx, size)
	if err != nil {
		return false, factum.Errorf(factum.Integrity, "the log of %s does not read, so nothing shows that it continues the backup: %w", p.dir, err).
			WithHint("Nothing was touched. Back up to a new place, and keep the earlier backup: it may be the better one.")
	}
	return now == root, nil
}
