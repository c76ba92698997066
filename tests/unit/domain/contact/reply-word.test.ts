import { describe, expect, it } from 'vitest'
import { replyWord } from '#domain/contact/reply-word.ts'

describe('what a text that came in means', () => {
  it.each([
    ['STOP', 'stop'],
    [' stop. ', 'stop'],
    ['Ｓｔｏｐ', 'stop'],
    ['Stopp!', 'stop'],
    ['START', 'start'],
    ['Hilfe?', 'help'],
    ['This is not me', 'not-me'],
    ['Falsche Nummer!!', 'not-me'],
  ])('I13, I14: %s', (text, word) => {
    expect(replyWord(text)).toBe(word)
  })

  it.each([
    ...['STOP 12345', 'Please stop', 'Stop the pain?', 'my chest hurts', '', '👍', 'not', 'restart'],
    // it may mean the visit
    'cancel',
  ])('I14: "%s" is an answer that somebody reads', (text) => {
    expect(replyWord(text)).toBeNull()
  })
})
