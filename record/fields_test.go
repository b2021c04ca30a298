package record

import (
	"encoding/json"
	"strings"
	"testing"

	"factum"
)

// What a person writes becomes the JSON of a claim's slots, or a sentence that says what is wrong with it.
func TestFields(t *testing.T) {
	for _, c := range []struct{ name, value, field, want string }{
		{"type", "assault", "type", `"ASSAULT"`},
		{"object", "", "object", `""`},
		{"modes", "heavy-weapons, drone", "modes", `["heavy-weapons","drone"]`},
		{"modality", "denied", "modality", `"denied"`},
		{"actors", "", "actors", `[]`},
		{"actors", "RUS, the mayor", "actors", `[{"text":"RUS","code":"RUS","role":"","basis":"named","span":[0,0]},{"text":"the mayor","code":"","role":"","basis":"named","span":[0,0]}]`},
		{"place", "", "place", `null`},
		{"place", "UKR", "place", `"country":"UKR"`},
		{"place", "Kramatorsk, UKR", "place", `"name":"Kramatorsk","country":"UKR"`},
		{"place", "a barn, UKR, 48.5, 37.25", "place", `"lat":48.5,"lon":37.25,"geonames":0,"precision":"point"`},
		{"time", "2024-02", "time", `"from":"2024-02-01","to":"2024-02-29","precision":"month"`},
		{"time", "2022-04-04", "time", `"from":"2022-04-04","to":"2022-04-04","precision":"day"`},
		{"time", "2022-04-04..2022-05", "time", `"from":"2022-04-04","to":"2022-05-31","precision":"range"`},
		{"time", "..2022", "time", `"from":"","to":"2022-12-31","precision":"not-after"`},
		{"time", "2022..", "time", `"from":"2022-01-01","to":"","precision":"not-before"`},
		{"killed", "40-", "quantities", `[{"kind":"killed","min":40,"max":null,"unit":"person","text":"40-","span":[0,0]}]`},
		{"wounded", "3-5", "quantities", `"min":3,"max":5`},
		{"withdrawn", "yes", "withdrawn", `true`},
		{"place", `{"name":"X"}`, "place", `{"name":"X"}`},
	} {
		got, err := Fields(map[string]string{c.name: c.value}, true)
		if err != nil {
			t.Errorf("%s=%s: %v", c.name, c.value, err)
			continue
		}
		if len(got) != 1 || !strings.Contains(string(got[c.field]), c.want) {
			t.Errorf("%s=%s is %s, want %s", c.name, c.value, got, c.want)
		}
		if _, _, err := (factum.Claim{Coder: factum.Coder{Name: factum.ProposedBy}}).Corrected(factum.Remark{Remarked: factum.Remarked{Fields: got}}, factum.Standing{}); err != nil {
			t.Errorf("%s=%s can't be laid on a claim: %v", c.name, c.value, err)
		}
	}
	for _, c := range []struct{ name, value, want string }{
		{"type", "WAR", "no event type"}, {"modality", "maybe", "no modality"}, {"place", "Springfield", "no one place"}, {"place", "Nowhereville, UKR", "no one place"},
		{"place", "a barn, UKR, 95, 0", "latitude"}, {"time", "2022-02-30", "no day"}, {"time", "..", "no day"}, {"time", "2023..2022", "no day"}, {"time", "yesterday", "no day"},
		{"killed", "many", "no number"}, {"killed", "5-3", "no number"}, {"killed", "-5", "no number"}, {"withdrawn", "perhaps", "yes or no"}, {"colour", "red", "can be corrected"},
		{"actors", `[{"text":`, "does not read"},
	} {
		if got, err := Fields(map[string]string{c.name: c.value}, true); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s=%s: %s, %v, want %q", c.name, c.value, got, err, c.want)
		}
	}
	got, err := Fields(map[string]string{"wires": "AFP, dpa", "interest": "party"}, false)
	if b, _ := json.Marshal(got); err != nil || string(b) != `{"interest":"party","wires":["AFP","dpa"]}` {
		t.Errorf("of a source: %s, %v", b, err)
	}
	for name, value := range map[string]string{"interest": "bribed", "colour": "red", "grade": "A", "owner": `["a"]`, "wires": `{"a":1}`} {
		got, err := Fields(map[string]string{name: value}, false)
		if err != nil || factum.KindOf(factum.CheckSourceFields(got)) != factum.Invalid {
			t.Errorf("of a source %s=%s: %v, %v", name, value, err, factum.CheckSourceFields(got))
		}
	}
}
