package custody

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sys/unix"

	"factum"
	"factum/store/durable"
)

// unpacker takes a record out of an archive. What an archive says is not believed: nothing is written but plain files under names that a
// record has, each no larger than such a file can be, and all together no more than the archive announced and the disk holds.
type unpacker struct {
	to    string
	head  archived
	end   *archivedEnd
	files int
	bytes int64
	step  func(done, of int64)
}

// Unpack takes a record out of an archive into the directory part, which RestorePlace made. An archive without its end, or with anything in
// it that no backup has, is refused; what was written is then of no use.
func Unpack(ctx context.Context, r io.Reader, part string, step func(done, of int64)) (BackedUp, []Checked, error) {
	u := &unpacker{to: part, step: step}
	if err := u.read(ctx, r); err != nil {
		return BackedUp{}, nil, err
	}
	h := u.head
	return BackedUp{ID: h.ID, Origin: h.Origin, Size: h.Size, Keys: h.Keys, Blobs: h.Blobs, Files: u.files, Bytes: u.bytes, Failed: len(u.end.Failed)}, u.end.Failed, nil
}

func notWhole(format string, args ...any) error {
	return factum.Errorf(factum.Integrity, "the archive is no whole backup: "+format, args...).
		WithHint("Nothing was restored. Take another backup; what is left in this one can be taken out with tar, and is then a damaged record at best.")
}

func (u *unpacker) read(ctx context.Context, r io.Reader) error {
	in := bufio.NewReaderSize(r, 1<<20)
	var zip *gzip.Reader
	if b, _ := in.Peek(2); bytes.Equal(b, []byte{0x1f, 0x8b}) {
		var err error
		if zip, err = gzip.NewReader(in); err != nil {
			return notWhole("%w", err)
		}
		in = bufio.NewReaderSize(zip, 1<<20)
	}
	for _, d := range directories {
		perm := os.FileMode(0o755)
		if d == dirKeys {
			perm = 0o700
		}
		if err := os.MkdirAll(filepath.Join(u.to, d), perm); err != nil {
			return ioError("make "+filepath.Join(u.to, d), err)
		}
	}
	tr := tar.NewReader(in)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		h, err := tr.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return notWhole("%w", err)
		}
		if err := u.entry(ctx, h, tr); err != nil {
			return err
		}
	}
	if n, err := io.Copy(io.Discard, io.LimitReader(in, 1<<20+1)); err != nil || n > 1<<20 { // with it gzip's check sum is read
		return notWhole("something follows its end")
	}
	switch {
	case u.end == nil:
		return notWhole("its end is missing")
	case u.end.Files != u.files || u.end.Bytes != u.bytes:
		return notWhole("it should hold %d files of %d bytes, and holds %d of %d", u.end.Files, u.end.Bytes, u.files, u.bytes)
	}
	return u.sync()
}

// entry takes one entry.
func (u *unpacker) entry(ctx context.Context, h *tar.Header, r io.Reader) error {
	refuse := func(why string) error {
		return factum.Errorf(factum.Integrity, "%q in the archive %s: no backup has that", h.Name, why).WithHint("Nothing was restored. Whoever made this archive did not make it with \"factum backup\".")
	}
	if h.Typeflag != tar.TypeReg {
		return refuse("is no plain file")
	}
	for k := range h.PAXRecords {
		if k != "size" && k != "path" {
			return refuse("has the attribute " + k)
		}
	}
	switch {
	case u.end != nil:
		return refuse("comes after the end")
	case h.Name == tarBegin && u.head.V == 0:
		if err := u.json(h, r, &u.head); err != nil {
			return err
		}
		return u.announced()
	case u.head.V == 0:
		return notWhole("it does not begin with %s", tarBegin)
	case h.Name == tarEnd:
		u.end = &archivedEnd{}
		return u.json(h, r, u.end)
	}
	name, ok := strings.CutPrefix(h.Name, tarRecord)
	limit := backupLimit(name)
	switch {
	case !ok || limit == 0:
		return refuse("is under a name that no file of a record has")
	case h.Size < 0 || h.Size > limit:
		return refuse("is larger than such a file can be")
	case u.files+1 > u.head.Files || h.Size > u.head.Bytes-u.bytes:
		return refuse("is more than the archive announced")
	}
	perm := os.FileMode(0o644)
	switch dir, _, _ := strings.Cut(name, "/"); dir {
	case dirKeys:
		perm = 0o600
	case dirBlobs, dirCheckpoints, dirStamps:
		perm = 0o444
	}
	if err := u.file(ctx, name, perm, r); err != nil {
		return err
	}
	u.files, u.bytes = u.files+1, u.bytes+h.Size
	if u.step != nil {
		u.step(u.bytes, u.head.Bytes)
	}
	return nil
}

// announced looks whether what the archive announces can be unpacked here.
func (u *unpacker) announced() error {
	h := u.head
	switch {
	case h.V > 1:
		return factum.Errorf(factum.Newer, "the archive is of version %d, this factum knows 1", h.V).WithHint("Use a newer version of factum.")
	case h.V < 1 || h.Files < 1 || h.Bytes < 0 || h.Size < 0:
		return notWhole("%s does not say what it holds", tarBegin)
	}
	var st unix.Statfs_t
	if err := unix.Statfs(u.to, &st); err != nil {
		return ioError("look at the disk of "+u.to, err)
	}
	if free := uint64(st.Bavail) * uint64(st.Bsize); uint64(h.Bytes) > free {
		return factum.Errorf(factum.Transient, "the archive holds %d bytes, the disk has %d left", h.Bytes, free).WithHint("Nothing was restored. Free some space, or restore to another disk.")
	}
	return nil
}

func (u *unpacker) json(h *tar.Header, r io.Reader, v any) error {
	b, err := io.ReadAll(io.LimitReader(r, 64<<20+1))
	if err == nil && len(b) > 64<<20 {
		err = errors.New("too long")
	}
	if err == nil {
		err = json.Unmarshal(b, v)
	}
	if err != nil {
		return notWhole("%s: %w", h.Name, err)
	}
	return nil
}

// file writes one file of the record.
func (u *unpacker) file(ctx context.Context, name string, perm os.FileMode, r io.Reader) error {
	to := filepath.Join(u.to, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return ioError("make "+filepath.Dir(to), err)
	}
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL|unix.O_NOFOLLOW, perm)
	if errors.Is(err, os.ErrExist) {
		return factum.Errorf(factum.Integrity, "%q is in the archive twice", name).WithHint("Nothing was restored.")
	}
	if err != nil {
		return ioError("make "+to, err)
	}
	pr := &stoppable{ctx, r, nil}
	_, err = io.Copy(f, pr)
	if pr.err != nil {
		f.Close()
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return notWhole("%s: %w", name, pr.err)
	}
	if err == nil {
		err = f.Chmod(perm)
	}
	return ioError("write "+to, durable.SyncClose(f, err))
}

// stoppable reads until ctx ends, and remembers what went wrong with reading.
type stoppable struct {
	ctx context.Context
	r   io.Reader
	err error
}

// Read implements io.Reader.
func (s *stoppable) Read(p []byte) (int, error) {
	if s.err = s.ctx.Err(); s.err != nil {
		return 0, s.err
	}
	n, err := s.r.Read(p)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}

// sync makes the names durable, innermost first.
func (u *unpacker) sync() error {
	var dirs []string
	err := filepath.WalkDir(u.to, func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.IsDir() {
			dirs = append(dirs, path)
		}
		return err
	})
	for _, d := range slices.Backward(dirs) {
		if err == nil {
			err = Disk{}.SyncDir(d)
		}
	}
	return ioError("fsync "+u.to, err)
}
