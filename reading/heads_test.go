package reading

import (
	"strings"
	"testing"
)

// TestWrongHeads: a mistake in the table of heads is refused with its file, line and reason.
func TestWrongHeads(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"# head\nnl\tdate\tdatum | gepubliceerd\n*\tagency\tANP\n", ""},
		{"nl\tdate\n", "table:1: 2 fields"},
		{"# head\nxx\tdate\tdatum\n", "table:2: \"xx\" is no language"},
		{"nl\tdatum\tdatum\n", "table:1: \"datum\" is no class of this table; want one of date title"},
		{"nl\tdate\tdatum | | dag\n", "table:1: an empty form"},
	} {
		_, err := parseHeads("table", c.text)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%q: got %v, want %s", c.text, err, c.want)
		}
	}
}
