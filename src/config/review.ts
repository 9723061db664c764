import { z } from 'zod'
import type { Fault, Given } from './fault.ts'

export const reviewSettings = {
  REVIEW_DESK: z.enum(['local', 'off'], 'is neither local nor off').default('off'),
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i

/** Until there are accounts, the desk is for who sits at the machine: where others can be served, it is not opened at all. */
export function reviewFaults(given: Given): Fault[] {
  if (given['REVIEW_DESK'] !== 'local') return []
  const fault = (says: string): Fault => ({ setting: 'REVIEW_DESK', says })
  return [
    ...(LOOPBACK.test(given['HOST'] ?? '127.0.0.1')
      ? []
      : [fault('local is for who sits at the machine alone: let HOST be 127.0.0.1, or take REVIEW_DESK out')]),
    ...(given['PUBLIC_URL'] === undefined
      ? []
      : [fault('local cannot stand beside PUBLIC_URL, which says that others are served: take one of them out')]),
    ...((given['TRUST_PROXY'] ?? '0') === '0'
      ? []
      : [fault('local cannot stand beside TRUST_PROXY, which says that others are served: take one of them out')]),
  ]
}
