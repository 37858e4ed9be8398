/** The diagram of a procedure, drawn from its declaration; the state of a record stands out in it. */
import type { ReactNode } from 'react'
import type { ProcedureDefinition } from '#core/catalogue/procedure.ts'
import { diagramOf } from '#core/procedures/diagram.ts'
import type { DiagramBox, DiagramLine } from '#core/procedures/diagramShapes.ts'
import classes from './procedures.module.css'

export function ProcedureDiagram({ procedure, state }: { readonly procedure: ProcedureDefinition; readonly state?: string }): ReactNode {
  const { width, height, boxes, lines } = diagramOf(procedure)
  const now = procedure.states.find(({ key }) => key === state)?.label
  const id = `arrow-${procedure.key}`
  return (
    <svg
      className={classes['diagram']}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={`${procedure.label}流程图${now === undefined ? '' : `，现在是“${now}”`}`}
    >
      <defs>
        <marker id={id} viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
          <path d="M0,0 L8,4 L0,8 z" className={classes['arrow']} />
        </marker>
      </defs>
      {lines.map((line) => (
        <Line key={`${line.from} ${line.to}`} line={line} marker={`url(#${id})`} />
      ))}
      {boxes.map((box) => (
        <Box key={box.key} box={box} current={box.key === state} />
      ))}
    </svg>
  )
}

function Line({ line, marker }: { readonly line: DiagramLine; readonly marker: string }): ReactNode {
  const backwards = line.drawnFrom === 'to'
  const points = (backwards ? line.points.toReversed() : line.points).map((point) => point.join(',')).join(' ')
  return (
    <g data-back={line.back || undefined} className={classes['edge']}>
      <polyline points={points} {...(backwards ? { markerStart: marker } : { markerEnd: marker })} />
      {line.at !== null && (
        <text x={line.at.x} y={line.at.y} textAnchor={line.at.anchor} dominantBaseline="middle">
          {line.label}
        </text>
      )}
    </g>
  )
}

function Box({ box, current }: { readonly box: DiagramBox; readonly current: boolean }): ReactNode {
  const middle = box.x + box.width / 2
  const signed = box.signOffs.length > 0
  return (
    <g className={classes['box']} data-current={current || undefined} data-final={box.final || undefined}>
      <rect x={box.x} y={box.y} width={box.width} height={box.height} rx={6} />
      <text x={middle} y={box.y + box.height / 2 - (signed ? 8 : 0)} textAnchor="middle" dominantBaseline="middle">
        {box.label}
      </text>
      {signed && (
        <text x={middle} y={box.y + box.height / 2 + 11} textAnchor="middle" dominantBaseline="middle" className={classes['signOffs']}>
          {box.signOffs.join('、')}
        </text>
      )}
    </g>
  )
}
