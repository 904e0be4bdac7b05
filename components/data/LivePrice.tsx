import { getLocale, getTranslations } from "next-intl/server";
import { getDataset } from "#lib/data/cached.ts";
import { type Currency, formatPrice } from "#lib/i18n/format.ts";
import { isNetworkId } from "#lib/networks.ts";
import { DataValue } from "./DataValue.tsx";
import { SourceLink } from "./SourceLink.tsx";
import { Time } from "./Time.tsx";

type Props = { network: string; currency?: Currency };

/** Today's price inside a sentence, with its source and time in brackets behind it. */
export async function LivePrice({ network, currency = "usd" }: Props) {
  if (!isNetworkId(network)) throw new Error(`<LivePrice network="${network}">: no such network`);
  const [{ figures }, locale, t] = await Promise.all([
    getDataset("prices"),
    getLocale(),
    getTranslations("prices"),
  ]);
  const figure = figures[network];
  const price = (
    <DataValue
      dataset="prices"
      figure={figure}
      pick={(value) => value.price[currency]}
      format={(amount) => formatPrice(amount, currency, locale)}
    />
  );
  if (figure.status === "missing") return price;
  return t.rich("inline", {
    price: () => price,
    source: () => <SourceLink source={figure.source} />,
    time: () => <Time iso={figure.observedAt} />,
  });
}
