/** A project with its work, its villages and what was found of it, as a subject of checks. */
import { readerFor } from '#core/checks/rowReader.ts'
import { defineSubject } from '#core/checks/subject.ts'
import { firstValue, type ParameterKey } from '#core/rules/parameters.ts'
import { projectRules } from './checks/index.ts'
import type { NodeFacts, ProjectFacts } from './checks/types.ts'

const PROJECT = readerFor('project', projectRules, ['place', 'year'])
const GIVEN = '(SELECT value FROM json_each(?))'

const REPORTS = `(SELECT json_group_array(json_object('asOf', r.as_of, 'completion', r.completion, 'loweredBecause', r.lowered_because))
  FROM (SELECT as_of, completion, lowered_because FROM node_progress WHERE node_id = n.id AND deleted = 0 ORDER BY as_of, id) r)`
const NODES = `(SELECT json_group_array(json_object('name', n.name, 'kind', n.kind, 'weight', n.weight, 'plannedStart', n.planned_start, 'plannedEnd', n.planned_end,
    'completion', (SELECT l.completion FROM node_progress l WHERE l.node_id = n.id AND l.deleted = 0 ORDER BY l.as_of DESC, l.id LIMIT 1), 'reports', json(${REPORTS})))
  FROM project_node n WHERE n.project_id = t.id AND n.deleted = 0)`
/** The villages that the project names; its own place where it names none and lies in one. */
const VILLAGES = `(SELECT json_group_array(json_object('village', v.village,
    'households', (SELECT y.households FROM village_year y WHERE y.village = v.village AND y.deleted = 0 AND y.year <= t.year AND y.households IS NOT NULL ORDER BY y.year DESC LIMIT 1),
    'listed', (SELECT count(*) FROM project_beneficiary b WHERE b.project_id = t.id AND b.village = v.village AND b.deleted = 0)))
  FROM (SELECT village FROM project_village WHERE project_id = t.id AND deleted = 0
    UNION SELECT o.place FROM project o JOIN division d ON d.code = o.place AND d.level = 'village' AND d.deleted = 0 WHERE o.id = t.id
      AND NOT EXISTS (SELECT 1 FROM project_village WHERE project_id = t.id AND deleted = 0)) v)`
const ACCEPTANCES = `(SELECT json_group_array(json_object('acceptedOn', a.accepted_on, 'kind', a.kind)) FROM project_acceptance a WHERE a.project_id = t.id AND a.deleted = 0)`
const NOTICES = `(SELECT json_group_array(a.held_on) FROM shared_act_line l JOIN shared_act a ON a.id = l.act_id AND a.kind = 'notice' AND a.deleted = 0
  WHERE l.subject = 'project:' || t.id AND l.deleted = 0)`

const parsed = <T>(value: unknown): T => JSON.parse(String(value)) as T

export const projectSubject = defineSubject<ProjectFacts>({
  register: 'project',
  rules: projectRules,
  parts: {
    project: 'SELECT value AS about, NULL AS year FROM json_each(?)',
    project_node: `SELECT project_id AS about, NULL AS year FROM project_node WHERE id IN ${GIVEN}`,
    node_progress: `SELECT n.project_id AS about, NULL AS year FROM node_progress p JOIN project_node n ON n.id = p.node_id WHERE p.id IN ${GIVEN}`,
    project_acceptance: `SELECT project_id AS about, NULL AS year FROM project_acceptance WHERE id IN ${GIVEN}`,
  },
  alsoTouchedBy: {
    project_village: `SELECT project_id AS about, NULL AS year FROM project_village WHERE id IN ${GIVEN}`,
    project_beneficiary: `SELECT project_id AS about, NULL AS year FROM project_beneficiary WHERE id IN ${GIVEN}`,
    helper: `SELECT id AS about, NULL AS year FROM project WHERE manager_id IN ${GIVEN} AND deleted = 0`,
    village_year: `SELECT r.id AS about, NULL AS year FROM village_year y
      JOIN (SELECT village, project_id AS id FROM project_village WHERE deleted = 0 UNION ALL SELECT place, id FROM project WHERE deleted = 0) r ON r.village = y.village
      WHERE y.id IN ${GIVEN}`,
    shared_act_line: `SELECT substr(subject, 9) AS about, NULL AS year FROM shared_act_line WHERE subject LIKE 'project:%' AND id IN ${GIVEN}`,
  },
  load: (database, keys, { parameters, today }) => {
    const threshold = (key: ParameterKey): number => parameters(key, today, null) ?? firstValue(key)
    const limits = { mostOfApproved: threshold('approved_excess'), equalSteps: threshold('progress_step_doubt') }
    return database
      .all(
        `SELECT ${PROJECT.columns('t')}, ${NODES} AS all_nodes, ${VILLAGES} AS all_villages, ${ACCEPTANCES} AS all_acceptances, ${NOTICES} AS all_notices,
           h.name AS manager_name, h.left_on AS manager_left
         FROM project t LEFT JOIN helper h ON h.id = t.manager_id WHERE t.id IN ${GIVEN} AND t.deleted = 0`,
        JSON.stringify(keys.map(({ about }) => about)),
      )
      .map((row) => {
        const [about, record] = [String(row['id']), PROJECT.row(row)]
        const { manager_name: name, manager_left: left } = row
        return {
          about,
          year: null,
          newest: true,
          division: typeof record['place'] === 'string' ? record['place'] : null,
          inCharge: null,
          retired: record['stage'] === 'taken_out',
          facts: {
            record,
            nodes: parsed<readonly NodeFacts[]>(row['all_nodes']),
            villages: parsed<ProjectFacts['villages']>(row['all_villages']),
            acceptances: parsed<ProjectFacts['acceptances']>(row['all_acceptances']),
            noticesOn: parsed<readonly string[]>(row['all_notices']),
            manager: typeof name === 'string' ? { name, leftOn: typeof left === 'string' ? left : null } : null,
            ...limits,
          },
          placeOf: ({ field }) => ({ record: about, yearly: false, part: '', value: record[field] ?? null }),
        }
      })
  },
})
