package sqlite

import (
	"context"

	"factum"
)

// LogActs are the acts that concern the log itself, rekeyed and stamped ones, ascending, among the first upTo acts.
func (db *DB) LogActs(ctx context.Context) (rekeyed, stamped []factum.ActIndex, upTo factum.ActIndex, err error) {
	if upTo, err = db.Cursor(ctx); err != nil {
		return nil, nil, 0, err
	}
	// The condition is that of the index acts_log, word for word: so SQLite uses it, however many acts there are.
	rows, err := db.r.QueryContext(ctx, "SELECT n, kind FROM acts WHERE kind IN ('rekeyed', 'stamped') ORDER BY n")
	if err != nil {
		return nil, nil, 0, failed("list the acts of the log", err)
	}
	defer rows.Close()
	for rows.Next() {
		var n factum.ActIndex
		var kind string
		if err := rows.Scan(&n, &kind); err != nil {
			return nil, nil, 0, failed("list the acts of the log", err)
		}
		if kind == string(factum.Rekeyed) {
			rekeyed = append(rekeyed, n)
		} else {
			stamped = append(stamped, n)
		}
	}
	return rekeyed, stamped, upTo, failed("list the acts of the log", rows.Err())
}
