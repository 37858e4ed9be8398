import { oc } from '@orpc/contract'
import { z } from 'zod'
import { roleShape } from '../session/contract.ts'

export const userShape = z.object({
  id: z.string(), login: z.string(), displayName: z.string(), role: roleShape, divisions: z.array(z.string()), active: z.boolean(), mustChangePassword: z.boolean(), createdAt: z.string(),
})
export type User = z.infer<typeof userShape>

export const userContract = {
  list: oc.output(z.array(userShape)),
  create: oc.input(z.object({ login: z.string().min(1).max(40), displayName: z.string().min(1).max(40), role: roleShape, divisions: z.array(z.string()), password: z.string() })).output(userShape),
  update: oc.input(z.object({ id: z.string(), displayName: z.string().min(1).max(40).optional(), role: roleShape.optional(), divisions: z.array(z.string()).optional(), active: z.boolean().optional() })).output(userShape),
  resetPassword: oc.input(z.object({ id: z.string(), password: z.string() })).output(z.object({ done: z.literal(true) })),
}
