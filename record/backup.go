package record

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"factum"
	"factum/custody"
	"factum/store/blobfs"
)

// BackupOptions says what goes into a copy of a record, and who is told.
type BackupOptions struct {
	NoKeys bool                 // leave keys/ out
	Out    io.Writer            // where an archive named "-" goes
	Report func(Checked)        // each thing that is changed or missing in the record
	Step   func(done, of int64) // bytes; may be nil
}

// BackedUp says what a copy holds.
type BackedUp = custody.BackedUp

// IsArchive reports whether a backup of that name is a tar archive rather than a directory, and whether it is compressed.
func IsArchive(name string) (archive, zip bool) {
	n := strings.ToLower(name)
	zip = strings.HasSuffix(n, ".tar.gz") || strings.HasSuffix(n, ".tgz")
	return zip || strings.HasSuffix(n, ".tar") || name == "-", zip
}

// Backup copies a record while it is in use: to a directory, which may be an earlier backup of it, or into an archive. It takes no lock on the
// record and writes nothing in it. The database is left out: it is made again when the copy is restored.
func Backup(ctx context.Context, c Config, to string, o BackupOptions) (BackedUp, error) {
	co := custody.BackupOptions{NoKeys: o.NoKeys, Report: o.Report, Step: o.Step}
	if _, err := custody.ReadIdentity(c.Dir); err != nil && factum.KindOf(err) != factum.Integrity {
		return BackedUp{}, noRecord(c.Dir, err)
	}
	archive, zip := IsArchive(to)
	if to == "-" {
		return custody.BackupTar(ctx, c.Dir, o.Out, zip, co)
	}
	if at := realOf(to); within(real(c.Dir), at) {
		return BackedUp{}, factum.Errorf(factum.Invalid, "%s is the record itself or lies in it", to).
			WithHint("A backup belongs somewhere else, best on another disk.")
	}
	if archive {
		return custody.BackupFile(ctx, c.Dir, to, zip, co)
	}
	if fi, err := os.Stat(to); err == nil && !fi.IsDir() {
		return BackedUp{}, factum.Errorf(factum.Invalid, "%s is a file and no archive", to).
			WithHint("Name a directory, or a file that ends in .tar, .tar.gz or .tgz.")
	}
	return custody.BackupTo(ctx, c.Dir, to, co)
}

// realOf is a path without symbolic links, also when its last parts are not there yet.
func realOf(path string) string {
	if p, err := filepath.Abs(path); err == nil {
		path = p
	}
	if p, err := filepath.EvalSymlinks(path); err == nil {
		return p
	}
	dir, base := filepath.Split(filepath.Clean(path))
	if base == "" || filepath.Clean(dir) == filepath.Clean(path) {
		return path
	}
	return filepath.Join(realOf(dir), base)
}

// RestoreOptions says how a restored record is checked, and who is told.
type RestoreOptions struct {
	In          io.Reader           // where an archive named "-" comes from
	Checkpoints []Kept              // kept elsewhere: the restored log has to continue each
	Report      func(Checked) error // what verify finds
	Step        func(done, of int64)
	Acts        func(done, of int) // how far the database is
}

// Restored says what was restored.
type Restored struct {
	BackedUp
	Verified Verified
	Database error // why it could not be made, nil when it was
}

// Restore makes a record of a backup in the directory to, which has to be absent or empty, makes its database and verifies it. What does not
// hold is counted in Verified; the record is there all the same. On an error nothing is.
func Restore(ctx context.Context, from, to string, o RestoreOptions) (out Restored, err error) {
	if fi, err := os.Stat(from); from != "-" && err == nil && fi.IsDir() && (within(realOf(from), realOf(to)) || within(realOf(to), realOf(from))) {
		return out, factum.Errorf(factum.Invalid, "%s lies in the backup, or the backup in it", to).WithHint("Choose a new directory elsewhere.")
	}
	part, err := custody.RestorePlace(to)
	if err != nil {
		return out, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(part))
		}
	}()
	if out.BackedUp, err = unpack(ctx, from, part, o.In, o.Step); err != nil {
		return out, err
	}
	c := Config{Dir: part}
	if out.Database = index(ctx, c, o.Acts); ctx.Err() != nil {
		return out, ctx.Err()
	}
	if factum.KindOf(out.Database) == factum.Transient {
		return out, out.Database
	}
	if out.Verified, err = Verify(ctx, c, VerifyOptions{Checkpoints: o.Checkpoints}, o.Report); err != nil {
		return out, err
	}
	return out, custody.RestoreDone(part, to)
}

// unpack takes a backup, directory or archive, into part.
func unpack(ctx context.Context, from, part string, in io.Reader, step func(done, of int64)) (BackedUp, error) {
	if from != "-" {
		fi, err := os.Stat(from)
		if err != nil {
			return BackedUp{}, noBackup(from)
		}
		if fi.IsDir() {
			if _, err := custody.ReadIdentity(from); factum.KindOf(err) == factum.Missing {
				return BackedUp{}, noBackup(from)
			}
			done, err := custody.CopyBackup(ctx, from, part, custody.BackupOptions{Step: step, Wait: -1})
			return done, err
		}
		f, err := os.Open(from)
		if err != nil {
			return BackedUp{}, factum.Errorf(factum.Invalid, "%w", err)
		}
		defer f.Close()
		in = f
	}
	done, _, err := custody.Unpack(ctx, in, part, step)
	return done, err
}

// index makes the database of a record that has none, without a writing session: a record whose key was left out has one too.
func index(ctx context.Context, c Config, step func(done, of int)) error {
	led, err := custody.OpenReader(c.Dir, c.custody(nil, blobfs.In(c.Dir)))
	if err != nil {
		return err
	}
	return errors.Join(replay(ctx, filepath.Join(c.Dir, databaseName), led, step), led.Close(ctx))
}

// PutBack puts back into a record what is changed or missing there and whole in a backup; see custody.PutBack. It returns how much.
func PutBack(ctx context.Context, c Config, from string, in io.Reader, report func(Checked)) (n int, err error) {
	if fi, err := os.Stat(from); err == nil && fi.IsDir() {
		if within(real(c.Dir), realOf(from)) {
			return 0, factum.Errorf(factum.Invalid, "%s is the record itself or lies in it", from)
		}
		return custody.PutBack(ctx, c.Dir, from, report)
	}
	part, err := custody.RestorePlace(filepath.Clean(c.Dir) + ".backup")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(part)) }()
	if _, err := unpack(ctx, from, part, in, nil); err != nil {
		return 0, err
	}
	return custody.PutBack(ctx, c.Dir, part, report)
}

func noBackup(in string) error {
	return &factum.Error{Kind: factum.Missing, Msg: "there is no backup in " + in, Err: ErrNoRecord,
		Hint: "Name a directory or an archive that 'factum backup' made."}
}
