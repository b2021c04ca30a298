package cli_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	_ "modernc.org/sqlite"
)

// database is a record's database, opened to be damaged.
type database struct {
	t  *testing.T
	db *sql.DB
}

func (d database) do(query string, args ...any) {
	d.t.Helper()
	r, err := d.db.Exec(query, args...)
	if err != nil {
		d.t.Fatalf("%s: %v", query, err)
	}
	if n, err := r.RowsAffected(); err == nil && n == 0 && !strings.HasPrefix(query, "CREATE") && !strings.HasPrefix(query, "DROP") && !strings.Contains(query, "_text(") {
		d.t.Fatalf("%s: it changed nothing", query)
	}
}

// texts reads a column of texts.
func (d database) texts(query string, args ...any) (out []string) {
	d.t.Helper()
	rows, err := d.db.Query(query, args...)
	if err != nil {
		d.t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			d.t.Fatal(err)
		}
		out = append(out, s)
	}
	if err := rows.Err(); err != nil {
		d.t.Fatal(err)
	}
	return out
}

// column is one of a table.
type column struct {
	name, kind string
	key        bool
}

func (d database) columns(table string) (out []column) {
	d.t.Helper()
	rows, err := d.db.Query("SELECT name, type, pk FROM pragma_table_info(?)", table)
	if err != nil {
		d.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var c column
		var pk int
		if err := rows.Scan(&c.name, &c.kind, &pk); err != nil {
			d.t.Fatal(err)
		}
		c.key = pk > 0
		out = append(out, c)
	}
	return out
}

// damageDatabase changes the database of a record, wants what verify says of it, and puts it back as it was.
func damageDatabase(t *testing.T, dir string, harm func(d database), judge func(code int, named []found)) {
	t.Helper()
	path := filepath.Join(dir, "record/record.db")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		for _, end := range []string{"-wal", "-shm"} {
			_ = os.Remove(path + end)
		}
		if err := os.WriteFile(path, before, 0o644); err != nil {
			t.Fatal(err)
		}
	}()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	harm(database{t, db})
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	judge(verified(t, dir))
}

// wantTable wants exit code 3, and no item named but those of a table of the database.
func wantTable(t *testing.T, table string) func(int, []found) {
	return func(code int, named []found) {
		t.Helper()
		failed := 0
		for _, f := range named {
			if f.OK {
				continue
			}
			failed++
			if f.File != "record.db" || f.Item != table && !strings.HasPrefix(f.Item, table+" ") {
				t.Errorf("%s of %s is named, only %s was touched: %s", f.Item, f.File, table, f.Why)
			}
		}
		if code != 3 || failed == 0 {
			t.Errorf("exit code %d, nothing in %s is named: %+v", code, table, named)
		}
	}
}

// wantSaid wants the database to be named as something that the next command settles: no damage, and not passed over.
func wantSaid(t *testing.T) func(int, []found) {
	return func(code int, named []found) {
		t.Helper()
		if code != 0 || !slices.ContainsFunc(named, func(f found) bool {
			return f.File == "record.db" && (f.Status == "not-in-log" || f.Status == "not-checkable")
		}) {
			t.Errorf("exit code %d, %+v", code, named)
		}
	}
}

// TestDamagedTables walks every table that there is in a record's database, those of the full text too, and changes, adds and deletes a row: the
// table is named, and nothing else.
func TestDamagedTables(t *testing.T) {
	t.Parallel()
	dir, _ := filled(t)
	want(t, 0, dir, "--by", "anna", "by", "add", "boris", "--role", "analyst")
	var tables []string
	all := map[string][]column{}
	rows := map[string]int{}
	damageDatabase(t, dir, func(d database) {
		tables = d.texts("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")
		for _, n := range tables {
			all[n] = d.columns(n)
			var c int
			if err := d.db.QueryRow("SELECT count(*) FROM " + n).Scan(&c); err != nil {
				t.Fatal(err)
			}
			rows[n] = c
		}
	}, func(code int, named []found) {
		if code != 0 {
			t.Fatalf("looking at it damaged it: %+v", named)
		}
	})
	if len(tables) < 30 {
		t.Errorf("only %d tables: %v", len(tables), tables)
	}
	for _, table := range tables {
		named := table // the parts of full text are named by the whole
		for _, x := range []string{"document_text", "claim_text"} {
			if strings.HasPrefix(table, x+"_") {
				named = x
			}
		}
		said := wantTable
		switch table {
		case "meta":
			continue // below, row by row
		case "pending", "scrub":
			// Each row is something still to be done, by which no answer is false: the next command does it.
			said = func(t *testing.T, _ string) func(int, []found) { return wantSaid(t) }
			if table == "scrub" {
				said = func(t *testing.T, _ string) func(int, []found) {
					return func(code int, named []found) {
						if code != 0 {
							t.Errorf("exit code %d, %+v", code, named)
						}
					}
				}
			}
		}
		t.Run(table+"/added", func(t *testing.T) {
			damageDatabase(t, dir, func(d database) { d.add(table, all[table], rows[table] > 0) }, said(t, named))
		})
		if rows[table] == 0 {
			continue
		}
		t.Run(table+"/deleted", func(t *testing.T) {
			damageDatabase(t, dir, func(d database) { d.do("DELETE FROM " + table + " WHERE " + d.first(table, all[table])) }, said(t, named))
		})
		for i, c := range all[table] {
			if i > 1 && i < len(all[table])-1 {
				continue // the others are compared in the same way
			}
			if c.key && slices.ContainsFunc(all[table], func(c column) bool { return !c.key }) {
				continue
			}
			t.Run(table+"/changed/"+c.name, func(t *testing.T) {
				damageDatabase(t, dir, func(d database) {
					d.do("UPDATE " + table + " SET " + c.name + " = " + altered(table, c) + " WHERE " + d.first(table, all[table]))
				}, said(t, named))
			})
		}
	}
	clean(t, dir)
}

// first is a condition that the first row of a table meets, and no other.
func (d database) first(table string, cols []column) string {
	var keys []string
	for _, c := range cols {
		if c.key {
			keys = append(keys, c.name)
		}
	}
	k := strings.Join(keys, ", ")
	return "(" + k + ") = (SELECT " + k + " FROM " + table + " ORDER BY " + k + " LIMIT 1)"
}

// altered is another value for a column.
func altered(table string, c column) string {
	switch {
	case strings.HasSuffix(table, "_idx") && c.name == "pgno":
		return "pgno + 2" // the lowest bit is a flag
	case c.kind == "INTEGER":
		return c.name + " + 1"
	case c.kind == "BLOB" || c.kind == "": // of full text: one byte within
		return "substr(" + c.name + ", 1, length(" + c.name + ")/2) || x'7f' || substr(" + c.name + ", length(" + c.name + ")/2 + 2)"
	}
	return c.name + " || 'x'"
}

// add puts a row into a table: the last one again under another key, or any in an empty table.
func (d database) add(table string, cols []column, like bool) {
	var names, values []string
	for _, c := range cols {
		names = append(names, c.name)
		v := c.name
		switch {
		case like && c.kind == "INTEGER" && c.key, like && c.kind == "" && c.key && table != "document_text_config" && table != "claim_text_config":
			v = "(SELECT max(" + c.name + ") FROM " + table + ") + 1000000"
		case like && (c.key || c.name == "id"):
			v = c.name + " || 'zz'"
		case like:
		case c.kind == "INTEGER":
			v = "1"
		default:
			v = "'x'"
		}
		values = append(values, v)
	}
	query := "INSERT INTO " + table + "(" + strings.Join(names, ", ") + ") SELECT " + strings.Join(values, ", ")
	if like {
		query += " FROM " + table + " ORDER BY rowid DESC LIMIT 1"
		if !d.hasRowid(table) {
			query = strings.Replace(query, "ORDER BY rowid DESC ", "", 1)
		}
	}
	d.do(query)
}

func (d database) hasRowid(table string) bool {
	return len(d.texts("SELECT name FROM sqlite_master WHERE name = ? AND sql NOT LIKE '%WITHOUT ROWID%'", table)) == 1
}

// TestDamagedDatabase changes what is not a row of a table.
func TestDamagedDatabase(t *testing.T) {
	t.Parallel()
	dir, _ := filled(t)
	for _, x := range []struct {
		name, named, sql string
	}{
		{"an index dropped", "index captures_act", "DROP INDEX captures_act"},
		{"an index over another column", "index gaps_capture", "DROP INDEX gaps_capture; CREATE INDEX gaps_capture ON gaps(stage)"},
		{"a table added", "table more", "CREATE TABLE more(x)"},
		{"a trigger added", "trigger sly", "CREATE TRIGGER sly AFTER INSERT ON gaps BEGIN DELETE FROM gaps; END"},
		{"a text taken out of the full text", "document_text", "INSERT INTO document_text(document_text, rowid, title, text) SELECT 'delete', n, title, text FROM document_terms LIMIT 1"},
		{"a word put into the full text", "claim_text", "INSERT INTO claim_text(rowid, names, text) SELECT n, 'forged', '' FROM claim_terms LIMIT 1"},
		{"another ranking of the full text", "document_text", "INSERT INTO document_text(document_text, rank) VALUES('rank', 'bm25(0.0, 0.0)')"},
		{"the cursor put on", "record.db", "UPDATE meta SET value = value + 1 WHERE name = 'cursor'"},
		{"the cursor put back", "record.db", "UPDATE meta SET value = value - 1 WHERE name = 'cursor'"},
		{"the cursor gone", "record.db", "DELETE FROM meta WHERE name = 'cursor'"},
		{"another record's", "record.db", "UPDATE meta SET value = 'another' WHERE name = 'record'"},
		{"no record's", "record.db", "DELETE FROM meta WHERE name = 'record'"},
		{"a row about itself added", "meta", "INSERT INTO meta VALUES('more', '1')"},
		{"another schema", "record.db", "PRAGMA user_version = 77"},
	} {
		t.Run(x.name, func(t *testing.T) {
			damageDatabase(t, dir, func(d database) {
				if _, err := d.db.Exec(x.sql); err != nil {
					t.Fatal(err)
				}
			}, wantTable(t, x.named))
		})
	}
	for _, q := range []string{"UPDATE meta SET value = 'weigher 0' WHERE name = 'versions'", "DELETE FROM meta WHERE name = 'versions'"} {
		t.Run(q, func(t *testing.T) { damageDatabase(t, dir, func(d database) { d.do(q) }, wantSaid(t)) })
	}
	// Changing the versions as well does not hide another change.
	t.Run("a row, and the versions", func(t *testing.T) {
		damageDatabase(t, dir, func(d database) {
			d.do("UPDATE meta SET value = 'weigher 0' WHERE name = 'versions'")
			d.do("UPDATE captures SET media_type = 'x'")
		}, wantTable(t, "captures"))
	})
	path := filepath.Join(dir, "record/record.db")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	page := int(b[16])<<8 | int(b[17])
	for _, at := range []int{0, 18, 47, page, len(b) / page / 2 * page, len(b) - page} {
		t.Run(fmt.Sprintf("byte %d of %d", at, len(b)), func(t *testing.T) {
			change(t, path, func(b []byte) []byte { b[at] ^= 0x41; return b })
			code, named := verified(t, dir)
			if !slices.ContainsFunc(named, func(f found) bool { return !f.OK }) || code != 3 {
				t.Errorf("exit code %d, %+v", code, named)
			}
			for _, f := range named {
				if !f.OK && f.File != "record.db" {
					t.Errorf("%+v", f)
				}
			}
		})
	}
	clean(t, dir)
}
