/** The opening step of a record that comes in with a state reached elsewhere, written with the record itself. */
import { referenceTo } from '../catalogue/derive/subject.ts'
import { fieldOf, registerOf } from '../catalogue/index.ts'
import type { Door, Opened } from '../registers/writer.ts'
import { LOWEST_LEVEL } from '../rules/levels.ts'
import { recordedProceedingOf } from './proceedings.ts'
import { opening } from './state.ts'

const STEP = registerOf('procedure_step')

/** Whoever may enter such records may say in which state they come. */
export const openedWithRecords: Opened = (register) => register === STEP

export interface ComesIn {
  readonly state: string
  readonly on: string
  readonly by: string | null
  readonly remark: string | null
  /** Where it was reached. */
  readonly basis: string
}

export function writeOpened(door: Door, register: string, id: string, { state, on, by, remark, basis }: ComesIn): void {
  const { procedure } = recordedProceedingOf(register)
  door.insert(STEP, {
    subject: referenceTo(fieldOf(STEP, 'subject'), { register, id }),
    procedure: procedure.key,
    step: opening(state),
    round: 1,
    level: LOWEST_LEVEL,
    done_on: on,
    done_by: by?.slice(0, 40) ?? null,
    remark,
    basis,
  })
}
