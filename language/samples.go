package language

import (
	"fmt"
	"strings"
)

// maxProfiles is how many languages fit a set of bits.
const maxProfiles = 64

// parseProfiles adds the samples of the languages that are told apart only; an error names file, line and reason. A section of a language that is
// read is passed over.
func parseProfiles(name, text string, samples map[string]string) (*profiles, error) {
	p := &profiles{words: map[string][]int16{}}
	for _, l := range all {
		if err := checkSample(samples[l.Code]); err != nil {
			return nil, fault("data/profiles/"+l.Code+".txt", 0, err)
		}
		p.langs, p.letters = append(p.langs, l.Code), append(p.letters, l.Letters)
	}
	section, first := "", 0
	var lines []string
	end := func() error {
		if section == "" || Known(section) {
			return nil
		}
		sample := strings.Join(lines, "\n")
		if err := checkSample(sample); err != nil {
			return fault(name, first, err)
		}
		samples[section] = sample
		return nil
	}
	for i, line := range strings.Split(text, "\n") {
		head, is := strings.CutPrefix(line, "@ ")
		if !is {
			if section == "" && line != "" {
				return nil, fault(name, i, fmt.Errorf("text before the first language: want a line of @, a code and its letters"))
			}
			lines = append(lines, line)
			continue
		}
		if err := end(); err != nil {
			return nil, err
		}
		code, letters, _ := strings.Cut(head, " ")
		if _, twice := samples[code]; len(code) != 2 || twice && !Known(code) {
			return nil, fault(name, i, fmt.Errorf("%q: want a code of two letters that stands there once", code))
		}
		section, first, lines = code, i+1, nil
		if !Known(code) {
			p.langs, p.letters = append(p.langs, code), append(p.letters, letters)
		}
	}
	if len(p.langs) > maxProfiles {
		return nil, fault(name, 0, fmt.Errorf("more than %d languages", maxProfiles))
	}
	return p, end()
}

// checkSample checks that a sample begins with its list of function words and has text.
func checkSample(s string) error {
	list, text, _ := strings.Cut(s, "\n")
	if !strings.HasPrefix(list, "= ") {
		return fmt.Errorf("want a first line of = and the most frequent small words")
	}
	if len(strings.Fields(text)) < 8 {
		return fmt.Errorf("want sentences behind the list of words, some forty for a language that is read")
	}
	return nil
}
