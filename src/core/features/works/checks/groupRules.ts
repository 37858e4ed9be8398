/** Checks on several works together (mechanisms.md M09.e, M11.e, M13.e, M27.e). */
import { LIVING_STAGES } from '#core/catalogue/entities/procedures/constructing.ts'
import { membersText, type GroupRule } from '#core/checks/engine/groups.ts'

const TWICE = (): number => 2

export const waterGroupRules: readonly GroupRule[] = [
  {
    id: 'M09-twice',
    title: '一户一年不在两处饮水工程受益',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M09.e（同户同年在两个工程受益）',
    reads: ['water_user.household', 'water_user.year', 'water_user.water_point_id'],
    across: true,
    members: { register: 'water_user' },
    keys: ['household', 'year'],
    about: { register: 'water_user', by: 'id', field: 'household' },
    condition: { distinct: 'water_point_id', atLeast: TWICE, names: 'household' },
    sentence: (groups) => `这户同一年登记在 ${groups[0]?.distinct ?? 0} 处饮水工程受益，解决人数会算两遍；请只留一处。`,
  },
]

export const roadGroupRules: readonly GroupRule[] = [
  {
    id: 'M11-same',
    title: '起止点相同的路不重复登记',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M11.e（起讫重复）',
    reads: ['road.place', 'road.from_place', 'road.to_place'],
    across: true,
    members: { register: 'road' },
    keys: ['place', 'from_place', 'to_place'],
    about: { register: 'road', by: 'id', field: 'name' },
    condition: { distinct: 'id', atLeast: TWICE, names: 'name' },
    sentence: (groups, own) =>
      `起点、止点一样的路登记了 ${groups[0]?.distinct ?? 0} 条，另有${membersText(groups, own, '条')}；请核对是不是同一段路，重复的去掉。`,
  },
]

export const plotGroupRules: readonly GroupRule[] = [
  {
    id: 'M13-same',
    title: '一个图斑不重复计亩数',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M13.e（亩数重复统计）',
    reads: ['terrace_plot.village', 'terrace_plot.plot_no'],
    across: true,
    members: { register: 'terrace_plot' },
    keys: ['village', 'plot_no'],
    about: { register: 'terrace_plot', by: 'id', field: 'plot_no' },
    condition: { distinct: 'id', atLeast: TWICE, names: 'plot_no' },
    sentence: (groups) => `这个图斑号在本村登记了 ${groups[0]?.distinct ?? 0} 次，亩数会算两遍；请核对是不是同一块地，重复的去掉。`,
  },
]

/** Told of projects: one that is of two programs is one project with two marks, and counts once for the county. */
export const programGroupRules: readonly GroupRule[] = [
  {
    id: 'M27-twice',
    title: '既扶贫又重建的项目只登一条',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M27.c（县总投资只计一次）、M27.e（双重计投）',
    reads: ['project.place', 'project.name', 'project.programs', 'project.stage'],
    across: true,
    members: { register: 'project', only: { stage: LIVING_STAGES } },
    keys: ['place', 'name'],
    about: { register: 'project', by: 'id', field: 'programs' },
    condition: { distinct: 'programs', atLeast: TWICE, names: 'project_no' },
    sentence: (groups, own) =>
      `同一个地方、同一个名称的还有${membersText(groups, own, '个项目')}，所属计划不同，县总投资会算两遍；是同一个工程的请合成一条、两个计划都选，不是的请把名称写清楚。`,
  },
]
