package record

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"factum"
	"factum/custody"
)

// Cosigned says what became of asking one witness.
type Cosigned struct {
	Witness string           `json:"witness"` // its name
	URL     string           `json:"url"`
	Size    int64            `json:"size"`
	Status  string           `json:"status"` // cosigned, known or failed
	File    string           `json:"file"`
	Act     *factum.ActIndex `json:"act"`
	At      string           `json:"at"` // as the witness says
	Reason  string           `json:"reason"`
	Hint    string           `json:"-"`
}

// Cosign sends the newest kept checkpoint to each witness, stores what they sign and logs that. It goes to the network for nothing else, holds
// the record's lock only while it stores, and tells of every witness, in the order given. A witness that has cosigned that checkpoint
// is not asked again.
func Cosign(ctx context.Context, c Config, ws []custody.Witness) (out []Cosigned, err error) {
	g, err := OpenLog(ctx, c)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, g.Close(context.WithoutCancel(ctx))) }()
	kept, err := g.led.Kept()
	if err != nil {
		return nil, err
	}
	if len(kept) == 0 {
		return nil, factum.Errorf(factum.Missing, "no checkpoint was kept yet")
	}
	cp, err := g.led.Checkpoint(kept[len(kept)-1])
	if err != nil {
		return nil, err
	}
	stamps, err := g.stamps(ctx)
	if err != nil {
		return nil, err
	}
	notes := make([][]byte, len(ws))
	for i, w := range ws {
		x := Cosigned{Witness: w.Name(), URL: w.URL, Size: cp.Size, Status: "cosigned"}
		since := int64(0)
		for _, s := range stamps {
			if s.Witness == w.Key && s.Size <= cp.Size {
				since = max(since, s.Size)
				if s.Size == cp.Size {
					x.Status, x.Act, x.File = "known", &s.Act, s.File
				}
			}
		}
		notes[i], err = g.led.Cosigned(cp, w) // left by an interrupted command, or known
		if errors.Is(err, os.ErrNotExist) {
			x.Status, x.Act, x.File = "cosigned", nil, "" // also where its file was lost
			notes[i], err = g.led.Cosign(ctx, cp, w, since)
		}
		if err != nil && ctx.Err() != nil {
			return out, ctx.Err()
		}
		if err != nil {
			x.Status, x.Reason, x.Hint, x.Act, x.File = "failed", err.Error(), factum.HintOf(err), nil, ""
		} else if at, err := custody.CosignedAt(notes[i], w); err == nil {
			x.At = factum.Instant(at)
		}
		out = append(out, x)
	}
	return out, storeCosigned(ctx, c, cp, ws, notes, out)
}

// storeCosigned puts what is new under stamps/ and logs it. A crash between the two leaves a file that no act names; the next Cosign logs it.
func storeCosigned(ctx context.Context, c Config, cp custody.Checkpoint, ws []custody.Witness, notes [][]byte, out []Cosigned) (err error) {
	if !slices.ContainsFunc(out, func(x Cosigned) bool { return x.Status == "cosigned" }) {
		return nil
	}
	r, err := OpenWriter(ctx, c)
	if err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx)
	defer func() { err = errors.Join(err, r.Close(ctx)) }()
	for i := range out {
		x := &out[i]
		if x.Status != "cosigned" {
			continue
		}
		if x.File, err = r.ledger.KeepCosigned(notes[i], cp, ws[i]); err != nil {
			return err
		}
		at, err := r.ledger.Append(ctx, []factum.Draft{{Key: fmt.Sprintf("stamped cosignature %d %s", cp.Size, ws[i].Key), Kind: factum.Stamped,
			Detail: map[string]any{"kind": "cosignature", "size": cp.Size, "witness": ws[i].Key},
			Sealed: map[string]any{"file": x.File, "by": c.By}}})
		if err != nil {
			return err
		}
		x.Act = &at[0]
	}
	return r.follow(ctx, r.ledger.Size(), nil)
}
