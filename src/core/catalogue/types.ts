/**
 * The vocabulary of the catalogue: what a field, a code list and a register are.
 *
 * Everything the program knows about a record (table, row type, validation, list columns, entry form, Excel template,
 * import, export, exchange schema, data dictionary) is derived from these definitions. They are plain data without
 * functions, so that screens, the core, the command line and the exchange package can all read the same thing.
 */
import type { DivisionLevel, OfficeLevel } from '#core/rules/levels.ts'
import type { PeriodLength } from '#core/rules/period.ts'
import type { BegunFor } from './beginning.ts'
import type { ProcedureDefinition, Setting } from './procedure.ts'
import type { GatheredColumn, ReadyView } from './listing.ts'
import type { MoneyAccount } from './money.ts'
import type { SumLaw } from './sums.ts'

/**
 * Kinds of value and how each is stored, compared and carried across the contract.
 *
 * | type | stored and carried as |
 * |---|---|
 * | text, longText | text, trimmed |
 * | idNumber, phone, bankAccount | text without blanks, half-width |
 * | date | `YYYY-MM-DD` |
 * | month | `YYYY-MM` |
 * | partialDate | `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as exactly as it is known; ordered as text, by its first day (`rules/partialDate.ts`) |
 * | period | ten days, month, quarter or year, one length a field (`period`): `2015-06-D2`, `2015-06`, `2015-Q2`, `2015` (`rules/period.ts`) |
 * | numbered | text that the program gives when a record is entered, and nobody changes (`numbering`): `621125100-2015-K7Q2-00001` |
 * | year | whole number |
 * | integer | whole number |
 * | money | whole number of 分 (unit 元, scale 2) |
 * | area | whole number of 0.01 亩 (unit 亩, scale 2) |
 * | decimal | whole number of 10^-scale units |
 * | rate | whole number of 10^-scale of its unit, % or ‰: 4.35 % of scale 2 is 435 |
 * | boolean | 1 / 0 in the table, `true` / `false` in the contract |
 * | code | the code of one item of the code list |
 * | codes | codes in list order, joined by commas (`01,03`) |
 * | division | 12-digit division code |
 * | reference | id of a record of another register |
 * | subject | a record of one of several registers (`registers`): `register:id`, in one column (`derive/subject.ts`) |
 */
export type FieldType =
  | 'text'
  | 'longText'
  | 'idNumber'
  | 'phone'
  | 'bankAccount'
  | 'date'
  | 'month'
  | 'partialDate'
  | 'period'
  | 'numbered'
  | 'year'
  | 'integer'
  | 'money'
  | 'area'
  | 'decimal'
  | 'rate'
  | 'boolean'
  | 'code'
  | 'codes'
  | 'division'
  | 'reference'
  | 'subject'

/** A value of a field as it crosses the contract. `null` is “nothing entered”. */
export type FieldValue = string | number | boolean | null

/** Why a field is masked for those who need not see it; `illness` is all that tells of health: illness, disability, aid for either. */
export type Sensitivity = 'idNumber' | 'phone' | 'bankAccount' | 'illness'

/**
 * Who wins when two sites changed the same field to different values: the owner of the village, the larger set, a person, or, with nothing
 * left to decide, the code that stands first in the list.
 */
type MergePolicy = 'owner' | 'union' | 'decide' | 'foremost'

export interface FieldDefinition {
  /** snake_case name; at once column, contract key and exchange key. Never renamed, never reused. */
  readonly key: string
  /** Name on screen, in messages, as Excel heading. */
  readonly label: string
  readonly type: FieldType
  /** Without it the record cannot be saved. */
  readonly required?: boolean
  /** For `code` and `codes`: id of the code list. */
  readonly codeList?: string
  /** For `codes`: the greatest number of items. */
  readonly maximumItems?: number
  /** For `numbered`: letters before the number, and the field whose year counts (the year of the entry without one). */
  readonly numbering?: { readonly prefix?: string; readonly year?: string }
  /** For `period`: how long one is. */
  readonly period?: PeriodLength
  /** Digits after the point for `decimal` and `rate`; money and area have 2. */
  readonly scale?: number
  /** Unit shown behind the value: 元, 亩, ㎡, 公里, 人, 户 … */
  readonly unit?: string
  /** Inclusive bounds in stored units (分, 0.01 亩 …); outside is an error. */
  readonly minimum?: number
  readonly maximum?: number
  readonly maximumLength?: number
  /** For `reference`: the register referred to. */
  readonly register?: string
  /**
   * For a `reference` of a line: a field that what is chosen and the record that the line belongs to both have; only records are offered that say
   * there what that record says (the gaps of the village of a need).
   */
  readonly offeredBy?: string
  /** For `subject`: the registers that it may name a record of. */
  readonly registers?: readonly string[]
  /** For `reference` in sheets: told by its title alone, and made if it does not exist (groups of a village, units of helpers). */
  readonly createMissing?: boolean
  /** For `division`: the level the code must have. */
  readonly level?: DivisionLevel
  readonly sensitive?: Sensitivity
  /**
   * A sensitive field that statistics may count by, for everybody: small figures are merged, and no cell leads to its records, for those who
   * may not read it.
   */
  readonly countable?: boolean
  /** Never changes (sex, day of birth), so that it may be counted as of any day. */
  readonly lasting?: boolean
  /** How the quick search finds it: a name by Chinese, 拼音 and initials; several names, one behind the other, by each of them; a number by any fragment. */
  readonly search?: 'name' | 'names' | 'number'
  /** Key of the section of the entry form; the order in a section is the order in the catalogue. */
  readonly section?: string
  /** Other headings met in sheets, besides the label. */
  readonly headings?: readonly string[]
  /** Headings that mean it only right behind the column of another field: 时间 behind 是否开工, 其里程 behind what it is the length of. */
  readonly behind?: { readonly field: string; readonly headings: readonly string[] }
  /** No two living records of the register may hold the same value. */
  readonly unique?: boolean
  /** Computed by the program after each write, never typed, never journalled: a sentence that says how. */
  readonly derived?: string
  /**
   * The derived field of the same register whose state it keeps: written when the record is entered, from the state at its date, brought along
   * by what happens until that date, and never moved by anything later. Whoever lists or counts goes by it; a record of an earlier program has none, and counts where the
   * derived field says, until that is about to change. Never imported; corrected by hand like any other field.
   */
  readonly keeps?: string
  /**
   * The derived field that says what holds, where what was entered only opens a procedure: lists, filters, statistics, papers and exports read
   * this field as that one. What was entered stays what is journalled and exchanged.
   */
  readonly readAs?: string
  /**
   * For `reference`: a record that begins to refer by it says that what it refers to may come into other hands. What hangs on that is given
   * the states it keeps, while everything that tells them is on file here.
   */
  readonly handsOver?: boolean
  /** A document number of the same record that tells it: it follows a corrected number, unless something else was entered. */
  readonly toldBy?: { readonly number: string; readonly part: 'birthDate' | 'sex' }
  /** For `reference`: what its records are called on the page of the record that it names, where that is not their own title. */
  readonly seenFrom?: string
  /** Shown as a column of the list unless the user chooses otherwise. */
  readonly listed?: boolean
  /** Default for a new record. */
  readonly initial?: FieldValue
  /** What the example row of a template says. */
  readonly example?: string
  readonly merge?: MergePolicy
  /**
   * Who keeps this field, where that is somebody else than who keeps the record: what others change of it arrives as a proposal, whatever
   * becomes of the rest. Never required, since whoever enters the record leaves it open.
   */
  readonly keptBy?: FieldKeeper
  /**
   * Key of the field that this one belongs to (date and hand of a step to its state): two values of it are no conflict of their own, what
   * counts is what was entered with the value of that field which counts.
   */
  readonly follows?: string
  /** Field code of the national system (AAC004 …). */
  readonly national?: string
  /** First and last year in which the national form had it. */
  readonly since?: number
  readonly until?: number
  /** Document and item that ask for it. */
  readonly source?: string
  /** Not confirmed by an official document (待核). */
  readonly unverified?: boolean
  /** Help under the input. */
  readonly hint?: string
  /** Limits as they were before they became stricter, the oldest first: records of that time are taken in as they were allowed then. */
  readonly formerly?: readonly FormerLimits[]
}

/** What held before a schema. A limit that did not exist is `undefined`, said as such. */
interface FormerLimits extends Pick<FieldDefinition, 'codeList'> {
  /** Schema (id of the migration) from which on the stricter limit holds. */
  readonly before: number
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
  readonly maximumLength?: number | undefined
  readonly maximumItems?: number | undefined
}

export interface CodeItem {
  /** What is stored. National where there is one, else ours (`x` + number) and `national: false`. */
  readonly code: string
  readonly label: string
  /** Spellings met in sheets that mean this item. */
  readonly aliases?: readonly string[]
  /** First and last year in which the item may be chosen; other years still show it. */
  readonly since?: number
  readonly until?: number
  /** False where the national code is not known and ours stands in. */
  readonly national?: boolean
  /** What the national form called it in some years, where that differs from `label`. */
  readonly yearLabels?: readonly { readonly label: string; readonly since?: number; readonly until?: number }[]
}

export interface CodeList {
  readonly id: string
  readonly label: string
  readonly items: readonly CodeItem[]
  readonly source: string
  /** False (shown as 待核) unless the source is official or several systems agree. */
  readonly verified: boolean
  /** Sheets use the same digits for other things (another standard), so only labels are read from them, never bare codes. */
  readonly labelsOnly?: boolean
  readonly note?: string
}

interface SectionDefinition {
  readonly key: string
  readonly label: string
}

/** One way to recognise that a row of a sheet speaks of a record on file, tried in order. */
export type MatchRule = readonly string[]

/**
 * One way in which a sheet says which record it means, tried in order until one finds any: the values of these fields together. From it
 * follow the finders of an import, the headings of an export (the label of the reference, then that of the field), the chooser and what a
 * search looks through.
 */
export interface Telling {
  readonly fields: readonly string[]
  /** Fields of the record that the row must know by itself beside them: the village of the row, the household of a namesake. */
  readonly within?: readonly string[]
  /** Fields that narrow what was found where the row says them, and are not asked for: the unit of a helper. */
  readonly narrowedBy?: readonly string[]
  /** Counts only where the row says nothing else of the record: a telephone, which people share and change. */
  readonly alone?: boolean
}

/**
 * The record that this one is part of. It goes where its owner goes (moves, packages, digests), counts with it, is shown as a tab of it and is
 * removed with it.
 */
interface Belonging {
  /** Key of the reference (or of the field of kind `subject`) that names the owner. */
  readonly by: string
  /** For a pair of plain columns: key of the field that holds the name of the owner's register. */
  readonly registerIn?: string
  /** Edited as a grid in its owner and saved with it, as one change set. */
  readonly lines?: boolean
  /**
   * Lines are offered where none are entered yet: one for each record of a register that says under `by` what the owner says there, in the order of that
   * register (the usual steps of the work by kind of project). `copies`, `parts` and `days` are those of `suggestedLines`.
   */
  readonly suggests?: {
    readonly label: string
    readonly register: string
    readonly by: string
    readonly copies: readonly string[]
    readonly parts?: { readonly field: string; readonly whole: number }
    readonly days?: readonly [from: string, until: string]
  }
  /** Its place is a fact of its own: it stays as entered where the owner moves (the village that a household left). */
  readonly stays?: boolean
}

/**
 * A dated link register through which a record concerns every place that it was ever linked to: people and the households they are or were in.
 */
export interface Linking {
  readonly register: string
  /** Key of the link's reference to this register. */
  readonly by: string
  /** Key of the link's reference to the record whose place counts. */
  readonly to: string
  /** What records of this register are called, seen from there: 成员. The label of the register where it is left out. */
  readonly called?: string
  /** What whoever takes the record over may enter in the link that it leaves: when and why that ended. */
  readonly ends?: readonly string[]
  /**
   * A record has one such link at a time: `until` is the day it ended, `since` that it began; one that has not ended counts while `while.field`
   * holds nothing else than `while.value`. Two that count make a conflict about where the record is, told as one of its derived reference to `to`.
   */
  readonly single?: { readonly since: string; readonly until: string; readonly while: { readonly field: string; readonly value: string } }
}

/**
 * A record that is a move of its owner from one place to another, in two halves: said where the owner leaves, completed where it comes to.
 * While it is under way the owner goes to the office that awaits it, with all that belongs to it.
 */
export interface Moving {
  /** Keys of the two places. */
  readonly from: string
  readonly to: string
  /** Key of the field that holds how far it is. */
  readonly state: string
  /** Values of that field: said by the one side, completed by the other. */
  readonly underWay: string
  readonly done: string
  /** Key of the day on which it was completed or came to nothing. */
  readonly settledOn: string
  /** What whoever takes the owner in may say. */
  readonly taker: readonly string[]
}

/**
 * Who receives and reads a record beside the owner: the places in fields of its own (the village a household moves to), or those that a link
 * register names (the villages of a project, the members of a co-operative).
 */
export type Reach = { readonly field: string } | { readonly register: string; readonly by: string; readonly to: string }

/** A kind of attachment that belongs to a record: photo of the house, minutes of a meeting. */
interface PaperKind {
  /** Stored with the attachment; never renamed. */
  readonly kind: string
  readonly label: string
  /** A record without one is told so on its page. */
  readonly required?: boolean
}

/**
 * A part of a record that stands in the row of the record itself in sheets, under headings of its own: what was found at identification and at
 * removal beside each other, each kind of measure in a column. Such sheets hold a row for each person, too: rows that say the same of the record
 * are one.
 */
export interface SpreadPart {
  /** snake_case; names the part among the columns of a sheet. */
  readonly key: string
  readonly register: string
  /** Key of the part's reference to the record. */
  readonly by: string
  /** What tells this part from the others of the record. */
  readonly values: Readonly<Record<string, string>>
  /** Key of the number by which the last of several is found; a new one has what its field begins with. */
  readonly last?: string
  /** Several in one cell, told apart by the only field. */
  readonly many?: true
  readonly columns: readonly SpreadColumn[]
}

export interface SpreadColumn {
  /** Key of the field of the part. */
  readonly field: string
  /** Heading in templates and exports, which no other column of the register has. */
  readonly heading: string
  /** Other headings; one that several columns have means the first of them, and where it stands again, the next. */
  readonly headings?: readonly string[]
}

/** A day by which something is to be done with a record. */
export interface DueDefinition {
  /** What is due, as the list says it: 问题整改. */
  readonly label: string
  /** Key of the date. */
  readonly on: string
  /** So many calendar days, or months, after that date; that day itself without. */
  readonly after?: Setting | { readonly months: Setting }
  /** Only records of which the field holds one of these values. */
  readonly only?: { readonly field: string; readonly values: readonly string[] }
  /** The field that tells whether it is done, and with which values. */
  readonly settled?: { readonly field: string; readonly values: readonly string[] }
  /**
   * Whether it is done cannot be told from the record: the feature of the register works it out (a target by its statistic). What is late stays on
   * the list for so many days.
   */
  readonly judged?: { readonly lateDays: number }
  /** The day passes by itself, and nothing is late after it: the list names it up to then. */
  readonly passes?: boolean
  /** Key of the field that names who sees to it. */
  readonly charge?: string
}

/**
 * A day in a record that belongs to its own life and to that of what it refers to: the record was begun, changed or ended then. The time line of a record gathers
 * those of all that refer to it.
 */
export interface MomentDefinition {
  /** Key of the day. */
  readonly on: string
  /** What happened, where the fields alone do not say it: 成员增加. */
  readonly label?: string
  /** Fields whose values say more of it, in this order. */
  readonly says?: readonly string[]
  /** Only records of which the field holds one of these values. */
  readonly only?: { readonly field: string; readonly values: readonly string[] }
}

/** The work places of the program, in the order of the menu. */
export const WORK_PLACES = [
  '首页',
  '对象',
  '识别',
  '走访与方案',
  '退出与监测',
  '村情与短板',
  '项目',
  '资金',
  '水电路房',
  '帮扶责任',
  '考核报表',
  '数据交换',
  '系统',
] as const
export type WorkPlace = (typeof WORK_PLACES)[number]

/** How a register appears on the screens. All of it has a sensible default. */
export interface ScreenDefinition {
  /** Line of the menu; without a place the register is reached through other screens and by quick find. */
  readonly place?: WorkPlace
  readonly order?: number
  /** First part of its paths (`/households`), also the place of a feature's own screens; `/records/<name>` without one. */
  readonly path?: string
  /** Name of the symbol in the icon library, without prefix. */
  readonly icon?: string
  /** Title of the list and of the menu's line, where they differ from the label. */
  readonly title?: string
  /** Counter word: 户, 人, 条. */
  readonly counter?: string
  /** What the search field of the list says. */
  readonly search?: string
  /** Columns that come first, in this order. */
  readonly first?: readonly string[]
  /**
   * Columns shown unless the user chooses otherwise, in this order; the fields marked `listed` when left out. Facts of the year are named
   * `<yearly register>.<key>`, what is gathered `gathered.<key>`, what is worked out `reckoned.<key>`.
   */
  readonly listed?: readonly string[]
  /** Fields of its yearly register that the list offers as columns and conditions, for the year chosen. */
  readonly yearly?: readonly string[]
  /** Columns drawn from records that refer to its own. */
  readonly gathered?: readonly GatheredColumn[]
  /**
   * Columns that are worked out for the day of whoever looks and kept nowhere (how far a project is): what they hold, as a field would; no key or label of a
   * field of the register. What works them out stands in `features/reckoners.ts`. Conditions and headings ask them, orders do not.
   */
  readonly reckoned?: readonly FieldDefinition[]
  /** Views that come with the program. */
  readonly views?: readonly ReadyView[]
  /** What its sheet is called among those to import, where that differs from the title; false: it comes from no sheet. */
  readonly sheet?: string | false
  /** Registers on whose page its records stand on a tab of their own, however many others share one. */
  readonly tabOf?: readonly string[]
  /** Only administrators may change it. */
  readonly administrators?: boolean
}

/** What records of a year must hold before an office of a level locks it, unless a parameter (0) lets it be. */
export interface LockNeeds {
  readonly level: OfficeLevel
  /** What is asked for, as a sentence names it. */
  readonly label: string
  /** Parameter that says whether it bars the lock. */
  readonly bars: string
  /** Keys of the fields, each with the parameter that says whether it is asked for. */
  readonly fields: readonly { readonly key: string; readonly asked: string }[]
}

/** What is done with records: looked at, entered and changed, removed and brought back, decided where values or records of offices stand against each other. */
export type Doing = 'read' | 'write' | 'remove' | 'decide'
export type RoleName = 'administrator' | 'entry' | 'review' | 'reader'
/** The level from which on people may do something: all of them, or by role; a role that is left out may not. */
type Grant = OfficeLevel | Partial<Readonly<Record<RoleName, OfficeLevel>>>

/**
 * The offices from a level up that the record's division lies within. The level is fixed, or stands in a field of the record; `divisionIn`
 * names the field with the division of a register that has no owner.
 */
export type KeptFrom = { readonly level: OfficeLevel; readonly divisionIn?: string } | { readonly levelIn: string; readonly divisionIn?: string }

/** The office in charge of the village, or those from a level up. */
type FieldKeeper = 'owner' | KeptFrom

/**
 * Short fields that tables count by, kept in an index, so that they are counted without reading the records: of registers with records for each
 * person, household and year. Each field makes every entry of the index longer.
 */
interface Counted {
  /**
   * What the index begins with: `id` or a reference, by which other records are counted; the year, by which records are that count in one year and have
   * no order by it. Without it: the order of the register.
   */
  readonly by?: readonly string[]
  readonly fields: readonly string[]
}

/** Fields of a register that have an index for sorting, at most. */
export const MOST_SORTED = 8

export interface RegisterDefinition {
  /** English singular; also the table name, the CLI name and the exchange name. */
  readonly name: string
  /** 台账 name on screen. */
  readonly label: string
  /** What one record is, for the data dictionary and the empty list. */
  readonly description: string
  readonly sections: readonly SectionDefinition[]
  readonly fields: readonly FieldDefinition[]
  /** Key of the field that names a record to people. */
  readonly title: string
  /**
   * Field holding the division code that decides who owns the record (may be derived).
   * Absent for county-wide registers, which only the county changes.
   */
  readonly owner?: string
  /** For yearly registers: the record they continue and the year field. */
  readonly yearly?: { readonly of: string; readonly reference: string; readonly year: string }
  readonly match: readonly MatchRule[]
  /** Fields that together may occur only once among the living records. */
  readonly uniqueTogether?: readonly (readonly string[])[]
  /** Default order of lists; the engine adds `id`. */
  readonly sort: readonly { readonly field: string; readonly descending?: boolean }[]
  /** Extra indexes beyond those the engine makes for references, owner, sort, unique and search. */
  readonly indexes?: readonly (readonly string[])[]
  /**
   * Fields by which its list is sorted at once however many records there are, at most {@link MOST_SORTED}: each has an index of its own, which every
   * save keeps. Other orders are gathered beside the core.
   */
  readonly sorted?: readonly string[]
  readonly counted?: Counted
  /**
   * Fields that make the id of a new record, so that two sites which enter the same thing independently (the yearly record of a
   * household, a parameter of a year) make one record of it and not two.
   */
  readonly identity?: readonly string[]
  /** Fields that stand beside its title where a record is chosen, instead of those that tell it apart: for records called by a number. */
  readonly toldAs?: readonly string[]
  /**
   * Whose word counts when sites exchange data; what others change arrives as a proposal.
   * `owner` (the default with an owner field): the office in charge of the village. `county`: the superior office.
   * `both`: either of them. `anyone` (the default without an owner field): every site. {@link KeptFrom}: offices from a level up.
   */
  readonly keptBy?: 'owner' | 'county' | 'both' | 'anyone' | KeptFrom
  /**
   * Who may do what with its records, by role and level (that of the division somebody is limited to, never above their office). It takes away
   * from what role and divisions give, and adds nothing to it; what is left out stays as it is.
   */
  readonly rights?: Partial<Readonly<Record<Doing, Grant>>>
  /**
   * Entries that stand as they were entered: no update, removal, batch edit or import over them. Undoing one writes its reversal: an entry like it
   * that names it in the field `by` and holds the fields `negated` with the opposite sign.
   */
  readonly appendOnly?: { readonly by: string; readonly negated: readonly string[] }
  /** Its records are accounts: what is added up on them, and the laws that hold of it. */
  readonly money?: MoneyAccount
  /** Fields that a new record takes over from the record that it refers to, which has them under the same keys, where nothing is entered in them. */
  readonly takes?: { readonly by: string; readonly fields: readonly string[] }
  /** Its records belong to a year, and are changed no more once that is locked: the field that holds the year, or a day or period of it. */
  readonly lock?: { readonly year: string; readonly needs?: LockNeeds }
  /** The register of the locks themselves, and which fields say what is locked. There is one. */
  readonly locks?: { readonly division: string; readonly year: string; readonly level: string; readonly state: string }
  /** The register of what became of villages: which went into which other one, from which day. There is one. */
  readonly succession?: { readonly from: string; readonly to: string; readonly on: string }
  /** Its records stand for what lives on: where their village goes into another one, they go along. All others stay where they were entered. */
  readonly livesOn?: boolean
  /**
   * How sheets of other registers tell which record they mean; lists are searched through references to such a register. Without it `match`
   * and the title are used, and no list is searched through it.
   */
  readonly tellBy?: readonly Telling[]
  /** Records that come first among those found by a name: heads of households before members. */
  readonly foremost?: { readonly field: string; readonly value: string }
  readonly partOf?: Belonging
  readonly linkedBy?: Linking
  readonly reaches?: readonly Reach[]
  readonly moves?: Moving
  readonly papers?: readonly PaperKind[]
  /** The states that its records go through, step by step. */
  readonly procedure?: ProcedureDefinition
  /** Its records are begun for many others at once, from their lists. */
  readonly begunFor?: BegunFor
  /** Numbers of its records that must come to another number. */
  readonly sums?: readonly SumLaw[]
  /** Parts that stand in its own sheets as further columns. */
  readonly spread?: readonly SpreadPart[]
  /** Its days, in its own life and in that of what it refers to. */
  readonly moments?: readonly MomentDefinition[]
  /** Days that feed the list of what is due; that of a procedure does so by itself. */
  readonly due?: readonly DueDefinition[]
  readonly screen?: ScreenDefinition
  /** Kept by the program on its own screens: no entry template, no import, no roster. */
  readonly internal?: boolean
  /**
   * Its rows are worked out from records of other registers (`rows` of a derivation) and made anew whenever those change: neither journalled nor
   * exchanged, nobody enters or removes one. Lists and statistics read them like any records.
   */
  readonly computed?: boolean
  readonly source?: string
}
