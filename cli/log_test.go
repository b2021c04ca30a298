package cli_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// What follows checks proofs by arithmetic of its own, from the text of RFC 9162 and C2SP alone: nothing that makes them is used.

func node(l, r []byte) []byte {
	h := sha256.Sum256(append(append([]byte{1}, l...), r...))
	return h[:]
}

// includedRoot is the root that a leaf and its path give (RFC 9162, 2.1.3.2).
func includedRoot(t *testing.T, leaf []byte, index, size int64, path [][]byte) []byte {
	t.Helper()
	fn, sn, r := index, size-1, leaf
	for _, p := range path {
		if sn == 0 {
			t.Fatal("the path is too long")
		}
		if fn&1 == 1 || fn == sn {
			r = node(p, r)
			for fn&1 == 0 && fn != 0 {
				fn, sn = fn>>1, sn>>1
			}
		} else {
			r = node(r, p)
		}
		fn, sn = fn>>1, sn>>1
	}
	if sn != 0 {
		t.Fatal("the path is too short")
	}
	return r
}

// continues reports whether a path leads from one root to another (RFC 9162, 2.1.4.2).
func continues(old, size int64, oldRoot, root []byte, path [][]byte) bool {
	if old == size {
		return len(path) == 0 && bytes.Equal(oldRoot, root)
	}
	if old&(old-1) == 0 {
		path = append([][]byte{oldRoot}, path...)
	}
	if len(path) == 0 {
		return false
	}
	fn, sn := old-1, size-1
	for fn&1 == 1 {
		fn, sn = fn>>1, sn>>1
	}
	fr, sr := path[0], path[0]
	for _, c := range path[1:] {
		if sn == 0 {
			return false
		}
		if fn&1 == 1 || fn == sn {
			fr, sr = node(c, fr), node(c, sr)
			for fn&1 == 0 && fn != 0 {
				fn, sn = fn>>1, sn>>1
			}
		} else {
			sr = node(sr, c)
		}
		fn, sn = fn>>1, sn>>1
	}
	return sn == 0 && bytes.Equal(fr, oldRoot) && bytes.Equal(sr, root)
}

func unbase64(t *testing.T, s string) []byte {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// signedRoot checks a checkpoint's form and its Ed25519 signature and returns what it states.
func signedRoot(t *testing.T, cp, vkey string) (int64, []byte) {
	t.Helper()
	text, sigs, ok := strings.Cut(cp, "\n\n")
	l := strings.Split(text, "\n")
	key := strings.SplitN(vkey, "+", 3)
	if !ok || len(l) != 3 || l[0] != key[0] {
		t.Fatalf("no checkpoint of %s:\n%s", key[0], cp)
	}
	pub := unbase64(t, key[2])
	sig := strings.TrimSuffix(strings.TrimPrefix(sigs, "— "+key[0]+" "), "\n")
	raw := unbase64(t, sig)
	if fmt.Sprintf("%x", raw[:4]) != key[1] || !ed25519.Verify(ed25519.PublicKey(pub[1:]), []byte(text+"\n"), raw[4:]) {
		t.Fatalf("not signed by %s:\n%s", vkey, cp)
	}
	n, err := strconv.ParseInt(l[1], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n, unbase64(t, l[2])
}

// audited is a record with two keys, and what its log says of itself.
func audited(t *testing.T) (dir string, st logState, key func(size int64) string) {
	t.Helper()
	dir = started(t)
	for i, n := range []string{"one", "two", "more"} {
		put(t, filepath.Join(dir, n+".txt"), report(n))
		want(t, 0, dir, "add", n+".txt")
		if i == 1 {
			want(t, 0, dir, "--by", "anna", "log", "rekey", "--reason", "a new laptop")
		}
	}
	st = state(t, dir)
	return dir, st, func(size int64) string {
		if size <= st.Keys[1].Act+1 {
			return st.Keys[0].Key
		}
		return st.Keys[1].Key
	}
}

// TestLogProofs prints every proof there is, over a change of key, and checks each by other arithmetic, and with `log check` without the record.
func TestLogProofs(t *testing.T) {
	t.Parallel()
	dir, st, key := audited(t)
	acts, err := os.ReadFile(filepath.Join(dir, "record/acts/00000000.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	act := strings.Split(strings.TrimSuffix(string(acts), "\n"), "\n")
	if len(st.Keys) != 2 || st.Keys[1].Key != st.PublicKey || int64(len(act)) != st.Acts || st.Kept[len(st.Kept)-1] != st.Acts {
		t.Fatalf("%+v", st)
	}
	away := t.TempDir()
	offline := []string{"log", "check", "--key", st.Keys[0].Key, "--key", st.Keys[1].Key}
	var online []string
	roots := map[int64][]byte{}
	for _, size := range st.Kept {
		cp := want(t, 0, dir, "log", "checkpoint", fmt.Sprint(size)).out
		if raw, err := os.ReadFile(filepath.Join(dir, "record/checkpoints", fmt.Sprint(size))); err != nil || string(raw) != cp {
			t.Errorf("the checkpoint over %d is not printed byte for byte: %v", size, err)
		}
		n, root := signedRoot(t, cp, key(size))
		if n != size {
			t.Errorf("checkpoint over %d: it says %d", size, n)
		}
		roots[size] = root
		put(t, filepath.Join(away, fmt.Sprint(size)), cp)
		online = append(online, filepath.Join(away, fmt.Sprint(size)))
	}
	for _, size := range st.Kept {
		for i := range size {
			out := want(t, 0, dir, "log", "inclusion", fmt.Sprintf("act_%d", i), "--size", fmt.Sprint(size), "--line").out
			head, cp, ok := strings.Cut(out, "\n\n")
			l := strings.Split(head, "\n")
			if !ok || len(l) < 3 || l[0] != "c2sp.org/tlog-proof@v1" || !strings.HasPrefix(l[1], "extra ") || l[2] != fmt.Sprintf("index %d", i) {
				t.Fatalf("not a proof of act %d:\n%s", i, out)
			}
			if string(unbase64(t, l[1][len("extra "):])) != act[i] {
				t.Errorf("act %d: the line is another", i)
			}
			var path [][]byte
			for _, h := range l[3:] {
				path = append(path, unbase64(t, h))
			}
			entry := sha256.Sum256([]byte(act[i]))
			leaf := sha256.Sum256(append([]byte{0}, entry[:]...))
			if n, root := signedRoot(t, cp, key(size)); n != size || !bytes.Equal(includedRoot(t, leaf[:], i, size, path), root) {
				t.Errorf("act %d under %d does not give the root", i, size)
			}
			name := filepath.Join(away, fmt.Sprintf("%d-%d.tlog-proof", i, size))
			put(t, name, out)
			offline, online = append(offline, name), append(online, name)
		}
		for _, old := range st.Kept {
			if old > size {
				continue
			}
			out := want(t, 0, dir, "log", "consistency", fmt.Sprint(old), fmt.Sprint(size)).out
			head, cp, ok := strings.Cut(out, "\n\n")
			l := strings.Split(head, "\n")
			if !ok || l[0] != fmt.Sprintf("old %d", old) || cp != want(t, 0, dir, "log", "checkpoint", fmt.Sprint(size)).out {
				t.Fatalf("no proof from %d to %d:\n%s", old, size, out)
			}
			var path [][]byte
			for _, h := range l[1:] {
				path = append(path, unbase64(t, h))
			}
			if !continues(old, size, roots[old], roots[size], path) {
				t.Errorf("from %d to %d: the proof does not hold", old, size)
			}
			name := filepath.Join(away, fmt.Sprintf("%d-%d.consistency", old, size))
			put(t, name, out)
			online = append(online, name)
			if old == 3 {
				want(t, 0, away, "log", "check", "--key", st.Keys[0].Key, "--key", st.Keys[1].Key, "--old", "3", name)
			}
		}
	}
	want(t, 0, away, offline...)
	want(t, 0, dir, append([]string{"log", "check"}, online...)...)
	if got := want(t, 0, dir, "log", "checkpoint").out; got != want(t, 0, dir, "log", "checkpoint", fmt.Sprint(st.Acts)).out {
		t.Errorf("the latest is\n%s", got)
	}
}

// TestLogProofsForged changes a proof at every byte: none that differs in what it proves is taken.
func TestLogProofsForged(t *testing.T) {
	t.Parallel()
	dir, st, _ := audited(t)
	proof := want(t, 0, dir, "log", "inclusion", "3", "--size", "6", "--line").out
	if st.Keys[1].Act != 5 {
		t.Fatalf("%+v", st.Keys)
	}
	var names []string
	for i := range proof {
		b := []byte(proof)
		b[i] ^= 1
		name := fmt.Sprintf("%d.proof", i)
		put(t, filepath.Join(dir, name), string(b))
		names = append(names, name)
	}
	r := finish(t, factum(t, dir, append([]string{"log", "check", "--json", "--key", st.Keys[0].Key}, names...)...))
	if r.code != 3 {
		t.Errorf("exit code %d\n%s", r.code, r.err)
	}
	for i, x := range lines[struct {
		OK  bool
		Why string
	}](t, r.out) {
		if x.OK {
			t.Errorf("byte %d changed to %q, and it holds", i, proof[i]^1)
		} else if x.Why == "" {
			t.Errorf("byte %d: no reason is given", i)
		}
	}
}

// TestLogRefuses asks for what is not there, and wrongly.
func TestLogRefuses(t *testing.T) {
	t.Parallel()
	dir, st, _ := audited(t)
	before := tree(t, dir)
	for _, c := range []struct {
		code int
		args []string
		says string
	}{
		{1, []string{"inclusion", "act_99"}, "there is no act_99"},
		{1, []string{"inclusion", "act_5", "--size", "3"}, "does not cover act_5"},
		{1, []string{"inclusion", "1", "--size", "999"}, "the newest covers"},
		{1, []string{"inclusion", "1", "--size", "4"}, "The nearest are over 3 and 5"},
		{1, []string{"inclusion", "1", "--cosigned"}, "nobody cosigned"},
		{2, []string{"inclusion", "fct_aaaa"}, "not the number of an act"},
		{2, []string{"inclusion", "-1"}, "-1"},
		{2, []string{"inclusion", "1", "--size", "x"}, "x"},
		{2, []string{"inclusion", "1", "--size=-2"}, "not a number of acts"},
		{2, []string{"inclusion"}, "<act>"},
		{1, []string{"checkpoint", "999"}, "the newest covers"},
		{1, []string{"checkpoint", "0"}, "was kept"},
		{2, []string{"checkpoint", "x"}, "x"},
		{1, []string{"consistency", "999"}, "the newest checkpoint covers"},
		{1, []string{"consistency", "1", "999"}, "the newest covers"},
		{2, []string{"consistency", "5", "3"}, "cannot continue"},
		{2, []string{"consistency"}, "<old>"},
		{2, []string{"check", "x", "--key", "nonsense"}, "public key of a log"},
		{1, []string{"check", "nothing"}, ""},
		{1, []string{"check", "one.txt"}, ""},
		{2, []string{"serve", "--listen", "7118"}, "not a host and a port"},
		{2, []string{"serve", "--listen", "127.0.0.1:http"}, "not a host and a port"},
		{1, []string{"serve", "--listen", "192.0.2.1:0"}, "listening on 192.0.2.1:0"},
		{2, []string{"rekey", "--reason", "r"}, "who you are"},
		{2, []string{"--by", "anna", "rekey"}, "--reason"},
		{2, []string{"--by", "anna", "rekey", "--reason", " "}, "needs a reason"},
		{2, []string{"nonsense"}, "nonsense"},
	} {
		r := finish(t, factum(t, dir, append([]string{"log"}, c.args...)...))
		if r.code != c.code || !strings.Contains(r.err, c.says) {
			t.Errorf("%v: exit code %d, want %d\n%s%s", c.args, r.code, c.code, r.out, r.err)
		}
	}
	want(t, 2, t.TempDir(), "log")
	untouched(t, before, tree(t, dir))

	// It needs no database, and changes nothing where it may not.
	remove(t, filepath.Join(dir, "record"), "record.db")
	delete(before, "/record/record.db")
	if again := state(t, dir); again.PublicKey != st.PublicKey || again.Acts != st.Acts {
		t.Errorf("%+v", again)
	}
	want(t, 0, dir, "log", "inclusion", "act_7")
	untouched(t, before, tree(t, dir))
}

// TestLogServe serves beside a writer until Ctrl-C.
func TestLogServe(t *testing.T) {
	t.Parallel()
	dir, st, _ := audited(t)
	serve := func(args ...string) (url string, errs *safe, end func() int) {
		var out safe
		errs = &safe{}
		c := factum(t, dir, append([]string{"log", "serve", "--json"}, args...)...)
		c.Stdout, c.Stderr = &out, errs
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Process.Kill() })
		out.await(t, 1)
		var at struct{ URL string }
		if err := json.Unmarshal([]byte(out.String()), &at); err != nil {
			t.Fatal(err)
		}
		return at.URL, errs, func() int {
			if err := c.Process.Signal(syscall.SIGINT); err != nil {
				t.Fatal(err)
			}
			_ = c.Wait() // its exit code says
			return c.ProcessState.ExitCode()
		}
	}
	get := func(u string) string {
		resp, err := http.Get(u)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		var b bytes.Buffer
		if _, err := b.ReadFrom(resp.Body); err != nil || resp.StatusCode != 200 {
			t.Fatalf("%s: %s, %v", u, resp.Status, err)
		}
		return b.String()
	}
	url, errs, end := serve("--listen", "127.0.0.1:0")
	if n, _ := signedRoot(t, get(url+"checkpoint"), st.PublicKey); n != st.Acts {
		t.Errorf("%d acts are served", n)
	}
	put(t, filepath.Join(dir, "beside.txt"), report("beside"))
	want(t, 0, dir, "add", "beside.txt")
	want(t, 0, dir, "--by", "anna", "log", "rekey", "--reason", "another laptop")
	put(t, filepath.Join(dir, "after.txt"), report("after"))
	want(t, 0, dir, "add", "after.txt")
	now := state(t, dir)
	if n, _ := signedRoot(t, get(url+"checkpoint"), now.PublicKey); n != now.Acts || len(get(url+fmt.Sprintf("tile/0/000.p/%d", n))) != 32*int(n) {
		t.Errorf("%d acts are served beside a writer", n)
	}
	busy := strings.TrimSuffix(strings.TrimPrefix(url, "http://"), "/")
	says(t, want(t, 1, dir, "log", "serve", "--listen", busy).err, "Another program listens there")
	if code := end(); code != 0 || errs.String() != "" {
		t.Errorf("exit code %d\n%s", code, errs.String())
	}
	if c, err := net.DialTimeout("tcp", busy, time.Second); err == nil {
		c.Close()
		t.Error("it still listens")
	}
	_, errs, end = serve("--listen", "0.0.0.0:0")
	if code := end(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	says(t, errs.String(), "WARNING", "every machine")
}

// TestRekeyKilled kills a change of key at many moments: whatever was done, the record goes on, and every checkpoint that was kept is good.
func TestRekeyKilled(t *testing.T) {
	t.Parallel()
	dir := started(t)
	next := filepath.Join(dir, "record/keys/log.key.next")
	for i := range 8 {
		c := factum(t, dir, "--by", "anna", "log", "rekey", "--reason", "try "+strconv.Itoa(i))
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- c.Wait() }()
	begun:
		for {
			select {
			case err := <-ended:
				ended <- err
				break begun
			default:
			}
			if _, err := os.Lstat(next); err == nil {
				break begun
			}
			time.Sleep(100 * time.Microsecond)
		}
		time.Sleep(time.Duration(i*i) * 3 * time.Millisecond)
		_ = c.Process.Kill() // it may have ended
		<-ended
		want(t, 0, dir, "log")
		name := fmt.Sprintf("%d.txt", i)
		put(t, filepath.Join(dir, name), report(name))
		want(t, 0, dir, "add", name)
		clean(t, dir)
	}
	st := state(t, dir)
	for _, n := range st.Kept {
		want(t, 0, dir, "log", "checkpoint", fmt.Sprint(n))
	}
	es, err := os.ReadDir(filepath.Join(dir, "record/keys"))
	if err != nil || len(es) != 1 {
		t.Errorf("keys/ holds %v, %v", es, err)
	}
	t.Logf("the key changed in %d of 8 tries", len(st.Keys)-1)
}
