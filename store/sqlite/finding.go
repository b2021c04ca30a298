package sqlite

import (
	"context"
	"encoding/json"
	"slices"

	"factum"
	"factum/store"
)

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
		WHERE fc.fact = (SELECT n FROM facts WHERE id = ?) ORDER BY g.act`, []any{string(f.ID)}, scanFinding)
	if err != nil {
		return err
	}
	f.Findings = p.Items
	for i := range f.Findings {
		g := &f.Findings[i]
		g.Changed = !sameClaims(g.ClaimsSeen, f.Claims)
		for j := range f.Elements {
			if f.Elements[j].Name == g.Element {
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
