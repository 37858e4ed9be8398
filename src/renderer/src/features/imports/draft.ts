/** What the user has settled of an import: kept by its id, so that a reload or a look elsewhere loses nothing. */
import { z } from 'zod'
import { importOptionsShape, importSheetShape, type OpenedImport } from '#core/features/imports/contract.ts'

export type ImportSheet = OpenedImport['sheets'][number]

const draftShape = z.object({
  register: z.string(),
  import: z.string(),
  file: z.string(),
  sheets: z.array(importSheetShape),
  options: importOptionsShape,
  /** The job that checks, and the one that writes. */
  checking: z.string().nullable(),
  writing: z.string().nullable(),
})
export type ImportDraft = z.infer<typeof draftShape>

const PREFIX = 'bangfu.import.'
/** With sample values, as long as the page lives; what outlives it carries headings only, no data of people. */
const alive = new Map<string, ImportDraft>()

export function keepDraft(draft: ImportDraft): void {
  alive.set(draft.import, draft)
  const bare = {
    ...draft,
    sheets: draft.sheets.map((sheet) => ({ ...sheet, problems: [], headings: sheet.headings.map((heading) => ({ ...heading, sample: [] })) })),
  }
  try {
    window.sessionStorage.setItem(PREFIX + draft.import, JSON.stringify(bare))
  } catch {
    // Storage is full or switched off: the draft lives as long as the page.
  }
}

/** The draft of that import, or null when it is not known here any more. */
export function draftOf(id: string): ImportDraft | null {
  const known = alive.get(id)
  if (known !== undefined) return known
  try {
    const parsed = draftShape.safeParse(JSON.parse(window.sessionStorage.getItem(PREFIX + id) ?? 'null'))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export function forgetDraft(id: string): void {
  alive.delete(id)
  try {
    window.sessionStorage.removeItem(PREFIX + id)
  } catch {
    // See keepDraft.
  }
}

/** The sheet to begin with: the first that was recognised, else the first with headings. */
export function firstSheet(sheets: readonly ImportSheet[]): ImportSheet | undefined {
  const withRows = sheets.filter((sheet) => !sheet.hidden && sheet.rows > 0)
  return withRows.find((sheet) => sheet.recognised !== 'none') ?? withRows.find((sheet) => sheet.headings.length > 0) ?? withRows[0] ?? sheets[0]
}

/** Mapping of a sheet as the core recognised it. */
export function recognisedMapping(sheet: ImportSheet): Record<string, string | null> {
  return Object.fromEntries(sheet.headings.map((heading) => [heading.heading, heading.target]))
}

/** Targets that several headings were given; columns of other years or other members of the household do not get in each other's way. */
export function doubleTargets(mapping: Readonly<Record<string, string | null>>, parts: ReadonlyMap<string, string> = new Map()): ReadonlySet<string> {
  const seen = new Set<string>()
  const double = new Set<string>()
  for (const [heading, target] of Object.entries(mapping)) {
    if (target === null) continue
    const place = `${target} ${parts.get(heading) ?? ''}`
    if (seen.has(place)) double.add(target)
    seen.add(place)
  }
  return double
}

/** The year or member that headings speak of. */
export function partsOf(sheet: ImportSheet | undefined): ReadonlyMap<string, string> {
  return new Map((sheet?.headings ?? []).flatMap(({ heading, part }) => (part === undefined ? [] : [[heading, part] as const])))
}
