/**
 * The unit of matching: a payer text of one account at one platform. Ads point to mentions, mentions to sponsors; nothing
 * is ever matched ad by ad. `registry` as a platform: the row is a registry's own record of somebody.
 */
export interface Mention {
  /** Opaque: neither its form nor its order says anything. */
  readonly id: string
  readonly platform: string
  /** The platform's id of the account; empty where it gives none. */
  readonly accountId: string
  /** Every name the account has had, the newest first; empty where there is none. */
  readonly accountNames: readonly string[]
  /** The payer or disclaimer text, letter by letter; empty where there is none. */
  readonly payer: string
  /** ISO 3166-1 alpha-2 of where its ads run, where it is only one. */
  readonly country: string | null
  /** Its state or region as told (`GA`, `US-GA`), where it is only one. */
  readonly state: string | null
  /** Registrable or full host names to which its ads lead. */
  readonly landingDomains: readonly string[]
  /** `scheme:value`, as declared or published: `us-fec:C00000001`. */
  readonly registryIds: readonly string[]
  /** ISO days; null: not known. */
  readonly firstSeen: string | null
  readonly lastSeen: string | null
  /** What is at stake, as a weight for the order of reviewing alone: certain spend in whole units; null: not known. */
  readonly weight: number | null
}
