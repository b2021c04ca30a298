package corroboration

import (
	"slices"
	"strconv"
	"strings"

	"factum"
)

// number is a quantity made comparable.
type number struct {
	kind, unit string
	min        int64
	max        int64 // maxCount: none set
}

const maxCount = 1<<63 - 1

func (n number) meets(m number) bool { return n.min <= m.max && m.min <= n.max }

// tells reports whether a number helps to recognise a happening: everybody counts one or two.
func (n number) tells() bool { return n.min >= 3 }

// marks reports whether a number alone nearly identifies it.
func (n number) marks() bool { return n.min >= 10 }

// lent tells which slots a view has from the text around the claim. They count as evidence, less than the claim's own,
// and can exclude; no element has its value or its support from them.
type lent struct{ place, time bool }

// view is a report made comparable: what every comparison needs, worked out once.
type view struct {
	r       *factum.Report
	id      factum.ClaimID
	matter  matter
	denies  bool
	sides   sides    // of splits that people made
	modes   []string // sorted
	family  uint32
	actors  who // of types told "together", actors and recipients
	recips  who
	where   where
	when    when
	lent    lent
	speaks  bool   // it is words spoken, and the speaker is who acts: who else tells of it is not the speaker
	said    window // the day a spoken claim was said, for telling statements apart; always: unknown
	speaker speaker
	voice   speaker // on whose word it stands, see readVoice
	wires   []string
	cites   string // see told
	numbers []number
	items   []string
	words   sketch
	quote   sketch
}

func viewOf(r *factum.Report) *view {
	c := &r.Claim
	v := &view{r: r, id: c.ID, matter: matterOf(c), denies: denies(c.Modality), family: family(c.Type, c.Modes),
		where: readWhere(c.Place), words: sketchOf(c.Passage.Text), said: always}
	v.modes = slices.Compact(slices.Sorted(slices.Values(c.Modes)))
	if together[c.Type] {
		v.actors = readWho(c.Actors, c.Recipients)
	} else {
		v.actors, v.recips = readWho(c.Actors), readWho(c.Recipients)
	}
	t := readTold(r)
	at := t.at
	v.speaker, v.voice, v.wires, v.cites = t.speaker, readVoice(c, t), t.wires, t.cites
	slices.Sort(v.wires)
	v.wires = slices.Compact(v.wires)
	saying, saidKnown := always, false
	if at != nil {
		v.quote = sketchOf(at.Quote)
		if d, ok := dayOf(at.At, false); ok {
			e, _ := dayOf(at.At, true)
			saying, saidKnown = window{d, e}, true
		}
	}
	time := c.Time
	if around := r.Around; bodily[c.Type] && c.Place == nil && around.Place != nil {
		v.where = readWhere(around.Place)
		v.lent.place = v.where.level != nowhere
		if v.lent.place && c.Time == nil && around.Time != nil {
			time, v.lent.time = around.Time, true
		}
	}
	v.when = readWhen(c, time, r.Published, saying, saidKnown, v.matter)
	if spoken[c.Type] {
		// The day on which a report attributes the words is the day of the act only where the speaker is who acts.
		own := v.actors.empty() || v.speaker.code != "" && slices.Contains(v.actors.codes, v.speaker.code)
		v.speaks = own && !slices.Contains(v.modes, "investigate")
		switch {
		case c.Object == "" && v.when.bounded():
			v.said = v.when.named
		case own && saidKnown:
			v.said = saying
		}
	}
	for _, q := range c.Quantities {
		n := number{q.Kind, q.Unit, q.Min, maxCount}
		if q.Max != nil {
			n.max = *q.Max
		}
		v.numbers = append(v.numbers, n)
	}
	v.numbers = sortNumbers(v.numbers)
	for _, it := range c.Items {
		v.items = append(v.items, it.Code)
	}
	slices.Sort(v.items)
	v.items = slices.Compact(v.items)
	return v
}

func sortNumbers(ns []number) []number {
	slices.SortFunc(ns, func(a, b number) int {
		if c := strings.Compare(a.kind+" "+a.unit, b.kind+" "+b.unit); c != 0 {
			return c
		}
		if a.min != b.min {
			return cmpInt(a.min, b.min)
		}
		return cmpInt(a.max, b.max)
	})
	return slices.Compact(ns)
}

func cmpInt(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// slots is everything of a view that decides whether it can be one with another, as a string: equal slots, equal answers.
// Words, numbers, items and document are not in it: they only add evidence.
func (v *view) slots() string {
	c := &v.r.Claim
	var b strings.Builder
	b.WriteString(string(c.Type))
	for _, s := range []string{string(c.Object), string(rune(v.matter)), strconv.FormatBool(v.denies), strings.Join(v.modes, ","),
		v.actors.key, v.recips.key, v.where.key, strconv.FormatBool(v.lent.place), strconv.FormatBool(v.lent.time)} {
		b.WriteByte(0)
		b.WriteString(s)
	}
	for _, w := range []window{v.when.named, v.when.hard, v.when.asOf, v.when.ref, v.said} {
		b.WriteByte(0)
		b.WriteString(strconv.Itoa(w.lo))
		b.WriteByte(',')
		b.WriteString(strconv.Itoa(w.hi))
	}
	if spoken[c.Type] {
		b.WriteByte(0)
		b.WriteString(v.speaker.key)
	}
	return b.String()
}
