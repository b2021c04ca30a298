package custody

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"

	"factum"
)

// The names within an archive. The record lies in a directory of its own, so that stock tools unpack it as one.
const (
	tarRecord = "record/"
	tarBegin  = "backup.json"     // first: what is to come
	tarEnd    = "backup-end.json" // last: what came
)

// archived is the content of backup.json: what the archive holds. Bytes is the sum over the files of the record.
type archived struct {
	V      int    `json:"v"` // 1
	ID     string `json:"id"`
	Origin string `json:"origin"`
	Size   int64  `json:"size"` // acts
	Files  int    `json:"files"`
	Bytes  int64  `json:"bytes"`
	Blobs  int    `json:"blobs"`
	Keys   int    `json:"keys"`
}

// archivedEnd is the content of backup-end.json. An archive without it is not whole. Files and Bytes may be less than backup.json said
// where something could not be read; Failed says what.
type archivedEnd struct {
	V      int       `json:"v"` // 1
	Files  int       `json:"files"`
	Bytes  int64     `json:"bytes"`
	Failed []Checked `json:"failed"`
}

// BackupTar copies the record in dir into a tar archive, compressed with gzip if zip is set, and writes it to w as it goes. The same
// record of the same size gives the same bytes. Something erased or a change of keys meanwhile is an error: what was written cannot be
// called back; it lacks its end and restores nowhere.
func BackupTar(ctx context.Context, dir string, w io.Writer, zip bool, o BackupOptions) (BackedUp, error) {
	return backup(ctx, dir, o, &tarCopier{out: w, zip: zip})
}

// BackupFile is BackupTar into a file, which must not be there yet. It is written as file.part, made durable and then renamed.
func BackupFile(ctx context.Context, dir, file string, zip bool, o BackupOptions) (done BackedUp, err error) {
	if _, err := os.Lstat(file); err == nil {
		return done, factum.Errorf(factum.Conflict, "%s is there already", file).WithHint("An archive is not brought up to date: choose a new name. A directory is.")
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return done, ioError("make "+filepath.Dir(file), err)
	}
	part := file + partSuffix
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		return done, ioError("make "+part, err)
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		f.Close()
		return done, factum.Errorf(factum.Busy, "%s is being written", part).WithHint("Try again when it is done.")
	}
	defer func() {
		if err != nil {
			os.Remove(part)
		}
		f.Close()
	}()
	reset := func() error {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		return f.Truncate(0)
	}
	if err := reset(); err != nil { // what an earlier run left
		return done, ioError("empty "+part, err)
	}
	done, err = backup(ctx, dir, o, &tarCopier{out: f, zip: zip, reset: reset})
	if err == nil {
		err = ioError("fsync "+part, f.Sync())
	}
	if err != nil {
		return done, err
	}
	if err := os.Link(part, file); err != nil { // unlike renaming, never over something
		if _, there := os.Lstat(file); there == nil {
			return done, factum.Errorf(factum.Conflict, "%s came to be meanwhile", file)
		}
		if err := os.Rename(part, file); err != nil {
			return done, ioError("make "+file, err)
		}
	} else if err := os.Remove(part); err != nil {
		return done, ioError("remove "+part, err)
	}
	return done, ioError("make "+file, Disk{}.SyncDir(filepath.Dir(file)))
}
