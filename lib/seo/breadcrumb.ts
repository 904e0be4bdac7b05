/** A step on the way from the start page to a page. `path` is public and relative to the site. */
export type Crumb = { name: string; path: string };
