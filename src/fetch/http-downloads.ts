import type { Downloads } from '../ports/collecting.ts'
import { asker } from './ask.ts'
import { type Clock, systemClock } from './clock.ts'
import { fetchFile, type Tools } from './fetch-file.ts'
import type { Lookup } from './guarded-connect.ts'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import { operatorsAmong, systemLookup } from './operator-origins.ts'
import { partFile } from './part-file.ts'

export interface DownloadSettings {
  /** Half-fetched files lie here: private, made when it is missing. */
  readonly folder: string
  /** With a contact: it is what the operator of a server sees of us. */
  readonly userAgent: string
  /** Addresses that the operator named: these alone may lie on this machine or in its network. */
  readonly operatorAddresses: readonly string[]
  /** So much at most is fetched again after an interruption. Default 8 MiB. */
  readonly blockBytes?: number
  readonly limits?: Partial<Limits>
  readonly clock?: Clock
  /** 0 up to 1. */
  readonly random?: () => number
  /** All addresses of a name. Default: the system's. */
  readonly lookup?: Lookup
}

const EIGHT_MIB = 8 * 1024 * 1024

/** Downloads over HTTP(S): one connection a host, and nothing but the addresses asked for. README.md says what it promises. */
export function httpDownloads(settings: DownloadSettings): Downloads {
  const limits = { ...DEFAULT_LIMITS, ...settings.limits }
  const shared = { limits, blockBytes: settings.blockBytes ?? EIGHT_MIB, clock: settings.clock ?? systemClock }
  const tools: Tools = {
    ...shared,
    folder: settings.folder,
    random: settings.random ?? Math.random,
    closedUntil: new Map(),
    ask: asker({
      ...shared,
      userAgent: settings.userAgent,
      isOperators: operatorsAmong(settings.operatorAddresses),
      lookup: settings.lookup ?? systemLookup,
    }),
  }
  return {
    fetch: (request) => fetchFile(tools, request),
    forget: (partName) => partFile(settings.folder, partName).drop(),
  }
}
