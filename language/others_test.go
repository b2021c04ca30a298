package language

import "testing"

// TestOthers: texts in other languages, near relatives among them, are named as none of the nine.
func TestOthers(t *testing.T) {
	for _, s := range []string{
		"pt O presidente afirmou que as tropas russas deixaram a cidade na terça-feira.",
		"pt Pelo menos doze civis morreram no bombardeio da estação ferroviária.",
		"ro Președintele a declarat că trupele rusești au părăsit orașul marți.",
		"ro Cel puțin doisprezece civili au fost uciși în bombardamentul gării.",
		"cs Prezident uvedl, že ruské jednotky v úterý opustily město.",
		"cs Nejméně dvanáct civilistů zahynulo při ostřelování nádraží.",
		"sk Najmenej dvanásť civilistov zahynulo pri ostreľovaní stanice.",
		"sv Presidenten sade att de ryska trupperna lämnade staden i tisdags.",
		"da Mindst tolv civile blev dræbt ved bombardementet af stationen.",
		"no Minst tolv sivile ble drept i bombardementet av stasjonen.",
		"fi Presidentti sanoi, että venäläiset joukot lähtivät kaupungista tiistaina.",
		"hu Az elnök azt mondta, hogy az orosz csapatok kedden elhagyták a várost.",
		"tr Cumhurbaşkanı, Rus birliklerinin salı günü şehri terk ettiğini söyledi.",
		"bg Президентът заяви, че руските войски са напуснали града във вторник.",
		"bg Най-малко дванадесет цивилни са убити при обстрела на гарата.",
		"sr Председник је изјавио да су руске трупе напустиле град у уторак.",
		"sr Predsednik je izjavio da su ruske trupe napustile grad u utorak.",
		"be Прэзідэнт заявіў, што расійскія войскі пакінулі горад у аўторак.",
		"be Прынамсі дванаццаць мірных жыхароў загінулі падчас абстрэлу вакзала.",
		"ca El president va dir que les tropes russes havien abandonat la ciutat dimarts.",
		"el Ο πρόεδρος δήλωσε ότι τα ρωσικά στρατεύματα αποχώρησαν.",
		"ar قال الرئيس إن القوات الروسية غادرت المدينة",
		"lt Prezidentas pareiškė, kad Rusijos kariai antradienį paliko miestą.",
		"lv Prezidents paziņoja, ka Krievijas karaspēks otrdien pameta pilsētu.",
		"et President ütles, et Vene väed lahkusid linnast teisipäeval.",
		"af Ten minste vyf mense is oorlede nadat die dorp se hospitaal beskiet is, het die polisie gister gesê.",
		"mk Претседателот изјави дека руските трупи го напуштија градот во вторник.",
		"kk Президент ресей әскерлері сейсенбіде қаладан кетті деп мәлімдеді.",
		"id Presiden mengatakan bahwa pasukan Rusia meninggalkan kota pada hari Selasa.",
		"sq Presidenti tha se trupat ruse u larguan nga qyteti të martën.",
		"hr Predsjednik je izjavio da su ruske trupe u utorak napustile grad.",
		"gl O presidente dixo que as tropas rusas abandonaron a cidade o martes.",
		"eu Presidenteak esan zuen errusiar tropek hiria utzi zutela asteartean.",
		"sw Rais alisema kwamba wanajeshi wa Urusi waliondoka mjini Jumanne.",
		"vi Tổng thống nói rằng quân đội Nga đã rời thành phố vào thứ Ba.",
	} {
		if got := Identify(s[3:]); got != Und && !Known(s[:2]) {
			t.Errorf("%s is taken for %s", s, got)
		}
	}
}
