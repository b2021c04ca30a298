// Command factum preserves what is reported about a conflict and turns it into facts whose
// support anybody can check. See the README and `factum --help`.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"factum/cli"
)

// The collector may let garbage grow up to this many bytes before it works harder: loading many files is a fifth faster for it.
const memory = 300 << 20

func main() {
	debug.SetGCPercent(300)
	debug.SetMemoryLimit(memory)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	go func() {
		<-ctx.Done()
		stop() // a second Ctrl-C ends the program at once
	}()
	os.Exit(cli.Run(ctx, os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}, os.Environ()))
}
