package sqlite

import (
	"context"
	"database/sql"
	"regexp"
	"strings"

	"factum"
	"factum/language"
	"factum/store"
)

// where gathers the conditions of a query and their values.
type where struct {
	conds []string
	args  []any
}

func (w *where) add(cond string, args ...any) {
	w.conds = append(w.conds, cond)
	w.args = append(w.args, args...)
}

func (w *where) String() string {
	if len(w.conds) == 0 {
		return "1"
	}
	return strings.Join(w.conds, " AND ")
}

var isCode = regexp.MustCompile(`^[A-Z][A-Z0-9_-]*$`)

// claimConds are the conditions of a filter on the claim c. all leaves superseded and withdrawn ones in.
func claimConds(f store.Filter, all bool) (*where, error) {
	w := &where{}
	if !all {
		w.add("c.superseded = 0 AND c.withdrawn = 0")
	}
	if f.Type != "" {
		w.add("c.type = ?", strings.ToUpper(f.Type))
	}
	if f.Actor != "" {
		person(w, f.Actor, "p.side <> 'recipient'")
	}
	if f.Recipient != "" {
		person(w, f.Recipient, "p.side = 'recipient'")
	}
	if f.Place != "" {
		name := language.Fold(f.Place)
		w.add("(c.country = ? OR c.place = ? OR c.place_text = ? OR c.admin1 = ?)", f.Place, name, name, name)
	}
	if err := timeConds(w, "c", f); err != nil {
		return nil, err
	}
	if f.Lang != "" {
		w.add("c.lang = ?", f.Lang)
	}
	sourceConds(w, "c", f)
	if !f.Capture.IsZero() {
		w.add("c.capture = ?", f.Capture.String())
	}
	return w, nil
}

// factConds are the conditions of a filter on the fact f: those on claims hold of one claim of the fact together.
func factConds(f store.Filter) (*where, error) {
	c, err := claimConds(f, false)
	if err != nil {
		return nil, err
	}
	w := &where{}
	if len(c.conds) > 1 { // more than that it is not superseded or withdrawn
		w.add("EXISTS(SELECT 1 FROM fact_claims fc JOIN claims c ON c.n = fc.claim WHERE fc.fact = f.n AND "+c.String()+")", c.args...)
	}
	if f.Status != "" && f.Status != "all" {
		w.add("f.status = ?", f.Status)
	}
	return w, nil
}

// person asks for a code, or, when what is given is not written like one, for words of the name.
func person(w *where, who, side string) {
	if isCode.MatchString(who) {
		w.add("EXISTS(SELECT 1 FROM people p WHERE p.claim = c.n AND "+side+" AND p.code = ?)", who)
		return
	}
	w.add("EXISTS(SELECT 1 FROM people p WHERE p.claim = c.n AND "+side+" AND instr(p.name, ?) > 0)", language.Fold(who))
}

// timeConds compares the stretch of table t; what has no time at all is left out.
func timeConds(w *where, t string, f store.Filter) error {
	if f.Since != "" {
		at := first(f.Since)
		if at == "" {
			return factum.Errorf(factum.Invalid, "%q is not a date", f.Since).WithHint("Write 2022, 2022-04, 2022-04-05 or 2022-04-05T10:00:00Z.")
		}
		w.add("("+t+".t_to >= ? OR "+t+".t_to = '' AND "+t+".t_from <> '')", at)
	}
	if f.Until != "" {
		at := last(f.Until)
		if at == "" {
			return factum.Errorf(factum.Invalid, "%q is not a date", f.Until).WithHint("Write 2022, 2022-04, 2022-04-05 or 2022-04-05T10:00:00Z.")
		}
		w.add("("+t+".t_from <> '' AND "+t+".t_from <= ? OR "+t+".t_from = '' AND "+t+".t_to <> '')", at)
	}
	return nil
}

// sourceConds takes a source by id, domain or outlet.
func sourceConds(w *where, t string, f store.Filter) {
	if f.Source == "" {
		return
	}
	id := factum.SourceID(f.Source)
	if !strings.HasPrefix(f.Source, "src_") {
		id = factum.NewSourceID(f.Source, "")
	}
	w.add("("+t+".source = ? OR "+t+".source IN (SELECT id FROM sources WHERE name = ?))", string(id), f.Source)
}

// list runs a query whose first column is the key that pages go on from, and gives one more row than asked to see whether there is more.
func list[T any](ctx context.Context, q *sql.DB, f store.Filter, query string, args []any, scan func(scan func(...any) error) (T, string, error)) (store.Page[T], error) {
	p := store.Page[T]{Items: []T{}}
	if f.Limit > 0 {
		query += " LIMIT ?"
		args = append(args, f.Limit+1)
	}
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return p, failed("ask the index", err)
	}
	defer rows.Close()
	next := ""
	for rows.Next() {
		item, key, err := scan(rows.Scan)
		if err != nil {
			return p, failed("read the index", err)
		}
		if f.Limit > 0 && len(p.Items) == f.Limit {
			p.Next = next
			break
		}
		p.Items, next = append(p.Items, item), key
	}
	return p, failed("read the index", rows.Err())
}

// after turns Filter.After into the number of the row that the page before ended with, by the query given; -1 to begin.
func (db *DB) after(ctx context.Context, f store.Filter, query string) (int64, error) {
	if f.After == "" {
		return -1, nil
	}
	var n int64
	err := db.r.QueryRowContext(ctx, query, f.After).Scan(&n)
	if err == sql.ErrNoRows {
		return 0, factum.Errorf(factum.Invalid, "there is nothing called %q to go on after", f.After)
	}
	return n, failed("ask the index", err)
}

// afterAct is the act after which a list by acts goes on, -1 from the start.
func afterAct(f store.Filter) (int64, error) {
	if f.After == "" {
		return -1, nil
	}
	n, err := factum.ParseActIndex(f.After)
	return int64(n), err
}
