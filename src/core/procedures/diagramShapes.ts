/** What a diagram of a procedure is made of: plain data in points of the drawing. */

export interface DiagramBox {
  readonly key: string
  readonly label: string
  /** Steps that leave the record where it is. */
  readonly signOffs: readonly string[]
  readonly final: boolean
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface DiagramLine {
  readonly from: string
  readonly to: string
  /** Labels of the steps that it stands for. */
  readonly label: string
  /** Where the label is written, and how it is aligned there; null where another line of the same lane says it. */
  readonly at: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'middle' | 'end' } | null
  /** Corners of the line. */
  readonly points: readonly (readonly [number, number])[]
  /** Back to an earlier state. */
  readonly back: boolean
  /** The end from which it is drawn, so that the dashes of lines that share a lane fall on one another. */
  readonly drawnFrom: 'from' | 'to'
}

export interface Diagram {
  readonly width: number
  readonly height: number
  readonly boxes: readonly DiagramBox[]
  readonly lines: readonly DiagramLine[]
}

/** One for each pair of states, with the labels of all steps between them. */
export interface Edge {
  readonly from: string
  readonly to: string
  readonly labels: readonly string[]
}
