package coding_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"factum"
	"factum/coding"
	"factum/score"
)

// TestSeed codes the article that the project began with, where it is at hand.
func TestSeed(t *testing.T) {
	path := filepath.Join("..", "..", "shared", "seed", "navo-2022-04.nl.txt")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Skip("the seed article is not at hand; this test checked nothing")
	}
	gold, err := score.Read(score.GoldPath(path), string(b))
	if err != nil {
		t.Fatal(err)
	}
	doc := read(t, gold.Lang, gold.Published, string(b))
	r := score.Compare(gold, doc, coder(t).Code(doc, factum.Digest{}, path))
	if r.Matched < 11 || r.Extra > 3 || len(r.Violations) > 0 || r.Quotes < 3 {
		t.Errorf("matched %d of %d, %d extra, %d quotes\nmissed %q\ndiffers %q\nextra %q\nviolations %q", r.Matched, r.Gold, r.Extra, r.Quotes, r.Missed, r.Differs, r.Extras, r.Violations)
	}
}

// TestDevelopment holds the development articles to what they reached; it is no measure of unseen text.
func TestDevelopment(t *testing.T) {
	c := coder(t)
	for lang, least := range map[string]float64{"en": .80, "nl": .80} {
		articles, err := score.Articles([]string{filepath.Join("testdata", "dev", lang)})
		if err != nil {
			t.Fatal(err)
		}
		var sum score.Total
		for _, a := range articles {
			b, err := os.ReadFile(a)
			if err != nil {
				t.Fatal(err)
			}
			gold, err := score.Read(score.GoldPath(a), string(b))
			if err != nil {
				t.Fatal(err)
			}
			doc := read(t, gold.Lang, gold.Published, string(b))
			r := score.Compare(gold, doc, c.Code(doc, factum.Digest{}, a))
			if r.Gold == 0 && r.Extra > 0 {
				t.Errorf("%s: claims in an article on another subject: %q", a, r.Extras)
			}
			sum.Add(r)
		}
		t.Logf("%s: precision %.3f recall %.3f F1 %.3f", lang, sum.Precision(), sum.Recall(), sum.F1())
		if sum.F1() < least {
			t.Errorf("%s: type F1 %.3f on the development articles, was at least %.2f", lang, sum.F1(), least)
		}
	}
}

const article = `Drones hit Odesa

The mayor of Odesa said on Tuesday that Russian drones had struck a school in the city. "Three teachers were killed," he said.
The EU condemned the attack and promised to send generators to Ukraine. Moscow denied that its army had attacked the school.
Germany will host talks in Berlin on Friday.`

// TestSame codes one document many times at once: the same bytes each time.
func TestSame(t *testing.T) {
	c := coder(t)
	want, err := factum.Canonical(c.Code(read(t, "en", "2022-04-12", article), factum.Digest{}, "x"))
	if err != nil || len(want) < 100 {
		t.Fatalf("%s %v", want, err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			got, err := factum.Canonical(c.Code(read(t, "en", "2022-04-12", article), factum.Digest{}, "x"))
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("differs: %v\n%s\n%s", err, got, want)
			}
		}()
	}
	wg.Wait()
}

// TestClaimForm checks what every claim has to be, whatever the words.
func TestClaimForm(t *testing.T) {
	c := coder(t)
	doc := read(t, "en", "2022-04-12", article)
	cs := c.Code(doc, factum.DigestOfString("d"), "ref")
	if len(cs) < 4 {
		t.Fatalf("only %d claims", len(cs))
	}
	check(t, doc, cs)
	b, err := json.Marshal(cs)
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range []string{"modes", "actors", "recipients", "participants", "attribution", "quantities", "items", "also", "why"} {
		if strings.Contains(string(b), `"`+list+`":null`) {
			t.Errorf("%s is null", list)
		}
	}
}

func check(t testing.TB, doc *factum.Document, cs []factum.Claim) {
	ids := map[factum.ClaimID]bool{}
	at := 0
	for _, x := range cs {
		text := doc.PartText(x.Part)
		for _, w := range []factum.Words{x.Passage, x.Trigger} {
			if w.Text == "" || w.Span.In(text) != w.Text || !utf8.ValidString(w.Text) && utf8.ValidString(text) {
				t.Errorf("%v is not the words %q", w.Span, w.Text)
			}
		}
		for _, a := range append(append([]factum.Actor{}, x.Actors...), x.Recipients...) {
			if a.Text == "" || a.Basis == "" {
				t.Errorf("an actor without words or basis: %+v", a)
			}
		}
		if x.V != 1 || x.Document.IsZero() && x.Ref == "" || !x.Type.Valid() || x.Quad != x.Type.Quad() || len(x.Why) == 0 || x.Coder.Codebook == "" {
			t.Errorf("incomplete: %+v", x)
		}
		if x.Confidence <= 0 || x.Confidence >= 1 {
			t.Errorf("confidence %v", x.Confidence)
		}
		known := false
		for _, m := range factum.Modalities {
			known = known || m == x.Modality
		}
		if !known || ids[x.ID] || x.Object != "" && !x.Object.Valid() {
			t.Errorf("modality %q, object %q or id %s twice", x.Modality, x.Object, x.ID)
		}
		ids[x.ID] = true
		if x.Part == factum.PartText {
			if x.Trigger.Span.Start < at {
				t.Error("not in text order")
			}
			at = x.Trigger.Span.Start
		}
	}
}

func TestUnknownLanguage(t *testing.T) {
	cs := coder(t).Code(read(t, "sv", "2022-04-12", "Ryssland angriper Charkiv."), factum.Digest{}, "")
	if cs == nil || len(cs) != 0 {
		t.Errorf("%v, want an empty list", cs)
	}
}

// TestRefused gives New lexicons with a mistake each: refused with file, line and reason.
func TestRefused(t *testing.T) {
	for _, x := range []struct{ text, want string }{
		{"[frame nothing.such]\n", "zz/a.txt:1: the codebook has no frame"},
		{"[class human]\nman\n[frame assault.attack]\nv attack | obj:nonsense\n", "zz/a.txt:4: no class or kind \"nonsense\""},
		{"[frame assault.attack]\nv attack | nowhere:ANY\n", "zz/a.txt:2: no slot \"nowhere\""},
		{"[frame assault.attack]\nq attack\n", "zz/a.txt:2: an entry begins with v, n or x"},
		{"[frame assault.attack]\nv attack, \n", "zz/a.txt:2: an entry without words"},
		{"[frame assault.attack]\nv .. attack\n", "zz/a.txt:2: a gap stands between words"},
		{"[cue nonsense]\nand\n", "zz/a.txt:1: no cue \"nonsense\""},
		{"[prep nonsense]\nin\n", "zz/a.txt:2: a preposition leads no slot"},
		{"[inflect verb]\nCy one . pres:s\n", "zz/a.txt:2: STRIP is a number"},
		{"[inflect verb]\nCy 1 . noform:s\n", "zz/a.txt:2: no form noform:s"},
		{"[nonsense]\n", "zz/a.txt:1: no section"},
		{"attack\n", "zz/a.txt:1: stands before any [section]"},
		{"[examples]\nASSAULT without a bar\n", "zz/a.txt:2: an example is TYPES | sentence"},
		{"[irregular verb]\ngo\n", "zz/a.txt:2: an irregular word is"},
		{"[frame assault.attack]\nv attack_on\n", "zz/a.txt:2: words of an entry stand apart"},
		{"[class human]\nold_man\n", "zz/a.txt:2: a class holds single words"},
		{"[order]\nany\n", "zz/a.txt:2: order is"},
	} {
		files := fstest.MapFS{"lexicon/zz/a.txt": {Data: []byte(x.text)}}
		_, err := coding.New(coding.Options{Files: files})
		if err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%q: %v, want %q", x.text, err, x.want)
		}
		if err != nil && factum.KindOf(err) != factum.Invalid {
			t.Errorf("%q: kind %v", x.text, factum.KindOf(err))
		}
	}
	if _, err := coding.New(coding.Options{Files: fstest.MapFS{}}); factum.KindOf(err) != factum.Missing {
		t.Errorf("no lexicon at all: %v", err)
	}
}

// TestOtherLexicon codes a made-up language: the engine knows none.
func TestOtherLexicon(t *testing.T) {
	files := fstest.MapFS{"lexicon/zz/a.txt": {Data: []byte("[order]\nsubject-verb-object\n[class human]\nblorp\n[inflect verb]\n. 0 . past:um\n[frame assault.attack]\nv grak | obj:human\n")}}
	c, err := coding.New(coding.Options{Files: files})
	if err != nil {
		t.Fatal(err)
	}
	doc := &factum.Document{Lang: "zz", Text: "Zed grakum blorp.", Sentences: []factum.Span{{Start: 0, End: 17}}}
	cs := c.Code(doc, factum.Digest{}, "r")
	if len(cs) != 1 || cs[0].Type != factum.Assault || cs[0].Trigger.Text != "grakum" {
		t.Errorf("%+v", cs)
	}
}
