package coding

import (
	"strconv"
	"testing"
)

// Words are found by their forms and by no other, however many there are, and stay the same ones while more come.
func TestVocabulary(t *testing.T) {
	var v vocabulary
	if v.find("") != nil || v.find("one") != nil {
		t.Fatal("an empty vocabulary has a word")
	}
	const n = 3*wordBlock + 7
	first := v.word("0")
	for i := range n {
		w := v.word(strconv.Itoa(i))
		w.slots = slot(i)
		w.addForm(form{lemma: int32(i)})
		if i%3 == 0 {
			w.addForm(form{lemma: int32(i), particle: "up"})
		}
	}
	v.word("")
	v.settle()
	if v.find("0") != first {
		t.Error("the first word has moved")
	}
	for i := range n {
		w := v.find(strconv.Itoa(i))
		if w == nil || w.slots != slot(i) {
			t.Fatalf("%d: %+v", i, w)
		}
		if want := 2 - min(i%3, 1); len(w.forms) != want || w.forms[0].lemma != int32(i) || w.forms[want-1].particle != map[int]string{1: "", 2: "up"}[want] {
			t.Fatalf("%d: readings %+v", i, w.forms)
		}
	}
	if w := v.find(""); w == nil || len(w.forms) != 0 {
		t.Errorf("the word without letters: %+v", w)
	}
	for _, none := range []string{strconv.Itoa(n), "00", "1 "} {
		if w := v.find(none); w != nil {
			t.Errorf("%q: %+v", none, w)
		}
	}
}

// Sets that were made in different ways are one where they hold the same classes, and no set changes when another grows from it.
func TestClassSets(t *testing.T) {
	k := classSets{map[classes]*classes{}, map[growth]*classes{}}
	a := k.with(nil, 5)
	ab, ba := k.with(a, 700), k.with(k.with(nil, 700), 5)
	if ab != ba || ab != k.with(ab, 5) {
		t.Error("one set stands more than once")
	}
	if a.has(700) || !ab.has(5) || !ab.has(700) || ab.has(6) || a == ab {
		t.Error("a set holds what was not added to it")
	}
	c := k.with(nil, maxClasses-1)
	if u := ab.union(c); !u.has(5) || !u.has(700) || !u.has(maxClasses-1) || ab.has(maxClasses-1) {
		t.Error("a union lacks classes, or changed what it was made of")
	}
	var none *classes
	if none.union(a) != a || a.union(nil) != a || none.union(nil) != nil || none.has(5) || none.meets(a) || a.meets(c) || !a.meets(ab) {
		t.Error("an empty set is not empty")
	}
}
