// Command gen compiles places.bin and data/countries.tsv of package gazetteer from the sources that
// gazetteer/README.md names, unpacked in one folder (-data). The same sources give the same bytes.
//
// Run it in gazetteer/: go generate.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	dir := flag.String("data", ".sources", "folder with the unpacked sources")
	out := flag.String("out", ".", "folder of package gazetteer")
	flag.Parse()
	if err := run(*dir, *out); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(dir, out string) error {
	src, err := readSources(dir)
	if err != nil {
		return fmt.Errorf("%w (see gazetteer/README.md, \"Sources\")", err)
	}
	if err := src.readExonyms(filepath.Join(out, "data", "exonyms.tsv")); err != nil {
		return err
	}
	if err := src.readCentres(filepath.Join(out, "data", "centres.tsv")); err != nil {
		return err
	}
	if err := src.readSchemes(filepath.Join(out, "data", "translit.tsv")); err != nil {
		return err
	}
	if err := src.readAreas(dir, filepath.Join(out, "data", "regions.tsv")); err != nil {
		return fmt.Errorf("%w (see gazetteer/README.md, \"Sources\")", err)
	}
	if err := os.WriteFile(filepath.Join(out, "data", "countries.tsv"), src.countryTable(), 0o644); err != nil {
		return err
	}
	b, stats := compile(src)
	fmt.Println(stats)
	return os.WriteFile(filepath.Join(out, "places.bin"), b, 0o644)
}
