package withhold

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"factum/language"
)

// Bar stands where something is left out.
const Bar = "[withheld]"

// names are words to be left out of texts: those that a name is made of, or a stretch word by word.
type names struct {
	words   map[string]bool // folded, whole
	stems   map[string]bool // folded beginnings of words that may take endings
	sounds  map[string]bool // by which a name is known in another script
	phrases [][]string      // folded words that are left out only one behind the other
}

func newNames() *names {
	return &names{words: map[string]bool{}, stems: map[string]bool{}, sounds: map[string]bool{}}
}

// particles join the words of a name and are no sign of it by themselves.
var particles = map[string]bool{"van": true, "von": true, "der": true, "den": true, "de": true, "du": true, "da": true, "di": true, "del": true, "della": true, "la": true, "le": true, "el": true, "al": true,
	"bin": true, "ibn": true, "abu": true, "bint": true, "und": true, "and": true, "the": true, "ter": true, "ten": true, "zu": true, "dos": true, "san": true, "mc": true, "mac": true, "of": true, "y": true, "e": true, "i": true}

// add has a name left out: each of its words, whatever ending it takes.
func (n *names) add(name string) {
	for _, w := range wordsOf(name) {
		f := language.Fold(name[w.start:w.end])
		r := []rune(f)
		if particles[f] || len(r) < 2 {
			continue
		}
		n.words[f] = true
		if len(r) >= 4 {
			n.stems[string(stem(r))] = true
		}
		if s := language.Sound(f); len(r) >= 4 && len(s) >= 2 {
			n.sounds[s] = true
		}
	}
}

// phrase has words left out where they stand one behind the other.
func (n *names) phrase(text string) {
	var p []string
	for _, w := range wordsOf(text) {
		p = append(p, language.Fold(text[w.start:w.end]))
	}
	if len(p) > 0 {
		n.phrases = append(n.phrases, p)
	}
}

// stem is a word without what a case or a possessive may change at its end: two letters of long words, one of short ones.
func stem(r []rune) []rune {
	if len(r) >= 6 {
		return r[:len(r)-2]
	}
	return r[:len(r)-1]
}

// mostEnding is how many letters a word may have beyond a stem.
const mostEnding = 5

// is reports whether a word may be one of the names.
func (n *names) is(word string) bool {
	f := language.Fold(word)
	if n.words[f] {
		return true
	}
	r := []rune(f)
	first, _ := utf8.DecodeRuneInString(word)
	for k := len(r); k >= 3 && k >= len(r)-mostEnding; k-- {
		if n.stems[string(r[:k])] {
			return true
		}
	}
	return len(r) >= 4 && unicode.IsUpper(first) && n.otherScript(f)
}

// otherScript reports whether a word sounds as one of the names in another script: with an ending more, as cases have it, too.
func (n *names) otherScript(folded string) bool {
	s := language.Sound(folded)
	if len(s) < 2 || !n.sounds[s] && !(len(s) >= 3 && n.sounds[s[:len(s)-1]]) {
		return false
	}
	for w := range n.words {
		if language.Sound(w) != "" && latin(w) != latin(folded) && strings.HasPrefix(s, language.Sound(w)) {
			return true
		}
	}
	return false
}

func latin(s string) bool { return s != "" && s[0] < utf8.RuneSelf }

// none reports whether there is nothing to leave out.
func (n *names) none() bool { return len(n.words) == 0 && len(n.phrases) == 0 }

// strike is a text with a bar where a name stands, names that follow each other as one, and whether there was any.
func (n *names) strike(text string) (string, bool) {
	if n.none() || text == "" {
		return text, false
	}
	ws := wordsOf(text)
	out := make([]bool, len(ws))
	for i, w := range ws {
		out[i] = out[i] || n.is(text[w.start:w.end])
		for _, p := range n.phrases {
			if n.begins(text, ws[i:], p) {
				for k := range p {
					out[i+k] = true
				}
			}
		}
	}
	// what joins two words of a name goes with them
	for i := 1; i+1 < len(ws); i++ {
		if out[i-1] && out[i+1] && particles[language.Fold(text[ws[i].start:ws[i].end])] {
			out[i] = true
		}
	}
	var b strings.Builder
	at, any := 0, false
	for i := 0; i < len(ws); i++ {
		if !out[i] {
			continue
		}
		any = true
		b.WriteString(text[at:ws[i].start])
		b.WriteString(Bar)
		for i+1 < len(ws) && out[i+1] && near(text[ws[i].end:ws[i+1].start]) {
			i++
		}
		at = ws[i].end
	}
	if !any {
		return text, false
	}
	b.WriteString(text[at:])
	return b.String(), true
}

// begins reports whether words begin with those of a phrase.
func (n *names) begins(text string, ws []word, p []string) bool {
	if len(ws) < len(p) {
		return false
	}
	for k := range p {
		if language.Fold(text[ws[k].start:ws[k].end]) != p[k] {
			return false
		}
	}
	return true
}

// near reports whether what stands between two words may stand within a name.
func near(between string) bool {
	return !strings.ContainsAny(between, ",;:!?\n()[]\"«»“”„") && len(between) <= 4
}

// address is an address without its path where a name stands in it, in whatever encoding an address has.
func (n *names) address(u string) (string, bool) {
	if n.none() || u == "" {
		return u, false
	}
	plain := u
	for range 3 { // encoded once, twice, three times
		p, err := url.PathUnescape(plain)
		if err != nil || p == plain {
			break
		}
		plain = p
	}
	if _, any := n.strike(strings.NewReplacer("-", " ", "_", " ", "/", " ", "+", " ", "=", " ", "&", " ", "?", " ", ".", " ").Replace(plain)); !any {
		if _, any = n.lowered(plain); !any {
			return u, false
		}
	}
	if at, err := url.Parse(u); err == nil && at.Host != "" {
		if _, any := n.strike(strings.ReplaceAll(at.Host, ".", " ")); !any {
			return at.Scheme + "://" + at.Host + "/" + Bar, true
		}
	}
	return Bar, true
}

// lowered looks for the names among the words of an address, where nothing has a capital.
func (n *names) lowered(s string) (string, bool) {
	for _, w := range wordsOf(s) {
		f := []rune(language.Fold(s[w.start:w.end]))
		if len(f) >= 4 && n.otherScript(string(f)) {
			return "", true
		}
	}
	return s, false
}

// word is a stretch of bytes.
type word struct{ start, end int }

// wordsOf are the words of a text: letters, marks and digits, with an apostrophe within. A hyphen divides, so that each part of a double name counts.
func wordsOf(s string) []word {
	var out []word
	start := -1
	for i, r := range s {
		in := unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == '\u00ad' || r == '\u200d' || r == '\u200c' || r == '\u0301'
		if (r == '\'' || r == '’' || r == 'ʼ') && start >= 0 {
			next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
			in = unicode.IsLetter(next)
		}
		switch {
		case in && start < 0:
			start = i
		case !in && start >= 0:
			out, start = append(out, word{start, i}), -1
		}
	}
	if start >= 0 {
		out = append(out, word{start, len(s)})
	}
	return out
}
