package sqlite

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"factum"
)

// groupClaims is about how many claims are handed to the weigher at once: components are gathered until they hold so many, so that memory stays
// bounded by the largest component.
const groupClaims = 4000

// Settled reports whether all claims are weighed. They are not while a run postpones it, nor after one that was cut off; opening
// the index for writing settles it.
func (db *DB) Settled(ctx context.Context) (bool, error) {
	var n int
	err := db.r.QueryRowContext(ctx, "SELECT EXISTS(SELECT 1 FROM pending) OR EXISTS(SELECT 1 FROM pending_keys)").Scan(&n)
	return n == 0, failed("look for pending claims", err)
}

// Settle implements store.Index.
func (db *DB) Settle(ctx context.Context) error {
	if ok, err := db.Settled(ctx); ok || err != nil {
		return err
	}
	w, err := db.begin(ctx, nil)
	if err != nil {
		return err
	}
	defer w.tx.Rollback()
	w.settle()
	if w.err != nil {
		return failed("weigh facts", w.err)
	}
	return failed("commit", w.tx.Commit())
}

// settle weighs every component that a pending claim belongs to again and replaces its facts.
func (w *writing) settle() {
	pending := w.numbers(`SELECT claim FROM pending UNION
		SELECT b.claim FROM pending_keys p JOIN block_keys b ON b.key = p.key ORDER BY claim`)
	if w.db.cfg.Weigher != nil {
		done := map[int64]bool{}
		var group []int64
		for _, n := range pending {
			if done[n] {
				continue
			}
			group = append(group, w.component(n, done)...)
			if len(group) >= groupClaims {
				w.weigh(group)
				group = group[:0]
			}
		}
		w.weigh(group)
	}
	w.exec("DELETE FROM pending")
	w.exec("DELETE FROM pending_keys")
}

// component returns the claims that are connected to one through shared keys, and marks them done.
func (w *writing) component(start int64, done map[int64]bool) []int64 {
	out := []int64{start}
	done[start] = true
	keys := map[string]bool{}
	for i := 0; i < len(out) && w.err == nil; i++ {
		for _, k := range w.texts("SELECT key FROM block_keys WHERE claim = ?", out[i]) {
			if keys[k] {
				continue
			}
			keys[k] = true
			for _, n := range w.numbers("SELECT claim FROM block_keys WHERE key = ?", k) {
				if !done[n] {
					done[n] = true
					out = append(out, n)
				}
			}
		}
	}
	return out
}

// weigh replaces the facts of whole components.
func (w *writing) weigh(claims []int64) {
	if len(claims) == 0 {
		return
	}
	slices.Sort(claims)
	var reports []factum.Report
	number := make(map[factum.ClaimID]int64, len(claims))
	gone := map[int64]bool{}
	for _, n := range claims {
		var fact int64
		if w.get("SELECT fact FROM fact_claims WHERE claim = ?", []any{n}, &fact) && !gone[fact] {
			gone[fact] = true
			w.exec("DELETE FROM line_claims WHERE line IN (SELECT n FROM lines WHERE fact = ?)", fact)
			w.exec("DELETE FROM lines WHERE fact = ?", fact)
			w.exec("DELETE FROM fact_claims WHERE fact = ?", fact)
			w.exec("DELETE FROM facts WHERE n = ?", fact)
		}
		var s, doc string
		if !w.get("SELECT json, document FROM claims WHERE n = ? AND superseded = 0", []any{n}, &s, &doc) {
			continue
		}
		var c factum.Claim
		if err := json.Unmarshal([]byte(s), &c); err != nil {
			w.fail(err)
			return
		}
		number[c.ID] = n
		r := w.report(n, doc, c)
		r.Around = w.around(&c, doc)
		reports = append(reports, r)
	}
	if w.err != nil || len(reports) == 0 {
		return
	}
	for _, f := range w.db.cfg.Weigher.Facts(reports) {
		w.fact(f, number)
	}
}

// fact writes a fact, its lines and which claims they hold.
func (w *writing) fact(f factum.Fact, number map[factum.ClaimID]int64) {
	n, ok := number[f.ID.Claim()]
	if !ok {
		w.fail(factum.Errorf(factum.Other, "fact %s is not named after one of the claims that were weighed", f.ID))
		return
	}
	for _, id := range f.Claims {
		c, ok := number[id]
		if !ok {
			w.fail(factum.Errorf(factum.Other, "fact %s holds %s, which was not weighed", f.ID, id))
			return
		}
		w.exec("INSERT INTO fact_claims VALUES(?, ?)", c, n)
	}
	for _, l := range f.Lines {
		at, ok := number[factum.ClaimID("clm_"+strings.TrimPrefix(string(l.ID), "line_"))]
		if !ok {
			w.fail(factum.Errorf(factum.Other, "line %s is not named after one of the claims that were weighed", l.ID))
			return
		}
		w.exec("INSERT INTO lines VALUES(?, ?, ?, ?)", at, string(l.ID), n, w.json(l))
		for _, id := range l.Claims {
			w.exec("INSERT OR IGNORE INTO line_claims VALUES(?, ?)", number[id], at)
		}
	}
	// The status lies in its own column, which findings move. In the JSON it would tell when the fact was weighed.
	f.Status, f.Findings = factum.InIssue, []factum.Finding{}
	w.exec("INSERT INTO facts VALUES(?, ?, ?, ?, ?, ?, ?)", n, string(f.ID), string(f.Type), w.status(n), f.Support, f.Contradicted, w.json(f))
}

// around finds the setting of a claim that names no place.
func (w *writing) around(c *factum.Claim, document string) factum.Setting {
	if c.Place != nil {
		return factum.Setting{}
	}
	var beside []factum.Claim
	for _, s := range w.texts("SELECT json FROM claims INDEXED BY claims_document WHERE document = ? AND type = ? AND (place <> '' OR place_text <> '') AND superseded = 0", document, string(c.Type)) {
		var b factum.Claim
		w.fail(json.Unmarshal([]byte(s), &b))
		beside = append(beside, b)
	}
	return factum.SettingOf(c, beside)
}

// report sets a claim in what its document and source say.
func (w *writing) report(n int64, document string, c factum.Claim) factum.Report {
	r, ok := w.said[document]
	if !ok {
		r = w.saidBy(document)
		if w.said == nil || len(w.said) > 1000 {
			w.said = map[string]factum.Report{}
		}
		w.said[document] = r
	}
	r.Claim, r.Seal = c, seal(n)
	return r
}

// saidBy is what a report has of its document and source.
func (w *writing) saidBy(document string) factum.Report {
	r := factum.Report{Interest: "unknown"}
	var capture, published, doc string
	var print int64
	if !w.get("SELECT capture, source, outlet, wire, json, published, print FROM documents WHERE id = ?", []any{document},
		&capture, &r.Source, &r.Outlet, &r.Wire, &doc, &published, &print) {
		return r
	}
	r.Print = uint64(print)
	w.fail(r.Capture.UnmarshalText([]byte(capture)))
	w.fail(json.Unmarshal([]byte(published), &r.Published))
	var meta struct{ Title string }
	w.fail(json.Unmarshal([]byte(doc), &meta))
	r.Title = meta.Title
	w.get("SELECT interest FROM sources WHERE id = ?", []any{string(r.Source)}, &r.Interest)
	return r
}

func (w *writing) numbers(q string, args ...any) (out []int64) {
	w.each(q, args, func(scan func(...any) error) error {
		var n int64
		err := scan(&n)
		out = append(out, n)
		return err
	})
	return out
}

func (w *writing) texts(q string, args ...any) (out []string) {
	w.each(q, args, func(scan func(...any) error) error {
		var s string
		err := scan(&s)
		out = append(out, s)
		return err
	})
	return out
}
