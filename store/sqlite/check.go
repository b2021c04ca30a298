package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"factum"
)

// Problem is something about the file itself that does not hold, beside the rows that Dump gives.
type Problem struct {
	Item string // table, index or other part, "" the whole file
	Why  string
}

// texts are the full-text tables and what each is made of.
var texts = []struct{ name, content string }{{"document_text", "document_terms"}, {"claim_text", "claim_terms"}}

// CheckFile looks at what Dump does not show: the pages and indexes, by SQLite's own check; tables, indexes and triggers, against those of
// another index of the same schema; and the full text. It needs the file open for writing, and writes nothing. skip names tables whose rows are
// known to be wrong: full text made of them is not judged, and returned as unjudged.
func (db *DB) CheckFile(ctx context.Context, want *DB, skip map[string]bool) (found []Problem, unjudged []string, err error) {
	if db.w == nil {
		return nil, nil, factum.Errorf(factum.ReadOnly, "the file can only be checked where it can be written")
	}
	if found, err = db.checkPages(ctx); err != nil || len(found) > 0 {
		return found, nil, err
	}
	mine, err := db.parts(ctx)
	if err != nil {
		return nil, nil, err
	}
	theirs, err := want.parts(ctx)
	if err != nil {
		return nil, nil, err
	}
	for _, n := range names(mine, theirs) {
		m, have := mine[n]
		w, should := theirs[n]
		switch {
		case !should:
			found = append(found, Problem{n, "nothing of that name belongs into the database"})
		case !have:
			found = append(found, Problem{n, "it is missing"})
		case m != w:
			found = append(found, Problem{n, "it is not defined as it has to be"})
		}
	}
	if len(found) > 0 {
		return found, nil, nil // what is not as it should be is not asked further
	}
	for _, t := range texts {
		if skip[t.content] {
			unjudged = append(unjudged, t.name)
			continue
		}
		why, err := db.checkText(ctx, want, t.name)
		if err != nil {
			return found, unjudged, err
		}
		if why != "" {
			found = append(found, Problem{t.name, why})
		}
	}
	return found, unjudged, nil
}

var inIndex = regexp.MustCompile(`index (\w+)$`)

// checkPages runs SQLite's own check. What it says of full text is asked of the full text itself.
func (db *DB) checkPages(ctx context.Context) ([]Problem, error) {
	rows, err := db.w.QueryContext(ctx, "PRAGMA integrity_check(100)")
	if err != nil {
		return ofText(nil, err), ctx.Err()
	}
	defer rows.Close()
	var found []Problem
	seen := map[string]bool{}
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return found, failed("check the database", err)
		}
		if s == "ok" || strings.Contains(strings.ToLower(s), "fts5") {
			continue
		}
		p := Problem{"", "its pages do not hold together: " + strings.Join(strings.Fields(s), " ")}
		if m := inIndex.FindStringSubmatch(s); m != nil {
			p = Problem{"index " + m[1], "it does not fit its table"}
		}
		if !seen[p.Item] {
			seen[p.Item] = true
			found = append(found, p)
		}
	}
	return ofText(found, rows.Err()), ctx.Err()
}

// ofText adds what ended SQLite's check, unless that was full text, which is asked by itself.
func ofText(found []Problem, err error) []Problem {
	if err == nil || strings.Contains(strings.ToLower(err.Error()), "fts5") {
		return found
	}
	return append(found, Problem{"", err.Error()})
}

// parts lists tables, indexes, triggers and views with their definitions.
func (db *DB) parts(ctx context.Context) (map[string]string, error) {
	rows, err := db.r.QueryContext(ctx, "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY 1")
	if err != nil {
		return nil, failed("read the schema", err)
	}
	defer rows.Close()
	out := map[string]string{}
	for rows.Next() {
		var name, def string
		if err := rows.Scan(&name, &def); err != nil {
			return nil, failed("read the schema", err)
		}
		out[name] = def
	}
	return out, failed("read the schema", rows.Err())
}

func names(a, b map[string]string) []string {
	var out []string
	for n := range a {
		out = append(out, n)
	}
	for n := range b {
		if _, ok := a[n]; !ok {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

// checkText says what is wrong with a full-text table, "" when nothing is: its settings, the pages that it is made of, and by FTS5's own check what
// they say of the terms.
func (db *DB) checkText(ctx context.Context, want *DB, table string) (why string, err error) {
	const settings = "SELECT group_concat(k || '=' || v, ';') FROM (SELECT k, v FROM %s_config ORDER BY k)"
	var mine, theirs sql.NullString
	if err := db.r.QueryRowContext(ctx, fmt.Sprintf(settings, table)).Scan(&mine); err != nil {
		return "", failed("read "+table, err)
	}
	if err := want.r.QueryRowContext(ctx, fmt.Sprintf(settings, table)).Scan(&theirs); err != nil {
		return "", failed("read "+table, err)
	}
	if mine != theirs {
		return "its settings are not those that it was made with", nil
	}
	if why, err := db.textPages(ctx, table); err != nil || why != "" {
		return why, err
	}
	if _, err := db.w.ExecContext(ctx, "INSERT INTO "+table+"("+table+", rank) VALUES('integrity-check', 1)"); err != nil {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		return "it does not fit what it was made of: " + err.Error(), nil
	}
	return "", nil
}

// A row of a _data table is numbered segment << 37 | doclist index << 36 | height << 31 | page; 1 holds the averages, 10 lists the segments.
// See "FTS5 %_data table record formats" in SQLite's fts5_index.c.
const (
	textAverages  = 1
	textStructure = 10
)

// textPages checks that the rows of a full-text table are the pages of its segments, all of them and no others: FTS5's own check does not see what
// it never reads.
func (db *DB) textPages(ctx context.Context, table string) (why string, err error) {
	var b []byte
	if err := db.r.QueryRowContext(ctx, "SELECT block FROM "+table+"_data WHERE id = ?", textStructure).Scan(&b); err != nil {
		return "the list of its segments is gone", ctx.Err()
	}
	last, ok := textSegments(b)
	if !ok {
		return "the list of its segments does not read", nil
	}
	pages, withTerms := map[int64]int64{}, map[[2]int64]bool{}
	rows, err := db.r.QueryContext(ctx, "SELECT id, block FROM "+table+"_data ORDER BY id")
	if err != nil {
		return "", failed("read "+table, err)
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var block []byte
		if err := rows.Scan(&id, &block); err != nil {
			return fmt.Sprintf("row %d of %s_data is not a page", id, table), ctx.Err()
		}
		if id == textAverages || id == textStructure {
			continue
		}
		seg, page, rest := id>>37, id&(1<<31-1), id>>31&(1<<6-1)
		span, live := last[seg]
		switch {
		case live && span == [2]int64{}: // a merge that is half done has read all of it, and takes it away at its end
		case !live || page > span[1] || page < span[0] && rest == 0: // of what it has read in part it takes the pages, and leaves their doclist indexes
			return fmt.Sprintf("row %d of %s_data belongs to no segment", id, table), nil
		case rest == 0:
			pages[seg]++
			if len(block) >= 4 && int(block[2])<<8|int(block[3]) < len(block) {
				withTerms[[2]int64{seg, page}] = true
			}
		}
	}
	if err := rows.Err(); err != nil {
		return "", failed("read "+table, err)
	}
	for seg, span := range last {
		if span == [2]int64{} {
			continue
		}
		if pages[seg] != span[1]-span[0]+1 {
			return "pages of it are missing", nil
		}
	}
	return db.textIndex(ctx, table, last, withTerms)
}

// textIndex checks that each page on which a term begins has its row in _idx, and no other. FTS5 merges a large segment step by step: the pages that
// are merged already are gone, its first page is then cut anew, and their rows stay until the segment is done with.
func (db *DB) textIndex(ctx context.Context, table string, spans map[int64][2]int64, withTerms map[[2]int64]bool) (why string, err error) {
	merging := func(at [2]int64) bool {
		span, live := spans[at[0]]
		return live && span == [2]int64{} || span[0] > 1 && at[1] <= span[0]
	}
	for at := range withTerms {
		if merging(at) {
			delete(withTerms, at)
		}
	}
	rows, err := db.r.QueryContext(ctx, "SELECT segid, pgno >> 1 FROM "+table+"_idx")
	if err != nil {
		return "", failed("read "+table, err)
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		var at [2]int64
		err := rows.Scan(&at[0], &at[1])
		if err == nil && merging(at) {
			continue
		}
		if err != nil || !withTerms[at] {
			return "a row of " + table + "_idx points to no page", ctx.Err()
		}
		n++
	}
	if err := rows.Err(); err != nil {
		return "", failed("read "+table, err)
	}
	if n != len(withTerms) {
		return fmt.Sprintf("%s_idx has %d rows for %d pages", table, n, len(withTerms)), nil
	}
	return "", nil
}

// textSegments reads the list of segments: for each its first and last page.
func textSegments(b []byte) (map[int64][2]int64, bool) {
	if len(b) < 4 {
		return nil, false
	}
	b = b[4:]
	ok := true
	next := func() int64 {
		n, size := varint(b)
		ok = ok && size > 0
		b = b[min(size, len(b)):]
		return n
	}
	levels := next()
	all := next()
	next() // write counter
	out := map[int64][2]int64{}
	for ; ok && levels > 0; levels-- {
		next() // segments being merged
		for n := next(); ok && n > 0; n-- {
			seg := next()
			out[seg] = [2]int64{next(), next()}
		}
	}
	return out, ok && len(b) == 0 && int64(len(out)) == all
}

// varint reads one of SQLite's variable-length integers. size is 0 when it has no end.
func varint(b []byte) (n int64, size int) {
	for i := range min(len(b), 9) {
		if i == 8 {
			return n<<8 | int64(b[i]), 9
		}
		n = n<<7 | int64(b[i]&0x7f)
		if b[i] < 0x80 {
			return n, i + 1
		}
	}
	return 0, 0
}
