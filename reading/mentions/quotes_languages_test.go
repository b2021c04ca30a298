package mentions

import (
	"strings"
	"testing"

	"factum"
)

// TestQuotesByLanguage: who says what in sentences of each language: the form ("" nobody says anything), what stands in the speaker's words, and what was told.
func TestQuotesByLanguage(t *testing.T) {
	const direct, indirect, reported = factum.FormDirect, factum.FormIndirect, factum.FormReported
	for _, c := range []struct{ lang, text, form, speaker, content string }{
		{"nl", "De burgemeester zei dat de brug dicht blijft.", indirect, "burgemeester", "de brug dicht blijft"},
		{"nl", "De brug blijft dicht, zei de burgemeester.", indirect, "burgemeester", "De brug blijft dicht"},
		{"nl", "Volgens de politie zijn drie huizen verwoest.", indirect, "politie", "zijn drie huizen verwoest"},
		{"nl", "Drie huizen zijn volgens de politie verwoest.", indirect, "politie", "Drie huizen zijn"},
		{"nl", "Zoals de minister zei, blijft de grens open.", indirect, "minister", "blijft de grens open"},
		{"nl", "Poetin herhaalde de bewering dat het leger niemand had beschoten.", indirect, "Poetin", "het leger niemand had beschoten"},
		{"nl", "Het leger is van plan om de stad te verlaten, aldus de minister.", indirect, "minister", "Het leger is van plan"},
		{"nl", "\"Wij blijven hier\", zei president Zelensky.", direct, "Zelensky", "Wij blijven hier"},
		{"nl", "President Zelensky waarschuwde dat de stroom uitvalt.", indirect, "Zelensky", "de stroom uitvalt"},
		{"nl", "Zelensky weigerde om de stad aan het leger over te geven.", reported, "Zelensky", "de stad aan het leger over te geven"},
		{"nl", "De minister vreest dat de dam breekt.", indirect, "minister", "de dam breekt"},
		{"nl", "De dam is gebroken. Dat bevestigde president Zelensky.", indirect, "Zelensky", "De dam is gebroken"},

		{"en", "The mayor said the bridge would stay closed.", indirect, "mayor", "the bridge would stay closed"},
		{"en", "The bridge will stay closed, the mayor said.", indirect, "mayor", "The bridge will stay closed"},
		{"en", "According to the police, three houses burned down.", indirect, "police", "three houses burned down"},
		{"en", "Three houses burned down, according to the police.", indirect, "police", "Three houses burned down"},
		{"en", "As the minister said, the border stays open.", indirect, "minister", "the border stays open"},
		{"en", "Putin repeated the claim that the army had shelled nobody.", indirect, "Putin", "the army had shelled nobody"},
		{"en", "President Zelensky vowed to rebuild the burnt school.", reported, "Zelensky", "rebuild the burnt school"},
		{"en", "The president called on the army to leave the city.", reported, "president", "the army to leave the city"},
		{"en", "Putin was quoted as saying the city had fallen.", indirect, "Putin", "the city had fallen"},
		{"en", "\"We stay here,\" President Zelensky said.", direct, "Zelensky", "We stay here"},
		{"en", "The minister said that the dam broke and added that the road was flooded.", indirect, "minister", "the road was flooded"},
		{"en", "The army fears that the dam will break.", indirect, "army", "the dam will break"},

		{"de", "Der Bürgermeister sagte, die Brücke bleibe gesperrt.", indirect, "Bürgermeister", "die Brücke bleibe gesperrt"},
		{"de", "Die Brücke bleibt gesperrt, sagte der Bürgermeister.", indirect, "Bürgermeister", "Die Brücke bleibt gesperrt"},
		{"de", "Laut Polizei sind drei Häuser abgebrannt.", indirect, "Polizei", "sind drei Häuser abgebrannt"},
		{"de", "Drei Häuser brannten laut der Polizei gestern ab.", indirect, "Polizei", "Drei Häuser brannten"},
		{"de", "Wie der Minister mitteilte, bleibt die Grenze offen.", indirect, "Minister", "bleibt die Grenze offen"},
		{"de", "Nach ersten Angaben der Feuerwehr brannten drei Häuser ab.", indirect, "Feuerwehr", "brannten drei Häuser ab"},
		{"de", "Augenzeugenberichten zufolge brannten drei Häuser ab.", indirect, "Augenzeugenberichten", "brannten drei Häuser ab"},
		{"de", "Der Präsident sagte am Montag gegenüber der Presse, die Armee werde bleiben.", indirect, "Präsident", "die Armee werde bleiben"},
		{"de", "Putin wiederholte die Behauptung, dass niemand beschossen worden sei.", indirect, "Putin", "niemand beschossen worden sei"},
		{"de", "Selenskyj hat angekündigt, die Stadt nicht aufzugeben.", indirect, "Selenskyj", "die Stadt nicht aufzugeben"},
		{"de", "„Wir bleiben hier“, sagte Präsident Selenskyj.", direct, "Selenskyj", "Wir bleiben hier"},
		{"de", "Über die Armee sagte Selenskyj: „Sie wird nicht weichen.“", direct, "Selenskyj", "Sie wird nicht weichen."},

		{"fr", "Le maire a déclaré que le pont restait fermé.", indirect, "maire", "le pont restait fermé"},
		{"fr", "Le pont reste fermé, a annoncé le maire.", indirect, "maire", "Le pont reste fermé"},
		{"fr", "Selon la police, trois maisons ont brûlé.", indirect, "police", "trois maisons ont brûlé"},
		{"fr", "Trois maisons ont brûlé, selon la police.", indirect, "police", "Trois maisons ont brûlé"},
		{"fr", "Comme le ministre a dit, la frontière reste ouverte.", indirect, "ministre", "la frontière reste ouverte"},
		{"fr", "Poutine a répété l'affirmation que l'armée n'avait visé personne.", indirect, "Poutine", "l'armée n'avait visé personne"},
		{"fr", "Le président a promis de reconstruire toutes les écoles.", reported, "président", "reconstruire toutes les écoles"},
		{"fr", "« Nous restons ici », a déclaré le président Zelensky.", direct, "Zelensky", "Nous restons ici"},
		{"fr", "L'armée craint que le barrage ne cède.", indirect, "armée", "le barrage ne cède"},
		{"fr", "La police a refusé de publier le nom des victimes.", reported, "police", "publier le nom des victimes"},
		{"fr", "Le ministre espère que la route sera libre demain.", indirect, "ministre", "la route sera libre demain"},
		{"fr", "De l'avis de la police, le feu était volontaire.", indirect, "police", "le feu était volontaire"},

		{"es", "El alcalde dijo que el puente sigue cerrado.", indirect, "alcalde", "el puente sigue cerrado"},
		{"es", "El puente sigue cerrado, dijo el alcalde.", indirect, "alcalde", "El puente sigue cerrado"},
		{"es", "Según la policía, tres casas se quemaron.", indirect, "policía", "tres casas se quemaron"},
		{"es", "Tres casas se quemaron, según la policía.", indirect, "policía", "Tres casas se quemaron"},
		{"es", "Como dijo el ministro, la frontera sigue abierta.", indirect, "ministro", "la frontera sigue abierta"},
		{"es", "El presidente prometió reconstruir todas las escuelas.", reported, "presidente", "reconstruir todas las escuelas"},
		{"es", "El ejército se negó a salir de la ciudad.", reported, "ejército", "salir de la ciudad"},
		{"es", "La policía teme que la presa se rompa.", indirect, "policía", "la presa se rompa"},
		{"es", "«Nos quedamos aquí», dijo el presidente Zelenski.", direct, "Zelenski", "Nos quedamos aquí"},
		{"es", "La presa se rompió. Así lo explicó el ministro.", indirect, "ministro", "La presa se rompió"},
		{"es", "El ministro pidió que el ejército abandone la ciudad.", indirect, "ministro", "el ejército abandone la ciudad"},
		{"es", "En opinión de la policía, el fuego fue provocado.", indirect, "policía", "el fuego fue provocado"},

		{"it", "Il sindaco ha detto che il ponte resta chiuso.", indirect, "sindaco", "il ponte resta chiuso"},
		{"it", "Il ponte resta chiuso, ha detto il sindaco.", indirect, "sindaco", "Il ponte resta chiuso"},
		{"it", "Secondo la polizia, tre case sono bruciate.", indirect, "polizia", "tre case sono bruciate"},
		{"it", "Tre case sono bruciate, secondo la polizia.", indirect, "polizia", "Tre case sono bruciate"},
		{"it", "Come ha detto il ministro, il confine resta aperto.", indirect, "ministro", "il confine resta aperto"},
		{"it", "Il presidente ha promesso di ricostruire tutte le scuole.", indirect, "presidente", "ricostruire tutte le scuole"},
		{"it", "L'esercito si è rifiutato di lasciare la città.", reported, "esercito", "lasciare la città"},
		{"it", "La polizia teme che la diga crolli.", indirect, "polizia", "la diga crolli"},
		{"it", "«Noi restiamo qui», ha detto il presidente Zelensky.", direct, "Zelensky", "Noi restiamo qui"},
		{"it", "La diga è crollata ieri. Lo ha spiegato il ministro.", indirect, "ministro", "La diga è crollata ieri"},
		{"it", "Il ministro ha chiesto che l'esercito lasci la città.", indirect, "ministro", "l'esercito lasci la città"},
		{"it", "A giudizio della polizia, il fuoco era doloso.", indirect, "polizia", "il fuoco era doloso"},

		{"pl", "Burmistrz powiedział, że most pozostaje zamknięty.", indirect, "Burmistrz", "most pozostaje zamknięty"},
		{"pl", "Most pozostaje zamknięty, powiedział prezydent.", indirect, "prezydent", "Most pozostaje zamknięty"},
		{"pl", "Według policji spłonęły trzy domy.", indirect, "policji", "spłonęły trzy domy"},
		{"pl", "Trzy domy spłonęły, według policji.", indirect, "policji", "Trzy domy spłonęły"},
		{"pl", "Jak powiedział minister, granica pozostaje otwarta.", indirect, "minister", "granica pozostaje otwarta"},
		{"pl", "Putin powtórzył twierdzenie, że nikt nie został ostrzelany.", indirect, "Putin", "nikt nie został ostrzelany"},
		{"pl", "Prezydent obiecał odbudować wszystkie spalone szkoły.", reported, "Prezydent", "odbudować wszystkie spalone szkoły"},
		{"pl", "Wojsko odmówiło, a prezydent odmówił oddania miasta najeźdźcom.", reported, "prezydent", "oddania miasta najeźdźcom"},
		{"pl", "Policja obawia się, że tama wkrótce pęknie.", indirect, "Policja", "tama wkrótce pęknie"},
		{"pl", "„My tutaj zostajemy”, powiedział prezydent Zełenski.", direct, "Zełenski", "My tutaj zostajemy"},
		{"pl", "Tama pękła wczoraj rano. O tym poinformował minister.", indirect, "minister", "Tama pękła wczoraj rano"},
		{"pl", "Zdaniem policji ogień podłożono celowo.", indirect, "policji", "ogień podłożono celowo"},

		{"uk", "Мер сказав, що міст залишається закритим.", indirect, "Мер", "міст залишається закритим"},
		{"uk", "Міст залишається закритим, заявив президент.", indirect, "президент", "Міст залишається закритим"},
		{"uk", "За даними поліції, згоріли три будинки.", indirect, "поліції", "згоріли три будинки"},
		{"uk", "За попередніми даними поліції, згоріли три будинки.", indirect, "поліції", "згоріли три будинки"},
		{"uk", "Як заявив міністр, кордон залишається відкритим.", indirect, "міністр", "кордон залишається відкритим"},
		{"uk", "Путін повторив твердження, що армія нікого не обстрілювала.", indirect, "Путін", "армія нікого не обстрілювала"},
		{"uk", "Президент пообіцяв відбудувати всі спалені школи.", reported, "Президент", "відбудувати всі спалені школи"},
		{"uk", "Президент відмовився здати місто російським військам.", reported, "Президент", "здати місто російським військам"},
		{"uk", "Поліція побоюється, що дамба не витримає.", indirect, "Поліція", "дамба не витримає"},
		{"uk", "«Ми залишаємося тут», — сказав президент Зеленський.", direct, "Зеленський", "Ми залишаємося тут"},
		{"uk", "Дамбу прорвало вчора вранці. Про це розповів президент.", indirect, "президент", "Дамбу прорвало вчора вранці"},
		{"uk", "На думку поліції, це був підпал.", indirect, "поліції", "це був підпал"},

		{"ru", "Мэр сказал, что мост остаётся закрытым.", indirect, "Мэр", "мост остаётся закрытым"},
		{"ru", "Мост остаётся закрытым, заявил президент.", indirect, "президент", "Мост остаётся закрытым"},
		{"ru", "По данным полиции, сгорели три дома.", indirect, "полиции", "сгорели три дома"},
		{"ru", "По предварительным данным полиции, сгорели три дома.", indirect, "полиции", "сгорели три дома"},
		{"ru", "Как заявил министр, граница остаётся открытой.", indirect, "министр", "граница остаётся открытой"},
		{"ru", "Путин повторил утверждение, что армия никого не обстреливала.", indirect, "Путин", "армия никого не обстреливала"},
		{"ru", "Президент пообещал восстановить все сгоревшие школы.", reported, "Президент", "восстановить все сгоревшие школы"},
		{"ru", "Президент отказался сдать город российским войскам.", reported, "Президент", "сдать город российским войскам"},
		{"ru", "Полиция опасается, что плотина не выдержит.", indirect, "Полиция", "плотина не выдержит"},
		{"ru", "«Мы остаёмся здесь», — сказал президент Зеленский.", direct, "Зеленский", "Мы остаёмся здесь"},
		{"ru", "Плотину прорвало вчера утром. Об этом рассказал президент.", indirect, "президент", "Плотину прорвало вчера утром"},
		{"ru", "По мнению полиции, это был поджог.", indirect, "полиции", "это был поджог"},

		{"nl", "De brug is verwoest, zo staat in een verklaring van het ministerie.", indirect, "ministerie", "De brug is verwoest"},
		{"en", "The bridge is gone, the statement said.", indirect, "statement", "The bridge is gone"},
		{"en", "\"We will stay in this city.\" — Taras Koval", direct, "Taras Koval", "We will stay in this city."},
		{"en", "''We will stay in Kyiv,'' Zelensky said on Friday.", direct, "Zelensky", "We will stay in Kyiv"},
		{"en", "On Thursday Lapshin said the army would stay in the city.", indirect, "Lapshin", "the army would stay in the city"},
		{"en", "Zelensky believes he will win the war.", indirect, "Zelensky", "he will win the war"},
		{"en", "He said:\n\n\"We have a situation in the city.\"", direct, "He", "We have a situation in the city."},
		{"de", "Die Brücke sei zerstört, heißt es in dem Bericht der Polizei.", indirect, "Polizei", "Die Brücke sei zerstört"},
		{"de", "In der Erklärung des Ministeriums heißt es, die Brücke sei zerstört.", indirect, "Ministeriums", "die Brücke sei zerstört"},
		{"de", "Der Abgeordnete Grotjahn nannte den Plan einen „Wortbruch“.", direct, "Abgeordnete", "Wortbruch"},
		{"de", "Insbesondere der Plan mit den „grünen Männchen“ war alt.", "", "", ""},
		{"fr", "« Nous restons ici, a déclaré Zelensky, et nous ne partirons pas. »", direct, "Zelensky", "Nous restons ici, a déclaré Zelensky, et nous ne partirons pas."},
		{"fr", "« Nous avons détruit le pont », peut-on lire dans un communiqué de l'armée.", direct, "armée", "Nous avons détruit le pont"},
		{"es", "«Hemos destruido el puente», se lee en un comunicado del ejército.", direct, "ejército", "Hemos destruido el puente"},
		{"it", "«Abbiamo distrutto il ponte», si legge in una nota dell'esercito.", direct, "esercito", "Abbiamo distrutto il ponte"},
		{"pl", "Most jest zniszczony, czytamy w komunikacie policji.", indirect, "policji", "Most jest zniszczony"},
		{"uk", "У повідомленні Генштабу йдеться, що міст знищено.", indirect, "Генштабу", "міст знищено"},
		{"uk", "«Російські війська, — заявив Зеленський, — залишили Херсон».", direct, "Зеленський", "Російські війська, — заявив Зеленський, — залишили Херсон"},
		{"ru", "В сообщении Минобороны говорится, что мост разрушен.", indirect, "Минобороны", "мост разрушен"},
		{"ru", "«Мы остаёмся здесь, — заявил президент Зеленский. — Никто не уйдёт».", direct, "Зеленский", "Мы остаёмся здесь, — заявил президент Зеленский. — Никто не уйдёт"},
	} {
		d := docOf(c.lang, "2022-04-06", "", c.text)
		Find(d)
		spans(t, d)
		quotes := d.Mentions.Quotes
		ok := c.form == "" && len(quotes) == 0
		for _, q := range quotes {
			ok = ok || q.Form == c.form && q.SpeakerSpan != nil && strings.Contains(q.SpeakerSpan.In(c.text), c.speaker) && strings.Contains(q.Text, c.content) && len(q.Text) <= len(c.content)+len(c.text)/2
		}
		if !ok {
			t.Errorf("%s %q: no %s quote of %q: %q; found:", c.lang, c.text, c.form, c.speaker, c.content)
			for _, q := range quotes {
				t.Errorf("   %s of %q: %q", q.Form, q.Speaker, q.Text)
			}
		}
	}
}
