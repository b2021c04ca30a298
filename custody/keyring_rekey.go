package custody

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"factum"
)

// Rekey gives the log a new key. It logs an act that names it, as the last one of this session; sealed adds fields to the
// act (reason, by). The key counts once Close has kept the checkpoint over that act, signed by the old key, and put the
// new key in its place; what happens when that is interrupted:
//
//	keys/log.key.next written                  the next writing session drops it
//	the act's line written, perhaps logged     the next one logs it, has the old key sign and keeps that checkpoint, and
//	its checkpoint published, perhaps kept     puts the new key in place
//	keys/log.key is the new key                the next one removes what is left of log.key.next
func (l *Ledger) Rekey(ctx context.Context, sealed map[string]any) (factum.ActIndex, string, error) {
	s := l.w
	if s == nil {
		return 0, "", factum.Errorf(factum.ReadOnly, "the record is open for reading only")
	}
	skey, vkey, err := newKey(l.id.Origin)
	if err != nil {
		return 0, "", err
	}
	d := factum.Draft{Key: "rekeyed:" + vkey, Kind: factum.Rekeyed, Detail: map[string]any{"public_key": vkey}, Sealed: sealed}
	ln, err := s.seal(d)
	if err != nil {
		return 0, "", err
	}
	if err := l.cfg.FS.Write(filepath.Join(l.dir, fileNextKey), []byte(skey+"\n"), 0o600, true); err != nil {
		return 0, "", ioError("write "+fileNextKey, err)
	}
	out := &delivery{keys: []string{d.Key}, acts: []line{ln}, indexes: make([]factum.ActIndex, 1), done: make(chan struct{})}
	if err := s.handLast(out); err != nil {
		return 0, "", err
	}
	<-out.done
	if out.err != nil {
		return 0, "", out.err
	}
	s.mu.Lock()
	s.rekeyed = true
	s.mu.Unlock()
	return out.indexes[0], vkey, nil
}

// handLast hands over a delivery after which the session takes no more.
func (s *session) handLast(d *delivery) error {
	s.gate.Lock()
	defer s.gate.Unlock()
	if s.closed {
		return errEnded()
	}
	s.closed = true
	s.in <- d // write drains it, and nobody else hands in while the gate is held
	return nil
}

// promoteKey puts the next key in the place of the old one.
func (l *Ledger) promoteKey() error {
	b, err := os.ReadFile(filepath.Join(l.dir, fileNextKey))
	if err != nil {
		return ioError("read "+fileNextKey, err)
	}
	if err := l.cfg.FS.Write(filepath.Join(l.dir, fileKey), b, 0o600, true); err != nil {
		return ioError("write "+fileKey, err)
	}
	// A crash here leaves both files with the same key; the next session removes the one.
	return ioError("remove "+fileNextKey, l.cfg.FS.Remove(filepath.Join(l.dir, fileNextKey)))
}

// keyStanding looks whether the signing key is the one that the acts name, lines of them. pending is true when the last act names the key in
// log.key.next and log.key is still the one before: a change that was interrupted. It reads only.
func (l *Ledger) keyStanding(ctx context.Context, lines int64) (pending bool, err error) {
	cur, err := signer(l.dir, l.id.Origin)
	if err != nil {
		return false, err
	}
	pending, err = l.keyFits(ctx, cur, lines)
	if err != nil && l.keys.forgetIndex() {
		pending, err = l.keyFits(ctx, cur, lines)
	}
	return pending, err
}

func (l *Ledger) keyFits(ctx context.Context, cur note.Signer, lines int64) (pending bool, err error) {
	k := &l.keys
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := l.lookForKeys(ctx, lines); err != nil {
		return false, err
	}
	newest := k.keys[len(k.keys)-1]
	before := newest
	if k.waiting != nil {
		newest = *k.waiting
	} else if len(k.keys) > 1 {
		before = k.keys[len(k.keys)-2]
	}
	if k.waiting == nil && signs(cur, newest.ver) {
		return false, nil
	}
	if k.waiting != nil && signs(cur, newest.ver) {
		return false, factum.Errorf(factum.Unsafe, "%s names the key of the log, but no checkpoint under the key before it covers it", factum.ActIndex(newest.act)).WithHint(
			"Put %s back from a backup. \"factum verify\" says what else is wrong.", checkpointName(newest.act+1))
	}
	wrong := factum.Errorf(factum.Unsafe, "%s is not the key that %s names: the log can't be continued with it",
		filepath.Join(l.dir, fileKey), factum.ActIndex(newest.act)).WithHint("Put the key back from a backup; reading and verifying work without it.")
	if newest.act == 0 || newest.act != lines-1 || !signs(cur, before.ver) {
		return false, wrong
	}
	next, err := readSigner(filepath.Join(l.dir, fileNextKey))
	if err != nil || !signs(next, newest.ver) {
		return false, factum.Errorf(factum.Unsafe, "%s names a new key of the log, which is not in %s", factum.ActIndex(newest.act), fileNextKey).WithHint(
			"Put it back from a backup; reading and verifying work without it.")
	}
	return true, nil
}

// signs reports whether what s signs can be checked with v.
func signs(s note.Signer, v note.Verifier) bool {
	if v == nil {
		return false
	}
	msg, err := note.Sign(&note.Note{Text: "factum\n"}, s)
	if err == nil {
		_, err = note.Open(msg, note.VerifierList(v))
	}
	return err == nil
}

func readSigner(name string) (note.Signer, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return note.NewSigner(strings.TrimSpace(string(b)))
}

// settleKey finishes or drops what an interrupted change of the key left, before the session takes acts. All act lines are logged by now.
func (l *Ledger) settleKey(ctx context.Context) error {
	pending, err := l.keyStanding(ctx, l.size.Load())
	if err != nil {
		return err
	}
	if pending {
		if err := l.finishRekey(ctx); err != nil {
			return err
		}
	}
	es, err := os.ReadDir(filepath.Join(l.dir, dirKeys))
	if err != nil {
		return ioError("read "+dirKeys, err)
	}
	for _, e := range es { // a key that no act names, or half-written ones
		if strings.HasPrefix(e.Name(), ".new-") || e.Name() == filepath.Base(fileNextKey) {
			if err := l.cfg.FS.Remove(filepath.Join(l.dir, dirKeys, e.Name())); err != nil {
				return ioError("empty "+dirKeys, err)
			}
		}
	}
	return nil
}

// finishRekey has the old key sign the checkpoint over the rekeyed act, keeps it and puts the new key in place.
func (l *Ledger) finishRekey(ctx context.Context) error {
	size := l.size.Load()
	cp, err := l.Latest()
	if err != nil || cp.Size < size || l.w.log != nil {
		if err := l.w.start(); err != nil {
			return err
		}
		if cp, err = l.w.log.finish(ctx, size, l.parse); err != nil {
			return err
		}
		l.w.mu.Lock()
		l.w.log = nil // made again with the new key, when something is added
		l.w.mu.Unlock()
	}
	if err := l.Keep(cp); err != nil {
		return err
	}
	return errors.Join(l.promoteKey(), ctx.Err())
}
