package record

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sys/unix"

	"factum"
	"factum/custody"
	"factum/store"
	"factum/store/blobfs"
	"factum/store/sqlite"
)

// verifyIndex replays all acts into a second database and compares it with a copy of the record's own, table by table in key order. The copy is
// first brought up to date, as the next command would do it: an index that lags is no damage, and must not hide any.
func verifyIndex(ctx context.Context, c Config, tell func(Checked)) error {
	id, err := custody.ReadIdentity(c.Dir)
	if err != nil {
		return err
	}
	say := func(item, status, why string) {
		tell(Checked{Item: item, File: databaseName, OK: status == custody.OK || status == custody.NotInLog || status == custody.NotCheckable, Status: status, Why: why})
	}
	path := filepath.Join(c.Dir, databaseName)
	if !exists(path) {
		say(databaseName, custody.MissingItem, "'factum rebuild' makes it again; nothing is lost")
		return nil
	}
	mine, err := sqlite.Open(ctx, path, indexConfig(id, true))
	if err != nil {
		say(databaseName, custody.Changed, err.Error())
		return nil
	}
	defer mine.Close()
	with, err := mine.MadeWith(ctx)
	other := err == nil && with != indexConfig(id, true).Versions
	before, err := standing(ctx, mine)
	if err != nil {
		say(databaseName, custody.Changed, err.Error())
		return nil
	}
	// The ledger is opened after that: while another program writes, it can only be ahead.
	led, err := custody.OpenReader(c.Dir, c.custody(nil, blobfs.In(c.Dir)))
	if err != nil {
		return err
	}
	defer led.Close(ctx)
	tmp, err := os.MkdirTemp("", "factum-verify-*")
	if err != nil {
		return factum.Errorf(factum.Other, "a place for the second database: %w", err)
	}
	defer os.RemoveAll(tmp)
	second := filepath.Join(tmp, databaseName)
	if err := replay(ctx, second, led, nil); err != nil {
		return err
	}
	want, err := sqlite.Open(ctx, second, indexConfig(id, true))
	if err != nil {
		return err
	}
	defer want.Close()
	var found []Checked
	failed := false
	note := func(item, status, why string) {
		found = append(found, Checked{Item: item, Status: status, Why: why})
		failed = failed || status != custody.OK && status != custody.NotCheckable
	}
	if other { // weighing and terms are another version's; the rest has to be what the acts make it
		if before.cursor == led.Size() {
			err = compare(sameInAll(mine.Dump(ctx)), sameInAll(want.Dump(ctx)), note)
		}
	} else {
		err = compareCopy(ctx, path, filepath.Join(tmp, "copy.db"), led, want, note)
	}
	if err != nil {
		return err
	}
	now, err := standing(ctx, mine)
	switch {
	case failed && (beingWritten(c.Dir) || err != nil || now != before):
		say(databaseName, custody.NotCheckable, "another program writes to it; check it again when that is done")
		return nil
	case other:
		say(databaseName, custody.NotCheckable, "it was made with "+cmp.Or(with, "versions that it does not name")+"; the next command makes it again")
	case before.cursor < led.Size():
		say(databaseName, custody.NotInLog, fmt.Sprintf("it lags %d acts behind; the next command brings it up to date", led.Size()-before.cursor))
	case !before.settled:
		say(databaseName, custody.NotInLog, "claims are still to be weighed; the next command does it")
	}
	for _, x := range found {
		say(x.Item, x.Status, x.Why)
	}
	return nil
}

// sameInAll leaves only the tables whose rows do not depend on the versions of weigher and terms.
func sameInAll(rows iter.Seq2[store.Row, error]) iter.Seq2[store.Row, error] {
	tables := []string{"acts", "keys", "captures", "obtainings", "derived", "gaps", "findings", "persons", "erasures", "erased"}
	return func(yield func(store.Row, error) bool) {
		for r, err := range rows {
			if (err != nil || slices.Contains(tables, r.Table)) && !yield(r, err) {
				return
			}
		}
	}
}

// compareCopy compares a copy of the index, brought up to date, with what it should be. The error is for what kept it from comparing.
func compareCopy(ctx context.Context, path, to string, led *custody.Ledger, want *sqlite.DB, note func(item, status, why string)) error {
	for _, end := range []string{"", "-wal"} {
		if err := copyFile(path+end, to+end); err != nil && (end == "" || !errors.Is(err, os.ErrNotExist)) {
			return factum.Errorf(factum.Other, "a copy of the database: %w", err)
		}
	}
	db, err := sqlite.Open(ctx, to, indexConfig(led.Identity(), false))
	if err == nil {
		defer db.Close()
		err = catchUp(ctx, db, led, nil)
	}
	if err == nil {
		err = db.Settle(ctx)
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		note(databaseName, custody.Changed, err.Error())
		return nil
	}
	wrong := map[string]bool{}
	if err := compare(db.Dump(ctx), want.Dump(ctx), func(item, status, why string) {
		if table, _, _ := strings.Cut(item, " "); status != custody.OK {
			wrong[table] = true
		}
		note(item, status, why)
	}); err != nil {
		return err
	}
	if wrong[databaseName] {
		return nil // a row does not even read
	}
	// SQLite checks pages and full text only where it may write: another reason for the copy.
	found, unjudged, err := db.CheckFile(ctx, want, wrong)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		note(databaseName, custody.Changed, err.Error())
		return nil
	}
	for _, p := range found {
		note(cmp.Or(p.Item, databaseName), custody.Changed, p.Why)
	}
	for _, name := range unjudged {
		note(name, custody.NotCheckable, "what it is made of does not hold")
	}
	if len(found)+len(unjudged) == 0 {
		note("full text", custody.OK, "")
	}
	return nil
}

// state is how far an index is: the acts it has applied, and whether all claims are weighed.
type state struct {
	cursor  factum.ActIndex
	settled bool
}

func standing(ctx context.Context, db *sqlite.DB) (s state, err error) {
	if s.cursor, err = db.Cursor(ctx); err == nil {
		s.settled, err = db.Settled(ctx)
	}
	return s, err
}

// beingWritten reports whether a writing session holds the record's lock.
func beingWritten(dir string) bool {
	f, err := os.Open(filepath.Join(dir, "lock"))
	if err != nil {
		return false
	}
	defer f.Close() // and with it the shared lock, should it be had
	return errors.Is(unix.Flock(int(f.Fd()), unix.LOCK_SH|unix.LOCK_NB), unix.EWOULDBLOCK)
}

func copyFile(from, to string) error {
	r, err := os.Open(from)
	if err != nil {
		return err
	}
	defer r.Close()
	w, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return errors.Join(err, w.Close())
}

// compare walks two dumps side by side and tells what one has and the other has not. Both come in the same order, so that few rows
// wait for their partner at a time, however large the tables. A row that can't be read ends it: the database is damaged.
func compare(mine, want iter.Seq2[store.Row, error], tell func(item, status, why string)) error {
	nextM, stopM := iter.Pull2(mine)
	defer stopM()
	nextW, stopW := iter.Pull2(want)
	defer stopW()
	type key struct{ table, key string }
	onlyM, onlyW := map[key]factum.Digest{}, map[key]factum.Digest{}
	held := map[string]int{}
	match := func(k key, m, w factum.Digest) {
		if m != w {
			tell(k.table+" "+k.key, custody.Changed, "it is not what the acts make it")
			return
		}
		held[k.table]++
	}
	for {
		m, merr, moreM := nextM()
		if moreM && merr != nil {
			tell(databaseName, custody.Changed, merr.Error())
			return nil
		}
		w, werr, moreW := nextW()
		if werr != nil {
			return werr
		}
		if !moreM && !moreW {
			break
		}
		if moreM {
			k := key{m.Table, m.Key}
			if v, ok := onlyW[k]; ok {
				delete(onlyW, k)
				match(k, m.Value, v)
			} else {
				onlyM[k] = m.Value
			}
		}
		if moreW {
			k := key{w.Table, w.Key}
			if v, ok := onlyM[k]; ok {
				delete(onlyM, k)
				match(k, v, w.Value)
			} else {
				onlyW[k] = w.Value
			}
		}
	}
	for _, x := range []struct {
		rows        map[key]factum.Digest
		status, why string
	}{{onlyM, custody.Added, "no act makes this row"}, {onlyW, custody.MissingItem, "the acts make this row and it is not there"}} {
		names := make([]string, 0, len(x.rows))
		for k := range x.rows {
			names = append(names, k.table+" "+k.key)
		}
		slices.Sort(names)
		for _, n := range names {
			tell(n, x.status, x.why)
		}
	}
	for _, t := range slices.Sorted(maps.Keys(held)) {
		tell("table "+t, custody.OK, "")
	}
	return nil
}
