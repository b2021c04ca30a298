package mentions

import (
	"strings"
	"testing"

	"factum/gazetteer"
	"factum/language"
)

// TestWrongRows: a mistake in any table of this room is refused with its file, line and reason.
func TestWrongRows(t *testing.T) {
	for _, c := range []struct{ table, row, want string }{
		{"times", "nl\tmonth\t1\tjanuari | jan", ""},
		{"times", "nl\tmonth\t1", "table:2: 3 fields"},
		{"times", "xx\tmonth\t1\tjanuari", "table:2: \"xx\" is no language"},
		{"times", "nl\tmaand\t1\tjanuari", "table:2: \"maand\" is no class of this table; want one of after"},
		{"times", "nl\tmonth\t13\tjanuari", "table:2: \"13\" is no value of class month"},
		{"times", "nl\tdaypart\tMO\tvanochtend", "table:2: \"MO\" is no value of class daypart"},
		{"times", "nl\tmonth\t1\t", "table:2: no forms"},
		{"times", "nl\tmonth\t1\tjanuari{nosuch}", "table:2: \"januari{nosuch}\": no set of endings \"nosuch\""},
		{"times", "nl\tmonth\t1\tjanuari{s", "table:2: \"januari{s\": '{' without '}'"},
		{"times", "nl\tmonth\t1\tjanuari || jan", "table:2: \"januari || jan\": no form between two bars"},
		{"numbers", "nl\tvague\t20-99\ttientallen", ""},
		{"numbers", "nl\tvague\t20\ttientallen", "table:2: \"20\" is no value of class vague"},
		{"numbers", "nl\tscale\t250\tx", "table:2: \"250\" is no value of class scale"},
		{"casualties", "nl\tverb\tkilled\tgedood", ""},
		{"casualties", "nl\tverb\tdead\tgedood", "table:2: \"dead\" is no value of class verb; want (killed"},
		{"casualties", "nl\tmoney\teuro\teuro", "table:2: \"euro\" is no value of class money"},
		{"guards", "nl\tdirection\tE\toosten", ""},
		{"guards", "nl\tdirection\tO\toosten", "table:2: \"O\" is no value of class direction"},
		{"items", "en\tlabel\tdrones\tdrones", ""},
		{"items", "nl\titem\tbatons\twapenstokken", "table:2: item \"batons\" has no label above it"},
		{"quotes", "nl\tsay\t0\tzei", ""},
		{"quotes", "nl\tsays\t0\tzei", "table:2: \"says\" is no class"},
	} {
		_, err := gazetteer.ParseRows("table", "# head\n"+c.row+"\n", 4, checkRow(c.table))
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %q: got %v, want %s", c.table, c.row, err, c.want)
		}
	}
}

// TestTables: every table can be read, and each language has words in each.
func TestTables(t *testing.T) {
	for name := range classes {
		n := map[string]int{}
		for _, r := range rows(name) {
			n[r[0]]++
		}
		for _, l := range language.Languages {
			if n[l] == 0 {
				t.Errorf("%s.tsv has no row in %s", name, l)
			}
		}
	}
}
