package corroboration

import (
	"strings"
	"testing"

	"factum"
)

// TestLines holds pairs of claims of one fact against whether they have a common origin, and what the line says of it.
func TestLines(t *testing.T) {
	strike := func(name string, more ...string) factum.Report {
		return claim(name, "ASSAULT explosives", append([]string{"at=Kramatorsk", "on=2022-04-08", "to=:civilians", "by=RUS"}, more...)...)
	}
	const text = "A rocket hit the crowded station of Kramatorsk on Friday morning while families were waiting for trains to the west"
	const uk = "Ракета влучила у переповнений вокзал Краматорська вранці, коли родини чекали на потяги на захід країни"
	both := []string{"killed=52", "wounded=98"}
	for _, c := range []struct {
		name      string
		a, b      factum.Report
		one       bool
		why       string
		interests string // of the first line
	}{
		{"two papers on their own word", strike("a", "src=src_a"), strike("b", "src=src_b"), false, "", ""},
		{"a reprint", strike("a", "text="+text, "print="+text), strike("b", "text="+text, "print="+text), true, "a reprint", ""},
		{"a reprint with a cut", strike("a", "text="+text), strike("b", "text="+strings.TrimSuffix(text, " to the west")), true, "near-duplicate", ""},
		{"a reprint in Cyrillic", strike("a", "lang=uk", "text="+uk), strike("b", "lang=uk", "text="+strings.Replace(uk, "вранці", "зранку", 1)), true, "near-duplicate", ""},
		{"other words in Cyrillic", strike("a", "lang=uk", "text="+uk), strike("b", "lang=uk", "text=Про удар по станції розповіли рятувальники, які розбирають завали вже другу добу поспіль"), false, "", ""},
		{"a translation: numbers and names match", strike("a", append(both, "lang=uk", "text="+uk)...), strike("b", append(both, "lang=nl", "text=Een raket trof het station")...), true, "another language", ""},
		{"one number alone is no translation", strike("a", "lang=uk", "killed=52"), strike("b", "lang=nl", "killed=52"), false, "", ""},
		{"one agency, spelt two ways", strike("a", "wire=Reuters"), strike("b", "wire=Рейтер", "lang=ru"), true, "wire credit", ""},
		{"an agency credited by words", strike("a", "says=Reuters///"), strike("b", "wire=Thomson Reuters"), true, "wire credit", ""},
		{"two agencies", strike("a", "wire=AFP"), strike("b", "wire=dpa"), false, "", ""},
		{"one speaker, full name and last", strike("a", "says=Jens Stoltenberg/secretary-general/NATO/2022-04-08"), strike("b", "says=Stoltenberg//NATO/", "lang=de"), true, "same speaker", "ally"},
		{"one speaker in two scripts, by office", strike("a", "says=Jens Stoltenberg/secretary-general/NATO/2022-04-08"), strike("b", "says=Єнс Столтенберг/secretary-general/NATO/2022-04-08", "lang=uk"), true, "same speaker", "ally"},
		{"Kyiv and NATO", strike("a", "says=Volodymyr Zelensky/president/UKR/2022-04-08"), strike("b", "says=Jens Stoltenberg/secretary-general/NATO/2022-04-08"), false, "", "victim"},
		{"the same quote, one without a name", strike("a", "says=Pavlo Kyrylenko/governor/UKR/2022-04-08", "quote=they knew well where they were aiming and what they wanted"), strike("b", "witness=the governor", "quote=They knew well where they were aiming and what they wanted", "src=src_b"), false, "", "victim"},
		{"a speaker quoted, and the same words on nobody's word", strike("a", "says=Pavlo Kyrylenko/governor/UKR/2022-04-08", "text="+text), strike("b", "text="+text), true, "near-duplicate", "victim"},
		{"two witnesses in one text", strike("a", "witness=a conductor", "doc=d", "src=src_a"), strike("b", "witness=a passenger", "doc=d", "src=src_a"), false, "", ""},
		{"a witness of whom two texts tell", strike("a", "witness=a conductor", "doc=d"), strike("b", "witness=a conductor", "doc=e"), false, "", ""},
		{"heading and body", strike("a", "doc=d"), strike("b", "doc=d", "says=//UKR/2022-04-08"), true, "one text", "victim"},
		{"one paper, two days running", strike("a", "src=src_a"), strike("b", "src=src_a"), true, "one source", ""},
		{"one paper, its own word and an agency's", strike("a", "src=src_a"), strike("b", "src=src_a", "wire=AFP"), false, "", ""},
		{"one agency, two speakers", strike("a", "wire=AFP", "says=//UKR/2022-04-08"), strike("b", "wire=AFP", "says=//OSCE/2022-04-08"), false, "", "victim"},
		{"two papers of one owner", strike("a", "owner=Ledger Group"), strike("b", "owner=ledger group"), true, "one owner", ""},
		{"two papers of one owner, one on an agency's word", strike("a", "owner=Ledger Group", "wire=AFP"), strike("b", "owner=Ledger Group"), false, "", ""},
		{"an agency's own page", strike("a", "outlet=Agence France-Presse"), strike("b", "wire=AFP"), true, "wire credit", ""},
		{"a paper cited", strike("a", "outlet=Nile Gazette"), strike("b", "says=Nile Gazette/media//"), true, "cites the other", ""},
		{"two that cite one paper", strike("a", "says=Nile Gazette/media//"), strike("b", "says=Nile Gazette/media//", "lang=nl"), true, "cites the other", ""},
		{"two that cite the media", strike("a", "witness=local media"), strike("b", "witness=media"), false, "", ""},
		{"a paper cited for a speaker", strike("a", "outlet=Nile Gazette"), strike("b", "says=Pavlo Kyrylenko/governor/UKR/2022-04-08"), false, "", ""},
		{"figures in two languages, weeks apart", strike("a", append(both, "pub=2022-04-09", "lang=uk")...), strike("b", append(both, "pub=2022-05-09", "lang=nl")...), false, "", ""},
		{"figures in two languages, another agency than it draws on", strike("a", append(both, "wire=AFP", "lang=fr")...), strike("b", append(both, "draws=dpa", "lang=de")...), false, "", ""},
		{"much the same words in texts that are not alike", strike("a", "text=Russia shelled the station of Kramatorsk on Friday killing fifty two", "print=one two three four five six seven"), strike("b", "text=On Friday Russia shelled the station of Kramatorsk with rockets killing fifty two", "print=sun moon earth water air fire stone"), false, "", ""},
		{"an office by name and one with its holder", strike("a", "says=Oleh Kovaliv/spokesperson/UKR/2022-04-08"), strike("b", "says=army spokesman (Ukraine)/spokesperson/UKR/2022-04-08"), true, "same speaker", "victim"},
		{"one name in two languages of one script", strike("a", "says=Аміна Касід/spokesperson/UKR/2022-04-08", "lang=uk"), strike("b", "says=Амина Касид/spokesperson/UKR/2022-04-08", "lang=ru"), true, "same speaker", "victim"},
		{"a party's own paper", strike("a", "src=src_a", "interest=party"), strike("b", "src=src_b", "interest=neutral"), false, "", "party"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.a.Seal, c.b.Seal = factum.Seal{Act: 1}, factum.Seal{Act: 2}
			f := one(t, c.a, c.b)
			if (len(f.Lines) == 1) != c.one {
				t.Fatalf("lines %+v", f.Lines)
			}
			if c.one && !strings.Contains(f.Lines[0].Why, c.why) {
				t.Errorf("why %q, want %q", f.Lines[0].Why, c.why)
			}
			if want := c.interests; want != "" && f.Lines[0].Interest != want {
				t.Errorf("interest %q, want %q", f.Lines[0].Interest, want)
			}
			support := factum.SupportSeveral
			if c.one {
				support = factum.SupportOne
			}
			if f.Support != support {
				t.Errorf("support %s, want %s", f.Support, support)
			}
		})
	}
}

// TestUtteranceIsOneLine: who tells what somebody asks, blames or threatens rests on its having been said, whether the text says so or not.
func TestUtteranceIsOneLine(t *testing.T) {
	for _, what := range []string{"REQUEST/AID assist", "ACCUSE disapprove", "REJECT yield", "THREATEN/ASSAULT violence"} {
		slots := []string{"by=UKR:president", "to=RUS", "on=2022-04-08", "pub=2022-04-08", "items=air-defence"}
		f := one(t, claim("a", what, slots...), claim("b", what, append(slots, "says=Volodymyr Zelensky/president/UKR/2022-04-08")...),
			claim("c", what, append(slots, "lang=nl")...))
		if len(f.Lines) != 1 {
			t.Errorf("%s: lines %+v", what, f.Lines)
		}
	}
	f := one(t, claim("a", "ACCUSE investigate", "by=UKR:prosecutor", "to=RUS", "on=2022-04-08", "at=Kyiv"), claim("b", "ACCUSE investigate", "by=UKR:prosecutor", "to=RUS", "on=2022-04-08", "at=Kyiv"))
	if len(f.Lines) != 2 {
		t.Errorf("two papers that tell of proceedings: lines %+v", f.Lines)
	}
}

// TestDenialIsTheAccused: a denial that names nobody but who denies it is that party's word.
func TestDenialIsTheAccused(t *testing.T) {
	slots := []string{"by=RUS", "to=:civilians", "on=2022-04-08", "at=Kramatorsk"}
	f := one(t, claim("a", "ASSAULT aerial", slots...), claim("b", "ASSAULT aerial", append(slots, "mod=denied")...),
		claim("c", "ASSAULT aerial", append(slots, "mod=denied", "says=Igor Konashenkov/spokesperson/RUS/2022-04-08")...))
	if len(f.Lines) != 2 {
		t.Errorf("lines %+v", f.Lines)
	}
}

func TestTenReprintsAreOneLine(t *testing.T) {
	var rs []factum.Report
	for i := range 10 {
		rs = append(rs, claim("r"+string(rune('a'+i)), "ASSAULT explosives", "at=Kramatorsk", "on=2022-04-08", "to=:civilians", "wire=AFP"))
	}
	rs = append(rs, claim("own", "ASSAULT explosives", "at=Kramatorsk", "on=2022-04-08", "to=:civilians"))
	f := one(t, rs...)
	if len(f.Lines) != 2 || f.Fragility != 2 {
		t.Errorf("%d lines, fragility %d; want 2 and 2", len(f.Lines), f.Fragility)
	}
	for _, l := range f.Lines {
		if len(l.Claims) == 10 && l.Wire != "AFP" {
			t.Errorf("wire %q", l.Wire)
		}
	}
}

func TestPrint(t *testing.T) {
	a := Print("Президент сообщил, что войска отходят от города и перегруппируются на востоке страны в эти дни")
	b := Print("Министр сообщил, что войска отходят от города и перегруппируются на востоке страны в эти дни")
	c := Print("Сто двадцать автобусов с детьми прибыли вечером на вокзал соседней области без происшествий")
	if a == 0 || bitsApart(a, b) > 20 || bitsApart(a, c) < 20 {
		t.Errorf("Cyrillic prints: near %d bits apart, far %d", bitsApart(a, b), bitsApart(a, c))
	}
	if Print("") != 0 || Print("— !") != 0 {
		t.Errorf("text without words has a print")
	}
}

func TestWords(t *testing.T) {
	var got []string
	eachWord("On 6-7 April 2022: 1,480 killed, 2.195 wounded; 1 234 567 fled. В 2022 году", func(w string, _ bool) { got = append(got, w) })
	want := "on 6 7 april 2022 1480 killed 2195 wounded 1234567 fled в 2022 году"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("%q, want %q", s, want)
	}
}
