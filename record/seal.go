package record

import (
	"context"
	"fmt"
	"maps"
	"strings"

	"factum"
)

// sealer makes what became of many inputs durable together: one round of writes for a batch, the index behind it.
type sealer struct {
	r      *Record
	report func(Added) error
	sum    *Sum
	index  *follower
	detail map[string]any // of coded acts: by which versions

	drafts []factum.Draft
	items  [][]byte
	made   map[factum.Digest]any
	lines  []Added
}

func (r *Record) sealer(ctx context.Context, sum *Sum, report func(Added) error) *sealer {
	v := r.stages.Versions()
	r.index.Postpone(true)
	return &sealer{r: r, report: report, sum: sum, index: r.follower(context.WithoutCancel(ctx)), made: map[factum.Digest]any{},
		detail: map[string]any{"reader": v.Reader, "coder": v.Coder, "gazetteer": v.Gazetteer, "weigher": v.Weigher}}
}

// draft adds an act to the batch.
func (s *sealer) draft(d factum.Draft) { s.drafts = append(s.drafts, d) }

// line adds what is reported once the acts drafted so far are in the log.
func (s *sealer) line(a Added) { s.lines = append(s.lines, a) }

// worked drafts what the stages made of a capture, a gap when they could not, and sets the line that tells it.
// replaces is the act of the coding that this one follows, -1 when there is none.
func (s *sealer) worked(d factum.Digest, o factum.Origin, w worked, replaces factum.ActIndex, a *Added) {
	if w.err != nil {
		a.Status, a.Reason, a.Hint = "gap", w.err.Error(), factum.HintOf(w.err)
		s.draft(s.r.gapDraft(d, o, w.stage, a.Reason))
		return
	}
	a.Read, a.Claims, a.Lang = true, w.claims, lang(w.langs)
	s.items = append(s.items, w.items...)
	maps.Copy(s.made, w.made)
	s.draft(codedDraft(d, w.result, replaces, w.asked.detail(s.detail)))
	s.missed(d, o, w, a)
}

// missed drafts a gap of what a model was asked and did not give, or gave and was refused; the rest stands.
func (s *sealer) missed(d factum.Digest, o factum.Origin, w worked, a *Added) {
	if len(w.gaps) == 0 {
		return
	}
	a.Reason, a.Hint = reasons(w.gaps), factum.HintOf(w.gaps[0])
	s.draft(s.r.gapDraft(d, o, "coding", a.Reason))
}

// reasons says why, not at any length.
func reasons(errs []error) string {
	const most = 10
	var b strings.Builder
	for i, err := range errs {
		if i == most {
			fmt.Fprintf(&b, "; and %d more", len(errs)-most)
			break
		}
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(err.Error())
	}
	return b.String()
}

// flush makes derived items durable, seals the acts, hands them to the index and reports.
// A crash before Append returns leaves at most unreferenced blobs and derived items, which a second run finds again.
func (s *sealer) flush(ctx context.Context) error {
	if len(s.lines) == 0 {
		return nil
	}
	ctx = context.WithoutCancel(ctx) // from here on the inputs are in the record's blobs: finish
	drafts, items, lines, made := s.drafts, s.items, s.lines, s.made
	s.drafts, s.items, s.lines, s.made = drafts[:0], items[:0], lines[:0], map[factum.Digest]any{} // once, also when it fails: end flushes again
	if len(items) > 0 {
		if _, err := s.r.ledger.PutDerived(ctx, items); err != nil {
			return err
		}
	}
	if len(drafts) > 0 {
		if _, err := s.r.ledger.Append(ctx, drafts); err != nil {
			return err
		}
	}
	for _, a := range lines {
		s.sum.count(a)
		if err := s.report(a); err != nil {
			return err
		}
	}
	return s.index.hand(s.r.ledger.Size(), made)
}

// end seals what is left, also after an interruption, and waits until the index has everything and weighed it. err is what ended the
// inputs, and comes first.
func (s *sealer) end(ctx context.Context, err error) error {
	ctx = context.WithoutCancel(ctx)
	for _, step := range []func() error{
		func() error { return s.flush(ctx) },
		s.index.end,
		func() error { s.r.index.Postpone(false); return s.r.index.Settle(ctx) },
	} {
		if serr := step(); err == nil {
			err = serr
		}
	}
	return err
}

// codedDraft is program work: its key is what was coded after which coding, so that a second delivery is no second act while a
// return to an earlier version is one.
func codedDraft(d factum.Digest, res factum.Result, replaces factum.ActIndex, detail map[string]any) factum.Draft {
	key := []string{"coded", d.String()}
	if replaces >= 0 {
		key = append(key, "after", replaces.String())
	}
	for _, x := range res.Documents {
		for _, item := range x.Items() {
			key = append(key, item.String())
		}
	}
	return factum.Draft{Key: strings.Join(key, " "), Kind: factum.Coded, Detail: detail, Sealed: map[string]any{"subject": d, "result": res}}
}

// gapDraft notes that a capture could not be read or coded by this version, or not in all that was wanted.
func (r *Record) gapDraft(d factum.Digest, o factum.Origin, stage, reason string) factum.Draft {
	v := r.stages.Versions()
	return factum.Draft{Key: strings.Join([]string{"gap", stage, d.String(), v.Reader, v.Coder, reason}, " "), Kind: factum.Gapped,
		Detail: map[string]any{"stage": stage, "reader": v.Reader, "coder": v.Coder},
		Sealed: map[string]any{"subject": d, "origin": o, "reason": reason, "by": r.by}}
}

// count adds what became of one input.
func (s *Sum) count(a Added) {
	s.Inputs++
	s.Claims += a.Claims
	switch a.Status {
	case "captured":
		s.Captured++
	case "known":
		s.Known++
	default:
		s.Gaps++
		return
	}
	if a.Reason != "" {
		s.Gaps++
	}
}
