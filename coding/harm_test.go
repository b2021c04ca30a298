package coding_test

import (
	"fmt"
	"strings"
	"testing"

	"factum"
)

// TestHarmed: whom a trigger harms is counted where the words say one or several, and where they give a number; nobody else is.
func TestHarmed(t *testing.T) {
	rules := coder(t)
	for _, c := range []struct{ text, want string }{
		{"De dader is doodgeschoten door de politie.", "killed 1-1"},
		{"Een cipier werd toegetakeld door een gevangene.", "wounded 1-1"},
		{"Moeder en dochter werden vermoord in Herstal.", "killed 2-2"},
		{"Agenten werden gedood in Mali.", "killed 2-"},
		{"De politieagent en twee burgers werden gedood in Mali.", "killed 2-2"},
		{"De moord op de journaliste Daphne Caruana Galizia schokte Malta.", "killed 1-1"},
		{"Aanslag in New York: acht doden, twaalf gewonden.", "killed 8-8 wounded 12-12"},
		{"Het leger beschoot de stad Aleppo.", ""},
		{"De politie sloeg de betogers in Minsk.", ""},
	} {
		doc := read(t, "nl", "", c.text)
		var got []string
		for _, cl := range rules.Code(doc, factum.Digest{}, "") {
			for _, q := range cl.Quantities {
				if q.Kind != "killed" && q.Kind != "wounded" {
					continue
				}
				n := fmt.Sprintf("%s %d-", q.Kind, q.Min)
				if q.Max != nil {
					n += fmt.Sprint(*q.Max)
				}
				got = append(got, n)
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %q, want %q", c.text, s, c.want)
		}
	}
}

// TestPointsBack: a heading that ran into its text and a definite noun further on are passages of one claim; what is only feared is none.
func TestPointsBack(t *testing.T) {
	const text = "Vijf doden bij schietpartij in Luik Bij een schietpartij in Luik zijn vijf mensen gedood. De schietpartij begon om acht uur. De burgemeester vreest voor een nieuwe schietpartij."
	claims := coder(t).Code(read(t, "nl", "", text), factum.Digest{}, "")
	if len(claims) != 1 || claims[0].Type != factum.Assault {
		t.Fatalf("%d claims, want one: %+v", len(claims), claims)
	}
	var also []string
	for _, p := range claims[0].Also {
		also = append(also, p.Text)
	}
	if got := strings.Join(also, "; "); got != "Vijf doden bij schietpartij in Luik; De schietpartij" {
		t.Errorf("further passages: %s", got)
	}
}
