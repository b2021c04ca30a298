package record_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"factum"
	"factum/record"
	"factum/store"
)

// TestParsePublicKey takes what ssh-keygen writes and refuses the rest, never repeating what it was given.
func TestParsePublicKey(t *testing.T) {
	w := newWorld(t)
	p := w.pair("anna")
	for _, good := range []string{p.public, p.public + "\n", p.public + " anna@example\r\n", "# mine\n\n" + p.public + " a comment\n"} {
		if got, err := record.ParsePublicKey([]byte(good)); got != p.public || err != nil {
			t.Errorf("%q: %q, %v", good, got, err)
		}
	}
	private, err := os.ReadFile(p.file)
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]string{}
	for _, kind := range []string{"rsa", "ecdsa"} {
		name := filepath.Join(t.TempDir(), kind)
		if out, err := exec.Command(keygen(t), "-q", "-t", kind, "-N", "", "-f", name).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		b, err := os.ReadFile(name + ".pub")
		if err != nil {
			t.Fatal(err)
		}
		keys[kind] = string(b)
		if b, err = exec.Command(keygen(t), "-e", "-f", name+".pub").Output(); err != nil {
			t.Fatal(err)
		}
		keys["converted "+kind] = string(b)
	}
	for _, x := range []struct{ what, text, says string }{
		{"a private key", string(private), "private key"},
		{"a private key after a public one", p.public + "\n" + string(private), "private key"},
		{"one of PuTTY", "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nPrivate-Lines: 1\nSECRETS\n", "private key"},
		{"rsa", keys["rsa"], "type ssh-rsa"},
		{"ecdsa", keys["ecdsa"], "type ecdsa-sha2-nistp256"},
		{"converted", keys["converted rsa"], "another form"},
		{"two", p.public + "\n" + w.pair("b").public + "\n", "more than one"},
		{"options", `command="sh" ` + p.public, "more than one"},
		{"nothing", "", "does not read"},
		{"cut", p.public[:40], "does not read"},
		{"another length", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAAWE=", "does not read"},
		{"words", "secret words", "does not read"},
		{"noise", "\x00\xff\xfe", "does not read"},
	} {
		got, err := record.ParsePublicKey([]byte(x.text))
		if factum.KindOf(err) != factum.Invalid || !strings.Contains(err.Error(), x.says) || factum.HintOf(err) == "" || got != "" {
			t.Errorf("%s: %q, %v (%s)", x.what, got, err, factum.HintOf(err))
			continue
		}
		for _, line := range strings.Fields(x.text) {
			if len(line) > 20 && strings.Contains(err.Error()+factum.HintOf(err), line) {
				t.Errorf("%s: what was given is repeated: %v", x.what, err)
			}
		}
	}
}

// add adds a person and hands on what that gives.
func (w *world) addPerson(by factum.PersonID, a record.Addition) (p record.PersonAdded, err error) {
	w.t.Helper()
	err = w.session(by, func(r *record.Record) error {
		p, err = r.AddPerson(w.t.Context(), a)
		return err
	})
	return p, err
}

func (w *world) people() []store.Person {
	w.t.Helper()
	r, err := record.Open(w.t.Context(), w.cfg)
	if err != nil {
		w.t.Fatal(err)
	}
	defer r.Close(w.t.Context())
	p, err := r.Ask().People(w.t.Context(), store.Filter{})
	if err != nil {
		w.t.Fatal(err)
	}
	return p.Items
}

// TestAddPerson: what is not said stays as it was, and what is there already is no second act.
func TestAddPerson(t *testing.T) {
	w := newWorld(t)
	name, other := "Анна Légale", ""
	key := w.pair("anna").public
	first, err := w.addPerson("boris", record.Addition{ID: "anna", Role: "collector", Name: &name, PublicKey: &key})
	if err != nil || !first.Changed || first.By != "boris" || first.Act != first.Since || first.PrivateKey != "" {
		t.Fatalf("%+v, %v", first, err)
	}
	for _, a := range []record.Addition{{ID: "anna"}, {ID: "anna", Role: "collector"}, {ID: "anna", Name: &name, PublicKey: &key}} {
		if p, err := w.addPerson("boris", a); err != nil || p.Changed || p.Person != first.Person {
			t.Errorf("%+v: %+v, %v", a, p, err)
		}
	}
	role, err := w.addPerson("anna", record.Addition{ID: "anna", Role: "reviewer"})
	if err != nil || role.PublicKey != key || role.Since != first.Act || role.Act != first.Act+1 || role.Role != "reviewer" {
		t.Errorf("another role: %+v, %v", role, err)
	}
	legal := func(want string) {
		t.Helper()
		r, err := record.Open(t.Context(), w.cfg)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close(t.Context())
		if got, err := r.LegalName(w.people()[0]); got != want || err != nil {
			t.Errorf("the legal name is %q, want %q, %v", got, want, err)
		}
	}
	legal(name)
	if _, err := w.addPerson("anna", record.Addition{ID: "anna", Name: &other, PublicKey: &other}); err != nil {
		t.Error(err)
	}
	legal("")
	if ps := w.people(); len(ps) != 1 || ps[0].PublicKey != "" || ps[0].Fingerprint != "" || ps[0].Role != "reviewer" {
		t.Errorf("%+v", ps)
	}
	w.verify()
}

// TestAddPersonRefused: nothing of what is refused leaves an act or a file.
func TestAddPersonRefused(t *testing.T) {
	w := newWorld(t)
	key, bad := w.pair("anna").public, "two\nlines"
	w.person("anna", key)
	before := len(w.people())
	for _, x := range []struct {
		what string
		by   factum.PersonID
		a    record.Addition
		kind factum.Kind
		says string
	}{
		{"nobody answers", "", record.Addition{ID: "boris", Role: "analyst"}, factum.Invalid, "answers for it"},
		{"no role", "anna", record.Addition{ID: "boris"}, factum.Invalid, "role"},
		{"no such role", "anna", record.Addition{ID: "boris", Role: "king", Generate: true}, factum.Invalid, "king"},
		{"a path", "anna", record.Addition{ID: "../log", Role: "analyst", Generate: true}, factum.Invalid, "../log"},
		{"a public file", "anna", record.Addition{ID: "anna.pub", Role: "analyst", Generate: true}, factum.Invalid, "anna.pub"},
		{"capitals", "anna", record.Addition{ID: "ANNA", Role: "analyst"}, factum.Conflict, "capitals"},
		{"the key of another", "anna", record.Addition{ID: "boris", Role: "analyst", PublicKey: &key}, factum.Conflict, "anna"},
		{"a name of two lines", "anna", record.Addition{ID: "boris", Role: "analyst", Name: &bad, Generate: true}, factum.Invalid, "legal name"},
		{"two keys", "anna", record.Addition{ID: "boris", Role: "analyst", PublicKey: &key, Generate: true}, factum.Invalid, "given or made"},
	} {
		if _, err := w.addPerson(x.by, x.a); factum.KindOf(err) != x.kind || !strings.Contains(err.Error(), x.says) {
			t.Errorf("%s: kind %s, %v", x.what, factum.KindOf(err), err)
		}
	}
	if n := len(w.people()); n != before {
		t.Errorf("%d people, there were %d", n, before)
	}
	if _, err := os.Stat(filepath.Join(w.cfg.Dir, "keys/people")); !os.IsNotExist(err) {
		t.Errorf("keys/people was made: %v", err)
	}
}

// TestGenerate makes a key that ssh-keygen reads, that nobody else may read, and that is not overwritten.
func TestGenerate(t *testing.T) {
	w := newSignedWorld(t)
	p, err := w.addPerson("anna", record.Addition{ID: "anna", Role: "investigator", Generate: true})
	if err != nil || p.PrivateKey == "" {
		t.Fatalf("%+v, %v", p, err)
	}
	i, err := os.Stat(p.PrivateKey)
	if err != nil || i.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", i.Mode(), err)
	}
	if d, err := os.Stat(filepath.Dir(p.PrivateKey)); err != nil || d.Mode().Perm() != 0o700 {
		t.Errorf("%v, %v", d.Mode(), err)
	}
	for _, name := range []string{p.PrivateKey, p.PrivateKey + ".pub"} {
		if out, err := exec.Command(keygen(t), "-l", "-f", name).CombinedOutput(); err != nil || !strings.Contains(string(out), " "+p.Fingerprint+" anna (ED25519)") {
			t.Errorf("%s: %v, %s", name, err, out)
		}
	}
	if out, err := exec.Command(keygen(t), "-y", "-f", p.PrivateKey).Output(); err != nil || !strings.HasPrefix(string(out), p.PublicKey) {
		t.Errorf("its public half is %s, %v", out, err)
	}
	f, err := w.decided("anna", record.Signing{})
	if err != nil || f.Signature == nil {
		t.Fatalf("%+v, %v", f, err)
	}
	w.verify()

	// others may read it
	if err := os.Chmod(p.PrivateKey, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := w.decided("anna", record.Signing{}); factum.KindOf(err) != factum.Invalid || !strings.Contains(err.Error(), "read by others") || !strings.Contains(factum.HintOf(err), "chmod 600") {
		t.Errorf("%v", err)
	}
	if err := os.Chmod(p.PrivateKey, 0o600); err != nil {
		t.Fatal(err)
	}

	before, err := os.ReadFile(p.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.addPerson("anna", record.Addition{ID: "anna", Generate: true}); factum.KindOf(err) != factum.Conflict || !strings.Contains(factum.HintOf(err), "overwritten") {
		t.Errorf("a second time: %v", err)
	}
	if after, err := os.ReadFile(p.PrivateKey); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the key was changed, %v", err)
	}
	if err := os.Remove(p.PrivateKey + ".pub"); err != nil {
		t.Fatal(err)
	}
	if _, err := w.addPerson("anna", record.Addition{ID: "anna", Generate: true}); factum.KindOf(err) != factum.Conflict || !strings.Contains(err.Error(), "one half") {
		t.Errorf("beside the private half: %v", err)
	}
	// moved away, another is made; the file of old does not sign for the new one
	if err := os.Rename(p.PrivateKey, p.PrivateKey+".old"); err != nil {
		t.Fatal(err)
	}
	again, err := w.addPerson("anna", record.Addition{ID: "anna", Generate: true})
	if err != nil || again.Fingerprint == p.Fingerprint {
		t.Fatalf("%+v, %v", again, err)
	}
	if _, err := w.decided("anna", record.Signing{File: p.PrivateKey + ".old"}); factum.KindOf(err) != factum.Invalid {
		t.Errorf("the old key: %v", err)
	}
	own := w.pair("own")
	w.person("anna", own.public)
	if _, err := w.decided("anna", record.Signing{}); factum.KindOf(err) != factum.Missing || !strings.Contains(factum.HintOf(err), "--key FILE") {
		t.Errorf("a file in keys/people that is no longer the key: %v", err)
	}
}

// TestLegalName is sealed: it is in no act line, no list, not in the database, and shown only to who asks.
func TestLegalName(t *testing.T) {
	w := newWorld(t)
	name := "Ganz Unverwechselbar"
	p, err := w.addPerson("anna", record.Addition{ID: "boris", Role: "collector", Name: &name})
	if err != nil {
		t.Fatal(err)
	}
	holds := []string{}
	err = filepath.WalkDir(w.cfg.Dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if bytes.Contains(b, []byte(name)) {
			rel, _ := filepath.Rel(w.cfg.Dir, path)
			holds = append(holds, rel)
		}
		return err
	})
	if err != nil || len(holds) != 1 || holds[0] != filepath.Join("sealed", "00000000.jsonl") {
		t.Errorf("it stands in %q, %v", holds, err)
	}
	r, err := record.Open(t.Context(), w.cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close(t.Context())
	s, err := r.Show(t.Context(), p.Act.String())
	if err != nil {
		t.Fatal(err)
	}
	whole := s.Act.Openings
	if err := s.Act.WithholdName(); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(s)
	if err != nil || bytes.Contains(b, []byte(name)) || !bytes.Contains(b, []byte(`"withheld":["person"]`)) || s.Act.Person == nil || s.Act.Person.Role != "collector" {
		t.Errorf("%s, %v", b, err)
	}
	if _, ok := whole["person"]; !ok {
		t.Error("what was opened before is gone as well")
	}
	// without a name there is nothing to withhold
	q := w.person("carl", "")
	r2, err := record.Open(t.Context(), w.cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer r2.Close(t.Context())
	if s, err = r2.Show(t.Context(), q.Act.String()); err == nil {
		err = s.Act.WithholdName()
	}
	if err != nil || s.Act.Openings["person"].Name != "person" || len(s.Act.Withheld) != 0 {
		t.Errorf("%+v, %v", s.Act, err)
	}
}

// TestKeysStayPrivate: the keys of a record's people become captures of no record.
func TestKeysStayPrivate(t *testing.T) {
	w := newWorld(t)
	p, err := w.addPerson("anna", record.Addition{ID: "anna", Role: "analyst", Generate: true})
	if err != nil {
		t.Fatal(err)
	}
	second := newWorld(t)
	for _, arg := range []string{p.PrivateKey, filepath.Join(w.cfg.Dir, "keys"), w.cfg.Dir} {
		for _, a := range second.add(record.AddOptions{NoRead: true}, arg) {
			if name := filepath.Base(a.Source); (name == "anna" || name == "log.key") && a.Status != "gap" {
				t.Errorf("%s was captured: %+v", arg, a)
			}
		}
	}
	secret, err := os.ReadFile(p.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(filepath.Join(second.cfg.Dir, "blobs"), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if bytes.Equal(b, secret) {
			t.Errorf("the key lies in %s", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
