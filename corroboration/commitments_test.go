package corroboration

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"factum"
)

// deedsOf weighs reports and gives their facts in short.
func deedsOf(rs ...factum.Report) []factum.Deed {
	var out []factum.Deed
	for _, f := range (Weigher{}).Facts(rs, nil) {
		out = append(out, *f.Deed)
	}
	return out
}

// came is what became of the commitment of the report given, as "name as", by the names of the first reports of the facts.
func came(t *testing.T, of factum.Report, asOf string, links []factum.Remark, rs ...factum.Report) (factum.Commitment, []string) {
	t.Helper()
	all := append([]factum.Report{of}, rs...)
	name := map[factum.FactID]string{}
	for _, r := range all {
		name[r.Claim.ID.Fact()] = r.Claim.Ref
	}
	for _, c := range Follow(deedsOf(all...), links, asOf) {
		if slices.Contains(c.Claims, of.Claim.ID) {
			var out []string
			for _, f := range c.Followed {
				if f.Why == "" {
					t.Errorf("%s: %s without a reason", name[f.Fact], f.As)
				}
				out = append(out, name[f.Fact]+" "+f.As)
			}
			return c, out
		}
	}
	t.Fatalf("%s is no commitment", of.Claim.Ref)
	return factum.Commitment{}, nil
}

// pledge is Germany's word to Ukraine: ten air defence systems by the end of May, said on 10 March.
func pledge(more ...string) factum.Report {
	return claim("pledge", "AGREE/AID", append([]string{"by=DEU", "to=UKR", "mod=planned", "count=10", "items=air-defence-systems", "pub=2023-03-10", "on=2023-05-01..2023-05-31", "seal=1"}, more...)...)
}

func gave(name string, more ...string) factum.Report {
	return claim(name, "AID", append([]string{"by=DEU", "to=UKR", "items=air-defence-systems", "seal=9"}, more...)...)
}

// TestFollowed: what bears on a promise, and what does not.
func TestFollowed(t *testing.T) {
	for _, c := range []struct {
		what   string
		asOf   string
		status string
		others []factum.Report
		want   []string
	}{
		{"open before its day", "2023-05-30", "open", nil, nil},
		{"due the day after", "2023-06-01", "due", nil, nil},
		{"kept in full", "2023-06-30", "open", []factum.Report{gave("full", "count=10", "on=2023-05-20", "pub=2023-05-21")}, []string{"full fulfils"}},
		{"in part", "2023-06-30", "due", []factum.Report{gave("part", "count=4", "on=2023-05-20", "pub=2023-05-21")}, []string{"part partly-fulfils"}},
		{"at least so many", "2023-06-30", "open", []factum.Report{gave("some", "count=4-", "on=2023-05-20", "pub=2023-05-21")}, []string{"some fulfils"}},
		{"more than promised", "2023-06-30", "open", []factum.Report{gave("more", "count=12", "on=2023-05-20", "pub=2023-05-21")}, []string{"more fulfils"}},
		{"told with no time", "2023-06-30", "open", []factum.Report{gave("late", "count=10", "pub=2023-05-21")}, []string{"late fulfils"}},
		{"to somebody else", "2023-06-30", "due", []factum.Report{claim("other", "AID", "by=DEU", "to=MDA", "count=10", "items=air-defence-systems", "on=2023-05-20", "pub=2023-05-21")}, nil},
		{"by somebody else", "2023-06-30", "due", []factum.Report{claim("other", "AID", "by=FRA", "to=UKR", "count=10", "items=air-defence-systems", "on=2023-05-20", "pub=2023-05-21")}, nil},
		{"another thing", "2023-06-30", "due", []factum.Report{claim("other", "AID", "by=DEU", "to=UKR", "items=generators", "on=2023-05-20", "pub=2023-05-21")}, nil},
		{"before the promise", "2023-06-30", "due", []factum.Report{gave("before", "count=10", "on=2023-02-20", "pub=2023-03-12")}, nil},
		{"long after its day", "2024-06-30", "due", []factum.Report{gave("after", "count=10", "on=2024-05-20", "pub=2024-05-21")}, nil},
		{"only planned again", "2023-06-30", "due", []factum.Report{claim("plan", "AGREE/AID", "by=DEU", "to=UKR", "mod=planned", "count=10", "items=air-defence-systems", "pub=2023-05-21", "on=2023-07-01..2023-07-31")}, nil},
		{"said not to have been done", "2023-06-30", "due", []factum.Report{gave("not", "mod=negated", "pub=2023-05-21")}, []string{"not denies"}},
		{"stopped", "2023-06-30", "due", []factum.Report{claim("stop", "SANCTION discontinue", "by=DEU", "to=UKR", "items=weapons", "on=2023-04-20", "pub=2023-04-21")}, []string{"stop withdraws"}},
		{"another stops", "2023-06-30", "due", []factum.Report{claim("stop", "SANCTION discontinue", "by=HUN", "to=UKR", "items=weapons", "on=2023-04-20", "pub=2023-04-21")}, nil},
		{"withdrawn by name", "2023-06-30", "due", []factum.Report{claim("no", "REJECT/AID", "by=DEU", "to=UKR", "on=2023-04-20", "pub=2023-04-21")}, []string{"no withdraws"}},
		{"withdrawn, and done after all", "2023-06-30", "open", []factum.Report{claim("no", "REJECT/AID", "by=DEU", "to=UKR", "on=2023-04-20", "pub=2023-04-21"),
			gave("full", "count=10", "on=2023-05-20", "pub=2023-05-21")}, []string{"no withdraws", "full fulfils"}},
		{"in two parts", "2023-06-30", "due", []factum.Report{gave("one", "count=4", "on=2023-04-20", "pub=2023-04-21"), gave("two", "count=6", "on=2023-05-20", "pub=2023-05-21")},
			[]string{"one partly-fulfils", "two partly-fulfils"}},
	} {
		got, links := came(t, pledge(), c.asOf, nil, c.others...)
		if got.Status != c.status || !slices.Equal(links, c.want) {
			t.Errorf("%s: %s %v, want %s %v", c.what, got.Status, links, c.status, c.want)
		}
	}
	c, _ := came(t, pledge(), "2023-06-01", nil)
	if c.ID != pledge().Claim.ID.Commitment() || c.Kind != factum.Pledged || c.What.Type != factum.Aid || c.SaidAt != "2023-03-10" || c.Due == nil || c.Due.To != "2023-05-31" ||
		len(c.HowMuch.Quantities) != 1 || c.HowMuch.Quantities[0].Min != 10 || !slices.Equal(c.HowMuch.Items, []string{"air-defence-systems"}) {
		t.Errorf("%+v", c)
	}
}

// TestPromisedAgain: what was withdrawn before a promise does not touch it; what comes after touches both.
func TestPromisedAgain(t *testing.T) {
	again := claim("again", "AGREE/AID", "by=DEU", "to=UKR", "mod=planned", "count=10", "items=air-defence-systems", "on=2023-06-01..2023-06-30", "pub=2023-05-02", "seal=3")
	no := claim("no", "REJECT/AID", "by=DEU", "to=UKR", "on=2023-04-20", "pub=2023-04-21")
	full := gave("full", "count=10", "on=2023-06-20", "pub=2023-06-21")
	if _, got := came(t, pledge(), "2023-06-30", nil, again, no, full); !slices.Equal(got, []string{"no withdraws", "full fulfils"}) {
		t.Errorf("the first promise: %v", got)
	}
	if _, got := came(t, again, "2023-06-30", nil, pledge(), no, full); !slices.Equal(got, []string{"full fulfils"}) {
		t.Errorf("the second promise: %v", got)
	}
}

// TestCommitmentKinds: what is a commitment, of which kind, and who is bound.
func TestCommitmentKinds(t *testing.T) {
	for _, c := range []struct {
		what, kind string
		r          factum.Report
	}{
		{"a promise", factum.Pledged, pledge()},
		{"a coming withdrawal", factum.Pledged, claim("x", "CONCEDE/RETREAT", "by=RUS", "at=Kyiv", "mod=planned", "pub=2023-03-10")},
		{"a meeting", factum.Agreed, claim("x", "AGREE/CONSULT", "by=RUS,UKR", "mod=planned", "pub=2023-03-10")},
		{"two agree to help", factum.Agreed, claim("x", "AGREE/AID", "by=FRA,DEU", "to=UKR", "mod=planned", "pub=2023-03-10")},
		{"a demand", factum.Demanded, claim("x", "REQUEST/AID", "by=UKR", "to=DEU", "mod=called-for", "pub=2023-03-10")},
		{"a call", factum.Demanded, claim("x", "RETREAT withdraw", "by=RUS", "at=Kyiv", "mod=called-for", "says=António Guterres/secretary-general/UN/2023-03-10", "pub=2023-03-10")},
		{"a plan with a day", factum.Scheduled, claim("x", "SANCTION", "by=EU", "to=BLR", "mod=planned", "on=2023-03-20", "pub=2023-03-10")},
		{"a plan without", factum.Expected, claim("x", "SANCTION", "by=EU", "to=BLR", "mod=planned", "pub=2023-03-10")},
		{"what happened", "", claim("x", "AID", "by=DEU", "to=UKR", "pub=2023-03-10")},
		{"what is imagined", "", claim("x", "AID", "by=DEU", "to=UKR", "mod=hypothetical", "pub=2023-03-10")},
		{"a threat", "", claim("x", "THREATEN/SANCTION", "by=EU", "to=BLR", "mod=hypothetical", "pub=2023-03-10")},
		{"a promise that everybody denies", "", claim("x", "AGREE/AID", "by=DEU", "to=UKR", "mod=denied", "pub=2023-03-10")},
	} {
		d := deedsOf(c.r)[0]
		if got := d.Commits(); got != c.kind {
			t.Errorf("%s: %q, want %q", c.what, got, c.kind)
		}
	}
	call := claim("call", "RETREAT withdraw", "by=RUS", "at=Kyiv", "mod=called-for", "says=António Guterres/secretary-general/UN/2023-03-10", "pub=2023-03-10", "seal=1")
	left := claim("left", "RETREAT withdraw", "by=RUS", "at=Kyiv", "on=2023-03-30", "pub=2023-03-31", "seal=2")
	away := claim("away", "RETREAT withdraw", "by=RUS", "at=Kherson", "on=2023-03-30", "pub=2023-03-31", "seal=3")
	c, got := came(t, call, "2023-06-01", nil, left, away)
	if len(c.Who) != 1 || c.Who[0].Code != "UN" || len(c.To) != 1 || c.To[0].Code != "RUS" || !slices.Equal(got, []string{"left fulfils"}) {
		t.Errorf("who %v, to %v, %v", c.Who, c.To, got)
	}
}

// TestDemands: the one asked fulfils or refuses; who asks for aid asks for itself.
func TestDemands(t *testing.T) {
	ask := claim("ask", "REQUEST/AID", "by=UKR", "to=DEU", "mod=called-for", "items=tanks", "pub=2023-03-10", "seal=1")
	for _, c := range []struct {
		what string
		r    factum.Report
		want []string
	}{
		{"done", claim("x", "AID", "by=DEU", "to=UKR", "items=tanks", "on=2023-04-01", "pub=2023-04-02"), []string{"x fulfils"}},
		{"done for another", claim("x", "AID", "by=DEU", "to=POL", "items=tanks", "on=2023-04-01", "pub=2023-04-02"), nil},
		{"done by another", claim("x", "AID", "by=FRA", "to=UKR", "items=tanks", "on=2023-04-01", "pub=2023-04-02"), nil},
		{"refused", claim("x", "REJECT/AID", "by=DEU", "to=UKR", "on=2023-03-12", "pub=2023-03-12"), []string{"x denies"}},
		{"refused, told without what", claim("x", "REJECT", "by=DEU", "to=UKR", "on=2023-03-12", "pub=2023-03-12"), []string{"x denies"}},
		{"something else refused much later", claim("x", "REJECT", "by=DEU", "to=UKR", "on=2023-06-12", "pub=2023-06-12"), nil},
	} {
		if _, got := came(t, ask, "2023-06-30", nil, c.r); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.what, got, c.want)
		}
	}
}

// TestMeetings: the parties and the day make the meeting that was agreed.
func TestMeetings(t *testing.T) {
	agreed := claim("agreed", "AGREE/CONSULT", "by=RUS,UKR", "at=Ankara", "on=2023-03-20", "mod=planned", "pub=2023-03-10", "seal=1")
	for _, c := range []struct {
		what string
		r    factum.Report
		want []string
	}{
		{"held", claim("x", "CONSULT", "by=RUS,UKR", "at=Ankara", "on=2023-03-20", "pub=2023-03-21"), []string{"x fulfils"}},
		{"held some days late", claim("x", "CONSULT", "by=RUS,UKR", "at=Ankara", "on=2023-03-24", "pub=2023-03-24"), []string{"x fulfils"}},
		{"another meeting, before", claim("x", "CONSULT", "by=RUS,UKR", "at=Ankara", "on=2023-03-14", "pub=2023-03-14"), nil},
		{"another meeting, a month later", claim("x", "CONSULT", "by=RUS,UKR", "at=Ankara", "on=2023-04-24", "pub=2023-04-24"), nil},
		{"in another town", claim("x", "CONSULT", "by=RUS,UKR", "at=Brussels", "on=2023-03-20", "pub=2023-03-21"), nil},
		{"with others", claim("x", "CONSULT", "by=RUS,TUR", "at=Ankara", "on=2023-03-20", "pub=2023-03-21"), nil},
		{"called off", claim("x", "REJECT meet", "by=RUS", "to=UKR", "on=2023-03-18", "pub=2023-03-18"), []string{"x withdraws"}},
	} {
		if _, got := came(t, agreed, "2023-06-30", nil, c.r); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.what, got, c.want)
		}
	}
}

// linked is a person's word on how one report's fact bears on another's.
func linked(act int, by string, from, to factum.Report, as string) factum.Remark {
	raw, _ := json.Marshal(as)
	return factum.Remark{Act: factum.ActIndex(act), Kind: factum.Linked, By: factum.PersonID(by), At: "2023-07-01T00:00:00.000Z",
		Remarked: factum.Remarked{Items: []string{string(from.Claim.ID.Fact()), string(to.Claim.ID.Commitment())}, Fields: map[string]json.RawMessage{"as": raw}, Reason: "by " + by}}
}

// TestLinks: what people say of a link stands on top of what was found, the latest word of all.
func TestLinks(t *testing.T) {
	full := gave("full", "count=10", "on=2023-05-20", "pub=2023-05-21")
	far := claim("far", "COOPERATE", "by=NOR", "to=UKR", "on=2023-05-25", "pub=2023-05-25", "seal=11")
	c, got := came(t, pledge(), "2023-06-30", []factum.Remark{linked(7, "anna", full, pledge(), "unrelated")}, full, far)
	if !slices.Equal(got, []string{"full unrelated"}) || c.Status != "due" || c.Followed[0].By != "anna" || c.Followed[0].Why != "by anna" {
		t.Errorf("struck out: %s %v %+v", c.Status, got, c.Followed)
	}
	c, got = came(t, pledge(), "2023-06-30", []factum.Remark{linked(9, "boris", full, pledge(), "partly-fulfils"), linked(7, "anna", full, pledge(), "unrelated"), linked(8, "anna", far, pledge(), "fulfils")}, full, far)
	if !slices.Equal(got, []string{"full partly-fulfils", "far fulfils"}) || c.Status != "open" || c.Followed[0].By != "boris" {
		t.Errorf("the latest word: %s %v %+v", c.Status, got, c.Followed)
	}
	// a link to something else is none of it
	if _, got = came(t, pledge(), "2023-06-30", []factum.Remark{linked(7, "anna", pledge(), full, "fulfils")}, full); !slices.Equal(got, []string{"full fulfils"}) {
		t.Errorf("another link: %v", got)
	}
}

// TestFollowOrder: neither the order of deeds nor of links changes what is found.
func TestFollowOrder(t *testing.T) {
	ds := deedsOf(pledge(), gave("full", "count=10", "on=2023-05-20", "pub=2023-05-21"), gave("part", "count=3", "on=2023-04-20", "pub=2023-04-21"),
		claim("no", "REJECT/AID", "by=DEU", "to=UKR", "on=2023-04-20", "pub=2023-04-21"), claim("ask", "REQUEST/AID", "by=UKR", "to=DEU", "mod=called-for", "pub=2023-03-11"))
	links := []factum.Remark{linked(7, "anna", gave("full"), pledge(), "fulfils"), linked(8, "boris", gave("part"), pledge(), "unrelated")}
	print := func(cs []factum.Commitment) string {
		slices.SortFunc(cs, func(a, b factum.Commitment) int { return strings.Compare(string(a.ID), string(b.ID)) })
		b, _ := json.Marshal(cs)
		return string(b)
	}
	want := print(Follow(ds, links, "2023-06-30"))
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		rng.Shuffle(len(ds), func(i, j int) { ds[i], ds[j] = ds[j], ds[i] })
		rng.Shuffle(len(links), func(i, j int) { links[i], links[j] = links[j], links[i] })
		if got := print(Follow(ds, links, "2023-06-30")); got != want {
			t.Fatalf("another order:\n%s\nwant\n%s", got, want)
		}
	}
}

// accusing gives a claim the one it is done to.
func accusing(r factum.Report, text, code string) factum.Report {
	r.Claim.Recipients = []factum.Actor{{Text: text, Code: code, Basis: "named"}}
	return r
}

// hanging gives a claim its language and the words it hangs on.
func hanging(r factum.Report, lang, trigger string) factum.Report {
	r.Claim.Lang, r.Claim.Trigger = lang, factum.Words{Text: trigger, Span: factum.Span{End: len(trigger)}}
	return r
}

// TestProceedings: charge, trial and judgment of one person are one proceeding, across languages; others are others.
func TestProceedings(t *testing.T) {
	by := "by=UKR:prosecutor"
	opened := claim("opened", "ACCUSE investigate", by, "at=Bucha", "on=2022-04-05", "pub=2022-04-05", "seal=1")
	charged := hanging(accusing(claim("charged", "ACCUSE allege", by, "on=2022-05-11", "pub=2022-05-11", "seal=2"), "Russian sergeant Vadim Shelkov", "RUS"), "en", "charged")
	trial := hanging(accusing(claim("trial", "ACCUSE allege", "by=UKR:court", "at=Kyiv", "on=2022-05-13", "pub=2022-05-13", "seal=3"), "сержанта Вадима Шелкова", ""), "uk", "процес")
	judged := hanging(accusing(claim("judged", "SANCTION convict", "by=UKR:court", "at=Kyiv", "on=2022-05-23", "pub=2022-05-23", "seal=4"), "Russian sergeant Vadim Shelkov", "RUS"), "en", "sentenced")
	other := hanging(accusing(claim("other", "SANCTION convict", "by=UKR:court", "at=Kyiv", "on=2022-05-31", "pub=2022-05-31", "seal=5"), "Russian sergeant Ivan Borodin", "RUS"), "en", "sentenced")
	abroad := hanging(accusing(claim("abroad", "SANCTION convict", "by=RUS:court", "on=2022-05-23", "pub=2022-05-23", "seal=6"), "Vadim Shelkov", ""), "en", "sentenced")
	freed := hanging(accusing(claim("freed", "CONCEDE", "by=DEU:court", "on=2022-06-23", "pub=2022-06-23", "seal=7"), "Anwar Rasim", ""), "de", "freigesprochen")
	held := accusing(claim("held", "COERCE arrest", "by=DEU:police", "on=2022-06-20", "pub=2022-06-20", "seal=8"), "Anwar Rasim", "")
	pardon := hanging(accusing(claim("pardon", "CONCEDE", "by=DEU", "on=2022-06-23", "pub=2022-06-23", "seal=9"), "Bodo Rasch", ""), "de", "begnadigt")
	alone := accusing(claim("alone", "COERCE arrest", "by=DEU:police", "on=2022-07-20", "pub=2022-07-20", "seal=10"), "Otto Lamm", "")
	wanted := claim("wanted", "THREATEN arrest", "by=ICC", "to=RUS:president", "on=2023-03-17", "pub=2023-03-17", "seal=11")
	critic := claim("critic", "ACCUSE allege", "by=UKR", "to=RUS", "on=2023-03-17", "pub=2023-03-17", "seal=12")
	var got []string
	for _, p := range Proceedings(deedsOf(opened, charged, trial, judged, other, abroad, freed, held, pardon, alone, wanted, critic)) {
		s := fmt.Sprintf("%s:", p.Status)
		for _, x := range p.Stages {
			s += " " + x.On + " " + x.Stage
		}
		got = append(got, s)
		if p.ID != p.Claims[0].Proceeding() || p.Headline == "" || len(p.Before) == 0 {
			t.Errorf("%+v", p)
		}
	}
	want := []string{
		"opened: 2022-04-05 opened",
		"convicted: 2022-05-11 charge 2022-05-13 trial 2022-05-23 convicted",
		"convicted: 2022-05-31 convicted",
		"convicted: 2022-05-23 convicted",
		"acquitted: 2022-06-20 arrest 2022-06-23 acquitted",
		"warrant: 2023-03-17 warrant",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
