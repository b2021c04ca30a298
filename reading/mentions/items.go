package mentions

func (d *document) findItems() {}
