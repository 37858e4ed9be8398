/** For screens on which a procedure's steps are made: its diagram, and the way to how far it is place by place. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { registerOf } from '#core/catalogue/index.ts'
import { useGo } from '../../router/navigation.ts'
import { Panel } from '../home/Panel.tsx'
import { ProcedureDiagram } from './ProcedureDiagram.tsx'
import classes from './procedures.module.css'

export function ProcedurePanel({ register }: { readonly register: string }): ReactNode {
  const [open, setOpen] = useState(false)
  const go = useGo()
  const { procedure } = registerOf(register)
  if (procedure === undefined) return null
  return (
    <>
      <div className={classes['links']}>
        <Button size="compact-sm" variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? '收起流程图' : '流程图'}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => go(`/procedures/${register}`)}>
          各地进度
        </Button>
      </div>
      {open && (
        <Panel title={`${procedure.label}流程图`}>
          <ProcedureDiagram procedure={procedure} />
        </Panel>
      )}
    </>
  )
}
