package custody

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/transparency-dev/tessera/api/layout"

	"factum"
)

// standing is what a writing session finds on disk, before it touches anything.
type standing struct {
	acts, sealed extent
	derived      derivedTail
	logged       int64 // leaves integrated in the log
	published    int64 // leaves that the published checkpoint covers
}

// notSafe says why a record must not be opened for writing.
func notSafe(format string, args ...any) error {
	return factum.Errorf(factum.Unsafe, format, args...).WithHint(
		"Nothing was touched. Run \"factum verify\" to see what changed, and put the files back from a backup.")
}

// inspect looks whether the log can be continued: an appender made over a log that lost its state would sign an empty or a forked one
// without an error. It reads only.
func (l *Ledger) inspect(ctx context.Context) (standing, error) {
	s, err := l.inspectFiles()
	if err != nil {
		return s, err
	}
	ts, hasState, err := readTreeState(l.dir)
	if err != nil {
		return s, notSafe("%v", err)
	}
	raw, err := os.ReadFile(filepath.Join(l.dir, fileCheckpoint))
	hasCheckpoint := err == nil
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return s, ioError("read "+fileCheckpoint, err)
	}
	switch {
	case !hasState && hasCheckpoint:
		return s, notSafe("%s is missing: continuing would start the log again from nothing", fileTreeState)
	case hasState && !hasCheckpoint:
		return s, notSafe("%s is missing", fileCheckpoint)
	case !hasState:
		return s, notSafe("the log is missing")
	}
	s.logged = ts.Size
	if err := l.readKey(); err != nil {
		return s, notSafe("%v", err)
	}
	if err := l.checkSizes(raw, &s); err != nil {
		return s, err
	}
	if err := l.checkRoots(ctx, ts, raw); err != nil {
		return s, err
	}
	return s, l.checkTail(&s)
}

// inspectFiles measures the act, sealed and derived lines.
func (l *Ledger) inspectFiles() (s standing, err error) {
	if s.acts, err = measure(l.dir, dirActs); err != nil {
		return s, notSafe("%v", err)
	}
	if s.sealed, err = measure(l.dir, dirSealed); err != nil {
		return s, notSafe("%v", err)
	}
	if s.derived, err = measureDerived(l.dir); err != nil {
		return s, notSafe("%v", err)
	}
	if s.sealed.lines < s.acts.lines {
		// openings are durable before their act line is written, so no crash does this
		return s, notSafe("sealed/ has %d lines, acts/ has %d: openings are missing", s.sealed.lines, s.acts.lines)
	}
	return s, nil
}

// checkSizes compares how far each part says that the record goes.
func (l *Ledger) checkSizes(raw []byte, s *standing) error {
	cp, err := l.parse(raw)
	if err != nil {
		return notSafe("%s: %v", fileCheckpoint, err)
	}
	s.published = cp.Size
	if s.logged < cp.Size {
		return notSafe("the log's state is at %d acts, its published checkpoint at %d: the state was rolled back", s.logged, cp.Size)
	}
	kept, err := keptSizes(l.dir)
	if err != nil {
		return err
	}
	if n := len(kept); n > 0 && s.logged < kept[n-1] {
		return notSafe("the log's state is at %d acts, but a checkpoint over %d was kept: the log was rolled back", s.logged, kept[n-1])
	}
	if s.logged < l.cfg.Applied && !(l.cfg.Replaying && l.cfg.Applied > s.acts.lines) {
		return notSafe("the log's state is at %d acts, but the index has applied %d: the log was rolled back", s.logged, l.cfg.Applied)
	}
	if s.logged > s.acts.lines {
		return notSafe("the log holds %d acts, acts/ has %d lines: acts are missing", s.logged, s.acts.lines)
	}
	return nil
}

// checkRoots recomputes the root from the tiles: against the log's state, the published checkpoint and the newest kept one.
func (l *Ledger) checkRoots(ctx context.Context, ts treeState, raw []byte) error {
	t := tiles{filepath.Join(l.dir, dirLog)}
	root, err := t.root(ctx, ts.Size)
	if err != nil {
		return notSafe("the tiles of the log do not read: %v", err)
	}
	if root != factum.Digest(ts.Root) {
		return notSafe("the tiles of the log do not give the root that %s states", fileTreeState)
	}
	if n := uint64(ts.Size); n > 0 { // adding goes on from the bundle that holds the last entry
		last := (n - 1) / layout.EntryBundleWidth
		if _, _, err := t.resource(uint8(n%layout.EntryBundleWidth), func(p uint8) string { return layout.EntriesPath(last, p) }); err != nil {
			return notSafe("the entries of the log do not read: %v", err)
		}
	}
	check := func(name string, b []byte) error {
		cp, err := l.parse(b)
		if err != nil {
			return notSafe("%s: %v", name, err)
		}
		root, err := t.root(ctx, cp.Size)
		if err != nil || root != cp.Root {
			return notSafe("the tiles of the log do not give the root that %s states", name)
		}
		return nil
	}
	if err := check(fileCheckpoint, raw); err != nil {
		return err
	}
	kept, err := keptSizes(l.dir)
	if err != nil || len(kept) == 0 {
		return err
	}
	name := checkpointName(kept[len(kept)-1])
	b, err := os.ReadFile(filepath.Join(l.dir, name))
	if err != nil {
		return ioError("read "+name, err)
	}
	return check(name, b)
}

// recover drops what a crash left unfinished: a torn last line in any file, openings whose act was never written,
// temporary files. Each step leaves a state from which inspect comes to the same end.
func (l *Ledger) recover(ctx context.Context, s standing) error {
	if _, err := l.keyStanding(ctx, s.acts.lines); err != nil {
		return err
	}
	cut := func(dir string, seg int, size int64) error {
		name := filepath.Join(l.dir, segmentName(dir, seg))
		return ioError("cut "+name, l.cfg.FS.Truncate(name, size))
	}
	if s.acts.torn > 0 {
		if err := cut(dirActs, s.acts.last, s.acts.size); err != nil {
			return err
		}
	}
	if s.derived.torn > 0 {
		if err := cut(dirDerived, s.derived.seg, s.derived.size); err != nil {
			return err
		}
	}
	if s.sealed.lines > s.acts.lines || s.sealed.torn > 0 {
		if err := l.cutSealed(s); err != nil {
			return err
		}
	}
	tmp := filepath.Join(l.dir, dirTmp)
	es, err := os.ReadDir(tmp)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return ioError("read "+tmp, err)
	}
	for _, e := range es {
		if err := l.cfg.FS.Remove(filepath.Join(tmp, e.Name())); err != nil {
			return ioError("empty "+tmp, err)
		}
	}
	l.acts.close() // what was cut must not be remembered
	l.sealed.close()
	return ctx.Err()
}

// cutSealed removes the openings beyond the act lines, last file first.
func (l *Ledger) cutSealed(s standing) error {
	last := int(s.acts.lines / factum.ActsPerSegment)
	for seg := s.sealed.last; seg > last; seg-- {
		name := filepath.Join(l.dir, segmentName(dirSealed, seg))
		if err := l.cfg.FS.Remove(name); err != nil {
			return ioError("remove "+name, err)
		}
	}
	name := filepath.Join(l.dir, segmentName(dirSealed, last))
	end, err := offsetOfLine(name, s.acts.lines%factum.ActsPerSegment)
	if errors.Is(err, os.ErrNotExist) && s.acts.lines%factum.ActsPerSegment == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	return ioError("cut "+name, l.cfg.FS.Truncate(name, end))
}

// offsetOfLine is where line n of a file starts, or its end after n lines.
func offsetOfLine(name string, n int64) (int64, error) {
	sc, err := openScanner(name)
	if err != nil {
		return 0, err
	}
	defer sc.close()
	for ; n > 0; n-- {
		if _, _, _, err := sc.next(); err != nil {
			return 0, err
		}
	}
	return sc.off, nil
}

// catchUp adds the act lines beyond the log's size to it: they were durable, only their leaves were not.
func (l *Ledger) catchUp(ctx context.Context, s standing) error {
	var leaves []factum.Digest
	for i := s.logged; i < s.acts.lines; i++ {
		b, err := l.acts.line(i)
		if err != nil {
			return err
		}
		leaves = append(leaves, factum.DigestOf(b))
	}
	if len(leaves) == 0 && s.published == s.logged {
		l.size.Store(s.logged)
		return nil
	}
	if err := l.w.start(); err != nil {
		return err
	}
	if err := l.w.log.append(ctx, s.logged, leaves); err != nil {
		return err
	}
	l.size.Store(s.acts.lines)
	return nil
}

// unverifiedSize reads the size out of a checkpoint, its second line, without looking at the signature.
func unverifiedSize(b []byte) (int64, error) {
	parts := strings.SplitN(string(b), "\n", 3)
	if len(parts) == 3 {
		if n, err := strconv.ParseInt(parts[1], 10, 64); err == nil && n >= 0 {
			return n, nil
		}
	}
	return 0, factum.Errorf(factum.Integrity, "%s does not read", fileCheckpoint)
}
