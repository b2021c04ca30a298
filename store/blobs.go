package store

import (
	"context"
	"io"

	"factum"
)

// Blobs keeps bytes under their SHA-256. It is safe for concurrent use.
type Blobs interface {
	// Put streams r, whose length nobody knows yet, into the store and returns what it was. It is durable on return: a crash
	// afterwards loses nothing, a crash before leaves no blob. known is true when the same bytes were there already.
	// A reader that fails leaves nothing behind.
	Put(ctx context.Context, r io.Reader) (subject factum.Subject, known bool, err error)
	// Open reads a blob. It fails with factum.Missing when it is not there. It does not check the bytes; verify does.
	Open(ctx context.Context, d factum.Digest) (io.ReadCloser, error)
	// Stat is the size of a blob in bytes; it fails with factum.Missing when it is not there.
	Stat(ctx context.Context, d factum.Digest) (int64, error)
	// Remove takes a blob away for good, as only an erasure may; one that is not there is no error. It is durable on return.
	Remove(ctx context.Context, d factum.Digest) error
	// Walk visits every blob in the order of digests.
	Walk(ctx context.Context, visit func(d factum.Digest, size int64) error) error
}
