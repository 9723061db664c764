import { declaredFormSchema } from '../declared-request.ts'
import type { Operation } from './operation.ts'

/** The form; what it sends is answered under the same address, and nothing of it is kept. */
export const DECLARED_OPERATION: Operation = {
  path: '/declared',
  id: 'declared',
  tag: 'Money',
  summary: 'What was declared, beside what platforms show',
  description:
    'A form for a CSV of returns (sponsor, declared, currency, from, to, place, platform, note). The same address answers it by POST, as multipart/form-data or text/csv, up to 200 rows and 1,000,000 bytes: a page, or with format=csv or format=json a file, in which each return stands inside, below or above the strict bounds, with reasons. It is read, answered and not kept.',
  query: declaredFormSchema,
  answers: { page: 'The form. What it holds beside the file goes for rows that do not say it themselves.' },
}
