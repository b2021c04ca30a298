package record

import (
	"context"
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/transparency-dev/formats/proof"

	"factum"
	"factum/custody"
)

// Included is the proof that an act stands in the log.
type Included struct {
	Act        factum.ActIndex    `json:"act"`
	Line       string             `json:"line"`  // the act's line, of which entry is the SHA-256
	Entry      factum.Digest      `json:"entry"` // what the log holds
	Leaf       string             `json:"leaf"`  // SHA-256 of a zero byte and the entry, base64
	Hashes     []string           `json:"hashes"`
	Checkpoint custody.Checkpoint `json:"checkpoint"`
	Proof      string             `json:"proof"` // all of it in the form of C2SP tlog-proof
}

// Inclusion proves an act under the checkpoint over size acts. With line, the act's line is put into the proof as its
// extra data, so that it can be checked with nothing else than the log's key.
func (g *Log) Inclusion(ctx context.Context, i factum.ActIndex, size int64, cosigned, line bool) (Included, error) {
	var p Included
	if i >= g.led.Size() {
		return p, factum.Errorf(factum.Missing, "there is no %s: the log holds %s", i, acts(int64(g.led.Size())))
	}
	cp, err := g.Checkpoint(ctx, size, cosigned)
	if err != nil {
		return p, err
	}
	if int64(i) >= cp.Size && size != Latest {
		return p, factum.Errorf(factum.Missing, "the checkpoint over %s does not cover %s", acts(cp.Size), i).WithHint("Ask under a larger one.")
	}
	in, err := g.led.InclusionUnder(ctx, i, cp)
	if err != nil {
		return p, err
	}
	act, err := g.led.ActLine(i)
	if err != nil {
		return p, err
	}
	p = Included{Act: i, Line: string(act), Entry: in.Entry, Leaf: b64(in.Leaf[:]), Hashes: lines64(in.Path), Checkpoint: cp}
	t := proof.TLogProof{Index: uint64(i), Checkpoint: []byte(cp.Note)}
	for _, h := range in.Path {
		t.Hashes = append(t.Hashes, h)
	}
	if line {
		t.ExtraData = act
	}
	p.Proof = string(t.Marshal())
	return p, nil
}

// Continued is the proof that a checkpoint continues the log as it was over old acts.
type Continued struct {
	Old        int64              `json:"old"`
	OldRoot    string             `json:"old_root"` // base64, as computed from the log
	Hashes     []string           `json:"hashes"`
	Checkpoint custody.Checkpoint `json:"checkpoint"`
	Proof      string             `json:"proof"` // in the form that C2SP tlog-witness sends
}

// Consistency proves that the checkpoint over new acts continues the log over the first old acts.
func (g *Log) Consistency(ctx context.Context, old, size int64) (Continued, error) {
	var p Continued
	cp, err := g.Checkpoint(ctx, size, false)
	if err != nil {
		return p, err
	}
	if old > cp.Size {
		if size == Latest {
			return p, factum.Errorf(factum.Missing, "the newest checkpoint covers %s, not %d", acts(cp.Size), old)
		}
		return p, factum.Errorf(factum.Invalid, "a checkpoint over %s cannot continue one over %d", acts(cp.Size), old).WithHint("Give the smaller size first.")
	}
	in, err := g.led.ConsistencyFrom(ctx, old, cp)
	if err != nil {
		return p, err
	}
	p = Continued{Old: old, OldRoot: b64(in.From.Root[:]), Hashes: lines64(in.Path), Checkpoint: cp}
	var b strings.Builder
	fmt.Fprintf(&b, "old %d\n", old)
	for _, h := range p.Hashes {
		b.WriteString(h + "\n")
	}
	b.WriteString("\n" + cp.Note)
	p.Proof = b.String()
	return p, nil
}

func lines64(ds []factum.Digest) []string {
	out := make([]string, len(ds))
	for i, d := range ds {
		out[i] = base64.StdEncoding.EncodeToString(d[:])
	}
	return out
}
