package corroboration

import (
	"strings"
	"testing"

	"factum"
)

// parted is how reports fall into facts: the references of their claims, each fact's joined, the facts by their first in the alphabet.
func parted(rs ...factum.Report) string {
	ref := map[factum.ClaimID]string{}
	for _, r := range rs {
		ref[r.Claim.ID] = r.Claim.Ref
	}
	groups := map[string]bool{}
	for _, f := range (Weigher{}).Facts(rs, nil) {
		var in []string
		for _, c := range f.Claims {
			in = append(in, ref[c])
		}
		groups[strings.Join(sortedOf(in), "")] = true
	}
	return strings.Join(sortedKeys(groups), " ")
}

func sortedOf(l []string) []string {
	m := map[string]bool{}
	for _, s := range l {
		m[s] = true
	}
	return sortedKeys(m)
}

// TestFaint: what names no place goes with the one happening of that day and those parties, and stays alone where there are two.
func TestFaint(t *testing.T) {
	shell := func(name string, more ...string) factum.Report {
		return claim(name, "ASSAULT heavy-weapons", append([]string{"by=RUS", "to=:civilians", "pub=2022-04-09"}, more...)...)
	}
	none := shell("n", "on=2022-04-08")
	kharkiv, kherson := shell("a", "on=2022-04-08", "at=Kharkiv"), shell("b", "on=2022-04-08", "at=Kherson")
	for _, c := range []struct {
		name string
		rs   []factum.Report
		want string
	}{
		{"one happening fits", []factum.Report{none, kharkiv}, "an"},
		{"two fit", []factum.Report{none, kharkiv, kherson}, "a b n"},
		{"another day", []factum.Report{none, shell("c", "on=2022-04-07", "at=Kharkiv")}, "c n"},
		{"another side", []factum.Report{none, claim("d", "ASSAULT heavy-weapons", "by=UKR", "to=:civilians", "on=2022-04-08", "at=Kharkiv")}, "d n"},
		{"no day either", []factum.Report{shell("u"), kharkiv}, "a u"},
		{"no day but the number", []factum.Report{shell("u", "killed=7"), shell("k", "on=2022-04-08", "at=Kharkiv", "killed=7")}, "ku"},
		{"a province in which one of two lies", []factum.Report{shell("p", "on=2022-04-08", "at=Donetsk o."), shell("k", "on=2022-04-08", "at=Kramatorsk"), kherson}, "b kp"},
		{"a meeting of which one party is told", []factum.Report{claim("m", "CONSULT", "by=UKR:president,USA:president", "on=2022-04-08", "at=Kyiv"), claim("o", "CONSULT", "by=USA:president", "on=2022-04-08", "at=Kyiv")}, "mo"},
	} {
		if got := parted(c.rs...); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestTwoWays: what is told in two ways of acting is two happenings once several tell it so; one claim that names no way doesn't tie them.
func TestTwoWays(t *testing.T) {
	texts := []string{"rockets came down on the quarter by the river before dawn", "the shelling of the market went on for an hour and more", "guns fired at the town from across the river all morning",
		"planes flew low over the roofs and dropped what they had", "an air raid set the depot on fire and the houses beside it", "bombs fell from two aircraft on the school by the park"}
	var rs []factum.Report
	for i, text := range texts {
		mode := []string{"heavy-weapons", "aerial"}[i/3]
		rs = append(rs, claim(string(rune('a'+i)), "ASSAULT "+mode, "by=RUS", "at=Kharkiv", "on=2022-04-08", "text="+text))
	}
	if got := parted(rs...); got != "abc def" {
		t.Errorf("several of each: %s", got)
	}
	if got := parted(rs[0], rs[3]); got != "ad" {
		t.Errorf("one of each: %s", got)
	}
	tied := append(rs, claim("g", "ASSAULT", "by=RUS", "at=Kharkiv", "on=2022-04-08", "text=the town was attacked, the governor wrote in a short note"))
	if got := parted(tied...); !strings.Contains(got, "abc") || !strings.Contains(got, "def") {
		t.Errorf("one that names no way: %s", got)
	}
}

// TestSlip: one report that is a day off goes with the others; two days that several tell of are two.
func TestSlip(t *testing.T) {
	var rs []factum.Report
	for i := range 6 {
		day := []string{"2022-04-08", "2022-04-09"}[i/3]
		rs = append(rs, claim(string(rune('a'+i)), "ASSAULT explosives", "by=RUS", "to=:civilians", "at=Kramatorsk", "on="+day, "killed=52", "text=told in words of its own "+strings.Repeat(string(rune('a'+i))+" ", 3+i)))
	}
	if got := parted(rs...); got != "abc def" {
		t.Errorf("three of each: %s", got)
	}
	if got := parted(rs[:4]...); got != "abcd" {
		t.Errorf("three and one: %s", got)
	}
}

// TestToday: a copy printed a day later, in which "today" has moved, goes with the first; another text of the next day doesn't.
func TestToday(t *testing.T) {
	const text = "Poland sent four hundred vehicles and ammunition to its neighbour today, the ministry in Warsaw said"
	sent := func(name, day, text string) factum.Report {
		return claim(name, "AID", "by=POL", "to=UKR", "on="+day, "pub="+day, "text="+text, "print="+text)
	}
	first, copied := sent("a", "2022-04-08", text), sent("b", "2022-04-09", text)
	if got := parted(first, copied); got != "ab" {
		t.Errorf("a copy: %s", got)
	}
	if got := parted(first, sent("c", "2022-04-09", "Another train with shells left for the east this morning, railway workers told us")); got != "a c" {
		t.Errorf("another text: %s", got)
	}
}

// TestOneText: what a text tells again without day and place goes with what it told first, unless it told two things.
func TestOneText(t *testing.T) {
	first := claim("a", "ASSAULT aerial", "by=RUS", "at=Kharkiv", "on=2022-04-08", "to=:civilians", "doc=d")
	again := claim("b", "ASSAULT aerial", "by=RUS", "to=:civilians", "doc=d", "pub=2022-04-09")
	other := claim("c", "ASSAULT aerial", "by=RUS", "at=Kherson", "on=2022-04-07", "to=:civilians", "doc=d")
	if got := parted(first, again); got != "ab" {
		t.Errorf("one thing: %s", got)
	}
	if got := parted(first, again, other); got != "a b c" {
		t.Errorf("two things: %s", got)
	}
}

// TestDenialOfOneOfTwo: a denial without a day goes with the only attack, and with neither of two.
func TestDenialOfOneOfTwo(t *testing.T) {
	hit := func(name, day string) factum.Report {
		return claim(name, "ASSAULT aerial", "by=RUS", "at=Kharkiv", "on="+day, "pub="+day)
	}
	no := claim("n", "ASSAULT", "by=RUS", "at=Kharkiv", "mod=denied", "pub=2022-04-09")
	if got := parted(hit("a", "2022-04-08"), no); got != "an" {
		t.Errorf("one attack: %s", got)
	}
	if got := parted(hit("a", "2022-04-08"), hit("b", "2022-04-05"), no); got != "a b n" {
		t.Errorf("two attacks: %s", got)
	}
}

// TestStockWords: the words in which such things are told don't tie what was said weeks apart.
func TestStockWords(t *testing.T) {
	said := func(name string, pub string) factum.Report {
		return claim(name, "ACCUSE disapprove", "by=UKR:president", "to=RUS", "pub="+pub, "text=the president of Ukraine accused Russia of committing war crimes against the people of the east")
	}
	if got := parted(said("a", "2022-04-08"), said("b", "2022-04-08")); got != "ab" {
		t.Errorf("on one day: %s", got)
	}
	if got := parted(said("a", "2022-04-08"), said("b", "2022-04-28")); got != "a b" {
		t.Errorf("weeks apart: %s", got)
	}
}
