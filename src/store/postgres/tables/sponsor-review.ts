import { EntitySchema } from 'typeorm'
import { identity } from './identity.ts'
import { reference } from './reference.ts'

interface ComparedRow {
  a: string
  b: string
  relation: string
  score: number
  features: Record<string, number>
  vetoes: string[]
}

interface EdgeRow extends ComparedRow {
  rule_version: string
}

const compared = {
  a: { type: 'bigint', primary: true },
  b: { type: 'bigint', primary: true },
  relation: { type: 'text' },
  score: { type: 'real' },
  features: { type: 'jsonb' },
  vetoes: { type: 'text', array: true },
} as const

export const sponsorEdgeTable = new EntitySchema<EdgeRow>({
  name: 'sponsor_edge',
  columns: { ...compared, rule_version: { type: 'text' } },
  indices: [{ name: 'sponsor_edge_by_b', columns: ['b'] }],
})

interface QueueRow extends ComparedRow {
  rank: number
  reason: string
}

export const sponsorQueueTable = new EntitySchema<QueueRow>({
  name: 'sponsor_queue',
  columns: { ...compared, rank: { type: 'integer' }, reason: { type: 'text' } },
  checks: [{ name: 'sponsor_queue_is_told_once', expression: 'a < b' }],
  indices: [
    { name: 'sponsor_queue_in_order', columns: ['rank', 'a', 'b'] },
    { name: 'sponsor_queue_by_b', columns: ['b'] },
  ],
})

interface JudgementRow {
  id: string
  a: string
  b: string
  verdict: string
  actor: string
  why: string
  needs_two: boolean
  is_coded_twice: boolean
  revision: string | null
  state: string
  made_at: Date
  undone_at: Date | null
  undone_by: string | null
  undone_why: string | null
}

export const sponsorJudgementTable = new EntitySchema<JudgementRow>({
  name: 'sponsor_judgement',
  columns: {
    id: { type: 'bigint', primary: true, ...identity },
    a: { type: 'bigint' },
    b: { type: 'bigint' },
    verdict: { type: 'text' },
    actor: { type: 'text' },
    why: { type: 'text' },
    needs_two: { type: 'boolean' },
    is_coded_twice: { type: 'boolean' },
    revision: { type: 'bigint', nullable: true },
    state: { type: 'text' },
    made_at: { type: 'timestamptz', default: () => 'clock_timestamp()' },
    undone_at: { type: 'timestamptz', nullable: true },
    undone_by: { type: 'text', nullable: true },
    undone_why: { type: 'text', nullable: true },
  },
  foreignKeys: [reference('sponsor_judgement', 'a', 'mention'), reference('sponsor_judgement', 'b', 'mention')],
  checks: [
    { name: 'sponsor_judgement_is_told_once', expression: 'a < b' },
    {
      name: 'sponsor_judgement_verdict_is_known',
      expression: "verdict IN ('same', 'different', 'affiliated', 'unsure')",
    },
    { name: 'sponsor_judgement_state_is_known', expression: "state IN ('waiting', 'in_force', 'undone')" },
    {
      name: 'sponsor_judgement_undone_says_who',
      expression:
        "(state = 'undone') = (undone_at IS NOT NULL) AND num_nonnulls(undone_at, undone_by, undone_why) IN (0, 3)",
    },
  ],
  indices: [
    { name: 'sponsor_judgement_of_pair', columns: ['a', 'b'] },
    { name: 'sponsor_judgement_by_b', columns: ['b'] },
  ],
})
