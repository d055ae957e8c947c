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

-- who looked at whom: access log, sealed fields, conflicts

-- signatures and anchors of the journal

-- retention: holds, purges, certificates

-- air raids, evacuation
