package cli

import "factum"

type logCmd struct{}

func (c *logCmd) Run(s *session) error { return factum.Errorf(factum.Other, "not there yet") }
