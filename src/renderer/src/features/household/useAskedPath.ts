/** The cell of the card that the path asks for: `at` is `register.field`, `of` the record it stands on. */
import { useState } from 'react'
import { useSearchParameter } from '../../router/navigation.ts'
import type { Draft } from './draft.ts'
import { partOfRegister } from './useFindings.ts'

/** As a path of the draft; null where nothing is asked for, or somebody who is no member any more. */
function askedPath(draft: Draft, at: string | undefined, of: string | undefined): string | null {
  const [register, field] = at?.split('.') ?? []
  const part = register === undefined ? undefined : partOfRegister(register)
  if (part === undefined || field === undefined) return null
  if (part === 'household' || part === 'householdYear') return `${part}.${field}`
  const member = draft.members.findIndex(({ person, membership, personYear }) => [person['id'], membership['id'], personYear['id']].includes(of ?? ''))
  return member < 0 ? null : `members.${member}.${part}.${field}`
}

/** What is asked for when the card appears; typing does not bring it back. */
export function useAskedPath(draft: Draft): string | null {
  const [at, of] = [useSearchParameter('at'), useSearchParameter('of')]
  const [path] = useState(() => askedPath(draft, at, of))
  return path
}
