package durabletest

import (
	"errors"
	"io/fs"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
)

// Image writes what is there after the power was cut now. With rnd nil that is what was made durable and nothing else; otherwise
// of what was not, each name is kept or lost and each file's bytes in part, in any order, as rnd says. It may be called from After.
func (p *Power) Image(to string, rnd *rand.Rand) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.top.image(to, rnd); err != nil {
		return err
	}
	for _, name := range p.Live { // what lay there in the beginning is not what is there now
		if err := removeFiles(filepath.Join(to, name)); err != nil {
			return err
		}
	}
	for _, name := range p.Live {
		if _, err := os.Stat(filepath.Join(to, filepath.Dir(name))); err != nil {
			continue // the directory it would lie in is lost
		}
		if err := CopyLive(filepath.Join(p.root, name), filepath.Join(to, name)); err != nil {
			return err
		}
	}
	return nil
}

// removeFiles removes the files at or below a name and leaves its directories.
func removeFiles(name string) error {
	return filepath.WalkDir(name, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, os.ErrNotExist) {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		return os.Remove(path)
	})
}

func (n *node) image(to string, rnd *rand.Rand) error {
	if !n.dir {
		if err := os.WriteFile(to, n.bytes(rnd), 0o600); err != nil {
			return err
		}
		return os.Chmod(to, n.perm)
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	names := map[string]*node{}
	for k, v := range n.durable {
		names[k] = v
	}
	if rnd != nil {
		for _, m := range n.moves {
			switch {
			case rnd.Intn(2) == 0:
			case m.n == nil:
				delete(names, m.name)
			default:
				names[m.name] = m.n
			}
		}
	}
	var sorted []string
	for k := range names {
		sorted = append(sorted, k)
	}
	slices.Sort(sorted)
	for _, k := range sorted {
		if err := names[k].image(filepath.Join(to, k), rnd); err != nil {
			return err
		}
	}
	return nil
}

// page is how many bytes reach the disk together, in this model: less than a line, so that lines are torn in every way.
const page = 64

// bytes is what a power cut leaves of a file.
func (n *node) bytes(rnd *rand.Rand) []byte {
	if rnd == nil || len(n.edits) == 0 {
		return n.kept
	}
	out := n.kept
	switch rnd.Intn(4) {
	case 0: // nothing of it
	case 1: // all of it
		out = n.now
	case 2: // the first of it
		for _, e := range n.edits[:rnd.Intn(len(n.edits)+1)] {
			out = e.on(out)
		}
		if e := n.edits[rnd.Intn(len(n.edits))]; e.b != nil && int(e.off) == len(out) {
			out = edit{e.off, e.b[:rnd.Intn(len(e.b)+1)]}.on(out)
		}
	case 3: // its length, and of its pages some: the others are zeros
		out = append([]byte{}, n.now...)
		for at := len(n.kept); at < len(out); at += page {
			if rnd.Intn(3) == 0 {
				clear(out[at:min(at+page, len(out))])
			}
		}
	}
	return out
}
