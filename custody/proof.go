package custody

import (
	"context"
	"os"
	"path/filepath"

	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera/client"

	"factum"
)

// Inclusion proves that an act is in the log under a checkpoint: hashing Leaf with Path up the tree gives the
// checkpoint's root. All hashing is RFC 6962 with SHA-256; Leaf is SHA-256(0x00 ‖ Entry), Entry the SHA-256 of the act line.
type Inclusion struct {
	Index      factum.ActIndex `json:"index"`
	Entry      factum.Digest   `json:"entry"`
	Leaf       factum.Digest   `json:"leaf"`
	Path       []factum.Digest `json:"path"` // from the leaf's sibling up
	Checkpoint Checkpoint      `json:"checkpoint"`
}

// Verify recomputes the root.
func (p Inclusion) Verify() error {
	if leafHash(p.Entry) != p.Leaf {
		return factum.Errorf(factum.Integrity, "%s: the leaf is not that of the entry", p.Index)
	}
	err := proof.VerifyInclusion(rfc6962.DefaultHasher, uint64(p.Index), uint64(p.Checkpoint.Size), p.Leaf[:], hashes(p.Path), p.Checkpoint.Root[:])
	if err != nil {
		return factum.Errorf(factum.Integrity, "%s is not under the checkpoint over %d acts: %w", p.Index, p.Checkpoint.Size, err)
	}
	return nil
}

// Consistency proves that the log under one checkpoint begins with the log under an earlier one.
type Consistency struct {
	From Checkpoint      `json:"from"`
	To   Checkpoint      `json:"to"`
	Path []factum.Digest `json:"path"`
}

// Verify checks the proof against both roots.
func (p Consistency) Verify() error {
	err := proof.VerifyConsistency(rfc6962.DefaultHasher, uint64(p.From.Size), uint64(p.To.Size), hashes(p.Path), p.From.Root[:], p.To.Root[:])
	if err != nil {
		return factum.Errorf(factum.Integrity, "the log over %d acts does not begin with the one over %d: %w", p.To.Size, p.From.Size, err)
	}
	return nil
}

// LeafHash is the Merkle leaf hash of an entry: SHA-256(0x00 ‖ entry).
func LeafHash(entry factum.Digest) factum.Digest { return leafHash(entry) }

// leafHash is the Merkle leaf hash of an entry.
func leafHash(entry factum.Digest) factum.Digest {
	var b [33]byte // of a zero byte and the entry
	copy(b[1:], entry[:])
	return factum.DigestOf(b[:])
}

func hashes(ds []factum.Digest) [][]byte {
	out := make([][]byte, len(ds))
	for i := range ds {
		out[i] = ds[i][:]
	}
	return out
}

func digests(hs [][]byte) []factum.Digest {
	out := make([]factum.Digest, len(hs))
	for i, h := range hs {
		out[i] = factum.Digest(h)
	}
	return out
}

// Latest is the newest checkpoint that was published. During a writing session it may lag behind the acts by a tenth of a second.
func (l *Ledger) Latest() (Checkpoint, error) {
	b, err := os.ReadFile(filepath.Join(l.dir, fileCheckpoint))
	if err != nil {
		return Checkpoint{}, ioError("read "+fileCheckpoint, err)
	}
	return l.parse(b)
}

// Kept returns the sizes of the checkpoints that were kept, ascending.
func (l *Ledger) Kept() ([]int64, error) { return keptSizes(l.dir) }

// Checkpoint is the kept checkpoint over size acts.
func (l *Ledger) Checkpoint(size int64) (Checkpoint, error) {
	b, err := os.ReadFile(filepath.Join(l.dir, checkpointName(size)))
	if err != nil {
		return Checkpoint{}, ioError("read "+checkpointName(size), err)
	}
	return l.parse(b)
}

// Inclusion proves an act under the newest checkpoint. It fails with factum.Transient when none covers the act yet.
func (l *Ledger) Inclusion(ctx context.Context, i factum.ActIndex) (Inclusion, error) {
	cp, err := l.Latest()
	if err != nil {
		return Inclusion{}, err
	}
	return l.InclusionUnder(ctx, i, cp)
}

// InclusionUnder proves an act under a given checkpoint. The proof is checked before it is returned.
func (l *Ledger) InclusionUnder(ctx context.Context, i factum.ActIndex, cp Checkpoint) (Inclusion, error) {
	p := Inclusion{Index: i, Checkpoint: cp}
	b, err := l.ActLine(i)
	if err != nil {
		return p, err
	}
	if int64(i) >= cp.Size {
		return p, factum.Errorf(factum.Transient, "no checkpoint covers %s yet: the newest covers %d acts", i, cp.Size).WithHint("Ask again when the writing session has ended.")
	}
	p.Entry = factum.DigestOf(b)
	p.Leaf = leafHash(p.Entry)
	pb, err := l.proofs(ctx, cp.Size)
	if err != nil {
		return p, err
	}
	path, err := pb.InclusionProof(ctx, uint64(i))
	if err != nil {
		return p, factum.Errorf(factum.Integrity, "the tiles of the log give no proof for %s: %w", i, err)
	}
	p.Path = digests(path)
	return p, p.Verify()
}

// Consistency proves that one checkpoint continues another. The proof is checked before it is returned.
func (l *Ledger) Consistency(ctx context.Context, from, to Checkpoint) (Consistency, error) {
	p := Consistency{From: from, To: to}
	if from.Size > to.Size {
		return p, factum.Errorf(factum.Invalid, "a checkpoint over %d acts cannot continue one over %d", to.Size, from.Size)
	}
	pb, err := l.proofs(ctx, to.Size)
	if err != nil {
		return p, err
	}
	path, err := pb.ConsistencyProof(ctx, uint64(from.Size), uint64(to.Size))
	if err != nil {
		return p, factum.Errorf(factum.Integrity, "the tiles of the log give no proof from %d to %d acts: %w", from.Size, to.Size, err)
	}
	p.Path = digests(path)
	return p, p.Verify()
}

// ConsistencyFrom proves that a checkpoint continues the log over the first so many acts, whether a checkpoint over them was kept or not: its root
// is computed from the tiles.
func (l *Ledger) ConsistencyFrom(ctx context.Context, size int64, to Checkpoint) (Consistency, error) {
	root, err := tiles{filepath.Join(l.dir, dirLog)}.root(ctx, size)
	if err != nil {
		return Consistency{}, factum.Errorf(factum.Integrity, "the tiles of the log give no root over %d acts: %w", size, err)
	}
	from := Checkpoint{Origin: to.Origin, Size: size, Root: root}
	if size == 0 {
		return Consistency{From: from, To: to}, nil // everything continues nothing
	}
	return l.Consistency(ctx, from, to)
}

func (l *Ledger) proofs(ctx context.Context, size int64) (*client.ProofBuilder, error) {
	return client.NewProofBuilder(ctx, uint64(size), tiles{filepath.Join(l.dir, dirLog)}.readTile)
}
