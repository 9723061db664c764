/** What somebody decided about a pair of mentions. `unsure` is kept and decides nothing. */
export type Verdict = 'same' | 'different' | 'affiliated' | 'unsure'

/** A person's word on a pair; outranks every method. */
export interface Judgement {
  readonly a: string
  readonly b: string
  readonly verdict: Verdict
}

/** An id that a platform has replaced by another, as the platform or an operator's list tells it. */
export interface IdChange {
  readonly platform: string
  readonly formerId: string
  readonly id: string
}

export type VetoId = 'V1' | 'V2' | 'V3' | 'V4' | 'V5' | 'V6' | 'V7' | 'V8' | 'V9'

export type Relation = 'same_as' | 'affiliated_with' | 'pays_for' | 'different'

/** A pair that was compared: what spoke for it, by feature (log weights, added up), and what forbids it. */
export interface Edge {
  /** Mention ids. */
  readonly a: string
  readonly b: string
  readonly relation: Relation
  /** 0–1: how probable it is that both are one sponsor. */
  readonly score: number
  readonly features: Readonly<Record<string, number>>
  readonly vetoes: readonly VetoId[]
}

/** Where a mention was put, and how sure that is. */
export interface Placement {
  readonly mentionId: string
  /** Index of its group in `Resolution.groups`. */
  readonly group: number
  /** 0–1: how probable it is that it belongs with the rest of its group; 1 for a single one. */
  readonly confidence: number
  /** Codes joined by `;`, the strongest first: `exact_payer_n2;exact_account`. Never empty. */
  readonly reason: string
}

/** A pair for a person to look at, one a pair of groups; the first is the one most worth looking at. */
export interface QueuedPair extends Edge {
  readonly reason: string
}

/** A partition of mentions into sponsors: a function of the set of mentions and what is known, whatever their order. */
export interface Resolution {
  /** Mention ids of each sponsor. */
  readonly groups: readonly (readonly string[])[]
  readonly placements: readonly Placement[]
  readonly edges: readonly Edge[]
  readonly queue: readonly QueuedPair[]
}

/** What is known beside the mentions themselves. */
export interface Knowledge {
  /** Names of a loaded registry; null: none is loaded. */
  readonly registry: RegistryNames | null
  readonly judgements: readonly Judgement[]
  readonly idChanges: readonly IdChange[]
}

/** A body in a registry, with every name it is known to have had. */
export interface RegistryEntry {
  /** `us-fec`, `us-fara`, `lei`… */
  readonly scheme: string
  readonly id: string
  readonly names: readonly RegistryName[]
  /** `campaign`, `party`, `committee`, `person`, `company`, `non_profit`, `government_body`, `unknown`. */
  readonly type: string
  readonly country: string | null
  /** ISO 3166-2 without the country, as the registry has it: `GA`. */
  readonly state: string | null
  /** Of a candidate's committee. */
  readonly candidates: readonly RegistryCandidate[]
  /** Registry's own codes that linking needs (`designation`, `committee_type`, `connected_organization`). */
  readonly facts: Readonly<Record<string, string>>
}

export interface RegistryName {
  readonly name: string
  /** Cycle or year from which, and up to which, it was read; null: not told. */
  readonly from: string | null
  readonly to: string | null
}

export interface RegistryCandidate {
  readonly id: string
  readonly name: string
  /** `H`, `S`, `P` at the FEC. */
  readonly office: string
  readonly state: string | null
  readonly district: string | null
  /** Cycles in which the registry joins the committee to the candidate. */
  readonly cycles: readonly string[]
  /** Years of the elections in which the candidate stood with it, where told: a committee outlives its race. */
  readonly elections?: readonly string[]
}

/** Looks up a registry by normal form of a name. */
export interface RegistryNames {
  readonly entries: readonly RegistryEntry[]
}
