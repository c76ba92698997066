/** The session ended while this page was open: signs in and comes back to it. */
export const signInAgain = (slug: string): void => {
  const next = encodeURIComponent(window.location.pathname)
  window.location.assign(`/c/${slug}/sign-in?problem=signed-out&next=${next}`)
}
