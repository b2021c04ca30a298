package cli

import "factum"

type byCmd struct{}

func (c *byCmd) Run(s *session) error { return factum.Errorf(factum.Other, "not there yet") }
