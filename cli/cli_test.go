package cli_test

import (
	"context"
	"os"
	"os/signal"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"factum/cli"
)

// TestMain lets the test binary be factum itself, so that tests run it as users do.
func TestMain(m *testing.M) {
	if os.Getenv("FACTUM_TEST_IS_MAIN") != "" {
		run()
	}
	testscript.Main(m, map[string]func(){"factum": run})
}

func run() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	go func() {
		<-ctx.Done()
		stop() // as in main: a second Ctrl-C ends the program at once
	}()
	code := cli.Run(ctx, os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}, os.Environ())
	notePeak(os.Getenv("FACTUM_TEST_PEAK"))
	os.Exit(code)
}

// TestScripts runs the command line as users do; each file in testdata/script is one story.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", RequireExplicitExec: true, RequireUniqueNames: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("FACTUM_RECORD", "")
			e.Setenv("FACTUM_BY", "")
			e.Setenv("FACTUM_KEY", "")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "flip": flip},
	})
}
