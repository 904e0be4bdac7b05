import { useTranslations } from "next-intl";
import type { Figure } from "#lib/data/dataset.ts";

const legends = { stale: "legendStale", seed: "legendSeed", sample: "legendSample" } as const;

/** Explains the marks that occur among the figures, and only those. */
export function StatusLegend({ figures }: { figures: readonly Figure<unknown>[] }) {
  const t = useTranslations("status");
  const present = (Object.keys(legends) as (keyof typeof legends)[]).filter((status) =>
    figures.some((figure) => figure.status === status),
  );
  return present.map((status) => <p key={status}>{t(legends[status])}</p>);
}
