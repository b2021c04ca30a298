package corroboration

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"factum"
)

// world makes reports of a generated war with known truth: happenings, outlets in six languages that leave slots out,
// coarsen and mistake them, wires that others reprint word for word, speakers, and the accused who deny.
type world struct {
	rng     *rand.Rand
	towns   []factum.Place
	outlets []outlet
	truth   map[factum.ClaimID]int
	reports []factum.Report
}

type outlet struct {
	name, lang string
	wire       string // that it subscribes to
}

var syllables = strings.Fields("ka ro mi te lu san vor pel dri nok ash bel gra tun ze omi ra sto vy lan qor ish det fal gem hus jov kir")

func (w *world) word(n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(syllables[w.rng.Intn(len(syllables))])
	}
	return b.String()
}

func newWorld(seed int64, towns int) *world {
	w := &world{rng: rand.New(rand.NewSource(seed)), truth: map[factum.ClaimID]int{}}
	for i := range towns {
		country := []string{"UKR", "UKR", "UKR", "COD", "SDN"}[i%5]
		w.towns = append(w.towns, factum.Place{Name: strings.ToUpper(w.word(1)) + w.word(2) + fmt.Sprint(i), Country: country,
			Admin1: fmt.Sprint(country, " province ", i%8), Lat: 46 + float64(i%8)*0.7 + w.rng.Float64()*0.5, Lon: 30 + float64(i%8) + w.rng.Float64(),
			GeoNames: int64(1000 + i), Precision: "settlement"})
	}
	langs := []string{"en", "nl", "uk", "ru", "fr", "de"}
	for i := range 30 {
		w.outlets = append(w.outlets, outlet{"outlet" + fmt.Sprint(i), langs[i%6], []string{"Reuters", "AFP", "Interfax", "", ""}[w.rng.Intn(5)]})
	}
	return w
}

var kinds = []struct {
	typ   factum.EventType
	modes []string
	to    []string // roles of recipients
}{
	{factum.Assault, []string{"heavy-weapons", "aerial", "drone", "explosives"}, []string{"civilians", ""}},
	{factum.Assault, []string{"targeted", "firearms", "torture"}, []string{"civilians", "prisoners of war"}},
	{factum.Assault, []string{"abduct"}, []string{"civilians"}},
	{factum.Coerce, []string{"arrest", "seize"}, []string{"civilians", "journalists"}},
	{factum.Protest, []string{"demo"}, []string{""}},
	{factum.Mobilize, []string{"troops"}, []string{""}},
	{factum.Accuse, []string{"disapprove"}, []string{"RUS", "UKR"}},
	{factum.Sanction, []string{"expel"}, []string{"RUS", "BLR"}},
	{factum.Consult, []string{"visit"}, []string{"UKR", "TUR", "DEU"}},
}

// happen makes a happening and its reports.
func (w *world) happen(id, days int) {
	r := w.rng
	k := kinds[r.Intn(len(kinds))]
	day := 19000 + r.Intn(days)
	town := w.towns[r.Intn(len(w.towns))]
	actor := []string{"RUS", "RUS", "UKR", "M23", "RSF"}[r.Intn(5)]
	if !bodily[k.typ] {
		actor = []string{"DEU", "FRA", "POL", "NLD", "EU", "NATO", "USA"}[r.Intn(7)]
	}
	mode, to := k.modes[r.Intn(len(k.modes))], k.to[r.Intn(len(k.to))]
	killed := int64(0)
	if k.typ == factum.Assault {
		killed = 1 + int64(r.ExpFloat64()*12)
	}
	speakerName := "Speaker " + fmt.Sprint(r.Intn(40))
	wires := map[string]factum.Report{}
	for range 1 + r.Intn(9) {
		o := w.outlets[r.Intn(len(w.outlets))]
		if o.wire != "" && r.Intn(3) > 0 { // a subscriber reprints its agency, in the agency's words
			if copied, ok := wires[o.wire]; ok {
				copied.Source, copied.Outlet = factum.SourceID("src_"+o.name), o.name
				w.keep(copied, id)
				continue
			}
		}
		rep := w.report(k.typ, mode, to, actor, town, day, killed, speakerName, o)
		if o.wire != "" {
			rep.Wire = o.wire
			wires[o.wire] = rep
		}
		w.keep(rep, id)
	}
	if k.typ == factum.Assault && r.Intn(6) == 0 {
		rep := w.report(k.typ, mode, to, actor, town, day, 0, "", w.outlets[r.Intn(len(w.outlets))])
		rep.Claim.Modality = factum.Denied
		rep.Claim.Actors = []factum.Actor{{Code: actor, Basis: "named"}}
		rep.Claim.Attribution = []factum.Attribution{{Code: actor, Role: "spokesperson", At: date(day + 1), Form: "indirect"}}
		w.keep(rep, id)
	}
}

func (w *world) keep(r factum.Report, id int) {
	n := len(w.reports)
	r.Capture = factum.DigestOfString(fmt.Sprint("capture", n))
	r.Claim.Document = r.Capture
	r.Claim.ID = factum.NewClaimID(r.Capture, "text", r.Capture, r.Claim.Type, factum.Span{}, 0)
	r.Seal = factum.Seal{Act: factum.ActIndex(n)}
	w.truth[r.Claim.ID] = id
	w.reports = append(w.reports, r)
}

func (w *world) report(typ factum.EventType, mode, to, actor string, town factum.Place, day int, killed int64, speakerName string, o outlet) factum.Report {
	r := w.rng
	maybe := func(percent int) bool { return r.Intn(100) < percent }
	c := factum.Claim{V: 1, Type: typ, Modes: []string{mode}, Lang: o.lang, Modality: factum.Asserted}
	pub := day + r.Intn(4)
	if maybe(15) {
		c.Modes = nil
	}
	if maybe(75) || !bodily[typ] {
		c.Actors = []factum.Actor{{Code: actor, Basis: "named"}}
	}
	if maybe(2) { // read wrongly
		c.Actors = []factum.Actor{{Code: "CHN", Basis: "context"}}
	}
	switch {
	case to == "" || maybe(20):
	case len(to) == 3 && strings.ToUpper(to) == to:
		c.Recipients = []factum.Actor{{Code: to, Basis: "named"}}
	default:
		c.Recipients = []factum.Actor{{Role: to, Text: to + o.lang, Basis: "named"}}
	}
	if bodily[typ] || typ == factum.Consult {
		p := town
		p.Text = p.Name + o.lang
		switch {
		case maybe(10):
			p = factum.Place{Name: town.Admin1, Admin1: town.Admin1, Country: town.Country, Lat: town.Lat + 0.4, Lon: town.Lon - 0.3, Precision: "admin1"}
		case maybe(4):
			p = factum.Place{Name: town.Country, Country: town.Country, Precision: "country"}
		case maybe(2):
			p = w.towns[r.Intn(len(w.towns))]
		}
		if !maybe(6) {
			c.Place = &p
		}
	}
	said := day
	switch x := r.Intn(100); {
	case x < 60:
		c.Time = &factum.ClaimTime{From: date(day), To: date(day), Precision: "day"}
	case x < 64: // a day off
		c.Time = &factum.ClaimTime{From: date(day + 1), To: date(day + 1), Precision: "day"}
	case x < 72:
		c.Time = &factum.ClaimTime{From: date(day - day%7), To: date(day - day%7 + 6), Precision: "week"}
	case x < 80:
		c.Time = &factum.ClaimTime{To: date(pub), Precision: "not-after"}
	}
	if killed > 0 && maybe(70) {
		n := killed
		if maybe(15) {
			n += int64(1 + r.Intn(5))
		}
		m := &n
		if maybe(25) {
			m = nil
		}
		c.Quantities = []factum.Quantity{{Kind: "killed", Min: n, Max: m, Unit: "person"}}
	}
	if typ == factum.Accuse {
		c.Attribution = []factum.Attribution{{Name: speakerName, Code: actor, At: date(said), Form: "indirect"}}
	}
	words := []string{"In", town.Name}
	for range 8 + r.Intn(10) {
		words = append(words, w.word(1+r.Intn(3)))
	}
	c.Passage.Text = strings.Join(append(words, fmt.Sprint(killed)), " ")
	return factum.Report{Claim: c, Source: factum.SourceID("src_" + o.name), Outlet: o.name, Interest: "unknown", Print: Print(c.Passage.Text),
		Published: &factum.Time{From: date(pub), To: date(pub), Precision: "day"}}
}

// date writes a day number as a date.
func date(n int) string {
	z := n + 719468
	era := z / 146097
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	m := mp + 3
	if m > 12 {
		m -= 12
	}
	y := yoe + era*400
	if m <= 2 {
		y++
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, doy-(153*mp+2)/5+1)
}

// loosen takes the place from a share of the claims that happen somewhere, and the time from a third of those, and leaves both to the text
// around: which in one of seven speaks of another place and day.
func (w *world) loosen(percent, days int) {
	r := rand.New(rand.NewSource(5))
	for i := range w.reports {
		rep := &w.reports[i]
		if c := &rep.Claim; bodily[c.Type] && c.Place != nil && r.Intn(100) < percent {
			rep.Around = factum.Setting{Place: c.Place, Time: c.Time}
			if r.Intn(7) == 0 {
				p, day := w.towns[r.Intn(len(w.towns))], date(19000+r.Intn(days))
				rep.Around = factum.Setting{Place: &p, Time: &factum.ClaimTime{From: day, To: day, Precision: "day"}}
			}
			if c.Place = nil; r.Intn(3) == 0 {
				c.Time = nil
			} else {
				rep.Around.Time = nil
			}
		}
	}
}

// score holds a partition against the truth: pairs of claims put together rightly, wrongly, and missed; and facts that hold
// claims of more than one happening.
func (w *world) score(fs []factum.Fact) (right, wrong, missed, mixed int) {
	size, found := map[int]int{}, 0
	for _, h := range w.truth {
		size[h]++
	}
	all := 0
	for _, n := range size {
		all += n * (n - 1) / 2
	}
	for _, f := range fs {
		in := map[int]int{}
		for _, c := range f.Claims {
			in[w.truth[c]]++
		}
		n := len(f.Claims)
		good := 0
		for _, k := range in {
			good += k * (k - 1) / 2
		}
		right += good
		wrong += n*(n-1)/2 - good
		found += n
		if len(in) > 1 {
			mixed++
		}
	}
	if found != len(w.truth) {
		panic("a claim is in no fact, or in two")
	}
	return right, wrong, all - right, mixed
}

// TestWorld holds the partition of a sparse and of a crowded war against the truth.
func TestWorld(t *testing.T) {
	for _, c := range []struct {
		name                     string
		towns, happenings, days  int
		loose                    int     // percent of claims that leave place or time to the text around
		precision, recall, mixed float64 // mixed: at most, of all facts
	}{
		{"sparse", 120, 600, 365, 0, 0.99, 0.60, 0.01},
		{"crowded", 25, 900, 90, 0, 0.93, 0.65, 0.05},
		{"sparse, texts that go on", 120, 600, 365, 25, 0.98, 0.50, 0.01},
		{"crowded, texts that go on", 25, 900, 90, 25, 0.92, 0.62, 0.05},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(7, c.towns)
			for i := range c.happenings {
				w.happen(i, c.days)
			}
			w.loosen(c.loose, c.days)
			fs := Weigher{}.Facts(w.reports, nil)
			right, wrong, missed, mixed := w.score(fs)
			p, r := float64(right)/float64(right+wrong), float64(right)/float64(right+missed)
			t.Logf("%d claims of %d happenings → %d facts: pairwise precision %.3f, recall %.3f, F1 %.3f; %d facts mix happenings (%.3f)",
				len(w.reports), c.happenings, len(fs), p, r, 2*p*r/(p+r), mixed, float64(mixed)/float64(len(fs)))
			if p < c.precision || r < c.recall || float64(mixed) > c.mixed*float64(len(fs)) {
				t.Errorf("want precision %v, recall %v, mixed at most %v", c.precision, c.recall, c.mixed)
			}
			w.checkLines(t, fs)
		})
	}
}

// checkLines asserts that reprints of one wire text in one fact are one line, always.
func (w *world) checkLines(t *testing.T, fs []factum.Fact) {
	byID := map[factum.ClaimID]*factum.Report{}
	for i := range w.reports {
		byID[w.reports[i].Claim.ID] = &w.reports[i]
	}
	reprints := 0
	for _, f := range fs {
		line := map[uint64]factum.LineID{}
		for _, l := range f.Lines {
			for _, c := range l.Claims {
				p := byID[c].Print
				if old, ok := line[p]; ok && old != l.ID {
					t.Fatalf("%s: one text in lines %s and %s", f.ID, old, l.ID)
				} else if ok {
					reprints++
				}
				line[p] = l.ID
			}
		}
		if f.Support == factum.SupportSeveral && len(f.Lines) < 2 {
			t.Fatalf("%s has several lines of support and %d lines", f.ID, len(f.Lines))
		}
	}
	if reprints < 20 {
		t.Errorf("only %d reprints in the world: the test shows little", reprints)
	}
}

// components splits reports into whole components by their keys.
func components(rs []factum.Report) [][]factum.Report {
	parent := make([]int, len(rs))
	var find func(int) int
	find = func(i int) int {
		if parent[i] != i {
			parent[i] = find(parent[i])
		}
		return parent[i]
	}
	first := map[string]int{}
	for i, r := range rs {
		parent[i] = i
		for _, k := range (Weigher{}).Anchors(r).Keys {
			if j, ok := first[k]; ok {
				parent[find(i)] = find(j)
			} else {
				first[k] = i
			}
		}
	}
	by := map[int][]factum.Report{}
	var order []int
	for i, r := range rs {
		f := find(i)
		if by[f] == nil {
			order = append(order, f)
		}
		by[f] = append(by[f], r)
	}
	var out [][]factum.Report
	for _, f := range order {
		out = append(out, by[f])
	}
	slices.SortStableFunc(out, func(a, b []factum.Report) int { return len(b) - len(a) })
	return out
}
