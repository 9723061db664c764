import type { Registry } from '../../ports/registries.ts'
import { fecFormats } from './formats.ts'
import { fecManifest } from './manifest.ts'

export const fec: Registry = { manifest: fecManifest, formats: fecFormats }
