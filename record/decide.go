package record

import (
	"context"
	"slices"
	"strings"

	"factum"
	"factum/store"
)

// Finding is a finding as the record holds it.
type Finding = factum.Finding

// Ruling is what a person decides.
type Ruling struct {
	Item     string // the id of a fact or commitment, or the beginning of it
	Element  string // "" the whole
	Status   string
	Standard string
	Reason   string
	Second   bool // a second opinion, given without sight of the first
	Signing
}

// Decide puts a person's finding on record and returns it with the id of the fact or commitment. The claims that the fact holds now are
// kept with it. It is signed where the person has a key in the record.
func (r *Record) Decide(ctx context.Context, d Ruling) (Finding, string, error) {
	var none Finding
	if r.by == "" {
		return none, "", factum.Errorf(factum.Invalid, "a finding needs a person who answers for it")
	}
	what, statuses := "fact", factum.FactStatuses
	if strings.HasPrefix(d.Item, "com_") {
		what, statuses = "commitment", factum.CommitmentStatuses
	}
	if !slices.Contains(statuses, d.Status) {
		return none, "", factum.Errorf(factum.Invalid, "%q is no status of a finding on a %s", d.Status, what).
			WithHint("It is one of %s.", strings.Join(statuses, ", "))
	}
	if !slices.Contains(factum.Standards, d.Standard) {
		return none, "", factum.Errorf(factum.Invalid, "%q is no standard of proof", d.Standard).
			WithHint("It is one of %s.", strings.Join(factum.Standards, ", "))
	}
	if strings.TrimSpace(d.Reason) == "" {
		return none, "", factum.Errorf(factum.Invalid, "a finding needs a reason")
	}
	t, err := r.index.Get(ctx, d.Item)
	if err != nil {
		return none, "", err
	}
	if t.Fact == nil {
		return none, "", factum.Errorf(factum.Invalid, "%s is a %s; findings are made on facts and commitments", d.Item, t.Kind)
	}
	if t.Kind == "commitment" && d.Element != "" {
		return none, "", factum.Errorf(factum.Invalid, "a finding on a commitment is on the whole of it").WithHint("Elements are of its fact, %s.", t.Fact.ID)
	}
	if d.Element != "" && !slices.ContainsFunc(t.Fact.Elements, func(e factum.Element) bool { return e.Name == d.Element }) {
		var names []string
		for _, e := range t.Fact.Elements {
			names = append(names, e.Name)
		}
		return none, "", factum.Errorf(factum.Invalid, "%s has no element %q", t.Fact.ID, d.Element).
			WithHint("It has %s.", strings.Join(names, ", "))
	}
	if d.Second {
		if err := r.second(t, d); err != nil {
			return none, "", err
		}
	}
	seen := slices.Clone(t.Fact.Claims)
	dec := factum.Decision{Item: t.ID, Element: d.Element, Status: d.Status, Standard: d.Standard, Reason: d.Reason, ClaimsSeen: seen, Second: d.Second}
	if err := r.sign(ctx, &dec, d.Signing); err != nil {
		return none, "", err
	}
	if err := r.log(ctx, []factum.Draft{{Key: fresh(), Kind: factum.Decided, Sealed: map[string]any{"finding": dec, "by": r.by}}}); err != nil {
		return none, "", err
	}
	got, err := r.index.Get(ctx, t.ID)
	if err != nil {
		return none, "", err
	}
	var last Finding
	for _, f := range got.Fact.Findings {
		if f.Act >= last.Act {
			last = f
		}
	}
	return last, got.ID, nil
}

// second refuses a second opinion where there is no first, and by whoever has found on it before. What it says tells nothing of what others found.
func (r *Record) second(t store.Thing, d Ruling) error {
	what := t.ID
	if d.Element != "" {
		what = "the " + d.Element + " of " + what
	}
	mine := factum.Finding{Act: r.ledger.Size(), Element: d.Element, Status: d.Status, By: r.by}
	if slices.ContainsFunc(t.Fact.Findings, func(f Finding) bool {
		return f.By == r.by && f.Element == d.Element && slices.Contains(factum.CommitmentStatuses, f.Status) == slices.Contains(factum.CommitmentStatuses, d.Status)
	}) {
		return factum.Errorf(factum.Invalid, "%s has a finding on %s already: another is no second opinion", r.by, what).WithHint("Leave --second out to find on it anew.")
	}
	if mine.FirstOf(t.Fact.Findings) == nil {
		return factum.Errorf(factum.Invalid, "nobody else has a finding on %s: there is nothing to give a second opinion on", what).WithHint("Leave --second out to be the first.")
	}
	return nil
}
