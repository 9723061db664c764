import type { Registry } from '../../ports/registries.ts'
import { faraFormats } from './formats.ts'
import { faraManifest } from './manifest.ts'

export const fara: Registry = { manifest: faraManifest, formats: faraFormats }
