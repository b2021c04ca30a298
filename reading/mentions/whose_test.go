package mentions

import "testing"

// TestWhoseBody: a body without its state is that of the town or state the words set it in, never that of whom it acts on.
func TestWhoseBody(t *testing.T) {
	for _, c := range []struct{ lang, text, body, code string }{
		{"uk", "Стамбульська поліція затримала сотню демонстрантів.", "поліція", "TUR"},
		{"uk", "Парламент у Будапешті ратифікував вступ Швеції.", "Парламент", "HUN"},
		{"uk", "Поліція затримала в Афінах двох громадян Грузії.", "Поліція", "GRC"},
		{"uk", "Поліція затримала громадянина Росії.", "Поліція", "UKR"},
		{"uk", "Слідчий комітет Білорусі порушив справу.", "Слідчий комітет Білорусі", "BLR"},
		{"uk", "Окупаційна влада заарештувала трьох учителів.", "Окупаційна влада", "RUS"},
		{"ru", "Полиция задержала гражданина Украины.", "Полиция", ""},
		{"ru", "Минский суд приговорил его к десяти годам.", "суд", "BLR"},
		{"pl", "Sąd w Belgradzie skazał byłego ministra.", "Sąd w Belgradzie", "SRB"},
		{"pl", "Szef MSZ oskarżył Moskwę o sabotaż.", "Szef MSZ", ""},
		{"pl", "Wojsko rozmieszczono przy granicy z Gujaną.", "Wojsko", ""},
	} {
		doc := docOf(c.lang, "", "", c.text)
		Find(doc)
		found := false
		for _, a := range doc.Mentions.Actors {
			if a.Text == c.body {
				if found = true; a.Code != c.code {
					t.Errorf("%s %q: %s is of %q, want %q", c.lang, c.text, c.body, a.Code, c.code)
				}
			}
		}
		if !found {
			t.Errorf("%s %q: no mention %q of an actor", c.lang, c.text, c.body)
		}
	}
}
