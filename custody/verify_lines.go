package custody

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"factum"
)

// fileLine is a line of a segment as a check sees it.
type fileLine struct {
	bytes []byte
	whole bool // it has its line end
}

// blank reports whether a line was erased: it is empty or holds only spaces, which keep the places of the lines behind it.
func (l fileLine) blank() bool { return l.whole && isBlank(l.bytes) }

func isBlank(line []byte) bool { return len(bytes.Trim(line, " ")) == 0 }

// readLines reads a whole segment into memory: a file of acts is some 50 MB in practice and 4 GiB at most by its limits. The lines before what
// is out of all bounds are returned with the error.
func readLines(root, dir string, seg int) ([]fileLine, error) {
	name := segmentName(dir, seg)
	fi, err := os.Stat(filepath.Join(root, name))
	if err != nil {
		return nil, err
	}
	if fi.Size() > factum.ActsPerSegment*(factum.MaxAct+1) {
		return nil, factum.Errorf(factum.Integrity, "%s is larger than %d full lines", name, factum.ActsPerSegment)
	}
	b, err := os.ReadFile(filepath.Join(root, name))
	lines := splitLines(b)
	if err != nil {
		return lines, ioError("read "+name, err)
	}
	if len(lines) > 4*factum.ActsPerSegment {
		return lines[:4*factum.ActsPerSegment], factum.Errorf(factum.Integrity, "%s holds too many lines", name)
	}
	return lines, nil
}

// blockSize is how much of a file of derived/ is hashed at a time, in bytes.
const blockSize = 4 << 20

// readBlocks goes through the lines of a file a few thousand at a time; they are gone when visit returns.
func readBlocks(name string, visit func(lines []fileLine)) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	buf := make([]byte, blockSize)
	for have := 0; ; {
		n, err := io.ReadFull(f, buf[have:])
		have += n
		if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
			return err
		}
		end := have
		if err == nil { // there may be more: keep what has no end yet
			if end = bytes.LastIndexByte(buf[:have], '\n') + 1; end == 0 {
				if len(buf) > maxLine {
					return factum.Errorf(factum.Integrity, "a line is longer than %d bytes", maxLine)
				}
				buf = append(buf, make([]byte, len(buf))...)
				continue
			}
		}
		visit(splitLines(buf[:end]))
		have = copy(buf, buf[end:have])
		if err != nil {
			return nil
		}
	}
}

func splitLines(b []byte) []fileLine {
	out := make([]fileLine, 0, bytes.Count(b, []byte{'\n'})+1)
	for len(b) > 0 {
		i := bytes.IndexByte(b, '\n')
		if i < 0 {
			return append(out, fileLine{b, false})
		}
		out = append(out, fileLine{b[:i:i], true})
		b = b[i+1:]
	}
	return out
}

// stretch is how many lines a worker takes at a time.
const stretch = 256

// spread does work on the numbers below n, so many at a time, on all workers at once.
func (v *verifier) spread(n, stretch int, do func(from, to int)) {
	if n <= stretch {
		do(0, n)
		return
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(v.opts.Workers, (n+stretch-1)/stretch) {
		wg.Go(func() {
			for {
				to := int(next.Add(int64(stretch)))
				if to-stretch >= n {
					return
				}
				do(to-stretch, min(to, n))
			}
		})
	}
	wg.Wait()
}

// sealedField is one sealed digest of an act.
type sealedField struct {
	name   string
	digest factum.Digest
}

// readAct is what verification needs to know of an act's line.
type readAct struct {
	kind   factum.ActKind
	sealed []sealedField // in the order of their names; nil when the line does not read
	known  bool          // this version knows the kind
}

// takeAct reads a line. Nearly every line is canonical JSON as this program writes it, whose end can be taken apart without decoding the
// whole; anything else is decoded. fields is room to append to, and is returned with what was appended.
func takeAct(line []byte, fields []sealedField) (readAct, []sealedField) {
	from := len(fields)
	if kind, out, ok := sealedEnd(line, fields); ok {
		k := factum.ActKind(kind)
		return readAct{k, out[from:len(out):len(out)], k.Known()}, out
	}
	var a factum.Act
	if err := json.Unmarshal(line, &a); err != nil {
		return readAct{}, fields[:from]
	}
	r := readAct{kind: a.Kind, known: a.V == 1 && a.Kind.Known()}
	r.sealed = make([]sealedField, 0, len(a.Sealed))
	for _, name := range sortedNames(a.Sealed) {
		r.sealed = append(r.sealed, sealedField{name, a.Sealed[name]})
	}
	return r, fields[:from]
}

var (
	actHead   = []byte(`{"act":"`)
	actTail   = []byte(`},"v":1}`)
	sealedKey = []byte(`"sealed":{`)
)

// sealedEnd takes kind and sealed digests out of a canonical act line. Strings escape their quotes, so
// `"sealed":{` is the key; were it one within detail, what follows would not be the end of the line.
func sealedEnd(line []byte, out []sealedField) (kind []byte, _ []sealedField, ok bool) {
	if !bytes.HasPrefix(line, actHead) || !bytes.HasSuffix(line, actTail) {
		return nil, out, false
	}
	kind = line[len(actHead):]
	end := bytes.IndexByte(kind, '"')
	at := bytes.Index(line, sealedKey)
	if end < 0 || at < 0 || bytes.IndexByte(kind[:end], '\\') >= 0 {
		return nil, out, false
	}
	kind = kind[:end]
	b := line[at+len(sealedKey) : len(line)-len(actTail)]
	for len(b) > 0 {
		if b[0] != '"' {
			return nil, out, false
		}
		n := bytes.IndexByte(b[1:], '"') + 1
		const value = len(`:"sha256:"`) + 64
		if n < 2 || len(b) < n+1+value || string(b[n+1:n+10]) != `:"sha256:` || b[n+value] != '"' || bytes.IndexByte(b[1:n], '\\') >= 0 {
			return nil, out, false
		}
		f := sealedField{name: fieldName(b[1:n])}
		if !lowerHex(f.digest[:], b[n+10:n+74]) {
			return nil, out, false
		}
		out = append(out, f)
		b = b[n+1+value:]
		if len(b) > 0 {
			if b[0] != ',' || len(b) == 1 {
				return nil, out, false
			}
			b = b[1:]
		}
	}
	return kind, out, true
}

// fieldName gives the usual names without making a string of each.
func fieldName(b []byte) string {
	switch string(b) {
	case "key":
		return "key"
	case "by":
		return "by"
	case "subject":
		return "subject"
	case "origin":
		return "origin"
	case "result":
		return "result"
	case "reason":
		return "reason"
	case "finding":
		return "finding"
	}
	return string(b)
}

// lowerHex decodes lower-case hexadecimal digits, two for each byte of to.
func lowerHex(to, from []byte) bool {
	if len(from) != 2*len(to) {
		return false
	}
	var bad byte
	for i := range to {
		h, l := hexValue[from[2*i]], hexValue[from[2*i+1]]
		bad |= h | l
		to[i] = h<<4 | l
	}
	return bad < 16
}

// hexValue is the value of a lower-case hexadecimal digit, 255 of anything else.
var hexValue = func() (v [256]byte) {
	for i := range v {
		v[i] = 255
	}
	for i, c := range "0123456789abcdef" {
		v[c] = byte(i)
	}
	return v
}()

// rawOpening is one opening as it stands in its line: the name, and the bytes of the list, which its sealed digest is made over.
type rawOpening struct{ name, list []byte }

// value is the sealed value in the list, after salt and name.
func (r rawOpening) value() []byte { return r.list[len(`["","",`)+32+len(r.name) : len(r.list)-1] }

// splitOpenings takes a line apart without decoding values. ok is false for what is not written as factum writes it.
func splitOpenings(line []byte, out []rawOpening) (_ []rawOpening, ok bool) {
	if len(line) < 2 || line[0] != '{' || line[len(line)-1] != '}' {
		return out, false
	}
	b := line[1 : len(line)-1]
	for len(b) > 0 {
		if b[0] != '"' {
			return out, false
		}
		n := bytes.IndexByte(b[1:], '"') + 1
		if n < 1 || len(b) < n+3 || b[n+1] != ':' || b[n+2] != '[' || bytes.IndexByte(b[1:n], '\\') >= 0 {
			return out, false
		}
		r := rawOpening{name: b[1:n]}
		end := listEnd(b[n+2:])
		if end < 0 {
			return out, false
		}
		r.list = b[n+2 : n+2+end]
		head := len(`["`) + 32
		if len(r.list) < head+len(`","",]`)+len(r.name) || string(r.list[:2]) != `["` || string(r.list[head:head+3]) != `","` ||
			!bytes.Equal(r.list[head+3:head+3+len(r.name)], r.name) || string(r.list[head+3+len(r.name):head+5+len(r.name)]) != `",` {
			return out, false
		}
		out = append(out, r)
		b = b[n+2+end:]
		if len(b) > 0 {
			if b[0] != ',' || len(b) == 1 {
				return out, false
			}
			b = b[1:]
		}
	}
	return out, true
}

// listEnd is the length of the JSON list that b begins with, -1 when it has no end.
func listEnd(b []byte) int {
	depth := 0
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '"':
			for i++; i < len(b) && b[i] != '"'; i++ {
				if b[i] == '\\' {
					i++
				}
			}
		case '[', '{':
			depth++
		case ']', '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return -1
}
