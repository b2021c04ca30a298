package custody

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	flog "github.com/transparency-dev/formats/log"
	"github.com/transparency-dev/merkle/compact"
	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera/api/layout"
	"github.com/transparency-dev/tessera/client"
	"golang.org/x/mod/sumdb/note"

	"factum"
)

// Checkpoint is a signed statement of the log: its first Size leaves hash to Root.
type Checkpoint struct {
	Origin string        `json:"origin"`
	Size   int64         `json:"size"`
	Root   factum.Digest `json:"root"`
	Note   string        `json:"note"` // as signed, byte for byte
}

// ParseCheckpoint reads a signed checkpoint and checks its signature.
func ParseCheckpoint(b []byte, v note.Verifier) (Checkpoint, error) {
	cp, _, _, err := flog.ParseCheckpoint(b, v.Name(), v)
	if err != nil {
		return Checkpoint{}, factum.Errorf(factum.Integrity, "checkpoint: %w", err)
	}
	if len(cp.Hash) != 32 || cp.Size > 1<<62 {
		return Checkpoint{}, factum.Errorf(factum.Integrity, "checkpoint: a root of %d bytes over %d leaves", len(cp.Hash), cp.Size)
	}
	return Checkpoint{Origin: cp.Origin, Size: int64(cp.Size), Root: factum.Digest(cp.Hash), Note: string(b)}, nil
}

// tiles reads the files of a log directory.
type tiles struct{ dir string }

// resource returns a tile or entry bundle of at least p entries (0: full), exactly as it lies on disk. path names it for a given width.
func (t tiles) resource(p uint8, path func(uint8) string) ([]byte, string, error) {
	b, err := os.ReadFile(filepath.Join(t.dir, path(p)))
	if err == nil || p == 0 || !errors.Is(err, os.ErrNotExist) {
		return b, path(p), err
	}
	if b, err := os.ReadFile(filepath.Join(t.dir, path(0))); err == nil {
		return b, path(0), nil
	}
	for w := int(p) + 1; w < layout.TileWidth; w++ {
		if b, err := os.ReadFile(filepath.Join(t.dir, path(uint8(w)))); err == nil {
			return b, path(uint8(w)), nil
		}
	}
	return nil, path(p), fmt.Errorf("%s: %w", path(p), os.ErrNotExist)
}

func (t tiles) readTile(_ context.Context, level, index uint64, p uint8) ([]byte, error) {
	b, _, err := t.resource(p, func(p uint8) string { return layout.TilePath(level, index, p) })
	return b, err
}

// root computes the root over the first size leaves from the tiles.
func (t tiles) root(ctx context.Context, size int64) (factum.Digest, error) {
	if size == 0 {
		return factum.Digest(rfc6962.DefaultHasher.EmptyRoot()), nil
	}
	hashes, err := client.FetchRangeNodes(ctx, uint64(size), t.readTile)
	if err != nil {
		return factum.Digest{}, err
	}
	rf := compact.RangeFactory{Hash: rfc6962.DefaultHasher.HashChildren}
	r, err := rf.NewRange(0, uint64(size), hashes)
	if err != nil {
		return factum.Digest{}, err
	}
	h, err := r.GetRootHash(nil)
	if err != nil {
		return factum.Digest{}, err
	}
	return factum.Digest(h), nil
}

// treeState is the log's own note of how far it has integrated.
type treeState struct {
	Size int64  `json:"size"`
	Root []byte `json:"root"`
}

// readTreeState returns false when there is none.
func readTreeState(dir string) (treeState, bool, error) {
	name := filepath.Join(dir, fileTreeState)
	b, err := os.ReadFile(name)
	if errors.Is(err, os.ErrNotExist) {
		return treeState{}, false, nil
	}
	if err != nil {
		return treeState{}, false, ioError("read "+name, err)
	}
	ts, err := parseTreeState(b)
	return ts, true, err
}

func parseTreeState(b []byte) (treeState, error) {
	var ts treeState
	if err := json.Unmarshal(b, &ts); err != nil || len(ts.Root) != 32 || ts.Size < 0 {
		return treeState{}, factum.Errorf(factum.Integrity, "%s does not read", fileTreeState)
	}
	return ts, nil
}

// keptSizes returns the sizes of the checkpoints kept under checkpoints/, ascending.
func keptSizes(dir string) ([]int64, error) {
	es, err := os.ReadDir(filepath.Join(dir, dirCheckpoints))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, ioError("read "+dirCheckpoints, err)
	}
	var out []int64
	for _, e := range es {
		if n, err := strconv.ParseInt(e.Name(), 10, 64); err == nil && n >= 0 && strconv.FormatInt(n, 10) == e.Name() {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out, nil
}
