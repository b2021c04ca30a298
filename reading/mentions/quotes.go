package mentions

func (d *document) findQuotes() {}
