/** The door of the sealed container in which data is exchanged. */
export { fingerprint, isRecipient, makeKeys, type SiteKeys } from './keys.ts'
export { keyIdOf, signText, verifyText } from './minisign.ts'

export { openPackage, type OpenOptions, type PackageReader } from './openPackage.ts'

export { csvLine, readCsvRows, readLines } from './rows.ts'
export { listPackageFiles, listSticks, type Stick } from './sticks.ts'
export { writePackage, type PackageRequest, type Receivers, type WrittenPackage } from './writePackage.ts'
export type { PackagePart } from './zipBlocks.ts'
