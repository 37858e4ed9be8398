/** What a form is, and the data it is filled from. */
import type { RegisterDefinition } from '../catalogue/types.ts'

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

/** Names of the divisions a household or village lies in; empty text where there is none. */
export interface FormDivision {
  readonly province: string
  readonly city: string
  readonly county: string
  readonly township: string
  readonly village: string
  /** 社（村民小组）. */
  readonly group: string
}

export interface FormMember {
  readonly person: FormRecord
  /** Values of the year; empty where none are on file. */
  readonly person_year: FormRecord
  readonly membership: FormRecord
}

export interface FormHelper {
  readonly helper: FormRecord
  readonly organization: FormRecord
  readonly pairing: FormRecord
}

/** All that forms ask of one household in one year. The caller decides what is masked. */
export interface HouseholdData {
  readonly division: FormDivision
  readonly household: FormRecord
  readonly household_year: FormRecord
  /** The members of the year, the head first. */
  readonly members: readonly FormMember[]
  readonly helpers: readonly FormHelper[]
}

/** What stands on every copy: the year, the office that prints, the day of printing (`2016年3月5日`). */
export interface FormOccasion {
  readonly year: number
  readonly office: string
  readonly printed_on: string
}

/** All that forms ask of one village (or one division above it) in one year. */
export interface VillageData {
  readonly division: FormDivision
  readonly households: readonly HouseholdData[]
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

interface FormCommon {
  /** Stable name for scripts. */
  readonly code: string
  readonly title: string
  /** Document that asks for the form. */
  readonly source: string
  /** Paper, in words for the list of forms. */
  readonly paper: string
  readonly variants: readonly FormVariant[]
  /** Registers whose records the caller has to supply. */
  readonly needs: readonly string[]
  /** What placeholders may name, given the registers of the catalogue. */
  readonly vocabulary: (registers: Readonly<Record<string, RegisterDefinition>>) => Vocabulary
}

/** A form made once for each household. */
export interface HouseholdForm extends FormCommon {
  readonly per: 'household'
  readonly scope: (data: HouseholdData, occasion: FormOccasion) => FormScope
  /** Name of the worksheet, or of the file, of one household. */
  readonly name: (data: HouseholdData) => string
}

/** A form made once for each village (or division above). */
export interface VillageForm extends FormCommon {
  readonly per: 'village'
  readonly scope: (data: VillageData, occasion: FormOccasion) => FormScope
  readonly name: (data: VillageData) => string
}

export type FormDefinition = HouseholdForm | VillageForm
