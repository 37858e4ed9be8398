/** Which names stand on a map: one that would run into a sign or into another name waits until there is room, when the map is enlarged. */

/** Edges in px. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface Named {
  readonly sign: Box
  /** Null where it has no name. */
  readonly name: Box | null
}

const touch = (one: Box, other: Box): boolean => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

/** For each, whether its name is shown; of two that are in each other's way the first. */
export function namesWithRoom(all: readonly Named[]): boolean[] {
  const shown: Box[] = []
  return all.map(({ name }, index) => {
    if (name === null) return false
    const free = all.every(({ sign }, other) => other === index || !touch(name, sign)) && shown.every((other) => !touch(name, other))
    if (free) shown.push(name)
    return free
  })
}

/** Shows the names of the signs in a map that have room, and hides the others; whoever points at one or chooses it sees its name all the same. */
export function makeRoomForNames(map: HTMLElement): void {
  const signs = [...map.querySelectorAll<HTMLElement>('[data-marker]')]
  const found = signs.map((sign) => ({ sign: sign.getBoundingClientRect(), name: nameOf(sign)?.getBoundingClientRect() ?? null }))
  for (const [index, hasRoom] of namesWithRoom(found).entries()) {
    const name = signs[index] === undefined ? null : nameOf(signs[index])
    if (name !== null) name.dataset['crowded'] = String(!hasRoom)
  }
}

const nameOf = (sign: HTMLElement): HTMLElement | null => sign.querySelector<HTMLElement>('[data-name]')
