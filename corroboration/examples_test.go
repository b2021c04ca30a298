package corroboration

import (
	"slices"
	"testing"

	"factum"
)

// The claims of the shipped examples as a careful person codes them (examples/gold). What the coder makes of the
// same texts is held in record/examples_test.go.

func lozova() []factum.Report {
	return []factum.Report{
		claim("12", "ASSAULT heavy-weapons", "to=:civilians", "at=Lozova", "on=2022-04-08", "killed=12-", "wounded=30", "witness=bestuur", "wire=Noordpers", "lang=nl", "doc=12", "pub=2022-04-08"),
		claim("12 quote", "ASSAULT heavy-weapons", "around=Lozova/2022-04-08", "says=Larysa Teresjko/spokesperson/UKR/", "quote=De eerste raket trof het perron, de tweede de wachtkamer", "wire=Noordpers", "lang=nl", "doc=12", "pub=2022-04-08"),
		claim("13", "ASSAULT heavy-weapons", "to=:people", "at=Lozova", "on=2022-04-08", "killed=12-", "wounded=30", "wire=Noordpers", "doc=13", "pub=2022-04-08"),
		claim("13 quote", "ASSAULT heavy-weapons", "around=Lozova/2022-04-08", "says=Larysa Tereshko/spokesperson/UKR/", "quote=The first rocket hit the platform, the second the waiting room", "wire=Noordpers", "doc=13", "pub=2022-04-08"),
		claim("15", "ASSAULT heavy-weapons", "at=Lozova", "on=2022-04-08", "doc=15", "pub=2022-04-09"),
		claim("15 killed", "ASSAULT", "around=Lozova/2022-04-08", "witness=rescue workers", "killed=17", "doc=15", "pub=2022-04-09"),
		claim("15 wounded", "ASSAULT", "around=Lozova/2022-04-08", "says=Nina Ostapets///", "wounded=41", "doc=15", "pub=2022-04-09"),
		claim("19 denial", "ASSAULT firearms", "by=RUS:armed forces", "at=Lozova", "mod=denied", "says=Igor Stresjnev/spokesperson/RUS/2022-04-09", "lang=nl", "doc=19", "pub=2022-04-12"),
		claim("19 killed", "ASSAULT", "around=Lozova", "on=2022-04-08", "killed=23", "witness=bestuur van de regio Charkiv", "lang=nl", "doc=19", "pub=2022-04-12"),
	}
}

func TestExampleLozova(t *testing.T) {
	f := one(t, lozova()...)
	lineOf := map[factum.ClaimID]factum.LineID{}
	for _, l := range f.Lines {
		for _, c := range l.Claims {
			lineOf[c] = l.ID
		}
	}
	id := func(name string) factum.ClaimID { return claim(name, "ASSAULT").Claim.ID }
	if lineOf[id("12")] != lineOf[id("13")] || lineOf[id("12 quote")] != lineOf[id("13 quote")] {
		t.Errorf("the agency's text in two papers is not one line: %+v", f.Lines)
	}
	if lineOf[id("12")] == lineOf[id("15")] {
		t.Error("the reporter on the spot is no line of her own")
	}
	if f.Support != factum.SupportSeveral || f.Contradicted != factum.ContradictedDenied {
		t.Errorf("%s, %s", f.Support, f.Contradicted)
	}
	if len(f.Contradictions) != 1 || f.Contradictions[0].Kind != "denial" {
		t.Errorf("a growing count is held against itself: %+v", f.Contradictions)
	}
	var killed []int64
	for _, s := range f.Series {
		for _, p := range s.Points {
			if s.Kind == "killed" {
				killed = append(killed, p.Min)
			}
		}
	}
	if !slices.Equal(killed, []int64{12, 17, 23}) {
		t.Errorf("killed %v", killed)
	}
	if e := elementOf(t, f, "perpetrator"); string(e.Value) != "null" || e.Lines != 0 {
		t.Errorf("perpetrator %s on %d lines", e.Value, e.Lines)
	}
	if e := elementOf(t, f, "place"); slices.Contains(e.Claims, id("19 killed")) || len(e.Claims) != 3 {
		t.Errorf("the place rests on %d claims; only those that name it count", len(e.Claims))
	}
	if want := "ASSAULT (heavy-weapons) · Lozova · 2022-04-08 · victims: civilians · perpetrator not named · denied by RUS"; f.Headline != want {
		t.Errorf("headline %q\n    want %q", f.Headline, want)
	}
}

func TestExampleIvankiv(t *testing.T) {
	f := one(t,
		claim("04", "ASSAULT firearms", "to=:civilians", "at=Ivankiv", "killed=31-", "witness=gemeente", "lang=nl", "doc=04", "pub=2022-04-03"),
		claim("07", "ASSAULT firearms", "to=:civilians", "at=Ivankiv", "killed=36-", "witness=council", "doc=07", "pub=2022-04-05"),
		claim("09", "ASSAULT firearms", "by=RUS:armed forces", "around=Ivankiv", "on=2022-03-28..2022-04-03", "mod=alleged", "says=Daryna Kolisnyk/spokesperson/UKR/2022-04-06", "doc=09", "pub=2022-04-06"),
		claim("09 accusation", "ASSAULT", "by=RUS:armed forces", "to=:civilians", "at=Ivankiv", "mod=alleged", "says=/ministry of defence/UKR/", "doc=09", "pub=2022-04-06"))
	if len(f.Lines) != 3 || f.Support != factum.SupportSeveral || len(f.Contradictions) != 0 {
		t.Errorf("%d lines, %s, %+v", len(f.Lines), f.Support, f.Contradictions)
	}
	if e := elementOf(t, f, "perpetrator"); e.Lines != 1 || len(e.Claims) != 2 {
		t.Errorf("the perpetrator stands on %d lines", e.Lines)
	}
	if len(f.Series) != 1 || len(f.Series[0].Points) != 2 {
		t.Errorf("series %+v", f.Series)
	}
	if want := "ASSAULT (firearms) · Ivankiv · 2022-03-28/2022-04-03 · victims: civilians · perpetrator alleged by 1 line: RUS armed forces"; f.Headline != want {
		t.Errorf("headline %q\n    want %q", f.Headline, want)
	}
}

// TestExamplePosition: a position of 31 March is one fact and one line in the report of that day and in the look back of 5 April.
func TestExamplePosition(t *testing.T) {
	f := one(t,
		claim("01", "RETREAT withdraw", "by=RUS:armed forces", "at=Kyiv", "mod=negated", "says=Andrej Lapsjin/spokesperson/RUS/2022-03-31", "lang=nl", "pub=2022-03-31"),
		claim("07 before", "RETREAT withdraw", "by=RUS:armed forces", "around=Kyiv", "mod=negated", "says=Andrei Lapshin/spokesperson/RUS/2022-03-31", "doc=07", "pub=2022-04-05"))
	if len(f.Lines) != 1 || f.Support != factum.SupportNone {
		t.Errorf("%d lines, %s", len(f.Lines), f.Support)
	}
}

// TestExamplesApart holds what must stay apart, and why.
func TestExamplesApart(t *testing.T) {
	for _, p := range []pair{
		{name: "not withdrawing, then moving away", why: "earlier position",
			a: claim("01", "RETREAT withdraw", "by=RUS:armed forces", "at=Kyiv", "mod=negated", "says=Andrej Lapsjin/spokesperson/RUS/2022-03-31", "lang=nl", "pub=2022-03-31"),
			b: claim("07", "RETREAT withdraw", "by=RUS", "at=Kyiv", "mod=ongoing", "says=Andrei Lapshin/spokesperson/RUS/2022-04-05", "pub=2022-04-05")},
		{name: "moving away, and what was said before", why: "earlier position",
			a: claim("07 before", "RETREAT withdraw", "by=RUS:armed forces", "around=Kyiv", "mod=negated", "says=Andrei Lapshin/spokesperson/RUS/2022-03-31", "doc=07", "pub=2022-04-05"),
			b: claim("07", "RETREAT withdraw", "by=RUS", "at=Kyiv", "mod=ongoing", "says=Andrei Lapshin/spokesperson/RUS/2022-04-05", "doc=07", "pub=2022-04-05")},
		{name: "asked for is not opened", why: "another type",
			a: claim("04", "REQUEST/ACCUSE", "by=OHCHR", "at=Ivankiv", "mod=called-for", "pub=2022-04-03"),
			b: claim("09", "ACCUSE investigate", "by=UKR", "on=2022-04-05", "pub=2022-04-06")},
		{name: "planned is not held", why: "another type",
			a: claim("06", "AGREE/CONSULT", "by=EU", "at=Lyon", "on=2022-04-06..2022-04-07", "mod=planned"),
			b: claim("10", "CONSULT", "by=EU,UKR,MDA", "at=Lyon", "on=2022-04-06..2022-04-07")},
		{name: "pledges of two states", why: "other actors",
			a: claim("02", "AGREE/AID", "by=EST", "to=UKR", "mod=planned", "pub=2022-04-01"),
			b: claim("02b", "AGREE/AID", "by=PRT", "to=UKR", "mod=planned", "pub=2022-04-01")},
		{name: "a pledge is not its delivery", why: "another type",
			a: claim("02", "AGREE/AID", "by=EST", "to=UKR", "items=anti-tank-weapons", "mod=planned"),
			b: claim("19", "AID", "by=EST", "to=UKR", "items=anti-tank-weapons")},
		{name: "accusations over two attacks in one week",
			a: claim("09", "ACCUSE allege", "by=UKR:ministry of defence", "to=RUS:armed forces", "at=Ivankiv", "pub=2022-04-06"),
			b: claim("12", "ACCUSE allege", "by=UKR:ministry of defence", "to=RUS", "pub=2022-04-08", "lang=nl")},
		{name: "a place told before and another way of acting", why: "",
			a: claim("a", "ASSAULT heavy-weapons", "at=Lozova", "on=2022-04-08", "doc=d", "pub=2022-04-09"),
			b: claim("b", "ASSAULT beat", "around=Lozova/2022-04-08", "doc=d", "pub=2022-04-09")},
		{name: "a place told before and nothing else",
			a: claim("a", "ASSAULT heavy-weapons", "at=Lozova", "on=2022-04-08", "doc=d", "pub=2022-04-09"),
			b: claim("b", "ASSAULT destroy", "around=Lozova/2022-04-08", "doc=d", "pub=2022-04-09")},
		{name: "a denial long after",
			a: claim("a", "ASSAULT heavy-weapons", "at=Lozova", "on=2022-04-08", "pub=2022-04-09"),
			b: claim("b", "ASSAULT heavy-weapons", "by=RUS", "at=Lozova", "mod=denied", "says=//RUS/2022-05-20", "pub=2022-05-20")},
	} {
		p.same = false
		holdPair(t, p)
	}
	// Between two attacks that both fit, a denial is put to neither.
	if n := len(Weigher{}.Facts([]factum.Report{
		claim("a", "ASSAULT heavy-weapons", "at=Lozova", "on=2022-04-08", "pub=2022-04-09"),
		claim("b", "ASSAULT heavy-weapons", "at=Lozova", "on=2022-04-06", "pub=2022-04-07"),
		claim("c", "ASSAULT heavy-weapons", "by=RUS", "at=Lozova", "mod=denied", "says=//RUS/2022-04-10", "pub=2022-04-10"),
	}, nil)); n != 3 {
		t.Errorf("%d facts, want 3", n)
	}
}
