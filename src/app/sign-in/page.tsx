import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { homeOf } from '#auth/home.ts'
import { lockedDevice } from '#auth/locked-device.ts'
import { TextField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { DoorForm } from '../DoorForm.tsx'
import { DoorPage } from '../DoorPage.tsx'
import classes from '../door.module.css'
import { doorQuery } from '../door-query.ts'
import type { PageProps } from '../page-props.ts'
import { requestWords, staffActor } from '../request.ts'
import { WipeTab } from '../WipeTab.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('session.signIn') })

const SignInPage = async ({ searchParams }: PageProps) => {
  const actor = await staffActor()
  if (actor !== null) redirect(homeOf(actor.roles))
  const t = await requestWords()
  const { problem, has } = await doorQuery(searchParams)
  const locked = await lockedDevice(await headers())
  // who locked it, or was away for too long, has the shorter way
  if (locked?.lockedBy != null && problem !== 'pin-over' && !has('other')) redirect('/locked')
  return (
    <DoorPage title={t('session.staffTitle')} subtitle={t('session.staffIntro')}>
      <WipeTab />
      {has('ended') ? <Notice tone="done" role="status" title={t('session.ended')} /> : null}
      <DoorForm route="staff/sign-in" submit={t('session.signIn')} problem={problem}>
        <TextField label={t('session.email')} type="email" name="email" autoComplete="username" required autoFocus />
        <TextField
          label={t('session.password')}
          type="password"
          name="password"
          autoComplete="current-password"
          required
        />
      </DoorForm>
      <p className={classes.aside}>{t('session.forgotten')}</p>
      {locked === null ? null : (
        <p className={classes.aside}>
          <a href="/locked">{t('session.lock.here')}</a>
        </p>
      )}
    </DoorPage>
  )
}

export default SignInPage
