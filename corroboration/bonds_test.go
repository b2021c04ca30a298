package corroboration

import (
	"bytes"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"factum"
)

func bond(act factum.ActIndex, apart bool, lists ...string) factum.Bond {
	b := factum.Bond{Act: act, By: "anna", Apart: apart, Reason: "seen on the spot"}
	for _, l := range lists {
		var ids []factum.ClaimID
		for _, name := range strings.Fields(l) {
			ids = append(ids, claim(name, "ASSAULT").Claim.ID)
		}
		b.Claims = append(b.Claims, ids)
	}
	return b
}

// What people merge is one fact whatever excludes it, what they split is two whatever speaks for one, the latest word counts, and the order in
// which claims and bonds come changes nothing.
func TestBonds(t *testing.T) {
	rs := []factum.Report{
		claim("a", "ASSAULT heavy-weapons", "by=RUS", "at=Lozova", "on=2022-04-08", "pub=2022-04-09"),
		claim("b", "ASSAULT heavy-weapons", "by=RUS", "at=Lozova", "on=2022-04-08", "pub=2022-04-09"),
		claim("c", "ASSAULT heavy-weapons", "by=UKR", "at=Izium", "on=2022-03-01", "pub=2022-03-02"),
		claim("d", "ASSAULT heavy-weapons", "by=UKR", "at=Izium", "on=2022-03-01", "pub=2022-03-03"),
	}
	for _, c := range []struct {
		name  string
		bonds []factum.Bond
		want  string
	}{
		{"none", nil, "ab cd"},
		{"merged over place, time and actor", []factum.Bond{bond(5, false, "a", "c")}, "abcd"},
		{"split", []factum.Bond{bond(5, true, "a", "b")}, "a b cd"},
		{"merged, then split", []factum.Bond{bond(5, false, "a b", "c d"), bond(6, true, "c d", "a b")}, "ab cd"},
		{"split, then merged again", []factum.Bond{bond(5, true, "a", "b"), bond(6, false, "a", "b")}, "ab cd"},
		{"one taken out of what was merged", []factum.Bond{bond(5, false, "a b", "c d"), bond(6, true, "d", "a b c")}, "abc d"},
		{"a merge with something else leaves a split", []factum.Bond{bond(5, true, "a", "b"), bond(6, false, "a", "c")}, "acd b"},
		{"of claims that are not there", []factum.Bond{bond(5, false, "a", "x"), bond(6, true, "b", "y")}, "ab cd"},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			var want []byte
			for i := range 20 {
				r := rand.New(rand.NewSource(int64(i)))
				r.Shuffle(len(rs), func(i, j int) { rs[i], rs[j] = rs[j], rs[i] })
				r.Shuffle(len(c.bonds), func(i, j int) { c.bonds[i], c.bonds[j] = c.bonds[j], c.bonds[i] })
				fs := Weigher{}.Facts(rs, c.bonds)
				got := canonical(t, fs)
				if want == nil {
					want = got
					if s := partitionOf(fs); s != c.want {
						t.Errorf("facts %q, want %q", s, c.want)
					}
				}
				if !bytes.Equal(got, want) {
					t.Fatalf("another order, other facts:\n%s\n%s", got, want)
				}
			}
		})
	}
	fs := Weigher{}.Facts(rs, []factum.Bond{bond(5, false, "a", "c")})
	found := false
	for _, w := range fs[0].Why {
		found = found || len(w.Why) == 1 && w.Why[0] == "merged by anna, act_5: seen on the spot"
	}
	if !found {
		t.Errorf("nothing says who merged it: %+v", fs[0].Why)
	}
}

// partitionOf writes facts as the names of their claims.
func partitionOf(fs []factum.Fact) string {
	names := map[factum.ClaimID]string{}
	for _, n := range strings.Split("abcd", "") {
		names[claim(n, "ASSAULT").Claim.ID] = n
	}
	var out []string
	for _, f := range fs {
		var s []string
		for _, c := range f.Claims {
			s = append(s, names[c])
		}
		slices.Sort(s)
		out = append(out, strings.Join(s, ""))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}
