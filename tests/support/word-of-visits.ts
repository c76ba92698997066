import { mailServer } from '#integrations/mail/transport.ts'
import type { Payload } from '#jobs/queues.ts'
import { type MailRoom, sendCommunication } from '../../src/worker/send-communication.ts'
import { tellWhenDone } from '../../src/worker/tell-of-visit.ts'
import type { FrontDesk } from './front-desk.ts'
import { openPostOffice, type PostOffice } from './post-office.ts'
import { rowsOf } from './raw-sql.ts'

/** A message of the outbox as it stands. */
export interface OutboxRow {
  readonly id: string
  readonly kind: string
  readonly occasion: string
  readonly status: string
  readonly status_reason: string | null
  readonly due_at: Date
  readonly patient_id: string
}

export interface Outbox {
  readonly post: PostOffice
  /** Does what the worker does with all that was said to have been done to visits until now. */
  readonly tellAll: (nowMs: number) => Promise<void>
  /** Hands over everything about these visits that is due by then, in order. */
  readonly sendDue: (nowMs: number, ...appointmentIds: readonly string[]) => Promise<void>
  /** Everything about a visit, by kind. */
  readonly about: (appointmentId: string) => Promise<OutboxRow[]>
  /** The mail that one message went out as. */
  readonly mailOf: (row: Pick<OutboxRow, 'id'>) => PostOffice['mails'][number] | undefined
  readonly close: () => Promise<void>
}

/** The worker's part of telling patients about visits, step by step, with a real mail server at the end. */
export const openOutbox = async (house: FrontDesk): Promise<Outbox> => {
  const post = await openPostOffice()
  const server = mailServer(post.url)
  const roomAt = (nowMs: number): MailRoom => ({
    ...{ database: house.database, server, publicUrl: 'https://riverside.test', now: () => nowMs },
    ...{ from: 'Riverside <clinic@riverside.test>', texts: null },
  })
  return {
    post,
    tellAll: async (nowMs) => {
      const jobs = await rowsOf<{ data: Payload<'tell-of-visit'> }>(
        house.owner,
        `WITH left_ones AS (DELETE FROM left_job WHERE name = 'tell-of-visit' RETURNING id, data) SELECT data FROM left_ones ORDER BY id`,
      )
      for (const { data } of jobs) await tellWhenDone({ database: house.database, now: () => nowMs }, data)
    },
    sendDue: async (nowMs, ...appointmentIds) => {
      const due = await rowsOf<{ clinic_id: string; id: string }>(
        house.owner,
        `SELECT clinic_id, id FROM communication WHERE status = 'due' AND due_at <= $1 AND appointment_id = ANY ($2) ORDER BY due_at, id`,
        [new Date(nowMs), appointmentIds],
      )
      for (const { clinic_id, id } of due)
        await sendCommunication(roomAt(nowMs), { clinicId: clinic_id, communicationId: id })
    },
    about: (appointmentId) =>
      rowsOf<OutboxRow>(house.owner, 'SELECT * FROM communication WHERE appointment_id = $1 ORDER BY kind, due_at', [
        appointmentId,
      ]),
    mailOf: ({ id }) => post.mails.find(({ messageId }) => messageId === `<${id}@riverside.test>`),
    close: async () => {
      server.close()
      await post.close()
    },
  }
}
