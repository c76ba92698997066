import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { LINK_MINUTES } from '#auth/session-rules.ts'
import { wantedPage } from '#auth/wanted-page.ts'
import { TextField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { DoorForm } from '../../../DoorForm.tsx'
import { doorQuery } from '../../../door-query.ts'
import type { PageProps } from '../../../page-props.ts'
import { patientActor, requestWords } from '../../../request.ts'
import { portalOf } from '../portal.ts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('session.patientTitle'),
})

const PatientSignInPage = async ({ params, searchParams }: PageProps<{ slug: string }>) => {
  const { slug } = await params
  const clinic = await portalOf(slug)
  const next = wantedPage(clinic.slug, (await searchParams).next)
  if ((await patientActor(slug)) !== null) redirect(next ?? `/c/${clinic.slug}`)
  const t = await requestWords()
  const { problem, has } = await doorQuery(searchParams)
  return (
    <>
      <PageTitle subtitle={t('session.patientIntro')}>{t('session.patientTitle')}</PageTitle>
      {has('ended') ? <Notice tone="done" role="status" title={t('session.ended')} /> : null}
      <DoorForm
        route="patient/link"
        hidden={{ clinic: clinic.slug, ...(next !== null && { next }) }}
        submit={t('session.sendLink')}
        problem={problem}
        numbers={{ minutes: LINK_MINUTES }}
      >
        <TextField
          label={t('session.email')}
          hint={t('session.patientEmailHint', { clinic: clinic.name })}
          type="email"
          name="email"
          autoComplete="email"
          required
        />
      </DoorForm>
    </>
  )
}

export default PatientSignInPage
