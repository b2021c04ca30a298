package custody

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"sync"

	"factum"
)

// derivedTail is where derived/ ends.
type derivedTail struct {
	seg  int   // number of the last file, 0 when there is none
	size int64 // bytes of whole lines in it
	torn int64 // bytes after the last line end
}

func measureDerived(root string) (derivedTail, error) {
	var t derivedTail
	segs, err := listSegments(filepath.Join(root, dirDerived))
	if err != nil || len(segs) == 0 {
		return t, err
	}
	t.seg = segs[len(segs)-1]
	t.size, t.torn, err = wholeLines(filepath.Join(root, segmentName(dirDerived, t.seg)))
	return t, err
}

// wholeLines is how many bytes of a file are whole lines, and how many come after the last line end. It reads the file's end only.
func wholeLines(name string) (size, torn int64, err error) {
	f, err := os.Open(name)
	if err != nil {
		return 0, 0, ioError("open "+name, err)
	}
	defer f.Close()
	fi, err := f.Stat()
	if err != nil {
		return 0, 0, ioError("look at "+name, err)
	}
	buf := make([]byte, 64<<10)
	for end := fi.Size(); end > 0; {
		from := max(end-int64(len(buf)), 0)
		n, err := f.ReadAt(buf[:end-from], from)
		if err != nil && err != io.EOF || int64(n) < end-from {
			return 0, 0, ioError("read "+name, cmp.Or(err, io.ErrUnexpectedEOF))
		}
		if i := bytes.LastIndexByte(buf[:n], '\n'); i >= 0 {
			size = from + int64(i) + 1
			return size, fi.Size() - size, nil
		}
		end = from
	}
	return 0, fi.Size(), nil
}

// derivedAt is where an item lies: size bytes, without the line end.
type derivedAt struct {
	seg       int
	off, size int64
}

// derivedReader finds and reads derived items.
type derivedReader struct {
	l *Ledger

	mu      sync.Mutex
	session map[factum.Digest]derivedAt // what this session wrote
	scanned map[factum.Digest]derivedAt // what a scan of the segments found, nil before one
	end     derivedTail                 // where they ended then
}

func newDerivedReader(l *Ledger) *derivedReader {
	return &derivedReader{l: l, session: map[factum.Digest]derivedAt{}}
}

// locate finds an item in the segments. With scan it reads all of them when nothing else knows the item.
func (r *derivedReader) locate(ctx context.Context, d factum.Digest, scan bool) (derivedAt, bool, error) {
	if at, ok := r.remembered(d); ok {
		return at, true, nil
	}
	if r.l.cfg.Locate != nil {
		seg, off, size, ok, err := r.l.cfg.Locate(ctx, d)
		if ok || err != nil || !scan {
			return derivedAt{seg, off, size}, ok, err
		}
	}
	if err := r.scan(ctx); err != nil {
		return derivedAt{}, false, err
	}
	at, ok := r.remembered(d)
	return at, ok, nil
}

func (r *derivedReader) remembered(d factum.Digest) (derivedAt, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	at, ok := r.session[d]
	if !ok {
		at, ok = r.scanned[d]
	}
	return at, ok
}

// scan reads the segments, unless they are no longer than when it last did. A writing session needs it once: what it writes itself, it remembers.
func (r *derivedReader) scan(ctx context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.scanned != nil && r.l.w != nil {
		return nil
	}
	tail, err := derivedEnd(r.l.dir)
	if err != nil || r.scanned != nil && tail == r.end {
		return err
	}
	m := map[factum.Digest]derivedAt{}
	err = scanDerived(r.l.dir, func(at derivedAt, line []byte) error {
		if !factum.Blank(line) {
			m[factum.DigestOf(line)] = at
		}
		return ctx.Err()
	})
	if err == nil {
		r.scanned, r.end = m, tail
	}
	return err
}

// derivedEnd is the number of the last file of derived/ and its size, torn or not.
func derivedEnd(root string) (derivedTail, error) {
	segs, err := listSegments(filepath.Join(root, dirDerived))
	if err != nil || len(segs) == 0 {
		return derivedTail{}, err
	}
	t := derivedTail{seg: segs[len(segs)-1]}
	fi, err := os.Stat(filepath.Join(root, segmentName(dirDerived, t.seg)))
	if err != nil {
		return t, ioError("look at "+segmentName(dirDerived, t.seg), err)
	}
	t.size = fi.Size()
	return t, nil
}

// scanDerived goes through the whole lines of derived/ in order.
func scanDerived(root string, visit func(at derivedAt, line []byte) error) error {
	segs, err := listSegments(filepath.Join(root, dirDerived))
	if err != nil {
		return err
	}
	for _, seg := range segs {
		sc, err := openScanner(filepath.Join(root, segmentName(dirDerived, seg)))
		if err != nil {
			return err
		}
		for {
			line, off, whole, err := sc.next()
			if err == io.EOF || err == nil && !whole {
				break
			}
			if err == nil {
				err = visit(derivedAt{seg, off, int64(len(line))}, line)
			}
			if err != nil {
				sc.close()
				return err
			}
		}
		sc.close()
	}
	return nil
}

// Derived returns a derived item, checked against its digest. It fails with factum.Missing when the record does not hold it
// (perhaps because it was erased) and factum.Integrity when its bytes changed.
func (l *Ledger) Derived(ctx context.Context, d factum.Digest) ([]byte, error) {
	at, ok, err := l.derived.locate(ctx, d, true)
	if err != nil {
		return nil, err
	}
	var b []byte
	where := ""
	if ok {
		where = segmentName(dirDerived, at.seg)
		b, err = readAt(filepath.Join(l.dir, where), at.off, at.size)
	} else if l.cfg.Blobs != nil {
		where = "blobs"
		b, err = readBlob(ctx, l.cfg.Blobs, d)
	} else {
		err = factum.Errorf(factum.Missing, "derived item %s is not in the record", d)
	}
	if err != nil {
		return nil, err
	}
	if ok && factum.Blank(b) { // between two looks
		return nil, factum.Errorf(factum.Missing, "derived item %s was erased", d)
	}
	if factum.DigestOf(b) != d {
		return nil, factum.Errorf(factum.Integrity, "derived item %s in %s is not what it was", d, where)
	}
	return b, nil
}

// Located says where a derived item lies: the number of its file under derived/, the byte its line begins at and its size. ok is false for one
// that lies under blobs/ or nowhere.
func (l *Ledger) Located(ctx context.Context, d factum.Digest) (segment int, offset, size int64, ok bool, err error) {
	at, ok, err := l.derived.locate(ctx, d, true)
	return at.seg, at.off, at.size, ok, err
}

// DerivedItems goes through derived/ in order, leaving out what was erased. Items over factum.MaxAct lie under blobs/ and are not
// among them.
func (l *Ledger) DerivedItems(ctx context.Context) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		stop := errors.New("stop")
		err := scanDerived(l.dir, func(_ derivedAt, line []byte) error {
			if !factum.Blank(line) && !yield(line, nil) {
				return stop
			}
			return ctx.Err()
		})
		if err != nil && err != stop {
			yield(nil, err)
		}
	}
}

func readAt(name string, off, size int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, ioError("open "+name, err)
	}
	defer f.Close()
	b := make([]byte, size)
	_, err = f.ReadAt(b, off)
	return b, ioError("read "+name, err)
}

func readBlob(ctx context.Context, blobs Blobs, d factum.Digest) ([]byte, error) {
	r, err := blobs.Open(ctx, d)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}
