/** What stands inside an opened package, checked before anything is unpacked: layout, sizes, names, and that manifest and parts agree. */
import { ZipFile, type RandomAccess, type ZipEntry, type ZipRules } from '../../files/zip.ts'
import { damaged, tooLarge, unsafe } from './failures.ts'
import { FREE_BYTES, MAXIMUM_SIGNATURE_BYTES, type PackageLimits } from './limits.ts'
import { isFilePath, isPartPath, MANIFEST_PATH, parseManifest, SIGNATURE_PATH, type PackageManifest } from './manifest.ts'
import { parseSignature, type SignatureParts } from './minisign.ts'

export interface Contents {
  readonly zip: ZipFile
  readonly entries: ReadonlyMap<string, ZipEntry>
  /** Exactly what is signed. */
  readonly manifestBytes: Buffer
  readonly manifest: PackageManifest
  readonly signature: SignatureParts
}

/** Folders that other programs list as parts of their own. */
const FOLDERS: ReadonlySet<string> = new Set(['data/', 'files/'])

const LOCAL_HEAD_BYTES = 30
const LONGEST_DESCRIPTION = 24

/** Throws the named failures of this folder; `name` is what messages call the package. */
export async function readContents(source: RandomAccess, name: string, limits: PackageLimits): Promise<Contents> {
  const zip = await ZipFile.open(source, zipRules(name, limits))
  checkSizes(zip, name, limits)
  await checkLayout(zip, source, name)
  const entries = uniqueEntries(zip, name)
  const manifestBytes = await readSmall(zip, entries.get(MANIFEST_PATH), `没有清单 ${MANIFEST_PATH}`, limits.maximumManifestBytes, name)
  // A later format may have other parts; that is told before their names are held against it.
  const manifest = parseManifest(manifestBytes, name)
  const signatureText = (await readSmall(zip, entries.get(SIGNATURE_PATH), '没有发送单位的签名', MAXIMUM_SIGNATURE_BYTES, name)).toString('utf8')
  const signature = parseSignature(signatureText)
  if (signature === undefined) throw damaged(name, '签名的格式不对')
  checkParts(entries, manifest, name)
  return { zip, entries, manifestBytes, manifest, signature }
}

function zipRules(name: string, limits: PackageLimits): ZipRules {
  return {
    maximumEntries: limits.maximumEntries,
    damaged: (cause) => damaged(name, '里面的压缩包不完整', cause),
    encrypted: () => unsafe(name, '里面的压缩包另外加了密'),
    tooLarge: (what) => tooLarge(name, what),
  }
}

/** Sizes are what the list of contents says; unpacking stops at them. */
function checkSizes(zip: ZipFile, name: string, limits: PackageLimits): void {
  let unpacked = 0
  for (const entry of zip.listed) {
    if (entry.encrypted) throw unsafe(name, '里面的压缩包另外加了密')
    if (entry.method !== 0 && entry.method !== 8) throw unsafe(name, '使用了不允许的压缩方法')
    if (entry.method === 0 && entry.size !== entry.compressedSize) throw unsafe(name, '未压缩部分的大小前后不一致')
    if (entry.size > FREE_BYTES && entry.size > entry.compressedSize * limits.maximumRatio) throw unsafe(name, '有的部分压缩得过紧，展开后会撑满磁盘')
    unpacked += entry.size
  }
  if (unpacked > limits.maximumUnpackedBytes) throw tooLarge(name, `展开后有 ${Math.ceil(unpacked / 1024 / 1024)} MB`)
}

/**
 * The parts must fill the file from its beginning to the list of contents, one behind the other, each headed as the list says:
 * whatever program opens the package finds the same in it.
 */
async function checkLayout(zip: ZipFile, source: RandomAccess, name: string): Promise<void> {
  const { directory } = zip
  const crooked = (): Error => unsafe(name, '各部分的位置前后不一致')
  if (zip.leftover !== 0 || directory.end !== source.size || directory.offset + directory.bytes !== directory.recordsAt) throw crooked()
  let end = 0
  let slack = 0
  for (const entry of zip.listed.toSorted((one, other) => one.offset - other.offset)) {
    if (entry.offset < end || entry.offset > end + slack) throw crooked()
    const entryName = Buffer.from(entry.name)
    const head = Buffer.alloc(LOCAL_HEAD_BYTES + entryName.length)
    if ((await source.read(head, entry.offset)) < head.length) throw crooked()
    const sizesAgree =
      agrees(head.readUInt32LE(18), entry.compressedSize, entry) &&
      agrees(head.readUInt32LE(22), entry.size, entry) &&
      (head.readUInt32LE(14) === entry.crc || (entry.described && head.readUInt32LE(14) === 0))
    const same =
      head.readUInt32LE(0) === 0x04034b50 &&
      head.readUInt16LE(8) === entry.method &&
      head.readUInt16LE(26) === entryName.length &&
      head.subarray(LOCAL_HEAD_BYTES).equals(entryName) &&
      ((head.readUInt16LE(6) & 8) !== 0) === entry.described &&
      (head.readUInt16LE(6) & 1) === 0
    if (!same || !sizesAgree) throw crooked()
    end = entry.offset + head.length + head.readUInt16LE(28) + entry.compressedSize
    slack = entry.described ? LONGEST_DESCRIPTION : 0
  }
  if (directory.offset < end || directory.offset > end + slack) throw crooked()
}

/** The place of a size is full of ones where the size itself stands in a 64-bit record, and empty where it stands behind the data. */
function agrees(local: number, listed: number, { described }: ZipEntry): boolean {
  return local === listed || local === 0xffffffff || (described && local === 0)
}

function uniqueEntries(zip: ZipFile, name: string): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>()
  const seen = new Set<string>()
  for (const entry of zip.listed) {
    const key = entry.name.toLowerCase()
    if (seen.has(key)) throw unsafe(name, '有两个部分重名')
    seen.add(key)
    if (FOLDERS.has(entry.name) && entry.size === 0) continue
    entries.set(entry.name, entry)
  }
  return entries
}

async function readSmall(zip: ZipFile, entry: ZipEntry | undefined, missing: string, limit: number, name: string): Promise<Buffer> {
  if (entry === undefined) throw damaged(name, missing)
  if (entry.size > limit) throw tooLarge(name, `清单或签名有 ${Math.ceil(entry.size / 1024 / 1024)} MB`)
  return zip.read(entry, limit)
}

/** Only known names, each part in the manifest, each resource among the parts. */
function checkParts(entries: ReadonlyMap<string, ZipEntry>, manifest: PackageManifest, name: string): void {
  const paths = new Set<string>()
  const names = new Set<string>()
  for (const resource of manifest.resources) {
    if (!isPartPath(resource.path)) throw unsafe(name, '清单里有不允许的文件名')
    if (paths.has(resource.path) || names.has(resource.name)) throw unsafe(name, '清单里有两个部分重名')
    paths.add(resource.path)
    names.add(resource.name)
    const entry = entries.get(resource.path)
    if (entry === undefined) throw damaged(name, `缺少 ${resource.path}`)
    // A photo of another size is told when it is read, and blocks nothing.
    if (!isFilePath(resource.path) && entry.size !== resource.bytes) throw damaged(name, `${resource.path} 的大小与清单不符`)
  }
  for (const path of entries.keys()) {
    if (path === MANIFEST_PATH || path === SIGNATURE_PATH || paths.has(path)) continue
    throw unsafe(name, isPartPath(path) ? `${path} 不在清单里` : '里面有不允许的文件名')
  }
}
