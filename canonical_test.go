package factum

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/gowebpki/jcs"
)

// canonicalByLibrary is what the well-known library makes of the same value.
func canonicalByLibrary(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return jcs.Transform(b.Bytes())
}

func TestCanonical(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`{"b":1,"a":[true,false,null]}`, `{"a":[true,false,null],"b":1}`},
		{`{}`, `{}`}, {`[]`, `[]`}, {`{"a":{}}`, `{"a":{}}`},
		{`{"x":0.1,"y":30.5238,"z":50.45466,"w":1e21,"v":-0.0}`, `{"v":0,"w":1e+21,"x":0.1,"y":30.5238,"z":50.45466}`},
		{`"\u2028\u00e9\u0007\b\f\n\r\t\"\\\/"`, "\"\u2028é\\u0007\\b\\f\\n\\r\\t\\\"\\\\/\""},
		{`{"\ud83d\ude00":1,"\ue000":2}`, "{\"\U0001F600\":1,\"\ue000\":2}"},
		{`123456789012345`, `123456789012345`}, {`-1`, `-1`},
		{`{"ж":1,"z":2,"é":3}`, `{"z":2,"é":3,"ж":1}`},
	} {
		got, err := Canonical(json.RawMessage(c.in))
		if err != nil || string(got) != c.want {
			t.Errorf("%s: %s %v, want %s", c.in, got, err, c.want)
		}
	}
	if _, err := Canonical(json.RawMessage(`{"b":1,"a":2,"b":3}`)); err == nil {
		t.Error("a key that stands twice is not refused")
	}
}

// FuzzCanonical holds our writer against the library, and the result against itself.
func FuzzCanonical(f *testing.F) {
	for _, s := range []string{`{"b":[1,2.5,{"z":"\u0000x","a":-3}],"a":"\u2029"}`, `[1e300,0.00001,123456789012345678]`, `"\ud800"`, `{"a":{"c":1,"b":[[]]}}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var v any
		if json.Unmarshal([]byte(s), &v) != nil {
			return
		}
		want, werr := canonicalByLibrary(v)
		got, err := Canonical(v)
		if (err == nil) != (werr == nil) {
			t.Fatalf("%q: %v, the library %v", s, err, werr)
		}
		if err == nil && !bytes.Equal(got, want) {
			t.Fatalf("%q: %s, the library %s", s, got, want)
		}
	})
}

func BenchmarkCanonical(b *testing.B) {
	v := map[string]any{}
	for i := range 40 {
		v[string(rune('a'+i%26))+string(rune('a'+i/26))] = map[string]any{"text": "De brug over de rivier is vernield – vrijdag", "span": []int{i, i + 44}, "lat": 50.45466}
	}
	b.Run("ours", func(b *testing.B) {
		for b.Loop() {
			if _, err := Canonical(v); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("library", func(b *testing.B) {
		for b.Loop() {
			if _, err := canonicalByLibrary(v); err != nil {
				b.Fatal(err)
			}
		}
	})
}
