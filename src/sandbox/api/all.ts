import type { ApiSandbox } from './api-sandbox.ts'

/** Every made-up API there is; a new platform is a line here. */
export const API_SANDBOXES: readonly ApiSandbox[] = []
