import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { clinicChoices } from '#auth/clinic-choices.ts'
import { DoorForm } from '../../DoorForm.tsx'
import { DoorPage } from '../../DoorPage.tsx'
import classes from '../../door.module.css'
import { doorQuery } from '../../door-query.ts'
import type { PageProps } from '../../page-props.ts'
import { requestWords } from '../../request.ts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('session.chooseClinic'),
})

const ChooseClinicPage = async ({ searchParams }: PageProps) => {
  const choices = await clinicChoices(await headers())
  if (choices === null) redirect('/sign-in')
  const t = await requestWords()
  const { problem } = await doorQuery(searchParams)
  return (
    <DoorPage title={t('session.chooseClinic')} subtitle={t('session.chooseClinicIntro')}>
      <div className={classes.choices}>
        {choices.map(({ clinicId, clinicName }, index) => (
          <DoorForm
            key={clinicId}
            route="staff/clinic"
            hidden={{ clinicId }}
            submitKind="plain"
            submit={<bdi>{clinicName}</bdi>}
            problem={index === 0 ? problem : null}
          />
        ))}
      </div>
    </DoorPage>
  )
}

export default ChooseClinicPage
