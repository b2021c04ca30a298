package record_test

import (
	"strings"
	"testing"
	"time"

	"factum/record"
)

// A clock that jumps back between sessions and within one changes nothing but the times that acts state: the order is the log's, the record verifies,
// and the answers are the same again when the index is made anew.
func TestClockJumpsBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	clock := time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)
	w.cfg.Now = func() time.Time {
		clock = clock.Add(-time.Hour)
		return clock
	}
	for _, n := range []string{"one", "two", "three"} {
		clock = clock.AddDate(-3, 0, 0)
		p := w.file(n+".txt", "LOZOVA, 8 April 2022 - Russian forces shelled the railway station of Lozova on Friday, killing twelve people. "+n+"\n")
		if got := w.add(record.AddOptions{}, p, p); len(got) != 2 || got[0].Status != "captured" || got[1].Status != "known" {
			t.Errorf("%+v", got)
		}
	}
	before := w.answers()
	if !strings.Contains(before, `"2021-`) || !strings.Contains(before, `"2027-`) {
		t.Errorf("the clock did not jump: %s", before)
	}
	if _, err := record.Rebuild(t.Context(), w.cfg, nil); err != nil {
		t.Fatal(err)
	}
	if after := w.answers(); after != before {
		t.Errorf("rebuilt, it answers\n%s\nand did\n%s", after, before)
	}
	sum, err := record.Verify(t.Context(), w.cfg, record.VerifyOptions{}, func(c record.Checked) error {
		if !c.OK {
			t.Errorf("%+v", c)
		}
		return nil
	})
	if err != nil || sum.Checked == 0 {
		t.Errorf("%+v, %v", sum, err)
	}
}
