package mentions

import "testing"

func TestMoneyOfTheGiver(t *testing.T) {
	check(t, "nl", "2024-05-03", "Premier Rutte belooft 100 miljoen extra.", "number 100 miljoen=money 100000000..100000000 EUR")
	check(t, "ru", "2024-05-03", "Вашингтон выделит Киеву 300 миллионов.", "number 300 миллионов=money 300000000..300000000 USD")
	check(t, "ru", "2024-05-03", "Германия выделит 2,5 миллиарда, Нидерланды – 350 миллионов евро.", "number 2,5 миллиарда=money 2500000000..2500000000 EUR")
	check(t, "en", "2024-05-03", "Poland gave 40 million people hope.", "!number 40 million=money")
}

func TestContrastedNumbers(t *testing.T) {
	check(t, "ru", "2022-09-22", "Задержали как минимум 1386 человек в 38 городах. В Москве – 509.", "number 509=detained 509..509 person")
	check(t, "nl", "2024-05-03", "Er sneuvelden meer dan tweehonderd soldaten, aldus Kyiv; Moskou houdt het op 63.", "number 63=killed 63..63 person")
	check(t, "nl", "2024-05-03", "Er vielen drie doden; de man was 63.", "!number 63")
	check(t, "nl", "2024-05-03", "De VS leveren 31 tanks en Polen nog eens zestig.", "number nog eens zestig=count 60..60 tanks")
}

func TestVerbsInTwoHalvesBehind(t *testing.T) {
	check(t, "nl", "2024-05-03", "Twaalf mensen kwamen bij de brand om.", "number Twaalf=killed 12..12 person")
	check(t, "de", "2024-05-03", "Hunderte Reisende saßen am Bahnhof fest.", "number Hunderte=affected 200..- person")
	check(t, "nl", "2024-05-03", "Twee broers van 14 en 16 jaar verdronken.", "number Twee=killed 2..2 person")
}

func TestHalvesOfThousands(t *testing.T) {
	check(t, "ru", "2024-05-03", "Город покинули три с половиной тысячи жителей.", "number три с половиной тысячи=displaced 3500..3500 person")
	check(t, "nl", "2024-05-03", "Zevenenhalfduizend militairen helpen.", "number Zevenenhalfduizend=count 7500..7500 person")
	check(t, "ru", "2024-05-03", "Границу перешли от восьмисот до тысячи беженцев.", "number от восьмисот до тысячи=displaced 800..1000 person")
}
