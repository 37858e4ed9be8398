import type { Migration } from './types.ts'

export const reportedTargets: Migration = {
  id: 3220,
  name: 'reported_targets',
  statements: [
    'ALTER TABLE target_measure ADD COLUMN unit TEXT',
    'ALTER TABLE target_task ADD COLUMN reported INTEGER',
    'ALTER TABLE target_task ADD COLUMN reported_on TEXT',
    'ALTER TABLE target_task ADD COLUMN reported_from TEXT',
  ],
}
