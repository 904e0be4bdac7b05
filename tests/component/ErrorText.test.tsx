import { fireEvent, render, screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { ErrorText } from "#components/content/ErrorText.tsx";
import words from "#messages/errors.json" with { type: "json" };

test.each([
  ["en", words.en],
  ["de", words.de],
  ["fr", words.en],
  [undefined, words.en],
])("tells of an error in the language %s", (language, expected) => {
  render(<ErrorText language={language} retry={() => {}} />);
  const alert = within(screen.getByRole("alert"));
  expect(alert.getByRole("heading", { level: 1, name: expected.title })).toBeVisible();
  expect(alert.getByText(expected.text)).toBeVisible();
  expect(alert.getByRole("button", { name: expected.retry })).toBeVisible();
});

test("tries again when asked, and not before", () => {
  const retry = vi.fn();
  render(<ErrorText language="de" retry={retry} />);
  expect(retry).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole("button", { name: words.de.retry }));
  expect(retry).toHaveBeenCalledOnce();
});
