package custody

import (
	"bytes"
	"context"
	"path/filepath"

	"factum"
)

// Remover is what a blob store needs so that something can be erased. Remove is durable on return, and removes what is not there without an
// error.
type Remover interface {
	Remove(ctx context.Context, d factum.Digest) error
}

// blankOpenings overwrites the openings of the acts with spaces, so that every line stays where it is.
func (l *Ledger) blankOpenings(es []factum.Erasure) error {
	for _, e := range es {
		for _, i := range e.Acts {
			seg, off, size, err := l.sealed.stretch(int64(i))
			if err == nil {
				err = l.blank(segmentName(dirSealed, seg), off, size)
			}
			if err != nil {
				return err
			}
			l.w.forget(i)
		}
	}
	return nil
}

// derivedOf finds the lines of derived/ that go: every copy of an item, and all that was read out of an erased capture, also what a run that broke
// off left without a name.
func (l *Ledger) derivedOf(ctx context.Context, es []factum.Erasure) (lines []derivedAt, err error) {
	items := map[factum.Digest]bool{}
	for _, e := range es {
		for _, d := range e.Items {
			items[d] = true
		}
	}
	if len(items) == 0 {
		return nil, nil
	}
	err = scanDerived(l.dir, func(at derivedAt, line []byte) error {
		if c, ok := readFrom(line); ok && items[c] || items[factum.DigestOf(line)] {
			lines = append(lines, at)
		}
		return ctx.Err()
	})
	return lines, err
}

// blankDerived overwrites derived items with spaces.
func (l *Ledger) blankDerived(ctx context.Context, es []factum.Erasure, begun []derivedAt) error {
	lines, err := l.derivedOf(ctx, es)
	if err != nil {
		return err
	}
	lines = append(lines, begun...)
	for _, at := range lines {
		if err := l.blank(segmentName(dirDerived, at.seg), at.off, at.size); err != nil {
			return err
		}
	}
	r := l.derived
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, m := range []map[factum.Digest]derivedAt{r.session, r.scanned} {
		for d, at := range m {
			for _, gone := range lines {
				if at == gone {
					delete(m, d)
				}
			}
		}
	}
	return nil
}

// readFrom is the capture that a derived item was read from.
func readFrom(line []byte) (factum.Digest, bool) {
	const key = `"capture":"` // not within a string: its quotes would be escaped
	i := bytes.Index(line, []byte(key+"sha256:"))
	if i < 0 || len(line) < i+len(key)+71 {
		return factum.Digest{}, false
	}
	d, err := factum.ParseDigest(string(line[i+len(key) : i+len(key)+71]))
	return d, err == nil
}

// removeBlobs removes captures and large derived items.
func (l *Ledger) removeBlobs(ctx context.Context, es []factum.Erasure) error {
	for _, e := range es {
		for _, d := range e.Items {
			r, ok := l.cfg.Blobs.(Remover)
			if !ok {
				return factum.Errorf(factum.Other, "the blobs of this record cannot be removed")
			}
			if err := r.Remove(ctx, d); err != nil {
				return err
			}
		}
	}
	return nil
}

// blank overwrites a stretch of a file with spaces.
func (l *Ledger) blank(name string, off, size int64) error {
	if size == 0 {
		return nil
	}
	return ioError("erase in "+name, l.cfg.FS.Overwrite(filepath.Join(l.dir, name), bytes.Repeat([]byte{' '}, int(size)), off))
}

// stretch is where line i lies, without its end.
func (s *series) stretch(i int64) (seg int, off, size int64, err error) {
	b, err := s.line(i) // which reads the offsets
	if err != nil {
		return 0, 0, 0, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	seg = int(i / factum.ActsPerSegment)
	g, err := s.open(seg)
	if err != nil {
		return 0, 0, 0, err
	}
	return seg, g.offs[i%factum.ActsPerSegment], int64(len(b)), nil
}

// forget makes a session forget the key of an erased act: the same may be done anew.
func (s *session) forget(i factum.ActIndex) {
	s.gone.Store(i, true)
}
