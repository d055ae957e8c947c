CREATE TABLE client (
	id TEXT NOT NULL,
	reference TEXT NOT NULL,
	registered_at TEXT NOT NULL,
	surname TEXT NOT NULL,
	given_name TEXT NOT NULL,
	patronymic TEXT NOT NULL,
	former_surname TEXT NOT NULL,
	alias TEXT NOT NULL,
	birth_date DATE,
	age INTEGER,
	age_on DATE,
	sex TEXT NOT NULL,
	identity TEXT NOT NULL,
	document TEXT,
	rnokpp TEXT NOT NULL,
	rnokpp_absence TEXT NOT NULL,
	unzr TEXT NOT NULL,
	registered_address TEXT NOT NULL,
	actual_address TEXT NOT NULL,
	postal_address TEXT NOT NULL,
	phones TEXT NOT NULL,
	email TEXT NOT NULL,
	preferred_channel TEXT NOT NULL,
	preferred_hours TEXT NOT NULL,
	safe_contact TEXT NOT NULL,
	language TEXT NOT NULL,
	interpreter TEXT NOT NULL,
	accessibility TEXT NOT NULL,
	representative TEXT,
	statuses TEXT NOT NULL,
	consents TEXT NOT NULL,
	note TEXT NOT NULL,
	note_until DATE,
	versions TEXT NOT NULL,
	op_replica INTEGER NOT NULL,
	op_seq INTEGER NOT NULL,
	changed_at TEXT NOT NULL,
	deleted BOOLEAN NOT NULL,
	CONSTRAINT pk_client PRIMARY KEY (id),
	CONSTRAINT uq_client_reference UNIQUE (reference)
);

CREATE TABLE client_search (
	kind TEXT NOT NULL,
	"key" TEXT NOT NULL,
	client_id TEXT NOT NULL,
	born TEXT NOT NULL,
	CONSTRAINT pk_client_search PRIMARY KEY (kind, "key", client_id)
)
 WITHOUT ROWID;

CREATE TABLE counter (
	name TEXT NOT NULL,
	value INTEGER NOT NULL,
	CONSTRAINT pk_counter PRIMARY KEY (name)
);

CREATE TABLE draft (
	id TEXT NOT NULL,
	screen TEXT NOT NULL,
	subject TEXT NOT NULL,
	"values" TEXT NOT NULL,
	saved_at TEXT NOT NULL,
	CONSTRAINT pk_draft PRIMARY KEY (id)
);

CREATE INDEX ix_draft_screen_subject ON draft (screen, subject);

CREATE TABLE journal (
	lseq INTEGER NOT NULL,
	office INTEGER NOT NULL,
	vis INTEGER NOT NULL,
	replica INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	hlc INTEGER NOT NULL,
	tbl TEXT NOT NULL,
	rid TEXT NOT NULL,
	kind TEXT NOT NULL,
	patch TEXT,
	salt TEXT,
	sv INTEGER NOT NULL,
	author TEXT NOT NULL,
	act TEXT NOT NULL,
	hb BLOB NOT NULL,
	h BLOB NOT NULL,
	CONSTRAINT pk_journal PRIMARY KEY (lseq),
	CONSTRAINT uq_journal_vis UNIQUE (vis, replica, seq)
);

CREATE INDEX ix_journal_record ON journal (tbl, rid);

CREATE TABLE meta (
	name TEXT NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT pk_meta PRIMARY KEY (name)
);

CREATE TABLE office (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	address TEXT NOT NULL,
	hours TEXT NOT NULL,
	phone TEXT NOT NULL,
	email TEXT NOT NULL,
	head_title TEXT NOT NULL,
	head_name TEXT NOT NULL,
	centre_name TEXT NOT NULL,
	recovery_made_at TEXT,
	recovery_confirmed_at TEXT,
	versions TEXT NOT NULL,
	op_replica INTEGER NOT NULL,
	op_seq INTEGER NOT NULL,
	changed_at TEXT NOT NULL,
	deleted BOOLEAN NOT NULL,
	CONSTRAINT pk_office PRIMARY KEY (id)
);

CREATE TABLE search_word (
	gap TEXT NOT NULL,
	word TEXT NOT NULL,
	CONSTRAINT pk_search_word PRIMARY KEY (gap, word)
)
 WITHOUT ROWID;

CREATE TABLE user_ (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	role TEXT NOT NULL,
	added_at TEXT NOT NULL,
	versions TEXT NOT NULL,
	op_replica INTEGER NOT NULL,
	op_seq INTEGER NOT NULL,
	changed_at TEXT NOT NULL,
	deleted BOOLEAN NOT NULL,
	CONSTRAINT pk_user_ PRIMARY KEY (id)
);

CREATE TABLE vector (
	vis INTEGER NOT NULL,
	replica INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	h BLOB NOT NULL,
	hlc INTEGER NOT NULL,
	CONSTRAINT pk_vector PRIMARY KEY (vis, replica)
);

CREATE TABLE client_paper (
	id TEXT NOT NULL,
	client_id TEXT NOT NULL,
	item TEXT NOT NULL,
	state TEXT NOT NULL,
	seen_on DATE,
	promised_by DATE,
	valid_until DATE,
	who_obtains TEXT NOT NULL,
	substitute TEXT NOT NULL,
	note TEXT NOT NULL,
	versions TEXT NOT NULL,
	op_replica INTEGER NOT NULL,
	op_seq INTEGER NOT NULL,
	changed_at TEXT NOT NULL,
	deleted BOOLEAN NOT NULL,
	CONSTRAINT pk_client_paper PRIMARY KEY (id),
	CONSTRAINT fk_client_paper_client_id FOREIGN KEY(client_id) REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_client_paper_client_id ON client_paper (client_id);

CREATE TABLE eligibility_check (
	id TEXT NOT NULL,
	client_id TEXT NOT NULL,
	visit_id TEXT NOT NULL,
	on_date DATE NOT NULL,
	made_at TEXT NOT NULL,
	facts TEXT NOT NULL,
	documents TEXT NOT NULL,
	verdict TEXT NOT NULL,
	packs TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	author TEXT NOT NULL,
	versions TEXT NOT NULL,
	op_replica INTEGER NOT NULL,
	op_seq INTEGER NOT NULL,
	changed_at TEXT NOT NULL,
	deleted BOOLEAN NOT NULL,
	CONSTRAINT pk_eligibility_check PRIMARY KEY (id),
	CONSTRAINT fk_eligibility_check_client_id FOREIGN KEY(client_id) REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_eligibility_check_client_id ON eligibility_check (client_id);

CREATE TABLE paper_print (
	id TEXT NOT NULL,
	client_id TEXT NOT NULL,
	form TEXT NOT NULL,
	edition TEXT NOT NULL,
	reference TEXT NOT NULL,
	language TEXT NOT NULL,
	large_print BOOLEAN NOT NULL,
	copies INTEGER NOT NULL,
	made_at TEXT NOT NULL,
	reprint_of TEXT NOT NULL,
	reason TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	"values" TEXT NOT NULL,
	author TEXT NOT NULL,
	versions TEXT NOT NULL,
	op_replica INTEGER NOT NULL,
	op_seq INTEGER NOT NULL,
	changed_at TEXT NOT NULL,
	deleted BOOLEAN NOT NULL,
	CONSTRAINT pk_paper_print PRIMARY KEY (id),
	CONSTRAINT fk_paper_print_client_id FOREIGN KEY(client_id) REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_paper_print_client_id ON paper_print (client_id);

CREATE TABLE visit (
	id TEXT NOT NULL,
	client_id TEXT NOT NULL,
	on_date DATE NOT NULL,
	at_time TIME,
	channel TEXT NOT NULL,
	kind TEXT NOT NULL,
	topic TEXT NOT NULL,
	essence TEXT NOT NULL,
	wanted_result TEXT NOT NULL,
	deadline DATE,
	author TEXT NOT NULL,
	versions TEXT NOT NULL,
	op_replica INTEGER NOT NULL,
	op_seq INTEGER NOT NULL,
	changed_at TEXT NOT NULL,
	deleted BOOLEAN NOT NULL,
	CONSTRAINT pk_visit PRIMARY KEY (id),
	CONSTRAINT fk_visit_client_id FOREIGN KEY(client_id) REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_visit_client_id ON visit (client_id);

CREATE INDEX ix_visit_on_date ON visit (on_date);
