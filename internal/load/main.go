// Command load measures `factum add` as a user runs it: many files of 4 KiB into a new record, with and without reading,
// beside a bare loop that does as many durable writes of as many bytes in the same run.
//
//	go run ./internal/load -files 20000 -factum bin/factum
package main

import (
	"bytes"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"factum/internal/corpus"
)

func main() {
	log.SetFlags(0)
	files := flag.Int("files", 20000, "how many files")
	bin := flag.String("factum", "bin/factum", "the program")
	dir := flag.String("dir", "", "where to work; a temporary directory when empty, removed afterwards")
	flag.Parse()
	if *dir == "" {
		d, err := os.MkdirTemp("", "factum-load-*")
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
	in := filepath.Join(*dir, "in")
	if err := corpus.Write(in, *files); err != nil {
		log.Fatal(err)
	}
	var bare time.Duration // the mean of the bare loops so far: the disk is not equally fast all the time
	loops := 0
	again := func() {
		d, err := loop(in, filepath.Join(*dir, fmt.Sprintf("bare%d", loops)))
		if err != nil {
			log.Fatal(err)
		}
		loops++
		bare += (d - bare) / time.Duration(loops)
		fmt.Printf("%-22s %8d %10.2f %9.0f\n", "bare durable loop", *files, d.Seconds(), float64(*files)/d.Seconds())
	}
	fmt.Printf("%-22s %8s %10s %9s %8s\n", "what", "files", "seconds", "a second", "ratio")
	row := func(what string, n int, d time.Duration, more string) {
		rate := float64(n) / d.Seconds()
		fmt.Printf("%-22s %8d %10.2f %9.0f %8.2f %s\n", what, n, d.Seconds(), rate, bare.Seconds()*float64(n)/float64(*files)/d.Seconds(), more)
	}
	again()
	one := filepath.Join(in, "00000.txt")
	for _, c := range []struct {
		what string
		n    int
		args []string
	}{
		{"add, one file", 1, []string{one}},
		{"add --no-read", *files, []string{"--no-read", in}},
		{"add", *files, []string{in}},
	} {
		rec := filepath.Join(*dir, "record")
		os.RemoveAll(rec)
		if out, err := exec.Command(prog, "init", "--record", rec).CombinedOutput(); err != nil {
			log.Fatalf("init: %v\n%s", err, out)
		}
		d, rss, err := run(prog, append([]string{"add", "--record", rec}, c.args...))
		if err != nil {
			log.Fatalf("%s: %v", c.what, err)
		}
		if c.n > 1 {
			again()
		}
		row(c.what, c.n, d, fmt.Sprintf("peak memory %d MB", rss>>20))
		if c.what == "add" {
			d, rss, err := run(prog, []string{"verify", "--record", rec})
			if err != nil {
				log.Fatalf("verify: %v", err)
			}
			row("verify", *files, d, fmt.Sprintf("peak memory %d MB", rss>>20))
		}
	}
}

// run runs a command and returns how long it took and its peak memory in bytes.
func run(prog string, args []string) (time.Duration, int64, error) {
	cmd := exec.Command(prog, args...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return 0, 0, fmt.Errorf("%w\n%s", err, errs.String())
	}
	d := time.Since(start)
	ru := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return d, ru.Maxrss << 10, nil
}

// loop reads each file and makes it durable under a new name with sixteen writers (temporary file, fsync, rename, directory fsync), and
// for every 256 of them appends as many bytes as acts and openings take to two files, with an fsync each.
func loop(in, out string) (time.Duration, error) {
	es, err := os.ReadDir(in)
	if err != nil {
		return 0, err
	}
	for i := range 256 {
		if err := os.MkdirAll(filepath.Join(out, fmt.Sprintf("%02x", i)), 0o755); err != nil {
			return 0, err
		}
	}
	lines := [2]*os.File{}
	for i := range lines {
		f, err := os.Create(filepath.Join(out, fmt.Sprintf("lines%d", i)))
		if err != nil {
			return 0, err
		}
		defer f.Close()
		lines[i] = f
	}
	start := time.Now()
	work := make(chan int)
	var wg sync.WaitGroup
	var mu sync.Mutex
	var failed error
	n := 0
	for range 16 {
		wg.Go(func() {
			for i := range work {
				err := durable(filepath.Join(in, es[i].Name()), filepath.Join(out, fmt.Sprintf("%02x", i%256)), i)
				mu.Lock()
				if n++; n%256 == 0 {
					for j, f := range lines {
						if _, e := f.Write(make([]byte, 256*(600+400*j))); e != nil && err == nil {
							err = e
						}
						if e := f.Sync(); e != nil && err == nil {
							err = e
						}
					}
				}
				if err != nil && failed == nil {
					failed = err
				}
				mu.Unlock()
			}
		})
	}
	for i := range es {
		work <- i
	}
	close(work)
	wg.Wait()
	return time.Since(start), failed
}

func durable(from, dir string, i int) error {
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	tmp := filepath.Join(dir, fmt.Sprintf("tmp%d", i))
	f, err := os.Create(tmp)
	if err != nil {
		return err
	}
	if _, err = f.Write(b); err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(tmp, filepath.Join(dir, fmt.Sprintf("%d", i)))
	}
	if err != nil {
		return err
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
