package mentions

import (
	"strings"
	"testing"
)

func TestTimes(t *testing.T) {
	for _, c := range []struct{ lang, published, text, want string }{
		{"nl", "2022-04-06", "Zij kwamen gisteren aan.", "time gisteren=2022-04-05"},
		{"nl", "2022-04-06", "Het begon vorige week dinsdag.", "time vorige week dinsdag=2022-03-29"},
		{"nl", "2022-04-06", "Vrijdag zullen zij overleggen.", "time Vrijdag=2022-04-08"},
		{"nl", "2022-04-06", "De aanval was maandagavond.", "time maandagavond=2022-04-04TEV"},
		{"nl", "2022-04-06", "Drie dagen geleden viel de stroom uit.", "time Drie dagen geleden=2022-04-03"},
		{"nl", "", "Op 24 februari 2022 begon het.", "time 24 februari 2022=2022-02-24"},
		{"nl", "2022-04-06", "Sinds maart 2014 wordt gevochten.", "time maart 2014=2014-03"},
		{"nl", "2022-04", "Woensdag werd niets besloten.", "time Woensdag=XXXX-WXX-3"},
		{"en", "2022-04-06", "It happened last Tuesday.", "time last Tuesday=2022-04-05"},
		{"en", "2022-04-06", "They met between 3 and 5 April.", "time 3 and 5 April=2022-04-03/2022-04-05"},
		{"en", "2022-04-06", "Talks resume on April 12, 2022.", "time April 12, 2022=2022-04-12"},
		{"en", "2022-04-06", "The war began in February.", "time February=2022-02"},
		{"en", "2022-04-06", "It has been shelled every day.", "time every day=P1D"},
		{"en", "2022-04-06", "It may march on.", "!time"},
		{"en", "2022-04", "The spokesman said on Tuesday, ahead of the talks on 13 April 2022, that it was over.", "time Tuesday=2022-04-12"},
		{"de", "2022-04-06", "Am Dienstagabend fielen Schüsse.", "time Dienstagabend=2022-04-05TEV"},
		{"de", "2022-04-06", "Vor drei Tagen fiel der Strom aus.", "time Vor drei Tagen=2022-04-03"},
		{"de", "2022-04-06", "Das Treffen am 7. und 8. Mai 2022 fällt aus.", "time 7.=2022-05-07"},
		{"de", "2022-04-06", "Das Treffen am 7. und 8. Mai 2022 fällt aus.", "time 8. Mai 2022=2022-05-08"},
		{"de", "2022-04-06", "Das Treffen vom 7. bis 8. Mai 2022 fällt aus.", "time 7. bis 8. Mai 2022=2022-05-07/2022-05-08"},
		{"de", "2022-04-06", "Im dritten Quartal sank die Zahl, die 2021 gestiegen war.", "time 2021=2021"},
		{"de", "2022-04-06", "Im dritten Quartal sank die Zahl.", "time dritten Quartal=2022-Q3"},
		{"de", "2022-04-06", "Der 22 Jahre alte Soldat fiel 2000 Meter vor der Front.", "!time"},
		{"de", "2022-04-06", "Geöffnet ist von 10 bis 18 Uhr.", "time 10=2022-04-06T10:00"},
		{"uk", "2018-05-19", "1 вересня 1939 року почалася війна. 3 вересня 1939 року і 17 вересня 1939 року фронти змінилися, 6 жовтня 1939 року бої скінчилися. 12 січня здався гарнізон.", "time 12 січня=1940-01-12"},
		{"de", "2022-04-06", "Seit 2014 herrscht Krieg.", "time 2014=2014"},
		{"fr", "2022-04-06", "Il est parti mardi dernier.", "time mardi dernier=2022-04-05"},
		{"fr", "2022-04-06", "Il y a trois jours, tout était calme.", "time Il y a trois jours=2022-04-03"},
		{"fr", "", "Le 1er avril 2022, le village brûlait.", "time 1er avril 2022=2022-04-01"},
		{"uk", "2022-04-06", "У вівторок пролунали вибухи.", "time вівторок=2022-04-05"},
		{"uk", "", "Це сталося 24 лютого 2022 року.", "time 24 лютого 2022 року=2022-02-24"},
		{"uk", "2022-04-06", "Минулого тижня було тихо.", "time Минулого тижня=2022-W13"},
		{"ru", "2022-04-06", "Вчера вечером начался обстрел.", "time Вчера вечером=2022-04-05TEV"},
		{"ru", "2022-04-06", "Три дня назад город заняли.", "time Три дня назад=2022-04-03"},
	} {
		check(t, c.lang, c.published, c.text, c.want)
	}
}

func TestPlaces(t *testing.T) {
	check(t, "nl", "", "In Boetsja en Marioepol is het stil.", "place Boetsja=Bucha/UKR/settlement", "place Marioepol=Mariupol/UKR/settlement")
	check(t, "en", "", "Paris Hilton and Washington Irving never went to Paris.", "place Paris=Paris/FRA/settlement", "!place Washington", "actor Paris Hilton=//Paris Hilton/named")
	check(t, "en", "", "He lived in Paris, Texas, for years. Paris is small.", "place Paris=Paris/USA/settlement", "!place Paris=Paris/FRA", "place Texas=Texas/USA/admin1")
	check(t, "en", "2022-04-05", "Geneva, 5 April. The US and the United Nations in the US said so.", "place Geneva=Geneva/CHE/settlement")
	check(t, "en", "", "Best of all, Reading books is Nice, and Mobile phones Split.", "!place")
	check(t, "en", "", "Fighting in Ukraine goes on in the east, in Luhansk region and the village of Xylokraz.",
		"place the east=Eastern Ukraine/UKR/region", "place Luhansk region=Luhansk Oblast/UKR/admin1", "place Xylokraz=//")
	check(t, "de", "", "In Butscha und Charkow in der Ukraine herrscht Ruhe. Der Krieg im Donbas geht weiter.",
		"place Butscha=Bucha/UKR/settlement", "place Charkow=Kharkiv/UKR/settlement", "place Donbas=Donbas/UKR/region", "!place Krieg")
	check(t, "fr", "", "À Boutcha, en Ukraine, et à Marioupol.", "place Boutcha=Bucha/UKR/settlement", "place Marioupol=Mariupol/UKR/settlement")
	check(t, "uk", "", "У Бучі, Ірпені та на Київщині чути вибухи. Крим — це Україна.",
		"place Бучі=Bucha/UKR/settlement", "place Ірпені=Irpin/UKR/settlement", "place Київщині=Kyiv Oblast/UKR/admin1", "place Крим=Crimea/UKR/admin1")
	check(t, "uk", "", "Того ж дня мені подзвонили. Додому ніхто не повернувся.", "!place")
	check(t, "de", "", "Im ukrainischen Iwankiw und in Tschuhujiw ist es still.", "place Iwankiw=Ivankiv/UKR/settlement", "place Tschuhujiw=Chuhuyiv/UKR/settlement")
	check(t, "ru", "", "Под Харьковом и в Ивано-Франковске слышны взрывы.", "place Харьковом=Kharkiv/UKR/settlement", "place Ивано-Франковске=Ivano-Frankivsk/UKR/settlement")
}

// TestNamesakes: what else a report names tells a town from the capital, the state or the country of its name, and news of the world stays so.
func TestNamesakes(t *testing.T) {
	near := "Three men from Tyler were arrested in Palestine on Friday, the Anderson County sheriff said. A car was found near Longview. Police in Athens helped."
	check(t, "en", "", near, "place Tyler=Tyler/USA/settlement", "place Palestine=Palestine/USA/settlement", "place Anderson County=Anderson County/USA/admin2",
		"place Longview=Longview/USA/settlement", "place Athens=Athens/USA/settlement", "!actor Palestine=PSE")
	check(t, "en", "", "Fire broke out in Lebanon, Ind., on Monday. The Boone County sheriff said so. Lebanon police helped.",
		"place Lebanon=Lebanon/USA/settlement", "!place Lebanon=Lebanon/LBN", "place Ind.=Indiana/USA/admin1", "place Boone County=Boone County/USA/admin2", "!actor Lebanon=LBN")
	check(t, "en", "", "Police in London, Ont., said a man from Woodstock died. London police seek witnesses. He had moved from Toronto.",
		"place London=London/CAN/settlement", "!place London=London/GBR", "place Ont.=Ontario/CAN/admin1", "place Woodstock=Woodstock/CAN/settlement")
	check(t, "en", "", "He left Salem, OR for Kan. farms. They came from Ky. and from Kan by sea.", "place Salem=Salem/USA/settlement", "place OR=Oregon/USA/admin1", "place Kan.=Kansas/USA/admin1", "place Ky.=Kentucky/USA/admin1")
	check(t, "en", "", "It rained in the West Bank and in West Virginia.", "place West Bank=West Bank/PSE/region", "place West Virginia=West Virginia/USA/admin1", "!place Bank", "!place Virginia")
	check(t, "en", "", "He met people of Madison County who had never been there.", "place Madison County=//", "!place Madison=")
	check(t, "en", "", "The New York governor spoke in Albany, New York.", "place Albany=Albany/USA/settlement", "place New York=New York/USA/admin1")
	check(t, "en", "", "He drowned off New Sparta near Meadow Grove.", "!place Sparta", "!place Meadow=")
	// The world's news.
	check(t, "en", "", "US President Barack Obama flew from Washington to Paris. The United States and its American allies will send troops. A senator from Texas disagreed. Americans are tired. The US and the U.S. Congress agreed.",
		"place Paris=Paris/FRA/settlement", "place Washington=Washington/USA/settlement")
	check(t, "en", "", "A bomber struck in Lebanon on Friday. The US embassy in Beirut was closed and American citizens left. The United States condemned it.", "place Lebanon=Lebanon/LBN/country", "actor US embassy=USA/embassy//named")
	check(t, "en", "", "Georgia fought Russia over South Ossetia. The United States and Americans sent aid. A Texas Republican said the United States should stay.", "place Georgia=Georgia/GEO/country")
	check(t, "en", "", "Israel and Palestine held talks in Jordan. A US envoy flew to Amman. Officials in New York and Washington were silent.",
		"place Palestine=Palestinian Territories/PSE/country", "place Jordan=Jordan/JOR/country", "place New York=New York City/USA/settlement")
	check(t, "en", "", "Gomez, a native of Mexico, lives in Kuwait.", "place Mexico=Mexico/MEX/country", "place Kuwait=Kuwait/KWT/country")
	check(t, "uk", "", "В окупованому Донецьку вибухає склад боєприпасів росіян. Окупований росіянами Донецьк прокинувся від вибухів.", "place Донецьку=Donetsk/UKR/settlement", "place Донецьк=Donetsk/UKR/settlement")
	// A name never costs more than its bound, and gives the same answer again.
	many := docOf("en", "", "", strings.Repeat("Springfield, Washington County, Franklin, Clinton, Salem, Georgetown, Paris and Athens. ", 300))
	Find(many)
	again := docOf("en", "", "", many.Text)
	Find(again)
	if strings.Join(lines(many), "\n") != strings.Join(lines(again), "\n") {
		t.Error("the same text gives other places")
	}
}

func TestActors(t *testing.T) {
	check(t, "nl", "2022-04-06", "Russische troepen trokken weg, zei de Oekraïense president Volodymyr Zelensky.",
		"actor Russische troepen=RUS/armed forces//named", "actor Oekraïense president Volodymyr Zelensky=UKR/president/Volodymyr Zelensky/named")
	check(t, "nl", "2022-04-06", "Kolonel Andrej Lapsjin, woordvoerder van de Russische generale staf, zweeg.",
		"actor Kolonel Andrej Lapsjin=RUS/spokesperson/Andrej Lapsjin/named", "actor woordvoerder van de Russische generale staf=RUS/spokesperson//named")
	check(t, "nl", "2022-04-06", "De bondgenoten van de rebellen vluchtten.", "actor bondgenoten=/allies//context")
	check(t, "en", "2022-04-06", "The Ukrainian defence ministry and Finnish foreign minister Xavi Zandberg spoke. Zandberg left. He was tired.",
		"actor Ukrainian defence ministry=UKR/ministry of defence//named", "actor Finnish foreign minister Xavi Zandberg=FIN/foreign minister/Xavi Zandberg/named",
		"actor Zandberg=FIN/foreign minister/Xavi Zandberg/named", "actor He=FIN/foreign minister/Xavi Zandberg/context")
	check(t, "en", "2022-04-06", "Moscow denies it. The Kremlin is silent. Downing Street protested. They met in Moscow on Monday.",
		"actor Moscow=RUS///context", "actor Kremlin=RUS/government//context", "actor Downing Street=GBR/government//context")
	check(t, "en", "2015-06-01", "US President Barack Obama met Jens Stoltenberg, the NATO secretary general.",
		"actor US President Barack Obama=USA/president/Barack Obama/named", "actor Jens Stoltenberg=NATO/secretary-general/Jens Stoltenberg/named")
	check(t, "en", "2025-03-01", "Stoltenberg retired.", "actor Stoltenberg=NATO/former secretary-general/Jens Stoltenberg/named")
	check(t, "en", "", "U.S. officials told The New York Times that the US and its NATO allies agree.", "actor U.S. officials=USA/official//named", "actor US=USA///named", "!place New York")
	check(t, "en", "", "Let us ask who is to blame; it is unclear.", "!actor us", "!actor who", "!actor is")
	check(t, "de", "2022-04-06", "Bundeskanzler Scholz traf UN-Generalsekretär António Guterres.", "actor Bundeskanzler Scholz=DEU/chancellor/Olaf Scholz/named",
		"actor UN-Generalsekretär António Guterres=UN/secretary-general/António Guterres/named")
	check(t, "fr", "2022-04-06", "Le ministère ukrainien de la Défense et l'Union européenne protestent.", "actor ministère ukrainien de la Défense=UKR/ministry of defence//named", "actor Union européenne=EU///named", "!place L'Union")
	check(t, "uk", "2022-04-06", "Генсек НАТО Єнс Столтенберг і речник Кремля Дмитро Пєсков.", "actor Генсек НАТО Єнс Столтенберг=NATO/secretary-general/Jens Stoltenberg/named",
		"actor речник Кремля Дмитро Пєсков=RUS/spokesperson/Dmitry Peskov/named")
	check(t, "ru", "2022-04-06", "Президент Украины Владимир Зеленский и Совбез ООН.", "actor Президент Украины Владимир Зеленский=UKR/president/Volodymyr Zelensky/named", "actor Совбез ООН=UNSC///named")
}

func TestQuotes(t *testing.T) {
	check(t, "nl", "2022-04-06", "'Het is hier 's nachts koud', zei premier Mark Rutte.", "quote direct Mark Rutte: Het is hier 's nachts koud")
	check(t, "nl", "2022-04-06", "Volgens het Rode Kruis zijn er veertig doden.", "quote indirect Rode Kruis: zijn er veertig doden")
	check(t, "nl", "2022-04-06", "Het leger blijft in Kyiv. Dat heeft president Zelensky woensdag gezegd.", "quote indirect Volodymyr Zelensky: Het leger blijft in Kyiv")
	check(t, "nl", "2022-04-06", "De 'bevrijding' ging door.", "!quote")
	check(t, "en", "2022-04-06", "“We came at dawn,” said President Zelensky, “and we stayed.”", "quote direct Volodymyr Zelensky: We came at dawn", "quote direct Volodymyr Zelensky: and we stayed.")
	check(t, "en", "2022-04-06", "\"It is the soldiers' fault,\" a resident told the BBC.", "quote direct resident: It is the soldiers' fault")
	check(t, "en", "2022-04-06", "Police said that two men had been arrested.", "quote indirect Police: two men had been arrested")
	check(t, "en", "2022-04-06", "The so-called “special operation” went on.", "!quote")
	check(t, "en", "2022-04-06", "“This goes on and on.\n\n“And it ends here,” Guterres said.", "quote direct António Guterres: This goes on and on.\n\n“And it ends here")
	check(t, "de", "2022-04-06", "„Das ist eine Lüge“, sagte Kremlsprecher Dmitri Peskow.", "quote direct Dmitry Peskov: Das ist eine Lüge")
	check(t, "de", "2022-04-06", "Olaf Scholz sagte: »Wir helfen, solange es nötig ist.«", "quote direct Olaf Scholz: Wir helfen, solange es nötig ist.")
	check(t, "fr", "2022-04-06", "« C'est un crime de guerre », a déclaré Emmanuel Macron.", "quote direct Emmanuel Macron: C'est un crime de guerre")
	check(t, "uk", "2022-04-06", "«Ми не здамося», — заявив президент Зеленський. Полк «Азов» відступив.", "quote direct Volodymyr Zelensky: Ми не здамося", "!quote direct Азов")
	check(t, "ru", "2022-04-06", "Песков заявил, что Россия отвергает обвинения.", "quote indirect Dmitry Peskov: Россия отвергает обвинения")
}

func TestQuantitiesAndItems(t *testing.T) {
	check(t, "nl", "", "Zeker veertig mensen werden gedood en 1.200 gewond.", "number Zeker veertig=killed 40..- person", "number 1.200=wounded 1200..1200 person")
	check(t, "nl", "", "Nederland geeft tien miljoen euro en 2,5 miljard dollar.", "number tien miljoen euro=money 10000000..10000000 EUR", "number 2,5 miljard dollar=money 2500000000..2500000000 USD")
	check(t, "nl", "", "Er kwamen vijfendertig burgers om het leven.", "number vijfendertig=killed 35..35 person")
	check(t, "en", "", "At least 52 people, including five children, were killed.", "number At least 52=killed 52..- person", "number five=killed 5..5 person")
	check(t, "en", "", "The $1.5bn package holds 20 tanks and anti-tank weapons.", "number $1.5bn=money 1500000000..1500000000 USD", "number 20=count 20..20 tanks", "item anti-tank weapons=anti-tank-weapons")
	check(t, "en", "", "Between 30 and 40 soldiers are missing; dozens of villagers fled.", "number Between 30 and 40=missing 30..40 person", "number dozens of=displaced 20..- person")
	check(t, "en", "", "Police arrested two dozen protesters; 4.3 million people have fled.", "number two dozen=detained 24..24 person", "number 4.3 million=displaced 4300000..4300000 person")
	check(t, "en", "", "Support fell by 12 percent in 2022.", "!number")
	check(t, "de", "", "Mindestens zwölf Menschen wurden getötet, 33 Mrd. Dollar zugesagt.", "number Mindestens zwölf=killed 12..- person", "number 33 Mrd. Dollar=money 33000000000..33000000000 USD")
	check(t, "fr", "", "Au moins 410 corps ont été retrouvés ; 500 millions d'euros promis.", "number Au moins 410=killed 410..- person", "number 500 millions d'euros=money 500000000..500000000 EUR")
	check(t, "uk", "", "США нададуть 100 млн доларів; загинуло щонайменше п'ятеро людей.", "number 100 млн доларів=money 100000000..100000000 USD", "number щонайменше п'ятеро=killed 5..- person")
	check(t, "ru", "", "Погибли более пяти тысяч человек, уничтожено 15 танков.", "number более пяти тысяч=killed 5000..- person", "number 15=count 15..15 tanks")
}
