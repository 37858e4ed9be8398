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
  return { project }
}
