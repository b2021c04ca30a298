package custody

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"factum"
)

// tarCopier copies into an archive.
type tarCopier struct {
	out   io.Writer
	zip   bool
	reset func() error // takes back what was written; nil when that cannot be
	begun bool

	gz    *gzip.Writer
	tw    *tar.Writer
	files int
	bytes int64
}

// copy implements copier.
func (c *tarCopier) copy(ctx context.Context, p *plan) error {
	if c.begun {
		if c.reset == nil {
			return factum.Errorf(factum.Transient, "something was erased or the key was changed while the record was copied").
				WithHint("What was written is no backup: it has no end. Run the command again.")
		}
		if err := c.reset(); err != nil {
			return ioError("begin again", err)
		}
	}
	c.begun, c.files, c.bytes = true, 0, 0
	out := c.out
	if c.zip {
		gz, err := gzip.NewWriterLevel(out, gzip.BestSpeed) // the disk is to set the pace; most captures are compressed already
		if err != nil {
			return err
		}
		c.gz, out = gz, gz
	}
	c.tw = tar.NewWriter(out)
	head := archived{V: 1, ID: p.id.ID, Origin: p.id.Origin, Size: p.size, Files: p.done.Files, Bytes: p.total, Blobs: len(p.blobs), Keys: len(p.keys)}
	if err := c.json(tarBegin, head); err != nil {
		return err
	}
	for _, fs := range [][]planned{p.config, p.keys} {
		for _, f := range fs {
			if err := c.entry(ctx, p, f.name, f.perm, f.size, bytes.NewReader(f.bytes)); err != nil {
				return err
			}
		}
	}
	for _, ls := range [][]*lineFile{p.acts, p.sealed, p.derived} {
		for _, l := range ls {
			r, err := l.open(p.dir)
			if factum.KindOf(err) == factum.Missing {
				continue // reported
			}
			if err != nil {
				return err
			}
			err = c.entry(ctx, p, l.name, 0o644, l.size, r)
			r.Close()
			if err != nil {
				return err
			}
		}
	}
	for _, fs := range [][]planned{p.log, p.small} {
		for _, f := range fs {
			if err := c.entry(ctx, p, f.name, f.perm, f.size, bytes.NewReader(f.bytes)); err != nil {
				return err
			}
		}
	}
	for _, f := range p.blobs {
		if err := c.blob(ctx, p, f); err != nil {
			return err
		}
	}
	p.done.New, p.done.NewBytes = c.files, c.bytes
	return nil
}

// json writes one of the archive's own files.
func (c *tarCopier) json(name string, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	b = append(b, '\n')
	return c.write(name, 0o644, int64(len(b)), bytes.NewReader(b))
}

// write puts a file into the archive. r has to give exactly size bytes.
func (c *tarCopier) write(name string, perm os.FileMode, size int64, r io.Reader) error {
	h := &tar.Header{Typeflag: tar.TypeReg, Name: filepath.ToSlash(name), Mode: int64(perm), Size: size, ModTime: time.Unix(0, 0), Uname: "", Gname: ""}
	if err := c.tw.WriteHeader(h); err != nil {
		return ioError("write the archive", err)
	}
	if _, err := io.Copy(c.tw, r); err != nil {
		return ioError("write the archive", err)
	}
	return nil
}

// padded reads exactly size bytes of r: zeros in place of what r lacks, nothing beyond. why is what was wrong with r.
type padded struct {
	ctx  context.Context
	r    io.Reader
	left int64
	why  error
	zero int64 // bytes filled up
}

// Read implements io.Reader.
func (p *padded) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	if p.left == 0 {
		return 0, io.EOF
	}
	b = b[:min(int64(len(b)), p.left)]
	n := 0
	if p.why == nil {
		var err error
		if n, err = p.r.Read(b); err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		p.why = err
	} else {
		clear(b)
		n = len(b)
		p.zero += int64(n)
	}
	p.left -= int64(n)
	return n, nil
}

// entry puts a file of the record into the archive.
func (c *tarCopier) entry(ctx context.Context, p *plan, name string, perm os.FileMode, size int64, r io.Reader) error {
	pr := &padded{ctx: ctx, r: r, left: size}
	if err := c.write(tarRecord+name, perm, size, pr); err != nil {
		return err
	}
	if pr.zero > 0 {
		p.fail(name, name, Changed, "it does not read to its end; zeros were put in place of the rest: "+pr.why.Error())
	}
	c.files, c.bytes = c.files+1, c.bytes+size
	if p.o.Step != nil {
		p.o.Step(c.bytes, p.total)
	}
	return nil
}

// wholeMax is up to how many bytes a blob is read before its header is written, so that one that does not read is left out.
const wholeMax = 4 << 20

// blob puts a blob into the archive and hashes it on the way.
func (c *tarCopier) blob(ctx context.Context, p *plan, f planned) error {
	r, err := os.Open(filepath.Join(p.dir, f.name))
	if err != nil {
		p.unreadable(f.digest.String(), f.name, err)
		return nil
	}
	defer r.Close()
	h := sha256.New()
	var src io.Reader = io.TeeReader(r, h)
	if f.size <= wholeMax {
		b, err := io.ReadAll(io.LimitReader(src, wholeMax+1))
		if err != nil {
			p.unreadable(f.digest.String(), f.name, err)
			return nil
		}
		f.size, src = int64(len(b)), bytes.NewReader(b)
	}
	before := len(p.failed)
	if err := c.entry(ctx, p, f.name, f.perm, f.size, src); err != nil {
		return err
	}
	if d := factum.Digest(h.Sum(nil)); d != f.digest && len(p.failed) == before {
		p.fail(f.digest.String(), f.name, Changed, fmt.Sprintf("its SHA-256 is %s; its %d bytes were copied as they lie", d.Hex(), f.size))
	}
	return nil
}

// finish implements copier: the end makes the archive a backup.
func (c *tarCopier) finish(p *plan) error {
	end := archivedEnd{V: 1, Files: c.files, Bytes: c.bytes, Failed: p.failed}
	if end.Failed == nil {
		end.Failed = []Checked{}
	}
	err := c.json(tarEnd, end)
	if err == nil {
		err = c.tw.Close()
	}
	if err == nil && c.gz != nil {
		err = c.gz.Close()
	}
	if errors.Is(err, context.Canceled) {
		return err
	}
	return ioError("write the archive", err)
}
