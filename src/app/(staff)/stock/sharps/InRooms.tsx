'use client'

import { useTranslations } from 'use-intl/react'
import type { RoomWithContainer } from '#features/sharps-container/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { formatDateTime } from '#words/time.ts'
import classes from '../../keeping/keeping.module.css'
import type { usePanel } from '../../keeping/use-panel.ts'
import { usePlace } from '../../practitioner/use-place.ts'

type Panel = ReturnType<typeof usePanel>

/** Each room with the container that stands there now. */
export const InRooms = ({ rooms, panel }: { rooms: readonly RoomWithContainer[]; panel: Panel }) => {
  const t = useTranslations('needles.sharps')
  return (
    <section className={classes.section} aria-labelledby="in-rooms">
      <h2 id="in-rooms">{t('inUse')}</h2>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('room')}</th>
            <th scope="col">{t('container')}</th>
            <th scope="col">{t('opened')}</th>
            <th scope="col" data-number="true">
              {t('days')}
            </th>
            <th scope="col">{t('standing')}</th>
            <th scope="col">{t('doing')}</th>
          </tr>
        </thead>
        <tbody>
          {rooms.map((room) => (
            <Room key={room.roomId} room={room} panel={panel} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Room = ({ room: { roomId, roomName, container }, panel }: { room: RoomWithContainer; panel: Panel }) => {
  const t = useTranslations('needles.sharps')
  const place = usePlace()
  return (
    <tr>
      <th scope="row">
        <bdi>{roomName}</bdi>
      </th>
      <td data-label={t('container')}>{container === null ? t('none') : <bdi>{container.label}</bdi>}</td>
      <td data-label={t('opened')}>
        {container === null
          ? null
          : t('by', { when: formatDateTime(Date.parse(container.openedAt), place), name: container.openedByName })}
      </td>
      <td data-label={t('days')} data-number="true">
        {container?.days}
      </td>
      <td data-label={t('standing')}>
        {container === null ? null : container.standing === 'in-time' ? (
          t('is.in-time')
        ) : (
          <strong className={classes.missing}>{t(`is.${container.standing}`)}</strong>
        )}
      </td>
      <td data-label={t('doing')}>
        <span className={classes.actions}>
          <Button
            aria-label={t('openNewLabel', { room: roomName })}
            aria-expanded={panel.open === `open:${roomId}`}
            onClick={panel.opener(`open:${roomId}`)}
          >
            {t('openNew')}
          </Button>
          {container === null ? null : (
            <>
              <Button
                aria-label={t('closeLabel', { label: container.label })}
                aria-expanded={panel.open === `close:${container.id}`}
                onClick={panel.opener(`close:${container.id}`)}
              >
                {t('close')}
              </Button>
              <WhoseButton id={container.id} label={container.label} panel={panel} />
            </>
          )}
        </span>
      </td>
    </tr>
  )
}

/** Opens the visits whose needles lie in a container. */
export const WhoseButton = ({ id, label, panel }: { id: string; label: string; panel: Panel }) => {
  const t = useTranslations('needles.sharps')
  return (
    <Button
      kind="quiet"
      aria-label={t('whoseLabel', { label })}
      aria-expanded={panel.open === `visits:${id}`}
      onClick={panel.opener(`visits:${id}`)}
    >
      {t('whose')}
    </Button>
  )
}
