package storetest

import (
	"encoding/json"
	"reflect"
	"testing"

	"factum"
	"factum/store"
)

// orders: of each kind and name the last stands, null takes away, all are kept, and what is erased was never given.
func orders(t *testing.T, fresh func(*testing.T) func() store.Index) {
	x := fresh(t)()
	defer x.Close()
	s := newSample(t)
	give := func(kind, name, value string) factum.ActIndex {
		return s.act(factum.Configured, kind+name+value, nil, map[string]any{"by": "anna", "order": factum.Ordered{Kind: kind, Name: name, Value: json.RawMessage(value), Reason: "r"}})
	}
	give(factum.OrderDelay, "", "7")
	give(factum.OrderQuery, "a", `{"type":"ASSAULT"}`)
	last := give(factum.OrderDelay, "", "14")
	give(factum.OrderQuery, "b", `{"type":"AID"}`)
	give(factum.OrderQuery, "a", "null")
	apply(t, x, s)
	stand := func(f store.Filter) (out []string) {
		t.Helper()
		p, err := x.Orders(ctx, f)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range p.Items {
			if o.By != "anna" || o.At == "" || o.Reason != "r" {
				t.Errorf("an order without its person, time or reason: %+v", o)
			}
			out = append(out, o.Kind+" "+o.Name+" "+string(o.Value))
		}
		return out
	}
	want := []string{"delay  14", `query b {"type":"AID"}`}
	if got := stand(store.Filter{}); !reflect.DeepEqual(got, want) {
		t.Errorf("what stands: %q, want %q", got, want)
	}
	if got := stand(store.Filter{Type: factum.OrderDelay}); !reflect.DeepEqual(got, want[:1]) {
		t.Errorf("delays: %q", got)
	}
	if got := stand(store.Filter{Status: "all"}); len(got) != 5 {
		t.Errorf("all: %q", got)
	}
	s.act(factum.Erased, "gone", nil, map[string]any{"by": "anna", "erasure": factum.Erasure{Acts: []factum.ActIndex{last}, Ground: "consent-withdrawn", Authority: "a"}, "reason": "r"})
	apply(t, x, s)
	if got := stand(store.Filter{Type: factum.OrderDelay}); !reflect.DeepEqual(got, []string{"delay  7"}) {
		t.Errorf("after the later delay was erased: %q", got)
	}
}
