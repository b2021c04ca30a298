package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadSame reads and codes all examples on one processor and on two, in other locales and time zones, each twice: the output is the same to the byte.
func TestReadSame(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../examples/*.*")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d examples (%v)", len(files), err)
	}
	dir := t.TempDir()
	var texts, names []string
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(f)
		put(t, filepath.Join(dir, name), string(b))
		names = append(names, name)
		if line, err := json.Marshal(map[string]string{"id": name, "text": strings.ToValidUTF8(string(b), "?")}); err == nil {
			texts = append(texts, string(line)) // pages and mails too: as text they are hard to read, and have to be read alike
		}
	}
	put(t, filepath.Join(dir, "all.jsonl"), strings.Join(texts, "\n")+"\n")
	for _, args := range [][]string{append([]string{"read", "--json"}, names...), {"read", "--jsonl", "all.jsonl"}, {"code", "--jsonl", "all.jsonl"}} {
		first := ""
		for i, env := range [][]string{
			{"GOMAXPROCS=1", "LANG=C", "LC_ALL=C", "TZ=UTC"},
			{"GOMAXPROCS=2", "LANG=C", "LC_ALL=C", "TZ=UTC"},
			{"GOMAXPROCS=2", "LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8", "TZ=Pacific/Kiritimati"},
			{"GOMAXPROCS=1", "LANG=uk_UA.KOI8-U", "LC_ALL=uk_UA.KOI8-U", "TZ=America/St_Johns"},
			{"GOMAXPROCS=2", "LANG=C", "LC_ALL=C", "TZ=UTC"},
		} {
			c := factum(t, dir, args...)
			c.Env = append(c.Env, env...)
			r := finish(t, c)
			if i == 0 {
				first = r.out
				if len(first) < 10_000 {
					t.Fatalf("%v prints %d bytes: %s", args[:2], len(first), r.err)
				}
			} else if r.out != first {
				at := 0
				for at < len(first) && at < len(r.out) && first[at] == r.out[at] {
					at++
				}
				t.Errorf("%v with %v differs at byte %d: %.120q instead of %.120q", args[:2], env, at, r.out[at:], first[at:])
			}
		}
	}
}
