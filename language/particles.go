package language

// particles are the words of data/particles.txt by class.
var particles = must(parseWords("data/particles.txt", read("data/particles.txt"), "person", "place"))

// PersonParticle reports a small word, as written, that stands within names of people in one of the languages.
func PersonParticle(word string) bool { return particles["person"][word] }

// PlaceParticle reports a small word, as written, that stands within names of places in one of the languages.
func PlaceParticle(word string) bool { return particles["place"][word] }
