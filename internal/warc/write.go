package warc

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
)

// Writer writes records one behind the other.
type Writer struct {
	w    io.Writer
	gz   bool
	size int64
}

// NewWriter writes to w, each record a gzip member of its own where gz is set.
func NewWriter(w io.Writer, gz bool) *Writer { return &Writer{w: w, gz: gz} }

// Digest is how a digest is written in a header: sha256 and 64 hexadecimal digits.
func Digest(b []byte) string {
	h := sha256.Sum256(b)
	return "sha256:" + hex.EncodeToString(h[:])
}

// ID is the record id of a record of a type with these fields and this block: a UUID of version 8 (RFC 9562) out of their SHA-256.
func ID(fields []Field, block []byte) string {
	h := sha256.New()
	for _, f := range fields {
		fmt.Fprintf(h, "%s: %s\r\n", f.Name, f.Value)
	}
	h.Write(block)
	u := h.Sum(nil)[:16]
	u[6], u[8] = u[6]&0x0f|0x80, u[8]&0x3f|0x80
	return fmt.Sprintf("<urn:uuid:%x-%x-%x-%x-%x>", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// Write writes a record of version 1.1 and returns where it lies. Record id, block digest and length are added where the fields lack them; the caller gives the rest.
func (w *Writer) Write(fields []Field, block []byte) (offset, length int64, err error) {
	var head bytes.Buffer
	head.WriteString("WARC/1.1\r\n")
	have := map[string]bool{}
	for _, f := range fields {
		if strings.ContainsAny(f.Name+f.Value, "\r\n\x00") {
			return 0, 0, fmt.Errorf("the field %q holds a line break", f.Name)
		}
		have[strings.ToLower(f.Name)] = true
		fmt.Fprintf(&head, "%s: %s\r\n", f.Name, f.Value)
	}
	for _, f := range []Field{{FieldID, ID(fields, block)}, {FieldBlockDigest, Digest(block)}, {FieldContentLength, fmt.Sprint(len(block))}} {
		if !have[strings.ToLower(f.Name)] {
			fmt.Fprintf(&head, "%s: %s\r\n", f.Name, f.Value)
		}
	}
	head.WriteString("\r\n")
	out := &counter{w: w.w}
	offset = w.size
	defer func() { w.size += out.n }()
	var dst io.Writer = out
	var z *gzip.Writer
	if w.gz {
		z = gzip.NewWriter(out) // no name and no time: the same record gives the same bytes
		dst = z
	}
	for _, b := range [][]byte{head.Bytes(), block, []byte("\r\n\r\n")} {
		if _, err = dst.Write(b); err != nil {
			return offset, out.n, err
		}
	}
	if z != nil {
		err = z.Close()
	}
	return offset, out.n, err
}

type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += int64(n)
	return n, err
}
