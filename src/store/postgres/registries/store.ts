import type { DataSource } from 'typeorm'
import type { RegistryStore } from '../../../ports/registries.ts'
import { entriesOf } from './entries.ts'
import { filesOf, rejectsOf } from './files.ts'
import { loadInto } from './load.ts'
import { named, recordOf } from './record.ts'

export function postgresRegistryStore(dataSource: DataSource): RegistryStore {
  return {
    load: loadInto(dataSource),
    files: () => filesOf(dataSource),
    rejects: (atMost) => rejectsOf(dataSource, atMost),
    record: (scheme, key) => recordOf(dataSource, scheme, key),
    named: (name, atMost) => named(dataSource, name, atMost),
    entries: (schemes) => entriesOf(dataSource, schemes),
  }
}
