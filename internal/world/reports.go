package world

import (
	"fmt"
	"slices"
	"strings"

	"factum"
	"factum/corroboration"
)

// report writes all articles on a happening.
func (g *generator) report(h *happening) {
	n := 1
	switch g.share(once, twice, few, many, lots, everywhere) {
	case 1:
		n = 2
	case 2:
		n = 3 + g.IntN(3)
	case 3:
		n = 6 + g.IntN(7)
	case 4:
		n = 13 + g.IntN(18)
	case 5:
		n = 31 + g.IntN(30)
	}
	ways := []int{deedOwn, deedStatement, deedWire, deedCite, deedWitness}
	if h.kind.class != deed {
		ways = []int{wordOwn, wordStatement, wordWire, wordCite}
	}
	sellers := []*agency{g.seller()}
	if second := g.seller(); g.chance(secondWire) && second != sellers[0] {
		sellers = append(sellers, second)
	}
	dispatches := map[string][]*article{}
	for range n {
		day := h.day + g.delay()
		switch g.share(ways...) {
		case 0:
			g.ownReport(h, day)
		case 1:
			g.statement(h, g.outletFor(h), day)
		case 2:
			w := one(g, sellers)
			list := dispatches[w.code]
			if len(list) == 0 || len(list) < 2 && g.chance(10) {
				list = append(list, g.dispatch(h, w, day))
				dispatches[w.code] = list
			}
			g.reprint(one(g, list), day)
		case 3:
			if !g.cite(h, day) {
				g.statement(h, g.outletFor(h), day)
			}
		case 4:
			g.serial++
			m := g.tell(h, day, fmt.Sprintf("witness:%d", g.serial), "witness")
			m.voices = []voice{{nobody: one(g, []string{"witnesses", "civilians", "medics"}), at: -1}}
			g.publish(&article{out: g.outletFor(h), day: day}, m)
		}
	}
	g.deny(h)
	if g.IntN(1000) < retracted && len(h.articles) > 0 {
		g.retract(h)
	}
	if g.chance(remembered) {
		g.remember(h)
	}
}

func (g *generator) seller() *agency {
	return agencies[g.share(reuters, afp, ap, dpa, anp, ukrinform, tass)]
}

func (g *generator) delay() int {
	switch g.share(sameDay, dayAfter, twoDays, 100-sameDay-dayAfter-twoDays) {
	case 0:
		return 0
	case 1:
		return 1
	case 2:
		return 2
	}
	return 3 + g.IntN(5)
}

// outletFor draws who reports on a happening: the press of the parties' countries more than the rest.
func (g *generator) outletFor(h *happening) *outlet {
	for range 3 {
		o := one(g, g.outlets)
		if g.close(o, h) || g.chance(50) {
			return o
		}
	}
	return one(g, g.outlets)
}

func (g *generator) close(o *outlet, h *happening) bool {
	return o.country == h.actor.code || o.country == h.other.code || slices.Contains(o.own, h.war.attack)
}

// tell is how a mention of a happening in the first sentence gives it on a day; what is left out or got wrong is drawn here.
func (g *generator) tell(h *happening, day int, origin, way string) mention {
	m := mention{h: h, modality: h.kind.modality, origin: origin, way: way, day: h.day, town: h.town, site: -1}
	if m.modality == "" {
		m.modality = factum.Asserted
		if h.kind.class == deed && g.chance(alleged) {
			m.modality = factum.Alleged
		}
	}
	if h.kind.class == words {
		m.origin = "speaker:" + h.actor.who.key
	}
	m.form = []string{"weekday", "date", "relative", "week", ""}[g.share(leadWeekday, leadDate, leadRelative, leadWeek, leadNoTime)]
	if h.kind.class == words && g.chance(wordNoTime) {
		m.form = ""
	}
	if h.kind.class == deed {
		m.level = g.share(leadTown, leadRegion, leadCountry, leadNowhere)
	} else {
		m.level = 3
		if h.capital != "" && g.chance(meetingPlace) {
			m.level = 0
		}
	}
	g.parts(&m)
	for _, kind := range numberKinds {
		if n := h.known(kind, day-h.day); n > 0 && g.chance(numberTold) {
			m.numbers = append(m.numbers, number{kind, n, g.chance(atLeast)})
		}
	}
	if h.site >= 0 && g.chance(siteTold) {
		m.site = h.site
	}
	g.mistakes(&m)
	g.wording(&m)
	return m
}

// again is a further mention in an article on the happening: shorter, with less of everything.
func (g *generator) again(first mention, day int) mention {
	m := first
	m.traits = append(slices.Clone(first.traits), "second")
	m.form = []string{"weekday", "date", "relative", "week", ""}[g.share(secondWeekday, secondDate, secondRelative, secondWeek, secondNoTime)]
	if m.h.kind.class == deed {
		m.level = g.share(secondTown, secondRegion, secondCountry, secondNowhere)
	} else {
		m.level = 3
	}
	m.actor, m.other, m.site = nil, nil, -1
	g.parts(&m)
	m.numbers = slices.DeleteFunc(slices.Clone(m.numbers), func(number) bool { return g.chance(50) })
	m.voices = slices.Clone(first.voices)
	for i := range m.voices {
		m.voices[i].quoted = false
	}
	g.wording(&m)
	return m
}

// parts draws who is named.
func (g *generator) parts(m *mention) {
	h := m.h
	told := func(p party, percent int) *party {
		if p.code == "" && p.role == "" || !g.chance(percent) {
			return nil
		}
		if p.who != nil && g.chance(bodyNotPerson) {
			p.who = nil
			if g.chance(50) {
				p.role = ""
			}
		}
		return &p
	}
	switch h.kind.class {
	case deed:
		m.actor = told(h.actor, actorTold)
		switch h.kind.name {
		case "abduct":
			m.other = told(h.other, recipientTold)
		case "demo", "strike":
			if g.chance(60) {
				m.actor = nil
			}
		default:
			if (h.kind.harm > 0 || h.kind.name == "arrest") && g.chance(recipientTold) {
				m.other = &party{role: "civilians"}
			}
		}
	case talk:
		m.actor, m.other = told(h.actor, 95), told(h.other, 95)
	case words: // nobody codes that something was said by nobody
		m.actor, m.other = told(h.actor, 100), told(h.other, 92)
	default:
		m.actor, m.other = told(h.actor, 95), told(h.other, 92)
	}
	m.mode = g.chance(modeTold)
	for i := range m.capital {
		m.capital[i] = g.chance(metonym)
	}
}

// mistakes puts in what reporters get wrong.
func (g *generator) mistakes(m *mention) {
	if len(m.numbers) > 0 && g.chance(wrongNumber) {
		g.misread(m)
	}
	if g.chance(wrongDay) {
		m.day += 1 - 2*g.IntN(2)
		m.traits = append(m.traits, "wrong-day")
	}
	if m.town != nil && m.level == 0 && g.chance(wrongPlace) {
		m.town = m.town.near
		m.traits = append(m.traits, "wrong-place")
	}
	if m.actor != nil && m.h.kind.class == deed && m.h.other.code != "" && g.chance(wrongActor) {
		m.actor = &party{code: m.h.other.code}
		m.traits = append(m.traits, "wrong-actor")
	}
}

// misread gets a number wrong by a digit.
func (g *generator) misread(m *mention) {
	m.numbers = slices.Clone(m.numbers)
	n := &m.numbers[g.IntN(len(m.numbers))]
	switch g.IntN(3) {
	case 0:
		n.n *= 10
	case 1:
		n.n += 3
	default:
		n.n += 10
	}
	m.traits = append(slices.Clone(m.traits), "wrong-number")
}

// wording draws the words.
func (g *generator) wording(m *mention) {
	m.frame, m.verb = g.IntN(6), g.IntN(2)
	m.adjuncts = some(g, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}, g.IntN(3))
	m.counts = nil
	for range m.numbers {
		m.counts = append(m.counts, g.IntN(6))
	}
}

// by is a speaker's voice as an article has it. What somebody said of a happening, they said once.
func (g *generator) by(h *happening, s speaker, day int) voice {
	q, ok := h.quotes[s.key]
	if !ok {
		q = quote{verb: g.IntN(2), first: g.IntN(14), second: g.IntN(14), day: h.day}
		if h.kind.class != words && g.chance(40) {
			q.day++
		}
		h.quotes[s.key] = q
	}
	v := voice{speaker: s, body: g.chance(bodyNotPerson), at: -1, quoted: g.chance(jointQuote), quote: q}
	if g.chance(50) {
		v.at = min(q.day, day)
	}
	return v
}

// speak lays a mention in the mouth of one of the happening's speakers.
func (g *generator) speak(m *mention, s speaker, day int) {
	m.origin = "speaker:" + s.key
	if m.h.kind.class == words && g.chance(50) { // "the president demanded": the actor is the speaker, and no more is said of it
		return
	}
	v := g.by(m.h, s, day)
	if v.body {
		m.traits = append(m.traits, "body")
	}
	m.voices = []voice{v}
}

// mainSpeaker draws a speaker, the first most often.
func (g *generator) mainSpeaker(h *happening) speaker {
	if len(h.speakers) == 1 || g.chance(65) {
		return h.speakers[0]
	}
	return one(g, h.speakers[1:])
}

func (g *generator) statement(h *happening, o *outlet, day int) {
	m := g.tell(h, day, "", "statement")
	g.speak(&m, g.mainSpeaker(h), day)
	g.publish(&article{out: o, day: day}, m)
}

// ownReport is of an outlet's own people. A second outlet of the same owner takes the first one's text.
func (g *generator) ownReport(h *happening, day int) {
	var there []*outlet
	for _, o := range g.outlets {
		if g.close(o, h) {
			there = append(there, o)
		}
	}
	o := one(g, g.outlets)
	if len(there) > 0 {
		o = one(g, there)
	}
	for _, a := range h.articles {
		if a.mentions[0].way == "own" && a.out.owner == o.owner && a.base == nil {
			if a.out != o {
				g.publish(g.copyOf(a, o, max(day, a.day)))
			}
			return
		}
	}
	m := g.tell(h, day, "own:"+o.owner, "own")
	g.publish(&article{out: o, day: day}, m)
}

// root is what an agency's texts on a happening rest on, always the same: its own people, or a speaker.
func (g *generator) root(h *happening, w *agency) string {
	r, ok := h.roots[w.code]
	if !ok {
		r = "wire:" + w.code
		if g.chance(dispatchSpeaker) {
			r = "speaker:" + g.mainSpeaker(h).key
		}
		h.roots[w.code] = r
	}
	return r
}

// tellAs tells a happening on the given root.
func (g *generator) tellAs(h *happening, day int, root, way string) mention {
	m := g.tell(h, day, root, way)
	if key, ok := strings.CutPrefix(root, "speaker:"); ok || h.kind.class == words {
		s := h.speakers[0]
		for _, x := range h.speakers {
			if x.key == key {
				s = x
			}
		}
		g.speak(&m, s, day)
	}
	return m
}

// dispatch is an agency's text.
func (g *generator) dispatch(h *happening, w *agency, day int) *article {
	a := &article{out: &w.page, day: day, wire: w}
	if g.chance(50) {
		a.credit = w.credit(w.lang, false)
	}
	m := g.tellAs(h, day, g.root(h, w), "wire")
	g.compose(a, m)
	if g.chance(ownPage) {
		g.keep(a)
	}
	return a
}

// reprint prints an agency's text in an outlet that draws on it.
func (g *generator) reprint(a *article, day int) {
	var takers []*outlet
	for _, o := range g.outlets {
		if slices.Contains(o.wires, a.wire) && !slices.ContainsFunc(a.mentions[0].h.articles, func(b *article) bool { return b.base == a && b.out == o }) {
			takers = append(takers, o)
		}
	}
	if len(takers) == 0 {
		return
	}
	day = a.day
	if g.chance(nextDay) {
		day++
	}
	g.publish(g.copyOf(a, one(g, takers), day))
}

// copyOf is a's text in another outlet.
func (g *generator) copyOf(a *article, o *outlet, day int) *article {
	b := &article{out: o, lang: o.lang, day: day, wire: a.wire, base: a, mentions: slices.Clone(a.mentions), clauses: slices.Clone(a.clauses), filler: a.filler, title: a.title}
	switch {
	case o.lang != a.lang:
		b.copied = "translated"
		for i := range b.mentions {
			m := &b.mentions[i]
			if len(m.numbers) > 0 && g.chance(lostInTranslation) {
				g.misread(m)
			}
			b.clauses[i] = g.clauseOf(m, o.lang, a.day)
		}
	default:
		b.copied = []string{"verbatim", "whitespace", "headline", "shortened"}[g.share(copyVerbatim, copyWhitespace, copyHeadline, copyShortened)]
	}
	if b.copied == "shortened" {
		b.mentions, b.clauses = b.mentions[:1], b.clauses[:1]
		b.filler = b.filler[:len(b.filler)/24*12]
		m := &b.mentions[0]
		if len(m.adjuncts) > 0 {
			m.adjuncts = m.adjuncts[1:]
			b.clauses[0] = g.clauseOf(m, b.lang, a.day)
		}
	}
	if a.wire != nil {
		switch {
		case g.chance(uncredited):
			for i := range b.mentions {
				b.mentions[i].traits = append(slices.Clone(b.mentions[i].traits), "uncredited")
			}
		case g.chance(creditInText):
			for i := range b.mentions {
				m := &b.mentions[i]
				m.voices = append([]voice{{media: a.wire.credit(o.lang, g.chance(spelledOut)), at: -1}}, m.voices...)
			}
		default:
			b.credit = a.wire.credit(o.lang, g.chance(spelledOut))
		}
	}
	if b.copied == "headline" || b.copied == "translated" {
		b.title = g.titleOf(b)
	}
	g.write(b)
	if b.copied == "whitespace" {
		g.respace(b)
	}
	return b
}

// respace breaks lines elsewhere and doubles spaces, in the text and so in the passages.
func (g *generator) respace(a *article) {
	for i, c := range a.clauses {
		f := strings.Fields(c.text)
		var b strings.Builder
		for j, w := range f {
			if j > 0 {
				b.WriteString(one(g, []string{" ", " ", " ", "\n", "  "}))
			}
			b.WriteString(w)
		}
		a.text = strings.Replace(a.text, c.text, b.String(), 1)
		a.clauses[i].text = b.String()
	}
}

// cite is an article that has it from another outlet's, told in its own words.
func (g *generator) cite(h *happening, day int) bool {
	var from []*article
	for _, a := range h.articles {
		if a.kept && a.mentions[0].h == h && !a.mentions[0].denial && a.mentions[0].way != "cite" && a.day <= day+1 {
			from = append(from, a)
		}
	}
	if len(from) == 0 {
		return false
	}
	a := one(g, from)
	m := g.tell(h, max(day, a.day), a.mentions[0].origin, "cite")
	for _, v := range a.mentions[0].voices {
		v.quoted = false
		m.voices = append(m.voices, v)
	}
	m.voices = append([]voice{{media: a.out.name, at: -1}}, m.voices...)
	o := g.outletFor(h)
	if o == a.out {
		return false
	}
	g.publish(&article{out: o, day: max(day, a.day), base: a}, m)
	return true
}

// deny reports that somebody says it was not so.
func (g *generator) deny(h *happening) {
	t := h.kind.typ
	p, other := deniedWords, 0
	if t == factum.Assault || t == factum.Coerce {
		p, other = denied, deniedOther
	}
	if h.actor.code == "" {
		return
	}
	if g.chance(p) {
		g.denial(h, g.official(h.actor.code, "spokesperson", "defence minister"), true)
	}
	if g.chance(other) && h.other.code != "" {
		g.denial(h, g.official(h.other.code, "spokesperson"), false)
	}
}

func (g *generator) denial(h *happening, s speaker, accused bool) {
	day := h.day + g.IntN(3)
	only := accused && g.chance(propagandist)
	for range 1 + g.IntN(4) {
		o := g.outletFor(h)
		if only && o.country != s.code {
			continue
		}
		m := g.tell(h, day, "speaker:"+s.key, "denial")
		m.denial, m.modality, m.numbers, m.site = true, factum.Denied, nil, -1
		m.origin = "speaker:" + s.key
		m.adjuncts = nil
		if g.chance(60) {
			m.form = ""
		}
		m.actor = nil
		if accused {
			m.actor = &party{code: h.actor.code, role: h.actor.role}
		} else if g.chance(60) {
			m.actor = &party{code: h.actor.code}
		}
		m.voices = nil
		if !accused || g.chance(70) {
			m.voices = []voice{g.by(h, s, day)}
			m.voices[0].quoted = false
		}
		g.publish(&article{out: o, day: day + g.IntN(2)}, m)
	}
}

// retract has an outlet take back its first report.
func (g *generator) retract(h *happening) {
	for _, a := range h.articles {
		if a.mentions[0].way == "own" && a.base == nil && a.mentions[0].h == h {
			m := a.mentions[0]
			m.traits = nil
			m.denial, m.modality, m.way, m.numbers = true, factum.Denied, "retraction", nil
			m.voices = []voice{{media: a.out.name, at: -1}}
			g.wording(&m)
			g.publish(&article{out: a.out, day: a.day + 1 + g.IntN(3)}, m)
			return
		}
	}
}

// remember tells the happening again as background, weeks to years later.
func (g *generator) remember(h *happening) {
	for range 1 + g.IntN(2) {
		day := h.day + 20 + g.IntN(60)
		if g.chance(50) {
			day = h.day + 80 + g.IntN(900)
		}
		o := g.outletFor(h)
		root := "own:" + o.owner
		m := g.tellAs(h, day, root, "background")
		m.modality = factum.Historical
		if h.kind.object != "" {
			m.modality = h.kind.modality
		}
		m.form = []string{"date", "month", "year"}[g.share(40, 50, 10)]
		for i := range m.voices {
			m.voices[i].at = -1
		}
		g.publish(&article{out: o, day: day}, m)
	}
}

// publish puts an article into the record; with a mention it is written first.
func (g *generator) publish(a *article, m ...mention) {
	if len(m) > 0 {
		g.compose(a, m[0])
	}
	g.keep(a)
}

// compose writes an article on a happening: its first sentence, sometimes a further one, sometimes one on something else.
func (g *generator) compose(a *article, m mention) {
	a.lang = a.out.lang
	h := m.h
	// two people seldom find the same words by chance
	for range 8 {
		c := g.clauseOf(&m, a.lang, a.day)
		if !slices.ContainsFunc(h.clauses[a.lang], func(s string) bool { return alike(s, c.text) }) {
			break
		}
		g.wording(&m)
	}
	a.mentions = []mention{m}
	if !m.denial && g.chance(secondMention) {
		a.mentions = append(a.mentions, g.again(m, a.day))
	}
	if !m.denial && m.way != "background" && g.chance(aside) {
		g.asideTo(a)
	}
	for i := range a.mentions {
		c := g.clauseOf(&a.mentions[i], a.lang, a.day)
		a.clauses = append(a.clauses, c)
		b := a.mentions[i].h
		b.clauses[a.lang] = append(b.clauses[a.lang], c.text)
	}
	for range 12 * (3 + g.IntN(4)) {
		a.filler = append(a.filler, g.IntN(10_000))
	}
	a.title = g.titleOf(a)
	g.write(a)
}

// asideTo adds a sentence on another happening of the same war in the last days.
func (g *generator) asideTo(a *article) {
	h := a.mentions[0].h
	var b *happening
	for range 60 {
		if x := one(g, g.all); x != h && x.war == h.war && x.day <= a.day && x.day > a.day-8 {
			b = x
			break
		}
	}
	if b == nil {
		return
	}
	root := "own:" + a.out.owner
	way := "own"
	if a.wire != nil {
		root, way = g.root(b, a.wire), "wire"
	} else if g.chance(60) {
		root, way = "speaker:"+g.mainSpeaker(b).key, "statement"
	}
	m := g.tellAs(b, a.day, root, way)
	m.traits = append(m.traits, "aside")
	a.mentions = append(a.mentions, m)
}

// alike says that two clauses share most pairs of neighbouring words.
func alike(a, b string) bool {
	pairs := func(s string) map[string]bool {
		f := strings.Fields(strings.ToLower(s))
		out := map[string]bool{}
		for i := 1; i < len(f); i++ {
			out[f[i-1]+" "+f[i]] = true
		}
		return out
	}
	x, y := pairs(a), pairs(b)
	both := 0
	for p := range x {
		if y[p] {
			both++
		}
	}
	return 2*both > len(x)+len(y)-both
}

// titleOf is a headline: what, where, how many.
func (g *generator) titleOf(a *article) string {
	t := g.words[a.lang]
	m := &a.mentions[0]
	phrases := t.lists[m.h.kind.name]
	other, item := "", ""
	if m.other != nil {
		other, _ = t.party(*m.other, false)
	}
	if m.h.item != "" {
		item = t.named["items"][m.h.item]
	}
	parts := []string{strings.NewReplacer("{R}", other, "{I}", item).Replace(one(g, phrases))}
	if p := a.clauses[0].place; p != "" {
		parts = append(parts, p)
	}
	parts = append(parts, t.lists["adjuncts"][g.IntN(len(t.lists["adjuncts"]))])
	g.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
	return strings.Join(parts, ": ")
}

func (g *generator) keep(a *article) {
	a.id, a.kept = len(g.articles), true
	a.done = factum.DigestOfString(fmt.Sprintf("%s/%d\n%s\n%s", a.out.domain, a.id, a.title, a.text))
	g.articles = append(g.articles, a)
	g.written += len(a.mentions)
	var seen []*happening
	for _, m := range a.mentions {
		if !slices.Contains(seen, m.h) {
			m.h.articles = append(m.h.articles, a)
			seen = append(seen, m.h)
		}
	}
}

// seal puts the articles into the order of the days and makes the reports of them.
func (g *generator) seal() ([]factum.Report, Truth) {
	slices.SortStableFunc(g.articles, func(a, b *article) int { return a.day - b.day })
	truth := Truth{Claims: map[factum.ClaimID]Told{}, Texts: map[factum.Digest]string{}}
	for _, h := range g.all {
		t := Happening{Kind: h.kind.name, Day: stamp(date(h.day)), Twin: h.twin}
		if h.town != nil {
			t.Place = h.town.name
		}
		if h.of != nil {
			t.Of = h.of.id
		}
		truth.Happenings = append(truth.Happenings, t)
	}
	var out []factum.Report
	for n, a := range g.articles {
		var wires []string
		for _, w := range a.out.wires {
			wires = append(wires, w.short)
		}
		doc := factum.DigestOfString("document " + a.done.Hex())
		text := factum.DigestOfString(a.text)
		truth.Texts[a.done] = a.text
		var claims []factum.Claim
		from := 0
		for i, c := range a.clauses {
			start := from + strings.Index(a.text[from:], c.text)
			from = start + len(c.text)
			cl := g.claim(a, i, start)
			cl.Document = doc
			cl.ID = factum.NewClaimID(a.done, cl.Part, text, cl.Type, cl.Trigger.Span, i)
			claims = append(claims, cl)
		}
		print := corroboration.Print(a.title + "\n" + a.text)
		for i, cl := range claims {
			m := &a.mentions[i]
			out = append(out, factum.Report{Claim: cl, Seal: factum.Seal{Act: factum.ActIndex(n + 1), Ordinal: i}, Capture: a.done, Source: a.out.source(), Outlet: a.out.name,
				Wire: a.credit, Interest: a.out.interest, Owner: a.out.owner, Wires: wires, Title: a.title, Published: cl.Published, Print: print, Around: factum.SettingOf(&claims[i], claims)})
			told := Told{Happening: m.h.id, Origin: m.origin, Denial: m.denial, Way: m.way, Copy: a.copied, Source: a.out.source(), Capture: a.done, Traits: traitsOf(m, &cl)}
			if a.wire != nil {
				told.Wire = a.wire.code
			}
			if a.base != nil && a.base.kept && (a.copied != "" || m.way == "cite") {
				told.From = a.base.done
			}
			truth.Claims[cl.ID] = told
		}
	}
	return out, truth
}

// traitsOf are what makes a claim hard: what went wrong, and what is not told.
func traitsOf(m *mention, c *factum.Claim) []string {
	out := slices.Clone(m.traits)
	if c.Time == nil {
		out = append(out, "no-time")
	} else if c.Time.Precision != "day" {
		out = append(out, "vague-time")
	}
	if m.h.kind.class == deed {
		if c.Place == nil {
			out = append(out, "no-place")
		} else if c.Place.Precision != "settlement" {
			out = append(out, "vague-place")
		}
		if len(c.Actors) == 0 {
			out = append(out, "no-actor")
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
