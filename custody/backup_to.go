package custody

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"factum"
)

// partSuffix marks what is not yet a whole backup, or not yet a whole restored record.
const partSuffix = ".part"

// BackupTo copies the record in dir to the directory to: a new one, an empty one, or an earlier backup of the same record, to which
// what is new is added. It takes no lock on the record and writes nothing in it.
//
// A new backup is made as to.part and renamed when it is whole and durable. An earlier one is brought up to date in the order in which a
// record itself is written: whenever that breaks off, what lies there is the earlier backup with an unfinished end, and the next
// run goes on. Erasures are carried out in it last. Nothing good in it is replaced by something damaged.
func BackupTo(ctx context.Context, dir, to string, o BackupOptions) (BackedUp, error) {
	at, fresh, lk, err := lockPlace(ctx, dir, to)
	if err != nil {
		return BackedUp{}, err
	}
	c := &dirCopier{to: at, fresh: fresh, dirty: map[string]bool{}}
	done, err := backup(ctx, dir, o, c)
	if err == nil && fresh {
		if err = os.Rename(at, to); err == nil {
			err = Disk{}.SyncDir(filepath.Dir(filepath.Clean(to)))
		}
		err = ioError("make "+to, err)
	}
	if e := lk.release(); err == nil {
		err = ioError("give back the lock", e)
	}
	if err != nil && fresh && c.began {
		hint := factum.HintOf(err)
		if errors.Is(err, context.Canceled) {
			return done, fmt.Errorf("%w; what was copied so far lies in %s, and the same command goes on from there", err, at)
		}
		err = factum.Errorf(factum.KindOf(err), "%w; what was copied so far lies in %s", err, at).WithHint("%s The same command goes on from there.", hint)
	}
	return done, err
}

// lockPlace says where to write, and keeps others from writing there. Who waited for another backup to the same place goes on from that one: it has been
// given its name meanwhile.
func lockPlace(ctx context.Context, dir, to string) (at string, fresh bool, lk *lock, err error) {
	for {
		if at, fresh, err = backupPlace(dir, to); err != nil {
			return "", false, nil, err
		}
		if lk, err = acquire(ctx, at, 2*time.Second, time.Now); err != nil {
			if factum.KindOf(err) == factum.Busy {
				err = factum.Errorf(factum.Busy, "%s: %w", at, err).WithHint("It is a backup that is being made, or somebody works in it. Try again later.")
			}
			return "", false, nil, err
		}
		if lk.of(at) {
			return at, fresh, lk, nil
		}
		if err := lk.release(); err != nil {
			return "", false, nil, ioError("give back the lock", err)
		}
	}
}

// backupPlace says where to write, and makes that directory. fresh: it still has to be renamed.
func backupPlace(dir, to string) (at string, fresh bool, err error) {
	id, idErr := ReadIdentity(dir)
	if idErr != nil && factum.KindOf(idErr) != factum.Integrity {
		return "", false, idErr
	}
	there, err := ReadIdentity(to)
	switch {
	case err == nil && idErr != nil:
		return "", false, factum.Errorf(factum.Integrity, "%w", idErr).WithHint("Nothing shows that %s is a backup of this record. Back up to a new place.", to)
	case err == nil && there.ID != id.ID:
		return "", false, factum.Errorf(factum.Conflict, "%s holds a backup of another record (%s)", to, there.ID).WithHint("Choose a new directory.")
	case err == nil:
		return to, false, nil
	case factum.KindOf(err) != factum.Missing:
		return "", false, factum.Errorf(factum.Conflict, "%s is no backup that can be brought up to date: %w", to, err).WithHint("Choose a new directory.")
	}
	if es, err := os.ReadDir(to); err == nil && len(es) > 0 {
		return "", false, factum.Errorf(factum.Conflict, "%s is not empty, and it holds no backup", to).WithHint("Choose a new directory, or an empty one.")
	} else if err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", false, ioError("read "+to, err)
	}
	at = filepath.Clean(to) + partSuffix
	begun, err := ReadIdentity(at)
	if es, rerr := os.ReadDir(at); rerr == nil && (err == nil && begun.ID != id.ID || err != nil && len(es) > 0 && !onlyLock(es)) {
		return "", false, factum.Errorf(factum.Conflict, "%s is left from something else", at).WithHint("Look at it and move it away.")
	}
	perm := os.FileMode(0o755)
	if fi, err := os.Stat(dir); err == nil {
		perm = fi.Mode().Perm() | 0o700
	}
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		return "", false, ioError("make "+filepath.Dir(at), err)
	}
	if err := os.Mkdir(at, perm); err != nil && !errors.Is(err, os.ErrExist) {
		return "", false, ioError("make "+at, err)
	}
	return at, true, nil
}

// onlyLock reports whether nothing but what a begun backup starts with lies in a directory.
func onlyLock(es []os.DirEntry) bool {
	return !slices.ContainsFunc(es, func(e os.DirEntry) bool {
		return e.Name() != fileLock && !slices.Contains(directories, e.Name())
	})
}
