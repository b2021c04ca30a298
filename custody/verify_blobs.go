package custody

import (
	"bytes"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"factum"
)

func blobName(d factum.Digest) string { return filepath.Join(dirBlobs, d.Hex()[:2], d.Hex()) }

// blobs reads every file under blobs/ again, several at once, and reports them in the order of their names.
func (v *verifier) blobs() error {
	shards, err := os.ReadDir(filepath.Join(v.dir, dirBlobs))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return ioError("read blobs", err)
	}
	seen := map[factum.Digest]bool{}
	for _, shard := range shards {
		name := filepath.Join(dirBlobs, shard.Name())
		if b, err := hex.DecodeString(shard.Name()); !shard.IsDir() || err != nil || len(b) != 1 {
			v.tell(Checked{Item: name, File: name, Status: Added, Why: "it is not among the names of blobs"})
			continue
		}
		files, err := os.ReadDir(filepath.Join(v.dir, name))
		if err != nil {
			v.unreadable(name, err)
			continue
		}
		for part := range slices.Chunk(files, 64*v.opts.Workers) {
			if err := v.ctx.Err(); err != nil {
				return err
			}
			for i, c := range v.blobFiles(shard.Name(), part) {
				if d, err := factum.ParseDigest(part[i].Name()); err == nil {
					seen[d] = true
				}
				v.tell(c)
			}
		}
	}
	for _, d := range sortedDigests(v.subjects) {
		if seen[d] {
			continue
		}
		c := Checked{Item: d.String(), File: blobName(d), Status: MissingItem, Why: "the bytes of a capture are gone"}
		if ground, ok := v.erasedItems[d]; ok {
			c.Status, c.Why = ErasedItem, "erased on ground "+ground
		}
		v.tell(c)
	}
	return nil
}

func sortedDigests[T any](m map[factum.Digest]T) []factum.Digest {
	out := make([]factum.Digest, 0, len(m))
	for d := range m {
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b factum.Digest) int { return bytes.Compare(a[:], b[:]) })
	return out
}

func (v *verifier) blobFiles(shard string, files []os.DirEntry) []Checked {
	out := make([]Checked, len(files))
	next := make(chan int)
	var wg sync.WaitGroup
	for range v.opts.Workers {
		wg.Go(func() {
			buf := make([]byte, 128<<10)
			for i := range next {
				out[i] = v.blob(shard, files[i], buf)
			}
		})
	}
	for i := range files {
		next <- i
	}
	close(next)
	wg.Wait()
	return out
}

// blob reads one file and compares it with its name and with what the acts say of it.
func (v *verifier) blob(shard string, e os.DirEntry, buf []byte) Checked {
	file := filepath.Join(dirBlobs, shard, e.Name())
	c := Checked{Item: file, File: file, Status: OK}
	d, err := factum.ParseDigest(e.Name())
	if err != nil || d.Hex() != e.Name() || e.Name()[:2] != shard || !e.Type().IsRegular() {
		c.Status, c.Why = Added, "it is not among the names of blobs"
		return c
	}
	c.Item = d.String()
	f, err := os.Open(filepath.Join(v.dir, file))
	if err != nil {
		c.Status, c.Why = Changed, err.Error()
		return c
	}
	defer f.Close()
	s, captured := v.subjects[d]
	size, sum256, sum512, err := v.read(f, buf)
	switch {
	case err != nil:
		c.Status, c.Why = Changed, "it does not read: "+err.Error()
	case captured && size != s.Size:
		c.Status, c.Why = Changed, fmt.Sprintf("it has %d bytes, the capture had %d", size, s.Size)
	case v.opts.Quick:
		c.Why = "only its size was compared"
	case sum256 != d:
		c.Status, c.Why = Changed, "its SHA-256 is "+sum256.Hex()
	case captured && sum512 != s.SHA512:
		c.Status, c.Why = Changed, "its SHA-512 is not that of the capture"
	}
	if _, named := v.derived[d]; c.Status == OK && !captured && !named {
		c.Status, c.Why = NotInLog, "kept, not in the log"
	}
	return c
}

// read hashes a blob; quickly, it only takes the size.
func (v *verifier) read(f *os.File, buf []byte) (size int64, sum256 factum.Digest, sum512 string, err error) {
	if v.opts.Quick {
		fi, err := f.Stat()
		if err != nil {
			return 0, sum256, "", err
		}
		return fi.Size(), sum256, "", nil
	}
	a, b := sha256.New(), sha512.New()
	size, err = io.CopyBuffer(io.MultiWriter(a, b), struct{ io.Reader }{f}, buf)
	return size, factum.Digest(a.Sum(nil)), "sha512:" + hex.EncodeToString(b.Sum(nil)), err
}
