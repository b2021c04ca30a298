package score

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"factum"
)

const text = "Strike in Kharkiv\n\nRussia shelled Kharkiv on Monday and killed three people. France will send doctors to Ukraine."

func span(words string) factum.Span {
	i := strings.LastIndex(text, words)
	return factum.Span{Start: i, End: i + len(words)}
}

func made(typ factum.EventType, words string) factum.Claim {
	return factum.Claim{Part: factum.PartText, Type: typ, Modality: factum.Asserted, Trigger: factum.Words{Text: words, Span: span(words)},
		Passage: factum.Words{Text: words, Span: span(words)}, Why: []string{"a rule"}}
}

func document() *factum.Document {
	return &factum.Document{Lang: "en", Text: text, Paragraphs: []factum.Block{{Span: factum.Span{Start: 0, End: 17}, Kind: "heading"}}}
}

func list(s ...string) *[]string { return &s }

func str(s string) *string { return &s }

func TestCompare(t *testing.T) {
	gold := func() *File {
		return &File{Claims: []Claim{
			{N: 1, Types: []factum.EventType{factum.Assault, factum.Coerce}, Actors: list("RUS"), Place: "Kharkiv", Modality: Modalities{factum.Asserted}, Passage: "shelled Kharkiv"},
			{N: 2, Types: []factum.EventType{factum.Agree}, Object: str("AID"), Modality: Modalities{factum.Planned}, Passage: "France will send doctors"},
		}, Optional: []Claim{{Types: []factum.EventType{factum.Accuse}, Passage: "killed three people"}}}
	}
	shelled := made(factum.Assault, "shelled Kharkiv")
	shelled.Actors = []factum.Actor{{Text: "Russia", Code: "RUS"}}
	shelled.Place = &factum.Place{Text: "Kharkiv", Name: "Kharkiv"}
	pledge := made(factum.Agree, "send doctors")
	pledge.Object, pledge.Modality = factum.Aid, factum.Planned
	heading := made(factum.Assault, "Kharkiv")
	heading.Trigger.Span, heading.Passage.Span = factum.Span{Start: 0, End: 6}, factum.Span{Start: 0, End: 17}
	nobody := shelled
	nobody.Actors = []factum.Actor{{Text: "Ukraine", Code: "UKR"}}
	done := made(factum.Aid, "send doctors")
	for _, x := range []struct {
		name                                      string
		claims                                    []factum.Claim
		matched, typed, extra, missed, violations int
	}{
		{"all", []factum.Claim{shelled, pledge}, 2, 2, 0, 0, 0},
		{"nothing", nil, 0, 0, 0, 2, 0},
		{"a heading repeats", []factum.Claim{heading, shelled, pledge}, 2, 2, 0, 0, 0},
		{"another actor", []factum.Claim{nobody, pledge}, 1, 2, 0, 0, 0},
		{"twice", []factum.Claim{shelled, shelled, pledge}, 2, 2, 1, 0, 0},
		{"an optional one", []factum.Claim{shelled, pledge, made(factum.Accuse, "killed three")}, 2, 2, 0, 0, 0},
		{"a type that is not listed", []factum.Claim{shelled, made(factum.Protest, "send doctors")}, 1, 1, 1, 1, 0},
		{"planned told as done", []factum.Claim{shelled, done}, 1, 1, 1, 1, 1},
	} {
		r := Compare(gold(), document(), x.claims)
		if r.Matched != x.matched || r.Typed != x.typed || r.Extra != x.extra || len(r.Missed) != x.missed || len(r.Violations) != x.violations {
			t.Errorf("%s: %+v", x.name, r)
		}
	}
}

// TestPair: the matching is the largest, whatever the order.
func TestPair(t *testing.T) {
	e := [][]bool{{true, true}, {true, false}}
	if of := pair(e, 2); of[0] != 1 || of[1] != 0 {
		t.Errorf("%v", of)
	}
}

func TestDisagreement(t *testing.T) {
	three := int64(3)
	c := made(factum.Assault, "killed three people")
	c.Recipients = []factum.Actor{{Text: "people"}}
	c.Time = &factum.ClaimTime{From: "2022-04-04", To: "2022-04-04", Precision: "day"}
	c.Attribution = []factum.Attribution{{Name: "Oleh Synjehubov", Code: "UKR", At: "2022-04-05", Form: factum.FormIndirect}}
	c.Quantities = []factum.Quantity{{Kind: "killed", Min: 3, Max: &three}}
	c.Items = []factum.Item{{Code: "shells"}}
	for _, x := range []struct {
		gold Claim
		want string
	}{
		{Claim{}, ""},
		{Claim{Actors: list()}, ""},
		{Claim{Recipients: list("people")}, ""},
		{Claim{Recipients: list()}, "not empty"},
		{Claim{Actors: list("RUS")}, "lack RUS"},
		{Claim{Time: &When{To: str("2022-04-04")}}, ""},
		{Claim{Time: &When{From: str("2022-04-05")}}, "time from"},
		{Claim{Attribution: &Attribution{Name: "Synjehubov", Form: "indirect"}}, ""},
		{Claim{Attribution: &Attribution{Name: "Zelensky"}}, "attribution"},
		{Claim{Quantities: []Quantity{{Kind: "killed", Min: &three, Max: &three}}}, ""},
		{Claim{Quantities: []Quantity{{Kind: "wounded"}}}, "quantity"},
		{Claim{Items: []string{"tanks"}}, "item"},
		{Claim{Object: str("AID")}, "object"},
		{Claim{Modes: []string{"aerial"}}, "modes"},
		{Claim{Place: "Kharkiv"}, "no place"},
		{Claim{Modality: Modalities{factum.Denied}}, "modality"},
	} {
		got := disagreement(&x.gold, document(), &c)
		if x.want == "" && got != "" || !strings.Contains(got, x.want) {
			t.Errorf("%+v: %q, want %q", x.gold, got, x.want)
		}
	}
	if !place("east", &factum.Place{Text: "het oosten"}) || place("east", &factum.Place{Text: "het noorden"}) {
		t.Error("a part of a country is not told by its words")
	}
}

func TestTotal(t *testing.T) {
	var s Total
	s.Add(Result{Gold: 4, Typed: 3, Extra: 1})
	if s.Precision() != .75 || s.Recall() != .75 || s.F1() != .75 {
		t.Errorf("%v %v %v", s.Precision(), s.Recall(), s.F1())
	}
	if (Total{}).F1() != 1 {
		t.Error("nothing asked and nothing made is right")
	}
}

func TestRead(t *testing.T) {
	dir := t.TempDir()
	article := filepath.Join(dir, "a.txt")
	write := func(name, s string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("a.txt", text)
	if _, err := Articles([]string{dir}); factum.KindOf(err) != factum.Missing {
		t.Errorf("a folder without gold: %v", err)
	}
	if _, err := Articles([]string{filepath.Join(dir, "none")}); factum.KindOf(err) != factum.Missing {
		t.Errorf("an absent path: %v", err)
	}
	if _, err := Read(GoldPath(article), text); factum.KindOf(err) != factum.Missing {
		t.Errorf("absent gold: %v", err)
	}
	for gold, want := range map[string]string{
		`{"claims":[{"n":1,"types":["ASSAULT"],"passage":"not there"}]}`: "does not stand in the article",
		`{"claims":[{"n":1,"types":["WAR"],"passage":"Russia"}]}`:        "no event type",
		`{"claims":[{"n":1,"passage":"Russia"}]}`:                        "lists no type",
		`{"claims":`: "a.claims.json",
	} {
		write("a.claims.json", gold)
		if _, err := Read(GoldPath(article), text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", gold, err, want)
		}
	}
	write("a.claims.json", `{"lang":"en","claims":[{"n":1,"types":["ASSAULT"],"modality":"asserted","passage":"Russia"}]}`)
	f, err := Read(GoldPath(article), text)
	if err != nil || len(f.Claims) != 1 || f.Claims[0].Modality[0] != factum.Asserted {
		t.Errorf("%+v %v", f, err)
	}
	if a, err := Articles([]string{dir}); err != nil || len(a) != 1 || a[0] != article {
		t.Errorf("%v %v", a, err)
	}
}
