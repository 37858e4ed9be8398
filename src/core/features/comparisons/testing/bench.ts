/** An office with people in one village and lists to compare with them, for tests. People are synthetic. */
import { userOf } from '#core/testing/office.ts'
import { syntheticPerson } from '#core/testing/builders.ts'
import { importBench, type ImportBench, type RowIn } from '../../imports/testing/importing.ts'
import { openedListShape, savedListShape, type CompareOptions, type OpenedList, type SavedList } from '../contract.ts'
import { ComparisonService } from '../service.ts'

/** 武阳镇柯寨村, and a village of another township. */
export const [HERE, ELSEWHERE] = ['621125100204', '621125101201'] as const

export interface ListBench extends Omit<ImportBench, 'service' | 'open' | 'import'> {
  readonly service: ComparisonService
  /** A household with its members on file, with valid numbers unless given; ids by name. */
  household(members: readonly Person[], more?: { readonly village?: string; readonly exited?: boolean }): Promise<Record<string, string>>
  /** A household not on file, of a head alone. */
  unlisted(name: string, number?: string | null): Promise<string>
  open(kind: string, path: string, user?: Who): Promise<OpenedList>
  /** Compares the rows below the headings, and saves where asked; throws the job's error. */
  compare(kind: string, rows: readonly RowIn[] | string, options?: CompareOptions & { readonly save?: boolean; readonly user?: Who }): Promise<SavedList>
  rows(sql: string, ...values: string[]): Record<string, string | number | null>[]
}

type Who = Parameters<typeof userOf>[0]

export interface Person {
  readonly name: string
  readonly number?: string | null
}

/** A valid number of nobody on file. */
export const freshNumber = (): string => syntheticPerson().id_number

export async function listBench(): Promise<ListBench> {
  const bench = await importBench()
  const { office, core, jobs } = bench
  const service = new ComparisonService(core)
  const act = { id: 'A', name: '王主任' }
  const ticketOf = (path: string, user: Who): string => core.files.accept(path, path.split('/').at(-1) ?? '', userOf(user).id, { temporary: false }).ticket
  const finished = async (id: string): Promise<unknown> => {
    const job = await jobs.finished(id)
    if (job.error !== null) throw Object.assign(new Error(job.error.message), job.error)
    return job.result
  }
  return {
    ...bench,
    service,
    async household(members, { village = HERE, exited = false } = {}) {
      const { result } = await office.store.change(act, { kind: 'edit', title: '备' }, (transaction) => {
        const household = transaction.insert('household', { village, identification_standard: '1', exit_status: exited ? '1' : '0', valid: true })
        const ids: Record<string, string> = { household }
        for (const [index, { name, number }] of members.entries()) {
          const { id_number: fresh, ...person } = syntheticPerson({ name })
          ids[name] = transaction.insert('person', { ...person, id_number: number === undefined ? fresh : number }, undefined, village)
          transaction.insert('membership', {
            household_id: household,
            person_id: ids[name],
            relation: index === 0 ? '01' : '03',
            status: '1',
            start_date: '2014-01-01',
          })
        }
        return ids
      })
      return result
    },
    async unlisted(name, number = null) {
      const { result } = await office.store.change(act, { kind: 'edit', title: '备' }, (transaction) =>
        transaction.insert('unlisted_household', { village: HERE, head_name: name, head_id_number: number, agricultural: true }),
      )
      return result
    },
    open: async (kind, path, user = 'administrator') => openedListShape.parse(await finished(service.open(userOf(user), kind, ticketOf(path, user)))),
    async compare(kind, rows, { save = false, user = 'administrator', ...options } = {}) {
      const path = typeof rows === 'string' ? rows : await bench.workbook(rows)
      return savedListShape.parse(await finished(service.run(userOf(user), { kind, ticket: ticketOf(path, user), options, save })))
    },
    rows: (sql, ...values) => office.store.read.all(sql, ...values),
  }
}

/** The number of somebody on file. */
export function numberOf(bench: ListBench, id: string | undefined): string {
  return String(bench.rows('SELECT id_number FROM person WHERE id = ?', id ?? '')[0]?.['id_number'])
}
