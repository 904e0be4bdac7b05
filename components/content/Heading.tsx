import { useTranslations } from "next-intl";
import { type ComponentProps, isValidElement, type ReactNode } from "react";

type Props = ComponentProps<"h2"> & { level: 2 | 3 };

/** A heading with a link to itself, which stands beside it and is no part of its name. */
export function Heading({ level, id, children }: Props) {
  const t = useTranslations("chapter");
  const Tag = `h${level}` as const;
  return (
    <div className="heading">
      <Tag id={id}>{children}</Tag>
      {id && (
        <a
          className="permalink"
          href={`#${id}`}
          aria-label={t("permalink", { title: words(children) })}
        >
          #
        </a>
      )}
    </div>
  );
}

function words(node: ReactNode): string {
  if (typeof node === "string" || typeof node === "number") return String(node);
  if (Array.isArray(node)) return node.map(words).join("");
  return isValidElement<{ children?: ReactNode }>(node) ? words(node.props.children) : "";
}
