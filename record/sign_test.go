package record_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"

	"factum"
	"factum/custody"
	"factum/record"
	"factum/store"
)

// pair is a person's key pair in files, as ssh-keygen makes them.
type pair struct {
	file    string // private; .pub beside it
	public  string
	private ed25519.PrivateKey
}

func (w *world) pair(name string) pair {
	w.t.Helper()
	pub, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		w.t.Fatal(err)
	}
	key, err := ssh.NewPublicKey(pub)
	if err != nil {
		w.t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(private, name)
	if err != nil {
		w.t.Fatal(err)
	}
	p := pair{public: strings.TrimSpace(string(ssh.MarshalAuthorizedKey(key))), private: private}
	p.file = w.file("keys/"+name, string(pem.EncodeToMemory(block)))
	if err := os.Chmod(p.file, 0o600); err != nil {
		w.t.Fatal(err)
	}
	w.file("keys/"+name+".pub", p.public+" "+name+"@example\n")
	return p
}

// session does something as a person in a writing session.
func (w *world) session(by factum.PersonID, do func(r *record.Record) error) error {
	w.t.Helper()
	cfg := w.cfg
	cfg.By = by
	r, err := record.OpenWriter(w.t.Context(), cfg)
	if err != nil {
		w.t.Fatal(err)
	}
	err = do(r)
	if cerr := r.Close(w.t.Context()); cerr != nil {
		w.t.Fatal(cerr)
	}
	return err
}

// person adds one with a key; "" none.
func (w *world) person(id factum.PersonID, key string) record.PersonAdded {
	w.t.Helper()
	var p record.PersonAdded
	err := w.session("anna", func(r *record.Record) (err error) {
		p, err = r.AddPerson(w.t.Context(), record.Addition{ID: id, Role: "analyst", PublicKey: &key})
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

// decided finds the one fact, and decides on it.
func (w *world) decided(by factum.PersonID, s record.Signing) (f record.Finding, err error) {
	w.t.Helper()
	err = w.session(by, func(r *record.Record) error {
		fs, err := r.Ask().Facts(w.t.Context(), store.Filter{})
		if err != nil || len(fs.Items) == 0 {
			w.t.Fatalf("%d facts, %v", len(fs.Items), err)
		}
		f, _, err = r.Decide(w.t.Context(), record.Ruling{Item: string(fs.Items[0].ID), Element: "place", Status: "established", Standard: "balance",
			Reason: "seen by “two”\nand a third", Signing: s})
		return err
	})
	return f, err
}

// signatures is what verify says of signatures, by act, as "status: why".
func (w *world) signatures() map[string]string {
	w.t.Helper()
	got := map[string]string{}
	_, err := record.Verify(w.t.Context(), w.cfg, record.VerifyOptions{Quick: true}, func(c record.Checked) error {
		if a, ok := strings.CutPrefix(c.Item, "signature/"); ok {
			got[a] = c.Status + ": " + c.Why
			if c.File != "sealed/00000000.jsonl" || c.OK != (c.Status != custody.Changed) {
				w.t.Errorf("%+v", c)
			}
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return got
}

// shown is the signature that the record shows of an act.
func (w *world) shown(act factum.ActIndex) record.Signature {
	w.t.Helper()
	r, err := record.Open(w.t.Context(), w.cfg)
	if err != nil {
		w.t.Fatal(err)
	}
	defer r.Close(w.t.Context())
	s, err := r.Show(w.t.Context(), act.String())
	if err != nil || len(s.Signatures) != 1 {
		w.t.Fatalf("%+v, %v", s, err)
	}
	return s.Signatures[0]
}

// opened is a decided act as it is sealed.
func (w *world) opened(act factum.ActIndex) (by factum.PersonID, d factum.Decision) {
	w.t.Helper()
	l, err := custody.OpenReader(w.cfg.Dir, custody.Config{})
	if err != nil {
		w.t.Fatal(err)
	}
	defer l.Close(w.t.Context())
	e, err := l.Entry(act)
	if err == nil {
		_, err = e.Open("by", &by)
	}
	if err == nil {
		_, err = e.Open("finding", &d)
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return by, d
}

// forge puts a finding into the log without asking whether its signature holds, as another program could.
func (w *world) forge(by factum.PersonID, d factum.Decision) factum.ActIndex {
	w.t.Helper()
	l, err := custody.OpenWriter(w.t.Context(), w.cfg.Dir, custody.Config{})
	if err != nil {
		w.t.Fatal(err)
	}
	acts, err := l.Append(w.t.Context(), []factum.Draft{{Key: fmt.Sprint("forged ", l.Size()), Kind: factum.Decided, Sealed: map[string]any{"finding": d, "by": by}}})
	if cerr := l.Close(w.t.Context()); err == nil {
		err = cerr
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return acts[0]
}

// keygen is OpenSSH's own program.
func keygen(t *testing.T) string {
	t.Helper()
	p, err := exec.LookPath("ssh-keygen")
	if err != nil {
		t.Skip("NOT TESTED: signatures against OpenSSH. There is no ssh-keygen (package openssh-client)")
	}
	return p
}

func newSignedWorld(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.add(record.AddOptions{}, w.file("a.txt", "Russian forces shelled the railway station of Lozova on 8 April 2022, killing twelve people.\n"))
	return w
}

// TestSigned signs with a key file and holds what is shown against ssh-keygen -Y verify: a stranger needs nothing else.
func TestSigned(t *testing.T) {
	ssh := keygen(t)
	w := newSignedWorld(t)
	anna := w.pair("anna")
	added := w.person("anna", anna.public)
	f, err := w.decided("anna", record.Signing{File: anna.file})
	if err != nil || f.Signature == nil {
		t.Fatalf("%+v, %v", f, err)
	}
	s := w.shown(f.Act)
	if s.Status != record.Holds || s.PublicKey != anna.public || s.Fingerprint != added.Fingerprint || s.Registered == nil || *s.Registered != added.Act || s.By != "anna" ||
		s.Signature != *f.Signature || s.Namespace != "finding@factum" {
		t.Errorf("%+v", s)
	}
	by, d := w.opened(f.Act)
	want, err := factum.FindingMessage(w.id(), by, d)
	if err != nil || s.Message != string(want) || !strings.Contains(s.Message, `seen by “two”\nand a third`) {
		t.Errorf("the message is %s, want %s, %v", s.Message, want, err)
	}
	verify := func(message, signature, signers, namespace string) (string, error) {
		c := exec.Command(ssh, "-Y", "verify", "-f", w.file("signers", signers), "-I", "anna", "-n", namespace, "-s", w.file("finding.sig", signature))
		c.Stdin = strings.NewReader(message)
		out, err := c.CombinedOutput()
		return string(out), err
	}
	if out, err := verify(s.Message, s.Signature, "anna "+s.PublicKey+"\n", "finding@factum"); err != nil || !strings.Contains(out, added.Fingerprint) {
		t.Errorf("ssh-keygen: %v\n%s", err, out)
	}
	for what, x := range map[string][4]string{
		"another message":   {s.Message + " ", s.Signature, "anna " + s.PublicKey, "finding@factum"},
		"another key":       {s.Message, s.Signature, "anna " + w.pair("x").public, "finding@factum"},
		"another namespace": {s.Message, s.Signature, "anna " + s.PublicKey, "file"},
	} {
		if out, err := verify(x[0], x[1], x[2]+"\n", x[3]); err == nil {
			t.Errorf("ssh-keygen takes %s:\n%s", what, out)
		}
	}
	if got := w.signatures(); len(got) != 1 || got[f.Act.String()] != "ok: " {
		t.Errorf("verify: %v", got)
	}
}

func (w *world) id() string {
	w.t.Helper()
	id, err := custody.ReadIdentity(w.cfg.Dir)
	if err != nil {
		w.t.Fatal(err)
	}
	return id.ID
}

// TestSignedElsewhere takes signatures made by ssh-keygen -Y sign, and tells those that do not hold.
func TestSignedElsewhere(t *testing.T) {
	program := keygen(t)
	w := newSignedWorld(t)
	anna, boris := w.pair("anna"), w.pair("boris")
	added := w.person("anna", anna.public)
	w.person("boris", "")
	sign := func(p pair, namespace, hash string, message []byte) *string {
		t.Helper()
		c := exec.Command(program, "-Y", "sign", "-q", "-f", p.file, "-n", namespace, "-O", "hashalg="+hash)
		c.Stdin = bytes.NewReader(message)
		out, err := c.Output()
		if err != nil {
			t.Fatal(err)
		}
		s := string(out)
		return &s
	}
	d := factum.Decision{Item: "fct_a", Element: "", Status: "refuted", Standard: "balance", Reason: "r", ClaimsSeen: []factum.ClaimID{"clm_a"}}
	message := func(record string, by factum.PersonID, d factum.Decision) []byte {
		m, err := factum.FindingMessage(record, by, d)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	m := message(w.id(), "anna", d)
	other := d
	other.Status = "established"
	noKey := fmt.Sprintf("changed: it is signed with the key %s, but the record gave no key for", factum.Fingerprint(boris.public))
	cut := func(s *string) *string { x := (*s)[:len(*s)-60]; return &x }
	turned := func(s *string) *string {
		lines := strings.Split(*s, "\n")
		lines[3] = strings.Map(func(r rune) rune {
			if r == 'A' {
				return 'B'
			}
			return r
		}, lines[3])
		x := strings.Join(lines, "\n")
		return &x
	}
	words, empty := "signed, Anna", ""
	want := map[string]string{}
	for _, x := range []struct {
		by  factum.PersonID
		sig *string
		say string
	}{
		{"anna", sign(anna, "finding@factum", "sha512", m), "ok: "},
		{"anna", sign(anna, "finding@factum", "sha256", m), "ok: "},
		{"anna", sign(anna, "file", "sha512", m), `changed: the signature does not hold: it was made for "file", not for finding@factum`},
		{"anna", sign(anna, "finding@factum", "sha512", message(w.id(), "anna", other)), "changed: the signature does not hold: it is not over this finding as it stands here"},
		{"anna", sign(anna, "finding@factum", "sha512", message(strings.Repeat("0", 32), "anna", d)), "changed: the signature does not hold: it is not over"},
		{"anna", sign(anna, "finding@factum", "sha512", message(w.id(), "boris", d)), "changed: the signature does not hold: it is not over"},
		{"anna", sign(boris, "finding@factum", "sha512", m), fmt.Sprintf("changed: it is signed with the key %s, but that of anna was %s (%s)", factum.Fingerprint(boris.public), factum.Fingerprint(anna.public), added.Act)},
		{"boris", sign(boris, "finding@factum", "sha512", message(w.id(), "boris", d)), noKey + ` "boris" then`},
		{"nobody", sign(boris, "finding@factum", "sha512", message(w.id(), "nobody", d)), noKey + ` "nobody" then`},
		{"anna", cut(sign(anna, "finding@factum", "sha512", m)), "changed: the signature does not hold: it does not read"},
		{"anna", turned(sign(anna, "finding@factum", "sha512", m)), "changed: "},
		{"anna", &words, "changed: the signature does not hold: it does not read"},
		{"anna", &empty, "changed: the signature does not hold: it does not read"},
		{"anna", nil, ""},
	} {
		f := d
		f.Signature = x.sig
		act := w.forge(x.by, f)
		if x.say != "" {
			want[act.String()] = x.say
		}
	}
	got := w.signatures()
	if len(got) != len(want) {
		t.Errorf("%d signatures were checked, want %d", len(got), len(want))
	}
	for a, say := range want {
		if !strings.HasPrefix(got[a], say) {
			t.Errorf("%s is %q, want %q", a, got[a], say)
		}
		i, err := factum.ParseActIndex(a)
		if err != nil {
			t.Fatal(err)
		}
		if s := w.shown(i); s.Status+": "+s.Why != got[a] {
			t.Errorf("%s is shown as %q %q and verified as %q", a, s.Status, s.Why, got[a])
		}
	}
}

// TestKeysFollow: a finding is checked against the key that its person had then, not the one they have now.
func TestKeysFollow(t *testing.T) {
	w := newSignedWorld(t)
	one, two := w.pair("one"), w.pair("two")
	first := w.person("anna", one.public)
	old, err := w.decided("anna", record.Signing{File: one.file})
	if err != nil {
		t.Fatal(err)
	}
	second := w.person("anna", two.public)
	if _, err := w.decided("anna", record.Signing{File: one.file}); factum.KindOf(err) != factum.Invalid || !strings.Contains(err.Error(), second.Fingerprint) || !strings.Contains(err.Error(), first.Fingerprint) {
		t.Errorf("the old key: %v", err)
	}
	now, err := w.decided("anna", record.Signing{File: two.file})
	if err != nil {
		t.Fatal(err)
	}
	w.person("anna", "")
	last, err := w.decided("anna", record.Signing{})
	if err != nil || last.Signature != nil {
		t.Errorf("without a key: %+v, %v", last, err)
	}
	if a, b := w.shown(old.Act), w.shown(now.Act); *a.Registered != first.Act || *b.Registered != second.Act || a.Fingerprint != first.Fingerprint || b.Fingerprint != second.Fingerprint {
		t.Errorf("%+v\n%+v", a, b)
	}
	// the old key signs once more, past the act that took it away
	by, d := w.opened(old.Act)
	again := w.forge(by, d)
	got := w.signatures()
	if len(got) != 3 || got[old.Act.String()] != "ok: " || got[now.Act.String()] != "ok: " || !strings.HasPrefix(got[again.String()], "changed: it is signed with the key "+first.Fingerprint) {
		t.Errorf("%v", got)
	}
	// and nothing of this depends on the database
	before := w.answers()
	if _, err := record.Rebuild(t.Context(), w.cfg, nil); err != nil {
		t.Fatal(err)
	}
	if w.answers() != before {
		t.Error("a rebuild answers otherwise")
	}
}

// TestErasedKey: whose key it was is gone, and nothing else is claimed.
func TestErasedKey(t *testing.T) {
	w := newSignedWorld(t)
	anna, boris := w.pair("anna"), w.pair("boris")
	added := w.person("anna", anna.public)
	w.person("boris", boris.public)
	var acts []string
	for _, p := range []struct {
		by   factum.PersonID
		file string
	}{{"anna", anna.file}, {"boris", boris.file}} {
		f, err := w.decided(p.by, record.Signing{File: p.file})
		if err != nil {
			t.Fatal(err)
		}
		acts = append(acts, f.Act.String())
	}
	err := w.session("anna", func(r *record.Record) error {
		ts, err := r.ToErase(t.Context(), []string{added.Act.String()})
		if err == nil {
			_, err = r.Erase(t.Context(), ts, record.Erasing{Ground: factum.Grounds[0].Name, Authority: "a test", Reason: "r"})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // before and after a rebuild
		got := w.signatures()
		if !strings.HasPrefix(got[acts[0]], "not-checkable: ") || !strings.Contains(got[acts[0]], added.Fingerprint) || !strings.Contains(got[acts[0]], added.Act.String()) || got[acts[1]] != "ok: " {
			t.Errorf("%v", got)
		}
		i, err := factum.ParseActIndex(acts[0])
		if err != nil {
			t.Fatal(err)
		}
		if s := w.shown(i); s.Status+": "+s.Why != got[acts[0]] || s.Registered != nil {
			t.Errorf("%+v", s)
		}
		if ps := w.people(); len(ps) != 1 || ps[0].ID != "boris" {
			t.Errorf("%+v", ps)
		}
		w.verify()
		if _, err := record.Rebuild(t.Context(), w.cfg, nil); err != nil {
			t.Fatal(err)
		}
	}
}

// TestAgent signs through an ssh-agent: it must hold the very key.
func TestAgent(t *testing.T) {
	w := newSignedWorld(t)
	anna := w.pair("anna")
	p := w.person("anna", anna.public)
	ring := agent.NewKeyring()
	socket := serve(t, ring)
	refused := func(s record.Signing, kind factum.Kind, words ...string) {
		t.Helper()
		f, err := w.decided("anna", s)
		if factum.KindOf(err) != kind || factum.HintOf(err) == "" {
			t.Errorf("%+v, kind %s, %v", f, factum.KindOf(err), err)
			return
		}
		for _, x := range append(words, p.Fingerprint) {
			if !strings.Contains(err.Error(), x) {
				t.Errorf("%q is not said in %q", x, err)
			}
		}
		if !strings.Contains(factum.HintOf(err), "--unsigned") {
			t.Errorf("the hint is %q", factum.HintOf(err))
		}
	}
	refused(record.Signing{}, factum.Missing, "no ssh-agent")
	refused(record.Signing{Agent: filepath.Join(t.TempDir(), "nothing")}, factum.Missing, "does not answer")
	refused(record.Signing{Agent: socket}, factum.Missing, "does not hold it")
	if err := ring.Add(agent.AddedKey{PrivateKey: w.pair("other").private}); err != nil {
		t.Fatal(err)
	}
	refused(record.Signing{Agent: socket}, factum.Missing, "does not hold it")
	if err := ring.Add(agent.AddedKey{PrivateKey: anna.private}); err != nil {
		t.Fatal(err)
	}
	f, err := w.decided("anna", record.Signing{Agent: socket})
	if err != nil || f.Signature == nil {
		t.Fatalf("%+v, %v", f, err)
	}
	if got := w.signatures(); got[f.Act.String()] != "ok: " {
		t.Errorf("%v", got)
	}
	refused(record.Signing{Agent: serve(t, mute{ring})}, factum.Other, "does not sign")
	refusedLie := serve(t, liar{ring, w.pair("liar").private})
	if _, err := w.decided("anna", record.Signing{Agent: refusedLie}); factum.KindOf(err) != factum.Integrity {
		t.Errorf("an agent that signs with another key: %v", err)
	}
	if f, err := w.decided("anna", record.Signing{Unsigned: true}); err != nil || f.Signature != nil {
		t.Errorf("%+v, %v", f, err)
	}
}

// mute is an agent whose owner refuses; liar one that signs with another key.
type mute struct{ agent.Agent }

func (mute) Sign(ssh.PublicKey, []byte) (*ssh.Signature, error) { return nil, fmt.Errorf("refused") }

type liar struct {
	agent.Agent
	key ed25519.PrivateKey
}

func (l liar) Sign(_ ssh.PublicKey, b []byte) (*ssh.Signature, error) {
	return &ssh.Signature{Format: ssh.KeyAlgoED25519, Blob: ed25519.Sign(l.key, b)}, nil
}

// serve answers as an ssh-agent on a socket.
func serve(t *testing.T, a agent.Agent) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "agent") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("unix", filepath.Join(dir, "s"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close(); os.RemoveAll(dir) })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go agent.ServeAgent(a, c)
		}
	}()
	return filepath.Join(dir, "s")
}

// TestSilentAgent can be interrupted while the agent waits for its owner.
func TestSilentAgent(t *testing.T) {
	w := newSignedWorld(t)
	anna := w.pair("anna")
	w.person("anna", anna.public)
	l, err := net.Listen("unix", filepath.Join(t.TempDir(), "s"))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	asked := make(chan struct{})
	go func() {
		if c, err := l.Accept(); err == nil {
			defer c.Close()
			c.Read(make([]byte, 1))
			close(asked)
			<-t.Context().Done()
		}
	}()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	go func() { <-asked; stop() }()
	err = w.session("anna", func(r *record.Record) error {
		fs, err := r.Ask().Facts(t.Context(), store.Filter{})
		if err != nil {
			return err
		}
		_, _, err = r.Decide(ctx, record.Ruling{Item: string(fs.Items[0].ID), Status: "refuted", Standard: "balance", Reason: "r", Signing: record.Signing{Agent: l.Addr().String()}})
		return err
	})
	if err == nil || ctx.Err() == nil {
		t.Errorf("it was not interrupted: %v", err)
	}
}
