/**
 * How a procedure is declared: the states that a record goes through and the steps that lead from one to the next. Plain data on a register,
 * like everything of the catalogue; `core/procedures` reads it and knows no register.
 */
import type { OfficeLevel } from '#core/rules/levels.ts'

/** A number of the declaration, or one that the county may set by a parameter, with what holds until it does. */
export type Setting = number | { readonly value: number; readonly parameter: string }

/** A yes or no of the declaration, or one that the county may set by a parameter (0 is no). */
export type Choice = boolean | { readonly value: boolean; readonly parameter: string }

/** A length of time in days. */
export interface DayCount {
  readonly days: Setting
  /** Working days instead of calendar days. */
  readonly working?: Choice
  /** Whether the day it begins on is the first one; otherwise the day after is. */
  readonly inclusive?: Choice
}

interface ProcedureState {
  /** What the state field holds; never renamed. */
  readonly key: string
  readonly label: string
  /** Nothing is left to do. */
  readonly final?: boolean
  /** Beside the main line in the diagram. */
  readonly side?: boolean
  /** How long a record may stay here before it is late. */
  readonly within?: DayCount
  /** The code of the told field that holds once the record has come here by steps. */
  readonly tells?: string
  /** How it is marked on the screens: reached what was wanted, waits for somebody, came to nothing, called off. */
  readonly sign?: StateSign
  /**
   * Where the program itself ends what has nothing left to do (two records joined, two villages become one, decided otherwise from above): ended
   * without effect. One state of a procedure that stands `inRecord` says so.
   */
  readonly withoutEffect?: boolean
}

export type StateSign = 'done' | 'waiting' | 'failed' | 'off'

/** A part of a whole that must be reached, or passed: two thirds of those entitled, more than half of those present. */
export interface Share {
  readonly parts: Setting
  readonly of: Setting
  /** More than this part; otherwise at least. */
  readonly moreThan?: boolean
}

/** What makes a vote one that counts. */
export interface VoteNeeds {
  /** Present, of those who should be. */
  readonly present: Share
  /** In favour, of those present. */
  readonly inFavour: Share
}

/** A notice that must have run its days without objection to this record. */
export interface NoticeNeeds extends DayCount {
  /** Key of the step that put it up. */
  readonly posted: string
}

/** So many months that must have passed since the day that a field holds; the same day of the month is enough. */
export interface ElapsedNeeds {
  /** Key of the field with the day; of a vague date its first day counts. */
  readonly since: string
  readonly months: Setting
}

/** What must be there before a step is made. */
interface StepNeeds {
  /** Fields of the record that are filled in. */
  readonly fields?: readonly string[]
  /** Attachments by kind: of the record, or of the act by which the step is made. */
  readonly papers?: readonly { readonly kind: string; readonly of?: 'record' | 'act'; readonly atLeast?: number }[]
  /** The meeting by which the step is made votes for it. */
  readonly vote?: VoteNeeds
  readonly notice?: NoticeNeeds
  readonly elapsed?: ElapsedNeeds
  /** Names of those who signed. */
  readonly signatures?: { readonly label: string; readonly atLeast: number }
  /** All conditions of the procedure hold. */
  readonly conditions?: true
  /** Keys of steps of the kind `signOff` that were made in this state. */
  readonly signOffs?: readonly string[]
  /** Key of the step that somebody else made the last time: whoever checks is not who filled in. */
  readonly otherThan?: string
  /** What a feature judges beside, by the keys under which it declares that (`procedures/effects.ts`): what no field of the record says. */
  readonly judged?: readonly string[]
  /** The step says something in words; what that is. */
  readonly remark?: string
}

/** Kinds of shared acts: one meeting, one notice for many records. */
export type ActKind = 'meeting' | 'notice'

/** Something that is entered with a record of another register when the step is made, which then goes its own way. */
interface Started {
  readonly register: string
  /** Key of the reference to this record. */
  readonly by: string
  readonly values?: Readonly<Record<string, string | number | boolean>>
}

/**
 * The level that makes a step (or one above it), and the roles that may; whoever enters and whoever reviews, without. An administrator always may.
 * `side`: the field with the division whose office makes it, where a record concerns several. `access/making.ts` is where it is asked.
 */
export interface StepMaker {
  readonly level: OfficeLevel
  readonly roles?: readonly ('entry' | 'review' | 'administrator')[]
  readonly side?: string
}

interface StepBasics {
  /** Kept with each step; never renamed. */
  readonly key: string
  readonly label: string
  readonly from: readonly string[]
  readonly who: StepMaker
  readonly needs?: StepNeeds
  /** The step is made by such an act, which many records may share. */
  readonly act?: ActKind
  /** Codes of the forms that belong to the step. */
  readonly prints?: readonly string[]
  /**
   * Codes of forms of records that the step is made with: of the record itself, or of those of another register that refer to it (the acceptance
   * of a project). They are offered before the step, to be filled in and signed, and beside it.
   */
  readonly sheets?: readonly { readonly form: string; readonly of?: { readonly register: string; readonly by: string } }[]
  readonly starts?: readonly Started[]
  /** Offered only for records of which the field holds one of these values: an application goes another way than a suspicion. */
  readonly only?: { readonly field: string; readonly values: readonly string[] }
  /** What else the step changes, by the key under which a feature declares it (`procedures/effects.ts`); taken back with the step. */
  readonly effect?: string
  readonly hint?: string
  /** Where the record keeps the step, for procedures that stand `inRecord`. */
  readonly enters?: Entering
  /** Decides over what several offices said beside each other: it counts whatever stands foremost. */
  readonly overrules?: boolean
}

/** The fields that keep the day of a step, who made it and what they said. */
export interface Entering {
  readonly on?: string
  readonly by?: string
  readonly remark?: string
}

/**
 * The procedure stands in the record itself: its state is an entered field that only the steps write, and each step fills fields beside it. For
 * records that two offices settle between them, where steps made at the same time need no case: the state that stands foremost counts.
 */
interface InRecord {
  /** What the entry of the record itself is as a step. */
  readonly begins: Entering & { readonly label: string; readonly who: StepMaker }
  /** The states in the order in which they count where several were said at the same time. */
  readonly foremost: readonly string[]
}

/**
 * A step leads `to` a state. A `signOff` leaves the record where it is: several are made beside each other, and a later step asks for them.
 * `suspend` puts the record aside in a state of its own, and `resume` brings it back to where it was.
 */
export type ProcedureStep = StepBasics &
  (
    | { readonly kind?: 'step'; readonly to: string }
    | { readonly kind: 'suspend'; readonly to: string }
    | { readonly kind: 'signOff' }
    | { readonly kind: 'resume' }
  )

/**
 * A state is also told from elsewhere: by a sheet, an earlier program, a clerk who has only the paper. That stands in an entered field and opens
 * the procedure (承接) as long as the record has no step of its own; from then on the steps say what holds, and a difference is a finding.
 */
interface Told {
  /** The entered field. It is read as the derived one that says what holds (`readAs`). */
  readonly by: string
  /** The state that each of its codes opens; the initial one where it is left out. */
  readonly opens: Readonly<Record<string, string>>
  /** The code that holds where the steps began at the initial state and the field says another one by now. */
  readonly otherwise: string
}

export interface ProcedureDefinition {
  /** Kept with each step; never renamed. Also the id of the code list of its states. */
  readonly key: string
  readonly label: string
  /** The field of the register that shows the state: a code of the list named after the procedure, derived unless the procedure stands `inRecord`. */
  readonly state: string
  readonly inRecord?: InRecord
  readonly told?: Told
  /** Path of the screen on which its steps are made, where that is not the page of the record. */
  readonly page?: string
  /** The derived date until which something is to happen in this state, if there is one. */
  readonly due?: string
  readonly shows?: ShownStep
  /** Derived days that hold when a step was made the last time, by the step's key: the day of its meeting or notice where it has one. */
  readonly days?: Readonly<Record<string, string>>
  /** Key of the year that a record belongs to, where its register is not yearly: boards are of one year. */
  readonly year?: string
  /** The reference by which records belong to a round of work (a campaign), and the date of that by which it ends: boards may be of one round. */
  readonly rounds?: { readonly by: string; readonly ends: string }
  /** The field that names who sees to the record, for the list of what is due. */
  readonly charge?: string
  /**
   * What must hold of a record, by the key under which a feature judges it (`procedures/conditions.ts`): shown with the record at any time, and asked
   * by the steps that need it.
   */
  readonly conditions?: string
  /** Where what no data tells of a condition is entered: a register begun for these records, and its code that names the condition. */
  readonly conditionsEntered?: { readonly register: string; readonly item: string }
  readonly initial: string
  readonly states: readonly ProcedureState[]
  readonly steps: readonly ProcedureStep[]
  readonly source: string
}

/** Derived fields that say of the step into some states when it was made, who signed (or else made) it and what they said; empty in all others. */
interface ShownStep {
  readonly in: readonly string[]
  readonly on?: string
  readonly by?: string
  readonly remark?: string
}

interface WithStates {
  readonly states: readonly ProcedureState[]
}

/** The keys of the states of a declaration. */
export type StateKey<P extends WithStates> = P['states'][number]['key']
/** The keys of those in which nothing is left to do. */
export type FinalStateKey<P extends WithStates> = Extract<P['states'][number], { readonly final: true }>['key']

/** The keys of the states, in the order declared. */
export function stateKeys<P extends WithStates>({ states }: P): StateKey<P>[] {
  return states.map(({ key }) => key)
}

/** The keys of the states in which nothing is left to do, in the order declared. */
export function finalStateKeys<P extends WithStates>({ states }: P): FinalStateKey<P>[] {
  return states.flatMap((state) => (state.final === true ? [state.key as FinalStateKey<P>] : []))
}
