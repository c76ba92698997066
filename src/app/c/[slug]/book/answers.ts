/** "Anyone" in answer to the question who with. */
export const ANYONE = 'anyone'
/** "Decide in the room" in answer to the question where. */
const IN_THE_ROOM = 'room'

const MOST_AREAS = 20
const DATE = /^\d{4}-\d{2}-\d{2}$/

/** What a patient has answered so far. All of it stands in the address, so that the browser's own "back" is ours. */
export interface Answers {
  readonly patientId: string | null
  readonly serviceId: string | null
  /** Empty: decided in the room. */
  readonly areaIds: readonly string[] | null
  /** A practitioner's id, or `ANYONE`. */
  readonly who: string | null
  /** The first day looked at, 'YYYY-MM-DD'; null: from today on. */
  readonly fromDate: string | null
}

export const QUESTIONS = ['for', 'what', 'where', 'who', 'when'] as const
export type Question = (typeof QUESTIONS)[number]

interface Named {
  readonly id: string
}

/** What can be answered at this clinic by this person. */
export interface Choices<S extends ChoiceOfService = ChoiceOfService> {
  readonly people: readonly Named[]
  readonly services: readonly S[]
  readonly areas: readonly Named[]
}

export interface ChoiceOfService extends Named {
  readonly needling: boolean
  readonly minutes: number
  readonly practitioners: readonly Named[]
}

type Query = Readonly<Record<string, string | string[] | undefined>>

const textOf = (query: Query, name: string): string | null => {
  const value = query[name]
  return typeof value === 'string' ? value : null
}

const known = (id: string | null, among: readonly Named[]): string | null =>
  id !== null && among.some((one) => one.id === id) ? id : null

/** Reads the answers out of an address; what is not among the choices counts as not answered. */
export const readAnswers = (query: Query, choices: Choices): Answers => {
  const [onlyPerson, secondPerson] = choices.people
  const serviceId = known(textOf(query, 'service'), choices.services)
  const service = choices.services.find(({ id }) => id === serviceId)
  const people = service?.practitioners ?? []
  const [onlyPractitioner] = people
  const who = textOf(query, 'who')
  const fromDate = textOf(query, 'from')
  return {
    patientId: secondPerson === undefined ? (onlyPerson?.id ?? null) : known(textOf(query, 'for'), choices.people),
    serviceId,
    areaIds: service?.needling === true ? areasOf(textOf(query, 'areas'), choices.areas) : null,
    who: people.length === 1 ? (onlyPractitioner?.id ?? null) : who === ANYONE ? ANYONE : known(who, people),
    fromDate: fromDate !== null && DATE.test(fromDate) && !Number.isNaN(Date.parse(fromDate)) ? fromDate : null,
  }
}

const areasOf = (text: string | null, areas: readonly Named[]): readonly string[] | null => {
  if (text === null) return null
  if (text === IN_THE_ROOM) return []
  const ids = [...new Set(text.split(','))].filter((id) => known(id, areas) !== null).slice(0, MOST_AREAS)
  return ids.length === 0 ? null : ids
}

/** The questions of this booking in their order: those with one possible answer are not asked. */
export const questionsOf = (answers: Answers, choices: Choices): Question[] => {
  const service = choices.services.find(({ id }) => id === answers.serviceId)
  return QUESTIONS.filter((question) => {
    if (question === 'for') return choices.people.length > 1
    if (question === 'where') return service === undefined || service.needling
    if (question === 'who') return service === undefined || service.practitioners.length !== 1
    return true
  })
}

const isAnswered = (question: Question, answers: Answers): boolean => {
  if (question === 'for') return answers.patientId !== null
  if (question === 'what') return answers.serviceId !== null
  if (question === 'where') return answers.areaIds !== null
  return question === 'who' ? answers.who !== null : false
}

/** The first question that is still open; the last is when. */
export const openQuestion = (answers: Answers, choices: Choices): Question =>
  questionsOf(answers, choices).find((question) => !isAnswered(question, answers)) ?? 'when'

/** The answers with this question open again, and those after it that hang on it. */
export const reopened = (question: Question, answers: Answers): Answers => {
  const from = QUESTIONS.indexOf(question)
  const keep = <T>(asked: Question, answer: T | null): T | null => (QUESTIONS.indexOf(asked) < from ? answer : null)
  return {
    patientId: keep('for', answers.patientId),
    serviceId: keep('what', answers.serviceId),
    areaIds: keep('where', answers.areaIds),
    who: keep('who', answers.who),
    fromDate: null,
  }
}

/** The address of a booking's next question. */
export const addressOf = (slug: string, answers: Answers): string => {
  const query = new URLSearchParams()
  const { patientId, serviceId, areaIds, who, fromDate } = answers
  if (patientId !== null) query.set('for', patientId)
  if (serviceId !== null) query.set('service', serviceId)
  if (areaIds !== null) query.set('areas', areaIds.length === 0 ? IN_THE_ROOM : areaIds.join(','))
  if (who !== null) query.set('who', who)
  if (fromDate !== null) query.set('from', fromDate)
  const text = query.toString()
  return `/c/${slug}/book${text === '' ? '' : `?${text}`}`
}

/** The same wish for a visit in which nothing is needled, which no rest keeps away (Z11); null where there is none, or it is one. */
export const withoutNeedles = (answers: Answers, choices: Choices): Answers | null => {
  const isNeedled = choices.services.find(({ id }) => id === answers.serviceId)?.needling === true
  // the shortest: a first visit with all its questions is another matter
  const [talk] = choices.services.filter(({ needling }) => !needling).toSorted((a, b) => a.minutes - b.minutes)
  if (!isNeedled || talk === undefined) return null
  const who = known(answers.who, talk.practitioners) ?? ANYONE
  return { ...answers, serviceId: talk.id, areaIds: null, who, fromDate: null }
}

/** Where "back" leads: to the question before this one, or null from the first. */
export const oneBack = (question: Question, answers: Answers, choices: Choices): Answers | null => {
  const asked = questionsOf(answers, choices)
  const earlier = asked[asked.indexOf(question) - 1]
  return earlier === undefined ? null : reopened(earlier, answers)
}
