package factum

import (
	"strings"
	"testing"
)

func TestPersonID(t *testing.T) {
	for _, id := range []PersonID{"anna", "A", "a.b-c_d", "anna@example.org", "007", PersonID(strings.Repeat("x", 64))} {
		if err := id.Check(); err != nil {
			t.Errorf("%q: %v", id, err)
		}
	}
	for _, id := range []PersonID{"", ".", "..", "-r", ".anna", "anna b", "a/b", `a\b`, "../log", "anna\n", "анна", "anna\x00", "a*", "a,b", "a!b", "anna.pub", "anna.PUB", "é",
		PersonID(strings.Repeat("x", 65))} {
		if err := id.Check(); KindOf(err) != Invalid || HintOf(err) == "" {
			t.Errorf("%q: %v", id, err)
		}
	}
}

func TestPerson(t *testing.T) {
	for _, x := range []struct {
		p  Person
		ok bool
	}{
		{Person{ID: "anna", Role: "analyst"}, true},
		{Person{ID: "anna", Role: "disclosure-officer", Name: "Анна О'Нил"}, true},
		{Person{ID: "anna", Role: ""}, false},
		{Person{ID: "anna", Role: "Analyst"}, false},
		{Person{ID: "a b", Role: "analyst"}, false},
		{Person{ID: "anna", Role: "analyst", Name: "Anna\nB"}, false},
		{Person{ID: "anna", Role: "analyst", Name: " Anna"}, false},
		{Person{ID: "anna", Role: "analyst", Name: "Anna\xff"}, false},
		{Person{ID: "anna", Role: "analyst", Name: strings.Repeat("n", 401)}, false},
	} {
		if err := x.p.Check(); (err == nil) != x.ok {
			t.Errorf("%+v: %v", x.p, err)
		}
	}
}

// TestFingerprint holds it against what ssh-keygen -lf printed of this key.
func TestFingerprint(t *testing.T) {
	const key, want = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGfEmKx5wXQs3IKBgxmym12+WOhHTIqnrKrmx4nR3SRg", "SHA256:F4cV1mG57/3vflwMtJTiDPrWlfXWtFoLIwXzaZNJl+k"
	for _, k := range []string{key, key + " a comment"} {
		if got := Fingerprint(k); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	for _, k := range []string{"", "ssh-ed25519", "ssh-ed25519 ???", "ssh-ed25519 "} {
		if got := Fingerprint(k); got != "" {
			t.Errorf("%q: %s", k, got)
		}
	}
}

// TestFindingMessage pins the bytes that are signed: another version must check them for ever.
func TestFindingMessage(t *testing.T) {
	sig := "not a part of it"
	got, err := FindingMessage("00ff", "anna", Decision{Item: "fct_a", Element: "place", Status: "established", Standard: "balance", Reason: "two \"lines\" & more\n",
		ClaimsSeen: []ClaimID{"clm_b", "clm_a"}, Signature: &sig})
	const want = `{"by":"anna","finding":{"claims_seen":["clm_b","clm_a"],"element":"place","item":"fct_a","reason":"two \"lines\" & more\n","standard":"balance","status":"established"},"record":"00ff","v":1}`
	if err != nil || string(got) != want {
		t.Errorf("%s, %v, want\n%s", got, err, want)
	}
	got, err = FindingMessage("00ff", "anna", Decision{Item: "fct_a", Status: "established", Standard: "balance", Reason: "r", Second: true})
	const second = `{"by":"anna","finding":{"claims_seen":[],"element":"","item":"fct_a","reason":"r","second":true,"standard":"balance","status":"established"},"record":"00ff","v":1}`
	if err != nil || string(got) != second {
		t.Errorf("%s, %v, want\n%s", got, err, second)
	}
	none, err := FindingMessage("", "", Decision{})
	if err != nil || !strings.Contains(string(none), `"claims_seen":[]`) {
		t.Errorf("%s, %v", none, err)
	}
}
