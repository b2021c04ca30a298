package custody

import (
	"bytes"
	"context"
	"crypto/rand"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/BurntSushi/toml"

	"factum"
)

// Config is what a ledger needs of its surroundings. The zero value works: this machine's clock, random
// salts, the disk, no index.
type Config struct {
	Program factum.Version   // written into every act
	Now     func() time.Time // this machine's clock
	Salts   func(b []byte)   // fills b with random bytes; called by one goroutine at a time
	FS      FS
	// Keys finds acts by the key of their draft. Without it only what the session itself appended is known.
	Keys Keys
	// Blobs takes derived items over factum.MaxAct. Without it they are refused.
	Blobs Blobs
	// Locate finds derived items by digest, as an index noted them. Without it the segments are scanned.
	Locate func(ctx context.Context, d factum.Digest) (segment int, offset, size int64, ok bool, err error)
	// Rekeyed says which of the first upTo acts are rekeyed ones, ascending, as an index noted it. Without it all acts are read for them.
	Rekeyed func(ctx context.Context) (acts []factum.ActIndex, upTo factum.ActIndex, err error)
	// Applied is how many acts the index has applied: a log shorter than that was cut.
	Applied int64
	// Replaying says that the index is about to be made again: it may be wrong, and what it has applied beyond all act lines is no reproach to them.
	Replaying bool
	// Wait is how long OpenWriter waits for another writer. 0: two seconds; negative: not at all.
	Wait time.Duration
}

// Keys finds the acts of drafts by their keys. It must know every act below the log's size when a session begins.
type Keys interface {
	Lookup(ctx context.Context, keys []string) (map[string]factum.ActIndex, error)
}

// Blobs is as much of a blob store as custody needs. Put is durable on return.
type Blobs interface {
	Put(ctx context.Context, r io.Reader) (factum.Subject, bool, error)
	Open(ctx context.Context, d factum.Digest) (io.ReadCloser, error)
}

func (c Config) withDefaults() Config {
	if c.Program.Name == "" {
		c.Program.Name = "factum"
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Salts == nil {
		c.Salts = func(b []byte) { _, _ = rand.Read(b) } // never fails: crypto/rand ends the program instead
	}
	if c.FS == nil {
		c.FS = Disk{}
	}
	if c.Wait == 0 {
		c.Wait = 2 * time.Second
	}
	return c
}

// Identity is the content of factum.toml: what a record is, apart from what is in it.
type Identity struct {
	Format int    `toml:"format"` // factum.FormatVersion when it was made
	ID     string `toml:"id"`     // 32 hexadecimal digits, random
	Origin string `toml:"origin"` // name of the log, first line of every checkpoint
}

// ReadIdentity reads a record's factum.toml. It fails with factum.Missing when dir holds no record, and
// with factum.Newer when a newer version made it.
func ReadIdentity(dir string) (Identity, error) {
	var id Identity
	name := filepath.Join(dir, fileConfig)
	b, err := os.ReadFile(name)
	if os.IsNotExist(err) {
		return id, factum.Errorf(factum.Missing, "%s holds no record: there is no %s", dir, fileConfig).WithHint(
			"Make one with \"factum init\", or name another with --record.")
	}
	if err != nil {
		return id, ioError("read "+name, err)
	}
	if _, err := toml.NewDecoder(bytes.NewReader(b)).Decode(&id); err != nil {
		return id, factum.Errorf(factum.Integrity, "%s does not read: %w", name, err)
	}
	if id.Format > factum.FormatVersion {
		return id, factum.Errorf(factum.Newer, "%s: the record is of format %d, this version knows %d", name, id.Format, factum.FormatVersion).WithHint(
			"Use a newer version of factum.")
	}
	if id.Format < 1 || id.ID == "" || id.Origin == "" {
		return id, factum.Errorf(factum.Integrity, "%s: format, id and origin are all needed", name)
	}
	return id, nil
}

func (id Identity) encode() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("# A factum record. What it means is in docs/formats.md.\n")
	err := toml.NewEncoder(&b).Encode(id)
	return b.Bytes(), err
}
