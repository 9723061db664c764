import type { Registry } from '../ports/registries.ts'
import { euSanctions } from './eu-sanctions/registry.ts'
import { fara } from './fara/registry.ts'
import { fec } from './fec/registry.ts'
import { gleif } from './gleif/registry.ts'
import { ofac } from './ofac/registry.ts'
import { openSanctions } from './opensanctions/registry.ts'
import { ukEc } from './uk-ec/registry.ts'
import { unSanctions } from './un-sanctions/registry.ts'

/** Every registry whose files can be taken. Its formats are told apart by what files hold. */
export const registries: readonly Registry[] = [fec, fara, ofac, euSanctions, unSanctions, gleif, ukEc, openSanctions]
