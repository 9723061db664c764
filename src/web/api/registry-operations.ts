import { registriesParams, registryRecordParams } from '../routes/registries.ts'
import type { Operation } from './operation.ts'

export const REGISTRY_OPERATIONS: readonly Operation[] = [
  {
    path: '/registries',
    id: 'registries',
    tag: 'Registries',
    summary: 'Copies of public registries',
    description:
      'Which are held: of what day, with which hash, how many rows; with name the records that have or had it.',
    query: registriesParams,
    answers: {
      page: 'The page of the registries.',
      json: { schema: 'Registries', meaning: 'Every copy, and what the name leads to.' },
    },
  },
  {
    path: '/registries/{scheme}/{record}',
    id: 'registryRecord',
    tag: 'Registries',
    summary: 'One record of a registry',
    description: 'Every name it had with its dates, what it says, whom it is joined to, and each row it stands on.',
    query: registryRecordParams,
    answers: {
      page: 'The page of the record.',
      json: { schema: 'RegistryRecord', meaning: 'All that may be shown of it.' },
    },
    also: [404],
  },
]
