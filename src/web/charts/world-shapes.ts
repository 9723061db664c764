import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { geoArea, geoEqualEarth, geoPath } from 'd3-geo'
import { feature } from 'topojson-client'
import { type CountryCode, countryCode, countryNumbered } from '../../domain/place.ts'

/** A country as it is drawn on a map that is 1000 wide. */
export interface WorldShape {
  /** ISO 3166-1; null: the map draws land here that has no code of its own. */
  readonly country: CountryCode | null
  /** Of the whole world. */
  readonly path: string
  /** The same with finer lines, for a part of the map that is drawn larger. */
  readonly finePath: string
  /** The box of its largest piece of land: what lies overseas does not count. */
  readonly box: Box
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export const WORLD: Box = { left: 0, top: 0, right: 1000, bottom: 460 }

type Topology = Parameters<typeof feature>[0]
type Drawn = Extract<ReturnType<typeof feature>, { readonly type: 'FeatureCollection' }>['features'][number]
type Land = Extract<Drawn['geometry'], { readonly type: 'Polygon' | 'MultiPolygon' }>
type Country = Drawn & { readonly geometry: Land }

/** Nobody advertises there, and it would take a fifth of the drawing. */
const ANTARCTICA = '010'
/** The one country that the map knows by name alone. */
const KOSOVO = { name: 'Kosovo', code: countryCode('XK') }

let known: readonly WorldShape[] | null = null

/** Every country, once for all: which are large enough, that is; small islands are not drawn. Source: Natural Earth, 1:110m. */
export function worldShapes(): readonly WorldShape[] {
  known ??= shapes()
  return known
}

function shapes(): WorldShape[] {
  const countries = landOf().filter(({ id }) => id !== ANTARCTICA)
  const all = { type: 'FeatureCollection' as const, features: countries }
  const { left, top, right, bottom } = WORLD
  const projection = geoEqualEarth().fitExtent(
    [
      [left + 2, top + 2],
      [right - 2, bottom - 2],
    ],
    all,
  )
  const [coarse, fine] = [geoPath(projection).digits(0), geoPath(projection).digits(1)]
  return countries.map((country) => {
    const [from, to] = fine.bounds(largest(country))
    return {
      country: country.properties?.['name'] === KOSOVO.name ? KOSOVO.code : countryNumbered(String(country.id)),
      path: coarse(country) ?? '',
      finePath: fine(country) ?? '',
      box: { left: from[0], top: from[1], right: to[0], bottom: to[1] },
    }
  })
}

function landOf(): Country[] {
  const file = createRequire(import.meta.url).resolve('world-atlas/countries-110m.json')
  const topology: Topology = JSON.parse(readFileSync(file, 'utf8'))
  const { countries } = topology.objects
  if (countries === undefined) throw new Error('the map of the world has no countries')
  const drawn = feature(topology, countries)
  const all = drawn.type === 'FeatureCollection' ? drawn.features : [drawn]
  return all.flatMap(({ geometry, ...country }) =>
    geometry.type === 'Polygon' || geometry.type === 'MultiPolygon' ? [{ ...country, geometry }] : [],
  )
}

type Polygon = Extract<Land, { readonly type: 'Polygon' }>

function largest({ geometry }: Country): Polygon {
  if (geometry.type === 'Polygon') return geometry
  const pieces = geometry.coordinates.map((coordinates): Polygon => ({ type: 'Polygon', coordinates }))
  return pieces.reduce((most, piece) => (geoArea(piece) > geoArea(most) ? piece : most))
}
