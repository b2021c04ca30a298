// Package golden holds what tests make against the files that say what they made when somebody last looked.
package golden

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew: look at every line that changes")

// Check fails the test where a file says otherwise, with the lines that only one of both has. With -update it writes the file instead.
func Check(t testing.TB, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s says otherwise; look at each line, then run the test with -update\n%s", file, difference(string(want), string(got)))
	}
}

// difference is the lines that only one of two texts has; where both have the same lines in another order, the second whole.
func difference(want, got string) string {
	var b strings.Builder
	only := func(mark, of, other string) {
		has := map[string]bool{}
		for l := range strings.SplitSeq(other, "\n") {
			has[l] = true
		}
		for l := range strings.SplitSeq(of, "\n") {
			if !has[l] {
				b.WriteString(mark + l + "\n")
			}
		}
	}
	only("- ", want, got)
	only("+ ", got, want)
	if b.Len() == 0 {
		return "the same lines in another order or number:\n" + got
	}
	return b.String()
}
