import { sha256 } from '../domain/ids.ts'
import type { RawArchive } from '../ports/raw-archive.ts'
import type { KeptBlob, Upkeep } from '../ports/upkeep.ts'

export interface CheckDeps {
  readonly rawArchive: Pick<RawArchive, 'check'>
  readonly upkeep: Pick<Upkeep, 'blobs'>
}

/** A kept file that is not what it was when it was kept. */
export interface DamagedBlob extends KeptBlob {
  readonly state: 'missing' | 'damaged'
}

/** Hashes every kept file that a loaded one needs, and yields each as sound or not. */
export async function* checkArchive({ rawArchive, upkeep }: CheckDeps): AsyncGenerator<KeptBlob | DamagedBlob> {
  for await (const blob of upkeep.blobs()) {
    const state = await rawArchive.check(sha256(blob.sha256))
    yield state === 'sound' ? blob : { ...blob, state }
  }
}
