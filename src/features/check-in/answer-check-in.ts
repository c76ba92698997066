import { createHash } from 'node:crypto'
import type { Database } from '#db/client.ts'
import { done, type Outcome, refused, runCommand } from '#db/command.ts'
import type { SystemActor } from '#domain/actor.ts'
import { saysAnything } from '#domain/aftercare/triage.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { answersByLink } from './queries.ts'
import { type GivenAnswer, keepAnswer } from './records.ts'

export type AnswerRefusal = { readonly reason: 'nothing-said' | 'too-many' }

/** Nobody answers so often; who has the link by chance fills no list. */
const MOST_A_DAY = 30
const DAY_MS = 86_400_000

/** One answer, however often its form is sent; changed and sent once more it is another one. */
const requestIdOf = (formId: string, given: GivenAnswer): string => {
  const hex = createHash('sha256')
    .update(`${formId} ${fingerprint(given)}`)
    .digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

/** Somebody says how it goes after a visit. Whether they may was asked before: by the link that they have, or their session. */
export const answerCheckIn = (
  database: Database,
  actor: SystemActor,
  { formId, given }: { readonly formId: string; readonly given: GivenAnswer },
  nowMs: number,
) =>
  runCommand<{ answerId: string }, AnswerRefusal>(
    database,
    actor,
    { command: 'answer-check-in', requestId: requestIdOf(formId, given) },
    async (tx): Promise<Outcome<{ answerId: string }, AnswerRefusal>> => {
      const { clinicId } = actor
      const { patientId, linkId, via, said } = given
      const { needles: _, scores, ...marked } = said
      if (!saysAnything(marked) && scores.length === 0) return refused({ reason: 'nothing-said' })
      if (linkId !== null && (await answersByLink(tx, clinicId, linkId, nowMs - DAY_MS)) >= MOST_A_DAY)
        return refused({ reason: 'too-many' })
      const { checkInId: answerId, tier } = await keepAnswer(tx, actor, given, nowMs)
      const audit = { action: 'answer-check-in', entityType: 'CheckIn', entityId: answerId, patientId }
      return done({ answerId }, { ...audit, detail: { via, tier } })
    },
  )
