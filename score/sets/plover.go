package sets

import (
	"crypto/sha256"
	"os"
	"slices"
	"strings"

	"factum"
	"factum/score"
	"factum/score/measure"
)

// lines decodes a file of JSON lines.
func lines[T any](path string) ([]T, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return score.Lines[T](b)
}

// ploverRow is an English sentence with the root type of what one marked actor does to one marked recipient.
type ploverRow struct {
	ID, Text, Actor, Recipient, Type string
}

// unseen tells the half of the rows that nobody looks at while building: those whose id has an odd SHA-256.
func (p ploverRow) unseen() bool {
	h := sha256.Sum256([]byte(p.ID))
	return h[len(h)-1]%2 == 1
}

// ploverRoot gives the label that the set has for a claim's type: it knows one root for conceding and retreating.
func ploverRoot(t factum.EventType) string {
	if t == factum.Concede || t == factum.Retreat {
		return "YIELD"
	}
	return string(t)
}

type ploverScored struct {
	root             string // of the claim chosen, "" none
	manual           bool   // right under the codebook's own rule where the label differs
	actor, recipient bool   // its spans overlap the marked ones
	more             int    // claims beyond the first
}

// plover scores types on single sentences.
func (r *runner) plover(path string) ([]Row, error) {
	all, err := lines[ploverRow](path)
	if err != nil {
		return nil, err
	}
	type half struct {
		n, actor, recipient, more int
		roots, manual             map[string]measure.Count
	}
	halves := [2]half{}
	for i := range halves {
		halves[i].roots, halves[i].manual = map[string]measure.Count{}, map[string]measure.Count{}
	}
	err = each(r, all, func(p ploverRow) (s ploverScored, err error) {
		_, claims, err := r.code(text{text: p.Text, lang: "en"})
		if err != nil || len(claims) == 0 {
			return s, err
		}
		c := chosen(claims, mark(p.Text, p.Actor), mark(p.Text, p.Recipient))
		s.root, s.more = ploverRoot(c.Type), len(claims)-1
		s.actor, s.recipient = touches(c.Actors, mark(p.Text, p.Actor)), touches(c.Recipients, mark(p.Text, p.Recipient))
		// The codebook has a conviction under SANCTION, a warrant in absentia under THREATEN; the set has both under ACCUSE.
		s.manual = p.Type == "ACCUSE" && (c.Type == factum.Sanction && slices.Contains(c.Modes, "convict") || c.Type == factum.Threaten && slices.Contains(c.Modes, "arrest"))
		return s, nil
	}, func(p ploverRow, s ploverScored) {
		h := &halves[0]
		if p.unseen() {
			h = &halves[1]
		}
		h.n++
		h.more += s.more
		if s.actor {
			h.actor++
		}
		if s.recipient {
			h.recipient++
		}
		count(h.roots, p.Type, s.root)
		if s.manual {
			s.root = p.Type
		}
		count(h.manual, p.Type, s.root)
	})
	if err != nil {
		return nil, err
	}
	var rows []Row
	for i, name := range []string{"half looked at", "unseen half"} {
		h := halves[i]
		rows = append(rows,
			Row{Measure: "root type, macro-F1, " + name, Value: measure.Macro(h.roots), N: h.n, Of: "sentences", Wanted: ".62", Baseline: "perceptron .58, NLI model .82"},
			Row{Measure: "the same under the codebook's own rules, " + name, Value: measure.Macro(h.manual), N: h.n, Of: "sentences"},
			Row{Measure: "actor overlaps the marked one, " + name, Value: measure.Share(h.actor, h.n), N: h.n, Of: "sentences", Wanted: ".75"},
			Row{Measure: "recipient overlaps the marked one, " + name, Value: measure.Share(h.recipient, h.n), N: h.n, Of: "sentences", Wanted: ".65"},
			Row{Measure: "claims beyond one, a sentence, " + name, Value: measure.Share(h.more, h.n), N: h.n, Of: "sentences", Wanted: "< .60"})
	}
	return rows, nil
}

// count notes one answer where one is wanted; none is a miss.
func count(classes map[string]measure.Count, gold, found string) {
	g := classes[gold]
	g.Gold++
	if found == gold {
		g.Right++
		g.Found++
	}
	classes[gold] = g
	if found != "" && found != gold {
		f := classes[found]
		f.Found++
		classes[found] = f
	}
}

// mark is where the marked words stand, an empty span when they don't.
func mark(text, words string) factum.Span {
	i := strings.Index(text, words)
	if i < 0 || words == "" {
		return factum.Span{}
	}
	return factum.Span{Start: i, End: i + len(words)}
}

func touches(actors []factum.Actor, s factum.Span) bool {
	return slices.ContainsFunc(actors, func(a factum.Actor) bool { return measure.Overlap(a.Span, s) > 0 })
}

// chosen is the claim whose actor and recipient overlap the marked ones, else the most confident; the earlier on a tie.
func chosen(claims []factum.Claim, actor, recipient factum.Span) factum.Claim {
	best, rank := 0, -1.0
	for i, c := range claims {
		k := c.Confidence
		if touches(c.Actors, actor) && touches(c.Recipients, recipient) {
			k += 10
		}
		if k > rank {
			best, rank = i, k
		}
	}
	return claims[best]
}
