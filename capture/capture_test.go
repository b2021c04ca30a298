package capture

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"factum"
)

// hashSink keeps nothing but digest and size. grow, if set, is called in the middle of the first read.
type hashSink struct{ grow func() }

func (s *hashSink) Put(ctx context.Context, r io.Reader) (factum.Subject, error) {
	h := sha256.New()
	buf := make([]byte, 64<<10)
	var n int64
	for {
		k, err := r.Read(buf)
		h.Write(buf[:k])
		n += int64(k)
		if s.grow != nil {
			s.grow()
			s.grow = nil
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return factum.Subject{}, err
		}
	}
	return factum.Subject{SHA256: factum.Digest(h.Sum(nil)), Size: n}, nil
}

func write(t *testing.T, path, content string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFolderOrderAndRefusals(t *testing.T) {
	dir := t.TempDir()
	root := filepath.Join(dir, "in")
	outside := write(t, filepath.Join(dir, "outside.txt"), "x")
	write(t, filepath.Join(root, "b.txt"), "b")
	write(t, filepath.Join(root, "a", "z.txt"), "z")
	write(t, filepath.Join(root, "a.txt"), "a")
	write(t, filepath.Join(root, "new\nline.txt"), "n")
	write(t, filepath.Join(root, "bad\xff.txt"), "i")
	for link, target := range map[string]string{"out": outside, "inside": "b.txt", "loop": "loop", "up": "..", "self": "."} {
		if err := os.Symlink(target, filepath.Join(root, link)); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(root, "pipe"), 0o644); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("unix", filepath.Join(root, "sock"))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()

	var got []string
	for in := range (&Config{Host: "h", User: "u"}).Files([]string{root}) {
		rel := strings.TrimPrefix(in.Source, root+"/")
		if in.Err != nil {
			rel += " !" + factum.KindOf(in.Err).String()
			if strings.ContainsAny(in.Err.Error(), "\n\xff") {
				t.Errorf("message breaks the line: %q", in.Err)
			}
		}
		if in.Origin.Via != ViaFolder || in.Origin.Given != root || !filepath.IsAbs(in.Origin.Path) || in.Origin.Host != "h" {
			t.Errorf("%s: origin %+v", rel, in.Origin)
		}
		got = append(got, rel)
	}
	want := "a/z.txt|a.txt|b.txt|bad\\xff.txt|loop !invalid|new\nline.txt|out !invalid|pipe !invalid|sock !invalid|up !invalid"
	if g := strings.Join(got, "|"); g != want {
		t.Errorf("got  %q\nwant %q", g, want)
	}
}

func TestArguments(t *testing.T) {
	dir := t.TempDir()
	file := write(t, filepath.Join(dir, "f.txt"), "hello")
	link := filepath.Join(dir, "l")
	if err := os.Symlink(file, link); err != nil {
		t.Fatal(err)
	}
	empty := filepath.Join(dir, "empty")
	if err := os.Mkdir(empty, 0o755); err != nil {
		t.Fatal(err)
	}
	c := Config{Stdin: strings.NewReader("from stdin")}
	var kinds []string
	for in := range c.Files([]string{file, link, "-", "-", empty, filepath.Join(dir, "none"), "", "/dev/null", "https://example.org/a"}) {
		taken, err := in.Take(context.Background(), &hashSink{})
		kind := "ok:" + string(taken.Bytes)
		if err != nil {
			kind = factum.KindOf(err).String()
			if err.Error() == "" || strings.Contains(err.Error(), "stat ") {
				t.Errorf("%q: %v", in.Source, err)
			}
		} else if !taken.Whole || taken.Subject.SHA256 != factum.DigestOf(taken.Bytes) || taken.Origin.MediaType != "text/plain" || taken.Origin.Grew {
			t.Errorf("%q: %+v", in.Source, taken)
		}
		kinds = append(kinds, kind)
	}
	want := "ok:hello ok:hello ok:from stdin invalid missing missing invalid invalid invalid"
	if g := strings.Join(kinds, " "); g != want {
		t.Errorf("got %s\nwant %s", g, want)
	}
}

func TestUnreadable(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("the superuser may read everything")
	}
	file := write(t, filepath.Join(t.TempDir(), "f"), "x")
	os.Chmod(file, 0)
	for in := range (&Config{}).Files([]string{file}) {
		_, err := in.Take(context.Background(), &hashSink{})
		if factum.KindOf(err) != factum.Invalid || factum.HintOf(err) == "" {
			t.Errorf("%v", err)
		}
	}
}

func one(t *testing.T, c *Config, arg string) Input {
	t.Helper()
	for in := range c.Files([]string{arg}) {
		return in
	}
	t.Fatal("nothing yielded")
	return Input{}
}

func TestFileThatChangesWhileRead(t *testing.T) {
	for name, change := range map[string]func(path string){
		"grows":    func(p string) { f, _ := os.OpenFile(p, os.O_APPEND|os.O_WRONLY, 0); f.WriteString("more"); f.Close() },
		"shrinks":  func(p string) { os.Truncate(p, 70<<10) },
		"vanishes": func(p string) { os.Remove(p) },
	} {
		path := write(t, filepath.Join(t.TempDir(), "f"), strings.Repeat("a", 200<<10))
		in := one(t, &Config{}, path)
		taken, err := in.Take(context.Background(), &hashSink{grow: func() { change(path) }})
		if err != nil {
			t.Fatal(err)
		}
		if taken.Origin.Grew != (name != "vanishes") {
			t.Errorf("%s: grew %v", name, taken.Origin.Grew)
		}
		if taken.Subject.Size != int64(len(taken.Bytes)) || taken.Subject.SHA256 != factum.DigestOf(taken.Bytes) {
			t.Errorf("%s: what was read is not what is kept", name)
		}
	}
}

func TestLimits(t *testing.T) {
	path := write(t, filepath.Join(t.TempDir(), "f"), strings.Repeat("a", 1000))
	in := one(t, &Config{MaxSize: 999}, path)
	if _, err := in.Take(context.Background(), &hashSink{}); factum.KindOf(err) != factum.Invalid || factum.HintOf(err) == "" {
		t.Errorf("over the limit: %v", err)
	}
	in = one(t, &Config{MaxSize: 999, Stdin: strings.NewReader(strings.Repeat("a", 5000))}, "-")
	if _, err := in.Take(context.Background(), &hashSink{}); factum.KindOf(err) != factum.Invalid {
		t.Errorf("stdin over the limit: %v", err)
	}
	in = one(t, &Config{MaxSize: 1000, Keep: 10}, path)
	taken, err := in.Take(context.Background(), &hashSink{})
	if err != nil || len(taken.Bytes) != 10 || taken.Whole || taken.Subject.Size != 1000 {
		t.Errorf("kept %d, whole %v, %v", len(taken.Bytes), taken.Whole, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	in = one(t, &Config{}, path)
	if _, err := in.Take(ctx, &hashSink{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestSinkFails(t *testing.T) {
	boom := errors.New("disk full")
	in := one(t, &Config{}, write(t, filepath.Join(t.TempDir(), "f"), "x"))
	if _, err := in.Take(context.Background(), failing{boom}); !errors.Is(err, boom) {
		t.Errorf("%v", err)
	}
}

type failing struct{ err error }

func (f failing) Put(context.Context, io.Reader) (factum.Subject, error) {
	return factum.Subject{}, f.err
}

// A file of two gigabytes of zeros costs no more memory than what is kept.
func TestHugeSparseFile(t *testing.T) {
	if testing.Short() {
		t.Skip("reads two gigabytes")
	}
	path := filepath.Join(t.TempDir(), "zeros")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	const size = 2 << 30
	if err := f.Truncate(size); err != nil {
		t.Fatal(err)
	}
	f.Close()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	in := one(t, &Config{Keep: 1 << 20}, path)
	taken, err := in.Take(context.Background(), countSink{})
	if err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if taken.Subject.Size != size || taken.Whole || taken.Origin.MediaType != "application/octet-stream" {
		t.Errorf("%+v, %d bytes kept", taken.Subject, len(taken.Bytes))
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 {
		t.Errorf("%d bytes allocated", used)
	}
	if bytes.ContainsFunc(taken.Bytes, func(r rune) bool { return r != 0 }) {
		t.Error("bytes that are not in the file")
	}
}

type countSink struct{}

func (countSink) Put(ctx context.Context, r io.Reader) (factum.Subject, error) {
	n, err := io.CopyBuffer(struct{ io.Writer }{io.Discard}, struct{ io.Reader }{r}, make([]byte, 256<<10))
	return factum.Subject{Size: n}, err
}
