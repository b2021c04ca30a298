package cli_test

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// overheard is a report of which a model makes one claim more than the rules: somebody thanked, which it calls a protest.
const overheard = "LOZOVA, 8 April 2022 - Russian forces shelled the railway station of Lozova on Friday, killing at least twelve people.\n\n" +
	"Zzyzxova Quuxenko vroomfondled the neighbours in Lozova.\n"

const proposal = `{"type":"PROTEST","modes":["demo"],"object":"","modality":"asserted","passage":"Zzyzxova Quuxenko vroomfondled the neighbours in Lozova.",` +
	`"trigger":"vroomfondled","actors":["Zzyzxova Quuxenko"],"recipients":["the neighbours"],"place":"Lozova","time":"","speaker":""}`

// standIn is a model on this machine. It answers every request with its message, or as its answer does.
type standIn struct {
	*httptest.Server
	mu     sync.Mutex
	asked  []string // what it was sent
	other  []byte   // answered to what does not speak of Quuxenko
	keys   []string
	answer func(w http.ResponseWriter)
}

func newStandIn(t *testing.T, claims string) *standIn {
	t.Helper()
	s := &standIn{}
	s.say(claims)
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		defer s.mu.Unlock()
		s.asked, s.keys = append(s.asked, string(b)), append(s.keys, r.Header.Get("Authorization"))
		if s.other != nil && !strings.Contains(string(b), "Quuxenko") {
			w.Write(s.other)
			return
		}
		s.answer(w)
	}))
	t.Cleanup(s.Close)
	return s
}

// instead is what it answers to texts that do not speak of Quuxenko.
func (s *standIn) instead(b []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.other = b
}

// sent is what it was sent so far.
func (s *standIn) sent() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.asked)
}

// bearers are the keys it was sent.
func (s *standIn) bearers() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.keys)
}

func (s *standIn) does(answer func(w http.ResponseWriter)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answer = answer
}

func completion(claims string) []byte {
	b, _ := json.Marshal(map[string]any{"choices": []any{map[string]any{"message": map[string]string{"content": `{"claims":[` + claims + `]}`}}}})
	return b
}

func (s *standIn) say(claims string) {
	b := completion(claims)
	s.does(func(w http.ResponseWriter) { w.Write(b) })
}

func (s *standIn) flags(args ...string) []string {
	return append(args, "--model", s.URL, "--model-name", "tiny")
}

// told is a claim as `list claims --json` prints it.
type told struct {
	ID, Type, Fact string
	Coder          struct{ Name, Version string }
	Why            []string
	Superseded     bool
}

func proposed(c told) bool { return strings.HasPrefix(c.Coder.Name, "model:") }

// TestModelProposes follows a proposal through a record: marked, in no fact, made again from the answer that was kept, and gone with its capture.
func TestModelProposes(t *testing.T) {
	t.Parallel()
	dir := started(t)
	put(t, filepath.Join(dir, "a.txt"), overheard)
	put(t, filepath.Join(dir, "b.txt"), report("two"))
	s := newStandIn(t, proposal)
	s.instead(completion(strings.Replace(proposal, "Zzyzxova Quuxenko vroomfondled the neighbours in Lozova.", "Russian forces left.", 1)))
	r := want(t, 1, dir, s.flags("add", "a.txt", "b.txt", "--json")...)
	says(t, r.err, "what is coded is also sent to "+strings.TrimPrefix(s.URL, "http://"), "tiny")
	added := lines[line](t, r.out)
	if len(added) != 2 || added[0].Status != "captured" || added[0].Reason != "" || added[1].Status != "captured" ||
		!strings.Contains(added[1].Reason, "proposal 1 on bytes 0 to ") || !strings.Contains(added[1].Reason, "does not stand there") {
		t.Fatalf("added %+v", added)
	}
	if len(s.sent()) != 2 || !strings.Contains(strings.Join(s.sent(), " "), "Zzyzxova Quuxenko vroomfondled") {
		t.Errorf("asked %q", s.sent())
	}
	all := lines[told](t, want(t, 0, dir, "list", "claims", "--json").out)
	i := slices.IndexFunc(all, proposed)
	if i < 0 || len(all) < 3 {
		t.Fatalf("claims %+v", all)
	}
	p := all[i]
	if p.Coder.Name != "model:tiny" || p.Fact != "" || len(p.Why) == 0 || !strings.Contains(p.Why[0], "proposed by model tiny, prompt sha256:") {
		t.Errorf("proposed %+v", p)
	}
	for j, c := range all {
		if j != i && (proposed(c) || c.Fact == "") {
			t.Errorf("beside it %+v", c)
		}
	}
	if only := lines[told](t, want(t, 0, dir, "list", "claims", "--status", "proposed", "--json").out); len(only) != 1 || only[0].ID != p.ID {
		t.Errorf("proposed are %+v", only)
	}
	says(t, want(t, 0, dir, "list", "claims").out, "proposed by model:tiny")
	says(t, want(t, 0, dir, "show", p.ID).out, "proposed by a model: it is in no fact and supports none", "vroomfondled")
	says(t, want(t, 0, dir, "show", "fct_"+strings.TrimPrefix(p.ID, "clm_")).out, "proposed by a model")
	facts := want(t, 0, dir, "list", "facts", "--json").out
	if strings.Contains(facts, strings.TrimPrefix(p.ID, "clm_")) || strings.Contains(facts, "PROTEST") {
		t.Errorf("it stands in a fact:\n%s", facts)
	}
	says(t, want(t, 0, dir, "list", "gaps").out, "does not stand there")

	// A person accepts it, and takes that back again.
	says(t, want(t, 2, dir, "--by", "anna", "correct", all[(i+1)%len(all)].ID, "accepted=yes", "--reason", "x").err, "no model proposed this claim")
	want(t, 0, dir, "--by", "anna", "correct", p.ID, "accepted=yes", "--reason", "the text says it")
	says(t, want(t, 0, dir, "show", p.ID).out, "proposed by a model, and accepted by a person", "the text says it", "fct_"+strings.TrimPrefix(p.ID, "clm_"))
	says(t, want(t, 0, dir, "list", "facts", "--json").out, strings.TrimPrefix(p.ID, "clm_"))
	want(t, 0, dir, "rebuild")
	says(t, want(t, 0, dir, "list", "facts", "--json").out, strings.TrimPrefix(p.ID, "clm_"))
	want(t, 0, dir, "--by", "anna", "correct", p.ID, "accepted=no", "--reason", "it does not, on a second look")
	if again := want(t, 0, dir, "list", "facts", "--json").out; again != facts {
		t.Errorf("after it was taken back the facts are\n%s", again)
	}
	s.Close() // from here on nobody answers
	answers(t, dir, p.ID)

	digest := strings.TrimPrefix(added[0].Capture, "sha256:")
	var kept []string // the answer's bytes, as they lie in the record
	for _, l := range strings.Split(tree(t, filepath.Join(dir, "record"))["/derived/00000000.jsonl"], "\n") {
		var a struct {
			Replies []struct{ Body []byte }
		}
		if json.Unmarshal([]byte(l), &a) == nil && len(a.Replies) == 1 && strings.Contains(string(a.Replies[0].Body), "Quuxenko") && strings.Contains(l, digest) {
			kept = append(kept, base64.StdEncoding.EncodeToString(a.Replies[0].Body))
		}
	}
	if len(kept) != 1 {
		t.Fatalf("%d answers are kept", len(kept))
	}
	want(t, 0, dir, "backup", "copy")
	want(t, 0, dir, "restore", "copy", "--to", "again")
	if !strings.Contains(tree(t, filepath.Join(dir, "again"))["/derived/00000000.jsonl"], kept[0]) {
		t.Error("the backup does not have the answer")
	}
	want(t, 0, dir, eraseArgs("sha256:"+digest)...)
	nowhere(t, filepath.Join(dir, "record"), digest)
	for name, content := range tree(t, filepath.Join(dir, "record")) {
		if strings.Contains(content, kept[0]) {
			t.Errorf("the answer is still in %s", name)
		}
	}
	says(t, want(t, 0, dir, "verify", "--recode").out, "erased on ground consent-withdrawn")
}

// answers wants a record with a proposal to hold, and to make it again, without a model.
func answers(t *testing.T, dir, id string) {
	t.Helper()
	clean(t, dir)
	v := want(t, 0, dir, "verify", "--recode", "--json")
	if strings.Contains(v.out, "not-checkable") || strings.Contains(v.out, "not-in-log") {
		t.Errorf("not all was made again:\n%s", v.out)
	}
	before, acts := want(t, 0, dir, "list", "claims", "--json").out, want(t, 0, dir, "list", "acts", "--json").out
	want(t, 1, dir, "recode", "--all") // what was refused is still a gap
	if now := want(t, 0, dir, "list", "acts", "--json").out; now != acts {
		t.Errorf("coded again without a change, it wrote\n%s\nand before there was\n%s", now, acts)
	}
	want(t, 0, dir, "rebuild")
	if now := want(t, 0, dir, "list", "claims", "--json").out; now != before || !strings.Contains(now, id) {
		t.Errorf("claims are\n%s\nand were\n%s", now, before)
	}
}

// TestModelFails: whatever the service does, the claims of the rules are those of a record that never heard of it, the gap is on record, and later only
// what was not answered is asked.
func TestModelFails(t *testing.T) {
	t.Parallel()
	plain := started(t)
	put(t, filepath.Join(plain, "a.txt"), overheard)
	want(t, 0, plain, "add", "a.txt")
	rules := want(t, 0, plain, "list", "claims", "--json").out
	for name, x := range map[string]struct {
		why    string
		answer func(w http.ResponseWriter)
	}{
		"status":  {"HTTP status 500", func(w http.ResponseWriter) { http.Error(w, "no", 500) }},
		"reset":   {"it", func(w http.ResponseWriter) { panic(http.ErrAbortHandler) }},
		"garbage": {"it is not a", func(w http.ResponseWriter) { io.WriteString(w, "<p>") }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := started(t)
			put(t, filepath.Join(dir, "a.txt"), overheard)
			s := newStandIn(t, proposal)
			s.does(x.answer)
			r := want(t, 1, dir, s.flags("add", "a.txt")...)
			says(t, r.out, "captured", "gap: model tiny", x.why)
			if now := want(t, 0, dir, "list", "claims", "--json").out; now != rules {
				t.Errorf("claims are\n%s\nand without a model\n%s", now, rules)
			}
			says(t, want(t, 0, dir, "list", "gaps").out, x.why)
			clean(t, dir)
			want(t, 1, dir, s.flags("recode", "--all")...)
			clean(t, dir)
			s.say(proposal)
			args := s.flags("recode")
			if name == "garbage" { // it answered: only --all asks again
				want(t, 0, dir, args...)
				args = append(args, "--all")
			}
			n := len(s.sent())
			want(t, 0, dir, args...)
			if got := lines[told](t, want(t, 0, dir, "list", "claims", "--status", "proposed", "--json").out); len(got) != 1 || len(s.sent()) != n+1 {
				t.Errorf("asked %d times more, proposed are %+v", len(s.sent())-n, got)
			}
			want(t, 0, dir, s.flags("recode")...)
			if len(s.sent()) != n+1 {
				t.Error("it was asked again what it had answered")
			}
			want(t, 0, dir, "verify", "--recode")
		})
	}
}

// TestModelBesideCode: nothing is kept, the gaps stand among the claims, and without the flags nobody is asked.
func TestModelBesideCode(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, filepath.Join(dir, "a.txt"), overheard)
	s := newStandIn(t, proposal+`,{"type":"WAR"}`)
	c := factum(t, dir, s.flags("code", "a.txt", "--json")...)
	c.Env = append(c.Env, "FACTUM_MODEL_KEY=sesame", "HTTP_PROXY=http://127.0.0.1:1")
	r := finish(t, c)
	if r.code != 1 || !slices.Equal(s.bearers(), []string{"Bearer sesame"}) || strings.Contains(r.out+r.err, "sesame") {
		t.Fatalf("exit %d, keys %q\n%s%s", r.code, s.bearers(), r.out, r.err)
	}
	type either struct {
		told
		Ref string
		Gap *struct{ Reason string }
	}
	got := lines[either](t, r.out)
	if n := len(got); n < 3 || !slices.ContainsFunc(got, func(x either) bool { return proposed(x.told) }) || got[n-1].Gap == nil || got[n-1].Ref != "a.txt" || !strings.Contains(got[n-1].Gap.Reason, "no event type “WAR”") {
		t.Errorf("printed\n%s", r.out)
	}
	says(t, want(t, 1, dir, s.flags("code", "a.txt")...).out, "proposed by model:tiny")
	line, _ := json.Marshal(map[string]string{"id": "7", "text": overheard})
	put(t, filepath.Join(dir, "a.jsonl"), strings.Repeat(string(line)+"\n", 3))
	j := want(t, 1, dir, s.flags("code", "--jsonl", "a.jsonl")...).out
	if strings.Count(j, `"gap":`) != 3 || strings.Count(j, "model:tiny") != 3 || len(s.sent()) != 5 {
		t.Errorf("asked %d times, printed\n%s", len(s.sent()), j)
	}
	if again := want(t, 1, dir, s.flags("code", "--jsonl", "a.jsonl")...).out; again != j {
		t.Error("the same answers gave other bytes")
	}
	n := len(s.sent())
	want(t, 0, dir, "code", "a.txt")
	if len(s.sent()) != n {
		t.Error("it was asked without the flags")
	}
	for _, args := range [][]string{{"code", "a.txt", "--model", s.URL}, {"code", "a.txt", "--model-name", "tiny"}, {"code", "a.txt", "--model", "tiny", "--model-name", "tiny"},
		{"code", "a.txt", "--model", s.URL, "--model-name", "tiny", "--model-timeout", "soon"}, {"code", "a.txt", "--model", s.URL, "--model-name", "tiny", "--model-timeout", "-1s"}} {
		want(t, 2, dir, args...)
	}
	if len(s.sent()) != n {
		t.Error("it was asked for a mistaken command")
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 2 {
		t.Errorf("something was kept: %v, %v", files, err)
	}
}

// TestModelTalksAtLength: an answer too large for a line of derived items is a blob, and goes with its capture all the same.
func TestModelTalksAtLength(t *testing.T) {
	t.Parallel()
	dir := started(t)
	put(t, filepath.Join(dir, "a.txt"), overheard)
	s := newStandIn(t, proposal+strings.Repeat(" ", 200<<10))
	r := want(t, 0, dir, s.flags("add", "a.txt", "--json")...)
	s.Close()
	blobs := func() (all []string) {
		for name, content := range tree(t, filepath.Join(dir, "record", "blobs")) {
			if len(content) > 200<<10 {
				all = append(all, name)
			}
		}
		return all
	}
	if len(blobs()) != 1 {
		t.Fatalf("large blobs: %q", blobs())
	}
	want(t, 0, dir, "verify", "--recode")
	want(t, 0, dir, "recode", "--all")
	want(t, 0, dir, "backup", "copy")
	want(t, 0, dir, "restore", "copy", "--to", "again")
	want(t, 0, dir, eraseArgs(lines[line](t, r.out)[0].Capture)...)
	if len(blobs()) != 0 {
		t.Errorf("left: %q", blobs())
	}
	clean(t, dir)
}
