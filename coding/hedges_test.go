package coding_test

import (
	"testing"

	"factum"
)

// TestHedges: what is told with a hedge is alleged, in whatever way the language hedges.
func TestHedges(t *testing.T) {
	for _, c := range []struct{ lang, text string }{
		{"nl", "Russische troepen zouden het ziekenhuis in Charkiv hebben beschoten."},
		{"nl", "Het leger zou dinsdag drie dorpen hebben platgebrand."},
		{"nl", "Naar verluidt heeft het leger de brug opgeblazen."},
		{"nl", "De militie heeft vermoedelijk vijf gijzelaars vrijgelaten."},
		{"nl", "Volgens onbevestigde berichten hebben rebellen de stad ingenomen."},
		{"en", "Russian troops reportedly shelled the hospital in Kharkiv."},
		{"en", "The army is said to have burned down three villages on Tuesday."},
		{"en", "Rebels allegedly killed ten civilians in the town."},
		{"en", "The militia is believed to have released five hostages."},
		{"en", "According to unconfirmed reports, rebels seized the town."},
		{"en", "Russian troops are reported to have shelled the hospital in Kharkiv."},
		{"en", "The soldiers purportedly arrested twenty protesters."},
		{"de", "Russische Truppen sollen das Krankenhaus in Charkiw beschossen haben."},
		{"de", "Die Armee soll am Dienstag drei Dörfer niedergebrannt haben."},
		{"de", "Angeblich hat die Armee die Brücke gesprengt."},
		{"de", "Bei dem Angriff auf Cherson sollen zehn Zivilisten getötet worden sein."},
		{"de", "Die Miliz hat mutmaßlich fünf Geiseln freigelassen."},
		{"fr", "L'armée russe aurait bombardé l'hôpital de Kharkiv."},
		{"fr", "Dix civils auraient été tués dans l'attaque de Kherson."},
		{"fr", "L'armée aurait incendié trois villages mardi."},
		{"fr", "Les rebelles auraient pris la ville, selon des informations non confirmées."},
		{"fr", "La milice aurait libéré cinq otages."},
		{"fr", "Des soldats ont prétendument arrêté vingt manifestants."},
		{"es", "El ejército ruso habría bombardeado el hospital de Járkov."},
		{"es", "Diez civiles habrían muerto en el ataque contra Jersón."},
		{"es", "Los rebeldes habrían tomado la ciudad."},
		{"es", "Los soldados presuntamente detuvieron a veinte manifestantes."},
		{"es", "Supuestamente, el ejército incendió tres aldeas."},
		{"es", "Según informes sin confirmar, los rebeldes tomaron la ciudad."},
		{"it", "L'esercito russo avrebbe bombardato l'ospedale di Kharkiv."},
		{"it", "Dieci civili sarebbero stati uccisi nell'attacco a Kherson."},
		{"it", "I ribelli avrebbero preso la città."},
		{"it", "I soldati avrebbero arrestato venti manifestanti."},
		{"it", "Secondo notizie non confermate, i ribelli hanno preso la città."},
		{"pl", "Rosyjskie wojska miały ostrzelać szpital w Charkowie."},
		{"pl", "Armia rzekomo spaliła trzy wsie."},
		{"pl", "Dziesięciu cywilów miało zginąć w ataku na Chersoń."},
		{"pl", "Rebelianci mieli zająć miasto we wtorek."},
		{"pl", "Żołnierze podobno aresztowali dwudziestu demonstrantów."},
		{"pl", "Według niepotwierdzonych doniesień rebelianci zajęli miasto."},
		{"uk", "Російські війська нібито обстріляли лікарню в Харкові."},
		{"uk", "Армія начебто спалила три села."},
		{"uk", "Бойовики ймовірно захопили місто."},
		{"uk", "За непідтвердженими даними, бойовики захопили місто."},
		{"uk", "Солдати, як стверджується, затримали двадцять протестувальників."},
		{"uk", "Окупанти, імовірно, вбили десятьох цивільних."},
		{"ru", "Российские войска якобы обстреляли больницу в Харькове."},
		{"ru", "Боевики предположительно захватили город."},
		{"ru", "По неподтвержденным данным, боевики захватили город."},
		{"ru", "Солдаты, как утверждается, задержали двадцать протестующих."},
		{"ru", "Военные, по слухам, освободили пять заложников."},
	} {
		claims := coder(t).Code(read(t, c.lang, "2023-01-06", c.text), factum.Digest{}, "")
		if len(claims) == 0 {
			t.Errorf("%s %q: no claim", c.lang, c.text)
		}
		for _, cl := range claims {
			if cl.Modality != factum.Alleged {
				t.Errorf("%s %q: %s is %s, want alleged", c.lang, c.text, cl.Trigger.Text, cl.Modality)
			}
		}
	}
}
