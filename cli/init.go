package cli

import (
	"bufio"
	"fmt"

	"factum/record"
)

type initCmd struct {
	Mandate   string `help:"Why this record is kept: the mandate or question." placeholder:"TEXT"`
	Situation string `help:"What it is about: the conflict, the place, the time." placeholder:"TEXT"`
	TSA       string `help:"Address of a timestamp authority (kept as a setting; nothing is sent to it)." name:"tsa" placeholder:"URL"`
	Route     string `help:"How this machine should go to the network, for later fetches." placeholder:"TEXT"`
}

// Help is what `factum init --help` teaches beside the flags.
func (initCmd) Help() string {
	return `Makes a directory that holds everything: captures, acts, the log with its own signing key, and the database.
On a terminal it asks a few questions; Enter leaves any of them open. The answers are sealed in the first act.
keys/ signs the log: keep it private, and keep a checkpoint elsewhere ('factum verify' prints the newest).`
}

func (c *initCmd) Run(s *session) error {
	if isTerminal(s.In) && isTerminal(s.Out) && !s.app.JSON {
		in := bufio.NewReader(s.In)
		for _, q := range []struct {
			to   *string
			text string
		}{
			{&c.Mandate, "Why is this record kept (mandate or question)?"},
			{&c.Situation, "What is it about (conflict, place, time)?"},
			{&s.app.By, "Who are you (a collector id, such as your initials)?"},
			{&c.TSA, "Timestamp authority, if you use one (address)?"},
			{&c.Route, "How do you go to the network (direct, VPN, Tor)?"},
		} {
			if *q.to == "" {
				*q.to = ask(in, s.Out, q.text)
			}
			if err := s.ctx.Err(); err != nil {
				fmt.Fprintln(s.Out)
				return err
			}
		}
	}
	made, err := record.Init(s.ctx, s.config(), record.Settings{Mandate: c.Mandate, Situation: c.Situation, TSA: c.TSA, Route: c.Route})
	if err != nil {
		return err
	}
	if s.app.JSON {
		return s.object(made)
	}
	fmt.Fprintf(s.Out, "A record was made in %s.\n  log  %s\n  key  %s\nNow: factum add FILE…\n", quoteName(made.Dir), made.Origin, made.PublicKey)
	return nil
}
