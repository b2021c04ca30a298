package durabletest

import (
	"os"
	"strings"
	"sync"
	"syscall"

	"factum/store/durable"
)

// Faults is a file system in which the calls that Fail names go wrong. It is safe for concurrent use.
type Faults struct {
	durable.OS
	// Fail is asked before each call that can fail, with its number from 0 and as "sync acts/00000000.jsonl": folder and name
	// only. nil: it goes well.
	Fail func(n int, call string) error
	// Short lets a write that fails write half of its bytes first.
	Short bool
	// Named has no files without a name.
	Named bool

	mu sync.Mutex
	n  int
}

// Calls is how many calls were made.
func (f *Faults) Calls() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.n
}

func (f *Faults) ask(call, path string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := f.n
	f.n++
	if f.Fail == nil {
		return nil
	}
	parts := strings.Split(path, string(os.PathSeparator))
	if err := f.Fail(n, call+" "+strings.Join(parts[max(0, len(parts)-2):], "/")); err != nil {
		return &os.PathError{Op: call, Path: path, Err: err}
	}
	return nil
}

// Open implements durable.FS.
func (f *Faults) Open(name string, flag int, perm os.FileMode) (durable.File, error) {
	if err := f.ask("open", name); err != nil {
		return nil, err
	}
	x, err := f.OS.Open(name, flag, perm)
	if err != nil {
		return nil, err
	}
	return &faultyFile{x, f}, nil
}

// Unnamed implements durable.FS.
func (f *Faults) Unnamed(dir string) (durable.File, error) {
	if f.Named {
		return nil, &os.PathError{Op: "open", Path: dir, Err: syscall.EOPNOTSUPP}
	}
	if err := f.ask("open", dir); err != nil {
		return nil, err
	}
	x, err := f.OS.Unnamed(dir)
	if err != nil {
		return nil, err
	}
	return &faultyFile{x, f}, nil
}

// Christen implements durable.FS.
func (f *Faults) Christen(x durable.File, to string) error {
	if err := f.ask("name", to); err != nil {
		return err
	}
	return f.OS.Christen(x.(*faultyFile).File, to)
}

// Link implements durable.FS.
func (f *Faults) Link(from, to string) error {
	if err := f.ask("link", to); err != nil {
		return err
	}
	return f.OS.Link(from, to)
}

// Rename implements durable.FS.
func (f *Faults) Rename(from, to string) error {
	if err := f.ask("rename", to); err != nil {
		return err
	}
	return f.OS.Rename(from, to)
}

// Mkdir implements durable.FS.
func (f *Faults) Mkdir(name string, perm os.FileMode) error {
	if err := f.ask("mkdir", name); err != nil {
		return err
	}
	return f.OS.Mkdir(name, perm)
}

// SyncDir implements durable.FS.
func (f *Faults) SyncDir(dir string) error {
	if err := f.ask("syncdir", dir); err != nil {
		return err
	}
	return f.OS.SyncDir(dir)
}

type faultyFile struct {
	durable.File
	f *Faults
}

// Write implements io.Writer.
func (x *faultyFile) Write(b []byte) (int, error) {
	if err := x.f.ask("write", x.Name()); err != nil {
		n := 0
		if x.f.Short {
			n, _ = x.File.Write(b[:len(b)/2])
		}
		return n, err
	}
	return x.File.Write(b)
}

// WriteAt implements io.WriterAt.
func (x *faultyFile) WriteAt(b []byte, off int64) (int, error) {
	if err := x.f.ask("write", x.Name()); err != nil {
		return 0, err
	}
	return x.File.WriteAt(b, off)
}

// Truncate implements durable.File.
func (x *faultyFile) Truncate(size int64) error {
	if err := x.f.ask("truncate", x.Name()); err != nil {
		return err
	}
	return x.File.Truncate(size)
}

// Sync implements durable.File.
func (x *faultyFile) Sync() error {
	if err := x.f.ask("sync", x.Name()); err != nil {
		return err
	}
	return x.File.Sync()
}
