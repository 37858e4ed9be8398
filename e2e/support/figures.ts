/** The numbers on a screen with what each says that it counts, and what the command line says of the same. */
import type { Page } from '@playwright/test'
import { askCli } from './shell.ts'

export interface Shown {
  readonly screen: string
  readonly counts: string
  readonly filter: string
  readonly text: string
}

/** Every number on screen that says what it counts. */
export async function figuresOn(page: Page, screen: string): Promise<Shown[]> {
  const found = await page.locator('[data-counts]').evaluateAll((all) => all.map((one) => ({ ...(one as HTMLElement).dataset, text: one.textContent ?? '' })))
  return found.map((one) => ({ screen, counts: String(Reflect.get(one, 'counts')), filter: String(Reflect.get(one, 'filter')), text: one.text }))
}

type Json = Record<string, unknown>
interface Table {
  readonly columns: readonly { readonly key: string; readonly digits: number; readonly ratio: { readonly as: string; readonly scale: number } | null }[]
  readonly rows: readonly { readonly key: string | null; readonly cells: readonly Json[] }[]
  readonly total: readonly Json[]
}

/** One command line for all numbers that are answered by it. */
function lineFor({ counts, filter }: Shown): string[] {
  const [kind = '', name = ''] = counts.split(' ')
  const asked = JSON.parse(filter) as Json
  const option = (key: string, value: unknown): string[] =>
    value === null || value === undefined ? [] : [`--${key}`, typeof value === 'string' ? value : JSON.stringify(value)]
  if (kind === 'statistic')
    return [
      'statistic',
      name,
      ...option('by', asked['by']),
      ...option('year', asked['year'] ?? null),
      // The last day of the year is what a year asks for.
      ...option('as-of', asked['day'] === `${String(asked['year'])}-12-31` ? null : asked['day']),
      ...option('within', asked['within']),
    ]
  if (kind === 'place') return ['query', name, '--by-place']
  if (kind === 'list')
    return [
      'query',
      name,
      '--count',
      ...option('text', asked['text'] === '' ? null : asked['text']),
      ...option('where', asked['where']),
      ...(asked['deleted'] === true ? ['--deleted'] : []),
    ]
  if (kind === 'changes' || kind === 'change') return ['changes', '--limit', '500', ...option('kind', asked['kind'])]
  if (kind === 'users') return ['users']
  if (kind === 'waiting') return ['site', 'show']
  if (kind === 'packages') return ['packages', '--direction', String(asked['direction'])]
  const counted = asked['counted'] as { readonly by: string } | undefined
  return ['checks', 'list', ...option('level', asked['level']), ...option('state', asked['state']), '--count-by', counted?.by ?? 'rule']
}

/** The number that an answer gives for one that is shown; null where it cannot be told. */
function valueIn(answer: unknown, { counts, filter }: Shown): number | null {
  const asked = JSON.parse(filter) as Json
  if (counts.startsWith('statistic ')) return cellIn(answer as Table, asked)
  if (counts.startsWith('place ')) return (answer as { code: string; count: number }[]).find(({ code }) => code === asked['place'])?.count ?? 0
  if (counts.startsWith('list ')) return Number((answer as Json)['total'])
  if (counts === 'changes' || counts === 'packages') return Number((answer as Json)['total'])
  if (counts === 'change') return (answer as { rows: { id: string; entries: number }[] }).rows.find(({ id }) => id === asked['id'])?.entries ?? null
  if (counts === 'users') return (answer as { active: boolean }[]).filter(({ active }) => active).length
  if (counts === 'waiting') return Number(((answer as Json)['waiting'] as Json)[String(asked['waits'])])
  const rows = answer as { key: string; total: number }[]
  const counted = asked['counted'] as { readonly key: string } | undefined
  return rows.reduce((sum, row) => sum + (counted === undefined || row.key === counted.key ? row.total : 0), 0)
}

function cellIn(table: Table, asked: Json): number | null {
  const at = table.columns.findIndex(({ key }) => key === asked['column'])
  const column = table.columns[at]
  const cells = asked['total'] === true ? table.total : table.rows.find(({ key }) => key === asked['row'])?.cells
  // A place without anybody stands on the home page, and in no table.
  const cell = cells === undefined ? { value: 0 } : cells[at]
  if (column === undefined || cell === undefined || 'hidden' in cell) return null
  if ('value' in cell) return Number(cell['value'])
  const [over, under] = [Number(cell['over']), Number(cell['under'])]
  if (under === 0) return null
  const factor = column.ratio?.as === 'percent' ? 100 : 1
  return (over / under) * factor
}

/** Those numbers that the command line tells differently, in words; and how many were asked for. */
export function compare(dataDirectory: string, shown: readonly Shown[]): { readonly asked: number; readonly wrong: string[] } {
  const lines = new Map(shown.map((one) => [JSON.stringify(lineFor(one)), lineFor(one)]))
  const answers = askCli(dataDirectory, [...lines.values()])
  const refused = answers.filter((answer) => typeof answer === 'object' && answer !== null && 'error' in answer)
  if (refused.length > 0) throw new Error(JSON.stringify(refused.slice(0, 3)))
  const byLine = new Map([...lines.keys()].map((key, at) => [key, answers[at]]))
  const wrong = shown.flatMap((one) => {
    const value = valueIn(byLine.get(JSON.stringify(lineFor(one))), one)
    // The number stands alone, or in a few words: 共 400 户.
    const read = Number(/-?[\d,]+(?:\.\d+)?/.exec(one.text)?.[0].replaceAll(',', ''))
    if (value === null) return []
    const digits = /\.(\d+)/.exec(one.text)?.[1]?.length ?? 0
    return Math.abs(value - read) <= 0.5 * 10 ** -digits + 1e-9 && !(digits === 0 && Number.isInteger(value) && value !== read)
      ? []
      : [`${one.screen} ${one.counts} ${one.filter}: ${one.text}, not ${value}`]
  })
  return { asked: shown.length, wrong }
}
