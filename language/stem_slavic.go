package language

import (
	"strings"
	"unicode/utf8"
)

// Light stemmers: they take off the endings of nouns, adjectives and verbs, longest first, and leave a stem of at least three letters.
// They do not undo changes inside the stem (mir → mirze), so a few forms of a word keep apart.

var polishEndings = endings(
	"owaliśmy owałyśmy ywaliśmy owania owaniu owanie owaniem iejszego ejszego ejszych ejszymi ejszej ejszym ejsza ejsze ejszy",
	"aliśmy iliśmy yliśmy ałyśmy iłyśmy yłyśmy ujemy ujecie ujesz ujący ująca ujące ującej ujących ującym ywany ywana owany owana owane owanych owanym owanej",
	"ościami ościach ościom ością ości ość",
	"ami iami ach iach owi iowi om iom ów iów iem em ie ię ią ę ą a i y o u e",
	"ego iego emu iemu ej iej ych ich ym im ymi imi",
	"ało ały ali iło iły ili yło yły yli ał ił ył ała iła yła ać ić yć eć ąć ował owała owali owało uje ują ując",
)

var ukrainianEndings = endings(
	"ування уванням уванні увань юватися уватися ювання юванням юванні ювань",
	"увала ували ував увало ювала ювали ював ювало увати ювати уються ується ується ують ують юють ує ює",
	"ального альному альним альних альними альної альною альна альне альний альні альну",
	"істю ості ість остей остям остями остях",
	"ами ями ах ях ам ям ові еві єві ом ем єм ів їв ої ій ею єю ою и і ї а я у ю о е є ь й",
	"ого ього ому ьому им ім их іх ими іми ий ій ої ьої ую юю ая яя еє",
	"ати ити іти яти ути їти ала ила іла яла ула їла али или іли яли ули їли ало ило іло яло уло їло ав ив ів яв ув їв",
	"ють ять уть ать ить ють авши ивши івши явши",
	"ся сь",
)

// endings lists all of them, longest first, each once.
func endings(lists ...string) []string {
	seen := map[string]bool{}
	var out []string
	for n := 24; n > 0; n-- {
		for _, l := range lists {
			for _, e := range strings.Fields(l) {
				if len(e) == n && !seen[e] {
					seen[e] = true
					out = append(out, e)
				}
			}
		}
	}
	return out
}

func stemPolish(w string) string { return strip(w, polishEndings, 3) }

func stemUkrainian(w string) string {
	if !stemmable(w) {
		return w
	}
	w = strings.Map(func(r rune) rune {
		if isApostrophe(r) {
			return '\''
		}
		return r
	}, w)
	if s, ok := strings.CutSuffix(w, "ся"); ok && utf8.RuneCountInString(s) >= 4 {
		w = s
	} else if s, ok := strings.CutSuffix(w, "сь"); ok && utf8.RuneCountInString(s) >= 5 {
		w = s
	}
	return strip(w, ukrainianEndings, 3)
}

func strip(w string, ends []string, least int) string {
	if !stemmable(w) {
		return w
	}
	for _, e := range ends {
		if s, ok := strings.CutSuffix(w, e); ok && utf8.RuneCountInString(s) >= least {
			return s
		}
	}
	return w
}
