package corroboration

import (
	"strings"

	"factum/language"
)

// voicesOf gives every view the number of the speaker on whose word it stands, 0 for nobody. Different names of one
// speaker get one number: a name and a part of it; an office and its holder; a body and the one person or office
// of it that speaks here. shown is how each is called; nobody tells which are neither named nor of a known body.
func voicesOf(vs []*view) (voices []int, shown []string, nobody map[int]bool) {
	byKey := map[string]speaker{}
	for _, v := range vs {
		s := v.voice
		if old, ok := byKey[s.key]; s.key != "" && (!ok || s.shown < old.shown) {
			byKey[s.key] = s
		}
	}
	keys := sortedKeys(byKey)
	root := map[string]string{}
	var find func(k string) string
	find = func(k string) string {
		if root[k] != k {
			root[k] = find(root[k])
		}
		return root[k]
	}
	join := func(a, b string) {
		a, b = find(a), find(b)
		root[max(a, b)] = min(a, b)
	}
	// People: by a word of the name, or by office.
	near := map[string][]string{}
	for _, k := range keys {
		root[k] = k
		s := byKey[k]
		if s.name == "" {
			continue
		}
		at := strings.Fields(s.name)
		if s.code != "" && s.role != "" {
			at = append(at, s.code+"/"+s.role)
		}
		if s.code != "" {
			last := at[len(strings.Fields(s.name))-1]
			at = append(at, s.code+"/"+consonants(last), s.code+"//"+language.Sound(last))
		}
		for _, w := range at {
			for _, o := range last(near[w]) {
				if byKey[o].is(s) {
					join(o, k)
				}
			}
			near[w] = append(near[w], k)
		}
	}
	// Offices without a name go to the one person they can be, bodies without an office to the one who speaks for them.
	attach := func(k string, fits func(o speaker) bool) (any bool) {
		found := ""
		for _, o := range keys {
			if o == k || !fits(byKey[o]) {
				continue
			}
			if r := find(o); found == "" {
				found = r
			} else if found != r {
				return true
			}
		}
		if found != "" {
			join(found, k)
		}
		return found != ""
	}
	for _, k := range keys {
		if s := byKey[k]; s.name == "" && s.code != "" && s.role != "" {
			if !attach(k, func(o speaker) bool { return o.name != "" && o.role == s.role && o.is(s) }) {
				attach(k, func(o speaker) bool { return o.name != "" && o.is(s) })
			}
		}
	}
	for _, k := range keys {
		if s := byKey[k]; s.name == "" && s.code != "" && s.role == "" {
			attach(k, func(o speaker) bool { return o.key != s.key && o.is(s) })
		}
	}
	number := map[string]int{}
	shown, nobody = []string{""}, map[int]bool{}
	for _, k := range keys {
		r, s := find(k), byKey[k]
		n, ok := number[r]
		if !ok {
			n = len(shown)
			number[r] = n
			shown = append(shown, s.shown)
			nobody[n] = s.anonymous()
		}
		if better(s.shown, shown[n]) {
			shown[n] = s.shown
		}
	}
	voices = make([]int, len(vs))
	for i, v := range vs {
		if v.voice.key != "" {
			voices[i] = number[find(v.voice.key)]
		}
	}
	return voices, shown, nobody
}

// better prefers the longer name, then the first in order of code points.
func better(a, b string) bool {
	if len(a) != len(b) {
		return len(a) > len(b)
	}
	return a < b
}
