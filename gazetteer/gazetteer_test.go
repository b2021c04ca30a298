package gazetteer

import (
	"testing"

	"factum/language"
)

func TestTablesRead(t *testing.T) {
	for _, lang := range language.Languages {
		n := For(lang)
		if n.senses.used < 5000 {
			t.Errorf("%s: only %d keys", lang, n.senses.used)
		}
	}
}

func TestSettlements(t *testing.T) {
	for _, c := range []struct {
		text string
		id   int64
	}{
		{"Bucha", 711350}, {"Boetsja", 711350}, {"Butscha", 711350}, {"Буча", 711350}, {"Бучі", 711350}, {"Буче", 711350},
		{"Kyiv", 703448}, {"Kiev", 703448}, {"Kiew", 703448}, {"Києві", 703448}, {"Киева", 703448}, {"Kyjiv", 703448},
		{"Kramatorsk", 704508}, {"Краматорську", 704508}, {"Краматорске", 704508},
		{"Charkow", 706483}, {"Харкова", 706483}, {"Marioepol", 701822}, {"Маріуполі", 701822}, {"Мариуполя", 701822},
		{"Irpin", 707565}, {"Ірпеня", 707565}, {"Hostomel", 708251}, {"Гостомелі", 708251}, {"Borodianka", 711635}, {"Borodjanka", 711635},
		{"Brussel", 2800866}, {"Bruxelles", 2800866}, {"Moskou", 524901}, {"Den Haag", 2747373}, {"Ivano-Frankivsk", 707471},
	} {
		toks := Tokens(c.text)
		ps, next := Settlements(toks, 0)
		if len(ps) == 0 || next != len(toks) {
			t.Errorf("%s: %v", c.text, ps)
			continue
		}
		if ps[0].GeoNames != c.id {
			t.Errorf("%s: first is %+v, want %d", c.text, ps[0], c.id)
		}
	}
}
