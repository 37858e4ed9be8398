/** The screens that most days begin with, loaded while the password is typed. */
import { menu } from '../frame/menu.ts'
import type { ScreenDefinition } from './screens.ts'

const HOME = '/'

/** Loads the first screen and the first list of the menu (and with it what all lists are made of); answers with their paths. */
export async function loadFirstScreens(screens: readonly ScreenDefinition[]): Promise<readonly string[]> {
  const list = menu.flatMap(({ entries }) => entries).find(({ register }) => register !== undefined)
  const first = screens.filter(({ path }) => path === HOME || path === list?.path)
  await Promise.all(first.map(({ component }) => ('preload' in component ? component.preload?.() : undefined)))
  return first.map(({ path }) => path)
}
