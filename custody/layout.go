package custody

import (
	"fmt"
	"path/filepath"
	"strconv"
)

// The names in a record's directory.
const (
	fileConfig     = "factum.toml"
	fileLock       = "lock"
	dirKeys        = "keys"
	dirActs        = "acts"
	dirSealed      = "sealed"
	dirDerived     = "derived"
	dirLog         = "log"
	dirCheckpoints = "checkpoints"
	dirStamps      = "stamps"
	dirTmp         = "tmp"
	dirBlobs       = "blobs"
	fileKey        = "keys/log.key"
	fileNextKey    = "keys/log.key.next"
	fileCheckpoint = "log/checkpoint"
	fileTreeState  = "log/.state/treeState"
)

// directories lists all of them, as Create makes them.
var directories = []string{dirKeys, dirBlobs, dirActs, dirSealed, dirDerived, dirLog, dirCheckpoints, dirStamps, dirTmp}

// DerivedSegment is the size in bytes at which a file of derived/ is full and the next one begins.
const DerivedSegment = 64 << 20

// segmentName is the name of the n-th file of acts/, sealed/ or derived/.
func segmentName(dir string, n int) string { return filepath.Join(dir, fmt.Sprintf("%08d.jsonl", n)) }

// parseSegment is the number in such a name.
func parseSegment(base string) (int, bool) {
	if len(base) != len("00000000.jsonl") || base[8:] != ".jsonl" {
		return 0, false
	}
	n, err := strconv.Atoi(base[:8])
	return n, err == nil && n >= 0
}

// checkpointName is the file of the kept checkpoint over size acts.
func checkpointName(size int64) string {
	return filepath.Join(dirCheckpoints, strconv.FormatInt(size, 10))
}
