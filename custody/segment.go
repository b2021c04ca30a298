package custody

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"

	"factum"
)

// series is the lines of acts/ or sealed/: line i is line i mod 65,536 of file i div 65,536.
// It is safe for concurrent use.
type series struct {
	root, dir string

	mu   sync.Mutex
	segs map[int]*segment // offset tables built so far
	use  []int            // their numbers, least recently used first
}

// segmentsCached bounds the offset tables kept, at half a megabyte each.
const segmentsCached = 16

// segment is the offset table of one file, as far as it was read.
type segment struct {
	f    *os.File
	offs []int64 // start of each whole line, then the end of the last one
}

func newSeries(root, dir string) *series {
	return &series{root: root, dir: dir, segs: map[int]*segment{}}
}

func (s *series) path(seg int) string { return filepath.Join(s.root, segmentName(s.dir, seg)) }

// line returns line i without its end. It reads a file's offsets once, and what was appended since when asked beyond.
func (s *series) line(i int64) ([]byte, error) {
	seg, n := int(i/factum.ActsPerSegment), int(i%factum.ActsPerSegment)
	s.mu.Lock()
	defer s.mu.Unlock()
	g, err := s.open(seg)
	if err != nil {
		return nil, err
	}
	if n+1 >= len(g.offs) {
		if err := g.extend(); err != nil {
			return nil, ioError("read "+s.path(seg), err)
		}
	}
	if n+1 >= len(g.offs) {
		return nil, factum.Errorf(factum.Integrity, "%s has no line %d", segmentName(s.dir, seg), n+1)
	}
	b := make([]byte, g.offs[n+1]-g.offs[n]-1)
	if _, err := g.f.ReadAt(b, g.offs[n]); err != nil {
		return nil, ioError("read "+s.path(seg), err)
	}
	return b, nil
}

func (s *series) open(seg int) (*segment, error) {
	if g, ok := s.segs[seg]; ok {
		return g, nil
	}
	f, err := os.Open(s.path(seg))
	if errors.Is(err, os.ErrNotExist) {
		return nil, factum.Errorf(factum.Integrity, "%s is missing", segmentName(s.dir, seg))
	}
	if err != nil {
		return nil, ioError("open "+s.path(seg), err)
	}
	if len(s.use) == segmentsCached {
		s.segs[s.use[0]].f.Close()
		delete(s.segs, s.use[0])
		s.use = s.use[1:]
	}
	g := &segment{f: f, offs: []int64{0}}
	s.segs[seg] = g
	s.use = append(s.use, seg)
	return g, nil
}

// extend reads the lines that were added since.
func (g *segment) extend() error {
	end := g.offs[len(g.offs)-1]
	buf := make([]byte, 256<<10)
	for at := end; ; {
		n, err := g.f.ReadAt(buf, at)
		for b, base := buf[:n], at; ; {
			i := bytes.IndexByte(b, '\n')
			if i < 0 {
				break
			}
			base += int64(i) + 1
			g.offs = append(g.offs, base)
			b = b[i+1:]
		}
		at += int64(n)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// close gives the files back.
func (s *series) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, g := range s.segs {
		g.f.Close()
	}
	s.segs, s.use = map[int]*segment{}, nil
}

// extent is what a directory of segments holds.
type extent struct {
	lines int64 // whole lines over all files
	last  int   // number of the last file, -1 for none
	size  int64 // bytes of whole lines in the last file
	torn  int64 // bytes after the last line end in it
}

// measure counts the lines under root/dir. Only the last file is read: the others are full, as Verify checks. A gap
// in the numbers is damage.
func measure(root, dir string) (extent, error) {
	x := extent{last: -1}
	segs, err := listSegments(filepath.Join(root, dir))
	if err != nil {
		return x, err
	}
	for i, n := range segs {
		if n != i {
			return x, factum.Errorf(factum.Integrity, "%s is missing", segmentName(dir, i))
		}
	}
	if len(segs) == 0 {
		return x, nil
	}
	x.last = len(segs) - 1
	lines, size, torn, err := countLines(filepath.Join(root, segmentName(dir, x.last)))
	if err != nil {
		return x, err
	}
	if lines > factum.ActsPerSegment {
		return x, factum.Errorf(factum.Integrity, "%s holds %d lines, not %d", segmentName(dir, x.last), lines, factum.ActsPerSegment)
	}
	x.lines, x.size, x.torn = int64(x.last)*factum.ActsPerSegment+lines, size, torn
	return x, nil
}

// listSegments returns the numbers of the files in a directory of segments, in order.
func listSegments(dir string) ([]int, error) {
	es, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, ioError("read "+dir, err)
	}
	var out []int
	for _, e := range es { // in order of name, which is the order of number
		if n, ok := parseSegment(e.Name()); ok {
			out = append(out, n)
		}
	}
	return out, nil
}

func countLines(name string) (lines, size, torn int64, err error) {
	f, err := os.Open(name)
	if err != nil {
		return 0, 0, 0, ioError("open "+name, err)
	}
	defer f.Close()
	buf := make([]byte, 256<<10)
	var at int64
	for {
		n, err := f.Read(buf)
		if c := bytes.Count(buf[:n], []byte{'\n'}); c > 0 {
			lines += int64(c)
			size = at + int64(bytes.LastIndexByte(buf[:n], '\n')) + 1
		}
		at += int64(n)
		if err == io.EOF {
			return lines, size, at - size, nil
		}
		if err != nil {
			return 0, 0, 0, ioError("read "+name, err)
		}
	}
}

// scanner reads the lines of one file in order, however long they are.
type scanner struct {
	f   *os.File
	r   *bufio.Reader
	off int64 // of the next line
}

func openScanner(name string) (*scanner, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, ioError("open "+name, err)
	}
	return &scanner{f: f, r: bufio.NewReaderSize(f, 256<<10)}, nil
}

// maxLine bounds a line that is read, in bytes: a damaged file must not exhaust the memory.
const maxLine = 16 << 20

// next returns the next line without its end and where it starts. whole is false for a last line without an end.
// At the end of the file err is io.EOF.
func (s *scanner) next() (line []byte, off int64, whole bool, err error) {
	off = s.off
	for {
		part, err := s.r.ReadSlice('\n')
		line = append(line, part...)
		s.off += int64(len(part))
		switch {
		case err == nil:
			return line[:len(line)-1], off, true, nil
		case err == bufio.ErrBufferFull:
			if len(line) > maxLine {
				return nil, off, false, factum.Errorf(factum.Integrity, "%s: a line is longer than %d bytes", s.f.Name(), maxLine)
			}
		case err == io.EOF:
			if len(line) == 0 {
				return nil, off, false, io.EOF
			}
			return line, off, false, nil
		default:
			return nil, off, false, ioError("read "+s.f.Name(), err)
		}
	}
}

func (s *scanner) close() { s.f.Close() }
