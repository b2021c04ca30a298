package record

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"factum"
	"factum/custody"
	"factum/store"
	"factum/store/blobfs"
	"factum/store/sqlite"
)

// Checked is one thing that was checked.
type Checked = custody.Checked

// Holds is the status of what is exactly as it was sealed.
const Holds = custody.OK

// VerifyOptions say how thoroughly to look.
type VerifyOptions struct {
	Quick bool // leave out replaying the acts into a second database
}

// Verified sums up a verification.
type Verified struct {
	Checked, Failed int
	Checkpoint      string // the newest, as signed; "" when it does not read
}

// Verify checks a record: first everything on disk against the log, then, unless Quick, every row of the index against a replay of the acts into
// a temporary database outside the record. It writes nothing to the record. The error is for what kept it from checking; what does not
// hold is reported and counted.
func Verify(ctx context.Context, c Config, o VerifyOptions, report func(Checked) error) (Verified, error) {
	var out Verified
	var rerr error
	tell := func(x Checked) {
		if rerr == nil {
			rerr = report(x)
		}
	}
	sum, err := custody.Verify(ctx, c.Dir, custody.VerifyOptions{Workers: 2 * runtime.GOMAXPROCS(0)}, tell)
	out.Checked, out.Failed = sum.Checked, sum.Failed
	if err != nil {
		return out, noRecord(c.Dir, err)
	}
	if !o.Quick && sum.Failed == 0 {
		err = verifyIndex(ctx, c, func(x Checked) {
			out.Checked++
			if !x.OK {
				out.Failed++
			}
			tell(x)
		})
	} else if !o.Quick {
		tell(Checked{Item: databaseName, File: databaseName, OK: true, Status: custody.NotCheckable,
			Why: "the acts it follows from do not hold; check it again when they do"})
		out.Checked++
	}
	if led, lerr := custody.OpenReader(c.Dir, c.custody(nil, blobfs.In(c.Dir))); lerr == nil {
		if cp, cerr := led.Latest(); cerr == nil {
			out.Checkpoint = cp.Note
		}
		led.Close(ctx)
	}
	if err == nil {
		err = rerr
	}
	return out, err
}

// verifyIndex replays all acts into a second database and compares it with the record's own, table by table in key order.
func verifyIndex(ctx context.Context, c Config, tell func(Checked)) error {
	id, err := custody.ReadIdentity(c.Dir)
	if err != nil {
		return err
	}
	bad := func(item, status, why string) {
		tell(Checked{Item: item, File: databaseName, OK: status == custody.OK || status == custody.NotInLog || status == custody.NotCheckable, Status: status, Why: why})
	}
	path := filepath.Join(c.Dir, databaseName)
	if !exists(path) {
		bad(databaseName, custody.MissingItem, "'factum rebuild' makes it again; nothing is lost")
		return nil
	}
	mine, err := sqlite.Open(ctx, path, indexConfig(id, true))
	if err != nil {
		bad(databaseName, custody.Changed, err.Error())
		return nil
	}
	defer mine.Close()
	cursor, settled, err := standing(ctx, mine)
	if err != nil {
		bad(databaseName, custody.Changed, err.Error())
		return nil
	}
	// The ledger is opened after that: while another program writes, it can only be ahead.
	led, err := custody.OpenReader(c.Dir, c.custody(nil, blobfs.In(c.Dir)))
	if err != nil {
		return err
	}
	defer led.Close(ctx)
	if cursor < led.Size() {
		bad(databaseName, custody.NotInLog, fmt.Sprintf("it lags %d acts behind; the next command brings it up to date", led.Size()-cursor))
		return nil
	}
	if !settled {
		bad(databaseName, custody.NotInLog, "claims are still to be weighed; the next command does it")
		return nil
	}
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
	type found struct{ item, status, why string }
	var all []found
	if err := compare(mine.Dump(ctx), want.Dump(ctx), func(item, status, why string) { all = append(all, found{item, status, why}) }); err != nil {
		return err
	}
	// SQLite checks full text only where it may write: so a copy is checked.
	if err := checkText(ctx, path, filepath.Join(tmp, "copy.db"), id); err != nil {
		all = append(all, found{"full text", custody.Changed, err.Error()})
	} else {
		all = append(all, found{"full text", custody.OK, ""})
	}
	if now, still, err := standing(ctx, mine); err == nil && (now != cursor || !still) {
		bad(databaseName, custody.NotCheckable, "another program wrote to it meanwhile; check it again when that is done")
		return nil
	}
	for _, x := range all {
		bad(x.item, x.status, x.why)
	}
	return nil
}

// standing is how far an index is: the acts it has applied, and whether all claims are weighed.
func standing(ctx context.Context, db *sqlite.DB) (factum.ActIndex, bool, error) {
	n, err := db.Cursor(ctx)
	if err != nil {
		return 0, false, err
	}
	ok, err := db.Settled(ctx)
	return n, ok, err
}

func checkText(ctx context.Context, path, to string, id custody.Identity) error {
	for _, end := range []string{"", "-wal"} {
		if err := copyFile(path+end, to+end); err != nil && (end == "" || !errors.Is(err, os.ErrNotExist)) {
			return err
		}
	}
	db, err := sqlite.Open(ctx, to, indexConfig(id, false))
	if err != nil {
		return err
	}
	return errors.Join(db.CheckText(ctx), db.Close())
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

// proof makes the inclusion proof of an act under the newest checkpoint.
func (r *Record) proof(ctx context.Context, i factum.ActIndex) (Proof, error) {
	in, err := r.ledger.Inclusion(ctx, i)
	if err != nil {
		return Proof{}, err
	}
	e, err := r.ledger.Entry(i)
	if err != nil {
		return Proof{}, err
	}
	p := Proof{Act: i, Kind: e.Act.Kind, Entry: in.Entry, Leaf: b64(in.Leaf[:]), Checkpoint: in.Checkpoint.Note, Size: in.Checkpoint.Size, Root: b64(in.Checkpoint.Root[:])}
	for _, h := range in.Path {
		p.Inclusion = append(p.Inclusion, b64(h[:]))
	}
	return p, nil
}
