import type { Registry } from '../../ports/registries.ts'
import { ofacFormats } from './formats.ts'
import { ofacManifest } from './manifest.ts'

export const ofac: Registry = { manifest: ofacManifest, formats: ofacFormats }
