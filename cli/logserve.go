package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"

	"factum"
	"factum/record"
)

type logServeCmd struct {
	Listen string `help:"Where to listen." default:"127.0.0.1:7118" placeholder:"HOST:PORT"`
}

// Help is what `factum log serve --help` teaches beside the flags.
func (logServeCmd) Help() string {
	return `Serves /checkpoint, /tile/<L>/<N>[.p/<W>] and /tile/entries/<N>[.p/<W>] and nothing else, also while the record is being written to, until
Ctrl-C. Any tlog-tiles client can read the whole log from it and compute the root. Only this machine reaches it unless --listen says otherwise.`
}

func (c *logServeCmd) Run(s *session) error {
	host, port, err := net.SplitHostPort(c.Listen)
	if n, perr := strconv.ParseUint(port, 10, 16); err != nil || perr != nil {
		return factum.Errorf(factum.Invalid, "%q is not a host and a port", c.Listen).WithHint("For example 127.0.0.1:7118; port 0 takes a free one.")
	} else {
		port = strconv.FormatUint(n, 10)
	}
	return s.log(func(g *record.Log) error {
		st, err := g.State(s.ctx)
		if err != nil {
			return err
		}
		ln, err := (&net.ListenConfig{}).Listen(s.ctx, "tcp", net.JoinHostPort(host, port))
		if err != nil {
			return cannotListen(c.Listen, err)
		}
		if a, ok := ln.Addr().(*net.TCPAddr); !ok || !a.IP.IsLoopback() {
			fmt.Fprintf(s.Err, "factum: WARNING: listening on %s: every machine that reaches this one can read the log: how many acts there are, when it grows, "+
				"and their digests. No names, sources or texts are in it.\n", ln.Addr())
		}
		url := "http://" + ln.Addr().String() + "/"
		if s.app.JSON {
			err = s.object(map[string]any{"url": url, "listen": ln.Addr().String(), "origin": st.Origin, "public_key": st.PublicKey})
		} else {
			_, err = fmt.Fprintf(s.Out, "Serving the log %s at %s\npublic key %s\nCtrl-C ends it.\n", clean(st.Origin), url, st.PublicKey)
		}
		if err != nil {
			return errors.Join(err, ln.Close())
		}
		return g.Ledger().ServeLog(s.ctx, ln)
	})
}

// cannotListen says why an address can't be listened on.
func cannotListen(at string, err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	hint := "Name another address with --listen."
	if errors.Is(err, syscall.EADDRINUSE) {
		hint = "Another program listens there. Name another port with --listen; port 0 takes a free one."
	}
	var op *net.OpError
	if errors.As(err, &op) {
		err = op.Err
	}
	return factum.Errorf(factum.Other, "listening on %s: %w", at, err).WithHint("%s", hint)
}
