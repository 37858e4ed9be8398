/** Checks on projects together: one road built twice, one photo shown for two reports. */
import { LIVING_STAGES } from '#core/catalogue/entities/procedures/constructing.ts'
import { membersText, type GroupRule } from '#core/checks/engine/groups.ts'

const IMAGES = ['image/jpeg', 'image/png', 'image/webp']

export const projectGroupRules: readonly GroupRule[] = [
  {
    id: '6-E49',
    title: '一个地点不立两个同类项目',
    official: 'E',
    kind: 'doubt',
    relaxed: '同一个地点可以有两段路、两口井',
    source: 'mechanisms.md M06.e（同一段路两个项目）、§6-E49',
    reads: ['project.location', 'project.category', 'project.place'],
    across: true,
    members: {
      register: 'project',
      only: { stage: LIVING_STAGES },
    },
    keys: ['place', 'category', 'location'],
    about: { register: 'project', by: 'id', field: 'location' },
    condition: { distinct: 'id', atLeast: () => 2, names: 'name' },
    sentence: (groups, own) => `同一个地点、同一类的还有${membersText(groups, own, '个项目')}；是同一段工程的请合并，不是的请把地点写清楚。`,
  },
]

/** Told of the reports on the work: each shows what was there on its own day. */
export const reportGroupRules: readonly GroupRule[] = [
  {
    id: '6-W45-progress',
    title: '一张照片不用在两次进度',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md §6-W45（照片复用）',
    reads: ['attachment.sha256', 'attachment.record'],
    across: true,
    members: { register: 'attachment', only: { register: ['node_progress'], media_type: IMAGES } },
    keys: ['sha256'],
    about: { register: 'node_progress', by: { key: 'record' }, field: 'words' },
    condition: { distinct: 'record', atLeast: () => 2, names: 'as_of' },
    sentence: (groups, own) => `这次进度的照片和别的进度的一模一样，另有${membersText(groups, own, '次')}；请换上这一次现场拍的。`,
  },
]
