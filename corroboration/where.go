package corroboration

import (
	"math"
	"strconv"
	"strings"

	"factum"
)

// level is how fine a place is.
type level int

const (
	nowhere level = iota
	point
	settlement
	district // admin2
	province // admin1
	region
	country
	unresolved // a name that the gazetteer does not know
)

var levels = map[string]level{"point": point, "settlement": settlement, "admin2": district, "admin1": province,
	"region": region, "country": country}

// where is what is known of the place of a claim.
type where struct {
	level    level
	name     string // folded
	shown    string
	country  string
	admin1   string // folded
	lat, lon float64
	placed   bool // has coordinates
	geonames int64
	key      string // equal for equal places
}

func readWhere(p *factum.Place) where {
	if p == nil {
		return where{}
	}
	w := where{level: levels[p.Precision], name: fold(p.Name), shown: p.Name, country: p.Country, admin1: fold(p.Admin1),
		lat: p.Lat, lon: p.Lon, placed: p.Lat != 0 || p.Lon != 0, geonames: p.GeoNames}
	if w.level == nowhere {
		w.level = settlement
	}
	if w.name == "" {
		w.name, w.shown = fold(p.Text), strings.TrimSpace(p.Text)
		if w.name == "" {
			return where{}
		}
		if w.country == "" {
			w.level = unresolved
		}
	}
	w.key = strings.Join([]string{strconv.Itoa(int(w.level)), w.name, w.country, w.admin1, strconv.FormatInt(w.geonames, 10)}, "/")
	if w.placed {
		w.key += "/" + strconv.Itoa(int(math.Round(w.lat*1e3))) + "/" + strconv.Itoa(int(math.Round(w.lon*1e3)))
	}
	return w
}

func (w where) fine() bool { return w.level >= point && w.level <= district }
func (w where) mid() bool  { return w.level == province || w.level == region }

// How two places stand to each other.
type standing int

const (
	unsaid standing = iota // one or both are not given, or not resolved
	same
	within // one holds the other
	apart
)

// Distances in kilometres, as the crow flies. A point counts as in its town up to pointReach, a town as in its district up to
// districtReach; a province or region whose outline is not known reaches that far from its centre. Other places
// up to nearBy may be the same one told differently, where everything else agrees.
const (
	pointReach    = 10
	districtReach = 60
	provinceReach = 200
	regionReach   = 450
	nearBy        = 30
)

// against says how two places stand to each other, at the precision known.
func (w where) against(v where) standing {
	if w.level > v.level {
		w, v = v, w
	}
	if w.level == nowhere {
		return unsaid
	}
	if v.level == unresolved {
		if w.name == v.name {
			return same
		}
		return unsaid
	}
	if w.country != "" && v.country != "" && w.country != v.country {
		return apart
	}
	if w.level == v.level && w.sameAs(v) {
		return same
	}
	if v.level == country {
		if w.country == v.country && w.country != "" {
			return within
		}
		return unsaid
	}
	near := func(km float64) standing {
		if !w.placed || !v.placed {
			return unsaid
		}
		if km2 := w.km(v); km2 <= km {
			return within
		}
		return apart
	}
	switch v.level {
	case point:
		return apart
	case settlement:
		if w.level == point {
			if w.name == v.name {
				return within
			}
			return orApart(near(pointReach))
		}
		return apart
	case district:
		if w.level == district || w.admin1 != "" && v.admin1 != "" && w.admin1 != v.admin1 {
			return apart
		}
		return near(districtReach)
	case province:
		if w.level == province {
			return apart
		}
		if w.admin1 != "" && v.admin1 != "" {
			if w.admin1 == v.admin1 {
				return within
			}
			return apart
		}
		return near(provinceReach)
	default: // region
		if s := near(regionReach); s != unsaid {
			return s
		}
		if w.country == v.country && w.country != "" && w.level != region {
			return within
		}
		return unsaid
	}
}

func orApart(s standing) standing {
	if s == unsaid {
		return apart
	}
	return s
}

// sameAs reports whether two places of one level are one. Two GeoNames numbers settle it; so does a different
// province, as many villages share a name.
func (w where) sameAs(v where) bool {
	if w.geonames != 0 && v.geonames != 0 {
		return w.geonames == v.geonames
	}
	if w.name != v.name {
		return false
	}
	return w.level > district || w.admin1 == "" || v.admin1 == "" || w.admin1 == v.admin1
}

// km is the distance of two places on a sphere.
func (w where) km(v where) float64 {
	rad := math.Pi / 180
	s1, s2 := math.Sin((w.lat-v.lat)*rad/2), math.Sin((w.lon-v.lon)*rad/2)
	h := s1*s1 + math.Cos(w.lat*rad)*math.Cos(v.lat*rad)*s2*s2
	return 2 * 6371 * math.Asin(math.Min(1, math.Sqrt(h)))
}
