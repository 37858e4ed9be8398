/** The battle map: what stands on it for whoever asks, what does not yet, another picture, and the sheet for the wall. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { jobStartedShape } from '../../shapes.ts'

const id = z.string().min(1)
const place = z.number().int().min(0).max(10_000)
const point = z.object({ x: place, y: place })
const threePoints = z.tuple([point, point, point])

/** `inner`: with the names of households; `public`: none of them. */
const MAP_VERSIONS = ['inner', 'public'] as const
export const MAP_PAPERS = ['A0', 'A1', 'A2', 'A3'] as const

const signShape = z.object({
  id: z.string(),
  name: z.string(),
  standsFor: z.string(),
  shape: z.string(),
  letter: z.string(),
  colour: z.string(),
  layer: z.number(),
})
export type MapSign = z.infer<typeof signShape>

const markerShape = z.object({
  id: z.string(),
  revision: z.number(),
  sign: z.string().nullable(),
  x: z.number(),
  y: z.number(),
  line: z.array(z.object({ x: z.number(), y: z.number() })),
  /** As it looks by rule: of its sign, or of what holds of the record that it stands for. */
  shape: z.string(),
  letter: z.string(),
  colour: z.string(),
  /** What its look means: 返贫. */
  meaning: z.string(),
  label: z.string().nullable(),
  register: z.string().nullable(),
  record: z.string().nullable(),
})
export type MapMarker = z.infer<typeof markerShape>

const legendShape = z.object({ shape: z.string(), letter: z.string(), colour: z.string(), label: z.string(), count: z.number() })

const mapViewShape = z.object({
  id: z.string(),
  revision: z.number(),
  title: z.string(),
  place: z.string(),
  placeName: z.string(),
  year: z.number(),
  scale: z.string().nullable(),
  /** The picture as a data URL, with its size in pixels; null for none. `missing`: it is named, and its content is not on this machine. */
  picture: z.object({ image: z.string(), width: z.number(), height: z.number() }).nullable(),
  missing: z.boolean(),
  anchors: z.array(point).nullable(),
  signs: z.array(signShape),
  markers: z.array(markerShape),
  legend: z.array(legendShape),
  mayWrite: z.boolean(),
})
export type MapView = z.infer<typeof mapViewShape>

export const battleContract = {
  view: asks('read', 'divisions')
    .input(z.object({ map: id, version: z.enum(MAP_VERSIONS).default('inner') }))
    .output(mapViewShape),
  /** Records that a sign stands for and that are not on the map yet: the first hundred, and how many there are. */
  unplaced: asks('read', 'divisions')
    .input(z.object({ map: id, sign: id, text: z.string().max(60).optional() }))
    .output(z.object({ total: z.number(), records: z.array(z.object({ register: z.string(), id: z.string(), title: z.string(), detail: z.string() })) })),
  /**
   * Takes an attachment of the map for its picture. With three points as they were and as they are now the markers go along, as one change set; `asIs` leaves
   * them where they are. A map with markers wants one of both.
   */
  setPicture: asks('enter', 'divisions')
    .input(z.object({ map: id, attachment: id, was: threePoints.optional(), now: threePoints.optional(), asIs: z.boolean().optional() }))
    .output(z.object({ moved: z.number(), changeSet: z.string().nullable() })),
  /** The sheet as one page of HTML. */
  preview: asks('print', 'divisions')
    .input(z.object({ map: id, version: z.enum(MAP_VERSIONS), paper: z.enum(MAP_PAPERS) }))
    .output(z.object({ html: z.string() })),
  /** The sheet as a PDF, on one paper or on sheets of A4 to be glued together; the job's result is a file ticket. */
  print: asks('print', 'divisions')
    .input(z.object({ map: id, version: z.enum(MAP_VERSIONS), paper: z.enum(MAP_PAPERS), tiled: z.boolean().default(false) }))
    .output(jobStartedShape),
}
