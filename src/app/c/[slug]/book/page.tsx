import type { Metadata } from 'next'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import type { PageProps } from '../../../page-props.ts'
import { requestWords, requirePatient, serverCaller } from '../../../request.ts'
import { BackLink } from '../BackLink.tsx'
import { PortalPage } from '../PortalPage.tsx'
import { portalOf } from '../portal.ts'
import { addressOf, oneBack, openQuestion, questionsOf, readAnswers } from './answers.ts'
import classes from './book.module.css'
import { FocusQuestion } from './FocusQuestion.tsx'
import { ForWhom, WhatFor, Where, WhoWith } from './questions.tsx'
import { SoFar } from './SoFar.tsx'
import { When } from './When.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('portal.book.title') })

/** Booking, one question a screen. Each answer is a link to the next question: the address holds them all. */
const BookPage = async ({ params, searchParams }: PageProps<{ slug: string }>) => {
  const { slug } = await params
  const clinic = await portalOf(slug)
  await requirePatient(slug, `/c/${clinic.slug}/book`)
  const [t, api] = [await requestWords(), await serverCaller(slug)]
  const [{ people }, { services }, { areas }] = await Promise.all([
    api.patient.mine(),
    api.healthcareService.list(),
    api.bodyArea.list(),
  ])
  const choices = { people, services, areas }
  const answers = readAnswers(await searchParams, choices)
  const question = openQuestion(answers, choices)
  const asked = questionsOf(answers, choices)
  const back = oneBack(question, answers, choices)
  const parts = { slug: clinic.slug, answers, choices }
  return (
    <PortalPage slug={slug}>
      <BackLink href={back === null ? `/c/${clinic.slug}` : addressOf(clinic.slug, back)}>
        {t(back === null ? 'portal.toStart' : 'portal.back')}
      </BackLink>
      <p className={classes.step}>
        {t('portal.book.question', { number: asked.indexOf(question) + 1, count: asked.length })}
      </p>
      <PageTitle>{t(`portal.book.${question}.title`)}</PageTitle>
      <FocusQuestion question={question} />
      <SoFar {...parts} question={question} />
      {question === 'for' ? <ForWhom {...parts} /> : null}
      {question === 'what' ? <WhatFor {...parts} /> : null}
      {question === 'where' ? <Where {...parts} /> : null}
      {question === 'who' ? <WhoWith {...parts} /> : null}
      {question === 'when' ? <When {...parts} /> : null}
    </PortalPage>
  )
}

export default BookPage
