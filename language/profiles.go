package language

import (
	"math"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"factum"
)

const (
	// gramBits is the size of the table of n-gram weights as a power of two.
	gramBits = 15
	// notFunction is what a word that is a function word of other languages costs a language, in 1/128 nats.
	notFunction = 700
)

// profiles holds for each hashed feature and language how much the feature speaks for it: log-probability in 1/64 nats,
// negative. The weights are computed from data/profiles when first needed: the sentences and lists there were written for this project.
type profiles struct {
	langs   []string // those that are read first
	letters []string // beyond a–z or а–я, of each
	costs   []uint64 // by feature: a row of width words, 16 bits a language; the cost is the weight without its sign
	width   int
	carry   int                // so many rows, doubled, add up without running over 16 bits
	words   map[string][]int16 // function words
	seen    []uint64           // which languages' profiles hold the feature, bit i for langs[i]; a feature that none holds has no row
}

// row returns the costs of a feature.
func (p *profiles) row(h uint32) []uint64 { return p.costs[int(h)*p.width:][:p.width] }

var loadProfiles = sync.OnceValue(func() *profiles {
	const other = "data/profiles/other.txt"
	samples := map[string]string{}
	for _, l := range all {
		b, err := files.ReadFile("data/profiles/" + l.Code + ".txt")
		if err != nil {
			panic(factum.Errorf(factum.Invalid, "language: %s stands in data/languages.tsv, but has no data/profiles/%s.txt to be told by", l.Code, l.Code))
		}
		samples[l.Code] = string(b)
	}
	p, err := parseProfiles(other, read(other), samples)
	if err != nil {
		panic(err)
	}
	names := read("data/profiles/names.txt")
	for l, text := range samples {
		if _, cyrillic := utf8.DecodeRuneInString(text[2:]); cyrillic == 1 {
			samples[l] = text + "\n" + names // names belong to all of them, so that none speaks for one
		}
	}
	p.train(samples)
	return p
})

func (p *profiles) train(samples map[string]string) {
	n := len(p.langs)
	counts := make([][]float64, n)
	function := make([]map[string]bool, n)
	for i, l := range p.langs {
		counts[i] = make([]float64, 1<<gramBits)
		function[i] = map[string]bool{}
		for _, line := range strings.Split(samples[l], "\n") {
			list, isList := strings.CutPrefix(line, "= ")
			if isList {
				for _, w := range strings.Fields(list) {
					function[i][strings.ToLower(w)] = true
				}
				line = list
			}
			eachFeature(line, func(h uint32, _ bool) { counts[i][h]++ }, nil)
		}
	}
	// smoothed towards the mean of all languages, so that what a small sample lacks counts little
	p.seen = make([]uint64, 1<<gramBits)
	p.width = (n + 3) / 4
	p.costs = make([]uint64, p.width<<gramBits)
	most := 1
	totals := make([]float64, n)
	for i := range counts {
		for _, c := range counts[i] {
			totals[i] += c
		}
	}
	const (
		weight = 100  // of the mean, in n-grams
		floor  = 0.02 // of each feature, in n-grams
	)
	logTotals := make([]float64, n)
	for i := range totals {
		logTotals[i] = ln(totals[i] + (weight + floor*(1<<gramBits)))
	}
	for h := range p.seen {
		var mean float64
		for i := range counts {
			mean += counts[i][h] / totals[i]
		}
		mean /= float64(n)
		if mean == 0 {
			continue
		}
		row := p.row(uint32(h))
		unseen := float64(weight*mean) + floor
		absent := ln(unseen)
		for i := range counts {
			log := absent
			if counts[i][h] > 0 {
				p.seen[h] |= 1 << i
				log = ln(counts[i][h] + unseen)
			}
			cost := int(-math.Round(64 * (log - logTotals[i])))
			most = max(most, cost)
			row[i/4] |= uint64(cost) << (i % 4 * 16)
		}
	}
	p.carry = 0xFFFF / (2 * most)
	for i := range function {
		for w := range function[i] {
			if p.words[w] == nil {
				p.words[w] = make([]int16, n)
			}
		}
	}
	for w, row := range p.words {
		for i := range function {
			if !function[i][w] {
				row[i] = -notFunction
			}
		}
	}
}

// wordRunes is the most of a word that is taken as one, in characters.
const wordRunes = 64

func appendRunes(b []byte, w []rune) []byte {
	for _, r := range w {
		b = utf8.AppendRune(b, r)
	}
	return b
}

// eachFeature calls gram with the hash of each n-gram (2 to 4 characters, with the word's edges) of the words of text in
// lower case, and word with each word, whose runes are its own only until it returns; name says that the word begins with a capital.
func eachFeature(text string, gram func(h uint32, name bool), word func(w []rune)) {
	var buf [wordRunes]rune
	runes := buf[:0]
	name, first := false, true
	flush := func() {
		if len(runes) == 0 {
			return
		}
		if word != nil {
			word(runes)
		}
		prev := [3]uint32{' ', 0, 0}
		step := func(r rune) {
			c := uint32(r)
			gram(hash(c, prev[0], 0, 0), name)
			if prev[1] != 0 {
				gram(hash(c, prev[0], prev[1], 0), name)
				if prev[2] != 0 {
					gram(hash(c, prev[0], prev[1], prev[2]), name)
				}
			}
			prev[2], prev[1], prev[0] = prev[1], prev[0], c
		}
		for _, r := range runes {
			step(r)
		}
		step(' ')
		runes = runes[:0]
	}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		if isApostrophe(r) {
			r = '\''
		} else if classOf(r) != letter && classOf(r) != alone {
			flush()
			continue
		}
		if r == '\'' && len(runes) == 0 {
			continue
		}
		if len(runes) == len(buf) {
			flush()
		}
		lower := r
		if r < 128 {
			if r >= 'A' && r <= 'Z' {
				lower += 'a' - 'A'
			}
		} else {
			lower = unicode.ToLower(r)
		}
		if len(runes) == 0 {
			name = lower != r && !first
			first = false
		}
		runes = append(runes, lower)
		if r == '\'' && runes[0] < 0x250 { // l'armée is two words to a reader, п'ять is one
			flush()
		}
	}
	flush()
}

func hash(a, b, c, d uint32) uint32 {
	h := a*0x9E3779B1 ^ b*0x85EBCA77 ^ c*0xC2B2AE3D ^ d*0x27D4EB2F
	h ^= h >> 15
	h *= 0x2C1B3C6D
	return h >> (32 - gramBits)
}
