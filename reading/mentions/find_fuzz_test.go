package mentions

import (
	"strings"
	"testing"
	"time"

	"factum/gazetteer"
	"factum/language"
)

// FuzzLanguages: in each language any text gives mentions that lie on it, the same ones twice, in bounded time; the title is looked at as well.
func FuzzLanguages(f *testing.F) {
	seeds := []string{
		"Zeker veertig doden in Boetsja, zei president Zelensky dinsdag. 'Wij gaan niet weg'.",
		"At least 52 people were killed on Friday, April 8; the U.S. gives $33 bn. “No,” he said.",
		"Am vergangenen Dienstag sagte der Außenminister: „Wir liefern 33 Mrd. Euro.“",
		"Le 5 avril, à Kharkiv, « au moins une centaine de morts », selon l'ONU.",
		"El pasado martes, el presidente de Colombia dijo: «No». Unos 3.000 desplazados.",
		"Secondo il ministro, «almeno dieci feriti» a Mariupol, nella notte tra lunedì e martedì.",
		"W Kijowie zginęło co najmniej 12 osób – powiedział we wtorek prezydent. 100 mln zł.",
		"Минулого вівторка в Краматорську загинуло близько 50 осіб, сказав Кириленко. Кие\u200bв, Киiв.",
		"По словам Лаврова, в ночь на 5 апреля под Киевом ранены от 10 до 15 человек.",
	}
	for i, s := range seeds {
		f.Add(uint8(i), "", s, "2022-04-09")
		f.Add(uint8(i), s, s, "2022-04")
	}
	f.Fuzz(func(t *testing.T, lang uint8, title, text, date string) {
		if len(text) > 4000 || len(title) > 500 {
			return
		}
		text, title = strings.ToValidUTF8(text, "\uFFFD"), strings.ToValidUTF8(title, "\uFFFD")
		if len(date) != 7 && len(date) != 10 {
			date = ""
		}
		langs := append([]string{language.Und}, language.Languages...)
		start := time.Now()
		d := docOf(langs[int(lang)%len(langs)], date, title, text)
		Find(d)
		spans(t, d)
		first := strings.Join(lines(d), "\n")
		Find(d)
		if again := strings.Join(lines(d), "\n"); again != first {
			t.Fatalf("differs the second time:\n%s\n\n%s", first, again)
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Fatalf("%v for %d bytes", took, len(text))
		}
	})
}

// FuzzForms: a field of a table is written out or refused with what is wrong in it, and what is written out can be looked up.
func FuzzForms(f *testing.F) {
	for _, s := range []string{"stem{set}", "{", "a}b{", "Буч{", "van | de", "L'Union européenne", "\xff{\xff}", "{}{}{}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, field string) {
		if strings.Count(field, "{") > 4 { // every combination is written out: tables have two at most
			return
		}
		forms, err := gazetteer.Expand(field)
		if err != nil {
			if len(forms) > 0 || err.Error() == "" {
				t.Fatalf("%q: %v and %q", field, err, forms)
			}
			return
		}
		trie := gazetteer.NewTrie[int](len(forms))
		for i, form := range forms {
			if !trie.Add(form, i) {
				continue
			}
			toks := gazetteer.Tokens(form)
			at := 0
			for at < len(toks) && len(gazetteer.PhraseHashes(form[toks[at].Start:toks[at].End])) == 0 {
				at++
			}
			if vals, next := trie.Longest(toks, at); len(vals) == 0 && toks[0].Kind == gazetteer.Word && !strings.ContainsAny(form, "\n") && plainWords(form) {
				t.Fatalf("%q was put in but is not found (%d)", form, next)
			}
		}
	})
}

// plainWords reports words of letters and single spaces, which any table may hold.
func plainWords(s string) bool {
	for _, k := range gazetteer.Tokens(s) {
		if k.Kind != gazetteer.Word {
			return false
		}
	}
	return s == strings.Join(strings.Fields(s), " ")
}

// FuzzTables: a table of this room, whatever is in it, is refused with file and line, or every form in it can be put up for looking up.
func FuzzTables(f *testing.F) {
	names := []string{"times", "numbers", "casualties", "items", "guards", "quotes"}
	for i, name := range names {
		b, err := dataFiles.ReadFile("data/" + name + ".tsv")
		if err != nil {
			f.Fatal(err)
		}
		rows := strings.SplitAfter(string(b), "\n")
		for k := 0; k < len(rows); k += 40 {
			f.Add(uint8(i), rows[k])
		}
		f.Add(uint8(i), "nl\tmonth\t13\tjanuari")
		f.Add(uint8(i), "xx\t\t\t{}")
	}
	f.Fuzz(func(t *testing.T, which uint8, table string) {
		if strings.Count(table, "{") > 8 { // every combination of endings is written out
			return
		}
		name := names[int(which)%len(names)]
		rows, err := gazetteer.ParseRows(name, table, 4, checkRow(name))
		if err != nil {
			if !strings.Contains(err.Error(), name+":") {
				t.Fatalf("the place of the fault is not said: %v", err)
			}
			return
		}
		trie := gazetteer.NewTrie[word](10)
		for _, r := range rows {
			for _, form := range gazetteer.Forms(r[3]) {
				trie.Add(form.Text, word{r[1], r[2], form.Case})
			}
		}
	})
}
