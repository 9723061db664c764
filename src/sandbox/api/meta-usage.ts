import type { ApiContext, ApiReply } from './api-sandbox.ts'
import { counted } from './api-sandbox.ts'
import { overLimit, usageHeader } from './meta-traps.ts'

/** Percentages told one after another, and how long a caller must keep away after each. */
const CLIMB = [
  { percent: 12, ms: 0 },
  { percent: 76, ms: 5_000 },
  { percent: 91, ms: 30_000 },
  { percent: 96, ms: 90_000 },
  { percent: 99, ms: 1_200_000 },
  { percent: 5, ms: 0 },
] as const

/** The usage header of the next answer; or the refusal of a caller that came too soon. */
export function pacedUsage(context: ApiContext): { readonly header: string } | { readonly refusal: ApiReply } {
  const { switches, memory, now } = context
  const call = counted(memory, 'answered calls')
  if (!switches.has('meta.usage-unknown-key'))
    return { header: usageHeader({ call_count: Math.min(60, Math.floor(call / 4)) }) }
  const before = memory.get('not before') as number | undefined
  if (before !== undefined && now.getTime() < before) {
    counted(memory, 'calls too soon')
    return { refusal: overLimit(20) }
  }
  const { percent, ms } = CLIMB[call % CLIMB.length] ?? CLIMB[0]
  memory.set('not before', now.getTime() + ms)
  return {
    header: usageHeader({
      object_count_pct: percent,
      ads_api_access_tier: 'standard_access',
      reset_time_duration: 300,
    }),
  }
}
