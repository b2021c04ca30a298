package record

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"factum"
	"factum/custody"
	"factum/store/blobfs"
	"factum/store/sqlite"
)

// Rebuild makes the index again from acts, openings, derived items and blobs, and puts it in the place of the old one once it is whole. It
// returns the number of acts. step is told how far it is; it may be nil.
func Rebuild(ctx context.Context, c Config, step func(done, of int)) (n int, err error) {
	id, err := c.identity()
	if err != nil {
		return 0, err
	}
	cfg := c.custody(nil, blobfs.In(c.Dir))
	cfg.Applied, _ = applied(ctx, c.Dir, id) // what it says of the log counts, as far as it reads
	cfg.Replaying = true
	led, err := custody.OpenWriter(ctx, c.Dir, cfg)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, led.Close(context.WithoutCancel(ctx))) }()
	path := filepath.Join(c.Dir, databaseName)
	fresh := filepath.Join(c.Dir, "tmp", databaseName)
	if err := sqlite.Remove(fresh); err != nil {
		return 0, err
	}
	if err := replay(ctx, fresh, led, step); err != nil {
		return 0, errors.Join(err, sqlite.Remove(fresh))
	}
	if err := sqlite.Remove(path); err != nil {
		return 0, err
	}
	disk := custody.Disk{}
	err = disk.SyncDir(c.Dir) // what SQLite kept beside the old one must not come back beside the new one
	if err == nil {           // A crash here leaves no database; the next command makes it again.
		err = os.Rename(fresh, path)
	}
	if err == nil {
		err = disk.SyncDir(c.Dir)
	}
	if err != nil {
		return 0, factum.Errorf(factum.Other, "putting the database in its place: %w", err)
	}
	return int(led.Size()), nil
}

// replay applies all acts to a new database at path.
func replay(ctx context.Context, path string, led *custody.Ledger, step func(done, of int)) error {
	db, err := sqlite.Open(ctx, path, indexConfig(led.Identity(), false))
	if err != nil {
		return err
	}
	return errors.Join(catchUp(ctx, db, led, step), db.Close())
}
