package blobfs

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"factum"
)

// Open implements store.Blobs.
func (b *Blobs) Open(_ context.Context, d factum.Digest) (io.ReadCloser, error) {
	f, err := os.Open(b.Path(d))
	if errors.Is(err, os.ErrNotExist) {
		return nil, factum.Errorf(factum.Missing, "no bytes are kept under %s", d)
	}
	if err != nil {
		return nil, failed("open "+b.Path(d), err)
	}
	return f, nil
}

// Stat implements store.Blobs.
func (b *Blobs) Stat(_ context.Context, d factum.Digest) (int64, error) {
	fi, err := os.Stat(b.Path(d))
	if errors.Is(err, os.ErrNotExist) {
		return 0, factum.Errorf(factum.Missing, "no bytes are kept under %s", d)
	}
	if err != nil {
		return 0, failed("look for "+b.Path(d), err)
	}
	return fi.Size(), nil
}

// Walk implements store.Blobs. Files whose names are no digests, or that lie in the wrong directory, are left out; verify names them.
func (b *Blobs) Walk(ctx context.Context, visit func(d factum.Digest, size int64) error) error {
	shards, err := os.ReadDir(b.dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return failed("read "+b.dir, err)
	}
	for _, s := range shards {
		if !s.IsDir() {
			continue
		}
		files, err := os.ReadDir(filepath.Join(b.dir, s.Name()))
		if err != nil {
			return failed("read "+filepath.Join(b.dir, s.Name()), err)
		}
		for _, f := range files {
			if err := ctx.Err(); err != nil {
				return err
			}
			d, err := factum.ParseDigest(f.Name())
			if err != nil || d.Hex() != f.Name() || f.Name()[:2] != s.Name() || !f.Type().IsRegular() {
				continue
			}
			fi, err := f.Info()
			if errors.Is(err, os.ErrNotExist) {
				continue
			}
			if err != nil {
				return failed("look at "+f.Name(), err)
			}
			if err := visit(d, fi.Size()); err != nil {
				return err
			}
		}
	}
	return nil
}
