package cli

import (
	"encoding/json"

	"factum"
)

// object prints one JSON object on a line of its own.
func (s *session) object(v any) error {
	e := json.NewEncoder(s.Out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return factum.Errorf(factum.Other, "printing: %w", err)
	}
	return nil
}
