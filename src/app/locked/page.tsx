import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { homeOf } from '#auth/home.ts'
import { lockedDevice } from '#auth/locked-device.ts'
import { staffPage } from '#auth/staff-page.ts'
import { Notice } from '#ui/kit/Notice.tsx'
import { DoorForm } from '../DoorForm.tsx'
import { DoorPage } from '../DoorPage.tsx'
import classes from '../door.module.css'
import { doorQuery } from '../door-query.ts'
import type { PageProps } from '../page-props.ts'
import { requestWords, staffActor } from '../request.ts'
import { WipeTab } from '../WipeTab.tsx'
import { Unlock } from './Unlock.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('session.lock.title') })

const LockedPage = async ({ searchParams }: PageProps) => {
  const actor = await staffActor()
  if (actor !== null) redirect(homeOf(actor.roles))
  const locked = await lockedDevice(await headers())
  if (locked === null) redirect('/sign-in')
  const t = await requestWords()
  const { problem } = await doorQuery(searchParams)
  const { page } = await searchParams
  const { people, lockedBy, handedOver, emergencyPhone } = locked
  return (
    <DoorPage title={t('session.lock.title')} subtitle={t('session.lock.intro')}>
      <WipeTab />
      {handedOver ? <Notice tone="due">{t('session.lock.withPatient')}</Notice> : null}
      <Unlock people={people} lockedBy={lockedBy} page={staffPage(page)} problem={problem} />
      <p className={classes.aside}>
        <a href="/sign-in?other">{t('session.lock.another')}</a>
      </p>
      <DoorForm route="staff/sign-out-device" submit={t('session.lock.endAll')} submitKind="quiet" />
      {emergencyPhone === null ? null : (
        <p className={classes.aside}>
          <a href={`tel:${emergencyPhone}`}>{t('session.lock.emergency', { phone: emergencyPhone })}</a>
        </p>
      )}
    </DoorPage>
  )
}

export default LockedPage
