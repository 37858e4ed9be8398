import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { changeSetShape } from '../records/contract.ts'

export const homeContract = {
  summary: asks('read', 'divisions')
    .input(z.object({ year: z.number().int() }))
    .output(
      z.object({
        households: z.number(),
        people: z.number(),
        /** Of these people those who are only stated: their households have nobody but the head entered. */
        unnamedPeople: z.number(),
        poorHouseholds: z.number(),
        poorPeople: z.number(),
        exitedHouseholds: z.number(),
        exitedPeople: z.number(),
        villages: z.number(),
        poorVillages: z.number(),
        causes: z.array(z.object({ code: z.string(), label: z.string(), households: z.number() })),
        townships: z.array(z.object({ code: z.string(), name: z.string(), households: z.number(), people: z.number(), poorHouseholds: z.number() })),
        /** What waits to be done: records with unfinished facts, each with the filter that lists them. */
        tasks: z.array(z.object({ key: z.string(), label: z.string(), count: z.number(), register: z.string(), where: z.unknown() })),
        recent: z.array(changeSetShape),
      }),
    ),
}
