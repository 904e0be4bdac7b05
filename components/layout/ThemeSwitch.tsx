"use client";

import { useEffect, useState } from "react";
import { THEME_KEY, type Theme, themes } from "./theme.ts";

type Props = { label: string; names: Record<Theme, string> };

/** Three radio buttons: the platform gives keyboard, focus and announcement. */
export function ThemeSwitch({ label, names }: Props) {
  const [theme, setTheme] = useState<Theme>("system");

  useEffect(() => {
    const applied = document.documentElement.dataset.theme;
    setTheme(themes.find((name) => name === applied) ?? "system");
  }, []);

  function choose(next: Theme) {
    setTheme(next);
    applyTheme(next);
    storeTheme(next);
  }

  return (
    <fieldset className="theme-switch">
      <legend className="sr-only">{label}</legend>
      {themes.map((name) => (
        <label key={name}>
          <input
            type="radio"
            name="theme"
            value={name}
            checked={theme === name}
            onChange={() => choose(name)}
          />
          <span>{names[name]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function applyTheme(theme: Theme) {
  const { dataset } = document.documentElement;
  if (theme === "system") delete dataset.theme;
  else dataset.theme = theme;
}

/** Storage may be switched off; the choice then holds until the page is left. */
function storeTheme(theme: Theme) {
  try {
    if (theme === "system") localStorage.removeItem(THEME_KEY);
    else localStorage.setItem(THEME_KEY, theme);
  } catch {}
}
