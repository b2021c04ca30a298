package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"

	"factum"
	"factum/store"
)

// standingClaims says of the claim c that it can be in a fact.
const standingClaims = "c.superseded = 0 AND c.proposed = 0 AND c.withdrawn = 0"

// asking is one consistent view of the rows, for questions that need more than one statement.
func (db *DB) asking(ctx context.Context) (*writing, error) {
	tx, err := db.r.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, failed("ask the index", err)
	}
	return &writing{ctx: ctx, tx: tx, db: db, stmts: map[string]*sql.Stmt{}}, nil
}

// Rests implements store.Queries.
func (db *DB) Rests(ctx context.Context, on string) ([]factum.ClaimID, error) {
	q, err := db.asking(ctx)
	if err != nil {
		return nil, err
	}
	defer q.tx.Rollback()
	kind, name, _ := strings.Cut(on, ":")
	switch kind {
	case "wire":
		return q.restOnWire(name)
	case "rule":
		if name == "" || strings.ContainsAny(name, "\"\\") {
			return nil, factum.Errorf(factum.Invalid, "%q is no rule", name).WithHint("Claims name their rules under \"why\": nl/retreat-07.")
		}
		out := q.claimIDs("SELECT c.id FROM claims c WHERE instr(c.json, ?) > 0 AND "+standingClaims+" ORDER BY c.n", `"`+name+`:`)
		if len(out) == 0 && q.err == nil {
			return nil, factum.Errorf(factum.Missing, "no claim was made by the rule %q", name)
		}
		return out, failed("ask the index", q.err)
	}
	t, err := db.Get(ctx, on)
	if err != nil {
		return nil, err
	}
	column := map[string]string{"capture": "c.capture", "document": "c.document", "claim": "c.id", "source": "c.source"}[t.Kind]
	switch {
	case t.Line != nil:
		return t.Line.Claims, nil
	case column == "":
		return nil, factum.Errorf(factum.Invalid, "%s is a %s; what can be struck is a capture, document, claim, line, source, wire:NAME or rule:NAME", on, t.Kind)
	}
	out := q.claimIDs("SELECT c.id FROM claims c WHERE "+column+" = ? AND "+standingClaims+" ORDER BY c.n", t.ID)
	return out, failed("ask the index", q.err)
}

func (w *writing) claimIDs(query string, args ...any) []factum.ClaimID {
	out := []factum.ClaimID{}
	for _, s := range w.texts(query, args...) {
		out = append(out, factum.ClaimID(s))
	}
	return out
}

// restOnWire asks the weigher in each part in which a line credits the agency.
func (w *writing) restOnWire(name string) ([]factum.ClaimID, error) {
	weigher := w.db.cfg.Weigher
	if weigher == nil || weigher.Wire(name) == "" {
		return nil, factum.Errorf(factum.Invalid, "%q is no agency", name)
	}
	wire := weigher.Wire(name)
	var starts []int64
	w.each("SELECT n, json FROM lines WHERE instr(json, ?) > 0 ORDER BY n", []any{wire}, func(scan func(...any) error) error {
		var n int64
		var s string
		var l factum.Line
		if err := scan(&n, &s); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(s), &l); err != nil {
			return err
		}
		if slices.Contains(strings.Split(l.Wire, ", "), wire) {
			starts = append(starts, n)
		}
		return nil
	})
	out := []factum.ClaimID{}
	f := newField(w)
	for _, n := range starts {
		f.place(n)
	}
	for group := range grouped(f.lots()) {
		g := w.fetch(group)
		w.fail(g.report())
		out = append(out, weigher.Resting(g.reports, wire)...)
	}
	if len(out) == 0 && w.err == nil {
		return nil, factum.Errorf(factum.Missing, "no line credits %s", wire)
	}
	slices.Sort(out)
	return out, failed("ask the index", w.err)
}

// Without implements store.Queries.
func (db *DB) Without(ctx context.Context, claims []factum.ClaimID) ([]store.Without, error) {
	w, err := db.asking(ctx)
	if err != nil {
		return nil, err
	}
	defer w.tx.Rollback()
	gone := map[factum.ClaimID]bool{}
	seen := map[int64]bool{}
	var out []store.Without
	var before []int64 // numbers of the facts that lose claims
	f := newField(w)
	struck := map[int64]bool{}
	for _, id := range claims {
		var n, fact int64
		if gone[id] = true; !w.get("SELECT c.n, fact FROM fact_claims JOIN claims c ON c.n = claim WHERE c.id = ?", []any{string(id)}, &n, &fact) {
			continue
		}
		struck[n] = true
		f.place(n)
		if !seen[fact] {
			seen[fact] = true
			before = append(before, fact)
		}
	}
	slices.Sort(before)
	after := map[factum.ClaimID]*factum.Fact{} // by claim
	keep := func(g *weighing) {
		if g == nil {
			return
		}
		<-g.done
		w.fail(g.err)
		for _, p := range g.parts {
			for i := range p {
				for _, c := range p[i].Claims {
					after[c] = &p[i]
				}
			}
		}
	}
	var last *weighing
	for group := range grouped(f.lots()) {
		g := w.weigh(slices.DeleteFunc(group, func(n int64) bool { return struck[n] }))
		keep(last)
		last = g
	}
	keep(last)
	for _, n := range before {
		var s string
		if !w.get("SELECT json FROM facts WHERE n = ?", []any{n}, &s) {
			continue
		}
		x := store.Without{Gone: []factum.ClaimID{}, After: []factum.Fact{}}
		w.fail(json.Unmarshal([]byte(s), &x.Before))
		x.Before.Status = w.status(n)
		had := map[factum.FactID]bool{}
		for _, c := range x.Before.Claims {
			switch f := after[c]; {
			case gone[c]:
				x.Gone = append(x.Gone, c)
			case f != nil && !had[f.ID]:
				had[f.ID] = true
				x.After = append(x.After, *f)
			}
		}
		out = append(out, x)
	}
	if w.err != nil {
		return nil, failed("ask the index", w.err)
	}
	for i := range out {
		if err := db.factFindings(ctx, &out[i].Before); err != nil {
			return nil, err
		}
	}
	return out, nil
}
