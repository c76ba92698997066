import type { Metadata } from 'next'
import { maySeeStock } from '#features/stock/access.ts'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { requestWords, requireStaff } from '../../request.ts'
import { Contents } from '../Contents.tsx'
import classes from '../contents.module.css'
import { CONTENTS } from './contents.ts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('needles.title'),
})

/** The table of contents of the needles, as far as it is open to who asks. */
const StockPage = async () => {
  const actor = await requireStaff(maySeeStock)
  const t = await requestWords()
  const chapters = CONTENTS.map(({ word, entries }) => ({
    id: word,
    name: t(`needles.chapter.${word}`),
    entries: entries
      .filter(({ may }) => may(actor))
      .map(({ href, word }) => ({ href, name: t(`needles.entry.${word}`), hint: t(`needles.entry.${word}Hint`) })),
  }))
  return (
    <div className={classes.page}>
      <PageTitle subtitle={t('needles.intro')}>{t('needles.title')}</PageTitle>
      <Contents label={t('needles.title')} chapters={chapters} />
    </div>
  )
}

export default StockPage
