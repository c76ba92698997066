'use client'

import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from 'react'
import classes from './kit.module.css'
import { useAwake } from './use-awake.ts'

export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: ButtonKind
  wide?: boolean
  /** While the answer is awaited: a second press does nothing, the focus stays. */
  busy?: boolean
  /** It sends a form that needs no scripts. Any other button waits for them, and shows it when that takes long. */
  scriptless?: boolean
}

/** A native button in the house's look; its words say what happens. Disabled, it does nothing and keeps the focus. */
export const Button = ({
  kind = 'plain',
  wide = false,
  busy = false,
  disabled = false,
  scriptless = false,
  onClick,
  ...rest
}: ButtonProps) => {
  const awake = useAwake()
  return (
    <button
      type="button"
      {...rest}
      className={classes.button}
      data-kind={kind}
      data-wide={wide}
      disabled={!(awake || scriptless)}
      aria-disabled={busy || disabled || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => (busy || disabled ? event.preventDefault() : onClick?.(event))}
    />
  )
}

interface LinkButtonProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  href: string
  kind?: ButtonKind
  wide?: boolean
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export const LinkButton = ({ kind = 'plain', wide = false, children, ...rest }: LinkButtonProps) => (
  <a {...rest} className={classes.button} data-kind={kind} data-wide={wide}>
    {children}
  </a>
)
