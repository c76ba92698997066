import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { asRole, readOwnerSettings, readSettings, rolePassword, settled } from '#lib/env.ts'
import { definitions } from '#lib/settings-table.ts'

const secret = 'a secret that is longer than thirty-two'
const production = {
  FILIFORM_MODE: 'production',
  PUBLIC_URL: 'https://clinic.example',
  DATABASE_URL: 'postgresql://owner:pw@db:5432/filiform',
  SMTP_URL: 'smtps://mail.example',
  FILIFORM_SECRET: secret,
}
const process = {
  APP_DATABASE_URL: 'postgresql://filiform_app@db/filiform',
  AUTH_DATABASE_URL: 'postgresql://filiform_auth@db/filiform',
  SMTP_URL: 'smtp://127.0.0.1:2525',
  FILIFORM_SECRET: secret,
}

const problemsOf = (answer: { ok: true } | { ok: false; problems: string[] }) => (answer.ok ? [] : answer.problems)

describe('the settings of a command', () => {
  it('need nothing at all for the demo', () => {
    const settings = settled(readOwnerSettings({}))
    expect(settings).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      databaseUrl: null,
      smtpUrl: null,
      mode: 'demo',
      secret: null,
      dataDir: '.data',
      trustedProxies: [],
    })
  })

  it('take an empty variable for an absent one', () => {
    expect(settled(readOwnerSettings({ PORT: '', DATABASE_URL: '' }))).toMatchObject({ port: 3000, databaseUrl: null })
  })

  it.each([
    ['PORT', '0'],
    ['PORT', '80a'],
    ['PORT', '70000'],
    ['HOST', 'two words'],
    ['PUBLIC_URL', 'clinic.example'],
    ['DATABASE_URL', 'mysql://db/filiform'],
    ['DATABASE_URL', 'postgresql://db'],
    ['APP_DATABASE_URL', 'postgresql://owner@db/filiform'],
    ['AUTH_DATABASE_URL', 'postgresql://filiform_app@db/filiform'],
    ['SMTP_URL', 'mail.example'],
    ['MAIL_FROM', 'nobody'],
    ['MAIL_FROM', 'A <a@b.c>\r\nBcc: x@y.z'],
    ['FILIFORM_MODE', 'prod'],
    ['FILIFORM_SECRET', 'short'],
    ['FILIFORM_TEST_NOW', 'tomorrow'],
    ['FILIFORM_TEST_NOW', '2026-11-23'],
    ['LOG_LEVEL', 'loud'],
    ['TRUSTED_PROXY', '10.0.0.0/33'],
    ['TRUSTED_PROXY', 'my-proxy'],
  ] as const)('refuse %s=%s in one sentence that names it', (name, value) => {
    expect(problemsOf(readOwnerSettings({ [name]: value }))).toEqual([`${name} must be ${definitions[name].mustBe}.`])
  })

  it.each(['http://AC1:token@api.twilio.com', 'https://api.twilio.com', 'https://AC1@api.twilio.com'])(
    'refuse %s as a provider of texts',
    (SMS_URL) => {
      const problems = problemsOf(readOwnerSettings({ SMS_URL, SMS_NUMBERS: 'riverside=+493012345678' }))
      expect(problems).toEqual([`SMS_URL must be ${definitions.SMS_URL.mustBe}.`])
    },
  )

  it('take a provider of texts and the number of each clinic together, and neither alone', () => {
    const texts = {
      SMS_URL: 'https://AC1:token@api.twilio.com',
      SMS_NUMBERS: 'riverside=+493012345678, hill=+13125550123',
    }
    expect(settled(readOwnerSettings(texts)).smsNumbers).toEqual([
      { clinic: 'riverside', number: '+493012345678' },
      { clinic: 'hill', number: '+13125550123' },
    ])
    for (const name of Object.keys(texts))
      expect(problemsOf(readOwnerSettings({ ...texts, [name]: '' }))).toEqual([
        'SMS_URL and SMS_NUMBERS belong together: one of them is missing.',
      ])
    for (const SMS_NUMBERS of ['+493012345678', 'riverside=030 123', 'riverside=+49301234=5', 'a=+493012345678,,'])
      expect(problemsOf(readOwnerSettings({ ...texts, SMS_NUMBERS }))).toHaveLength(1)
  })

  it('tell all that is wrong at once', () => {
    expect(problemsOf(readOwnerSettings({ PORT: 'x', LOG_LEVEL: 'x' }))).toHaveLength(2)
  })

  it('demand in production what the demo makes up', () => {
    const problems = problemsOf(readOwnerSettings({ FILIFORM_MODE: 'production' }))
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'PUBLIC_URL',
      'DATABASE_URL',
      'SMTP_URL',
      'FILIFORM_SECRET',
    ])
    expect(readOwnerSettings(production).ok).toBe(true)
  })

  it('refuse a set clock and an open line in production', () => {
    expect(problemsOf(readOwnerSettings({ ...production, FILIFORM_TEST_NOW: '2026-11-23T08:00:00Z' }))).toEqual([
      'FILIFORM_TEST_NOW sets the clock and is refused in production; remove it.',
    ])
    expect(problemsOf(readOwnerSettings({ ...production, PUBLIC_URL: 'http://clinic.example' }))).toHaveLength(1)
    expect(readOwnerSettings({ ...production, PUBLIC_URL: 'http://localhost:3000' }).ok).toBe(true)
  })

  it('read a set clock with the real instant it belongs to', () => {
    const { testNow } = settled(readOwnerSettings({ FILIFORM_TEST_NOW: '2026-11-23T08:00:00Z@2027-01-01T00:00:00Z' }))
    expect(testNow).toEqual({ atMs: Date.UTC(2026, 10, 23, 8), anchorMs: Date.UTC(2027, 0, 1) })
  })
})

describe('the settings of web and worker', () => {
  it('fill in the passwords of roles that bring none', () => {
    const { appDatabaseUrl, authDatabaseUrl } = settled(readSettings(process))
    expect(new URL(appDatabaseUrl).password).toBe(rolePassword(secret, 'filiform_app'))
    expect(new URL(authDatabaseUrl).password).toBe(rolePassword(secret, 'filiform_auth'))
    expect(new URL(appDatabaseUrl).password).not.toBe(new URL(authDatabaseUrl).password)
    const given = { ...process, APP_DATABASE_URL: 'postgresql://filiform_app:mine@db/filiform' }
    expect(settled(readSettings(given)).appDatabaseUrl).toContain(':mine@')
  })

  it('never hold the owner of the database', () => {
    const problems = problemsOf(readSettings({ ...process, DATABASE_URL: 'postgresql://owner:pw@db/filiform' }))
    expect(problems).toEqual(["DATABASE_URL is the database owner's and must not be given to web or worker."])
    expect(Object.keys(settled(readSettings(process)))).not.toContain('databaseUrl')
  })

  it('are all demanded, in every mode', () => {
    for (const name of Object.keys(process))
      expect(problemsOf(readSettings({ ...process, [name]: '' })).join()).toContain(name)
  })

  it('hold in production without an owner', () => {
    const answer = readSettings({ ...process, FILIFORM_MODE: 'production', PUBLIC_URL: 'https://clinic.example' })
    expect(problemsOf(answer)).toEqual([])
  })
})

describe('a role', () => {
  it('is another user of the same database', () => {
    const url = new URL(asRole('postgresql://owner:pw@db:6000/filiform?sslmode=require', 'filiform_app', secret))
    expect([url.host, url.pathname, url.search, url.username]).toEqual([
      'db:6000',
      '/filiform',
      '?sslmode=require',
      'filiform_app',
    ])
  })
})

describe('docs/settings.md', () => {
  it('shows every setting as it is', () => {
    const page = readFileSync(new URL('../../../docs/settings.md', import.meta.url), 'utf8')
    const rows = page.split('\n').filter((line) => /^\| `[A-Z]/.test(line))
    const expected = Object.entries(definitions).map(([name, { fallback, mustBe, meaning, ...rest }]) => {
      const absent = 'shownFallback' in rest ? rest.shownFallback : `\`${fallback}\``
      return `| \`${name}\` | ${absent} | ${mustBe} | ${meaning} |`
    })
    expect(rows).toEqual(expected)
  })
})
