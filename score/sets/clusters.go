package sets

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"factum"
	"factum/corroboration"
	"factum/language"
	"factum/score/measure"
)

// titleRow is a headline of 2022 with the story that it belongs to.
type titleRow struct {
	ID, URL, Title, Date, Site, Event string

	day    time.Time
	claims []factum.Report
}

// half is 0 or 1 by the SHA-256 of the id: what is chosen is chosen on half 0.
func (t titleRow) half() int {
	h := sha256.Sum256([]byte(t.ID))
	return int(h[len(h)-1] % 2)
}

// clusters compares stories with facts and with a baseline that clusters titles by their words. A story of this set is found by keywords and goes on for
// months, a fact is one happening: that facts divide stories says nothing against them, that they put two stories together does.
func (r *runner) clusters(path string) ([]Row, error) {
	all, err := lines[titleRow](path)
	if err != nil {
		return nil, err
	}
	var titles []titleRow
	for _, t := range all {
		if t.Title == "" {
			continue
		}
		if t.day, err = time.Parse("01/02/2006", t.Date); err != nil {
			return nil, factum.Errorf(factum.Invalid, "%s: title %s has the date %q, not month/day/year", path, t.ID, t.Date)
		}
		titles = append(titles, t)
	}
	var halves [2][]titleRow
	err = each(r, titles, r.codeTitle, func(t titleRow, rs []factum.Report) {
		t.claims = rs
		halves[t.half()] = append(halves[t.half()], t)
	})
	if err != nil {
		return nil, err
	}
	links := [2][]link{wordLinks(halves[0]), wordLinks(halves[1])}
	var rows []Row
	add := func(name string, value float64, n int, baseline string) {
		rows = append(rows, Row{Measure: name, Value: value, N: n, Of: "titles", Baseline: baseline})
	}
	for _, gold := range []struct {
		name  string
		story func(titleRow) string
	}{
		{"stories", func(t titleRow) string { return t.Event }},
		{"stories by week", func(t titleRow) string { return fmt.Sprint(t.Event, t.week()) }},
	} {
		precise := bcubed(halves[0], gold.story, factsOf(halves[0])).precision
		best, threshold, strict := -1.0, 0.0, 1.0 // strict is the lowest threshold at which words are as precise as facts
		for n := 49; n > 0; n-- {
			at := float64(n) / 50
			s := bcubed(halves[0], gold.story, cut(links[0], len(halves[0]), at))
			if s.f1() > best {
				best, threshold = s.f1(), at
			}
			if s.precision >= precise && strict > at {
				strict = at
			}
		}
		for i, half := range []string{"half A", "half B"} {
			facts := bcubed(halves[i], gold.story, factsOf(halves[i]))
			words := bcubed(halves[i], gold.story, cut(links[i], len(halves[i]), threshold))
			for _, m := range []struct {
				name        string
				facts, word float64
			}{{"B³ F1", facts.f1(), words.f1()}, {"B³ precision", facts.precision, words.precision}, {"B³ recall", facts.recall, words.recall}} {
				add(fmt.Sprintf("%s, %s, %s", gold.name, m.name, half), m.facts, len(halves[i]), fmt.Sprintf("TF-IDF %.3f", m.word))
			}
			words = bcubed(halves[i], gold.story, cut(links[i], len(halves[i]), strict))
			add(fmt.Sprintf("%s, B³ F1, TF-IDF as precise as facts, %s", gold.name, half), facts.f1(), len(halves[i]), fmt.Sprintf("TF-IDF %.3f", words.f1()))
		}
	}
	claimed, together := 0, 0
	for _, h := range halves {
		facts := factsOf(h)
		size := map[int]int{}
		for i, t := range h {
			size[facts[i]]++
			if len(t.claims) > 0 {
				claimed++
			}
		}
		for _, f := range facts {
			if size[f] > 1 {
				together++
			}
		}
	}
	add("titles with a claim", measure.Share(claimed, len(titles)), len(titles), "")
	add("titles in one fact with another", measure.Share(together, len(titles)), len(titles), "")
	return rows, nil
}

func (t titleRow) week() int {
	y, w := t.day.ISOWeek()
	return y*100 + w
}

// codeTitle reads and codes a title as a text of its own.
func (r *runner) codeTitle(t titleRow) ([]factum.Report, error) {
	d, err := r.read(text{text: t.Title, lang: "en", date: t.day.Format(time.DateOnly)})
	if err != nil {
		return nil, err
	}
	capture := factum.DigestOfString(t.ID + " " + t.URL) // equal titles are still documents of their own
	d.Capture = capture
	claims := r.coder.Code(d, capture, t.ID)
	var out []factum.Report
	for i := range claims {
		out = append(out, factum.Report{Claim: claims[i], Capture: capture, Source: factum.NewSourceID(t.Site, ""), Outlet: t.Site, Interest: "unknown",
			Published: d.Published, Print: corroboration.Print(t.Title), Around: factum.SettingOf(&claims[i], claims)})
	}
	return out, nil
}

// factsOf gives each title the fact of its first claim; a title without claims stands alone.
func factsOf(titles []titleRow) []int {
	var rs []factum.Report
	for i, t := range titles {
		for j, r := range t.claims {
			r.Seal = factum.Seal{Act: factum.ActIndex(i + 1), Ordinal: j}
			rs = append(rs, r)
		}
	}
	fact := map[factum.ClaimID]int{}
	for i, f := range (corroboration.Weigher{}).Facts(rs, nil) {
		for _, id := range f.Claims {
			fact[id] = i
		}
	}
	out := make([]int, len(titles))
	for i, t := range titles {
		out[i] = -1 - i
		if len(t.claims) > 0 {
			out[i] = fact[t.claims[0].Claim.ID]
		}
	}
	return out
}

// link joins the groups of two titles at a similarity.
type link struct {
	a, b int
	at   float64
}

// wordLinks clusters the titles of each calendar week by average link over the cosine of their words, weighted by TF-IDF, and returns all that was joined.
func wordLinks(titles []titleRow) []link {
	vectors := tfidf(titles)
	weeks := map[int][]int{}
	for i, t := range titles {
		weeks[t.week()] = append(weeks[t.week()], i)
	}
	var out []link
	for _, w := range slices.Sorted(maps.Keys(weeks)) {
		out = append(out, averageLink(weeks[w], vectors)...)
	}
	return out
}

// averageLink joins, by chains of nearest neighbours, which gives what joining the most similar first would.
func averageLink(members []int, vectors []map[int]float64) []link {
	n := len(members)
	sim := make([][]float64, n)
	for i := range sim {
		sim[i] = make([]float64, n)
		for j := range i {
			s := cosine(vectors[members[i]], vectors[members[j]])
			sim[i][j], sim[j][i] = s, s
		}
	}
	size := make([]float64, n)
	for i := range size {
		size[i] = 1
	}
	var out []link
	var chain []int
	for left := n; left > 1; {
		if len(chain) == 0 {
			chain = append(chain, slices.IndexFunc(size, func(s float64) bool { return s > 0 }))
		}
		a := chain[len(chain)-1]
		b, best := -1, -1.0
		if len(chain) > 1 { // the one before wins a tie, so that the chain ends
			b = chain[len(chain)-2]
			best = sim[a][b]
		}
		for j := range n {
			if j != a && size[j] > 0 && sim[a][j] > best {
				b, best = j, sim[a][j]
			}
		}
		if len(chain) < 2 || b != chain[len(chain)-2] {
			chain = append(chain, b)
			continue
		}
		chain = chain[:len(chain)-2]
		out = append(out, link{members[a], members[b], best})
		for j := range n {
			if j != a && j != b && size[j] > 0 {
				s := (size[a]*sim[a][j] + size[b]*sim[b][j]) / (size[a] + size[b])
				sim[a][j], sim[j][a] = s, s
			}
		}
		size[a] += size[b]
		size[b] = 0
		left--
	}
	return out
}

// tfidf gives each title its words, folded, by number, weighted and of length 1.
func tfidf(titles []titleRow) []map[int]float64 {
	number, in := map[string]int{}, []float64{}
	counts := make([]map[int]float64, len(titles))
	for i, t := range titles {
		counts[i] = map[int]float64{}
		for _, w := range language.Words(t.Title) {
			if w.Kind == language.Punct {
				continue
			}
			f := language.Fold(w.Span.In(t.Title))
			n, ok := number[f]
			if !ok {
				n = len(in)
				number[f] = n
				in = append(in, 0)
			}
			if counts[i][n] == 0 {
				in[n]++
			}
			counts[i][n]++
		}
	}
	for _, c := range counts {
		sum := 0.0
		for _, w := range slices.Sorted(maps.Keys(c)) { // in order: sums of fractions depend on it
			c[w] *= math.Log(float64(len(titles)) / in[w])
			sum += c[w] * c[w]
		}
		if sum > 0 {
			for w := range c {
				c[w] /= math.Sqrt(sum)
			}
		}
	}
	return counts
}

// cosine is the similarity of two vectors of length 1.
func cosine(a, b map[int]float64) float64 {
	if len(b) < len(a) {
		a, b = b, a
	}
	sum := 0.0
	for _, w := range slices.Sorted(maps.Keys(a)) {
		sum += a[w] * b[w]
	}
	return sum
}

// cut gives each of n titles the group that the links of at least a similarity join it to.
func cut(links []link, n int, at float64) []int {
	group := make([]int, n)
	for i := range group {
		group[i] = i
	}
	var root func(int) int
	root = func(i int) int {
		if group[i] != i {
			group[i] = root(group[i])
		}
		return group[i]
	}
	for _, l := range links {
		if l.at >= at {
			group[root(l.a)] = root(l.b)
		}
	}
	out := make([]int, n)
	for i := range out {
		out[i] = root(i)
	}
	return out
}

// agreement is B³: of each title, the share of those beside it that belong there, and of those that belong beside it that are there, on average.
type agreement struct{ precision, recall float64 }

func (b agreement) f1() float64 {
	if b.precision+b.recall == 0 {
		return 0
	}
	return 2 * b.precision * b.recall / (b.precision + b.recall)
}

// bcubed lays the groups of the titles beside their stories.
func bcubed(titles []titleRow, story func(titleRow) string, group []int) agreement {
	type cell struct {
		group int
		story string
	}
	groups, stories, cells := map[int]int{}, map[string]int{}, map[cell]int{}
	for i, t := range titles {
		groups[group[i]]++
		stories[story(t)]++
		cells[cell{group[i], story(t)}]++
	}
	var b agreement
	for i, t := range titles {
		both := float64(cells[cell{group[i], story(t)}])
		b.precision += both / float64(groups[group[i]])
		b.recall += both / float64(stories[story(t)])
	}
	if n := float64(len(titles)); n > 0 {
		b.precision, b.recall = b.precision/n, b.recall/n
	}
	return b
}
