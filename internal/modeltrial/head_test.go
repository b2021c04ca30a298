package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"factum"
	"factum/coding"
)

// vector is the embedding of a stand-in: what a text speaks of.
func vector(text string) []float64 {
	v := make([]float64, 4)
	for i, w := range []string{"shelled", "met", "asked", "rain"} {
		if strings.Contains(text, w) {
			v[i] = .5
		}
	}
	return v
}

func TestHead(t *testing.T) {
	none := len(factum.EventTypes)
	assault, consult := slices.Index(factum.EventTypes, factum.Assault), slices.Index(factum.EventTypes, factum.Consult)
	h := fit([][]float64{vector("shelled"), vector("met"), vector("rain"), vector("shelled rain")}, [][]int{{assault}, {consult}, {none}, {assault, none}}, none+1)
	if typ, likely, quiet := h.guess(vector("shelled")); typ != factum.Assault || likely < .6 || quiet > .3 {
		t.Errorf("%s %.2f, nothing %.2f", typ, likely, quiet)
	}
	if _, likely, quiet := h.guess(vector("rain")); quiet < .6 || likely > .3 {
		t.Errorf("%.2f, nothing %.2f", likely, quiet)
	}
	asked := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var q struct{ Input []string }
		if err := json.NewDecoder(r.Body).Decode(&q); err != nil || r.URL.Path != "/v1/embeddings" {
			t.Errorf("%s: %v", r.URL, err)
		}
		asked++
		if strings.Contains(q.Input[0], "fault") {
			w.WriteHeader(500)
			return
		}
		var data []map[string]any
		for i, text := range q.Input {
			data = append(data, map[string]any{"index": i, "embedding": vector(text)})
		}
		json.NewEncoder(w).Encode(map[string]any{"data": data})
	}))
	defer s.Close()
	rules, err := coding.New(coding.Options{Langs: []string{"en"}})
	if err != nil {
		t.Fatal(err)
	}
	c := &headed{Rules: rules, head: h, embed: &embedder{url: s.URL + "/v1/embeddings", known: map[string][]float64{}}, say: .5, hush: .6}
	code := func(text string) []factum.Claim {
		d := &factum.Document{Lang: "en", Text: text, Sentences: []factum.Span{{End: len(text)}}}
		return c.Code(d, factum.DigestOfString(text), "")
	}
	for text, want := range map[string]factum.EventType{"Nobody knows who met here.": factum.Consult, "It was rain.": "", "Russian troops attacked Kyiv in the rain.": ""} {
		got := code(text)
		if want == "" && len(got) > 0 || want != "" && (len(got) != 1 || got[0].Type != want) {
			t.Errorf("%q: %+v", text, got)
		}
	}
	if n := asked; n != 3 || len(code("It was rain.")) > 0 || asked != n {
		t.Errorf("asked %d times, then %d", n, asked)
	}
	if code("a fault"); c.embed.failed() == nil {
		t.Error("a failed request is not told")
	}
}
