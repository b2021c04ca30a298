package coding_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"factum"
)

// BenchmarkCode codes the development articles; MB/s and documents of two kilobytes a second follow from ns/op.
func BenchmarkCode(b *testing.B) {
	c := coder(b)
	var docs []*factum.Document
	size := 0
	for _, lang := range c.Langs() {
		files, _ := filepath.Glob(filepath.Join("testdata", "dev", lang, "*.txt"))
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				b.Fatal(err)
			}
			d := read(b, lang, "", string(text))
			size += len(text)
			docs = append(docs, d)
		}
	}
	if len(docs) == 0 {
		b.Skip("no development articles")
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			c.Code(d, factum.Digest{}, "")
		}
	}
}

// BenchmarkNew reads codebook and lexicons.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		coder(b)
	}
}

// BenchmarkHostile codes what costs the most: one endless sentence of triggers.
func BenchmarkHostile(b *testing.B) {
	c := coder(b)
	for _, x := range []struct{ name, text string }{
		{"triggers", "the army attacked and said that if Russia accused of shelling, who met "},
		{"chain", "after since before until "},
		{"doubt", "said that the army of the army of who "},
		{"letters", "naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-"},
	} {
		b.Run(x.name, func(b *testing.B) {
			text := strings.Repeat(x.text, 400) + "."
			d := &factum.Document{Lang: "en", Text: text, Sentences: []factum.Span{{Start: 0, End: len(text)}}}
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				c.Code(d, factum.Digest{}, "")
			}
		})
	}
}
