package custody

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"
	"time"

	"factum"
)

// hardDraft has values that look like what encloses them.
func hardDraft() factum.Draft {
	return factum.Draft{Key: `"],"key":["`, Kind: factum.Captured,
		Detail: map[string]any{"via": `"sealed":{"by":"sha256:`, "list": []any{"a", `},"v":1}`, 7}},
		Sealed: map[string]any{"by": `anna "],[{`, "ключ": "}\n]", "origin": map[string]any{"path": `a\b"c`, "of": []any{[]any{"]"}, nil, true, -5}},
			"subject": factum.Subject{SHA256: factum.DigestOfString("x"), SHA512: factum.SHA512Of([]byte("x")), Size: 1}}}
}

func hardLines(t testing.TB) (act, openings []byte, a factum.Act) {
	t.Helper()
	n := byte(0)
	a, o, err := hardDraft().Seal(time.Unix(0, 0), factum.Version{Name: "factum", Version: "1"}, func(b []byte) {
		for i := range b {
			n++
			b[i] = n
		}
	})
	if err == nil {
		act, err = factum.Canonical(a)
	}
	if err == nil {
		openings, err = factum.Canonical(o)
	}
	if err != nil {
		t.Fatal(err)
	}
	return act, openings, a
}

// What is taken out of a line without decoding it is what decoding gives.
func TestLinesTakenApart(t *testing.T) {
	act, openings, a := hardLines(t)
	if _, _, ok := sealedEnd(act, nil); !ok {
		t.Error("an act as factum writes it is not taken apart")
	}
	r, _ := takeAct(act, nil)
	if r.kind != a.Kind || !r.known || len(r.sealed) != len(a.Sealed) {
		t.Errorf("got %+v", r)
	}
	for i, name := range slices.Sorted(maps.Keys(a.Sealed)) {
		if r.sealed[i] != (sealedField{name, a.Sealed[name]}) {
			t.Errorf("%s: got %+v", name, r.sealed[i])
		}
	}
	raw, ok := splitOpenings(openings, nil)
	if !ok || !fitOpenings(r.sealed, raw) {
		t.Fatalf("its openings do not fit: %v, %s", ok, openings)
	}
	for _, x := range raw {
		var o factum.Opening
		if err := json.Unmarshal(x.list, &o); err != nil || o.Name != string(x.name) || string(o.Value) != string(x.value()) {
			t.Errorf("%s: %v, %s for %s", x.name, err, x.value(), o.Value)
		}
		if o.Name == "subject" {
			if s, ok := takeSubject(x.value()); !ok || s.digest != factum.DigestOfString("x") || s.size != 1 {
				t.Errorf("%+v, %v", s, ok)
			}
		}
	}
}

// No byte of a line of openings can be changed, taken away or added without being noticed.
func TestOpeningsFitToTheByte(t *testing.T) {
	act, openings, _ := hardLines(t)
	r, _ := takeAct(act, nil)
	fits := func(line []byte) bool {
		raw, ok := splitOpenings(line, nil)
		return ok && fitOpenings(r.sealed, raw)
	}
	for i := range openings {
		for what, line := range map[string][]byte{
			"flipped": append(append(slices.Clone(openings[:i]), openings[i]^1), openings[i+1:]...),
			"removed": slices.Delete(slices.Clone(openings), i, i+1),
			"added":   slices.Insert(slices.Clone(openings), i, ' '),
		} {
			if fits(line) {
				t.Errorf("byte %d %s: %s", i, what, line)
			}
		}
	}
}

// Whatever a line holds, taking it apart ends, and gives no more than decoding it does.
func FuzzLines(f *testing.F) {
	act, openings, _ := hardLines(f)
	f.Add(act)
	f.Add(openings)
	f.Add([]byte(`{"act":"x","sealed":{},"v":1}`))
	f.Add([]byte(`{"by":["`))
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, fields, ok := sealedEnd(b, nil); ok && json.Valid(b) {
			var a factum.Act
			if err := json.Unmarshal(b, &a); err == nil && isCanonical(b) {
				r, _ := takeAct(b, nil)
				if len(fields) != len(a.Sealed) || r.kind != a.Kind {
					t.Errorf("%s: %+v", b, r)
				}
			}
		}
		if raw, ok := splitOpenings(b, nil); ok {
			for _, x := range raw {
				_ = x.value()
			}
		}
		takeSubject(b)
		takeResult(b)
	})
}
