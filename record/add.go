package record

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"factum"
	"factum/capture"
	"factum/coding/model"
	"factum/reading"
)

// Added is what became of one input. It is the line that `factum add --json` prints.
type Added struct {
	Capture factum.Digest `json:"capture"` // "" when there are no bytes
	Source  string        `json:"source"`  // the input as given, or its path below a folder given
	Status  string        `json:"status"`  // captured, known, gap
	Lang    string        `json:"lang"`
	Claims  int           `json:"claims"`
	Reason  string        `json:"reason"` // of a gap, also of what a model was asked beside and did not give
	Hint    string        `json:"-"`      // of a gap: what a person can do about it
	Read    bool          `json:"-"`      // it was read and coded, now or before
}

// Sum counts what a run did.
type Sum struct {
	Inputs, Captured, Known, Gaps, Claims int
	Own                                   int // files of this record itself in a folder given; they are left out
}

// AddOptions are the choices of one Add.
type AddOptions struct {
	NoRead    bool
	Stdin     io.Reader
	StdinName string
	Again     bool          // also what was erased before
	Model     *model.Client // asked for proposals; nil: none is
}

// Writers is how many captures are written at once: enough to keep the disk's queue filled while each waits for its fsync.
const writers = 16

// large is the size in bytes over which only two inputs are taken at a time: each is kept in memory until it is read.
const large = 1 << 20

// batch bounds how many inputs are sealed together.
const batch = 128

// input is one capture on its way.
type input struct {
	in      capture.Input
	got     capture.Taken
	have    bool  // the bytes are in the record
	err     error // why the bytes could not be had
	fatal   error // why the record could not take them: nothing further can be kept
	before  known // what the record knew of it when it came
	work    worked
	skipped bool // not read: known before, or not wanted
}

// Add captures, seals, reads, codes and weighs what args name. report is called for each input in order, once its acts are in the
// log. A bad input never stops the others: it is a gap. An error means that nothing further can be kept.
func (r *Record) Add(ctx context.Context, args []string, o AddOptions, report func(Added) error) (Sum, error) {
	var sum Sum
	if err := r.ready(); err != nil {
		return sum, err
	}
	host, _ := os.Hostname()
	src := &capture.Config{Stdin: o.Stdin, Host: host, User: userName()}
	if o.NoRead {
		src.Keep = 4 << 10 // enough to tell the type
	}
	refuse, err := r.refuse(ctx, o)
	if err != nil {
		return sum, err
	}
	var own atomic.Int64
	b := &batcher{sealer: r.sealer(ctx, &sum, report), seen: map[factum.Digest]known{}}
	workers := writers
	if !o.NoRead { // so that one always has something to read while others wait for the disk
		workers *= 4
	}
	err = inOrder(ctx, max(workers, runtime.GOMAXPROCS(0)), 4*batch, r.without(src.Files(args), &own), func(ctx context.Context, in capture.Input) *input {
		return r.take(ctx, in, o, refuse)
	}, func(in *input) error { return b.put(ctx, in) })
	sum.Own = int(own.Load())
	return sum, b.end(ctx, err)
}

// take brings one input into the record's blobs and runs the stages over it.
func (r *Record) take(ctx context.Context, in capture.Input, o AddOptions, refuse func(factum.Digest) error) *input {
	x := &input{in: in, got: capture.Taken{Origin: in.Origin}}
	if in.Err != nil {
		x.err = in.Err
		return x
	}
	if !o.NoRead {
		if st, err := os.Stat(in.Origin.Path); err != nil || st.Size() > large { // standard input as well: nobody knows its size
			r.big <- struct{}{}
			defer func() { <-r.big }()
		}
	}
	to := &sink{r: r, refuse: refuse}
	x.got, x.err = in.Take(ctx, to)
	if in.Origin.Via == capture.ViaStdin && o.StdinName != "" {
		x.got.Origin.Name = o.StdinName
	}
	var down *sinkError
	if errors.As(x.err, &down) {
		x.fatal = down.err
		return x
	}
	if x.err != nil {
		if ctx.Err() != nil {
			x.fatal = ctx.Err()
		}
		return x
	}
	x.have = true
	d := x.got.Subject.SHA256
	if to.known { // else no act can name it yet
		x.before = r.before(ctx, d)
	}
	if o.NoRead || x.before.coded {
		x.skipped = true
	} else if !x.got.Whole {
		x.work = worked{stage: "reading", err: tooLarge(x.got.Subject.Size)}
	} else {
		r.cpu <- struct{}{}
		x.work = r.stages.work(ctx, x.got.Bytes, reading.Meta{MediaType: x.got.Origin.MediaType, Name: x.got.Origin.Name, Capture: d}, proposals{client: o.Model})
		<-r.cpu
	}
	x.got.Bytes = nil
	return x
}

// sink takes captures into the record's blobs and tells a record that can't take more from an input that can't be read.
type sink struct {
	r      *Record
	known  bool                      // the bytes were in the blobs already
	refuse func(factum.Digest) error // nil: nothing
}

type sinkError struct{ err error }

func (e *sinkError) Error() string { return e.err.Error() }
func (e *sinkError) Unwrap() error { return e.err }

// Put implements capture.Sink.
func (s *sink) Put(ctx context.Context, r io.Reader) (factum.Subject, error) {
	src := &watched{r: r}
	var refused error
	sub, known, err := s.r.blobs.PutUnless(ctx, src, func(d factum.Digest) error {
		if s.refuse != nil {
			refused = s.refuse(d)
		}
		return refused
	})
	s.known = known
	if err != nil && refused == nil && src.err == nil && ctx.Err() == nil {
		err = &sinkError{err}
	}
	return sub, err
}

// watched remembers whether reading failed.
type watched struct {
	r   io.Reader
	err error
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	if err != nil && err != io.EOF {
		w.err = err
	}
	return n, err
}

func tooLarge(size int64) error {
	return factum.Errorf(factum.Invalid, "it is %d bytes; texts of up to %d MiB are read", size, capture.DefaultKeep>>20)
}

// known is what is already known of a capture.
type known struct {
	captured, coded bool
	langs           []string
	claims          int
}

// before is what the record knew of a capture before this batch.
func (r *Record) before(ctx context.Context, d factum.Digest) known {
	t, err := r.index.Get(ctx, d.String())
	if err != nil || t.Capture == nil {
		return known{}
	}
	return known{captured: true, coded: t.Capture.Status == "coded", langs: t.Capture.Langs, claims: t.Capture.Claims}
}

// batcher seals inputs together: one round of durable writes for many.
type batcher struct {
	*sealer
	seen map[factum.Digest]known // captured in this run
	last time.Time               // when inputs were last sealed
}

// lull is how long a finished input waits at most for others to be sealed with.
const lull = 50 * time.Millisecond

func (b *batcher) put(ctx context.Context, in *input) error {
	if in.fatal != nil {
		return in.fatal
	}
	b.add(in)
	if len(b.lines) < batch && time.Since(b.last) < lull {
		return nil
	}
	err := b.flush(ctx)
	b.last = time.Now()
	return err
}

// add drafts the acts of one input.
func (b *batcher) add(x *input) {
	a := Added{Source: x.in.Source}
	defer func() { b.line(a) }()
	if !x.have {
		a.Status, a.Reason, a.Hint = "gap", x.err.Error(), factum.HintOf(x.err)
		b.draft(factum.Draft{Key: fresh(), Kind: factum.Gapped, Detail: map[string]any{"stage": "capture"},
			Sealed: map[string]any{"subject": "", "origin": x.got.Origin, "reason": a.Reason, "by": b.r.by}})
		return
	}
	d := x.got.Subject.SHA256
	was, ok := b.seen[d]
	if !ok {
		was = x.before
	}
	a.Capture, a.Status = d, "captured"
	if was.captured {
		a.Status = "known"
	}
	b.draft(factum.Draft{Key: fresh(), Kind: factum.Captured, Detail: map[string]any{"via": x.got.Origin.Via},
		Sealed: map[string]any{"subject": x.got.Subject, "origin": x.got.Origin, "by": b.r.by}})
	now := was
	now.captured = true
	switch {
	case was.coded:
		a.Read, a.Claims, a.Lang = true, was.claims, lang(was.langs)
	case !x.skipped:
		b.worked(d, x.got.Origin, x.work, -1, &a)
		if x.work.err == nil {
			now = known{captured: true, coded: true, langs: x.work.langs, claims: x.work.claims}
		}
	}
	b.seen[d] = now
}

// lang is the language of a capture's documents: the one they share, or each.
func lang(langs []string) string {
	return strings.Join(slices.Compact(slices.Clone(langs)), ",")
}

// fresh is a key for what happens anew each time: a capture, a person's act.
func fresh() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// readAll reads a capture's bytes up to the limit that reading has.
func (r *Record) readAll(ctx context.Context, d factum.Digest) ([]byte, error) {
	f, err := r.blobs.Open(ctx, d)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var b bytes.Buffer
	if _, err := io.Copy(&b, io.LimitReader(f, capture.DefaultKeep+1)); err != nil {
		return nil, err
	}
	if b.Len() > capture.DefaultKeep {
		size, _ := r.blobs.Stat(ctx, d)
		return nil, tooLarge(size)
	}
	return b.Bytes(), nil
}
