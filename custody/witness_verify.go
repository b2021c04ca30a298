package custody

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"factum"
)

// stampedPrefix begins the line of a stamped act, and no other.
var stampedPrefix = []byte(`{"act":"stamped",`)

// Stamps lists the cosigned checkpoints that acts name, in the order of the acts. known are the stamped acts among the first upTo ones, as an
// index noted them; the acts from there on are read. Each is read from its act, whatever the index says.
func (l *Ledger) Stamps(known []factum.ActIndex, upTo factum.ActIndex) ([]Stamp, error) {
	var out []Stamp
	add := func(i int64) error {
		b, err := l.acts.line(i)
		if err != nil {
			return err
		}
		if s, ok := parseStamp(factum.ActIndex(i), b); ok {
			out = append(out, s)
		}
		return nil
	}
	for _, i := range known {
		if i < upTo && i < l.Size() {
			if err := add(int64(i)); err != nil {
				return nil, err
			}
		}
	}
	for i := int64(upTo); i < l.size.Load(); i++ {
		found, _, err := l.nextOf(stampedPrefix, i, l.size.Load())
		if err != nil || found < 0 {
			return out, err
		}
		if err := add(found); err != nil {
			return nil, err
		}
		i = found
	}
	return out, nil
}

// parseStamp reads the act of a cosigned checkpoint; false for another kind of stamp.
func parseStamp(i factum.ActIndex, line []byte) (Stamp, bool) {
	var a struct {
		Detail struct {
			Kind    string `json:"kind"`
			Size    int64  `json:"size"`
			Witness string `json:"witness"`
		} `json:"detail"`
	}
	if !bytes.HasPrefix(line, stampedPrefix) || json.Unmarshal(line, &a) != nil || a.Detail.Kind != "cosignature" {
		return Stamp{}, false
	}
	s := Stamp{Act: i, Size: a.Detail.Size, Witness: a.Detail.Witness}
	if w, err := s.witness(); err == nil {
		s.File = filepath.Join(dirStamps, w.stampName(s.Size))
	}
	return s, true
}

// witness is who cosigned; its address is not kept.
func (s Stamp) witness() (Witness, error) { return ParseWitness("http://unknown", s.Witness) }

// Read returns the cosigned checkpoint that a stamp stands for, checked, and who cosigned it.
func (l *Ledger) Read(s Stamp) ([]byte, Witness, error) {
	w, err := s.witness()
	if err != nil {
		return nil, w, err
	}
	b, err := os.ReadFile(filepath.Join(l.dir, s.File))
	if err != nil {
		return nil, w, ioError("read "+s.File, err)
	}
	cp, err := l.parse(b)
	if err == nil && cp.Size != s.Size {
		err = factum.Errorf(factum.Integrity, "it is a checkpoint over %d acts", cp.Size)
	}
	if err == nil {
		err = l.checkCosigned(b, cp, w)
	}
	if err != nil {
		return nil, w, factum.Errorf(factum.Integrity, "%s does not hold: %w", s.File, err)
	}
	return b, w, nil
}

var cosignedName = regexp.MustCompile(`^([1-9][0-9]*)\.[0-9a-f]{8}\.cosigned$`)

// stamps checks every cosigned checkpoint: the log's signature, the witness's against the key that the act names, and the root against the
// acts. A cosigned checkpoint that no act names is what a crash leaves before the act is written. Of other stamps the signature is
// checked elsewhere.
func (v *verifier) stamps() error {
	named := map[string]Stamp{}
	var wanted []string
	for i := int64(0); i < v.size; i++ {
		found, _, err := v.led.nextOf(stampedPrefix, i, v.size)
		if err != nil || found < 0 {
			break // the acts were reported already
		}
		if b, err := v.led.acts.line(found); err == nil && !v.badActs[found] {
			if s, ok := parseStamp(factum.ActIndex(found), b); ok && s.File != "" {
				if _, twice := named[s.File]; !twice {
					wanted = append(wanted, s.File)
				}
				named[s.File] = s
			}
		}
		i = found
	}
	es, err := os.ReadDir(filepath.Join(v.dir, dirStamps))
	if err != nil && !os.IsNotExist(err) {
		return ioError("read "+dirStamps, err)
	}
	var files []string
	for _, e := range es {
		files = append(files, filepath.Join(dirStamps, e.Name()))
	}
	for _, file := range wanted {
		if !slices.Contains(files, file) {
			v.tell(Checked{Item: file, File: file, Status: MissingItem, Why: named[file].Act.String() + " names it"})
		}
	}
	var sizes []int64
	for _, file := range files {
		if m := cosignedName.FindStringSubmatch(filepath.Base(file)); m != nil {
			size, _ := strconv.ParseInt(m[1], 10, 64)
			sizes = append(sizes, size)
		}
	}
	slices.Sort(sizes)
	roots, err := v.rootsAt(slices.Compact(sizes))
	if err != nil {
		return err
	}
	for _, file := range files {
		c := Checked{Item: file, File: file, Status: OK}
		m := cosignedName.FindStringSubmatch(filepath.Base(file))
		s, known := named[file]
		switch {
		case strings.HasPrefix(filepath.Base(file), ".new-"):
			c.Status, c.Why = NotInLog, "left by an interrupted write"
		case m == nil:
			c.Status, c.Why = NotCheckable, "its signature is not checked here"
		default:
			size, _ := strconv.ParseInt(m[1], 10, 64)
			if c.Why = v.cosigned(file, size, roots, s, known); c.Why != "" {
				c.Status = Changed
			} else if !known {
				c.Status, c.Why = NotInLog, "it is a checkpoint of this log, but no act names it: left by an interrupted command"
			}
		}
		v.tell(c)
	}
	return nil
}

// cosigned says what is wrong with a cosigned checkpoint, "" when it holds.
func (v *verifier) cosigned(file string, size int64, roots map[int64]factum.Digest, s Stamp, known bool) string {
	b, err := os.ReadFile(filepath.Join(v.dir, file))
	if err != nil {
		return "it does not read: " + err.Error()
	}
	cp, err := v.led.parse(b)
	if err != nil {
		return err.Error()
	}
	if cp.Size != size {
		return fmt.Sprintf("it is one over %d acts", cp.Size)
	}
	if root, ok := roots[size]; !ok || root != cp.Root {
		return fmt.Sprintf("the first %d acts do not give its root", size)
	}
	if known {
		w, err := s.witness()
		if err == nil {
			err = v.led.checkCosigned(b, cp, w)
		}
		if err != nil {
			return err.Error()
		}
	}
	return ""
}
