package corroboration

import (
	"slices"
	"strings"
	"unicode"

	"factum"
	"factum/gazetteer"
	"factum/language"
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
	words = strings.TrimSpace(words)
	f := fold(words)
	if a := agencies[f]; a != "" {
		return a
	}
	if a := gazetteer.Agency(words); a != "" {
		return a
	}
	return strings.ToUpper(f)
}

// told is on whose word a claim stands, as its attributions and its publication say.
type told struct {
	speaker speaker
	wires   []string            // agencies, in the order found
	cites   string              // an outlet, folded, that is no agency and that the claim has it from; "" none
	at      *factum.Attribution // the innermost that is not an agency, of a speaker rather than of an outlet; nil none
}

// readTold finds who tells a claim. An agency stands in the report's wire credit or in an attribution, or publishes on its own site.
func readTold(r *factum.Report) told {
	var t told
	var by *factum.Attribution
	for _, w := range strings.FieldsFunc(r.Wire, func(r rune) bool { return r == ',' || r == '/' }) { // "AFP, dpa" rests on both
		t.wires = append(t.wires, agency(w))
	}
	if code := ownAgency(r); code != "" {
		t.wires = append(t.wires, code)
	}
	for i := range r.Claim.Attribution {
		a := &r.Claim.Attribution[i]
		if code := agencies[fold(a.Name)]; code != "" {
			t.wires = append(t.wires, code)
			continue
		}
		if code := agencies[fold(a.Text)]; code != "" && a.Name == "" {
			t.wires = append(t.wires, code)
			continue
		}
		if code := agencies[fold(a.Code)]; code != "" {
			t.wires = append(t.wires, code)
			continue
		}
		if t.at != nil && a.Joint { // of those who say it together the first stands for all
			continue
		}
		t.at = a
		if o := outletNamed(a); o != "" {
			t.cites = o
		} else {
			by = a
		}
	}
	switch {
	case by != nil:
		t.speaker, t.at = speakerOf(by), by
	case t.cites == "":
		// What a ministry or alliance publishes on its own word is its own word.
		if code, ok := BodyOf(Publication{Source: r.Source, Outlet: r.Outlet}); ok {
			t.speaker = speaker{code: code, shown: code, key: "/" + code + "//"}
		}
	}
	return t
}

// ownAgency is the agency on whose own site or under whose name a report came out, "" for none.
func ownAgency(r *factum.Report) string {
	if code := agencies[fold(r.Outlet)]; code != "" {
		return code
	}
	if domain, ok := strings.CutPrefix(string(r.Source), "src_"); ok && strings.Contains(domain, ".") {
		p, _ := gazetteer.PublisherOf(domain, "")
		return p.Code
	}
	return ""
}

// outletNamed is the name, folded, of an outlet that an attribution names; "" for anybody else, and for "the media".
func outletNamed(a *factum.Attribution) string {
	name := a.Name
	if name == "" {
		name = a.Text
	}
	if fold(a.Role) != "media" || !strings.ContainsFunc(name, unicode.IsUpper) {
		return ""
	}
	return fold(name)
}

func speakerOf(at *factum.Attribution) speaker {
	name := at.Name
	if strings.ContainsRune(name, '(') { // an office with whose it is, "army spokesman (Ukraine)", is no person's name
		name = ""
	}
	s := speaker{name: fold(name), role: fold(at.Role), code: at.Code, text: fold(at.Text)}
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
	return s
}

// readVoice is on whose word a claim stands once it is asked how many say it independently: the speaker; where the text names none, who acts by
// speaking, for all who report words rest on their having been said; and who is said to deny it. Of several the first.
func readVoice(c *factum.Claim, t told) speaker {
	if t.speaker.key != "" || len(c.Actors) == 0 {
		return t.speaker
	}
	a := c.Actors[0]
	office := a.Role != "" && !groups[fold(a.Role)]
	switch {
	case a.Code == "":
		return t.speaker
	case uttered[c.Type] && !slices.Contains(c.Modes, "investigate"):
	case spoken[c.Type] && !uttered[c.Type] && office:
	case c.Modality == factum.Denied && t.cites == "":
	default:
		return t.speaker
	}
	at := factum.Attribution{Code: a.Code}
	if office {
		at.Role = a.Role
	}
	return speakerOf(&at)
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

// soundsAs reports whether two names of several words agree in the consonants of each; outside the Latin script in their classes.
func soundsAs(a, b string) bool {
	v, w := strings.Fields(a), strings.Fields(b)
	if len(v) < 2 || len(v) != len(w) {
		return false
	}
	of := language.Sound
	if sameScript(a, b) && a[0] < 0x80 {
		of = consonants
	}
	for i := range v {
		if c := of(v[i]); c == "" || c != of(w[i]) {
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
