/** What a step still lacks, as sentences. Pure: facts are gathered before, so that screens, batches and tests judge alike. */
import type { ProcedureDefinition, ProcedureStep, Choice, DayCount, ElapsedNeeds, NoticeNeeds, Setting, Share, VoteNeeds } from '../catalogue/procedure.ts'
import { makerLacks, type Maker } from '../access/making.ts'
import { monthsLater } from '../rules/dates.ts'
import { isAtLeast, levelNames, type OfficeLevel } from '../rules/levels.ts'
import { firstDayOf } from '../rules/partialDate.ts'
import { lastOfDays, type CountedDays, type WorkCalendar } from '../rules/workingDays.ts'
import { conditionsLacking, type Condition } from './conditions.ts'
import type { ProcedureStanding } from './state.ts'

/** What settings of declarations are read by. */
export interface Rules {
  /** A parameter as the county has set it for a day; `undefined` where it has not. */
  readonly parameter: (key: string, day: string) => number | undefined
  readonly worksOn: WorkCalendar
}

/** How a meeting voted on one record. */
export interface VoteFacts {
  readonly expected: number | null
  readonly present: number | null
  readonly inFavour: number | null
  readonly against: number | null
  readonly abstained: number | null
}

/** A notice as it was put up, and what was said against this record. */
export interface NoticeFacts {
  readonly begins: string
  readonly objection: string | null
  /** Whether the objection was looked into and dismissed. */
  readonly settled: boolean
}

export interface StepFacts {
  readonly standing: ProcedureStanding
  /** Where the step is for some records only and not for this one: what it is for, as a sentence has it. */
  readonly elsewhere: string | null
  /** On which day the step is made. */
  readonly on: string
  /** Day of the step before. */
  readonly previousOn: string | null
  readonly today: string
  /** Who makes it, as they stand before the record. */
  readonly maker: Maker
  /** The highest lock on the year of the record. */
  readonly locked: { readonly year: number; readonly level: OfficeLevel } | null
  /** Labels of the fields asked for that are empty. */
  readonly emptyFields: readonly { readonly key: string; readonly label: string }[]
  /** How many attachments there are of each kind asked for: of the record, and of the act. */
  readonly papers: { readonly record: Readonly<Record<string, number>>; readonly act: Readonly<Record<string, number>> }
  readonly paperLabels: Readonly<Record<string, string>>
  /** Whether the step has the act that it needs, and the day of that. */
  readonly act: { readonly on: string } | null
  readonly vote: VoteFacts | null
  /** The notice asked for; null where none was put up. */
  readonly notice: NoticeFacts | null
  /** The day since which some months must have passed, and what the record calls it; null where the step asks for none. */
  readonly since: { readonly label: string; readonly day: string | null } | null
  readonly signatures: number
  /** Whoever made the step that somebody else must have made, where that is the one who makes this one. */
  readonly sameHand: { readonly step: string; readonly name: string } | null
  /** What whoever makes the step says; null for nothing. */
  readonly remark: string | null
  /** How the conditions of the procedure stand. */
  readonly conditions: readonly Condition[]
  /** Why what the step changes beside itself cannot be had for this record. */
  readonly refusals: readonly string[]
}

/** One thing that is not there. */
export interface Missing {
  readonly need:
    | 'state'
    | 'role'
    | 'level'
    | 'lock'
    | 'day'
    | 'field'
    | 'paper'
    | 'act'
    | 'vote'
    | 'notice'
    | 'elapsed'
    | 'signature'
    | 'signOff'
    | 'remark'
    | 'hand'
    | 'condition'
    | 'effect'
  /** Key of the field, kind of paper or key of the step that it speaks of. */
  readonly about: string | null
  readonly message: string
}

function settingOn(setting: Setting, day: string, rules: Rules): number {
  return typeof setting === 'number' ? setting : (rules.parameter(setting.parameter, day) ?? setting.value)
}

function choiceOn(choice: Choice | undefined, day: string, rules: Rules): boolean {
  if (choice === undefined || typeof choice === 'boolean') return choice === true
  const set = rules.parameter(choice.parameter, day)
  return set === undefined ? choice.value : set !== 0
}

/** A length of time as it holds on a day. */
function daysOn({ days, working, inclusive }: DayCount, day: string, rules: Rules): CountedDays {
  return { days: settingOn(days, day, rules), working: choiceOn(working, day, rules), inclusive: choiceOn(inclusive, day, rules) }
}

/** The last day of a length of time that begins on a day. */
export function lastDayOf(count: DayCount, begins: string, rules: Rules): string {
  return lastOfDays(begins, daysOn(count, begins, rules), rules.worksOn)
}

/** Everything that a step still lacks; nothing where it can be made. */
export function missingFor(procedure: ProcedureDefinition, step: ProcedureStep, facts: StepFacts, rules: Rules): Missing[] {
  return [
    ...placeOf(procedure, step, facts),
    ...askerOf(step, facts),
    ...daysOf(facts),
    ...actOf(step, facts),
    ...fieldsOf(facts),
    ...papersOf(step, facts),
    ...(step.needs?.vote === undefined ? [] : voteOf(step.needs.vote, facts, rules)),
    ...(step.needs?.notice === undefined ? [] : noticeOf(procedure, step.needs.notice, facts, rules)),
    ...(step.needs?.elapsed === undefined ? [] : elapsedOf(step, step.needs.elapsed, facts, rules)),
    ...signaturesOf(procedure, step, facts),
    ...handOf(procedure, step, facts),
    ...remarkOf(step, facts),
    ...(step.needs?.conditions === true ? conditionsLacking(facts.conditions).map(({ about, message }) => missing('condition', message, about)) : []),
    ...facts.refusals.map((message) => missing('effect', message)),
  ]
}

function placeOf(procedure: ProcedureDefinition, step: ProcedureStep, { standing, elsewhere }: StepFacts): Missing[] {
  if (elsewhere !== null) return [missing('state', `“${step.label}”只用于${elsewhere}的。`)]
  if (standing.contested.length > 0) return [missing('state', '同一步后面有两个不同的办理步骤，要由上级撤销其中一个才能继续。')]
  if (!step.from.includes(standing.state)) {
    const now = procedure.states.find(({ key }) => key === standing.state)?.label ?? standing.state
    const wanted = procedure.states.filter(({ key }) => step.from.includes(key)).map(({ label }) => `“${label}”`)
    return [missing('state', `现在是“${now}”，要在${wanted.join('或')}时才能办“${step.label}”。`)]
  }
  if (step.kind === 'signOff' && standing.signed.includes(step.key)) return [missing('state', `“${step.label}”已经办过。`)]
  return []
}

function askerOf({ who, label }: ProcedureStep, { maker, locked }: StepFacts): Missing[] {
  const found = makerLacks(who, label, maker).map(({ need, message }) => missing(need, message))
  if (locked !== null && (maker.level === null || !isAtLeast(maker.level, locked.level)))
    found.unshift(missing('lock', `${locked.year} 年已由${levelNames[locked.level]}级锁定，要办请由${levelNames[locked.level]}级办理，或请其解锁。`))
  return found
}

function daysOf({ on, previousOn, today }: StepFacts): Missing[] {
  if (on > today) return [missing('day', '办理日期在今天以后，请改正日期。')]
  if (previousOn !== null && on < previousOn) return [missing('day', `办理日期早于上一步的 ${previousOn}，请核对。`)]
  return []
}

function actOf({ act: kind, label }: ProcedureStep, { act, on, previousOn }: StepFacts): Missing[] {
  if (kind === undefined) return []
  const name = kind === 'meeting' ? '会议' : '公示'
  if (act === null) return [missing('act', `“${label}”要写明是哪一次${name}，并把这一条列入其中。`)]
  if (act.on > on) return [missing('day', `${name}的日期 ${act.on} 晚于办理日期。`)]
  if (previousOn !== null && act.on < previousOn) return [missing('day', `${name}的日期 ${act.on} 早于上一步的 ${previousOn}，请核对。`)]
  return []
}

function fieldsOf({ emptyFields }: StepFacts): Missing[] {
  return emptyFields.map(({ key, label }) => missing('field', `“${label}”还没有填。`, key))
}

function papersOf({ needs }: ProcedureStep, { papers, paperLabels, act }: StepFacts): Missing[] {
  return (needs?.papers ?? []).flatMap(({ kind, of = 'record', atLeast = 1 }) => {
    if (of === 'act' && act === null) return []
    const there = papers[of][kind] ?? 0
    const label = paperLabels[kind] ?? kind
    return there >= atLeast ? [] : [missing('paper', atLeast === 1 ? `缺“${label}”。` : `“${label}”要 ${atLeast} 件，现有 ${there} 件。`, kind)]
  })
}

/** Whether a part reaches what is asked; in whole numbers, so that two thirds are two thirds. */
function reaches(part: number, whole: number, share: Share, day: string, rules: Rules): boolean {
  const [left, right] = [part * settingOn(share.of, day, rules), whole * settingOn(share.parts, day, rules)]
  return share.moreThan === true ? left > right : left >= right
}

function shareText(share: Share, day: string, rules: Rules): string {
  return `${settingOn(share.parts, day, rules)}/${settingOn(share.of, day, rules)}`
}

function voteOf({ present, inFavour }: VoteNeeds, { vote, act }: StepFacts, rules: Rules): Missing[] {
  if (act === null) return []
  if (vote === null || vote.expected === null || vote.present === null || vote.inFavour === null) return [missing('vote', '会议的应到、实到和同意人数要填全。')]
  const counted = vote.inFavour + (vote.against ?? 0) + (vote.abstained ?? 0)
  if (vote.present > vote.expected) return [missing('vote', `实到 ${vote.present} 人多于应到 ${vote.expected} 人，请核对。`)]
  if (counted > vote.present || (vote.against !== null && vote.abstained !== null && counted !== vote.present))
    return [missing('vote', `同意、反对、弃权合计 ${counted} 票，与实到 ${vote.present} 人不符。`)]
  const found: Missing[] = []
  if (vote.expected === 0 || !reaches(vote.present, vote.expected, present, act.on, rules))
    found.push(missing('vote', `实到 ${vote.present} 人，没有达到应到 ${vote.expected} 人的 ${shareText(present, act.on, rules)}，会议无效。`))
  if (!reaches(vote.inFavour, vote.present, inFavour, act.on, rules))
    found.push(
      missing(
        'vote',
        `同意 ${vote.inFavour} 票，没有${inFavour.moreThan === true ? '超过' : '达到'}实到 ${vote.present} 人的 ${shareText(inFavour, act.on, rules)}。`,
      ),
    )
  return found
}

function noticeOf(procedure: ProcedureDefinition, needs: NoticeNeeds, { notice, on }: StepFacts, rules: Rules): Missing[] {
  const label = procedure.steps.find(({ key }) => key === needs.posted)?.label ?? needs.posted
  if (notice === null) return [missing('notice', `还没有办“${label}”。`, needs.posted)]
  const ends = lastDayOf(needs, notice.begins, rules)
  const found: Missing[] = []
  if (on <= ends) found.push(missing('notice', `“${label}”自 ${notice.begins} 起到 ${ends} 期满，期满后才能办理。`, needs.posted))
  if (notice.objection !== null && !notice.settled)
    found.push(missing('notice', `公示期间有异议（${notice.objection}），查清并写明处理结果后才能办理。`, needs.posted))
  return found
}

/** The same day of the month is enough: exactly six months are six months. */
function elapsedOf({ label }: ProcedureStep, needs: ElapsedNeeds, { since, on }: StepFacts, rules: Rules): Missing[] {
  const months = settingOn(needs.months, on, rules)
  const name = since?.label ?? ''
  if (since === null || since.day === null) return [missing('elapsed', `没有“${name}”，算不出是不是已满 ${months} 个月。`, needs.since)]
  const from = monthsLater(firstDayOf(since.day), months)
  return on >= from ? [] : [missing('elapsed', `“${name}”是 ${since.day}，${from} 满 ${months} 个月，满了才能办“${label}”。`, needs.since)]
}

function signaturesOf(procedure: ProcedureDefinition, { needs }: ProcedureStep, { signatures, standing }: StepFacts): Missing[] {
  const found: Missing[] = []
  const wanted = needs?.signatures
  if (wanted !== undefined && signatures < wanted.atLeast)
    found.push(missing('signature', `${wanted.label}要 ${wanted.atLeast} 人签字，现有 ${signatures} 人。`))
  for (const key of needs?.signOffs ?? []) {
    if (standing.signed.includes(key)) continue
    found.push(missing('signOff', `还缺“${procedure.steps.find((step) => step.key === key)?.label ?? key}”。`, key))
  }
  return found
}

function handOf(procedure: ProcedureDefinition, { label }: ProcedureStep, { sameHand }: StepFacts): Missing[] {
  if (sameHand === null) return []
  const before = procedure.steps.find(({ key }) => key === sameHand.step)?.label ?? sameHand.step
  return [missing('hand', `“${before}”是${sameHand.name}办的，“${label}”要由另一个人办。`, sameHand.step)]
}

function remarkOf({ needs }: ProcedureStep, { remark }: StepFacts): Missing[] {
  return needs?.remark === undefined || (remark ?? '').trim() !== '' ? [] : [missing('remark', `要在“说明”里写明${needs.remark}。`)]
}

function missing(need: Missing['need'], message: string, about: string | null = null): Missing {
  return { need, about, message }
}
