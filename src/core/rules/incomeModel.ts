/**
 * How income is reckoned, which counties do differently (mechanisms.md M02): switches by year and place, each a parameter. Pure.
 *
 * What is not switched on is the reading of registration (forms.md §1.2): 纯收入, reimbursements and one-off subsidies left out, divided by those on file.
 */
import { parameterReader, defaultParameters, type ParameterKey, type ParameterReader, type ParameterValue } from './parameters.ts'
import { lastDayOf } from './parameterTerms.ts'

export interface IncomeModel {
  /** Reimbursed medical costs are transfer income. */
  readonly reimbursement: boolean
  /** One-off subsidies (for a house, say) are transfer income. */
  readonly oneOff: boolean
  /** Divided by those who share income and expenses, where their number is entered, and not by those on file. */
  readonly sharing: boolean
  /** 可支配收入: depreciation, taxes and transfers paid are taken off, too. */
  readonly disposable: boolean
}

/** The reading of registration, which held of every year before there were switches. */
export const REGISTERED: IncomeModel = { reimbursement: false, oneOff: false, sharing: false, disposable: false }

/** By switch the parameter that sets it and its code in the list `income_model`. */
const SWITCHES = {
  reimbursement: { parameter: 'income_reimbursement_counts', code: '3' },
  oneOff: { parameter: 'income_one_off_counts', code: '4' },
  sharing: { parameter: 'income_by_sharing', code: '5' },
  disposable: { parameter: 'income_disposable', code: '2' },
} as const satisfies Record<keyof IncomeModel, { readonly parameter: ParameterKey; readonly code: string }>

const NET = '1'

/** The parameters that set the model. */
export const INCOME_MODEL_PARAMETERS: readonly ParameterKey[] = Object.values(SWITCHES).map(({ parameter }) => parameter)

/** The model of a year in a place. */
export function incomeModel(parameters: ParameterReader, year: number, place: string | null): IncomeModel {
  const day = lastDayOf(year)
  const on = ({ parameter }: (typeof SWITCHES)[keyof IncomeModel]): boolean =>
    (parameters(parameter, day, place) ?? defaultParameters(parameter, day, place)) === 1
  return { reimbursement: on(SWITCHES.reimbursement), oneOff: on(SWITCHES.oneOff), sharing: on(SWITCHES.sharing), disposable: on(SWITCHES.disposable) }
}

/** As a field of kind `codes` holds it, in the order of the list. */
export function modelCodes(model: IncomeModel): string {
  const on = (Object.keys(SWITCHES) as (keyof IncomeModel)[]).filter((key) => model[key]).map((key) => SWITCHES[key].code)
  return [...(model.disposable ? [] : [NET]), ...on].toSorted().join(',')
}

/** What such a field says. */
export function modelOfCodes(codes: string): IncomeModel {
  const some = new Set(codes.split(','))
  return {
    reimbursement: some.has(SWITCHES.reimbursement.code),
    oneOff: some.has(SWITCHES.oneOff.code),
    sharing: some.has(SWITCHES.sharing.code),
    disposable: some.has(SWITCHES.disposable.code),
  }
}

/** The model by which a yearly record is reckoned: what stands in it, which a lock keeps as it was; else that of the year and place. */
export function modelOfRecord(kept: string | null | undefined, parameters: ParameterReader, year: number, place: string | null): IncomeModel {
  return typeof kept === 'string' && kept !== '' ? modelOfCodes(kept) : incomeModel(parameters, year, place)
}

/** How income is called by the model. */
export const incomeName = ({ disposable }: IncomeModel): string => (disposable ? '可支配收入' : '纯收入')

/** What was counted: `纯收入口径，报销和一次性补助不计，除以登记人口`. */
export function modelText(model: IncomeModel, divisor: 'registered' | 'sharing'): string {
  const { reimbursement, oneOff } = model
  const subsidies =
    reimbursement === oneOff ? `报销和一次性补助${oneOff ? '计入' : '不计'}` : `报销${reimbursement ? '计入' : '不计'}，一次性补助${oneOff ? '计入' : '不计'}`
  return `${incomeName(model)}口径，${subsidies}，除以${divisor === 'sharing' ? '共享收支人口' : '登记人口'}`
}

let lastRead: { readonly text: string; readonly parameters: ParameterReader } | undefined

/** A reader over parameters given as JSON of rows of {@link ParameterValue}; the last one is kept, since all records of a change set ask the same. */
export function readerOfJson(text: string): ParameterReader {
  if (lastRead?.text !== text) lastRead = { text, parameters: parameterReader(JSON.parse(text) as ParameterValue[]) }
  return lastRead.parameters
}
