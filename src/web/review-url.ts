import { queryUrl } from './query-url.ts'

export function pairUrl(pair: string): string {
  return `/review/${encodeURIComponent(pair)}`
}

export function reviewUrl(after: string | null): string {
  return queryUrl('/review', ['after'], { after })
}

export function judgementsUrl(asked: { readonly after?: string | null; readonly format?: 'csv' }): string {
  return queryUrl('/review/judgements', ['after', 'format'], asked)
}
