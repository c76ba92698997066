/** The id of each page's main part. Apart from the component, so that a server page can read it. */
export const CONTENT_ID = 'content'
