import { Writable } from 'node:stream'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { logOptions } from '#lib/log.ts'

const loggedBy = (write: (log: pino.Logger) => void): string => {
  let text = ''
  const sink = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk)
      done()
    },
  })
  write(pino({ ...logOptions, level: 'info' }, sink))
  return text
}

describe('a log line', () => {
  it('holds the fields on the list and drops every other, whatever its name', () => {
    const line = loggedBy((log) =>
      log.info(
        { requestId: 'r1', status: 409, name: 'Björk', diagnosis: 'sciatica', password: 'x', body: { a: 1 } },
        'refused',
      ),
    )
    expect(JSON.parse(line)).toEqual({
      level: 'info',
      time: expect.any(String),
      requestId: 'r1',
      status: 409,
      msg: 'refused',
    })
  })

  it('drops an object even under a name that is allowed', () => {
    expect(loggedBy((log) => log.info({ reason: { note: 'sciatica' } }, 'x'))).not.toContain('sciatica')
  })

  it('keeps the kind, code and place of an error, and not its message, which may quote a record', () => {
    const error = Object.assign(new Error('Key (email)=(bjork@example.org) already exists'), { code: '23505' })
    const wrapped = new Error('Invalid value "Björk"', { cause: error })
    for (const write of [
      (log: pino.Logger) => log.error({ err: wrapped }),
      (log: pino.Logger) => log.error({ err: wrapped }, 'queue'),
      (log: pino.Logger) => log.error(wrapped),
      (log: pino.Logger) => log.error({ err: wrapped, patient: 'Björk' }, 'queue'),
    ]) {
      const line = loggedBy(write)
      expect(line).not.toMatch(/Björk|bjork/)
      expect(JSON.parse(line).err).toMatchObject({ kind: 'Error', at: expect.any(Array), cause: { code: '23505' } })
    }
  })
})
