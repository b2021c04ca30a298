package record

import (
	"slices"
	"strings"
)

// Damage is a kind of damage that was found, in the words of who has to deal with it.
type Damage struct {
	Kind      string `json:"damage"`
	Items     int    `json:"items"`
	Means     string `json:"means"`
	Untouched string `json:"untouched"` // what it does not reach
	Rescue    string `json:"rescue"`    // what can be saved and how

	rank int // place in kinds
}

// kinds of damage, in the order in which they are to be dealt with. What does not hold is of the first kind that it fits.
var kinds = []struct {
	name  string
	is    func(x Checked) bool
	about Damage
}{
	{"checkpoint kept elsewhere", func(x Checked) bool { return strings.HasPrefix(x.Item, "checkpoint/given-") }, Damage{
		Means: "The record does not continue what it was when that checkpoint left it. Either the file is a checkpoint of another record, or acts were taken away, exchanged or rewritten since, " +
			"by somebody who had the record; with the key, so that nothing else shows it.",
		Untouched: "What can be shown against an older checkpoint that still fits: try each that you have. Captures are still the bytes that their names say.",
		Rescue:    "Keep this directory as it is, as evidence of the change. Take the record from a backup that fits the checkpoint ('factum restore', then 'factum verify --checkpoint FILE').",
	}},
	{"signatures", func(x Checked) bool { return strings.HasPrefix(x.Item, "signature/") }, Damage{
		Means:     "A finding carries a signature that is not that of the person it names.",
		Untouched: "The finding itself is in the log as it stands; what does not hold is that this person signed these words.",
		Rescue:    "Ask the person. A new signed finding ('factum decide') stands on top of this one.",
	}},
	{"acts", func(x Checked) bool { return strings.HasPrefix(x.File, "acts/") }, Damage{
		Means:     "What was done to the record, when and with which program, is no longer told as it was sealed. The log shows that it was changed, but does not hold what it said.",
		Untouched: "The bytes of captures, and every act that is not named here: each has a leaf of its own in the log and its proof holds without the others.",
		Rescue:    "Put the named file under acts/ back from a backup; a longer copy of the same record will do, as lines are only ever added. Without one the named acts are lost and the record can be read but not added to.",
	}},
	{"openings", func(x Checked) bool { return strings.HasPrefix(x.File, "sealed/") }, Damage{
		Means: "What an act had sealed (of what, by whom, from where, why) can no longer be shown for it, or was exchanged for something that was not sealed.",
		Untouched: "That the act was logged, and when: its line and proof hold. Captures keep their bytes; what they are can be seen from them. " +
			"A capture whose opening is lost is listed as kept, not in the log.",
		Rescue: "Put the named file under sealed/ back from a backup. Without one: give the captures of the named acts to 'factum add' again (the files lie under blobs/); they are then captured as of today.",
	}},
	{"captures", func(x Checked) bool { return strings.HasPrefix(x.File, "blobs/") }, Damage{
		Means: "The bytes of a source are not those that were received, or are gone. What was read out of it is still here, but can no longer be held against the original. " +
			"A file that was added is not evidence of anything.",
		Untouched: "All other captures. Of this one: its digest, size, origin and time in the log, and the text and claims that were read from it.",
		Rescue: "Put the file back from a backup, or from wherever it came: 'factum add FILE' takes it as known when the bytes are the same, and does not when they are not. " +
			"To do that with a changed file, move it out of blobs/ first, and keep it.",
	}},
	{"derived items", func(x Checked) bool { return strings.HasPrefix(x.File, "derived") }, Damage{
		Means:     "A text or a set of claims that was read out of a capture is not the one that was sealed, or is gone, or the same version does not make it again.",
		Untouched: "The capture that it was read from, and everything that people decided.",
		Rescue:    "Put the named file under derived/ back from a backup. Without one: 'factum recode' reads and codes the captures again; what it makes is sealed as of today, and the older sealing stays in the log as it was.",
	}},
	{"key", func(x Checked) bool { return strings.HasPrefix(x.File, "keys/") }, Damage{
		Means:     "The signing key here is not the one that this record was begun with or changed to. Somebody exchanged or damaged it.",
		Untouched: "Everything that was sealed: proofs rest on the public key in act 0, not on this file.",
		Rescue:    "Put keys/log.key back from a backup. Until then the record can be read, verified and shown, but not added to. If somebody else may have the key, change it afterwards ('factum log rekey').",
	}},
	{"log", func(x Checked) bool { return strings.HasPrefix(x.File, "log/") }, Damage{
		Means:     "The log's own files no longer fit the acts that they were made from, or were set back to an earlier state. Some proofs can't be made with them.",
		Untouched: "Acts, openings and captures, as far as they are not named themselves; checkpoints that were kept still show what they cover.",
		Rescue:    "Put the directory log/ back, with its hidden .state, from a backup that is as long as this record. Nothing is added to the record until that is done, so that no second history is signed.",
	}},
	{"checkpoints", func(x Checked) bool {
		return strings.HasPrefix(x.File, "checkpoints/") || strings.HasPrefix(x.File, "stamps/")
	}, Damage{
		Means:     "A signed statement of how long the record was and what it held is gone, changed, or does not fit the acts.",
		Untouched: "Everything else: the acts are shown by the other checkpoints. When all that is named are checkpoints, one that does not fit while later ones do was exchanged.",
		Rescue:    "Put the named file back from a backup, or from wherever that checkpoint was handed to.",
	}},
	{"database", func(x Checked) bool { return x.File == databaseName }, Damage{
		Means: "The lists and searches would answer something else than the acts say: the database was changed from outside or by a fault of the disk. " +
			"It is no evidence; it only repeats what the acts say.",
		Untouched: "All evidence: acts, openings, captures, derived items, log.",
		Rescue:    "'factum rebuild' makes it again from the acts. Nothing is lost.",
	}},
	{"record", func(x Checked) bool { return x.File == "factum.toml" }, Damage{
		Means:     "The file that names the record and its log is gone or says something else.",
		Untouched: "Everything that was sealed.",
		Rescue:    "Put factum.toml back from a backup. Its id and origin also stand in act 0 ('head -n 1 acts/00000000.jsonl').",
	}},
	{"other files", func(Checked) bool { return true }, Damage{
		Means:     "There is a file where nothing of that name belongs. Nothing in the record refers to it.",
		Untouched: "Everything else.",
		Rescue:    "See whose it is, and move it out of the record.",
	}},
}

// withDamage counts a thing that does not hold under its kind; the kinds stay in the order in which they are to be dealt with.
func withDamage(ds []Damage, x Checked) []Damage {
	for rank, k := range kinds {
		if !k.is(x) {
			continue
		}
		for i := range ds {
			if ds[i].Kind == k.name {
				ds[i].Items++
				return ds
			}
		}
		d := k.about
		d.Kind, d.Items, d.rank = k.name, 1, rank
		ds = append(ds, d)
		slices.SortFunc(ds, func(a, b Damage) int { return a.rank - b.rank })
		return ds
	}
	return ds
}
