import { useTranslations } from "next-intl";
import { Time } from "#components/data/Time.tsx";

type Props = { published: string; reviewed: string };

export function PageDates({ published, reviewed }: Props) {
  const t = useTranslations("chapter");
  return (
    <p className="page-dates">
      {t.rich("published", { time: () => <Time iso={published} /> })}{" "}
      <span aria-hidden="true">·</span>{" "}
      {t.rich("reviewed", { time: () => <Time iso={reviewed} /> })}
    </p>
  );
}
