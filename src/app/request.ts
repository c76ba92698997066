import { cookies, headers } from 'next/headers'
import { forbidden, redirect } from 'next/navigation'
import { cache } from 'react'
import { actorOf } from '#auth/actor.ts'
import type { PatientActor, StaffActor } from '#domain/actor.ts'
import { contextFor } from '#trpc/context.ts'
import { createCaller } from '#trpc/init.ts'
import { isLocale, LOCALE_COOKIE, type Locale, parseLocale } from '#words/locale.ts'
import { translatorFor } from '#words/translator.ts'
import { appRouter } from '../router.ts'

/** The language a person chose, else the one their browser asks for. */
export const requestLocale = cache(async (): Promise<Locale> => {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value
  return isLocale(chosen) ? chosen : parseLocale((await headers()).get('accept-language'))
})

/** The words of this request, for server components. */
export const requestWords = cache(async () => translatorFor(await requestLocale()))

export const requestNonce = async (): Promise<string> => (await headers()).get('x-nonce') ?? ''

export const staffActor = cache(async (): Promise<StaffActor | null> => {
  const actor = await actorOf(await headers())
  return actor?.kind === 'staff' ? actor : null
})

export const patientActor = cache(async (slug: string): Promise<PatientActor | null> => {
  const actor = await actorOf(await headers(), { patientClinicSlug: slug })
  return actor?.kind === 'patient' ? actor : null
})

/** For the staff's pages: who is signed in, or off to the sign-in page; `may` narrows it further, else 403. */
export const requireStaff = async (may: (actor: StaffActor) => boolean = () => true): Promise<StaffActor> => {
  const actor = await staffActor()
  if (actor === null) redirect('/sign-in')
  if (!may(actor)) forbidden()
  return actor
}

/** For the patients' pages of one clinic: who is signed in there, or off to its sign-in page and back to `page` after it. */
export const requirePatient = async (slug: string, page: string): Promise<PatientActor> =>
  (await patientActor(slug)) ?? redirect(`/c/${encodeURIComponent(slug)}/sign-in?next=${encodeURIComponent(page)}`)

/** Calls procedures from a server component, as whoever is signed in at the staff's door or at that clinic's pages. */
export const serverCaller = cache(async (patientClinicSlug?: string) => {
  const actor = patientClinicSlug === undefined ? await staffActor() : await patientActor(patientClinicSlug)
  return createCaller(appRouter)(contextFor(actor, await requestLocale()))
})
