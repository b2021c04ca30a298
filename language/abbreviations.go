package language

import (
	"embed"
	"strings"
	"sync"
)

//go:embed data/abbreviations.txt data/starters.txt
var tables embed.FS

// abbreviation says what a dot after a word may mean; the head of data/abbreviations.txt explains the classes.
type abbreviation uint8

const (
	none abbreviation = iota
	title
	number
	ending
	closing
	year
)

type rules struct {
	abbreviations map[string]abbreviation
	starters      map[string]bool // words that often begin a sentence and never follow an abbreviation with a capital
	cues          map[string]bool // verbs of saying that follow a closing quotation mark after a name
}

var loadRules = sync.OnceValue(func() map[string]*rules {
	all := map[string]*rules{}
	for _, l := range append([]string{"und"}, Languages...) {
		all[l] = &rules{map[string]abbreviation{}, map[string]bool{}, map[string]bool{}}
	}
	classes := map[string]abbreviation{"title": title, "number": number, "ending": ending, "closing": closing, "year": year}
	eachLine("data/abbreviations.txt", func(lang, class string, words []string) {
		for _, w := range words {
			all[lang].abbreviations[w] = classes[class]
		}
	})
	eachLine("data/starters.txt", func(lang, class string, words []string) {
		set := all[lang].starters
		if class == "cues" {
			set = all[lang].cues
		}
		for _, w := range words {
			set[w] = true
		}
	})
	// where the language is unknown, the sure cases of all of them hold
	for _, l := range Languages {
		for w, c := range all[l].abbreviations {
			if all["und"].abbreviations[w] == none && c != ending && c != closing {
				all["und"].abbreviations[w] = c
			}
		}
		for w := range all[l].starters {
			all["und"].starters[w] = true
		}
	}
	return all
})

func rulesOf(lang string) *rules {
	all := loadRules()
	if r, ok := all[lang]; ok {
		return r
	}
	return all["und"]
}

// eachLine reads a table whose lines are "<lang> <class> <word> <word> …"; # begins a comment.
func eachLine(name string, f func(lang, class string, words []string)) {
	b, err := tables.ReadFile(name)
	if err != nil {
		panic(err) // embedded: cannot be missing
	}
	for _, line := range strings.Split(string(b), "\n") {
		line, _, _ = strings.Cut(line, "#")
		if w := strings.Fields(line); len(w) > 2 {
			f(w[0], w[1], w[2:])
		}
	}
}

// isMonth reports whether a word in lower case is the name of a month, whole or short, in any of the nine languages.
func isMonth(lower string) bool { return months[lower] }

var months = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`januari februari maart april mei juni juli augustus september oktober november december
		january february march may june july august october jan feb mar apr jun jul aug sep sept oct okt nov dec
		januar jänner februar märz mai juni juli dezember mrz dez
		janvier février mars avril juin juillet août septembre octobre novembre décembre
		enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre
		gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre
		stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
		січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
		января февраля марта апреля мая июня июля августа сентября октября ноября декабря`) {
		m[w] = true
	}
	return m
}()
