// Command lay writes the file that the go command's -overlay takes, to try a language from a folder of its own before its rows are put into the tables:
//
//	go run ./internal/addlanguage/lay TREE DIR
//
// Run it at the root of the source tree. TREE has the files and rows at the paths of those they belong to; DIR is filled.
package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"factum/internal/addlanguage"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, errs io.Writer) int {
	if len(args) != 2 {
		fmt.Fprintln(errs, "usage: lay TREE DIR")
		return 2
	}
	root, err1 := filepath.Abs(".")
	dir, err2 := filepath.Abs(args[1])
	if err1 != nil || err2 != nil {
		fmt.Fprintln(errs, "lay:", err1, err2)
		return 1
	}
	path, err := addlanguage.Overlay(root, args[0], dir)
	if err != nil {
		fmt.Fprintln(errs, "lay:", err)
		return 1
	}
	fmt.Fprintln(out, path)
	return 0
}
