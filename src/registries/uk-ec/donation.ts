import type { ReadRow, RegistryKey, RegistryRecord, RejectedRow } from '../../ports/registries.ts'
import type { CellRow } from '../shared/csv-rows.ts'
import { dayFirst, isoDay } from '../shared/days.ts'
import { facts } from '../shared/facts.ts'
import { rejected } from '../shared/rejected.ts'
import { DONORS, PRIVATE_PERSON, REGULATED } from './manifest.ts'

type Cells = Readonly<Record<string, string>>

/** Donors that are bodies. Any other word for a donor, and none, may be a person: then nothing of the donor is kept. */
const BODIES: Readonly<Record<string, string>> = {
  company: 'company',
  'limited liability partnership': 'company',
  'trade union': 'non_profit',
  'unincorporated association': 'non_profit',
  'registered political party': 'party',
  'friendly society': 'non_profit',
  'building society': 'company',
  'public fund': 'government_body',
}

/** A donation: who reports it, and of whom it is. The row of an `ECRef` may be corrected in place: the newest copy holds. */
export function donationRow({ number, raw, cells }: CellRow): ReadRow | RejectedRow {
  const reference = cells['ecref'] ?? ''
  const entityId = cells['regulatedentityid'] ?? ''
  if (reference === '' || !/^\d{1,9}$/.test(entityId))
    return rejected(number, raw, 'it lacks ECRef or RegulatedEntityId')
  const donor = donorOf(cells)
  const recipient = recipientOf(entityId, cells)
  const day = told(cells['accepteddate']) ?? told(cells['receiveddate'])
  const subject: RegistryKey = donor === null ? { scheme: DONORS, key: PRIVATE_PERSON } : keyOf(donor)
  const relation = {
    kind: 'pays' as const,
    key: reference,
    subject,
    object: keyOf(recipient),
    from: day,
    to: day,
    facts: facts({
      value: cells['value'],
      currency: 'GBP',
      donor_status: cells['donorstatus'],
      nature: cells['natureofdonation'],
      donation_type: cells['donationtype'],
      accepted: told(cells['accepteddate']),
      received: told(cells['receiveddate']),
      reported: told(cells['reporteddate']),
      returned: told(cells['returneddate']),
      register: cells['registername'],
      is_irish_source: cells['isirishsource'],
    }),
  }
  return { number, records: donor === null ? [recipient] : [recipient, donor], relations: [relation] }
}

function recipientOf(key: string, cells: Cells): RegistryRecord {
  const kind = cells['regulatedentitytype'] ?? ''
  // Regulated donees are politicians: their names are public as such.
  return record(REGULATED, key, cells['regulatedentityname'] ?? '', {
    type: /party/i.test(kind) ? 'party' : /donee/i.test(kind) ? 'person' : 'unknown',
    facts: facts({ regulated_as: kind, register: cells['registername'] }),
  })
}

function donorOf(cells: Cells): RegistryRecord | null {
  const status = cells['donorstatus'] ?? ''
  const type = BODIES[status.toLowerCase()]
  const key = cells['donorid'] ?? ''
  if (type === undefined || !/^\d{1,9}$/.test(key)) return null
  const company = cells['companyregistrationnumber']
  return record(DONORS, key, cells['donorname'] ?? '', {
    type,
    facts: facts({ donor_status: status, company_registration_number: company }),
  })
}

function record(
  scheme: string,
  key: string,
  name: string,
  told: Pick<RegistryRecord, 'type' | 'facts'>,
): RegistryRecord {
  const names = name === '' ? [] : [{ name, kind: 'name' as const }]
  return { scheme, key, part: 'entity', names, country: null, state: null, from: null, to: null, ...told }
}

function keyOf({ scheme, key }: RegistryRecord): RegistryKey {
  return { scheme, key }
}

/** The API writes `/Date(1688083200000)/`, in milliseconds of UTC; the CSV `30/06/2023`. */
function told(cell: string | undefined): string | null {
  const milliseconds = /^\/Date\((-?\d{1,14})(?:[+-]\d{4})?\)\/$/.exec(cell ?? '')?.[1]
  if (milliseconds !== undefined) return isoDay(new Date(Number(milliseconds)).toISOString())
  return dayFirst((cell ?? '').slice(0, 10)) ?? isoDay(cell)
}
