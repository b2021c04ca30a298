package world

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"factum"
)

// epoch is the first day of every world's war.
var epoch = time.Date(2024, 2, 1, 0, 0, 0, 0, time.UTC)

func date(day int) time.Time   { return epoch.AddDate(0, 0, day) }
func stamp(t time.Time) string { return t.Format(time.DateOnly) }

// voice is somebody on whose word something is told.
type voice struct {
	speaker speaker
	body    bool   // the office alone is named
	nobody  string // role of a nameless witness
	media   string // an outlet or agency that is cited
	quoted  bool   // words of theirs stand in quotation marks
	quote   quote
	at      int // day of saying, -1 unknown
}

// number is a number as an article gives it.
type number struct {
	kind  string
	n     int64
	least bool
}

// mention is one telling of a happening in an article, in no language yet.
type mention struct {
	h        *happening
	modality factum.Modality
	denial   bool
	origin   string
	way      string
	traits   []string

	form    string // of the time: see table.said; "" none
	day     int    // as told
	town    *town
	level   int // of the place: 0 settlement 1 region 2 country 3 none
	actor   *party
	other   *party
	mode    bool
	numbers []number
	site    int
	voices  []voice
	capital [2]bool // actor and other named by their capital

	// how it is worded
	frame, verb int
	adjuncts    []int
	counts      []int // wording of each number
}

// article is a text as one outlet published it.
type article struct {
	id       int
	out      *outlet
	lang     string
	day      int // of publication
	wire     *agency
	credit   string
	base     *article
	copied   string
	mentions []mention
	clauses  []clause
	filler   []int // choices of filling words
	title    string
	text     string
	kept     bool // in the record
	done     factum.Digest
}

// clause is a mention in the words of a language.
type clause struct {
	text, trigger, place, time string
	form                       string // of the time
}

// clauseOf words a mention in a language, as it is told on a day.
func (g *generator) clauseOf(m *mention, lang string, published int) clause {
	t := g.words[lang]
	var c clause
	phrases := t.lists[m.h.kind.name]
	acted := m.actor != nil && !m.denial
	trigger := phrases[len(phrases)-1]
	if acted {
		trigger = phrases[m.verb]
	}
	other := ""
	if m.other != nil {
		other, _ = t.party(*m.other, m.capital[1])
	}
	if strings.Contains(trigger, "{R}") && other == "" {
		trigger = phrases[len(phrases)-1]
		acted = false
		if strings.Contains(trigger, "{R}") {
			other = "…"
		}
	}
	item := m.h.item
	if item != "" {
		item = t.named["items"][item]
	}
	trigger = strings.NewReplacer("{R}", other, "{I}", item).Replace(trigger)
	actor := ""
	if m.actor != nil {
		actor, _ = t.party(*m.actor, m.capital[0])
	}
	if m.h.kind.class == talk && !acted && other != "" && actor != "" {
		trigger += " " + actor + " – " + other
	}
	c.trigger = trigger

	c.form = m.form
	if d := published - m.day; c.form == "relative" {
		c.form = map[int]string{0: "today", 1: "yesterday"}[d]
		if c.form == "" {
			c.form = "weekday"
		}
	}
	if d := published - m.day; c.form == "weekday" && (d < 0 || d > 6) {
		c.form = "date"
	}
	if c.form == "week" && monday(published) != monday(m.day) {
		c.form = ""
	}
	if c.form != "" {
		c.time = t.said(c.form, date(m.day))
	}

	place := ""
	switch {
	case m.level == 3:
	case m.town != nil:
		p := m.town.wider(m.level)
		c.place = t.name(strings.TrimSuffix(p.Name, " Oblast"))
		if m.level == 2 {
			c.place = t.named["states"][p.Country]
		}
		place = strings.ReplaceAll(t.lists[[]string{"intown", "inregion", "incountry"}[m.level]][0], "{P}", c.place)
	case m.h.capital != "":
		c.place = t.named["capitals"][m.h.capital]
		place = strings.ReplaceAll(t.lists["intown"][0], "{P}", c.place)
	}
	if place != "" && m.site >= 0 {
		place += " (" + t.lists["sites"][m.site] + ")"
	}
	var tail []string
	for i, n := range m.numbers {
		w := t.lists[n.kind]
		words := fmt.Sprint(n.n)
		if n.kind == "money" {
			words = fmt.Sprint(n.n / 1_000_000)
		}
		if n.least {
			words = t.lists["least"][0] + " " + words
		}
		tail = append(tail, strings.ReplaceAll(w[m.counts[i]%len(w)], "{N}", words))
	}
	numbers := strings.Join(tail, ", ")
	if numbers != "" {
		numbers = ", " + numbers
	}
	adj := ""
	for _, a := range m.adjuncts {
		adj += ", " + t.lists["adjuncts"][a]
	}
	if m.denial || m.h.kind.class == talk && !acted {
		actor = ""
	}
	subject := actor + " " + trigger
	var parts []string
	switch m.frame % 6 {
	case 0:
		parts = []string{subject, place, c.time, adj, numbers}
	case 1:
		parts = []string{c.time, subject, place, adj, numbers}
	case 2:
		parts = []string{place, subject, c.time, numbers, adj}
	case 3:
		parts = []string{subject, c.time, place, numbers, adj}
	case 4:
		parts = []string{strings.TrimPrefix(adj, ", "), subject, place, c.time, numbers}
	case 5:
		parts = []string{strings.TrimPrefix(numbers, ", "), place, c.time, subject, adj}
	}
	c.text = strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
	c.text = strings.TrimPrefix(strings.ReplaceAll(c.text, " ,", ","), ", ")
	return c
}

func monday(day int) int {
	return day - (int(date(day).Weekday())+6)%7
}

// write sets the article's text from its clauses: each with who says so, then sentences that are about nothing.
func (g *generator) write(a *article) {
	t := g.words[a.lang]
	var b strings.Builder
	fill := a.filler
	for i := range a.mentions {
		m, c := &a.mentions[i], a.clauses[i]
		b.WriteString(c.text)
		for _, v := range slices.Backward(m.voices) {
			b.WriteString(", " + g.voiceText(t, v))
			if v.quoted {
				b.WriteString(": «" + g.quoteOf(m, v, t) + "»")
			}
		}
		b.WriteString(". ")
		for n := 0; n < 2 && len(fill) >= 12; n++ {
			for j, w := range fill[:12] {
				if j > 0 {
					b.WriteByte(' ')
				}
				if w%3 > 0 {
					b.WriteString(t.lists["common"][w%len(t.lists["common"])])
				} else {
					b.WriteString(t.stock[w%len(t.stock)])
				}
			}
			b.WriteString(". ")
			fill = fill[12:]
		}
	}
	a.text = strings.TrimSpace(b.String())
}

// quoteOf is what a speaker said in the words of a language. Every translation has its own translator, who is taken to find the same words.
func (g *generator) quoteOf(m *mention, v voice, t *table) string {
	phrases, adjuncts := t.lists[m.h.kind.name], t.lists["adjuncts"]
	other, _ := t.party(party{code: m.h.other.code, role: ""}, false)
	item := t.named["items"][m.h.item]
	said := strings.NewReplacer("{R}", other, "{I}", item).Replace(phrases[v.quote.verb])
	return said + ", " + adjuncts[v.quote.first] + ", " + adjuncts[v.quote.second]
}

func (g *generator) voiceText(t *table, v voice) string {
	switch {
	case v.media != "":
		return v.media
	case v.nobody != "":
		return t.named["roles"][v.nobody]
	case v.body:
		text, _ := t.party(party{code: v.speaker.code, role: v.speaker.role}, false)
		return text
	}
	return t.named["roles"][v.speaker.role] + " " + t.person(v.speaker.person)
}

// natives are the languages that officials of a state speak of their own.
var natives = map[string]string{"UKR": "uk", "RUS": "ru", "DEU": "de", "FRA": "fr", "ITA": "it", "ESP": "es", "NLD": "nl", "POL": "pl", "GBR": "en", "USA": "en"}

// attribution is how a coder gives a voice.
func (g *generator) attribution(t *table, m *mention, v voice) factum.Attribution {
	a := factum.Attribution{Text: g.voiceText(t, v), Form: factum.FormIndirect, Wording: factum.WordingUnknown}
	if v.at >= 0 {
		a.At = stamp(date(v.at))
	}
	switch {
	case v.media != "":
		a.Role = "media"
		return a
	case v.nobody != "":
		a.Name, a.Role = a.Text, v.nobody
	case v.body:
		a.Name, a.Role, a.Code = a.Text, v.speaker.role, v.speaker.code
	default:
		a.Name, a.Role, a.Code = t.person(v.speaker.person), v.speaker.role, v.speaker.code
		if v.speaker.known {
			a.Name = v.speaker.first + " " + v.speaker.last
		}
	}
	if v.quoted {
		a.Form, a.Quote = factum.FormDirect, g.quoteOf(m, v, t)
		if n := natives[v.speaker.code]; n == t.lang {
			a.Wording = factum.WordingOriginal
		} else if n != "" && t.lang != "en" {
			a.Wording = factum.WordingTranslated
		}
	}
	return a
}

// claim is what a coder takes from a mention of an article; its words stand in the article's text from start on.
func (g *generator) claim(a *article, i, start int) factum.Claim {
	t, m, c := g.words[a.lang], &a.mentions[i], a.clauses[i]
	k := m.h.kind
	at := func(words string) factum.Span {
		if n := strings.Index(c.text, words); words != "" && n >= 0 {
			return factum.Span{Start: start + n, End: start + n + len(words)}
		}
		return factum.Span{Start: start, End: start + len(c.text)}
	}
	cl := factum.Claim{V: 1, Part: factum.PartText, Lang: a.lang, Ref: fmt.Sprintf("%s/%d", a.out.domain, a.id),
		Published: &factum.Time{From: stamp(date(a.day)), To: stamp(date(a.day)), Precision: "day"},
		Type:      k.typ, Modes: []string{}, Object: k.object, Quad: k.typ.Quad(), Modality: m.modality,
		Actors: []factum.Actor{}, Recipients: []factum.Actor{}, Participants: []factum.Actor{}, Attribution: []factum.Attribution{},
		Quantities: []factum.Quantity{}, Items: []factum.Item{}, Also: []factum.Passage{}, Why: []string{"world: " + k.name},
		Confidence: .9, Coder: factum.Coder{Name: "rules", Version: "world", Codebook: "plover-2.0+factum"},
		Passage: factum.Words{Text: c.text, Span: factum.Span{Start: start, End: start + len(c.text)}},
		Trigger: factum.Words{Text: c.trigger, Span: at(c.trigger)}}
	if m.mode && k.mode != "" {
		cl.Modes = append(cl.Modes, k.mode)
	}
	actor := func(p party, capital bool) factum.Actor {
		text, basis := t.party(p, capital)
		return factum.Actor{Text: text, Code: p.code, Role: p.role, Basis: basis, Span: at(text)}
	}
	if m.actor != nil {
		cl.Actors = append(cl.Actors, actor(*m.actor, m.capital[0]))
	}
	if m.other != nil {
		o := actor(*m.other, m.capital[1])
		if k.class == talk && k.name != "visit" {
			cl.Actors = append(cl.Actors, o)
		} else {
			cl.Recipients = append(cl.Recipients, o)
		}
	}
	if c.place != "" {
		var p factum.Place
		if m.town != nil {
			p = *m.town.wider(m.level)
		} else {
			p = capitals[m.h.capital]
			p.Precision = "settlement"
		}
		p.Text, p.Span = c.place, at(c.place)
		cl.Place = &p
	}
	cl.Time = timeOf(c, m.day, a)
	if cl.Time != nil {
		cl.Time.Span = at(c.time)
	}
	for _, v := range m.voices {
		cl.Attribution = append(cl.Attribution, g.attribution(t, m, v))
	}
	for _, n := range m.numbers {
		q := factum.Quantity{Kind: n.kind, Min: n.n, Unit: "person", Text: fmt.Sprint(n.n), Span: at(fmt.Sprint(n.n))}
		if n.kind == "money" {
			q.Unit = "EUR"
		} else if n.kind == "count" && m.h.item != "" {
			q.Unit = t.named["items"][m.h.item]
		}
		if !n.least {
			q.Max = &n.n
		}
		cl.Quantities = append(cl.Quantities, q)
	}
	if it := m.h.item; it != "" && strings.Contains(c.text, t.named["items"][it]) {
		cl.Items = append(cl.Items, factum.Item{Code: it, Text: t.named["items"][it], Span: at(t.named["items"][it])})
	}
	return cl
}

// timeOf is the time that a coder reads from the words, given when the article appeared: what was "yesterday" in a text that appears a day later moves with it.
func timeOf(c clause, told int, a *article) *factum.ClaimTime {
	ct := &factum.ClaimTime{Text: c.time, Precision: "day"}
	from, to := date(told), date(told)
	switch c.form {
	case "":
		return nil
	case "today":
		from, to = date(a.day), date(a.day)
	case "yesterday":
		from, to = date(a.day-1), date(a.day-1)
	case "week":
		from, to, ct.Precision = date(monday(a.day)), date(monday(a.day)+6), "week"
	case "month":
		from = time.Date(from.Year(), from.Month(), 1, 0, 0, 0, 0, time.UTC)
		to, ct.Precision = from.AddDate(0, 1, -1), "month"
	case "year":
		from = time.Date(from.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
		to, ct.Precision = from.AddDate(1, 0, -1), "year"
	}
	ct.From, ct.To = stamp(from), stamp(to)
	return ct
}
