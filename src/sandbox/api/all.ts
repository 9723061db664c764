import type { ApiSandbox } from './api-sandbox.ts'
import { linkedInSandbox } from './linkedin.ts'
import { metaSandbox } from './meta.ts'
import { microsoftSandbox } from './microsoft.ts'
import { redditSandbox } from './reddit.ts'
import { snapEuSandbox } from './snap-eu.ts'
import { tiktokSandbox } from './tiktok.ts'
import { xSandbox } from './x.ts'
import { xEuSandbox } from './x-eu.ts'

/** Every made-up API there is; a new platform is a line here. */
export const API_SANDBOXES: readonly ApiSandbox[] = [
  metaSandbox,
  microsoftSandbox,
  linkedInSandbox,
  tiktokSandbox,
  snapEuSandbox,
  redditSandbox,
  xSandbox,
  xEuSandbox,
]
