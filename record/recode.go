package record

import (
	"cmp"
	"context"
	"iter"
	"runtime"
	"slices"

	"factum"
	"factum/capture"
	"factum/coding/model"
	"factum/reading"
	"factum/store"
)

// RecodeOptions are the choices of one Recode.
type RecodeOptions struct {
	All   bool          // also what this very version coded; with a Model, it is asked again also what it answered before
	Model *model.Client // asked for proposals; nil: those of an answer from before are made again
	Total func(int)     // told how many captures there will be; may be nil
}

// Recode reads and codes captures again by this version: those named, or else all that another version coded or nobody did.
func (r *Record) Recode(ctx context.Context, ids []string, o RecodeOptions, report func(Added) error) (Sum, error) {
	var sum Sum
	if err := r.ready(); err != nil {
		return sum, err
	}
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
			if o.All || !r.current(c, o.Model) {
				want = append(want, c.Subject.SHA256)
			}
		}
	}
	if o.Total != nil {
		o.Total(len(want))
	}
	type done struct {
		d    factum.Digest
		o    factum.Origin
		last factum.ActIndex // the coding before, -1 when there was none
		work worked
		same bool  // this version made the very same before
		stop error // interrupted, or the record itself can't be read
	}
	b := r.sealer(ctx, &sum, report)
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
		x.last = -1
		if t.Capture.Status == "coded" {
			x.last = t.Capture.Coded
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
		was := r.result(x.last)
		var p proposals
		if o.Model == nil || !o.All {
			p = r.proposed(ctx, was)
		}
		p.client = o.Model
		x.work = r.stages.work(ctx, b, reading.Meta{MediaType: x.o.MediaType, Name: x.o.Name, Capture: d}, p)
		x.same = x.work.err == nil && x.last >= 0 && r.codedNow(x.last, x.work.asked) && slices.Equal(was.Documents, x.work.result.Documents)
		return x
	}, func(x done) error {
		if x.stop != nil {
			return x.stop
		}
		a := Added{Capture: x.d, Source: Wanted(x.o), Status: "known"}
		if x.same {
			a.Read, a.Lang, a.Claims = true, lang(x.work.langs), x.work.claims
			b.missed(x.d, x.o, x.work, &a)
		} else {
			b.worked(x.d, x.o, x.work, x.last, &a)
		}
		b.line(a)
		if len(b.lines) < batch {
			return nil
		}
		return b.flush(ctx)
	})
	return sum, b.end(ctx, err)
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

// current reports whether a capture was coded by this version of reader and coder, and of what reads proposals; where a model is to be
// asked, with all the answers that it has to give.
func (r *Record) current(c store.Captured, m *model.Client) bool {
	if c.Status != "coded" || len(c.Documents) == 0 {
		return false
	}
	e, err := r.ledger.Entry(c.Coded)
	if err != nil {
		return false
	}
	want := askedOf(e.Act)
	switch {
	case m != nil:
		want = asked{Model: m.Name(), Prompt: model.Prompt().String(), Proposer: model.Version}
	case want.Model != "":
		want.Proposer = model.Version
	}
	return r.codedBy(e.Act, want)
}

// codedBy reports whether a coded act was done by this version of reader and coder, with those proposals.
func (r *Record) codedBy(a factum.Act, who asked) bool {
	by, now := versionsOf(a), r.stages.Versions()
	by.Weigher = now.Weigher
	return by == now && askedOf(a) == who
}

// codedNow reports whether a coded act was done by this version, with those proposals.
func (r *Record) codedNow(at factum.ActIndex, who asked) bool {
	e, err := r.ledger.Entry(at)
	return err == nil && r.codedBy(e.Act, who)
}

// result is what a coded act brought, empty when it does not read.
func (r *Record) result(coded factum.ActIndex) (res factum.Result) {
	if e, err := r.ledger.Entry(coded); err == nil {
		_, _ = e.Open("result", &res) // what does not open differs from anything
	}
	return res
}
