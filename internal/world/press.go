package world

import (
	"strings"

	"factum"
)

// outlet publishes articles.
type outlet struct {
	name, domain, country, lang, owner, interest string
	wires                                        []*agency
	own                                          []string // sides and countries in whose wars it has people of its own
}

func (o *outlet) source() factum.SourceID { return factum.NewSourceID(o.domain, o.name) }

// agency sells texts. Its names are real, because readers of credits know these; what it writes here is made up.
type agency struct {
	code string // how Told names it
	lang string
	// short and long are its names, by language where they differ: "uk Укрінформ".
	short, long string
	page        outlet
}

// credit is the agency's name as an outlet of a language prints it.
func (a *agency) credit(lang string, long bool) string {
	name := a.short
	if long && a.long != "" {
		name = a.long
	}
	if c, ok := cyrillicAgencies[a.code]; ok && (lang == "uk" || lang == "ru") {
		name = c[lang]
	}
	return name
}

var cyrillicAgencies = map[string]map[string]string{
	"TASS":      {"uk": "ТАСС", "ru": "ТАСС"},
	"Ukrinform": {"uk": "Укрінформ", "ru": "Укринформ"},
}

var agencies = []*agency{
	{code: "Reuters", lang: "en", short: "Reuters", page: outlet{name: "Reuters", domain: "reuters.com", country: "GBR", lang: "en", interest: "neutral"}},
	{code: "AFP", lang: "fr", short: "AFP", long: "Agence France-Presse", page: outlet{name: "AFP", domain: "afp.com", country: "FRA", lang: "fr", interest: "neutral"}},
	{code: "AP", lang: "en", short: "AP", long: "Associated Press", page: outlet{name: "AP", domain: "apnews.com", country: "USA", lang: "en", interest: "neutral"}},
	{code: "dpa", lang: "de", short: "dpa", long: "Deutsche Presse-Agentur", page: outlet{name: "dpa", domain: "dpa.com", country: "DEU", lang: "de", interest: "neutral"}},
	{code: "ANP", lang: "nl", short: "ANP", page: outlet{name: "ANP", domain: "anp.nl", country: "NLD", lang: "nl", interest: "neutral"}},
	{code: "Ukrinform", lang: "uk", short: "Ukrinform", page: outlet{name: "Укрінформ", domain: "ukrinform.ua", country: "UKR", lang: "uk", interest: "party"}},
	{code: "TASS", lang: "ru", short: "TASS", page: outlet{name: "ТАСС", domain: "tass.ru", country: "RUS", lang: "ru", interest: "party"}},
}

// press lists: name, domain, country, owner, interest, agencies it draws on (numbers into agencies), where it has people. All made up.
var press = map[string]string{
	"en": `The Morning Ledger|morningledger.example|GBR|Ledger Group|neutral|0 1 2|UKR RSF ISR
Harbour Post|harbourpost.example|USA|Harbour Media|neutral|0 2|UKR ISR HOUTHI
Evening Standard Bearer|standardbearer.example|GBR|Ledger Group|neutral|0 1|
Dnieper Monitor|dniepermonitor.example|UKR|Dnieper Press|victim|0 5|RUS
Nile Gazette|nilegazette.example|EGY|Nile House|unknown|0 1|RSF
Levant Report|levantreport.example|LBN|Cedar Press|victim|1 0|ISR
Gulf Courier|gulfcourier.example|SAU|Gulf Holding|ally|0 1|HOUTHI
Prairie Tribune|prairietribune.example|USA|Harbour Media|neutral|2 0|`,
	"de": `Rheinischer Bote|rheinbote.example|DEU|Bote Verlag|neutral|3 0|RUS ISR
Tagesblatt Nord|tagesblattnord.example|DEU|Bote Verlag|neutral|3 1|
Alpenzeitung|alpenzeitung.example|AUT|Alpen Medien|neutral|3 0 1|RUS
Hafenkurier|hafenkurier.example|DEU|Kurier Haus|neutral|3|
Wochenspiegel Mitte|spiegelmitte.example|DEU|Mitte Verlag|neutral|3 0|AZE RSF`,
	"fr": `Le Courrier du Matin|courrierdumatin.example|FRA|Groupe Courrier|neutral|1 0|RUS RSF ISR
La Dépêche du Port|depechduport.example|FRA|Groupe Courrier|neutral|1|
Le Temps Libre|tempslibre.example|CHE|Libre Presse|neutral|1 0|AZE
L'Écho du Levant|echolevant.example|LBN|Cedar Press|victim|1|ISR`,
	"es": `El Diario del Sur|diariosur.example|ESP|Grupo Sur|neutral|0 1|RUS
La Gaceta Central|gacetacentral.example|ESP|Central Medios|neutral|0 1 2|ISR
Noticias del Plata|noticiasplata.example|ARG|Plata SA|unknown|1 2|
El Faro Diario|farodiario.example|ESP|Grupo Sur|neutral|0|`,
	"it": `Il Mattino Nuovo|mattinonuovo.example|ITA|Nuovo Editore|neutral|0 1|RUS RSF
La Voce del Golfo|vocegolfo.example|ITA|Golfo Media|neutral|0 1|
Corriere dei Monti|corrieremonti.example|ITA|Nuovo Editore|neutral|1|ISR`,
	"nl": `De Ochtendkoerier|ochtendkoerier.example|NLD|Koerier Pers|neutral|4 0|RUS ISR
Het Havenblad|havenblad.example|NLD|Koerier Pers|neutral|4 1|
De Vlaamse Bode|vlaamsebode.example|BEL|Bode Groep|neutral|4 0 1|RSF`,
	"pl": `Kurier Nadwiślański|kuriernadwislanski.example|POL|Kurier Media|ally|0 1 5|RUS
Głos Poranny|glosporanny.example|POL|Poranna SA|ally|0 1|RUS
Dziennik Portowy|dziennikportowy.example|POL|Kurier Media|ally|1|`,
	"uk": `Степовий вісник|stepvisnyk.example|UKR|Степ Медіа|victim|5 0|RUS
Новини Надпоріжжя|nadporizhzhia.example|UKR|Степ Медіа|victim|5|RUS
Слобідський кур'єр|slobidkurier.example|UKR|Слобода Прес|victim|5 1|RUS
Громадська хвиля|hromhvylia.example|UKR|Хвиля|victim|5 0 1|RUS
Вечірнє місто|vechmisto.example|UKR|Місто|victim|5|RUS`,
	"ru": `Северный вестник|sevvestnik.example|RUS|Вестник Медиа|party|6|RUS
Столичные известия|stolizvestia.example|RUS|Вестник Медиа|party|6|RUS
Вольная страница|volnaya.example|LVA|Вольная|neutral|0 1 5|RUS AZE
Кавказский обозреватель|kavkazobzor.example|GEO|Обозреватель|neutral|6 0 1|AZE
Уральский курьер|uralkurier.example|RUS|Урал|party|6|`,
}

// press lays out the outlets.
func (g *generator) press() {
	for _, lang := range langs {
		for line := range strings.SplitSeq(press[lang], "\n") {
			f := strings.Split(line, "|")
			o := &outlet{name: f[0], domain: f[1], country: f[2], lang: lang, owner: f[3], interest: f[4], own: strings.Fields(f[6])}
			for _, n := range strings.Fields(f[5]) {
				o.wires = append(o.wires, agencies[n[0]-'0'])
			}
			g.outlets = append(g.outlets, o)
		}
	}
}

// person is somebody who speaks.
type person struct {
	first, last string
	code, role  string
	known       bool // to a gazetteer, so that the name is given in one form in all languages
}

// speaker is somebody with an office, or the office alone.
type speaker struct {
	person
	key string // "RUS/president", "Marib/governor"
}

var (
	stateOffices = []string{"president", "foreign minister", "defence minister", "spokesperson"}
	groupOffices = []string{"spokesperson"}
)

func armedGroup(code string) bool { return code == "RSF" || code == "HEZBOLLAH" || code == "HOUTHI" }

// people fills the offices of every side and state.
func (g *generator) people() {
	g.persons = map[string]person{}
	for _, code := range strings.Fields("UKR RUS SDN RSF ISR HEZBOLLAH LBN ARM AZE YEM HOUTHI USA GBR DEU FRA POL TUR ITA ESP NLD CHN EGY SAU IRN EU NATO UN") {
		offices := stateOffices
		if armedGroup(code) {
			offices = groupOffices
		}
		for _, role := range offices {
			p := g.newPerson(code, role)
			p.known = role != "spokesperson" && g.chance(60)
			g.persons[code+"/"+role] = p
		}
	}
}

func (g *generator) newPerson(code, role string) person {
	s := style(code)
	return person{first: one(g, firstNames[s]), last: one(g, lastHeads[s]) + one(g, lastTails[s]), code: code, role: role}
}

// local is the governor or mayor of a place, the same whenever asked.
func (g *generator) local(place, code, role string) speaker {
	key := place + "/" + role
	p, ok := g.persons[key]
	if !ok {
		p = g.newPerson(code, role)
		g.persons[key] = p
	}
	return speaker{p, key}
}

func (g *generator) official(code string, roles ...string) speaker {
	if armedGroup(code) {
		roles = groupOffices
	}
	key := code + "/" + one(g, roles)
	return speaker{g.persons[key], key}
}
