/**
 * Notes what the transaction changed, for an outside engine: each ad whose state it opened, under the revision that it made.
 * Revisions are made under the load lock, so that they are committed in the order of their numbers. Nothing is noted, and
 * nothing read, where no index is known. It must run before the revisions' moment is set.
 */
export const NOTE_CHANGES = `
INSERT INTO search_outbox (revision, disclosure_id)
SELECT state.from_revision, state.disclosure_id
FROM disclosure_state state -- disclosure_state_from
WHERE EXISTS (SELECT FROM search_index)
  AND state.to_revision IS NULL
  AND state.from_revision >= (SELECT min(revision.id) FROM revision WHERE revision.made_at = now())`
