package mentions

import (
	"strconv"
	"sync"

	"factum/gazetteer"
)

type dayCompound struct {
	weekday int
	part    string
}

// dayCompounds are the words that put a weekday and a part of day together, by language.
var dayCompounds = sync.OnceValue(func() map[string]*byHash[dayCompound] {
	out := map[string]map[uint64]dayCompound{}
	table := rows("times")
	for _, s := range table {
		if s[1] != "suffix" {
			continue
		}
		for _, w := range table {
			if w[0] != s[0] || w[1] != "weekday" {
				continue
			}
			n, _ := strconv.Atoi(w[2])
			if out[w[0]] == nil {
				out[w[0]] = map[uint64]dayCompound{}
			}
			for _, day := range gazetteer.Forms(w[3]) {
				for _, part := range gazetteer.Forms(s[3]) {
					out[w[0]][gazetteer.HashOf(day.Text+part.Text)] = dayCompound{n, s[2]}
				}
			}
		}
	}
	tables := map[string]*byHash[dayCompound]{}
	for lang, words := range out {
		tables[lang] = newByHash(words)
	}
	return tables
})

func (p *part) dayCompoundAt(i int) (dayCompound, bool) {
	if p.toks[i].Kind != gazetteer.Word {
		return dayCompound{}, false
	}
	return p.doc.days.get(p.toks[i].Hash)
}
