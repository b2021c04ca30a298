// Package addlanguage tries what docs/languages.md says: that a language is added by tables alone. Its tests lay the rows and files of
// testdata/<language>/tree over the tables of this tree, build the program with them, and read sentences in that language.
// The program as it is shipped has none of it.
package addlanguage

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Overlay writes into dir the file that the go command's -overlay takes, and returns its path: of each file under tree, the file of the same path under
// root with these rows behind its own, or where there is none, the file itself. root and dir are absolute.
func Overlay(root, tree, dir string) (string, error) {
	replace := map[string]string{}
	err := filepath.WalkDir(tree, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(tree, path)
		if err != nil {
			return err
		}
		rows, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		own, err := os.ReadFile(filepath.Join(root, rel))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		to := filepath.Join(dir, filepath.FromSlash(rel))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		replace[filepath.Join(root, rel)] = to
		return os.WriteFile(to, append(own, rows...), 0o644)
	})
	if err != nil {
		return "", err
	}
	b, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "overlay.json")
	return path, os.WriteFile(path, b, 0o644)
}
