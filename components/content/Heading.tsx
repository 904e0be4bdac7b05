import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";

type Props = ComponentProps<"h2"> & { level: 2 | 3 };

/** A heading with a link to itself. */
export function Heading({ level, id, children }: Props) {
  const t = useTranslations("chapter");
  const Tag = `h${level}` as const;
  return (
    <Tag id={id} className="heading">
      {children}
      {id && (
        <a
          className="permalink"
          href={`#${id}`}
          aria-label={t("permalink", { title: words(children) })}
        >
          #
        </a>
      )}
    </Tag>
  );
}

function words(node: ReactNode): string {
  if (typeof node === "string" || typeof node === "number") return String(node);
  if (Array.isArray(node)) return node.map(words).join("");
  return "";
}
