package custody

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"

	"factum"
)

// BackupOptions says what goes into a copy of a record, and who is told.
type BackupOptions struct {
	// NoKeys leaves keys/ out: the copy reads and verifies, but nothing can be added to it.
	NoKeys bool
	// Report is told of each thing that is changed or missing in the record; it may be nil.
	Report func(Checked)
	// Step is told how many bytes are done, of how many; it may be nil. Calls do not overlap.
	Step func(done, of int64)
	// Wait is how long to wait for a checkpoint over what a writer has logged. 0: five seconds.
	Wait time.Duration

	copied func() // for tests: when all is copied and it is not yet looked whether it still counts
}

// BackedUp says what a copy holds.
type BackedUp struct {
	ID         string        // of the record
	Origin     string        // name of its log
	Size       int64         // acts
	Root       factum.Digest // of the log over them
	Checkpoint string        // newest signed checkpoint in the copy, "" when there is none
	Keys       int           // files of keys/
	Blobs      int           // files of blobs/
	Unnamed    int           // of these, named by no act: kept, not in the log
	Files      int           // all files
	Bytes      int64         // in them
	New        int           // files that had to be written, the others were there from an earlier backup
	NewBytes   int64         // in them
	Erased     int           // blobs and lines that erasures took out of an earlier backup
	Failed     int           // things that are changed or missing in the record
}

// copier is where a copy goes: a directory or an archive.
type copier interface {
	// copy takes everything that was planned. It may be called again with a later plan.
	copy(ctx context.Context, p *plan) error
	// finish makes of what was copied something that counts as a backup.
	finish(p *plan) error
}

// backupTries is how often a copy is begun again because of an erasure or a change of keys.
const backupTries = 5

// backup copies a record to c. It takes no lock on the record and writes nothing in it. What is copied is the record as of
// one size of its log: a writer beside it only adds to what lies beyond. Three things do change what is already there: an
// erasure, a change of keys, and a session that finishes what another left. So it looks afterwards whether an erasure or a
// change of keys came in between, and then begins again from a later size; nothing is called a backup before.
func backup(ctx context.Context, dir string, o BackupOptions, c copier) (BackedUp, error) {
	if o.Wait == 0 {
		o.Wait = 5 * time.Second
	}
	for try := 1; ; try++ {
		p, err := planSettled(ctx, dir, o)
		if err == nil {
			err = c.copy(ctx, p)
		}
		if err != nil {
			return BackedUp{}, err
		}
		if o.copied != nil {
			o.copied()
		}
		again, err := disturbed(dir, p.size)
		again = again || p.keysChanged()
		if err != nil {
			return BackedUp{}, err
		}
		if !again {
			if err = ctx.Err(); err == nil {
				err = c.finish(p)
			}
			p.tell()
			return p.done, err
		}
		if try == backupTries {
			return BackedUp{}, factum.Errorf(factum.Transient, "something was erased or the key was changed while the record was copied, %d times in a row", try).
				WithHint("Nothing was left that looks like a backup. Run the command again when that is done.")
		}
	}
}

// planSettled makes a plan. Damage beside a writer may be a line caught half written: then it looks again.
func planSettled(ctx context.Context, dir string, o BackupOptions) (*plan, error) {
	for try := 0; ; try++ {
		p, err := newPlan(ctx, dir, o)
		if err != nil || len(p.failed) == 0 || try == 3 || !beingWritten(dir) {
			return p, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(300 * time.Millisecond):
		}
	}
}

// disturbed reports whether an act from number size on erases something or changes the key.
func disturbed(dir string, size int64) (bool, error) {
	for seg, skip := int(size/factum.ActsPerSegment), size%factum.ActsPerSegment; ; seg, skip = seg+1, 0 {
		sc, err := openScanner(filepath.Join(dir, segmentName(dirActs, seg)))
		if errors.Is(err, os.ErrNotExist) || factum.KindOf(err) == factum.Missing {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		for n := int64(0); ; n++ {
			line, _, whole, err := sc.next()
			if err != nil || !whole {
				sc.close()
				if err != nil && err != io.EOF {
					return false, err
				}
				break
			}
			if n < skip {
				continue
			}
			var a struct {
				Act factum.ActKind `json:"act"`
			}
			if json.Unmarshal(line, &a) == nil && (a.Act == factum.Erased || a.Act == factum.Rekeyed) {
				sc.close()
				return true, nil
			}
		}
	}
}

// beingWritten reports whether a writing session holds the record's lock.
func beingWritten(dir string) bool {
	f, err := os.Open(filepath.Join(dir, fileLock))
	if err != nil {
		return false
	}
	defer f.Close() // and with it the shared lock, should it be had
	return errors.Is(unix.Flock(int(f.Fd()), unix.LOCK_SH|unix.LOCK_NB), unix.EWOULDBLOCK)
}
