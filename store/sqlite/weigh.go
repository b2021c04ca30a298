package sqlite

import (
	"bytes"
	"context"
	"encoding/json"
	"iter"
	"maps"
	"math"
	"slices"
	"strings"

	"factum"
	"factum/store"
)

// groupClaims is about how many claims are handed to the weigher at once: parts are gathered until they hold so many, so that memory stays
// bounded by the largest part.
const groupClaims = 1000

// Settled reports whether all claims are weighed. They are not while a run postpones it, nor after one that was cut off; opening
// the index for writing settles it.
func (db *DB) Settled(ctx context.Context) (bool, error) {
	var n int
	err := db.r.QueryRowContext(ctx, "SELECT EXISTS(SELECT 1 FROM pending)").Scan(&n)
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

// settle weighs again what a pending claim can change, and replaces its facts. While one group of parts is weighed, the next is read.
func (w *writing) settle() {
	if w.db.cfg.Weigher != nil {
		w.keyPending()
		var before *weighing
		for group := range grouped(w.affected()) {
			g := w.gather(group)
			w.replace(before)
			before = g
		}
		w.replace(before)
	}
	w.exec("DELETE FROM pending")
}

// grouped puts lots of claims together until they hold groupClaims.
func grouped(lots [][]int64) iter.Seq[[]int64] {
	return func(yield func([]int64) bool) {
		var group []int64
		for i, lot := range lots {
			if group = append(group, lot...); len(group) < groupClaims && i+1 < len(lots) {
				continue
			}
			if !yield(group) {
				return
			}
			group = nil
		}
	}
}

// weighing is whole parts on their way from rows to facts.
type weighing struct {
	told    []*told
	number  map[factum.ClaimID]int64 // of each claim's row
	bonds   []factum.Bond            // that people made of them
	reports []factum.Report
	parts   [][]factum.Fact
	rows    []factRow // of the facts, where they are to be written
	old     map[int64]standingFact
	err     error
	done    chan struct{}
}

// gather begins to weigh whole parts, and notes their facts as they stand.
func (w *writing) gather(claims []int64) *weighing {
	slices.Sort(claims)
	old := map[int64]standingFact{}
	w.among("SELECT DISTINCT fact, part FROM fact_claims WHERE claim IN (?)", claims, func(scan func(...any) error) error {
		var fact int64
		var f standingFact
		err := scan(&fact, &f.part)
		old[fact] = f
		return err
	})
	facts := slices.Sorted(maps.Keys(old))
	note := func(q string, set func(f *standingFact, b []byte)) {
		w.among(q, facts, func(scan func(...any) error) error {
			var n int64
			var b []byte
			err := scan(&n, &b)
			f := old[n]
			set(&f, b)
			old[n] = f
			return err
		})
	}
	note("SELECT n, json FROM facts WHERE n IN (?)", func(f *standingFact, b []byte) { f.json = b })
	note("SELECT fact, json FROM deeds WHERE fact IN (?)", func(f *standingFact, b []byte) { f.deed = b })
	note("SELECT fact, data FROM occurrences WHERE fact IN (?)", func(f *standingFact, b []byte) { f.occurrence = b })
	g := w.fetch(claims)
	g.old = old
	g.start(w, g.write)
	return g
}

// standingFact is a fact as it stands before it is weighed again.
type standingFact struct {
	json, deed, occurrence []byte
	part                   int64
}

// forgetFact takes a fact away.
func (w *writing) forgetFact(n int64) {
	w.exec("DELETE FROM line_claims WHERE line IN (SELECT n FROM lines WHERE fact = ?)", n)
	w.exec("DELETE FROM lines WHERE fact = ?", n)
	w.exec("DELETE FROM fact_claims WHERE fact = ?", n)
	w.exec("DELETE FROM deeds WHERE fact = ?", n)
	w.exec("DELETE FROM occurrences WHERE fact = ?", n)
	w.exec("DELETE FROM facts WHERE n = ?", n)
}

// weigh fetches claims and begins to weigh them.
func (w *writing) weigh(claims []int64) *weighing {
	g := w.fetch(claims)
	g.start(w, func() error { return nil })
	return g
}

// fetch takes those of some claims that can be in facts.
func (w *writing) fetch(claims []int64) *weighing {
	slices.Sort(claims)
	return &weighing{told: w.told(claims), bonds: w.bondsOf(claims), done: make(chan struct{})}
}

// start weighs what was fetched, and then goes on, while the rows of other claims are read or written.
func (g *weighing) start(w *writing, then func() error) {
	if w.err != nil || len(g.told) == 0 {
		close(g.done)
		return
	}
	go func() {
		defer close(g.done)
		if g.err = g.report(); g.err == nil {
			g.parts = w.db.cfg.Weigher.Parts(g.reports, g.bonds)
			g.err = then()
		}
	}()
}

// report makes reports of what was fetched.
func (g *weighing) report() error {
	var err error
	g.reports, g.number, err = readAll(g.told, newUnpacker())
	g.told = nil
	return err
}

// factRow is a fact as its rows have it.
type factRow struct {
	n, part    int64
	fact       *factum.Fact
	json, deed []byte
	occurrence []byte
	claims     []int64
	lines      []lineRow
}

type lineRow struct {
	n      int64
	id     string
	json   []byte
	claims []int64
}

// write makes the rows of the facts that are not as they stand already.
func (g *weighing) write() error {
	for _, p := range g.parts {
		first := int64(math.MaxInt64)
		for _, f := range p {
			for _, id := range f.Claims {
				if n, ok := g.number[id]; ok {
					first = min(first, n)
				}
			}
		}
		for i := range p {
			r, err := g.row(&p[i], first)
			if err != nil {
				return err
			}
			if old, ok := g.old[r.n]; ok && old.part == first && bytes.Equal(old.deed, r.deed) && bytes.Equal(old.occurrence, r.occurrence) && bytes.Equal(old.json, r.json) {
				delete(g.old, r.n) // it stays as it is
				continue
			}
			if err := g.lines(&r); err != nil {
				return err
			}
			g.rows = append(g.rows, r)
		}
	}
	g.parts, g.reports = nil, nil
	return nil
}

// row is a fact of a part without its lines.
func (g *weighing) row(f *factum.Fact, part int64) (r factRow, err error) {
	// The status lies in its own column, which findings move. In the JSON it would tell when the fact was weighed.
	f.Status, f.Findings = factum.InIssue, []factum.Finding{}
	n, ok := g.number[f.ID.Claim()]
	if !ok {
		return r, factum.Errorf(factum.Other, "fact %s is not named after one of the claims that were weighed", f.ID)
	}
	r = factRow{n: n, part: part, fact: f}
	if f.Deed != nil {
		if r.deed, err = json.Marshal(f.Deed); err != nil {
			return r, err
		}
	}
	if f.Occurrence != nil {
		r.occurrence = pack(f.Occurrence)
	}
	if r.claims, err = g.numbers(f.Claims); err != nil {
		return r, err
	}
	r.json, err = json.Marshal(f)
	return r, err
}

// lines adds the rows of a fact's lines.
func (g *weighing) lines(r *factRow) error {
	for _, l := range r.fact.Lines {
		n, ok := g.number[factum.ClaimID("clm_"+strings.TrimPrefix(string(l.ID), "line_"))]
		if !ok {
			return factum.Errorf(factum.Other, "line %s is not named after one of the claims that were weighed", l.ID)
		}
		claims, err := g.numbers(l.Claims)
		if err != nil {
			return err
		}
		doc, err := json.Marshal(l)
		if err != nil {
			return err
		}
		r.lines = append(r.lines, lineRow{n, string(l.ID), doc, claims})
	}
	return nil
}

// numbers are the rows of claims that were weighed.
func (g *weighing) numbers(ids []factum.ClaimID) ([]int64, error) {
	out := make([]int64, len(ids))
	for i, id := range ids {
		n, ok := g.number[id]
		if !ok {
			return nil, factum.Errorf(factum.Other, "a fact holds %s, which was not weighed", id)
		}
		out[i] = n
	}
	return out, nil
}

// replace waits for the facts of a group and writes them.
func (w *writing) replace(g *weighing) {
	if g == nil {
		return
	}
	<-g.done
	w.fail(g.err)
	if w.err != nil {
		return
	}
	for _, n := range slices.Sorted(maps.Keys(g.old)) {
		w.forgetFact(n)
	}
	var claims, lines, lineClaims, deeds, occurrences, facts []any
	for _, r := range g.rows {
		for _, c := range r.claims {
			claims = append(claims, c, r.n, r.part)
		}
		for _, l := range r.lines {
			lines = append(lines, l.n, l.id, r.n, string(l.json))
			for _, c := range l.claims {
				lineClaims = append(lineClaims, c, l.n)
			}
		}
		if d := r.fact.Deed; d != nil {
			deeds = append(deeds, r.n, d.Commits(), string(d.Ahead()), d.Stage, string(d.Type), d.Matter, string(r.deed))
		}
		if r.occurrence != nil {
			occurrences = append(occurrences, r.n, r.occurrence)
		}
	}
	w.insert("INSERT INTO fact_claims", 3, claims)
	for _, r := range g.rows {
		facts = append(facts, r.n, string(r.fact.ID), string(r.fact.Type), w.status(r.n), r.fact.Support, r.fact.Contradicted, string(r.json))
	}
	w.insert("INSERT INTO facts", 7, facts)
	w.insert("INSERT INTO lines", 4, lines)
	w.insert("INSERT OR IGNORE INTO line_claims", 2, lineClaims)
	w.insert("INSERT INTO deeds", 7, deeds)
	w.insert("INSERT INTO occurrences", 2, occurrences)
}

// setting is what a document and its source say of each of its claims; it is not to be changed.
func (w *writing) setting(document string) *factum.Report {
	r := w.said[document]
	if r == nil {
		said := w.saidBy(document)
		if r = &said; w.said == nil || len(w.said) > 1000 {
			w.said = map[string]*factum.Report{}
		}
		w.said[document] = r
	}
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
	laySource(&r, w.known(r.Source))
	return r
}

// known is what is known of a source, nil where it is nothing.
func (w *writing) known(id factum.SourceID) *store.Source {
	if s := w.sources[id]; s != nil || id == "" {
		return s
	}
	var doc string
	if !w.get("SELECT json FROM sources WHERE id = ?", []any{string(id)}, &doc) {
		return nil
	}
	s := &store.Source{}
	w.fail(json.Unmarshal([]byte(doc), s))
	if w.sources == nil {
		w.sources = map[factum.SourceID]*store.Source{}
	}
	w.sources[id] = s
	return s
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
