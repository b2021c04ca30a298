package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"

	"factum"
	"factum/store"
)

// Lookup implements store.Index and custody.Keys.
func (db *DB) Lookup(ctx context.Context, keys []string) (map[string]factum.ActIndex, error) {
	out := map[string]factum.ActIndex{}
	for len(keys) > 0 {
		part := keys[:min(len(keys), 500)]
		keys = keys[len(part):]
		byHash := map[string]string{}
		args := make([]any, len(part))
		for i, k := range part {
			h := sha256.Sum256([]byte(k))
			byHash[string(h[:])], args[i] = k, h[:]
		}
		rows, err := db.r.QueryContext(ctx, "SELECT key, act FROM keys WHERE key IN (?"+strings.Repeat(",?", len(part)-1)+")", args...)
		if err != nil {
			return nil, failed("look up keys", err)
		}
		for rows.Next() {
			var h []byte
			var act factum.ActIndex
			if err := rows.Scan(&h, &act); err != nil {
				rows.Close()
				return nil, failed("look up keys", err)
			}
			out[byHash[string(h)]] = act
		}
		if err := rows.Close(); err != nil {
			return nil, failed("look up keys", err)
		}
	}
	return out, nil
}

// Locate implements store.Index and serves custody.Config.Locate.
func (db *DB) Locate(ctx context.Context, d factum.Digest) (segment int, offset, size int64, ok bool, err error) {
	err = db.r.QueryRowContext(ctx, "SELECT segment, offset, size FROM derived WHERE digest = ?", d.String()).Scan(&segment, &offset, &size)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, 0, 0, false, nil
	}
	return segment, offset, size, err == nil, failed("locate a derived item", err)
}

// Dump implements store.Index. What Settle would still do is not done first.
func (db *DB) Dump(ctx context.Context) iter.Seq2[store.Row, error] {
	return func(yield func(store.Row, error) bool) {
		for _, t := range tables {
			if !db.dumpTable(ctx, t.name, t.key, yield) {
				return
			}
		}
	}
}

func (db *DB) dumpTable(ctx context.Context, table, key string, yield func(store.Row, error) bool) bool {
	rows, err := db.r.QueryContext(ctx, "SELECT * FROM "+table+" ORDER BY "+key)
	if err != nil {
		return yield(store.Row{Table: table}, failed("read "+table, err))
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return yield(store.Row{Table: table}, failed("read "+table, err))
	}
	keys := strings.Split(key, ",")
	values, dest := make([]any, len(names)), make([]any, len(names))
	for i := range values {
		dest[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return yield(store.Row{Table: table}, failed("read "+table, err))
		}
		var name []string
		for i, v := range values {
			if b, ok := v.([]byte); ok {
				values[i] = fmt.Sprintf("%x", b)
			}
			for _, k := range keys {
				if names[i] == k {
					name = append(name, fmt.Sprint(values[i]))
				}
			}
		}
		b, err := json.Marshal(values)
		if err != nil {
			return yield(store.Row{Table: table}, err)
		}
		if !yield(store.Row{Table: table, Key: strings.Join(name, "/"), Value: factum.DigestOf(b)}, nil) {
			return false
		}
	}
	if err := rows.Err(); err != nil {
		return yield(store.Row{Table: table}, failed("read "+table, err))
	}
	return true
}

// CheckText implements store.Index: FTS5's own check of the index against the terms. It needs the file open for writing, and writes nothing.
func (db *DB) CheckText(ctx context.Context) error {
	if db.w == nil {
		return factum.Errorf(factum.ReadOnly, "the full text can only be checked where the database can be written")
	}
	for _, t := range []string{"document_text", "claim_text"} {
		if _, err := db.w.ExecContext(ctx, "INSERT INTO "+t+"("+t+", rank) VALUES('integrity-check', 1)"); err != nil {
			return factum.Errorf(factum.Integrity, "%s does not fit what it was made of: %w", t, err).WithHint("Make the database again with \"factum rebuild\".")
		}
	}
	return nil
}

// Counts implements store.Index.
func (db *DB) Counts(ctx context.Context) (store.Counts, error) {
	var c store.Counts
	err := db.r.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM acts), (SELECT count(*) FROM captures),
		(SELECT count(*) FROM documents WHERE current = 1), (SELECT count(*) FROM claims WHERE superseded = 0),
		(SELECT count(*) FROM claims WHERE superseded = 1), (SELECT count(*) FROM facts), (SELECT count(*) FROM lines),
		(SELECT count(*) FROM statements s JOIN claims c ON c.n = s.claim WHERE c.superseded = 0), (SELECT count(*) FROM sources), (SELECT count(*) FROM gaps)`).
		Scan(&c.Acts, &c.Captures, &c.Documents, &c.Claims, &c.Superseded, &c.Facts, &c.Lines, &c.Statements, &c.Sources, &c.Gaps)
	return c, failed("count", err)
}
