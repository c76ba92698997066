import type { Metadata } from 'next'
import Link from 'next/link'
import { hasRole } from '#domain/actor.ts'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { requestWords, requireStaff, serverCaller } from '../../request.ts'
import classes from './settings.module.css'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('stock.settings.title'),
})

const PLACES = [
  { href: '/settings/lots', word: 'lots', hint: 'lotsHint' },
  { href: '/desk', word: 'desk', hint: 'deskHint' },
  { href: '/account', word: 'account', hint: 'accountHint' },
] as const

/** Where the owner looks after the clinic: every room that is there, and none that is not. */
const SettingsPage = async () => {
  await requireStaff((actor) => hasRole(actor, 'owner'))
  const [t, api] = [await requestWords(), await serverCaller()]
  const { clinic } = await api.session.current()
  return (
    <div className={classes.page}>
      <PageTitle subtitle={t('stock.settings.intro', { clinic: clinic.name })}>{t('stock.settings.title')}</PageTitle>
      <ul className={classes.places}>
        {PLACES.map(({ href, word, hint }) => (
          <li key={href}>
            <Link className={classes.place} href={href} prefetch={false}>
              <span className={classes.placeName}>{t(`stock.settings.${word}`)}</span>
              <span className={classes.placeHint}>{t(`stock.settings.${hint}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

export default SettingsPage
