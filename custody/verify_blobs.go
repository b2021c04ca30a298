package custody

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/sys/unix"

	"factum"
)

func blobName(d factum.Digest) string { return filepath.Join(dirBlobs, d.Hex()[:2], d.Hex()) }

// blobBatch is some files of one directory under blobs/, hashed by one worker.
type blobBatch struct {
	shard string
	files []hashedBlob
	wrong *Checked // instead of files: what is wrong already
	done  chan struct{}
}

// hashedBlob is a file under blobs/ with what reading it gave.
type hashedBlob struct {
	entry  os.DirEntry
	named  bool // its name is that of a blob
	digest factum.Digest
	size   int64
	sum256 factum.Digest
	sum512 [64]byte
	err    error
}

// A batch is small, so that the work is even, and so many are begun and not yet reported that a large file keeps nobody waiting.
const (
	blobsBatched = 16
	blobsAhead   = 256
)

// hashBlobs begins to read what is under blobs/, in the order of the names. It goes on beside the other checks, which do not keep all processors busy, and
// is judged when they have said what there has to be.
func (v *verifier) hashBlobs(ctx context.Context) (ordered chan *blobBatch, err error) {
	shards, err := os.ReadDir(filepath.Join(v.dir, dirBlobs))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, ioError("read blobs", err)
	}
	ordered = make(chan *blobBatch, blobsAhead)
	work := make(chan *blobBatch)
	for range v.opts.Workers {
		go func() {
			h := newBlobHasher(v.opts.Quick)
			for b := range work {
				for i := range b.files {
					h.blob(ctx, v.dir, b.shard, &b.files[i])
				}
				close(b.done)
			}
		}()
	}
	go func() {
		defer close(ordered)
		defer close(work)
		v.listBlobs(ctx, shards, func(b *blobBatch) bool {
			select {
			case ordered <- b:
			case <-ctx.Done():
				return false
			}
			if b.wrong == nil {
				work <- b
			}
			return true
		})
	}()
	return ordered, nil
}

// listBlobs lists what is under blobs/ in batches.
func (v *verifier) listBlobs(ctx context.Context, shards []os.DirEntry, give func(*blobBatch) bool) {
	for _, shard := range shards {
		name := filepath.Join(dirBlobs, shard.Name())
		if b, err := hex.DecodeString(shard.Name()); !shard.IsDir() || err != nil || len(b) != 1 {
			if !give(&blobBatch{wrong: &Checked{Item: name, File: name, Status: Added, Why: "it is not among the names of blobs"}}) {
				return
			}
			continue
		}
		files, err := os.ReadDir(filepath.Join(v.dir, name))
		if err != nil {
			if !give(&blobBatch{wrong: &Checked{Item: name, File: name, Status: Changed, Why: "it does not read: " + err.Error()}}) {
				return
			}
			continue
		}
		for part := range slices.Chunk(files, blobsBatched) {
			b := &blobBatch{shard: shard.Name(), files: make([]hashedBlob, len(part)), done: make(chan struct{})}
			for i, e := range part {
				b.files[i].entry = e
			}
			if ctx.Err() != nil || !give(b) {
				return
			}
		}
	}
}

// blobs judges every file under blobs/, in the order of the names.
func (v *verifier) blobs() error {
	seen := make(map[factum.Digest]bool, len(v.subjects))
	for b := range v.hashed {
		if b.wrong != nil {
			v.tell(*b.wrong)
			continue
		}
		<-b.done
		if err := v.ctx.Err(); err != nil {
			return err // what was broken off says nothing
		}
		for i := range b.files {
			x := &b.files[i]
			if errors.Is(x.err, os.ErrNotExist) && x.entry.Type().IsRegular() {
				continue // listed, and then no longer there
			}
			if x.named {
				seen[x.digest] = true
			}
			v.tell(v.blob(b.shard, x))
		}
	}
	if err := v.ctx.Err(); err != nil {
		return err
	}
	v.missingBlobs(seen)
	return nil
}

// missingBlobs reports the captures whose bytes were not seen. One that a writer at work has added since they were listed is read now.
func (v *verifier) missingBlobs(seen map[factum.Digest]bool) {
	asked := false
	for _, d := range sortedDigests(v.subjects) {
		if seen[d] {
			continue
		}
		if e, err := os.Lstat(filepath.Join(v.dir, blobName(d))); err == nil && e.Mode().IsRegular() {
			x := hashedBlob{entry: fs.FileInfoToDirEntry(e)}
			newBlobHasher(v.opts.Quick).blob(v.ctx, v.dir, d.Hex()[:2], &x)
			v.tell(v.blob(d.Hex()[:2], &x))
			continue
		}
		if !asked {
			v.laterErasures()
			asked = true
		}
		c := Checked{Item: d.String(), File: blobName(d), Status: MissingItem, Why: "the bytes of a capture are gone"}
		if ground, ok := v.erasedItems[d]; ok {
			c.Status, c.Why = ErasedItem, "erased on ground "+ground
		}
		v.tell(c)
	}
}

// digestText is a digest as it is written, made with one allocation.
func digestText(d factum.Digest) string {
	var b [len("sha256:") + 64]byte
	copy(b[:], "sha256:")
	hex.Encode(b[len("sha256:"):], d[:])
	return string(b[:])
}

func sortedDigests[T any](m map[factum.Digest]T) []factum.Digest {
	out := make([]factum.Digest, 0, len(m))
	for d := range m {
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b factum.Digest) int { return bytes.Compare(a[:], b[:]) })
	return out
}

// blob compares a file with its name and with what the acts say of it.
func (v *verifier) blob(shard string, x *hashedBlob) Checked {
	file := dirBlobs + "/" + shard + "/" + x.entry.Name()
	c := Checked{Item: file, File: file, Status: OK}
	if !x.named {
		c.Status, c.Why = Added, "it is not among the names of blobs"
		return c
	}
	c.Item = digestText(x.digest)
	s, captured := v.subjects[x.digest]
	switch {
	case x.err != nil:
		c.Status, c.Why = Changed, "it does not read: "+x.err.Error()
	case captured && x.size != s.size:
		c.Status, c.Why = Changed, fmt.Sprintf("it has %d bytes, the capture had %d", x.size, s.size)
	case x.sum256 != x.digest:
		c.Status, c.Why = Changed, "its SHA-256 is "+x.sum256.Hex()
	case captured && !v.opts.Quick && x.sum512 != s.sha512:
		c.Status, c.Why = Changed, "its SHA-512 is not that of the capture"
	}
	if _, named := v.derived[x.digest]; c.Status == OK && !captured && !named {
		c.Status, c.Why = NotInLog, "kept, not in the log"
		if ground, ok := v.erasedItems[x.digest]; ok {
			c.Why = "erased on ground " + ground + ", and its bytes are here again, or the erasure was interrupted"
		}
	}
	return c
}

// blobHasher hashes one file after another.
type blobHasher struct {
	a, b hash.Hash // b is nil when SHA-512 is left out
	buf  []byte
}

func newBlobHasher(quick bool) *blobHasher {
	h := &blobHasher{a: sha256.New(), buf: make([]byte, 256<<10)}
	if !quick {
		h.b = sha512.New()
	}
	return h
}

// blob reads a file and hashes it, if its name is that of a blob.
func (h *blobHasher) blob(ctx context.Context, dir, shard string, x *hashedBlob) {
	name := x.entry.Name()
	x.named = len(name) == 64 && name[:2] == shard && x.entry.Type().IsRegular() && lowerHex(x.digest[:], []byte(name))
	if x.named {
		x.err = h.read(ctx, dir+"/"+dirBlobs+"/"+shard+"/"+name, x)
	}
}

// read hashes a file. It goes around os.File, which asks the system for more than reading a small file once needs.
func (h *blobHasher) read(ctx context.Context, path string, x *hashedBlob) error {
	h.a.Reset()
	if h.b != nil {
		h.b.Reset()
	}
	fd, err := retry(func() (int, error) { return unix.Open(path, unix.O_RDONLY|unix.O_CLOEXEC, 0) })
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	for {
		n, err := retry(func() (int, error) { return unix.Read(fd, h.buf) })
		if err != nil {
			return err
		}
		if n <= 0 {
			break
		}
		x.size += int64(n)
		h.a.Write(h.buf[:n])
		if h.b != nil {
			h.b.Write(h.buf[:n])
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	h.a.Sum(x.sum256[:0])
	if h.b != nil {
		h.b.Sum(x.sum512[:0])
	}
	return nil
}

// retry repeats a system call that a signal interrupted.
func retry(call func() (int, error)) (n int, err error) {
	for {
		if n, err = call(); err != unix.EINTR {
			return n, err
		}
	}
}
