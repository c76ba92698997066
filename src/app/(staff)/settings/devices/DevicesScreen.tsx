'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { DeviceSetup } from '#features/device/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import edit from '../../keeping/edit.module.css'
import classes from '../../keeping/keeping.module.css'
import { ListStates, Told } from '../../keeping/ListStates.tsx'
import { usePanel } from '../../keeping/use-panel.ts'
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
  const panel = usePanel()
  const [saved, setSaved] = useState<string | null>(null)
  const open = devices.find(({ id }) => id === panel.open) ?? null
  return (
    <SettingsFrame
      title={t('title')}
      intro={t('intro')}
      aside={
        mayEdit && locations.length > 0 ? (
          <Button kind="primary" aria-expanded={panel.open === 'new'} onClick={panel.opener('new')}>
            {t('new')}
          </Button>
        ) : undefined
      }
      panel={
        panel.open === 'new' || open !== null ? (
          <DevicePanel
            key={panel.open}
            device={open}
            kinds={kinds}
            locations={locations}
            mayEdit={mayEdit}
            onClose={panel.close}
            onSaved={(name) => {
              panel.close()
              setSaved(name)
            }}
          />
        ) : null
      }
    >
      {saved === null ? null : <Told key={saved}>{t('saved', { name: saved })}</Told>}
      <ListStates
        list={list}
        count={devices.length}
        empty={<EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>}
      >
        <DeviceTable devices={devices} panel={panel} />
      </ListStates>
    </SettingsFrame>
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
