package cli

import (
	"context"
	"errors"
	"io"
	"os"

	"golang.org/x/term"

	"factum"
)

// printer is standard output with the first failure to write it, so that a full disk behind a pipe is not taken for success.
type printer struct {
	w   io.Writer
	err error
}

// Write writes through; after a failure nothing more is written.
func (p *printer) Write(b []byte) (int, error) {
	if p.err != nil {
		return 0, p.err
	}
	n, err := p.w.Write(b)
	if err != nil {
		p.err = printError(err)
		return n, p.err
	}
	return n, nil
}

func printError(err error) error {
	var pe *os.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return factum.Errorf(factum.Other, "printing: %w", err)
}

// unprinted is the first failure to print, nil while all went well.
func (s *session) unprinted() error {
	if p, ok := s.Out.(*printer); ok {
		return p.err
	}
	return nil
}

// interruptible is standard input whose reading ends when ctx does, even while it waits for a person or a pipe. One read at
// a time.
type interruptible struct {
	ctx context.Context
	r   io.Reader
	buf []byte
}

// Read implements io.Reader. After an interruption the underlying read is left behind with a buffer of its own.
func (x *interruptible) Read(p []byte) (int, error) {
	if err := x.ctx.Err(); err != nil {
		return 0, err
	}
	if want := min(len(p), 1<<20); len(x.buf) < want {
		x.buf = make([]byte, want)
	}
	type result struct {
		n   int
		err error
	}
	buf, done := x.buf[:min(len(p), len(x.buf))], make(chan result, 1)
	go func() {
		n, err := x.r.Read(buf)
		done <- result{n, err}
	}()
	select {
	case <-x.ctx.Done():
		return 0, x.ctx.Err()
	case r := <-done:
		return copy(p, buf[:r.n]), r.err
	}
}

// openFile opens a file to be read from its start. A named pipe that nobody writes to keeps nobody from interrupting.
func openFile(ctx context.Context, name string) (*os.File, error) {
	type result struct {
		f   *os.File
		err error
	}
	done := make(chan result, 1)
	go func() {
		f, err := os.Open(name)
		done <- result{f, err}
	}()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case r := <-done:
		if r.err != nil {
			return nil, fileError(r.err)
		}
		if i, err := r.f.Stat(); err == nil && i.IsDir() {
			r.f.Close()
			return nil, factum.Errorf(factum.Invalid, "it is a folder").WithHint("Name the files in it.")
		}
		return r.f, nil
	}
}

// fileError says what is wrong with a file, without the system call's name.
func fileError(err error) error {
	var pe *os.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	switch {
	case errors.Is(err, os.ErrNotExist):
		return factum.Errorf(factum.Missing, "there is no such file")
	case errors.Is(err, os.ErrPermission):
		return factum.Errorf(factum.Invalid, "it may not be read").WithHint("Give this account the right to read it.")
	}
	return factum.Errorf(factum.Other, "%w", err)
}

// file is the file behind a stream, nil when there is none.
func file(s any) *os.File {
	switch x := s.(type) {
	case *os.File:
		return x
	case *printer:
		return file(x.w)
	case *interruptible:
		return file(x.r)
	}
	return nil
}

// isTerminal reports whether a stream is a person's terminal.
func isTerminal(s any) bool {
	f := file(s)
	return f != nil && term.IsTerminal(int(f.Fd()))
}

// width of the terminal for text that is wrapped; 80 where there is none.
func (s *session) width() int {
	if f := file(s.Out); f != nil {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w >= 40 {
			return min(w, 110)
		}
	}
	return 80
}
