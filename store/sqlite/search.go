package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"factum"
	"factum/language"
	"factum/store"
)

// Search implements store.Index. A row is found when it holds every word of the query, as one of the languages writes its stems; best by BM25
// first, documents before claims of the same rank, then in log order. Filter narrows by Lang, Source, Since, Until and Capture.
func (db *DB) Search(ctx context.Context, query, lang string, f store.Filter) (store.Page[store.Hit], error) {
	p := store.Page[store.Hit]{Items: []store.Hit{}}
	match, wanted, err := db.match(ctx, query, lang)
	if err != nil {
		return p, err
	}
	skip := 0
	if f.After != "" {
		if skip, err = strconv.Atoi(f.After); err != nil || skip < 0 {
			return p, factum.Errorf(factum.Invalid, "%q is not a place in a list of hits", f.After)
		}
	}
	docs, claims := &where{}, &where{}
	docs.add("d.current = 1")
	claims.add("d.superseded = 0")
	for _, w := range []*where{docs, claims} {
		if f.Lang != "" {
			w.add("d.lang = ?", f.Lang)
		}
		sourceConds(w, "d", f)
		if err := timeConds(w, "d", f); err != nil {
			return p, err
		}
		if !f.Capture.IsZero() {
			w.add("d.capture = ?", f.Capture.String())
		}
	}
	args := append([]any{match}, docs.args...)
	args = append(append(args, match), claims.args...)
	limit := -1
	if f.Limit > 0 {
		limit = f.Limit + 1
	}
	args = append(args, limit, skip)
	rows, err := db.r.QueryContext(ctx, `
		SELECT 0 AS kind, d.n, bm25(document_text, 3.0, 1.0) AS score FROM document_text t JOIN documents d ON d.n = t.rowid
			WHERE document_text MATCH ? AND `+docs.String()+`
		UNION ALL
		SELECT 1, d.n, bm25(claim_text, 2.0, 1.0) FROM claim_text t JOIN claims d ON d.n = t.rowid
			WHERE claim_text MATCH ? AND `+claims.String()+`
		ORDER BY score, kind, n LIMIT ? OFFSET ?`, args...)
	if err != nil {
		return p, failed("search", err)
	}
	defer rows.Close()
	for rows.Next() {
		var kind int
		var n int64
		var score float64
		if err := rows.Scan(&kind, &n, &score); err != nil {
			return p, failed("search", err)
		}
		if f.Limit > 0 && len(p.Items) == f.Limit {
			p.Next = strconv.Itoa(skip + f.Limit)
			break
		}
		h, err := db.hit(ctx, kind, n, wanted)
		if err != nil {
			return p, err
		}
		p.Items = append(p.Items, h)
	}
	return p, failed("search", rows.Err())
}

// match writes the query for FTS5, one alternative for each language, and says which terms are wanted in which.
func (db *DB) match(ctx context.Context, query, lang string) (string, map[string]bool, error) {
	langs := []string{lang}
	if lang == "" {
		p, err := list(ctx, db.r, store.Filter{}, "SELECT DISTINCT lang FROM documents ORDER BY lang", nil, func(scan func(...any) error) (s, key string, err error) {
			err = scan(&s)
			return s, "", err
		})
		if err != nil {
			return "", nil, err
		}
		langs = append([]string{"und"}, p.Items...)
	}
	wanted := map[string]bool{}
	var alternatives []string
	for _, l := range langs {
		var words []string
		for _, t := range language.Terms(l, query) {
			if !t.Whole {
				words = append(words, `"`+strings.ReplaceAll(t.Term, `"`, `""`)+`"`)
				wanted[t.Term] = true
			}
		}
		if a := "(" + strings.Join(words, " AND ") + ")"; len(words) > 0 && !slices.Contains(alternatives, a) {
			alternatives = append(alternatives, a)
		}
	}
	if len(alternatives) == 0 {
		return "", nil, factum.Errorf(factum.Invalid, "there is no word in %q to search for", query)
	}
	return strings.Join(alternatives, " OR "), wanted, nil
}

// hit reads what was found and marks the words in it.
func (db *DB) hit(ctx context.Context, kind int, n int64, wanted map[string]bool) (store.Hit, error) {
	h := store.Hit{Kind: "document", Excerpts: []store.Excerpt{}}
	var id, document, capture, meta, apart, text string
	var claim sql.NullString
	q := "SELECT id, id, capture, lang, json, title, text, NULL FROM documents WHERE n = ?"
	if kind == 1 {
		q = `SELECT c.id, c.document, c.capture, c.lang, d.json, d.title, d.text, c.json FROM claims c JOIN documents d ON d.id = c.document WHERE c.n = ?`
	}
	if err := db.r.QueryRowContext(ctx, q, n).Scan(&id, &document, &capture, &h.Lang, &meta, &apart, &text, &claim); err != nil {
		return h, failed("read what was found", err)
	}
	var d store.Document
	if err := json.Unmarshal([]byte(meta), &d); err != nil {
		return h, failed("read what was found", err)
	}
	h.ID, h.Title = id, d.Title
	if err := h.Document.UnmarshalText([]byte(document)); err != nil {
		return h, err
	}
	if err := h.Capture.UnmarshalText([]byte(capture)); err != nil {
		return h, err
	}
	if !claim.Valid {
		h.Excerpts = append(excerpts(h.Lang, factum.PartTitle, apart, wanted), excerpts(h.Lang, factum.PartText, text, wanted)...)
		return h, nil
	}
	h.Kind, h.Claim = "claim", &factum.Claim{}
	if err := json.Unmarshal([]byte(claim.String), h.Claim); err != nil {
		return h, failed("read what was found", err)
	}
	p := h.Claim.Passage
	h.Excerpts = append(h.Excerpts, store.Excerpt{Part: h.Claim.Part, Text: p.Text, Span: p.Span, Marks: marks(h.Lang, p.Text, p.Span.Start, wanted)})
	return h, nil
}

// marks are the spans of the wanted words in a text that begins at byte base of its part.
func marks(lang, text string, base int, wanted map[string]bool) []factum.Span {
	return marked(language.Terms(lang, text), base, wanted)
}

func marked(terms []language.Term, base int, wanted map[string]bool) []factum.Span {
	out := []factum.Span{}
	for _, t := range terms {
		if wanted[t.Term] && !t.Whole {
			out = append(out, factum.Span{Start: t.Span.Start + base, End: t.Span.End + base})
		}
	}
	return out
}

// An excerpt has so many bytes on each side of its marks, and a document gives so many of them.
const (
	around      = 80
	excerptsMax = 3
)

// excerpts cuts the stretches around the wanted words out of a text, at spaces where there are some near.
func excerpts(lang, part, text string, wanted map[string]bool) []store.Excerpt {
	var out []store.Excerpt
	blocks := language.Blocks(text)
	language.MarkLanguages(lang, text, blocks) // as it was indexed, paragraph by paragraph
	for _, m := range marked(language.ParagraphTerms(lang, text, blocks), 0, wanted) {
		if n := len(out); n > 0 && m.Start <= out[n-1].Span.End+around {
			e := &out[n-1]
			e.Marks = append(e.Marks, m)
			if m.End+around > e.Span.End && e.Span.Len() < 6*around {
				e.Span.End = max(e.Span.End, cutAfter(text, m.End+around))
			}
			e.Span.End = max(e.Span.End, m.End)
			continue
		}
		if len(out) == excerptsMax {
			break
		}
		out = append(out, store.Excerpt{Part: part, Span: factum.Span{Start: cutBefore(text, m.Start-around), End: cutAfter(text, m.End+around)},
			Marks: []factum.Span{m}})
	}
	for i := range out {
		out[i].Text = out[i].Span.In(text)
	}
	return out
}

// cutBefore is the beginning of a word at or after byte at, at most 30 on.
func cutBefore(text string, at int) int {
	if at <= 0 {
		return 0
	}
	for i := at; i < min(at+30, len(text)); i++ {
		if text[i] == ' ' || text[i] == '\n' {
			return i + 1
		}
	}
	for at > 0 && text[at]&0xc0 == 0x80 { // within a character
		at--
	}
	return at
}

// cutAfter is the end of a word at or before byte at, at most 30 back.
func cutAfter(text string, at int) int {
	if at >= len(text) {
		return len(text)
	}
	for i := at; i > max(at-30, 0); i-- {
		if text[i] == ' ' || text[i] == '\n' {
			return i
		}
	}
	for at < len(text) && text[at]&0xc0 == 0x80 {
		at++
	}
	return at
}
