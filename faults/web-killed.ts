import { randomUUID } from 'node:crypto'
import { DEMO_PASSWORD } from '../prisma/seed/people.ts'
import type { Fault } from './fault.ts'
import type { House } from './house.ts'

/** Somebody at the desk, without a browser. */
const deskAt = async ({ publicUrl }: House) => {
  const headers = { 'content-type': 'application/json', accept: 'application/json', origin: publicUrl }
  const answer = await fetch(`${publicUrl}/api/auth/staff/sign-in`, {
    ...{ method: 'POST', headers },
    body: JSON.stringify({ email: 'desk@demo.test', password: DEMO_PASSWORD }),
  })
  if (!answer.ok) throw new Error(`The desk cannot sign in: ${answer.status} ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return async (procedure: string, input: object) => {
    const said = await fetch(`${publicUrl}/api/trpc/${procedure}`, {
      ...{ method: 'POST', headers: { ...headers, cookie } },
      body: JSON.stringify(input),
    })
    return { status: said.status, text: await said.text() }
  }
}

/** Holds back the answer to the COMMIT of a command and tells that it came. */
const holdCommit = (house: House): Promise<void> => {
  const commands = new Set<object>()
  return new Promise((held) => {
    house.databaseLine.listener = (chunk, way, connection) => {
      if (way === 'there' && chunk.includes('INSERT INTO command_receipt')) commands.add(connection)
      if (way === 'there' || !commands.has(connection) || !chunk.includes('COMMIT\0')) return 'pass'
      held()
      return 'hold'
    }
  })
}

export const webKilled: readonly Fault[] = [
  {
    name: 'web-killed-before-answer',
    expected: 'the same request gets its first answer; carried out once',
    run: async (house) => {
      const web = await house.startWeb()
      const call = await deskAt(house)
      const name = `Ida Faust ${randomUUID().slice(0, 8)}`
      const input = { requestId: randomUUID(), name }
      const committed = holdCommit(house)
      const first = call('patient.create', input).catch((error: Error) => ({ status: 0, text: error.message }))
      const held = await Promise.race([committed.then(() => 'held'), first.then(({ text }) => text)])
      if (held !== 'held') throw new Error(`It was answered: ${held}`)
      web.kill()
      await web.ended
      const unanswered = await first
      house.databaseLine.listener = null
      await house.startWeb()
      const second = await call('patient.create', input)
      const { rows } = await house.owner.query<{ id: string }>('SELECT id FROM patient WHERE name = $1', [name])
      const sameId = rows[0] !== undefined && second.text.includes(rows[0].id)
      return {
        said: `first no answer (${unanswered.status}), again ${second.status} with ${sameId ? 'its' : 'another'} id; there ${rows.length}×`,
        ok: unanswered.status === 0 && second.status === 200 && sameId && rows.length === 1,
      }
    },
  },
]
