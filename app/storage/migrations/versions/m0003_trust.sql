-- keys of people and desks

-- who saw what: the access log, sealed words, conflicts of interest

-- two people, the office's policy

-- proofs: signatures and anchors of the journal

-- copies and moves

-- signed packs, retention, legal hold, erasure
