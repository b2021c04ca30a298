package reading

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
)

// hostile are texts made to cost: each grows to n bytes, about.
var hostile = []struct {
	name string
	file string
	text func(n int) string
}{
	{"one line", "a.txt", filled("Russian forces shelled Lozova on Friday, and 12 people were killed, the governor said. ")},
	{"one sentence", "a.txt", filled("Russian forces shelled Lozova on Friday and ")},
	{"one word, again and again", "a.txt", filled("Kyiv ")},
	{"one word", "a.txt", filled("Kyiv")},
	{"names of people", "a.txt", filled("Jens Stoltenberg ")},
	{"surnames", "a.txt", filled("Lavrov said on Tuesday that he and the president ")},
	{"other people", "a.txt", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "President John Smith%s met minister Anna Smithson%s. He said no, and Smith%s left. ", letters(i), letters(i), letters(i))
		}
		return b.String()
	}},
	{"days", "a.txt", filled("On 5 April, Tuesday, two days later. ")},
	{"days without an end", "a.txt", filled("on 5 April and Tuesday and two days later and ")},
	{"full stops", "a.txt", filled("x.")},
	{"marks", "a.txt", filled("Tekst ,;:!?…-–—()[]")},
	{"digits", "a.txt", filled("1234567890 ab ")},
	{"one number", "a.txt", func(n int) string { return "Tekst hier " + strings.Repeat("7", n) }},
	{"dates", "a.txt", filled("5 april 2022, ")},
	{"quotation marks", "a.txt", func(n int) string { return "Hij zei: " + strings.Repeat("« \" „ ", n/10) }},
	{"opening marks", "a.txt", func(n int) string { return "Hij zei: " + strings.Repeat("„woord ", n/9) }},
	{"quotes", "a.txt", filled("'Wij gaan niet weg', zei hij. ")},
	{"invisible characters", "a.txt", filled("Ки\u200bе\u00adв, \u202eKy\u200div ")},
	{"two alphabets", "a.txt", filled("Kиeв та Krаmаtorsk ")},
	{"marks that combine", "a.txt", func(n int) string { return "Tekst hier a" + strings.Repeat("\u0301", n/2) }},
	{"languages by turns", "a.txt", filled("De minister heeft dinsdag gezegd dat het land nieuwe systemen zal leveren, en dat de eerste al onderweg zijn.\n\n" +
		"Міністр заявив у вівторок, що країна передасть нові системи оборони, і що перші з них уже в дорозі до міста Львова.\n\n")},
	{"nested tags", "a.html", func(n int) string {
		return "<p>Tekst " + strings.Repeat("<div>", n/10) + "hier" + strings.Repeat("</div>", n/12)
	}},
	{"tags", "a.html", filled("<p>De troepen <b>trekken</b> weg uit Kyiv.")},
	{"nested quotes", "a.md", func(n int) string { return "Tekst hier\n\n" + strings.Repeat(">", n) + " weg" }},
	{"list items", "a.md", filled("- Kyiv\n")},
	{"entities", "a.html", filled("<p>&amp;&shy;&#x200b; woord")},
}

// letters writes a number in letters.
func letters(i int) string {
	s := ""
	for ; i > 0; i /= 26 {
		s += string(rune('a' + i%26))
	}
	return s
}

func filled(s string) func(int) string {
	return func(n int) string { return strings.Repeat(s, max(1, n/len(s))) }
}

// TestHostileCost reads and recognises each of them at two sizes, or with FACTUM_LONG up to the limit of what is read: time stays in proportion, memory
// bounded. What stands at the limit is a gap beyond it.
func TestHostileCost(t *testing.T) {
	sizes := []int{64 << 10, 256 << 10}
	if os.Getenv("FACTUM_LONG") != "" {
		sizes = []int{1 << 20, 5 << 20, MaxBytes - 1024}
	}
	r := New()
	for _, h := range hostile {
		if only := os.Getenv("FACTUM_HOSTILE"); only != "" && only != h.name {
			continue
		}
		var took []time.Duration
		line := ""
		for _, n := range sizes {
			text := []byte(h.text(n))
			peak := watchHeap()
			start := time.Now()
			docs, err := r.Read(text, Meta{Name: h.file, Date: "2022-04-08"})
			d := time.Since(start)
			took = append(took, d)
			held := peak()
			line += fmt.Sprintf("  %d KiB: %d ms, %d MiB", len(text)>>10, d.Milliseconds(), held>>20)
			if err != nil {
				line += " (" + err.Error() + ")"
			} else if len(docs) > 0 {
				onCharacters(t, docs[0])
			}
			if d > 30*time.Second || held > 600<<20 {
				t.Errorf("%s: %d KiB took %v and held %d MiB", h.name, len(text)>>10, d, held>>20)
			}
		}
		t.Logf("%-26s%s", h.name, line)
		for i := 1; i < len(sizes); i++ {
			if grown := float64(sizes[i]) / float64(sizes[i-1]); took[i] > time.Second && float64(took[i]) > 2.5*grown*float64(took[i-1]) {
				t.Errorf("%s: %v for %d bytes, %v for %d", h.name, took[i-1], sizes[i-1], took[i], sizes[i])
			}
		}
	}
}

// watchHeap returns a function that ends the watch and gives the most memory in use during it, beyond what was before, in bytes.
func watchHeap() func() uint64 {
	runtime.GC()
	var before, now runtime.MemStats
	runtime.ReadMemStats(&before)
	most := make(chan uint64)
	stop := make(chan struct{})
	go func() {
		peak := uint64(0)
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			runtime.ReadMemStats(&now)
			if now.HeapAlloc > before.HeapAlloc {
				peak = max(peak, now.HeapAlloc-before.HeapAlloc)
			}
			select {
			case <-tick.C:
			case <-stop:
				most <- peak
				return
			}
		}
	}()
	return func() uint64 { close(stop); return <-most }
}

// Bytes that are broken, or none of a text's, cost no more than a gap or a note.
func TestHostileBytes(t *testing.T) {
	story := "De gouverneur van de regio zei dinsdag dat er in Харків twaalf doden zijn gevallen. "
	for _, c := range []struct{ name, text, want string }{
		{"overlong UTF-8", strings.Repeat(story, 8) + "\xc0\xaf \xe0\x80\xaf \xf0\x80\x80\xaf", "U+FFFD"},
		{"lone surrogates", strings.Repeat(story, 8) + "\xed\xa0\xbd hier \xed\xb8\x80", "U+FFFD"},
		{"beyond Unicode", strings.Repeat(story, 8) + "\xf4\x90\x80\x80", "U+FFFD"},
		{"null bytes", strings.Repeat(story, 8) + "\x00\x00", "not text"},
		{"many null bytes", story + strings.Repeat("\x00", 50), "not text"},
		{"byte-order mark", "\uFEFF" + story, ""},
		{"byte-order marks", "\uFEFF\uFEFF" + story + "\uFEFF", ""},
		{"mixed line ends", "Kop\r\rNog een\n\r" + story + "\r\n\u2028" + story + "\x85", ""},
		{"too many lines", strings.Repeat("a\n", maxLines+1), "more than 2000000 lines"},
		{"nested deep", "<p>" + story + strings.Repeat("<div><p>", 100_000) + story, ""},
		{"a million tags", "<p>" + story + strings.Repeat("<i></i>", 500_000) + "<p>" + story, ""},
		{"too many tags", "<p>" + story + strings.Repeat("<p>", 3_100_000), "tags"},
		{"a hundred thousand quotation marks", story + strings.Repeat(" \"", 100_000) + story, ""},
	} {
		start := time.Now()
		docs, err := New().Read([]byte(c.text), Meta{Name: "a.txt"})
		said := ""
		if err != nil {
			said = err.Error()
		} else {
			check(t, docs[0])
			onCharacters(t, docs[0])
			said = strings.Join(docs[0].Notes, "\n")
			found := false
			for _, p := range docs[0].Mentions.Places {
				found = found || p.Name == "Kharkiv"
			}
			if !found || docs[0].Lang != "nl" {
				t.Errorf("%s: read in %s, places %s", c.name, docs[0].Lang, placesOf(docs[0]))
			}
		}
		if !strings.Contains(said, c.want) || c.want == "" && err != nil {
			t.Errorf("%s: %q, want %q", c.name, said, c.want)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: %v for %d bytes", c.name, took, len(c.text))
		}
	}
}

// Of a text that is longer than is searched for names the rest is still read, and the notes say where it was stopped; all of them with FACTUM_LONG.
func TestLongTextSaysSo(t *testing.T) {
	for name, text := range map[string]string{
		"paragraphs":     strings.Repeat("De minister zei dinsdag in Kyiv dat er niets is afgesproken.\n\n", MaxRecognised/50),
		"one paragraph":  strings.Repeat("De minister zei dinsdag in Kyiv dat er niets is afgesproken. ", MaxRecognised/50),
		"no end at all":  strings.Repeat("de minister zei dinsdag in Київ dat ", MaxRecognised/30),
		"marks apart":    strings.Repeat("De minister zei in Київ nee.\n\n", MaxRecognised/30),
		"one long word":  "De minister zei in Kyiv dat " + strings.Repeat("ё", MaxRecognised),
		"broken by soft": strings.Repeat("De minister zei in Ky\u00adiv dat er niets is afgesproken. ", MaxRecognised/50),
	} {
		if os.Getenv("FACTUM_LONG") == "" && name != "paragraphs" && name != "no end at all" {
			continue
		}
		docs, err := New().Read([]byte(text), Meta{Name: "a.txt"})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		d := docs[0]
		check(t, d)
		onCharacters(t, d)
		if len(d.Mentions.Places) == 0 || !strings.Contains(strings.Join(d.Notes, "\n"), "were looked for in the first ") {
			t.Errorf("%s: %d places, notes %q", name, len(d.Mentions.Places), d.Notes)
		}
		if d.Sentences[len(d.Sentences)-1].End < len(text)-10 {
			t.Errorf("%s: the rest is not read", name)
		}
	}
}
