package sqlite

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"factum"
	"factum/store"
)

// remark writes the rows of an act that seals one, and what follows from it for claims, facts and sources.
func (w *writing) remark(e factum.Entry, by factum.PersonID) error {
	r := factum.Remark{Act: e.Index, Kind: e.Act.Kind, At: e.Act.At, By: by}
	if ok, err := e.Open("remark", &r.Remarked); err != nil || !ok {
		return err
	}
	if r.Fields == nil {
		r.Fields = map[string]json.RawMessage{}
	}
	if r.Claims == nil {
		r.Claims = [][]factum.ClaimID{}
	}
	w.unremarked = false
	w.exec("INSERT INTO remarks VALUES(?, ?, ?)", int64(e.Index), string(r.Kind), w.json(r))
	for _, id := range r.Items {
		w.exec("INSERT OR IGNORE INTO remarked VALUES(?, ?)", id, int64(e.Index))
	}
	if b, ok := r.Bond(); ok {
		for _, claims := range b.Claims {
			for _, id := range claims {
				w.exec("INSERT OR IGNORE INTO bonds VALUES(?, ?)", string(id), int64(e.Index))
			}
		}
	}
	return w.follows(r)
}

// follows does what follows from a remark, or from its being taken back: claims are corrected, facts weighed again.
func (w *writing) follows(r factum.Remark) error {
	switch r.Kind {
	case factum.Merged, factum.SplitApart:
		for _, claims := range r.Claims {
			for _, id := range claims {
				w.bind(string(id))
			}
		}
	case factum.Corrected:
		for _, id := range r.Items {
			if err := w.correct(id); err != nil {
				return err
			}
		}
	case factum.SourceChanged:
		for _, id := range r.Items {
			w.resource(map[string]bool{id: true})
			w.exec("INSERT OR IGNORE INTO pending SELECT n, 0 FROM claims WHERE source = ?", id)
		}
	}
	return w.err
}

// bind writes the block keys by which merges of a claim hold its part together, and has it weighed again.
func (w *writing) bind(id string) {
	var n int64
	if !w.get("SELECT n FROM claims WHERE id = ?", []any{id}, &n) {
		return
	}
	w.touch(n)
	w.exec("DELETE FROM block_keys WHERE key < 0 AND claim = ?", n)
	w.bindKeys(n, factum.ClaimID(id))
	w.pend(n)
}

// bindKeys writes them, where the claim is one that can be part of a fact.
func (w *writing) bindKeys(n int64, id factum.ClaimID) {
	if w.remarked() {
		w.exec(`INSERT OR IGNORE INTO block_keys SELECT -1 - b.act, c.n, -1 << 30, 1 << 30 FROM bonds b JOIN remarks r ON r.act = b.act AND r.kind = 'merged'
			JOIN claims c ON c.id = b.claim WHERE b.claim = ? AND c.n = ? AND `+standingClaims, string(id), n)
	}
}

// bondsOf are the merges and splits that speak of any of some claims, by act.
func (w *writing) bondsOf(claims []int64) []factum.Bond {
	if !w.remarked() {
		return nil
	}
	acts := map[int64]bool{}
	for _, n := range claims {
		for _, a := range w.numbers("SELECT b.act FROM claims c JOIN bonds b ON b.claim = c.id WHERE c.n = ?", n) {
			acts[a] = true
		}
	}
	var out []factum.Bond
	for _, act := range slices.Sorted(maps.Keys(acts)) {
		for _, r := range w.remarks("SELECT json FROM remarks WHERE act = ?", act) {
			if b, ok := r.Bond(); ok {
				out = append(out, b)
			}
		}
	}
	return out
}

// remarked reports whether anybody put a remark on record: most records are read before anybody does.
func (w *writing) remarked() bool {
	if w.unremarked {
		return false
	}
	var n int
	w.get("SELECT EXISTS(SELECT 1 FROM remarks)", nil, &n)
	w.unremarked = n == 0
	return n == 1
}

func (w *writing) remarks(q string, args ...any) []factum.Remark {
	var out []factum.Remark
	for _, s := range w.texts(q, args...) {
		var r factum.Remark
		w.fail(json.Unmarshal([]byte(s), &r))
		out = append(out, r)
	}
	return out
}

// corrections of a claim, in log order.
func (w *writing) corrections(id factum.ClaimID) []factum.Remark {
	if !w.remarked() {
		return nil
	}
	return w.remarks("SELECT json FROM remarked i JOIN remarks r ON r.act = i.act WHERE i.item = ? AND r.kind = 'corrected' ORDER BY r.act", string(id))
}

// corrected lays corrections on a claim, each on top of those before. One that can't be laid on any more is passed over: it stays on record.
func (w *writing) corrected(c factum.Claim, rs []factum.Remark) (factum.Claim, factum.Standing) {
	var stands factum.Standing
	for _, r := range rs {
		if x, now, err := c.Corrected(r, stands); err == nil {
			c, stands = x, now
		}
	}
	return c, stands
}

// reported are those of a document's claims, as people corrected them, that tell what it reports.
func (w *writing) reported(claims []factum.Claim) []factum.Claim {
	out := make([]factum.Claim, 0, len(claims))
	for _, c := range claims {
		c, stands := w.corrected(c, w.corrections(c.ID))
		if !stands.Withdrawn && (stands.Accepted || !c.Proposed()) {
			out = append(out, c)
		}
	}
	return out
}

// correct writes the claims of a document again of which one was corrected: what a text says of one place tells where another of its claims is.
func (w *writing) correct(id string) error {
	var capture, src string
	var doc factum.Digest
	var s string
	if !w.get("SELECT capture, document, source FROM claims WHERE id = ? AND superseded = 0", []any{id}, &capture, &s, &src) {
		return w.err
	}
	w.fail(doc.UnmarshalText([]byte(s)))
	var read []factum.Claim
	for _, s := range w.texts("SELECT CASE read WHEN '' THEN json ELSE read END FROM claims WHERE document = ? AND superseded = 0 ORDER BY n", s) {
		var c factum.Claim
		w.fail(json.Unmarshal([]byte(s), &c))
		read = append(read, c)
	}
	beside := w.reported(read)
	for _, c := range read {
		w.claim(0, capture, doc, factum.SourceID(src), c, beside)
	}
	return w.err
}

// sourceFields are what people said of a source, the latest of each.
func (w *writing) sourceFields(id factum.SourceID) map[string]json.RawMessage {
	out := map[string]json.RawMessage{}
	if !w.remarked() {
		return out
	}
	for _, r := range w.remarks("SELECT json FROM remarked i JOIN remarks r ON r.act = i.act WHERE i.item = ? AND r.kind = 'source-changed' ORDER BY r.act", string(id)) {
		if factum.CheckSourceFields(r.Fields) == nil { // a field that another version knew is passed over: it stays on record
			maps.Copy(out, r.Fields)
		}
	}
	return out
}

// unremark takes away the rows of a remark that was erased, and what followed from it.
func (w *writing) unremark(n int64) {
	rs := w.remarks("SELECT json FROM remarks WHERE act = ?", n)
	w.exec("DELETE FROM remarks WHERE act = ?", n)
	w.exec("DELETE FROM remarked WHERE act = ?", n)
	w.exec("DELETE FROM bonds WHERE act = ?", n)
	for _, r := range rs {
		w.fail(w.follows(r))
	}
}

// Remarks implements store.Queries.
func (db *DB) Remarks(ctx context.Context, f store.Filter, items ...string) (store.Page[factum.Remark], error) {
	w := &where{}
	after, err := afterAct(f)
	if err != nil {
		return store.Page[factum.Remark]{}, err
	}
	w.add("r.act > ?", after)
	if f.Type != "" {
		w.add("r.kind = ?", f.Type)
	}
	if len(items) > 0 {
		var args []any
		for _, id := range items {
			args = append(args, id)
		}
		in := " IN (?" + strings.Repeat(", ?", len(items)-1) + ")"
		w.add("r.act IN (SELECT act FROM remarked WHERE item"+in+" UNION SELECT act FROM bonds WHERE claim"+in+")", append(args, args...)...)
	}
	return list(ctx, db.r, f, "SELECT r.json, r.act FROM remarks r WHERE "+w.String()+" ORDER BY r.act", w.args, scanRemark)
}

func scanRemark(scan func(...any) error) (factum.Remark, string, error) {
	var r factum.Remark
	var s string
	var n int64
	err := scan(&s, &n)
	if err == nil {
		err = json.Unmarshal([]byte(s), &r)
	}
	return r, factum.ActIndex(n).String(), err
}

// RemarksOn implements store.Queries.
func (db *DB) RemarksOn(ctx context.Context, t store.Thing) ([]factum.Remark, error) {
	items := []string{t.ID}
	switch {
	case t.Fact != nil:
		for _, c := range t.Fact.Claims {
			items = append(items, string(c.Fact()), string(c.Commitment()), string(c))
		}
	case t.Claim != nil:
		items = []string{string(t.Claim.ID), string(t.Claim.ID.Fact())}
	}
	const most = 500 // placeholders of one statement
	var out []factum.Remark
	for part := range slices.Chunk(items, most) {
		p, err := db.Remarks(ctx, store.Filter{}, part...)
		if err != nil {
			return nil, err
		}
		out = append(out, p.Items...)
	}
	slices.SortFunc(out, func(a, b factum.Remark) int { return int(a.Act - b.Act) })
	return slices.CompactFunc(out, func(a, b factum.Remark) bool { return a.Act == b.Act }), nil
}
