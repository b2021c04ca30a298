package world

// The parameters of the world, in percent where nothing else is said. They are guesses at a busy press from reading it, not measured; each says what it stands for.
// Frozen: what is measured on the world never changes them.
const (
	warDaysMin, warDaysMax = 60, 120 // a season of a war, as an investigator takes it on
	claimsOfSeason         = 6000    // claims that an investigator gathers of it; of more claims the war is longer, not denser

	// Density. A settlement near the front is in the news again and again, most others once.
	happeningsPerTown = 4  // one town for so many happenings
	claimsPerHappen   = 7  // for laying out towns only; what comes out follows from the rest
	frontTown         = 45 // of what happens at places: in the five towns of a theatre that are fought over
	twinShare         = 18 // happenings that are made near twins of another
	homonym           = 4  // towns that bear the name of a town in another region

	// Attention: how many articles tell of a happening. Most things are told once or twice, few everywhere.
	once, twice, few, many, lots, everywhere = 28, 18, 26, 18, 8, 2 // 1, 2, 3–5, 6–12, 13–30, 31–60 articles

	// How an article on a deed comes about: own people, a statement taken directly, an agency's text, another outlet, a nameless witness.
	deedOwn, deedStatement, deedWire, deedCite, deedWitness = 18, 32, 37, 7, 6
	// The same for words spoken and diplomacy, which have no witnesses.
	wordOwn, wordStatement, wordWire, wordCite = 22, 28, 42, 8

	secondMention = 22 // articles that come back to the happening in a further sentence
	aside         = 10 // articles that tell of another happening of the same war as well
	bodyNotPerson = 25 // statements laid at the office's door, not the person's
	jointQuote    = 30 // statements given in words

	// Agencies.
	dispatchSpeaker                             = 70                      // dispatches that rest on a statement; the others on the agency's own people
	secondWire                                  = 40                      // happenings told by a second agency
	uncredited                                  = 12                      // reprints that do not credit the agency
	creditInText                                = 18                      // of the credited: in a sentence ("Reuters reports") instead of the credit line
	spelledOut                                  = 25                      // credits with the agency's long name
	ownPage                                     = 40                      // dispatches whose agency page is in the record too
	reuters, afp, ap, dpa, anp, ukrinform, tass = 30, 25, 15, 9, 6, 10, 5 // who sells
	nextDay                                     = 25                      // reprints that appear a day later

	// What is done to a copied text, where the languages are the same.
	copyVerbatim, copyWhitespace, copyHeadline, copyShortened = 35, 15, 30, 20

	// When it is reported: the same day, the next, two days later; else up to a week later.
	sameDay, dayAfter, twoDays = 48, 36, 9

	// What the words say of the time: weekday, date, yesterday or today, this week, nothing. First mentions, then further ones.
	leadWeekday, leadDate, leadRelative, leadWeek, leadNoTime           = 44, 20, 13, 4, 19
	secondWeekday, secondDate, secondRelative, secondWeek, secondNoTime = 12, 4, 4, 4, 76
	wordNoTime                                                          = 40 // further times given to no words spoken
	// What the words say of the place: settlement, region, country, nothing.
	leadTown, leadRegion, leadCountry, leadNowhere         = 82, 7, 3, 8
	secondTown, secondRegion, secondCountry, secondNowhere = 30, 8, 4, 58
	meetingPlace                                           = 65 // meetings whose place is told

	actorTold     = 78 // deeds whose doer is named
	recipientTold = 70 // deeds whose victims are named as such
	modeTold      = 80 // deeds whose way of acting is said
	numberTold    = 72 // of each number that is known
	atLeast       = 28 // numbers given as a lower bound
	siteTold      = 45 // the market, the school
	metonym       = 15 // states named by their capital
	alleged       = 6  // reports with a hedge

	// Mistakes, per article; a copy has them too.
	wrongNumber, wrongDay, wrongPlace, wrongActor = 2, 2, 1, 1
	lostInTranslation                             = 2 // translated copies with a number misread

	growingToll  = 45 // attacks with dead whose toll grows for days
	denied       = 14 // attacks and arrests that the accused deny
	deniedOther  = 4  // that somebody else denies
	deniedWords  = 4  // other happenings that are denied
	retracted    = 15 // in a thousand happenings: an outlet takes its report back
	remembered   = 10 // happenings told again as background, weeks to years later
	propagandist = 20 // denials told by the accused's own press only
)
