package custody

import (
	"errors"
	"os"
	"path/filepath"

	"factum"
)

// log puts the log back as a whole, where the record's own contradicts itself or has lost its state, from a backup that is exactly as long as
// the record: its checkpoint and state cover all act lines that there are, each of them fits, and no kept checkpoint covers more. An older
// one would make the log begin again in the middle, and is left alone.
func (r *repair) log(p *plan) error {
	if !p.raw && p.state != nil {
		return nil
	}
	theirs, err := newPlan(r.ctx, r.from, BackupOptions{Wait: -1, NoKeys: true})
	if err != nil || theirs.raw || theirs.state == nil || len(theirs.failed) > 0 {
		return nil // it is no better
	}
	x, err := measure(r.dir, dirActs)
	if err != nil || x.lines != theirs.size || x.torn > 0 {
		return nil
	}
	if cp, _, err := plainCheckpoint(theirs.checkpoint); err != nil || cp != theirs.size {
		return nil
	}
	if kept, err := keptSizes(r.dir); err != nil || len(kept) > 0 && kept[len(kept)-1] > theirs.size {
		return nil
	}
	acts := newSeries(r.dir, dirActs)
	defer acts.close()
	for i := range theirs.size {
		if line, err := acts.line(i); err != nil || factum.DigestOf(line) != theirs.scan.entries[i] {
			return nil
		}
	}
	if err := r.aside(dirLog); err != nil {
		return err
	}
	// A crash from here on leaves a log that is not whole; the next run sets that aside too and begins again.
	for _, d := range []string{dirLog, filepath.Join(dirLog, ".state")} {
		if err := os.Mkdir(filepath.Join(r.dir, d), 0o755); err != nil && !errors.Is(err, os.ErrExist) {
			return ioError("make "+d, err)
		}
		r.c.mark(filepath.Dir(filepath.Join(r.dir, d)))
	}
	if err := r.c.ordered(r.ctx, p, theirs.log); err != nil {
		return err
	}
	return r.told(dirLog, dirLog, "put back from the backup")
}
