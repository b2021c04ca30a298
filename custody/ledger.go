package custody

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/mod/sumdb/note"

	"factum"
)

// Ledger is an open record: to be read, or, as one writing session, to be added to as well. It is safe for
// concurrent use. Close it.
type Ledger struct {
	dir  string
	id   Identity
	cfg  Config
	key  string        // public key of the log, as act 0 states it
	ver  note.Verifier // for it
	keys keyring       // with those that replaced it

	size    atomic.Int64 // acts acknowledged, or when reading, integrated
	acts    *series
	sealed  *series
	derived *derivedReader
	hidden  atomic.Pointer[map[factum.ActIndex]bool] // acts that a reader takes as erased, see hide

	w *session // nil when reading

	closing sync.Once
	closed  error // what Close returned
}

// Identity is what factum.toml says.
func (l *Ledger) Identity() Identity { return l.id }

// Dir is the record's directory.
func (l *Ledger) Dir() string { return l.dir }

// PublicKey is the log's first verification key, as act 0 states it, in the form of golang.org/x/mod/sumdb/note. Keys has those that replaced it.
func (l *Ledger) PublicKey() string { return l.key }

// Size is how many acts can be read: those acknowledged, or, for a reader, those in the log when it last looked.
func (l *Ledger) Size() factum.ActIndex { return factum.ActIndex(l.size.Load()) }

// Writing reports whether l is a writing session.
func (l *Ledger) Writing() bool { return l.w != nil }

func openCommon(dir string, cfg Config) (*Ledger, error) {
	id, err := ReadIdentity(dir)
	if err != nil {
		return nil, err
	}
	l := &Ledger{dir: dir, id: id, cfg: cfg.withDefaults(), acts: newSeries(dir, dirActs), sealed: newSeries(dir, dirSealed)}
	l.derived = newDerivedReader(l)
	return l, nil
}

// readKey takes the public key from act 0.
func (l *Ledger) readKey() error {
	e, err := l.entry(0)
	if err != nil {
		return err
	}
	vkey, _ := e.Act.Detail["public_key"].(string)
	origin, _ := e.Act.Detail["origin"].(string)
	v, err := note.NewVerifier(vkey)
	if e.Act.Kind != factum.Opened || err != nil || v.Name() != origin || origin != l.id.Origin {
		return factum.Errorf(factum.Integrity, "act 0 of %s does not state the origin and public key of the log %s", l.dir, l.id.Origin)
	}
	l.key, l.ver = vkey, v
	return nil
}

// OpenReader opens a record to be read. It never writes, takes no lock and works on a read-only directory and
// beside a writer. What a crashed session left unfinished is not shown.
func OpenReader(dir string, cfg Config) (*Ledger, error) {
	l, err := openCommon(dir, cfg)
	if err != nil {
		return nil, err
	}
	if err := l.Refresh(); err != nil {
		return nil, err
	}
	if err := l.readKey(); err != nil {
		l.Close(context.Background())
		return nil, err
	}
	return l, nil
}

// Refresh looks how far the log has grown. A writing session always knows.
func (l *Ledger) Refresh() error {
	if l.w != nil {
		return nil
	}
	ts, ok, err := readTreeState(l.dir)
	if err != nil {
		return err
	}
	if !ok { // a copy without hidden directories: read up to the published checkpoint
		b, err := os.ReadFile(filepath.Join(l.dir, fileCheckpoint))
		if err != nil {
			return ioError("read the checkpoint", err)
		}
		if ts.Size, err = unverifiedSize(b); err != nil {
			return err
		}
	}
	x, err := measure(l.dir, dirActs)
	if err != nil {
		return err
	}
	l.size.Store(min(ts.Size, x.lines))
	return l.hide()
}

// Create makes a record in dir, which must be absent or empty, and returns its first writing session with act 0,
// "opened", in the log. The act's detail states origin, public_key and format; sealed adds further fields to it (by,
// settings). The name of the log is origin, or one made of the record's id when that is "".
func Create(ctx context.Context, dir, origin string, sealed map[string]any, cfg Config) (*Ledger, error) {
	cfg = cfg.withDefaults()
	if es, err := os.ReadDir(dir); err == nil && len(es) > 0 {
		if _, err := os.Stat(filepath.Join(dir, fileConfig)); err == nil {
			return nil, factum.Errorf(factum.Conflict, "%s holds a record already", dir)
		}
		return nil, factum.Errorf(factum.Conflict, "%s is not empty", dir).WithHint(
			"Choose a new directory; if this one is left from an interrupted init, remove it first.")
	} else if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, ioError("read "+dir, err)
	}
	id := newIdentity(origin)
	skey, vkey, err := newKey(id.Origin)
	if err != nil {
		return nil, err
	}
	for _, d := range directories {
		perm := os.FileMode(0o755)
		if d == dirKeys {
			perm = 0o700
		}
		if err := cfg.FS.Mkdir(filepath.Join(dir, d), perm); err != nil {
			return nil, ioError("make "+dir, err)
		}
	}
	if err := cfg.FS.Write(filepath.Join(dir, fileKey), []byte(skey+"\n"), 0o600, false); err != nil {
		return nil, ioError("write the key", err)
	}
	l := &Ledger{dir: dir, id: id, cfg: cfg, acts: newSeries(dir, dirActs), sealed: newSeries(dir, dirSealed), key: vkey}
	l.derived = newDerivedReader(l)
	if l.ver, err = note.NewVerifier(vkey); err != nil {
		return nil, err
	}
	lk, err := acquire(ctx, dir, cfg.Wait, cfg.Now)
	if err != nil {
		return nil, err
	}
	l.startSession(lk, extent{last: -1}, extent{last: -1}, 0, derivedTail{})
	_, err = l.Append(ctx, []factum.Draft{{Key: "opened:" + id.ID, Kind: factum.Opened, Sealed: sealed, Detail: map[string]any{
		"id": id.ID, "origin": id.Origin, "public_key": vkey, "format": factum.FormatVersion}}})
	if err == nil {
		// Up to here the directory is no record: a crash leaves something that every command refuses. All that it takes is durable before it
		// becomes one.
		err = ioError("make "+dir, cfg.FS.SyncDir(dir))
	}
	if err == nil {
		var b []byte
		if b, err = id.encode(); err == nil {
			err = ioError("write "+fileConfig, cfg.FS.Write(filepath.Join(dir, fileConfig), b, 0o644, false))
		}
	}
	if err == nil {
		err = ioError("make "+dir, cfg.FS.SyncDir(filepath.Dir(strings.TrimRight(dir, "/"))))
	}
	if err != nil {
		l.Close(ctx)
		return nil, err
	}
	return l, nil
}

// OpenWriter begins a writing session. It takes the record's lock (factum.Busy when another has it), looks whether the
// log can safely be continued (factum.Unsafe when not, and nothing was touched), then finishes or drops what a crash left.
func OpenWriter(ctx context.Context, dir string, cfg Config) (*Ledger, error) {
	l, err := openCommon(dir, cfg)
	if err != nil {
		return nil, err
	}
	lk, err := acquire(ctx, dir, l.cfg.Wait, l.cfg.Now)
	if err != nil {
		return nil, err
	}
	s, err := l.inspect(ctx)
	if err == nil {
		err = l.recover(ctx, s)
	}
	if err != nil {
		l.acts.close()
		l.sealed.close()
		if e := lk.release(); e != nil {
			err = errors.Join(err, e)
		}
		return nil, err
	}
	l.startSession(lk, s.acts, s.sealed, s.logged, s.derived)
	if err = l.catchUp(ctx, s); err == nil {
		err = l.settleKey(ctx)
	}
	if err == nil {
		err = l.finishErasing(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, l.Close(ctx))
	}
	return l, nil
}

// Close ends the session: it waits until a checkpoint covers every act acknowledged, keeps that checkpoint
// under checkpoints/, and gives the lock back. A second call returns what the first did. After a failure it only gives back what it holds, and returns the failure.
func (l *Ledger) Close(ctx context.Context) error {
	l.closing.Do(func() {
		if l.w != nil {
			l.closed = l.w.end(ctx)
		}
		l.acts.close()
		l.sealed.close()
	})
	return l.closed
}
