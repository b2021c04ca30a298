package mentions

import "testing"

func TestChronicles(t *testing.T) {
	text := "The war lasted from 25 June 1950 to 27 July 1953, and Stalin died on 5 March 1953.\n\n1950\n\n- 25 June: the army crosses the border.\n\n- 30 November: the retreat begins.\n\n- 4 January: Seoul falls.\n\n1953\n\n- 18 April: the hill is held."
	check(t, "en", "2018-05-19", text, "time 1950=1950", "time 25 June=1950-06-25", "time 30 November=1950-11-30", "time 4 January=1951-01-04", "time 18 April=1953-04-18")
}

func TestYearsToldInPassing(t *testing.T) {
	text := "Am 9. Juli 1789 trat die Versammlung zusammen, am 26. Juni 1789 kamen Truppen, am 4. Mai 1789 war sie eröffnet worden. Das Brot war wegen der schlechten Ernte von 1788 teuer. " +
		"Der Minister wurde am 11. Juli entlassen."
	check(t, "de", "2018-05-19", text, "time 11. Juli=1789-07-11", "!time 11. Juli=1788")
}

func TestDatesWithinAStretch(t *testing.T) {
	check(t, "uk", "2018-05-19", "Наступ союзників (червень 1943 — травень 1944 року), 1 вересня 1939, 22 червня 1941, 7 грудня 1941. Наступ (червень 1943 — травень 1944 року): 18 січня місто звільнено.",
		"time 18 січня=1944-01-18")
}

func TestDaysAfter(t *testing.T) {
	check(t, "uk", "2022-04-20", "14 квітня вони зайшли до міста, а через два дні вийшли до річки.", "time через два дні=2022-04-16")
	check(t, "uk", "2022-04-20", "Через два дні прибуде делегація.", "time Через два дні=2022-04-22")
	check(t, "uk", "2022-09-01", "В ніч з 29 на 30 серпня було гучно.", "time В ніч з 29 на 30 серпня=2022-08-29TNI")
	check(t, "de", "2015-01-22", "Sitzungen finden am 11., 18., und 25. März statt, dann jeden zweiten Donnerstag.", "time 11.=2015-03-11", "time 18.=2015-03-18", "time jeden zweiten Donnerstag=XXXX-WXX-4")
	check(t, "ru", "2024-06-04", "За сутки потери составили до 1700 военнослужащих.", "!time 1700")
}
