package record

import (
	"bytes"
	"context"
	"encoding/json"

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
	// Of a fact that what is left falls apart into, the part with most lines of these claims stands for it.
	var best *factum.Fact
	for i := range w.After {
		a := &w.After[i]
		f.After = append(f.After, a.ID)
		f.LinesLeft += len(a.Lines)
		if best == nil || len(a.Lines) > len(best.Lines) {
			best = a
		}
	}
	if best != nil {
		f.SupportLeft = best.Support
	}
	f.Falls = f.Support != factum.SupportNone && f.SupportLeft == factum.SupportNone
	for _, e := range b.Elements {
		x := StruckElement{Name: e.Name, Lines: e.Lines, Value: e.Value, ValueLeft: json.RawMessage("null")}
		for i := range w.After {
			for _, y := range w.After[i].Elements {
				if y.Name == e.Name && (x.LinesLeft < y.Lines || &w.After[i] == best && x.LinesLeft == y.Lines) {
					x.LinesLeft, x.ValueLeft = y.Lines, y.Value
				}
			}
		}
		x.Falls = x.Lines > 0 && x.LinesLeft == 0
		x.Changed = x.LinesLeft > 0 && !bytes.Equal(x.Value, x.ValueLeft)
		f.Elements = append(f.Elements, x)
	}
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
