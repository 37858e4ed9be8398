/**
 * The manifest of a package: a Frictionless Data Package v2 descriptor (https://datapackage.org/standard/data-package/) with one
 * property more, `exchange`, which says who sends what to whom. Also what parts may be called.
 */
import { z } from 'zod'
import { damaged, newer } from './failures.ts'

/** Version of the container: which parts there are and how they are described. A reader refuses later ones. */
const PACKAGE_FORMAT = 1

export const PACKAGE_EXTENSION = 'bfx'
export const MANIFEST_PATH = 'datapackage.json'
export const SIGNATURE_PATH = 'datapackage.json.minisig'

const PROFILE = 'https://datapackage.org/profiles/2.0/datapackage.json'
const DATA_PATH = /^data\/[a-z0-9][a-z0-9_-]{0,79}\.(csv|ndjson)$/
const FILE_PATH = /^files\/[0-9a-f]{64}$/

const resourceShape = z.looseObject({
  name: z.string().min(1).max(200),
  path: z.string().max(200),
  bytes: z.number().int().nonnegative(),
  hash: z.string().regex(/^sha256:[0-9a-f]{64}$/),
})

const manifestShape = z.looseObject({
  name: z.string().max(200),
  created: z.string().max(40),
  resources: z.array(resourceShape),
  exchange: z.looseObject({ format: z.literal(PACKAGE_FORMAT) }),
})

const formatShape = z.looseObject({ exchange: z.looseObject({ format: z.number().int().positive() }) })

export type PackageManifest = z.infer<typeof manifestShape>

/** What the manifest says of one part. */
export interface PackageResource {
  readonly name: string
  readonly path: string
  readonly bytes: number
  /** `sha256:` and 64 hexadecimal digits. */
  readonly hash: string
}

/** What is known of a part once it is written. */
export interface WrittenPart extends PackageResource {
  readonly mediaType: string
  readonly schema?: unknown
}

/** Whether a part may have this path. */
export function isPartPath(path: string): boolean {
  return DATA_PATH.test(path) || FILE_PATH.test(path)
}

/** Whether the part is a photo or attachment, named by its content. */
export function isFilePath(path: string): boolean {
  return FILE_PATH.test(path)
}

/** The text of the manifest. */
export function manifestText(name: string, created: Date, parts: readonly WrittenPart[], exchange: Readonly<Record<string, unknown>>): string {
  const resources = parts.map(({ path, bytes, hash, mediaType, schema, ...part }) => ({
    name: part.name,
    path,
    ...(isFilePath(path) ? {} : { format: path.slice(path.lastIndexOf('.') + 1), encoding: 'utf-8' }),
    ...(path.endsWith('.csv') ? { type: 'table' } : {}),
    mediatype: mediaType,
    bytes,
    hash,
    ...(schema === undefined ? {} : { type: 'table', schema }),
  }))
  // The name of a data package is in small letters, figures and few marks.
  const packageName = name.toLowerCase().replace(/[^a-z0-9._-]+/g, '-')
  return `${JSON.stringify({ $schema: PROFILE, name: packageName, created: created.toISOString(), exchange: { ...exchange, format: PACKAGE_FORMAT }, resources }, null, 1)}\n`
}

/** Reads a manifest. Throws PACKAGE_DAMAGED, or PACKAGE_NEWER for a later format; `name` is what messages call the package. */
export function parseManifest(bytes: Uint8Array, name: string): PackageManifest {
  const raw = readJson(bytes, name)
  const format = formatShape.safeParse(raw)
  if (format.success && format.data.exchange.format > PACKAGE_FORMAT) throw newer(name)
  const parsed = manifestShape.safeParse(raw)
  if (!parsed.success) throw damaged(name, `清单 ${MANIFEST_PATH} 的内容不符合规定`, parsed.error)
  return parsed.data
}

function readJson(bytes: Uint8Array, name: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw damaged(name, `清单 ${MANIFEST_PATH} 读不懂`, error)
  }
}
