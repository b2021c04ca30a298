package corroboration

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand"
	"slices"
	"testing"
	"time"

	"factum"
)

func canonical(t testing.TB, fs []factum.Fact) []byte {
	b, err := json.Marshal(fs)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestAnyOrderAnyBatch weighs one set of reports in fifty orders and in fifty batchings of whole components.
func TestAnyOrderAnyBatch(t *testing.T) {
	w := newWorld(3, 30)
	for i := range 160 {
		w.happen(i, 60)
	}
	for i, p := range pairs() { // all the odd cases as well
		for j, r := range []factum.Report{p.a, p.b} {
			r.Claim.ID = factum.NewClaimID(factum.DigestOfString(fmt.Sprint("pair", i, j)), "text", factum.Digest{}, r.Claim.Type, factum.Span{}, 0)
			w.reports = append(w.reports, r)
		}
	}
	want := Weigher{}.Facts(w.reports, nil)
	wantBytes := canonical(t, want)
	rng := rand.New(rand.NewSource(1))
	parts := components(w.reports)
	if len(parts) < 20 {
		t.Fatalf("only %d components: batching is not put to the test", len(parts))
	}
	for n := range 50 {
		rs := slices.Clone(w.reports)
		rng.Shuffle(len(rs), func(i, j int) { rs[i], rs[j] = rs[j], rs[i] })
		if n%10 == 0 {
			rs = append(rs, rs[:40]...) // a claim given twice is one claim
		}
		if got := canonical(t, Weigher{}.Facts(rs, nil)); !bytes.Equal(got, wantBytes) {
			t.Fatalf("order %d gives other facts", n)
		}
		batches := make([][]factum.Report, 1+rng.Intn(12))
		for _, p := range parts {
			i := rng.Intn(len(batches))
			batches[i] = append(batches[i], p...)
		}
		got := map[factum.FactID]factum.Fact{}
		for _, b := range batches {
			for _, f := range (Weigher{}).Facts(b, nil) {
				got[f.ID] = f
			}
		}
		var all []factum.Fact
		for _, f := range want {
			all = append(all, got[f.ID])
		}
		if len(got) != len(want) || !bytes.Equal(canonical(t, all), wantBytes) {
			t.Fatalf("batching %d gives other facts (%d, want %d)", n, len(got), len(want))
		}
	}
}

// TestSealChangesOnlyIDs reverses the order in which claims were sealed: partition, values and lines stay.
func TestSealChangesOnlyIDs(t *testing.T) {
	w := newWorld(4, 20)
	for i := range 120 {
		w.happen(i, 60)
	}
	shape := func(rs []factum.Report) string {
		var out []string
		for _, f := range (Weigher{}).Facts(rs, nil) {
			cs := slices.Clone(f.Claims)
			slices.Sort(cs)
			s := fmt.Sprint(f.Headline, f.Support, f.Contradicted, f.Fragility, cs)
			for _, e := range f.Elements {
				s += fmt.Sprint(e.Name, string(e.Value), e.Lines, e.Contradicted)
			}
			var ls []string
			for _, l := range f.Lines {
				cs := slices.Clone(l.Claims)
				slices.Sort(cs)
				ls = append(ls, fmt.Sprint(cs, l.Speaker, l.Wire, l.Why, l.Interest))
			}
			slices.Sort(ls)
			out = append(out, s+fmt.Sprint(ls))
		}
		slices.Sort(out)
		return fmt.Sprint(out)
	}
	want := shape(w.reports)
	for i := range w.reports {
		w.reports[i].Seal.Act = factum.ActIndex(len(w.reports) - i)
	}
	if got := shape(w.reports); got != want {
		t.Errorf("the order of sealing changes more than ids")
	}
}

// crowd is n reports of one much reported week in one town: one happening's slots, a little different each.
func crowd(n int) []factum.Report {
	w := newWorld(9, 3)
	rs := make([]factum.Report, 0, n)
	for i := range n {
		o := w.outlets[i%len(w.outlets)]
		r := w.report(factum.Assault, "explosives", "civilians", "RUS", w.towns[0], 19100+i%5/4, int64(40+i%13), "", o)
		r.Source = factum.SourceID(fmt.Sprint("src_", i%700))
		r.Wire = []string{"", "", "Reuters", "AFP"}[i%4]
		r.Seal = factum.Seal{Act: factum.ActIndex(i)}
		r.Capture = factum.DigestOfString(fmt.Sprint("crowd", i))
		r.Claim.Document = r.Capture
		r.Claim.ID = factum.NewClaimID(r.Capture, "text", r.Capture, r.Claim.Type, factum.Span{}, 0)
		rs = append(rs, r)
	}
	return rs
}

// TestCrowd holds a component of 20,000 near-identical reports to a time that quadratic work could not keep: ten times
// what it takes here, so that a slow machine passes.
func TestCrowd(t *testing.T) {
	rs := crowd(20000)
	for i := range rs { // half of them on the word of somebody who has a side
		if i%2 == 0 {
			rs[i].Claim.Attribution = []factum.Attribution{{Code: []string{"UKR", "RUS", "NATO"}[i%3], Role: "spokesperson", Form: "indirect"}}
		}
	}
	start := time.Now()
	fs := Weigher{}.Facts(rs, nil)
	took := time.Since(start)
	t.Logf("20,000 reports of one place and week: %d facts in %v", len(fs), took)
	if took > 15*time.Second {
		t.Errorf("took %v", took)
	}
	most := 0
	for _, f := range fs {
		most = max(most, len(f.Claims))
	}
	if most < 10000 {
		t.Errorf("the largest fact holds %d claims", most)
	}
}

func benchmark(b *testing.B, happenings, towns, days int) {
	w := newWorld(11, towns)
	for i := range happenings {
		w.happen(i, days)
	}
	largest := len(components(w.reports)[0])
	b.ResetTimer()
	facts := 0
	for range b.N {
		facts = len(Weigher{}.Facts(w.reports, nil))
	}
	b.ReportMetric(float64(len(w.reports)), "claims")
	b.ReportMetric(float64(largest), "largest-component")
	b.ReportMetric(float64(facts), "facts")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(w.reports)), "ns/claim")
}

func BenchmarkFacts10k(b *testing.B)  { benchmark(b, 2000, 200, 700) }
func BenchmarkFacts100k(b *testing.B) { benchmark(b, 20000, 600, 1400) }

func BenchmarkCrowd20k(b *testing.B) {
	rs := crowd(20000)
	b.ResetTimer()
	for range b.N {
		Weigher{}.Facts(rs, nil)
	}
}

func BenchmarkKeys(b *testing.B) {
	w := newWorld(11, 50)
	for i := range 200 {
		w.happen(i, 100)
	}
	n := 0
	for i := range b.N {
		n += len(Weigher{}.Anchors(w.reports[i%len(w.reports)]).Keys)
	}
	b.ReportMetric(float64(n)/float64(b.N), "keys/claim")
}
