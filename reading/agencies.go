package reading

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"factum/gazetteer"
	"factum/language"
)

// agencies are the names, folded, under which news agencies are credited.
var agencies = headWords.set("agency")

// agencyParts are what names of agencies are made of.
var agencyParts = headWords["agencypart"]

// notices are kinds of text that are named where an agency could be.
var notices = headWords.set("notice")

// known reports whether words are the name of a news agency, or the address of its site.
func known(s string) bool { return agencies[language.Fold(s)] || gazetteer.Agency(s) != "" }

// sure reports whether words are nothing but a known agency, written as it writes itself or in capitals: where no bracket and no word says so, a name
// in small letters can be any word.
func sure(s string) bool {
	if gazetteer.Agency(s) == "" {
		return false
	}
	p, _ := gazetteer.PublisherOf("", s)
	return s == strings.ToUpper(s) || slices.Contains(p.Names, s)
}

// parts splits a list of agencies: "AFP/dpa", "AFP et Reuters".
func parts(s string) []string {
	for _, and := range headWords["and"] {
		s = strings.ReplaceAll(s, " "+and+" ", ",")
	}
	out := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '&' || r == '/' || r == ';' })
	for i := range out {
		out[i] = strings.Trim(strings.TrimSpace(out[i]), ".:'\"()")
	}
	return out
}

// allSure is a list of known agencies, "" where anything else is among them.
func allSure(s string) string {
	if len(s) > 80 {
		return ""
	}
	ps := parts(s)
	if n := len(ps); n > 1 && shorthand.MatchString(ps[n-1]) && !known(ps[n-1]) {
		ps = ps[:n-1]
	}
	for _, p := range ps {
		if !sure(p) {
			return ""
		}
	}
	return strings.Join(ps, ", ")
}

// agency returns the name of a news agency as credited in brackets or after a word for "source", "" if the words are none: a known one, or a
// name of one or two words that is made as such names are (Noordpers, ПриволжИнформ).
func agency(s string) string {
	s = strings.Trim(strings.TrimSpace(s), ".:;,'\"")
	if s == "" || len(s) > 60 {
		return ""
	}
	if known(s) {
		return s
	}
	words := strings.Fields(s)
	if len(words) > 3 || strings.ContainsAny(s, "0123456789") {
		return ""
	}
	if i := strings.IndexAny(s, "/"); i > 0 { // AP/AFP
		first := agency(s[:i])
		switch {
		case first == "":
			return ""
		case agency(s[i+1:]) != "":
			return s
		case shorthand.MatchString(s[i+1:]):
			return first
		}
		return ""
	}
	r, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsUpper(r) || len(words) > 2 {
		return ""
	}
	f := language.Fold(s)
	if notices[f] {
		return ""
	}
	for _, p := range agencyParts {
		if i := strings.Index(f, p); i > 0 && utf8.RuneCountInString(f) > utf8.RuneCountInString(p)+1 || i == 0 && len(words) == 2 {
			return s
		}
	}
	return ""
}

// shorthand is how an agency's desk or editor signs behind its name: dpa/lsw.
var shorthand = regexp.MustCompile(`^\s?\p{Ll}{2,4}$`)

// credits are ways in which a story names the agency it comes from, the name being the first group; may tells cheaply that a text has none.
var credits = []struct {
	re  *regexp.Regexp
	may func(s string) bool
}{
	{regexp.MustCompile(`(?i)(?:^|\n|[.!?»”"'’)]\s+)\(?(?:` + headWords.any("credit") + `)\s*[:–—]\s*([^\n.;)]{2,60})\)?\s*\.?\s*$`), func(s string) bool { return strings.ContainsAny(s, ":–—") }},
	{regexp.MustCompile(`(?i)(?:^|\s)\((?:(?:` + headWords.any("with") + `)\s+)?([^()\n]{2,40})\)\s*\.?\s*$`), func(s string) bool { return strings.Contains(s[max(0, len(s)-4):], ")") }},
	{regexp.MustCompile(`(?i)(?:^|\s)©\s*(?:copyright\s+)?(?:\d{4}\s+)?([^\n,:]{2,40})[^\n]{0,40}$`), func(s string) bool { return strings.Contains(s, "©") }},
	{regexp.MustCompile(`(?i)(?:^|\n)(?:` + headWords.any("with") + `)\s*:?\s+([^\n.;]{2,60}?)\s*\.?$`), func(s string) bool {
		return len(s)-strings.LastIndexByte(s, '\n') < 240 // the last line, a short one
	}},
	{reports, func(string) bool { return true }},
}

// reportingBy is the close of agency stories: "Reporting by X; editing by Y".
var reportingBy = regexp.MustCompile(`(?i)^\(?(?:additional )?reporting by [^\n]{3,400}editing by`)

// credit returns the agency that a closing paragraph credits, "" if none.
func credit(s string) string {
	if len(s) > 400 {
		s = s[len(s)-400:]
		for len(s) > 0 && !utf8.RuneStart(s[0]) {
			s = s[1:]
		}
	}
	for _, c := range credits {
		if !c.may(s) {
			continue
		}
		m := c.re.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		if a := agency(m[1]); a != "" {
			return a
		}
		var names []string
		for _, part := range parts(m[1]) {
			if a := agency(part); a != "" {
				names = append(names, a)
			} else if first, _, ok := strings.Cut(part, "-"); ok && sure(first) { // dpa-infocom
				names = append(names, first)
			}
		}
		if len(names) > 0 {
			return strings.Join(names, ", ")
		}
	}
	if m := lastWord.FindStringSubmatch(s); m != nil {
		if a := allSure(m[1]); a != "" {
			return a
		}
	}
	return contributed(s)
}

// reports is the sentence by which a story says that an agency reports it all, whatever it says else: "Про це повідомляє Укрінформ."
var reports = regexp.MustCompile(`(?i)(?:^|[\s(])(?:` + headWords.any("reports") + `)\s+(?:(?:` + headWords.any("agencyword") + `)\s+)?[«"„“]?([^\n.,;:«»"“”]{3,30}?)[»"”“]?(?:\s*[.,;]|\s+(?:` + headWords.any("referring") + `)\s|\s*$)`)

// lastWord is what stands behind the last sentence: "… la ciudad. EFE".
var lastWord = regexp.MustCompile(`[.!?»”"]\s+(?:[–—-]\s*)?([\p{L}][\p{L}/ -]{2,30})\.?\s*$`)

// contributed is the agency whose people worked on a story: "Associated Press writers … contributed to this report."
func contributed(s string) string {
	low := strings.ToLower(s)
	for _, w := range headWords["contributed"] {
		if !strings.Contains(low, w) {
			continue
		}
		words := strings.Fields(s)
		for n := min(4, len(words)); n > 0; n-- {
			if a := strings.Join(words[:n], " "); sure(a) {
				return a
			}
		}
	}
	return ""
}

// creditLine is the agency that a line of its own credits, "" for any other line: "AFP/dpa", "— AP", "Le Monde avec AFP", "Door: ANP",
// "By Jane Doe, Associated Press".
func creditLine(p string) string {
	p = strings.Trim(p, "*_—–- \t()")
	if len(p) < 2 || len(p) > 120 || strings.ContainsAny(p, "\n!?") {
		return ""
	}
	if a := allSure(p); a != "" {
		return a
	}
	if few := strings.FieldsFunc(p, func(r rune) bool { return r == ' ' || r == '/' || r == '|' }); len(few) <= 5 && !strings.Contains(p, ":") { // Redactie / ANP; EFE | Kiev; oprac. JK, PAP
		if i := strings.LastIndexAny(p, ",/|"); i > 0 {
			if a := allSure(strings.TrimSpace(p[i+1:])); a != "" {
				return a
			}
		}
		if first, _, ok := strings.Cut(p, "|"); ok {
			return allSure(strings.TrimSpace(first))
		}
	}
	if strings.Contains(p, ".") {
		return ""
	}
	if m := withLine.FindStringSubmatch(p); m != nil {
		return allSure(m[1])
	}
	low := strings.ToLower(p)
	for _, w := range bylineWords {
		w = strings.TrimSuffix(w, ":")
		if len(low) != len(p) || !strings.HasPrefix(low, w+" ") && !strings.HasPrefix(low, w+":") {
			continue
		}
		name := strings.TrimLeft(p[len(w):], ": ")
		if a := allSure(name); a != "" {
			return a
		}
		for _, seps := range []string{",/|", " "} { // By Jane Doe in Lyon, Associated Press; di Redazione ANSA
			if i := strings.LastIndexAny(name, seps); i > 0 {
				if a := allSure(strings.TrimSpace(name[i+1:])); a != "" {
					return a
				}
			}
		}
	}
	return ""
}

// withLine is an outlet that says on a line which agencies it worked with.
var withLine = regexp.MustCompile(`(?i)^(?:\S+\s+){0,5}(?:` + headWords.any("with") + `)\s+(.{2,60})$`)
