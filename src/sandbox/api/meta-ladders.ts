/** A bucket as the API writes it: texts, and no upper bound at the open top. */
export interface WireBounds {
  readonly lower_bound: string
  readonly upper_bound?: string
}

type Steps = readonly (readonly [below: number, step: number])[]

/** From 2020 on; the steps of spend above 500,000 are as one may expect. Nominal: the same numbers in every currency. */
const SPEND: Steps = [
  [1_000, 100],
  [5_000, 500],
  [10_000, 1_000],
  [50_000, 5_000],
  [100_000, 10_000],
  [200_000, 25_000],
  [500_000, 50_000],
  [1_000_000, 100_000],
]
const IMPRESSIONS: Steps = [
  [10_000, 1_000],
  [50_000, 5_000],
  [100_000, 10_000],
  [200_000, 25_000],
  [500_000, 50_000],
  [1_000_000, 100_000],
]
const AUDIENCE = [100, 1_001, 5_001, 10_001, 50_001, 100_001, 500_001, 1_000_001] as const

export function spendBounds(units: number): WireBounds {
  return stepped(units, SPEND)
}

export function impressionBounds(shown: number): WireBounds {
  return stepped(shown, IMPRESSIONS)
}

export function audienceBounds(people: number): WireBounds {
  const at = Math.max(
    0,
    AUDIENCE.findLastIndex((lower) => lower <= people),
  )
  const next = AUDIENCE[at + 1]
  const lower = { lower_bound: String(AUDIENCE[at]) }
  return next === undefined ? lower : { ...lower, upper_bound: String(next - 1) }
}

function stepped(value: number, steps: Steps): WireBounds {
  const step = steps.find(([below]) => value < below)?.[1]
  if (step === undefined) return { lower_bound: String(steps.at(-1)?.[0] ?? 0) }
  const lower = Math.floor(value / step) * step
  return { lower_bound: String(lower), upper_bound: String(lower + step - 1) }
}
