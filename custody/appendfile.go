package custody

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"

	"factum"
)

// appendFile appends whole lines to the segments of acts/ or sealed/, one goroutine at a time.
type appendFile struct {
	fs        FS
	root, dir string
	seg       int // of f, -1: none
	f         File
	buf       bytes.Buffer
}

// append writes lines, of which the first is line number at, and returns once they are durable. A new file is made at each
// 65,536th line.
func (a *appendFile) append(at int64, lines [][]byte) error {
	for len(lines) > 0 {
		seg := int(at / factum.ActsPerSegment)
		n := min(int64(len(lines)), factum.ActsPerSegment-at%factum.ActsPerSegment)
		if err := a.open(seg); err != nil {
			return err
		}
		a.buf.Reset()
		for _, b := range lines[:n] {
			a.buf.Write(b)
			a.buf.WriteByte('\n')
		}
		if err := writeAll(a.f, a.buf.Bytes()); err != nil {
			return ioError("write "+segmentName(a.dir, seg), err)
		}
		if err := a.f.Sync(); err != nil {
			return ioError("fsync "+segmentName(a.dir, seg), err)
		}
		at, lines = at+n, lines[n:]
	}
	return nil
}

// open makes seg the file that is written.
func (a *appendFile) open(seg int) error {
	if a.f != nil && a.seg == seg {
		return nil
	}
	a.close()
	name := filepath.Join(a.root, segmentName(a.dir, seg))
	_, err := os.Stat(name)
	f, openErr := a.fs.Append(name)
	if openErr != nil {
		return ioError("open "+name, openErr)
	}
	a.f, a.seg = f, seg
	if errors.Is(err, os.ErrNotExist) {
		return ioError("make "+name, a.fs.SyncDir(filepath.Join(a.root, a.dir)))
	}
	return nil
}

func (a *appendFile) close() error {
	if a.f == nil {
		return nil
	}
	f := a.f
	a.f = nil
	return f.Close()
}

func writeAll(w io.Writer, b []byte) error {
	n, err := w.Write(b)
	if err == nil && n < len(b) {
		err = io.ErrShortWrite
	}
	return err
}

func isExist(err error) bool { return errors.Is(err, os.ErrExist) }

// sameCheckpoint refuses a checkpoint that differs from the one kept under its size.
func (l *Ledger) sameCheckpoint(name string, cp Checkpoint) error {
	b, err := os.ReadFile(name)
	if err != nil {
		return ioError("read "+name, err)
	}
	kept, err := l.parse(b)
	if err != nil {
		return err
	}
	if kept.Root != cp.Root {
		return factum.Errorf(factum.Integrity, "%s has another root than the log now has over the same acts", name)
	}
	return nil
}
