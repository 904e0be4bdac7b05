import type { MDXComponents } from "mdx/types";
import { DatasetList } from "#components/data/DatasetList.tsx";
import { LivePrice } from "#components/data/LivePrice.tsx";
import { PriceTable } from "#components/data/PriceTable.tsx";
import { Cite } from "./Cite.tsx";
import { ContentLink } from "./ContentLink.tsx";
import { ContentTable } from "./ContentTable.tsx";
import { Heading } from "./Heading.tsx";
import { Note } from "./Note.tsx";

/** Everything an author may use in a text, and how Markdown itself is drawn. */
export const mdxComponents = {
  a: ContentLink,
  h2: (props) => <Heading level={2} {...props} />,
  h3: (props) => <Heading level={3} {...props} />,
  table: ContentTable,
  Cite,
  DatasetList,
  LivePrice,
  Note,
  PriceTable,
} satisfies MDXComponents;
