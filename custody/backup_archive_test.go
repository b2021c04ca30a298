package custody

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"factum"
)

// tarEntry is a file of an archive.
type tarEntry struct {
	h *tar.Header
	b []byte
}

func entriesOf(t *testing.T, archive []byte) []tarEntry {
	t.Helper()
	var out []tarEntry
	tr := tar.NewReader(bytes.NewReader(archive))
	for {
		h, err := tr.Next()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(tr)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, tarEntry{h, b})
	}
}

func archiveOf(t *testing.T, es []tarEntry) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := tar.NewWriter(&buf)
	for _, e := range es {
		h := *e.h
		if h.Typeflag == tar.TypeReg {
			h.Size = int64(len(e.b))
		}
		if err := w.WriteHeader(&h); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(e.b); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestBackupArchive(t *testing.T) {
	t.Parallel()
	dir := evidence(t)
	var a, b, z bytes.Buffer
	for _, w := range []*bytes.Buffer{&a, &b} {
		if _, err := BackupTar(context.Background(), dir, w, false, BackupOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the same record gave two archives")
	}
	done, err := BackupTar(context.Background(), dir, &z, true, BackupOptions{NoKeys: true})
	if err != nil || done.Keys != 0 || z.Len() >= a.Len() {
		t.Fatalf("%+v, %d bytes, %v", done, z.Len(), err)
	}
	for name, c := range map[string][]byte{"plain": a.Bytes(), "zipped": z.Bytes()} {
		part := filepath.Join(t.TempDir(), "out")
		got, failed, err := Unpack(context.Background(), bytes.NewReader(c), part, nil)
		if err != nil || len(failed) > 0 || got.Size != done.Size || got.Blobs != done.Blobs {
			t.Fatalf("%s: %+v, %v, %v", name, got, failed, err)
		}
		sound(t, part)
		if _, err := os.Stat(filepath.Join(part, fileKey)); (err == nil) != (name == "plain") {
			t.Errorf("%s: the key: %v", name, err)
		}
	}
	for cut := range 24 { // nothing that lacks its end is whole
		for _, c := range [][]byte{a.Bytes(), z.Bytes()} {
			n := len(c) * (cut + 1) / 25
			part := filepath.Join(t.TempDir(), "out")
			if _, _, err := Unpack(context.Background(), bytes.NewReader(c[:n]), part, nil); factum.KindOf(err) != factum.Integrity {
				t.Errorf("cut to %d of %d bytes: %v", n, len(c), err)
			}
		}
	}
}

func TestBackupHostileArchives(t *testing.T) {
	t.Parallel()
	dir := evidence(t)
	var whole bytes.Buffer
	if _, err := BackupTar(context.Background(), dir, &whole, false, BackupOptions{}); err != nil {
		t.Fatal(err)
	}
	es := entriesOf(t, whole.Bytes())
	insert := func(h tar.Header, b string) []byte {
		if h.Mode == 0 {
			h.Mode = 0o644
		}
		return archiveOf(t, slices.Insert(slices.Clone(es), 1, tarEntry{&h, []byte(b)}))
	}
	file := func(name string) []byte { return insert(tar.Header{Typeflag: tar.TypeReg, Name: name}, "x") }
	edit := func(name, from, to string) []byte {
		out := slices.Clone(es)
		for i, e := range out {
			if e.h.Name == name {
				out[i].b = bytes.Replace(e.b, []byte(from), []byte(to), 1)
			}
		}
		return archiveOf(t, out)
	}
	zip := func(b []byte) []byte {
		var buf bytes.Buffer
		w := gzip.NewWriter(&buf)
		_, _ = w.Write(b)
		w.Close()
		return buf.Bytes()
	}
	big := strings.Repeat("x", smallMax+1)
	for name, archive := range map[string][]byte{
		"up":                  file("../escaped"),
		"up within":           file("record/../../escaped"),
		"up at the end":       file("record/keys/.."),
		"absolute":            file("/tmp/escaped"),
		"backslashes":         file(`record\..\..\escaped`),
		"beside the record":   file("escaped"),
		"hidden":              file("record/.escaped"),
		"unknown":             file("record/escaped"),
		"a database":          file("record/record.db"),
		"a lock":              file("record/lock"),
		"a blob misnamed":     file("record/blobs/ab/escaped"),
		"a blob misplaced":    file("record/blobs/00/" + strings.Repeat("f", 64)),
		"a key above":         file("record/keys/a/../../escaped"),
		"a null in the name":  file("record/keys/a\x01b"),
		"twice":               file("record/factum.toml"),
		"an end before":       file("backup-end.json"),
		"a second beginning":  file("backup.json"),
		"a symbolic link":     insert(tar.Header{Typeflag: tar.TypeSymlink, Name: "record/keys/log.key", Linkname: "/etc/passwd"}, ""),
		"a link to a folder":  insert(tar.Header{Typeflag: tar.TypeSymlink, Name: "record/blobs", Linkname: "/tmp"}, ""),
		"a hard link":         insert(tar.Header{Typeflag: tar.TypeLink, Name: "record/keys/a", Linkname: "/etc/passwd"}, ""),
		"a device":            insert(tar.Header{Typeflag: tar.TypeChar, Name: "record/keys/a", Devmajor: 1, Devminor: 3}, ""),
		"a pipe":              insert(tar.Header{Typeflag: tar.TypeFifo, Name: "record/keys/a"}, ""),
		"a folder":            insert(tar.Header{Typeflag: tar.TypeDir, Name: "record/keys/"}, ""),
		"a large key":         insert(tar.Header{Typeflag: tar.TypeReg, Name: "record/keys/a"}, big),
		"attributes":          insert(tar.Header{Typeflag: tar.TypeReg, Name: "record/keys/a", PAXRecords: map[string]string{"SCHILY.xattr.user.x": "y"}}, "x"),
		"more than announced": file("record/keys/one-more"),
		"a file less":         archiveOf(t, slices.Delete(slices.Clone(es), 5, 6)),
		"without beginning":   archiveOf(t, es[1:]),
		"without end":         archiveOf(t, es[:len(es)-1]),
		"a bomb":              edit("backup.json", `"bytes":`, `"bytes":9000000000000000`),
		"nothing announced":   edit("backup.json", `"files":`, `"files":0`),
		"a later version":     edit("backup.json", `"v":1`, `"v":2`),
		"noise":               []byte(strings.Repeat("noise ", 1000)),
		"empty":               nil,
		"noise behind":        append(slices.Clone(whole.Bytes()), strings.Repeat("\x00", 3<<20)...),
		"zeros zipped":        zip(append(slices.Clone(whole.Bytes()), make([]byte, 64<<20)...)),
		"zipped noise":        zip([]byte("noise")),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tmp := t.TempDir()
			part := filepath.Join(tmp, "a", "b", "out")
			_, _, err := Unpack(context.Background(), bytes.NewReader(archive), part, nil)
			if k := factum.KindOf(err); err == nil || k == factum.Other {
				t.Errorf("%v of kind %v", err, k)
			}
			if factum.HintOf(err) == "" {
				t.Errorf("no hint: %v", err)
			}
			for n := range snapshot(t, tmp) {
				if strings.Contains(n, "escaped") || strings.Contains(n, "one-more") && name != "more than announced" {
					t.Errorf("%s was made", n)
				}
				if fi, err := os.Lstat(n); err != nil || !fi.IsDir() && !fi.Mode().IsRegular() {
					t.Errorf("%s is no plain file", n)
				}
			}
			if _, err := os.Stat("/tmp/escaped"); err == nil {
				t.Error("it escaped")
			}
		})
	}
}

// A backup in a directory may come from others as well: what it links to is not taken.
func TestBackupHostileDirectory(t *testing.T) {
	t.Parallel()
	dir := evidence(t)
	from := filepath.Join(t.TempDir(), "copy")
	backedUp(t, dir, from)
	secret := filepath.Join(t.TempDir(), "secret")
	put(t, secret, "{}\n")
	for _, name := range []string{"acts/00000001.jsonl", "keys/other", "log/checkpoint", "factum.toml", "stamps/5.x", "blobs/00"} {
		hostile := copyTree(t, from)
		if err := os.RemoveAll(filepath.Join(hostile, name)); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(secret, filepath.Join(hostile, name)); err != nil {
			t.Fatal(err)
		}
		part, err := RestorePlace(filepath.Join(t.TempDir(), "new"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := CopyBackup(context.Background(), hostile, part, BackupOptions{}); factum.KindOf(err) != factum.Integrity {
			t.Errorf("a link at %s: %v", name, err)
		}
		if got := snapshot(t, part); len(got) != 1 {
			t.Errorf("a link at %s: %d files were made", name, len(got)-1)
		}
		if _, err := PutBack(context.Background(), dir, hostile, nil); factum.KindOf(err) != factum.Integrity {
			t.Errorf("putting back with a link at %s: %v", name, err)
		}
	}
}
