package record

import (
	"iter"
	"path/filepath"
	"strings"
	"sync/atomic"

	"factum"
	"factum/capture"
)

// without leaves out of a folder's files those of this record: whoever adds the folder that the record lies in does not mean the record,
// and its signing key must not become a capture. own counts them. Given by itself, such a file or folder is a gap; so is the signing key of any record.
func (r *Record) without(src iter.Seq[capture.Input], own *atomic.Int64) iter.Seq[capture.Input] {
	root := real(r.dir)
	dirs := map[string]string{} // a folder's path as the input names it, and its real one
	said := map[string]bool{}   // folders within the record that were given
	return func(yield func(capture.Input) bool) {
		for in := range src {
			if in.Err == nil && in.Origin.Via != capture.ViaStdin {
				dir := filepath.Dir(in.Origin.Path)
				at, ok := dirs[dir]
				if !ok {
					at = real(dir)
					dirs = map[string]string{dir: at} // files come folder by folder
				}
				switch {
				case within(root, at) && in.Origin.Via == capture.ViaFolder && !within(root, real(in.Origin.Given)):
					own.Add(1)
					continue
				case within(root, at) && in.Origin.Via == capture.ViaFolder && said[in.Origin.Given]:
					continue
				case within(root, at):
					if in.Origin.Via == capture.ViaFolder {
						said[in.Origin.Given] = true
						in.Source, in.Origin.Path = in.Origin.Given, real(in.Origin.Given)
					}
					in.Err = factum.Errorf(factum.Invalid, "it is a part of this record").WithHint("A record does not capture itself. To keep a copy, copy its directory.")
				case filepath.Base(at) == "keys" && strings.HasPrefix(filepath.Base(in.Origin.Path), "log.key") && exists(filepath.Join(at, "..", "factum.toml")),
					filepath.Base(at) == "people" && filepath.Base(filepath.Dir(at)) == "keys" && filepath.Ext(in.Origin.Path) != ".pub" && exists(filepath.Join(at, "..", "..", "factum.toml")):
					in.Err = factum.Errorf(factum.Invalid, "it is the signing key of a record").WithHint("Keys are kept private, not captured.")
				}
			}
			if !yield(in) {
				return
			}
		}
	}
}

// real is a path without symbolic links, as far as that can be known.
func real(path string) string {
	if p, err := filepath.EvalSymlinks(path); err == nil {
		path = p
	}
	if p, err := filepath.Abs(path); err == nil {
		path = p
	}
	return path
}

// within reports whether path is root or lies below it.
func within(root, path string) bool {
	return path == root || strings.HasPrefix(path, strings.TrimSuffix(root, string(filepath.Separator))+string(filepath.Separator))
}
