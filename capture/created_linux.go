package capture

import (
	"time"

	"golang.org/x/sys/unix"

	"factum"
)

// created is when the file was made as the file system states it, "" where it does not.
func created(path string) string {
	var s unix.Statx_t
	if err := unix.Statx(unix.AT_FDCWD, path, unix.AT_STATX_SYNC_AS_STAT, unix.STATX_BTIME, &s); err != nil || s.Mask&unix.STATX_BTIME == 0 {
		return ""
	}
	return factum.Instant(time.Unix(s.Btime.Sec, int64(s.Btime.Nsec)))
}
