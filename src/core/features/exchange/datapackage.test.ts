/** The manifest and the CSV parts of a full package, as a Data Package reader that is not ours sees them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillDemo } from '../demo/index.ts'
import { nationalDivisions } from '../../testing/builders.ts'
import { COUNTY, TestSite } from '../../exchange/testing/network.ts'
import { outgoing } from '../../exchange/outgoing.ts'
import { csvLine, makeKeys, openPackage, writePackage, type PackageReader } from '../../exchange/package/index.ts'
import { Scope } from '../../exchange/scope.ts'
import { selectRecords } from '../../exchange/selection.ts'

interface Resource {
  readonly descriptor: { readonly name: string; readonly format: string }
  read(options: { cast: boolean; keyed: boolean }): Promise<readonly Record<string, unknown>[]>
}
interface DataPackage {
  readonly valid: boolean
  readonly errors: readonly Error[]
  readonly resources: readonly Resource[]
}
// The library has no types of its own.
const { Package } = (await import('datapackage' as string)) as {
  Package: { load(descriptor: string, options: { basePath: string; strict: boolean }): Promise<DataPackage> }
}

let folder: string
let county: TestSite
let reader: PackageReader

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-datapackage-'))
  county = await TestSite.open(COUNTY)
  await fillDemo(county.store, { actor: { id: 'demo', name: '演示' }, divisions: nationalDivisions, households: 60 })
  const { read, lastSequence } = county.store
  const selection = selectRecords(read, new Scope(read, '621125100000', COUNTY), { after: 0, upTo: lastSequence }, true)
  const keys = await makeKeys()
  const { parts } = outgoing(read, selection, { upTo: lastSequence, rows: true, unit: COUNTY, to: '621125100000', csvLine })
  const { file } = await writePackage({
    directory: folder,
    name: '621125000000-0001.bfx',
    to: { recipients: [keys.sealing.recipient] },
    signing: keys.signing,
    exchange: () => ({}),
    parts,
  })
  reader = await openPackage(file, { identities: [keys.sealing.identity], temporaryDirectory: join(folder, 'temporary') })
  mkdirSync(join(folder, 'data'))
  // This reader is of version 1 of the standard, where a table says so by its profile instead of its type.
  const resources = reader.manifest.resources.map((resource) => (resource.path.endsWith('.csv') ? { ...resource, profile: 'tabular-data-resource' } : resource))
  writeFileSync(join(folder, 'datapackage.json'), JSON.stringify({ ...reader.manifest, resources }))
  for (const { path } of reader.resources) {
    const pieces: Buffer[] = []
    for await (const piece of reader.part(path)) pieces.push(piece)
    writeFileSync(join(folder, path), Buffer.concat(pieces))
  }
})

afterAll(async () => {
  await reader.close()
  await county.end()
  rmSync(folder, { recursive: true, force: true })
})

describe('数据包合乎 Frictionless 的规定', () => {
  it('目录有效，每个 CSV 按目录里的结构读得出来，行数、空格和数字都对', async () => {
    const known = await Package.load(join(folder, 'datapackage.json'), { basePath: folder, strict: true })
    expect([known.valid, known.errors]).toEqual([true, []])
    const tables = known.resources.filter((resource) => resource.descriptor.format === 'csv')
    expect(tables.map((table) => table.descriptor.name)).toEqual(expect.arrayContaining(['household', 'person', 'membership', 'person_year', 'village']))
    for (const table of tables) {
      const rows = await table.read({ cast: true, keyed: true }).catch((error: unknown) => {
        throw new Error(`${table.descriptor.name}: ${JSON.stringify((error as { errors?: Error[] }).errors?.map(({ message }) => message))}`, { cause: error })
      })
      expect(rows.length, table.descriptor.name).toBeGreaterThan(0)
    }
    const people = (await tables.find((table) => table.descriptor.name === 'person')?.read({ cast: true, keyed: true })) ?? []
    const one = people.find((row) => typeof row['id_number'] === 'string')
    expect(county.store.read.get('SELECT name, id_number FROM person WHERE id = ?', String(one?.['id']))).toEqual({
      name: one?.['name'],
      id_number: one?.['id_number'],
    })
  })

  it('结构不符的行，那个读取程序也会指出', async () => {
    writeFileSync(join(folder, 'data', 'household_year.csv'), 'id\nx\n')
    const known = await Package.load(join(folder, 'datapackage.json'), { basePath: folder, strict: true })
    await expect(known.resources.find((resource) => resource.descriptor.name === 'household_year')?.read({ cast: true, keyed: true })).rejects.toThrow()
  })
})
