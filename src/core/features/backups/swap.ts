/**
 * Replaces the files of a data folder by others so that, whenever the program is killed, either all old or all new ones are in use.
 *
 * A marker says that a swap is under way and which files there were. While it is there, the old files win: {@link undoUnfinishedSwap},
 * called before anything opens the data, puts them back. Removing the marker is the one step that makes the swap count.
 */
import { readFile, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { codeOf, exists, makePrivateDirectory, replaceFile, syncDirectory, writeFileAtomic } from '../../files/atomic.ts'

/** Folder in which the new files are made ready. */
export const NEW_FOLDER = 'restore-new'

const OLD_FOLDER = 'restore-old'

/** Stands in the data folder while a swap is under way. */
export const SWAP_MARKER = 'restore-under-way.json'

const markerShape = z.object({ files: z.array(z.string()), present: z.array(z.string()) })

/**
 * Puts the files (or whole folders) in {@link NEW_FOLDER} in the place of those named `files` (of which any may be absent, before or after).
 * `onStep` is called before each step, for tests that break it off there. Throws with the old files back in place, and never once the new ones count.
 */
export async function swapFiles(directory: string, files: readonly string[], onStep: (step: string) => void = () => {}): Promise<void> {
  if (await exists(join(directory, SWAP_MARKER))) throw new AppError('BUSY', '上一次恢复没有做完。', '请关闭程序再打开，让它先还原，然后重新恢复。')
  const present = await existing(directory, files)
  await rm(join(directory, OLD_FOLDER), { recursive: true, force: true })
  await makePrivateDirectory(join(directory, OLD_FOLDER))
  onStep('mark')
  try {
    await writeFileAtomic(join(directory, SWAP_MARKER), JSON.stringify({ files, present }))
    for (const name of present) {
      onStep(`old ${name}`)
      await replaceFile(join(directory, name), join(directory, OLD_FOLDER, name))
    }
    for (const name of await existing(join(directory, NEW_FOLDER), files)) {
      onStep(`new ${name}`)
      await replaceFile(join(directory, NEW_FOLDER, name), join(directory, name))
    }
    onStep('commit')
    await rm(join(directory, SWAP_MARKER))
  } catch (error) {
    await undoUnfinishedSwap(directory)
    throw error
  }
  // The old files may only go once the marker is gone for good: else a power cut could bring it back without them.
  const durable = await syncDirectory(directory).then(
    () => true,
    () => false,
  )
  onStep('tidy')
  // What cannot be removed now goes at the next start: the new files are in use all the same.
  if (durable) await removeFolders(directory).catch(() => undefined)
}

/** Puts the old files back if a swap was broken off, and removes what it left. Returns whether there was one to undo. */
export async function undoUnfinishedSwap(directory: string): Promise<boolean> {
  const text = await readFile(join(directory, SWAP_MARKER), 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  })
  if (text !== null) {
    const { files, present } = markerShape.parse(JSON.parse(text))
    const aside = new Set(await existing(join(directory, OLD_FOLDER), files))
    for (const name of files) {
      // What was present and is not aside has not been moved yet; what was not present is a new file.
      if (aside.has(name)) {
        // A folder takes no other one's place.
        if (await isFolder(join(directory, name))) await rm(join(directory, name), { recursive: true })
        await replaceFile(join(directory, OLD_FOLDER, name), join(directory, name))
      } else if (!present.includes(name)) await rm(join(directory, name), { recursive: true, force: true })
    }
    await rm(join(directory, SWAP_MARKER))
    await syncDirectory(directory)
  }
  await removeFolders(directory)
  return text !== null
}

async function isFolder(path: string): Promise<boolean> {
  const facts = await stat(path).catch(() => null)
  return facts?.isDirectory() === true
}

async function existing(directory: string, files: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const name of files) if (await exists(join(directory, name))) found.push(name)
  return found
}

async function removeFolders(directory: string): Promise<void> {
  for (const folder of [NEW_FOLDER, OLD_FOLDER]) await rm(join(directory, folder), { recursive: true, force: true })
  const left = await readdir(directory).catch(() => [])
  for (const name of left) if (name.startsWith('.verify-')) await rm(join(directory, name), { recursive: true, force: true })
}
