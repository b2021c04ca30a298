package mentions

import "testing"

func TestPolishCases(t *testing.T) {
	check(t, "pl", "", "W Kijowie, pod Chersoniem i w drodze do Buczy słychać wybuchy; z Mikołajowa do Zaporoża jadą autobusy.",
		"place Kijowie=Kyiv/UKR/settlement", "place Chersoniem=Kherson/UKR/settlement", "place Buczy=Bucha/UKR/settlement",
		"place Mikołajowa=Mykolayiv/UKR/settlement", "place Zaporoża=Zaporizhzhya/UKR/settlement")
	check(t, "pl", "", "W Krzywym Rogu i Iwano-Frankiwsku na Ukrainie jest cicho.", "place Krzywym Rogu=Kryvyy Rih/UKR/settlement",
		"place Iwano-Frankiwsku=Ivano-Frankivsk/UKR/settlement", "place Ukrainie=Ukraine/UKR/country")
	check(t, "pl", "", "Walki trwają na wschodzie Ukrainy, na wschód od Awdijiwki i w obwodzie charkowskim, na Krymie oraz w Donbasie.",
		"place wschodzie Ukrainy=Eastern Ukraine/UKR/region", "place obwodzie charkowskim=Kharkiv Oblast/UKR/admin1", "place Krymie=Crimea/UKR/admin1",
		"place Donbasie=Donbas/UKR/region", "place Awdijiwki=Avdiyivka/UKR/settlement")
	check(t, "pl", "2022-04-06", "Prezydentowi Zełenskiemu towarzyszył Andrij Jermak. Jermaka pytano o szczegóły.",
		"actor Prezydentowi Zełenskiemu=UKR/president/Volodymyr Zelensky/named", "actor Jermaka=UKR/adviser/Andriy Yermak/named")
	check(t, "pl", "", "Panowie milczeli. Wojna trwa.", "!place")
}

func TestRomanceAndPolishPlaces(t *testing.T) {
	check(t, "es", "", "En Járkov, Leópolis y Jersón, en el este de Ucrania y en la región de Zaporiyia.", "place Járkov=Kharkiv/UKR/settlement",
		"place Leópolis=Lviv/UKR/settlement", "place Jersón=Kherson/UKR/settlement", "place este de Ucrania=Eastern Ukraine/UKR/region",
		"place región de Zaporiyia=Zaporizhzhia Oblast/UKR/admin1")
	check(t, "es", "", "La guerra en Ucrania sigue en el este.", "place el este=Eastern Ukraine/UKR/region")
	check(t, "es", "", "Los Veintisiete y la Unión Africana hablaron.", "actor Unión Africana=AU///named", "!place La Unión")
	check(t, "it", "", "A Leopoli e nell'est dell'Ucraina si combatte; all'Aia no.", "place Leopoli=Lviv/UKR/settlement", "place est dell'Ucraina=Eastern Ukraine/UKR/region",
		"place Aia=The Hague/NLD/settlement")
}

func TestRomanceAndPolishQuotes(t *testing.T) {
	check(t, "es", "2022-04-06", "«No vamos a ceder ni un metro», afirmó el presidente Zelenski.", "quote direct Volodymyr Zelensky: No vamos a ceder ni un metro")
	check(t, "es", "2022-04-06", "El Kremlin aseguró que la operación sigue su curso.", "quote indirect Kremlin: la operación sigue su curso")
	check(t, "it", "2022-04-06", "«Non cederemo nemmeno un metro», ha detto il premier Mario Draghi.", "quote direct Mario Draghi: Non cederemo nemmeno un metro")
	check(t, "it", "2022-04-06", "Secondo l'Onu, nella città mancano acqua e medicine.", "quote indirect Onu: nella città mancano acqua e medicine")
	check(t, "pl", "2022-04-06", "„Nie oddamy ani metra ziemi”, powiedział prezydent Zełenski.", "quote direct Volodymyr Zelensky: Nie oddamy ani metra ziemi")
	check(t, "pl", "2022-04-06", "MSZ Rosji oświadczyło, że rozmowy będą kontynuowane.", "quote indirect MSZ Rosji: rozmowy będą kontynuowane")
}
