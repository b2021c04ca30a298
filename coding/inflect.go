package coding

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// tag is a bit set of what a form of a word can be.
type tag uint16

const (
	tInf  tag = 1 << iota // infinitive, in English the base form, which is also a present tense
	tPres                 // finite present
	tPast                 // finite past
	tPart                 // past participle
	tIng                  // present participle or gerund
	tAdj                  // participle inflected as an adjective: "vermoorde"
	tNoun
	tPlural
	tLit    // a word of a fixed phrase
	tFuture // finite: will happen
	tCond   // finite conditional: would happen, is said to have
	tImpers // finite past that has no subject, only an object: "obstrzelano", "обстріляно"
	tMarked // infinitive with its mark inside: "zurückzuziehen"
)

const tFinite = tPres | tPast | tFuture | tCond | tImpers

var tagNames = map[string]tag{"inf": tInf, "pres": tPres, "past": tPast, "part": tPart, "ing": tIng, "adj": tAdj, "pl": tNoun | tPlural,
	"fut": tFuture, "cond": tCond, "imp": tImpers, "zu": tInf | tMarked, "case": tNoun}

// rule is one line of an inflection table: words with the ending lose strip bytes, undergo ops, and get the suffixes.
// Tables may make forms that no one writes; they cost a map entry and match nothing.
type rule struct {
	ending string // literal letters; C a consonant, V a vowel, X twice the same consonant, . anything
	strip  int    // letters
	ops    string // ~ double the vowel before the last consonant, - drop one of a doubled letter, ^ devoice the last, = double the last, _ voice the last
	forms  []formRule
	stop   bool // later rules are not tried
}

type formRule struct {
	tag    tag
	suffix string
	ge     bool // takes the participle's prefix
}

// readRule reads "ENDING STRIP OPS tag:suffix …"; OPS "." for none; a suffix "+" is empty; "part*:t" takes the
// prefix of participles; a last word "stop" ends the search.
func readRule(line string) (rule, string) {
	w := strings.Fields(line)
	if len(w) < 4 {
		return rule{}, "a rule is ENDING STRIP OPS tag:suffix …"
	}
	n, err := strconv.Atoi(w[1])
	if err != nil || n < 0 || n > 9 {
		return rule{}, "STRIP is a number of letters, not " + w[1]
	}
	r := rule{ending: w[0], strip: n, ops: strings.Trim(w[2], ".")}
	for _, f := range w[3:] {
		if f == "stop" {
			r.stop = true
			continue
		}
		name, suffix, ok := strings.Cut(f, ":")
		ge := strings.HasSuffix(name, "*")
		t, is := tagNames[strings.TrimSuffix(name, "*")]
		if !ok || !is {
			return rule{}, "no form " + f + "; tags are " + strings.Join(known(tagNames), " ")
		}
		r.forms = append(r.forms, formRule{t, strings.Trim(suffix, "+"), ge})
	}
	return r, ""
}

// isVowel knows the vowels of plain Latin letters; tables of other alphabets spell their endings out.
func isVowel(b byte) bool { return strings.IndexByte("aeiouy", b) >= 0 }

// matches compares the ending with the word from the back.
func (r rule) matches(w string) bool {
	j := len(w) - 1
	for i := len(r.ending) - 1; i >= 0; i-- {
		if j < 0 {
			return false
		}
		c := w[j]
		switch r.ending[i] {
		case '.':
			return true
		case 'C':
			if c >= utf8.RuneSelf || isVowel(c) {
				return false
			}
		case 'V':
			if !isVowel(c) {
				return false
			}
		case 'X':
			if c >= utf8.RuneSelf || isVowel(c) || j == 0 || w[j-1] != c {
				return false
			}
			j--
		default:
			if c != r.ending[i] {
				return false
			}
		}
		j--
	}
	return true
}

func (r rule) stem(w string) string {
	s := w
	for i := 0; i < r.strip; i++ {
		_, n := utf8.DecodeLastRuneInString(s)
		if n >= len(s) {
			return w
		}
		s = s[:len(s)-n]
	}
	for _, op := range r.ops {
		n := len(s)
		if n < 2 {
			return s
		}
		switch op {
		case '~':
			if isVowel(s[n-2]) {
				s = s[:n-2] + s[n-2:n-1] + s[n-2:]
			}
		case '-':
			if n > 2 && s[n-1] == s[n-2] {
				s = s[:n-1]
			} else if n > 3 && s[n-2] == s[n-3] {
				s = s[:n-2] + s[n-1:]
			}
		case '=':
			s += s[n-1:]
		case '^':
			switch s[n-1] {
			case 'v':
				s = s[:n-1] + "f"
			case 'z':
				s = s[:n-1] + "s"
			}
		case '_':
			switch s[n-1] {
			case 'f':
				s = s[:n-1] + "v"
			case 's':
				s = s[:n-1] + "z"
			}
		}
	}
	return s
}

// inflected is a form with what it can be.
type inflected struct {
	form string
	tag  tag
}

// inflection is the grammar of a language as far as forms go.
type inflection struct {
	verb, noun   []rule
	ge           string              // prefix of participles
	bound        []string            // prefixes that take its place
	irregular    map[string][]string // verb → forms: past past-plural participle(s)
	irregularNum map[string][]string // noun → plurals
	perfective   map[string]bool     // verbs whose present tense speaks of what is to come
	mark         string              // what the mark of the infinitive is where a separable part stands before it: "zu"
}

// verbForms gives all forms of a verb. Forms of a separable verb written apart are not included.
func (in *inflection) verbForms(lemma string) []inflected {
	out := in.allForms(lemma)
	if in.perfective[lemma] {
		for i := range out {
			if out[i].tag&tPres != 0 {
				out[i].tag = out[i].tag&^tPres | tFuture
			}
		}
	}
	return out
}

func (in *inflection) allForms(lemma string) []inflected {
	out := []inflected{{lemma, tInf}}
	if irr, ok := in.irregular[lemma]; ok {
		return append(out, in.fromIrregular(lemma, irr, "")...)
	}
	for i := 2; i < len(lemma)-2; i++ {
		if irr, ok := in.irregular[lemma[i:]]; ok && slices.Contains(in.bound, lemma[:i]) {
			return append(out, in.fromIrregular(lemma, irr, lemma[:i])...)
		}
	}
	return append(out, in.regular(lemma, true)...)
}

func (in *inflection) regular(lemma string, past bool) []inflected {
	var out []inflected
	ge := in.ge
	for _, b := range in.bound {
		if strings.HasPrefix(lemma, b) && len(lemma) > len(b)+3 {
			ge = ""
		}
	}
	long := "" // strong verbs keep the long vowel: no second form without it
	for _, r := range in.verb {
		if !r.matches(lemma) || !past && long == r.ending {
			continue
		}
		if strings.Contains(r.ops, "~") {
			long = r.ending
		}
		s := r.stem(lemma)
		for _, f := range r.forms {
			if !past && f.tag&(tPast|tPart|tAdj) != 0 {
				continue
			}
			if f.ge {
				out = append(out, inflected{ge + s + f.suffix, f.tag})
				if ge == "" && in.ge != "" {
					continue
				}
			} else {
				out = append(out, inflected{s + f.suffix, f.tag})
			}
		}
		if r.stop {
			break
		}
	}
	return out
}

// fromIrregular lays a prefix over the irregular forms of a verb. Forms are "past", "+participle", "=present", "&past that is a
// participle too", "tag:form" for any other.
func (in *inflection) fromIrregular(lemma string, irr []string, prefix string) []inflected {
	out := in.regular(lemma, false)
	for _, f := range irr {
		t := tPast
		if name, form, ok := strings.Cut(f, ":"); ok && tagNames[name] != 0 {
			out = append(out, inflected{prefix + form, tagNames[name]})
			continue
		}
		switch f[0] {
		case '+':
			f, t = f[1:], tPart
			if prefix != "" && in.ge != "" {
				f = strings.TrimPrefix(f, in.ge)
			}
		case '=':
			f, t = f[1:], tPres
		case '&':
			f, t = f[1:], tPast|tPart
		}
		out = append(out, inflected{prefix + f, t})
		if t == tPart && in.ge != "" && !strings.HasSuffix(f, "n") {
			out = append(out, inflected{prefix + f + "e", tAdj})
		}
	}
	return out
}

// nounForms gives singular and plurals.
func (in *inflection) nounForms(lemma string) []inflected {
	out := []inflected{{lemma, tNoun}}
	if pl, ok := in.irregularNum[lemma]; ok {
		for _, p := range pl {
			out = append(out, inflected{p, tNoun | tPlural})
		}
		return out
	}
	for _, r := range in.noun {
		if r.matches(lemma) {
			s := r.stem(lemma)
			for _, f := range r.forms {
				out = append(out, inflected{s + f.suffix, f.tag})
			}
			if r.stop {
				break
			}
		}
	}
	return out
}
