import { useTranslations } from "next-intl";
import type { Figure } from "#lib/data/dataset.ts";
import { Time } from "./Time.tsx";

/** CoinGecko asks for these words, linked, next to its data; so they stay English. */
const COINGECKO = {
  words: "Data provided by CoinGecko",
  url: "https://www.coingecko.com?utm_source=depin-guide&utm_medium=referral",
};

/** Whose data a block shows and when it was last fetched. */
export function Attribution({ figures }: { figures: readonly Figure<unknown>[] }) {
  const t = useTranslations("prices");
  const fetched = figures.flatMap((figure) =>
    "retrievedAt" in figure ? [figure.retrievedAt] : [],
  );
  const oldest = fetched.sort()[0];
  const usesCoingecko = figures.some(
    (figure) => figure.status !== "missing" && figure.source.id === "coingecko",
  );
  return (
    <p>
      {usesCoingecko && (
        <>
          <a href={COINGECKO.url} lang="en">
            {COINGECKO.words}
          </a>
          {". "}
        </>
      )}
      {oldest ? t.rich("checked", { time: () => <Time iso={oldest} /> }) : t("neverChecked")}
    </p>
  );
}
