import { ensureScreens } from '../scripts/buildScreens.ts'
import { prepareSurroundings } from '../testRun/surroundings.ts'

/** The screen tests always see the screens as the sources say. Answers with what clears up. */
export default async function setUp(): Promise<() => void> {
  await ensureScreens()
  return prepareSurroundings()
}
