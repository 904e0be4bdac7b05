import type { ReactNode } from "react";

type Props = { label: string; children: ReactNode };

/**
 * Lets a wide table scroll sideways by itself, by touch and by keyboard. A group and no landmark:
 * a text may have many tables.
 */
export function ScrollRegion({ label, children }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="table-scroll" role="group" tabIndex={0} aria-label={label}>
      {children}
    </div>
  );
}
