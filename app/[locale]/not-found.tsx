import { NotFoundText } from "#components/content/NotFoundText.tsx";

/** Seen in development only; in production the page cache answers before a page can give up. */
export default function NotFound() {
  return <NotFoundText />;
}
