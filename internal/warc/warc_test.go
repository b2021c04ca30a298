package warc

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

type told struct {
	Type, Target, Block string
	Offset              int64
}

// all reads everything, with how many records were damaged and what ended it.
func all(t *testing.T, file []byte, most int64) (out []told, damaged int, end error) {
	t.Helper()
	r, err := NewReader(bytes.NewReader(file), most)
	if err != nil {
		return nil, 0, err
	}
	for range 10_000 {
		rec, err := r.Next()
		if errors.Is(err, ErrDamaged) {
			damaged++
			continue
		}
		if err != nil {
			return out, damaged, err
		}
		b, err := io.ReadAll(rec.Block)
		if err != nil {
			return append(out, told{rec.Type(), rec.Target(), string(b), rec.Offset}), damaged, err
		}
		out = append(out, told{rec.Type(), rec.Target(), string(b), rec.Offset})
	}
	t.Fatal("the reading does not end")
	return
}

func written(t *testing.T, gz bool) (file []byte, want []told) {
	t.Helper()
	var b bytes.Buffer
	w := NewWriter(&b, gz)
	for i, block := range []string{"software: factum\r\n", "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\nWARC/1.1\r\nnot a record", ""} {
		typ := []string{Warcinfo, Request, Response, Metadata}[i]
		fields := []Field{{FieldType, typ}, {FieldDate, "2026-11-24T06:00:00Z"}}
		target := ""
		if i > 0 {
			target = "https://a.example/ü?q=1"
			fields = append(fields, Field{FieldTarget, target})
		}
		off, n, err := w.Write(fields, []byte(block))
		if err != nil {
			t.Fatal(err)
		}
		if off+n != int64(b.Len()) {
			t.Errorf("record %d is said to end at %d, the file does at %d", i, off+n, b.Len())
		}
		want = append(want, told{typ, target, block, off})
	}
	return b.Bytes(), want
}

// TestRoundTrip reads what was written, plain and gzipped, and finds each record where it was said to lie; the same records give the same bytes.
func TestRoundTrip(t *testing.T) {
	for _, gz := range []bool{false, true} {
		file, want := written(t, gz)
		again, _ := written(t, gz)
		if !bytes.Equal(file, again) {
			t.Errorf("gzip %v: the same records give other bytes", gz)
		}
		got, damaged, end := all(t, file, 0)
		if !reflect.DeepEqual(got, want) || damaged != 0 || end != io.EOF {
			t.Errorf("gzip %v: read %+v (%d damaged, %v), want %+v", gz, got, damaged, end, want)
		}
		for _, x := range want {
			if one, _, _ := all(t, file[x.Offset:], 0); len(one) == 0 || one[0].Block != x.Block {
				t.Errorf("gzip %v: at %d lies no %s", gz, x.Offset, x.Type)
			}
		}
	}
	if _, _, err := NewWriter(io.Discard, false).Write([]Field{{FieldTarget, "a\r\nWARC-Type: request"}}, nil); err == nil {
		t.Error("a field with a line break was written")
	}
}

// TestOddWriters reads what is met in the wild.
func TestOddWriters(t *testing.T) {
	rec := func(head, block string) string {
		return fmt.Sprintf("%sContent-Length: %d\r\n\r\n%s\r\n\r\n", head, len(block), block)
	}
	a := rec("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <http://a.example/>\r\n", "one")
	b := rec("WARC/1.1\r\nwarc-type:resource\r\nWarc-Target-Uri:\thttp://b.example/\r\nX-Long: goes\r\n  on\r\n", "two")
	gz := func(s string) string {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		z.Write([]byte(s))
		z.Close()
		return b.String()
	}
	both := []string{"response http://a.example/ one", "resource http://b.example/ two"}
	for name, c := range map[string]struct {
		file    string
		want    []string
		damaged int
		end     error
	}{
		"plain":                       {a + b, both, 0, io.EOF},
		"one member for all":          {gz(a + b), both, 0, io.EOF},
		"a record over two members":   {gz(a[:30]) + gz(a[30:]+b), both, 0, io.EOF},
		"empty members":               {gz("") + gz(a) + gz("") + gz(b) + gz(""), both, 0, io.EOF},
		"bare line feeds":             {strings.ReplaceAll(a+b, "\r\n", "\n"), both, 0, io.EOF},
		"no blank lines between":      {strings.TrimRight(a, "\r\n") + "\r\n" + b, both, 0, io.EOF},
		"many blank lines between":    {a + "\r\n\r\n\r\n\r\n" + b, both, 0, io.EOF},
		"rubbish between":             {a + "rubbish\nand more\n" + b, both, 1, io.EOF},
		"rubbish member between":      {gz(a) + gz("rubbish") + gz(b), both, 1, io.EOF},
		"no length":                   {"WARC/1.0\r\nWARC-Type: response\r\n\r\nx\r\n\r\n" + b, both[1:], 2, io.EOF},
		"cut off in a block":          {a + b[:len(b)-6], []string{both[0], "resource http://b.example/ t"}, 0, io.ErrUnexpectedEOF},
		"cut off in a header":         {a + b[:20], both[:1], 1, io.EOF},
		"nothing":                     {"", nil, 0, io.EOF},
		"no archive at all":           {"just a text\nin two lines\n", nil, 1, io.EOF},
		"a header line without colon": {"WARC/1.0\r\nnonsense\r\n\r\n" + b, both[1:], 1, io.EOF},
	} {
		got, damaged, end := all(t, []byte(c.file), 0)
		var lines []string
		for _, x := range got {
			lines = append(lines, x.Type+" "+x.Target+" "+x.Block)
		}
		if !reflect.DeepEqual(lines, c.want) || damaged != c.damaged || !errors.Is(end, c.end) {
			t.Errorf("%s: read %q (%d damaged, end %v), want %q (%d, %v)", name, lines, damaged, end, c.want, c.damaged, c.end)
		}
	}
	if _, _, end := all(t, []byte("\x1f\x8bnot gzip"), 0); end == nil || end == io.EOF {
		t.Errorf("what only begins like gzip: %v", end)
	}
	whole := gz(a) + gz(b)
	broken := []byte(whole)
	broken[len(gz(a))+12] ^= 0xff
	if got, _, end := all(t, broken, 0); len(got) == 0 || got[0].Block != "one" || end == io.EOF {
		t.Errorf("a broken member: %+v, %v", got, end)
	}
	bomb := gz(rec("WARC/1.0\r\nWARC-Type: response\r\n", strings.Repeat("0", 10<<20)))
	if _, _, end := all(t, []byte(bomb), 1<<20); !errors.Is(end, ErrTooMuch) {
		t.Errorf("a bomb: %v", end)
	}
}

// TestMessage takes transfer and content encodings away, those stated and not done included.
func TestMessage(t *testing.T) {
	page := strings.Repeat("<p>Обстріл Лозової, 10 квітня.</p>\n", 40)
	pack := func(w io.WriteCloser, b *bytes.Buffer) string { w.Write([]byte(page)); w.Close(); return b.String() }
	var b1, b2, b3 bytes.Buffer
	gz := pack(gzip.NewWriter(&b1), &b1)
	br := pack(brotli.NewWriter(&b2), &b2)
	zw, _ := zstd.NewWriter(&b3)
	zs := pack(zw, &b3)
	chunk := func(s string) string {
		return fmt.Sprintf("%x;ext=1\r\n%s\r\n%X\r\n%s\r\n0\r\nTrailer: x\r\n\r\n", 10, s[:10], len(s)-10, s[10:])
	}
	for name, c := range map[string]struct {
		head, body, want string
		err              error
	}{
		"plain":                    {"", page, page, nil},
		"gzip":                     {"Content-Encoding: gzip\r\n", gz, page, nil},
		"gzip in chunks":           {"content-encoding: GZIP\r\nTransfer-Encoding: chunked\r\n", chunk(gz), page, nil},
		"brotli":                   {"Content-Encoding: br\r\n", br, page, nil},
		"zstd":                     {"Content-Encoding: zstd\r\n", zs, page, nil},
		"chunked, cut off":         {"Transfer-Encoding: chunked\r\n", chunk(page)[:200], page[:184], nil},
		"said to be chunked":       {"Transfer-Encoding: chunked\r\n", page, page, nil},
		"said to be gzip":          {"Content-Encoding: gzip\r\n", page, page, nil},
		"said to be brotli":        {"Content-Encoding: br\r\n", page, page, nil},
		"gzip, cut off":            {"Content-Encoding: gzip\r\n", gz[:len(gz)-20], "", ErrTruncated},
		"something nobody knows":   {"Content-Encoding: rot13\r\n", page, "", errors.New("not known")},
		"more than is allowed":     {"", strings.Repeat("x", 1<<20), "", ErrTooMuch},
		"a bomb":                   {"Content-Encoding: gzip\r\n", bomb(t), "", ErrTooMuch},
		"two encodings, one twice": {"Content-Encoding: gzip, gzip\r\n", twice(t, gz), page, nil},
	} {
		m, err := ParseMessage([]byte("HTTP/1.1 200 OK\r\n" + c.head + "Content-Type: text/html\r\n\r\n" + c.body))
		if err != nil || m.Status != 200 || m.Get("content-type") != "text/html" {
			t.Errorf("%s: %+v, %v", name, m, err)
			continue
		}
		got, err := m.Content(512 << 10)
		switch {
		case c.err == nil && (err != nil || string(got) != c.want):
			t.Errorf("%s: %d bytes, %v, want %d", name, len(got), err, len(c.want))
		case c.err != nil && (err == nil || !errors.Is(err, c.err) && !strings.Contains(err.Error(), c.err.Error())):
			t.Errorf("%s: %v, want %v", name, err, c.err)
		}
	}
	for _, bad := range []string{"", "nonsense", "HTTP/1.1", "HTTP/1.1 abc OK\r\n\r\n"} {
		if m, err := ParseMessage([]byte(bad)); err == nil {
			t.Errorf("%q was taken for %+v", bad, m)
		}
	}
}

func bomb(t *testing.T) string { return twice(t, strings.Repeat("\x00", 8<<20)) }

func twice(t *testing.T, s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

// TestWarcio lets an independent implementation check what was written.
func TestWarcio(t *testing.T) {
	warcio, err := exec.LookPath("warcio")
	if err != nil {
		t.Skip("warcio is not installed (pip install warcio)")
	}
	for _, gz := range []bool{false, true} {
		file, _ := written(t, gz)
		path := filepath.Join(t.TempDir(), "a.warc")
		if gz {
			path += ".gz"
		}
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(warcio, "check", "-v", path).CombinedOutput(); err != nil || strings.Contains(string(out), "fail") {
			t.Errorf("gzip %v: %v\n%s", gz, err, out)
		}
	}
}

func FuzzReader(f *testing.F) {
	var t testing.T
	for _, gz := range []bool{false, true} {
		file, _ := written(&t, gz)
		f.Add(file)
	}
	f.Add([]byte("WARC/1.0\r\nContent-Length: 99\r\n\r\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := NewReader(bytes.NewReader(b), 1<<20)
		if err != nil {
			return
		}
		for range len(b) + 2 {
			rec, err := r.Next()
			if errors.Is(err, ErrDamaged) {
				continue
			}
			if err != nil {
				return
			}
			block, _ := io.ReadAll(io.LimitReader(rec.Block, 1<<20))
			if m, err := ParseMessage(block); err == nil {
				m.Content(1 << 20)
			}
		}
		t.Errorf("more records than bytes")
	})
}
