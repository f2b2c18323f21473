const lib = (name) => `^libs/${name}/`;
const spec = '\\.spec\\.ts$';

/** What a room may reach: everything to its left, and itself. */
function onlyTo(name, from, allowed, comment) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: from, pathNot: spec },
    to: { path: '^(libs|apps)/', pathNot: [from, ...allowed.map(lib)] },
  };
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'engine-is-pure',
      comment: 'The engine imports nothing but its own files: no package, no Node, no other room.',
      severity: 'error',
      from: { path: '^libs/engine/src', pathNot: spec },
      to: { pathNot: '^libs/engine/src' },
    },
    onlyTo('documents-on-engine', lib('documents'), ['engine'], 'Documents know the engine only.'),
    onlyTo('history-on-engine', lib('history'), ['engine'], 'Recorded demand becomes a forecast.'),
    onlyTo('importers-left', lib('importers'), ['engine', 'documents'], 'Importers make documents.'),
    onlyTo('exporters-left', lib('exporters'), ['engine', 'documents'], 'Exporters write results.'),
    onlyTo(
      'planning-left',
      lib('planning'),
      ['engine', 'documents', 'history', 'importers', 'exporters'],
      'Use cases know no storage and no transport.',
    ),
    onlyTo(
      'persistence-left',
      lib('persistence'),
      ['engine', 'documents', 'planning'],
      'Persistence implements the ports of planning.',
    ),
    onlyTo(
      'platform-left',
      lib('platform'),
      ['engine', 'documents', 'history', 'importers', 'exporters', 'planning', 'persistence'],
      'The platform wires use cases to adapters.',
    ),
    onlyTo('client-alone', lib('client'), [], 'The client knows the API by its description only.'),
    {
      name: 'cli-stops-at-exporters',
      comment: 'The CLI plans offline: no storage, no Nest.',
      severity: 'error',
      from: { path: '^apps/cli/' },
      to: { path: '^libs/(planning|persistence|platform)/' },
    },
    {
      name: 'libs-not-to-apps',
      comment: 'Arrows point left.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-apart',
      comment: 'Apps meet in libs.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'prisma-only-in-persistence',
      comment: 'Nobody else sees the generated client.',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: '^libs/persistence/' },
      to: { path: ['node_modules/@prisma/', 'node_modules/pg/', '^libs/persistence/src/generated/'] },
    },
    {
      name: 'nest-only-in-platform-and-servers',
      comment: 'Use cases are plain TypeScript.',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: '^(libs/platform|apps/(api|worker))/' },
      to: { path: 'node_modules/@nestjs/' },
    },
    {
      name: 'no-circular',
      comment: 'A circle is one room in two files.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'not-to-spec',
      comment: 'Specs are leaves.',
      severity: 'error',
      from: { pathNot: spec },
      to: { path: spec },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/dist/', '/generated/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'default'] },
  },
};
