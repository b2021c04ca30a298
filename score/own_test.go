package score

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"factum"
	"factum/language"
	"factum/score/measure"
)

var explain = flag.Bool("explain", false, "print each mark of the own gold that is read otherwise")

// TestSentences scores reading on own gold: the table is a golden file, so that a change shows as a difference.
func TestSentences(t *testing.T) {
	compare(t, "sentences.txt", sentencesTable(t, "../reading/testdata/gold")+
		"\nlanguage told from   30 characters: "+identified(t, 30)+"   a sentence: "+identified(t, 0)+"\n")
}

// TestDevelopmentSentences scores it on the sentences that whoever writes tables may look at.
func TestDevelopmentSentences(t *testing.T) {
	compare(t, "development.txt", sentencesTable(t, "../reading/testdata/dev"))
}

// sentencesTable scores the sentences of a folder, a line a language; -explain names each mark that is read otherwise.
func sentencesTable(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "%-6s", "")
	for _, k := range Kinds {
		fmt.Fprintf(&b, "%24s", k)
	}
	b.WriteString("\n      " + strings.Repeat("       P    R   F1   gold", len(Kinds)) + "\n")
	for _, lang := range language.Languages {
		gold, err := os.ReadFile(filepath.Join(dir, lang+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		counts, err := Sentences(gold, lang, func(id, kind, gold, found string) {
			if *explain {
				t.Logf("%s\t%s\t%s\t| %s", id, kind, gold, found)
			}
		})
		if err != nil {
			t.Fatalf("%s: %v", lang, err)
		}
		fmt.Fprintf(&b, "%-6s", lang)
		for _, k := range Kinds {
			c := counts[k]
			fmt.Fprintf(&b, "    %4.2f %4.2f %4.2f %6d", c.Precision(), c.Recall(), c.F1(), c.Gold)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// identified is the share of the gold's sentences whose language is told from their first characters, 0 from the first sentence.
func identified(t *testing.T, characters int) string {
	t.Helper()
	right := measure.Count{}
	for _, lang := range language.Languages {
		b, err := os.ReadFile(filepath.Join("../reading/testdata/gold", lang+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		sentences, err := Lines[Sentence](b)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range sentences {
			text := []rune(s.Text)
			if characters > 0 {
				text = text[:min(characters, len(text))]
			} else if first, _, ok := strings.Cut(s.Text, ". "); ok {
				text = []rune(first)
			}
			right.Gold++
			if language.Identify(string(text)) == lang {
				right.Right++
			}
		}
	}
	return fmt.Sprintf("%.3f of %d", right.Recall(), right.Gold)
}

// TestCompareMarks scores made-up marks, so that what counts as right, wrong and neither is plain. Spans are given by the words' place in the text.
func TestCompareMarks(t *testing.T) {
	const text = "Mayor Ada Quell of Irpin met Moscow's envoy on Tuesday at 14:30 for two weeks; the Red Cross gave 5 million euros; he left"
	at := func(words string, m marked) marked {
		i := strings.Index(text, words)
		if i < 0 {
			t.Fatalf("%q does not stand there", words)
		}
		m.span, m.text = factum.Span{Start: i, End: i + len(words)}, words
		return m
	}
	says := func(words, what string) marked { return at(words, marked{says: what}) }
	optional := func(words, what string) marked { return at(words, marked{says: what, optional: true}) }
	for _, c := range []struct {
		name        string
		gold, found []marked
		want        measure.Count
	}{
		{"same words, same code", []marked{says("Moscow", "RUS")}, []marked{says("Moscow", "RUS")}, measure.Count{Right: 1, Found: 1, Gold: 1}},
		{"fewer words", []marked{says("Mayor Ada Quell of Irpin", "UKR")}, []marked{says("Ada Quell", "UKR")}, measure.Count{Right: 1, Found: 1, Gold: 1}},
		{"equal durations", []marked{says("two weeks", "P2W")}, []marked{says("for two weeks", "P14D")}, measure.Count{Right: 1, Found: 1, Gold: 1}},
		{"another code", []marked{says("Moscow", "RUS")}, []marked{says("Moscow", "UKR")}, measure.Count{Found: 1, Gold: 1}},
		{"missed", []marked{says("Moscow", "RUS")}, nil, measure.Count{Gold: 1}},
		{"elsewhere", []marked{says("Moscow", "RUS")}, []marked{says("Irpin", "RUS")}, measure.Count{Found: 1, Gold: 1}},
		{"in two pieces", []marked{says("Mayor Ada Quell of Irpin", "UKR")}, []marked{says("Mayor", "UKR"), says("Ada Quell", "UKR")}, measure.Count{Right: 1, Found: 1, Gold: 1}},
		{"a piece with another code", []marked{says("Mayor Ada Quell of Irpin", "UKR")}, []marked{says("Mayor", "UKR"), says("Ada Quell", "POL")},
			measure.Count{Right: 1, Found: 2, Gold: 1}},
		{"the piece that agrees is taken, be it shorter", []marked{says("Mayor Ada Quell of Irpin", "UKR")}, []marked{says("Mayor", "UKR"), says("Ada Quell of Irpin", "POL")},
			measure.Count{Right: 1, Found: 2, Gold: 1}},
		{"pieces of what was read wrong", []marked{says("Mayor Ada Quell of Irpin", "UKR")}, []marked{says("Mayor", "POL"), says("Ada Quell", "POL")}, measure.Count{Found: 2, Gold: 1}},
		{"the day beside day and hour", []marked{says("Tuesday at 14:30", "2022-04-05T14:30")}, []marked{says("Tuesday", "2022-04-05"), says("14:30", "2022-04-05T14:30")},
			measure.Count{Right: 1, Found: 1, Gold: 1}},
		{"the day without the hour", []marked{says("Tuesday at 14:30", "2022-04-05T14:30")}, []marked{says("Tuesday", "2022-04-05")}, measure.Count{Found: 1, Gold: 1}},
		{"another day beside the hour", []marked{says("Tuesday at 14:30", "2022-04-05T14:30")}, []marked{says("Tuesday", "2022-04-12"), says("14:30", "2022-04-05T14:30")},
			measure.Count{Right: 1, Found: 2, Gold: 1}},
		{"optional and found", []marked{optional("Moscow", "RUS")}, []marked{says("Moscow", "RUS")}, measure.Count{}},
		{"optional and missed", []marked{optional("Moscow", "RUS")}, nil, measure.Count{}},
		{"optional and read otherwise", []marked{optional("Moscow", "RUS")}, []marked{says("Moscow", "UKR")}, measure.Count{Found: 1}},
		{"asked for before optional", []marked{optional("Moscow's envoy", "RUS"), says("Moscow", "RUS")}, []marked{says("Moscow's envoy", "RUS")}, measure.Count{Right: 1, Found: 1, Gold: 1}},
		{"either of two codes", []marked{at("the Red Cross", marked{says: "ICRC", also: []string{"REDCROSS"}})}, []marked{says("Red Cross", "REDCROSS")},
			measure.Count{Right: 1, Found: 1, Gold: 1}},
		{"a free mark", nil, []marked{at("he", marked{says: "UKR", pronoun: true})}, measure.Count{}},
		{"a free mark that the gold has", []marked{says("he", "UKR")}, []marked{at("he", marked{says: "UKR", pronoun: true})}, measure.Count{Right: 1, Found: 1, Gold: 1}},
	} {
		if got := compareMarks(c.gold, c.found, func(string, string) {}, func(m marked) bool { return m.pronoun }); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
	moscow := []marked{says("Moscow's envoy", "RUS")}
	for _, c := range []struct {
		name  string
		gold  []marked
		actor []marked
		place marked
		want  bool
	}{
		{"a place of the actor's state", moscow, nil, at("Moscow", marked{country: "RUS"}), true},
		{"a namesake elsewhere", moscow, nil, at("Moscow", marked{country: "USA"}), false},
		{"read as the actor", []marked{says("Moscow's envoy", "EU")}, []marked{says("Moscow", "EU")}, at("Moscow", marked{country: "RUS"}), true},
		{"read as another actor", []marked{says("Moscow's envoy", "EU")}, []marked{says("Moscow", "RUS")}, at("Moscow", marked{country: "RUS"}), false},
		{"outside the actor's words", moscow, nil, at("Irpin", marked{country: "RUS"}), false},
	} {
		if got := namesActor(c.gold, c.actor, c.place); got != c.want {
			t.Errorf("%s: free %v, want %v", c.name, got, c.want)
		}
	}
}

func TestValues(t *testing.T) {
	for _, same := range [][]string{{"P2W", "P14D"}, {"PT90M", "PT1H30M"}, {"P1Y", "P12M"}, {"P1Y6M", "P18M"}} {
		if timeValue(same[0]) != timeValue(same[1]) {
			t.Errorf("%s and %s differ", same[0], same[1])
		}
	}
	for _, other := range [][]string{{"P1M", "PT1M"}, {"P1D", "PT24H"}, {"P30D", "P1M"}, {"2022-04", "2022-04-05"}, {"PAST_REF", "PRESENT_REF"}, {"PXY", "P1Y"}} {
		if timeValue(other[0]) == timeValue(other[1]) {
			t.Errorf("%s and %s are the same", other[0], other[1])
		}
	}
	five := int64(5)
	if amount("money", 5, &five, "SEK") == amount("money", 5, &five, "DKK") || amount("count", 5, &five, "tank") != amount("count", 5, &five, "") || amount("count", 5, nil, "") == amount("count", 5, &five, "") {
		t.Error("amounts are told apart wrongly")
	}
}
