import { fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { LanguageLink } from "#components/layout/LanguageLink.tsx";

const there = "/de/leitfaden/was-ist-depin";

const stay = (event: Event) => event.preventDefault();

beforeEach(() => window.addEventListener("click", stay));
afterEach(() => window.removeEventListener("click", stay));

/** The link to German as a reader at an address sees it. */
function linkAt(address: string): HTMLElement {
  window.history.replaceState(null, "", address);
  render(<LanguageLink href={there} lang="de" name="Deutsch" />);
  return screen.getByRole("link", { name: "Deutsch" });
}

test("leads to the other language without scripts too, and says which it is", () => {
  const link = linkAt("/en/guide/what-is-depin#history");
  expect(link).toHaveAttribute("href", there);
  expect(link).toHaveAttribute("lang", "de");
  expect(link).toHaveAttribute("hreflang", "de");
});

test.each([
  ["#history", "#history"],
  ["?view=print", "?view=print"],
  ["?view=print#history", "?view=print#history"],
  ["", ""],
])("keeps %j when it is followed", (place, kept) => {
  const link = linkAt(`/en/guide/what-is-depin${place}`);
  fireEvent.click(link);
  expect(link).toHaveAttribute("href", there + kept);
});

test("keeps the place where the reader is now, not where the page was opened", () => {
  const link = linkAt("/en/guide/what-is-depin#definition");
  fireEvent.click(link);
  window.history.replaceState(null, "", "#history");
  fireEvent.click(link);
  expect(link).toHaveAttribute("href", `${there}#history`);
});
