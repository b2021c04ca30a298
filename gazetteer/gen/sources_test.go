package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWrongRows: a mistake in a table that gen reads is refused with its file, line and reason.
func TestWrongRows(t *testing.T) {
	path := filepath.Join(t.TempDir(), "table")
	var s sources
	for _, c := range []struct {
		read      func(string) error
		row, want string
	}{
		{s.readExonyms, "703448\tnl\tKiev | Kyiv", ""},
		{s.readExonyms, "Kyiv\tnl\tKiev", "table:2: want a GeoNames id"},
		{s.readExonyms, "703448\tnl", "table:2: want a GeoNames id"},
		{s.readExonyms, "703448\txx\tKiev", "table:2: \"xx\" is no language"},
		{s.readExonyms, "703448\tnl\tKiev{nosuch}", "no set of endings"},
		{s.readCentres, "UKR\t49\t32", ""},
		{s.readCentres, "UKR\t49", "table:2: want a country's code"},
		{s.readCentres, "UKR\t490\t32", "table:2: no point"},
		{s.readSchemes, "uk\ten\tа=a б=b\tiv=ow", ""},
		{s.readSchemes, "uk\ten", "table:2: want two languages and letters"},
		{s.readSchemes, "uk\ten\tаб=b", "table:2: \"аб=b\": want a letter"},
		{s.readSchemes, "uk\ten\tа=a\tiv", "table:2: \"iv\": want an ending"},
	} {
		if err := os.WriteFile(path, []byte("# head\n"+c.row+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		err := c.read(path)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%q: got %v, want %s", c.row, err, c.want)
		}
	}
}
