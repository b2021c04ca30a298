package cli

import "factum"

type backupCmd struct{}

func (c *backupCmd) Run(s *session) error { return factum.Errorf(factum.Other, "not there yet") }

type restoreCmd struct{}

func (c *restoreCmd) Run(s *session) error { return factum.Errorf(factum.Other, "not there yet") }
