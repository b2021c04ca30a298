package warc

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// Message is an HTTP request or response as a block holds it.
type Message struct {
	Start  string // request or status line
	Status int    // of a response, 0 of a request
	Fields []Field
	// Body is what follows the header, as sent.
	Body []byte
}

// ParseMessage takes a block apart. Header lines that hold no colon are left out; a block without a blank line has no body.
func ParseMessage(block []byte) (*Message, error) {
	head, body := block, []byte(nil)
	if i := bytes.Index(block, []byte("\r\n\r\n")); i >= 0 {
		head, body = block[:i], block[i+4:]
	}
	if i := bytes.Index(block, []byte("\n\n")); i >= 0 && i < len(head) {
		head, body = block[:i], block[i+2:]
	}
	lines := strings.Split(strings.ReplaceAll(string(head), "\r\n", "\n"), "\n")
	m := &Message{Start: lines[0], Body: body}
	if strings.HasPrefix(m.Start, "HTTP/") {
		f := strings.Fields(m.Start)
		if len(f) < 2 {
			return nil, fmt.Errorf("%w: no status in %.80q", ErrDamaged, m.Start)
		}
		n, err := strconv.Atoi(f[1])
		if err != nil || n < 100 || n > 999 {
			return nil, fmt.Errorf("%w: no status in %.80q", ErrDamaged, m.Start)
		}
		m.Status = n
	} else if !strings.Contains(m.Start, "HTTP/") {
		return nil, fmt.Errorf("%w: it is no HTTP message: %.80q", ErrDamaged, m.Start)
	}
	for _, l := range lines[1:] {
		if n := len(m.Fields); n > 0 && l != "" && (l[0] == ' ' || l[0] == '\t') {
			m.Fields[n-1].Value += " " + strings.TrimSpace(l)
			continue
		}
		if name, value, ok := strings.Cut(l, ":"); ok {
			m.Fields = append(m.Fields, Field{strings.TrimSpace(name), strings.TrimSpace(value)})
		}
	}
	return m, nil
}

// Get is the first field of a name, "" where there is none.
func (m *Message) Get(name string) string {
	for _, f := range m.Fields {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// Payload is the body without transfer encoding: what WARC-Payload-Digest is over. A body that is stated to come in chunks and does not is taken as it stands, as browsers'
// captures have it.
func (m *Message) Payload() []byte {
	if !strings.EqualFold(strings.TrimSpace(m.Get("Transfer-Encoding")), "chunked") {
		return m.Body
	}
	b, err := dechunk(m.Body)
	if err != nil {
		return m.Body
	}
	return b
}

// dechunk takes chunked transfer encoding away, RFC 9112 section 7.1. What was cut off within a chunk is kept as far as it goes.
func dechunk(b []byte) ([]byte, error) {
	r := bufio.NewReader(bytes.NewReader(b))
	var out []byte
	for {
		line, err := textproto.NewReader(r).ReadLine()
		if err != nil {
			if len(out) > 0 {
				return out, nil
			}
			return nil, err
		}
		size, _, _ := strings.Cut(line, ";")
		n, err := strconv.ParseUint(strings.TrimSpace(size), 16, 31)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			return out, nil
		}
		at := len(out)
		out = append(out, make([]byte, min(int(n), len(b)))...)
		k, err := io.ReadFull(r, out[at:])
		if out = out[:at+k]; err != nil {
			return out, nil
		}
		if l, err := textproto.NewReader(r).ReadLine(); err == nil && l != "" {
			return nil, fmt.Errorf("a chunk does not end where it says")
		}
	}
}

// ErrTruncated says that a body ended before its encoding did. What came out until then is returned with it.
var ErrTruncated = errors.New("the body ends before its encoding does")

// Content is the payload without content encoding, at most so many bytes: what a browser would show. A body that is not encoded as stated is taken as it stands. Several
// encodings one over the other are taken away from the last to the first, at most three.
func (m *Message) Content(most int64) ([]byte, error) {
	b := m.Payload()
	var codings []string
	for _, c := range strings.Split(strings.ToLower(m.Get("Content-Encoding")), ",") {
		if c = strings.TrimSpace(c); c != "" && c != "identity" {
			codings = append(codings, c)
		}
	}
	if len(codings) > 3 {
		return nil, fmt.Errorf("%d content encodings one over the other", len(codings))
	}
	for i := len(codings) - 1; i >= 0; i-- {
		out, err := decode(b, codings[i], most)
		if err != nil {
			return out, err
		}
		b = out
	}
	if int64(len(b)) > most {
		return b[:most], ErrTooMuch
	}
	return b, nil
}

func decode(b []byte, coding string, most int64) ([]byte, error) {
	var r io.Reader
	var err error
	switch coding {
	case "gzip", "x-gzip":
		if len(b) < 2 || b[0] != 0x1f || b[1] != 0x8b {
			return b, nil
		}
		r, err = gzip.NewReader(bytes.NewReader(b))
	case "deflate":
		if r, err = zlib.NewReader(bytes.NewReader(b)); err != nil { // some send it without the frame that RFC 9110 asks for
			r, err = flate.NewReader(bytes.NewReader(b)), nil
		}
	case "br":
		r = brotli.NewReader(bytes.NewReader(b))
	case "zstd":
		if !bytes.HasPrefix(b, []byte{0x28, 0xb5, 0x2f, 0xfd}) {
			return b, nil
		}
		var d *zstd.Decoder
		if d, err = zstd.NewReader(bytes.NewReader(b), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(64<<20)); err == nil {
			defer d.Close()
			r = d
		}
	default:
		return nil, fmt.Errorf("the content encoding %.40q is not known", coding)
	}
	if err != nil {
		return nil, err
	}
	out, err := io.ReadAll(io.LimitReader(r, most+1))
	switch {
	case int64(len(out)) > most:
		return out[:most], ErrTooMuch
	case err != nil && len(out) == 0 && (coding == "br" || coding == "deflate"):
		return b, nil // these have no mark at their beginning: it was not encoded
	case err != nil:
		return out, fmt.Errorf("%w: %w", ErrTruncated, err)
	}
	return out, nil
}
