import { fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ThemeSwitch } from "#components/layout/ThemeSwitch.tsx";
import { THEME_KEY, themeScript, themes } from "#components/layout/theme.ts";
import { words } from "./intl.tsx";

const { label, ...names } = words.en.theme;
const root = document.documentElement;

beforeEach(() => {
  localStorage.clear();
  delete root.dataset.theme;
  delete root.dataset.js;
});

afterEach(() => {
  vi.restoreAllMocks();
});

const draw = () => render(<ThemeSwitch label={label} names={names} />);
const radio = (theme: keyof typeof names) => screen.getByRole("radio", { name: names[theme] });

/** Runs the script that stands in the head of every page. */
const runThemeScript = () => new Function(themeScript)();

function refuseStorage() {
  const refuse = () => {
    throw new DOMException("switched off", "SecurityError");
  };
  vi.spyOn(Storage.prototype, "getItem").mockImplementation(refuse);
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(refuse);
  vi.spyOn(Storage.prototype, "removeItem").mockImplementation(refuse);
}

describe("the switch", () => {
  test("is a named group with one choice per theme, the system's at first", () => {
    draw();
    expect(screen.getByRole("group", { name: label })).toBeVisible();
    expect(screen.getAllByRole("radio").map((input) => input.getAttribute("value"))).toEqual([
      ...themes,
    ]);
    expect(radio("system")).toBeChecked();
  });

  test("is one group of native radio buttons, through which the browser leads by arrow keys", () => {
    draw();
    const inputs = screen.getAllByRole<HTMLInputElement>("radio");
    expect(inputs.map(({ type, name, disabled }) => ({ type, name, disabled }))).toEqual(
      themes.map(() => ({ type: "radio", name: "theme", disabled: false })),
    );
    expect(inputs.filter((input) => input.hasAttribute("tabindex"))).toEqual([]);
    const arrow = new KeyboardEvent("keydown", {
      key: "ArrowRight",
      bubbles: true,
      cancelable: true,
    });
    expect(inputs[0]?.dispatchEvent(arrow)).toBe(true);
  });

  test.each(["light", "dark"] as const)("applies and keeps the choice of %s", (theme) => {
    draw();
    fireEvent.click(radio(theme));
    expect(radio(theme)).toBeChecked();
    expect(radio("system")).not.toBeChecked();
    expect(root.dataset.theme).toBe(theme);
    expect(localStorage.getItem(THEME_KEY)).toBe(theme);
  });

  test("forgets the choice when the reader goes back to the system's", () => {
    draw();
    fireEvent.click(radio("dark"));
    fireEvent.click(radio("system"));
    expect(radio("system")).toBeChecked();
    expect(root.dataset.theme).toBeUndefined();
    expect(localStorage).toHaveLength(0);
  });

  test("shows the choice that was applied before", () => {
    root.dataset.theme = "dark";
    draw();
    expect(radio("dark")).toBeChecked();
  });

  test("stores nothing before a choice", () => {
    const setItem = vi.spyOn(Storage.prototype, "setItem");
    runThemeScript();
    draw();
    expect(setItem).not.toHaveBeenCalled();
    expect(localStorage).toHaveLength(0);
    expect(document.cookie).toBe("");
  });

  test.each(["dark", "system"] as const)(
    "applies %s also where storage is switched off",
    (theme) => {
      const uncaught = vi.fn();
      window.addEventListener("error", uncaught);
      refuseStorage();
      root.dataset.theme = "light";
      draw();
      fireEvent.click(radio(theme));
      window.removeEventListener("error", uncaught);
      expect(uncaught).not.toHaveBeenCalled();
      expect(radio(theme)).toBeChecked();
    },
  );
});

describe("the script before the first paint", () => {
  test.each(["light", "dark"])("applies a stored %s", (theme) => {
    localStorage.setItem(THEME_KEY, theme);
    runThemeScript();
    expect(root.dataset.theme).toBe(theme);
  });

  test.each(["system", "<b>", ""])("leaves the system's colours for a stored %j", (stored) => {
    localStorage.setItem(THEME_KEY, stored);
    runThemeScript();
    expect(root.dataset.theme).toBeUndefined();
  });

  test("tells the style sheet that scripts run", () => {
    runThemeScript();
    expect(root.dataset.js).toBe("");
  });

  test("does not stop where storage is switched off", () => {
    refuseStorage();
    expect(runThemeScript).not.toThrow();
    expect(root.dataset.js).toBe("");
    expect(root.dataset.theme).toBeUndefined();
  });
});
