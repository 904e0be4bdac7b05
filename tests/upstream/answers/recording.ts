import { readFileSync } from "node:fs";

/**
 * What a host answers to a path: the value is sent as JSON, a `PlainText` as it is, and
 * `undefined` is a 404, where the vendor knows nothing.
 *
 * @param url the address as the vendor would see it
 * @param body the parsed JSON of a POST
 */
export type Answer = (url: URL, body: unknown) => unknown;

export type Route = [host: string, path: RegExp, answer: Answer];

export class PlainText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

// biome-ignore lint/suspicious/noExplicitAny: recordings have as many shapes as there are vendors
export function recording(name: string): any {
  const file = new URL(`../recordings/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8"));
}
