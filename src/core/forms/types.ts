/** What a form is, and the data it is filled from. */
import type { Where, Sort } from '../shapes.ts'

/** One item of a code list as paper shows it. */
export interface ChoiceOption {
  readonly code: string
  readonly label: string
}

/** Value of a field with a code list, or of a yes/no field: what is chosen, and all there is to choose from. */
export interface FormChoice {
  /** Text of what is chosen, for places without tick boxes. */
  readonly text: string
  readonly chosen: readonly string[]
  readonly options: readonly ChoiceOption[]
}

/** An exact decimal number, `units × 10^-scale`: money in 元, areas in 亩, rates. Plain data; `units` is a safe integer, as stored. */
export interface FormDecimal {
  readonly kind: 'decimal'
  readonly units: number
  readonly scale: number
}

/** A picture to be printed in the area of its cell. */
export interface FormImage {
  readonly kind: 'image'
  readonly mediaType: 'image/jpeg' | 'image/png'
  readonly bytes: Uint8Array
  /** Pixels. */
  readonly width: number
  readonly height: number
}

/**
 * A value as it goes on paper. Text is already formatted (masked numbers, labels of codes, names of divisions); days stay `YYYY-MM-DD`.
 * What is summed or formatted by the template stays a number: whole numbers as they are, money, areas and rates as exact decimals.
 */
export type FormValue = string | number | null | FormChoice | FormDecimal | FormImage

/** Values by catalogue key. */
export interface FormRecord {
  readonly [key: string]: FormValue | undefined
}

/** What placeholders find: values, records and lists of them, by name. */
export interface FormScope {
  readonly [name: string]: FormValue | FormScope | readonly FormScope[] | undefined
}

/** Names of the divisions a record lies in; empty text where there is none. */
export interface FormDivision {
  readonly province: string
  readonly city: string
  readonly county: string
  readonly township: string
  readonly village: string
  /** 社（村民小组）. */
  readonly group: string
}

/** What stands on every copy. */
export interface FormOccasion {
  readonly year: number
  /** The office that prints. */
  readonly office: string
  /** The day of printing, as it is written: `2016年3月5日`. */
  readonly printed_on: string
  /** Up to which day what is on file is told: that of printing, the last one of a year that is over. Written like the day of printing. */
  readonly data_day: string
  /** 文号 as it was entered for this printing; '' where it was not. */
  readonly document_no: string
}

/** A kind of placeholder: a value, a record of a register, or a list. */
export type Vocabulary = { readonly [name: string]: VocabularyEntry }
export type VocabularyEntry =
  | { readonly kind: 'value'; readonly label: string }
  | { readonly kind: 'record'; readonly label: string; readonly entries: Vocabulary }
  | { readonly kind: 'list'; readonly label: string; readonly entries: Vocabulary }

/** A template workbook and the years whose form it is. */
export interface FormVariant {
  /** File name in `resources/forms/`, and in the folder `forms` of the office's data. */
  readonly file: string
  readonly since?: number
  readonly until?: number
}

/** One copy for each record, with all that belongs to it. */
interface RecordSource {
  readonly kind: 'record'
  readonly register: string
}

/** One copy for a list of records: those that meet `where` (words beginning with `@` as in statistics), in the order of `sort`. */
export interface ListSource {
  readonly kind: 'list'
  readonly register: string
  readonly where?: Where | undefined
  readonly sort?: Sort | undefined
  /** A copy for each village that has any, instead of one for the whole place asked for. */
  readonly per?: 'village' | undefined
  /** What templates call the list; `rows` without. */
  readonly name?: string
  /** One item for each item of a list of the record instead of one for the record: people instead of households. */
  readonly flat?: FlatList
}

/** How a list within a list is laid flat. A record whose list is empty keeps one item, so that it is not lost. */
export interface FlatList {
  /** Name of the record's list. */
  readonly of: string
  /** Name of the number of the record in the whole list. */
  readonly number: string
  /** Name of what is 1 at the first item of a record and else 0: its sum counts records. */
  readonly first: string
  /** Name of what is 1 for each item and 0 where the list is empty: its sum counts items. */
  readonly each: string
}

/** One copy for each step of a procedure: the step, its record with all that belongs to it, the meeting or notice by which it was made. */
export interface StepSource {
  readonly kind: 'step'
  readonly register: string
}

/** One copy for a statistic of a place. */
interface StatisticSource {
  readonly kind: 'statistic'
  readonly code: string
}

/** One copy for a version of a questionnaire that is to be answered by hand, or for each sheet that was answered; `code`: of this questionnaire alone. */
export interface QuestionnaireSource {
  readonly kind: 'questionnaire'
  readonly code?: string | undefined
}

/** What a form is filled from. A shared act (meeting, notice) is a record like any other, its votes and objections the lines of it. */
export type FormSource = RecordSource | ListSource | StepSource | StatisticSource | QuestionnaireSource

/** A form: plain data, declared by the program or by an office. */
export interface FormDefinition {
  /** Stable name for scripts. */
  readonly code: string
  readonly title: string
  /** Document that asks for the form. */
  readonly source: string
  /** Paper, in words for the list of forms. */
  readonly paper: string
  readonly from: FormSource
  readonly variants: readonly FormVariant[]
  /**
   * Sensitive fields that the paper is there to tell (`helper.phone` on a card that says whom to call): in full without being asked for, to whoever may see
   * them in full.
   */
  readonly tells?: readonly string[]
}

/** What one copy is filled with, beside the occasion. The caller decides what is masked. */
export interface FormCopy {
  readonly scope: FormScope
  /** Name of the worksheet. */
  readonly name: string
}
