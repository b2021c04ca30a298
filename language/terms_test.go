package language

import (
	"strings"
	"testing"
	"unsafe"
)

// What is remembered of a text is not the text: a term that is a part of its word lies elsewhere.
func TestRememberedTermsKeepNoText(t *testing.T) {
	text := strings.Clone("Zandverstuivingscommissies 718281828 " + strings.Repeat("x ", 1000))
	Terms("nl", text)
	from := uintptr(unsafe.Pointer(unsafe.StringData(text)))
	for _, w := range []string{"Zandverstuivingscommissies", "718281828"} {
		got, ok := remembered.terms["nl"][w]
		if !ok || got == "" {
			t.Fatalf("%s is not remembered", w)
		}
		if at := uintptr(unsafe.Pointer(unsafe.StringData(got))); at >= from && at < from+uintptr(len(text)) {
			t.Errorf("%q lies in the text that it was met in", got)
		}
	}
}
