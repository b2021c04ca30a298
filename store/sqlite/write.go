package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"

	"factum"
	"factum/store"
)

// shift is how many bits of a row's number the ordinal takes.
const shift = 20

// row is the number of the row that the ordinal-th thing of an act has.
func row(act factum.ActIndex, ordinal int) int64 { return int64(act)<<shift | int64(ordinal) }

// seal takes such a number apart.
func seal(n int64) factum.Seal {
	return factum.Seal{Act: factum.ActIndex(n >> shift), Ordinal: int(n & (1<<shift - 1))}
}

// writing is one transaction that writes rows. The first error stays and everything after it does nothing.
type writing struct {
	ctx     context.Context
	tx      *sql.Tx
	db      *DB
	items   store.Items
	stmts   map[string]*sql.Stmt
	said    map[string]*factum.Report         // of documents met, without their claims
	sources map[factum.SourceID]*store.Source // met
	waiting []change                          // of full text, for the end
	err     error

	unremarked bool // nobody has put a remark on record, see remarked
}

func (db *DB) begin(ctx context.Context, items store.Items) (*writing, error) {
	if db.w == nil {
		return nil, factum.Errorf(factum.ReadOnly, "%s is open for reading only", db.path)
	}
	tx, err := db.w.BeginTx(ctx, nil)
	if err != nil {
		return nil, failed("begin a transaction", err)
	}
	return &writing{ctx: ctx, tx: tx, db: db, items: items, stmts: map[string]*sql.Stmt{}}, nil
}

// stmt prepares a statement once a transaction.
func (w *writing) stmt(q string) *sql.Stmt {
	if s, ok := w.stmts[q]; ok || w.err != nil {
		return s
	}
	s, err := w.tx.PrepareContext(w.ctx, q)
	if err != nil {
		w.fail(err)
		return nil
	}
	w.stmts[q] = s
	return s
}

func (w *writing) fail(err error) {
	if w.err == nil && err != nil {
		w.err = err
	}
}

func (w *writing) exec(q string, args ...any) {
	s := w.stmt(q)
	if w.err != nil {
		return
	}
	_, err := s.ExecContext(w.ctx, args...)
	w.fail(err)
}

// later keeps a change of full text for the end of the transaction. Between other statements each would be written out by itself:
// SQLite makes FTS5 empty its buffer before every statement that may have to be undone.
func (w *writing) later(q string, args ...any) {
	w.waiting = append(w.waiting, change{q, args})
}

// change is a statement that waits.
type change struct {
	q    string
	args []any
}

// finish does what was left for later.
func (w *writing) finish() {
	for _, c := range w.waiting {
		w.exec(c.q, c.args...)
	}
	w.waiting = nil
}

// insert writes many rows of so many columns with few statements; values are the rows' columns one after another.
func (w *writing) insert(into string, columns int, values []any) {
	const most = 16 // rows a statement
	for len(values) > 0 {
		n := min(most, len(values)/columns)
		row := "(?" + strings.Repeat(", ?", columns-1) + ")"
		w.exec(into+" VALUES "+row+strings.Repeat(", "+row, n-1), values[:n*columns]...)
		values = values[n*columns:]
	}
}

// get reads one row into dest and reports whether there is one.
func (w *writing) get(q string, args []any, dest ...any) bool {
	s := w.stmt(q)
	if w.err != nil {
		return false
	}
	err := s.QueryRowContext(w.ctx, args...).Scan(dest...)
	if err == sql.ErrNoRows {
		return false
	}
	w.fail(err)
	return err == nil
}

// among asks about many numbers with few statements: q has "(?)" where they stand. The rows come by lots of the numbers, in the order of each.
func (w *writing) among(q string, of []int64, visit func(scan func(...any) error) error) {
	for len(of) > 0 {
		most := 64 // numbers a statement
		if len(of) <= 8 {
			most = 8
		}
		n := min(most, len(of))
		args := make([]any, most)
		for i := range args {
			args[i] = of[min(i, n-1)]
		}
		w.each(strings.Replace(q, "(?)", "(?"+strings.Repeat(", ?", most-1)+")", 1), args, visit)
		of = of[n:]
	}
}

// amongst is among for rows of one number.
func (w *writing) amongst(q string, of []int64, visit func(n int64)) {
	w.among(q, of, func(scan func(...any) error) error {
		var n int64
		err := scan(&n)
		visit(n)
		return err
	})
}

// each reads rows, calling visit with a function that scans the current one.
func (w *writing) each(q string, args []any, visit func(scan func(...any) error) error) {
	s := w.stmt(q)
	if w.err != nil {
		return
	}
	rows, err := s.QueryContext(w.ctx, args...)
	if err != nil {
		w.fail(err)
		return
	}
	defer rows.Close()
	for rows.Next() {
		if err := visit(rows.Scan); err != nil {
			w.fail(err)
			return
		}
	}
	w.fail(rows.Err())
}

// json is v as rows keep it.
func (w *writing) json(v any) string {
	b, err := json.Marshal(v)
	w.fail(err)
	return string(b)
}
