/** What stands on a picture. Places are whole hundredths of a per cent of its width and height (`core/rules/affine.ts`). */
import type { Point } from '#core/rules/affine.ts'

export interface PictureMarker extends Point {
  readonly id: string
  /** Further points, where it is a line. */
  readonly line: readonly Point[]
  readonly shape: string
  readonly letter: string
  readonly colour: string
  /** Shown beside the sign; null where it has no name. */
  readonly label: string | null
  /** What is read out: 户 张三，返贫. */
  readonly title: string
}

export interface Picture {
  /** Data URL. */
  readonly image: string
  /** Pixels. */
  readonly width: number
  readonly height: number
}

/** Something that is put on the map by dragging it there carries its key as text of this type. */
export const DRAGGED = 'application/x-bangfu-mark'
