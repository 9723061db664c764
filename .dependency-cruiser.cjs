// Who may import whom. The table in src/README.md says the same in words; change both together.
const rule = (name, from, to) => ({ name, severity: 'error', from, to })
const mine = '^(src|jobs)/'
const adapters = '^src/(sources|registries|rates|store|search|fetch|exports|web)/'
const packageOnlyIn = (pkg, folder) =>
  rule(
    `${pkg.replace(/\W+/g, '-')}-only-in-its-place`,
    { path: mine, pathNot: `^(${folder})` },
    { path: `^node_modules/(@types/)?${pkg}/` },
  )

module.exports = {
  forbidden: [
    rule('no-cycles', {}, { circular: true }),
    rule('nothing-unresolved', {}, { couldNotResolve: true }),
    rule(
      'domain-is-pure',
      { path: '^src/domain/' },
      { pathNot: '^(src/domain/|(node:)?crypto$|node_modules/iso-3166/)' },
    ),
    rule(
      'ports-see-domain',
      { path: '^src/ports/' },
      { pathNot: '^(src/(domain|ports)/|src/sponsors/(mention|resolution)\\.ts$|(node:)?stream$)' },
    ),
    rule('pipeline-sees-ports', { path: '^src/pipeline/' }, { pathNot: '^src/(domain|ports|pipeline|sponsors)/' }),
    rule(
      'sponsors-are-pure',
      { path: '^src/sponsors/' },
      {
        pathNot:
          '^(src/(domain|sponsors)/|node_modules/(any-ascii|tldts|tldts-core|fastest-levenshtein|double-metaphone)/)',
      },
    ),
    rule(
      'platforms-are-islands',
      { path: '^src/sources/([^/]+)/', pathNot: '^src/sources/shared/' },
      { path: mine, pathNot: '^src/(domain|ports|sources/$1|sources/shared)/' },
    ),
    rule(
      'shared-knows-no-platform',
      { path: '^src/sources/shared/' },
      { path: mine, pathNot: '^src/(domain|ports|sources/shared)/' },
    ),
    rule(
      'registries-are-islands',
      { path: '^src/registries/([^/]+)/', pathNot: '^src/registries/shared/' },
      {
        path: mine,
        pathNot: '^src/((domain|ports|registries/$1|registries/shared|sources/shared)/|sponsors/resolution\\.ts$)',
      },
    ),
    rule(
      'shared-knows-no-registry',
      { path: '^src/registries/shared/' },
      { path: mine, pathNot: '^src/(domain|ports|registries/shared|sources/shared)/' },
    ),
    rule(
      'adapters-never-meet',
      { path: '^src/(sources|rates|store|search|fetch|exports|web)/' },
      { path: adapters, pathNot: '^src/$1/' },
    ),
    rule(
      'registries-meet-what-cuts-files-alone',
      { path: '^src/registries/' },
      { path: adapters, pathNot: '^src/(registries|sources/shared)/' },
    ),
    rule(
      'store-and-its-parts-never-meet',
      { path: '^src/store/([^/]+)/' },
      { path: '^src/store/', pathNot: '^src/store/$1/' },
    ),
    rule(
      'adapters-see-ports',
      { path: adapters },
      {
        path: mine,
        pathNot:
          '^src/((domain|ports|sources|registries|rates|sponsors|store|search|fetch|exports|web)/|csv-records\\.ts$)',
      },
    ),
    rule(
      'these-adapters-know-no-sponsors',
      { path: '^src/(sources|rates|search|fetch|exports)/' },
      { path: '^src/sponsors/' },
    ),
    rule('sandbox-knows-domain-alone', { path: '^src/sandbox/' }, { path: mine, pathNot: '^src/(domain|sandbox)/' }),
    rule(
      'jobs-see-use-cases',
      { path: '^jobs/' },
      { path: '^src/', pathNot: '^src/(app\\.ts|config\\.ts|domain/|ports/|pipeline/)' },
    ),
    rule(
      'only-entry-points-compose',
      {
        path: mine,
        pathNot:
          '^(jobs/|src/(cli/|commands/|serve\\.ts$|start-indexing\\.ts$|health-deps\\.ts$|collect-sandbox\\.ts$))',
      },
      { path: '^src/app\\.ts$' },
    ),
    packageOnlyIn('busboy', 'src/web/'),
    packageOnlyIn('csv-parse', 'src/csv-records\\.ts'),
    packageOnlyIn('express', 'src/web/'),
    packageOnlyIn('express-rate-limit', 'src/web/middleware/'),
    packageOnlyIn('helmet', 'src/web/'),
    packageOnlyIn('compression', 'src/web/'),
    packageOnlyIn('ejs', 'src/web/render\\.ts'),
    packageOnlyIn('typeorm', 'src/store/postgres/'),
    packageOnlyIn('pg', 'src/store/'),
    packageOnlyIn('pg-copy-streams', 'src/store/postgres/'),
    packageOnlyIn('@elastic', 'src/search/elasticsearch/'),
    packageOnlyIn('yauzl', 'src/(store/blobs|sources/shared/xlsx)/'),
    packageOnlyIn('saxes', 'src/sources/shared/xml-events\\.ts'),
    packageOnlyIn('any-ascii', 'src/sponsors/'),
    packageOnlyIn('tldts', 'src/sponsors/'),
    packageOnlyIn('fastest-levenshtein', 'src/sponsors/'),
    packageOnlyIn('double-metaphone', 'src/sponsors/'),
    packageOnlyIn('eld', 'src/language\\.ts'),
    packageOnlyIn('commander', 'src/cli(\\.ts|/)'),
    packageOnlyIn('undici', 'src/fetch/'),
    packageOnlyIn('hyparquet-writer', 'src/exports/'),
    packageOnlyIn('node-cron', 'jobs/scheduler\\.ts'),
    packageOnlyIn('pino', 'src/log\\.ts'),
    packageOnlyIn('prom-client', 'src/metrics'),
    packageOnlyIn('yazl', 'src/sandbox/'),
    packageOnlyIn('cli-progress', 'src/progress\\.ts'),
    packageOnlyIn('iso-3166', 'src/domain/place\\.ts'),
    packageOnlyIn('zod', 'src/config(\\.ts|/)|src/sources/|src/registries/|src/web/'),
  ],
  options: {
    tsPreCompilationDeps: true, // sees `import type` too
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
