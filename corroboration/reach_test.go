package corroboration

import (
	"testing"

	"factum"
)

// TestReach holds that what is left out because it lies out of reach would never have been put together.
func TestReach(t *testing.T) {
	w := newWorld(5, 6) // few towns, so that much is told of each
	for i := range 250 {
		w.happen(i, 70)
	}
	rs := w.reports
	for _, p := range pairs() {
		rs = append(rs, p.a, p.b)
	}
	out, far := 0, 0
	for i := range rs {
		v := viewOf(&rs[i])
		for j := range i {
			u := viewOf(&rs[j])
			if u.kind() != v.kind() || u.reach().meets(v.reach()) {
				continue
			}
			far++
			a, b := alone(u), alone(v)
			a.documents, b.documents = []string{"one"}, []string{"one"}
			// Also with all that could be said of what they are one node with.
			a.numbers = append(a.numbers, number{kind: "killed", unit: "person", min: 40, max: 40})
			b.numbers = a.numbers
			if judge(a, b, false).joins {
				out++
				t.Errorf("%s and %s are out of reach and would be put together: %+v, %+v", u.id, v.id, u.when, v.when)
			}
		}
	}
	if far < 1000 {
		t.Errorf("only %d pairs out of reach", far)
	}
	// The reach of a denial of what passes has no bounds.
	d := factum.Report{Claim: factum.Claim{Type: factum.Retreat, Modality: factum.Denied, Time: &factum.ClaimTime{From: "2022-04-01", To: "2022-04-01", Precision: "day"}}}
	if a := (Weigher{}).Anchors(d); a.From != minDay || a.To != maxDay {
		t.Errorf("a denied retreat reaches from %d to %d", a.From, a.To)
	}
}
