/** What a text that came in means, if it is nothing but one of these words. */
export type ReplyWord = 'stop' | 'start' | 'help' | 'not-me'

const WORDS: Readonly<Record<ReplyWord, readonly string[]>> = {
  stop: ['stop', 'stopp', 'stopall', 'stop all', 'unsubscribe', 'end', 'quit', 'optout', 'abmelden', 'abbestellen'],
  start: ['start', 'unstop', 'anmelden'],
  help: ['help', 'info', 'hilfe'],
  'not-me': [
    'not me',
    'this is not me',
    'wrong number',
    'wrong person',
    'falsche nummer',
    'das bin ich nicht',
    'falsche person',
  ],
}

/**
 * The word that a text is, in any spelling of its letters and with any full stop. A sentence with such a word in it is an
 * answer that somebody reads: "Stop the pain?" stops nothing, nor does "STOP 12345" (I14). "Cancel" may mean the visit.
 */
export const replyWord = (text: string): ReplyWord | null => {
  const bare = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[.!?,;:"'’“”]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return (Object.keys(WORDS) as ReplyWord[]).find((word) => WORDS[word].includes(bare)) ?? null
}
