import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { referenceTo, referredBy, targetsOf } from '#core/catalogue/derive/subject.ts'
import { screenOf } from '#core/catalogue/derive/screen.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { ReferenceInput } from './ReferenceInput.tsx'
import classes from './SubjectInput.module.css'
import type { FieldInputProps } from './types.ts'

/** A record of one of several registers: first of which, then which record. Choosing another register empties what was chosen. */
export function SubjectInput(props: FieldInputProps): ReactNode {
  const { field, value } = props
  const targets = targetsOf(field)
  const named = referredBy(field, value)
  const [chosen, setChosen] = useState(named?.register)
  const register = named?.register ?? chosen ?? targets[0]
  if (register === undefined) return null
  const { label } = registerOf(register)
  const begin = `${label}：`
  const choose = (next: string): void => {
    setChosen(targets.find((target) => target === next))
    if (named !== undefined && named.register !== next) props.onChange(null)
  }
  return (
    <div className={classes['pair']}>
      <NativeSelect
        size="xs"
        aria-label={`${props.ariaLabel ?? field.label}：哪种台账`}
        value={register}
        disabled={props.disabled === true || props.readOnly === true}
        data={targets.map((target) => ({ value: target, label: screenOf(target)?.title ?? registerOf(target).label }))}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <div className={classes['record']}>
        <ReferenceInput
          key={register}
          {...props}
          field={{ ...field, type: 'reference', register }}
          value={named?.id ?? null}
          valueTitle={props.valueTitle?.startsWith(begin) === true ? props.valueTitle.slice(begin.length) : props.valueTitle}
          onChange={(id, title) => {
            const picked = typeof id === 'string' ? referenceTo(field, { register, id }) : null
            props.onChange(picked, title === undefined ? undefined : `${begin}${title}`)
          }}
        />
      </div>
    </div>
  )
}
