package mentions

func (d *document) findQuantities() {}

func (p *part) currencyAround(from, to int) bool { return false }
