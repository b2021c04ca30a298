package custody

import (
	"context"

	"factum"
)

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
		if draft.Kind == factum.Rekeyed {
			return nil, factum.Errorf(factum.Invalid, "draft %d: a key is changed by Rekey", i)
		}
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
			if ok {
				_, gone := s.gone.Load(at)
				ok = !gone
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
