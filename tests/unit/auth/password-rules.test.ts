import { describe, expect, it } from 'vitest'
import { judgePassword } from '#auth/password-rules.ts'

const about = ['Ana Ruiz', 'ana@demo.test', 'Riverside Needling & Physio']

describe('a password of a member of staff', () => {
  it('needs twelve characters, however clever they are', () => {
    expect(judgePassword('xK9#mQ2$vL7', about)).toBe('too-short')
    expect(judgePassword('xK9#mQ2$vL7p', about)).toBeNull()
  })

  it('counts characters as people do, not as bytes', () => {
    expect(judgePassword('ééééééé', about)).toBe('too-short')
    expect(judgePassword('祐介は毎朝公園を三周走ります', about)).toBeNull()
  })

  it('needs no digits, capitals or signs when it is long', () => {
    expect(judgePassword('heron swims under quiet bridges', about)).toBeNull()
  })

  it('has an end, so that hashing one cannot be made expensive', () => {
    expect(judgePassword('ab7 '.repeat(40), about)).toBe('too-long')
  })

  it.each([
    'password1234',
    'Passwort2026!',
    'p@ssw0rd2026',
    'Welcome12345',
    'letmeinletmein',
    'iloveyou123456',
    'qwertyuiop123',
    'asdfghjkl2026',
    '1q2w3e4r5t6y',
    '123456789012',
    '1qaz2wsx3edc',
    'dragonmonkey99',
    'Sommer2026!!!!',
    'Physiotherapie1',
    'dryneedling2026',
    'Acupuncture123',
    'frontdesk12345',
  ])('refuses what guessers try first: %s', (password) => {
    expect(judgePassword(password, about)).toBe('common')
  })

  it.each(['aaaaaaaaaaaaaa', 'ababababababab', 'xyq!xyq!xyq!xyq!'])(
    'refuses one pattern over and over: %s',
    (password) => {
      expect(judgePassword(password, about)).toBe('one-pattern')
    },
  )

  it('refuses what everybody knows of the person', () => {
    expect(judgePassword('Ruiz-Riverside-7', about)).toBe('about-you')
    expect(judgePassword('Needling!Ruiz!42', about)).toBe('about-you')
  })

  it('lets a name stand in a password that is long without it', () => {
    expect(judgePassword('Ruiz eats plums on Sundays', about)).toBeNull()
  })
})
