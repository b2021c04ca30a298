package corroboration

import (
	"fmt"
	"slices"
	"strings"

	"factum"
)

// Reaches, in days. What was promised without a day is looked for openDays long, a meeting meetOpenDays; what was promised for a day until dueDays after it,
// a meeting until meetLateDays. A meeting is not held more than meetEarlyDays before its day: that is another one. What is told without any
// time counts from the day on which it was told.
const (
	openDays      = 183
	meetOpenDays  = 62
	dueDays       = 62
	meetLateDays  = 8
	meetEarlyDays = 1
	nearDays      = 31 // so soon after the promise, or around its day, nearness itself speaks for it
)

// Follow finds commitments among deeds and what became of each, by rule, with what people put on record: their links (of kind linked) stand on top of what
// the rules propose. asOf, an RFC 3339 date, decides what is due. It is a pure function of its arguments, whatever the order of the deeds; commitments
// come in the order of deeds. Findings are left empty.
func Follow(deeds []factum.Deed, links []factum.Remark, asOf string) []factum.Commitment {
	x := newDeeds(deeds)
	said := newSaid(links)
	var out []factum.Commitment
	for _, d := range x.all {
		kind := d.Commits()
		if kind == "" {
			continue
		}
		c := factum.Commitment{V: 1, ID: d.Claims[0].Commitment(), Fact: d.Fact(), Kind: kind, Headline: d.Headline, Who: filled(d.Actors), To: filled(d.Recipients),
			What: factum.Undertaking{Type: d.Ahead(), Modes: []string{}}, Place: d.Place, HowMuch: factum.Amount{Quantities: filled(d.Quantities), Items: filled(d.Items)},
			Due: d.Due, SaidAt: d.Said, Claims: d.Claims, Lines: d.Lines, AsOf: asOf, Findings: []factum.Finding{}}
		if d.Object == "" && c.What.Type != "" {
			c.What.Modes = filled(d.Modes)
		}
		if kind == factum.Demanded && d.Type != factum.Request {
			c.Who, c.To = demanders(d.Deed), filled(d.Actors)
		}
		c.Followed = said.over(x, d, x.follow(d))
		c.Status = Standing(&c)
		out = append(out, c)
	}
	return out
}

// filled is a list that is written as [] where it has nothing.
func filled[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// Standing is how a commitment stands that nobody has decided on: open, or due where its day has passed and no fulfilment was seen.
func Standing(c *factum.Commitment) string {
	if c.Due == nil || c.Due.To == "" || c.Due.Precision == "not-before" || c.AsOf == "" || day(c.Due.To) >= c.AsOf {
		return factum.CommitmentOpen
	}
	for _, f := range c.Followed {
		if f.As == "fulfils" {
			return factum.CommitmentOpen
		}
	}
	return factum.CommitmentDue
}

// demanders are those on whose word something is called for.
func demanders(d *factum.Deed) []factum.Actor {
	out := []factum.Actor{}
	for _, s := range d.Speakers {
		if text := s.Name; s.Code != "" || s.Role != "" || text != "" {
			if text == "" {
				text = s.Text
			}
			out = append(out, factum.Actor{Text: text, Code: s.Code, Role: s.Role, Basis: factum.BasisNamed})
		}
	}
	return out
}

// done is a deed made comparable.
type done struct {
	*factum.Deed
	place      where
	on         window // when it happened as far as it is known; told without a time: up to the day it was told
	timed      bool
	said       int // day, minDay unknown
	actors     who
	recipients who
	parties    who // both
}

// deeds are all, found by what they are and by whom.
type deeds struct {
	all  []*done
	by   map[key]*course
	fact map[factum.ClaimID]*done
}

// key is type and object with who acts and to whom (of a meeting with whom), by code: to is "" for nobody and "*" for whomever. Where nobody acts by
// code the place stands for it.
type key struct {
	what, object factum.EventType
	by, to       string
	place        string
}

// course is deeds in order of time. Those of a stretch of more than wideDays stand apart.
type course struct{ narrow, wide []*done }

const wideDays = 62

func (c *course) add(d *done) {
	if at := d.at(); at.hi-at.lo > wideDays {
		c.wide = append(c.wide, d)
	} else {
		c.narrow = append(c.narrow, d)
	}
}

// within calls f with the deeds that can meet a stretch of days.
func (c *course) within(from, to int, f func(*done)) {
	if c == nil {
		return
	}
	for _, d := range c.wide {
		f(d)
	}
	i, _ := slices.BinarySearchFunc(c.narrow, from, func(d *done, day int) int { return cmpInt(int64(d.at().hi), int64(day)) })
	for _, d := range c.narrow[i:] {
		if d.at().hi > to+wideDays {
			return
		}
		f(d)
	}
}

// at is when a deed happened, or the day on which it was told where no time is given: it was done by then.
func (d *done) at() window {
	if d.timed || d.said == minDay {
		return d.on
	}
	return window{d.said, d.said}
}

// index files a deed under all its keys.
func (x *deeds) index(d *done) {
	file := func(k key) {
		k.what, k.object = d.Type, d.Object
		if x.by[k] == nil {
			x.by[k] = &course{}
		}
		x.by[k].add(d)
	}
	doers, others := d.actors.codes, d.recipients.codes
	if together[d.Type] {
		doers, others = d.parties.codes, d.parties.codes
	}
	for _, a := range doers {
		file(key{by: a, to: "*"})
		n := 0
		for _, b := range others {
			if a != b || !together[d.Type] {
				file(key{by: a, to: b})
				n++
			}
		}
		if n == 0 {
			file(key{by: a})
		}
	}
	if d.place.level != nowhere && d.doers().empty() {
		file(key{place: d.place.name})
	}
}

// find calls f once with each deed of a type and object that somebody of the promise did, to whom it may be, within its reach.
func (x *deeds) find(p *promise, what, object factum.EventType, to []string, f func(*done)) {
	seen := map[*done]bool{p.done: true}
	each := func(k key) {
		k.what, k.object = what, object
		x.by[k].within(p.said, p.last(), func(d *done) {
			if !seen[d] {
				seen[d] = true
				f(d)
			}
		})
	}
	for _, a := range p.bound.codes {
		if len(to) == 0 {
			each(key{by: a, to: "*"})
			continue
		}
		for _, b := range to {
			each(key{by: a, to: b})
		}
		each(key{by: a})
	}
	if p.place.level != nowhere {
		each(key{place: p.place.name})
	}
}

// last is the last day on which anything can bear on the promise.
func (p *promise) last() int {
	if p.due.hi < maxDay {
		return p.due.hi + dueDays
	}
	return p.said + openDays
}

func newDeeds(list []factum.Deed) *deeds {
	x := &deeds{by: map[key]*course{}, fact: map[factum.ClaimID]*done{}}
	for i := range list {
		d := &done{Deed: &list[i], place: readWhere(list[i].Place), said: minDay, on: always,
			actors: readWho(list[i].Actors), recipients: readWho(list[i].Recipients), parties: readWho(list[i].Actors, list[i].Recipients)}
		if n, ok := dayOf(d.Said, false); ok {
			d.said = n
		}
		if t := d.Time; t != nil {
			d.on = stretch(t.From, t.To, t.Precision)
		}
		if d.timed = d.on != always; !d.timed && d.said != minDay {
			d.on = window{minDay, d.said}
		}
		x.all = append(x.all, d)
		for _, c := range d.Claims {
			x.fact[c] = d
		}
		if d.Matter == factum.MatterHappening || d.Matter == factum.MatterUndertaken {
			x.index(d)
		}
	}
	for _, c := range x.by {
		slices.SortStableFunc(c.narrow, func(a, b *done) int { return cmpInt(int64(a.at().hi), int64(b.at().hi)) })
	}
	return x
}

// doers are those who act; of a meeting everybody.
func (d *done) doers() who {
	if together[d.Type] {
		return d.parties
	}
	return d.actors
}

// promise is a commitment as its fulfilment is looked for.
type promise struct {
	*done
	kind  string
	what  factum.EventType
	bound who    // who is to act
	to    who    // to whom, as far as that can be held against somebody else
	asks  who    // who demands
	due   window // always: no day
}

func newPromise(d *done) promise {
	p := promise{done: d, kind: d.Commits(), what: d.Ahead(), bound: d.actors, to: d.recipients, due: always}
	switch {
	case p.kind == factum.Demanded && d.Type == factum.Request:
		p.bound, p.asks, p.to = d.recipients, d.actors, who{}
	case together[p.what]:
		p.bound, p.to = d.parties, who{}
	}
	if d.Due != nil {
		p.due = stretch(d.Due.From, d.Due.To, d.Due.Precision)
	}
	return p
}

// kin are types under which what was promised may be told as well: goods handed over are aid to one reporter and trade to the next.
var kin = map[factum.EventType]factum.EventType{factum.Aid: factum.Cooperate, factum.Cooperate: factum.Aid}

// bearing is how a deed bears on a promise.
type bearing struct {
	d       *done
	as      string
	why     []string
	special bool // the thing itself, the number, the place or the day tie it to the promise
}

// follow lists what bears on a commitment, in order of time.
func (x *deeds) follow(d *done) []factum.Fulfilment {
	p := newPromise(d)
	var found []bearing
	if len(d.Denied) > 0 {
		found = append(found, bearing{d: d, as: "denies", why: []string{fmt.Sprintf("%s of the commitment itself", counted(len(d.Denied), "denial"))}, special: true})
	}
	if p.what != "" || p.kind == factum.Demanded {
		look := func(what, object factum.EventType, to []string, judge func(*promise, *done) (bearing, bool)) {
			x.find(&p, what, object, to, func(c *done) {
				if b, ok := judge(&p, c); ok {
					found = append(found, b)
				}
			})
		}
		to := p.to.codes
		if together[p.what] && len(p.bound.codes) > 1 {
			to = p.bound.codes
		}
		if p.what != "" {
			look(p.what, "", to, (*promise).fulfilledBy)
			look(factum.Reject, p.what, to, (*promise).withdrawnBy)
			if k := kin[p.what]; k != "" {
				look(k, "", to, (*promise).fulfilledBy)
			}
		}
		look(factum.Reject, "", to, (*promise).withdrawnBy)
		look(factum.Sanction, "", to, (*promise).withdrawnBy)
	}
	slices.SortFunc(found, func(a, b bearing) int {
		if c := strings.Compare(a.d.happened(), b.d.happened()); c != 0 {
			return c
		}
		return strings.Compare(string(a.d.Claims[0]), string(b.d.Claims[0]))
	})
	out := []factum.Fulfilment{}
	first := true // of those that nothing special ties to the promise only the first is proposed
	special := slices.ContainsFunc(found, func(b bearing) bool { return b.special && fulfilling(b.as) })
	for _, b := range found {
		if !b.special && fulfilling(b.as) {
			if !first || special {
				continue
			}
			first = false
		}
		out = append(out, factum.Fulfilment{Fact: b.d.Fact(), As: b.as, Why: strings.Join(b.why, "; "), On: b.d.happened(), Headline: b.d.Headline})
	}
	return out
}

func fulfilling(as string) bool { return as == "fulfils" || as == "partly-fulfils" }

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// happened is the day on which a deed happened, as far as it is known, else on which it was told.
func (d *done) happened() string {
	if d.Time != nil {
		if d.Time.From != "" {
			return day(d.Time.From)
		}
		if d.Time.To != "" {
			return day(d.Time.To)
		}
	}
	return d.Said
}

// inReach reports whether a deed comes after the promise and not too long after its day, and says so.
func (p *promise) inReach(c *done) (near bool, why string, ok bool) {
	if p.said == minDay || c.on == always {
		return false, "", false
	}
	at := c.at()
	meets := p.what == factum.Consult
	last, early := p.said+openDays, minDay
	switch {
	case p.due.hi < maxDay && meets:
		last, early = p.due.hi+meetLateDays, p.due.lo-meetEarlyDays
	case p.due.hi < maxDay:
		last = p.due.hi + dueDays
	case meets:
		last = p.said + meetOpenDays
	}
	// On the day of the promise itself only what is dated to it can follow it.
	if at.hi < p.said || at.hi == p.said && !c.timed || at.lo > last || at.hi < early {
		return false, "", false
	}
	since := max(at.lo, p.said) - p.said
	switch {
	case p.due != always && p.due.meets(at):
		return true, "within the time given", true
	case p.due.hi < maxDay && at.lo > p.due.hi:
		return at.lo-p.due.hi <= nearDays, counted(at.lo-p.due.hi, "day") + " after its day", true
	}
	return since <= nearDays, counted(since, "day") + " after it was said", true
}

// fulfilledBy judges a happening of the type that is to come.
func (p *promise) fulfilledBy(c *done) (b bearing, ok bool) {
	if c.Matter != factum.MatterHappening {
		return b, false
	}
	near, when, ok := p.inReach(c)
	if !ok {
		return b, false
	}
	why, special, ok := p.alike(c)
	if !ok {
		return b, false
	}
	given := common(p.to.codes, c.recipients.codes) > 0 || common(p.asks.codes, c.recipients.codes) > 0
	if !special && !near && !given {
		return b, false
	}
	b = bearing{d: c, as: "fulfils", why: append(why, when), special: special}
	switch more, how := p.measured(c); {
	case c.Support == factum.SupportNone:
		b.as, b.special = "denies", true
		b.why = append(b.why, "it is said not to have been done")
		return b, true
	case how == "":
	case more < 0:
		b.as, b.special = "partly-fulfils", true
		b.why = append(b.why, how)
	default:
		b.special = true
		b.why = append(b.why, how)
	}
	if c.Type != p.what {
		if !b.special && !given {
			return b, false
		}
		b.why = append(b.why, "told as "+string(c.Type))
	}
	if len(c.Denied) > 0 {
		b.why = append(b.why, counted(len(c.Denied), "denial")+" of it")
	}
	return b, true
}

// alike compares parties, place and things. It reports why they go together, and whether more than the parties ties them; not ok where something
// sets them apart.
func (p *promise) alike(c *done) (why []string, special, ok bool) {
	doers, meeting := c.doers(), together[p.what]
	n := common(p.bound.codes, doers.codes)
	switch {
	case p.bound.excludes(doers, meeting):
		return nil, false, false
	case n == 0 && len(p.bound.codes) > 0 && len(doers.codes) > 0:
		return nil, false, false
	case meeting && len(p.bound.codes) > 1 && len(doers.codes) > 1 && n < 2:
		return nil, false, false
	case n > 0:
		why = append(why, string(c.Type)+" by "+first(p.bound.codes, doers.codes))
	}
	if !meeting {
		switch {
		case p.to.excludes(c.recipients, false):
			return nil, false, false
		case common(p.to.codes, c.recipients.codes) > 0:
			why = append(why, "to "+first(p.to.codes, c.recipients.codes))
		}
		// Who asks for help asks for itself; an organisation may ask for others.
		if own := gives[p.what] && slices.ContainsFunc(p.asks.codes, isState); own && p.asks.excludes(c.recipients, false) {
			return nil, false, false
		}
	}
	if p.what == c.Type && p.Object == "" && apartModes(p.what, p.Modes, c.Modes) {
		return nil, false, false
	}
	near, far := p.placed(c)
	if far {
		return nil, false, false
	}
	if near != "" {
		why, special = append(why, near), true
	}
	thing, other := sameThing(p.Items, c.Items)
	if other {
		return nil, false, false
	}
	if thing != "" {
		why, special = append(why, thing), true
	}
	// Somebody has to be named on both sides, or the place and day have to be the ones agreed.
	if n == 0 && (near == "" || !p.due.bounded() || !c.timed || !p.due.meets(c.on)) {
		return nil, false, false
	}
	if meeting && p.due.bounded() && c.timed && p.due.meets(c.on) {
		special = true
	}
	return why, special, true
}

// gives are the types in which something goes to a recipient, and not to a place.
var gives = map[factum.EventType]bool{factum.Aid: true, factum.Cooperate: true}

func isState(code string) bool {
	return len(code) == 3 && !courts[code] && code != "ICC" && wholeOf(code) != "UN"
}

func apartModes(t factum.EventType, a, b []string) bool {
	f, g := family(t, a), family(t, b)
	return f != 0 && g != 0 && f&g == 0
}

// placed compares places: where both are finer than a country. What is given to a country is not given at a place.
func (p *promise) placed(c *done) (near string, far bool) {
	if gives[p.what] && (p.place.level >= country || c.place.level >= country) {
		return "", false
	}
	switch p.place.against(c.place) {
	case same, within:
		if p.place.level < country && c.place.level < country {
			return "in " + c.place.shown, false
		}
	case apart:
		return "", true
	}
	return "", false
}

// wide are the items that name a class of others.
var wide = map[string][]string{
	"weapons": {"anti-tank-weapons", "air-defence-systems", "artillery", "small-arms", "missiles", "mines", "cluster-munitions", "drones", "tanks", "armoured-vehicles", "ammunition", "aircraft"},
	"military-aid": {"weapons", "anti-tank-weapons", "air-defence-systems", "artillery", "small-arms", "missiles", "mines", "cluster-munitions", "drones", "tanks", "armoured-vehicles", "ammunition", "aircraft",
		"protective-equipment", "training", "vehicles", "ships", "other-equipment"},
	"humanitarian-aid":  {"food-aid", "medical-aid", "shelter", "generators", "fuel", "grain", "other-equipment", "vehicles", "financial-aid"},
	"vehicles":          {"armoured-vehicles"},
	"armoured-vehicles": {"tanks"},
}

// sameThing compares what is to be given with what was: the same, one a sort of the other, or other things.
func sameThing(a, b []string) (why string, other bool) {
	if len(a) == 0 || len(b) == 0 {
		return "", false
	}
	for _, x := range a {
		for _, y := range b {
			switch {
			case x == y:
				return "the same thing: " + x, false
			case slices.Contains(wide[x], y), slices.Contains(wide[y], x):
				return y + " for " + x, false
			}
		}
	}
	return "", true
}

// measured compares numbers of one kind and unit: more is below, at or above zero as the deed's is less than, as much as or more than what was to come. how is "" where there
// is nothing to compare.
func (p *promise) measured(c *done) (more int, how string) {
	for _, a := range p.Quantities {
		for _, b := range c.Quantities {
			if !comparable(a, b, p.Items, c.Items) {
				continue
			}
			most := b.Min
			if b.Max != nil {
				most = *b.Max
			}
			switch {
			case b.Max != nil && most < a.Min:
				return -1, fmt.Sprintf("%d of %d", most, a.Min)
			case a.Max != nil && b.Min > *a.Max:
				return 1, fmt.Sprintf("%d, more than the %d", b.Min, *a.Max)
			}
			return 0, fmt.Sprintf("as many: %d", b.Min)
		}
	}
	return 0, ""
}

// comparable reports whether two numbers count the same. What is counted is written in the words of each language: things in common, or one thing
// on each side, say that it is the same.
func comparable(a, b factum.Quantity, mine, theirs []string) bool {
	people := func(k string) bool { return k == "detained" || k == "affected" || k == "displaced" || k == "count" }
	switch {
	case a.Kind == "money" || b.Kind == "money":
		return a.Kind == b.Kind && a.Unit == b.Unit
	case a.Unit == b.Unit:
		return a.Kind == b.Kind || people(a.Kind) && people(b.Kind)
	case a.Kind != "count" || b.Kind != "count":
		return false
	}
	thing, _ := sameThing(mine, theirs)
	return thing != "" || len(mine) == 0 && len(theirs) == 0
}

// withdrawnBy judges a refusal or stop by who is bound.
func (p *promise) withdrawnBy(c *done) (b bearing, ok bool) {
	if c.Support == factum.SupportNone {
		return b, false
	}
	stops := c.Type == factum.Sanction && slices.Contains(c.Modes, "discontinue")
	named := c.Type == factum.Reject && c.Object == p.what && p.what != ""
	calledOff := c.Type == factum.Reject && c.Object == "" && (p.what == factum.Consult && slices.Contains(c.Modes, "meet") ||
		p.kind == factum.Demanded && common(p.asks.codes, c.recipients.codes) > 0)
	if !stops && !named && !calledOff {
		return b, false
	}
	at := c.at()
	last := p.said + openDays
	switch {
	case p.due.hi < maxDay:
		last = p.due.hi + dueDays
	case calledOff: // nothing but the parties says what it is a refusal of
		last = p.said + nearDays
	}
	if p.said == minDay || c.said == minDay && !c.timed || at.hi < p.said || at.lo > last {
		return b, false
	}
	if _, other := sameThing(p.Items, c.Items); other || common(p.bound.codes, c.actors.codes) == 0 {
		return b, false
	}
	if _, far := p.placed(c); far && !gives[p.what] {
		return b, false
	}
	if !together[p.what] && p.to.excludes(c.recipients, false) {
		return b, false
	}
	if others := readWho(c.Recipients); together[p.what] && len(others.codes) > 0 && common(p.bound.codes, others.codes) == 0 && len(p.bound.codes) > 1 {
		return b, false
	}
	b = bearing{d: c, as: "withdraws", special: true, why: []string{string(c.Type) + " by " + first(p.bound.codes, c.actors.codes), counted(max(at.lo, p.said)-p.said, "day") + " after it was said"}}
	if p.kind == factum.Demanded {
		b.as = "denies"
		b.why = append(b.why, "refused by who is asked")
	}
	return b, true
}

// said are the links that people put on record.
type said struct{ links []factum.Remark }

// followKinds are the ways in which a fact is linked to a commitment.
var followKinds = []string{"fulfils", "partly-fulfils", "withdraws", "denies", "unrelated"}

func newSaid(links []factum.Remark) said {
	var s said
	for _, l := range links {
		if l.Kind == factum.Linked && len(l.Items) == 2 && slices.Contains(followKinds, l.Field("as")) {
			s.links = append(s.links, l)
		}
	}
	slices.SortStableFunc(s.links, func(a, b factum.Remark) int { return int(a.Act - b.Act) })
	return s
}

// claimOf is the claim that an id of a fact, commitment or claim names.
func claimOf(id string) factum.ClaimID {
	_, tail, _ := strings.Cut(id, "_")
	return factum.ClaimID("clm_" + tail)
}

// over lays what people said over what rules propose; the latest word on a fact stands.
func (s said) over(x *deeds, d *done, found []factum.Fulfilment) []factum.Fulfilment {
	for _, l := range s.links {
		if to := x.fact[claimOf(l.Items[1])]; to != d {
			continue
		}
		f := factum.Fulfilment{As: l.Field("as"), Why: l.Reason, By: l.By, At: l.At, Fact: factum.FactID("fct_" + strings.TrimPrefix(string(claimOf(l.Items[0])), "clm_"))}
		if from := x.fact[claimOf(l.Items[0])]; from != nil {
			f.Fact, f.On, f.Headline = from.Fact(), from.happened(), from.Headline
		}
		if i := slices.IndexFunc(found, func(g factum.Fulfilment) bool { return g.Fact == f.Fact }); i >= 0 {
			found[i] = f
		} else {
			found = append(found, f)
		}
	}
	return found
}
