package record

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"factum"
	"factum/corroboration"
	"factum/store"
)

// remark puts one on record and returns it.
func (r *Record) remark(ctx context.Context, kind factum.ActKind, x factum.Remarked) (factum.Remark, error) {
	var none factum.Remark
	if r.by == "" {
		return none, factum.Errorf(factum.Invalid, "this needs a person who answers for it")
	}
	if strings.TrimSpace(x.Reason) == "" {
		return none, factum.Errorf(factum.Invalid, "this needs a reason")
	}
	if x.Claims == nil {
		x.Claims = [][]factum.ClaimID{}
	}
	if x.Fields == nil {
		x.Fields = map[string]json.RawMessage{}
	}
	if err := r.log(ctx, []factum.Draft{{Key: fresh(), Kind: kind, Sealed: map[string]any{"remark": x, "by": r.by}}}); err != nil {
		return none, err
	}
	p, err := r.index.Remarks(ctx, store.Filter{}, x.Items[0])
	if err != nil || len(p.Items) == 0 {
		return none, err
	}
	return p.Items[len(p.Items)-1], nil
}

// get finds a thing and refuses it when it is none of the kinds that can be meant.
func (r *Record) get(ctx context.Context, id, what string, kinds ...string) (store.Thing, error) {
	t, err := r.index.Get(ctx, id)
	if err == nil && !slices.Contains(kinds, t.Kind) {
		err = factum.Errorf(factum.Invalid, "%s is a %s; %s", id, t.Kind, what)
	}
	return t, err
}

// Merge puts on record that facts are one happening. Whatever the weigher found between their claims, they are one fact from then on, until
// somebody splits it.
func (r *Record) Merge(ctx context.Context, ids []string, reason string) (factum.Remark, error) {
	var none factum.Remark
	x := factum.Remarked{Reason: reason}
	kind := ""
	for _, id := range ids {
		t, err := r.get(ctx, id, "only facts are merged", "fact")
		if err != nil {
			return none, err
		}
		if slices.Contains(x.Items, t.ID) {
			continue
		}
		c, err := r.index.Get(ctx, string(t.Fact.Claims[0]))
		if err != nil {
			return none, err
		}
		k := corroboration.Weigher{}.Kind(c.Claim.Claim)
		if kind == "" {
			kind = k
		}
		if k != kind {
			return none, factum.Errorf(factum.Invalid, "%s and %s are not of one kind: %s and %s", x.Items[0], t.ID, kindName(kind), kindName(k)).
				WithHint("A fact is of one type and object, and what happened is no plan, demand or condition. Correct what was misread first: factum correct.")
		}
		x.Items, x.Claims = append(x.Items, t.ID), append(x.Claims, t.Fact.Claims)
	}
	if len(x.Items) < 2 {
		return none, factum.Errorf(factum.Invalid, "%s are one fact already", strings.Join(ids, " and "))
	}
	return r.remark(ctx, factum.Merged, x)
}

// kindName is what a kind of claims is called.
func kindName(kind string) string {
	f := append(strings.SplitN(kind, "|", 3), "", "")
	s := f[0]
	if f[1] != "" {
		s += " of " + f[1]
	}
	switch f[2] {
	case "p":
		s += ", planned"
	case "c":
		s += ", called for"
	case "y":
		s += ", hypothetical"
	}
	return s
}

// Split puts on record that some claims of a fact tell of another happening than the rest. Those taken out are one fact with each
// other, unless something keeps them apart.
func (r *Record) Split(ctx context.Context, id string, claims []string, reason string) (factum.Remark, error) {
	var none factum.Remark
	t, err := r.get(ctx, id, "only a fact is split", "fact")
	if err != nil {
		return none, err
	}
	var out, rest []factum.ClaimID
	for _, c := range claims {
		u, err := r.get(ctx, c, "only claims are taken out of a fact", "claim")
		if err != nil {
			return none, err
		}
		if !slices.Contains(t.Fact.Claims, u.Claim.ID) {
			return none, factum.Errorf(factum.Invalid, "%s is not a claim of %s", u.ID, t.ID).WithHint("'factum show %s' lists its claims.", t.ID)
		}
		if !slices.Contains(out, u.Claim.ID) {
			out = append(out, u.Claim.ID)
		}
	}
	for _, c := range t.Fact.Claims {
		if !slices.Contains(out, c) {
			rest = append(rest, c)
		}
	}
	if len(out) == 0 || len(rest) == 0 {
		return none, factum.Errorf(factum.Invalid, "nothing would be left of %s", t.ID).WithHint("Name some of its claims, not all of them.")
	}
	return r.remark(ctx, factum.SplitApart, factum.Remarked{Items: []string{t.ID}, Claims: [][]factum.ClaimID{out, rest}, Reason: reason})
}

// Correct puts on record that slots of a claim were misread, or what is known of a source. Fields are as Fields makes them.
func (r *Record) Correct(ctx context.Context, id string, fields map[string]json.RawMessage, reason string) (factum.Remark, error) {
	var none factum.Remark
	t, err := r.get(ctx, id, "claims and sources are corrected", "claim", "source")
	if err != nil {
		return none, err
	}
	if len(fields) == 0 {
		return none, factum.Errorf(factum.Invalid, "nothing is to be corrected").WithHint("Name slots and their values: modality=denied, place=\"Bucha, UKR\".")
	}
	kind := factum.SourceChanged
	if t.Claim != nil {
		kind = factum.Corrected
		if _, _, err := t.Claim.Claim.Corrected(factum.Remark{Remarked: factum.Remarked{Fields: fields}}, factum.Standing{}); err != nil {
			return none, err
		}
	} else if err := factum.CheckSourceFields(fields); err != nil {
		return none, err
	}
	return r.remark(ctx, kind, factum.Remarked{Items: []string{t.ID}, Fields: fields, Reason: reason})
}

// Grade puts a person's grade on record: of a source how reliable it is (A to F), of a claim how credible (1 to 6).
func (r *Record) Grade(ctx context.Context, id, grade, reason string) (factum.Remark, error) {
	var none factum.Remark
	t, err := r.get(ctx, id, "sources and claims are graded", "source", "claim")
	if err != nil {
		return none, err
	}
	allowed, what := factum.SourceGrades, "a source is graded A (completely reliable) to E (unreliable), F (cannot be judged)"
	if t.Claim != nil {
		allowed, what = factum.ClaimGrades, "a claim is graded 1 (confirmed by others) to 5 (improbable), 6 (cannot be judged)"
	}
	grade = strings.ToUpper(grade)
	if len(grade) != 1 || !strings.Contains(allowed, grade) {
		return none, factum.Errorf(factum.Invalid, "%q is no grade of %s", grade, t.ID).WithHint("By the Admiralty code %s; each for itself.", what)
	}
	return r.remark(ctx, factum.Graded, factum.Remarked{Items: []string{t.ID}, Fields: quoted("grade", grade), Reason: reason})
}

// Link puts on record how one thing hangs together with another, in one of the ways of factum.LinkKinds.
func (r *Record) Link(ctx context.Context, from, to, as, reason string) (factum.Remark, error) {
	var none factum.Remark
	if !slices.Contains(factum.LinkKinds, as) {
		return none, factum.Errorf(factum.Invalid, "%q is no way of being linked", as).WithHint("It is one of %s.", strings.Join(factum.LinkKinds, ", "))
	}
	a, err := r.index.Get(ctx, from)
	if err != nil {
		return none, err
	}
	b, err := r.index.Get(ctx, to)
	if err != nil {
		return none, err
	}
	if a.ID == b.ID {
		return none, factum.Errorf(factum.Invalid, "%s can't be linked to itself", a.ID)
	}
	return r.remark(ctx, factum.Linked, factum.Remarked{Items: []string{a.ID, b.ID}, Fields: quoted("as", as), Reason: reason})
}

// Note puts a person's note about anything on record.
func (r *Record) Note(ctx context.Context, id, text string) (factum.Remark, error) {
	t, err := r.index.Get(ctx, id)
	if err != nil {
		return factum.Remark{}, err
	}
	return r.remark(ctx, factum.Noted, factum.Remarked{Items: []string{t.ID}, Reason: text})
}

// quoted is one field that is a string.
func quoted(name, value string) map[string]json.RawMessage {
	b, _ := json.Marshal(value) // a string always has a JSON form
	return map[string]json.RawMessage{name: b}
}
