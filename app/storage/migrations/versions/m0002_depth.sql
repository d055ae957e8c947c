CREATE TABLE client_block (
	block TEXT NOT NULL,
	client_id TEXT NOT NULL,
	brief TEXT NOT NULL,
	CONSTRAINT pk_client_block PRIMARY KEY (block, client_id)
)
 WITHOUT ROWID;

CREATE TABLE client_key (
	kind TEXT NOT NULL,
	"key" TEXT NOT NULL,
	client_id TEXT NOT NULL,
	what TEXT NOT NULL,
	reference TEXT NOT NULL,
	full_name TEXT NOT NULL,
	born TEXT NOT NULL,
	safe INTEGER NOT NULL,
	CONSTRAINT pk_client_key PRIMARY KEY (kind, "key", client_id)
)
 WITHOUT ROWID;

CREATE TABLE client_link (
	other_id TEXT NOT NULL,
	client_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	CONSTRAINT pk_client_link PRIMARY KEY (other_id, client_id, kind)
)
 WITHOUT ROWID;

CREATE TABLE edition_confirmed (
	id TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	packs TEXT NOT NULL,
	confirmed_at TEXT NOT NULL,
	author TEXT NOT NULL,
	note TEXT NOT NULL,
	versions TEXT NOT NULL,
	op_replica INTEGER NOT NULL,
	op_seq INTEGER NOT NULL,
	changed_at TEXT NOT NULL,
	deleted BOOLEAN NOT NULL,
	CONSTRAINT pk_edition_confirmed PRIMARY KEY (id)
);

CREATE TABLE feedback (
	id TEXT NOT NULL,
	screen TEXT NOT NULL,
	text TEXT NOT NULL,
	said_at TEXT NOT NULL,
	author TEXT NOT NULL,
	program TEXT NOT NULL,
	versions TEXT NOT NULL,
	op_replica INTEGER NOT NULL,
	op_seq INTEGER NOT NULL,
	changed_at TEXT NOT NULL,
	deleted BOOLEAN NOT NULL,
	CONSTRAINT pk_feedback PRIMARY KEY (id)
);

CREATE TABLE export (
	id TEXT NOT NULL,
	made_at TEXT NOT NULL,
	author TEXT NOT NULL,
	file_kind TEXT NOT NULL,
	protected BOOLEAN NOT NULL,
	safe_contacts BOOLEAN NOT NULL,
	clients INTEGER NOT NULL,
	columns TEXT NOT NULL,
	versions TEXT NOT NULL,
	op_replica INTEGER NOT NULL,
	op_seq INTEGER NOT NULL,
	changed_at TEXT NOT NULL,
	deleted BOOLEAN NOT NULL,
	CONSTRAINT pk_export PRIMARY KEY (id)
);

CREATE TABLE import_batch (
	id TEXT NOT NULL,
	file_name TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	mapping TEXT NOT NULL,
	started_at TEXT NOT NULL,
	finished_at TEXT,
	undone_at TEXT,
	rows_done INTEGER NOT NULL,
	rows_bad INTEGER NOT NULL,
	author TEXT NOT NULL,
	versions TEXT NOT NULL,
	op_replica INTEGER NOT NULL,
	op_seq INTEGER NOT NULL,
	changed_at TEXT NOT NULL,
	deleted BOOLEAN NOT NULL,
	CONSTRAINT pk_import_batch PRIMARY KEY (id)
);

CREATE TABLE imported_row (
	batch TEXT NOT NULL,
	line INTEGER NOT NULL,
	client_id TEXT NOT NULL,
	CONSTRAINT pk_imported_row PRIMARY KEY (batch, line)
)
 WITHOUT ROWID;

CREATE TABLE merge (
	id TEXT NOT NULL,
	kept_id TEXT NOT NULL,
	merged_id TEXT NOT NULL,
	made_at TEXT NOT NULL,
	author TEXT NOT NULL,
	reason TEXT NOT NULL,
	kept_before TEXT NOT NULL,
	undone_at TEXT,
	undone_by TEXT NOT NULL,
	versions TEXT NOT NULL,
	op_replica INTEGER NOT NULL,
	op_seq INTEGER NOT NULL,
	changed_at TEXT NOT NULL,
	deleted BOOLEAN NOT NULL,
	CONSTRAINT pk_merge PRIMARY KEY (id),
	CONSTRAINT fk_merge_kept_id FOREIGN KEY(kept_id) REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_merge_merged_id FOREIGN KEY(merged_id) REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_merge_kept_id ON merge (kept_id);

CREATE INDEX ix_merge_merged_id ON merge (merged_id);

CREATE TABLE not_same_person (
	id TEXT NOT NULL,
	first_id TEXT NOT NULL,
	second_id TEXT NOT NULL,
	said_at TEXT NOT NULL,
	author TEXT NOT NULL,
	reason TEXT NOT NULL,
	versions TEXT NOT NULL,
	op_replica INTEGER NOT NULL,
	op_seq INTEGER NOT NULL,
	changed_at TEXT NOT NULL,
	deleted BOOLEAN NOT NULL,
	CONSTRAINT pk_not_same_person PRIMARY KEY (id),
	CONSTRAINT fk_not_same_person_first_id FOREIGN KEY(first_id) REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_not_same_person_second_id FOREIGN KEY(second_id) REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_not_same_person_first_id ON not_same_person (first_id);

CREATE INDEX ix_not_same_person_second_id ON not_same_person (second_id);

CREATE TABLE name_word (
	gap TEXT NOT NULL,
	word TEXT NOT NULL,
	CONSTRAINT pk_name_word PRIMARY KEY (gap, word)
)
 WITHOUT ROWID;

CREATE TABLE party_key (
	"key" TEXT NOT NULL,
	visit_id TEXT NOT NULL,
	client_id TEXT NOT NULL,
	CONSTRAINT pk_party_key PRIMARY KEY ("key", visit_id, client_id)
)
 WITHOUT ROWID;

CREATE TABLE replayed_check (
	id TEXT NOT NULL,
	check_id TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	dealt_at TEXT NOT NULL,
	author TEXT NOT NULL,
	note TEXT NOT NULL,
	versions TEXT NOT NULL,
	op_replica INTEGER NOT NULL,
	op_seq INTEGER NOT NULL,
	changed_at TEXT NOT NULL,
	deleted BOOLEAN NOT NULL,
	CONSTRAINT pk_replayed_check PRIMARY KEY (id)
);

CREATE INDEX ix_replayed_check_check_id ON replayed_check (check_id);

CREATE TABLE scan_content (
	sha256 TEXT NOT NULL,
	content BLOB NOT NULL,
	CONSTRAINT pk_scan_content PRIMARY KEY (sha256)
);

CREATE TABLE scan (
	id TEXT NOT NULL,
	client_id TEXT NOT NULL,
	item TEXT NOT NULL,
	file_name TEXT NOT NULL,
	media_type TEXT NOT NULL,
	size INTEGER NOT NULL,
	sha256 TEXT NOT NULL,
	added_at TEXT NOT NULL,
	note TEXT NOT NULL,
	author TEXT NOT NULL,
	versions TEXT NOT NULL,
	op_replica INTEGER NOT NULL,
	op_seq INTEGER NOT NULL,
	changed_at TEXT NOT NULL,
	deleted BOOLEAN NOT NULL,
	CONSTRAINT pk_scan PRIMARY KEY (id),
	CONSTRAINT fk_scan_client_id FOREIGN KEY(client_id) REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_scan_client_id ON scan (client_id);

DROP TABLE client_search;

DROP TABLE search_word;
