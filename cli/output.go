package cli

import "encoding/json"

// object prints one JSON object on a line of its own.
func (s *session) object(v any) error {
	e := json.NewEncoder(s.Out)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
