'use client'

import { useTranslations } from 'use-intl/react'
import type { DeviceSetup } from '#features/device/schema.ts'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import edit from '../../keeping/edit.module.css'
import { KeptList } from '../../keeping/KeptList.tsx'
import classes from '../../keeping/keeping.module.css'
import type { usePanel } from '../../keeping/use-panel.ts'
import { useRows } from '../../keeping/use-rows.ts'
import { SettingsFrame } from '../SettingsFrame.tsx'
import { DevicePanel } from './DevicePanel.tsx'

/** The devices that visits take for their time. */
export const DevicesScreen = ({ mayEdit }: { mayEdit: boolean }) => {
  const t = useTranslations('premises.devices')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const list = useRows(trpc.device.setup.pathKey(), (page, signal) => api.device.setup.query(page, { signal }))
  const devices = list.data?.pages.flatMap((page) => page.devices) ?? []
  const { locations = [], kinds = [] } = list.data?.pages[0] ?? {}
  return (
    <KeptList
      Frame={SettingsFrame}
      say={(word) => t(word)}
      saidWhenSaved={(name) => t('saved', { name })}
      list={list}
      rows={devices}
      mayAdd={mayEdit && locations.length > 0}
      formOf={(device, done) => (
        <DevicePanel device={device} kinds={kinds} locations={locations} mayEdit={mayEdit} {...done} />
      )}
    >
      {(panel) => <DeviceTable devices={devices} panel={panel} />}
    </KeptList>
  )
}

const DeviceTable = ({ devices, panel }: { devices: readonly DeviceSetup[]; panel: ReturnType<typeof usePanel> }) => {
  const t = useTranslations('premises.devices')
  const state = useTranslations('settings.edit')
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('column.name')}</th>
          <th scope="col">{t('column.kind')}</th>
        </tr>
      </thead>
      <tbody>
        {devices.map(({ id, name, kind, active }) => (
          <tr key={id} data-off={!active}>
            <th scope="row">
              <button
                type="button"
                className={edit.opener}
                aria-expanded={panel.open === id}
                onClick={panel.opener(id)}
              >
                <bdi>{name}</bdi>
              </button>
              {active ? null : <span className={edit.quiet}>{state('retired')}</span>}
            </th>
            <td data-label={t('column.kind')}>{kind}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
