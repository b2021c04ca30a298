package mentions

import (
	"strconv"
	"sync"

	"factum/gazetteer"
)

// compounds returns the numbers 21 to 999 and round ones above of a language that writes them as one word, nil for others. A language does when its
// table has the class "compound": its form joins units and tens ("drieëntwintig", "dreiundzwanzig"); with the value "tens" the tens come first and
// lose their vowel before another ("trentacinque", "ventotto").
func compounds(lang string) *byHash[int64] {
	if f := compoundTables()[lang]; f != nil {
		return f()
	}
	return nil
}

// compoundParts is what a language puts numbers together from.
type compoundParts struct {
	unit    map[int64][]string
	joint   string
	tens    bool // before units
	hundred string
	grand   string
}

var compoundTables = sync.OnceValue(func() map[string]func() *byHash[int64] {
	tables := map[string]*compoundParts{}
	for _, r := range rows("numbers") {
		t := tables[r[0]]
		if t == nil {
			t = &compoundParts{unit: map[int64][]string{}}
			tables[r[0]] = t
		}
		v, _ := strconv.ParseInt(r[2], 10, 64)
		forms := gazetteer.Forms(r[3])
		switch {
		case r[1] == "compound":
			t.joint, t.tens = forms[0].Text, r[2] == "tens"
		case r[1] == "unit":
			for _, f := range forms {
				t.unit[v] = append(t.unit[v], f.Text)
			}
		case r[1] == "scale" && v == 100:
			t.hundred = forms[0].Text
		case r[1] == "scale" && v == 1000:
			t.grand = forms[0].Text
		}
	}
	out := map[string]func() *byHash[int64]{}
	for lang, t := range tables {
		if t.joint != "" {
			out[lang] = sync.OnceValue(t.numbers)
		}
	}
	return out
})

// numbers puts them together.
func (t *compoundParts) numbers() *byHash[int64] {
	small := map[int64][]string{}
	for v := int64(1); v < 100; v++ {
		small[v] = t.unit[v]
		if v > 20 && v%10 != 0 {
			for _, u := range t.unit[v%10] {
				for _, ten := range t.unit[v/10*10] {
					if t.tens {
						small[v] = append(small[v], ten+u, ten[:len(ten)-1]+u)
						continue
					}
					small[v] = append(small[v], u+t.joint+ten)
				}
			}
		}
	}
	m := map[uint64]int64{}
	put := func(s string, v int64) {
		m[gazetteer.HashOf(s)] = v
		if v < 1000 {
			m[gazetteer.HashOf(s+t.grand)] = v * 1000
		}
	}
	for v, forms := range small {
		for _, f := range forms {
			put(f, v)
			if v < 10 {
				put(f+t.hundred, v*100)
				for w, rest := range small {
					for _, r := range rest {
						put(f+t.hundred+r, v*100+w)
					}
				}
			}
			put(t.hundred+f, 100+v)
			if t.tens {
				continue
			}
			if v > 10 && v%10 != 0 {
				put(f+t.hundred, v*100) // "vijftienhonderd"
			}
			for w := int64(1); w < 10; w++ { // "zweitausendfünfhundert"
				for _, u := range t.unit[w] {
					m[gazetteer.HashOf(f+t.grand+u+t.hundred)] = v*1000 + w*100
					if v == 1 {
						m[gazetteer.HashOf(t.grand+u+t.hundred)] = 1000 + w*100
					}
				}
			}
		}
	}
	put(t.hundred, 100)
	return newByHash(m)
}
