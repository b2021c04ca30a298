package sqlite

import (
	"context"
	"encoding/json"

	"factum"
	"factum/store"
)

const claimColumns = `c.n, c.json, c.capture, c.source, coalesce((SELECT outlet FROM documents d WHERE d.id = c.document), ''),
	c.superseded, c.withdrawn, c.read, coalesce((SELECT f.id FROM fact_claims fc JOIN facts f ON f.n = fc.fact WHERE fc.claim = c.n), '')`

func scanClaim(scan func(...any) error) (store.Claim, string, error) {
	var n int64
	var doc, capture, read string
	var c store.Claim
	err := scan(&n, &doc, &capture, &c.Source, &c.Outlet, &c.Superseded, &c.Withdrawn, &read, &c.Fact)
	if err == nil {
		err = json.Unmarshal([]byte(doc), &c.Claim)
	}
	if err == nil {
		err = c.Capture.UnmarshalText([]byte(capture))
	}
	if err == nil && read != "" {
		c.Read = &factum.Claim{}
		err = json.Unmarshal([]byte(read), c.Read)
	}
	s := seal(n)
	c.Act, c.Ordinal, c.Findings = s.Act, s.Ordinal, []factum.Finding{}
	return c, string(c.ID), err
}

// Claims implements store.Index: by when they were first sealed. Without a status, superseded and withdrawn ones are left out; "all" has them.
func (db *DB) Claims(ctx context.Context, f store.Filter) (store.Page[store.Claim], error) {
	w, err := claimConds(f, f.Status == "superseded" || f.Status == "withdrawn" || f.Status == "all")
	if err != nil {
		return store.Page[store.Claim]{}, err
	}
	switch f.Status {
	case "", "all", "current":
	case "superseded":
		w.add("c.superseded = 1")
	case "proposed":
		w.add("c.proposed = 1")
	case "withdrawn":
		w.add("c.withdrawn = 1 AND c.superseded = 0")
	default:
		w.add("c.modality = ?", f.Status)
	}
	n, err := db.after(ctx, f, "SELECT n FROM claims WHERE id = ?")
	if err != nil {
		return store.Page[store.Claim]{}, err
	}
	w.add("c.n > ?", n)
	p, err := list(ctx, db.r, f, "SELECT "+claimColumns+" FROM claims c WHERE "+w.String()+" ORDER BY c.n", w.args, scanClaim)
	if err != nil {
		return p, err
	}
	for i := range p.Items {
		if err := db.claimFindings(ctx, &p.Items[i]); err != nil {
			return p, err
		}
	}
	return p, nil
}

// Facts implements store.Index: by their first-sealed claim. The filters on claims hold of one claim of the fact together.
func (db *DB) Facts(ctx context.Context, f store.Filter) (store.Page[factum.Fact], error) {
	w, err := factConds(f)
	if err != nil {
		return store.Page[factum.Fact]{}, err
	}
	n, err := db.after(ctx, f, "SELECT n FROM claims WHERE id = 'clm_' || substr(?, 5)")
	if err != nil {
		return store.Page[factum.Fact]{}, err
	}
	w.add("f.n > ?", n)
	p, err := list(ctx, db.r, f, "SELECT f.json, f.status FROM facts f WHERE "+w.String()+" ORDER BY f.n", w.args, scanFact)
	if err != nil {
		return p, err
	}
	for i := range p.Items {
		if err := db.factFindings(ctx, &p.Items[i]); err != nil {
			return p, err
		}
	}
	return p, nil
}

func scanFact(scan func(...any) error) (factum.Fact, string, error) {
	var f factum.Fact
	var doc, status string
	err := scan(&doc, &status)
	if err == nil {
		err = json.Unmarshal([]byte(doc), &f)
	}
	f.Status = status
	return f, string(f.ID), err
}

// Lines implements store.Index: by their first-sealed claim.
func (db *DB) Lines(ctx context.Context, f store.Filter) (store.Page[store.Line], error) {
	c, err := claimConds(f, false)
	if err != nil {
		return store.Page[store.Line]{}, err
	}
	n, err := db.after(ctx, f, "SELECT n FROM claims WHERE id = 'clm_' || substr(?, 6)")
	if err != nil {
		return store.Page[store.Line]{}, err
	}
	w := &where{}
	w.add("l.n > ?", n)
	if len(c.conds) > 1 {
		w.add("EXISTS(SELECT 1 FROM line_claims lc JOIN claims c ON c.n = lc.claim WHERE lc.line = l.n AND "+c.String()+")", c.args...)
	}
	return list(ctx, db.r, f, "SELECT l.json, f.id FROM lines l JOIN facts f ON f.n = l.fact WHERE "+w.String()+" ORDER BY l.n", w.args, scanLine)
}

func scanLine(scan func(...any) error) (store.Line, string, error) {
	var l store.Line
	var doc string
	err := scan(&doc, &l.Fact)
	if err == nil {
		err = json.Unmarshal([]byte(doc), &l.Line)
	}
	return l, string(l.ID), err
}

// Statements implements store.Index: by claim, then outermost speaker first. Filter.Actor is who speaks. A page goes on after the claim that
// it ended with, so it may hold a few more than asked.
func (db *DB) Statements(ctx context.Context, f store.Filter) (store.Page[store.Statement], error) {
	p := store.Page[store.Statement]{Items: []store.Statement{}}
	speaker := f.Actor
	f.Actor = ""
	w, err := claimConds(f, false)
	if err != nil {
		return p, err
	}
	if f.Status != "" && f.Status != "all" {
		w.add("c.modality = ?", f.Status)
	}
	if isCode.MatchString(speaker) {
		w.add("s.code = ?", speaker)
	} else if speaker != "" {
		w.add("instr(s.name, ?) > 0", foldName(speaker))
	}
	n, err := db.after(ctx, f, "SELECT n FROM claims WHERE id = ?")
	if err != nil {
		return p, err
	}
	w.add("c.n > ?", n)
	limit := f.Limit
	f.Limit = 0
	all, err := list(ctx, db.r, f, `SELECT c.n, c.json, c.source, s.json, c.document FROM statements s JOIN claims c ON c.n = s.claim
		WHERE `+w.String()+` ORDER BY c.n, s.ordinal`+limitClaims(limit), w.args, scanStatement)
	if err != nil {
		return p, err
	}
	for i, s := range all.Items {
		if limit > 0 && i >= limit && s.Claim != all.Items[i-1].Claim {
			p.Next = string(all.Items[i-1].Claim)
			break
		}
		p.Items = append(p.Items, s)
	}
	return p, nil
}
