package cli

import (
	"encoding/base64"
	"fmt"

	"factum"
	"factum/record"
)

type backupCmd struct {
	To     string `arg:"" help:"A directory (new, empty, or an earlier backup of this record), a file that ends in .tar, .tar.gz or .tgz, or - for a tar archive to standard output." placeholder:"DIR|FILE"`
	NoKeys bool   `help:"Leave the signing keys out: the copy reads and verifies, but nothing can be added to it."`
}

// Help is what `factum backup --help` teaches beside the flags.
func (backupCmd) Help() string {
	return `Copies everything but the database, which restore makes again, as of one checkpoint of the log. The record may be in use
meanwhile: nothing waits and nothing is locked. Every capture is hashed while it is copied; what is damaged or missing is
named (exit code 1), and the rest is copied.

A directory is brought up to date by the same command: only what is new is copied, and what was erased since is erased there
too. An archive stays as it is: when something is erased from the record, destroy the archives that hold it.

The copy holds the keys that sign for this record unless --no-keys is given. Keep it as safe as the record.`
}

func (c *backupCmd) Run(s *session) error {
	if s.app.JSON && c.To == "-" {
		return factum.Errorf(factum.Invalid, "the archive and --json cannot both go to standard output")
	}
	if c.To == "-" && isTerminal(s.Out) {
		return factum.Errorf(factum.Invalid, "an archive is not for a terminal").WithHint("Send it to a file or a program: factum backup - | …")
	}
	p := s.progress("kilobytes")
	var perr error
	done, err := record.Backup(s.ctx, s.config(), c.To, record.BackupOptions{NoKeys: c.NoKeys, Out: s.Out,
		Report: func(x record.Checked) {
			p.clear()
			if e := s.damaged(x, c.To == "-"); perr == nil {
				perr = e
			}
		}, Step: p.bytes})
	p.done()
	if err == nil {
		err = perr
	}
	if err != nil {
		return err
	}
	if err := c.sum(s, done); err != nil {
		return err
	}
	if done.Keys > 0 {
		fmt.Fprintln(s.Err, wrap("factum: the backup holds the record's signing keys (keys/). Whoever has it can add to the log in this record's name. Keep it as safe as the record, or make one with --no-keys.", 8, 100))
	}
	if done.Failed > 0 {
		fmt.Fprintf(s.Err, "factum: %s in the record changed or missing; 'factum verify --explain' says what can be saved\n", plural(done.Failed, "thing"))
		return errExit(exitFailed)
	}
	return nil
}

// damaged prints something that is damaged in the record; to standard error where an archive goes to standard output.
func (s *session) damaged(x record.Checked, toErr bool) error {
	if s.app.JSON {
		return s.object(x)
	}
	out := s.Out
	if toErr {
		out = s.Err
	}
	_, err := fmt.Fprintf(out, "%-13s %s  %s: %s\n", x.Status, quoteName(x.File), clean(x.Item), clean(x.Why))
	return err
}

func (c *backupCmd) sum(s *session, d record.BackedUp) error {
	root := base64.StdEncoding.EncodeToString(d.Root[:])
	if s.app.JSON {
		return s.object(struct {
			Backup     string `json:"backup"`
			ID         string `json:"id"`
			Size       int64  `json:"size"`
			Blobs      int    `json:"blobs"`
			NotInLog   int    `json:"not_in_log"`
			Files      int    `json:"files"`
			Bytes      int64  `json:"bytes"`
			New        int    `json:"new"`
			NewBytes   int64  `json:"new_bytes"`
			Erased     int    `json:"erased"`
			Keys       int    `json:"keys"`
			Failed     int    `json:"failed"`
			Root       string `json:"root"`
			Checkpoint string `json:"checkpoint"`
		}{c.To, d.ID, d.Size, d.Blobs, d.Unnamed, d.Files, d.Bytes, d.New, d.NewBytes, d.Erased, d.Keys, d.Failed, root, d.Checkpoint})
	}
	out := s.Out
	if c.To == "-" {
		out = s.Err
	}
	fmt.Fprintf(out, "%s: the record as of %s, %s in %s, %s.\n", quoteName(c.To), plural(int(d.Size), "act"), plural(d.Blobs, "blob"), plural(d.Files, "file"), inBytes(d.Bytes))
	fmt.Fprintf(out, "  root %s: note it elsewhere\n", root)
	if d.New < d.Files {
		fmt.Fprintf(out, "  %s written now, %s\n", plural(d.New, "file"), inBytes(d.NewBytes))
	}
	if d.Unnamed > 0 {
		fmt.Fprintf(out, "  %s of them kept, not in the log\n", plural(d.Unnamed, "blob"))
	}
	if d.Erased > 0 {
		fmt.Fprintf(out, "  %s erased there as well\n", plural(d.Erased, "item"))
	}
	if d.Keys == 0 {
		fmt.Fprintln(out, "  without keys: nothing can be added to it")
	}
	return s.unprinted()
}

// bytes is a step of so many bytes.
func (p *progress) bytes(done, of int64) {
	p.n, p.of = int(done>>10)-1, int(of>>10)
	p.step()
}

// inBytes writes a size for people.
func inBytes(n int64) string {
	switch {
	case n < 10_000:
		return plural(int(n), "byte")
	case n < 10_000_000:
		return fmt.Sprintf("%d kB", n/1000)
	case n < 10_000_000_000:
		return fmt.Sprintf("%d MB", n/1_000_000)
	}
	return fmt.Sprintf("%d GB", n/1_000_000_000)
}

type restoreCmd struct {
	Backup     string   `arg:"" help:"A directory or archive that 'factum backup' made; - reads an archive from standard input." placeholder:"BACKUP"`
	To         string   `help:"Where the record is to be: a directory that is absent or empty." placeholder:"DIR"`
	Missing    bool     `help:"Instead of a new record: put back into --record only what is changed or missing there and whole in the backup. What was damaged is set aside, never deleted."`
	Checkpoint []string `help:"A checkpoint that was kept elsewhere: the restored record has to continue it. May be given again." placeholder:"FILE" sep:"none"`
}

// Help is what `factum restore --help` teaches beside the flags.
func (restoreCmd) Help() string {
	return `Takes a record out of a backup, makes its database and verifies it; the checkpoint that is printed is the one to compare with
what you kept elsewhere. Exit code 3: it is there, and something in it does not hold.

  factum restore /media/stick/record --to record
  factum restore record.tar.gz --to record --checkpoint kept.txt
  factum restore /media/stick/record --missing      mend ./record from the backup

A restored record is the same record: same id, same key. Go on in one of the two only. Two that are both added to are two
histories under one name; their checkpoints are then inconsistent, and verify --checkpoint of one with that of the other shows it.`
}

func (c *restoreCmd) Run(s *session) error {
	switch {
	case c.Missing == (c.To != ""):
		return factum.Errorf(factum.Invalid, "restore needs either --to DIR or --missing")
	case c.Missing && len(c.Checkpoint) > 0:
		return factum.Errorf(factum.Invalid, "--checkpoint is for a restored record").WithHint("Run 'factum verify --checkpoint' after --missing.")
	case c.Missing:
		return c.putBack(s)
	}
	kept, err := checkpointFiles(c.Checkpoint)
	if err != nil {
		return err
	}
	p := s.progress("kilobytes")
	v := s.progress("checked")
	done, err := record.Restore(s.ctx, c.Backup, c.To, record.RestoreOptions{In: s.In, Checkpoints: kept, Step: p.bytes,
		Acts: func(done, of int) { p.what = "acts"; p.of = of; p.n = done - 1; p.step() },
		Report: func(x record.Checked) error {
			p.clear()
			v.step()
			if x.Status == record.Holds {
				return nil
			}
			v.clear()
			if s.app.JSON {
				return s.object(x)
			}
			return s.damaged(x, false)
		}})
	p.done()
	v.done()
	if err != nil {
		return err
	}
	if done.Database != nil {
		fmt.Fprintf(s.Err, "factum: the database could not be made: %s\n", clean(done.Database.Error()))
	}
	if err := c.sum(s, done); err != nil {
		return err
	}
	if done.Verified.Failed > 0 {
		return errExit(exitBroken)
	}
	return nil
}

func (c *restoreCmd) sum(s *session, d record.Restored) error {
	if s.app.JSON {
		return s.object(struct {
			Restored   string `json:"restored"`
			ID         string `json:"id"`
			Size       int64  `json:"size"`
			Blobs      int    `json:"blobs"`
			Bytes      int64  `json:"bytes"`
			Keys       int    `json:"keys"`
			Database   bool   `json:"database"`
			Checked    int    `json:"checked"`
			Failed     int    `json:"failed"`
			Checkpoint string `json:"checkpoint"`
		}{c.To, d.ID, d.Size, d.Blobs, d.Bytes, d.Keys, d.Database == nil, d.Verified.Checked, d.Verified.Failed, d.Verified.Checkpoint})
	}
	(&verifyCmd{}).sum(s, d.Verified, "")
	fmt.Fprintf(s.Out, "\n%s holds the record %s as of %s, %s.\n", quoteName(c.To), d.ID, plural(int(d.Size), "act"), plural(d.Blobs, "blob"))
	if d.Keys == 0 {
		fmt.Fprintln(s.Out, "Its keys were left out: nothing can be added to it.")
	} else {
		fmt.Fprintln(s.Out, wrap("It is the same record as the one that was backed up, with the same key. Add to one of the two only: if both are added to, no later checkpoint of the one is consistent with the other, and nobody can tell which of them is the record. What was erased after the backup was made is in it again: erase it again.", 0, s.width()))
	}
	return s.unprinted()
}

func (c *restoreCmd) putBack(s *session) error {
	n, err := record.PutBack(s.ctx, s.config(), c.Backup, s.In, func(x record.Checked) {
		if s.app.JSON {
			_ = s.object(x)
			return
		}
		fmt.Fprintf(s.Out, "put back      %s  %s\n", quoteName(x.File), clean(x.Item))
	})
	if err == nil {
		err = s.unprinted()
	}
	if err != nil {
		return err
	}
	if s.app.JSON {
		return s.object(map[string]any{"put_back": n})
	}
	switch n {
	case 0:
		fmt.Fprintln(s.Out, "Nothing that is changed or missing in the record is whole in the backup.")
	default:
		fmt.Fprintf(s.Out, "%s put back; what was damaged lies in %s. Now: factum verify, and factum rebuild if it names the database.\n", plural(n, "file"), quoteName(s.config().Dir+".set-aside"))
	}
	return nil
}
