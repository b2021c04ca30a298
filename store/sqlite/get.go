package sqlite

import (
	"context"
	"strings"

	"factum"
	"factum/store"
)

// shortest is how many characters of an id are needed.
const shortest = 8

// Get implements store.Index.
func (db *DB) Get(ctx context.Context, id string) (store.Thing, error) {
	kind, rest, _ := strings.Cut(id, "_")
	if kind == "act" || kind == "gap" {
		return db.getAct(ctx, kind, id)
	}
	if len(id) < shortest && kind != "src" {
		return store.Thing{}, factum.Errorf(factum.Invalid, "%q is too short for an id", id).WithHint("Give at least %d characters of it.", shortest)
	}
	switch kind {
	case "clm":
		return db.getClaim(ctx, id, id)
	case "fct":
		return db.getFact(ctx, id, rest)
	case "com":
		return db.getCommitment(ctx, id, rest)
	case "line":
		return db.getLine(ctx, id)
	case "src":
		return db.getSource(ctx, id)
	}
	return db.getDigest(ctx, id)
}

// full completes the beginning of an id. query selects the ids in a range, in order.
func (db *DB) full(ctx context.Context, id, query string) (string, error) {
	p, err := list(ctx, db.r, store.Filter{Limit: 5}, query, []any{id, id + "\uffff"}, func(scan func(...any) error) (s, key string, err error) {
		err = scan(&s)
		return s, s, err
	})
	switch {
	case err != nil:
		return "", err
	case len(p.Items) == 0:
		return "", factum.Errorf(factum.Missing, "the record holds nothing called %s", id)
	case len(p.Items) == 1 || p.Items[0] == id:
		return p.Items[0], nil
	}
	return "", factum.Errorf(factum.Conflict, "%s may be any of %s", id, strings.Join(p.Items, ", ")).WithHint("Give more characters.")
}

// one expects exactly one row.
func one[T any](p store.Page[T], err error, id string) (T, error) {
	var zero T
	if err != nil {
		return zero, err
	}
	if len(p.Items) == 0 {
		return zero, factum.Errorf(factum.Missing, "the record holds nothing called %s", id)
	}
	return p.Items[0], nil
}

func (db *DB) getAct(ctx context.Context, kind, id string) (store.Thing, error) {
	n, err := factum.ParseActIndex(id)
	if err != nil {
		return store.Thing{}, err
	}
	if kind == "gap" {
		p, err := list(ctx, db.r, store.Filter{}, "SELECT "+gapColumns+" FROM gaps WHERE act = ?", []any{int64(n)}, scanGap)
		g, err := one(p, err, id)
		return store.Thing{Kind: "gap", ID: string(g.ID), Gap: &g}, err
	}
	p, err := list(ctx, db.r, store.Filter{}, "SELECT "+actColumns+" FROM acts WHERE n = ?", []any{int64(n)}, scanAct)
	a, err := one(p, err, id)
	return store.Thing{Kind: "act", ID: a.Index.String(), Act: &a}, err
}

func (db *DB) getClaim(ctx context.Context, id, claim string) (store.Thing, error) {
	claim, err := db.full(ctx, claim, "SELECT id FROM claims WHERE id >= ? AND id < ? ORDER BY id")
	if err != nil {
		return store.Thing{}, renamed(err, id)
	}
	p, err := list(ctx, db.r, store.Filter{}, "SELECT "+claimColumns+" FROM claims c WHERE c.id = ?", []any{claim}, scanClaim)
	c, err := one(p, err, id)
	if err == nil {
		err = db.claimFindings(ctx, &c)
	}
	return store.Thing{Kind: "claim", ID: string(c.ID), Claim: &c}, err
}

// getFact finds the fact that now holds the claim of the id; a superseded claim is in none and answers for itself.
func (db *DB) getFact(ctx context.Context, id, tail string) (store.Thing, error) {
	claim, err := db.full(ctx, "clm_"+tail, "SELECT id FROM claims WHERE id >= ? AND id < ? ORDER BY id")
	if err != nil {
		return store.Thing{}, renamed(err, id)
	}
	p, err := list(ctx, db.r, store.Filter{}, `SELECT f.json, f.status FROM claims c JOIN fact_claims fc ON fc.claim = c.n JOIN facts f ON f.n = fc.fact
		WHERE c.id = ?`, []any{claim}, scanFact)
	if err == nil && len(p.Items) == 0 {
		return db.getClaim(ctx, id, claim)
	}
	f, err := one(p, err, id)
	if err == nil {
		err = db.factFindings(ctx, &f)
	}
	return store.Thing{Kind: "fact", ID: string(f.ID), Fact: &f}, err
}

func (db *DB) getLine(ctx context.Context, id string) (store.Thing, error) {
	line, err := db.full(ctx, id, "SELECT id FROM lines WHERE id >= ? AND id < ? ORDER BY id")
	if err != nil {
		return store.Thing{}, err
	}
	p, err := list(ctx, db.r, store.Filter{}, "SELECT l.json, f.id FROM lines l JOIN facts f ON f.n = l.fact WHERE l.id = ?", []any{line}, scanLine)
	l, err := one(p, err, id)
	return store.Thing{Kind: "line", ID: string(l.ID), Line: &l}, err
}

func (db *DB) getSource(ctx context.Context, id string) (store.Thing, error) {
	src, err := db.full(ctx, id, "SELECT id FROM sources WHERE id >= ? AND id < ? ORDER BY id")
	if err != nil {
		return store.Thing{}, err
	}
	p, err := list(ctx, db.r, store.Filter{}, "SELECT "+sourceColumns+" FROM sources s WHERE s.id = ?", []any{src}, scanSource)
	s, err := one(p, err, id)
	return store.Thing{Kind: "source", ID: string(s.ID), Source: &s}, err
}

// getDigest finds a capture or a document, with or without "sha256:" before the digits.
func (db *DB) getDigest(ctx context.Context, id string) (store.Thing, error) {
	hex := strings.TrimPrefix(id, "sha256:")
	if len(hex) < shortest || strings.Trim(hex, "0123456789abcdef") != "" {
		return store.Thing{}, factum.Errorf(factum.Invalid, "%q is not an id", id).WithHint(
			"Ids begin with sha256:, clm_, fct_, com_, prc_, stm_, line_, src_, act_ or gap_; at least %d characters are needed.", shortest)
	}
	digest, err := db.full(ctx, "sha256:"+hex, "SELECT digest AS id FROM captures WHERE digest >= ?1 AND digest < ?2 UNION SELECT id FROM documents WHERE id >= ?1 AND id < ?2 UNION SELECT item FROM erased WHERE item >= ?1 AND item < ?2 ORDER BY id")
	if err != nil {
		return store.Thing{}, renamed(err, id)
	}
	d, err := factum.ParseDigest(digest)
	if err != nil {
		return store.Thing{}, err
	}
	p, err := db.Captures(ctx, store.Filter{Capture: d})
	if err != nil {
		return store.Thing{}, err
	}
	if len(p.Items) == 1 {
		return store.Thing{Kind: "capture", ID: digest, Capture: &p.Items[0]}, nil
	}
	q, err := list(ctx, db.r, store.Filter{}, "SELECT "+documentColumns+" FROM documents d WHERE d.id = ?", []any{digest}, scanDocument)
	if err == nil && len(q.Items) == 0 {
		e, err := db.Erasure(ctx, digest)
		if err == nil && e == nil {
			err = factum.Errorf(factum.Missing, "the record holds nothing called %s", id)
		}
		return store.Thing{Kind: "erased", ID: digest, Erased: e}, err
	}
	doc, err := one(q, err, id)
	return store.Thing{Kind: "document", ID: digest, Document: &doc}, err
}

// renamed says Missing of the id that was asked for.
func renamed(err error, id string) error {
	if factum.KindOf(err) == factum.Missing {
		return factum.Errorf(factum.Missing, "the record holds nothing called %s", id)
	}
	return err
}
