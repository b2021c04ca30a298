package sqlite

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"factum"
	"factum/store"
)

// inMemory is up to how many bytes of database are rewritten in memory.
const inMemory = 256 << 20

// Scrub implements store.Index: full text is merged, which drops the words of deleted rows; the file is written anew without free
// pages; and the journal, which still has the old pages, is emptied. Each can be done again. It costs about what reading and writing the file
// twice does.
func (db *DB) Scrub(ctx context.Context) error {
	if db.w == nil {
		return factum.Errorf(factum.ReadOnly, "%s is open for reading only", db.path)
	}
	var due bool
	var bytes int64
	if err := db.w.QueryRowContext(ctx, "SELECT EXISTS(SELECT 1 FROM scrub), page_count * page_size FROM pragma_page_count, pragma_page_size").Scan(&due, &bytes); err != nil {
		return failed("look what is to be scrubbed", err)
	}
	if !due {
		return nil
	}
	if err := db.Settle(ctx); err != nil { // facts quote claims
		return err
	}
	temp := "PRAGMA temp_store = MEMORY"
	if bytes > inMemory {
		temp = "PRAGMA temp_store = FILE"
	}
	for _, q := range []string{temp,
		"INSERT INTO document_text(document_text) VALUES('optimize')",
		"INSERT INTO claim_text(claim_text) VALUES('optimize')",
		"VACUUM",
		"PRAGMA temp_store = MEMORY"} {
		if _, err := db.w.ExecContext(ctx, q); err != nil {
			return failed("scrub the database", err)
		}
	}
	if err := db.emptyJournal(ctx); err != nil {
		return err
	}
	_, err := db.w.ExecContext(ctx, "DELETE FROM scrub")
	return failed("scrub the database", err)
}

// emptyJournal writes the journal's pages into the file and cuts it to nothing.
func (db *DB) emptyJournal(ctx context.Context) error {
	var busy, pages, written int
	if err := db.w.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &written); err != nil {
		return failed("empty the journal", err)
	}
	if busy != 0 {
		return factum.Errorf(factum.Busy, "another program reads the database, so its journal still has pages of what was erased").WithHint(
			"End that program. The next command that writes empties the journal.")
	}
	return nil
}

// scrubOnOpen does what a session that broke off left. Where somebody reads, it stays due.
func (db *DB) scrubOnOpen(ctx context.Context) error {
	err := db.Scrub(ctx)
	if factum.KindOf(err) == factum.Busy {
		return nil
	}
	return err
}

// erasedAs selects the latest erasure of an item as JSON, null when there is none.
func erasedAs(item string) string {
	return "(SELECT r.json FROM erased x JOIN erasures r ON r.act = x.act WHERE x.item = " + item + " ORDER BY x.act DESC LIMIT 1)"
}

// Erasure implements store.Index.
func (db *DB) Erasure(ctx context.Context, item string) (*store.Erased, error) {
	var s *string
	if err := db.r.QueryRowContext(ctx, "SELECT "+erasedAs("?"), item).Scan(&s); err != nil {
		return nil, failed("look for an erasure", err)
	}
	return parseErased(s)
}

func parseErased(s *string) (*store.Erased, error) {
	if s == nil {
		return nil, nil
	}
	var e store.Erased
	if err := json.Unmarshal([]byte(*s), &e); err != nil {
		return nil, failed("read an erasure", err)
	}
	return &e, nil
}

// ActsAbout lists the acts about captures that were not erased, ascending.
func (db *DB) ActsAbout(ctx context.Context, captures []factum.Digest) (map[factum.Digest][]factum.ActIndex, error) {
	out := map[factum.Digest][]factum.ActIndex{}
	for part := range slices.Chunk(captures, 500) { // each goes through all acts once
		args := make([]any, len(part))
		for i, d := range part {
			args[i] = d.String()
		}
		_, err := list(ctx, db.r, store.Filter{}, "SELECT n, subject FROM acts WHERE erased = 0 AND subject IN (?"+strings.Repeat(", ?", len(part)-1)+") ORDER BY n", args,
			func(scan func(...any) error) (x struct{}, key string, err error) {
				var n int64
				var subject string
				if err = scan(&n, &subject); err != nil {
					return x, "", err
				}
				d, err := factum.ParseDigest(subject)
				out[d] = append(out[d], factum.ActIndex(n))
				return x, "", err
			})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// AnyErased reports whether anything was ever erased.
func (db *DB) AnyErased(ctx context.Context) (any bool, err error) {
	err = db.r.QueryRowContext(ctx, "SELECT EXISTS(SELECT 1 FROM erasures)").Scan(&any)
	return any, failed("look for erasures", err)
}
