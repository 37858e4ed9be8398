/**
 * The arrows of the design: shells → contract → features → registers → store, and which world may import what.
 * TypeScript 7 has no compiler API, so the sources are read with swc; `arrows.test.ts` proves that they really are read.
 */
const TEST = '\\.test\\.tsx?$|/testing/'

/** What runs in any world: no Node module, no other part of the core. */
const ISOMORPHIC =
  '^src/core/(catalogue/|rules/|access/|checks/engine/|procedures/(rules|diagram[a-zA-Z]*)\\.ts$|sums/laws\\.ts$|money/rules\\.ts$|statistics/(table|types)\\.ts$|draws/(draw|size|choices|methods)\\.ts$|questionnaires/(types|points|score|answers|tree|scope)\\.ts$|features/[^/]+/checks/|features/checks/rules\\.ts$|shell/csp\\.ts$|contract\\.ts$|errors\\.ts$|shapes\\.ts$|features/[^/]+/(contract|[a-zA-Z]+Shapes)\\.ts$)'

/** What a shell may take from the core. */
const FOR_SHELLS =
  '^src/core/(catalogue/|rules/|access/|checks/engine/|procedures/(rules|diagram[a-zA-Z]*)\\.ts$|sums/laws\\.ts$|money/rules\\.ts$|statistics/(table|types)\\.ts$|draws/(draw|size|choices|methods)\\.ts$|questionnaires/(types|points|score|answers|tree|scope)\\.ts$|features/[^/]+/checks/|features/checks/rules\\.ts$|shell/|files/|app\\.ts$|contract\\.ts$|errors\\.ts$|shapes\\.ts$|features/[^/]+/(contract|[a-zA-Z]+Shapes)\\.ts$)'

/** What the screens may take from the core. */
const FOR_SCREENS = ISOMORPHIC

const npm = (names) => `^node_modules/(${names})(/|$)|^(${names})(/|$)`

/** @param {string} name @param {string} comment @param {object} from @param {object} to */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    forbid(
      'core-knows-no-shell',
      'The core does not know who its client is.',
      { path: '^src/core/' },
      { path: '^src/(main|preload|web|cli|bridge|renderer)/' },
    ),
    forbid(
      'core-knows-no-screen',
      'The core has no Electron, no React, no DOM.',
      { path: '^src/core/' },
      { path: npm('electron|react|react-dom|@mantine/[^/]+|@tabler/[^/]+|@tanstack/[^/]+|jsdom') },
    ),
    forbid(
      'electron-in-its-shell',
      'Electron is imported in main and preload alone.',
      { path: '^src/', pathNot: '^src/(main|preload)/' },
      { path: npm('electron') },
    ),
    forbid('sqlite-in-store', 'Only the store opens SQLite.', { path: '^src/', pathNot: '^src/core/store/' }, { path: npm('better-sqlite3') }),
    forbid(
      'workbooks-in-excel',
      'Only core/excel reads or writes workbooks; tests may, as a second opinion.',
      { path: '^src/', pathNot: `^src/core/excel/|${TEST}` },
      { path: npm('exceljs|@e965/xlsx') },
    ),
    forbid('isomorphic-needs-no-node', 'What the screens import must run in a browser.', { path: ISOMORPHIC, pathNot: TEST }, { dependencyTypes: ['core'] }),
    forbid(
      'isomorphic-stays-so',
      'What the screens import draws in nothing else of the core.',
      { path: ISOMORPHIC, pathNot: TEST },
      { path: '^src/', pathNot: ISOMORPHIC },
    ),
    forbid(
      'screens-see-the-contract',
      'The renderer imports contracts, catalogue and pure rules of the core, nothing else.',
      { path: '^src/renderer/' },
      { path: '^src/core/', pathNot: FOR_SCREENS },
    ),
    forbid(
      'screens-see-no-shell',
      'The renderer knows the shells by the bridge; src/bridge joins them.',
      { path: '^src/renderer/' },
      { path: '^src/(main|preload|web|cli)/' },
    ),
    forbid('screens-need-no-node', 'The renderer runs in a browser.', { path: '^src/renderer/', pathNot: TEST }, { dependencyTypes: ['core'] }),
    forbid('bridge-needs-no-node', 'The page side of the shells runs in a browser.', { path: '^src/bridge/', pathNot: TEST }, { dependencyTypes: ['core'] }),
    forbid(
      'bridge-sees-the-contract',
      'The page side of the shells sees what the screens see.',
      { path: '^src/bridge/', pathNot: TEST },
      { path: '^src/', pathNot: `${FOR_SCREENS}|^src/bridge/` },
    ),
    forbid(
      'bridge-is-for-pages',
      'Only the screens import the page side; the preload takes its type.',
      { path: '^src/', pathNot: `^src/(renderer|bridge|preload)/|${TEST}` },
      { path: '^src/bridge/' },
    ),
    forbid(
      'shells-see-the-app',
      'Shells call createApp and the contract, nothing behind them.',
      { path: '^src/(main|preload|web|cli)/', pathNot: TEST },
      { path: '^src/core/', pathNot: FOR_SHELLS },
    ),
    forbid('shells-apart-main', 'Shells do not import each other.', { path: '^src/(main|preload)/' }, { path: '^src/(web|cli|renderer)/' }),
    forbid('shells-apart-web', 'Shells do not import each other.', { path: '^src/web/' }, { path: '^src/(main|preload|cli|renderer)/' }),
    forbid('shells-apart-cli', 'Shells do not import each other.', { path: '^src/cli/' }, { path: '^src/(main|preload|web|renderer)/' }),
    forbid(
      'features-by-their-door',
      'A feature is used through its index, its service, its contract or its list of rules.',
      { path: '^src/core/features/([^/]+)/', pathNot: TEST },
      { path: '^src/core/features/', pathNot: '^src/core/features/$1/|/(index|service|contract|rules)\\.ts$' },
    ),
    forbid(
      'rules-are-bare',
      'Rules are read by the catalogue and know nothing of it.',
      { path: '^src/core/rules/', pathNot: TEST },
      { path: '^src/core/(?!rules/)' },
    ),
    forbid(
      'store-is-innermost',
      'The store knows the catalogue, not what is built on it.',
      { path: '^src/core/store/', pathNot: TEST },
      { path: '^src/core/(registers|features|forms|excel|exchange|jobs|app\\.ts)' },
    ),
    forbid(
      'registers-below-features',
      'The register engine knows no feature.',
      { path: '^src/core/registers/', pathNot: TEST },
      { path: '^src/core/(features|forms|exchange|app\\.ts)', pathNot: '/contract\\.ts$' },
    ),
    forbid(
      'excel-knows-no-data',
      'Workbooks are read and written without the store and without features.',
      { path: '^src/core/excel/', pathNot: TEST },
      { path: '^src/core/(store|registers|features|exchange|app\\.ts)' },
    ),
    forbid(
      'app-is-outermost',
      'Nothing in the core builds on the assembled app.',
      { path: '^src/core/', pathNot: `^src/core/app\\.ts$|${TEST}` },
      { path: '^src/core/app\\.ts$' },
    ),
    forbid('testing-in-tests', 'Test helpers stay in tests.', { path: '^src/', pathNot: TEST }, { path: '\\.test\\.tsx?$|/testing/' }),
    forbid(
      'ships-what-it-needs',
      'What is packaged imports production dependencies only (Electron itself and the bundled screens excepted).',
      { path: '^src/(core|main|preload|cli)/', pathNot: TEST },
      { dependencyTypes: ['npm-dev'], pathNot: npm('electron') },
    ),
    forbid('declared', 'Every package is in package.json.', { path: '^src/' }, { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }),
    forbid('resolvable', 'Every import resolves.', { path: '^src/' }, { couldNotResolve: true }),
    forbid('no-cycles', 'No cycles, of types neither: what two need is a file of its own.', { path: '^src/', pathNot: TEST }, { circular: true }),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.css$|\\?(url|raw)$|^virtual:' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
    detectProcessBuiltinModuleCalls: true,
  },
}
