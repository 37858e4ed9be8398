/** What battle maps, their markers and tasks give cause to look into (mechanisms.md M07.e). */
import { isOnPicture, readLine, WHOLE } from '#core/rules/affine.ts'
import { divisionPrefix } from '#core/rules/levels.ts'
import type { MapRule, MarkerRule, TaskRule } from './types.ts'

const isFilled = (value: unknown): boolean => typeof value === 'string' && value !== ''

export const mapRules: readonly MapRule[] = [
  {
    id: '7-count',
    title: '图上的户和花名册的户一样多',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M07.e（图上户数≠花名册）',
    reads: ['battle_map.place', 'battle_map.year', 'battle_map.picture'],
    across: true,
    verify: ({ record: { picture }, ofVillage, marked, onFile }) =>
      !ofVillage || marked === onFile || (marked === 0 && !isFilled(picture))
        ? []
        : [{ field: 'battle_map.picture', message: `图上标了 ${marked} 户，花名册当年有 ${onFile} 户；请在作战图里打开“还没有上图”，把少的标上、多的拿掉。` }],
  },
]

/** Whether one place lies within the other: a project of the county may stand on the map of a village. */
const overlaps = (one: string, other: string): boolean =>
  divisionPrefix(one).startsWith(divisionPrefix(other)) || divisionPrefix(other).startsWith(divisionPrefix(one))

export const markerRules: readonly MarkerRule[] = [
  {
    id: '7-outside',
    title: '标记在底图里面',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M07.e（点落在图外）',
    reads: ['map_marker.x', 'map_marker.y', 'map_marker.line'],
    verify: ({ record: { x, y, line } }) => {
      if (typeof x !== 'number' || typeof y !== 'number') return []
      const outside = [{ x, y }, ...(readLine(typeof line === 'string' ? line : null) ?? [])].filter((point) => !isOnPicture(point))
      const [first] = outside
      return first === undefined
        ? []
        : [
            {
              field: first.x < 0 || first.x > WHOLE ? 'map_marker.x' : 'map_marker.y',
              message: `有 ${outside.length} 个点落在底图外面（${first.x / 100}%，${first.y / 100}%）；请在作战图里拖回图上，或者换一张够大的底图。`,
            },
          ]
    },
  },
  {
    id: '7-cleared',
    title: '清退、销户的户不再标在图上',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M07.e（已清退户仍标红）',
    reads: ['map_marker.subject'],
    across: true,
    verify: ({ subject }) =>
      subject === null || subject.counts
        ? []
        : [{ field: 'map_marker.subject', message: '这个标记代表的户已经清退、销户或者删除，图上还标着；请把标记拿掉。' }],
  },
  {
    id: '7-elsewhere',
    title: '标记代表的在图的范围里',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M07.b（关联对象）',
    reads: ['map_marker.subject', 'map_marker.place'],
    across: true,
    verify: ({ record: { place }, subject }) =>
      subject === null || subject.place === null || typeof place !== 'string' || overlaps(subject.place, place)
        ? []
        : [{ field: 'map_marker.subject', message: '这个标记代表的不在这张图的区划里（可能已经搬走）；请核对，搬走的把标记拿掉。' }],
  },
  {
    id: '7-line',
    title: '线有两个以上的点',
    official: 'W',
    kind: 'incomplete',
    source: 'mechanisms.md M07.b（路线）',
    reads: ['map_marker.line', 'map_marker.sign_id'],
    across: true,
    verify: ({ record: { line }, shape }) => {
      const points = readLine(typeof line === 'string' ? line : null)
      if (points === null) return [{ field: 'map_marker.line', message: '“线上各点”认不出来，请写成“1200,350 1400,360”的样子，或者在作战图里重新画。' }]
      return shape === 'line' && points.length === 0 ? [{ field: 'map_marker.line', message: '道路、水渠要两个以上的点才画得出线，请在作战图里接着画。' }] : []
    },
  },
  {
    id: '7-sign',
    title: '标记有图例，和它代表的是同一种',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M07.b（类型、关联对象）',
    reads: ['map_marker.sign_id', 'map_marker.subject'],
    across: true,
    verify: ({ record: { subject }, standsFor }) => {
      if (standsFor === null) return [{ field: 'map_marker.sign_id', message: '这个标记没有图例，图上只画一个点，请选图例。' }]
      const register = typeof subject === 'string' ? subject.slice(0, subject.indexOf(':')) : 'none'
      return register === standsFor
        ? []
        : [{ field: 'map_marker.sign_id', message: '图例代表的和这个标记关联的不是一种台账，请换图例，或者重新选关联的记录。' }]
    },
  },
]

/** So many tasks at least, before their having one deadline says anything. */
const SEVERAL = 2

export const taskRules: readonly TaskRule[] = [
  {
    id: '7-charge',
    title: '作战任务有责任人',
    official: 'W',
    kind: 'incomplete',
    source: 'mechanisms.md M07.e（责任人空）',
    reads: ['battle_task.helper_id', 'battle_task.in_charge', 'battle_task.stage'],
    verify: ({ record: { helper_id: helper, in_charge: name, stage } }) =>
      stage === 'dropped' || isFilled(helper) || isFilled(name)
        ? []
        : [{ field: 'battle_task.helper_id', message: '这项任务没有责任人，请选帮扶责任人，或者在“其他责任人”里写姓名。' }],
  },
  {
    id: '7-dates',
    title: '任务时限不都是年底',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M07.e（全部任务时限=12 月 31 日）',
    reads: ['battle_task.due_on', 'battle_task.place', 'battle_task.year'],
    across: true,
    verify: ({ together, atYearEnd }) =>
      together < SEVERAL || atYearEnd < together
        ? []
        : [{ field: 'battle_task.due_on', message: `这个地方当年的 ${together} 项任务时限全是 12 月 31 日，等于没有倒排；请按工序分别定时限。` }],
  },
  {
    id: '7-elements',
    title: '六要素写全',
    official: 'W',
    kind: 'incomplete',
    source: 'mechanisms.md M06.a（施工图、进度表、目标、要求、时限、责任人）',
    reads: ['battle_task.drawing', 'battle_task.schedule', 'battle_task.goal', 'battle_task.requirement', 'battle_task.stage'],
    verify: ({ record }) => {
      if (record.stage === 'dropped') return []
      const empty = (
        [
          ['drawing', '施工图'],
          ['schedule', '进度表'],
          ['goal', '目标'],
          ['requirement', '要求'],
        ] as const
      ).filter(([key]) => !isFilled(record[key]))
      const [first] = empty
      return first === undefined
        ? []
        : [{ field: `battle_task.${first[0]}` as const, message: `六要素还缺${empty.map(([, label]) => label).join('、')}，请补上。` }]
    },
  },
]
