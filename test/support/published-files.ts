/**
 * Whether every published file is read, or a part of the largest that shows as much: in CI, whose time is short. `npm test`
 * on a machine that has the files reads them all.
 */
export const readsAllPublished = process.env['CI'] !== 'true'
