package coding

import (
	"fmt"
	"sort"
	"strings"
)

// cue is a bit set of what a word does in a sentence, as the lexicon's [cue …] and [verb …] sections say.
type cue uint64

const (
	cDet cue = 1 << iota
	cPoss
	cPrep
	cPron
	cObjPron
	cBe
	cHave
	cDo
	cPassive // auxiliary of the passive beside "be"
	cWill
	cWould
	cCould
	cMust
	cNeg
	cThat
	cRel
	cSub
	cIf
	cPurpose
	cCoord
	cAdv
	cInf
	cSay
	cAccording
	cHedge
	cPlanned
	cOngoing
	cHistoric
	cPlan   // verbs: intend, prepare
	cRefuse // verbs: fail to, decline to
	cAspect // verbs: begin to
	cContinue
	cWant
	cTry
	cForce  // verbs: make somebody do
	cAccuse // verbs: accuse somebody of, suspect
	cDeny   // verbs: deny that
	cBelieve
	cExpect
	cDoLight  // verbs: carry out, launch
	cUndergo  // verbs: suffer, come under
	cHappen   // verbs: take place
	cStop     // verbs: end, halt
	cVerb     // any verb
	cJoinMore // adjectives' ends: -backed, -led
	cNumber
	cTopic     // words that turn a noun behind them into a subject of talk: "the issue of"
	cFormer    // ex-, former, planned-by words that make a noun a background
	cNotVerb   // never a verb
	cAnaphor   // this, that, these, the same
	cPurposeN  // nouns behind which an infinitive is a purpose or content: plan to, right to
	cMore      // further parts of a cue of several words
	cAdjective // before a word that is noun and verb it makes a noun
	cApprox    // about, around: before a number no preposition
	cHypo      // possible, potential: makes a noun a mere possibility
	cRefl      // itself, where it belongs to the verb: se, się, sich
	cShall     // is said to, is to: sollen, mieć
	cFear      // verbs: fear for, warn of, hope for: what their preposition leads is only possible
	cReported  // finite forms of reported speech: habe, sei, werde
)

var cueNames = map[string]cue{
	"det": cDet, "poss": cPoss, "pron": cPron, "objpron": cObjPron, "be": cBe, "have": cHave, "do": cDo, "passive": cPassive,
	"will": cWill, "would": cWould, "could": cCould, "must": cMust, "neg": cNeg, "that": cThat, "rel": cRel, "sub": cSub, "if": cIf,
	"purpose": cPurpose, "coord": cCoord, "adv": cAdv, "inf": cInf, "say": cSay, "according": cAccording, "hedge": cHedge,
	"planned": cPlanned, "ongoing": cOngoing, "historic": cHistoric, "plan": cPlan, "refuse": cRefuse, "aspect": cAspect,
	"continue": cContinue, "want": cWant, "try": cTry, "force": cForce, "accuse": cAccuse, "deny": cDeny, "believe": cBelieve,
	"expect": cExpect, "do-light": cDoLight, "undergo": cUndergo, "happen": cHappen, "stop": cStop, "verb": cVerb,
	"joined": cJoinMore, "number": cNumber, "topic": cTopic, "former": cFormer, "not-verb": cNotVerb, "anaphor": cAnaphor,
	"purpose-noun": cPurposeN, "hypothetic": cHypo, "approx": cApprox, "adjective": cAdjective, "refl": cRefl, "shall": cShall, "fear": cFear, "reported": cReported,
}

// slot is a bit set of the places in a clause that a role can be filled from.
type slot uint32

const (
	sSubj slot = 1 << iota
	sObj
	sAgent
	sTarget
	sOf
	sGoal
	sSource
	sWith
	sFor
	sTopic
	sPlace
	sTime
	sPoss
	sAny
	sSpeaker
)

var slotNames = map[string]slot{
	"subj": sSubj, "obj": sObj, "agent": sAgent, "target": sTarget, "of": sOf, "goal": sGoal, "source": sSource,
	"with": sWith, "for": sFor, "topic": sTopic, "place": sPlace, "time": sTime, "poss": sPoss, "any": sAny, "speaker": sSpeaker,
}

// prepSlots are those a preposition may lead.
const prepSlots = sObj | sAgent | sTarget | sOf | sGoal | sSource | sWith | sFor | sTopic | sPlace | sTime

// slotSet are the slots of some names.
func slotSet(names []string) (slot, string) {
	var s slot
	for _, n := range names {
		b, ok := slotNames[n]
		if !ok {
			return 0, fmt.Sprintf("no slot %q; one of %s", n, strings.Join(known(slotNames), " "))
		}
		s |= b
	}
	return s, ""
}

// known are the keys of a table, sorted, for messages.
func known[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
