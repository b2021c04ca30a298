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

	derived derivedWriter

	gate   sync.RWMutex // guards closed; held for reading while something is handed in
	closed bool

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

// Append seals the drafts and logs them, in order, and returns each one's place in the log once openings, act lines and leaves are
// durable. Calls at once are written together. A draft whose key is already logged isn't logged again: it gets the
// index that it has, whatever else the draft says. On an error none of the drafts is acknowledged; they may still be found logged
// afterwards, so deliver them again under the same keys.
func (l *Ledger) Append(ctx context.Context, drafts []factum.Draft) ([]factum.ActIndex, error) {
	wait, err := l.Submit(ctx, drafts)
	if err != nil {
		return nil, err
	}
	return wait(ctx)
}

// Submit is Append in two steps: it returns once the drafts are sealed and handed over, and the function it returns waits for what Append
// would return. Nothing is acknowledged before that. Who has many captures to log submits them one by one and waits later: they are
// written and logged together. Submit itself waits while many are on their way, so memory stays bounded.
func (l *Ledger) Submit(ctx context.Context, drafts []factum.Draft) (wait func(context.Context) ([]factum.ActIndex, error), err error) {
	s := l.w
	if s == nil {
		return nil, factum.Errorf(factum.ReadOnly, "the record is open for reading only")
	}
	if err := s.failure(); err != nil {
		return nil, err
	}
	d := &delivery{done: make(chan struct{}), indexes: make([]factum.ActIndex, len(drafts))}
	for i, draft := range drafts {
		ln, err := s.seal(draft)
		if err != nil {
			return nil, factum.Errorf(factum.KindOf(err), "draft %d (%s): %w", i, draft.Kind, err).WithHint("%s", factum.HintOf(err))
		}
		d.keys, d.acts = append(d.keys, draft.Key), append(d.acts, ln)
	}
	if len(drafts) == 0 {
		close(d.done)
	} else if err := s.hand(ctx, d); err != nil {
		return nil, err
	}
	return func(ctx context.Context) ([]factum.ActIndex, error) {
		select {
		case <-d.done:
			return d.indexes, d.err
		case <-ctx.Done(): // it may still be logged
			return nil, ctx.Err()
		}
	}, nil
}

// hand gives a delivery to the goroutine write, unless the session has ended.
func (s *session) hand(ctx context.Context, d *delivery) error {
	s.gate.RLock()
	defer s.gate.RUnlock()
	if s.closed {
		return errEnded()
	}
	select {
	case s.in <- d:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func errEnded() error { return factum.Errorf(factum.Invalid, "the writing session has ended") }

// seal turns a draft into its two lines.
func (s *session) seal(d factum.Draft) (line, error) {
	if !d.Kind.Known() {
		return line{}, factum.Errorf(factum.Invalid, "%q is not a kind of act", d.Kind)
	}
	if d.Key == "" {
		return line{}, factum.Errorf(factum.Invalid, "a draft needs a key")
	}
	a, o, err := d.Seal(s.l.cfg.Now(), s.l.cfg.Program, func(b []byte) {
		s.salts.Lock()
		defer s.salts.Unlock()
		s.l.cfg.Salts(b)
	})
	if err != nil {
		return line{}, err
	}
	var ln line
	if ln.act, err = factum.Canonical(a); err != nil {
		return line{}, err
	}
	if ln.openings, err = factum.Canonical(o); err != nil {
		return line{}, err
	}
	if len(ln.act) > factum.MaxAct {
		return line{}, factum.Errorf(factum.Invalid, "the act is %d bytes, at most %d are allowed", len(ln.act), factum.MaxAct).WithHint(
			"Put what is long into a derived item and name it by its digest.")
	}
	return ln, nil
}

// write gathers deliveries into groups and makes each durable.
func (s *session) write() {
	defer s.done.Done()
	defer close(s.written)
	for d := range s.in {
		g := []*delivery{d}
		for n := len(d.acts); n < groupMax; {
			select {
			case more, ok := <-s.in:
				if ok {
					g = append(g, more)
					n += len(more.acts)
					continue
				}
			default:
			}
			break
		}
		s.writeGroup(g)
	}
	s.acts.close()
	s.openings.close()
}

// writeGroup writes what of a group is not logged yet and passes it on.
func (s *session) writeGroup(ds []*delivery) {
	err := s.failure()
	var logged map[string]factum.ActIndex
	if err == nil {
		logged, err = s.lookup(ds)
	}
	if err != nil {
		s.refuse(ds, err)
		return
	}
	out := group{first: s.lines, deliveries: ds}
	var acts, openings [][]byte
	for _, d := range ds {
		for i, key := range d.keys {
			at, ok := logged[key]
			h := factum.DigestOfString(key)
			if !ok {
				at, ok = s.seen[h]
			}
			if !ok {
				at = factum.ActIndex(s.lines + int64(len(acts)))
				s.seen[h] = at
				acts, openings = append(acts, d.acts[i].act), append(openings, d.acts[i].openings)
				out.leaves = append(out.leaves, factum.DigestOf(d.acts[i].act))
			}
			d.indexes[i] = at
		}
	}
	// A crash before the next step ends: openings without acts, or a torn one; the next session cuts them.
	if err := s.openings.append(s.lines, openings); err != nil {
		s.refuse(ds, s.poison(err))
		return
	}
	// A crash before the next step ends: some act lines, the last perhaps torn, none acknowledged; the next session
	// drops a torn one and logs the whole ones.
	if err := s.acts.append(s.lines, acts); err != nil {
		s.refuse(ds, s.poison(err))
		return
	}
	s.lines += int64(len(acts))
	s.written <- out
}

// lookup asks the index for the keys of a group.
func (s *session) lookup(ds []*delivery) (map[string]factum.ActIndex, error) {
	if s.l.cfg.Keys == nil {
		return nil, nil
	}
	var keys []string
	for _, d := range ds {
		keys = append(keys, d.keys...)
	}
	return s.l.cfg.Keys.Lookup(context.Background(), keys)
}

// integrate adds groups to the log in order, those that wait together, and acknowledges them.
func (s *session) integrate() {
	defer s.done.Done()
	for g := range s.written {
		s.acknowledge(s.gather(g))
	}
}

// gather joins the groups that were written meanwhile: their leaves follow each other.
func (s *session) gather(g group) group {
	for {
		select {
		case more, ok := <-s.written:
			if ok {
				g.leaves = append(g.leaves, more.leaves...)
				g.deliveries = append(g.deliveries, more.deliveries...)
				continue
			}
		default:
		}
		return g
	}
}

func (s *session) acknowledge(g group) {
	err := s.failure()
	if err == nil && len(g.leaves) > 0 {
		if err = s.start(); err == nil {
			err = s.log.append(context.Background(), g.first, g.leaves)
		}
		if err != nil {
			err = s.poison(err)
		}
	}
	if err != nil {
		s.refuse(g.deliveries, err)
		return
	}
	if len(g.leaves) > 0 {
		s.l.size.Store(g.first + int64(len(g.leaves)))
	}
	for _, d := range g.deliveries {
		close(d.done)
	}
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
			if cp, err = s.log.finish(ctx, s.l.size.Load(), s.l.ver); err == nil {
				err = s.l.Keep(cp)
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
