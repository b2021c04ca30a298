package corroboration

import (
	"slices"
	"strings"

	"factum"
)

// who is a list of actors made comparable.
type who struct {
	codes []string // sorted, once each
	loose []string // roles, or words where there is no role, of those without a code; sorted
	roles []string // code:role of those with both; sorted
	// organs tells whether a code is the United Nations or an organ of it: only then is organOf worth asking.
	organs bool
	key    string
}

func readWho(lists ...[]factum.Actor) who {
	var w who
	for _, as := range lists {
		for _, a := range as {
			role := fold(a.Role)
			switch {
			case a.Code != "":
				w.codes = append(w.codes, a.Code)
				w.organs = w.organs || wholeOf(a.Code) == "UN"
				if role != "" {
					w.roles = append(w.roles, a.Code+":"+role)
				}
			case role != "":
				w.loose = append(w.loose, role)
			case a.Text != "":
				w.loose = append(w.loose, fold(a.Text))
			}
		}
	}
	for _, l := range []*[]string{&w.codes, &w.loose, &w.roles} {
		slices.Sort(*l)
		*l = slices.Compact(*l)
	}
	if !w.empty() {
		w.key = strings.Join(w.codes, ",") + "|" + strings.Join(w.loose, ",") + "|" + strings.Join(w.roles, ",")
	}
	return w
}

func (w who) empty() bool { return len(w.codes) == 0 && len(w.loose) == 0 }

// excludes reports whether two lists can't be of one happening: both name actors by code, all are known, and
// none is in both or an organ of one in the other. Of those who meet or agree (together), more than half of the
// shorter list has to be in the other, so that NATO with Ukraine is not NATO with Georgia. A member is not its
// alliance: what the Netherlands gives is not what NATO gives.
func (w who) excludes(v who, together bool) bool {
	if len(w.codes) == 0 || len(v.codes) == 0 {
		return false
	}
	n := common(w.codes, v.codes)
	if n == 0 && w.organOf(v) {
		n++
	}
	if n == 0 {
		return len(w.loose) == 0 && len(v.loose) == 0
	}
	return together && 2*n <= min(len(w.codes), len(v.codes))
}

// organOf reports whether one list names an organ of an organisation that the other names, or both name organs of one.
func (w who) organOf(v who) bool {
	if !w.organs || !v.organs {
		return false
	}
	for _, a := range w.codes {
		for _, b := range v.codes {
			if a != b && wholeOf(a) == wholeOf(b) && (wholeOf(a) == a || wholeOf(b) == b) {
				return true
			}
		}
	}
	return false
}

// organs of the United Nations, which are often named for the whole.
const organs = "UNSC OHCHR UNHCR UNGA IAEA WHO UNICEF OCHA"

// wholeOf is the organisation that a code is an organ of, or the code.
func wholeOf(code string) string {
	if listed(organs, code) {
		return "UN"
	}
	return code
}

// States as of 2024.
const (
	memberStatesNATO = "ALB BEL BGR CAN CZE DEU DNK ESP EST FIN FRA GBR GRC HRV HUN ISL ITA LTU LUX LVA MKD MNE NLD NOR POL PRT ROU SVK SVN SWE TUR USA"
	memberStatesEU   = "AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU SVK SVN SWE"
)

// listed reports whether a word stands in a list of words separated by single spaces.
func listed(list, word string) bool {
	for list != "" {
		var w string
		w, list, _ = strings.Cut(list, " ")
		if w == word {
			return true
		}
	}
	return false
}
