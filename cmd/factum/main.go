// Command factum preserves what is reported about a conflict and turns it into facts whose
// support anybody can check. See the README and `factum --help`.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"factum/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	go func() {
		<-ctx.Done()
		stop() // a second Ctrl-C ends the program at once
	}()
	os.Exit(cli.Run(ctx, os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}, os.Environ()))
}
