package score

import (
	"fmt"
	"slices"
	"strings"

	"factum"
	"factum/coding"
	"factum/reading"
	"factum/reading/mentions"
	"factum/score/measure"
)

// Coded is a line of own gold for coding: a sentence or two with every claim that a careful coder makes of it, none where nothing happens.
type Coded struct {
	ID       string       `json:"id"`
	Date     string       `json:"date"` // of publication
	Text     string       `json:"text"`
	Claims   []CodedClaim `json:"claims"`
	Optional []CodedClaim `json:"optional"` // can be defended, are not demanded
}

// CodedClaim is a claim of the gold. Actors and recipients are codes, or words of the text for somebody without one.
type CodedClaim struct {
	Types      []factum.EventType `json:"types"` // that can be defended, best first
	Object     factum.EventType   `json:"object"`
	Actors     []string           `json:"actors"`
	Recipients []string           `json:"recipients"`
	Modality   Modalities         `json:"modality"`
	Trigger    string             `json:"trigger"`
	Nth        int                `json:"nth"`
	// Actors and recipients that may be named as well.
	MayAct     []string `json:"actors_optional"`
	MayReceive []string `json:"recipients_optional"`
}

// CodedCount is how coding did: claims by type, and of those found what else is right.
type CodedCount struct {
	Type                               measure.Count
	Actor, Recipient, Modality, Object measure.Count
	Empty, False                       int // sentences without a claim, claims made of them
	Sure                               [10]Sure
	Taken                              map[Taken]int
}

// Taken is a type that the gold has, best first, and the one that was made of it: "" for the gold's where nothing happened, for the coder's where
// it made nothing.
type Taken struct{ Gold, Made factum.EventType }

func (n *CodedCount) take(gold, made factum.EventType) {
	if n.Taken == nil {
		n.Taken = map[Taken]int{}
	}
	n.Taken[Taken{gold, made}]++
}

// Sure counts the claims whose confidence lies within one tenth, and those of them that have the type of a gold claim, or one that may be.
type Sure struct{ Made, Right int }

// Add adds the counts of another set.
func (n *CodedCount) Add(m CodedCount) {
	n.Type.Add(m.Type)
	n.Actor.Add(m.Actor)
	n.Recipient.Add(m.Recipient)
	n.Modality.Add(m.Modality)
	n.Object.Add(m.Object)
	n.Empty += m.Empty
	n.False += m.False
	for i := range n.Sure {
		n.Sure[i].Made += m.Sure[i].Made
		n.Sure[i].Right += m.Sure[i].Right
	}
	for k, v := range m.Taken {
		if n.Taken == nil {
			n.Taken = map[Taken]int{}
		}
		n.Taken[k] += v
	}
}

// CodedSentences codes the lines of own gold and scores the claims. A claim is of a type when the type is one that the gold lists and its
// words hold the gold's trigger; where several could be, the one that agrees in more. wrong is told of each that is missed, extra, or differs.
func CodedSentences(b []byte, lang string, c coding.Coder, wrong func(id, what string)) (CodedCount, error) {
	var sum CodedCount
	lines, err := Lines[Coded](b)
	if err != nil {
		return sum, err
	}
	reader := &reading.Reader{Find: mentions.Find}
	for _, g := range lines {
		id := factum.DigestOfString(g.Text)
		doc, err := reader.ReadText(g.Text, reading.Meta{Lang: lang, Date: g.Date, Capture: id})
		if err != nil {
			return sum, fmt.Errorf("%s: %w", g.ID, err)
		}
		if err := g.compare(&sum, c.Code(&doc, id, g.ID), wrong); err != nil {
			return sum, fmt.Errorf("%s: %w", g.ID, err)
		}
	}
	return sum, nil
}

func (g *Coded) compare(sum *CodedCount, made []factum.Claim, wrong func(id, what string)) error {
	typed, full := edges(len(g.Claims), len(made)), edges(len(g.Claims), len(made))
	for i := range g.Claims {
		for j := range made {
			ok, err := g.fits(&g.Claims[i], &made[j])
			if err != nil {
				return err
			}
			typed[i][j] = ok
			full[i][j] = ok && len(g.Claims[i].differs(&made[j])) == 0
		}
	}
	used := make([]bool, len(made))
	var missed []int
	sum.Type.Gold += len(g.Claims)
	for i, j := range extend(pair(full, len(made)), typed, len(made)) {
		x := &g.Claims[i]
		if j < 0 {
			wrong(g.ID, fmt.Sprintf("missed %v %q", x.Types, x.Trigger))
			missed = append(missed, i)
			continue
		}
		used[j] = true
		sum.Type.Right++
		sum.Type.Found++
		sum.take(made[j].Type, made[j].Type)
		d := x.differs(&made[j])
		for what, count := range map[string]*measure.Count{"actor": &sum.Actor, "recipient": &sum.Recipient, "modality": &sum.Modality, "object": &sum.Object} {
			count.Gold++
			if d[what] == "" {
				count.Right++
			}
		}
		for _, what := range []string{"actor", "recipient", "modality", "object"} {
			if d[what] != "" {
				wrong(g.ID, fmt.Sprintf("%s of %s %q: %s", what, made[j].Type, x.Trigger, d[what]))
			}
		}
	}
	for j := range made {
		ok := used[j] || g.optional(&made[j])
		s := &sum.Sure[min(int(made[j].Confidence*10), 9)]
		s.Made++
		if ok {
			s.Right++
			continue
		}
		sum.Type.Found++
		if len(g.Claims) == 0 {
			sum.False++
		}
		if k, err := g.mistaken(missed, &made[j]); err != nil {
			return err
		} else if k >= 0 {
			sum.take(g.Claims[missed[k]].Types[0], made[j].Type)
			missed = slices.Delete(missed, k, k+1)
		} else {
			sum.take("", made[j].Type)
		}
		wrong(g.ID, fmt.Sprintf("extra %s %s %q (%v)", made[j].Type, made[j].Modality, made[j].Trigger.Text, made[j].Why))
	}
	for _, i := range missed {
		sum.take(g.Claims[i].Types[0], "")
	}
	if len(g.Claims) == 0 {
		sum.Empty++
	}
	return nil
}

// mistaken is which of the missed claims was made of another type: the one whose trigger the claim's own overlaps; -1 none.
func (g *Coded) mistaken(missed []int, c *factum.Claim) (int, error) {
	for k, i := range missed {
		at, err := Mark{Text: g.Claims[i].Trigger, Nth: g.Claims[i].Nth}.Span(g.Text)
		if err != nil {
			return -1, err
		}
		if c.Trigger.Span.Overlaps(at) {
			return k, nil
		}
	}
	return -1, nil
}

// fits reports whether the claim is of a type that the gold lists, on its words.
func (g *Coded) fits(x *CodedClaim, c *factum.Claim) (bool, error) {
	at, err := Mark{Text: x.Trigger, Nth: x.Nth}.Span(g.Text)
	if err != nil {
		return false, err
	}
	held := c.Passage.Span.Overlaps(at)
	for _, p := range c.Also {
		held = held || p.Span.Overlaps(at)
	}
	return held && listed(x.Types, c.Type), nil
}

func (g *Coded) optional(c *factum.Claim) bool {
	for i := range g.Optional {
		if ok, err := g.fits(&g.Optional[i], c); ok && err == nil {
			return true
		}
	}
	return false
}

// differs says of each slot that the claim has otherwise how.
func (x *CodedClaim) differs(c *factum.Claim) map[string]string {
	out := map[string]string{}
	if why := namesDiffer(x.Actors, x.MayAct, c.Actors); why != "" {
		out["actor"] = why
	}
	if why := namesDiffer(x.Recipients, x.MayReceive, c.Recipients); why != "" {
		out["recipient"] = why
	}
	ok := len(x.Modality) == 0
	for _, m := range x.Modality {
		ok = ok || m == c.Modality
	}
	if !ok {
		out["modality"] = fmt.Sprintf("%s, not %v", c.Modality, x.Modality)
	}
	if x.Object != c.Object {
		out["object"] = fmt.Sprintf("%q, not %q", c.Object, x.Object)
	}
	return out
}

// namesDiffer compares actors with codes or words: each of the gold's must be there, and nobody else but those that may.
func namesDiffer(gold, may []string, have []factum.Actor) string {
	named := func(g string, a factum.Actor) bool {
		return g == a.Code && g != "" || alike(a.Text, g) || strings.Contains(strings.ToLower(g), strings.ToLower(a.Text)) && a.Text != ""
	}
	for _, g := range gold {
		ok := false
		for _, a := range have {
			ok = ok || named(g, a)
		}
		if !ok {
			return fmt.Sprintf("%v lack %s", codesOf(have), g)
		}
	}
	for _, a := range have {
		ok := false
		for _, list := range [][]string{gold, may} {
			for _, g := range list {
				ok = ok || named(g, a)
			}
		}
		if !ok {
			return fmt.Sprintf("%v, not %v", codesOf(have), gold)
		}
	}
	return ""
}
