package capture

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"

	"factum"
	"factum/internal/sniff"
)

// Sink makes bytes durable. Put reads r to its end and returns only when what it read is kept for good; on an error of r it
// keeps nothing and returns that error.
type Sink interface {
	Put(ctx context.Context, r io.Reader) (factum.Subject, error)
}

// Taken is a capture that is durable.
type Taken struct {
	Subject factum.Subject
	Origin  factum.Origin
	// Bytes are the first of the capture, at most Config.Keep. Whole says that they are all of it.
	Bytes []byte
	Whole bool
}

// Open opens the input for reading from its start. Standard input can be opened once. The FileInfo is nil for it.
func (in *Input) Open() (io.ReadCloser, fs.FileInfo, error) {
	if in.Err != nil {
		return nil, nil, in.Err
	}
	if in.Origin.Via == ViaStdin {
		return io.NopCloser(in.conf.Stdin), nil, nil
	}
	// without O_NONBLOCK a pipe that took the file's place would hang the run
	f, err := os.OpenFile(in.path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, nil, explain(in.path, err)
	}
	info, err := f.Stat()
	if err == nil {
		err = in.conf.refuse(in.path, info)
	}
	if err != nil {
		f.Close()
		return nil, nil, explain(in.path, err)
	}
	return f, info, nil
}

// Take streams the input into sink. It uses memory for Config.Keep bytes at most, whatever the size. What was read is
// what is kept: if the file changed while it was read, Origin.Grew says so. On an error nothing was captured; the Origin
// is still complete as far as it is known, for the gap.
func (in *Input) Take(ctx context.Context, sink Sink) (Taken, error) {
	t := Taken{Origin: in.Origin}
	r, info, err := in.Open()
	if err != nil {
		return t, err
	}
	defer r.Close()
	if info != nil {
		t.Origin.Modified = factum.Instant(info.ModTime())
		t.Origin.Mode = info.Mode().String()
		t.Origin.Created = created(in.path)
	}
	keep := in.conf.Keep
	if keep <= 0 {
		keep = DefaultKeep
	}
	tee := &tee{ctx: ctx, r: r, keep: keep, limit: in.conf.MaxSize}
	t.Subject, err = sink.Put(ctx, tee)
	if tee.err != nil && !errors.Is(tee.err, io.EOF) {
		err = tee.err
	}
	switch {
	case ctx.Err() != nil:
		return t, ctx.Err()
	case errors.Is(err, errLimit):
		return t, factum.Errorf(factum.Invalid, "%s: more than the limit of %d bytes", shown(in.Source), in.conf.MaxSize).WithHint("Raise the limit on size to capture it.")
	case err != nil && tee.err == err:
		return t, explain(in.Source, err)
	case err != nil:
		return t, err
	}
	t.Bytes, t.Whole = tee.buf.Bytes(), tee.n <= keep
	t.Origin.MediaType = sniff.Type(t.Bytes)
	if info != nil {
		after, err := os.Stat(in.path)
		t.Origin.Grew = info.Size() != tee.n || err == nil && (after.Size() != tee.n || !after.ModTime().Equal(info.ModTime()))
	}
	return t, nil
}

var errLimit = errors.New("over the limit")

// tee counts what it reads, keeps the first bytes, and stops at the limit and when the context ends.
type tee struct {
	ctx   context.Context
	r     io.Reader
	buf   bytes.Buffer
	n     int64
	keep  int64
	limit int64
	err   error // of r, or errLimit
}

func (t *tee) Read(p []byte) (int, error) {
	if err := t.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := t.r.Read(p)
	if room := t.keep - t.n; room > 0 && n > 0 {
		t.buf.Write(p[:min(int64(n), room)])
	}
	t.n += int64(n)
	if t.limit > 0 && t.n > t.limit {
		err = errLimit
	}
	if err != nil {
		t.err = err
	}
	return n, err
}
