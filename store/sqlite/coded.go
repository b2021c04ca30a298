package sqlite

import (
	"cmp"
	"encoding/json"
	"hash/fnv"
	"io"
	"net/url"
	"slices"
	"strings"

	"factum"
	"factum/language"
	"factum/store"
)

// coded writes the documents and claims of a capture as one version read and coded it. What an earlier version made and
// this one does not stays, marked: documents as not current, claims as superseded.
func (w *writing) coded(e factum.Entry, s factum.Subject) error {
	var res factum.Result
	if ok, err := e.Open("result", &res); err != nil || !ok {
		return err
	}
	capture := s.SHA256.String()
	w.capture(e.Index, s, "")
	w.exec("UPDATE captures SET coded = ? WHERE digest = ?", int64(e.Index), capture)
	w.exec("UPDATE documents SET current = 0 WHERE capture = ?", capture)
	made := map[factum.ClaimID]bool{}
	ordinal := 0
	for i, r := range res.Documents {
		var doc factum.Document
		var set factum.ClaimSet
		if err := item(w, r.Document, &doc); err != nil {
			return err
		}
		if err := item(w, r.Claims, &set); err != nil {
			return err
		}
		if !r.Answer.IsZero() {
			if err := w.located(r.Answer); err != nil {
				return err
			}
		}
		src := w.source(&doc)
		w.document(row(e.Index, i), r.Document, capture, src, &doc)
		reported := w.reported(set.Claims)
		for _, c := range set.Claims {
			if !made[c.ID] {
				made[c.ID] = true
				w.claim(row(e.Index, ordinal), capture, r.Document, src, c, reported)
			}
			ordinal++
		}
	}
	w.supersede(capture, made)
	return nil
}

// item reads a derived item and notes where it lies. What made it may still have it at hand.
func item[T any](w *writing, d factum.Digest, v *T) error {
	if hand, ok := w.items.(store.AtHand); ok {
		if x, ok := hand.AtHand(d).(*T); ok {
			*v = *x
			return w.located(d)
		}
	}
	b, err := w.items.Derived(w.ctx, d)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, v); err != nil {
		return factum.Errorf(factum.Integrity, "derived item %s does not read: %w", d, err)
	}
	return w.located(d)
}

func (w *writing) located(d factum.Digest) error {
	seg, off, size, ok, err := w.items.Located(w.ctx, d)
	if err == nil && ok {
		w.exec("INSERT OR IGNORE INTO derived VALUES(?, ?, ?, ?)", d.String(), seg, off, size)
	}
	return err
}

// source makes the row of a document's source when the source is new, and returns its id.
func (w *writing) source(d *factum.Document) factum.SourceID {
	domain := ""
	if u, err := url.Parse(d.URL); err == nil {
		domain = strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	}
	id := factum.NewSourceID(domain, d.Outlet)
	var have int
	if id == "" || w.get("SELECT 1 FROM sources WHERE id = ?", []any{string(id)}, &have) {
		return id
	}
	var s store.Source
	if w.db.cfg.Sources != nil {
		s = w.db.cfg.Sources(domain, d.Outlet)
	}
	s.ID, s.Domain = id, domain
	if d.Outlet != "" {
		s.Name = d.Outlet
	}
	said := w.sourceFields(id)
	if _, ok := said["interest"]; ok { // a person's word holds everywhere, but where they say for what
		s.Wars = nil
	}
	fields, err := json.Marshal(said)
	w.fail(err)
	w.fail(json.Unmarshal(fields, &s)) // the names of fields are those of the JSON
	if s.Interest == "" {
		s.Interest = "unknown"
	}
	if s.Wires == nil {
		s.Wires = []string{}
	}
	if s.Wars == nil {
		s.Wars = []string{}
	}
	w.exec("INSERT INTO sources VALUES(?, ?, ?, ?, ?)", string(id), s.Name, s.Domain, s.Interest, w.json(s))
	return id
}

func (w *writing) document(n int64, id factum.Digest, capture string, src factum.SourceID, d *factum.Document) {
	var have int64
	if w.get("SELECT n FROM documents WHERE id = ?", []any{id.String()}, &have) {
		w.exec("UPDATE documents SET current = 1 WHERE n = ?", have)
		return
	}
	from, to := stretch(d.Published)
	meta := store.Document{ID: id, Act: seal(n).Act, Capture: d.Capture, Item: d.Item, Reader: d.Reader, MediaType: d.MediaType, Lang: d.Lang,
		Title: d.Title, Published: d.Published, Outlet: d.Outlet, URL: d.URL, Wire: d.Wire, Source: src, Bytes: len(d.Text)}
	title := "" // of its own: a headline within the text is found there
	if d.TitleApart {
		title = d.Title
	}
	w.exec("INSERT INTO documents VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)", n, id.String(), capture, string(src), d.Lang,
		d.Outlet, d.Wire, w.json(d.Published), from, to, int64(simhash(title, d.Text)), title, w.json(meta), d.Text)
	w.terms("document", "title", n, false, joined(language.Terms(d.Lang, title)), joined(language.ParagraphTerms(d.Lang, d.Text, d.Paragraphs)))
}

// claim writes a claim as it was coded under the number n, or under the one that it was first sealed with; what people corrected of it is laid on.
// beside is what its document reports. What a model proposed or a person withdrew is listed and found, and has no key by which it could
// become part of a fact.
func (w *writing) claim(n int64, capture string, doc factum.Digest, src factum.SourceID, c factum.Claim, beside []factum.Claim) {
	var have int64
	read, stands := "", factum.Standing{}
	if rs := w.corrections(c.ID); len(rs) > 0 {
		read = w.json(c)
		c, stands = w.corrected(c, rs)
	}
	proposed := c.Proposed() && !stands.Accepted
	known := w.get("SELECT n FROM claims WHERE id = ?", []any{string(c.ID)}, &have)
	if known {
		n = have
		w.touch(n)
		w.unanchor(n)
		for _, t := range []string{"people", "statements"} {
			w.exec("DELETE FROM "+t+" WHERE claim = ?", n)
		}
	}
	var place, text, country, admin1 string
	if c.Place != nil {
		place, text, country, admin1 = language.Fold(c.Place.Name), language.Fold(c.Place.Text), c.Place.Country, language.Fold(c.Place.Admin1)
	}
	from, to, timed := when(&c)
	w.exec("INSERT OR REPLACE INTO claims VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)", n, string(c.ID), capture, doc.String(),
		string(src), c.Lang, string(c.Type), string(c.Object), string(c.Modality), place, text, country, admin1, from, to, timed, proposed, stands.Withdrawn, w.json(c), read)
	var names []string
	var rows []any
	for _, side := range []struct {
		name string
		list []factum.Actor
	}{{"actor", c.Actors}, {"recipient", c.Recipients}, {"participant", c.Participants}} {
		for i, a := range side.list {
			rows = append(rows, n, side.name, i, a.Code, language.Fold(a.Text))
			names = append(names, a.Text, a.Code)
		}
	}
	w.insert("INSERT INTO people", 5, rows)
	if c.Place != nil {
		names = append(names, c.Place.Name, c.Place.Text)
	}
	for i, a := range c.Attribution {
		if a.Quote != "" && !proposed && !stands.Withdrawn {
			w.exec("INSERT INTO statements VALUES(?, ?, ?, ?, ?)", n, i, a.Code, language.Fold(a.Name+" "+a.Text), w.json(a))
		}
	}
	w.terms("claim", "names", n, known, terms(c.Lang, strings.Join(names, " ")), terms(c.Lang, c.Passage.Text))
	if w.db.cfg.Weigher != nil && !proposed && !stands.Withdrawn {
		report := *w.setting(doc.String())
		report.Claim, report.Seal, report.Around = c, seal(n), factum.SettingOf(&c, beside)
		w.anchor(n, &report)
	}
	w.pend(n)
}

// pend has a claim weighed again.
func (w *writing) pend(n int64) { w.exec("INSERT OR IGNORE INTO pending VALUES(?, 0)", n) }

// anchor writes what the weigher reads of a claim, with the keys by which it could become part of a fact. They are written out by keyPending.
func (w *writing) anchor(n int64, r *factum.Report) {
	a := w.db.cfg.Weigher.Anchors(*r)
	node, day := int64(0), ""
	if a.Node != "" {
		node = hashed(a.Node)
	}
	if r.Published != nil {
		day = r.Published.From
	}
	w.exec("INSERT INTO reports VALUES(?, ?, ?, ?, ?, ?, ?)", n, string(r.Claim.Type)+"|"+string(r.Claim.Object), day, string(r.Source), node, packKeys(a), packReport(r))
	w.exec("INSERT INTO pending VALUES(?, 1) ON CONFLICT(claim) DO UPDATE SET unkeyed = 1", n)
	w.bindKeys(n, r.Claim.ID)
}

// keysSorted is how many block keys are put in order at once, of 32 bytes each.
const keysSorted = 2_000_000

// keyPending writes the block keys of claims that have none yet, in the order of the keys. Claim by claim, each key would come to lie on a page of its own, and of a
// million claims every page would be written a hundred times.
func (w *writing) keyPending() {
	type keyed struct{ key, claim, lo, hi int64 }
	var rows []keyed
	var values []any
	flush := func() {
		slices.SortFunc(rows, func(a, b keyed) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.claim, b.claim)) })
		for some := range slices.Chunk(rows, 64) {
			values = values[:0]
			for _, r := range some {
				values = append(values, r.key, r.claim, r.lo, r.hi)
			}
			w.insert("INSERT OR IGNORE INTO block_keys", 4, values)
		}
		rows = rows[:0]
	}
	for last, more := int64(-1), true; more && w.err == nil; {
		more = false
		w.each("SELECT p.claim, r.keys FROM pending p JOIN reports r ON r.claim = p.claim WHERE p.unkeyed = 1 AND p.claim > ? ORDER BY p.claim LIMIT 10000", []any{last}, func(scan func(...any) error) error {
			var data []byte
			err := scan(&last, &data)
			lo, hi, keys := unpackKeys(data)
			for _, k := range keys {
				rows = append(rows, keyed{k, last, lo, hi})
			}
			more = true
			return err
		})
		if len(rows) >= keysSorted {
			flush()
		}
	}
	flush()
}

// unanchor takes away what anchor wrote.
func (w *writing) unanchor(n int64) {
	var data []byte
	if !w.get("SELECT keys FROM reports WHERE claim = ?", []any{n}, &data) {
		return
	}
	_, _, keys := unpackKeys(data)
	for _, k := range keys {
		w.exec("DELETE FROM block_keys WHERE key = ? AND claim = ?", k, n)
	}
	w.exec("DELETE FROM block_keys WHERE key < 0 AND claim = ?", n)
	w.exec("DELETE FROM reports WHERE claim = ?", n)
}

// supersede marks the claims of a capture that its newest coding did not make.
func (w *writing) supersede(capture string, made map[factum.ClaimID]bool) {
	var gone []int64
	w.each("SELECT n, id FROM claims WHERE capture = ? AND superseded = 0 ORDER BY n", []any{capture}, func(scan func(...any) error) error {
		var n int64
		var id factum.ClaimID
		if err := scan(&n, &id); err != nil {
			return err
		}
		if !made[id] {
			gone = append(gone, n)
		}
		return nil
	})
	for _, n := range gone {
		w.touch(n)
		w.exec("UPDATE claims SET superseded = 1 WHERE n = ?", n)
		w.unanchor(n)
		w.pend(n)
	}
}

// touch has the part of a claim weighed again that is about to change or go: without it the part may fall apart.
func (w *writing) touch(n int64) {
	w.exec("INSERT OR IGNORE INTO pending SELECT claim, 0 FROM fact_claims WHERE part = (SELECT part FROM fact_claims WHERE claim = ?)", n)
}

// hashed is a positive number for a key; that two keys have one is rare and costs a comparison.
func hashed(key string) int64 {
	h := fnv.New64a()
	_, _ = io.WriteString(h, key)
	return int64(h.Sum64()>>1) | 1
}

// terms writes what full text finds a row by. kind is document or claim, first the name of the column beside text; known says that the row
// may have terms already.
func (w *writing) terms(kind, first string, n int64, known bool, a, b string) {
	var oldA, oldB string
	if known && w.get("SELECT "+first+", text FROM "+kind+"_terms WHERE n = ?", []any{n}, &oldA, &oldB) {
		if oldA == a && oldB == b {
			return
		}
		w.later("INSERT INTO "+kind+"_text("+kind+"_text, rowid, "+first+", text) VALUES('delete', ?, ?, ?)", n, oldA, oldB)
	}
	w.exec("INSERT OR REPLACE INTO "+kind+"_terms VALUES(?, ?, ?)", n, a, b)
	w.later("INSERT INTO "+kind+"_text(rowid, "+first+", text) VALUES(?, ?, ?)", n, a, b)
}

// terms are the terms of a text, joined by spaces.
func terms(lang, text string) string { return joined(language.Terms(lang, text)) }

func joined(terms []language.Term) string {
	var b strings.Builder
	for _, t := range terms {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.Term)
	}
	return b.String()
}
