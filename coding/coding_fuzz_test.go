package coding

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"factum"
	"factum/reading"
	"factum/reading/mentions"
)

// FuzzLexicon feeds a file of a lexicon: it is refused with file, line and reason, or what it says can be coded with.
func FuzzLexicon(f *testing.F) {
	f.Add("[order] subject-verb-object marked-infinitive\n[order]\nsubject-verb-object marked-infinitive\n[inflect verb]\n. 0 . pres:s past:ed part:ed ing:ing\n[cue det]\nthe a\n[class human]\nsoldier\n[frame assault.attack]\nv attack | subj:human\nn attack | of+agent:ANY\n")
	f.Add("[order]\nfree clause-commas\n[case nom acc]\n*и війська\n[plural verb]\n*ли\n[plural noun]\n*и\n[unknown past]\n*али\n[frame retreat.withdraw]\nv від|ступити | refl obj:force weak intr actor=subj\n")
	f.Add("[frame nobody.knows]\nv x")
	f.Add("[inflect verb]\nX 9 ~-^=_ past*:+ stop\n[irregular verb]\nbe was +been\n[prefix]\nge\n[frame coerce.arrest]\nx <be> {human} .. under ~ arrest | !any:human,=x sure\n")
	f.Add("[examples]\nASSAULT/denied | no\n[verb say]\nsay\n[home]\nUKR")
	place := regexp.MustCompile(`lexicon/en(/a\.txt:\d+: .|: )`)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 {
			return
		}
		c, err := New(Options{Files: fstest.MapFS{"lexicon/en/a.txt": {Data: []byte(text)}}})
		if err != nil {
			if !place.MatchString(err.Error()) {
				t.Fatalf("no place and reason in %q", err)
			}
			return
		}
		fuzzCode(t, c, "The soldiers attacked a village near Goma. Війська відступили. They were arrested, and be was been under human arrest.", "en")
	})
}

// FuzzCodebook feeds a codebook.
func FuzzCodebook(f *testing.F) {
	f.Add(codebookText)
	f.Add("version 1\ntype AID\n planned AGREE\nframe aid.give\n recipient goal obj\n is items violence\n embeds judge\n harm killed\n excludes sport\n")
	f.Add("frame x")
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := readCodebook("codebook.txt", text); err != nil && !strings.HasPrefix(err.Error(), "codebook.txt") {
			t.Fatalf("no place in %q", err)
		}
	})
}

// FuzzCode codes any text in any of the languages, twice.
func FuzzCode(f *testing.F) {
	c, err := New(Options{})
	if err != nil {
		f.Fatal(err)
	}
	langs := c.Langs()
	for i, lang := range langs {
		for _, e := range c.Examples(lang)[:6] {
			f.Add(e.Text, uint8(i))
		}
	}
	f.Add("«« he said that that that, who which , and, and ; ( – \"'\n\n# x\n\n'", uint8(1))
	f.Add("He had seen the previously", uint8(slices.Index(langs, "en"))) // ends where a noun should follow
	f.Fuzz(func(t *testing.T, text string, lang uint8) {
		if len(text) > 4000 {
			return
		}
		fuzzCode(t, c, text, langs[int(lang)%len(langs)])
	})
}

// fuzzCode holds the claims of a text to what every claim promises: its spans are the words it shows, and the same text gives the same.
func fuzzCode(t *testing.T, c *Rules, text, lang string) {
	t.Helper()
	id := factum.DigestOfString(text)
	doc, err := (&reading.Reader{Find: mentions.Find}).ReadText(text, reading.Meta{Lang: lang, Date: "2023-05-11", Capture: id})
	if err != nil {
		return
	}
	claims := c.Code(&doc, id, "x")
	in := func(part string) string {
		if part == "title" {
			return doc.Title
		}
		return doc.Text
	}
	shown := func(part string, sp factum.Span, words string) {
		if p := in(part); sp.Start < 0 || sp.End > len(p) || sp.Start > sp.End || sp.In(p) != words {
			t.Fatalf("%q is not at %v of the %s", words, sp, part)
		}
	}
	for _, x := range claims {
		shown(x.Part, x.Passage.Span, x.Passage.Text)
		shown(x.Part, x.Trigger.Span, x.Trigger.Text)
		for _, list := range [][]factum.Actor{x.Actors, x.Recipients, x.Participants} {
			for _, a := range list {
				shown(x.Part, a.Span, a.Text)
			}
		}
		for _, p := range x.Also {
			shown(p.Part, p.Span, p.Text)
		}
		if len(x.Why) == 0 {
			t.Fatalf("a claim without a reason: %+v", x)
		}
	}
	if again := c.Code(&doc, id, "x"); !reflect.DeepEqual(claims, again) {
		t.Fatal("the same text gives other claims")
	}
}
