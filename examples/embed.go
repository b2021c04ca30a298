// Package examples carries the sample reports that `factum demo` fills a record with. All were
// written for this project and report invented happenings; see README.md in this folder.
package examples

import (
	"embed"
	"io/fs"
)

//go:embed [0-9]*
var files embed.FS

// Files are the reports, one file each.
func Files() fs.FS { return files }
