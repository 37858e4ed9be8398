/**
 * Setting up an office: keyring, database, unit and first administrator are made one after another. A marker stands in the folder
 * meanwhile; what a set-up broken off left behind is cleared away before the next start, and only then is anything ever deleted.
 */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { exists, makePrivateDirectory, writeFileAtomic } from '../../files/atomic.ts'
import { ATTEMPTS_FILE, createKeyring, isSetUp, KEYRING_FILE, KEYRING_PREVIOUS_FILE, type Credentials, type KeyringOptions } from '../../keyring/index.ts'
import { AppError } from '../../errors.ts'

const MARKER = 'setting-up.json'

/**
 * Makes the keyring, then lets `build` make the database with the new data key and put unit and administrator into it.
 * Throws ALREADY_SET_UP when there is a keyring or a database; whatever else goes wrong leaves the folder as it was.
 */
export async function setUpOffice<T>(
  directory: string,
  databaseFile: string,
  first: Credentials,
  build: (dataKey: Buffer) => Promise<T>,
  options: KeyringOptions = {},
): Promise<{ dataKey: Buffer; recoveryCode: string; result: T }> {
  await makePrivateDirectory(directory)
  await clearUnfinishedSetUp(directory, databaseFile)
  if ((await isSetUp(directory)) || (await exists(join(directory, databaseFile)))) {
    throw new AppError('ALREADY_SET_UP', '这个数据目录里已经有单位的数据。', '请直接登录；要另建一个单位，请换一个数据目录。')
  }
  await writeFileAtomic(join(directory, MARKER), '{}')
  try {
    const { dataKey, recoveryCode } = await createKeyring(directory, first, options)
    const result = await build(dataKey)
    await rm(join(directory, MARKER))
    return { dataKey, recoveryCode, result }
  } catch (error) {
    await clearUnfinishedSetUp(directory, databaseFile)
    throw error
  }
}

/** Removes what a set-up that was broken off left behind; does nothing otherwise. To be called before anything is opened. */
export async function clearUnfinishedSetUp(directory: string, databaseFile: string): Promise<boolean> {
  if (!(await exists(join(directory, MARKER)))) return false
  const ours = new Set([databaseFile, KEYRING_FILE, KEYRING_PREVIOUS_FILE, ATTEMPTS_FILE])
  for (const name of await readdir(directory)) {
    if (ours.has(name) || name === `${databaseFile}-wal` || name === `${databaseFile}-shm`) await rm(join(directory, name), { force: true })
  }
  await rm(join(directory, MARKER))
  return true
}
