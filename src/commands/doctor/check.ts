/** What one look came to. `warn`: it runs, and wants a person; `fail`: it does not, or will not for long. */
export interface Check {
  readonly name: string
  readonly state: 'ok' | 'warn' | 'fail'
  readonly says: string
  /** What to do; null where nothing is. */
  readonly todo: string | null
}

export function ok(name: string, says: string): Check {
  return { name, state: 'ok', says, todo: null }
}

export function warn(name: string, says: string, todo: string): Check {
  return { name, state: 'warn', says, todo }
}

export function fail(name: string, says: string, todo: string): Check {
  return { name, state: 'fail', says, todo }
}
