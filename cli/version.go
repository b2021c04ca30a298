package cli

import (
	"fmt"

	"factum"
	"factum/record"
)

type versionCmd struct{}

func (versionCmd) Run(s *session) error {
	st, err := record.NewStages()
	if err != nil {
		return err
	}
	v := st.Versions()
	if s.app.JSON {
		return s.object(struct {
			Program string `json:"program"`
			Build   string `json:"build"`
			Format  int    `json:"format"`
			record.Versions
		}{record.ProgramVersion, record.BuildInfo(), factum.FormatVersion, v})
	}
	fmt.Fprintf(s.Out, "factum %s", record.ProgramVersion)
	if b := record.BuildInfo(); b != "" {
		fmt.Fprintf(s.Out, " (%s)", b)
	}
	fmt.Fprintf(s.Out, "\nrecord format %d\nreader        %s\ncoder         %s\ngazetteer     %s\nweigher       %s\n", factum.FormatVersion, v.Reader, v.Coder, v.Gazetteer, v.Weigher)
	return nil
}
