package score

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"factum"
)

// File is a gold file. Only what its coder was sure of is given.
type File struct {
	Document  string  `json:"document"`
	Lang      string  `json:"lang"`
	Published string  `json:"published"`
	About     string  `json:"about"`
	Claims    []Claim `json:"claims"`
	Optional  []Claim `json:"optional"`
	// MustNot says in words what may never come out; Compare checks what follows from the claims (see Result.Violations),
	// the words are for people.
	MustNot []string `json:"must_not"`
	Quotes  []Quote  `json:"quotes"`
	Facts   string   `json:"facts"`
}

// Claim is a claim as somebody coded it. A nil field was not given.
type Claim struct {
	N           int                `json:"n"`
	Types       []factum.EventType `json:"types"`
	Modes       []string           `json:"modes"`
	Object      *string            `json:"object"`
	Actors      *[]string          `json:"actors"` // codes, or words for somebody without one
	Basis       string             `json:"basis"`
	Role        string             `json:"role"`
	Recipients  *[]string          `json:"recipients"`
	Place       string             `json:"place"`
	Time        *When              `json:"time"`
	Modality    Modalities         `json:"modality"`
	Attribution *Attribution       `json:"attribution"`
	Quantities  []Quantity         `json:"quantities"`
	Items       []string           `json:"items"`
	Passage     string             `json:"passage"`
	Note        string             `json:"note"`
	Commitment  string             `json:"commitment"`
}

// When compares with a claim's time, key by key where given.
type When struct {
	From      *string `json:"from"`
	To        *string `json:"to"`
	Precision *string `json:"precision"`
}

// Attribution compares with any one of a claim's attributions, key by key where given.
type Attribution struct {
	Name string `json:"name"`
	Code string `json:"code"`
	Role string `json:"role"`
	At   string `json:"at"`
	Form string `json:"form"`
}

// Quantity compares kind and bounds where given.
type Quantity struct {
	Kind string `json:"kind"`
	Min  *int64 `json:"min"`
	Max  *int64 `json:"max"`
}

// Quote is a quotation that has to be found.
type Quote struct {
	Speaker string `json:"speaker"`
	Begins  string `json:"begins"`
	Ends    string `json:"ends"`
	At      string `json:"at"`
}

// Modalities is one modality or a list of those that are right.
type Modalities []factum.Modality

// UnmarshalJSON reads a string or a list.
func (m *Modalities) UnmarshalJSON(b []byte) error {
	var one factum.Modality
	if json.Unmarshal(b, &one) == nil {
		*m = Modalities{one}
		return nil
	}
	var list []factum.Modality
	if err := json.Unmarshal(b, &list); err != nil {
		return err
	}
	*m = list
	return nil
}

// Read reads a gold file and checks it against its article, given as its bytes or as title and text read from them: a passage that
// stands in none of these is a mistake in the gold.
func Read(path string, article ...string) (*File, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, factum.Errorf(factum.Missing, "no gold file %s: %w", path, err)
		}
		return nil, err
	}
	var f File
	if err := json.Unmarshal(b, &f); err != nil {
		return nil, factum.Errorf(factum.Invalid, "%s: %w", path, err)
	}
	for _, list := range [][]Claim{f.Claims, f.Optional} {
		for _, c := range list {
			if c.Passage == "" || !slices.ContainsFunc(article, func(a string) bool { return strings.Contains(a, c.Passage) }) {
				return nil, factum.Errorf(factum.Invalid, "%s: claim %d: its passage does not stand in the article: %q", path, c.N, c.Passage)
			}
			for _, t := range c.Types {
				if !t.Valid() {
					return nil, factum.Errorf(factum.Invalid, "%s: claim %d: no event type %q", path, c.N, t)
				}
			}
			if len(c.Types) == 0 {
				return nil, factum.Errorf(factum.Invalid, "%s: claim %d lists no type", path, c.N)
			}
		}
	}
	return &f, nil
}

// GoldPath is where the gold of an article lies: beside it, or in a folder gold/ beside it, or claims.json alone.
func GoldPath(article string) string {
	base := strings.TrimSuffix(article, filepath.Ext(article))
	dir, name := filepath.Split(base)
	for _, p := range []string{base + ".claims.json", filepath.Join(dir, "gold", name+".claims.json"), filepath.Join(dir, "claims.json")} {
		if _, err := os.Stat(p); err == nil {
			return p
		}
	}
	return base + ".claims.json"
}

// Articles lists the articles that the arguments name: a file itself, of a folder and those under it the files that
// have gold. A path that is not there is an error.
func Articles(args []string) ([]string, error) {
	var out []string
	for _, a := range args {
		st, err := os.Stat(a)
		if err != nil {
			return nil, factum.Errorf(factum.Missing, "%s: not there; give an article or a folder of articles with gold beside them", a)
		}
		if !st.IsDir() {
			out = append(out, a)
			continue
		}
		n := len(out)
		err = filepath.WalkDir(a, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasSuffix(p, ".json") {
				return err
			}
			if _, err := os.Stat(GoldPath(p)); err == nil {
				out = append(out, p)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		if len(out) == n {
			return nil, factum.Errorf(factum.Missing, "%s: no article with gold (NAME.claims.json) in it", a)
		}
	}
	sort.Strings(out)
	return out, nil
}
