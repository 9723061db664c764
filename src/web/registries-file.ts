import type {
  HeldRecord,
  HeldRegistryFile,
  HeldRelation,
  NamedRecord,
  RegistryManifest,
  RegistryPin,
} from '../ports/registries.ts'
import type { Json } from './disclosure-json.ts'
import { otherEnd, shownFacts } from './registry-words.ts'
import { registryRecordUrl } from './sponsor-url.ts'

/** Every copy that is held, by registry; and what a name leads to, where one was asked for. */
export function registriesJson(
  manifests: readonly RegistryManifest[],
  files: readonly HeldRegistryFile[],
  found: readonly NamedRecord[] | null,
): Json {
  return {
    registries: manifests.map(({ id, name, publisherUrl, terms, licence, schemes }) => ({
      id,
      name,
      publisherUrl,
      terms,
      licence,
      schemes: [...schemes],
      copies: files.filter(({ registry }) => registry === id).map(copyJson),
    })),
    found: found?.map((each) => ({ ...each, page: registryRecordUrl(each.scheme, each.key) })) ?? null,
    complete: true,
  }
}

function copyJson({ id: _id, supersedes: _supersedes, registry: _registry, ...copy }: HeldRegistryFile): Json {
  return copy
}

export function recordJson(record: HeldRecord, manifest: RegistryManifest | undefined): Json {
  const { registry, scheme, key, type, country, state } = record
  return {
    ...{ registry, scheme, key, type, country, state },
    publisherPage: manifest?.recordUrl(scheme, key) ?? null,
    names: record.names.map((name) => ({ ...name })),
    facts: factsJson(record.facts),
    relations: record.relations.map((relation) => relationJson(relation, record)),
    relationCount: record.relationCount,
    rows: record.versions.map(({ part, from, to, facts, pin }) => ({
      part,
      from,
      to,
      facts: factsJson(facts),
      ...pinJson(pin),
    })),
    complete: true,
  }
}

function relationJson({ kind, subject, object, from, to, facts, otherName, pin }: HeldRelation, of: HeldRecord): Json {
  const isSubject = subject.key === of.key && subject.scheme === of.scheme
  const other = isSubject ? object : subject
  const { isLinked } = otherEnd(other.key, otherName)
  return {
    kind,
    role: isSubject ? 'subject' : 'object',
    other: { ...other, name: otherName, page: isLinked ? registryRecordUrl(other.scheme, other.key) : null },
    ...{ from, to },
    facts: factsJson(facts),
    ...pinJson(pin),
  }
}

function factsJson(facts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(shownFacts(facts).map(({ name }) => [name, facts[name] ?? '']))
}

function pinJson({ file, blob, retrievedOn, row, isCurrent }: RegistryPin) {
  return { file, blob, retrievedOn, row, isCurrent }
}
