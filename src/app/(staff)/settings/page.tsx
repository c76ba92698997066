import type { Metadata } from 'next'
import Link from 'next/link'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { requestWords, requireStaff, serverCaller } from '../../request.ts'
import classes from './contents.module.css'
import { CONTENTS } from './contents.ts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('settings.title'),
})

/** The table of contents of everything that can be looked after, as far as it is open to who asks. */
const SettingsPage = async () => {
  const actor = await requireStaff()
  const [t, api] = [await requestWords(), await serverCaller()]
  const { clinic } = await api.session.current()
  const chapters = CONTENTS.map(({ word, entries }) => ({ word, open: entries.filter(({ may }) => may(actor)) }))
  return (
    <div className={classes.page}>
      <PageTitle subtitle={t('settings.intro', { clinic: clinic.name })}>{t('settings.title')}</PageTitle>
      <nav className={classes.contents} aria-label={t('settings.title')}>
        {chapters
          .filter(({ open }) => open.length > 0)
          .map(({ word: chapter, open }) => (
            <section key={chapter} className={classes.chapter} aria-labelledby={`chapter-${chapter}`}>
              <h2 id={`chapter-${chapter}`}>{t(`settings.chapter.${chapter}`)}</h2>
              <ul>
                {open.map(({ href, word }) => (
                  <li key={href}>
                    <Link className={classes.entry} href={href} prefetch={false}>
                      <span className={classes.entryName}>{t(`settings.entry.${word}`)}</span>
                      <span className={classes.entryHint}>{t(`settings.entry.${word}Hint`)}</span>
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          ))}
      </nav>
    </div>
  )
}

export default SettingsPage
