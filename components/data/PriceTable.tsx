import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import { ScrollRegion } from "#components/layout/ScrollRegion.tsx";
import { getNetwork } from "#lib/content/networks.ts";
import { pathOf } from "#lib/content/pages.ts";
import { getDataset } from "#lib/data/cached.ts";
import type { Figure } from "#lib/data/dataset.ts";
import type { Price } from "#lib/data/price.ts";
import { formatChange, formatLargeAmount, formatPrice } from "#lib/i18n/format.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { isNetworkId, type NetworkId, networkIds } from "#lib/networks.ts";
import { Attribution } from "./Attribution.tsx";
import { DataValue } from "./DataValue.tsx";
import { LayerLegend } from "./LayerLegend.tsx";
import { Origin } from "./Origin.tsx";
import { StatusLegend } from "./StatusLegend.tsx";

type Props = { networks?: readonly string[] };

/** Prices of all nine tokens or of those named, by market value, unknown ones last. */
export async function PriceTable({ networks = networkIds }: Props) {
  const [{ figures }, t, locale] = await Promise.all([
    getDataset("prices"),
    getTranslations("prices"),
    getLocale(),
  ]);
  const rows = networks
    .map(checkedNetwork)
    .sort((a, b) => marketValue(figures[b]) - marketValue(figures[a]));
  const shown = rows.map((network) => figures[network]);
  return (
    <figure className="data-block">
      <ScrollRegion label={t("scroll")}>
        <table className="price-table">
          <caption className="sr-only">{t("caption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("network")}</th>
              {columns.map(({ name }) => (
                <th key={name} scope="col">
                  {t(name)}
                </th>
              ))}
              <th scope="col">{t("origin")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((network) => (
              <PriceRow key={network} network={network} figure={figures[network]} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <figcaption>
        <LayerLegend />
        <Attribution figures={shown} />
        <StatusLegend figures={shown} />
        <p>
          <Link href={pathOf({ page: "dataset", id: "prices" }, locale)}>{t("more")}</Link>
        </p>
      </figcaption>
    </figure>
  );
}

type Column = {
  name: "usd" | "eur" | "day" | "week" | "month" | "marketCap";
  pick: (value: Price) => number | null;
  format: (amount: number, locale: Locale) => string;
};

const columns: Column[] = [
  {
    name: "usd",
    pick: ({ price }) => price.usd,
    format: (amount, locale) => formatPrice(amount, "usd", locale),
  },
  {
    name: "eur",
    pick: ({ price }) => price.eur,
    format: (amount, locale) => formatPrice(amount, "eur", locale),
  },
  { name: "day", pick: ({ change }) => change.day, format: formatChange },
  { name: "week", pick: ({ change }) => change.week, format: formatChange },
  { name: "month", pick: ({ change }) => change.month, format: formatChange },
  {
    name: "marketCap",
    pick: ({ marketCap }) => marketCap.usd,
    format: (amount, locale) => formatLargeAmount(amount, "usd", locale),
  },
];

function PriceRow({ network, figure }: { network: NetworkId; figure: Figure<Price> }) {
  const locale = useLocale();
  const t = useTranslations("layers");
  const { name, symbol, layer } = getNetwork(network);
  return (
    <tr data-network={network}>
      <th scope="row" data-layer={layer}>
        {name} <span className="ticker">{symbol}</span>
        <span className="sr-only"> ({t(layer)})</span>
      </th>
      {columns.map(({ name: column, pick, format }) => (
        <td key={column}>
          <DataValue
            dataset="prices"
            figure={figure}
            pick={pick}
            format={(amount) => format(amount, locale)}
          />
        </td>
      ))}
      <td className="origin">
        <Origin figure={figure} />
      </td>
    </tr>
  );
}

function marketValue(figure: Figure<Price>): number {
  return figure.status === "missing" ? 0 : (figure.value.marketCap.usd ?? 0);
}

function checkedNetwork(network: string): NetworkId {
  if (!isNetworkId(network)) throw new Error(`<PriceTable>: there is no network "${network}"`);
  return network;
}
