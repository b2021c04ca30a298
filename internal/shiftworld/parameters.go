package shiftworld

// The parameters of the worlds. They are guesses at a war and its press from reading about it, not measured; each says what it stands for.
// Frozen: what is measured on the worlds never changes them.
const (
	theatres        = 6   // stretches of country that are fought over
	townsMin        = 4   // towns of a theatre
	townsMax        = 9   //
	theatreRadius   = 45  // kilometres from a theatre's middle to its outermost town
	countryRadius   = 400 // kilometres from the middle of the country to the outermost theatre
	operationDays   = 4   // mean length of an operation, in days; at least one
	happeningsADay  = 1.6 // mean number of happenings a day of an operation
	elsewhere       = 6   // percent of happenings that are nowhere near a theatre: a missile far behind the front
	outlets         = 14  // that report on the war
	reachMin        = 4   // percent of happenings that the smallest outlet tells of, where it has no leaning
	reachMax        = 45  // the largest
	leaning         = 0.9 // standard deviation of the logarithm of an outlet's attention to a theatre: one in six pays two and a half times as much, or more
	comeAndGo       = 40  // percent of outlets that are there for a part of the time only
	changesOfVolume = 1.5 // a year, of an outlet: from then on it reports twice as much, or half
	sameDay         = 55  // percent of tellings that come out on the day itself
	lagDays         = 2.5 // mean lag of the others, in days
	lateTellings    = 5   // percent of tellings that come out up to lateDays later
	lateDays        = 45
	regionOnly      = 12 // percent of happenings of which the theatre's region is told, not the town
	countryOnly     = 6  // percent of which nothing but the country is
	weekOnly        = 9  // percent of which "this week" is told
	monthOnly       = 4  // percent of which the month is
	misplaced       = 3  // percent that are told of a wrong theatre's town
)
