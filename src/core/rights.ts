/** The one middleware in front of every procedure: nobody gets further than the right that the contract states. */
import { isContractProcedure, type AnyContractRouter } from '@orpc/contract'
import { needsNobody, permits, refusalOf, type Stated } from './access/rights.ts'
import { contract, type AppContext } from './contract.ts'
import { AppError } from './errors.ts'
import type { SessionUser } from './features/session/contract.ts'
import { builder } from './runtime.ts'

/** What the middleware asks of the office. */
export interface RightPorts {
  /** The user of a call, having touched the idle clock; throws NOT_LOGGED_IN, LOCKED or, with a temporary password, FORBIDDEN. */
  user(context: AppContext): SessionUser
  /** Throws NOT_LOGGED_IN where nobody has logged in to the window; a locked one has somebody. */
  requireSession(context: AppContext): void
}

/** The builder with the middleware. Throws RangeError, before anything is served, where a procedure of the contract states no right. */
export function stated(ports: RightPorts) {
  requireStated(contract, [])
  return builder.use(async ({ context, next, procedure, path }) => {
    const wanted = statedBy(procedure['~orpc'].meta, path)
    const nobody = needsNobody(wanted)
    if (nobody === 'session') ports.requireSession(context)
    if (nobody === null && !permits(ports.user(context), wanted)) {
      const { message, action } = refusalOf(wanted)
      throw new AppError('FORBIDDEN', message, action)
    }
    return next()
  })
}

/** Walks a contract. */
export function requireStated(part: AnyContractRouter, path: readonly string[]): void {
  if (isContractProcedure(part)) statedBy(part['~orpc'].meta, path)
  else for (const [name, inner] of Object.entries(part)) requireStated(inner, [...path, name])
}

function statedBy(meta: Partial<Stated>, path: readonly string[]): Stated {
  const { rights, scope } = meta
  if (rights === undefined || rights.length === 0 || scope === undefined) throw new RangeError(`procedure ${path.join('.')} states no right`)
  return { rights, scope }
}
