package reading

import (
	"errors"
	"fmt"
	"strings"

	"factum"
)

// Why bytes became no document. The errors that Read returns wrap one of them and have a reason for people.
var (
	ErrNoText      = errors.New("no text in it")
	ErrNotText     = errors.New("not text")
	ErrTooLarge    = errors.New("too large to read")
	ErrUndecodable = errors.New("can't be decoded")
)

// gap makes an error of one of the above that a person can do something about.
func gap(cause error, hint, format string, args ...any) error {
	return &factum.Error{Kind: factum.Invalid, Msg: fmt.Sprintf(format, args...), Hint: hint, Err: cause}
}

// names of what is not text, by media type or its start.
var names = []struct{ typ, name string }{
	{"application/zip", "a ZIP archive"},
	{"application/vnd.openxmlformats-officedocument.wordprocessingml", "a Word document"},
	{"application/vnd.openxmlformats-officedocument.spreadsheetml", "an Excel table"},
	{"application/vnd.openxmlformats-officedocument.presentationml", "a PowerPoint presentation"},
	{"application/vnd.oasis.opendocument", "an OpenDocument file"},
	{"application/epub", "an EPUB book"},
	{"application/msword", "a Word document"},
	{"application/vnd.ms-", "an Office document"},
	{"application/x-ole-storage", "an Office document"},
	{"application/rtf", "an RTF document"},
	{"application/pdf", "a PDF document"},
	{"application/gzip", "a gzip file"},
	{"application/x-tar", "a tar archive"},
	{"application/x-7z", "a 7z archive"},
	{"application/x-rar", "a RAR archive"},
	{"application/x-bzip2", "a bzip2 file"},
	{"application/x-xz", "an xz file"},
	{"application/warc", "a WARC archive"},
	{"application/json", "JSON"},
	{"application/x-elf", "a program"},
	{"application/x-executable", "a program"},
	{"application/x-sqlite3", "a SQLite database"},
	{"application/vnd.sqlite3", "a SQLite database"},
	{"text/xml", "XML other than a page"},
	{"image/svg", "a drawing (SVG)"},
	{"image/", "an image"},
	{"video/", "a video"},
	{"audio/", "a sound recording"},
	{"font/", "a font"},
}

// notText is the gap of what is known to be something else.
func notText(mediaType string) error {
	what := "of no known kind"
	for _, n := range names {
		if strings.HasPrefix(mediaType, n.typ) {
			what = n.name
			break
		}
	}
	hint := "The capture is kept; add its text as a file of its own to have it read."
	switch {
	case mediaType == "application/json":
		hint = "Lines with id and text are coded by factum code --jsonl."
	case strings.HasPrefix(mediaType, "application/zip"), strings.Contains(mediaType, "tar"), strings.HasPrefix(mediaType, "application/x-7z"), strings.HasPrefix(mediaType, "application/gzip"):
		hint = "The capture is kept; unpack it and add the files in it."
	}
	if mediaType == "" || mediaType == "application/octet-stream" {
		return gap(ErrNotText, hint, "not text: bytes %s", what)
	}
	if what == "of no known kind" {
		return gap(ErrNotText, hint, "not text but %s", mediaType)
	}
	return gap(ErrNotText, hint, "not text but %s (%s)", what, mediaType)
}
