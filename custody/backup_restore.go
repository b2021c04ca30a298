package custody

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"factum"
)

// RestorePlace makes the directory in which a record is restored before it gets the name to, which must be absent or empty.
func RestorePlace(to string) (part string, err error) {
	if es, err := os.ReadDir(to); err == nil && len(es) > 0 {
		if _, err := os.Stat(filepath.Join(to, fileConfig)); err == nil {
			return "", factum.Errorf(factum.Conflict, "%s holds a record already", to).WithHint("A backup is never restored over a record. Choose a new directory.")
		}
		return "", factum.Errorf(factum.Conflict, "%s is not empty", to).WithHint("Choose a new directory.")
	} else if err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", ioError("read "+to, err)
	}
	part = filepath.Clean(to) + partSuffix
	if es, err := os.ReadDir(part); err == nil && len(es) > 0 {
		return "", factum.Errorf(factum.Conflict, "%s is left from a restore or backup that broke off", part).WithHint("Nothing counts in it that is not in the backup. Remove it and run the command again.")
	}
	if err := os.MkdirAll(part, 0o700); err != nil {
		return "", ioError("make "+part, err)
	}
	return part, nil
}

// RestoreDone gives a restored record its name.
func RestoreDone(part, to string) error {
	err := os.Rename(part, to)
	if err == nil {
		err = Disk{}.SyncDir(filepath.Dir(filepath.Clean(to)))
	}
	return ioError("make "+to, err)
}

// CopyBackup copies a backup that lies in a directory into the directory part, which RestorePlace made.
func CopyBackup(ctx context.Context, from, part string, o BackupOptions) (BackedUp, error) {
	if err := plainFiles(from); err != nil {
		return BackedUp{}, err
	}
	return backup(ctx, from, o, &dirCopier{to: part, fresh: true, dirty: map[string]bool{}})
}

// plainFiles refuses a backup with anything under a name of the record that is no plain file: it may come from others, and what it links to is not
// its own.
func plainFiles(from string) error {
	for _, top := range append([]string{fileConfig}, directories...) {
		err := filepath.WalkDir(filepath.Join(from, top), func(path string, e fs.DirEntry, err error) error {
			if errors.Is(err, os.ErrNotExist) {
				return nil
			}
			if err != nil {
				return ioError("read "+path, err)
			}
			if !e.IsDir() && !e.Type().IsRegular() {
				return factum.Errorf(factum.Integrity, "%s is no plain file: no backup has that", path).WithHint("Nothing was touched. Whoever made this did not make it with \"factum backup\".")
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
