// Command run kills the program many times and prints the figures. It exits 1 when anything was lost.
//
//	go run ./internal/soak/run -kills 1000 -factum bin/factum
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"factum/internal/soak"
)

func main() {
	log.SetFlags(0)
	kills := flag.Int("kills", 1000, "how often")
	bin := flag.String("factum", "bin/factum", "the program")
	dir := flag.String("dir", "", "where to work; a temporary directory when empty, removed afterwards")
	lines := flag.Int("lines", 2, "records worked on at once")
	seed := flag.Int64("seed", 1, "what is done when")
	flag.Parse()
	if *dir == "" {
		d, err := os.MkdirTemp("", "factum-soak-*")
		if err != nil {
			log.Fatal(err)
		}
		defer os.RemoveAll(d)
		*dir = d
	}
	prog, err := filepath.Abs(*bin)
	if err != nil {
		log.Fatal(err)
	}
	start := time.Now()
	f, err := soak.Run(soak.Config{Program: []string{prog}, Dir: *dir, Kills: *kills, Lines: *lines, Seed: *seed, Log: os.Stderr})
	fmt.Fprintln(os.Stderr)
	fmt.Print(f)
	fmt.Printf("seed %d, %s\n", *seed, time.Since(start).Round(time.Second))
	if err != nil {
		log.Print(err)
	}
	if err != nil || len(f.Lost) > 0 {
		os.RemoveAll(*dir)
		os.Exit(1)
	}
}
