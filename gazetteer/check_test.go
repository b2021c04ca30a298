package gazetteer

import (
	"strings"
	"testing"
)

// TestWrongRows: a mistake in any table that people write is refused with its file, line and reason.
func TestWrongRows(t *testing.T) {
	for _, c := range []struct {
		table  string
		fields int
		row    string
		want   string
	}{
		{"demonyms.tsv", 5, "UKR\tnl\tOekraïne\tOekraïens{nla}\tOekraïner{s}", ""},
		{"demonyms.tsv", 5, "UKR\tnl\tOekraïne\tOekraïens", "table:2: 4 fields"},
		{"demonyms.tsv", 5, "ukr\tnl\tOekraïne\t\t", "table:2: \"ukr\" in column 1 is no code"},
		{"demonyms.tsv", 5, "UKR\txx\tOekraïne\t\t", "table:2: \"xx\" is no language"},
		{"demonyms.tsv", 5, "UKR\tnl\t\t\t", "table:2: nothing in column 3"},
		{"demonyms.tsv", 5, "UKR\tnl\tOekraïne\tOekraïens{nosuch}\t", "table:2: \"Oekraïens{nosuch}\": no set of endings"},
		{"organisations.tsv", 5, "NATO\torganisation\t\t*\tNATO", ""},
		{"organisations.tsv", 5, "NATO\toffice\t\t*\tNATO", "table:2: \"office\" in column 2 is no kind of this table"},
		{"organisations.tsv", 5, "NATO\torganisation\t\t*\t", "table:2: nothing in column 5"},
		{"offices.tsv", 4, "president\toffice\tnl\tpresident{s}", ""},
		{"offices.tsv", 4, "president\toffice\t*\tpresident{s}", "table:2: \"*\" is no language"},
		{"offices.tsv", 4, "\toffice\tnl\tpresident", "table:2: nothing in column 1"},
		{"regions.tsv", 9, "Donbas\tUKR\t\t48.3\t38\tregion\t0\t*\tDonbas", ""},
		{"regions.tsv", 9, "Donbas\tUKR\t\t148.3\t38\tregion\t0\t*\tDonbas", "table:2: \"148.3\", \"38\" in columns 4 and 5"},
		{"regions.tsv", 9, "Donbas\tUKR\t\t48.3\t38\tarea\t0\t*\tDonbas", "table:2: \"area\" in column 6 is no precision"},
		{"regions.tsv", 9, "Donbas\tUKR\t\t48.3\t38\tregion\t\t*\tDonbas", "table:2: \"\" in column 7 is no number"},
		{"abbreviations.tsv", 8, "Texas\tUSA\tTexas\t31\t-99\t1\tTex\tTX", ""},
		{"abbreviations.tsv", 8, "Texas\tUS\tTexas\t31\t-99\t1\tTex\tTX", "table:2: \"US\" in column 2 is no ISO 3166-1 alpha-3"},
		{"holders.tsv", 6, "NATO\tsecretary-general\tJens Stoltenberg\t2014-10-01\t2024-09-30\tStoltenberg", ""},
		{"holders.tsv", 6, "\t\tJens Stoltenberg\t\t\tStoltenbergas", ""},
		{"holders.tsv", 6, "\t\tJens Stoltenberg\t\t\t", "table:2: nothing in column 6"},
		{"holders.tsv", 6, "NATO\tsecretary-general\tJens Stoltenberg\t2014\t\tStoltenberg", "table:2: \"2014\" in column 4 is no day"},
		{"holders.tsv", 6, "NATO\tsecretary-general\tJens Stoltenberg\t2014-10-01\t2013-01-01\tStoltenberg", "table:2: \"2013-01-01\" in column 5 is no day after 2014-10-01"},
		{"inflect.tsv", 3, "pl\ta\ty ie ę ą o", ""},
		{"inflect.tsv", 3, "pl\ta\t", "table:2: nothing in column 3"},
		{"inflect.tsv", 3, "xx\ta\ty", "table:2: \"xx\" is no language"},
	} {
		_, err := ParseRows("table", "# head\n"+c.row+"\n", c.fields, checks[c.table])
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %q: got %v, want %s", c.table, c.row, err, c.want)
		}
	}
	for row, want := range map[string]string{"s\n": "table:1: 1 fields", "s\t\n": "table:1: nothing in column 2", "\t- s\n": "table:1: nothing in column 1"} {
		if _, err := ParseRows("table", row, 2, paradigmRow); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("paradigms.tsv: %q: got %v, want %s", row, err, want)
		}
	}
}
