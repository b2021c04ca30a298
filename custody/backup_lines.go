package custody

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"factum"
)

// lineFile is a file of acts/, sealed/ or derived/ as it is copied: whole lines up to where the copy ends, those that were erased
// overwritten with spaces.
type lineFile struct {
	name  string
	lines int
	size  int64                         // bytes that are copied
	end   int64                         // of these, bytes of the lines; more are copied where the file is copied as it lies
	offs  []int64                       // where each begins
	bad   map[int]bool                  // lines that do not fit the log
	gone  map[int]bool                  // lines that were erased, whether or not they are blank yet
	good  func(n int, line []byte) bool // whether that is what line n was
	goes  func(n int, line []byte) bool // whether that is something that was erased
}

func newLineFile(dir string, seg int) *lineFile {
	return &lineFile{name: segmentName(dir, seg), bad: map[int]bool{}, gone: map[int]bool{}}
}

// erase marks a line as erased.
func (f *lineFile) erase(n int) {
	if n < f.lines {
		f.gone[n] = true
	}
}

// cut ends the file after so many lines of so many bytes.
func (f *lineFile) cut(size int64, lines int) {
	f.size, f.end, f.lines, f.offs = size, size, lines, f.offs[:lines]
}

// asItLies makes the copy go to the end of the file, whatever is there.
func (f *lineFile) asItLies(dir string) {
	if fi, err := os.Stat(filepath.Join(dir, f.name)); err == nil {
		f.size = max(f.size, fi.Size())
	}
}

// lineScan goes through a file for the first time.
type lineScan struct {
	p  *plan
	f  *lineFile
	sc *scanner
}

func (f *lineFile) scan(p *plan) *lineScan {
	sc, err := openScanner(filepath.Join(p.dir, f.name))
	if err != nil {
		p.unreadable(f.name, f.name, err)
	}
	return &lineScan{p, f, sc}
}

// next returns the next whole line; false where there is none.
func (s *lineScan) next() ([]byte, bool) {
	if s.sc == nil {
		return nil, false
	}
	line, off, whole, err := s.sc.next()
	if err != nil || !whole {
		if err != nil && err != io.EOF {
			s.p.unreadable(s.f.name, s.f.name, err)
		}
		s.close()
		return nil, false
	}
	s.f.offs = append(s.f.offs, off)
	s.f.lines, s.f.end = s.f.lines+1, off+int64(len(line))+1
	s.f.size = s.f.end
	return line, true
}

func (s *lineScan) close() {
	if s.sc != nil {
		s.sc.close()
		s.sc = nil
	}
}

// open streams what is copied of the file.
func (f *lineFile) open(dir string) (io.ReadCloser, error) {
	r, err := os.Open(filepath.Join(dir, f.name))
	if errors.Is(err, os.ErrNotExist) && f.size == 0 {
		return io.NopCloser(bytes.NewReader(nil)), nil
	}
	if err != nil {
		return nil, ioError("open "+filepath.Join(dir, f.name), err)
	}
	o := &overlaid{f: r, left: f.size}
	for n := range f.gone {
		end := f.end
		if n+1 < len(f.offs) {
			end = f.offs[n+1]
		}
		o.blank = append(o.blank, [2]int64{f.offs[n], end - 1})
	}
	slices.SortFunc(o.blank, func(a, b [2]int64) int { return int(a[0] - b[0]) })
	return o, nil
}

// overlaid reads the beginning of a file with spaces in place of some stretches.
type overlaid struct {
	f        *os.File
	at, left int64
	blank    [][2]int64 // from, to; ascending
}

// Read implements io.Reader. A file that has become shorter is io.ErrUnexpectedEOF.
func (o *overlaid) Read(p []byte) (int, error) {
	if o.left == 0 {
		return 0, io.EOF
	}
	n, err := o.f.Read(p[:min(int64(len(p)), o.left)])
	for len(o.blank) > 0 && o.blank[0][0] < o.at+int64(n) {
		from, to := max(o.blank[0][0]-o.at, 0), min(o.blank[0][1]-o.at, int64(n))
		for i := from; i < to; i++ {
			p[i] = ' '
		}
		if o.blank[0][1] > o.at+int64(n) {
			break
		}
		o.blank = o.blank[1:]
	}
	o.at, o.left = o.at+int64(n), o.left-int64(n)
	if err == io.EOF && o.left > 0 {
		return n, io.ErrUnexpectedEOF
	}
	if err == io.EOF && n > 0 {
		err = nil
	}
	return n, err
}

// Close implements io.Closer.
func (o *overlaid) Close() error { return o.f.Close() }

// compare says how an earlier copy stands to what is to be copied: same, or how many bytes of it are its beginning.
func (f *lineFile) compare(dir, old string) (same, begins bool, size int64, err error) {
	b, err := os.Open(old)
	if errors.Is(err, os.ErrNotExist) {
		return f.size == 0, true, 0, nil
	}
	if err != nil {
		return false, false, 0, ioError("open "+old, err)
	}
	defer b.Close()
	a, err := f.open(dir)
	if err != nil {
		return false, false, 0, err
	}
	defer a.Close()
	ra, rb := bufio.NewReaderSize(a, 256<<10), bufio.NewReaderSize(b, 256<<10)
	pa, pb := make([]byte, 128<<10), make([]byte, 128<<10)
	for {
		nb, eb := io.ReadFull(rb, pb)
		na, ea := io.ReadFull(ra, pa[:nb])
		size += int64(nb)
		switch {
		case eb != nil && eb != io.EOF && eb != io.ErrUnexpectedEOF:
			return false, false, 0, ioError("read "+old, eb)
		case ea != nil && ea != io.EOF && ea != io.ErrUnexpectedEOF:
			return false, false, 0, ioError("read "+filepath.Join(dir, f.name), ea)
		case na < nb || !bytes.Equal(pa[:na], pb[:nb]):
			return false, false, size, nil
		case eb != nil:
			return size == f.size, true, size, nil
		}
	}
}

// merge writes the lines of the record, and in place of one that is bad or missing there the one of an earlier copy where that is good: saved
// counts these. Unless final is set, a line that was erased since stays as the earlier copy has it; pending counts these.
func (f *lineFile) merge(dir, old string, w io.Writer, final bool) (saved, pending int, err error) {
	b, err := os.Open(old)
	if err != nil {
		return 0, 0, ioError("open "+old, err)
	}
	defer b.Close()
	var a io.ReadCloser = io.NopCloser(bytes.NewReader(nil))
	if r, err := f.open(dir); err == nil {
		a = r
	} else if factum.KindOf(err) != factum.Missing {
		return 0, 0, err
	}
	defer a.Close()
	ra, rb := bufio.NewReaderSize(a, 256<<10), bufio.NewReaderSize(b, 256<<10)
	for n := 0; ; n++ {
		var line []byte
		if n < f.lines {
			if line, err = ra.ReadBytes('\n'); err != nil {
				return saved, pending, ioError("read "+filepath.Join(dir, f.name), err)
			}
		}
		was, err := rb.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return saved, pending, ioError("read "+old, err)
		}
		had := err == nil
		was1 := bytes.TrimSuffix(was, []byte("\n"))
		switch {
		case n >= f.lines && !had:
			return saved, pending, nil
		case n >= f.lines:
			if !f.good(n, was1) {
				return saved, pending, nil
			}
			line, saved = was, saved+1
		case had && f.bad[n] && f.good(n, was1):
			line, saved = was, saved+1
		case !had || factum.Blank(was1) || !factum.Blank(bytes.TrimSuffix(line, []byte("\n"))):
		case f.goes(n, was1):
			if pending++; !final {
				line = was
			}
		case f.good(n, was1): // blank, and nothing says that it was erased
			line, saved = was, saved+1
		}
		if _, err := w.Write(line); err != nil {
			return saved, pending, err
		}
	}
}
