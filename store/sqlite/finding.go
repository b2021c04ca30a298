package sqlite

import (
	"context"
	"encoding/json"
	"slices"

	"factum"
	"factum/store"
)

// onCommitments are the statuses of findings on commitments; those on facts have others. A commitment is found by the claim that names it, as its fact is.
const onCommitments = "('kept', 'partly-kept', 'broken', 'withdrawn')"

func scanFinding(scan func(...any) error) (factum.Finding, string, error) {
	var f factum.Finding
	var s string
	err := scan(&s)
	if err == nil {
		err = json.Unmarshal([]byte(s), &f)
	}
	return f, "", err
}

// factFindings adds the findings made on any claim that the fact now holds, in log order, each flagged when the fact's claims are no
// longer those that it was made on.
func (db *DB) factFindings(ctx context.Context, f *factum.Fact) error {
	p, err := list(ctx, db.r, store.Filter{}, `SELECT g.json FROM fact_claims fc JOIN claims c ON c.n = fc.claim JOIN findings g ON g.claim = c.id
		WHERE fc.fact = (SELECT n FROM facts WHERE id = ?) AND g.status NOT IN `+onCommitments+` ORDER BY g.act`, []any{string(f.ID)}, scanFinding)
	if err != nil {
		return err
	}
	f.Findings = p.Items
	for i := range f.Findings {
		g := &f.Findings[i]
		g.Changed = !sameClaims(g.ClaimsSeen, f.Claims)
		for j := range f.Elements {
			if f.Elements[j].Name == g.Element && !g.Second {
				f.Elements[j].Finding = g // a later one stands on top
			}
		}
	}
	return nil
}

// claimFindings adds the findings made on the fact id of a claim. On a superseded claim they are all flagged.
func (db *DB) claimFindings(ctx context.Context, c *store.Claim) error {
	p, err := list(ctx, db.r, store.Filter{}, "SELECT json FROM findings WHERE claim = ? ORDER BY act", []any{string(c.ID)}, scanFinding)
	if err != nil || len(p.Items) == 0 {
		return err
	}
	var now []factum.ClaimID
	ids, err := list(ctx, db.r, store.Filter{}, `SELECT c.id FROM fact_claims a JOIN fact_claims b ON b.fact = a.fact JOIN claims c ON c.n = b.claim
		WHERE a.claim = (SELECT n FROM claims WHERE id = ?)`, []any{string(c.ID)}, func(scan func(...any) error) (id factum.ClaimID, key string, err error) {
		err = scan(&id)
		return id, "", err
	})
	if err != nil {
		return err
	}
	now = ids.Items
	c.Findings = p.Items
	for i := range c.Findings {
		c.Findings[i].Changed = !sameClaims(c.Findings[i].ClaimsSeen, now)
	}
	return nil
}

func sameClaims(a, b []factum.ClaimID) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(slices.Compact(a), slices.Compact(b))
}

// Opinions implements store.Queries: by when the second opinion was given.
func (db *DB) Opinions(ctx context.Context, f store.Filter) (store.Page[store.Opinion], error) {
	after, err := afterAct(f)
	if err != nil {
		return store.Page[store.Opinion]{}, err
	}
	limit := f.Limit
	f.Limit = 0
	all, err := list(ctx, db.r, f, `SELECT g.json, f.id FROM findings g JOIN claims c ON c.id = g.claim JOIN fact_claims fc ON fc.claim = c.n JOIN facts f ON f.n = fc.fact
		WHERE g.second = 1 AND g.act > ? ORDER BY g.act`, []any{after}, func(scan func(...any) error) (o store.Opinion, key string, err error) {
		var s string
		if err = scan(&s, &o.Fact); err == nil {
			err = json.Unmarshal([]byte(s), &o.Second)
		}
		return o, "", err
	})
	p := store.Page[store.Opinion]{Items: []store.Opinion{}}
	if err != nil {
		return p, err
	}
	for _, o := range all.Items {
		fact := factum.Fact{ID: o.Fact}
		if err := db.factFindings(ctx, &fact); err != nil {
			return p, err
		}
		first := o.Second.FirstOf(fact.Findings)
		if first == nil { // it was erased, or made on what is another fact now
			continue
		}
		if limit > 0 && len(p.Items) == limit {
			p.Next = p.Items[limit-1].Second.Act.String()
			break
		}
		o.Element, o.First, o.Agree = o.Second.Element, *first, first.Status == o.Second.Status
		p.Items = append(p.Items, o)
	}
	return p, nil
}
