package coding_test

import (
	"fmt"
	"strings"
	"testing"

	"factum"
)

// TestAttribution: on whose word a happening stands, outermost first ("+" together with the one before), in which form and wording, and what its
// modality becomes of that.
func TestAttribution(t *testing.T) {
	for _, c := range []struct{ lang, text, modality, want string }{
		{"en", "The Kyiv Independent, citing the UK Ministry of Defence, reported that Russia had shelled Kharkiv.", "asserted", "The Kyiv Independent indirect unknown, UK Ministry of Defence indirect unknown"},
		{"en", "\"We shelled Kharkiv,\" Shoigu, quoted by TASS, said on Friday.", "asserted", "TASS indirect unknown, Shoigu direct unknown"},
		{"en", "Macron and Scholz said that Russian troops had shelled Kharkiv.", "asserted", "Macron indirect unknown, + Scholz indirect unknown"},
		{"en", "Zelensky said that Putin had said that Russian troops had shelled Kharkiv.", "asserted", "Zelensky indirect unknown, Putin indirect unknown"},
		{"en", "Zelensky reportedly said that Russian troops had shelled Kharkiv.", "alleged", "Zelensky indirect unknown"},
		{"en", "Moscow denied that Lukashenko had said that Russian troops had shelled Kharkiv.", "alleged", "Moscow indirect unknown, Lukashenko indirect unknown"},
		{"en", "Moscow said that Lukashenko had denied that Russian troops had shelled Kharkiv.", "denied", "Moscow indirect unknown, Lukashenko indirect unknown"},
		{"en", "\"Russian troops have shelled Kharkiv,\" Putin said in Russian.", "asserted", "Putin direct translated"},
		{"en", "\"Russian troops have shelled Kharkiv,\" Sunak said.", "asserted", "Sunak direct original"},
		{"en", "\"Russian troops have shelled Kharkiv,\" Macron said in English.", "asserted", "Macron direct original"},
		{"nl", "Rusland heeft Charkiv beschoten, schrijft The New York Times op gezag van Amerikaanse functionarissen.", "asserted", "The New York Times indirect unknown, Amerikaanse functionarissen indirect unknown"},
		{"nl", "\"Wij hebben Charkiv beschoten\", zei president Poetin.", "asserted", "president Poetin direct translated"},
		{"nl", "\"De Russen hebben Charkiv beschoten\", zei premier Rutte.", "asserted", "premier Rutte direct original"},
		{"nl", "\"De Russen hebben Charkiv beschoten\", zei NAVO-chef Jens Stoltenberg.", "asserted", "NAVO-chef Jens Stoltenberg direct unknown"},
		{"de", "Macron und Scholz sagten, russische Truppen hätten Charkiw beschossen.", "asserted", "Macron indirect unknown, + Scholz indirect unknown"},
		{"de", "Selenskyj sagte, Putin habe erklärt, dass russische Truppen Charkiw beschossen hätten.", "asserted", "Selenskyj indirect unknown, Putin indirect unknown"},
		{"de", "Reuters meldet unter Berufung auf das ukrainische Verteidigungsministerium, dass Russland Charkiw beschossen hat.", "asserted", "Reuters indirect unknown, ukrainische Verteidigungsministerium indirect unknown"},
		{"fr", "Selon Le Monde, citant le ministère ukrainien de la Défense, la Russie a bombardé Kharkiv.", "asserted", "Le Monde indirect unknown, ministère ukrainien de la Défense indirect unknown"},
		{"fr", "Macron et Scholz ont déclaré que l'armée russe avait bombardé Kharkiv.", "asserted", "Macron indirect unknown, + Scholz indirect unknown"},
		{"es", "Rusia bombardeó Járkov, informó Reuters, citando a funcionarios ucranianos.", "asserted", "Reuters indirect unknown, funcionarios ucranianos indirect unknown"},
		{"it", "Secondo il Kyiv Independent, che cita il ministero della Difesa britannico, la Russia ha bombardato Kharkiv.", "asserted", "Kyiv Independent indirect unknown, ministero della Difesa britannico indirect unknown"},
		{"pl", "Rosja ostrzelała Charków, podał Reuters, powołując się na ukraińskie ministerstwo obrony.", "asserted", "Reuters indirect unknown, ukraińskie ministerstwo obrony indirect unknown"},
		{"uk", "Росія обстріляла Харків, повідомляє Reuters з посиланням на Міністерство оборони Великої Британії.", "asserted", "Reuters indirect unknown, Міністерство оборони Великої Британії indirect unknown"},
		{"uk", "Макрон і Шольц заявили, що російські війська обстріляли Харків.", "asserted", "Макрон indirect unknown, + Шольц indirect unknown"},
		{"ru", "Россия обстреляла Харьков, сообщает Reuters со ссылкой на министерство обороны Украины.", "asserted", "Reuters indirect unknown, министерство обороны Украины indirect unknown"},
		{"ru", "«Российские войска обстреляли Харьков», — сказал Зеленский.", "asserted", "Зеленский direct unknown"},
		{"ru", "«Российские войска обстреляли Харьков», — сказал Байден.", "asserted", "Байден direct translated"},
	} {
		doc := read(t, c.lang, "2023-01-06", c.text)
		ok, found := false, []string{}
		for _, cl := range coder(t).Code(doc, factum.Digest{}, "") {
			if cl.Type != factum.Assault {
				continue
			}
			var who []string
			for _, a := range cl.Attribution {
				w := fmt.Sprintf("%s %s %s", a.Span.In(c.text), a.Form, a.Wording)
				if a.Joint {
					w = "+ " + w
				}
				who = append(who, w)
			}
			got := strings.Join(who, ", ")
			found = append(found, string(cl.Modality)+" "+got)
			ok = ok || got == c.want && string(cl.Modality) == c.modality
		}
		if !ok {
			t.Errorf("%s %q: want %s %s, found %q", c.lang, c.text, c.modality, c.want, found)
		}
	}
}
