package language

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Und is the language of a text in none of those read, or in none that could be told.
const Und = "und"

const (
	// sample is how many bytes of a text are looked at: from its start, its middle and its end.
	sample = 900
	// strange is what a letter costs a language whose alphabet lacks it, at most strangeMost times.
	strange     = 400
	strangeMost = 12
	// margin is by how much a language has to lead before it is named.
	margin = 60
	// plain is a lead after which the rest of the sample is not looked at: it cannot turn round but in a text of two languages, which
	// has the one that it begins with.
	plain = 40 * margin
	// leastKnown is the share in percent of a text's n-grams that the profile of its language holds: gibberish has fewer.
	leastKnown = 30
)

// letterCost gives, for each letter that some language lacks, the languages that lack it as bits.
var letterCost = sync.OnceValue(func() map[rune]uint64 {
	p := loadProfiles()
	cost := map[rune]uint64{}
	for _, letters := range p.letters {
		for _, r := range letters {
			if cost[r] != 0 {
				continue
			}
			for i := range p.langs {
				if !strings.ContainsRune(p.letters[i], r) {
					cost[r] |= 1 << i
				}
			}
		}
	}
	return cost
})

// Identify returns the ISO 639-1 code of the language that text is in, if it is one of those read, else "und": another language,
// or too little to tell (nothing, a lone name, figures). It looks at 900 bytes at most, from the start, the middle and the end of the text.
func Identify(text string) string {
	p := loadProfiles()
	cost := letterCost()
	t := tallies.Get().(*tally)
	defer tallies.Put(t)
	t.begin(p)
	other, strangers := 0, 0
	for n, part := range samples(text) {
		if n > 0 && lead(t.scores()) > plain {
			break
		}
		eachFeature(part, t.gram, func(w []rune) {
			var b [4 * wordRunes]byte
			if row := p.words[string(appendRunes(b[:0], w))]; row != nil {
				for i, x := range row {
					t.score[i] += int64(x)
				}
			}
			for _, r := range w {
				if r < 128 {
					continue
				}
				if !unicode.Is(unicode.Latin, r) && !unicode.Is(unicode.Cyrillic, r) && r != '\'' {
					other++
				}
				if m := cost[r]; m != 0 && strangers < strangeMost {
					strangers++
					for i := range p.langs {
						t.score[i] -= int64(m>>i&1) * strange
					}
				}
			}
		})
	}
	if t.grams < 8 || other*3 > t.grams {
		return Und
	}
	score := t.scores()
	best, second := 0, 1
	if score[second] > score[best] {
		best, second = second, best
	}
	for i := 2; i < len(score); i++ {
		if score[i] > score[best] {
			best, second = i, best
		} else if score[i] > score[second] {
			second = i
		}
	}
	if best >= len(Languages) || score[best]-score[second] < margin || t.known(best)*100 < t.grams*leastKnown {
		return Und
	}
	return p.langs[best]
}

// lead is by how much the best score is ahead of the second.
func lead(score []int64) int64 {
	best, second := score[0], score[1]
	if second > best {
		best, second = second, best
	}
	for _, x := range score[2:] {
		if x > best {
			best, second = x, best
		} else if x > second {
			second = x
		}
	}
	return best - second
}

// samples returns the parts of text that Identify looks at, cut at character boundaries.
func samples(text string) []string {
	if len(text) <= sample {
		return []string{text}
	}
	const third = sample / 3
	out := []string{text[:edge(text, third)]}
	mid := edge(text, len(text)/2-third/2)
	out = append(out, text[mid:edge(text, mid+third)])
	return append(out, text[edge(text, len(text)-third):])
}

// edge moves i forward to the start of a word near by, or at least of a character.
func edge(text string, i int) int {
	for j := i; j < len(text) && j < i+40; j++ {
		if text[j] == ' ' || text[j] == '\n' {
			return j
		}
	}
	for n := 1; n < utf8.UTFMax && i < len(text) && !utf8.RuneStart(text[i]); n++ {
		i++
	}
	return i
}
