-- keys of people and desks
CREATE TABLE signer (
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  holder TEXT NOT NULL,
  sign_key TEXT NOT NULL,
  seal_key TEXT NOT NULL,
  made_at TEXT NOT NULL,
  ended_at TEXT,
  versions TEXT NOT NULL,
  op_replica INTEGER NOT NULL,
  op_seq INTEGER NOT NULL,
  changed_at TEXT NOT NULL,
  deleted BOOLEAN NOT NULL,
  CONSTRAINT pk_signer PRIMARY KEY (id)
);

CREATE INDEX ix_signer_holder ON signer (holder);

-- signed packs
CREATE TABLE bundle_step (
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    "before" INTEGER NOT NULL,
    step TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    title TEXT NOT NULL,
    signers TEXT NOT NULL,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    versions TEXT NOT NULL,
    op_replica INTEGER NOT NULL,
    op_seq INTEGER NOT NULL,
    changed_at TEXT NOT NULL,
    deleted BOOLEAN NOT NULL,
    CONSTRAINT pk_bundle_step PRIMARY KEY (id)
);

-- roles: several at once, reasons, second persons
ALTER TABLE user_ ADD COLUMN roles TEXT DEFAULT '[]' NOT NULL;

-- backups of this vault
CREATE TABLE copy_made (
    id TEXT NOT NULL,
    path TEXT NOT NULL,
    made_at TEXT NOT NULL,
    size INTEGER NOT NULL,
    mark TEXT NOT NULL,
    fault TEXT NOT NULL,
    proved_at TEXT NOT NULL,
    CONSTRAINT pk_copy_made PRIMARY KEY (id)
);

-- accounts: invites, pledges, resets
ALTER TABLE user_ ADD COLUMN removed_at TEXT;

-- who looked at whom: access log, sealed fields, conflicts
CREATE TABLE access (
  id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  at TEXT NOT NULL,
  author TEXT NOT NULL,
  act TEXT NOT NULL,
  what TEXT NOT NULL,
  subject TEXT NOT NULL,
  data TEXT NOT NULL,
  reason TEXT NOT NULL,
  until TEXT,
  reviewed_at TEXT,
  reviewed_by TEXT NOT NULL,
  versions TEXT NOT NULL,
  op_replica INTEGER NOT NULL,
  op_seq INTEGER NOT NULL,
  changed_at TEXT NOT NULL,
  deleted BOOLEAN NOT NULL,
  CONSTRAINT pk_access PRIMARY KEY (id)
);

CREATE INDEX ix_access_at ON access (at);

CREATE INDEX ix_access_client_id ON access (client_id);

CREATE TABLE restriction (
  id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  since TEXT NOT NULL,
  author TEXT NOT NULL,
  reason TEXT NOT NULL,
  lifted_at TEXT,
  lifted_by TEXT NOT NULL,
  versions TEXT NOT NULL,
  op_replica INTEGER NOT NULL,
  op_seq INTEGER NOT NULL,
  changed_at TEXT NOT NULL,
  deleted BOOLEAN NOT NULL,
  CONSTRAINT pk_restriction PRIMARY KEY (id),
  CONSTRAINT fk_restriction_client_id FOREIGN KEY(client_id) REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_restriction_client_id ON restriction (client_id);

CREATE TABLE sealed (
  id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  content TEXT NOT NULL,
  readers TEXT NOT NULL,
  sealed_at TEXT NOT NULL,
  author TEXT NOT NULL,
  versions TEXT NOT NULL,
  op_replica INTEGER NOT NULL,
  op_seq INTEGER NOT NULL,
  changed_at TEXT NOT NULL,
  deleted BOOLEAN NOT NULL,
  CONSTRAINT pk_sealed PRIMARY KEY (id)
);

CREATE INDEX ix_sealed_client_id ON sealed (client_id);

CREATE INDEX ix_sealed_subject ON sealed (subject);

CREATE TABLE conflict_check (
  id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  visit_id TEXT NOT NULL,
  at TEXT NOT NULL,
  author TEXT NOT NULL,
  found TEXT NOT NULL,
  answer TEXT NOT NULL,
  reason TEXT NOT NULL,
  versions TEXT NOT NULL,
  op_replica INTEGER NOT NULL,
  op_seq INTEGER NOT NULL,
  changed_at TEXT NOT NULL,
  deleted BOOLEAN NOT NULL,
  CONSTRAINT pk_conflict_check PRIMARY KEY (id),
  CONSTRAINT fk_conflict_check_client_id FOREIGN KEY(client_id) REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_conflict_check_client_id ON conflict_check (client_id);

-- signatures and anchors of the journal
CREATE TABLE anchor (
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  desk INTEGER NOT NULL,
  number INTEGER NOT NULL,
  head TEXT NOT NULL,
  place TEXT NOT NULL,
  CONSTRAINT pk_anchor PRIMARY KEY (id)
);

CREATE TABLE journal_signature (
  vis INTEGER NOT NULL,
  replica INTEGER NOT NULL,
  last INTEGER NOT NULL,
  first INTEGER NOT NULL,
  head BLOB NOT NULL,
  by_person BLOB,
  by_desk BLOB NOT NULL,
  CONSTRAINT pk_journal_signature PRIMARY KEY (vis, replica, last)
) WITHOUT ROWID;

-- retention: holds, purges, certificates
CREATE TABLE hold (
  id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  since TEXT NOT NULL,
  author TEXT NOT NULL,
  reason TEXT NOT NULL,
  lifted_at TEXT,
  lifted_by TEXT NOT NULL,
  versions TEXT NOT NULL,
  op_replica INTEGER NOT NULL,
  op_seq INTEGER NOT NULL,
  changed_at TEXT NOT NULL,
  deleted BOOLEAN NOT NULL,
  CONSTRAINT pk_hold PRIMARY KEY (id),
  CONSTRAINT fk_hold_client_id FOREIGN KEY(client_id) REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_hold_client_id ON hold (client_id);

CREATE TABLE purge (
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  proposed_at TEXT NOT NULL,
  author TEXT NOT NULL,
  files TEXT NOT NULL,
  confirmed_at TEXT,
  confirmed_by TEXT NOT NULL,
  withdrawn_at TEXT,
  done_at TEXT,
  certificate TEXT NOT NULL,
  versions TEXT NOT NULL,
  op_replica INTEGER NOT NULL,
  op_seq INTEGER NOT NULL,
  changed_at TEXT NOT NULL,
  deleted BOOLEAN NOT NULL,
  CONSTRAINT pk_purge PRIMARY KEY (id)
);

-- air raids, evacuation
ALTER TABLE office ADD COLUMN shelter TEXT NOT NULL DEFAULT '';
ALTER TABLE office ADD COLUMN hide_after INTEGER NOT NULL DEFAULT 0;
ALTER TABLE office ADD COLUMN lock_after INTEGER NOT NULL DEFAULT 0;

CREATE TABLE alarm (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    began_at TEXT NOT NULL,
    ended_at TEXT,
    author TEXT NOT NULL,
    versions TEXT NOT NULL,
    op_replica INTEGER NOT NULL,
    op_seq INTEGER NOT NULL,
    changed_at TEXT NOT NULL,
    deleted BOOLEAN NOT NULL,
    CONSTRAINT pk_alarm PRIMARY KEY (id)
);
