import { useTranslations } from "next-intl";
import { layers } from "#lib/content/networks.ts";

/** Hue and shape of each layer of the market map. */
export function LayerLegend() {
  const t = useTranslations("layers");
  return (
    <ul className="layer-legend">
      {layers.map((layer) => (
        <li key={layer} data-layer={layer}>
          {t(layer)}
        </li>
      ))}
    </ul>
  );
}
