package reading

import (
	"strings"
	"testing"
)

// TestCredits: the agency that a story credits is found wherever newsrooms put it, on plain text and on pages.
func TestCredits(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "KYIV, April 9 (Reuters) - Russian forces shelled the town of Lozova on Friday, killing four people, the mayor said.", "Reuters"},
		{"en", "Russian forces shelled the town of Lozova on Friday, killing four people (Reuters).", "Reuters"},
		{"en", "Russian forces shelled the town of Lozova on Friday, killing four people.\n\n— AP", "AP"},
		{"en", "Russian forces shelled the town of Lozova on Friday, killing four people.\n\nAFP/dpa", "AFP, dpa"},
		{"en", "Russian forces shelled the town of Lozova on Friday, killing four people.\n\nAssociated Press writers contributed to this report.", "Associated Press"},
		{"en", "By Jane Doe, Associated Press\n\nRussian forces shelled the town of Lozova on Friday, killing four people.\n\nThe mayor said more may be dead.", "Associated Press"},
		{"en", "Russian forces shelled the town of Lozova on Friday, killing four people, Reuters reported.", ""},
		{"de", "Russische Truppen haben am Freitag die Stadt Losowa beschossen. Vier Menschen starben.\n\nQuelle: dpa", "dpa"},
		{"de", "Russische Truppen haben am Freitag die Stadt Losowa beschossen. Vier Menschen starben.\n\nAFP/dpa", "AFP, dpa"},
		{"de", "Kiew (dpa) - Russische Truppen haben am Freitag die Stadt Losowa beschossen.", "dpa"},
		{"de", "Kiew (AFP/dpa) – Russische Truppen haben am Freitag die Stadt Losowa beschossen.", "AFP/dpa"},
		{"de", "Russische Truppen haben am Freitag die Stadt Losowa beschossen. Vier Menschen starben. (dpa/lsw)", "dpa"},
		{"de", "Russische Truppen haben am Freitag die Stadt Losowa beschossen. Vier Menschen starben. (dpa, AFP)", "dpa, AFP"},
		{"de", "Russische Truppen haben am Freitag die Stadt Losowa beschossen. Vier Menschen starben.\n\ndpa/abc", "dpa"},
		{"de", "Russische Truppen haben am Freitag die Stadt Losowa beschossen. Vier Menschen starben.\n\nMit Material von dpa und AFP", "dpa, AFP"},
		{"de", "Russische Truppen haben am Freitag die Stadt Losowa beschossen. Vier Menschen starben.\n\n© dpa-infocom, dpa:220409-99-1234/2", "dpa"},
		{"de", "Von unserem Korrespondenten / dpa\n\nRussische Truppen haben am Freitag die Stadt Losowa beschossen.\n\nVier Menschen starben.", "dpa"},
		{"nl", "KIEV (ANP) - Russische troepen hebben vrijdag de stad Lozova beschoten.", "ANP"},
		{"nl", "Russische troepen hebben vrijdag de stad Lozova beschoten.\n\nBron: ANP", "ANP"},
		{"nl", "Russische troepen hebben vrijdag de stad Lozova beschoten.\n\nANP", "ANP"},
		{"nl", "Russische troepen hebben vrijdag de stad Lozova beschoten. (Belga)", "Belga"},
		{"nl", "Russische troepen hebben vrijdag de stad Lozova beschoten. Vier mensen kwamen om.\n\n(BELGA)", "BELGA"},
		{"nl", "Door: ANP\n\nRussische troepen hebben vrijdag de stad Lozova beschoten.\n\nVier mensen kwamen om.", "ANP"},
		{"nl", "Russische troepen hebben vrijdag de stad Lozova beschoten.\n\nMet Reuters en AFP", "Reuters, AFP"},
		{"nl", "Russische troepen hebben vrijdag de stad Lozova beschoten.\n\n© ANP", "ANP"},
		{"fr", "KIEV (AFP) - Les forces russes ont bombardé vendredi la ville de Lozova.", "AFP"},
		{"fr", "Les forces russes ont bombardé vendredi la ville de Lozova.\n\nAvec AFP", "AFP"},
		{"fr", "Les forces russes ont bombardé vendredi la ville de Lozova.\n\n(avec AFP et Reuters)", "AFP, Reuters"},
		{"fr", "Les forces russes ont bombardé vendredi la ville de Lozova.\n\nSource : AFP", "AFP"},
		{"fr", "Les forces russes ont bombardé vendredi la ville de Lozova. (Belga)", "Belga"},
		{"fr", "Le Monde avec AFP\n\nLes forces russes ont bombardé vendredi la ville de Lozova.\n\nQuatre personnes sont mortes.", "AFP"},
		{"es", "Kiev, 9 abr (EFE).- Las fuerzas rusas bombardearon el viernes la ciudad de Lozova.", "EFE"},
		{"es", "KIEV, 9 Abr. (EUROPA PRESS) - Las fuerzas rusas bombardearon el viernes la ciudad de Lozova.", "EUROPA PRESS"},
		{"es", "Las fuerzas rusas bombardearon el viernes la ciudad de Lozova. EFE", "EFE"},
		{"es", "Las fuerzas rusas bombardearon el viernes la ciudad de Lozova.\n\nFuente: EFE", "EFE"},
		{"es", "Las fuerzas rusas bombardearon el viernes la ciudad de Lozova, según EFE.", ""},
		{"es", "Las fuerzas rusas bombardearon el viernes la ciudad de Lozova.\n\nCon información de EFE y Reuters", "EFE, Reuters"},
		{"it", "(ANSA) - KIEV, 09 APR - Le forze russe hanno bombardato venerdì la città di Lozova.", "ANSA"},
		{"it", "ANSA - Le forze russe hanno bombardato venerdì la città di Lozova.", "ANSA"},
		{"it", "Le forze russe hanno bombardato venerdì la città di Lozova. (ANSA).", "ANSA"},
		{"it", "Roma, 9 apr. (Adnkronos) - Le forze russe hanno bombardato venerdì la città di Lozova.", "Adnkronos"},
		{"it", "Le forze russe hanno bombardato venerdì la città di Lozova.\n\nFonte: ANSA", "ANSA"},
		{"it", "Le forze russe hanno bombardato venerdì la città di Lozova.\n\nRIPRODUZIONE RISERVATA © Copyright ANSA", "ANSA"},
		{"pl", "Wojska rosyjskie ostrzelały w piątek miasto Łozowa. (PAP)", "PAP"},
		{"pl", "Wojska rosyjskie ostrzelały w piątek miasto Łozowa.\n\nŹródło: PAP", "PAP"},
		{"pl", "Wojska rosyjskie ostrzelały w piątek miasto Łozowa.\n\nza PAP", "PAP"},
		{"pl", "Wojska rosyjskie ostrzelały w piątek miasto Łozowa.\n\nPAP/Reuters", "PAP, Reuters"},
		{"pl", "Wojska rosyjskie ostrzelały w piątek miasto Łozowa.\n\nautor: Jan Kowalski\n\nPAP", "PAP"},
		{"pl", "Wojska rosyjskie ostrzelały w piątek miasto Łozowa. Zginęły cztery osoby. (PAP)\n\nandr/ mal/", "PAP"},
		{"uk", "КИЇВ. 9 квітня. УНІАН. Російські війська обстріляли у п'ятницю місто Лозова.", "УНІАН"},
		{"uk", "Російські війська обстріляли у п'ятницю місто Лозова. Про це повідомляє Укрінформ.", "Укрінформ"},
		{"uk", "Російські війська обстріляли у п'ятницю місто Лозова.\n\nДжерело: Укрінформ", "Укрінформ"},
		{"uk", "Російські війська обстріляли у п'ятницю місто Лозова.\n\nЗа матеріалами: Інтерфакс-Україна", "Інтерфакс-Україна"},
		{"uk", "Російські війська обстріляли у п'ятницю місто Лозова, повідомляє Укрінформ з посиланням на мера.", ""},
		{"ru", "МОСКВА, 9 апреля. /ТАСС/. Российские войска обстреляли в пятницу город Лозовая.", "ТАСС"},
		{"ru", "МОСКВА, 9 апр — РИА Новости. Российские войска обстреляли в пятницу город Лозовая.", "РИА Новости"},
		{"ru", "Москва. 9 апреля. INTERFAX.RU - Российские войска обстреляли в пятницу город Лозовая.", "INTERFAX.RU"},
		{"ru", "Российские войска обстреляли в пятницу город Лозовая.\n\nИсточник: ТАСС", "ТАСС"},
		{"ru", "Российские войска обстреляли в пятницу город Лозовая. Об этом сообщает ТАСС.", "ТАСС"},
		{"ru", "Российские войска обстреляли в пятницу город Лозовая.\n\nПо материалам РИА Новости", "РИА Новости"},
		{"en", "Russian forces shelled the town of Lozova on Friday.\n\nWith love to all who called", ""},
		{"en", "Russian forces shelled the town of Lozova on Friday. Nobody was hurt (four were late).", ""},
		{"de", "Russische Truppen haben am Freitag die Stadt Losowa beschossen.\n\nMit freundlichen Grüßen", ""},
		{"de", "Russische Truppen haben am Freitag die Stadt Losowa beschossen. Danke", ""},
		{"fr", "Le maire avec ses adjoints\n\nLes forces russes ont bombardé vendredi la ville de Lozova.\n\nQuatre personnes sont mortes.", ""},
		{"nl", "Door: Anna Smit\n\nRussische troepen hebben vrijdag de stad Lozova beschoten.\n\nVier mensen kwamen om.", ""},
		{"uk", "Російські війська обстріляли у п'ятницю місто Лозова. Про це повідомляє мер міста.", ""},
		{"ru", "Российские войска обстреляли в пятницу город Лозовая. Об этом сообщает губернатор.", ""},
		{"it", "Le forze russe hanno bombardato venerdì la città di Lozova. Roma", ""},
		{"es", "Las fuerzas rusas bombardearon el viernes la ciudad de Lozova. El alcalde habló con la agencia", ""},
	} {
		plain := "A headline of today\n\n" + c.text + "\n"
		page := `<!doctype html><html lang="` + c.lang + `"><head><title>A headline</title><meta property="og:site_name" content="Some Paper"></head><body><article><h1>A headline of today</h1><p>` +
			strings.ReplaceAll(c.text, "\n\n", "</p><p>") + "</p></article></body></html>"
		for kind, b := range map[string]string{"a.txt": plain, "a.html": page} {
			if d := read(t, kind, []byte(b)); d.Wire != c.want {
				t.Errorf("%s %s %q: %q, want %q", kind, c.lang, c.text, d.Wire, c.want)
			}
		}
	}
}
