package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"factum"
	"factum/store"
)

// Config is what an index needs.
type Config struct {
	// RecordID binds the file to its record: a file of another record is not opened to be read, and made again to be written.
	RecordID string
	// Weigher makes facts; nil makes none.
	Weigher store.Weigher
	// Versions names what rows are made with beside the acts, such as the weigher's version. A file made with others is made again
	// when it is opened to be written; a reader takes it as it is.
	Versions string
	// Sources is what is generally known of who publishes under a domain, or under a name where there is none; nil: nothing of anybody.
	// What people say of a source goes before it.
	Sources func(domain, name string) store.Source
	// ReadOnly opens without ever writing, also on a read-only directory.
	ReadOnly bool
}

// DB is a store.Index.
type DB struct {
	cfg      Config
	path     string
	w, r     *sql.DB // w is nil when reading only
	postpone bool
}

// Open opens the index at path and, when writing, makes it if need be. A file of another version of the schema is made again from
// nothing; its cursor is then 0, and what applies acts has to start there.
func Open(ctx context.Context, path string, cfg Config) (*DB, error) {
	db := &DB{cfg: cfg, path: path}
	if cfg.ReadOnly {
		return db, db.openReading(ctx)
	}
	for again := false; ; again = true {
		fits, err := db.openWriting(ctx)
		if err == nil && fits {
			break
		}
		db.Close()
		if err != nil || again {
			return nil, failed("open "+path, err)
		}
		if err := Remove(path); err != nil {
			return nil, err
		}
	}
	r, err := sql.Open("sqlite", source(path, "mode=ro", "_pragma=busy_timeout(10000)"))
	if err != nil {
		db.Close()
		return nil, failed("open "+path, err)
	}
	r.SetMaxOpenConns(8)
	db.r = r
	err = db.Settle(ctx)
	if err == nil {
		err = db.scrubOnOpen(ctx)
	}
	if err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// openWriting reports whether the file is of this schema and record; a new one is made so.
func (db *DB) openWriting(ctx context.Context) (bool, error) {
	w, err := sql.Open("sqlite", source(db.path, "_txlock=immediate", "_pragma=busy_timeout(10000)",
		"_pragma=journal_mode(WAL)", "_pragma=synchronous(NORMAL)", "_pragma=wal_autocheckpoint(4000)", "_pragma=cache_size(-32768)", "_pragma=temp_store(MEMORY)"))
	if err != nil {
		return false, err
	}
	w.SetMaxOpenConns(1)
	db.w = w
	var version int
	if err := w.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return false, err
	}
	if version != 0 {
		id, err := meta(ctx, w, "record")
		if err != nil {
			return false, err
		}
		with, err := meta(ctx, w, "versions")
		return version == schemaVersion && id == db.cfg.RecordID && with == db.cfg.Versions, err
	}
	tx, err := w.BeginTx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, schema); err != nil {
		return false, err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO meta VALUES('record', ?), ('versions', ?)", db.cfg.RecordID, db.cfg.Versions); err != nil {
		return false, err
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", schemaVersion)); err != nil {
		return false, err
	}
	return true, tx.Commit()
}

// meta reads a value that the file keeps of itself, "" when it has none.
func meta(ctx context.Context, q *sql.DB, name string) (string, error) {
	var v string
	err := q.QueryRowContext(ctx, "SELECT value FROM meta WHERE name = ?", name).Scan(&v)
	if err == sql.ErrNoRows || err != nil && strings.Contains(err.Error(), "no such table") {
		return "", nil
	}
	return v, err
}

// MadeWith is what the index says of the versions it was made with, see Config.Versions.
func (db *DB) MadeWith(ctx context.Context) (string, error) { return meta(ctx, db.r, "versions") }

// openReading tries to read beside a writer first; on a read-only directory that needs files which cannot be made, so the file is then
// taken as it is.
func (db *DB) openReading(ctx context.Context) error {
	if _, err := os.Stat(db.path); err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return factum.Errorf(factum.Missing, "%s is missing", db.path).WithHint("Make it again with \"factum rebuild\".")
		}
		return failed("open "+db.path, err)
	}
	var err error
	for _, mode := range []string{"mode=ro", "immutable=1"} {
		if db.r, err = sql.Open("sqlite", source(db.path, mode, "_pragma=busy_timeout(10000)")); err != nil {
			continue
		}
		db.r.SetMaxOpenConns(8)
		var version int
		if err = db.r.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err == nil {
			var id string
			if id, err = meta(ctx, db.r, "record"); err == nil && (version != schemaVersion || id != db.cfg.RecordID) {
				err = factum.Errorf(factum.Conflict, "%s was made by another version or of another record", db.path).WithHint(
					"Make it again with \"factum rebuild\".")
				break
			}
		}
		if err == nil {
			return nil
		}
		db.r.Close()
	}
	db.Close()
	return failed("open "+db.path, err)
}

func source(path string, params ...string) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + strings.Join(params, "&")
}

// Remove removes an index and what SQLite keeps beside it. It can always be made again.
func Remove(path string) error {
	for _, end := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.Remove(path + end); err != nil && !errors.Is(err, os.ErrNotExist) {
			return failed("remove "+path+end, err)
		}
	}
	return nil
}

// Close implements store.Index.
func (db *DB) Close() error {
	var errs []error
	if db.r != nil {
		errs = append(errs, db.r.Close())
	}
	if db.w != nil {
		errs = append(errs, db.w.Close())
	}
	db.r, db.w = nil, nil
	return errors.Join(errs...)
}

// Cursor implements store.Index.
func (db *DB) Cursor(ctx context.Context) (factum.ActIndex, error) {
	var s string
	if err := db.r.QueryRowContext(ctx, "SELECT value FROM meta WHERE name = 'cursor'").Scan(&s); err != nil {
		return 0, failed("read the cursor", err)
	}
	n, err := strconv.ParseInt(s, 10, 64)
	return factum.ActIndex(n), err
}

// Postpone implements store.Index.
func (db *DB) Postpone(on bool) { db.postpone = on }

// failed gives an error of SQLite its kind.
func failed(doing string, err error) error {
	if err == nil {
		return nil
	}
	var known *factum.Error
	if errors.As(err, &known) {
		return err
	}
	var e *sqlite.Error
	if errors.As(err, &e) {
		switch e.Code() & 0xff {
		case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
			return factum.Errorf(factum.Integrity, "%s: the database is damaged: %w", doing, err).WithHint(
				"Nothing is lost: it only repeats what the acts say. Make it again with \"factum rebuild\".")
		case sqlite3.SQLITE_FULL:
			return factum.Errorf(factum.Transient, "%s: the disk is full: %w", doing, err).WithHint(
				"Free some space and run the command again; the acts are safe, the database catches up.")
		case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
			return factum.Errorf(factum.ReadOnly, "%s: %w", doing, err)
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
			return factum.Errorf(factum.Busy, "%s: another program uses the database: %w", doing, err)
		}
	}
	return fmt.Errorf("%s: %w", doing, err)
}

var _ store.Index = (*DB)(nil)
