package record

import (
	"context"
	"strings"

	"factum"
	"factum/store"
)

// Erasing is why things are to be erased.
type Erasing struct {
	Ground    string // one of factum.Grounds
	Authority string // who may order or allow it, and where that is written
	Reason    string
}

// ErasedItem is one thing that was erased. It is the line that `factum erase --json` prints.
type ErasedItem struct {
	Item   string `json:"item"`   // sha256:… or act_…
	Kind   string `json:"kind"`   // capture, bytes (kept, not in the log), item (of what was erased before), or the kind of the act
	Status string `json:"status"` // erased now, or known: it was before
	store.Erased
	Acts  int   `json:"acts"`  // whose openings went
	Items int   `json:"items"` // captures, documents and claim sets that went
	Bytes int64 `json:"bytes"` // of the capture
}

// Erase takes things out of the record for good: first it is logged that they are erased, then openings, derived items, blobs and rows go,
// and the database is written anew without them. What was erased before is reported as known. An error after the acts are logged
// leaves work that the next writing session finishes; what is returned beside it is logged.
func (r *Record) Erase(ctx context.Context, ts []ToErase, e Erasing) ([]ErasedItem, error) {
	if r.by == "" {
		return nil, factum.Errorf(factum.Invalid, "an erasure needs a person who answers for it")
	}
	if err := e.check(); err != nil {
		return nil, err
	}
	drafts, in := r.erasures(ts, e)
	out := make([]ErasedItem, len(ts))
	var at []factum.ActIndex
	var err error
	if len(drafts) > 0 {
		at, err = r.ledger.Erase(ctx, drafts)
		if at == nil {
			return nil, err
		}
	}
	for i, t := range ts {
		out[i] = ErasedItem{Item: t.Item, Kind: t.Kind, Status: "known", Bytes: t.Bytes, Acts: len(t.Acts), Items: len(t.Items)}
		if t.Before != nil {
			out[i].Erased = *t.Before
			continue
		}
		out[i].Status = "erased"
		out[i].Erased = store.Erased{Act: at[in[i]], By: r.by, Ground: e.Ground, Authority: e.Authority, Reason: e.Reason}
		if entry, eerr := r.ledger.Entry(at[in[i]]); eerr == nil {
			out[i].At = entry.Act.At
		}
	}
	if err != nil || len(drafts) == 0 {
		return out, err
	}
	ctx = context.WithoutCancel(ctx) // from here on it is said to be gone: finish
	if err := r.follow(ctx, r.ledger.Size(), nil); err != nil {
		return out, err
	}
	return out, r.index.Scrub(ctx)
}

// Check refuses what no erasure can rest on.
func (e Erasing) check() error {
	if err := factum.CheckGround(e.Ground); err != nil {
		return err
	}
	for name, text := range map[string]string{"authority": e.Authority, "reason": e.Reason} {
		if len(text) > maxWords {
			return factum.Errorf(factum.Invalid, "the %s of an erasure is at most %d bytes", name, maxWords)
		}
	}
	if strings.TrimSpace(e.Authority) == "" {
		return factum.Errorf(factum.Invalid, "an erasure needs the authority that it rests on").WithHint(
			"Say who orders or allows it and where that is written: a court and its docket number, a form, a law and its article.")
	}
	if strings.TrimSpace(e.Reason) == "" {
		return factum.Errorf(factum.Invalid, "an erasure needs a reason")
	}
	return nil
}

// maxWords bounds authority and reason, which nobody can take out of the record again.
const maxWords = 4000

// erasures packs what is to go into as few erased acts as their limits allow. in says for each thing in which of them it ends. A derived item
// stands in the same act as the last act that names it, or in a later one: should only the first of several be logged, what is
// left still finds its items. The capture comes last.
func (r *Record) erasures(ts []ToErase, e Erasing) (drafts []factum.Draft, in []int) {
	var now factum.Erasure
	cut := func() {
		if len(now.Acts)+len(now.Items) == 0 {
			return
		}
		now.Ground, now.Authority = e.Ground, e.Authority
		if now.Acts == nil {
			now.Acts = []factum.ActIndex{}
		}
		if now.Items == nil {
			now.Items = []factum.Digest{}
		}
		drafts = append(drafts, factum.Draft{Key: fresh(), Kind: factum.Erased, Sealed: map[string]any{"erasure": now, "reason": e.Reason, "by": r.by}})
		now = factum.Erasure{}
	}
	item := func(d factum.Digest) {
		if len(now.Items) == factum.ErasedAtOnce {
			cut()
		}
		now.Items = append(now.Items, d)
	}
	for _, t := range ts {
		if t.Before == nil {
			if len(now.Acts)+len(t.Acts) > factum.ErasedAtOnce || len(now.Items)+len(t.Items) > factum.ErasedAtOnce {
				cut() // so that one thing is in one act where that can be
			}
			last := map[factum.Digest]int{}
			for k, names := range t.names {
				for _, d := range names {
					last[d] = k
				}
			}
			for k, i := range t.Acts {
				if len(now.Acts) == factum.ErasedAtOnce {
					cut()
				}
				now.Acts = append(now.Acts, i)
				for _, d := range t.names[k] {
					if n, ok := last[d]; ok && n == k {
						delete(last, d)
						item(d)
					}
				}
			}
			for _, d := range t.others {
				item(d)
			}
		}
		in = append(in, len(drafts)) // the act that is being filled
	}
	cut()
	return drafts, in
}

// refuse says of bytes that are to be captured whether they were erased before and are not here again since; nil where nothing was.
func (r *Record) refuse(ctx context.Context, o AddOptions) (func(factum.Digest) error, error) {
	any, err := r.index.AnyErased(ctx)
	if err != nil || !any || o.Again {
		return nil, err
	}
	return func(d factum.Digest) error {
		t, err := r.index.Get(ctx, d.String())
		if factum.KindOf(err) == factum.Missing || err == nil && t.Erased == nil {
			return nil
		}
		if err != nil {
			return err
		}
		return factum.Errorf(factum.Conflict, "these bytes were %s, and were not taken in again", t.Erased).WithHint(
			"If they may be held now, add them with --again.")
	}, nil
}
