package custody

import (
	"bytes"
	"context"
	"path/filepath"
	"sync"

	"factum"
)

// derivedWriter appends derived items. Calls at once share an fsync: whoever comes first writes for all who wait.
type derivedWriter struct {
	s *session

	mu   sync.Mutex // held while a batch is written
	seg  int
	size int64
	f    File

	qmu   sync.Mutex
	queue []*derivedCall
}

type derivedCall struct {
	items   [][]byte
	digests []factum.Digest
	err     error
	done    bool
}

func (w *derivedWriter) init(s *session, t derivedTail) { w.s, w.seg, w.size = s, t.seg, t.size }

// PutDerived makes derived items durable and returns their digests, in order. Each must be canonical JSON. One that the record
// already holds is not written again. Calls at once are written together.
func (l *Ledger) PutDerived(ctx context.Context, items [][]byte) ([]factum.Digest, error) {
	if l.w == nil {
		return nil, factum.Errorf(factum.ReadOnly, "the record is open for reading only")
	}
	c := &derivedCall{}
	digests := make([]factum.Digest, len(items))
	for i, b := range items {
		if len(b) == 0 || bytes.IndexByte(b, '\n') >= 0 {
			return nil, factum.Errorf(factum.Invalid, "derived item %d is empty or holds a line end: it is not canonical JSON", i)
		}
		digests[i] = factum.DigestOf(b)
		_, have, err := l.derived.locate(ctx, digests[i], false)
		if err != nil {
			return nil, err
		}
		switch {
		case have:
		case len(b) <= factum.MaxAct:
			c.items, c.digests = append(c.items, b), append(c.digests, digests[i])
		case l.cfg.Blobs == nil:
			return nil, factum.Errorf(factum.Invalid, "derived item %d is %d bytes and there is no blob store for it", i, len(b))
		default:
			if _, _, err := l.cfg.Blobs.Put(ctx, bytes.NewReader(b)); err != nil {
				return nil, err
			}
		}
	}
	if len(c.items) == 0 {
		return digests, nil
	}
	if err := l.w.derived.put(c); err != nil {
		return nil, err
	}
	return digests, nil
}

func (w *derivedWriter) put(c *derivedCall) error {
	w.s.gate.RLock()
	defer w.s.gate.RUnlock()
	if w.s.closed {
		return errEnded()
	}
	w.qmu.Lock()
	w.queue = append(w.queue, c)
	w.qmu.Unlock()
	w.mu.Lock()
	defer w.mu.Unlock()
	if c.done {
		return c.err
	}
	w.qmu.Lock()
	batch := w.queue
	w.queue = nil
	w.qmu.Unlock()
	err := w.s.failure()
	if err == nil {
		if err = w.write(batch); err != nil {
			err = w.s.poison(err)
		}
	}
	for _, b := range batch {
		b.err, b.done = err, true
	}
	return err
}

// write appends a batch. A crash in it leaves items nobody was told of, the last perhaps torn; the next session cuts that one.
func (w *derivedWriter) write(batch []*derivedCall) error {
	if w.f == nil || w.size >= DerivedSegment {
		if err := w.roll(); err != nil {
			return err
		}
	}
	r := w.s.l.derived
	var buf bytes.Buffer
	placed := map[factum.Digest]derivedAt{}
	for _, c := range batch {
		for i, b := range c.items {
			d := c.digests[i]
			r.mu.Lock()
			_, have := r.session[d]
			r.mu.Unlock()
			if _, again := placed[d]; again || have {
				continue
			}
			placed[d] = derivedAt{w.seg, w.size + int64(buf.Len()), int64(len(b))}
			buf.Write(b)
			buf.WriteByte('\n')
		}
	}
	if buf.Len() == 0 {
		return nil
	}
	if err := writeAll(w.f, buf.Bytes()); err != nil {
		return ioError("write "+segmentName(dirDerived, w.seg), err)
	}
	if err := w.f.Sync(); err != nil {
		return ioError("fsync "+segmentName(dirDerived, w.seg), err)
	}
	w.size += int64(buf.Len())
	r.mu.Lock()
	defer r.mu.Unlock()
	for d, at := range placed {
		r.session[d] = at
	}
	return nil
}

// roll opens the file that is to be written next.
func (w *derivedWriter) roll() error {
	if w.f != nil {
		if err := w.f.Close(); err != nil {
			return ioError("close "+segmentName(dirDerived, w.seg), err)
		}
		w.f = nil
	}
	if w.size >= DerivedSegment {
		w.seg, w.size = w.seg+1, 0
	}
	name := filepath.Join(w.s.l.dir, segmentName(dirDerived, w.seg))
	f, err := w.s.l.cfg.FS.Append(name)
	if err != nil {
		return ioError("open "+name, err)
	}
	w.f = f
	return ioError("make "+name, w.s.l.cfg.FS.SyncDir(filepath.Dir(name)))
}

func (w *derivedWriter) close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.f == nil {
		return nil
	}
	err := w.f.Close()
	w.f = nil
	return ioError("close "+segmentName(dirDerived, w.seg), err)
}
