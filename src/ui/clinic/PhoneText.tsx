import { Fragment } from 'react'

interface PhoneTextProps {
  children: string
  /** Numbers as they are written in the text. */
  phones: readonly string[]
}

export const phoneHref = (phone: string): string => `tel:${phone.replace(/[^\d+]/g, '')}`

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The text in pieces: a telephone number, or what stands between two of them. A number inside a longer one is none. */
export const phonePieces = (
  text: string,
  phones: readonly string[],
): { text: string; phone: boolean; at: number }[] => {
  const known = phones.filter((phone) => phone !== '').sort((a, b) => b.length - a.length)
  if (known.length === 0) return [{ text, phone: false, at: 0 }]
  const pattern = new RegExp(`(?<![\\d+])(${known.map(escaped).join('|')})(?!\\d)`)
  let at = 0
  return text.split(pattern).flatMap((piece, index) => {
    const found = { text: piece, phone: index % 2 === 1, at }
    at += piece.length
    return piece === '' ? [] : [found]
  })
}

/** A sentence in which each telephone number can be pressed. */
export const PhoneText = ({ children, phones }: PhoneTextProps) =>
  phonePieces(children, phones).map(({ text, phone, at }) =>
    phone ? (
      <a key={at} href={phoneHref(text)}>
        {text}
      </a>
    ) : (
      <Fragment key={at}>{text}</Fragment>
    ),
  )
