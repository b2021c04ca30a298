package gazetteer

import (
	_ "embed"
	"math"
)

// places.bin, version 1, little-endian. It is made by gazetteer/gen and used as it lies in the program:
//
//	0    16   "factum places 1\n"
//	16   4×6  number of: places P, keys K, list words L, string bytes S, admin-1 names A, buckets B (65,536)
//	40   28P  places: name and admin-1 (string offset uint32, uint32), country (uint16, three letters
//	          in base 26), flags (uint16: 1 capital, 4 known widely, 8 an admin-1 area, 16 an admin-2 area), latitude and longitude (int32, 1e-5 degrees), population (uint32), GeoNames id (uint32)
//	 …   4(B+1) first key of each bucket; the bucket is the hash's top 16 bits
//	 …   9K   keys in hash order: the hash's next 40 bits (uint40), a reference (uint32)
//	 …   4L   lists of references; the first word of each is its length
//	 …   S    strings: length (uint8), bytes
//
// A reference: bit 31 set when longer names begin with these words; bit 30 set for a list (bits 0–27 its word
// offset); else bits 28–29 the NameClass and bits 0–27 a place; all ones in bits 0–27 no place.

//go:embed places.bin
var placesBin string

// NameClass says how a place came by a name.
type NameClass uint8

// The classes of name, best first.
const (
	Official  NameClass = iota // as GeoNames lists the place, with or without diacritics
	InTongue                   // in one of the languages read
	Alternate                  // some other name in use
	Inflected                  // a case of one of these
)

// Place is a settlement, region or country of the table.
type Place struct {
	Name       string // in Latin letters
	Country    string // ISO 3166-1 alpha-3
	Admin1     string
	Lat, Lon   float64 // WGS 84 degrees, 5 decimals
	Population int64   // 0 unknown
	GeoNames   int64   // 0 none
	Precision  string  // one of factum.PlacePrecisions
	Capital    bool    // of a state
	Wide       bool    // known far and wide: it has names in nearly all languages read
	Class      NameClass
}

type placeTable struct {
	places, keys, lists, strings uint32 // numbers
	atPlaces, atBuckets, atKeys  int
	atLists, atStrings           int
}

const (
	placeSize = 28
	keySize   = 9
	refMore   = 1 << 31
	refList   = 1 << 30
	refPlace  = 1<<28 - 1
	buckets   = 1 << 16
)

// header is read again on each look-up; it is six loads.
func openPlaces() placeTable {
	t := placeTable{places: u32(16), keys: u32(20), lists: u32(24), strings: u32(28)}
	t.atPlaces = 40
	t.atBuckets = t.atPlaces + placeSize*int(t.places)
	t.atKeys = t.atBuckets + 4*(buckets+1)
	t.atLists = t.atKeys + keySize*int(t.keys)
	t.atStrings = t.atLists + 4*int(t.lists)
	return t
}

var table = openPlaces()

func u16(at int) uint16 { return uint16(placesBin[at]) | uint16(placesBin[at+1])<<8 }

func u32(at int) uint32 {
	s := placesBin[at : at+4]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

func (t *placeTable) key(at uint32) (hash uint64, ref uint32) {
	i := t.atKeys + keySize*int(at)
	return uint64(u32(i)) | uint64(placesBin[i+4])<<32, u32(i + 5)
}

// find returns the reference under a chained hash.
func (t *placeTable) find(h uint64) (ref uint32, ok bool) {
	b := int(h >> 48)
	lo, hi := u32(t.atBuckets+4*b), u32(t.atBuckets+4*b+4)
	want := h >> 8 & (1<<40 - 1)
	for ; lo < hi; lo++ {
		k, r := t.key(lo)
		if k == want {
			return r, true
		}
		if k > want {
			return 0, false
		}
	}
	return 0, false
}

func (t *placeTable) string(off uint32) string {
	i := t.atStrings + int(off)
	n := int(placesBin[i])
	return placesBin[i+1 : i+1+n]
}

// place reads place number n.
func (t *placeTable) place(n uint32) Place {
	i := t.atPlaces + placeSize*int(n)
	flags := u16(i + 10)
	p := Place{
		Name: t.string(u32(i)), Admin1: t.string(u32(i + 4)), Country: country3(u16(i + 8)),
		Lat: float64(int32(u32(i+12))) / 1e5, Lon: float64(int32(u32(i+16))) / 1e5,
		Population: int64(u32(i + 20)), GeoNames: int64(u32(i + 24)),
		Precision: "settlement", Capital: flags&1 != 0, Wide: flags&4 != 0,
	}
	switch {
	case flags&8 != 0:
		p.Precision = "admin1"
	case flags&16 != 0:
		p.Precision = "admin2"
	}
	p.Lat, p.Lon = math.Round(p.Lat*1e5)/1e5, math.Round(p.Lon*1e5)/1e5
	return p
}

func country3(c uint16) string {
	return string([]byte{'A' + byte(c/676), 'A' + byte(c/26%26), 'A' + byte(c%26)})
}

// settlements appends the places of a reference to out.
func (t *placeTable) settlements(out []Place, ref uint32) []Place {
	if ref&refList == 0 {
		if n := ref & refPlace; n != refPlace {
			p := t.place(n)
			p.Class = NameClass(ref >> 28 & 3)
			out = append(out, p)
		}
		return out
	}
	at := t.atLists + 4*int(ref&refPlace)
	for n := u32(at); n > 0; n-- {
		at += 4
		out = t.settlements(out, u32(at))
	}
	return out
}
