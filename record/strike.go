package record

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"

	"factum"
	"factum/store"
)

// Struck is what falls of a record when something is struck from it. Nothing is changed.
type Struck struct {
	Claims []factum.ClaimID // that go
	Facts  []StruckFact     // that lose any of them, first-sealed first
}

// StruckFact is what becomes of one fact.
type StruckFact struct {
	Fact     factum.FactID    `json:"fact"`
	Type     factum.EventType `json:"type"`
	Headline string           `json:"headline"`
	Status   string           `json:"status"`
	Gone     []factum.ClaimID `json:"gone"`
	Left     int              `json:"left"`  // of its claims
	After    []factum.FactID  `json:"after"` // the facts that these are in then
	// Falls: nothing that is left says that it happened.
	Falls           bool            `json:"falls"`
	Lines           int             `json:"lines"` // before
	LinesLeft       int             `json:"lines_left"`
	Support         string          `json:"support"`
	SupportLeft     string          `json:"support_left"`
	Elements        []StruckElement `json:"elements"`
	FindingsResting int             `json:"findings_resting"` // findings made on claims that go
}

// StruckElement is what becomes of one element of a fact.
type StruckElement struct {
	Name      string          `json:"name"`
	Falls     bool            `json:"falls"` // it had a line and has none
	Lines     int             `json:"lines"` // before
	LinesLeft int             `json:"lines_left"`
	Value     json.RawMessage `json:"value"`
	ValueLeft json.RawMessage `json:"value_left"` // null where nothing that is left gives it
	Changed   bool            `json:"changed"`    // what is left gives another value
}

// Strike says what falls without captures, documents, claims, sources, lines, agencies (wire:NAME) or rules (rule:NAME).
func (r *Record) Strike(ctx context.Context, on []string) (*Struck, error) {
	s := &Struck{Claims: []factum.ClaimID{}, Facts: []StruckFact{}}
	gone := map[factum.ClaimID]bool{}
	for _, id := range on {
		claims, err := r.index.Rests(ctx, id)
		if err != nil {
			return nil, err
		}
		for _, c := range claims {
			if !gone[c] {
				gone[c] = true
				s.Claims = append(s.Claims, c)
			}
		}
	}
	ws, err := r.index.Without(ctx, s.Claims)
	if err != nil {
		return nil, err
	}
	for _, w := range ws {
		s.Facts = append(s.Facts, struckFact(w, gone))
	}
	return s, nil
}

func struckFact(w store.Without, gone map[factum.ClaimID]bool) StruckFact {
	b := w.Before
	f := StruckFact{Fact: b.ID, Type: b.Type, Headline: b.Headline, Status: b.Status, Gone: w.Gone, Left: len(b.Claims) - len(w.Gone), After: []factum.FactID{},
		Lines: len(b.Lines), Support: b.Support, SupportLeft: factum.SupportNone, Elements: []StruckElement{}}
	// What is left may be one with others than before: only what stood behind this fact is counted. Of several that it falls apart into, the one with
	// most lines of these claims stands for it.
	had := map[factum.ClaimID]bool{}
	for _, c := range b.Claims {
		had[c] = true
	}
	lines := make([]int, len(w.After))
	best := -1
	for i := range w.After {
		a := &w.After[i]
		f.After = append(f.After, a.ID)
		lines[i] = linesOf(a, had, a.Claims)
		f.LinesLeft += lines[i]
		if best < 0 || lines[i] > lines[best] {
			best = i
		}
	}
	for _, e := range b.Elements {
		x := StruckElement{Name: e.Name, Lines: e.Lines, Value: e.Value, ValueLeft: json.RawMessage("null")}
		for i := range w.After {
			for _, y := range w.After[i].Elements {
				if y.Name != e.Name {
					continue
				}
				if n := min(y.Lines, linesOf(&w.After[i], had, y.Claims)); x.LinesLeft < n || i == best && x.LinesLeft == n && n > 0 {
					x.LinesLeft, x.ValueLeft = n, y.Value
				}
			}
		}
		x.Falls = x.Lines > 0 && x.LinesLeft == 0
		x.Changed = x.LinesLeft > 0 && !bytes.Equal(x.Value, x.ValueLeft)
		if e.Name == "act" {
			f.SupportLeft = []string{factum.SupportNone, factum.SupportOne, factum.SupportSeveral}[min(x.LinesLeft, 2)]
		}
		f.Elements = append(f.Elements, x)
	}
	f.Falls = f.Support != factum.SupportNone && f.SupportLeft == factum.SupportNone
	for _, x := range b.Findings {
		for _, c := range x.ClaimsSeen {
			if gone[c] {
				f.FindingsResting++
				break
			}
		}
	}
	return f
}

// linesOf counts the lines of a fact on which those of some claims stand that a fact had before.
func linesOf(f *factum.Fact, had map[factum.ClaimID]bool, claims []factum.ClaimID) int {
	of := map[factum.ClaimID]bool{}
	for _, c := range claims {
		of[c] = had[c]
	}
	n := 0
	for _, l := range f.Lines {
		if slices.ContainsFunc(l.Claims, func(c factum.ClaimID) bool { return of[c] }) {
			n++
		}
	}
	return n
}
