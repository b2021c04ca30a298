package sqlite

import (
	"context"
	"encoding/json"
	"strings"

	"factum"
	"factum/store"
)

const claimColumns = `c.n, c.json, c.capture, c.source, coalesce((SELECT outlet FROM documents d WHERE d.id = c.document), ''),
	c.superseded, coalesce((SELECT f.id FROM fact_claims fc JOIN facts f ON f.n = fc.fact WHERE fc.claim = c.n), '')`

func scanClaim(scan func(...any) error) (store.Claim, string, error) {
	var n int64
	var doc, capture string
	var c store.Claim
	err := scan(&n, &doc, &capture, &c.Source, &c.Outlet, &c.Superseded, &c.Fact)
	if err == nil {
		err = json.Unmarshal([]byte(doc), &c.Claim)
	}
	if err == nil {
		err = c.Capture.UnmarshalText([]byte(capture))
	}
	s := seal(n)
	c.Act, c.Ordinal, c.Findings = s.Act, s.Ordinal, []factum.Finding{}
	return c, string(c.ID), err
}

// Claims implements store.Index: by when they were first sealed. Without a status, superseded ones are left out; "all" has them.
func (db *DB) Claims(ctx context.Context, f store.Filter) (store.Page[store.Claim], error) {
	w, err := claimConds(f, f.Status == "superseded" || f.Status == "all")
	if err != nil {
		return store.Page[store.Claim]{}, err
	}
	switch f.Status {
	case "", "all", "current":
	case "superseded":
		w.add("c.superseded = 1")
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
	c, err := claimConds(f, false)
	if err != nil {
		return store.Page[factum.Fact]{}, err
	}
	n, err := db.after(ctx, f, "SELECT n FROM claims WHERE id = 'clm_' || substr(?, 5)")
	if err != nil {
		return store.Page[factum.Fact]{}, err
	}
	w := &where{}
	w.add("f.n > ?", n)
	if len(c.conds) > 1 { // more than that it is not superseded
		w.add("EXISTS(SELECT 1 FROM fact_claims fc JOIN claims c ON c.n = fc.claim WHERE fc.fact = f.n AND "+c.String()+")", c.args...)
	}
	if f.Status != "" && f.Status != "all" {
		w.add("f.status = ?", f.Status)
	}
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

// Documents implements store.Index: by the act that named them first. Without a status only current ones; "all" has the others too.
func (db *DB) Documents(ctx context.Context, f store.Filter) (store.Page[store.Document], error) {
	w := &where{}
	if f.Status != "all" {
		w.add("d.current = 1")
	}
	if f.Lang != "" {
		w.add("d.lang = ?", f.Lang)
	}
	sourceConds(w, "d", f)
	if !f.Capture.IsZero() {
		w.add("d.capture = ?", f.Capture.String())
	}
	if err := timeConds(w, "d", f); err != nil {
		return store.Page[store.Document]{}, err
	}
	claimed := f
	claimed.Since, claimed.Until, claimed.Lang, claimed.Source, claimed.Capture = "", "", "", "", factum.Digest{}
	c, err := claimConds(claimed, false)
	if err != nil {
		return store.Page[store.Document]{}, err
	}
	if len(c.conds) > 1 {
		w.add("EXISTS(SELECT 1 FROM claims c WHERE c.document = d.id AND "+c.String()+")", c.args...)
	}
	n, err := db.after(ctx, f, "SELECT n FROM documents WHERE id = ?")
	if err != nil {
		return store.Page[store.Document]{}, err
	}
	w.add("d.n > ?", n)
	return list(ctx, db.r, f, "SELECT "+documentColumns+" FROM documents d WHERE "+w.String()+" ORDER BY d.n", w.args, scanDocument)
}

const documentColumns = "d.json, d.current, (SELECT count(*) FROM claims c WHERE c.document = d.id AND c.superseded = 0)"

func scanDocument(scan func(...any) error) (store.Document, string, error) {
	var d store.Document
	var doc string
	var current bool
	var claims int
	err := scan(&doc, &current, &claims)
	if err == nil {
		err = json.Unmarshal([]byte(doc), &d)
	}
	d.Current, d.Claims = current, claims
	return d, d.ID.String(), err
}

// Sources implements store.Index: by id.
func (db *DB) Sources(ctx context.Context, f store.Filter) (store.Page[store.Source], error) {
	w := &where{}
	w.add("s.id > ?", f.After)
	if f.Source != "" {
		w.add("(s.id = ? OR s.domain = ? OR s.name = ?)", f.Source, strings.ToLower(f.Source), f.Source)
	}
	narrowed := f
	narrowed.Source = ""
	c, err := claimConds(narrowed, false)
	if err != nil {
		return store.Page[store.Source]{}, err
	}
	if len(c.conds) > 1 {
		w.add("EXISTS(SELECT 1 FROM claims c WHERE c.source = s.id AND "+c.String()+")", c.args...)
	}
	return list(ctx, db.r, f, "SELECT "+sourceColumns+" FROM sources s WHERE "+w.String()+" ORDER BY s.id", w.args, scanSource)
}

const sourceColumns = `s.id, s.name, s.domain, s.interest, (SELECT count(*) FROM documents d WHERE d.source = s.id AND d.current = 1),
	(SELECT count(*) FROM claims c WHERE c.source = s.id AND c.superseded = 0)`

func scanSource(scan func(...any) error) (store.Source, string, error) {
	var s store.Source
	err := scan(&s.ID, &s.Name, &s.Domain, &s.Interest, &s.Documents, &s.Claims)
	return s, string(s.ID), err
}

// Acts implements store.Index: in log order. Filter.Type is the kind of act, Filter.Actor who did it.
func (db *DB) Acts(ctx context.Context, f store.Filter) (store.Page[store.Act], error) {
	w := &where{}
	if f.Type != "" {
		w.add("kind = ?", f.Type)
	}
	if f.Actor != "" {
		w.add("person = ?", f.Actor)
	}
	if !f.Capture.IsZero() {
		w.add("subject = ?", f.Capture.String())
	}
	if f.Since != "" {
		w.add("at >= ?", first(f.Since))
	}
	if f.Until != "" {
		w.add("at <= ?", last(f.Until))
	}
	n := int64(-1)
	if f.After != "" {
		i, err := factum.ParseActIndex(f.After)
		if err != nil {
			return store.Page[store.Act]{}, err
		}
		n = int64(i)
	}
	w.add("n > ?", n)
	return list(ctx, db.r, f, "SELECT n, kind, at, person, subject, erased FROM acts WHERE "+w.String()+" ORDER BY n", w.args, scanAct)
}

func scanAct(scan func(...any) error) (store.Act, string, error) {
	var a store.Act
	var subject string
	err := scan(&a.Index, &a.Kind, &a.At, &a.By, &subject, &a.Erased)
	if err == nil {
		err = a.Subject.UnmarshalText([]byte(subject))
	}
	return a, a.Index.String(), err
}

// Gaps implements store.Index: in log order. Filter.Type is the stage.
func (db *DB) Gaps(ctx context.Context, f store.Filter) (store.Page[factum.Gap], error) {
	w := &where{}
	if f.Type != "" {
		w.add("stage = ?", f.Type)
	}
	if !f.Capture.IsZero() {
		w.add("capture = ?", f.Capture.String())
	}
	n := int64(-1)
	if f.After != "" {
		i, err := factum.ParseActIndex(f.After)
		if err != nil {
			return store.Page[factum.Gap]{}, err
		}
		n = int64(i)
	}
	w.add("act > ?", n)
	return list(ctx, db.r, f, "SELECT json FROM gaps WHERE "+w.String()+" ORDER BY act", w.args, scanGap)
}

func scanGap(scan func(...any) error) (factum.Gap, string, error) {
	var g factum.Gap
	var doc string
	err := scan(&doc)
	if err == nil {
		err = json.Unmarshal([]byte(doc), &g)
	}
	return g, string(g.ID), err
}
