package world

import (
	"math/bits"
	"reflect"
	"slices"
	"testing"

	"factum"
)

func TestSameSeedSameWorld(t *testing.T) {
	a, at := Generate(11, 800)
	b, bt := Generate(11, 800)
	if !reflect.DeepEqual(a, b) || !reflect.DeepEqual(at, bt) {
		t.Error("two worlds of one seed differ")
	}
	if c, _ := Generate(12, 800); reflect.DeepEqual(a, c) {
		t.Error("two seeds give one world")
	}
}

// TestTruthHolds checks what every world has to have: a truth for each claim, words where the spans say, every type, language and way, and copies that are of the origin of what they copy.
func TestTruthHolds(t *testing.T) {
	rs, truth := Generate(13, 4000)
	if len(rs) != len(truth.Claims) || len(rs) < 4000 || len(rs) > 5000 {
		t.Fatalf("%d reports, %d of them with a truth; about 4000 were asked for", len(rs), len(truth.Claims))
	}
	types, languages, ways, copies := map[factum.EventType]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	first := map[factum.Digest]map[int]string{} // capture, happening → origin
	for _, r := range rs {
		told := truth.Claims[r.Claim.ID]
		c := r.Claim
		types[c.Type]++
		languages[c.Lang]++
		ways[told.Way]++
		copies[told.Copy]++
		if c.Passage.Text == "" || c.Trigger.Span.Len() <= 0 || r.Print == 0 || told.Origin == "" {
			t.Fatalf("%s says nothing: %+v", c.ID, c)
		}
		if told.Denial != (c.Modality == factum.Denied) {
			t.Errorf("%s: denial %v but %s", c.ID, told.Denial, c.Modality)
		}
		if first[told.Capture] == nil {
			first[told.Capture] = map[int]string{}
		}
		if o, ok := first[told.Capture][told.Happening]; ok && o != told.Origin {
			t.Errorf("%s: one article tells of happening %d on two grounds, %s and %s", c.ID, told.Happening, o, told.Origin)
		}
		first[told.Capture][told.Happening] = told.Origin
	}
	for _, r := range rs {
		told := truth.Claims[r.Claim.ID]
		if o := first[told.From][told.Happening]; o != "" && o != told.Origin {
			t.Errorf("%s is taken from a text with origin %s, its own is %s", r.Claim.ID, o, told.Origin)
		}
	}
	for _, typ := range factum.EventTypes {
		if types[typ] == 0 {
			t.Errorf("no %s", typ)
		}
	}
	for _, lang := range langs {
		if languages[lang] < len(rs)/50 {
			t.Errorf("only %d claims in %s", languages[lang], lang)
		}
	}
	for _, w := range []string{"own", "statement", "witness", "wire", "cite", "background", "denial", "retraction"} {
		if ways[w] == 0 {
			t.Errorf("nothing came about by %s", w)
		}
	}
	for _, c := range []string{"", "verbatim", "whitespace", "headline", "shortened", "translated"} {
		if copies[c] == 0 {
			t.Errorf("no copy is %q", c)
		}
	}
	if !slices.ContainsFunc(truth.Happenings, func(h Happening) bool { return h.Twin != "" }) {
		t.Error("no near twins")
	}
}

// TestTextsDiffer holds that articles on different happenings are different texts: their prints lie as far apart as those of real news, some 20 to 27 bits in the middle.
func TestTextsDiffer(t *testing.T) {
	rs, truth := Generate(14, 1500)
	far, n := 0, 0
	for i := range rs {
		for j := range i {
			a, b := &rs[i], &rs[j]
			if a.Claim.Lang == b.Claim.Lang && a.Capture != b.Capture && truth.Claims[a.Claim.ID].Happening != truth.Claims[b.Claim.ID].Happening {
				n++
				if bits.OnesCount64(a.Print^b.Print) > 15 {
					far++
				}
			}
		}
	}
	if far*10 < n*9 {
		t.Errorf("only %d of %d pairs of articles on two happenings differ in more than 15 bits of their prints", far, n)
	}
}
