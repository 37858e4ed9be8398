/** What is computed of projects, their work and their packages. The sentences in the catalogue (`derived`) say the same in Chinese. */
import { touchedRecords, type Derivation } from '../../store/index.ts'

const LATEST = (column: string): string =>
  `SELECT p.${column} FROM node_progress p WHERE p.node_id = project_node.id AND p.deleted = 0 ORDER BY p.as_of DESC, p.id LIMIT 1`

/** What a project costs in the village of the package: said with it, else planned for the village, else approved for all of it. */
const IN_VILLAGE = `coalesce(l.amount,
  (SELECT v.planned_amount FROM project_village v WHERE v.project_id = l.project_id AND v.village = village_package.village AND v.deleted = 0),
  (SELECT p.approved_investment FROM project p WHERE p.id = l.project_id))`

/** In the order in which they depend on each other. */
export const projectDerivations: readonly Derivation[] = [
  {
    register: 'project_node',
    touchedBy: { node_progress: `SELECT node_id FROM node_progress WHERE id IN ${touchedRecords('node_progress')}` },
    expressions: [
      { columns: ['completion'], sql: LATEST('completion') },
      { columns: ['reported_until'], sql: LATEST('as_of') },
    ],
  },
  {
    register: 'node_progress',
    touchedBy: { project_node: `SELECT id FROM node_progress WHERE node_id IN ${touchedRecords('project_node')}` },
    expressions: [
      { columns: ['project_id'], sql: 'SELECT n.project_id FROM project_node n WHERE n.id = node_progress.node_id' },
      {
        columns: ['period'],
        sql: `SELECT substr(node_progress.as_of, 1, 7) || '-D' || min(3, (CAST(substr(node_progress.as_of, 9, 2) AS INTEGER) + 9) / 10)`,
      },
    ],
  },
  {
    register: 'project_acceptance',
    touchedBy: {},
    expressions: [
      {
        columns: ['correction'],
        sql: `SELECT CASE WHEN project_acceptance.corrected_on IS NOT NULL THEN '2'
          WHEN project_acceptance.qualified = 0 OR project_acceptance.problems IS NOT NULL THEN '1' ELSE '0' END`,
      },
    ],
  },
  {
    register: 'village_package',
    touchedBy: {
      package_project: `SELECT package_id FROM package_project WHERE id IN ${touchedRecords('package_project')}`,
      project: `SELECT package_id FROM package_project WHERE project_id IN ${touchedRecords('project')}`,
      project_village: `SELECT l.package_id FROM project_village v JOIN package_project l ON l.project_id = v.project_id WHERE v.id IN ${touchedRecords('project_village')}`,
    },
    expressions: [
      {
        columns: ['projects', 'total'],
        sql: `SELECT count(*), sum(${IN_VILLAGE}) FROM package_project l WHERE l.package_id = village_package.id AND l.deleted = 0`,
      },
    ],
  },
]
