package custody

import (
	"context"
	"errors"
	"path/filepath"
	"sync"

	"factum"
)

// groupMax is how many acts are written under one pair of fsyncs at most.
const groupMax = 4096

// session is the writing half of a ledger. Acts go through two goroutines: write gathers what callers hand in and
// makes openings and act lines durable; integrate adds the leaves to the log, in line order, and acknowledges. So the
// disk works on one group while the log works on the one before.
type session struct {
	l    *Ledger
	lock *lock

	in      chan *delivery
	written chan group
	done    sync.WaitGroup

	// of the goroutine write
	lines          int64 // act lines written
	acts, openings *appendFile
	seen           map[factum.Digest]factum.ActIndex // digest of key → act, this session's

	gone sync.Map // acts erased in this session: their keys count no longer

	derived derivedWriter

	gate   sync.RWMutex // guards closed; held for reading while something is handed in
	closed bool

	rekeyed bool // the last act names the key in log.key.next, which is put in place when its checkpoint is kept

	mu     sync.Mutex // guards what follows
	log    *tlog      // nil until something has to be added
	broken error      // the failure that poisoned the session

	salts sync.Mutex
}

// delivery is one call of Append on its way.
type delivery struct {
	keys    []string
	acts    []line
	indexes []factum.ActIndex
	err     error
	done    chan struct{}
}

// line is an act as it will lie on disk, both lines without their ends.
type line struct{ act, openings []byte }

// group is what was written under one pair of fsyncs.
type group struct {
	first      int64
	leaves     []factum.Digest
	deliveries []*delivery
}

func (l *Ledger) startSession(lk *lock, acts, sealed extent, logged int64, tail derivedTail) {
	s := &session{l: l, lock: lk, in: make(chan *delivery, 256), written: make(chan group, 16),
		lines: acts.lines, seen: map[factum.Digest]factum.ActIndex{}}
	s.acts = &appendFile{fs: l.cfg.FS, root: l.dir, dir: dirActs, seg: -1}
	s.openings = &appendFile{fs: l.cfg.FS, root: l.dir, dir: dirSealed, seg: -1}
	s.derived.init(s, tail)
	l.size.Store(logged)
	l.w = s
	s.done.Add(2)
	go s.write()
	go s.integrate()
}

// start constructs the log's appender, once.
func (s *session) start() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.log != nil {
		return nil
	}
	sig, err := signer(s.l.dir, s.l.id.Origin)
	if err == nil {
		s.log, err = startLog(s.l.dir, sig)
	}
	return err
}

func (s *session) refuse(ds []*delivery, err error) {
	for _, d := range ds {
		d.err, d.indexes = err, nil
		close(d.done)
	}
}

// failure is what poisoned the session, nil while it is sound.
func (s *session) failure() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.broken
}

// poison ends all writing in this session: after a failed write or fsync nobody knows what is on disk until it is read again.
func (s *session) poison(err error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.broken == nil {
		hint := factum.HintOf(err)
		if hint == "" {
			hint = "What was confirmed before is safe. Look after the disk, then run the command again."
		}
		s.broken = factum.Errorf(factum.KindOf(err), "nothing more is written in this session: %w", err).WithHint("%s", hint)
	}
	return s.broken
}

// end stops the goroutines, waits for the checkpoint and keeps it.
func (s *session) end(ctx context.Context) error {
	s.gate.Lock()
	s.closed = true
	s.gate.Unlock()
	close(s.in)
	s.done.Wait()
	err := errors.Join(s.failure(), s.derived.close())
	if s.log != nil {
		if err != nil {
			s.log.cancel()
		} else {
			var cp Checkpoint
			if cp, err = s.log.finish(ctx, s.l.size.Load(), s.l.parse); err == nil {
				err = s.l.Keep(cp)
			}
			if err == nil && s.rekeyed {
				err = s.l.promoteKey()
			}
		}
	}
	return errors.Join(err, ioError("give back the lock", s.lock.release()))
}

// Keep puts a checkpoint under checkpoints/, where it is never overwritten. Keeping the same one again does nothing.
func (l *Ledger) Keep(cp Checkpoint) error {
	name := filepath.Join(l.dir, checkpointName(cp.Size))
	err := l.cfg.FS.Write(name, []byte(cp.Note), 0o444, false)
	if err != nil && isExist(err) {
		return l.sameCheckpoint(name, cp)
	}
	return ioError("keep "+name, err)
}
