package custody

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"sync"

	"golang.org/x/mod/sumdb/note"

	"factum"
)

// LogKey is a public key of the log with the act that names it: act 0, or a rekeyed act.
type LogKey struct {
	Key string          `json:"key"` // in the form of golang.org/x/mod/sumdb/note
	Act factum.ActIndex `json:"act"`
}

// keyring is the log's public keys, oldest first, as the acts give them. A key named by act i signs checkpoints from
// size i+1 on, until one takes over that act j names: at size j+1 either counts, beyond it only the new one. A
// rekeyed act counts only when the checkpoint over it, kept under checkpoints/, is signed by the key that it replaces: else whoever holds
// the directory could name a key of their own.
//
// Nothing but the acts is authority. Where an index says which acts are rekeyed ones, only those are read; what it
// leaves out makes a checkpoint fail, and then all acts are read. Verify always reads them all.
type keyring struct {
	mu      sync.Mutex
	keys    []ringKey
	looked  int64    // acts below it were looked at
	waiting *ringKey // named by act looked-1, whose checkpoint under the old key is not there (yet)
	asked   bool     // the index was asked
	alone   bool     // it is not to be asked again
	lax     bool     // of Verify: take what reads, proofs are checked elsewhere
}

type ringKey struct {
	vkey string
	ver  note.Verifier // nil where act 0 is damaged
	act  int64
}

// Keys returns the log's public keys, oldest first, up to the acts that can be read now.
func (l *Ledger) Keys(ctx context.Context) ([]LogKey, error) {
	k := &l.keys
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := l.lookForKeys(ctx, l.size.Load()); err != nil {
		return nil, err
	}
	var out []LogKey
	for _, x := range k.keys {
		out = append(out, LogKey{x.vkey, factum.ActIndex(x.act)})
	}
	return out, nil
}

// verifiersFor are the keys that may have signed a checkpoint over size acts.
func (l *Ledger) verifiersFor(ctx context.Context, size int64) ([]note.Verifier, error) {
	k := &l.keys
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := l.lookForKeys(ctx, size); err != nil {
		return nil, err
	}
	var out []note.Verifier
	for i, x := range k.keys {
		from, to := x.act+1, int64(1)<<62
		if i == 0 {
			from = 0
		}
		switch {
		case i+1 < len(k.keys):
			to = k.keys[i+1].act + 1
		case k.waiting != nil:
			to = k.waiting.act + 1
		}
		if from <= size && size <= to && x.ver != nil {
			out = append(out, x.ver)
		}
	}
	if len(out) == 0 && k.waiting != nil && size > k.waiting.act+1 {
		i := factum.ActIndex(k.waiting.act)
		return nil, factum.Errorf(factum.Integrity, "%s names a new key of the log, but no checkpoint under the old key covers it", i)
	}
	return out, nil
}

// errNoKey says that the acts give no key for a checkpoint's size: act 0 is damaged.
var errNoKey = factum.Errorf(factum.Integrity, "checkpoint: the acts give no key to check its signature with")

// parse reads a signed checkpoint and checks its signature with the key that is valid for its size.
func (l *Ledger) parse(b []byte) (Checkpoint, error) {
	ctx := context.Background()
	size, err := unverifiedSize(b)
	if err != nil {
		return Checkpoint{}, factum.Errorf(factum.Integrity, "checkpoint: it does not read as one")
	}
	cp, err := l.parseAt(ctx, b, size)
	if err != nil && l.keys.forgetIndex() {
		cp, err = l.parseAt(ctx, b, size)
	}
	return cp, err
}

// ReadCheckpoint reads a signed checkpoint of this log that comes from elsewhere, and checks its signature with the key that is valid for
// its size. Whether the log continues it is another question: see ConsistencyFrom.
func (l *Ledger) ReadCheckpoint(b []byte) (Checkpoint, error) {
	if size, err := unverifiedSize(b); err == nil && size > l.size.Load() {
		return Checkpoint{}, factum.Errorf(factum.Integrity, "it is a checkpoint over %d acts; this log has %d", size, l.size.Load())
	}
	return l.parse(b)
}

func (l *Ledger) parseAt(ctx context.Context, b []byte, size int64) (Checkpoint, error) {
	vs, err := l.verifiersFor(ctx, size)
	if err != nil {
		return Checkpoint{}, err
	}
	err = errNoKey
	for _, v := range vs {
		cp, perr := ParseCheckpoint(b, v)
		if perr == nil {
			return cp, nil
		}
		err = perr
	}
	l.keys.mu.Lock()
	defer l.keys.mu.Unlock()
	for _, x := range l.keys.keys {
		if x.ver == nil {
			continue
		}
		if _, perr := ParseCheckpoint(b, x.ver); perr == nil {
			return Checkpoint{}, factum.Errorf(factum.Integrity, "checkpoint: over %d acts it is signed by the key that %s names, which does not count there", size, factum.ActIndex(x.act))
		}
	}
	return Checkpoint{}, err
}

// forgetIndex begins anew without what the index said, once; it reports whether that can change anything.
func (k *keyring) forgetIndex() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.asked || k.alone {
		return false
	}
	k.keys, k.looked, k.waiting, k.alone = nil, 0, nil, true
	return true
}

// lookForKeys reads the acts below to that were not looked at yet. The caller holds the lock.
func (l *Ledger) lookForKeys(ctx context.Context, to int64) error {
	k := &l.keys
	if len(k.keys) == 0 {
		k.keys, k.looked = []ringKey{{vkey: l.key, ver: l.ver}}, 1
		if l.cfg.Rekeyed != nil && !k.alone {
			if err := l.askIndex(ctx); err != nil {
				return err
			}
		}
	}
	for k.looked < to || k.waiting != nil {
		if k.waiting != nil {
			if !l.covered(ctx, *k.waiting) {
				return nil
			}
			k.keys, k.waiting = append(k.keys, *k.waiting), nil
			continue
		}
		found, end, err := l.nextOf(rekeyedPrefix, k.looked, to)
		if err != nil && !k.lax {
			return err
		}
		if found < 0 {
			k.looked = max(k.looked, end)
			return nil
		}
		if err := l.learnKey(found); err != nil {
			return err
		}
	}
	return nil
}

// askIndex takes from the index which of the first acts are rekeyed ones.
func (l *Ledger) askIndex(ctx context.Context) error {
	k := &l.keys
	k.asked = true
	acts, upTo, err := l.cfg.Rekeyed(ctx)
	if err != nil {
		return err
	}
	for _, i := range acts {
		if int64(i) < k.looked {
			continue
		}
		if err := l.learnKey(int64(i)); err != nil || !l.covered(ctx, *k.waiting) {
			return err
		}
		k.keys, k.waiting = append(k.keys, *k.waiting), nil
	}
	k.looked = max(k.looked, int64(upTo))
	return nil
}

// rekeyedPrefix begins the line of a rekeyed act, and no other: canonical JSON sorts its keys.
var rekeyedPrefix = []byte(`{"act":"rekeyed",`)

// nextOf finds the first act in [from, to) whose line begins so, -1 when there is none, and how far it looked.
func (l *Ledger) nextOf(begins []byte, from, to int64) (found, end int64, err error) {
	if to-from <= 256 && !l.keys.lax {
		for i := from; i < to; i++ {
			b, err := l.acts.line(i)
			if err != nil {
				return -1, i, err
			}
			if bytes.HasPrefix(b, begins) {
				return i, i, nil
			}
		}
		return -1, to, nil
	}
	for i := from; i < to; i = (i/factum.ActsPerSegment + 1) * factum.ActsPerSegment {
		if found, end, err = l.nextIn(begins, int(i/factum.ActsPerSegment), i, to); found >= 0 || err != nil {
			return found, end, err
		}
	}
	return -1, end, nil
}

// nextIn is nextOf within one file.
func (l *Ledger) nextIn(begins []byte, seg int, from, to int64) (found, end int64, err error) {
	sc, err := openScanner(filepath.Join(l.dir, segmentName(dirActs, seg)))
	if err != nil {
		return -1, from, err
	}
	defer sc.close()
	n := int64(seg) * factum.ActsPerSegment
	for ; n < to; n++ {
		b, _, whole, err := sc.next()
		if err == io.EOF || err == nil && !whole {
			break
		}
		if err != nil {
			return -1, max(n, from), err
		}
		if n >= from && bytes.HasPrefix(b, begins) {
			return n, n, nil
		}
	}
	return -1, max(n, from), nil
}

// learnKey reads the key that act i names; it waits until the checkpoint over the act is seen.
func (l *Ledger) learnKey(i int64) error {
	k := &l.keys
	line, err := l.acts.line(i)
	if err != nil {
		return err
	}
	var a factum.Act
	if err := json.Unmarshal(line, &a); err != nil || a.Kind != factum.Rekeyed {
		return factum.Errorf(factum.Integrity, "%s is not a rekeyed act", factum.ActIndex(i))
	}
	vkey, _ := a.Detail["public_key"].(string)
	v, err := note.NewVerifier(vkey)
	if err != nil || v.Name() != l.origin() {
		v = nil // nothing that it signs counts
	}
	k.waiting, k.looked = &ringKey{vkey, v, i}, i+1
	return nil
}

// origin is the log's name as its first key has it.
func (l *Ledger) origin() string {
	if l.ver != nil {
		return l.ver.Name()
	}
	return l.id.Origin
}

// covered reports whether the checkpoint over a rekeyed act was kept, is signed by the key before it, and holds the act.
func (l *Ledger) covered(ctx context.Context, x ringKey) bool {
	k := &l.keys
	b, err := os.ReadFile(filepath.Join(l.dir, checkpointName(x.act+1)))
	old := k.keys[len(k.keys)-1].ver
	if err != nil || old == nil {
		return err == nil && k.lax
	}
	cp, err := ParseCheckpoint(b, old)
	if err != nil || cp.Size != x.act+1 {
		return false
	}
	if k.lax {
		return true
	}
	line, err := l.acts.line(x.act)
	if err != nil {
		return false
	}
	pb, err := l.proofs(ctx, cp.Size)
	if err != nil {
		return false
	}
	path, err := pb.InclusionProof(ctx, uint64(x.act))
	p := Inclusion{Index: factum.ActIndex(x.act), Entry: factum.DigestOf(line), Checkpoint: cp, Path: digests(path)}
	p.Leaf = leafHash(p.Entry)
	return err == nil && p.Verify() == nil
}
