import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const run = promisify(execFile)

const SUITE = ['rfc-examples', 'series', 'block', 'dates'].map((name) => `tests/unit/domain/recurrence/${name}.test.ts`)

const inZone = async (zone: string, args: readonly string[]): Promise<string> => {
  const env = { ...process.env, TZ: zone, NODE_OPTIONS: '', NO_COLOR: '1' }
  return (await run(process.execPath, [...args], { env, encoding: 'utf8' })).stdout
}

describe('the process', () => {
  it.each([
    ['Europe/Berlin', '-60'],
    ['America/Los_Angeles', '480'],
  ])(
    'D1: may run in %s: the whole of what is said about rules holds there as well',
    async (zone, offsetMinutes) => {
      const offset = await inZone(zone, ['--eval', 'console.log(new Date(0).getTimezoneOffset())'])
      expect(offset.trim(), 'the zone took effect').toBe(offsetMinutes)
      const said = await inZone(zone, ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', ...SUITE])
      expect(Number(/Tests\s+(\d+) passed/.exec(said)?.[1])).toBeGreaterThan(80)
      expect(said).not.toMatch(/failed|skipped/)
    },
    60_000,
  )
})
