package capture

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"factum"
)

// Ways by which bytes come.
const (
	ViaFile   = "file"
	ViaFolder = "folder"
	ViaStdin  = "stdin"
)

// Config is what the caller knows of itself; the zero value works but names neither host nor user.
type Config struct {
	Host  string    // of this machine
	User  string    // account of the operating system
	Stdin io.Reader // what "-" stands for; nil: it is refused
	// Keep is how many bytes of each capture Take hands on to reading; 0 means DefaultKeep.
	Keep int64
	// MaxSize refuses what is larger, in bytes; 0 means no limit.
	MaxSize int64
}

// DefaultKeep is how many bytes of a capture are kept in memory for reading: 32 MiB.
const DefaultKeep = 32 << 20

// Input is one thing to capture. With Err set there is nothing to open: Err says why, Origin what was meant.
type Input struct {
	// Source is how to name it to the person: the argument itself, or for a file of a folder the argument joined with the way to it.
	Source string
	// Origin is what is known before reading; Take returns it complete.
	Origin factum.Origin
	Err    error

	path string // real name, "" for standard input
	conf *Config
}

// Files yields what args name, in the order given; a folder yields its files depth first, sorted by the bytes of their names. An
// empty folder yields an Input with an error, as do links that lead out of a folder and whatever is no file.
func (c *Config) Files(args []string) iter.Seq[Input] {
	return func(yield func(Input) bool) {
		stdin := false
		for _, arg := range args {
			if arg == "-" {
				in := c.input(ViaStdin, arg, "")
				in.Origin.Path, in.Origin.Name = "", ""
				if c.Stdin == nil || stdin {
					in.Err = factum.Errorf(factum.Invalid, "-: standard input can be read once only").WithHint("Name - a single time.")
				}
				stdin = true
				if !yield(in) {
					return
				}
				continue
			}
			if !c.argument(arg, yield) {
				return
			}
		}
	}
}

func (c *Config) argument(arg string, yield func(Input) bool) bool {
	in := c.input(ViaFile, arg, arg)
	info, err := os.Stat(arg)
	switch {
	case arg == "":
		in.Err = factum.Errorf(factum.Invalid, "an empty name is no file").WithHint("Name a file, a folder, or - for standard input.")
	case err != nil && errors.Is(err, fs.ErrNotExist) && strings.Contains(arg, "://"):
		in.Err = factum.Errorf(factum.Invalid, "%s: addresses on the web are not captured, only files, folders and standard input", shown(arg)).
			WithHint("Save the page and add the file.")
	case err != nil:
		in.Err = explain(arg, err)
	case info.IsDir():
		found, goOn := c.folder(arg, arg, yield)
		if !goOn || found {
			return goOn
		}
		in.Origin.Via = ViaFolder
		in.Err = factum.Errorf(factum.Missing, "%s: the folder holds no files", shown(arg))
	default:
		in.Err = c.refuse(arg, info)
	}
	return yield(in)
}

// folder walks dir, which belongs to the argument arg. found says that it yielded anything, goOn that the caller wants more.
func (c *Config) folder(arg, dir string, yield func(Input) bool) (found, goOn bool) {
	entries, err := os.ReadDir(dir) // sorted; what it could read it returns beside an error
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		in := c.input(ViaFolder, arg, path)
		if e.IsDir() {
			f, g := c.folder(arg, path, yield)
			found = found || f
			if !g {
				return found, false
			}
			continue
		}
		info, err := e.Info()
		if err == nil && e.Type()&fs.ModeSymlink != 0 {
			var skip bool
			if skip, err = link(arg, path); skip {
				continue
			}
		}
		if err != nil {
			in.Err = explain(path, err)
		} else {
			in.Err = c.refuse(path, info)
		}
		found = true
		if !yield(in) {
			return true, false
		}
	}
	if err != nil {
		in := c.input(ViaFolder, arg, dir)
		in.Err = explain(dir, err)
		return true, yield(in)
	}
	return found, true
}

// link looks at a symbolic link inside the folder root. A link to what lies in the folder is skipped, since its target comes
// by itself; one that leads out, or nowhere, is an error.
func link(root, path string) (skip bool, err error) {
	if _, err := os.Stat(path); err != nil { // says more of a loop than EvalSymlinks does
		return false, err
	}
	target, err := filepath.EvalSymlinks(path)
	if err != nil {
		return false, err
	}
	base, err := filepath.EvalSymlinks(root)
	if err != nil {
		return false, err
	}
	if target, err = filepath.Abs(target); err != nil {
		return false, err
	}
	if base, err = filepath.Abs(base); err != nil {
		return false, err
	}
	if rel, err := filepath.Rel(base, target); err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return true, nil
	}
	return false, factum.Errorf(factum.Invalid, "%s: a symbolic link that leads out of the folder, to %s", shown(path), shown(target)).
		WithHint("Name its target itself if it is to be captured.")
}

// refuse says why a file can't be captured, nil if it can.
func (c *Config) refuse(path string, info fs.FileInfo) error {
	if what := special(info.Mode()); what != "" {
		return factum.Errorf(factum.Invalid, "%s: is %s, not a file", shown(path), what).WithHint("To capture what comes out of it, feed it to standard input and name -.")
	}
	if c.MaxSize > 0 && info.Size() > c.MaxSize {
		return c.tooLarge(path, info.Size())
	}
	return nil
}

func (c *Config) tooLarge(path string, size int64) error {
	return factum.Errorf(factum.Invalid, "%s: %d bytes, more than the limit of %d", shown(path), size, c.MaxSize).WithHint("Raise the limit on size to capture it.")
}

func special(m fs.FileMode) string {
	switch {
	case m.IsRegular():
		return ""
	case m.IsDir():
		return "a folder"
	case m&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case m&fs.ModeSocket != 0:
		return "a socket"
	case m&fs.ModeDevice != 0:
		return "a device"
	}
	return "a special file"
}

// explain makes an error of the file system one that says what to do.
func explain(path string, err error) error {
	switch {
	case factum.KindOf(err) != factum.Other:
		return err
	case errors.Is(err, fs.ErrNotExist):
		return &factum.Error{Kind: factum.Missing, Msg: shown(path) + ": there is no such file or folder", Hint: "Check the name; it is taken from the current folder.", Err: err}
	case errors.Is(err, fs.ErrPermission):
		return &factum.Error{Kind: factum.Invalid, Msg: shown(path) + ": may not be read", Hint: "Give this account the right to read it.", Err: err}
	case errors.Is(err, syscall.ELOOP):
		return &factum.Error{Kind: factum.Invalid, Msg: shown(path) + ": a symbolic link that leads back to itself", Err: err}
	case errors.Is(err, syscall.ENAMETOOLONG):
		return &factum.Error{Kind: factum.Invalid, Msg: shown(path) + ": the name is too long for the file system", Err: err}
	}
	return &factum.Error{Kind: factum.Other, Msg: fmt.Sprintf("%s: can't be read: %v", shown(path), cause(err)), Err: err}
}

// cause is the bare reason of an error of the file system, without the name it repeats.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

func (c *Config) input(via, arg, path string) Input {
	in := Input{Source: clean(path), path: path, conf: c}
	if path == "" {
		in.Source = clean(arg)
	}
	abs, err := filepath.Abs(path)
	if err != nil || path == "" {
		abs = path
	}
	in.Origin = factum.Origin{Via: via, Given: clean(arg), Path: clean(abs), Name: clean(filepath.Base(path)), Host: clean(c.Host), User: clean(c.User)}
	return in
}
