package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"testing"

	"factum/record"
)

// nasty are strings that JSON has to escape, or nearly.
var nasty = []string{"", "plain", `"quoted" \ back`, "line\nbreak\r\t\b\f\v\x00\x1f\x7f", "Бучa — «так» 🙂", "<a href='x'>&amp;</a>", "sep\u2028\u2029\u2027", "broken\xff\xc3(\xe2\x80", "\ufffd\u0085\ufeff"}

// TestReadingJSON holds what is written against encoding/json: every field filled with something of its own, lists of no, one and two mentions.
func TestReadingJSON(t *testing.T) {
	for n := range 3 {
		for shift := range nasty {
			var r record.Reading
			at := shift
			fill(reflect.ValueOf(&r).Elem(), n, &at)
			var want bytes.Buffer
			e := json.NewEncoder(&want)
			e.SetEscapeHTML(false)
			if err := e.Encode(r); err != nil {
				t.Fatal(err)
			}
			if got := readingJSON(r); string(got) != want.String() {
				t.Errorf("%d mentions:\n%s\nwant\n%s", n, got, want.String())
			}
		}
	}
	got, want := readingJSON(record.Reading{}), `{"ref":"","lang":"","title":"","published":null,"outlet":"","text":"","times":null,"places":null,"actors":null,"quotes":null,"quantities":null,"items":null}`
	if string(got) != want+"\n" {
		t.Errorf("of nothing: %s", got)
	}
}

// fill sets every field below v to something of its own; lists get n elements, and pointers are left out where n is 1.
func fill(v reflect.Value, n int, at *int) {
	*at++
	switch v.Kind() {
	case reflect.String:
		v.SetString(nasty[*at%len(nasty)] + fmt.Sprint(*at))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*at) * 1_000_000_007)
	case reflect.Float64:
		v.SetFloat(float64(*at%180)*1.00001 - 90)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n, at)
		}
	case reflect.Pointer:
		if n != 1 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(v.Elem(), n, at)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			fill(v.Index(i), n, at)
		}
	default:
		panic(v.Kind().String())
	}
}
