/**
 * The colours of households by rule (mechanisms.md M07.c, readings.md 31): the first that takes a household holds, so that the order is the precedence
 * 返贫 > 兜底 > 已脱贫 > 拟脱贫 > 在册. A letter of its own beside each colour, so that a sheet in black and white reads the same.
 */
import type { ProgressColour } from '../../rules/progress.ts'
import type { Band } from '../../statistics/types.ts'

/** Where no rule takes a record: it has no yearly record of the year, or is struck off. */
export const NO_COLOUR = { key: 'none', label: '清退或没有年度记录', colour: 'grey', letter: '？' } as const

export interface ColourRule extends Band {
  /** An item of the list `map_colour`. */
  readonly colour: string
  readonly letter: string
}

/** Over the yearly records of households. */
export const HOUSEHOLD_COLOURS: readonly ColourRule[] = [
  { key: 'returned', label: '返贫', colour: 'purple', letter: '返', where: { exit_status: '3' } },
  {
    key: 'guaranteed',
    label: '兜底',
    colour: 'blue',
    letter: '兜',
    where: { or: [{ exit_way: '2' }, { attribute: { in: ['@support_attributes'] } }] },
  },
  { key: 'exited', label: '已脱贫', colour: 'green', letter: '脱', where: { exit_status: { in: ['1', '4'] } } },
  { key: 'proposed', label: '拟脱贫', colour: 'yellow', letter: '拟', where: { exit_status: '2' } },
  { key: 'listed', label: '在册', colour: 'red', letter: '贫', where: { exit_status: '0' } },
]

const STARTED = { or: [{ started_on: { empty: false } }, { told_start: { empty: false } }] }
const OPEN_STAGES = ['planned', 'approved', 'procured', 'building']

/** Stages in which the progress of a project is held against its plan, by the one formula that its own screens ask (mechanisms.md M07.e). */
export const HELD_TO_PLAN: readonly unknown[] = [...OPEN_STAGES, 'stopped']

/** The rule by the colour of the progress; of projects without steps of the work the days alone say it. */
export const BY_PROGRESS: Readonly<Record<ProgressColour, string>> = { red: 'late', stopped: 'late', amber: 'behind', green: 'going', grey: 'waiting' }

/** Of projects: red what is far behind, late or stopped, yellow what is behind, should have begun or is being put right, grey what is not due yet, green the others. */
export const PROJECT_COLOURS: readonly ColourRule[] = [
  {
    key: 'late',
    label: '严重滞后、逾期、停工',
    colour: 'red',
    letter: '急',
    where: { or: [{ stage: 'stopped' }, { stage: { in: OPEN_STAGES }, planned_end: { lt: '@day' } }] },
  },
  {
    key: 'behind',
    label: '滞后、应开未开、整改',
    colour: 'yellow',
    letter: '慢',
    where: {
      or: [{ stage: 'correcting' }, { stage: { in: OPEN_STAGES }, planned_start: { lt: '@day' }, started_on: { empty: true }, told_start: { empty: true } }],
    },
  },
  { key: 'going', label: '正常、完工', colour: 'green', letter: '好', where: STARTED },
  { key: 'waiting', label: '未到期', colour: 'grey', letter: '待', where: { stage: { ne: 'taken_out' } } },
]
