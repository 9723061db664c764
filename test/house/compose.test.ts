import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig, SETTING_NAMES } from '../../src/config.ts'
import { projectRoot } from '../../src/project-root.ts'
import { type ComposeText, composeFaults, isPinned, partOf, readCompose, servicesOf } from './compose-faults.ts'

const read = (name: string) => readFileSync(join(projectRoot, name), 'utf8')
const one = { name: 'docker-compose.yml', text: read('docker-compose.yml') }
const cluster = { name: 'docker-compose.cluster.yml', text: read('docker-compose.cluster.yml') }
const around = { settings: SETTING_NAMES, manual: read('docs/installation.md'), gitignore: read('.gitignore') }

test('the file for one machine is sound', () => {
  expect(composeFaults([one], around)).toEqual([])
})

test('so is what becomes of it with the file for a cluster over it', () => {
  expect(composeFaults([one, cluster], around)).toEqual([])
})

/** The file with one thing changed, which must be there to be changed. */
function planted({ name, text }: ComposeText, from: string, to: string): ComposeText {
  if (!text.includes(from)) throw new Error(`${name} holds no “${from}”`)
  return { name, text: text.replace(from, to) }
}

const variable = (inside: string) => `\${${inside}}`

test.each([
  ['a key that Compose does not know', '    restart:', '    restarts:', /additional properties/],
  ['a list where there is none', 'networks: [inside]', 'networks: inside', /networks must be/],
  ['a condition that there is not', 'service_healthy', 'service_ready', /condition must be equal to one of/],
  ['a time that is none', 'interval: 10s', 'interval: 10', /interval must be string/],
  ['a time of an unknown unit', 'interval: 10s', 'interval: 10 seconds', /must match format "duration"/],
  ['a variable that is no setting', 'COLLECT_CONTACT:', 'COLLECT_CONTACTS:', /app: COLLECT_CONTACTS is no setting/],
  ['a variable without a default', variable('COLLECT:-'), variable('COLLECT'), /\$\{COLLECT\} has no default/],
  ['a variable without braces', variable('COLLECT:-'), '$COLLECT', /\$COLLECT has no default/],
  ['a variable that nobody explains', variable('APP_MEMORY:-1g'), variable('APP_RAM:-1g'), /APP_RAM is neither/],
  [
    'a secret that is not declared',
    '  elastic_password:\n',
    '  elastic:\n',
    /elastic_password is not among the secrets/,
  ],
  [
    'a secret that is not given',
    'secrets: [postgres_password]',
    'secrets: []',
    /postgres: secret postgres_password is read and not given/,
  ],
  ['a secret where git sees it', './secrets/elastic', './elastic', /secret elastic_password lies where git/],
  ['a volume that is not declared', '- data:/data', '- archive:/data', /app: archive is not among the volumes/],
  ['a volume that nothing uses', '  data:\n', '  data:\n  old:\n', /old of the volumes is used by nothing/],
  ['a network that is not declared', 'networks: [inside]', 'networks: [within]', /within is not among the networks/],
  ['an image without a version', 'postgres:18.4', 'postgres', /postgres: postgres names no version/],
  ['an image that moves', 'elasticsearch:8.19.21', 'elasticsearch:latest', /names no version/],
  ['a port for everybody', '127.0.0.1:', '0.0.0.0:', /app: port 0\.0\.0\.0:.* is open to other machines/],
  ['a program that can be written', 'read_only: true', 'read_only: false', /app: it may write its own program/],
  ['a dependency on what is not there', '      postgres:\n', '      database:\n', /database is not among the services/],
])('%s is found', (_fault, from, to, words) => {
  const faults = composeFaults([planted(one, from, to)], around)
  expect(faults).not.toEqual([])
  expect(faults.join('\n')).toMatch(words)
})

test.each([
  ['a setting that is none', 'ROLE: web', 'ROLLE: web', /web: ROLLE is no setting/],
  ['an image without a version', 'elasticsearch:8.19.21', 'elasticsearch', /es01: .* names no version/],
  ['a volume that is not declared', '  es02:\n  es03:\n', '  es02:\n', /es03: es03 is not among the volumes/],
])('%s is found in the file for a cluster, too', (_fault, from, to, words) => {
  expect(composeFaults([one, planted(cluster, from, to)], around).join('\n')).toMatch(words)
})

test('secrets that git does not ignore are found', () => {
  expect(composeFaults([one], { ...around, gitignore: '' }).join('\n')).toMatch(/lies where git may see it/)
})

const whole = readCompose([one, cluster])
const environments = Object.fromEntries(
  servicesOf(whole)
    .filter(([, service]) => service['build'] !== undefined)
    .map(([name, service]) => [name, partOf(service, 'environment') as Record<string, string>]),
)

/** As Compose and Docker hand it over, with nothing set beside the files. */
function handedOver(environment: Readonly<Record<string, string>>, folder: string): Record<string, string> {
  const values = Object.entries(environment).map(([name, value]) => [
    name,
    value.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1').replace(/^\/(?:run\/secrets|certificates)/, folder),
  ])
  return Object.fromEntries(values)
}

test('what each process is given is a configuration that it takes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paidfor-compose-'))
  try {
    writeFileSync(join(folder, 'postgres_password'), 'p0stgres\n')
    writeFileSync(join(folder, 'elastic_password'), 'el4stic\n')
    writeFileSync(join(folder, 'ca.crt'), '-----BEGIN CERTIFICATE-----\n')
    const configs = Object.fromEntries(
      Object.entries(environments).map(([name, each]) => [name, readConfig(handedOver(each, folder))]),
    )
    for (const config of Object.values(configs)) {
      expect(config.databaseUrl).toBe('postgres://paidfor:p0stgres@postgres:5432/paidfor')
      expect(config.elasticsearch?.auth).toEqual({ user: 'elastic', password: 'el4stic' })
    }
    const laidOut = Object.entries(configs).map(([name, { role, elasticsearch }]) => [
      ...[name, role, elasticsearch?.nodes.length, elasticsearch?.shards, elasticsearch?.replicas],
    ])
    expect(laidOut).toEqual([
      ['app', 'all', 1, 1, 0],
      ['web', 'web', 3, 3, 1],
      ['jobs', 'jobs', 3, 3, 1],
    ])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('processes of both files are asked for the same settings, but for their role and the certificate', () => {
  const { app = {}, web = {}, jobs = {} } = environments
  const own = ['ROLE', 'ELASTICSEARCH_CA']
  expect(Object.keys(web).sort()).toEqual([...Object.keys(app), ...own].sort())
  expect({ ...jobs, ROLE: 'web' }).toEqual(web)
})

test('no process of ours waits for Elasticsearch', () => {
  for (const name of Object.keys(environments)) {
    const waited = Object.keys(partOf(partOf(partOf(whole, 'services'), name), 'depends_on'))
    expect(waited).toContain('postgres')
    expect(waited.filter((each) => /^(elasticsearch|es\d+)$/.test(each))).toEqual([])
  }
})

test('the script that makes certificates is one that a shell can read', () => {
  const { certificates = {} } = Object.fromEntries(servicesOf(whole))
  const [, flags, script = ''] = certificates['command'] as string[]
  const input = script.replaceAll('$$', '$')
  expect([flags, input.includes('certutil cert')]).toEqual(['-euc', true])
  expect(spawnSync('sh', ['-n'], { input }).status).toBe(0)
  expect(spawnSync('sh', ['-n'], { input: `${input}\nif` }).status).not.toBe(0)
})

test('the image is built upon versions, runs as nobody in particular, and is given no more than it needs', () => {
  const dockerfile = read('Dockerfile')
  const bases = [...dockerfile.matchAll(/^FROM (\S+:\S+)/gm)].map(([, image]) => image ?? '')
  expect(bases.length).toBeGreaterThan(0)
  expect(bases.filter((image) => !isPinned(image))).toEqual([])
  expect(isPinned('node:24-slim')).toBe(false)
  const installs = dockerfile.match(/^RUN npm .*$/gm) ?? []
  expect(installs.filter((line) => !/^RUN npm ci --omit=dev .*--ignore-scripts/.test(line))).toEqual([])
  expect(dockerfile.lastIndexOf('\nUSER node\n')).toBeGreaterThan(dockerfile.lastIndexOf('\nRUN '))
  const [first, ...given] = read('.dockerignore')
    .replaceAll(/^#.*\n/gm, '')
    .trim()
    .split('\n')
  expect(first).toBe('*')
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(?:--\S+ )?(.+) \S+$/gm)].flatMap(([, all = '']) =>
    all.split(' '),
  )
  const allowed = given.map((line) => line.replace(/^!/, ''))
  expect(copied.filter((name) => !allowed.some((each) => name === each || name.startsWith(`${each}/`)))).toEqual([])
  expect(allowed.filter((each) => /secret|data|\.env|\.git/.test(each))).toEqual([])
})
