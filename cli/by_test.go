package cli_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// keys makes key pairs as their owners would, one file a kind: "anna" and "boris" are fit to sign.
func keys(t *testing.T, dir string) {
	t.Helper()
	program, err := exec.LookPath("ssh-keygen")
	if err != nil {
		t.Skip("NOT TESTED: keys given by mistake. There is no ssh-keygen (package openssh-client)")
	}
	for name, args := range map[string][]string{"anna": {"-t", "ed25519", "-N", ""}, "boris": {"-t", "ed25519", "-N", ""}, "protected": {"-t", "ed25519", "-N", "a passphrase"},
		"rsa": {"-t", "rsa", "-b", "2048", "-N", ""}, "ecdsa": {"-t", "ecdsa", "-N", ""}} {
		if out, err := exec.Command(program, append([]string{"-q", "-f", filepath.Join(dir, name)}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
}

// secrets are stretches of the private keys in dir: none of them may ever be printed or kept.
func secrets(t *testing.T, dir string) (all []string) {
	t.Helper()
	for _, n := range []string{"anna", "boris", "protected", "rsa", "ecdsa"} {
		b, err := os.ReadFile(filepath.Join(dir, n))
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(string(b)), "\n")
		all = append(all, lines[1:len(lines)-1]...)
	}
	return all
}

// TestByRefused gives by add what is no person or no key: exit code, what is wrong and where, what to do; the record is not touched and no secret is
// repeated.
func TestByRefused(t *testing.T) {
	t.Parallel()
	dir := started(t)
	keys(t, dir)
	want(t, 0, dir, "--by", "anna", "by", "add", "anna", "--role", "analyst", "--key", "anna.pub")
	put(t, filepath.Join(dir, "noise"), "\x00\x01\xff")
	put(t, filepath.Join(dir, "empty"), "")
	put(t, filepath.Join(dir, "big"), strings.Repeat("ssh-ed25519 ", 1<<20))
	private := secrets(t, dir)
	before := tree(t, filepath.Join(dir, "record"))
	for _, x := range []struct {
		code int
		args []string
		says []string
	}{
		{2, []string{"by", "add", "boris", "--role", "analyst"}, []string{"who you are", "--by"}},
		{2, []string{"--by", "anna", "by", "add"}, []string{"<id>"}},
		{2, []string{"--by", "anna", "by"}, []string{"add", "list"}},
		{2, []string{"--by", "anna", "by", "add", "boris"}, []string{"role", "custodian"}},
		{2, []string{"--by", "anna", "by", "add", "boris", "--role", "king"}, []string{"king", "custodian"}},
		{2, []string{"--by", "anna", "by", "add", "a b", "--role", "analyst"}, []string{`"a b"`, "a-z"}},
		{2, []string{"--by", "anna", "by", "add", "../../x", "--role", "analyst", "--generate"}, []string{"../../x", "a-z"}},
		{2, []string{"--by", "anna", "by", "add", "анна", "--role", "analyst"}, []string{"анна", "a-z"}},
		{2, []string{"--by", "anna", "by", "add", "boris\xff", "--role", "analyst"}, []string{"boris", "a-z"}},
		{1, []string{"--by", "anna", "by", "add", "Anna", "--role", "analyst"}, []string{"capitals"}},
		{1, []string{"--by", "anna", "by", "add", "boris", "--role", "analyst", "--key", "anna.pub"}, []string{"that of anna"}},
		{2, []string{"--by", "anna", "by", "add", "boris", "--role", "analyst", "--key", "boris"}, []string{"boris: it is a private key", ".pub"}},
		{2, []string{"--by", "anna", "by", "add", "boris", "--role", "analyst", "--key", "protected"}, []string{"private key"}},
		{2, []string{"--by", "anna", "by", "add", "boris", "--role", "analyst", "--key", "rsa"}, []string{"private key"}},
		{2, []string{"--by", "anna", "by", "add", "boris", "--role", "analyst", "--key", "rsa.pub"}, []string{"ssh-rsa", "ssh-keygen -t ed25519"}},
		{2, []string{"--by", "anna", "by", "add", "boris", "--role", "analyst", "--key", "ecdsa.pub"}, []string{"ecdsa-sha2-nistp256"}},
		{1, []string{"--by", "anna", "by", "add", "boris", "--role", "analyst", "--key", "absent.pub"}, []string{"absent.pub", "no such file"}},
		{2, []string{"--by", "anna", "by", "add", "boris", "--role", "analyst", "--key", "."}, []string{"folder"}},
		{2, []string{"--by", "anna", "by", "add", "boris", "--role", "analyst", "--key", "noise"}, []string{"noise", "public key"}},
		{2, []string{"--by", "anna", "by", "add", "boris", "--role", "analyst", "--key", "empty"}, []string{"empty", "public key"}},
		{2, []string{"--by", "anna", "by", "add", "boris", "--role", "analyst", "--key", "big"}, []string{"big", "public key"}},
		{2, []string{"--by", "anna", "by", "add", "boris", "--role", "analyst", "--key", "boris.pub", "--generate"}, []string{"--key", "--generate"}},
		{2, []string{"--by", "anna", "by", "add", "boris", "--role", "analyst", "--name", "two\nlines"}, []string{"legal name"}},
		{2, []string{"--record", "elsewhere", "--by", "anna", "by", "add", "boris", "--role", "analyst"}, []string{"no record in elsewhere"}},
		{2, []string{"--record", "elsewhere", "by", "list"}, []string{"no record in elsewhere"}},
	} {
		r := want(t, x.code, dir, x.args...)
		says(t, r.err, x.says...)
		if r.out != "" {
			t.Errorf("%q printed %s", x.args, r.out)
		}
		silent(t, r, private)
	}
	untouched(t, before, tree(t, filepath.Join(dir, "record")))
}

// silent wants none of the secrets in what was printed.
func silent(t *testing.T, r ran, private []string) {
	t.Helper()
	for _, s := range private {
		if strings.Contains(r.out+r.err, s) {
			t.Errorf("a private key is printed:\n%s%s", r.out, r.err)
		}
	}
}

// TestDecideRefused gives decide a key that does not do: nothing is decided, least of all without a signature.
func TestDecideRefused(t *testing.T) {
	t.Parallel()
	dir, fact := filled(t)
	keys(t, dir)
	for _, who := range []string{"anna", "protected"} {
		want(t, 0, dir, "--by", "anna", "by", "add", who, "--role", "analyst", "--key", who+".pub")
	}
	want(t, 0, dir, "--by", "anna", "by", "add", "made", "--role", "analyst", "--generate")
	made := filepath.Join(dir, "record/keys/people/made")
	if err := os.Chmod(made, 0o644); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "noise"), "-----BEGIN OPENSSH PRIVATE KEY-----\nnonsense\n-----END OPENSSH PRIVATE KEY-----\n")
	private := secrets(t, dir)
	decide := func(code int, by string, args ...string) ran {
		t.Helper()
		r := want(t, code, dir, append([]string{"--by", by, "decide", fact, "--status", "refuted", "--standard", "balance", "--reason", "r"}, args...)...)
		silent(t, r, private)
		return r
	}
	before := tree(t, filepath.Join(dir, "record"))
	for _, x := range []struct {
		code int
		by   string
		args []string
		says []string
	}{
		{1, "anna", nil, []string{"the key of anna (SHA256:", "not at hand", "SSH_AUTH_SOCK", "--key FILE", "ssh-add", "--unsigned"}},
		{2, "anna", []string{"--key", "boris"}, []string{"boris is not the key of anna", "by add anna --key"}},
		{2, "anna", []string{"--key", "anna.pub"}, []string{"public half"}},
		{2, "anna", []string{"--key", "rsa"}, []string{"no ed25519 key"}},
		{2, "anna", []string{"--key", "ecdsa"}, []string{"no ed25519 key"}},
		{2, "anna", []string{"--key", "noise"}, []string{"noise does not read as a private key"}},
		{1, "anna", []string{"--key", "absent"}, []string{"absent", "no such file"}},
		{2, "anna", []string{"--key", "."}, []string{"folder"}},
		{2, "anna", []string{"--key", "protected"}, []string{"not the key of anna"}},
		{2, "protected", []string{"--key", "protected"}, []string{"passphrase", "ssh-add protected"}},
		{2, "made", nil, []string{"record/keys/people/made can be read by others", "0644", "chmod 600"}},
		{2, "carl", []string{"--key", "boris"}, []string{"carl has no key in this record", "by add carl --key", "--unsigned"}},
	} {
		r := decide(x.code, x.by, x.args...)
		says(t, strings.Join(strings.Fields(r.err), " "), x.says...)
		if r.out != "" {
			t.Errorf("by %s %v: it printed %s", x.by, x.args, r.out)
		}
	}
	untouched(t, before, tree(t, filepath.Join(dir, "record")))
	says(t, decide(0, "anna", "--unsigned").out, ", unsigned.")
	if err := os.Chmod(made, 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, decide(0, "made").out, "signed by made (SHA256:")
	clean(t, dir)
}

// TestKeyFromPipe signs with a key that another program hands over, as a password store does.
func TestKeyFromPipe(t *testing.T) {
	t.Parallel()
	sh, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("NOT TESTED: a key from a pipe. There is no bash")
	}
	dir, fact := filled(t)
	keys(t, dir)
	want(t, 0, dir, "--by", "anna", "by", "add", "anna", "--role", "analyst", "--key", "anna.pub")
	c := factum(t, dir)
	c.Args = []string{sh, "-c", `"$0" --by anna decide "$1" --status refuted --standard balance --reason r --key <(cat anna)`, c.Path, fact}
	c.Path = sh
	if r := finish(t, c); r.code != 0 || !strings.Contains(r.out, "signed by anna") {
		t.Errorf("exit code %d\n%s%s", r.code, r.out, r.err)
	}
}

// TestRecipe runs what docs/formats.md tells whoever doubts a signature, word for word.
func TestRecipe(t *testing.T) {
	t.Parallel()
	for _, p := range []string{"jq", "sh"} {
		if _, err := exec.LookPath(p); err != nil {
			t.Skipf("NOT TESTED: the recipe for checking a signed finding. There is no %s", p)
		}
	}
	doc, err := os.ReadFile("../docs/formats.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(doc), "\n## A signed finding\n")
	_, recipe, _ := strings.Cut(section, "```sh\n")
	recipe, _, ok := strings.Cut(recipe, "```")
	if !ok || strings.Count(recipe, "\n") != 3 {
		t.Fatalf("there are no three lines of shell in\n%s", section)
	}
	dir, fact := filled(t)
	keys(t, dir)
	want(t, 0, dir, "--by", "anna", "by", "add", "anna@example.org", "--role", "analyst", "--key", "anna.pub")
	want(t, 0, dir, "--by", "anna@example.org", "decide", fact, "--status", "refuted", "--standard", "balance", "--reason", "“ž”\n\ttwo lines \\ <&>", "--key", "anna")
	// filled decides once, unsigned; of the fact as of the act the one signature is shown
	for _, id := range []string{fact, "act_8"} {
		put(t, filepath.Join(dir, "act.json"), want(t, 0, dir, "show", id, "--json").out)
		c := exec.Command("sh", "-ec", recipe)
		c.Dir = dir
		if out, err := c.CombinedOutput(); err != nil || !strings.HasPrefix(string(out), `Good "finding@factum" signature for anna@example.org with ED25519 key SHA256:`) {
			t.Errorf("%s: %v\n%s", id, err, out)
		}
	}
}

// TestPersonsRowChanged alters the table of people: verify names the row, and rebuild mends it.
func TestPersonsRowChanged(t *testing.T) {
	t.Parallel()
	sqlite, err := exec.LookPath("sqlite3")
	if err != nil {
		t.Skip("NOT TESTED: rows of people altered in a database. There is no sqlite3")
	}
	dir := started(t)
	want(t, 0, dir, "--by", "anna", "by", "add", "anna", "--role", "analyst", "--generate")
	want(t, 0, dir, "--by", "anna", "by", "add", "boris", "--role", "collector", "--generate")
	clean(t, dir)
	listed := want(t, 0, dir, "by", "list").out
	for _, x := range []struct{ sql, says string }{
		{"UPDATE persons SET role = 'custodian' WHERE id = 'boris'", "changed       record.db  persons 2"},
		{"UPDATE persons SET public_key = (SELECT public_key FROM persons WHERE id = 'boris') WHERE id = 'anna'", "changed       record.db  persons 1"},
		{"DELETE FROM persons WHERE id = 'anna'", "missing       record.db  persons 1"},
		{"INSERT INTO persons VALUES(0, 'carl', 'analyst', '', '', 'anna')", "added         record.db  persons 0"},
	} {
		if out, err := exec.Command(sqlite, filepath.Join(dir, "record/record.db"), x.sql).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		says(t, want(t, 3, dir, "verify").out, x.says)
		want(t, 0, dir, "rebuild")
		clean(t, dir)
		if got := want(t, 0, dir, "by", "list").out; got != listed {
			t.Errorf("after %s and a rebuild:\n%s", x.sql, got)
		}
	}
}
