package corroboration

import (
	"strings"
	"testing"

	"factum"
)

// A pair of claims that are, or are not, one happening, and why. Where why is given, the explanation has to hold it.
type pair struct {
	name string
	a, b factum.Report
	same bool
	why  string
}

func pairs() []pair {
	const long = "Russian troops have shot dead at least five civilians in a cellar near the river, neighbours told our reporter"
	stolt := "says=Jens Stoltenberg/secretary-general/NATO/2022-04-05"
	return []pair{
		{"seed 1+3: heading and quote of one text move to the east", claim("a", "MOBILIZE", "by=RUS", "at=east", "doc=navo", "lang=nl", "pub=2022-04-01..2022-04-30", "says=//NATO/", "text=Rusland verlegt focus naar het Oosten"),
			claim("b", "MOBILIZE", "by=RUS", "at=east", "doc=navo", "lang=nl", "pub=2022-04-01..2022-04-30", stolt, "mod=ongoing", "on=..2022-04-05", "text=ze verleggen hun focus naar het oosten"), true, "region"},
		{"seed 4+10: a planned meeting told twice in one text", claim("a", "AGREE/CONSULT", "by=NATO:foreign ministers", "at=Brussels", "on=2022-04-06..2022-04-07", "mod=planned", "doc=navo", "pub=2022-04-01..2022-04-30"),
			claim("b", "AGREE/CONSULT", "by=NATO:foreign ministers,UKR,FIN,SWE,GEO,EU,AUS,JPN,NZL,KOR", "mod=planned", "doc=navo", "pub=2022-04-01..2022-04-30"), true, "one text"},
		{"seed 2 and 3: a retreat is not a movement", claim("a", "RETREAT withdraw", "by=RUS", "at=Kyiv", "on=..2022-04-05", "mod=ongoing"),
			claim("b", "MOBILIZE", "by=RUS", "at=Kyiv", "on=..2022-04-05", "mod=ongoing"), false, "another type"},
		{"two languages, one strike", claim("a", "ASSAULT explosives", "at=Kramatorsk", "on=2022-04-08", "killed=50-", "lang=nl", "to=:civilians"),
			claim("b", "ASSAULT aerial", "by=RUS", "at=Kramatorsk", "on=2022-04-08", "killed=52", "lang=uk"), true, "same day"},
		{"a spot and its town", claim("a", "ASSAULT explosives", "at=station", "on=2022-04-08", "lang=ru"), claim("b", "ASSAULT explosives", "at=Kramatorsk", "on=2022-04-08", "lang=de"), true, "is in"},
		{"the same town a week later", claim("a", "ASSAULT explosives", "by=RUS", "at=Kharkiv", "on=2022-04-08"), claim("b", "ASSAULT explosives", "by=RUS", "at=Kharkiv", "on=2022-04-15"), false, "another time"},
		{"the same town the next day", claim("a", "ASSAULT explosives", "by=RUS", "at=Kharkiv", "on=2022-04-08"), claim("b", "ASSAULT explosives", "by=RUS", "at=Kharkiv", "on=2022-04-09"), false, "another time"},
		{"a day off, the same number", claim("a", "ASSAULT explosives", "by=RUS", "to=:civilians", "at=Kramatorsk", "on=2022-04-08", "killed=52"), claim("b", "ASSAULT explosives", "by=RUS", "to=:civilians", "at=Kramatorsk", "on=2022-04-09", "killed=52"), true, "contested: another time"},
		{"neighbouring towns on one day", claim("a", "ASSAULT firearms", "by=RUS", "at=Bucha", "on=2022-03-05", "to=:civilians"), claim("b", "ASSAULT firearms", "by=RUS", "at=Irpin", "on=2022-03-05", "to=:civilians"), false, "another place"},
		{"neighbouring towns, the same large number", claim("a", "ASSAULT explosives", "by=RUS", "at=Kramatorsk", "on=2022-04-08", "killed=52", "wounded=98", "to=:civilians"), claim("b", "ASSAULT explosives", "by=RUS", "at=Sloviansk", "on=2022-04-08", "killed=52", "wounded=98", "to=:civilians"), true, "contested: another place"},
		{"both sides blame each other for one strike", claim("a", "ASSAULT explosives", "by=RUS", "at=Kramatorsk", "on=2022-04-08", "killed=52", "says=//UKR/"), claim("b", "ASSAULT explosives", "by=UKR", "at=Kramatorsk", "on=2022-04-08", "killed=52", "says=//RUS/"), true, "contested: other actors"},
		{"both sides shell one town", claim("a", "ASSAULT heavy-weapons", "by=RUS", "at=Kramatorsk", "on=2022-04-08"), claim("b", "ASSAULT heavy-weapons", "by=UKR", "at=Kramatorsk", "on=2022-04-08"), false, "other actors"},
		{"the east holds Kramatorsk, this week holds Tuesday", claim("a", "MOBILIZE troops", "by=RUS", "at=east", "on=2022-04-04..2022-04-10", "lang=fr"), claim("b", "MOBILIZE troops", "by=RUS", "at=Kramatorsk", "on=2022-04-05", "lang=pl"), true, "can lie in"},
		{"the east does not hold Lviv", claim("a", "MOBILIZE troops", "by=RUS", "at=east", "on=2022-04-04..2022-04-10"), claim("b", "MOBILIZE troops", "by=RUS", "at=Lviv", "on=2022-04-05"), false, "another place"},
		{"a province holds its town only", claim("a", "COERCE arrest", "by=RUS", "at=Donetsk o.", "on=2022-04-05"), claim("b", "COERCE arrest", "by=RUS", "at=Kherson", "on=2022-04-05"), false, "another place"},
		{"a province and its town", claim("a", "COERCE arrest", "by=RUS", "at=Donetsk o.", "on=2022-04-05"), claim("b", "COERCE arrest", "by=RUS", "at=Kramatorsk", "on=2022-04-05"), true, "can lie in"},
		{"other countries", claim("a", "PROTEST demo", "at=Russia", "on=2022-04-05", "by=:protesters"), claim("b", "PROTEST demo", "at=Brussels", "on=2022-04-05", "by=:protesters"), false, "another place"},
		{"no time, one place, the same victims, reported together", claim("a", "ASSAULT targeted", "at=Bucha", "to=:civilians", "pub=2022-04-05", "lang=nl"), claim("b", "ASSAULT targeted", "at=Bucha", "to=:civilians", "pub=2022-04-07", "lang=uk"), true, "within a week"},
		{"no time, reported months apart", claim("a", "ASSAULT explosives", "at=Kharkiv", "by=RUS", "pub=2022-04-05"), claim("b", "ASSAULT explosives", "at=Kharkiv", "by=RUS", "pub=2022-08-07"), false, ""},
		{"no time beside a time shortly before", claim("a", "ASSAULT explosives", "at=Kharkiv", "by=RUS", "pub=2022-04-10"), claim("b", "ASSAULT explosives", "at=Kharkiv", "by=RUS", "on=2022-04-09"), true, "dated close"},
		{"it can't have happened after it was reported", claim("a", "ASSAULT explosives", "at=Kharkiv", "by=RUS", "pub=2022-04-10"), claim("b", "ASSAULT explosives", "at=Kharkiv", "by=RUS", "on=2022-04-19"), false, "another time"},
		{"nothing but the type", claim("a", "ASSAULT"), claim("b", "ASSAULT"), false, ""},
		{"no slots but the same long words", claim("a", "ASSAULT", "text="+long, "pub=2022-04-10"), claim("b", "ASSAULT", "text="+strings.Replace(long, "near the river", "by the river", 1), "pub=2022-04-11"), true, "near-duplicate"},
		{"the same words, other numbers: a bulletin", claim("a", "ASSAULT", "by=RUS", "text=Over the past day the enemy shelled 14 settlements and lost 320 men, the staff said", "pub=2022-04-10"), claim("b", "ASSAULT", "by=RUS", "text=Over the past day the enemy shelled 17 settlements and lost 290 men, the staff said", "pub=2022-04-11"), false, ""},
		{"a whole country is no place", claim("a", "ASSAULT aerial", "by=RUS", "to=UKR", "at=Ukraine", "on=2022-04-10"), claim("b", "ASSAULT aerial", "by=RUS", "to=UKR", "at=Kharkiv", "on=2022-04-10"), false, ""},
		{"other ways of acting on one day", claim("a", "ASSAULT abduct", "by=RUS", "at=Kherson", "on=2022-04-10"), claim("b", "ASSAULT heavy-weapons", "by=RUS", "at=Kherson", "on=2022-04-10"), false, "way of acting"},
		{"what is planned has not happened", claim("a", "CONSULT", "by=RUS,UKR", "at=Ankara", "on=2022-03-10", "mod=planned"), claim("b", "CONSULT", "by=RUS,UKR", "at=Ankara", "on=2022-03-10"), false, "planned"},
		{"an agreement to meet is not the meeting", claim("a", "AGREE/CONSULT", "by=RUS,UKR", "at=Ankara", "on=2022-03-10", "mod=planned"), claim("b", "CONSULT", "by=RUS,UKR", "at=Ankara", "on=2022-03-10"), false, "another type"},
		{"a meeting, guest and host", claim("a", "CONSULT visit", "by=DEU", "to=UKR", "at=Kyiv", "on=2022-06-16", "lang=de"), claim("b", "CONSULT", "by=UKR,DEU,FRA,ITA", "at=Kyiv", "on=2022-06-16", "lang=it"), true, "same day"},
		{"two meetings of one host", claim("a", "CONSULT", "by=NATO,UKR", "at=Brussels", "on=2022-04-07"), claim("b", "CONSULT", "by=NATO,GEO", "at=Brussels", "on=2022-04-07"), false, "other actors"},
		{"a statement and its translation", claim("a", "ACCUSE disapprove", "by=NATO", "to=RUS", "lang=en", stolt, "text=Stoltenberg said 320 bodies had been found, and called it unbearable brutality"), claim("b", "ACCUSE disapprove", "by=NATO", "lang=nl", stolt, "text=Stoltenberg noemde de 320 gevonden lichamen onverdraaglijk wreed"), true, "translation"},
		{"one speaker, two days", claim("a", "ACCUSE disapprove", "by=NATO", "to=RUS", stolt), claim("b", "ACCUSE disapprove", "by=NATO", "to=RUS", "says=Jens Stoltenberg/secretary-general/NATO/2022-04-12"), false, "another day"},
		{"two speakers of one state on one day", claim("a", "ACCUSE allege", "by=RUS", "to=UKR", "says=Sergei Lavrov/foreign minister/RUS/2022-04-05"), claim("b", "ACCUSE allege", "by=RUS", "to=UKR", "says=Maria Zakharova/spokesperson/RUS/2022-04-05"), false, "another speaker"},
		{"one speaker, one day, other matters in other numbers", claim("a", "ACCUSE allege", "by=RUS", "to=UKR", "lang=ru", "says=Sergei Lavrov/foreign minister/RUS/2022-04-05", "text=Лавров заявил о 12 лабораториях на Украине"), claim("b", "ACCUSE allege", "by=RUS", "lang=en", "says=Sergei Lavrov/foreign minister/RUS/2022-04-05", "text=Lavrov said 400 mercenaries had come from abroad"), false, "numbers in the words differ"},
		{"one speaker, one day, nothing in common", claim("a", "REQUEST assist", "by=UKR", "says=Volodymyr Zelensky/president/UKR/2022-04-05", "text=We ask our partners for more air defence systems tonight"), claim("b", "REQUEST assist", "by=UKR", "says=Volodymyr Zelensky/president/UKR/2022-04-05", "text=Banks abroad should close their doors to Moscow at last"), false, "nothing in common"},
		{"not withdrawing, then moving away: an earlier position", claim("a", "RETREAT withdraw", "by=RUS", "at=Kyiv", "mod=negated", "says=//NATO/2022-03-31"), claim("b", "RETREAT withdraw", "by=RUS", "at=Kyiv", "mod=ongoing", "on=..2022-04-05", stolt), false, "earlier position"},
		{"a denial on the same day", claim("a", "RETREAT withdraw", "by=RUS", "at=Kyiv", "mod=denied", "says=//UKR/2022-04-05"), claim("b", "RETREAT withdraw", "by=RUS", "at=Kyiv", "mod=ongoing", "on=..2022-04-05"), true, ""},
		{"an attack is denied for good", claim("a", "ASSAULT targeted", "by=RUS", "to=:civilians", "at=Bucha", "mod=denied", "says=Sergei Lavrov/foreign minister/RUS/2022-04-04"), claim("b", "ASSAULT targeted", "to=:civilians", "at=Bucha", "on=2022-03-01..2022-03-30", "pub=2022-04-03"), true, ""},
		{"aid with the same items", claim("a", "AID", "by=NATO:member states", "to=UKR", "items=anti-tank-weapons,humanitarian-aid", "pub=2022-04-06"), claim("b", "AID", "by=NATO", "to=UKR", "items=anti-tank-weapons,humanitarian-aid", "pub=2022-04-07", "lang=es"), true, "items"},
		{"aid to others", claim("a", "AID", "by=EU", "to=UKR", "items=humanitarian-aid", "on=2022-04-06"), claim("b", "AID", "by=EU", "to=GEO", "items=humanitarian-aid", "on=2022-04-06"), false, "other recipients"},
		{"a sanction in two languages", claim("a", "SANCTION expel", "by=DEU", "to=RUS", "on=2022-04-04", "lang=de"), claim("b", "SANCTION expel", "by=DEU", "to=RUS", "on=2022-04-04", "lang=ru"), true, ""},
		{"a member is not its alliance", claim("a", "SANCTION discontinue", "by=EU", "to=RUS", "on=2022-04-08", "money=5000000"), claim("b", "SANCTION discontinue", "by=NLD", "to=RUS", "on=2022-04-08", "money=5000000"), false, "other actors"},
		{"an organ for the whole", claim("a", "ACCUSE investigate", "by=UN", "to=RUS", "on=2022-04-08", "lang=fr"), claim("b", "ACCUSE investigate", "by=OHCHR", "to=RUS", "on=2022-04-08"), true, "organ"},
		{"the tally of one body goes on", claim("a", "ASSAULT", "at=Ukraine", "to=:civilians", "on=2022-02-24..2022-04-05", "killed=1480", "says=//OHCHR/2022-04-05"), claim("b", "ASSAULT", "at=Ukraine", "to=:civilians", "on=2022-02-24..2022-04-12", "killed=1892", "says=//OHCHR/2022-04-12"), true, "counting"},
		{"two villages of one name", claim("a", "ASSAULT aerial", "at=Goma", "on=2022-04-08"), func() factum.Report {
			r := claim("b", "ASSAULT aerial", "at=Goma", "on=2022-04-08")
			r.Claim.Place.GeoNames, r.Claim.Place.Admin1 = 999, "Elsewhere"
			return r
		}(), false, "another place"},
		{"an actor without a code excludes nobody", claim("a", "ASSAULT firearms", "by=:gunmen", "at=Goma", "on=2022-04-08", "lang=fr"), claim("b", "ASSAULT firearms", "by=RWA", "at=Goma", "on=2022-04-08"), true, ""},
		{"a denial that gives no day, and what was reported there before", claim("a", "ASSAULT heavy-weapons", "at=Lozova", "on=2022-04-08", "pub=2022-04-08"), claim("b", "ASSAULT firearms", "by=RUS", "at=Lozova", "mod=denied", "pub=2022-04-12", "lang=nl"), true, "denial of what was reported"},
		{"a toll after the place was told", claim("a", "ASSAULT heavy-weapons", "at=Lozova", "on=2022-04-08", "doc=d", "pub=2022-04-09"), claim("b", "ASSAULT", "around=Lozova/2022-04-08", "killed=17", "doc=d", "pub=2022-04-09"), true, "told before it"},
		{"an accusation told again next day", claim("a", "ACCUSE allege", "by=UKR:ministry of defence", "to=RUS", "pub=2022-04-08", "lang=nl"), claim("b", "ACCUSE allege", "by=UKR:ministry of defence", "to=RUS", "pub=2022-04-09"), true, ""},
		{"a pledge told again eleven days later", claim("a", "AGREE/AID", "by=PRT", "to=UKR", "mod=planned", "money=25000000", "pub=2022-04-01"), claim("b", "AGREE/AID", "by=PRT", "mod=planned", "money=25000000", "pub=2022-04-12", "lang=nl"), true, "told again"},
		{"the next tranche", claim("a", "AGREE/AID", "by=EU", "to=UKR", "mod=planned", "money=500000000", "pub=2022-03-23"), claim("b", "AGREE/AID", "by=EU", "to=UKR", "mod=planned", "money=500000000", "pub=2022-04-13"), false, ""},
		{"negated and asserted, one day", claim("a", "PROTEST demo", "by=:protesters", "at=Brussels", "on=2022-04-08", "mod=negated"), claim("b", "PROTEST demo", "by=:protesters", "at=Brussels", "on=2022-04-08"), true, ""},
	}
}

// TestPairs holds each pair against its label, by Compare and by Facts, which has to find the pair by its keys.
func TestPairs(t *testing.T) {
	ps := pairs()
	if len(ps) < 40 {
		t.Fatalf("only %d pairs", len(ps))
	}
	for _, p := range ps {
		holdPair(t, p)
	}
}

func holdPair(t *testing.T, p pair) {
	t.Helper()
	t.Run(p.name, func(t *testing.T) {
		var w Weigher
		for range 2 {
			c := w.Compare(p.a, p.b)
			if c.Together != p.same {
				t.Errorf("Compare: together %v, want %v; %d of %d: %q", c.Together, p.same, c.Score, c.Need, c.Why)
			}
			if !strings.Contains(strings.Join(c.Why, "; "), p.why) {
				t.Errorf("explanation %q does not hold %q", c.Why, p.why)
			}
			if n := len(w.Facts([]factum.Report{p.a, p.b}, nil)); (n == 1) != p.same {
				t.Errorf("%d facts, same %v; %q; keys %q and %q", n, p.same, c.Why, w.Anchors(p.a).Keys, w.Anchors(p.b).Keys)
			}
			p.a, p.b = p.b, p.a
		}
	})
}
