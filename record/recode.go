package record

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"runtime"
	"slices"

	"factum"
	"factum/capture"
	"factum/reading"
	"factum/store"
)

// RecodeOptions are the choices of one Recode.
type RecodeOptions struct {
	All   bool      // also what this very version coded
	Total func(int) // told how many captures there will be; may be nil
}

// Recode reads and codes captures again by this version: those named, or else all that another version coded or nobody did.
func (r *Record) Recode(ctx context.Context, ids []string, o RecodeOptions, report func(Added) error) (Sum, error) {
	var sum Sum
	var want []factum.Digest
	for _, id := range ids {
		t, err := r.index.Get(ctx, id)
		if err != nil {
			return sum, err
		}
		if t.Capture == nil {
			return sum, factum.Errorf(factum.Invalid, "%s is a %s; captures are coded again", id, t.Kind)
		}
		want = append(want, t.Capture.Subject.SHA256)
	}
	if len(ids) == 0 {
		for c, err := range r.captures(ctx) {
			if err != nil {
				return sum, err
			}
			if o.All || !r.current(ctx, c) {
				want = append(want, c.Subject.SHA256)
			}
		}
	}
	if o.Total != nil {
		o.Total(len(want))
	}
	v := r.stages.Versions()
	detail := map[string]any{"reader": v.Reader, "coder": v.Coder, "gazetteer": v.Gazetteer, "weigher": v.Weigher}
	type done struct {
		d    factum.Digest
		o    factum.Origin
		work worked
		stop error // interrupted, or the record itself can't be read
	}
	index := r.follower(context.WithoutCancel(ctx))
	r.index.Postpone(true)
	defer r.index.Postpone(false)
	var drafts []factum.Draft
	var items [][]byte
	made := map[factum.Digest]any{}
	var lines []Added
	flush := func() error {
		if len(drafts) == 0 {
			return nil
		}
		keep := context.WithoutCancel(ctx)
		if len(items) > 0 {
			if _, err := r.ledger.PutDerived(keep, items); err != nil {
				return err
			}
		}
		if _, err := r.ledger.Append(keep, drafts); err != nil {
			return err
		}
		for _, a := range lines {
			sum.Inputs++
			sum.Claims += a.Claims
			if a.Status == "gap" {
				sum.Gaps++
			}
			if err := report(a); err != nil {
				return err
			}
		}
		drafts, items, lines = drafts[:0], items[:0], lines[:0]
		handed := made
		made = map[factum.Digest]any{}
		return index.hand(handed)
	}
	n := runtime.GOMAXPROCS(0)
	err := inOrder(ctx, n, 2*n, slices.Values(want), func(ctx context.Context, d factum.Digest) done {
		x := done{d: d}
		t, err := r.index.Get(ctx, d.String())
		if err != nil {
			x.stop = cmp.Or(ctx.Err(), err)
			return x
		}
		if len(t.Capture.Origins) > 0 {
			x.o = t.Capture.Origins[0].Origin
		}
		b, err := r.readAll(ctx, d)
		if ctx.Err() != nil {
			x.stop = ctx.Err()
			return x
		}
		if err != nil {
			x.work = worked{stage: "reading", err: err}
			return x
		}
		x.work = r.stages.work(ctx, b, reading.Meta{MediaType: x.o.MediaType, Name: x.o.Name, Capture: d})
		return x
	}, func(x done) error {
		if x.stop != nil {
			return x.stop
		}
		a := Added{Capture: x.d, Source: Wanted(x.o), Status: "known"}
		if x.work.err != nil {
			a.Status, a.Reason, a.Hint = "gap", x.work.err.Error(), factum.HintOf(x.work.err)
			drafts = append(drafts, r.gapDraft(x.d, x.o, x.work))
		} else {
			a.Read, a.Lang, a.Claims = true, lang(x.work.langs), x.work.claims
			items = append(items, x.work.items...)
			maps.Copy(made, x.work.made)
			drafts = append(drafts, codedDraft(x.d, x.work.result, detail))
		}
		lines = append(lines, a)
		if len(lines) < batch {
			return nil
		}
		return flush()
	})
	if ferr := flush(); err == nil {
		err = ferr
	}
	if ferr := index.end(); err == nil {
		err = ferr
	}
	if serr := r.index.Settle(context.WithoutCancel(ctx)); err == nil {
		err = serr
	}
	return sum, err
}

// Wanted names for people what an origin speaks of: the argument as given, or of a file in a folder its path.
func Wanted(o factum.Origin) string {
	switch {
	case o.Via == capture.ViaFolder && o.Path != "":
		return o.Path
	case o.Via == capture.ViaStdin && o.Name != "":
		return o.Name
	case o.Given == "":
		return o.Name
	}
	return o.Given
}

// captures goes through all captures.
func (r *Record) captures(ctx context.Context) iter.Seq2[store.Captured, error] {
	return func(yield func(store.Captured, error) bool) {
		f := store.Filter{Limit: 1000}
		for {
			p, err := r.index.Captures(ctx, f)
			if err != nil {
				yield(store.Captured{}, err)
				return
			}
			for _, c := range p.Items {
				if !yield(c, nil) {
					return
				}
			}
			if p.Next == "" {
				return
			}
			f.After = p.Next
		}
	}
}

// current reports whether a capture was coded by this version of reader and coder.
func (r *Record) current(ctx context.Context, c store.Captured) bool {
	if c.Status != "coded" || len(c.Documents) == 0 {
		return false
	}
	v := r.stages.Versions()
	e, err := r.ledger.Entry(c.Coded)
	return err == nil && e.Act.Detail["reader"] == v.Reader && e.Act.Detail["coder"] == v.Coder && e.Act.Detail["gazetteer"] == v.Gazetteer
}
