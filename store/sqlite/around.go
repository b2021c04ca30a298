package sqlite

import (
	"context"
	"encoding/json"
	"strings"

	"factum"
	"factum/store"
)

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

const sourceColumns = `s.json, (SELECT count(*) FROM documents d WHERE d.source = s.id AND d.current = 1),
	(SELECT count(*) FROM claims c WHERE c.source = s.id AND c.superseded = 0),
	coalesce((SELECT r.json FROM remarked i JOIN remarks r ON r.act = i.act WHERE i.item = s.id AND r.kind = 'graded' ORDER BY r.act DESC LIMIT 1), '')`

func scanSource(scan func(...any) error) (store.Source, string, error) {
	var s store.Source
	var doc string
	var graded string
	var documents, claims int
	err := scan(&doc, &documents, &claims, &graded)
	if err == nil {
		err = json.Unmarshal([]byte(doc), &s)
	}
	s.Documents, s.Claims = documents, claims
	if err == nil && graded != "" {
		var r factum.Remark
		err = json.Unmarshal([]byte(graded), &r)
		s.Grade = &store.Grade{Grade: r.Field("grade"), By: r.By, At: r.At, Reason: r.Reason, Act: r.Act}
	}
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
	n, err := afterAct(f)
	if err != nil {
		return store.Page[store.Act]{}, err
	}
	w.add("n > ?", n)
	return list(ctx, db.r, f, "SELECT "+actColumns+" FROM acts WHERE "+w.String()+" ORDER BY n", w.args, scanAct)
}

var actColumns = "n, kind, at, person, subject, erased, CASE WHEN erased THEN " + erasedAs("'act_' || acts.n") + " END"

func scanAct(scan func(...any) error) (store.Act, string, error) {
	var a store.Act
	var subject string
	var erasure *string
	err := scan(&a.Index, &a.Kind, &a.At, &a.By, &subject, &a.Erased, &erasure)
	if err == nil {
		err = a.Subject.UnmarshalText([]byte(subject))
	}
	if err == nil {
		a.Erasure, err = parseErased(erasure)
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
	n, err := afterAct(f)
	if err != nil {
		return store.Page[factum.Gap]{}, err
	}
	w.add("act > ?", n)
	return list(ctx, db.r, f, "SELECT "+gapColumns+" FROM gaps WHERE "+w.String()+" ORDER BY act", w.args, scanGap)
}

var gapColumns = "json, CASE WHEN capture = '' THEN " + erasedAs("'act_' || gaps.act") + " END"

// scanGap reads a gap; of one that was erased the reason is that.
func scanGap(scan func(...any) error) (factum.Gap, string, error) {
	var g factum.Gap
	var doc string
	var erasure *string
	err := scan(&doc, &erasure)
	if err == nil {
		err = json.Unmarshal([]byte(doc), &g)
	}
	if err == nil && erasure != nil {
		var e *store.Erased
		if e, err = parseErased(erasure); err == nil {
			g.Reason = e.String()
		}
	}
	return g, string(g.ID), err
}
