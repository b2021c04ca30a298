package cli

import "factum"

type eraseCmd struct{}

func (c *eraseCmd) Run(s *session) error { return factum.Errorf(factum.Other, "not there yet") }
