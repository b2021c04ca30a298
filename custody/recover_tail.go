package custody

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"slices"

	"factum"
)

// checkTail looks at the act lines that are not in the log yet, before anything is signed over them. A power cut can leave the length of a
// write without its bytes: zeros, which no line of ours holds. From such a line on they count as torn, and are cut: none was acknowledged.
// A line that is otherwise not an act with its openings doesn't come from a crash.
func (l *Ledger) checkTail(s *standing) error {
	for i := s.logged; i < s.acts.lines; i++ {
		act, err := l.acts.line(i)
		if err != nil {
			return notSafe("%v", err)
		}
		seg := int(i / factum.ActsPerSegment)
		if bytes.IndexByte(act, 0) >= 0 && seg == s.acts.last {
			at, err := offsetOfLine(filepath.Join(l.dir, segmentName(dirActs, seg)), i%factum.ActsPerSegment)
			if err != nil {
				return notSafe("%v", err)
			}
			s.acts.torn += s.acts.size - at
			s.acts.lines, s.acts.size = i, at
			return nil
		}
		openings, err := l.sealed.line(i)
		if err != nil {
			return notSafe("%v", err)
		}
		if err := belongTogether(act, openings); err != nil {
			return notSafe("line %d of %s is not in the log and can't be added: %v", i%factum.ActsPerSegment+1, segmentName(dirActs, seg), err)
		}
	}
	return nil
}

// zeroed reports whether zeros stand in any of the lines, where a power cut left a length without its bytes.
func zeroed(lines []fileLine) bool {
	return slices.ContainsFunc(lines, func(l fileLine) bool { return bytes.IndexByte(l.bytes, 0) >= 0 })
}

// belongTogether checks that a line is an act and that its openings are the ones that it seals.
func belongTogether(act, openings []byte) error {
	e, err := parseEntry(0, act, openings)
	if err != nil {
		return err
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(openings, &raw); err != nil {
		return factum.Errorf(factum.Integrity, "its openings do not read: %w", err)
	}
	if len(raw) != len(e.Act.Sealed) {
		return factum.Errorf(factum.Integrity, "it seals %d fields and %d are opened", len(e.Act.Sealed), len(raw))
	}
	for name, d := range e.Act.Sealed {
		if factum.DigestOf(raw[name]) != d {
			return factum.Errorf(factum.Integrity, "the opening of %q is not the one that it seals", name)
		}
	}
	return nil
}
