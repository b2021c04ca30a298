package coding

import (
	"strings"

	"factum"
	"factum/language"
)

// fakeActors is a small table for tests that want no reader: words, code, role, kind.
var fakeActors = map[string][3]string{}

func init() {
	add := func(code, kind, role, words string) {
		for _, w := range strings.Split(words, ",") {
			fakeActors[w] = [3]string{code, kind, role}
		}
	}
	for _, l := range strings.Split(`RUS Russia,Russian,Moscow,Kremlin,Rusland,Russische,Moskou,Russen,Russians
UKR Ukraine,Ukrainian,Kyiv,Oekraïne,Oekraïense,Ukrainians
USA U.S.,US,USA,Washington,American,Trump,Biden,Obama,VS,Amerikaanse,America,United States
FRA France,French,Macron,Frankrijk,Franse,Paris
DEU Germany,German,Merkel,Duitsland,Duitse,Berlin
GBR Britain,British,UK,London,Britse,Verenigd Koninkrijk
CHN China,Chinese,Beijing
IRN Iran,Iranian,Tehran,Iraanse,Teheran
ISR Israel,Israeli,Israël,Israëlische
PSE Palestinian,Palestinians,Hamas,Palestijnse,Palestijnen
SYR Syria,Syrian,Damascus,Syrië,Syrische
TUR Turkey,Turkish,Ankara,Erdogan,Turkije,Turkse
IRQ Iraq,Iraqi,Irak
AFG Afghanistan,Afghan,Taliban,Kabul
PAK Pakistan,Pakistani
IND India,Indian
VEN Venezuela,Venezuelan
PRK North Korea,Noord-Korea
KOR South Korea,Zuid-Korea
JPN Japan,Japanese
SAU Saudi Arabia,Saudi
YEM Yemen,Yemeni,Houthi
LBY Libya,Libyan
EGY Egypt,Egyptian
ETH Ethiopia,Ethiopian
SOM Somalia,Somali
NGA Nigeria,Nigerian
KEN Kenya
SDN Sudan,Sudanese
CAN Canada,Canadian
AUS Australia,Australian
MEX Mexico,Mexican
BRA Brazil,Brazilian
COL Colombia,Colombian
NLD Nederland,Nederlandse,Netherlands,Dutch,Den Haag,Rutte
BEL België,Belgische,Belgium,Belgian,Michel,Francken
ESP Spain,Spanish,Spanje,Spaanse
ITA Italy,Italian,Italië
POL Poland,Polish,Polen,Poolse
HUN Hungary,Hungarian,Hongarije
SWE Sweden,Zweden
FIN Finland
PHL Philippines,Philippine
THA Thai,Thailand
MMR Myanmar,Burmese
NATO NATO,NAVO
EU EU,European Union,Europese Unie,European Commission,Europese Commissie
UN UN,United Nations,VN,Verenigde Naties,U.N.`, "\n") {
		code, words, _ := strings.Cut(l, " ")
		kind := "state"
		if code == "NATO" || code == "EU" || code == "UN" {
			kind = "organisation"
		}
		add(code, kind, "", words)
	}
}

// fakeDocument makes a document of a text with the few mentions that the small table knows.
func fakeDocument(lang, text string) *factum.Document {
	d := &factum.Document{V: 1, Lang: lang, Text: text, Published: &factum.Time{From: "2022-04-12", To: "2022-04-12", Precision: "day"}}
	d.Capture = factum.DigestOfString(text)
	d.Paragraphs = language.Blocks(text)
	d.Sentences = language.Sentences(lang, text, d.Paragraphs)
	ws := language.Words(text)
	for i := 0; i < len(ws); i++ {
		for n := 2; n >= 1; n-- {
			if i+n > len(ws) {
				continue
			}
			sp := factum.Span{Start: ws[i].Span.Start, End: ws[i+n-1].Span.End}
			a, ok := fakeActors[sp.In(text)]
			if !ok {
				continue
			}
			d.Mentions.Actors = append(d.Mentions.Actors, factum.ActorMention{Part: factum.PartText, Span: sp, Text: sp.In(text), Code: a[0], Kind: a[1], Role: a[2], Basis: "named"})
			if w := sp.In(text); a[1] == "state" && !strings.HasSuffix(w, "an") && !strings.HasSuffix(w, "ian") && !strings.HasSuffix(w, "ish") && !strings.HasSuffix(w, "se") || w == "Iran" || w == "Afghanistan" || w == "Pakistan" || w == "Japan" || w == "Sudan" {
				d.Mentions.Places = append(d.Mentions.Places, factum.PlaceMention{Part: factum.PartText, Span: sp, Text: w, Name: w, Country: a[0], Precision: "country"})
			}
			i += n - 1
			break
		}
	}
	return d
}
