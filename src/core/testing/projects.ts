/** A project in a village with a household that it reaches: for laws over all registers, of which the demonstration has none of these. */
import type { Transaction } from '../store/index.ts'

export function addProjects(
  transaction: Transaction,
  { village, household, number = 1 }: { readonly village: string; readonly household: string; readonly number?: number },
): { readonly project: string } {
  const project = transaction.insert('project', {
    name: `自来水入户工程${number}`,
    place: village,
    year: 2015,
    category: '02',
    nature: '1',
    programs: 'poverty',
    location: '一社、二社',
    content: '自来水入户 46 户',
    size: 4_600,
    unit: '户',
    approved_investment: 11_960_000,
    planned_start: '2015-04-01',
    planned_end: '2015-09-30',
  })
  transaction.insert('project_village', { project_id: project, village, size: 4_600, planned_amount: 11_960_000 })
  transaction.insert('project_beneficiary', { project_id: project, household: `household:${household}`, village, quantity: 100, unit: '户', grant: 260_000 })
  const node = transaction.insert('project_node', {
    project_id: project,
    position: 1,
    name: '管网铺设',
    kind: '5',
    planned_start: '2015-04-01',
    planned_end: '2015-09-30',
    weight: 10_000,
  })
  transaction.insert('usual_node', { category: '02', position: number, name: `管网铺设${number}`, kind: '5', weight: 3_000, unverified: true })
  transaction.insert('node_progress', { node_id: node, as_of: '2015-04-30', completion: 1_500, words: '开挖管沟 2.1 公里', filled_by: '王文书' })
  transaction.insert('project_change', { project_id: project, kind: '4', reason: '雨季停工', end_before: '2015-09-30', end_after: '2015-10-31' })
  transaction.insert('project_acceptance', { project_id: project, kind: '1', accepted_on: '2015-11-02', accepted_by: '李工', qualified: true })
  const pack = transaction.insert('village_package', { village, year: 2014 + number, mark: '2', dossier_no: `整推2015-${number}` })
  transaction.insert('package_project', { package_id: pack, project_id: project, amount: 11_960_000 })
  return { project }
}
