import type { ApiAnswer, ApiRequest } from './crawling.ts'

/** No answer came; `what` stands behind “it”: “the connection broke off”. */
export interface NoAnswer {
  readonly noAnswer: string
}

/** Asks APIs. */
export interface ApiCalls {
  /**
   * One request, asked once, no redirect followed.
   * @param secretHeaders sent along, and nowhere else
   * @throws {Problem} `collect.refused` for an address that must not be asked; `import.stopped`
   */
  readonly ask: (
    request: ApiRequest,
    secretHeaders: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ) => Promise<ApiAnswer | NoAnswer>
}
