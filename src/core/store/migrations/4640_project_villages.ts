import type { Migration } from './types.ts'

export const projectVillages: Migration = {
  id: 4640,
  name: 'project_villages',
  statements: ['CREATE INDEX project_village_village ON project_village (village)'],
}
