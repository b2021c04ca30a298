package durabletest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"factum/store/durable"
)

// Power is a file system that knows, of every file below its root that is written through it, what a power cut would keep. It is
// safe for concurrent use.
type Power struct {
	durable.OS
	root string

	// After is told of each call once it was made, as "sync acts/00000000.jsonl". It may take an image.
	After func(call string)
	// Lie, when it answers true, makes a sync do nothing and claim that it did.
	Lie func(call string) bool
	// Live are files that somebody else writes, relative to the root, in the order in which an image copies them.
	Live []string

	mu  sync.Mutex
	top *node
}

// node is a file or directory.
type node struct {
	dir  bool
	perm os.FileMode

	now, kept []byte // bytes of a file
	edits     []edit // since the last sync

	names, durable map[string]*node // of a directory
	moves          []move           // since the last sync
}

// edit is a write, or with b nil a cut.
type edit struct {
	off int64
	b   []byte
}

// move gives or, with n nil, takes a name.
type move struct {
	name string
	n    *node
}

// NewPower records what happens below root. What lies there already is durable.
func NewPower(root string) (*Power, error) {
	top, err := load(root)
	return &Power{root: root, top: top}, err
}

func load(path string) (*node, error) {
	fi, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	n := &node{dir: fi.IsDir(), perm: fi.Mode().Perm()}
	if !n.dir {
		n.now, err = os.ReadFile(path)
		n.kept = n.now
		return n, err
	}
	n.names, n.durable = map[string]*node{}, map[string]*node{}
	es, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	for _, e := range es {
		c, err := load(filepath.Join(path, e.Name()))
		if err != nil {
			return nil, err
		}
		n.names[e.Name()], n.durable[e.Name()] = c, c
	}
	return n, nil
}

// rel is a path below the root, with slashes.
func (p *Power) rel(path string) string {
	r, err := filepath.Rel(p.root, path)
	if err != nil || strings.HasPrefix(r, "..") {
		return ""
	}
	return filepath.ToSlash(r)
}

// at finds the node of a path, nil when there is none below the root.
func (p *Power) at(path string) *node {
	n := p.top
	r := p.rel(path)
	if r == "" {
		return nil
	}
	for _, part := range strings.Split(r, "/") {
		if part == "." {
			continue
		}
		if n == nil || !n.dir {
			return nil
		}
		n = n.names[part]
	}
	return n
}

// name gives or takes a name.
func (p *Power) name(path string, n *node) {
	if d := p.at(filepath.Dir(path)); d != nil && d.dir {
		base := filepath.Base(path)
		if n == nil {
			delete(d.names, base)
		} else {
			d.names[base] = n
		}
		d.moves = append(d.moves, move{base, n})
	}
}

// do makes a call, notes it when it went well, and tells of it.
func (p *Power) do(call, path string, real func() error, note func()) error {
	p.mu.Lock()
	err := real()
	if err == nil {
		note()
	}
	p.mu.Unlock()
	if p.After != nil && err == nil {
		p.After(call + " " + p.rel(path))
	}
	return err
}

func (p *Power) lies(call, path string) bool { return p.Lie != nil && p.Lie(call+" "+p.rel(path)) }

// Open implements durable.FS.
func (p *Power) Open(name string, flag int, perm os.FileMode) (durable.File, error) {
	var f *file
	err := p.do("open", name, func() error {
		real, err := p.OS.Open(name, flag, perm)
		f = &file{File: real, p: p, tail: flag&os.O_APPEND != 0}
		return err
	}, func() {
		if f.n = p.at(name); f.n == nil {
			f.n = &node{perm: perm}
			p.name(name, f.n)
		}
	})
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Unnamed implements durable.FS.
func (p *Power) Unnamed(dir string) (durable.File, error) {
	real, err := p.OS.Unnamed(dir)
	if err != nil {
		return nil, err
	}
	return &file{File: real, p: p, n: &node{perm: 0o444}}, nil
}

// Christen implements durable.FS.
func (p *Power) Christen(f durable.File, to string) error {
	x := f.(*file)
	return p.do("name", to, func() error { return p.OS.Christen(x.File, to) }, func() { p.name(to, x.n) })
}

// Link implements durable.FS.
func (p *Power) Link(from, to string) error {
	return p.do("link", to, func() error { return p.OS.Link(from, to) }, func() { p.name(to, p.at(from)) })
}

// Rename implements durable.FS.
func (p *Power) Rename(from, to string) error {
	return p.do("rename", to, func() error { return p.OS.Rename(from, to) }, func() {
		n := p.at(from)
		p.name(from, nil)
		p.name(to, n)
	})
}

// Mkdir implements durable.FS.
func (p *Power) Mkdir(name string, perm os.FileMode) error {
	return p.do("mkdir", name, func() error { return p.OS.Mkdir(name, perm) }, func() {
		p.name(name, &node{dir: true, perm: perm, names: map[string]*node{}, durable: map[string]*node{}})
	})
}

// Remove implements durable.FS.
func (p *Power) Remove(name string) error {
	return p.do("remove", name, func() error { return p.OS.Remove(name) }, func() {
		if p.at(name) != nil {
			p.name(name, nil)
		}
	})
}

// SyncDir implements durable.FS.
func (p *Power) SyncDir(dir string) error {
	return p.do("syncdir", dir, func() error { return p.OS.SyncDir(dir) }, func() {
		d := p.at(dir)
		if d == nil || p.lies("syncdir", dir) {
			return
		}
		d.durable, d.moves = map[string]*node{}, nil
		for k, v := range d.names {
			d.durable[k] = v
		}
	})
}

// file is an open file of a Power.
type file struct {
	durable.File
	p    *Power
	n    *node
	tail bool // it is written at its end
	pos  int64
}

// Write implements io.Writer.
func (f *file) Write(b []byte) (n int, err error) {
	err = f.p.do("write", f.Name(), func() error { n, err = f.File.Write(b); return err }, func() {
		if f.tail {
			f.pos = int64(len(f.n.now))
		}
		f.n.change(edit{f.pos, append([]byte{}, b[:n]...)})
		f.pos += int64(n)
	})
	return n, err
}

// WriteAt implements io.WriterAt.
func (f *file) WriteAt(b []byte, off int64) (n int, err error) {
	err = f.p.do("write", f.Name(), func() error { n, err = f.File.WriteAt(b, off); return err }, func() {
		f.n.change(edit{off, append([]byte{}, b[:n]...)})
	})
	return n, err
}

// Truncate implements durable.File.
func (f *file) Truncate(size int64) error {
	return f.p.do("truncate", f.Name(), func() error { return f.File.Truncate(size) }, func() { f.n.change(edit{size, nil}) })
}

// Chmod implements durable.File.
func (f *file) Chmod(perm os.FileMode) error {
	f.n.perm = perm
	return f.File.Chmod(perm)
}

// Sync implements durable.File.
func (f *file) Sync() error {
	return f.p.do("sync", f.Name(), f.File.Sync, func() {
		if !f.p.lies("sync", f.Name()) {
			f.n.kept, f.n.edits = f.n.now, nil
		}
	})
}

func (n *node) change(e edit) {
	n.now = e.on(n.now)
	n.edits = append(n.edits, e)
}

// on returns the bytes after the edit; those given stay as they are.
func (e edit) on(b []byte) []byte {
	if e.b == nil {
		return append([]byte{}, b[:min(int(e.off), len(b))]...)
	}
	out := b[:len(b):len(b)]
	if int(e.off) < len(b) {
		out = append([]byte{}, b...)
	}
	for len(out) < int(e.off) {
		out = append(out, 0)
	}
	k := copy(out[e.off:], e.b)
	return append(out, e.b[k:]...)
}

// CopyLive copies a file or folder that is being written, as it lies there. What vanishes meanwhile is left out, what is there already stays.
func CopyLive(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, os.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if d.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		if _, err := os.Stat(target); err == nil {
			return nil
		}
		b, err := os.ReadFile(path)
		if errors.Is(err, os.ErrNotExist) {
			return nil
		}
		if err == nil {
			err = os.MkdirAll(filepath.Dir(target), 0o755)
		}
		if err != nil {
			return err
		}
		return os.WriteFile(target, b, 0o644)
	})
}
