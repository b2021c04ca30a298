package sets

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"factum"
)

func write(t *testing.T, name, content string) string {
	t.Helper()
	p := filepath.Join(t.TempDir(), name)
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestReadTimeML(t *testing.T) {
	got, err := readTimeML([]byte(`<TimeML><DCT><TIMEX3 value="2014-02-18T10:00">x</TIMEX3></DCT><TEXT>Über <TIMEX3 value="2014-W08">diese Woche</TIMEX3> &amp; mehr<TIMEX3 value="P1D"/></TEXT>
		<TIMEX3 value="1999-01-01">late</TIMEX3></TimeML>`))
	if err != nil || got.date != "2014-02-18" || got.text != "Über diese Woche & mehr" || len(got.marks) != 1 {
		t.Fatalf("%+v %v", got, err)
	}
	if m := got.marks[0]; m.span.In(got.text) != "diese Woche" || m.value != "2014-W08" {
		t.Errorf("%+v", m)
	}
}

func TestByteOffsets(t *testing.T) {
	if at := byteOffsets("aßc"); !slices.Equal(at, []int{0, 1, 3, 4}) {
		t.Errorf("%v", at)
	}
}

func TestBrat(t *testing.T) {
	text := "“No”, said ßob."
	got := brat("T1\tSource 11 14\tßob\nT2\tContent 0 1;2 4\tN\nE1\tAttribution:T3 Content:T2 Source:T1\nE2\tAttribution:T3 Source:T1\n", byteOffsets(text))
	if len(got) != 1 || got[0].speaker.In(text) != "ßob" || got[0].span.In(text) != "“No”" {
		t.Errorf("%+v", got)
	}
}

func TestReadAddresses(t *testing.T) {
	p := write(t, "a.js", "const source = [\n  {\n    id: 'one',\n    date: '2022-03-31T21:42:30',\n    text: 'It\\'s short',\n  },\n  {\n    id: 'two',\n    date: '2022-04-01',\n    text: `\n**Dear all!**\nText`,\n  }\n]\n")
	got, err := readAddresses(p)
	want := []address{{"one", "2022-03-31", "It's short"}, {"two", "2022-04-01", "\nDear all!\nText"}}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%+v %v", got, err)
	}
}

// TestChosen takes the claim between the marked actor and recipient, else the surest.
func TestChosen(t *testing.T) {
	at := func(from, to int) []factum.Actor { return []factum.Actor{{Span: factum.Span{Start: from, End: to}}} }
	marked := func(from, to int) []factum.Span { return []factum.Span{{Start: 30, End: 32}, {Start: from, End: to}} }
	claims := []factum.Claim{{Type: factum.Accuse, Confidence: .9}, {Type: factum.Assault, Confidence: .4, Actors: at(0, 5), Recipients: at(10, 15)}}
	if c := chosen(claims, marked(2, 4), marked(10, 12)); c.Type != factum.Assault {
		t.Errorf("%s between the marked ones", c.Type)
	}
	if c := chosen(claims, marked(2, 4), marked(20, 22)); c.Type != factum.Accuse {
		t.Errorf("%s without", c.Type)
	}
}

// TestParty finds the other side where the codebook has it: among several actors, never as the only one.
func TestParty(t *testing.T) {
	span := func(from, to int) factum.Span { return factum.Span{Start: from, End: to} }
	one, two := factum.Actor{Span: span(0, 5)}, factum.Actor{Span: span(10, 15)}
	for _, c := range []struct {
		name  string
		claim factum.Claim
		want  bool
	}{
		{"recipient", factum.Claim{Actors: []factum.Actor{one}, Recipients: []factum.Actor{two}}, true},
		{"all are actors", factum.Claim{Actors: []factum.Actor{one, two}}, true},
		{"the wrong way round", factum.Claim{Actors: []factum.Actor{two}, Recipients: []factum.Actor{one}}, false},
	} {
		if got := party(c.claim, []factum.Span{one.Span}, []factum.Span{two.Span}); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// TestMarks finds the marked words wherever they stand as words of their own.
func TestMarks(t *testing.T) {
	if got := marks("he said the herald of the US, said he", "he"); !slices.Equal(got, []factum.Span{{Start: 0, End: 2}, {Start: 35, End: 37}}) {
		t.Errorf("%v", got)
	}
	if got := marks("nobody is named", "a recipient"); got != nil {
		t.Errorf("%v", got)
	}
}

// TestAbsent says which file is not there.
func TestAbsent(t *testing.T) {
	for _, s := range All {
		if _, err := s.Score(t.Context(), t.TempDir()); factum.KindOf(err) != factum.Missing {
			t.Errorf("%s: %v", s.Name, err)
		}
	}
}

// TestBCubed: three of four stand together, of them two belong there.
func TestBCubed(t *testing.T) {
	titles := []titleRow{{Event: "a"}, {Event: "a"}, {Event: "b"}, {Event: "b"}}
	got := bcubed(titles, func(t titleRow) string { return t.Event }, []int{0, 0, 0, -3})
	if want := (agreement{precision: (2./3 + 2./3 + 1./3 + 1) / 4, recall: (1 + 1 + .5 + .5) / 4}); math.Abs(got.precision-want.precision) > 1e-9 || math.Abs(got.recall-want.recall) > 1e-9 {
		t.Errorf("%+v, wanted %+v", got, want)
	}
}

// TestWordLinks joins what has words in common within a week, the most similar first, and nothing over a week's end.
func TestWordLinks(t *testing.T) {
	var titles []titleRow
	for _, x := range [][2]string{{"2022-04-04", "strike on market in Lozova"}, {"2022-04-05", "market in Lozova hit"}, {"2022-04-05", "talks in Ankara"}, {"2022-04-12", "strike on market in Lozova"}} {
		day, err := time.Parse(time.DateOnly, x[0])
		if err != nil {
			t.Fatal(err)
		}
		titles = append(titles, titleRow{Title: x[1], day: day})
	}
	links := wordLinks(titles)
	if len(links) != 2 || links[0].at <= links[1].at {
		t.Fatalf("%+v", links)
	}
	g := cut(links, len(titles), links[0].at)
	if g[0] != g[1] || g[0] == g[2] || g[0] == g[3] || g[2] == g[3] {
		t.Errorf("%v", g)
	}
}
