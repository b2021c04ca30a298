package custody

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"

	"github.com/transparency-dev/tessera/api/layout"

	"factum"
)

// scan is what the acts of a plan say there has to be.
type scan struct {
	entries    []factum.Digest           // entry of each act as the log's bundles have it, zero when they do not read
	leaves     []factum.Digest           // leaf hash of each act as the tiles have it
	named      map[factum.Digest]naming  // blobs and derived items, by the last act that names each
	erasures   map[factum.Digest]erasing // what was erased, by the last act that did
	erasedActs map[int64]string          // acts whose openings were erased → ground
	found      map[factum.Digest]bool    // derived items that lie in derived/
	blank      []int64                   // acts whose openings are blank
	bad        []badLine                 // lines that do not fit the log
}

// badLine is a line of acts/ or sealed/ that is not what it was.
type badLine struct {
	act    int64
	sealed bool
	why    string
}

// naming is the last act that names an item.
type naming struct {
	act     int64
	capture bool // as a capture's bytes
}

// erasing is the last act that erased an item.
type erasing struct {
	act    int64
	ground string
}

// erased reports whether an item was erased and not captured or made again since.
func (s *scan) erased(d factum.Digest) (ground string, ok bool) {
	e, ok := s.erasures[d]
	if n, again := s.named[d]; ok && again && n.act > e.act {
		return "", false
	}
	return e.ground, ok
}

// erasedLine reports whether a line of derived/ was erased. One that no act names goes with the capture that it was read from.
func (s *scan) erasedLine(line []byte) bool {
	d := factum.DigestOf(line)
	if c, ok := readFrom(line); ok {
		if _, named := s.named[d]; !named {
			d = c
		}
	}
	_, gone := s.erased(d)
	return gone
}

// fits reports whether a line is act i as the log has it. Where the log does not read, every line fits.
func (s *scan) fits(i int64, line []byte) bool {
	e, l := s.entries[i], s.leaves[i]
	d := factum.DigestOf(line)
	return d == e || leafHash(d) == l || e.IsZero() && l.IsZero()
}

// scanLines reads acts/, sealed/ and derived/.
func (p *plan) scanLines(ctx context.Context) error {
	p.scan = &scan{entries: make([]factum.Digest, p.size), leaves: make([]factum.Digest, p.size), named: map[factum.Digest]naming{},
		erasures: map[factum.Digest]erasing{}, erasedActs: map[int64]string{}, found: map[factum.Digest]bool{}}
	p.readTiles()
	for seg := 0; int64(seg)*factum.ActsPerSegment < p.size; seg++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		p.scanSegment(seg)
	}
	s := p.scan
	for _, b := range s.bad {
		if _, ok := s.erasedActs[b.act]; ok && b.sealed {
			continue
		}
		dir, item := dirActs, factum.ActIndex(b.act).String()
		if b.sealed {
			dir = dirSealed
		}
		p.fail(item, segmentName(dir, int(b.act/factum.ActsPerSegment)), Changed, b.why)
	}
	for _, i := range s.blank {
		if _, ok := s.erasedActs[i]; !ok {
			p.fail(factum.ActIndex(i).String(), segmentName(dirSealed, int(i/factum.ActsPerSegment)), MissingItem, "its openings are blank, and no erased act says so")
		}
	}
	for i := range s.erasedActs { // what an erasure has not blanked yet, the copy blanks
		if seg := int(i / factum.ActsPerSegment); i < p.size && seg < len(p.sealed) {
			p.sealed[seg].erase(int(i % factum.ActsPerSegment))
		}
	}
	if p.raw {
		p.linesAsTheyLie()
	}
	return p.scanDerived(ctx)
}

// linesAsTheyLie plans all of acts/ and sealed/, also what belongs to no act.
func (p *plan) linesAsTheyLie() {
	for dir, fs := range map[string]*[]*lineFile{dirActs: &p.acts, dirSealed: &p.sealed} {
		segs, err := listSegments(filepath.Join(p.dir, dir))
		if err != nil {
			p.unreadable(dir, dir, err)
		}
		for _, seg := range segs {
			if seg >= len(*fs) {
				*fs = append(*fs, newLineFile(dir, seg))
			}
		}
		for _, f := range *fs {
			f.asItLies(p.dir)
		}
	}
}

// readTiles takes entries and leaf hashes from the log, as far as they read.
func (p *plan) readTiles() {
	t := tiles{filepath.Join(p.dir, dirLog)}
	for n := uint64(0); int64(n)*layout.TileWidth < p.size; n++ {
		w := layout.PartialTileSize(0, n, uint64(p.size))
		at := int64(n) * layout.TileWidth
		b, _, _ := t.resource(w, func(w uint8) string { return layout.EntriesPath(n, w) })
		copy(p.scan.entries[at:min(at+layout.TileWidth, p.size)], bundleEntries(b))
		b, _, _ = t.resource(w, func(w uint8) string { return layout.TilePath(0, n, w) })
		for i := int64(0); i*32+32 <= int64(len(b)) && at+i < p.size; i++ {
			p.scan.leaves[at+i] = factum.Digest(b[i*32 : i*32+32])
		}
	}
}

// scanSegment reads a file of acts/ and the one of sealed/ with the same number, line by line.
func (p *plan) scanSegment(seg int) {
	base := int64(seg) * factum.ActsPerSegment
	lines := int(min(factum.ActsPerSegment, p.size-base))
	acts, sealed := newLineFile(dirActs, seg), newLineFile(dirSealed, seg)
	p.acts, p.sealed = append(p.acts, acts), append(p.sealed, sealed)
	sealed.good = func(n int, line []byte) bool { return p.opensAct(base+int64(n), line) }
	sealed.goes = func(n int, _ []byte) bool { _, ok := p.scan.erasedActs[base+int64(n)]; return ok }
	acts.goes = func(int, []byte) bool { return false }
	acts.good = func(n int, line []byte) bool { return p.scan.fits(base+int64(n), line) }
	a, s := acts.scan(p), sealed.scan(p)
	defer a.close()
	defer s.close()
	for n := range lines {
		act, aok := a.next()
		open, sok := s.next()
		if !aok && !sok {
			if !p.raw {
				p.fail(factum.ActIndex(base+int64(n)).String(), acts.name, MissingItem, fmt.Sprintf("the file ends here, the log covers %d acts", p.size))
			}
			return
		}
		p.learn(base+int64(n), n, acts, sealed, act, open, aok, sok)
	}
}

// learn checks an act and its openings and takes from them what there has to be.
func (p *plan) learn(i int64, n int, acts, sealed *lineFile, act, open []byte, aok, sok bool) {
	s := p.scan
	var a factum.Act
	readErr := json.Unmarshal(act, &a)
	if !aok || !s.fits(i, act) {
		acts.bad[n] = true
		s.bad = append(s.bad, badLine{act: i, why: fmt.Sprintf("line %d is not what the log has of it", n+1)})
		a.Sealed = nil
	}
	if sok && factum.Blank(open) {
		s.blank = append(s.blank, i)
		return
	}
	var o factum.Openings
	if !sok || json.Unmarshal(open, &o) != nil {
		sealed.bad[n] = true
		s.bad = append(s.bad, badLine{act: i, sealed: true, why: fmt.Sprintf("its openings, line %d, are missing or do not read", n+1)})
		return
	}
	if a.Sealed == nil || readErr != nil {
		return // nothing says what they have to be
	}
	if !opens(a.Sealed, o) {
		sealed.bad[n] = true
		s.bad = append(s.bad, badLine{act: i, sealed: true, why: fmt.Sprintf("line %d does not open what was sealed", n+1)})
		return
	}
	e := factum.Entry{Index: factum.ActIndex(i), Act: a, Openings: o}
	var sub factum.Subject
	if ok, err := e.Open("subject", &sub); ok && err == nil && !sub.SHA256.IsZero() {
		s.named[sub.SHA256] = naming{i, true} // a coded act names the digest alone, and brings nothing back that was erased
	}
	var r factum.Result
	if ok, err := e.Open("result", &r); ok && err == nil {
		for _, x := range r.Documents {
			for _, d := range x.Items() {
				if !d.IsZero() {
					s.named[d] = naming{i, s.named[d].capture}
				}
			}
		}
	}
	var x factum.Erasure
	if ok, err := e.Open("erasure", &x); ok && err == nil {
		for _, at := range x.Acts {
			s.erasedActs[int64(at)] = x.Ground
		}
		for _, d := range x.Items {
			s.erasures[d] = erasing{i, x.Ground}
		}
	}
}

// opensAct reports whether a line opens act i, as far as that act still reads in the record.
func (p *plan) opensAct(i int64, line []byte) bool {
	acts := newSeries(p.dir, dirActs)
	defer acts.close()
	b, err := acts.line(i)
	var a factum.Act
	var o factum.Openings
	return err == nil && p.scan.fits(i, b) && json.Unmarshal(b, &a) == nil && json.Unmarshal(line, &o) == nil && opens(a.Sealed, o)
}

// opens reports whether openings are those of an act.
func opens(sealed map[string]factum.Digest, o factum.Openings) bool {
	if len(o) != len(sealed) {
		return false
	}
	for name, want := range sealed {
		if d, err := o[name].Digest(); err != nil || d != want || o[name].Name != name {
			return false
		}
	}
	return true
}

// scanDerived finds the derived items that are named. What lies behind the last of them was made for acts that are not copied.
func (p *plan) scanDerived(ctx context.Context) error {
	segs, err := listSegments(filepath.Join(p.dir, dirDerived))
	if err != nil {
		p.unreadable(dirDerived, dirDerived, err)
		return nil
	}
	keep := 0
	for _, seg := range segs {
		f := newLineFile(dirDerived, seg)
		f.good = func(_ int, line []byte) bool {
			d := factum.DigestOf(line)
			_, named := p.scan.named[d]
			return named && !p.scan.found[d]
		}
		f.goes = func(_ int, line []byte) bool { return p.scan.erasedLine(line) }
		p.derived = append(p.derived, f)
		sc := f.scan(p)
		end, lines := int64(0), 0
		for {
			line, ok := sc.next()
			if !ok {
				break
			}
			d := factum.DigestOf(line)
			_, named := p.scan.named[d]
			if named {
				p.scan.found[d] = true
			} else if !factum.Blank(line) {
				f.bad[f.lines-1] = true // or nobody's: then an earlier copy has no better either
			}
			if !factum.Blank(line) && p.scan.erasedLine(line) {
				f.erase(f.lines - 1)
			} else if !named && !factum.Blank(line) {
				continue
			}
			end, lines, keep = f.end, f.lines, len(p.derived)
		}
		sc.close()
		if len(p.failed) == 0 {
			f.cut(end, lines)
		} else { // the acts may no longer say all that is named
			f.asItLies(p.dir)
			keep = len(p.derived)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	p.derived = p.derived[:keep]
	return nil
}
