package sqlite

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"factum"
	"factum/store"
)

// erased takes out of the rows what an erased act names, so that they are those of a replay in which it was blank from the start.
func (w *writing) erased(e factum.Entry, by factum.PersonID) error {
	var x factum.Erasure
	if ok, err := e.Open("erasure", &x); err != nil || !ok {
		return err
	}
	why := store.Erased{Act: e.Index, At: e.Act.At, By: by, Ground: x.Ground, Authority: x.Authority}
	if _, err := e.Open("reason", &why.Reason); err != nil {
		return err
	}
	w.exec("INSERT INTO erasures VALUES(?, ?)", int64(e.Index), w.json(why))
	var keyed []any
	about := map[string]bool{} // captures of which something goes
	for _, i := range x.Acts {
		w.exec("INSERT OR IGNORE INTO erased VALUES(?, ?)", i.String(), int64(e.Index))
		if w.blankAct(int64(i), about) {
			keyed = append(keyed, int64(i))
		}
	}
	if len(keyed) > 0 {
		w.exec("DELETE FROM keys WHERE act IN (?"+strings.Repeat(", ?", len(keyed)-1)+")", keyed...)
	}
	touched := len(keyed) > 0
	for _, d := range x.Items {
		w.exec("INSERT OR IGNORE INTO erased VALUES(?, ?)", d.String(), int64(e.Index))
		var n int64
		if w.get("SELECT segment FROM derived WHERE digest = ?", []any{d.String()}, &n) {
			w.exec("DELETE FROM derived WHERE digest = ?", d.String())
			touched = true
		}
	}
	sources := map[string]bool{}
	var findings []int64 // that lose the claim they were made on
	for _, c := range slices.Sorted(maps.Keys(about)) {
		findings = append(findings, w.numbers("SELECT act FROM findings WHERE claim IN (SELECT id FROM claims WHERE capture = ?) ORDER BY act", c)...)
		w.forget(c, sources)
	}
	if err := w.again(about); err != nil {
		return err
	}
	w.resource(sources)
	w.moveFindings(findings)
	if touched { // in the transaction that takes the rows away, so that no crash forgets it
		w.exec("INSERT OR IGNORE INTO scrub VALUES(?)", int64(e.Index))
	}
	return w.err
}

// blankAct takes away what an act alone made and reports whether it had not been erased before. The capture that the act is about is noted.
func (w *writing) blankAct(n int64, about map[string]bool) bool {
	var kind, at, subject string
	var gone bool
	if !w.get("SELECT kind, at, subject, erased FROM acts WHERE n = ?", []any{n}, &kind, &at, &subject, &gone) || gone {
		return false
	}
	if subject != "" {
		about[subject] = true
	}
	w.exec("UPDATE acts SET person = '', subject = '', erased = 1 WHERE n = ?", n)
	if factum.ActKind(kind).Remarks() {
		w.unremark(n)
	}
	switch factum.ActKind(kind) {
	case factum.Gapped:
		var stage string
		w.get("SELECT stage FROM gaps WHERE act = ?", []any{n}, &stage)
		w.exec("DELETE FROM gaps WHERE act = ?", n)
		w.blankGap(factum.ActIndex(n), at, stage)
	case factum.Configured:
		w.exec("DELETE FROM orders WHERE act = ?", n)
	case factum.PersonAdded:
		w.exec("DELETE FROM persons WHERE act = ?", n)
	case factum.Decided:
		var claim string
		w.get("SELECT claim FROM findings WHERE act = ?", []any{n}, &claim)
		w.exec("DELETE FROM findings WHERE act = ?", n)
		w.standing(claim)
	}
	return true
}

// moveFindings gives findings whose claim was erased to another claim that they were made on.
func (w *writing) moveFindings(acts []int64) {
	for _, n := range acts {
		var item, doc string
		if !w.get("SELECT item, json FROM findings WHERE act = ?", []any{n}, &item, &doc) {
			continue
		}
		var f factum.Finding
		w.fail(json.Unmarshal([]byte(doc), &f))
		claim := w.holder(item, f.ClaimsSeen, f.Act)
		w.exec("UPDATE findings SET claim = ? WHERE act = ?", claim, n)
		w.standing(claim)
	}
}

// holder is the claim under which a finding is found: that of the item it was made on, and where that was erased, the first left of those that
// were seen. What was captured anew after the finding was made was not seen.
func (w *writing) holder(item string, seen []factum.ClaimID, act factum.ActIndex) string {
	var n int64
	for _, id := range append([]factum.ClaimID{factum.ClaimID(item)}, seen...) {
		if w.get("SELECT n FROM claims WHERE id = ? AND n < ?", []any{string(id), row(act, 0)}, &n) {
			return string(id)
		}
	}
	return item
}

// blankGap keeps of a gap that there was one, and where.
func (w *writing) blankGap(n factum.ActIndex, at, stage string) {
	w.exec("INSERT INTO gaps VALUES(?, '', ?, ?)", int64(n), stage, w.json(factum.Gap{ID: n.Gap(), Act: n, At: at, Stage: stage}))
}

func stageOf(a factum.Act) string {
	s, _ := a.Detail["stage"].(string)
	return s
}

// forget takes away every row that is about a capture and notes the sources that its documents name. Nothing of it is shared: derived
// items hold the digest of their capture, and so does what a claim's id is made of.
func (w *writing) forget(capture string, sources map[string]bool) {
	for _, s := range w.texts("SELECT source FROM documents WHERE capture = ? UNION SELECT source FROM claims WHERE capture = ?", capture, capture) {
		sources[s] = true
	}
	for _, n := range w.numbers("SELECT n FROM claims WHERE capture = ? ORDER BY n", capture) {
		w.touch(n)
		w.pend(n) // its fact is weighed again without it
		w.untermed("claim", "names", n)
		w.unanchor(n)
		for _, t := range []string{"people", "statements"} {
			w.exec("DELETE FROM "+t+" WHERE claim = ?", n)
		}
	}
	for _, n := range w.numbers("SELECT n FROM documents WHERE capture = ? ORDER BY n", capture) {
		w.untermed("document", "title", n)
	}
	for _, t := range []string{"claims", "documents", "obtainings", "gaps"} {
		w.exec("DELETE FROM "+t+" WHERE capture = ?", capture)
	}
	w.exec("DELETE FROM captures WHERE digest = ?", capture)
}

// untermed takes a row out of full text.
func (w *writing) untermed(kind, first string, n int64) {
	var a, b string
	if w.get("SELECT "+first+", text FROM "+kind+"_terms WHERE n = ?", []any{n}, &a, &b) {
		w.later("INSERT INTO "+kind+"_text("+kind+"_text, rowid, "+first+", text) VALUES('delete', ?, ?, ?)", n, a, b)
		w.exec("DELETE FROM "+kind+"_terms WHERE n = ?", n)
	}
}

// again writes the rows of the acts about captures that remain: none of one that was erased whole.
func (w *writing) again(captures map[string]bool) error {
	if len(captures) == 0 {
		return w.err
	}
	var args []any
	for c := range captures {
		args = append(args, c)
	}
	left := w.numbers("SELECT n FROM acts WHERE erased = 0 AND subject IN (?"+strings.Repeat(", ?", len(args)-1)+") ORDER BY n", args...)
	if w.err != nil || len(left) == 0 {
		return w.err
	}
	entries, ok := w.items.(store.Entries)
	if !ok {
		return factum.Errorf(factum.Other, "the acts that remain of what is erased in part cannot be read")
	}
	for _, n := range left {
		e, err := entries.Entry(factum.ActIndex(n))
		if err != nil {
			return err
		}
		if e.Openings == nil { // a later erasure, which is still to be applied
			continue
		}
		var by factum.PersonID
		subject, err := subjectOf(e)
		if err == nil {
			_, err = e.Open("by", &by)
		}
		if err == nil {
			err = w.aboutCapture(e, subject, by)
		}
		if err != nil {
			return err
		}
	}
	return w.err
}

// resource makes the rows of sources again as the first of their documents that is left states them and people changed them; without any
// document the source goes.
func (w *writing) resource(sources map[string]bool) {
	w.said, w.sources = nil, nil
	for _, id := range slices.Sorted(maps.Keys(sources)) {
		if id == "" {
			continue
		}
		w.exec("DELETE FROM sources WHERE id = ?", id)
		var meta string
		if !w.get("SELECT json FROM documents WHERE source = ? ORDER BY n LIMIT 1", []any{id}, &meta) {
			continue
		}
		var d store.Document
		w.fail(json.Unmarshal([]byte(meta), &d))
		w.source(&factum.Document{URL: d.URL, Outlet: d.Outlet})
	}
}
