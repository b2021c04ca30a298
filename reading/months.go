package reading

import (
	"strings"

	"factum/language"
)

// months holds the names of the months in the nine languages, folded, in the forms in which dates have them.
var months = func() map[string]int {
	m := map[string]int{}
	for i, names := range []string{
		"januari january januar janner janvier janv enero ene gennaio gen stycznia styczen січня січень січ января январь янв jan",
		"februari february februar feber fevrier fevr febrero febbraio lutego luty лютого лютий лют февраля февраль фев feb",
		"maart march marz mars marzo marca marzec березня березень бер марта март мар mrt mar mrz",
		"april avril avr abril abr aprile kwietnia kwiecien квітня квітень квіт апреля апрель апр apr kwi",
		"mei may mai mayo maggio maja maj травня травень трав мая май mag",
		"juni june juin junio giugno czerwca czerwiec червня червень черв июня июнь июн jun giu cze",
		"juli july juillet juil julio luglio lipca lipiec липня липень лип июля июль июл jul lug",
		"augustus august aout agosto sierpnia sierpien серпня серпень серп августа август авг aug ago sie",
		"september septembre septiembre setiembre settembre wrzesnia wrzesien вересня вересень вер сентября сентябрь сен sep sept set wrz",
		"october oktober octobre octubre ottobre pazdziernika pazdziernik жовтня жовтень жовт октября октябрь окт oct okt ott paz",
		"november novembre noviembre listopada listopad листопада листопад лист ноября ноябрь ноя nov",
		"december dezember decembre diciembre dicembre grudnia grudzien грудня грудень груд декабря декабрь дек dec dez dic gru",
	} {
		for _, n := range strings.Fields(names) {
			m[n] = i + 1
		}
	}
	return m
}()

// month returns the number of the month that a word names, 0 for none.
func month(word string) int {
	if len(word) > 30 {
		return 0
	}
	return months[language.Fold(word)]
}
