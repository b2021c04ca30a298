package custody

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// keys brings the keys up to date: also a key that is no longer in use goes.
func (c *dirCopier) keys(ctx context.Context, p *plan) error {
	if err := c.ordered(ctx, p, p.keys); err != nil {
		return err
	}
	dir := filepath.Join(c.to, dirKeys)
	if err := os.Chmod(dir, 0o700); err != nil {
		return ioError("close "+dir+" to others", err)
	}
	if _, err := os.ReadDir(filepath.Join(p.dir, dirKeys)); err != nil && !p.o.NoKeys && !errors.Is(err, os.ErrNotExist) {
		return nil // whatever there is, it could not be read
	}
	for _, n := range listKeys(c.to) {
		if _, err := os.Lstat(filepath.Join(p.dir, n)); err == nil && !p.o.NoKeys {
			continue
		}
		if err := os.Remove(filepath.Join(c.to, n)); err != nil {
			return ioError("remove "+filepath.Join(c.to, n), err)
		}
		c.mark(filepath.Dir(filepath.Join(c.to, n)))
	}
	return nil
}

// wipe carries out in an earlier backup what was erased since.
func (c *dirCopier) wipe(p *plan) error {
	for _, f := range c.lateWipe {
		err := c.place(f.name, 0o644, func(w io.Writer) error {
			_, n, err := f.merge(p.dir, filepath.Join(c.to, f.name), w, true)
			c.erased += n
			return err
		})
		if err != nil {
			return err
		}
	}
	for _, d := range inOrder(p.scan.erasures) {
		name := filepath.Join(c.to, blobFile(d))
		if _, gone := p.scan.erased(d); !gone {
			continue
		}
		err := os.Remove(name)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return ioError("erase "+name, err)
		}
		c.erased++
		c.mark(filepath.Dir(name))
	}
	return nil
}

// prune removes the partial tiles of smaller trees.
func (c *dirCopier) prune(p *plan) error {
	if p.raw {
		return nil
	}
	keep := map[string]bool{}
	for _, f := range p.log {
		keep[filepath.ToSlash(f.name)] = true
	}
	for _, f := range p.failed { // what the record has lost
		keep[filepath.ToSlash(f.File)] = true
	}
	var dirs []string
	err := filepath.WalkDir(filepath.Join(c.to, dirLog, "tile"), func(path string, e fs.DirEntry, err error) error {
		if errors.Is(err, os.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(c.to, path)
		name := filepath.ToSlash(rel)
		switch {
		case err != nil:
			return err
		case e.IsDir():
			dirs = append(dirs, path)
		case strings.Contains(name, ".p/") && logTile.MatchString(strings.TrimPrefix(name, dirLog+"/")) && !keep[name]:
			return os.Remove(path)
		}
		return nil
	})
	for _, d := range slices.Backward(dirs) {
		_ = os.Remove(d) // only where nothing is left in it
	}
	return ioError("tidy "+filepath.Join(c.to, dirLog), err)
}
