package record_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"factum"
	"factum/record"
	"factum/store"
)

// told is the shipped reports in a record: what each file claims, and the facts made of it. Only what the coder reads
// is held (Dutch and English); how the weigher takes the same texts when they are coded by hand stands in
// corroboration/examples_test.go.
type told struct {
	t      *testing.T
	claims []store.Claim
	file   map[factum.ClaimID]string // the two digits a file's name begins with
	facts  map[factum.FactID]factum.Fact
}

func tellExamples(t *testing.T) *told {
	t.Helper()
	w := newWorld(t)
	w.add(record.AddOptions{}, exampleFiles(t)...)
	r, err := record.Open(t.Context(), w.cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close(t.Context())
	number := map[factum.Digest]string{}
	for _, p := range exampleFiles(t) {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		number[factum.DigestOfString(string(b))] = filepath.Base(p)[:2]
	}
	claims, err := r.Ask().Claims(t.Context(), store.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	facts, err := r.Ask().Facts(t.Context(), store.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	x := &told{t: t, claims: claims.Items, file: map[factum.ClaimID]string{}, facts: map[factum.FactID]factum.Fact{}}
	for _, c := range claims.Items {
		x.file[c.ID] = number[c.Capture]
	}
	for _, f := range facts.Items {
		x.facts[f.ID] = f
	}
	return x
}

// of finds the claims of a file of a type for which ok holds; there has to be one.
func (x *told) of(file string, typ factum.EventType, ok func(c *factum.Claim) bool) []store.Claim {
	x.t.Helper()
	var out []store.Claim
	for _, c := range x.claims {
		if x.file[c.ID] == file && c.Type == typ && ok(&c.Claim) {
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		x.t.Fatalf("%s: no claim %s of the sort", file, typ)
	}
	return out
}

// fact is the one fact of claims; what says what they are about.
func (x *told) fact(what string, cs ...[]store.Claim) factum.Fact {
	x.t.Helper()
	all := slices.Concat(cs...)
	for _, c := range all {
		if c.Fact != all[0].Fact {
			x.t.Errorf("%s: %q (%s) and %q (%s) are two facts", what, all[0].Passage.Text, x.file[all[0].ID], c.Passage.Text, x.file[c.ID])
		}
	}
	return x.facts[all[0].Fact]
}

// apart holds that no claim of one list is in a fact with one of the other.
func (x *told) apart(what string, as, bs []store.Claim) {
	x.t.Helper()
	for _, a := range as {
		for _, b := range bs {
			if a.Fact == b.Fact {
				x.t.Errorf("%s: %q (%s) and %q (%s) are one fact", what, a.Passage.Text, x.file[a.ID], b.Passage.Text, x.file[b.ID])
			}
		}
	}
}

// line is the id of the line of a fact that holds a claim.
func line(f factum.Fact, c store.Claim) factum.LineID {
	for _, l := range f.Lines {
		if slices.Contains(l.Claims, c.ID) {
			return l.ID
		}
	}
	return ""
}

func anything(*factum.Claim) bool { return true }

func at(place string) func(*factum.Claim) bool {
	return func(c *factum.Claim) bool { return c.Place != nil && c.Place.Name == place }
}

func saying(words string) func(*factum.Claim) bool {
	return func(c *factum.Claim) bool { return strings.Contains(c.Passage.Text, words) }
}

func by(code string) func(*factum.Claim) bool {
	return func(c *factum.Claim) bool {
		return slices.ContainsFunc(c.Actors, func(a factum.Actor) bool { return a.Code == code })
	}
}

func element(t *testing.T, f factum.Fact, name string) factum.Element {
	t.Helper()
	for _, e := range f.Elements {
		if e.Name == name {
			return e
		}
	}
	t.Fatalf("%s: no element %s", f.Headline, name)
	return factum.Element{}
}

// TestExampleStation: the rockets on the station of Lozova are one fact in four reports.
func TestExampleStation(t *testing.T) {
	x := tellExamples(t)
	agency, reprint, reporter := x.of("12", factum.Assault, at("Lozova")), x.of("13", factum.Assault, at("Lozova")), x.of("15", factum.Assault, at("Lozova"))
	denial := x.of("19", factum.Assault, func(c *factum.Claim) bool { return c.Modality == factum.Denied })
	toll := x.of("19", factum.Assault, saying("opgelopen tot 23"))
	f := x.fact("the station of Lozova", agency, reprint, reporter, denial, toll)
	if a, b := line(f, agency[0]), line(f, reprint[0]); a != b {
		t.Error("one agency's text in two papers is two lines")
	}
	if line(f, agency[0]) == line(f, reporter[0]) {
		t.Error("the reporter on the spot is no line of her own")
	}
	if f.Support != factum.SupportSeveral || f.Contradicted != factum.ContradictedDenied {
		t.Errorf("support %s, contradicted %s", f.Support, f.Contradicted)
	}
	denied := false
	for _, c := range f.Contradictions {
		switch c.Kind {
		case "denial":
			denied = denied || slices.Contains(c.Claims, denial[0].ID)
		case "number":
			t.Errorf("a growing count is held to contradict itself: %+v", c)
		}
	}
	if !denied {
		t.Errorf("the denial is not among the contradictions %+v", f.Contradictions)
	}
	if e := element(t, f, "perpetrator"); string(e.Value) != "null" || e.Lines != 0 || !strings.Contains(f.Headline, "perpetrator not named") {
		t.Errorf("nobody says who fired, yet: %s, %d lines; %q", e.Value, e.Lines, f.Headline)
	}
	if e := element(t, f, "time"); e.Lines < 2 || !strings.Contains(f.Headline, "Lozova · 2022-04-08") {
		t.Errorf("the day stands on %d lines; %q", e.Lines, f.Headline)
	}
	if e := element(t, f, "place"); slices.Contains(e.Claims, toll[0].ID) && toll[0].Place == nil {
		t.Error("a claim that names no place supports the place")
	}
}

// TestExampleKilledCivilians: who killed the civilians of Ivankiv is said by one report only, as an accusation.
func TestExampleKilledCivilians(t *testing.T) {
	x := tellExamples(t)
	found, shot := x.of("04", factum.Assault, anything), x.of("07", factum.Assault, anything)
	alleged := x.of("09", factum.Assault, at("Ivankiv"))
	station := x.of("12", factum.Assault, at("Lozova"))
	x.fact("the killings as the accusation tells them", alleged)
	for _, cs := range [][]store.Claim{found, shot, alleged} {
		x.apart("two happenings", cs, station)
		for _, c := range cs {
			f := x.facts[c.Fact]
			e := element(t, f, "perpetrator")
			if e.Lines > 1 {
				t.Errorf("the perpetrator stands on %d lines: %q", e.Lines, f.Headline)
			}
			for _, id := range e.Claims {
				if x.file[id] != "09" {
					t.Errorf("%s names a perpetrator: %q", x.file[id], f.Headline)
				}
			}
		}
	}
}

// TestExampleInvestigation: asked for is not opened, and two accusations of one week are not one.
func TestExampleInvestigation(t *testing.T) {
	x := tellExamples(t)
	opened := x.of("09", factum.Accuse, func(c *factum.Claim) bool { return slices.Contains(c.Modes, "investigate") })
	for _, file := range []string{"04", "07", "09"} {
		x.apart("an investigation asked for and one opened", opened, x.of(file, factum.Request, func(c *factum.Claim) bool { return c.Object == factum.Accuse }))
	}
	allege := func(c *factum.Claim) bool { return slices.Contains(c.Modes, "allege") }
	agency, reprint := x.of("12", factum.Accuse, allege), x.of("13", factum.Accuse, allege)
	if f := x.fact("the accusation over Lozova", agency, reprint); len(f.Lines) != 1 {
		t.Errorf("the agency's accusation stands on %d lines", len(f.Lines))
	}
	x.apart("accusations over Ivankiv and over Lozova", x.of("09", factum.Accuse, allege), agency)
}

// TestExamplePositions: "not withdrawing" on 31 March and "moving away" on 5 April don't contradict each other.
func TestExamplePositions(t *testing.T) {
	x := tellExamples(t)
	staying, leaving := x.of("01", factum.Retreat, at("Kyiv")), x.of("07", factum.Retreat, saying("moving away"))
	x.apart("an earlier position", staying, leaving)
	f := x.facts[leaving[0].Fact]
	if f.Contradicted != factum.ContradictedNone || len(f.Contradictions) != 0 {
		t.Errorf("%q is contradicted: %+v", f.Headline, f.Contradictions)
	}
	if f := x.facts[staying[0].Fact]; f.Support != factum.SupportNone {
		t.Errorf("%q has support %s", f.Headline, f.Support)
	}
}

// TestExampleCommitments: what is planned, expected or promised is one thing, what came of it another.
func TestExampleCommitments(t *testing.T) {
	x := tellExamples(t)
	var ahead []store.Claim // all that the report before the meeting tells of meeting and charter
	for _, c := range x.claims {
		if x.file[c.ID] == "06" && c.Type != factum.Assault {
			ahead = append(ahead, c)
		}
	}
	if len(ahead) == 0 {
		t.Fatal("06: no claims")
	}
	x.apart("a meeting planned and held", ahead, x.of("10", factum.Consult, at("Lyon")))
	x.apart("a charter expected and endorsed", ahead, x.of("10", factum.Support, by("EU")))
	estonia, portugal := x.of("02", factum.Agree, by("EST")), x.of("02", factum.Agree, by("PRT"))
	x.apart("pledges of two states", x.of("02", factum.Agree, saying("Estonia promised")), portugal)
	delivered := x.of("19", factum.Aid, by("EST"))
	x.apart("a pledge and its delivery", estonia, delivered)
	if f := x.facts[delivered[0].Fact]; f.Support == factum.SupportNone || f.Contradicted != factum.ContradictedNone {
		t.Errorf("%q: %s, %s", f.Headline, f.Support, f.Contradicted)
	}
	for _, f := range x.facts {
		if f.Type != factum.Aid {
			continue
		}
		var as []factum.Actor
		if err := json.Unmarshal(element(t, f, "actors").Value, &as); err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc(as, func(a factum.Actor) bool { return a.Code == "PRT" }) && f.Support != factum.SupportNone {
			t.Errorf("nothing was paid yet: %q", f.Headline)
		}
	}
}

// TestExampleHeadlines: a headline says who is accused by how many, and never that a natural person did it.
func TestExampleHeadlines(t *testing.T) {
	x := tellExamples(t)
	people := []string{"Lapshin", "Lapsjin", "Stresjnev", "Tereshko", "Teresjko", "Kolisnyk", "Ostapets", "Bohun"}
	for _, f := range x.facts {
		hurts := f.Type == factum.Assault || f.Type == factum.Coerce
		if hurts && !strings.Contains(f.Headline, "perpetrator not named") && !strings.Contains(f.Headline, " by 1 line: ") &&
			!strings.Contains(f.Headline, " lines: ") && !strings.Contains(f.Headline, "alleged by ") {
			t.Errorf("%q does not say on whose word", f.Headline)
		}
		for _, p := range people {
			if before, _, ok := strings.Cut(f.Headline, p); hurts && ok && !strings.Contains(before, "alleged by ") && !strings.Contains(before, "denied by ") {
				t.Errorf("%q names a person on our word", f.Headline)
			}
		}
	}
}
