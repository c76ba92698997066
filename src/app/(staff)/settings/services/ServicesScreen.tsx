'use client'

import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'use-intl/react'
import type { ServiceSetup } from '#features/healthcare-service/schema.ts'
import { VisitCourse } from '#ui/clinic/VisitCourse.tsx'
import { isLocale } from '#words/locale.ts'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import edit from '../../keeping/edit.module.css'
import { KeptList } from '../../keeping/KeptList.tsx'
import classes from '../../keeping/keeping.module.css'
import type { usePanel } from '../../keeping/use-panel.ts'
import { useRows } from '../../keeping/use-rows.ts'
import { SettingsFrame } from '../SettingsFrame.tsx'
import { ServicePanel } from './ServicePanel.tsx'

/** What the clinic offers, each service with its course drawn as on the calendar. */
export const ServicesScreen = ({ mayEdit }: { mayEdit: boolean }) => {
  const t = useTranslations('service')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const list = useRows(trpc.healthcareService.setup.pathKey(), (page, signal) =>
    api.healthcareService.setup.query(page, { signal }),
  )
  const services = list.data?.pages.flatMap((page) => page.services) ?? []
  return (
    <KeptList
      Frame={SettingsFrame}
      say={(word) => t(word)}
      saidWhenSaved={(name) => t('saved', { name })}
      list={list}
      rows={services}
      mayAdd={mayEdit}
      formOf={(service, done) => <ServicePanel service={service} mayEdit={mayEdit} {...done} />}
    >
      {(panel) => <ServiceTable services={services} panel={panel} />}
    </KeptList>
  )
}

const ServiceTable = ({
  services,
  panel,
}: {
  services: readonly ServiceSetup[]
  panel: ReturnType<typeof usePanel>
}) => {
  const t = useTranslations('service')
  const state = useTranslations('settings.edit')
  const language = useLocale()
  const locale = isLocale(language) ? language : 'en'
  const trpc = useTRPC()
  const people = useQuery(trpc.clinic.setting.queryOptions()).data?.practitioners
  const nameList = (ids: readonly string[]): string =>
    people === undefined
      ? t('withCount', { count: ids.length })
      : people
          .filter(({ id }) => ids.includes(id))
          .map(({ name }) => name)
          .join(', ')
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('column.name')}</th>
          <th scope="col" className={classes.courseColumn}>
            {t('column.course')}
          </th>
          <th scope="col" data-number="true">
            {t('column.minutes')}
          </th>
          <th scope="col">{t('column.with')}</th>
          <th scope="col">{t('column.online')}</th>
        </tr>
      </thead>
      <tbody>
        {services.map((service) => {
          const { id, name, segments, bufferBeforeMinutes, bufferAfterMinutes, active } = service
          const buffers = { bufferBeforeMinutes, bufferAfterMinutes }
          const minutes = segments.reduce((sum, segment) => sum + segment.minutes, 0)
          return (
            <tr key={id} data-off={!active}>
              <th scope="row">
                <button
                  type="button"
                  className={edit.opener}
                  aria-expanded={panel.open === id}
                  onClick={panel.opener(id)}
                >
                  {name[locale]}
                </button>
                {active ? null : <span className={edit.quiet}>{state('retired')}</span>}
              </th>
              <td data-label={t('column.course')}>
                <VisitCourse segments={segments} {...buffers} />
              </td>
              <td data-label={t('column.minutes')} data-number="true">
                {t('minutes', { minutes })}
              </td>
              <td data-label={t('column.with')}>
                <bdi>{service.practitionerIds.length === 0 ? t('nobody') : nameList(service.practitionerIds)}</bdi>
              </td>
              <td data-label={t('column.online')}>
                {t(!service.bookableOnline ? 'notOnline' : service.byRequest ? 'byRequest' : 'online')}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
