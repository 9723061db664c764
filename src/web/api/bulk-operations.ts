import { bulkParams, changesParams } from '../routes/bulk.ts'
import type { Operation } from './operation.ts'

/** Everything at once. */
export const BULK_OPERATIONS: readonly Operation[] = [
  {
    path: '/bulk',
    id: 'bulk',
    tag: 'Bulk',
    summary: 'Releases, for people',
    description: 'What there is to take, how to check and load it, and the terms of each source.',
    query: bulkParams,
    answers: { page: 'The page.' },
  },
  {
    path: '/bulk/index.json',
    id: 'bulkIndex',
    tag: 'Bulk',
    summary: 'Releases, for programs',
    description: 'Every release and its token; of the newest, every file with its rows, bytes and SHA-256.',
    query: bulkParams,
    answers: { json: { schema: 'BulkIndex', meaning: 'What there is to take.' } },
  },
  {
    path: '/bulk/changes',
    id: 'bulkChanges',
    tag: 'Bulk',
    summary: 'What changed since a release',
    description:
      'Lines of JSON. The first tells the moments; each other one a table, a key and the row as it is now; the last one has complete and the token to go on with, under until. Applied by key, they make a release into the later one. Without a last line the answer is cut short.',
    query: changesParams,
    answers: { ndjson: 'A line for each row that is added, changed, withdrawn, restored or removed.' },
    also: [410],
  },
  {
    path: '/bulk/{release}/{file}',
    id: 'bulkFile',
    tag: 'Bulk',
    summary: 'A file of a release',
    description: 'Never another one under the same address. Parts are given for Range; the ETag is its SHA-256.',
    query: bulkParams,
    answers: { file: 'Its bytes.' },
    also: [404, 416],
  },
]
