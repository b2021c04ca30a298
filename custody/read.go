package custody

import (
	"bytes"
	"context"
	"encoding/json"
	"iter"

	"factum"
)

// Entry reads one act with what opens it.
func (l *Ledger) Entry(i factum.ActIndex) (factum.Entry, error) {
	if i < 0 || i >= l.Size() {
		return factum.Entry{}, factum.Errorf(factum.Missing, "the record has no %s: it holds %d acts", i, l.Size())
	}
	return l.entry(i)
}

func (l *Ledger) entry(i factum.ActIndex) (factum.Entry, error) {
	a, err := l.acts.line(int64(i))
	if err != nil {
		return factum.Entry{}, err
	}
	o, err := l.sealed.line(int64(i))
	if err != nil {
		return factum.Entry{}, err
	}
	if h := l.hidden.Load(); h != nil && (*h)[i] {
		o = nil
	}
	return parseEntry(i, a, o)
}

// ActLine is the canonical line of an act, without its end: what its leaf is made of.
func (l *Ledger) ActLine(i factum.ActIndex) ([]byte, error) {
	if i < 0 || i >= l.Size() {
		return nil, factum.Errorf(factum.Missing, "the record has no %s: it holds %d acts", i, l.Size())
	}
	return l.acts.line(int64(i))
}

// Entries goes through the acts from the given one to the last that can be read now.
func (l *Ledger) Entries(ctx context.Context, from factum.ActIndex) iter.Seq2[factum.Entry, error] {
	return func(yield func(factum.Entry, error) bool) {
		for i, n := max(from, 0), l.Size(); i < n; i++ {
			e, err := l.entry(i)
			if err == nil {
				err = ctx.Err()
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

// parseEntry joins an act line and its openings.
func parseEntry(i factum.ActIndex, act, openings []byte) (factum.Entry, error) {
	e := factum.Entry{Index: i}
	d := json.NewDecoder(bytes.NewReader(act))
	d.UseNumber()
	if err := d.Decode(&e.Act); err != nil {
		return e, factum.Errorf(factum.Integrity, "%s does not read: %w", i, err)
	}
	if e.Act.V != 1 || !e.Act.Kind.Known() {
		return e, factum.Errorf(factum.Newer, "%s is of a kind that this version does not know: %q, version %d", i, e.Act.Kind, e.Act.V).WithHint(
			"Use a newer version of factum.")
	}
	if factum.Blank(openings) {
		return e, nil
	}
	if err := json.Unmarshal(openings, &e.Openings); err != nil {
		return e, factum.Errorf(factum.Integrity, "%s: its openings do not read: %w", i, err)
	}
	return e, nil
}
