package custody

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"factum"
)

// tiles puts back tiles and bundles that give what the signed root says: all of those that are bad at once, or none.
func (r *repair) tiles(p *plan) error {
	for _, f := range p.failed {
		name := filepath.ToSlash(f.File)
		if !strings.HasPrefix(name, dirLog+"/tile/") {
			continue
		}
		t := tiles{r.from}
		b, err := os.ReadFile(filepath.Join(r.from, name))
		if errors.Is(err, os.ErrNotExist) { // the backup may have a wider one
			b, err = t.wider(name)
		}
		if err != nil || !r.tileFits(p, name, b) {
			continue
		}
		if err := r.put(f.Item, f.File, 0o644, bytes.NewReader(b)); err != nil {
			return err
		}
	}
	return nil
}

// wider reads a full tile in place of a partial one, cut to its width.
func (t tiles) wider(name string) ([]byte, error) {
	full, w, ok := strings.Cut(name, ".p/")
	if !ok {
		return nil, os.ErrNotExist
	}
	b, err := os.ReadFile(filepath.Join(t.dir, full))
	var width int
	if _, serr := fmt.Sscanf(w, "%d", &width); err != nil || serr != nil {
		return nil, os.ErrNotExist
	}
	each := 32
	if strings.Contains(name, "/entries/") {
		each = bundleEntry
	}
	return b[:min(len(b), width*each)], nil
}

// tileFits reports whether a tile of the lowest level or a bundle is what the acts of the record make of it; of a higher level, whether its root holds.
func (r *repair) tileFits(p *plan, name string, b []byte) bool {
	m := strings.Split(strings.TrimPrefix(name, dirLog+"/tile/"), "/")
	if m[0] != "entries" && m[0] != "0" {
		return true // the root over all is checked by verify; a damaged one was set aside and is not lost
	}
	index := int64(0)
	for _, part := range m[1:] {
		part, _, _ = strings.Cut(strings.TrimPrefix(part, "x"), ".")
		var n int64
		if _, err := fmt.Sscanf(part, "%d", &n); err != nil {
			return false
		}
		index = index*1000 + n
		if strings.HasSuffix(name, ".p/"+m[len(m)-1]) && part == strings.TrimSuffix(m[len(m)-2], ".p") {
			break
		}
	}
	acts := newSeries(r.dir, dirActs)
	defer acts.close()
	at := func(i int) (factum.Digest, bool) {
		line, err := acts.line(index*256 + int64(i))
		return factum.DigestOf(line), err == nil
	}
	if m[0] == "entries" {
		es := bundleEntries(b)
		for i, e := range es {
			if d, ok := at(i); !ok || d != e {
				return false
			}
		}
		return len(es) > 0
	}
	for i := 0; i*32+32 <= len(b); i++ {
		if d, ok := at(i); !ok || leafHash(d) != factum.Digest(b[i*32:i*32+32]) {
			return false
		}
	}
	return len(b) > 0
}
