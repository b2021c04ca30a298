// Package corpus makes many files of 4 KiB to measure with, out of the shipped examples' words.
package corpus

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"factum/examples"
)

// Write makes n files of 4 KiB out of the shipped examples' sentences, no two alike, the same ones each time.
func Write(dir string, n int) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	var sentences []string
	names, err := fs.Glob(examples.Files(), "*.txt")
	if err != nil {
		return err
	}
	for _, name := range names {
		b, err := fs.ReadFile(examples.Files(), name)
		if err != nil {
			return err
		}
		for _, p := range strings.Split(string(b), "\n\n") {
			if p = strings.TrimSpace(p); len(p) > 80 {
				sentences = append(sentences, p)
			}
		}
	}
	rng := rand.New(rand.NewPCG(2022, 4))
	for i := range n {
		var b strings.Builder
		fmt.Fprintf(&b, "Report %d of %d\n\nBRUSSELS, %d April 2022 - ", i, n, 1+rng.IntN(28))
		for b.Len() < 4096 {
			b.WriteString(sentences[rng.IntN(len(sentences))])
			b.WriteString("\n\n")
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%05d.txt", i)), []byte(strings.ToValidUTF8(b.String()[:4096], "")), 0o644); err != nil {
			return err
		}
	}
	return nil
}
