import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { anchoredTestNow, holderOf, holdFolder, keptSecret } from '../../../scripts/data-folder.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filiform data '))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** What a process that was killed leaves behind. */
const deadProcess = async (): Promise<number> => {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  return child.pid ?? 0
}

describe('the data folder', () => {
  it('is held by one command at a time, and says which', () => {
    const { release, tookOver } = holdFolder(folder, 'http://localhost:3000')
    expect(tookOver).toBe(false)
    expect(() => holdFolder(folder, 'another')).toThrow(new RegExp(`process ${process.pid}, http://localhost:3000`))
    release()
    expect(holderOf(folder)).toBeNull()
    holdFolder(folder, 'another').release()
    expect(readdirSync(folder)).toEqual([])
  })

  it('is taken over from a killed command', async () => {
    writeFileSync(join(folder, 'running.json'), JSON.stringify({ pid: await deadProcess(), began: '1', address: 'x' }))
    expect(holderOf(folder)).toBeNull()
    expect(holdFolder(folder, 'mine').tookOver).toBe(true)
    expect(holderOf(folder)?.pid).toBe(process.pid)
  })

  it('is taken over when the killed command’s number was given to another process', () => {
    writeFileSync(join(folder, 'running.json'), JSON.stringify({ pid: process.pid, began: '1', address: 'x' }))
    expect(holdFolder(folder, 'mine').tookOver).toBe(true)
  })

  it('is taken over when a power cut left half a note', () => {
    writeFileSync(join(folder, 'running.json'), '{"pid":')
    expect(holdFolder(folder, 'mine').tookOver).toBe(true)
  })

  it('makes one secret, for its owner’s eyes', () => {
    const secret = keptSecret(folder)
    expect(secret.length).toBeGreaterThanOrEqual(32)
    expect(keptSecret(folder)).toBe(secret)
    if (process.platform !== 'win32') expect(statSync(join(folder, 'secret')).mode & 0o077).toBe(0)
  })

  it('refuses a secret that was cut short', () => {
    writeFileSync(join(folder, 'secret'), 'abc')
    expect(() => keptSecret(folder)).toThrow(/no usable secret/)
  })

  it('lets a set clock go on over a restart, and forgets it when it is no longer set', () => {
    const testNow = { atMs: Date.UTC(2026, 10, 23, 8), anchorMs: null }
    const first = anchoredTestNow(folder, testNow)
    expect(first).toMatch(/^2026-11-23T08:00:00\.000Z@/)
    expect(anchoredTestNow(folder, testNow)).toBe(first)
    expect(anchoredTestNow(folder, null)).toBeUndefined()
    expect(existsSync(join(folder, 'test-clock.json'))).toBe(false)
  })

  it('keeps a given anchor', () => {
    const anchored = anchoredTestNow(folder, { atMs: 0, anchorMs: 1000 })
    expect(anchored).toBe('1970-01-01T00:00:00.000Z@1970-01-01T00:00:01.000Z')
    expect(JSON.parse(readFileSync(join(folder, 'test-clock.json'), 'utf8'))).toEqual({ atMs: 0, anchorMs: 1000 })
  })
})
