package coding_test

import (
	"strings"
	"testing"

	"factum"
)

// rule is one of the codebook's rules that are easy to miss, said in one sentence.
type rule struct {
	name, lang, text string
	want             string // claims as in examples, in text order
	check            func(t *testing.T, cs []factum.Claim)
}

func codes(list []factum.Actor) string {
	var out []string
	for _, a := range list {
		out = append(out, a.Code)
	}
	return strings.Join(out, " ")
}

func modes(mode string) func(*testing.T, []factum.Claim) {
	return func(t *testing.T, cs []factum.Claim) {
		if strings.Join(cs[0].Modes, " ") != mode {
			t.Errorf("modes %v, want %s", cs[0].Modes, mode)
		}
	}
}

func parties(actors, recipients string) func(*testing.T, []factum.Claim) {
	return func(t *testing.T, cs []factum.Claim) {
		if codes(cs[0].Actors) != actors || codes(cs[0].Recipients) != recipients {
			t.Errorf("actors %q recipients %q, want %q and %q", codes(cs[0].Actors), codes(cs[0].Recipients), actors, recipients)
		}
	}
}

var rules = []rule{
	{"planned aid is an agreement", "en", "Norway will send tanks to Ukraine.", "AGREE(AID)/planned", parties("NOR", "UKR")},
	{"planned aid is an agreement", "nl", "Noorwegen zal tanks naar Oekraïne sturen.", "AGREE(AID)/planned", parties("NOR", "UKR")},
	{"a planned meeting is an agreement", "en", "The presidents of France and Egypt will meet on Monday.", "AGREE(CONSULT)/planned", nil},
	{"a planned meeting is an agreement", "nl", "De presidenten van Frankrijk en Egypte zullen elkaar maandag ontmoeten.", "AGREE(CONSULT)/planned", nil},
	{"signing is support", "en", "Japan signed the treaty with Australia.", "SUPPORT", nil},
	{"signing is support", "nl", "Japan ondertekende het verdrag met Australië.", "SUPPORT", nil},
	{"an announced withdrawal is a concession", "en", "Turkey announced the withdrawal of its troops from Syria.", "CONCEDE(RETREAT)/planned", nil},
	{"an announced withdrawal is a concession", "nl", "Turkije kondigde de terugtrekking van zijn troepen uit Syrië aan.", "CONCEDE(RETREAT)/planned", nil},
	{"an investigation is an accusation", "en", "Prosecutors in Paris opened an investigation into the bank.", "ACCUSE", modes("investigate")},
	{"an investigation is an accusation", "nl", "De aanklagers in Parijs openden een onderzoek naar de bank.", "ACCUSE", modes("investigate")},
	{"a conviction is a sanction", "en", "A court in Vienna convicted the officer of torture.", "SANCTION", modes("convict")},
	{"a conviction is a sanction", "nl", "Een rechtbank in Wenen veroordeelde de officier voor foltering.", "SANCTION", modes("convict")},
	{"a warrant is a threat", "en", "A Spanish judge issued an arrest warrant for the former minister.", "THREATEN", modes("arrest")},
	{"a warrant is a threat", "nl", "Een Spaanse rechter vaardigde een arrestatiebevel uit tegen de oud-minister.", "THREATEN", modes("arrest")},
	{"expelled diplomats are a sanction", "en", "Albania expelled two Iranian diplomats.", "SANCTION", modes("expel")},
	{"expelled diplomats are a sanction", "nl", "Albanië zette twee Iraanse diplomaten uit.", "SANCTION", modes("expel")},
	{"deported people are coerced", "en", "Turkey deported hundreds of Afghan migrants.", "COERCE", modes("deport")},
	{"deported people are coerced", "nl", "Turkije deporteerde honderden Afghaanse migranten.", "COERCE", modes("deport")},
	{"captured fighters are abducted", "en", "The rebels captured thirty soldiers near Goma.", "ASSAULT", modes("abduct")},
	{"captured fighters are abducted", "nl", "De rebellen namen dertig soldaten gevangen bij Goma.", "ASSAULT", modes("abduct")},
	{"a rescued hostage is aid", "en", "French soldiers rescued two hostages in Niger.", "AID", nil},
	{"a rescued hostage is aid", "nl", "Franse soldaten bevrijdden twee gijzelaars in Niger.", "AID", nil},
	{"a cancelled meeting is a rejection", "en", "The Iraqi president called off the summit with Turkey.", "REJECT", nil},
	{"a cancelled meeting is a rejection", "nl", "De Iraakse president zegde de top met Turkije af.", "REJECT", nil},
	{"a call to end the fighting is an agreement", "en", "The Sudanese army called for a ceasefire.", "AGREE", nil},
	{"a call to end the fighting is an agreement", "nl", "Het Soedanese leger riep op tot een staakt-het-vuren.", "AGREE", nil},
	{"aid needs a recipient", "en", "The government increased its humanitarian aid.", "", nil},
	{"aid needs a recipient", "nl", "De regering verhoogde haar humanitaire hulp.", "", nil},
	{"at a meeting all are actors", "en", "The Greek prime minister met the Turkish president in Athens.", "CONSULT", parties("GRC TUR", "")},
	{"at a meeting all are actors", "nl", "De Griekse premier ontmoette de Turkse president in Athene.", "CONSULT", parties("GRC TUR", "")},
	{"at a visit the visitor acts", "en", "The Greek prime minister visited Turkey.", "CONSULT", parties("GRC", "TUR")},
	{"at a visit the visitor acts", "nl", "De Griekse premier bezocht Turkije.", "CONSULT", parties("GRC", "TUR")},
	{"the topic of a protest is no second event", "en", "Thousands of people protested in Madrid against the arrest of the singer.", "PROTEST", nil},
	{"the topic of a protest is no second event", "nl", "Duizenden mensen betoogden in Madrid tegen de arrestatie van de zanger.", "PROTEST", nil},
	{"a purpose is no happening", "en", "The army needs shells in order to attack the town.", "", nil},
	{"a purpose is no happening", "nl", "Het leger heeft granaten nodig om de stad aan te vallen.", "", nil},
	{"nobody is guessed", "en", "Twelve villagers were murdered in Bucha.", "ASSAULT", parties("", "")},
	{"nobody is guessed", "nl", "In Boetsja werden twaalf dorpelingen vermoord.", "ASSAULT", parties("", "")},
	{"flight has no actor", "en", "Thousands of villagers fled Kharkiv.", "COERCE", func(t *testing.T, cs []factum.Claim) {
		if len(cs[0].Actors) != 0 {
			t.Errorf("actors %v", cs[0].Actors)
		}
	}},
	{"what is denied never happened", "en", "Russia denied that its army had bombed the hospital.", "ASSAULT/denied", nil},
	{"what is denied never happened", "nl", "Rusland ontkende dat zijn leger het ziekenhuis had gebombardeerd.", "ASSAULT/denied", nil},
	{"a curfew concerns whoever lives there", "en", "Turkey imposed a curfew on Afrin.", "COERCE", parties("TUR", "SYR")},
	{"a ceasefire at home names nobody", "en", "Sudan declared a ceasefire in Darfur.", "CONCEDE", parties("SDN", "")},
	{"what is turned down is whose offer came before", "en", "Moscow proposed a truce, but Kyiv rejected it.", "AGREE REJECT", func(t *testing.T, cs []factum.Claim) {
		parties("UKR", "RUS")(t, cs[1:])
	}},
	{"whoever fires a weapon acts", "en", "Forty Russian drones were launched at Odesa.", "ASSAULT", parties("RUS", "")},
	{"a weapon that is hit does nothing", "en", "A Russian missile was intercepted over Lviv.", "ASSAULT", parties("", "RUS")},
	{"whose forces are moved acts", "en", "Two British destroyers have been sent to the Black Sea.", "MOBILIZE", parties("GBR", "")},
	{"verbs in a row share their subject", "en", "The French president flew home, praised Qatar and rested.", "SUPPORT", parties("FRA", "QAT")},
	{"a mobilisation beside the assault of its sentence is dropped", "en", "Russia sent tanks to Donetsk and shelled Avdiivka.", "ASSAULT", nil},
}

func TestRules(t *testing.T) {
	c := coder(t)
	for _, r := range rules {
		t.Run(r.lang+" "+r.name, func(t *testing.T) {
			cs := c.Code(read(t, r.lang, "2022-04-12", r.text), factum.Digest{}, "")
			if why := differs(strings.Fields(r.want), cs); why != "" {
				t.Fatalf("%s\n  %s", r.text, why)
			}
			if r.check != nil {
				r.check(t, cs)
			}
		})
	}
}
