package custody

import (
	"path"
	"regexp"
	"strconv"
	"strings"

	"factum"
)

// simpleName is a name of one file that means nothing to any file system.
var simpleName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._+@-]{0,127}$`)

// logTile is a tile or entry bundle, relative to log/.
var logTile = regexp.MustCompile(`^tile/(entries|\d{1,2})/(x\d{3}/)*\d{3}(\.p/\d{1,3})?$`)

// blobFile is the file of a blob, relative to the record.
func blobFile(d factum.Digest) string { return path.Join(dirBlobs, d.Hex()[:2], d.Hex()) }

// belongsInBackup reports whether a file of that name, with slashes and relative to the record, may be in a copy of one. What it does not
// know is not copied and not unpacked.
func belongsInBackup(name string) bool { return backupLimit(name) > 0 }

// backupLimit is how many bytes a file of that name may have at most, 0 when it does not belong in a copy.
func backupLimit(name string) int64 {
	dir, base := path.Split(name)
	dir = strings.TrimSuffix(dir, "/")
	switch {
	case name == fileConfig:
		return 64 << 10
	case dir == dirActs, dir == dirSealed:
		if _, ok := parseSegment(base); ok {
			return factum.ActsPerSegment * maxLine // a line of openings is as long as what is sealed
		}
	case dir == dirDerived:
		if _, ok := parseSegment(base); ok {
			return DerivedSegment + maxLine*16
		}
	case dir == dirCheckpoints:
		if n, err := strconv.ParseInt(base, 10, 64); err == nil && n >= 0 && strconv.FormatInt(n, 10) == base {
			return smallMax
		}
	case dir == dirStamps, dir == dirKeys, strings.HasPrefix(dir, dirKeys+"/") && simpleName.MatchString(strings.TrimPrefix(dir, dirKeys+"/")):
		if simpleName.MatchString(base) {
			return smallMax
		}
	case name == fileCheckpoint, name == fileTreeState, name == dirLog+"/.state/version":
		return 64 << 10
	case strings.HasPrefix(name, dirLog+"/tile/"):
		if logTile.MatchString(strings.TrimPrefix(name, dirLog+"/")) {
			return smallMax
		}
	case strings.HasPrefix(name, dirBlobs+"/"):
		if d, err := factum.ParseDigest(base); err == nil && d.Hex() == base && name == blobFile(d) {
			return 1 << 62
		}
	}
	return 0
}
