package warc

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Record is one record. Block is good until the next one is asked for.
type Record struct {
	Version string // WARC/1.1
	Fields  []Field
	Size    int64     // of the block, in bytes, as the header states it
	Block   io.Reader // yields io.ErrUnexpectedEOF where the file ends before the block does
	// Offset is where the record, or the gzip member that it begins, lies in the file; -1 where it begins within a member.
	Offset int64
}

// Get is the value of the first field of a name, "" where there is none.
func (r *Record) Get(name string) string {
	for _, f := range r.Fields {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// Type is the kind of record, in lower case.
func (r *Record) Type() string { return strings.ToLower(r.Get(FieldType)) }

// Target is the address that the record is about, without the angle brackets that some writers put around it.
func (r *Record) Target() string {
	return strings.TrimSuffix(strings.TrimPrefix(r.Get(FieldTarget), "<"), ">")
}

// Reader reads records one behind the other.
type Reader struct {
	src   *source
	block *limited // of the record before
}

// mostHead bounds the header of a record, in bytes.
const mostHead = 1 << 20

// NewReader reads a file, gzipped or not: that is seen from its first bytes. most bounds how many bytes may come out of it once it is decompressed, 0 for no bound.
func NewReader(r io.Reader, most int64) (*Reader, error) {
	src, err := newSource(r, most)
	if err != nil {
		return nil, err
	}
	return &Reader{src: src}, nil
}

// Next is the next record, io.EOF behind the last. An error that is ErrDamaged says what does not read and where; the record behind it can then be asked for. Any
// other error ends the reading.
func (r *Reader) Next() (*Record, error) {
	if r.block != nil {
		_, err := io.Copy(io.Discard, r.block)
		r.block = nil
		if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
			return nil, err
		}
	}
	line, offset, err := r.src.begin()
	if err != nil {
		return nil, err
	}
	rec := &Record{Version: line, Offset: offset}
	if err := r.head(rec); err != nil {
		return nil, err
	}
	size, err := strconv.ParseInt(rec.Get(FieldContentLength), 10, 64)
	if err != nil || size < 0 {
		return nil, fmt.Errorf("%w: the record at byte %d has no usable Content-Length (%q)", ErrDamaged, offset, rec.Get(FieldContentLength))
	}
	rec.Size = size
	r.block = &limited{r: r.src, left: size}
	rec.Block = r.block
	return rec, nil
}

// head reads the header lines up to the blank one. Lines that begin with a space go on with the one before, RFC 2822.
func (r *Reader) head(rec *Record) error {
	for total := 0; ; {
		line, err := r.src.line(mostHead-total, true)
		if err != nil {
			return fmt.Errorf("%w: the header of the record at byte %d does not end: %w", ErrDamaged, rec.Offset, err)
		}
		total += len(line) + 1
		if line == "" {
			return nil
		}
		if n := len(rec.Fields); (line[0] == ' ' || line[0] == '\t') && n > 0 {
			rec.Fields[n-1].Value += " " + strings.TrimSpace(line)
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			return fmt.Errorf("%w: the header of the record at byte %d has a line without a colon: %.80q", ErrDamaged, rec.Offset, line)
		}
		rec.Fields = append(rec.Fields, Field{strings.TrimSpace(name), strings.TrimSpace(value)})
	}
}

// limited is a block: so many bytes, and an error where there are fewer.
type limited struct {
	r    io.Reader
	left int64
}

func (l *limited) Read(b []byte) (int, error) {
	if l.left == 0 {
		return 0, io.EOF
	}
	n, err := l.r.Read(b[:min(int64(len(b)), l.left)])
	l.left -= int64(n)
	if err == io.EOF && l.left > 0 {
		err = io.ErrUnexpectedEOF
	}
	if err == io.EOF {
		err = nil
	}
	return n, err
}

// source is the decompressed bytes of a file. It knows where in the file a gzip member begins.
type source struct {
	file  *counted      // compressed bytes, with how many were read
	z     *gzip.Reader  // nil: the file is not compressed
	out   *bufio.Reader // decompressed
	left  int64         // that may still come out
	bound bool
	first bool  // the next byte out is the first of a member, or of the file
	at    int64 // where that member begins; of a plain file, how many bytes came out
	ended bool
}

// ErrTooMuch says that more came out of a file than is allowed.
var ErrTooMuch = errors.New("more comes out of the archive than is allowed")

func newSource(r io.Reader, most int64) (*source, error) {
	s := &source{file: &counted{r: bufio.NewReaderSize(r, 1<<16)}, left: most, bound: most > 0, first: true}
	magic, err := s.file.r.Peek(2)
	if err == nil && magic[0] == 0x1f && magic[1] == 0x8b {
		if s.z, err = gzip.NewReader(s.file); err != nil {
			return nil, fmt.Errorf("it begins like gzip and is none: %w", err)
		}
		s.z.Multistream(false)
	}
	if err != nil && err != io.EOF {
		return nil, err
	}
	s.out = bufio.NewReaderSize((*raw)(s), 1<<16)
	return s, nil
}

// counted counts the bytes that are taken. It is an io.ByteReader, so gzip takes no more than it needs.
type counted struct {
	r *bufio.Reader
	n int64
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}

func (c *counted) ReadByte() (byte, error) {
	b, err := c.r.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}

// raw gives the bytes of one member and then io.EOF; source goes on with the next.
type raw source

func (s *raw) Read(b []byte) (int, error) {
	if s.bound && int64(len(b)) > s.left {
		if s.left <= 0 {
			return 0, ErrTooMuch
		}
		b = b[:s.left]
	}
	var n int
	var err error
	if s.z != nil {
		n, err = s.z.Read(b)
	} else {
		n, err = s.file.Read(b)
	}
	s.left -= int64(n)
	return n, err
}

// Read reads over the ends of members.
func (s *source) Read(b []byte) (int, error) {
	for {
		n, err := s.out.Read(b)
		s.advance(n)
		if n > 0 || err != io.EOF {
			return n, err
		}
		if err := s.next(); err != nil {
			return 0, err
		}
	}
}

func (s *source) advance(n int) {
	if n > 0 {
		s.first = false
	}
	if s.z == nil {
		s.at += int64(n)
	}
}

// next opens the member behind the one that ended; io.EOF where there is none.
func (s *source) next() error {
	if s.z == nil || s.ended {
		return io.EOF
	}
	at := s.file.n
	if err := s.z.Reset(s.file); err != nil {
		s.ended = true
		if err == io.EOF {
			return io.EOF
		}
		return fmt.Errorf("behind byte %d the file is no gzip any more: %w", at, err)
	}
	s.z.Multistream(false)
	s.out.Reset((*raw)(s))
	s.at, s.first = at, true
	return nil
}

// line reads a line without its ending, at most so many bytes. The end of a member ends it, unless it may go on over it.
func (s *source) line(most int, over bool) (string, error) {
	var b []byte
	for {
		c, err := s.out.ReadByte()
		if err == io.EOF {
			err := io.EOF
			if over {
				err = s.next()
			}
			if err != nil {
				if err == io.EOF && len(b) > 0 {
					return strings.TrimSuffix(string(b), "\r"), nil
				}
				return "", err
			}
			continue
		}
		if err != nil {
			return "", err
		}
		s.advance(1)
		if c == '\n' {
			return strings.TrimSuffix(string(b), "\r"), nil
		}
		if b = append(b, c); len(b) > most {
			return "", fmt.Errorf("a line of more than %d bytes", most)
		}
	}
}

// begin goes on to the first line of a record. Blank lines between records are as many as a writer liked; anything else is damage, said once, and gone over.
func (s *source) begin() (version string, offset int64, err error) {
	for {
		if _, err := s.out.Peek(1); err == io.EOF { // the member ends
			if err := s.next(); err != nil {
				return "", 0, err
			}
			continue
		}
		at, first := s.at, s.first
		line, err := s.line(mostHead, false)
		if err != nil {
			return "", 0, err
		}
		switch {
		case strings.TrimSpace(line) == "":
		case strings.HasPrefix(line, "WARC/"):
			if s.z != nil && !first {
				at = -1
			}
			return strings.TrimSpace(line), at, nil
		default:
			return "", 0, errors.Join(fmt.Errorf("%w: at byte %d no record begins: %.60q", ErrDamaged, at, line), s.skip())
		}
	}
}

// skip goes on to a line that begins a record, without taking it; nil also at the end. Nothing of what it goes over is kept.
func (s *source) skip() error {
	for {
		if b, err := s.out.Peek(5); err == nil && string(b) == "WARC/" {
			return nil
		}
		for {
			b, err := s.out.ReadSlice('\n')
			s.advance(len(b))
			if err == io.EOF {
				err = s.next()
				if err == nil {
					break // a member begins
				}
			}
			if err == nil {
				break
			}
			if err == io.EOF {
				return nil
			}
			if err != bufio.ErrBufferFull {
				return err
			}
		}
	}
}
