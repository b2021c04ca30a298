package sqlite

import (
	"context"
	"encoding/json"

	"factum"
	"factum/store"
)

// Deeds implements store.Queries. What may bear on a commitment is of the type that is to come, or a refusal or stop of it.
func (db *DB) Deeds(ctx context.Context, about store.About) (store.Deeds, error) {
	out := store.Deeds{Deeds: []factum.Deed{}, Findings: map[factum.FactID][]factum.Finding{}}
	which := "stage <> ''"
	if about == store.AboutCommitments {
		which = `commits <> '' OR type = 'REJECT' OR matter = 'happening' AND (type IN ('SANCTION', 'AID', 'COOPERATE')
			OR type IN (SELECT DISTINCT ahead FROM deeds WHERE commits <> ''))`
	}
	p, err := list(ctx, db.r, store.Filter{}, "SELECT json FROM deeds WHERE "+which+" ORDER BY fact", nil, func(scan func(...any) error) (d factum.Deed, key string, err error) {
		var s []byte
		if err = scan(&s); err == nil {
			err = json.Unmarshal(s, &d)
		}
		return d, "", err
	})
	if err != nil {
		return out, err
	}
	out.Deeds = p.Items
	if err := db.r.QueryRowContext(ctx, "SELECT coalesce(max(substr(t_to, 1, 10)), '') FROM documents WHERE current = 1").Scan(&out.Latest); err != nil {
		return out, failed("ask the index", err)
	}
	if about != store.AboutCommitments {
		return out, nil
	}
	_, err = list(ctx, db.r, store.Filter{}, `SELECT f.id, f.json, g.json FROM findings g JOIN claims c ON c.id = g.claim JOIN fact_claims fc ON fc.claim = c.n JOIN facts f ON f.n = fc.fact
		WHERE g.status IN `+onCommitments+` ORDER BY g.act`, nil, func(scan func(...any) error) (x int, key string, err error) {
		var id factum.FactID
		var fact, finding string
		if err := scan(&id, &fact, &finding); err != nil {
			return 0, "", err
		}
		var f factum.Fact
		var g factum.Finding
		if err = json.Unmarshal([]byte(fact), &f); err == nil {
			err = json.Unmarshal([]byte(finding), &g)
		}
		g.Changed = !sameClaims(g.ClaimsSeen, f.Claims)
		out.Findings[id] = append(out.Findings[id], g)
		return 0, "", err
	})
	return out, err
}

// getCommitment finds the commitment that now holds the claim of the id: its fact, with the findings on the commitment.
func (db *DB) getCommitment(ctx context.Context, id, tail string) (store.Thing, error) {
	t, err := db.getFact(ctx, id, tail)
	if err != nil || t.Fact == nil {
		return t, err
	}
	var commits string
	if err := db.r.QueryRowContext(ctx, "SELECT coalesce((SELECT commits FROM deeds WHERE fact = (SELECT n FROM facts WHERE id = ?)), '')", string(t.Fact.ID)).Scan(&commits); err != nil {
		return t, failed("ask the index", err)
	}
	if commits == "" {
		return store.Thing{}, factum.Errorf(factum.Missing, "%s is no commitment: nothing is pledged, agreed, scheduled, expected or demanded in %s", id, t.Fact.ID).
			WithHint("'factum show %s' has the fact.", t.Fact.ID)
	}
	p, err := list(ctx, db.r, store.Filter{}, `SELECT g.json FROM fact_claims fc JOIN claims c ON c.n = fc.claim JOIN findings g ON g.claim = c.id
		WHERE fc.fact = (SELECT n FROM facts WHERE id = ?) AND g.status IN `+onCommitments+` ORDER BY g.act`, []any{string(t.Fact.ID)}, scanFinding)
	if err != nil {
		return t, err
	}
	t.Fact.Findings = p.Items
	for i := range t.Fact.Findings {
		t.Fact.Findings[i].Changed = !sameClaims(t.Fact.Findings[i].ClaimsSeen, t.Fact.Claims)
	}
	t.Fact.Status = ""
	t.Kind, t.ID = "commitment", string(t.Fact.ID.Commitment())
	return t, nil
}
