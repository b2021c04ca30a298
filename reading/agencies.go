package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"factum/language"
)

// agencies are the names, folded, under which news agencies are credited.
var agencies = headWords.set("agency")

// agencyParts are what names of agencies are made of.
var agencyParts = headWords["agencypart"]

// notices are kinds of text that are named where an agency could be.
var notices = headWords.set("notice")

// agency returns the name of a news agency as credited in brackets or after a word for "source", "" if the words are none: a known one, or a
// name of one or two words that is made as such names are (Noordpers, ПриволжИнформ).
func agency(s string) string {
	s = strings.Trim(strings.TrimSpace(s), ".:;,'\"")
	if s == "" || len(s) > 60 {
		return ""
	}
	if agencies[language.Fold(s)] {
		return s
	}
	words := strings.Fields(s)
	if len(words) > 3 || strings.ContainsAny(s, "0123456789") {
		return ""
	}
	if i := strings.IndexAny(s, "/"); i > 0 { // AP/AFP
		if agency(s[:i]) != "" && agency(s[i+1:]) != "" {
			return s
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

// credits are ways in which a story names the agency it comes from, the name being the first group; may tells cheaply that a text has none.
var credits = []struct {
	re  *regexp.Regexp
	may func(s string) bool
}{
	{regexp.MustCompile(`(?i)(?:^|\n|[.!?»”"'’)]\s+)\(?(?:` + headWords.any("credit") + `)\s*:\s*([^\n.;)]{2,60})\)?\s*\.?\s*$`), func(s string) bool { return strings.Contains(s, ":") }},
	{regexp.MustCompile(`(?:^|\s)\(([^()\n]{2,40})\)\s*$`), func(s string) bool { return strings.HasSuffix(strings.TrimSpace(s), ")") }},
	{regexp.MustCompile(`(?:^|\n)©\s*([^\n]{2,40})$`), func(s string) bool { return strings.Contains(s, "©") }},
	{regexp.MustCompile(`(?i)(?:^|\n)(?:` + headWords.any("with") + `)\s+([^\n.;]{2,60}?)\s*\.?$`), func(s string) bool {
		return len(s)-strings.LastIndexByte(s, '\n') < 240 // the last line, a short one
	}},
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
		var names []string
		for _, part := range strings.FieldsFunc(m[1], func(r rune) bool { return r == ',' || r == '&' }) {
			if a := agency(part); a != "" {
				names = append(names, a)
			}
		}
		if len(names) > 0 {
			return strings.Join(names, ", ")
		}
	}
	return ""
}
