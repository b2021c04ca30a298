package sqlite

import (
	"fmt"
	"math"
	"reflect"
	"testing"

	"factum"
)

// fill gives everything in a value another value, lists two members; n counts.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), n)
		}
	case reflect.String:
		v.SetString(fmt.Sprint("Пример ", *n))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n) * 1_000_003)
	case reflect.Uint8:
		v.SetUint(uint64(*n % 256))
	case reflect.Uint64:
		v.SetUint(math.MaxUint64 - uint64(*n))
	case reflect.Float64:
		v.SetFloat(float64(*n) / 7)
	case reflect.Bool:
		v.SetBool(true)
	default:
		panic(v.Kind())
	}
}

// TestPackReport packs reports with every field set, with none and with empty lists, and reads them again: a field that is not carried shows.
func TestPackReport(t *testing.T) {
	full, none, empty := factum.Report{}, factum.Report{}, factum.Report{}
	n := 0
	fill(reflect.ValueOf(&full).Elem(), &n)
	if n < 150 {
		t.Fatalf("only %d fields were filled", n)
	}
	claim := reflect.ValueOf(&empty.Claim).Elem()
	for i := range claim.NumField() {
		if f := claim.Field(i); f.Kind() == reflect.Slice {
			f.Set(reflect.MakeSlice(f.Type(), 0, 0))
		}
	}
	u := newUnpacker()
	for _, r := range []factum.Report{full, none, empty, full} {
		// These have columns of their own, or are known of the source.
		r.Seal, r.Source, r.Interest, r.Wars, r.Owner, r.Wires = factum.Seal{}, "", "", nil, "", nil
		data := packReport(&r)
		var got factum.Report
		if err := u.report(data, &got); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, r) {
			t.Errorf("packed and read again it is\n%+v, not\n%+v", got, r)
		}
		for cut := range data {
			if err := u.report(data[:cut], &factum.Report{}); err == nil {
				t.Fatalf("the first %d of %d bytes were taken for a whole report", cut, len(data))
			}
		}
	}
	a := factum.Anchors{Keys: []string{"a", "b"}, From: -5, To: 1 << 40}
	if from, to, keys := unpackKeys(packKeys(a)); from != -5 || to != 1<<40 || len(keys) != 2 || keys[1] != hashed("b") {
		t.Errorf("keys are read as %d, %d, %v", from, to, keys)
	}
}
