package world

import (
	"embed"
	"fmt"
	"strings"
	"time"
)

//go:embed words/*.txt
var wordFiles embed.FS

// langs are the languages of the press, in the order in which they are always gone through.
var langs = []string{"en", "de", "fr", "es", "it", "nl", "pl", "uk", "ru"}

// table holds the phrases of one language.
type table struct {
	lang  string
	lists map[string][]string
	named map[string]map[string]string // states, capitals, roles, items by code
	stock []string                     // made-up words that fill texts
}

var (
	numberKinds = []string{"killed", "wounded", "detained", "count", "money"}
	itemCodes   = []string{"tanks", "artillery", "ammunition", "air-defence-systems", "drones", "medical-aid", "food-aid", "generators"}
)

// tables reads words/. A file that does not parse is a fault of the program.
func tables() map[string]*table {
	out := map[string]*table{}
	for _, lang := range langs {
		b, err := wordFiles.ReadFile("words/" + lang + ".txt")
		if err != nil {
			panic(err)
		}
		t := &table{lang: lang, lists: map[string][]string{}, named: map[string]map[string]string{}}
		for line := range strings.SplitSeq(strings.TrimSpace(string(b)), "\n") {
			if strings.HasPrefix(line, "#") {
				continue
			}
			key, rest, ok := strings.Cut(line, ": ")
			if !ok {
				panic("words/" + lang + ".txt: " + line)
			}
			list := strings.Split(rest, "|")
			if key == "common" {
				list = strings.Fields(rest)
			}
			t.lists[key] = list
			switch key {
			case "states", "capitals", "roles", "items":
				t.named[key] = map[string]string{}
				for _, e := range list {
					code, name := e, ""
					if key == "roles" { // "foreign minister ministre …": roles have spaces
						for _, r := range roleNames {
							if strings.HasPrefix(e, r+" ") {
								code, name = r, e[len(r)+1:]
								break
							}
						}
					} else {
						code, name, _ = strings.Cut(e, " ")
					}
					t.named[key][code] = name
				}
			}
		}
		t.stock = stockOf(lang, t.lists["common"])
		out[lang] = t
	}
	return out
}

var roleNames = []string{"president", "foreign minister", "defence minister", "governor", "mayor", "spokesperson", "ministry of defence", "police", "witnesses", "civilians", "medics"}

// stockOf makes words up from pieces of the language's small words, so that texts have a vocabulary.
func stockOf(lang string, common []string) []string {
	var out []string
	for i := range common {
		for j := range common {
			if (i*7+j*3)%5 == 0 && len([]rune(common[i]+common[j])) > 4 {
				out = append(out, common[i]+common[j])
			}
		}
	}
	return out
}

// latin names in the spelling of a language: Slavic digraphs as each writes them.
var spellings = map[string]*strings.Replacer{
	"de": strings.NewReplacer("Zh", "Sch", "zh", "sch", "Sh", "Sch", "sh", "sch", "Ch", "Tsch", "ch", "tsch", "Ya", "Ja", "ya", "ja", "Yu", "Ju", "yu", "ju", "Kh", "Ch", "kh", "ch", "iy", "ij", "v", "w", "V", "W"),
	"fr": strings.NewReplacer("Zh", "J", "zh", "j", "Sh", "Ch", "sh", "ch", "Ch", "Tch", "ch", "tch", "Ya", "Ia", "ya", "ia", "Yu", "Iou", "yu", "iou", "iy", "iï"),
	"nl": strings.NewReplacer("Zh", "Zj", "zh", "zj", "Sh", "Sj", "sh", "sj", "Ch", "Tsj", "ch", "tsj", "Ya", "Ja", "ya", "ja", "Yu", "Joe", "yu", "joe", "Kh", "Ch", "kh", "ch", "iy", "ij"),
	"es": strings.NewReplacer("Zh", "Y", "zh", "y", "Kh", "J", "kh", "j"),
	"it": strings.NewReplacer("Zh", "Z", "zh", "z", "Sh", "Sc", "sh", "sc"),
	"pl": strings.NewReplacer("Zh", "Ż", "zh", "ż", "Sh", "Sz", "sh", "sz", "Ch", "Cz", "ch", "cz", "Ya", "Ja", "ya", "ja", "Yu", "Ju", "yu", "ju", "Kh", "Ch", "kh", "ch", "iy", "ij", "v", "w", "V", "W"),
	"uk": cyrillic("і", "и", "г"),
	"ru": cyrillic("и", "ы", "г"),
}

func cyrillic(i, y, h string) *strings.Replacer {
	pairs := strings.Fields(`Zh Ж zh ж Sh Ш sh ш Ch Ч ch ч Ya Я ya я Yu Ю yu ю Kh Х kh х Ts Ц ts ц iy ій yn ин ` +
		`A А a а B Б b б V В v в G Г g г D Д d д E Е e е Z З z з K К k к L Л l л M М m м N Н n н O О o о P П p п R Р r р S С s с T Т t т U У u у F Ф f ф ` +
		`J Дж j дж W В w в C К c к Q К q к X Кс x кс`)
	pairs = append(pairs, "I", strings.ToUpper(i), "i", i, "Y", strings.ToUpper(y), "y", y, "H", strings.ToUpper(h), "h", h)
	return strings.NewReplacer(pairs...)
}

// name spells a Latin name in the language.
func (t *table) name(latin string) string {
	if s, ok := spellings[t.lang]; ok {
		return s.Replace(latin)
	}
	return latin
}

// party is how the language names a side; basis says whether its own name stands there.
func (t *table) party(p party, capital bool) (text, basis string) {
	if p.code == "" {
		return t.named["roles"][p.role], "named"
	}
	text, basis = t.named["states"][p.code], "named"
	if c := t.named["capitals"][p.code]; capital && c != "" {
		text, basis = c, "context"
	}
	if p.role != "" {
		office := t.named["roles"][p.role]
		if p.who != nil {
			return office + " " + t.person(p.who.person), "named"
		}
		return office + " (" + text + ")", "named"
	}
	return text, basis
}

func (t *table) person(p person) string { return t.name(p.first) + " " + t.name(p.last) }

// said is what the language says of a time, and the form the words take: "weekday", "date", "yesterday", "today", "week", "month", "year".
func (t *table) said(form string, day time.Time) string {
	p := func(key string) string {
		if l := t.lists[key]; len(l) > 0 {
			return l[0]
		}
		panic(fmt.Sprintf("words/%s.txt has no %s", t.lang, key))
	}
	return strings.NewReplacer("{D}", t.lists["weekdays"][(int(day.Weekday())+6)%7], "{d}", fmt.Sprint(day.Day()), "{M}", t.lists["months"][day.Month()-1], "{Y}", fmt.Sprint(day.Year())).Replace(p(form))
}
