package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"factum/language"
)

// bylineWords stand before an author's name.
var bylineWords = headWords["byline"]

// byline returns the authors that a short line names, nil if it is no byline.
func byline(p string) []string {
	p = strings.Trim(p, "*_ \t")
	if len(p) > 120 || strings.ContainsAny(p, "\n.!?;") {
		return nil
	}
	low := strings.ToLower(p)
	for _, w := range bylineWords {
		if strings.HasPrefix(low, w+" ") && len(low) == len(p) {
			name := strings.TrimSpace(p[len(w):])
			if i := strings.IndexAny(name, ",|("); i > 0 {
				name = strings.TrimSpace(name[:i])
			}
			for _, and := range headWords["and"] {
				name = strings.ReplaceAll(name, " "+and+" ", "\x00")
			}
			var out []string
			for _, n := range strings.Split(name, "\x00") {
				// "Hester Lunn in Lyon": the name ends where small words begin
				words := strings.Fields(n)
				k := 0
				for k < len(words) && (startsUpper(words[k]) || k > 0 && k+1 < len(words) && language.PersonParticle(words[k]) && startsUpper(words[k+1])) {
					k++
				}
				if k == 0 || k > 5 {
					return nil
				}
				out = append(out, strings.Join(words[:k], " "))
			}
			return out
		}
	}
	return nil
}

func startsUpper(w string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "'’«\"„“"))
	return unicode.IsUpper(r)
}

// desks are words for the part of a newsroom that signs: what follows the comma is the outlet.
var desks = headWords["desk"]

// signOff reads the last line of a text as the outlet that signs it: "Redactie buitenland, De Zuiderlantaarn", "Der Wattbote". It
// holds a few words, each with a capital but for particles (in Cyrillic only the first), no verb's full stop, no digit.
func signOff(p string) (outlet string, ok bool) {
	if len(p) > 90 || strings.ContainsAny(p, "\n:;!?()0123456789@/") {
		return "", false
	}
	p = strings.Trim(p, "*_– —-\t")
	if strings.HasSuffix(p, ".") || p == "" {
		return "", false
	}
	if i := strings.LastIndexByte(p, ','); i >= 0 {
		before := strings.ToLower(p[:i])
		desk := false
		for _, d := range desks {
			desk = desk || strings.Contains(before, d)
		}
		if !desk {
			return "", false
		}
		p = strings.TrimSpace(p[i+1:])
	}
	words := strings.Fields(p)
	if len(words) == 0 || len(words) > 6 || !startsUpper(words[0]) {
		return "", false
	}
	for i, w := range words[1:] {
		r, _ := utf8.DecodeRuneInString(w)
		cyrillic := unicode.Is(unicode.Cyrillic, r) && len(words) <= 4
		if !startsUpper(w) && !language.PlaceParticle(w) && !language.PersonParticle(w) && !cyrillic && w != "&" || i > 0 && w == "said" {
			return "", false
		}
	}
	return p, true
}
