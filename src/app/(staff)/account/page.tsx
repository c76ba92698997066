import type { Metadata } from 'next'
import { hasPin } from '#auth/locked-device.ts'
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '#auth/password-rules.ts'
import { PIN_MAX_DIGITS, PIN_MIN_DIGITS } from '#auth/pin-rules.ts'
import { TextField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { DoorForm } from '../../DoorForm.tsx'
import classes from '../../door.module.css'
import { doorQuery } from '../../door-query.ts'
import type { PageProps } from '../../page-props.ts'
import { requestWords, requireStaff } from '../../request.ts'
import { AlertPhone } from './AlertPhone.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('session.account') })

const AccountPage = async ({ searchParams }: PageProps) => {
  const { name, identityId } = await requireStaff()
  const pinSet = await hasPin(identityId)
  const t = await requestWords()
  const { problem, has } = await doorQuery(searchParams)
  return (
    <div className={classes.narrow}>
      <PageTitle subtitle={<bdi>{name}</bdi>}>{t('session.account')}</PageTitle>
      {has('changed') ? <Notice tone="done" role="status" title={t('session.passwordChanged')} /> : null}
      <section className={classes.section} aria-labelledby="change-password">
        <h2 id="change-password">{t('session.changePassword')}</h2>
        <DoorForm
          route="staff/password"
          submit={t('session.changePassword')}
          problem={problem}
          rename={{ wrong: 'wrongPassword' }}
          numbers={{ min: PASSWORD_MIN_LENGTH, max: PASSWORD_MAX_LENGTH }}
        >
          <TextField
            label={t('session.currentPassword')}
            type="password"
            name="current"
            autoComplete="current-password"
            required
          />
          <TextField
            label={t('session.newPassword')}
            hint={t('session.newPasswordHint', { min: PASSWORD_MIN_LENGTH })}
            type="password"
            name="next"
            autoComplete="new-password"
            required
          />
        </DoorForm>
      </section>
      <section className={classes.section} aria-labelledby="pin">
        <h2 id="pin">{t('session.pin.title')}</h2>
        <p>{t('session.pin.intro')}</p>
        {has('pin') ? <Notice tone="done" role="status" title={t('session.pin.done')} /> : null}
        {has('no-pin') ? <Notice tone="done" role="status" title={t('session.pin.gone')} /> : null}
        {pinSet && !has('pin') ? <p>{t('session.pin.has')}</p> : null}
        <DoorForm
          route="staff/pin"
          submit={t('session.pin.set')}
          rename={{ wrong: 'wrongPassword' }}
          numbers={{ min: PIN_MIN_DIGITS, max: PIN_MAX_DIGITS }}
        >
          <TextField
            label={t('session.currentPassword')}
            type="password"
            name="password"
            autoComplete="current-password"
            required
          />
          <TextField
            label={t('session.pin.new')}
            hint={t('session.pin.newHint', { min: PIN_MIN_DIGITS, max: PIN_MAX_DIGITS })}
            type="password"
            name="pin"
            inputMode="numeric"
            autoComplete="off"
            required
          />
        </DoorForm>
        {pinSet ? <DoorForm route="staff/forget-pin" submit={t('session.pin.forget')} submitKind="quiet" /> : null}
      </section>
      <AlertPhone />
      <section className={classes.section} aria-labelledby="everywhere">
        <h2 id="everywhere">{t('session.signOutEverywhere')}</h2>
        <p>{t('session.everywhereIntro')}</p>
        <DoorForm route="staff/sign-out-everywhere" submit={t('session.signOutEverywhere')} submitKind="plain" />
      </section>
    </div>
  )
}

export default AccountPage
