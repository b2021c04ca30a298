package custody

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"

	"factum"
)

// Holder says who holds a record's lock.
type Holder struct {
	PID   int    `json:"pid"`
	Host  string `json:"host"`
	Since string `json:"since"` // UTC
}

// lock is one writing session's claim on a record. It is a flock, so it ends with the process, whatever
// becomes of it, and holds between two ledgers of one process as well.
type lock struct{ f *os.File }

// acquire takes the lock, trying for the given time.
func acquire(ctx context.Context, dir string, wait time.Duration, now func() time.Time) (*lock, error) {
	name := filepath.Join(dir, fileLock)
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, ioError("open "+name, err)
	}
	for deadline := time.Now().Add(wait); ; {
		err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		if err == nil {
			break
		}
		if !errors.Is(err, unix.EWOULDBLOCK) && !errors.Is(err, unix.EINTR) {
			f.Close()
			return nil, ioError("lock "+name, err)
		}
		if time.Now().After(deadline) {
			f.Close()
			return nil, busy(name)
		}
		select {
		case <-ctx.Done():
			f.Close()
			return nil, ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
	host, _ := os.Hostname()
	b, err := json.Marshal(Holder{PID: os.Getpid(), Host: host, Since: factum.Instant(now())})
	if err == nil {
		err = f.Truncate(0)
	}
	if err == nil {
		_, err = f.WriteAt(append(b, '\n'), 0)
	}
	if err != nil {
		f.Close()
		return nil, ioError("write "+name, err)
	}
	return &lock{f}, nil
}

// busy says who holds the lock, as far as the file tells.
func busy(name string) error {
	var h Holder
	b, _ := os.ReadFile(name)
	if json.Unmarshal(b, &h) != nil || h.PID == 0 {
		return factum.Errorf(factum.Busy, "another program is writing to this record").WithHint("Try again when it is done.")
	}
	return factum.Errorf(factum.Busy, "process %d on %s has been writing to this record since %s", h.PID, h.Host, h.Since).WithHint(
		"Try again when it is done.")
}

// of reports whether the lock is that of dir: a directory may have got another name while its lock was waited for.
func (l *lock) of(dir string) bool {
	mine, err := l.f.Stat()
	there, terr := os.Stat(filepath.Join(dir, fileLock))
	return err == nil && terr == nil && os.SameFile(mine, there)
}

// release gives the lock back.
func (l *lock) release() error {
	err := l.f.Truncate(0)
	if e := l.f.Close(); err == nil {
		err = e
	}
	return err
}
