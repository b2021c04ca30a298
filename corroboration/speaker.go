package corroboration

import (
	"strings"

	"factum"
)

// speaker is on whose word a claim stands: the innermost attribution that is not an agency; where there is none, the body on whose own site or channel it came out.
type speaker struct {
	name, role, code string // folded, but the code
	text             string // folded; tells apart those who have neither name nor code
	shown            string
	key              string // "" nobody
}

// agencies by the words that credit them, folded, to the code that a line carries.
var agencies = folded(map[string]string{
	"reuters": "REUTERS", "thomson reuters": "REUTERS", "рейтер": "REUTERS", "рейтерс": "REUTERS", "reuter": "REUTERS",
	"afp": "AFP", "agence france-presse": "AFP", "agence france presse": "AFP", "афп": "AFP", "франс пресс": "AFP",
	"ap": "AP", "associated press": "AP", "the associated press": "AP", "dpa": "DPA", "deutsche presse-agentur": "DPA",
	"anp": "ANP", "belga": "BELGA", "efe": "EFE", "ansa": "ANSA", "pap": "PAP", "apa": "APA", "bloomberg": "BLOOMBERG",
	"tass": "TASS", "тасс": "TASS", "itar-tass": "TASS", "ria novosti": "RIA", "ria": "RIA", "риа новости": "RIA", "риа": "RIA",
	"interfax": "INTERFAX", "интерфакс": "INTERFAX", "interfax-ukraine": "INTERFAX-UKRAINE", "интерфакс-украина": "INTERFAX-UKRAINE",
	"інтерфакс-україна": "INTERFAX-UKRAINE", "ukrinform": "UKRINFORM", "укринформ": "UKRINFORM", "укрінформ": "UKRINFORM",
	"unian": "UNIAN", "униан": "UNIAN", "уніан": "UNIAN", "xinhua": "XINHUA", "anadolu": "ANADOLU", "anadolu agency": "ANADOLU",
	"kyodo": "KYODO", "europa press": "EUROPAPRESS", "adnkronos": "ADNKRONOS", "pa media": "PA", "lusa": "LUSA", "ntb": "NTB", "tt": "TT",
})

func folded(m map[string]string) map[string]string {
	out := make(map[string]string, len(m))
	for k, v := range m {
		out[fold(k)] = v
	}
	return out
}

// agency is the code of the agency that words credit: the table's, else the words in capitals; "" for no words.
func agency(words string) string {
	f := fold(words)
	if a := agencies[f]; a != "" {
		return a
	}
	return strings.ToUpper(f)
}

// readSpeaker finds speaker and agencies of a claim. An agency stands in the report's wire credit or in an attribution.
func readSpeaker(r *factum.Report) (s speaker, wires []string, at *factum.Attribution) {
	if r.Wire != "" {
		wires = append(wires, agency(r.Wire))
	}
	for i := range r.Claim.Attribution {
		a := &r.Claim.Attribution[i]
		if code := agencies[fold(a.Name)]; code != "" {
			wires = append(wires, code)
			continue
		}
		if code := agencies[fold(a.Text)]; code != "" && a.Name == "" {
			wires = append(wires, code)
			continue
		}
		if code := agencies[fold(a.Code)]; code != "" {
			wires = append(wires, code)
			continue
		}
		if at == nil || !a.Joint { // of those who say it together the first stands for all
			at = a
		}
	}
	if at == nil {
		// What a ministry or alliance publishes on its own word is its own word.
		if code, ok := BodyOf(Publication{Source: r.Source, Outlet: r.Outlet}); ok {
			s = speaker{code: code, shown: code, key: "/" + code + "//"}
		}
		return s, wires, nil
	}
	s = speaker{name: fold(at.Name), role: fold(at.Role), code: at.Code, text: fold(at.Text)}
	switch {
	case at.Name != "" && at.Code != "":
		s.shown = at.Name + " (" + at.Code + ")"
	case at.Name != "":
		s.shown = at.Name
	case at.Code != "" && at.Role != "":
		s.shown = at.Code + " (" + at.Role + ")"
	case at.Code != "":
		s.shown = at.Code
	default:
		s.shown = strings.TrimSpace(at.Text)
	}
	if s.name != "" || s.code != "" {
		s.text = ""
	}
	if s.name != "" || s.code != "" || s.text != "" {
		s.key = s.name + "/" + s.code + "/" + s.role + "/" + s.text
	}
	return s, wires, at
}

// anonymous reports whether the speaker has neither name nor code: a resident, an eyewitness.
func (s speaker) anonymous() bool { return s.key != "" && s.name == "" && s.code == "" }

// spokesperson is no office of its own: many speak for one state at a time, each for a body of it.
const spokesperson = "spokesperson"

// is reports whether two are the same speaker: one name is the other or a part of it and their codes don't differ;
// the same office of the same state or organisation, of those who speak for others only under names that can be one; or
// the same body, where one of the two or both have no name.
func (s speaker) is(t speaker) bool {
	if s.key == "" || t.key == "" || s.anonymous() || t.anonymous() || s.code != "" && t.code != "" && s.code != t.code {
		return false
	}
	if s.name != "" && t.name != "" {
		return nameIn(s.name, t.name) || nameIn(t.name, s.name) || s.code != "" && s.code == t.code && soundsAs(s.name, t.name) ||
			s.code != "" && s.code == t.code && s.role != "" && s.role == t.role && (s.role != spokesperson || spelledAs(s.name, t.name))
	}
	return s.code != "" && s.code == t.code && (s.role == t.role || s.role == "" || t.role == "" || s.role == spokesperson || t.role == spokesperson)
}

// isNot reports whether two are known to be different speakers.
func (s speaker) isNot(t speaker) bool {
	if s.key == "" || t.key == "" || s.is(t) {
		return false
	}
	if s.code != "" && t.code != "" && s.code != t.code {
		return true
	}
	return s.name != "" && t.name != "" && sameScript(s.name, t.name)
}

// nameIn reports whether every word of a is a word of b.
func nameIn(a, b string) bool {
	for _, w := range strings.Fields(a) {
		if !strings.Contains(" "+b+" ", " "+w+" ") {
			return false
		}
	}
	return true
}

// spelledAs reports whether two names can be one, written after the sound in two languages ("Teresjko", "Tereshko"): the
// last words agree in their consonants. Across scripts there is nothing to compare, and they can.
func spelledAs(a, b string) bool {
	return !sameScript(a, b) || consonants(a[strings.LastIndexByte(a, ' ')+1:]) == consonants(b[strings.LastIndexByte(b, ' ')+1:])
}

// soundsAs reports whether two names of several words in one script agree in the consonants of each.
func soundsAs(a, b string) bool {
	v, w := strings.Fields(a), strings.Fields(b)
	if len(v) < 2 || len(v) != len(w) || !sameScript(a, b) {
		return false
	}
	for i := range v {
		if c := consonants(v[i]); c == "" || c != consonants(w[i]) {
			return false
		}
	}
	return true
}

// consonants is a word without vowels, without the letters that only shape a sound, and with one letter for those that
// stand for the same.
func consonants(s string) string {
	s = strings.NewReplacer("sch", "s", "tch", "ts", "ch", "ts", "cz", "ts", "c", "ts", "z", "s", "v", "f", "w", "f", "x", "ks").Replace(s)
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("aeiouyjh'’", r) {
			return -1
		}
		return r
	}, s)
}

// sameScript reports whether both names are Latin, or both not: across scripts differing letters prove nothing.
func sameScript(a, b string) bool {
	latin := func(s string) bool { return s[0] < 0x80 }
	return latin(a) == latin(b)
}
