package coding_test

import (
	"fmt"
	"strings"
	"testing"

	"factum"
	"factum/coding"
	"factum/reading"
	"factum/reading/mentions"
)

// read makes a document of a text as a record would.
func read(t testing.TB, lang, date, text string) *factum.Document {
	t.Helper()
	r := &reading.Reader{Find: mentions.Find}
	docs, err := r.Read([]byte(text), reading.Meta{Lang: lang, Date: date, Name: "text.txt"})
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return &docs[0]
}

func coder(t testing.TB) *coding.Rules {
	t.Helper()
	c, err := coding.New(coding.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestExamples codes every example of the lexicons: the claims named and no others.
func TestExamples(t *testing.T) {
	c := coder(t)
	for _, lang := range c.Langs() {
		list := c.Examples(lang)
		if len(list) < 100 {
			t.Errorf("%s: only %d examples", lang, len(list))
		}
		for _, ex := range list {
			cs := c.Code(read(t, lang, "2022-04-12", ex.Text), factum.Digest{}, "")
			if why := differs(ex.Types, cs); why != "" {
				t.Errorf("%s:%d: %s\n  %s", ex.File, ex.Line, ex.Text, why)
			}
		}
	}
}

func differs(want []string, cs []factum.Claim) string {
	var full []string
	for _, x := range cs {
		full = append(full, fmt.Sprintf("%s(%s)/%s [%s]", x.Type, x.Object, x.Modality, strings.Join(x.Why, "; ")))
	}
	bad := func() string { return fmt.Sprintf("want %v, got %s", want, strings.Join(full, " + ")) }
	if len(want) != len(cs) {
		return bad()
	}
	used := make([]bool, len(cs))
	for _, w := range want {
		typ, modality, _ := strings.Cut(w, "/")
		typ, object, hasObject := strings.Cut(strings.TrimSuffix(typ, ")"), "(")
		found := false
		for i, x := range cs {
			if !used[i] && string(x.Type) == typ && (!hasObject || string(x.Object) == object) && (modality == "" || string(x.Modality) == modality) {
				used[i], found = true, true
				break
			}
		}
		if !found {
			return bad()
		}
	}
	return ""
}
