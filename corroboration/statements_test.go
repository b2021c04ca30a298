package corroboration_test

import (
	"slices"
	"testing"

	"factum"
	"factum/coding"
	"factum/corroboration"
	"factum/reading"
)

// shelf is documents as a record holds them.
type shelf struct {
	t       *testing.T
	coder   coding.Coder
	docs    map[factum.Digest]*factum.Document
	reports []factum.Report
	own     []corroboration.Primary
}

func newShelf(t *testing.T) *shelf {
	c, err := coding.New(coding.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return &shelf{t: t, coder: c, docs: map[factum.Digest]*factum.Document{}}
}

// put reads and codes a text. One on a body's own site is a primary.
func (s *shelf) put(lang, date, outlet, domain, text string) []factum.ClaimID {
	s.t.Helper()
	d, err := reading.New().ReadText(text, reading.Meta{Lang: lang, Date: date})
	if err != nil {
		s.t.Fatal(err)
	}
	d.Outlet = outlet
	d.Capture = factum.DigestOfString(outlet + text)
	b, err := factum.Canonical(&d)
	if err != nil {
		s.t.Fatal(err)
	}
	id := factum.DigestOf(b)
	s.docs[id] = &d
	claims := s.coder.Code(&d, id, "")
	source := factum.NewSourceID(domain, outlet)
	var ids []factum.ClaimID
	for i, c := range claims {
		s.reports = append(s.reports, factum.Report{Claim: c, Seal: factum.Seal{Act: factum.ActIndex(len(s.docs)), Ordinal: i}, Capture: d.Capture, Source: source, Outlet: outlet,
			Published: d.Published, Print: corroboration.Print(text)})
		ids = append(ids, c.ID)
	}
	p := corroboration.Publication{ID: id, Source: source, Lang: lang, Outlet: outlet, Day: date}
	s.own = append(s.own, corroboration.Primary{Publication: p, Document: &d, Claims: claims})
	return ids
}

func (s *shelf) statements() []factum.Statement {
	return corroboration.Statements(s.reports, func(d factum.Digest) *factum.Document { return s.docs[d] }, s.own)
}

// holding is the statement that holds a claim.
func holding(t *testing.T, all []factum.Statement, id factum.ClaimID) factum.Statement {
	t.Helper()
	for _, s := range all {
		if slices.ContainsFunc(s.Versions, func(v factum.Rendering) bool { return v.Claim == id }) {
			return s
		}
	}
	t.Fatalf("no statement holds %s: %+v", id, all)
	return factum.Statement{}
}

const ministry = "Our forces withdrew from Kherson on 11 November. If the corridor is kept open, 40 prisoners may be released by Friday. Ukraine never shelled the hospital in Donetsk."

func TestStatements(t *testing.T) {
	s := newShelf(t)
	a := s.put("en", "2022-11-15", "The Harbour Courier", "harbourcourier.example", `Ukrainian Foreign Minister Olha Bilyk said on Tuesday that "if the corridor is kept open, 40 prisoners may be released by Friday".`)
	b := s.put("nl", "2022-11-15", "De Havenbode", "havenbode.example", `De Oekraïense minister van Buitenlandse Zaken Olha Bilyk zei dinsdag dat er vrijdag 40 gevangenen worden vrijgelaten.`)
	c := s.put("en", "2022-11-29", "The Harbour Courier", "harbourcourier.example", `Ukrainian Foreign Minister Olha Bilyk said on Tuesday that "our partners will send 12 tanks to Ukraine".`)
	if len(a) == 0 || len(b) == 0 || len(c) == 0 {
		t.Fatalf("claims %v %v %v", a, b, c)
	}
	all := s.statements()
	if x := holding(t, all, a[0]); x.Primary != nil || !x.PrimaryWanted || x.At != "2022-11-15" || x.Speaker.Code != "UKR" || len(x.Differences) != 0 {
		t.Errorf("a quote without a primary: %+v", x)
	}
	if x, y := holding(t, all, a[0]), holding(t, all, c[0]); x.ID == y.ID {
		t.Errorf("two days are one statement: %+v", x)
	}

	s.put("en", "2022-11-15", "Ministry of Foreign Affairs of Ukraine", "mfa.gov.ua", ministry)
	s.put("en", "2022-11-15", "The Harbour Courier", "harbourcourier.example", ministry)
	all = s.statements()
	x, y := holding(t, all, a[0]), holding(t, all, b[0])
	if x.ID != y.ID || x.ID.Claim() != a[0] {
		t.Errorf("two versions of one sentence of a primary are two statements: %+v and %+v", x, y)
	}
	if x.Primary == nil || x.Primary.Why != "source: mfa.gov.ua" || x.PrimaryWanted {
		t.Fatalf("the primary is not found: %+v", x)
	}
	kinds := map[factum.ClaimID][]string{}
	for _, d := range x.Differences {
		kinds[d.Claim] = append(kinds[d.Claim], d.Kind+" "+d.What)
	}
	if len(kinds[a[0]]) != 0 {
		t.Errorf("a faithful quote differs: %v", kinds[a[0]])
	}
	if !slices.Contains(kinds[b[0]], "dropped condition") || !slices.Contains(kinds[b[0]], "hardened modality") {
		t.Errorf("the Dutch version: %v", kinds[b[0]])
	}
	if z := holding(t, all, c[0]); z.Primary != nil || !z.PrimaryWanted {
		t.Errorf("another day's words have this primary: %+v", z)
	}

	// Neither the order of reports nor that of primaries changes anything.
	want, err := factum.Canonical(all)
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(s.reports)
	slices.Reverse(s.own)
	if got, err := factum.Canonical(s.statements()); err != nil || string(got) != string(want) {
		t.Errorf("in another order:\n%s\nfirst:\n%s", got, want)
	}
}

// TestLaidInAnotherMouth: words of one ministry given as another's.
func TestLaidInAnotherMouth(t *testing.T) {
	s := newShelf(t)
	s.put("en", "2022-11-15", "Ministry of Foreign Affairs of Ukraine", "mfa.gov.ua", ministry)
	a := s.put("en", "2022-11-15", "The Harbour Courier", "harbourcourier.example", `"If the corridor is kept open, 40 prisoners may be released by Friday," Russian Foreign Minister Pavel Orlov said on Tuesday.`)
	if len(a) == 0 {
		t.Fatal("no claim")
	}
	x := holding(t, s.statements(), a[0])
	if x.Primary == nil || !slices.ContainsFunc(x.Differences, func(d factum.Difference) bool { return d.Kind == factum.ReAttributed }) {
		t.Errorf("%+v", x)
	}
}

// TestPrimaryIsNoLine: what a body publishes and what papers report of its speaker stand on one word.
func TestPrimaryIsNoLine(t *testing.T) {
	s := newShelf(t)
	s.put("en", "2022-11-15", "The Harbour Courier", "harbourcourier.example", `Russian shelling killed 14 civilians in Kramatorsk on 13 November, a spokesperson for the Ukrainian foreign ministry said.`)
	s.put("en", "2022-11-15", "Ministry of Foreign Affairs of Ukraine", "mfa.gov.ua", `Russian shelling killed 14 civilians in Kramatorsk on 13 November.`)
	lines := func() int {
		fs := corroboration.Weigher{}.Facts(s.reports, nil)
		if len(fs) != 1 {
			t.Fatalf("%d facts", len(fs))
		}
		return len(fs[0].Lines)
	}
	if n := lines(); n != 1 {
		t.Errorf("the primary of the same speaker makes %d lines", n)
	}
	s.put("en", "2022-11-15", "The Kramatorsk Observer", "observer.example", `Fourteen civilians died when a school in Kramatorsk was shelled on 13 November. Our reporter counted the bodies.`)
	if n := lines(); n != 2 {
		t.Errorf("with a witness: %d lines", n)
	}
}

func TestOwnOf(t *testing.T) {
	minister := factum.Attribution{Name: "Olha Bilyk", Role: "foreign minister", Code: "UKR"}
	for _, c := range []struct {
		what string
		p    corroboration.Publication
		want string
	}{
		{"the ministry's site", corroboration.Publication{URL: "https://www.mfa.gov.ua/news/1"}, "source: mfa.gov.ua"},
		{"below it", corroboration.Publication{Source: "src_paris.mfa.gov.ua"}, "source: mfa.gov.ua"},
		{"another ministry's", corroboration.Publication{URL: "https://mil.gov.ua/1"}, ""},
		{"another state's", corroboration.Publication{URL: "https://mid.ru/1"}, ""},
		{"a name that ends so", corroboration.Publication{URL: "https://notmfa.gov.ua.example/1"}, ""},
		{"a paper", corroboration.Publication{Outlet: "The Harbour Courier"}, ""},
		{"her own hand", corroboration.Publication{Outlet: "The Harbour Courier", Authors: []string{"Olha Bilyk"}}, "author: Olha Bilyk"},
		{"her channel", corroboration.Publication{Outlet: "Olha Bilyk"}, "outlet: Olha Bilyk"},
		{"linked", corroboration.Publication{Outlet: "The Harbour Courier", Linked: true}, "linked by a person"},
	} {
		if got := corroboration.OwnOf(c.p, minister); got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
}

// TestTranslatedStatement: without a primary a quote and its translation are one statement, other words of the speaker on that day are not.
func TestTranslatedStatement(t *testing.T) {
	s := newShelf(t)
	a := s.put("en", "2022-11-15", "The Harbour Courier", "harbourcourier.example", `Ukrainian Foreign Minister Olha Bilyk said on Tuesday: "Two missiles hit the hospital, and the third killed the children on the bridge."`)
	b := s.put("de", "2022-11-15", "Der Uferbote", "uferbote.example", `Die ukrainische Außenministerin Olha Bilyk sagte am Dienstag: „Zwei Raketen trafen das Krankenhaus, und die dritte tötete die Kinder auf der Brücke.“`)
	c := s.put("de", "2022-11-15", "Der Uferbote", "uferbote.example", `Die ukrainische Außenministerin Olha Bilyk sagte am Dienstag: „Die russische Artillerie beschoss den Markt und tötete eine Familie.“`)
	if len(a) == 0 || len(b) == 0 || len(c) == 0 {
		t.Fatalf("claims %v %v %v", a, b, c)
	}
	all := s.statements()
	x := holding(t, all, a[0])
	if y := holding(t, all, b[0]); x.ID != y.ID {
		t.Errorf("a translation is another statement: %+v and %+v", x, y)
	}
	if y := holding(t, all, c[0]); x.ID == y.ID {
		t.Errorf("other words are the same statement: %+v", x)
	}
}
