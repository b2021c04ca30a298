package corroboration_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"factum"
	"factum/coding"
	"factum/corroboration"
	"factum/internal/golden"
	"factum/reading"
)

// situation is a row of testdata/commitments.jsonl: documents, the first of which holds a commitment, and what of the others bears on it.
type situation struct {
	ID, Kind, Status, Note string
	AsOf                   string `json:"as_of"`
	Docs                   []struct{ Lang, Date, Text string }
	Links                  []struct {
		Doc int
		As  string
	}
}

func situations(t *testing.T) []situation {
	h, err := os.Open("testdata/commitments.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	var out []situation
	for s := bufio.NewScanner(h); s.Scan(); {
		var x situation
		if err := json.Unmarshal(s.Bytes(), &x); err != nil {
			t.Fatal(err)
		}
		out = append(out, x)
	}
	return out
}

// followed reads, codes and weighs the documents of a situation and follows what they hold. It gives the commitments of the first document and, by fact, the
// documents.
func (x *situation) followed(t *testing.T, reader *reading.Reader, coder coding.Coder) ([]factum.Commitment, map[factum.FactID][]int) {
	var reports []factum.Report
	doc := map[factum.ClaimID]int{}
	for i, d := range x.Docs {
		read, err := reader.ReadText(d.Text, reading.Meta{Lang: d.Lang, Date: d.Date})
		if err != nil {
			t.Fatal(err)
		}
		for k, c := range coder.Code(&read, factum.DigestOfString(d.Text), "") {
			reports = append(reports, factum.Report{Claim: c, Seal: factum.Seal{Act: factum.ActIndex(i + 1), Ordinal: k}, Capture: factum.DigestOfString(d.Text),
				Source: factum.SourceID(fmt.Sprint("src_", i)), Interest: "unknown", Published: &factum.Time{From: d.Date, To: d.Date, Precision: "day"}})
			doc[c.ID] = i
		}
	}
	var deeds []factum.Deed
	in := map[factum.FactID][]int{}
	for _, f := range (corroboration.Weigher{}).Facts(reports, nil) {
		deeds = append(deeds, *f.Deed)
		for _, c := range f.Claims {
			in[f.ID] = append(in[f.ID], doc[c])
		}
	}
	var out []factum.Commitment
	for _, c := range corroboration.Follow(deeds, nil, x.AsOf) {
		if slices.Contains(in[c.Fact], 0) {
			out = append(out, c)
		}
	}
	return out, in
}

// TestSituations measures forty promises and demands with what came of them, told in nine languages: the whole way from texts to links.
func TestSituations(t *testing.T) {
	reader := reading.New()
	coder, err := coding.New(coding.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var n, kinds, statuses, right, wanted, proposed, whole int
	for _, x := range situations(t) {
		n++
		all, in := x.followed(t, reader, coder)
		var c factum.Commitment
		for _, k := range all {
			if c.ID == "" || k.Kind == x.Kind && c.Kind != x.Kind {
				c = k
			}
		}
		var want, got []string
		for _, l := range x.Links {
			want = append(want, fmt.Sprintf("%d %s", l.Doc, l.As))
		}
		for _, f := range c.Followed {
			for _, d := range in[f.Fact] {
				got = append(got, fmt.Sprintf("%d %s", d, f.As))
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		want, got = slices.Compact(want), slices.Compact(got)
		wanted, proposed = wanted+len(want), proposed+len(got)
		for _, w := range want {
			if slices.Contains(got, w) {
				right++
			}
		}
		fault := ""
		switch {
		case c.ID == "":
			fault = "no commitment was read"
		case c.Kind != x.Kind:
			fault = "kind " + c.Kind + ", not " + x.Kind
		}
		if c.Kind == x.Kind {
			kinds++
		}
		if c.Status == x.Status {
			statuses++
		} else if fault == "" {
			fault = "status " + c.Status + ", not " + x.Status
		}
		if !slices.Equal(want, got) {
			fault += fmt.Sprintf(" links %v, not %v", got, want)
		}
		if fault == "" {
			whole++
			continue
		}
		fmt.Fprintf(&b, "%-22s %s\n", x.ID, strings.TrimSpace(fault))
	}
	head := fmt.Sprintf("Promises and demands with what came of them (testdata/commitments.jsonl), from texts to links.\n\n%d situations; whole right %d, kind right %d, status right %d\nlinks wanted %d, proposed %d, right %d\n\nnot right\n",
		n, whole, kinds, statuses, wanted, proposed, right)
	got := head + b.String()
	t.Log("\n" + got)
	golden.Check(t, "testdata/commitments.txt", []byte(got))
}
