package custody

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// places reports files where none belong.
func (v *verifier) places() error {
	known := append(slices.Clone(directories), fileConfig, fileLock)
	segment := func(name string) bool { _, ok := parseSegment(name); return ok }
	for _, d := range []struct {
		dir     string
		belongs func(name string) bool
	}{
		{".", func(name string) bool { return slices.Contains(known, name) || isIndex(name) }},
		{dirKeys, func(name string) bool {
			return name == filepath.Base(fileKey) || name == filepath.Base(fileNextKey) || name == "people"
		}},
		{dirActs, segment},
		{dirSealed, segment},
		{dirDerived, segment},
		{dirCheckpoints, func(name string) bool {
			n, err := strconv.ParseInt(name, 10, 64)
			return err == nil && n >= 0 && strconv.FormatInt(n, 10) == name
		}},
	} {
		es, err := os.ReadDir(filepath.Join(v.dir, d.dir))
		if err != nil {
			if os.IsNotExist(err) || os.IsPermission(err) {
				continue
			}
			return ioError("read "+d.dir, err)
		}
		for _, e := range es {
			file := filepath.Join(d.dir, e.Name())
			switch {
			case file == fileErasing:
				v.tell(Checked{Item: file, File: file, Status: NotInLog, Why: "something is being erased, or was when a session broke off; the next one finishes it"})
			case strings.HasPrefix(e.Name(), ".new-"):
				v.tell(Checked{Item: file, File: file, Status: NotInLog, Why: "left by an interrupted write"})
			case !d.belongs(e.Name()):
				v.tell(Checked{Item: file, File: file, Status: Added, Why: "nothing of that name belongs here"})
			}
		}
	}
	return v.stamps()
}

// isIndex reports whether a name is the index's, which is no part of the evidence.
func isIndex(name string) bool {
	return name == "record.db" || strings.HasPrefix(name, "record.db-")
}
