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

var nlMap = map[string]string{"Attack": "ASSAULT", "Demonstrate": "PROTEST", "Meet": "CONSULT", "ArrestJail": "COERCE", "ChargeIndict": "ACCUSE", "Sue": "ACCUSE", "TrialHearing": "ACCUSE", "Investigation": "ACCUSE", "Convict": "SANCTION", "Sentence": "SANCTION", "Fine": "SANCTION", "ReleaseParole": "RETREAT", "Pardon": "CONCEDE", "Extradite": "COOPERATE", "Acquit": "CONCEDE"}

func TestDevNL(t *testing.T) {
	if os.Getenv("DEVNL") == "" {
		t.Skip()
	}
	want := os.Getenv("TYPE")
	c, err := coding.New(coding.Options{})
	if err != nil {
		t.Fatal(err)
	}
	f, _ := os.Open("/work/shared/data/events-nl.jsonl")
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<22)
	n, tp := map[string]int{}, map[string]int{}
	docs, claims, sents, none, noneClaims := 0, 0, 0, 0, 0
	types := map[string]int{}
	for sc.Scan() {
		var r struct {
			Text   string
			Events []struct{ Text, Type, Subtype, Prominence, Modality, Polarity string }
		}
		json.Unmarshal(sc.Bytes(), &r)
		docs++
		d := realDocument("nl", r.Text)
		sents += len(d.Sentences)
		cs := c.Code(d, factum.Digest{}, "")
		claims += len(cs)
		mapped := 0
		var show []string
		for _, x := range cs {
			types[string(x.Type)]++
			show = append(show, fmt.Sprintf("%s(%s)/%s %q [%s]", x.Type, x.Object, x.Modality, x.Trigger.Text, x.Why[0]))
		}
		for _, e := range r.Events {
			typ := nlMap[e.Subtype]
			if typ == "" {
				if e.Type == "Conflict" || e.Type == "Justice" || e.Type == "Contact" {
					mapped++
				}
				continue
			}
			mapped++
			if e.Prominence != "Main" || e.Polarity != "Positive" || e.Modality != "Asserted" {
				continue
			}
			n[e.Subtype]++
			at := strings.Index(r.Text, e.Text)
			sp := factum.Span{Start: at, End: at + len(e.Text)}
			ok := false
			for _, x := range cs {
				hit := x.Passage.Span.Overlaps(sp)
				for _, a := range x.Also {
					hit = hit || a.Span.Overlaps(sp)
				}
				if hit && (string(x.Type) == typ || typ == "CONSULT" && x.Object == "CONSULT" || (typ == "ACCUSE" || typ == "SANCTION") && (x.Type == "SANCTION" || x.Type == "ACCUSE")) {
					ok = true
				}
			}
			if ok {
				tp[e.Subtype]++
			} else if want == e.Subtype {
				fmt.Println("-", e.Text, "\n    =>", strings.Join(show, "; "))
			}
		}
		if mapped == 0 {
			none++
			noneClaims += len(cs)
			if want == "NONE" && len(cs) > 0 {
				fmt.Println("-", r.Text, "\n    =>", strings.Join(show, "\n       "))
			}
		}
		if want == "ALL" && docs%12 == 0 {
			fmt.Println("-", r.Text, "\n    =>", strings.Join(show, "\n       "))
		}
	}
	for k := range n {
		fmt.Printf("%-15s %3d/%3d\n", k, tp[k], n[k])
	}
	fmt.Println("docs", docs, "sentences", sents, "claims", claims, "documents without such events", none, "claims there", noneClaims, types)
}

func TestCode(t *testing.T) {
	files := os.Getenv("CODE")
	if files == "" {
		t.Skip()
	}
	c, err := coding.New(coding.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range strings.Fields(files) {
		b, _ := os.ReadFile(path)
		r := &reading.Reader{Find: mentions.Find}
		ds, err := r.Read(b, reading.Meta{Name: path})
		if err != nil {
			fmt.Println(path, err)
			continue
		}
		fmt.Println("=====", path, ds[0].Lang, ds[0].Title)
		fmt.Println(ds[0].Text)
		for _, x := range c.Code(&ds[0], factum.Digest{}, path) {
			var as, rs, at []string
			for _, a := range x.Actors {
				as = append(as, a.Text+"/"+a.Code)
			}
			for _, a := range x.Recipients {
				rs = append(rs, a.Text+"/"+a.Code)
			}
			for _, a := range x.Attribution {
				at = append(at, a.Text+"/"+a.Code+"/"+a.Form)
			}
			pl, tm := "", ""
			if x.Place != nil {
				pl = x.Place.Text
			}
			if x.Time != nil {
				tm = x.Time.From + ".." + x.Time.To
			}
			fmt.Printf("* %s(%s) %s | A %s | R %s | P %s | T %s | by %s | also %d | %q | %s\n", x.Type, x.Object, x.Modality, strings.Join(as, ","), strings.Join(rs, ","), pl, tm, strings.Join(at, ";"), len(x.Also), x.Passage.Text, strings.Join(x.Why, " + "))
		}
	}
}
