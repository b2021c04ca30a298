package factum

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/gowebpki/jcs"
)

// Canonical returns v as canonical JSON (RFC 8785): the bytes that digests are made over
// and that stand on disk, without a line end. Numbers must be whole or coordinates and confidences; NaN and infinities fail.
func Canonical(v any) ([]byte, error) {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("canonical JSON: %w", err)
	}
	c := canonicalizer{in: b.Bytes(), out: make([]byte, 0, b.Len())}
	if err := c.value(); err != nil {
		return nil, fmt.Errorf("canonical JSON: %w", err)
	}
	return c.out, nil
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// DigestOfJSON returns the SHA-256 of the canonical JSON of v.
func DigestOfJSON(v any) (Digest, error) {
	b, err := Canonical(v)
	if err != nil {
		return Digest{}, err
	}
	return DigestOf(b), nil
}

// canonicalizer rewrites JSON that encoding/json wrote, which is valid, so that it only has to sort keys and to write strings and
// numbers the one way. The tests hold it against package jcs.
type canonicalizer struct {
	in  []byte
	i   int
	out []byte
	was []byte // the members of an object before they are put in order
}

// member is where a key and its value stand in out while an object is being put together.
type member struct {
	key        []byte
	start, end int
}

func (c *canonicalizer) space() {
	for c.i < len(c.in) && (c.in[c.i] == ' ' || c.in[c.i] == '\n' || c.in[c.i] == '\t' || c.in[c.i] == '\r') {
		c.i++
	}
}

func (c *canonicalizer) value() error {
	c.space()
	if c.i >= len(c.in) {
		return fmt.Errorf("it ends too early")
	}
	switch ch := c.in[c.i]; ch {
	case '{':
		return c.object()
	case '[':
		return c.list()
	case '"':
		_, err := c.text()
		return err
	case 't', 'f', 'n':
		n := 4
		if ch == 'f' {
			n = 5
		}
		c.out = append(c.out, c.in[c.i:c.i+n]...)
		c.i += n
		return nil
	}
	return c.number()
}

func (c *canonicalizer) list() error {
	c.i++
	c.out = append(c.out, '[')
	for first := true; ; first = false {
		c.space()
		if c.in[c.i] == ']' {
			c.i++
			c.out = append(c.out, ']')
			return nil
		}
		if !first {
			c.i++ // the comma
			c.out = append(c.out, ',')
		}
		if err := c.value(); err != nil {
			return err
		}
	}
}

func (c *canonicalizer) object() error {
	c.i++
	c.out = append(c.out, '{')
	from := len(c.out)
	var room [24]member
	ms := room[:0]
	sorted := true
	for first := true; ; first = false {
		c.space()
		if c.in[c.i] == '}' {
			c.i++
			break
		}
		if !first {
			c.i++ // the comma
			c.space()
			c.out = append(c.out, ',')
		}
		start := len(c.out)
		key, err := c.text()
		if err != nil {
			return err
		}
		c.space()
		c.i++ // the colon
		c.out = append(c.out, ':')
		if err := c.value(); err != nil {
			return err
		}
		if n := len(ms); n > 0 && compareKeys(ms[n-1].key, key) >= 0 {
			sorted = false
		}
		ms = append(ms, member{key, start, len(c.out)})
	}
	if !sorted {
		slices.SortStableFunc(ms, func(a, b member) int { return compareKeys(a.key, b.key) })
		for i := 1; i < len(ms); i++ {
			if string(ms[i].key) == string(ms[i-1].key) {
				return fmt.Errorf("the key %q stands twice", ms[i].key)
			}
		}
		c.was = append(c.was[:0], c.out[from:]...)
		c.out = c.out[:from]
		for i, m := range ms {
			if i > 0 {
				c.out = append(c.out, ',')
			}
			c.out = append(c.out, c.was[m.start-from:m.end-from]...)
		}
	}
	c.out = append(c.out, '}')
	return nil
}

// compareKeys orders keys by UTF-16 code units, as RFC 8785 wants it. That differs from the order of bytes only where a
// character outside the basic plane meets one of U+E000 to U+FFFF.
func compareKeys(a, b []byte) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		x, y := a[i], b[i]
		if x == y {
			continue
		}
		if x >= 0xee && y >= 0xee && (x >= 0xf0) != (y >= 0xf0) {
			if x >= 0xf0 { // surrogates come before U+E000
				return -1
			}
			return 1
		}
		return int(x) - int(y)
	}
	return len(a) - len(b)
}

// text copies a string, and returns it as it is without escapes; only what encoding/json escaped is looked at again.
func (c *canonicalizer) text() ([]byte, error) {
	start := c.i
	j := c.i + 1
	escaped := false
	for c.in[j] != '"' {
		if c.in[j] == '\\' {
			escaped = true
			j++
		}
		j++
	}
	raw := c.in[start : j+1]
	c.i = j + 1
	if !escaped {
		c.out = append(c.out, raw...)
		return raw[1 : len(raw)-1], nil
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return nil, err
	}
	c.out = appendText(c.out, s)
	return []byte(s), nil
}

// appendText writes a string as RFC 8785 wants it: only what must be is escaped.
func appendText(out []byte, s string) []byte {
	const hex = "0123456789abcdef"
	out = append(out, '"')
	for i := 0; i < len(s); i++ {
		switch ch := s[i]; {
		case ch == '"' || ch == '\\':
			out = append(out, '\\', ch)
		case ch >= 0x20:
			out = append(out, ch)
		case ch == '\b' || ch == '\t' || ch == '\n' || ch == '\f' || ch == '\r':
			out = append(out, '\\', "btn?fr"[ch-'\b'])
		default:
			out = append(out, '\\', 'u', '0', '0', hex[ch>>4], hex[ch&15])
		}
	}
	return append(out, '"')
}

// number copies short whole numbers and leaves the rest to package jcs.
func (c *canonicalizer) number() error {
	j := c.i
	for j < len(c.in) && strings.IndexByte("+-0123456789.eE", c.in[j]) >= 0 {
		j++
	}
	raw := c.in[c.i:j]
	c.i = j
	if len(raw) > 0 && len(raw) <= 15 && bytes.IndexAny(raw, ".eE") < 0 && string(raw) != "-0" {
		c.out = append(c.out, raw...)
		return nil
	}
	if f, err := strconv.ParseFloat(string(raw), 64); err == nil && f != 0 && math.Abs(f) >= 1e-6 && math.Abs(f) < 1e21 {
		c.out = strconv.AppendFloat(c.out, f, 'f', -1, 64) // ECMAScript writes these without an exponent, as short as can be
		return nil
	}
	// A number stands alone in a list, as jcs takes only lists and objects.
	w, err := jcs.Transform(append(append([]byte{'['}, raw...), ']'))
	if err != nil {
		return err
	}
	c.out = append(c.out, w[1:len(w)-1]...)
	return nil
}
