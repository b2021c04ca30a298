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
	rows    []weighed
	number  map[factum.ClaimID]int64 // of each claim's row
	bonds   []factum.Bond            // that people made of them
	reports []factum.Report
	parts   [][]factum.Fact
	old     map[int64]standingFact
	err     error
	done    chan struct{}
}

// weighed is a claim as its rows have it.
type weighed struct {
	n      int64
	json   string
	report *factum.Report // what its document and source say, shared with others of the document
	beside *placed        // the claims that may tell its setting, nil where none is asked for
}

// placed are the claims of a document and type that name a place. Those beside many claims are taken from JSON once.
type placed struct {
	json   []string
	claims []factum.Claim
}

// read takes them from JSON, where that is not done.
func (p *placed) read() ([]factum.Claim, error) {
	if len(p.json) > 0 {
		p.claims = make([]factum.Claim, len(p.json))
		for i, s := range p.json {
			if err := json.Unmarshal([]byte(s), &p.claims[i]); err != nil {
				return nil, err
			}
		}
		p.json = nil
	}
	return p.claims, nil
}

// gather begins to weigh whole parts, and notes their facts as they stand.
func (w *writing) gather(claims []int64) *weighing {
	slices.Sort(claims)
	old := map[int64]standingFact{}
	for _, n := range claims {
		var fact, part int64
		if w.get("SELECT fact, part FROM fact_claims WHERE claim = ?", []any{n}, &fact, &part) {
			if _, ok := old[fact]; !ok {
				f := standingFact{part: part}
				w.get("SELECT json FROM facts WHERE n = ?", []any{fact}, &f.json)
				w.get("SELECT json FROM deeds WHERE fact = ?", []any{fact}, &f.deed)
				w.get("SELECT data FROM occurrences WHERE fact = ?", []any{fact}, &f.occurrence)
				old[fact] = f
			}
		}
	}
	g := w.weigh(claims)
	g.old = old
	return g
}

// standingFact is a fact as it stands before it is weighed again.
type standingFact struct {
	json, deed string
	occurrence []byte
	part       int64
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

// weigh reads claims and begins to weigh them.
func (w *writing) weigh(claims []int64) *weighing {
	g := w.read(claims)
	if w.err != nil || len(g.rows) == 0 {
		close(g.done)
		return g
	}
	go func() {
		defer close(g.done)
		if g.err = g.report(); g.err == nil {
			g.parts = w.db.cfg.Weigher.Parts(g.reports, g.bonds)
		}
	}()
	return g
}

// read reads the rows of those claims that can be in facts.
func (w *writing) read(claims []int64) *weighing {
	slices.Sort(claims)
	g := &weighing{done: make(chan struct{})}
	of := ""                       // the document of the claim before
	var besides map[string]*placed // of it, by type
	for _, n := range claims {
		r := weighed{n: n}
		var doc, typ, place string
		if !w.get("SELECT json, document, type, place || place_text FROM claims c WHERE n = ? AND "+standingClaims, []any{n}, &r.json, &doc, &typ, &place) {
			continue
		}
		r.report = w.setting(doc)
		if place == "" {
			if doc != of {
				of, besides = doc, map[string]*placed{}
			}
			if besides[typ] == nil {
				besides[typ] = &placed{json: w.placed(doc, typ)}
			}
			r.beside = besides[typ]
		}
		g.rows = append(g.rows, r)
	}
	g.bonds = w.bondsOf(claims)
	return g
}

// report makes reports of the rows.
func (g *weighing) report() error {
	g.reports = make([]factum.Report, 0, len(g.rows))
	g.number = make(map[factum.ClaimID]int64, len(g.rows))
	for i := range g.rows {
		row := &g.rows[i]
		r := *row.report
		r.Seal = seal(row.n)
		if err := json.Unmarshal([]byte(row.json), &r.Claim); err != nil {
			return err
		}
		row.json = ""
		if r.Claim.Place == nil && row.beside != nil {
			beside, err := row.beside.read()
			if err != nil {
				return err
			}
			r.Around = factum.SettingOf(&r.Claim, beside)
		}
		g.number[r.Claim.ID] = row.n
		g.reports = append(g.reports, r)
	}
	g.rows = nil
	return nil
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
	type made struct {
		fact factum.Fact
		part int64
	}
	var anew []made
	for _, p := range g.parts {
		first := int64(math.MaxInt64)
		for _, f := range p {
			for _, id := range f.Claims {
				if n, ok := g.number[id]; ok {
					first = min(first, n)
				}
			}
		}
		for _, f := range p {
			// The status lies in its own column, which findings move. In the JSON it would tell when the fact was weighed.
			f.Status, f.Findings = factum.InIssue, []factum.Finding{}
			n, deed := g.number[f.ID.Claim()], ""
			var occurrence []byte
			if f.Deed != nil {
				deed = w.json(f.Deed)
			}
			if f.Occurrence != nil {
				occurrence = pack(f.Occurrence)
			}
			if old, ok := g.old[n]; ok && old.part == first && old.deed == deed && bytes.Equal(old.occurrence, occurrence) && old.json == w.json(f) {
				delete(g.old, n) // it stays as it is
				continue
			}
			anew = append(anew, made{f, first})
		}
	}
	for _, n := range slices.Sorted(maps.Keys(g.old)) {
		w.forgetFact(n)
	}
	for _, m := range anew {
		w.fact(m.fact, g.number, m.part)
	}
}

// fact writes a fact of a part, its lines and which claims they hold.
func (w *writing) fact(f factum.Fact, number map[factum.ClaimID]int64, part int64) {
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
		w.exec("INSERT INTO fact_claims VALUES(?, ?, ?)", c, n, part)
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
	if d := f.Deed; d != nil {
		w.exec("INSERT INTO deeds VALUES(?, ?, ?, ?, ?, ?, ?)", n, d.Commits(), string(d.Ahead()), d.Stage, string(d.Type), d.Matter, w.json(d))
	}
	if f.Occurrence != nil {
		w.exec("INSERT INTO occurrences VALUES(?, ?)", n, pack(f.Occurrence))
	}
	w.exec("INSERT INTO facts VALUES(?, ?, ?, ?, ?, ?, ?)", n, string(f.ID), string(f.Type), w.status(n), f.Support, f.Contradicted, w.json(f))
}

// placed are the claims of a document and type that name a place, as JSON.
func (w *writing) placed(document, typ string) []string {
	return w.texts("SELECT json FROM claims c INDEXED BY claims_document WHERE document = ? AND type = ? AND (place <> '' OR place_text <> '') AND "+standingClaims, document, typ)
}

// report sets a claim in what its document and source say.
func (w *writing) report(n int64, document string, c factum.Claim) factum.Report {
	r := *w.setting(document)
	r.Claim, r.Seal = c, seal(n)
	return r
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
	s := w.sources[r.Source]
	if s == nil {
		var src string
		if !w.get("SELECT json FROM sources WHERE id = ?", []any{string(r.Source)}, &src) {
			return r
		}
		s = &store.Source{}
		w.fail(json.Unmarshal([]byte(src), s))
		if w.sources == nil {
			w.sources = map[factum.SourceID]*store.Source{}
		}
		w.sources[r.Source] = s
	}
	r.Interest, r.Wars, r.Owner, r.Wires = s.Interest, s.Wars, s.Owner, s.Wires
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
