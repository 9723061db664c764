import type { ReadRow, RejectedRow } from '../../ports/registries.ts'
import type { CellRow } from '../shared/csv-rows.ts'
import { rejected } from '../shared/rejected.ts'
import { entityRecord, LEI_FORM } from './entity.ts'
import { exceptionRow, parentRow } from './parents.ts'

/**
 * Rows of the golden copy's CSV files: entities, relationships, reporting exceptions. Column names as in
 * “LEI-CDF v3.1”, “RR-CDF v2.1” and “Reporting Exceptions v2.1”, without case and marks; not confirmed by a file.
 */
export function entityRow({ number, raw, cells }: CellRow): ReadRow | RejectedRow {
  const lei = cells['lei'] ?? ''
  const legalName = cells['entitylegalname'] ?? ''
  if (!LEI_FORM.test(lei) || legalName === '') return rejected(number, raw, 'its LEI is none, or it lacks a name')
  const record = entityRecord({
    lei,
    legalName,
    otherNames: otherNames(cells),
    country: cells['entitylegaladdresscountry'] ?? '',
    region: cells['entitylegaladdressregion'] ?? '',
    category: cells['entityentitycategory'] ?? '',
    facts: {
      status: cells['entityentitystatus'],
      registration_status: cells['registrationregistrationstatus'],
      jurisdiction: cells['entitylegaljurisdiction'],
      registered_as: cells['entityregistrationauthorityregistrationauthorityentityid'],
      legal_form: cells['entitylegalformentitylegalformcode'],
    },
  })
  return { number, records: [record], relations: [] }
}

/** `Entity.OtherEntityNames.OtherEntityName.1` and its `.type`. */
function otherNames(cells: CellRow['cells']): { readonly name: string; readonly type: string }[] {
  return [1, 2, 3, 4, 5].flatMap((place) => {
    const column = `entityotherentitynamesotherentityname${place}`
    const name = cells[column] ?? ''
    return name === '' ? [] : [{ name, type: cells[`${column}type`] ?? '' }]
  })
}

export function relationshipRow({ number, raw, cells }: CellRow): ReadRow | RejectedRow {
  const child = cells['relationshipstartnodenodeid'] ?? ''
  const parent = cells['relationshipendnodenodeid'] ?? ''
  if (!LEI_FORM.test(child) || !LEI_FORM.test(parent)) return rejected(number, raw, 'one of its LEIs is none')
  return parentRow(number, {
    child,
    parent,
    type: cells['relationshiprelationshiptype'] ?? '',
    status: cells['relationshiprelationshipstatus'],
    start: cells['relationshipperiod1startdate'],
    end: cells['relationshipperiod1enddate'],
  })
}

export function reportedExceptionRow({ number, raw, cells }: CellRow): ReadRow | RejectedRow {
  const lei = cells['lei'] ?? ''
  if (!LEI_FORM.test(lei)) return rejected(number, raw, 'its LEI is none')
  const reasons = [1, 2, 3, 4, 5].map((place) => cells[`exceptionreason${place}`] ?? '')
  const told = reasons.filter((reason) => reason !== '')
  return exceptionRow(number, lei, cells['exceptioncategory'] ?? '', told)
}
