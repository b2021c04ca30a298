package coding_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"
	"testing"

	"factum"
	"factum/coding"
	"factum/reading"
	"factum/reading/mentions"
)

func realDocument(lang, text string) *factum.Document {
	r := &reading.Reader{Find: mentions.Find}
	ds, err := r.Read([]byte(text), reading.Meta{Lang: lang, Name: "x.txt"})
	if err != nil {
		return &factum.Document{Lang: lang, Text: text}
	}
	return &ds[0]
}

func TestDev(t *testing.T) {
	path := os.Getenv("DEV")
	if path == "" {
		t.Skip()
	}
	want := os.Getenv("TYPE")
	c, err := coding.New(coding.Options{})
	if err != nil {
		t.Fatal(err)
	}
	f, _ := os.Open(path)
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	n, hit, claims := 0, 0, 0
	type st struct{ n, hit, miss, extra int }
	per := map[string]*st{}
	extra := map[string]int{}
	for sc.Scan() {
		var r struct{ Text, Type, Lang string }
		json.Unmarshal(sc.Bytes(), &r)
		d := realDocument("en", r.Text)
		cs := c.Code(d, factum.Digest{}, "")
		n++
		claims += len(cs)
		ok := false
		var got []string
		for _, x := range cs {
			typ := string(x.Type)
			got = append(got, fmt.Sprintf("%s(%s)/%s[%s]", x.Type, x.Object, x.Modality, x.Why[0]))
			if typ == r.Type || r.Type == "YIELD" && (typ == "CONCEDE" || typ == "RETREAT") {
				ok = true
			} else {
				extra[r.Type+">"+typ]++
			}
		}
		p := per[r.Type]
		if p == nil {
			p = &st{}
			per[r.Type] = p
		}
		p.n++
		if ok {
			hit++
			p.hit++
		}
		if want == r.Type && !ok || want == "EXTRA" && (ok && len(cs) > 1 || len(cs) > 1) {
			fmt.Println("-", r.Type, r.Text, "\n     =>", strings.Join(got, "; "))
		}
	}
	keys := make([]string, 0)
	for k := range per {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		fmt.Printf("%-10s %3d/%3d\n", k, per[k].hit, per[k].n)
	}
	fmt.Printf("recall %d/%d = %.3f claims %d extra/100 = %.1f  F1 %.3f\n", hit, n, float64(hit)/float64(n), claims, float64(claims-n)*100/float64(n), 2*float64(hit)/float64(n+claims))
	var ex []string
	for k, v := range extra {
		ex = append(ex, fmt.Sprintf("%03d %s", v, k))
	}
	sort.Sort(sort.Reverse(sort.StringSlice(ex)))
	if len(ex) > 25 {
		ex = ex[:25]
	}
	fmt.Println(strings.Join(ex, "\n"))
}

func TestExplain(t *testing.T) {
	path := os.Getenv("EXPLAIN")
	if path == "" {
		t.Skip()
	}
	c, err := coding.New(coding.Options{})
	if err != nil {
		t.Fatal(err)
	}
	b, _ := os.ReadFile(path)
	lang := os.Getenv("L")
	if lang == "" {
		lang = "nl"
	}
	fmt.Println(c.Explain(realDocument(lang, string(b))))
}
