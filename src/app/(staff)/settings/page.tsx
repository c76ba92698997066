import type { Metadata } from 'next'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { requestWords, requireStaff, serverCaller } from '../../request.ts'
import { Contents } from '../Contents.tsx'
import classes from '../contents.module.css'
import { CONTENTS } from './contents.ts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('settings.title'),
})

/** The table of contents of everything that can be looked after, as far as it is open to who asks. */
const SettingsPage = async () => {
  const actor = await requireStaff()
  const [t, api] = [await requestWords(), await serverCaller()]
  const { clinic } = await api.session.current()
  const chapters = CONTENTS.map(({ word, entries }) => ({
    id: word,
    name: t(`settings.chapter.${word}`),
    entries: entries
      .filter(({ may }) => may(actor))
      .map(({ href, word }) => ({
        href,
        name: t(`settings.entry.${word}`),
        hint: t(`settings.entry.${word}Hint`),
      })),
  }))
  return (
    <div className={classes.page}>
      <PageTitle subtitle={t('settings.intro', { clinic: clinic.name })}>{t('settings.title')}</PageTitle>
      <Contents label={t('settings.title')} chapters={chapters} />
    </div>
  )
}

export default SettingsPage
