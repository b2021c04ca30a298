package sqlite

import (
	"context"
	"encoding/json"
	"strconv"

	"factum"
	"factum/language"
	"factum/store"
)

func foldName(s string) string { return language.Fold(s) }

// limitClaims bounds a query for statements: a page of them and those of one claim more.
func limitClaims(limit int) string {
	if limit <= 0 {
		return ""
	}
	return " LIMIT " + strconv.Itoa(limit+256)
}

func scanStatement(scan func(...any) error) (store.Statement, string, error) {
	var n int64
	var claim, attribution, document string
	var s store.Statement
	err := scan(&n, &claim, &s.Source, &attribution, &document)
	var c factum.Claim
	if err == nil {
		err = json.Unmarshal([]byte(claim), &c)
	}
	if err == nil {
		err = json.Unmarshal([]byte(attribution), &s.Attribution)
	}
	if err == nil {
		err = s.Document.UnmarshalText([]byte(document))
	}
	s.Claim, s.Lang, s.Published, s.Part = c.ID, c.Lang, c.Published, c.Part
	return s, string(c.ID), err
}

// Captures implements store.Index: by the act that captured them first.
func (db *DB) Captures(ctx context.Context, f store.Filter) (store.Page[store.Captured], error) {
	p := store.Page[store.Captured]{}
	w := &where{}
	switch f.Status {
	case "":
	case "coded":
		w.add("k.coded >= 0")
	case "gap":
		w.add("k.coded < 0 AND k.gap >= 0")
	case "captured":
		w.add("k.coded < 0 AND k.gap < 0")
	default:
		return p, factum.Errorf(factum.Invalid, "%q is not a status of a capture: coded, gap or captured", f.Status)
	}
	if !f.Capture.IsZero() {
		w.add("k.digest = ?", f.Capture.String())
	}
	d := &where{}
	if f.Lang != "" {
		d.add("d.lang = ?", f.Lang)
	}
	sourceConds(d, "d", f)
	if err := timeConds(d, "d", f); err != nil {
		return p, err
	}
	if len(d.conds) > 0 {
		w.add("EXISTS(SELECT 1 FROM documents d WHERE d.capture = k.digest AND d.current = 1 AND "+d.String()+")", d.args...)
	}
	narrowed := store.Filter{Type: f.Type, Actor: f.Actor, Recipient: f.Recipient, Place: f.Place}
	c, err := claimConds(narrowed, false)
	if err != nil {
		return p, err
	}
	if len(c.conds) > 1 {
		w.add("EXISTS(SELECT 1 FROM claims c WHERE c.capture = k.digest AND "+c.String()+")", c.args...)
	}
	n, err := db.after(ctx, f, "SELECT act FROM captures WHERE digest = ?")
	if err != nil {
		return p, err
	}
	w.add("k.act > ?", n)
	p, err = list(ctx, db.r, f, "SELECT k.subject, k.media_type, k.coded, k.gap FROM captures k WHERE "+w.String()+" ORDER BY k.act", w.args, scanCapture)
	if err != nil {
		return p, err
	}
	for i := range p.Items {
		if err := db.fillCapture(ctx, &p.Items[i]); err != nil {
			return p, err
		}
	}
	return p, nil
}

func scanCapture(scan func(...any) error) (store.Captured, string, error) {
	var c store.Captured
	var subject string
	var coded, gap int64
	err := scan(&subject, &c.MediaType, &coded, &gap)
	if err == nil {
		err = json.Unmarshal([]byte(subject), &c.Subject)
	}
	switch {
	case coded >= 0:
		c.Status, c.Coded = "coded", factum.ActIndex(coded)
	case gap >= 0:
		c.Status = "gap"
	default:
		c.Status = "captured"
	}
	return c, c.Subject.SHA256.String(), err
}

// fillCapture adds how a capture was obtained and what was made of it.
func (db *DB) fillCapture(ctx context.Context, c *store.Captured) error {
	digest := c.Subject.SHA256.String()
	none := store.Filter{}
	o, err := list(ctx, db.r, none, "SELECT json FROM obtainings WHERE capture = ? ORDER BY act", []any{digest},
		func(scan func(...any) error) (o factum.Obtained, key string, err error) {
			var s string
			if err = scan(&s); err == nil {
				err = json.Unmarshal([]byte(s), &o)
			}
			return o, "", err
		})
	if err != nil {
		return err
	}
	c.Origins = o.Items
	c.Documents, c.Langs = []factum.Digest{}, []string{}
	seen := map[string]bool{}
	_, err = list(ctx, db.r, none, "SELECT id, lang FROM documents WHERE capture = ? AND current = 1 ORDER BY n", []any{digest},
		func(scan func(...any) error) (x struct{}, key string, err error) {
			var id, lang string
			if err = scan(&id, &lang); err != nil {
				return x, "", err
			}
			var d factum.Digest
			err = d.UnmarshalText([]byte(id))
			c.Documents = append(c.Documents, d)
			if !seen[lang] {
				seen[lang] = true
				c.Langs = append(c.Langs, lang)
			}
			return x, "", err
		})
	if err != nil {
		return err
	}
	if err := db.r.QueryRowContext(ctx, "SELECT count(*) FROM claims WHERE capture = ? AND superseded = 0", digest).Scan(&c.Claims); err != nil {
		return failed("ask the index", err)
	}
	if c.Status != "gap" {
		return nil
	}
	g, err := list(ctx, db.r, none, "SELECT "+gapColumns+" FROM gaps WHERE capture = ? ORDER BY act DESC LIMIT 1", []any{digest}, scanGap)
	if err == nil && len(g.Items) == 1 {
		c.Reason = g.Items[0].Reason
	}
	return err
}
