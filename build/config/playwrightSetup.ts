import { ensureScreens } from '../scripts/buildScreens.ts'

/** The screen tests always see the screens as the sources say. */
export default async function setUp(): Promise<void> {
  await ensureScreens()
}
