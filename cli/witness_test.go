package cli_test

import (
	"bufio"
	"crypto/ed25519"
	"crypto/rand"
	"database/sql"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	fnote "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/formats/proof"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
	"golang.org/x/mod/sumdb/note"
)

// witness is a real one, of others' making, on loopback.
type witness struct {
	url, vkey string
	db        *sql.DB
}

// buildWitness builds it once, from a module of its own, and gives its path in the build cache.
var buildWitness = sync.OnceValues(func() (string, error) {
	c := exec.Command("go", "tool", "-C", filepath.Join("..", "internal", "witness"), "-n", "litewitness")
	c.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=", "GOWORK=off")
	var errs strings.Builder
	c.Stderr = &errs
	b, err := c.Output()
	if err != nil {
		return errs.String(), err
	}
	return strings.TrimSpace(string(b)), nil
})

// startWitness runs it with a key of its own until the test ends.
func startWitness(t *testing.T) *witness {
	t.Helper()
	bin, err := buildWitness()
	if err != nil {
		if regexp.MustCompile(`dial tcp|no such host|403 Forbidden|404 Not Found|i/o timeout|module lookup disabled`).MatchString(bin) {
			t.Skipf("SKIPPED, NOT TESTED: the witness can't be fetched from the module proxy:\n%s", bin)
		}
		t.Fatalf("%v\n%s", err, bin)
	}
	dir, err := os.MkdirTemp("", "w") // a socket's name must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	keys := agent.NewKeyring()
	if err := keys.Add(agent.AddedKey{PrivateKey: key}); err != nil {
		t.Fatal(err)
	}
	sock, err := net.Listen("unix", filepath.Join(dir, "agent"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { sock.Close() })
	go func() {
		for {
			c, err := sock.Accept()
			if err != nil {
				return
			}
			go agent.ServeAgent(keys, c)
		}
	}()
	pub, err := ssh.NewPublicKey(key.Public())
	if err != nil {
		t.Fatal(err)
	}
	addr := freeAddress(t)
	db := filepath.Join(dir, "witness.db")
	c := exec.Command(bin, "-name", "witness.example/w1", "-db", db, "-ssh-agent", filepath.Join(dir, "agent"),
		"-key", ssh.FingerprintSHA256(pub), "-listen", addr)
	errs, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Process.Kill(); c.Wait() })
	w := &witness{url: "http://" + addr}
	vkey := make(chan string, 1)
	go func() {
		sc := bufio.NewScanner(errs)
		for sc.Scan() {
			if m := regexp.MustCompile(`vkey="?([^"\s]+)`).FindStringSubmatch(sc.Text()); m != nil {
				vkey <- m[1]
			}
		}
	}()
	select {
	case w.vkey = <-vkey:
	case <-time.After(20 * time.Second):
		t.Fatal("the witness does not start")
	}
	if w.db, err = sql.Open("sqlite", db+"?_pragma=busy_timeout(5000)"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.db.Close() })
	for range 200 {
		if conn, err := net.Dial("tcp", addr); err == nil {
			conn.Close()
			return w
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatal("the witness does not listen")
	return nil
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func (w *witness) exec(t *testing.T, q string, args ...any) {
	t.Helper()
	if _, err := w.db.Exec(q, args...); err != nil {
		t.Fatal(err)
	}
}

// logState is what `factum log --json` prints, as far as it is looked at.
type logState struct {
	Origin    string
	PublicKey string `json:"public_key"`
	Acts      int64
	Kept      []int64
	Keys      []struct {
		Key string
		Act int64
	}
	Cosignatures []struct {
		Size                int64
		Name, At, Why, File string
	}
}

func state(t *testing.T, dir string) logState {
	t.Helper()
	return lines[logState](t, want(t, 0, dir, "log", "--json").out)[0]
}

func (w *witness) args() []string {
	return []string{"log", "cosign", "--witness", w.url, "--witness-key", w.vkey}
}

// duplicate copies a whole folder with a record.
func duplicate(t *testing.T, dir string) string {
	t.Helper()
	to := t.TempDir()
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return to
}

// TestWitness has a real witness cosign: at first, again after more acts, from a copy that knows nothing of what was cosigned, after
// a change of key; and it refuses an older copy and another history, of which nothing is stored.
func TestWitness(t *testing.T) {
	t.Parallel()
	w := startWitness(t)
	dir := started(t)
	put(t, filepath.Join(dir, "one.txt"), report("one"))
	put(t, filepath.Join(dir, "two.txt"), report("two"))
	put(t, filepath.Join(dir, "more.txt"), report("more"))
	want(t, 0, dir, "add", "one.txt")
	st := state(t, dir)

	r := want(t, 1, dir, w.args()...)
	says(t, r.err, "does not know this log", "gave no cosignature")
	w.exec(t, "INSERT INTO log VALUES(?, 0, ?)", st.Origin, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
	nothingStamped(t, dir)
	w.exec(t, "INSERT INTO key VALUES(?, ?)", st.Origin, st.PublicKey)

	ignorant := duplicate(t, dir)
	says(t, want(t, 0, dir, w.args()...).out, "witness.example/w1 cosigned the checkpoint over 3 acts")
	want(t, 0, dir, "add", "two.txt")
	says(t, want(t, 0, dir, w.args()...).out, "cosigned the checkpoint over 6 acts") // with a proof from 3
	st = state(t, dir)
	if len(st.Cosignatures) != 2 || st.Cosignatures[0].Size != 3 || st.Cosignatures[1].Size != 6 || st.Cosignatures[1].Why != "" || st.Acts != 7 {
		t.Errorf("%+v", st)
	}
	says(t, want(t, 0, dir, "log").out, "cosigned    6 acts by witness.example/w1 at 20")
	want(t, 0, dir, "verify")
	want(t, 0, dir, "rebuild")
	if again := state(t, dir); len(again.Cosignatures) != 2 {
		t.Errorf("after rebuild: %+v", again)
	}
	cosignedProof(t, dir, w, st)

	// The copy has fewer acts than the witness saw, and cannot show what it saw.
	r = want(t, 1, ignorant, w.args()...)
	says(t, r.err, "cosigned more of this log than this record holds", "older copy")
	nothingStamped(t, ignorant)
	// With other acts, as many and more, it shows another history.
	for range 3 {
		put(t, filepath.Join(ignorant, "other.txt"), report(time.Now().String()))
		want(t, 0, ignorant, "add", "other.txt")
	}
	r = want(t, 1, ignorant, w.args()...)
	says(t, r.err, "does not go together with this record")
	nothingStamped(t, ignorant)
	want(t, 0, ignorant, "verify")

	// A later copy that lost its stamps: the witness tells its size, and is shown the proof from there.
	forgetful := duplicate(t, dir)
	w.exec(t, "UPDATE log SET tree_size = 1, tree_hash = ? WHERE origin = ?", rootAt(t, dir, "1"), st.Origin)
	says(t, want(t, 0, forgetful, w.args()...).out, "cosigned the checkpoint over 7 acts")
	want(t, 0, forgetful, "verify")

	want(t, 0, forgetful, "--by", "anna", "log", "rekey", "--reason", "a new laptop")
	want(t, 0, forgetful, "add", "more.txt")
	says(t, want(t, 1, forgetful, w.args()...).err, "does not know the key")
	w.exec(t, "INSERT INTO key VALUES(?, ?)", st.Origin, state(t, forgetful).PublicKey)
	want(t, 0, forgetful, w.args()...)
	want(t, 0, forgetful, "verify")
}

func rootAt(t *testing.T, dir, size string) string {
	t.Helper()
	return strings.Split(want(t, 0, dir, "log", "checkpoint", size).out, "\n")[2]
}

func nothingStamped(t *testing.T, dir string) {
	t.Helper()
	if es, err := os.ReadDir(filepath.Join(dir, "record/stamps")); err != nil || len(es) != 0 {
		t.Errorf("stamps/ holds %v, %v", es, err)
	}
	if st := state(t, dir); len(st.Cosignatures) != 0 {
		t.Errorf("%+v", st.Cosignatures)
	}
}

// cosignedProof checks a proof under a cosigned checkpoint with the keys of log and witness alone.
func cosignedProof(t *testing.T, dir string, w *witness, st logState) {
	t.Helper()
	var p proof.TLogProof
	if err := p.Unmarshal([]byte(want(t, 0, dir, "log", "inclusion", "act_1", "--size", "6", "--cosigned", "--line").out)); err != nil {
		t.Fatal(err)
	}
	lv, err := note.NewVerifier(st.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	wv, err := fnote.NewVerifierForCosignatureV1(w.vkey)
	if err != nil {
		t.Fatal(err)
	}
	n, err := note.Open(p.Checkpoint, note.VerifierList(lv, wv))
	if err != nil || len(n.Sigs) != 2 || len(n.UnverifiedSigs) != 0 {
		t.Errorf("%+v, %v", n, err)
	}
	says(t, want(t, 1, dir, "log", "checkpoint", "1", "--cosigned").err, "nobody cosigned")
}

// TestStampDamaged changes a stored cosignature in each way; verify names the file.
func TestStampDamaged(t *testing.T) {
	t.Parallel()
	w := startWitness(t)
	dir := started(t)
	st := state(t, dir)
	w.exec(t, "INSERT INTO log VALUES(?, 0, ?)", st.Origin, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
	w.exec(t, "INSERT INTO key VALUES(?, ?)", st.Origin, st.PublicKey)
	before := duplicate(t, dir)
	want(t, 0, dir, w.args()...)
	file := state(t, dir).Cosignatures[0].File
	stored, err := os.ReadFile(filepath.Join(dir, "record", file))
	if err != nil {
		t.Fatal(err)
	}
	for what, f := range map[string]func(string) string{
		"cosignature": func(s string) string { return turn(s, len(s)-20) },
		"timestamp":   func(s string) string { return turn(s, strings.LastIndex(s, " ")+10) },
		"log":         func(s string) string { return turn(s, strings.Index(s, "— ")+90) },
		"root":        func(s string) string { return turn(s, len(st.Origin)+5) },
		"taken off":   func(s string) string { return s[:strings.LastIndex(s[:len(s)-1], "\n")+1] },
		"empty":       func(string) string { return "" },
	} {
		d := duplicate(t, dir)
		edit(t, filepath.Join(d, "record", file), f)
		if r := finish(t, factum(t, d, "verify")); r.code != 3 || !strings.Contains(r.out, file) {
			t.Errorf("%s: exit code %d\n%s%s", what, r.code, r.out, r.err)
		}
		says(t, want(t, 0, d, "log").out, "DOES NOT HOLD")
	}
	gone := duplicate(t, dir)
	remove(t, filepath.Join(gone, "record"), file)
	says(t, want(t, 3, gone, "verify").out, "missing", file)

	// A command that was stopped between the file and its act: the next one logs it, and asks nobody.
	put(t, filepath.Join(before, "record", file), string(stored))
	says(t, want(t, 0, before, "verify").out, "not-in-log", file)
	args := []string{"log", "cosign", "--witness", "http://" + freeAddress(t), "--witness-key", w.vkey}
	says(t, want(t, 0, before, args...).out, "cosigned the checkpoint over 1 act")
	want(t, 0, before, "verify")
}

func turn(s string, at int) string {
	b := []byte(s)
	if b[at] == 'A' {
		b[at] = 'B'
	} else {
		b[at] = 'A'
	}
	return string(b)
}

// TestBadWitness asks what is no witness: nothing is stored, and it is said why.
func TestBadWitness(t *testing.T) {
	t.Parallel()
	dir := started(t)
	skey, vkey, err := note.GenerateKey(rand.Reader, "witness.example/w1")
	if err != nil {
		t.Fatal(err)
	}
	_, otherKey, err := note.GenerateKey(rand.Reader, "witness.example/w1")
	if err != nil {
		t.Fatal(err)
	}
	signer, err := fnote.NewSignerForCosignatureV1(skey)
	if err != nil {
		t.Fatal(err)
	}
	sizes := 0
	serve := func(h http.HandlerFunc) string {
		s := httptest.NewServer(h)
		t.Cleanup(s.Close)
		return s.URL
	}
	sign := func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		_, cp, _ := strings.Cut(string(b), "\n\n")
		n, err := note.Sign(&note.Note{Text: cp[:strings.Index(cp, "\n\n")+1]}, signer)
		if err != nil {
			w.WriteHeader(500)
			return
		}
		w.Write(n[strings.Index(string(n), "\n\n")+2:])
	}
	for _, c := range []struct{ what, url, key, says string }{
		{"down", "http://" + freeAddress(t), vkey, "refused"},
		{"nonsense", serve(func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("<html>hello</html>")) }), vkey, "not its signature"},
		{"endless", serve(func(w http.ResponseWriter, r *http.Request) {
			for range 1000 {
				if _, err := w.Write(make([]byte, 1<<16)); err != nil {
					return
				}
			}
		}), vkey, "not its signature"},
		{"another key", serve(sign), otherKey, "not its signature"},
		{"an error", serve(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(503) }), vkey, "503"},
		{"redirect", serve(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "http://127.0.0.1:1/", 302) }), vkey, "redirects"},
		{"another size each time", serve(func(w http.ResponseWriter, r *http.Request) {
			sizes++
			w.Header().Set("Content-Type", "text/x.tlog.size")
			w.WriteHeader(409)
			io.WriteString(w, []string{"0\n", "1\n"}[sizes%2])
		}), vkey, "another size each time"},
		{"no size", serve(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/x.tlog.size")
			w.WriteHeader(409)
			io.WriteString(w, "-7 acts\n")
		}), vkey, "could not be parsed"},
	} {
		r := finish(t, factum(t, dir, "log", "cosign", "--witness", c.url, "--witness-key", c.key))
		if r.code != 1 || !strings.Contains(r.err, c.says) || r.out != "" {
			t.Errorf("%s: exit code %d\n%s%s", c.what, r.code, r.out, r.err)
		}
		nothingStamped(t, dir)
	}
	if n := state(t, dir).Acts; n != 1 {
		t.Errorf("%d acts", n)
	}
	// One that fails does not keep another from cosigning.
	r := finish(t, factum(t, dir, "log", "cosign", "--json", "--witness", "http://"+freeAddress(t), "--witness-key", otherKey, "--witness", serve(sign), "--witness-key", vkey))
	if r.code != 1 || strings.Count(r.out, "\n") != 2 || !strings.Contains(r.out, `"status":"failed"`) || !strings.Contains(r.out, `"status":"cosigned"`) {
		t.Errorf("exit code %d\n%s%s", r.code, r.out, r.err)
	}
	want(t, 0, dir, "verify")

	for _, args := range [][]string{
		{}, {"--witness", "http://127.0.0.1:1"},
		{"--witness", "witness.example", "--witness-key", vkey},
		{"--witness", "file:///etc/passwd", "--witness-key", vkey},
		{"--witness", "http://127.0.0.1:1", "--witness-key", "nonsense"},
		{"--witness", "http://127.0.0.1:1", "--witness-key", turn(vkey, len(vkey)-3)},
		{"--witness", "http://127.0.0.1:1", "--witness-key", vkey, "--witness", "http://127.0.0.1:2", "--witness-key", vkey},
	} {
		want(t, 2, dir, append([]string{"log", "cosign"}, args...)...)
	}
}
