import type { Transaction } from '#db/client.ts'
import { readPhone } from '#domain/contact/phone.ts'
import {
  CHANNELS,
  type Channel,
  type ChoicePurpose,
  type ContactChoice,
  mayCome,
  mayNameTreatment,
  type Reach,
  wayTo,
} from '#domain/contact/reach.ts'
import { textNumberOf } from '#lib/texting.ts'

/** How somebody is reached, and where they are when that is not where the clinic is. */
export interface PersonReach extends Reach {
  readonly patientId: string
  readonly name: string
  readonly preferredName: string | null
  readonly timeZone: string | null
}

interface RawChoice {
  readonly patientId: string
  readonly channel: Channel
  readonly purpose: ChoicePurpose
  readonly agrees: boolean
  readonly at: Date
}

/** The last words that these people said about each channel and purpose. */
const lastChoices = async (
  tx: Transaction,
  clinicId: string,
  patientIds: readonly string[],
): Promise<Map<string, ContactChoice[]>> => {
  const rows = await tx.$queryRaw<RawChoice[]>`
    SELECT DISTINCT ON (patient_id, channel, purpose) patient_id AS "patientId", channel, purpose, agrees, at
    FROM contact_choice WHERE clinic_id = ${clinicId}::uuid AND patient_id = ANY (${[...patientIds]}::uuid[])
    ORDER BY patient_id, channel, purpose, at DESC, agrees`
  const byPerson = Map.groupBy(rows, ({ patientId }) => patientId)
  return new Map(
    [...byPerson].map(([id, said]) => [
      id,
      said.map(({ channel, purpose, agrees, at }) => ({ channel, purpose, agrees, atMs: at.getTime() })),
    ]),
  )
}

/** The country by whose numbers telephones are typed here. */
export const countryOf = async (tx: Transaction, clinicId: string): Promise<string> =>
  (
    await tx.location.findFirstOrThrow({
      where: { clinicId },
      orderBy: { id: 'asc' },
      select: { jurisdiction: true },
    })
  ).jurisdiction

/** How each of these people is reached, as it stands now. */
export const reachOf = async (
  tx: Transaction,
  clinicId: string,
  patientIds: readonly string[],
  textsAreSetUp: boolean,
): Promise<Map<string, PersonReach>> => {
  const people = await tx.patient.findMany({
    where: { clinicId, id: { in: [...patientIds] } },
    select: {
      ...{ id: true, name: true, preferredName: true, email: true, phone: true },
      ...{ phoneKind: true, preferredChannel: true, timeZone: true },
    },
  })
  const choices = await lastChoices(tx, clinicId, patientIds)
  const country = await countryOf(tx, clinicId)
  return new Map(
    people.map(({ id, phone, phoneKind, preferredChannel, ...person }) => [
      id,
      {
        ...person,
        patientId: id,
        phone: readPhone(phone, country),
        phoneKind: phoneKind as PersonReach['phoneKind'],
        preferred: preferredChannel as Channel | null,
        choices: choices.get(id) ?? [],
        textsAreSetUp,
      },
    ]),
  )
}

/** As many digits of a number as are looked for; the whole of it is compared afterwards. */
const END_DIGITS = 8
const MORE_THAN_A_FAMILY = 50

/** Everybody whose telephone this is: a family may share one. Never who was merged into another, or erased. */
export const peopleWithNumber = async (
  tx: Transaction,
  clinicId: string,
  number: string,
): Promise<{ id: string; name: string; email: string | null }[]> => {
  const country = await countryOf(tx, clinicId)
  const rows = await tx.$queryRaw<{ id: string; name: string; email: string | null; phone: string }[]>`
    SELECT id, name, email, phone FROM patient
    WHERE clinic_id = ${clinicId}::uuid AND merged_into_id IS NULL AND erased_at IS NULL AND phone IS NOT NULL
      AND right(regexp_replace(phone, '[^0-9]', '', 'g'), ${END_DIGITS}) = right(${number}, ${END_DIGITS})
    ORDER BY id LIMIT ${MORE_THAN_A_FAMILY}`
  return rows.filter(({ phone }) => readPhone(phone, country)?.number === number)
}

const HISTORY_SHOWS = 50

/** How one person is reached, all that they said about it, and what would come of it now; null when there is no such person. */
export const contactOf = async (tx: Transaction, clinicId: string, patientId: string, textsAreSetUp: boolean) => {
  const person = (await reachOf(tx, clinicId, [patientId], textsAreSetUp)).get(patientId)
  const row = await tx.patient.findUnique({
    where: { clinicId_id: { clinicId, id: patientId } },
    select: { phone: true, version: true },
  })
  if (person === undefined || row === null) return null
  const history = await tx.contactChoice.findMany({
    where: { clinicId, patientId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: HISTORY_SHOWS,
    select: { id: true, channel: true, purpose: true, agrees: true, how: true, byName: true, note: true, at: true },
  })
  const number = person.phone?.number
  const [care, visits] = [wayTo(person, 'care'), wayTo(person, 'visits')]
  const { name, email, phoneKind, preferred, timeZone, choices } = person
  return {
    ...{
      patientId,
      name,
      email,
      phone: row.phone,
      phoneKind,
      preferred,
      timeZone,
      version: row.version,
      textsAreSetUp,
    },
    numberKind: person.phone?.kind ?? null,
    care: care.reached ? care.channel : null,
    visits: visits.reached ? visits.channel : null,
    standings: CHANNELS.flatMap((channel) =>
      (['care', 'visits'] as const).map((purpose) => ({
        channel,
        purpose,
        standing: mayCome(choices, channel, purpose),
      })),
    ),
    mayNameTreatment: mayNameTreatment(choices),
    sharedWith: number === undefined ? 0 : Math.max(0, (await peopleWithNumber(tx, clinicId, number)).length - 1),
    history: history.map(({ at, ...said }) => ({
      ...said,
      channel: said.channel as Channel,
      purpose: said.purpose as ChoicePurpose,
      how: said.how as 'desk' | 'portal' | 'reply' | 'mail-link' | 'provider' | 'before',
      atIso: at.toISOString(),
    })),
  }
}

/** Whether texts can be written here, by the number that the installation has for the clinic. */
export const writesTexts = async (tx: Transaction, clinicId: string): Promise<boolean> => {
  const { slug } = await tx.clinic.findUniqueOrThrow({ where: { id: clinicId }, select: { slug: true } })
  return textNumberOf(slug) !== null
}
