/** What the measures and days of a plan give cause to look into (mechanisms.md M04.e). */
import { isSigned, type MeasureFacts, type PlanFacts, type PlanRule } from './types.ts'

const [WORK_AWAY, LOAN, BACKSTOP] = ['11', '2', '4']

const ofMeasures =
  (say: (measure: MeasureFacts, facts: PlanFacts) => string | null): PlanRule['verify'] =>
  (facts) =>
    facts.measures.flatMap((measure) => {
      const said = say(measure, facts)
      return said === null ? [] : [{ field: 'household_plan.measures', message: `“${measure.content}”${said}` }]
    })

/** The year by whose end the household is out of poverty, or has left it; measures for that come before. */
function lastYear({ plan, exitYear }: PlanFacts): number | null {
  const years = [plan.target_exit_year, exitYear].filter((one): one is number => typeof one === 'number' && one >= (plan.year ?? 0))
  return years.length === 0 ? null : Math.min(...years)
}

export const planContentRules: readonly PlanRule[] = [
  {
    id: '4-after-exit',
    title: '措施在脱贫之前',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M04.e（措施日期在脱贫之后）',
    reads: ['plan_measure.starts_on', 'plan_measure.due_on', 'household_plan.target_exit_year', 'household_plan.year'],
    verify: ofMeasures(({ startsOn, dueOn }, facts) => {
      const [on, last] = [startsOn ?? dueOn, lastYear(facts)]
      return on === null || last === null || Number(on.slice(0, 4)) <= last
        ? null
        : `的日期 ${on} 在脱贫的 ${last} 年以后，请改正日期，或者放到以后年度的巩固方案里。`
    }),
  },
  {
    id: '4-order',
    title: '完成期限不早于开始日期',
    official: 'E',
    kind: 'contradiction',
    source: 'mechanisms.md M04（起止）',
    reads: ['plan_measure.starts_on', 'plan_measure.due_on'],
    verify: ofMeasures(({ startsOn, dueOn }) =>
      startsOn === null || dueOn === null || startsOn <= dueOn ? null : `的完成期限 ${dueOn} 早于开始日期 ${startsOn}，请改正。`,
    ),
  },
  {
    id: '4-result-early',
    title: '落实不早于措施开始',
    official: 'E',
    kind: 'doubt',
    relaxed: '开始日期常常是计划的，提早做的由人说明',
    source: 'mechanisms.md M04（measure_result 日期）',
    reads: ['plan_measure.starts_on', 'measure_result.done_on'],
    verify: ofMeasures(({ startsOn, firstResultOn }) =>
      startsOn === null || firstResultOn === null || firstResultOn >= startsOn
        ? null
        : `在 ${firstResultOn} 就有落实记录，早于开始日期 ${startsOn}，请核对日期。`,
    ),
  },
  {
    id: '4-no-labour',
    title: '没有劳力的户不安排外出务工',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M04.e（劳力 0 的户安排“外出务工”）',
    reads: ['plan_measure.income_kind', 'person_year.labour'],
    verify: ofMeasures(({ kind }, { workers }) =>
      kind === WORK_AWAY && workers === 0 ? '是外出务工，这一户没有一个有劳动能力的人，请核对措施或者劳动技能。' : null,
    ),
  },
  {
    id: '4-backstop-loan',
    title: '兜底户不排产业贷款',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M04.e（已兜底户排产业贷款）',
    reads: ['household_plan.path', 'plan_measure.category'],
    verify: ofMeasures(({ category }, { plan }) =>
      plan.path === BACKSTOP && category === LOAN ? '是贷款，这一户的路径是兜底，请核对路径或者去掉贷款。' : null,
    ),
  },
  {
    id: '4-no-one',
    title: '每项措施有责任单位或责任人',
    official: 'W',
    kind: 'incomplete',
    source: 'mechanisms.md M04（责任单位、责任人）',
    reads: ['plan_measure.organization_id', 'plan_measure.helper_id'],
    verify: ofMeasures(({ responsible }) => (responsible ? null : '没有责任单位，也没有责任人，请补上。')),
  },
  {
    id: '4-no-limit',
    title: '每项措施有完成期限',
    official: 'W',
    kind: 'incomplete',
    source: 'mechanisms.md M04（手册要求写明完成时间 [S31]）',
    reads: ['plan_measure.due_on'],
    verify: ofMeasures(({ dueOn }) => (dueOn === null ? '没有完成期限，不会列入到期和逾期，请补上。' : null)),
  },
  {
    id: '4-least',
    title: '措施数够规定的项数',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M04（拟脱贫户当年≥6 项、其他户≥3 项 [S32]）；外地规定，待核',
    reads: ['household_plan.measures', 'household_plan.target_exit_year', 'household_plan.year', 'household_plan.stage'],
    parameters: ['plan_least_exit', 'plan_least_other'],
    verify: ({ plan, measures, threshold }) => {
      const leaving = plan.target_exit_year === plan.year
      const least = threshold(leaving ? 'plan_least_exit' : 'plan_least_other')
      return !isSigned(plan) || measures.length >= least
        ? []
        : [
            {
              field: 'household_plan.measures',
              message: `${leaving ? '当年拟脱贫户' : '这一户'}的措施至少 ${least} 项，现有 ${measures.length} 项，请补充或者说明。`,
            },
          ]
    },
  },
  {
    id: '4-target-year',
    title: '目标脱贫年不早于方案年度',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M04（目标脱贫年）',
    reads: ['household_plan.target_exit_year', 'household_plan.year'],
    verify: ({ plan: { target_exit_year: target, year } }) =>
      typeof target !== 'number' || typeof year !== 'number' || target >= year
        ? []
        : [{ field: 'household_plan.target_exit_year', message: `目标脱贫年 ${target} 早于方案年度 ${year}，请核对；已脱贫做巩固的不填目标脱贫年。` }],
  },
  {
    id: '4-version',
    title: '换版写明原因',
    official: 'W',
    kind: 'incomplete',
    source: 'mechanisms.md M04（版本）',
    reads: ['household_plan.version', 'household_plan.change_reason'],
    verify: ({ plan: { version, change_reason: reason } }) =>
      typeof version !== 'number' || version < 2 || (typeof reason === 'string' && reason !== '')
        ? []
        : [{ field: 'household_plan.change_reason', message: `这是第 ${version} 版，没有写换版原因，请补上。` }],
  },
]
