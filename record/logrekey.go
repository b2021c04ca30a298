package record

import (
	"context"
	"errors"
	"strings"

	"factum"
	"factum/custody"
)

// Rekeyed says what Rekey did.
type Rekeyed struct {
	Act       factum.ActIndex    `json:"act"`
	PublicKey string             `json:"public_key"` // the new one
	Before    string             `json:"before"`     // the old one
	Signed    custody.Checkpoint `json:"checkpoint"` // over the act, the last that the old key signed
}

// Rekey gives the log a new signing key by an act that the old key covers.
func Rekey(ctx context.Context, c Config, reason string) (out Rekeyed, err error) {
	if c.By == "" {
		return out, factum.Errorf(factum.Invalid, "a change of the key needs a person who answers for it").WithHint("Give --by ID or set FACTUM_BY.")
	}
	if strings.TrimSpace(reason) == "" {
		return out, factum.Errorf(factum.Invalid, "a change of the key needs a reason")
	}
	r, err := OpenWriter(ctx, c)
	if err != nil {
		return out, err
	}
	ctx = context.WithoutCancel(ctx) // once begun it is finished
	keys, err := r.ledger.Keys(ctx)
	if err == nil {
		out.Before = keys[len(keys)-1].Key
		out.Act, out.PublicKey, err = r.ledger.Rekey(ctx, map[string]any{"reason": reason, "by": c.By})
	}
	if err == nil {
		err = r.follow(ctx, r.ledger.Size(), nil)
	}
	if err := errors.Join(err, r.Close(ctx)); err != nil {
		return out, err
	}
	g, err := OpenLog(ctx, c)
	if err != nil {
		return out, err
	}
	out.Signed, err = g.Checkpoint(ctx, int64(out.Act)+1, false)
	return out, errors.Join(err, g.Close(ctx))
}
