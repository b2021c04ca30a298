package language

// The words of data/particles.txt.
var (
	personParticles = particleWords("person")
	placeParticles  = particleWords("place")
)

func particleWords(class string) map[string]bool {
	return allWords("data/particles.txt", class, "person", "place")
}

// PersonParticle reports a small word, as written, that stands within names of people in one of the languages.
func PersonParticle(word string) bool { return personParticles[word] }

// PlaceParticle reports a small word, as written, that stands within names of places in one of the languages.
func PlaceParticle(word string) bool { return placeParticles[word] }
