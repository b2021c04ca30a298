package cli_test

import (
	"os"
	"testing"
	"time"

	"factum/internal/soak"
)

// TestSoak is the short form of `make soak`: kill -9 at random moments of add, decide, recode, rebuild, erase and a change of key.
// Nothing that was confirmed is lost, verify finds nothing wrong, and the same command completes.
func TestSoak(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	kills := 16
	if long() {
		kills = 200
	}
	start := time.Now()
	f, err := soak.Run(soak.Config{Program: []string{self}, Env: []string{"FACTUM_TEST_IS_MAIN=1"}, Dir: t.TempDir(), Kills: kills, Lines: 2, Seed: time.Now().UnixNano()})
	t.Logf("%s%s", f, time.Since(start).Round(time.Second))
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range f.Lost {
		t.Error(l)
	}
	if f.Total() < kills {
		t.Errorf("only %d kills", f.Total())
	}
}
