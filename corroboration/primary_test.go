package corroboration_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"factum"
	"factum/coding"
	"factum/corroboration"
	"factum/reading"
)

// told is one side of a pair of testdata/primary.
type told struct {
	Lang, Text, Date, Outlet string
	Speaker                  struct{ Name, Role, Code string }
}

type pair struct {
	ID                 int
	Primary, Secondary told
	Distortion, Note   string
	file               string
}

func pairs(t *testing.T) []pair {
	files, err := filepath.Glob("testdata/primary/*.jsonl")
	if err != nil || len(files) != 9 {
		t.Fatalf("files %v: %v", files, err)
	}
	var out []pair
	for _, f := range files {
		h, err := os.Open(f)
		if err != nil {
			t.Fatal(err)
		}
		s := bufio.NewScanner(h)
		for s.Scan() {
			p := pair{file: strings.TrimSuffix(filepath.Base(f), ".jsonl")}
			if err := json.Unmarshal(s.Bytes(), &p); err != nil {
				t.Fatalf("%s: %v", f, err)
			}
			out = append(out, p)
		}
		h.Close()
	}
	return out
}

// teller reads and codes texts, each once.
type teller struct {
	reader *reading.Reader
	coder  coding.Coder
	known  map[told]corroboration.Telling
}

func newTeller(t *testing.T) *teller {
	c, err := coding.New(coding.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return &teller{reading.New(), c, map[told]corroboration.Telling{}}
}

func (r *teller) tell(t *testing.T, s told) corroboration.Telling {
	if k, ok := r.known[s]; ok {
		return k
	}
	d, err := r.reader.ReadText(s.Text, reading.Meta{Lang: s.Lang, Date: s.Date})
	if err != nil {
		t.Fatal(err)
	}
	k := corroboration.Telling{Document: &d, Claims: r.coder.Code(&d, factum.Digest{}, ""), Day: s.Date,
		Speaker: factum.Attribution{Name: s.Speaker.Name, Role: s.Speaker.Role, Code: s.Speaker.Code}}
	r.known[s] = k
	return k
}

func TestBackToTheSource(t *testing.T) {
	r := newTeller(t)
	verbose := os.Getenv("PAIRS")
	for parity := range 2 {
		named, planted, wrong, faithful, exact, lost := 0, 0, 0, 0, 0, 0
		for _, p := range pairs(t) {
			if p.ID%2 != parity {
				continue
			}
			a, b := r.tell(t, p.Primary), r.tell(t, p.Secondary)
			got := corroboration.Align(&a, &b)
			var kinds, shown []string
			for _, d := range got.Differences {
				kinds = append(kinds, d.Kind)
				x, y := "–", "–"
				if d.Primary != nil {
					x = d.Primary.Text
				}
				if d.Version != nil {
					y = d.Version.Text
				}
				shown = append(shown, fmt.Sprintf("%s %s [%s → %s]", d.Kind, d.What, x, y))
			}
			if !got.Found {
				lost++
			}
			ok := false
			if p.Distortion == "" {
				faithful++
				ok = len(kinds) == 0 && got.Found
				if len(kinds) > 0 {
					wrong++
				}
			} else {
				planted++
				ok = slices.Contains(kinds, p.Distortion)
				if ok {
					named++
					if !slices.ContainsFunc(kinds, func(k string) bool { return k != p.Distortion }) {
						exact++
					} else {
						ok = false
					}
				}
			}
			if parity == 1 && verbose == "odd" && !ok {
				fmt.Printf("%s %d %q (%s) found %v share %d weight %d\n   %s %s\n   %s\n   got %s\n", p.file, p.ID, p.Distortion, p.Note, got.Found, got.Share, got.Weight,
					p.Primary.Lang, p.Primary.Text, p.Secondary.Text, strings.Join(shown, "; "))
			}
		}
		fmt.Printf("parity %d: named %d of %d (exact %d), wrong %d of %d faithful, lost %d\n", parity, named, planted, exact, wrong, faithful, lost)
	}
}
