package corroboration

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"factum"
)

// bucha is what five reports say: one names who did it, the accused denies it, two count.
func bucha() []factum.Report {
	return []factum.Report{
		claim("nl", "ASSAULT targeted", "at=Bucha", "to=:civilians", "pub=2022-04-05", "lang=nl", "seal=10", "killed=300-"),
		claim("uk", "ASSAULT targeted", "by=RUS:armed forces", "at=Bucha", "to=:civilians", "pub=2022-04-04", "lang=uk", "seal=11", "says=Volodymyr Zelensky/president/UKR/2022-04-04"),
		claim("de", "ASSAULT targeted,firearms", "at=Bucha", "to=:civilians", "on=2022-03-01..2022-03-30", "pub=2022-04-06", "lang=de", "seal=12", "killed=320"),
		claim("ru", "ASSAULT targeted", "by=RUS", "at=Bucha", "to=:civilians", "mod=denied", "pub=2022-04-04", "lang=ru", "seal=13", "says=Sergei Lavrov/foreign minister/RUS/2022-04-04"),
		claim("en", "ASSAULT targeted", "at=Bucha", "to=:civilians", "pub=2022-04-05", "seal=14", "wire=AFP"),
	}
}

func TestFact(t *testing.T) {
	f := one(t, bucha()...)
	if f.ID != f.Claims[0].Fact() || f.Claims[0] != bucha()[0].Claim.ID || f.Status != "in issue" {
		t.Errorf("id %s, claims %v, status %s", f.ID, f.Claims, f.Status)
	}
	if f.Support != factum.SupportSeveral || f.Contradicted != factum.ContradictedDenied || f.Fragility != 1 {
		t.Errorf("support %s, contradicted %s, fragility %d", f.Support, f.Contradicted, f.Fragility)
	}
	if len(f.Lines) != 5 || len(f.Why) != 4 || !slices.Equal(f.Languages, []string{"de", "en", "nl", "ru", "uk"}) || len(f.Sources) != 5 {
		t.Errorf("%d lines, %d ties, languages %v, sources %v", len(f.Lines), len(f.Why), f.Languages, f.Sources)
	}
	for _, tie := range f.Why {
		if tie.Claim == f.Claims[0] || len(tie.Why) < 2 || !slices.Contains(f.Claims, tie.To) {
			t.Errorf("tie %+v", tie)
		}
	}
	for _, want := range []struct {
		name, value  string
		lines        int
		support      string
		contradicted string
	}{
		{"act", `"ASSAULT (firearms, targeted)"`, 4, "several-lines", "none"},
		{"place", `"name":"Bucha"`, 4, "several-lines", "none"},
		{"time", `"from":"2022-03-01","to":"2022-03-30"`, 1, "one-line", "none"},
		{"perpetrator", `"code":"RUS","role":"armed forces"`, 1, "one-line", "denied-by-accused"},
		{"victims", `"role":"civilians"`, 4, "several-lines", "none"},
		{"number:killed", `"kind":"killed","min":320,"max":320`, 2, "several-lines", "none"},
	} {
		e := elementOf(t, f, want.name)
		if !strings.Contains(string(e.Value), want.value) || e.Lines != want.lines || e.Support != want.support || e.Contradicted != want.contradicted {
			t.Errorf("%s: %s, %d lines, %s, %s; want %+v", want.name, e.Value, e.Lines, e.Support, e.Contradicted, want)
		}
	}
	if len(f.Contradictions) != 1 || f.Contradictions[0].Kind != "denial" || f.Contradictions[0].Element != "perpetrator" {
		t.Errorf("contradictions %+v", f.Contradictions)
	}
	want := "ASSAULT (firearms, targeted) · Bucha · 2022-03-01/2022-03-30 · victims: civilians · perpetrator named by 1 line: RUS armed forces · denied by RUS"
	if f.Headline != want {
		t.Errorf("headline %q\n    want %q", f.Headline, want)
	}
	b, _ := json.Marshal(f)
	if strings.Contains(string(b), "null,\"l") || strings.Contains(string(b), `"claims":null`) || strings.Contains(string(b), `"series":null`) {
		t.Errorf("a list is null: %s", b)
	}
}

// TestEmptySlotStaysEmpty: that two lines tell of a killing and one says by whom leaves the perpetrator with one line,
// and where nobody says it, with none.
func TestEmptySlotStaysEmpty(t *testing.T) {
	rs := bucha()
	f := one(t, rs[0], rs[4])
	e := elementOf(t, f, "perpetrator")
	if string(e.Value) != "null" || e.Lines != 0 || e.Support != factum.SupportNone || len(e.Claims) != 0 {
		t.Errorf("perpetrator %+v", e)
	}
	if want := "ASSAULT (targeted) · Bucha · victims: civilians · perpetrator not named"; f.Headline != want {
		t.Errorf("headline %q, want %q", f.Headline, want)
	}
	if f.Fragility != 1 { // the number stands on one line
		t.Errorf("fragility %d", f.Fragility)
	}
}

func TestDenials(t *testing.T) {
	rs := bucha()
	only := one(t, rs[3])
	if only.Support != factum.SupportNone || only.Contradicted != factum.ContradictedDenied || only.Fragility != 0 {
		t.Errorf("a denial alone: %s, %s, %d", only.Support, only.Contradicted, only.Fragility)
	}
	if !strings.HasSuffix(only.Headline, "denied by RUS · no claim that it happened") {
		t.Errorf("headline %q", only.Headline)
	}
	other := claim("osce", "ASSAULT targeted", "at=Bucha", "to=:civilians", "mod=negated", "pub=2022-04-05", "says=//OSCE/2022-04-05")
	f := one(t, rs[0], other)
	if f.Contradicted != factum.ContradictedAnother || elementOf(t, f, "act").Contradicted != factum.ContradictedAnother || f.Support != factum.SupportOne {
		t.Errorf("denied by another: %s, act %s, support %s", f.Contradicted, elementOf(t, f, "act").Contradicted, f.Support)
	}
}

func TestNumbersOverTime(t *testing.T) {
	at := []string{"at=Kramatorsk", "on=2022-04-08", "by=RUS"}
	r := func(name string, more ...string) factum.Report {
		return claim(name, "ASSAULT explosives", append(slices.Clone(at), more...)...)
	}
	grows := one(t, r("a", "killed=39", "wounded=87", "pub=2022-04-08"), r("b", "killed=52", "pub=2022-04-09"), r("c", "killed=50-", "pub=2022-04-09"))
	if len(grows.Contradictions) != 0 || len(grows.Series) != 1 || grows.Series[0].Kind != "killed" || len(grows.Series[0].Points) != 3 {
		t.Errorf("a growing number: %+v, %+v", grows.Contradictions, grows.Series)
	}
	if e := elementOf(t, grows, "number:killed"); e.Lines != 2 || !strings.Contains(string(e.Value), `"min":52`) {
		t.Errorf("killed %s on %d lines", e.Value, e.Lines)
	}
	if e := elementOf(t, grows, "number:wounded"); e.Lines != 1 {
		t.Errorf("wounded %+v", e)
	}
	clash := one(t, r("a", "killed=39", "pub=2022-04-09"), r("b", "killed=52", "pub=2022-04-09"))
	if e := elementOf(t, clash, "number:killed"); e.Contradicted != factum.ContradictedAnother || len(clash.Contradictions) != 1 || clash.Contradictions[0].Kind != "number" {
		t.Errorf("two numbers on one day: %+v, %+v", e, clash.Contradictions)
	}
	same := one(t, r("a", "killed=39", "pub=2022-04-09", "wire=AFP"), r("b", "killed=52", "pub=2022-04-09", "wire=AFP"))
	if len(same.Contradictions) != 0 {
		t.Errorf("one line contradicts itself: %+v", same.Contradictions)
	}
	falls := one(t, r("a", "killed=52", "pub=2022-04-08"), r("b", "killed=39", "pub=2022-04-09"))
	if len(falls.Contradictions) != 1 {
		t.Errorf("a later line gives less: %+v", falls.Contradictions)
	}
}

func TestTally(t *testing.T) {
	var rs []factum.Report
	for _, x := range [][2]string{{"2022-04-05", "1480"}, {"2022-04-12", "1892"}, {"2022-04-20", "2345"}} {
		rs = append(rs, claim(x[0], "ASSAULT", "at=Ukraine", "to=:civilians", "on=2022-02-24.."+x[0], "killed="+x[1], "says=//OHCHR/"+x[0], "pub="+x[0]))
	}
	f := one(t, rs...)
	if len(f.Series) != 1 || f.Series[0].Scope != "Ukraine, since 2022-02-24" || len(f.Series[0].Points) != 3 || len(f.Contradictions) != 0 || len(f.Lines) != 1 {
		t.Errorf("series %+v, contradictions %v, %d lines", f.Series, f.Contradictions, len(f.Lines))
	}
}

func TestContestedPerpetrator(t *testing.T) {
	f := one(t, claim("a", "ASSAULT explosives", "by=RUS", "at=Kramatorsk", "on=2022-04-08", "killed=52", "says=//UKR/"),
		claim("b", "ASSAULT explosives", "by=UKR", "at=Kramatorsk", "on=2022-04-08", "killed=52", "says=//RUS/"),
		claim("c", "ASSAULT explosives", "by=RUS", "at=Kramatorsk", "on=2022-04-08", "killed=52"),
		claim("d", "ASSAULT explosives", "at=Kramatorsk", "on=2022-04-08", "killed=52"))
	e := elementOf(t, f, "perpetrator")
	if e.Lines != 2 || !strings.Contains(string(e.Value), "RUS") || strings.Contains(string(e.Value), "UKR") || e.Contradicted != factum.ContradictedAnother {
		t.Errorf("perpetrator %+v %s", e, e.Value)
	}
	if !strings.Contains(f.Headline, "disputed") || len(f.Contradictions) != 1 || f.Contradictions[0].Kind != "actor" {
		t.Errorf("%q, %+v", f.Headline, f.Contradictions)
	}
}

// TestPersonsAreAlleged: a natural person is never the author of a crime on the record's own word.
func TestPersonsAreAlleged(t *testing.T) {
	f := one(t, claim("a", "ASSAULT torture", `by="Ivan Petrenko"`, "at=Kherson", "on=2022-08-08", "says=Human Rights Watch//HRW/"))
	if want := "perpetrator alleged by Human Rights Watch (HRW): Ivan Petrenko"; !strings.Contains(f.Headline, want) {
		t.Errorf("headline %q", f.Headline)
	}
	if strings.Contains(f.Headline, "named by") {
		t.Errorf("headline asserts a person: %q", f.Headline)
	}
}

// TestVagueClaimStaysApart: a claim that fits two happenings that exclude each other ties neither to itself nor to the other.
func TestVagueClaimStaysApart(t *testing.T) {
	tue := claim("tue", "MOBILIZE troops", "by=RUS", "at=Kramatorsk", "on=2022-04-05")
	thu := claim("thu", "MOBILIZE troops", "by=RUS", "at=Kramatorsk", "on=2022-04-07")
	week := claim("week", "MOBILIZE troops", "by=RUS", "at=east", "on=2022-04-04..2022-04-10")
	if n := len((Weigher{}).Facts([]factum.Report{tue, thu, week}, nil)); n != 3 {
		t.Errorf("%d facts, want 3", n)
	}
	if n := len((Weigher{}).Facts([]factum.Report{tue, week}, nil)); n != 1 {
		t.Errorf("%d facts of two, want 1", n)
	}
}

// TestPreciseAgreedValue: the finest value on which two lines agree, not the finest of all.
func TestPreciseAgreedValue(t *testing.T) {
	r := func(name, at string) factum.Report {
		return claim(name, "COERCE arrest", "by=RUS", "at="+at, "on=2022-04-08", "to=:civilians")
	}
	f := one(t, r("a", "Donetsk o."), r("b", "Donetsk o."), r("c", "Kramatorsk"))
	e := elementOf(t, f, "place")
	if !strings.Contains(string(e.Value), "Donetsk o.") || e.Lines != 3 {
		t.Errorf("place %s on %d lines", e.Value, e.Lines)
	}
	f = one(t, r("a", "Donetsk o."), r("b", "Kramatorsk"), r("c", "Kramatorsk"))
	if e := elementOf(t, f, "place"); !strings.Contains(string(e.Value), "Kramatorsk") || e.Lines != 2 {
		t.Errorf("place %s on %d lines", e.Value, e.Lines)
	}
}

// TestArticle weighs what a careful reader takes from one article on an alliance's meeting.
func TestArticle(t *testing.T) {
	in := func(name, what string, more ...string) factum.Report {
		return claim(name, what, append([]string{"doc=navo", "lang=nl", "pub=2022-04-01..2022-04-30", "src=src_navo"}, more...)...)
	}
	quoted := "says=Jens Stoltenberg/secretary-general/NATO/2022-04-05"
	rs := []factum.Report{
		in("1", "MOBILIZE", "by=RUS", "at=east", "says=//NATO/", "text=Rusland verlegt focus naar het Oosten"),
		in("2", "RETREAT withdraw", "by=RUS", "at=Kyiv", "mod=ongoing", "on=..2022-04-05", quoted),
		in("3", "MOBILIZE", "by=RUS", "at=east", "mod=ongoing", quoted),
		in("4", "AGREE/CONSULT", "by=NATO:foreign ministers", "at=Brussels", "on=2022-04-06..2022-04-07", "mod=planned"),
		in("5", "ASSAULT", "by=RUS:president", "to=UKR", "at=Ukraine", "mod=ongoing"),
		in("6", "AID", "by=NATO:member states", "to=UKR", "mod=ongoing", "items=anti-tank-weapons,air-defence-systems"),
		in("7", "ACCUSE disapprove", "by=NATO", quoted, "text=Het richten op en het vermoorden van burgers is een oorlogsmisdaad"),
		in("8", "REQUEST/ACCUSE", "by=NATO", "mod=called-for", quoted),
		in("9", "ASSAULT targeted", "at=Bucha", "to=:civilians"),
		in("10", "AGREE/CONSULT", "by=NATO:foreign ministers,UKR,FIN,SWE,GEO,EU,AUS,JPN,NZL,KOR", "mod=planned"),
		in("12", "AGREE/SUPPORT", "by=NATO:foreign ministers", "mod=planned"),
	}
	fs := Weigher{}.Facts(rs, nil)
	var got []string
	for _, f := range fs {
		var names []string
		for _, r := range rs {
			if slices.Contains(f.Claims, r.Claim.ID) {
				names = append(names, r.Claim.Ref)
			}
		}
		got = append(got, strings.Join(names, "+"))
		if len(f.Lines) != 1 {
			t.Errorf("%s: %d lines in one article", f.Headline, len(f.Lines))
		}
	}
	slices.Sort(got)
	if want := []string{"1+3", "12", "2", "4+10", "5", "6", "7", "8", "9"}; !slices.Equal(got, want) {
		t.Errorf("facts %v, want %v", got, want)
	}
}

func TestHeadlineWords(t *testing.T) {
	for _, x := range []struct {
		report factum.Report
		want   string
	}{
		{claim("a", "ASSAULT aerial", "to=UKR:civilians,:people", "at=Goma"), "ASSAULT (aerial) · Goma · victims: civilians · perpetrator not named"},
		{claim("a", "ASSAULT aerial", "to=UKR:people", "at=Goma"), "ASSAULT (aerial) · Goma · victims: people · perpetrator not named"},
		{claim("a", "ASSAULT aerial", "to=UKR", "at=Goma"), "ASSAULT (aerial) · Goma · victims: UKR · perpetrator not named"},
		{claim("a", "ASSAULT beat", `to="Ivan Petrenko"`, `by="schurken"`), "ASSAULT (beat) · victims: a named person · perpetrator named by 1 line: “schurken”"},
		{claim("a", "ASSAULT beat", "by=RUS", "mod=alleged"), "ASSAULT (beat) · perpetrator alleged by 1 line: RUS · alleged"},
		{claim("a", "REQUEST", `by=UKR`, `to="bewijs"`), "REQUEST · UKR → “bewijs”"},
	} {
		if f := one(t, x.report); f.Headline != x.want {
			t.Errorf("%q, want %q", f.Headline, x.want)
		}
	}
}

func TestSpokespeople(t *testing.T) {
	for _, x := range []struct {
		a, b string
		same bool
	}{
		{"Larysa Teresjko/spokesperson/UKR", "Larysa Tereshko/spokesperson/UKR", true},
		{"Larysa Teresjko//UKR", "Larysa Tereshko/spokesperson/UKR", true},
		{"Larysa Teresjko//UKR", "Olena Tereshko//UKR", false},
		{"Dmitry Peskov/spokesperson/RUS", "Maria Zakharova/spokesperson/RUS", false},
		{"Дмитрий Песков/spokesperson/RUS", "Dmitry Peskov/spokesperson/RUS", true},
		{"Daryna Kolisnyk/spokesperson/UKR", "/ministry of defence/UKR", true},
		{"Daryna Kolisnyk/spokesperson/UKR", "/ministry of defence/RUS", false},
		{"A. Minister/foreign minister/FRA", "B. Ministre/foreign minister/FRA", true},
	} {
		a, b := claim("a", "ACCUSE", "says="+x.a), claim("b", "ACCUSE", "says="+x.b)
		s := readTold(&a).speaker
		u := readTold(&b).speaker
		if s.is(u) != x.same || u.is(s) != x.same {
			t.Errorf("%s and %s: %v, want %v", x.a, x.b, s.is(u), x.same)
		}
	}
}

// TestSpeakerOfMany: of those who say it together the first stands for all; in a chain it is the innermost.
func TestSpeakerOfMany(t *testing.T) {
	r := claim("a", "ACCUSE", "says=Emmanuel Macron/president/FRA")
	second := r.Claim.Attribution[0]
	second.Name, second.Code = "Olaf Scholz", "DEU"
	r.Claim.Attribution = append(r.Claim.Attribution, second)
	if s := readTold(&r).speaker; s.code != "DEU" {
		t.Errorf("in a chain: %s, want DEU", s.code)
	}
	r.Claim.Attribution[1].Joint = true
	if s := readTold(&r).speaker; s.code != "FRA" {
		t.Errorf("together: %s, want FRA", s.code)
	}
}
