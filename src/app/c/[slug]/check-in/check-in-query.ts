type Query = Readonly<Record<string, string | string[] | undefined>>

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const PROBLEMS = ['nothing-said', 'too-many'] as const
export type CheckInProblem = (typeof PROBLEMS)[number] | 'try-again'

const MOST_OF_A_TOKEN = 200

/** What the page of an answer is told in its address. */
export const checkInQuery = ({ token, answer, problem }: Query) => ({
  token: typeof token === 'string' && token !== '' && token.length <= MOST_OF_A_TOKEN ? token : null,
  answerId: typeof answer === 'string' && UUID.test(answer) ? answer : null,
  problem: problem === undefined ? null : (PROBLEMS.find((known) => known === problem) ?? ('try-again' as const)),
})
