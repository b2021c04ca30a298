package sqlite

// schemaVersion goes up with every change of schema or of what Apply writes; a file of another one is made again.
const schemaVersion = 10

// schema: n is (act index << 20) + ordinal; times are RFC 3339 instants, "" open. claims.read is the claim as it was coded, where people corrected it.
// A row of reports is what the weigher reads of a claim that can be in a fact. block_keys.key and reports.node are hashes of what the weigher says, node 0 none; a negative key is that of a merge. lo and hi are days. A pending claim is to be weighed; one that is unkeyed has no rows in block_keys yet, but in its report. fact_claims.part is the first claim of the part (see package corroboration).
const schema = `
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE acts(n INTEGER PRIMARY KEY, kind TEXT NOT NULL, at TEXT NOT NULL, person TEXT NOT NULL,
	subject TEXT NOT NULL, erased INTEGER NOT NULL);
CREATE INDEX acts_log ON acts(kind) WHERE kind IN ('rekeyed', 'stamped');
CREATE TABLE keys(key BLOB PRIMARY KEY, act INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE captures(digest TEXT PRIMARY KEY, act INTEGER NOT NULL, subject TEXT NOT NULL, media_type TEXT NOT NULL,
	coded INTEGER NOT NULL, gap INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX captures_act ON captures(act);
CREATE TABLE obtainings(act INTEGER PRIMARY KEY, capture TEXT NOT NULL, json TEXT NOT NULL);
CREATE INDEX obtainings_capture ON obtainings(capture);
CREATE TABLE derived(digest TEXT PRIMARY KEY, segment INTEGER NOT NULL, offset INTEGER NOT NULL, size INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE documents(n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, capture TEXT NOT NULL, source TEXT NOT NULL,
	lang TEXT NOT NULL, outlet TEXT NOT NULL, wire TEXT NOT NULL, published TEXT NOT NULL, t_from TEXT NOT NULL, t_to TEXT NOT NULL,
	print INTEGER NOT NULL, current INTEGER NOT NULL, title TEXT NOT NULL, json TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX documents_capture ON documents(capture);
CREATE INDEX documents_lang ON documents(lang);
CREATE INDEX documents_source ON documents(source);
CREATE TABLE claims(n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, capture TEXT NOT NULL, document TEXT NOT NULL,
	source TEXT NOT NULL, lang TEXT NOT NULL, type TEXT NOT NULL, object TEXT NOT NULL, modality TEXT NOT NULL,
	place TEXT NOT NULL, place_text TEXT NOT NULL, country TEXT NOT NULL, admin1 TEXT NOT NULL,
	t_from TEXT NOT NULL, t_to TEXT NOT NULL, timed INTEGER NOT NULL, superseded INTEGER NOT NULL, proposed INTEGER NOT NULL, withdrawn INTEGER NOT NULL, json TEXT NOT NULL, read TEXT NOT NULL);
CREATE INDEX claims_capture ON claims(capture);
CREATE INDEX claims_document ON claims(document);
CREATE INDEX claims_source ON claims(source);
CREATE INDEX claims_type ON claims(type);
CREATE INDEX claims_country ON claims(country);
CREATE TABLE people(claim INTEGER NOT NULL, side TEXT NOT NULL, ordinal INTEGER NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
	PRIMARY KEY(claim, side, ordinal)) WITHOUT ROWID;
CREATE INDEX people_code ON people(code);
CREATE TABLE statements(claim INTEGER NOT NULL, ordinal INTEGER NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, json TEXT NOT NULL,
	PRIMARY KEY(claim, ordinal)) WITHOUT ROWID;
CREATE TABLE sources(id TEXT PRIMARY KEY, name TEXT NOT NULL, domain TEXT NOT NULL, interest TEXT NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE gaps(act INTEGER PRIMARY KEY, capture TEXT NOT NULL, stage TEXT NOT NULL, json TEXT NOT NULL);
CREATE INDEX gaps_capture ON gaps(capture);
CREATE TABLE findings(act INTEGER PRIMARY KEY, item TEXT NOT NULL, claim TEXT NOT NULL, element TEXT NOT NULL, status TEXT NOT NULL, second INTEGER NOT NULL, json TEXT NOT NULL);
CREATE INDEX findings_claim ON findings(claim);
CREATE INDEX findings_second ON findings(act) WHERE second = 1;
CREATE TABLE remarks(act INTEGER PRIMARY KEY, kind TEXT NOT NULL, json TEXT NOT NULL);
CREATE INDEX remarks_kind ON remarks(kind);
CREATE TABLE remarked(item TEXT NOT NULL, act INTEGER NOT NULL, PRIMARY KEY(item, act)) WITHOUT ROWID;
CREATE INDEX remarked_act ON remarked(act);
CREATE TABLE bonds(claim TEXT NOT NULL, act INTEGER NOT NULL, PRIMARY KEY(claim, act)) WITHOUT ROWID;
CREATE INDEX bonds_act ON bonds(act);
CREATE TABLE orders(act INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, json TEXT NOT NULL);
CREATE INDEX orders_name ON orders(kind, name);
CREATE TABLE persons(act INTEGER PRIMARY KEY, id TEXT NOT NULL, role TEXT NOT NULL, public_key TEXT NOT NULL, at TEXT NOT NULL, added_by TEXT NOT NULL);
CREATE INDEX persons_id ON persons(id);
CREATE INDEX persons_key ON persons(public_key);
CREATE TABLE erasures(act INTEGER PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE erased(item TEXT NOT NULL, act INTEGER NOT NULL, PRIMARY KEY(item, act)) WITHOUT ROWID;
CREATE TABLE scrub(act INTEGER PRIMARY KEY);
CREATE TABLE block_keys(key INTEGER NOT NULL, claim INTEGER NOT NULL, lo INTEGER NOT NULL, hi INTEGER NOT NULL, PRIMARY KEY(key, claim)) WITHOUT ROWID;
CREATE TABLE reports(claim INTEGER PRIMARY KEY, kind TEXT NOT NULL, day TEXT NOT NULL, source TEXT NOT NULL, node INTEGER NOT NULL, keys BLOB NOT NULL, data BLOB NOT NULL);
CREATE INDEX reports_node ON reports(node) WHERE node <> 0;
CREATE TABLE pending(claim INTEGER PRIMARY KEY, unkeyed INTEGER NOT NULL);
CREATE TABLE facts(n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, status TEXT NOT NULL,
	support TEXT NOT NULL, contradicted TEXT NOT NULL, json TEXT NOT NULL);
CREATE INDEX facts_type ON facts(type);
CREATE INDEX facts_decided ON facts(n, status) WHERE status <> 'in issue';
CREATE TABLE fact_claims(claim INTEGER PRIMARY KEY, fact INTEGER NOT NULL, part INTEGER NOT NULL);
CREATE INDEX fact_claims_part ON fact_claims(part);
CREATE INDEX fact_claims_fact ON fact_claims(fact);
CREATE TABLE deeds(fact INTEGER PRIMARY KEY, commits TEXT NOT NULL, ahead TEXT NOT NULL, stage TEXT NOT NULL, type TEXT NOT NULL, matter TEXT NOT NULL, json TEXT NOT NULL);
CREATE TABLE occurrences(fact INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE lines(n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, fact INTEGER NOT NULL, json TEXT NOT NULL);
CREATE INDEX lines_fact ON lines(fact);
CREATE TABLE line_claims(claim INTEGER PRIMARY KEY, line INTEGER NOT NULL);
CREATE INDEX line_claims_line ON line_claims(line);
CREATE TABLE document_terms(n INTEGER PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE claim_terms(n INTEGER PRIMARY KEY, names TEXT NOT NULL, text TEXT NOT NULL);
CREATE VIRTUAL TABLE document_text USING fts5(title, text, content='document_terms', content_rowid='n', tokenize="unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE claim_text USING fts5(names, text, content='claim_terms', content_rowid='n', tokenize="unicode61 remove_diacritics 0");
INSERT INTO meta VALUES('cursor', '0');
`

// tables lists the ordinary ones with their keys, in the order in which Dump goes through them. Only scrub is not among them: it says what is
// still to be done to the file, not what is in it.
var tables = []struct{ name, key string }{
	{"meta", "name"}, {"acts", "n"}, {"keys", "key"}, {"captures", "digest"}, {"obtainings", "act"}, {"derived", "digest"},
	{"documents", "n"}, {"claims", "n"}, {"people", "claim,side,ordinal"}, {"statements", "claim,ordinal"}, {"sources", "id"},
	{"gaps", "act"}, {"findings", "act"}, {"remarks", "act"}, {"remarked", "item,act"}, {"bonds", "claim,act"}, {"orders", "act"}, {"persons", "act"}, {"erasures", "act"}, {"erased", "item,act"}, {"reports", "claim"}, {"block_keys", "key,claim"}, {"pending", "claim"}, {"facts", "n"},
	{"fact_claims", "claim"}, {"deeds", "fact"}, {"occurrences", "fact"}, {"lines", "n"}, {"line_claims", "claim"}, {"document_terms", "n"}, {"claim_terms", "n"},
}
