package mentions

import (
	"strings"
	"testing"

	"factum"
)

// TestChains: all on whose word the same words stand, outermost first, and what stands on it.
func TestChains(t *testing.T) {
	for _, c := range []struct{ lang, text, speakers, content string }{
		{"nl", "Het leger heeft de brug opgeblazen, schrijft The New York Times op gezag van Amerikaanse functionarissen.", "The New York Times < Amerikaanse functionarissen", "Het leger heeft de brug opgeblazen"},
		{"nl", "Reuters meldt op gezag van het Oekraïense ministerie van Defensie dat de brug is verwoest.", "Reuters < Oekraïense ministerie van Defensie", "de brug is verwoest"},
		{"nl", "Volgens persbureau TASS, dat zich beroept op het Russische leger, is de brug verwoest.", "TASS < Russische leger", "is de brug verwoest"},
		{"nl", "Zelensky zei dat Poetin had gezegd dat het leger Cherson had verlaten.", "Zelensky < Poetin", "het leger Cherson had verlaten"},
		{"nl", "Macron en Scholz zeiden dat de brug dicht blijft.", "Macron en Scholz", "de brug dicht blijft"},

		{"en", "The Kyiv Independent, citing the UK Ministry of Defence, reported that the bridge was destroyed.", "The Kyiv Independent < UK Ministry of Defence", "the bridge was destroyed"},
		{"en", "The bridge was destroyed, the Kyiv Independent reported, citing the UK Ministry of Defence.", "Kyiv Independent < UK Ministry of Defence", "The bridge was destroyed"},
		{"en", "According to Reuters, citing Ukrainian officials, the bridge was destroyed.", "Reuters < Ukrainian officials", "the bridge was destroyed"},
		{"en", "\"We destroyed the bridge,\" Shoigu, quoted by TASS, said on Friday.", "TASS < Shoigu", "We destroyed the bridge"},
		{"en", "The army left the town, citing a lack of ammunition, the mayor said.", "mayor", "The army left the town, citing a lack of ammunition"},
		{"en", "The army left the town, citing the release of prisoners and Zelensky's election, McConnell said.", "McConnell", "The army left the town, citing the release of prisoners and Zelensky's election"},
		{"en", "TASS quoted Shoigu as saying that the army had left Kherson.", "TASS < Shoigu", "the army had left Kherson"},
		{"en", "Shoigu was quoted by TASS as saying that the army had left Kherson.", "TASS < Shoigu", "the army had left Kherson"},
		{"de", "Schoigu wird von der Agentur TASS mit den Worten zitiert, die Armee habe Cherson verlassen.", "TASS < Schoigu", "die Armee habe Cherson verlassen"},
		{"ru", "«Мы покинули Херсон», — цитирует Шойгу ТАСС.", "ТАСС < Шойгу", "Мы покинули Херсон"},
		{"en", "Zelensky said that Putin had said that the army had left Kherson.", "Zelensky < Putin", "the army had left Kherson"},
		{"en", "The ministry said that, according to the police, three houses had burned down.", "ministry < police", "three houses had burned down"},
		{"en", "French President Emmanuel Macron and German Chancellor Olaf Scholz said that the bridge was safe.", "French President Emmanuel Macron and German Chancellor Olaf Scholz", "the bridge was safe"},
		{"en", "Macron said Kyiv was safe and Scholz said the bridge was not safe.", "Scholz", "the bridge was not safe"},
		{"en", "Macron said Kyiv was safe and added that the bridge was not safe.", "Macron", "the bridge was not safe"},
		{"en", "Ukraine beat Russia and Zelensky said the army had won.", "Zelensky", "the army had won"},

		{"de", "Reuters meldet unter Berufung auf das ukrainische Verteidigungsministerium, dass die Brücke zerstört ist.", "Reuters < ukrainische Verteidigungsministerium", "die Brücke zerstört ist"},
		{"de", "Die Brücke ist zerstört, berichtet die „Bild“ unter Berufung auf Diplomaten.", "Bild < Diplomaten", "Die Brücke ist zerstört"},
		{"de", "Laut Reuters unter Berufung auf die Polizei sind drei Menschen getötet worden.", "Reuters < Polizei", "sind drei Menschen getötet worden"},
		{"de", "Selenskyj sagte, Putin habe erklärt, dass die Armee Cherson verlassen habe.", "Selenskyj < Putin", "die Armee Cherson verlassen habe"},
		{"de", "Macron und Scholz sagten, die Brücke bleibe gesperrt.", "Macron und Scholz", "die Brücke bleibe gesperrt"},

		{"fr", "Selon Le Monde, citant le ministère ukrainien de la Défense, le pont est détruit.", "Le Monde < ministère ukrainien de la Défense", "le pont est détruit"},
		{"fr", "Le pont est détruit, selon le gouverneur, cité par l'agence Interfax.", "Interfax < gouverneur", "Le pont est détruit"},
		{"fr", "L'agence Reuters rapporte, citant des diplomates, que l'armée a quitté la ville.", "Reuters < diplomates", "l'armée a quitté la ville"},
		{"fr", "Macron et Scholz ont déclaré que le pont restait fermé.", "Macron et Scholz", "le pont restait fermé"},

		{"es", "Según el ministro Lavrov, citado por TASS, el ejército abandonó la ciudad.", "TASS < ministro Lavrov", "el ejército abandonó la ciudad"},
		{"es", "El puente fue destruido, informó Reuters, citando a funcionarios ucranianos.", "Reuters < funcionarios ucranianos", "El puente fue destruido"},
		{"es", "El diario El País, que cita a fuentes diplomáticas, informa que el puente fue destruido.", "El País < fuentes diplomáticas", "el puente fue destruido"},

		{"it", "Il ponte è distrutto, riferisce Reuters citando funzionari ucraini.", "Reuters < funzionari ucraini", "Il ponte è distrutto"},
		{"it", "Secondo il Kyiv Independent, che cita il ministero della Difesa britannico, il ponte è distrutto.", "Kyiv Independent < ministero della Difesa britannico", "il ponte è distrutto"},

		{"pl", "Most jest zniszczony, podał Reuters, powołując się na ukraińskie ministerstwo obrony.", "Reuters < ukraińskie ministerstwo obrony", "Most jest zniszczony"},
		{"pl", "Według gubernatora, cytowanego przez agencję Interfax, wojsko opuściło miasto.", "Interfax < gubernatora", "wojsko opuściło miasto"},

		{"uk", "Міст знищено, повідомляє Reuters з посиланням на Міністерство оборони Великої Британії.", "Reuters < Міністерство оборони Великої Британії", "Міст знищено"},
		{"uk", "За словами Лаврова, якого цитує ТАСС, армія залишила місто.", "ТАСС < Лаврова", "армія залишила місто"},

		{"ru", "Мост разрушен, сообщает Reuters со ссылкой на министерство обороны Украины.", "Reuters < министерство обороны Украины", "Мост разрушен"},
		{"ru", "По словам Лаврова, которого цитирует ТАСС, армия покинула город.", "ТАСС < Лаврова", "армия покинула город"},
		{"ru", "ТАСС со ссылкой на Минобороны сообщает, что армия покинула город.", "ТАСС < Минобороны", "армия покинула город"},
	} {
		d := docOf(c.lang, "2022-04-06", "", c.text)
		Find(d)
		spans(t, d)
		var over []*factum.Quote // what holds the words, the widest first
		for i := range d.Mentions.Quotes {
			q := &d.Mentions.Quotes[i]
			if !strings.Contains(q.Text, c.content) || q.SpeakerSpan == nil {
				continue
			}
			n := len(over)
			for n > 0 && over[n-1].Span.Len() < q.Span.Len() {
				n--
			}
			over = append(over[:n], append([]*factum.Quote{q}, over[n:]...)...)
		}
		var who []string
		for i, q := range over {
			if s := q.SpeakerSpan.In(c.text); i == 0 || who[len(who)-1] != s {
				who = append(who, s)
			}
		}
		if got := strings.Join(who, " < "); got != c.speakers || over[len(over)-1].Text != c.content {
			t.Errorf("%s %q: on the word of %q, want %q over %q; found:", c.lang, c.text, got, c.speakers, c.content)
			for _, q := range d.Mentions.Quotes {
				t.Errorf("   %s of %q: %q", q.Form, q.Speaker, q.Text)
			}
		}
	}
}
